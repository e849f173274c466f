"""A sample as a scan: its PDF as pictures at 200 dpi, a little askew and noisy, without a text layer; bytes out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle

import numpy as np
import pypdfium2
from fpdf import FPDF
from PIL import Image

from forms.pdf import pdf
from forms.sample import Sample

DPI = 200
ANGLES = (0.6, -0.8, 1.0, -0.5)  # degrees, page by page
NOISE = 8.0  # standard deviation, of 255


def scan(sample: Sample) -> bytes:
    """The same bytes for the same sample: the noise is drawn from a fixed seed."""
    out = FPDF(unit="pt")
    out.set_creation_date(datetime(2026, 1, 5, tzinfo=UTC))
    out.set_margins(0, 0, 0)
    for picture, size in _pictures(pdf(sample)):
        out.add_page(format=size)
        out.image(io.BytesIO(picture), x=0, y=0, w=size[0], h=size[1])
    return bytes(out.output())


def _pictures(data: bytes) -> Iterator[tuple[bytes, tuple[float, float]]]:
    """The pages as JPEG, with their width and height in points."""
    chance = np.random.default_rng(2026)
    with pypdfium2.PdfDocument(data) as document:
        for page, angle in zip(document, cycle(ANGLES), strict=False):
            drawn = page.render(scale=DPI / 72, grayscale=True).to_pil()
            askew = drawn.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(askew, dtype=np.float32) * 0.92 + chance.normal(8, NOISE, (askew.height, askew.width))
            out = io.BytesIO()
            Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=80)
            yield out.getvalue(), page.get_size()
