"""The words of a task: its sentences, the quote it is found by, the action without its subject.

Guarantees: a quote is a stretch of the text, cut at a word's end; a sentence never ends inside brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Span
from extractor.patterns import compiled

MOST_QUOTE_WORDS = 25
MOST_ACTION_WORDS = 40

_STOP = compiled(r"(?<!(?:\b(?:TP|Tp|TT|TX|ThS|TS|PGS|GS|P|Q|St|No|Đ/c|v\.v|tr)))[.!?]{1,40}+(?=\s+[\p{Lu}\"(])\s*")
_WORD = compiled(r"\S+")
_EDGE = compiled(r"[\s,;:.*\"-]*")


def sentences(key: str, span: Span) -> Iterator[Span]:
    """The sentences of key[span]; together they cover it. A semicolon ends none."""
    start = span.start
    depth = 0
    seen = span.start
    for m in _STOP.finditer(key, span.start, span.end):
        depth += key.count("(", seen, m.start()) - key.count(")", seen, m.start())
        seen = m.start()
        if depth <= 0:
            yield Span(start, m.end())
            start, depth = m.end(), 0
    if start < span.end:
        yield Span(start, span.end)


def quoted(text: str, span: Span) -> Span:
    """The first words of `span`, up to MOST_QUOTE_WORDS."""
    return _first(text, span, MOST_QUOTE_WORDS)


def action(text: str, span: Span) -> str:
    """The words of `span` with single blanks, without the punctuation at its edges, shortened."""
    m = _EDGE.match(text, span.start, span.end)
    kept = _first(text, Span(m.end() if m else span.start, span.end), MOST_ACTION_WORDS)
    return " ".join(text[kept.start : kept.end].split()).rstrip(" ,;:./-")


def _first(text: str, span: Span, count: int) -> Span:
    end = start = span.start
    for n, m in enumerate(_WORD.finditer(text, span.start, span.end)):
        if n == 0:
            start = m.start()
        if n == count:
            break
        end = m.end()
    return Span(start, max(start, end))
