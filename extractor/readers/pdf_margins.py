"""Sheets of a document to sheets without what stands around the plan's text: page numbers, running heads, footnotes,
the words of a digital signature's stamp. Everything taken out is kept with its page and the reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import NamedTuple

import regex

from extractor.model import Box
from extractor.patterns import compiled
from extractor.readers.pdf_lines import Row
from extractor.readers.pdf_paragraphs import joined
from extractor.readers.pdf_shapes import Line, box_of, median
from extractor.readers.pdf_sheets import Sheet, SheetTable

PAGE_NUMBER = "page number"
RUNNING_HEAD = "running head"
NOTE_MARK = "number of a footnote"
STAMP = "stamp of a signature or a copy"
RULING = "ruling"

_EDGE_ROWS = 3
_TOP, _BOTTOM = 0.14, 0.86  # of the page's height
_LEAST_PAGES = 3
_SHARE = 0.2  # a running head stands on this share of the pages
_DRIFT = 10.0  # points between the same line of two pages
_NOTE_SIZE = 0.9  # a footnote's height is at most this share of the text's
_NUMBER = compiled(r"[-–—(\s]*(?:(?i:trang|page)\s+)?(?P<no>\d{1,4})(?:\s*/\s*\d{1,4})?[-–—)\s.]*$")
_NOTE = compiled(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\].]?\s*(?=[\p{L}\"“'(])")
_NOTE_OPENER = compiled(r"[(\[]?(?P<no>\d{1,3}|\*{1,3})[)\].]?(?=\s|$|[\p{L}\"“'(])")
_STAMP = compiled(
    r"\s*(?:(?:ký\s+(?:số\s+)?bởi|người\s+ký|đã\s+ký\s+số|digitally\s+signed|signed\s+by|signature\s+(?:not\s+)?ver?ified)\b"
    r"|sao\s+y(?:\s+bản\s+chính)?\s*(?:$|[;,:(])|bản\s+sao\s*$)",
    regex.IGNORECASE,
)
_STAMP_FIELD = compiled(
    r"\s*(?:e-?mail|cơ\s+quan|tổ\s+chức|đơn\s+vị|chức\s+vụ|(?:thời\s+gian|ngày|giờ)\s+ký|thời\s+gian|date|location|reason|lý\s+do)\s*:"
    r"|.{0,20}\d{1,2}:\d{2}:\d{2}",
    regex.IGNORECASE,
)
_RULES = "-–—_=*~."
_RULING = compiled(rf"(?:[{_RULES}]\s*){{3,}}$")
_STAMP_LINES = 6
_BESIDE = compiled(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")


class Aside(NamedTuple):
    """A text taken out of page `page`, and why."""

    text: str
    page: int
    reason: str


class Note(NamedTuple):
    """A footnote of page `page` without its number."""

    text: str
    page: int
    box: Box


class _Edge(NamedTuple):
    """A row at the top or bottom of a page: `rank` counts from that edge."""

    page: int
    top: bool
    rank: int
    row: Row

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.row)

    @property
    def key(self) -> tuple[bool, str, int | None]:
        """What is the same on all pages: the words, and by how much the number beside them differs from the page's."""
        m = _BESIDE.search(self.words)
        off = int(m[0]) - self.page if m else None
        return self.top, _BESIDE.sub("", self.words, count=1), off


def without_margins(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Note], list[Aside]]:
    """The sheets without margins, footnotes and stamps; the footnotes; the rest of what was taken out."""
    aside = [Aside(text, sheet.number, reason) for sheet in sheets for text, reason in sheet.aside]
    notes: list[Note] = []
    doomed = _margins(sheets)
    size = _usual_size(sheets)
    kept: list[Sheet] = []
    for sheet in sheets:
        stamped = _stamps(sheet)
        left = replace(sheet, parts=[_cleared(p, doomed, stamped, sheet.number, aside) for p in sheet.parts])
        start = _notes_start(left, size)
        if start is not None:
            rows = left.flow_at_foot()
            notes.extend(_notes(rows[start:], sheet.number, aside))
            left = replace(left, parts=[*left.parts[:-1], rows[:start]])
        kept.append(left)
    return kept, notes, aside


def _usual_size(sheets: Iterable[Sheet]) -> float:
    """The height of the lines that hold most of the text."""
    sizes: Counter[int] = Counter()
    for sheet in sheets:
        for line in sheet.lines():
            sizes[round((line.bottom - line.top) * 2)] += len(line.text)
    return sizes.most_common(1)[0][0] / 2 if sizes else 12.0


def _cleared(
    part: list[Row] | SheetTable, doomed: dict[int, str], stamped: set[int], page: int, aside: list[Aside]
) -> list[Row] | SheetTable:
    """The part without the rows and lines to take out (by identity)."""
    if isinstance(part, SheetTable):
        return part
    rows: list[Row] = []
    for row in part:
        reason = doomed.get(id(row))
        if reason:
            aside.append(Aside(" ".join(line.text for line in row), page, reason))
            continue
        if not stamped and len(row) == 1 and row[0].text[:1] not in _RULES:
            rows.append(row)
            continue
        reasons = [_reason(line, stamped) for line in row]
        aside.extend(Aside(line.text, page, why) for line, why in zip(row, reasons, strict=True) if why)
        left = [line for line, why in zip(row, reasons, strict=True) if not why]
        rows.extend([left] if left else [])
    return rows


def _reason(line: Line, stamped: set[int]) -> str | None:
    """Why a line is taken out by itself, None where it stays."""
    if id(line) in stamped:
        return STAMP
    return RULING if _RULING.match(line.text) else None


# ── page numbers and running heads ──────────────────────────────────────────────────────────────────────────────────


def _margins(sheets: Sequence[Sheet]) -> dict[int, str]:
    """id(row) → reason, for the rows at the edges that number the pages or stand on many of them."""
    edges = [edge for sheet in sheets for edge in _edges(sheet)]
    numbers = _page_numbers(edges)
    heads = _running_heads([e for e in edges if id(e.row) not in numbers], len(sheets))
    reasons = {**dict.fromkeys(heads, RUNNING_HEAD), **dict.fromkeys(numbers, PAGE_NUMBER)}
    return {key: reasons[key] for key in _from_the_edge(edges, reasons)}


def _from_the_edge(edges: Sequence[_Edge], reasons: dict[int, str]) -> Iterator[int]:
    """Of the rows with a reason those with no other row between them and the page's edge."""
    for _, group in groupby(edges, key=lambda edge: (edge.page, edge.top)):
        yield from (id(edge.row) for edge in takewhile(lambda edge: id(edge.row) in reasons, group))


def _edges(sheet: Sheet) -> Iterator[_Edge]:
    first, last = _outer(sheet.parts), _outer(sheet.parts[::-1])
    for i, row in enumerate(first[:_EDGE_ROWS]):
        if row[0].bottom < _TOP * sheet.height:
            yield _Edge(sheet.number, True, i, row)
    for i, row in enumerate(last[::-1][:_EDGE_ROWS]):
        if row[0].top > _BOTTOM * sheet.height:
            yield _Edge(sheet.number, False, i, row)


def _outer(parts: Sequence[list[Row] | SheetTable]) -> list[Row]:
    """The rows up to the first table."""
    return parts[0] if parts and not isinstance(parts[0], SheetTable) else []


def _page_numbers(edges: Sequence[_Edge]) -> set[int]:
    """Rows that hold nothing but a number which goes with the page's; a lone one must be the page's own."""
    found: dict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        number = _number(edge)
        if number is not None:
            found[number - edge.page].append(edge)
    return {
        id(edge.row)
        for offset, group in found.items()
        for edge in group
        if offset == 0 or len({e.page for e in group}) > 1
    }


def _number(edge: _Edge) -> int | None:
    """The page number on the row, which is the outermost one or stands beside a running head."""
    m = _NUMBER.match(edge.words)
    return int(m["no"]) if m and edge.rank <= 1 and len(edge.row) == 1 else None


def _running_heads(edges: Sequence[_Edge], pages: int) -> set[int]:
    """Rows that stand, the page's number aside, at the same height on many pages."""
    groups: dict[tuple[bool, str, int | None], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.key].append(edge)
    found: set[int] = set()
    for group in groups.values():
        usual = median((edge.row[0].top for edge in group), 0.0)
        same = [edge for edge in group if abs(edge.row[0].top - usual) < _DRIFT]
        if len({edge.page for edge in same}) >= max(_LEAST_PAGES, _SHARE * pages):
            found.update(id(edge.row) for edge in same)
    return found


# ── footnotes and stamps ────────────────────────────────────────────────────────────────────────────────────────────


def _notes_start(sheet: Sheet, size: float) -> int | None:
    """The row of the sheet's last flow from which on small lines, opened by a footnote's number, fill the foot."""
    rows = sheet.flow_at_foot()
    start = len(rows)
    while start > 0 and all(line.height < _NOTE_SIZE * size for line in rows[start - 1]):
        start -= 1
    while start < len(rows) and not _NOTE.match(rows[start][0].text):
        start += 1
    nothing_else = start == 0 and len(sheet.parts) == 1
    return None if start == len(rows) or nothing_else else start


def _notes(rows: Sequence[Row], page: int, aside: list[Aside]) -> Iterator[Note]:
    """The footnotes that the rows hold; a number opens each."""
    groups: list[list[Line]] = []
    last = ""
    for row in rows:
        mark = _NOTE_OPENER.match(row[0].text)
        if not groups or (mark and _follows(mark["no"], last)):
            groups.append([])
            last = mark["no"] if mark else ""
        groups[-1].extend(row)
    for lines in groups:
        text = joined(line.text for line in lines)
        mark = _NOTE.match(text)
        if mark:
            aside.append(Aside(mark[0].strip(), page, NOTE_MARK))
        yield Note(text[mark.end() :] if mark else text, page, box_of(lines))


def _follows(mark: str, last: str) -> bool:
    """Whether a footnote's mark comes after another: the next number, a star more."""
    return int(mark) == int(last or 0) + 1 if mark.isdigit() and (last or "0").isdigit() else len(mark) == len(last) + 1


def _stamps(sheet: Sheet) -> set[int]:
    """id(line) of the lines of stamps: one that names the signer or the copy, and the fields below it."""
    lines = [line for flow in sheet.flows() for row in flow for line in row]
    found: set[int] = set()
    for at, line in enumerate(lines):
        if id(line) not in found and _STAMP.match(line.text):
            found.add(id(line))
            found.update(map(id, _fields(lines[at + 1 :], line)))
    return found


def _fields(below: Sequence[Line], first: Line) -> Iterator[Line]:
    """The stamp's lines below its first: fields, and what one of them goes on with."""
    last, count = first, 0
    for line in below:
        near = line.top - last.bottom < 1.5 * first.height and line.left < first.right and line.right > first.left
        if count >= _STAMP_LINES or not near:
            continue
        if _STAMP_FIELD.match(line.text) or (line.height <= first.height and line.text[:1].islower()):
            yield line
            last, count = line, count + 1
