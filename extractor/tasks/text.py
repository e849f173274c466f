"""The words of a task: its sentences, the quote it is found by, the action without its subject.

Guarantees: a quote is a stretch of the text, cut at a word's end; a sentence never ends inside brackets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.model import Span
from extractor.patterns import compiled

MOST_QUOTE_WORDS = 25
MOST_ACTION_WORDS = 40

_STOP = compiled(
    r"[.!?](?<!(?:\b(?:TP|Tp|TT|TX|ThS|TS|PGS|GS|P|Q|St|No|Đ/c|v\.v|tr))[.!?])[.!?]{0,39}+(?=\s+[\p{Lu}\"(])\s*"
)
_EDGE = compiled(r"[\s,;:.*\"-]*")


class Stops(NamedTuple):
    """Where the stops of a text begin behind which a sentence may begin, and where that sentence does."""

    at: Sequence[int]
    after: Sequence[int]


def stops(key: str) -> Stops:
    """All stops of `key`."""
    found = [m.span() for m in _STOP.finditer(key)]
    return Stops([at for at, _ in found], [after for _, after in found])


def sentences(key: str, span: Span, stops: Stops) -> list[Span]:
    """The sentences of key[span]; together they cover it. A semicolon ends none."""
    found: list[Span] = []
    start = seen = span.start
    depth = 0
    for i in range(bisect_left(stops.at, start), bisect_left(stops.after, span.end)):
        at, after = stops.at[i], stops.after[i]
        depth += key.count("(", seen, at) - key.count(")", seen, at)
        seen = at
        if depth <= 0:
            found.append(Span(start, after))
            start, depth = after, 0
    if start < span.end:
        found.append(Span(start, span.end))
    return found


def quoted(text: str, span: Span) -> Span:
    """The first words of `span`, up to MOST_QUOTE_WORDS."""
    return _first(text, span, MOST_QUOTE_WORDS)


def action(text: str, span: Span) -> str:
    """The words of `span` with single blanks, without the punctuation at its edges, shortened."""
    m = _EDGE.match(text, span.start, span.end)
    kept = _first(text, Span(m.end() if m else span.start, span.end), MOST_ACTION_WORDS)
    return " ".join(text[kept.start : kept.end].split()).rstrip(" ,;:./-")


def _first(text: str, span: Span, count: int) -> Span:
    words = text[span.start : span.end]
    start = span.end - len(words.lstrip())
    rest = words.split(None, count)[count:]
    end = span.end - len(rest[0]) if rest else span.end
    return Span(start, start + len(text[start:end].rstrip())) if start < span.end else Span(span.start, span.start)
