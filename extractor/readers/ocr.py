"""A page of an open PDF to words and rulings, read from its picture by an OCR engine.

The engine is the first that is installed: Tesseract with Vietnamese (tesserocr), then trueocr. Guarantees: nothing is
downloaded; the same picture gives the same words; a picture over the size limit is read at a lower resolution.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, Protocol

import pypdfium2.raw as pdfium
import regex

from extractor.readers.pdf_judge import plain_words, syllables
from extractor.readers.pdf_shapes import Page, Ruling, Word, median

DPI = 300
MAX_PIXELS = 60_000_000
POINTS = 72.0
_DEPTH = 4  # of forms in forms
_PAD = 12  # pixels of white rim that engines need around letters
_LEAST_INK = 4000  # pixels
_SURE = 80.0
_LEAST_SURE = 30.0  # per cent; below it what is no word is dirt, a seal's or a pen's
_DESCENT = 0.3  # of a capital's height, below its baseline
_DASH = 1.5  # heights before a row's first word in which its dash stands
_BARRED = {">": "≥", "<": "≤"}
_LIST_MARKS = frozenset("-–—+•*")
_SPECKED = regex.compile(r"^[_.,'·]*([-–—+])[_.,'·]*$")
_NUMBER = regex.compile(r"\W?[\p{L}\d.,/%-]*\d[\p{L}\d.,/%-]*\W*$|\W?(?:[IVX]+|\p{Ll})[.)]$")


class Seen(NamedTuple):
    """A word in a picture, in pixels; `top` and `bottom` are those of its line's font; `sure` is in per cent."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


Layout = Literal["page", "block", "line", "scattered"]


class Engine(Protocol):
    """Reads a grey picture (rows × columns of bytes, 255 white); `layout` says how the text lies on it."""

    name: str

    def read(self, picture: Any, *, dpi: int, layout: Layout = "page") -> list[Seen]: ...


@lru_cache(maxsize=1)
def engine() -> Engine | None:
    """The engine to use, made once; None where none is installed."""
    if not _has("cv2"):
        return None
    if _has("tesserocr"):
        from extractor.readers import ocr_tesseract

        folder = ocr_tesseract.data_folder()
        if folder is not None:
            return ocr_tesseract.Tesseract(folder)
    if _has("trueocr"):
        from extractor.readers.ocr_trueocr import TrueOcr

        return TrueOcr()
    return None


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def largest_picture(opened: Any) -> int:
    """The pixels of the largest picture on an open pypdfium2 page, by what it says of itself: nothing is unpacked."""
    pictures = opened.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    return max((width * height for width, height in (each.get_px_size() for each in pictures)), default=0)


def read_page(opened: Any, number: int, reader: Engine) -> Page:
    """The words of an open pypdfium2 page as OCR sees them; boxes are in points of the upright page."""
    from extractor.readers import ocr_picture

    width, height = opened.get_size()
    scale = min(DPI / POINTS, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = ocr_picture.upright(opened.render(scale=scale, rev_byteorder=True).to_numpy())
    across, down = ocr_picture.rulings(picture, scale)
    clean = ocr_picture.without_rulings(picture, scale)
    seen = list(_read(clean, across, down, scale, reader))
    words, dirt = _words(seen, scale)
    return Page(number, width, height, words, across, down, dirt, origin="ocr")


def _read(
    picture: Any, across: Sequence[Ruling], down: Sequence[Ruling], scale: float, reader: Engine
) -> Iterator[Seen]:
    """The words of the cells of ruled tables, one cell at a time, and those of the rest of the page."""
    from extractor.readers.pdf_tables import cell_boxes

    dpi = round(scale * POINTS)
    rest = picture.copy()
    for box in cell_boxes(across, down):
        left, top, right, bottom = (round(x * scale) for x in box)
        part = picture[max(0, top) : bottom, max(0, left) : right]
        if part.size and part.min() < 128:
            part = _padded(part)
            for word in _with_bars(_cell(part, dpi, reader), part):
                yield word._replace(
                    left=word.left + left - _PAD,
                    right=word.right + left - _PAD,
                    top=word.top + top - _PAD,
                    bottom=word.bottom + top - _PAD,
                )
        rest[max(0, top) : bottom, max(0, left) : right] = 255
    seen = reader.read(rest, dpi=dpi)
    yield from _with_bars(seen, rest)
    yield from _dashes(seen, rest)
    yield from _missed(rest, seen, dpi, reader)


def _cell(part: Any, dpi: int, reader: Engine) -> list[Seen]:
    """The words of a cell; engines see no block in a lone "I" or "-"."""
    from extractor.readers import ocr_picture

    bars = ocr_picture.bars(part, dpi)
    if bars:
        lefts, tops, widths, heights = zip(*bars, strict=True)
        bottom = max(tops) + max(heights) * (1 + _DESCENT)
        return [Seen("I" * len(bars), min(lefts), min(tops), lefts[-1] + widths[-1], bottom, _SURE)]
    seen = reader.read(part, dpi=dpi, layout="block")
    if _mean(seen) >= _SURE:
        return seen
    clean = ocr_picture.whitened(part)
    seen = max(seen, reader.read(clean, dpi=dpi, layout="block"), key=_mean)
    return seen or max(reader.read(part, dpi=dpi, layout="line"), reader.read(clean, dpi=dpi, layout="line"), key=_mean)


def _mean(seen: Sequence[Seen]) -> float:
    """How sure the engine is of the words, 0 where there are none."""
    return sum(s.sure for s in seen) / max(1, len(seen))


def _with_bars(seen: Sequence[Seen], picture: Any) -> list[Seen]:
    """The words with "≥" and "≤" where the picture shows them: engines know no such signs and write ">" and "<"."""
    return [_with_bar(_with_bar(s, picture, at=0), picture, at=-1) for s in seen]


def _with_bar(seen: Seen, picture: Any, *, at: Literal[0, -1]) -> Seen:
    from extractor.readers import ocr_picture

    sign = _BARRED.get(seen.text[at])
    if sign is None:
        return seen
    top, bottom, left, right = (max(0, round(x)) for x in (seen.top, seen.bottom, seen.left - 1, seen.right + 1))
    if not ocr_picture.stands_on_bar(picture[top:bottom, left:right], last=at == -1):
        return seen
    return seen._replace(text=sign + seen.text[1:] if at == 0 else seen.text[:-1] + sign)


def _dashes(seen: Sequence[Seen], picture: Any) -> Iterator[Seen]:
    """The dashes that stand before the first words of rows and that the engine left out."""
    from extractor.readers import ocr_picture

    for s in seen:
        height = s.bottom - s.top
        start = s.left - _DASH * height
        if not s.text[0].isalpha() or any(_is_in(other, start, s) for other in seen):
            continue
        top, bottom, left, right = (max(0, round(x)) for x in (s.top, s.bottom, start, s.left - 2))
        if ocr_picture.is_dash(picture[top:bottom, left:right]):
            yield Seen("-", start, s.top, s.left - 0.2 * height, s.bottom, _SURE)


def _is_in(other: Seen, start: float, word: Seen) -> bool:
    """Whether another word stands on the row of `word` between `start` and its left."""
    beside = other.right > start and other.left < word.left
    return other is not word and beside and other.top < word.bottom and word.top < other.bottom


def _missed(picture: Any, seen: Sequence[Seen], dpi: int, reader: Engine) -> list[Seen]:
    """Sure words beside those seen, two or more on a row: engines take a name under a seal for a part of a drawing."""
    for s in seen:
        picture[max(0, int(s.top)) : int(s.bottom) + 1, max(0, int(s.left)) : int(s.right) + 1] = 255
    if int((picture < 128).sum()) < _LEAST_INK:
        return []
    found = [s for s in reader.read(picture, dpi=dpi, layout="scattered") if s.sure >= _SURE and _is_word(s.text)]
    rows = Counter(round(s.bottom) for s in found if len(s.text) > 1)
    return [s for s in found if rows[round(s.bottom)] > 1 and len(s.text) > 1]


def _padded(part: Any) -> Any:
    """The cell's picture with a white rim."""
    import numpy

    return numpy.pad(part, _PAD, constant_values=255)


def _is_word(text: str) -> bool:
    """Whether the text may be a syllable, a number or what opens a list item."""
    if text in _LIST_MARKS:
        return True
    words = plain_words(text)
    return bool(_NUMBER.match(text)) or (bool(words) and syllables(words) == 1.0)


def _words(seen: Sequence[Seen], scale: float) -> tuple[list[Word], str]:
    """Words in points, with the usual height of the page where a line's own is near it; and what is no word."""
    usual = median((s.bottom - s.top for s in seen if s.sure > 60), 0.0)
    words: list[Word] = []
    dirt: list[str] = []
    for s in (s._replace(text=_SPECKED.sub(r"\1", s.text)) for s in seen):
        if s.sure < _LEAST_SURE and not _is_word(s.text):
            dirt.append(s.text)
            continue
        top = s.bottom - usual if abs(s.bottom - s.top - usual) < 0.25 * usual else s.top
        words.append(Word(s.text, s.left / scale, top / scale, s.right / scale, s.bottom / scale, sure=s.sure))
    return words, " ".join(dirt)
