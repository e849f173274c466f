"""Where a gold quote stands in a plan's text, measured in letters and digits only.

A gold quote is copied from the document, but blanks, the " | " between a row's cells, dashes, case and tone placement
may differ; counting only letters and digits makes all of these vanish. A quote that differs otherwise (an OCR slip, a
skipped cell) is found where most of its 12-letter pieces stand, if four fifths of it agree there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex
from rapidfuzz import fuzz

from extractor.evaluate.keys import ALIKE, folded
from extractor.model import Span

_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_PIECE, _STEP = 12, 6
_MOST = 50  # places of one piece or quote that are looked at


@dataclass(frozen=True, slots=True)
class Letters:
    """A text's letters and digits, folded; run i of them starts at `inner[i]` here and at `outer[i]` in the text."""

    text: str
    inner: tuple[int, ...]
    outer: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Where the text's `offset` lies among the letters: between two runs, the start of the later one."""
        run = bisect_right(self.outer, offset) - 1
        if run < 0:
            return 0
        end = self.inner[run + 1] if run + 1 < len(self.inner) else len(self.text)
        return min(self.inner[run] + offset - self.outer[run], end)

    def span(self, span: Span) -> Span:
        return Span(self.at(span.start), self.at(span.end))

    def outside(self, span: Span) -> Span:
        """Where in the text the letters of `span`, one at least, stand."""
        return Span(self._outer(span.start), self._outer(max(span.start, span.end - 1)) + 1)

    def _outer(self, at: int) -> int:
        run = max(0, bisect_right(self.inner, at) - 1)
        return self.outer[run] + at - self.inner[run]

    def splits(self, offset: int) -> bool:
        """Whether `offset` lies inside a word."""
        run = bisect_left(self.inner, offset)
        return offset != len(self.text) and (run == len(self.inner) or self.inner[run] != offset)


def letters(text: str) -> Letters:
    """The letters of `text`, which must be NFC, as Plan.text is."""
    parts: list[str] = []
    inner: list[int] = []
    outer: list[int] = []
    length = 0
    for m in _RUN.finditer(folded(text)):
        parts.append(m[0])
        inner.append(length)
        outer.append(m.start())
        length += len(m[0])
    return Letters("".join(parts), tuple(inner), tuple(outer))


def locate(quote: str, within: Letters) -> tuple[Span, ...]:
    """The spans of `quote` (letters only, see `letters`): every exact one, else the nearest, else none."""
    if not quote:
        return ()
    exact = tuple(Span(at, at + len(quote)) for at in _occurrences(quote, within.text))
    whole = tuple(s for s in exact if not within.splits(s.start) and not within.splits(s.end))
    return whole or exact or _nearest(quote, within.text)


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = text.find(part, at + 1)


def _nearest(quote: str, text: str) -> tuple[Span, ...]:
    """Each piece of the quote votes for the place where the quote would have to start."""
    votes = sorted(
        at - offset
        for offset in range(0, len(quote) - _PIECE + 1, _STEP)
        for at in _occurrences(quote[offset : offset + _PIECE], text)
    )
    if not votes:
        return ()
    slack = _PIECE + len(quote) // 5
    start = max(votes, key=lambda vote: (bisect_right(votes, vote + slack) - bisect_left(votes, vote), -vote))
    low = max(0, start - slack)
    window = text[low : start + len(quote) + 2 * slack]
    best = fuzz.partial_ratio_alignment(quote, window, score_cutoff=ALIKE)
    return (Span(low + best.dest_start, low + best.dest_end),) if best else ()


def overlap(a: Span, b: Span) -> int:
    """How many letters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def shared(a: Span, b: Span) -> float:
    """The share of the shorter span that the other covers; 0 for an empty span."""
    shorter = min(a.end - a.start, b.end - b.start)
    return overlap(a, b) / shorter if shorter > 0 else 0.0


def likeness(a: Span, b: Span) -> float:
    """What two spans share, as a part of what they cover together."""
    common = overlap(a, b)
    return common / (a.end - a.start + b.end - b.start - common) if common else 0.0
