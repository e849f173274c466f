"""A PDF and its plan in; pictures of the pages that hold records out, as data that stand inside a page of HTML.

Guarantees: no more pages and bytes than allowed, and what is left out is told; a file that is not the one that the plan
was extracted from (by its SHA-256) gives none.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from extractor.model import Plan

MOST_PAGES = 20
MOST_BYTES = 6_000_000
_SCALE = 1.5  # pixels a point: 108 dots an inch
_MOST_PIXELS = 2000  # on the longer side
_QUALITY = 55


class Picture(NamedTuple):
    """A page's picture; `width` and `height` are the page's, in points."""

    page: int
    width: float
    height: float
    source: str


class Pictures(NamedTuple):
    """`left_out` are the pages that hold records and have no picture."""

    pages: tuple[Picture, ...] = ()
    left_out: tuple[int, ...] = ()


NONE = Pictures()


def pictures(data: bytes, plan: Plan, *, most: int = MOST_PAGES, size: int = MOST_BYTES) -> Pictures:
    """Pictures of the pages that hold most records, `most` of them and `size` bytes in all; empty for another file."""
    held = Counter(record.page for record in (*plan.targets, *plan.tasks) if record.page is not None)
    held.update(cited.page for cited in plan.citations if cited.page is not None and cited.page not in held)
    if not held or sha256(data).hexdigest() != plan.source.sha256:
        return NONE
    made: list[Picture] = []
    spent = 0
    for picture in _drawn(data, [page for page, _ in held.most_common(most)]):
        spent += len(picture.source)
        if spent > size:
            break
        made.append(picture)
    there = {picture.page for picture in made}
    return Pictures(tuple(sorted(made)), tuple(sorted(page for page in held if page not in there)))


def _drawn(data: bytes, numbers: list[int]) -> Iterator[Picture]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            image = page.render(scale=min(_SCALE, _MOST_PIXELS / max(width, height))).to_pil().convert("RGB")
            page.close()
            out = io.BytesIO()
            image.save(out, "JPEG", quality=_QUALITY, optimize=True)
            yield Picture(number, width, height, f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}")
    finally:
        document.close()
