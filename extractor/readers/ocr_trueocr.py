"""trueocr as an OCR engine: its model comes in the wheel, so that no system package is needed."""

from __future__ import annotations

import re
from typing import Any

from extractor.readers.ocr import Layout, Seen

_WORD = re.compile(r"\S+")


class TrueOcr:
    """A loaded model; not to be shared between threads or processes."""

    name = "trueocr"

    def __init__(self) -> None:
        from trueocr import OCRConfig, TrueOCR

        self._model = TrueOCR(OCRConfig(threads=1, auto_rotate=False))

    def read(self, picture: Any, *, dpi: int, layout: Layout = "page") -> list[Seen]:
        from PIL import Image

        if layout == "scattered":
            return []  # it finds lines wherever they stand in its first reading
        image = Image.fromarray(picture)
        lines = self._model.predict(image, mode="line" if layout == "line" else "page", save=False).lines
        return [seen for line in lines for seen in _words(line)]


def _words(line: dict[str, Any]) -> list[Seen]:
    """The words of a line; the engine gives the line's box alone, so each takes its share of it."""
    text = line["text"]
    left, top, right, bottom = line["bbox"]
    width = (right - left) / max(1, len(text))
    return [
        Seen(m[0], left + m.start() * width, top, left + m.end() * width, bottom, 100 * float(line["confidence"]))
        for m in _WORD.finditer(text)
    ]
