"""Blocks as read to blocks in reading order: what stands on a page besides the plan's own text is put in its place.

Letterhead and signature tables become paragraphs; footnotes follow the text; a sample's notice and the portal's own
lines are set aside with a reason; the mark of a cut text ("[...]") is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from extractor.joined_words import unsegmented
from extractor.model import Block, Notice, Span, Unread
from extractor.normalize import cut, fold, raw_offset
from extractor.patterns import compiled, rarely

_LAYOUT_TABLE = compiled(
    r"cộng\s+hòa\s+xã\s+hội\s+chủ|độc\s+lập\s*-\s*tự\s+do|nơi\s+nhận|\b(?:TM|KT|TL|TUQ|Q)\.\s*\p{Lu}{2,}",
    regex.IGNORECASE,
)
_CUT = compiled(r"\s*(?:\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{3}|…)\s*còn nữa\s*\))\s*$")
_SAMPLE = compiled(r"\s*\[BẢN MẪU\b[^\n]*\]\s*$")
_PORTAL_DATE = compiled(
    r"\s*Thứ\s+(?:\d|hai|ba|tư|năm|sáu|bảy)\s*,\s*Ngày\s+\d{1,2}/\d{1,2}/\d{4}\s*$", regex.IGNORECASE
)
lone_marker = rarely(
    compiled(
        r"\s*(?:(?:[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})\s?(?:[./]\s?-|[.)/])|Điều\s+\d{1,3}\s?[.:])\s*$"
    )
)
"""Matches a line that is nothing but a marker: its words are on the next."""
_ASIDE = ("[", "(", "T", "t")  # what a block that is set aside begins with
_PROSE = ("paragraph", "heading")
_CLOSED = (".", ";", ":", "!", "?", "…", "/", ")", "]", '"', "”")
_GOES_ON = compiled(r"\s*\p{Ll}{2,}[\s,]")
_LEAST_BROKEN = 40  # letters of a paragraph that may have been broken off
LAYOUT_ROWS = 6  # a letterhead or signature table has few rows


class Arranged(NamedTuple):
    blocks: list[Block]
    unread: list[Unread]
    warnings: list[Notice]
    truncated: bool


def arrange(blocks: Sequence[Block]) -> Arranged:
    """The blocks in reading order, what was set aside, and whether the text says that it is cut."""
    out: list[Block] = []
    unread: list[Unread] = []
    truncated = False
    for block in _rejoined(_without_layout_tables(unsegmented(blocks))):
        reason = _aside(block, first=not out)
        if reason:
            unread.append(Unread(text=block.text.strip(), reason=reason, raw=_raw_span(block), page=block.page))
            truncated = truncated or reason == "mark of a cut text"
        else:
            out.append(block)
    out.sort(key=lambda block: block.kind == "note")
    message = 'the text says that it is cut ("[...]"): what follows in the original is missing here'
    warnings = [Notice(code="truncated", message=message)] if truncated else []
    return Arranged(out, unread, warnings, truncated)


def _rejoined(blocks: Iterable[Block]) -> Iterator[Block]:
    """A paragraph that is nothing but a marker ("II.", "a)") opens the next, and one that breaks off in the middle of
    its sentence goes on in a next that begins with a small letter."""
    last: Block | None = None
    for block in blocks:
        if last is not None and _goes_on(last, block):
            shift = len(last.text) + 1
            runs = (*last.runs, *((offset + shift, raw) for offset, raw in block.runs))
            last = last._replace(text=f"{last.text} {block.text}", runs=runs)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _goes_on(last: Block, block: Block) -> bool:
    if block.kind not in _PROSE or last.kind not in _PROSE or lone_marker(block.text):
        return False
    if lone_marker(last.text):
        return True
    broken = len(last.text) >= _LEAST_BROKEN and not last.text.rstrip().endswith(_CLOSED)
    return broken and block.kind == "paragraph" and _GOES_ON.match(block.text) is not None


def _aside(block: Block, *, first: bool) -> str | None:
    """Why the block is no part of the plan, or None."""
    if block.cell is not None or not block.text.lstrip().startswith(_ASIDE):
        return None
    if _CUT.match(block.text):
        return "mark of a cut text"
    if first and _SAMPLE.match(block.text):
        return "notice that this is a sample"
    if _PORTAL_DATE.match(block.text):
        return "date line of a portal"
    return None


def _raw_span(block: Block) -> Span | None:
    last = len(block.text) - 1
    return Span(block.runs[0][1], raw_offset(block.runs, last) + 1) if block.runs else None


def _without_layout_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    for table, group in groupby(blocks, key=lambda b: b.cell.table if b.cell else None):
        cells = list(group)
        if table is None or not _is_layout(cells):
            yield from cells
        else:
            yield from (line for cell in cells for line in _lines(cell))


def _is_layout(cells: Sequence[Block]) -> bool:
    rows = {cell.cell.row for cell in cells if cell.cell}
    return len(rows) <= LAYOUT_ROWS and any(_LAYOUT_TABLE.search(fold(cell.text)) for cell in cells)


def _lines(cell: Block) -> Iterator[Block]:
    for m in regex.finditer(r"[^\n]*\S[^\n]*", cell.text):
        runs = tuple((offset - m.start(), raw) for offset, raw in cut(cell.runs, m.start(), m.end()))
        yield cell._replace(text=m[0], runs=runs, kind="paragraph", cell=None)
