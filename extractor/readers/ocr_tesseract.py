"""Tesseract as an OCR engine: a grey picture to words with their boxes and confidence. One thread, Vietnamese alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from extractor.readers.ocr import Layout, Seen

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when the library loads: more threads are slower here

LANGUAGE = "vie"
_FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
            "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata")  # fmt: skip
_DESCENT = 0.22  # of a font's height, below its baseline


def data_folder() -> str | None:
    """The folder that holds the Vietnamese model: TESSDATA_PREFIX, else where the systems' packages put it."""
    named = os.environ.get("TESSDATA_PREFIX", "")
    for folder in [named, f"{named}/tessdata", *_FOLDERS] if named else _FOLDERS:
        if (Path(folder) / f"{LANGUAGE}.traineddata").is_file():
            return folder
    return None


class Tesseract:
    """A loaded model; not to be shared between threads or processes."""

    name = "tesseract"

    def __init__(self, folder: str) -> None:
        import tesserocr

        self._library = tesserocr
        self._api = tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGE, psm=tesserocr.PSM.AUTO)

    def read(self, picture: Any, *, dpi: int, layout: Layout = "page") -> list[Seen]:
        from PIL import Image

        modes = self._library.PSM
        kinds = {"page": modes.AUTO, "block": modes.SINGLE_BLOCK, "line": modes.SINGLE_LINE}
        self._api.SetPageSegMode(kinds.get(layout, modes.SPARSE_TEXT))
        self._api.SetImage(Image.fromarray(picture))
        self._api.SetSourceResolution(dpi)
        if not self._api.Recognize():
            return []
        level = self._library.RIL.WORD
        return [seen for it in self._library.iterate_level(self._api.GetIterator(), level) if (seen := self._seen(it))]

    def _seen(self, at: Any) -> Seen | None:
        """The word at an iterator's place; its height is that of the line's row."""
        level, line = self._library.RIL.WORD, self._library.RIL.TEXTLINE
        if at.Empty(level):
            return None
        text = at.GetUTF8Text(level).strip()
        box = at.BoundingBox(level)
        if not text or box is None:
            return None
        height = float(at.RowAttributes()["row_height"])
        base = _baseline(at.Baseline(line), (box[0] + box[2]) / 2, box[3])
        bottom = base + _DESCENT * height
        return Seen(text, box[0], bottom - height, box[2], bottom, float(at.Confidence(level)))


def _baseline(line: Any, x: float, default: float) -> float:
    """The height of a line's baseline at `x`."""
    if not line:
        return default
    (x0, y0), (x1, y1) = line
    return float(y0 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0))
