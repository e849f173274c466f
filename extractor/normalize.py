"""Blocks to a Document: one text in NFC with single blanks, its match key, and the way back to the file.

Guarantees:
- the text is NFC, without soft hyphens, zero-width marks or control characters; blanks are single spaces, none at a
  line's end; each block starts a line of its own, but cells of one table row share a line with " | " between them;
- `key` has the length of `text`, with one dash, one quotation mark and one tone placement ("hòa", "ủy");
- every character of a block leads back to a raw offset, and the way back never runs backwards within a block.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import regex

from extractor.model import Block, Document, Notice, Placed, Source, Span, Unread
from extractor.patterns import compiled

Runs = tuple[tuple[int, int], ...]

ROW_SEPARATOR = "\n"
CELL_SEPARATOR = " | "

_ALIKE = {"-": "‐‑‒–—―−", '"': "“”„‟«»″", "'": "‘’‚‛′", "x": "×", "/": "⁄∕"}
_ONE_TO_ONE = tuple((char, one) for one, chars in _ALIKE.items() for char in chars)
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_OLD_PLACEMENT = compiled(r"(?:o|O|u|U)[àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ](?!\p{L})(?<![qQ]..)")
_UNSEEN = r"\u00AD\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069\x00-\x08\x0E-\x1F\x7F-\x84\x86-\x9F"
_BREAKS = frozenset("\n\v\f\x85\u2028\u2029")
_CHANGES = compiled(
    rf"[^\s\p{{M}}{_UNSEEN}]?(?:[{_UNSEEN}]*\p{{M}})+"  # a letter and its marks
    rf"|[\s{_UNSEEN}]*[{_UNSEEN}\n\v\f\x85\u2028\u2029][\s{_UNSEEN}]*"  # a line break, or what nobody sees
    r"|[^\S\n]{2,}|[^\S\n ]|[\u2126\u212A\u212B]"
)
_UNUSUAL = compiled(rf"[\p{{M}}{_UNSEEN}\u2126\u212A\u212B]|[^\S ]|  ")  # one of these is in whatever _CHANGES finds
_EDGE = compiled(rf"[\s{_UNSEEN}]*")
_UNSEEN_RUN = compiled(rf"[{_UNSEEN}]+")
_SPACE = compiled(r"\s")


class Key(str):
    """A text that was folded, and is not folded again."""

    __slots__ = ()


def fold(text: str) -> Key:
    """The match key of a normalised `text`: the same length, one dash, one quotation mark, one tone placement."""
    if isinstance(text, Key):
        return text
    for char, one in _ONE_TO_ONE:  # many times faster than str.translate, for few of them are in a text
        if char in text:
            text = text.replace(char, one)
    return Key(_OLD_PLACEMENT.sub(_new_placement, text))


def _new_placement(m: regex.Match[str]) -> str:
    """ "uỷ" → "ủy", "oá" → "óa": the tone moves to the first vowel."""
    first, second = m[0][0], m[0][1]
    marks = unicodedata.normalize("NFD", second)
    tone = "".join(c for c in marks if c in _TONES)
    return unicodedata.normalize("NFC", first + tone) + "".join(c for c in marks if c not in _TONES)


def compose(blocks: Iterable[Block], source: Source, unread: Sequence[Unread], warnings: Sequence[Notice]) -> Document:
    """Join `blocks` into a Document; `unread` and `warnings` are handed through. An empty cell keeps its place."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    placed: list[Placed] = []
    at = 0
    last: Block | None = None
    for block in blocks:
        text, block_runs = clean(block.text, block.runs)
        if not text and block.cell is None:
            continue
        if last is not None:
            parts.append(_separator(last, block))
            at += len(parts[-1])
        for offset, raw in block_runs:
            runs.append((at + offset, raw))
        span = Span(at, at + len(text))
        placed.append(Placed(span, block.kind, block.page, block.cell, block.box, block.place, block.doubts))
        parts.append(text)
        at += len(text)
        last = block
    whole = "".join(parts)
    return Document(whole, fold(whole), tuple(runs), tuple(placed), source, tuple(unread), tuple(warnings))


def _separator(last: Block, block: Block) -> str:
    a, b = last.cell, block.cell
    return CELL_SEPARATOR if a and b and (a.table, a.row) == (b.table, b.row) else ROW_SEPARATOR


def clean(text: str, runs: Runs) -> tuple[str, Runs]:
    """A block's text normalised, and its runs moved along; linear in the length of the text."""
    if _is_clean(text):
        return text, runs
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    at = out = 0

    def keep(until: int) -> None:
        nonlocal out
        moved.extend([(out + offset - at, raw) for offset, raw in cut(runs, at, until)])
        pieces.append(text[at:until])
        out += until - at

    for start, end, new in _edits(text):
        keep(start)
        if new:
            moved.extend((out, raw) for _, raw in cut(runs, start, end)[:1])
            pieces.append(new)
            out += len(new)
        at = end
    keep(len(text))
    return "".join(pieces), tuple(moved)


def _is_clean(text: str) -> bool:
    """Whether nothing has to change, as in most blocks; what nobody sees and blanks but the space are not printable."""
    return (
        text.isprintable()
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
        and unicodedata.is_normalized("NFC", text)
    )


def _edits(text: str) -> list[tuple[int, int, str]]:
    """(start, end, replacement) for what has to change, in order, none overlapping."""
    first = _EDGE.match(text).end()  # type: ignore[union-attr]
    last = max(first, len(text) - _EDGE.match(text[::-1]).end())  # type: ignore[union-attr]
    changes = _changes(text, first, last)
    within = [(m.start(), m.end(), new) for m in changes if (new := _replacement(m[0])) != m[0]]
    return [*([(0, first, "")] if first else []), *within, *([(last, len(text), "")] if last < len(text) else [])]


def _changes(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """What _CHANGES finds, looked for only where a character asks for it: no match begins more than one before it."""
    while unusual := _UNUSUAL.search(text, start, end):
        m = _CHANGES.search(text, max(start, unusual.start() - 1), end)
        if m is None:
            return
        yield m
        start = m.end()


def _replacement(old: str) -> str:
    """A run of blanks and unseen marks becomes a line break, a space or nothing; letters are composed."""
    if not _EDGE.fullmatch(old):
        return unicodedata.normalize("NFC", _UNSEEN_RUN.sub("", old))
    if _BREAKS & set(old):
        return "\n"
    return " " if _SPACE.search(old) else ""


def cut(runs: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The runs that lead back from [start, end), the first moved up to `start`; empty where the stretch is."""
    if start >= end or not runs:
        return []
    if len(runs) == 1:
        offset, raw = runs[0]
        return [(start, raw + max(0, start - offset))]
    first = max(0, bisect_right(runs, start, key=itemgetter(0)) - 1)
    covering = [(start, runs[first][1] + max(0, start - runs[first][0]))]
    for offset, raw in runs[first + 1 :]:
        if offset >= end:
            break
        covering.append((offset, raw))
    return covering


def raw_offset(runs: Sequence[tuple[int, int]], offset: int) -> int:
    """The raw offset of the character at `offset`; `runs` as in Document, not empty."""
    start, raw = runs[max(0, bisect_right(runs, offset, key=itemgetter(0)) - 1)]
    return raw + max(0, offset - start)
