"""The shapes that the PDF modules share: words, lines, rulings and pages, in points from the page's top left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.model import Box, Doubt

UNSURE = 80.0  # per cent; numbers below it are to be checked


class Word(NamedTuple):
    """A word of a page, or words of a line that need not be told apart. The height is that of the font, the same for
    "a" and "Ề"; `sure` is the confidence of OCR in per cent, 100 for a text layer."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    font: str = ""
    sure: float = 100.0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """Words that stand side by side without a wide gap; `first` is the width of the first word, `bold` says whether
    all of them are."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    first: float = 0.0
    doubts: tuple[Doubt, ...] = ()

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A straight line drawn along an axis: at `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, however it was read; `number` counts from 1.

    `across` and `down` are its horizontal and vertical rulings, `turned` the letters that stand askew, `pictures`
    the share of the page that pictures cover, `holes` how high blanks as wide as a letter stand, `marks` the footnotes'
    numbers that were glued to words; `spaced` says that it has tables without rulings, so that each word is measured.
    `origin` is "layer", "ocr", or "patched" where OCR gave some rows.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    across: list[Ruling]
    down: list[Ruling]
    turned: str = ""
    origin: str = "layer"
    pictures: float = 0.0
    holes: Sequence[float] = ()
    marks: Sequence[str] = ()
    spaced: bool = False


def line_of(words: Sequence[Word]) -> Line:
    """The words, from left to right, as one line."""
    if len(words) == 1:
        word = words[0]
        text, left, top, right, bottom, bold, _, sure = word
        return Line(text, left, top, right, bottom, bold, _first_width(word), _doubts(words) if sure < UNSURE else ())
    heights = sorted(words, key=lambda w: w.bottom - w.top)
    usual = heights[len(words) // 2]
    return Line(
        " ".join(word.text for word in words),
        words[0].left,
        usual.top,
        max(word.right for word in words),
        usual.bottom,
        all(word.bold for word in words),
        _first_width(words[0]),
        _doubts(words),
    )


def _doubts(words: Sequence[Word]) -> tuple[Doubt, ...]:
    """The numbers among words that OCR was not sure of."""
    return tuple(
        Doubt(words[i - 1].text if i else "", word.text, round(word.sure, 1))
        for i, word in enumerate(words)
        if word.sure < UNSURE and any(map(str.isdigit, word.text))
    )


def _first_width(word: Word) -> float:
    """The width of the first of a word's words, by its share of the letters."""
    first = word.text.find(" ")
    whole = word.right - word.left
    return whole if first < 0 else whole * first / len(word.text)


def box_of(items: Iterable[Word | Line]) -> Box:
    """The smallest box around `items`, which must not be empty."""
    rest = iter(items)
    _, left, top, right, bottom = next(rest)[:5]
    for item in rest:
        _, x0, y0, x1, y1 = item[:5]
        left = x0 if x0 < left else left
        top = y0 if y0 < top else top
        right = x1 if x1 > right else right
        bottom = y1 if y1 > bottom else bottom
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def median(values: Iterable[float], default: float) -> float:
    """The middle one of `values`, `default` where there are none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else default
