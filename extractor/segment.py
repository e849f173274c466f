"""Document to tree: parts, articles, Roman, numbered, lettered and dashed units, paragraphs, tables and their rows.

Guarantees:
- no text makes it fail, and none is lost: the heads of the tree, in reading order, joined, are the text;
- a marker's rank is not fixed: the series that are open above it decide (which one it continues, or that it opens a
  new one below), so a) may stand under a dash and a dash under a);
- an opening that continues no series and that no later line continues is a sentence, not a marker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.markers import DASHES, Marker, readings
from extractor.model import Document, Node, Placed, Span, Style
from extractor.normalize import CELL_SEPARATOR
from extractor.patterns import compiled
from extractor.series import Open, place
from extractor.tables import group_rows

_KINDS = frozenset(
    "KẾ HOẠCH|CHƯƠNG TRÌNH|CHƯƠNG TRÌNH HÀNH ĐỘNG|ĐỀ ÁN|QUY HOẠCH|CHIẾN LƯỢC|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|DỰ ÁN|BÁO CÁO|"
    "HƯỚNG DẪN|DANH MỤC|LỘ TRÌNH".split("|")
)
_CLOSING = compiled(
    r"(?i:nơi\s+nhận)\b|(?:TM|KT|TL|TUQ|Q)\.\s*\p{Lu}{2}|(?:PHÓ\s+)?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|CHỦ NHIỆM|"
    r"THỨ TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG BAN|TỔNG GIÁM ĐỐC|BÍ THƯ)\s*$"
)
_SECTIONS: frozenset[Style] = frozenset({"roman", "upper", "article", "part", "chapter", "section", "subsection"})
_CONTINUED_WITHIN = 60  # lines
_BARE_TITLE: frozenset[Style] = frozenset({"part", "chapter", "section", "subsection", "annex", "form"})


@dataclass(slots=True)
class _Line:
    """A paragraph, a note, or a table row, with the ways to read its opening; `numbered` tells of a row that it opens
    with a number."""

    span: Span
    heading: bool
    page: int | None
    markers: list[Marker]
    table: int | None = None
    numbered: bool = False
    note: bool = False


@dataclass(slots=True)
class _Unit(Open):
    line: _Line = field(kw_only=True)
    children: list[_Unit] = field(default_factory=list)


def segment(document: Document) -> Node:
    """The root of the document's tree; its children cover the whole text."""
    lines = list(_lines(document))
    root = _Unit("text", "", 0, "", line=_Line(Span(0, 0), False, None, []))
    stack = [root]
    for at in range(len(lines)):
        _grow(stack, lines, at, document.key)
    return _freeze(root, 0, len(document.text), document.text)


def _lines(document: Document) -> Iterator[_Line]:
    """Paragraphs and table rows in reading order; a group row of a table carries the marker of its first cell."""
    groups = group_rows(document)
    row: list[Placed] = []
    for block in document.blocks:
        if row and not _same_row(row[-1], block):
            yield _row_line(row, groups, document.key)
            row = []
        if block.cell is not None:
            row.append(block)
        else:
            yield from _text_lines(block, document)
    if row:
        yield _row_line(row, groups, document.key)


def _text_lines(block: Placed, document: Document) -> Iterator[_Line]:
    note = block.kind == "note"
    start = block.span.start
    for words in document.key[start : block.span.end].split("\n"):
        end = start + len(words)
        if words.strip():
            yield _Line(
                Span(start, end), block.kind == "heading", block.page, [] if note else readings(words), note=note
            )
        start = end + 1


def _same_row(a: Placed, b: Placed) -> bool:
    return a.cell is not None and b.cell is not None and (a.cell.table, a.cell.row) == (b.cell.table, b.cell.row)


def _row_line(row: Sequence[Placed], groups: dict[tuple[int, int], Marker], key: str) -> _Line:
    cell = row[0].cell
    assert cell is not None
    marker = groups.get((cell.table, cell.row))
    span = Span(row[0].span.start, max(row[-1].span.end, row[0].span.start + 1))
    numbered = key[row[0].span.start : row[0].span.end].strip(" .)").isdigit()
    return _Line(span, True, row[0].page, [marker] if marker else [], table=cell.table, numbered=numbered)


def _grow(stack: list[_Unit], lines: Sequence[_Line], at: int, key: str) -> None:
    """Put the line at `at` where it belongs: `stack` holds the open units, the root first."""
    line = lines[at]
    words = key[line.span.start : line.span.end]
    if line.note:
        _close_to(stack, 1)
        stack[0].children.append(_Unit("note", "", 0, "", line=line))
        return
    if line.table is not None:
        _grow_table(stack, line)
        return
    if (words in _KINDS and stack[-1].style not in _BARE_TITLE) or (not line.markers and _CLOSING.match(words)):
        _close_to(stack, 1)
        _open(stack, _Unit("text", "", 0, "", line=line))
        return
    placed = line.markers and place(stack, line.markers, lambda m: _is_continued(m, lines, at), heading=line.heading)
    if not placed:
        _grow_text(stack, line, words)
        return
    depth, marker = placed
    _close_to(stack, depth)
    while marker.style in _SECTIONS and len(stack) > 1 and not stack[-1].label:
        stack.pop()  # a lead-in or an unnumbered heading holds no section
    _open(stack, _Unit(marker.style, marker.label, marker.order, marker.sign, line=line))


def _is_continued(marker: Marker, lines: Sequence[_Line], at: int) -> bool:
    """Whether one of the lines behind the one at `at` goes on with the marker's series."""
    return any(
        m.style == marker.style
        and m.sign == marker.sign
        and 0 < m.order - marker.order <= 2
        and _same_prefix(m, marker)
        for line in lines[at + 1 : at + 1 + _CONTINUED_WITHIN]
        for m in line.markers
    )


def _same_prefix(a: Marker, b: Marker) -> bool:
    return a.style != "decimal" or a.label.rpartition(".")[0] == b.label.rpartition(".")[0]


def _grow_text(stack: list[_Unit], line: _Line, words: str) -> None:
    """A paragraph belongs to the nearest unit with a label, or to the heading or lead-in above it."""
    while len(stack) > 1 and (stack[-1].style in DASHES or _is_over(stack[-1], line)):
        stack.pop()
    unit = _Unit("text", "", 0, "", line=line)
    stack[-1].children.append(unit)
    if line.heading or words.rstrip().endswith(":"):
        stack.append(unit)


def _is_over(top: _Unit, line: _Line) -> bool:
    """Whether an open paragraph ends before this one: a lead-in does, a heading only before another heading."""
    return top.style in ("text", "table", "row") and (line.heading or not top.line.heading)


def _grow_table(stack: list[_Unit], line: _Line) -> None:
    """A row goes under its table, or under the group row above it."""
    inside = next((i for i, unit in enumerate(stack) if unit.style == "table" and unit.line.table == line.table), None)
    if inside is None:
        while len(stack) > 1 and (stack[-1].style in DASHES or stack[-1].style in ("table", "row")):
            stack.pop()
        _close_table(stack)
        _open(stack, _Unit("table", "", 0, "", line=line))
        inside = len(stack) - 1
    placed = place(stack[inside:], line.markers, lambda _: True, heading=True)
    if placed is None:
        if line.numbered and stack[-1].style == "number":
            stack.pop()  # a numbered record ends the numbered group above it
        stack[-1].children.append(_Unit("row", "", 0, "", line=line))
        return
    depth, marker = placed
    _close_to(stack, inside + depth)
    _open(stack, _Unit(marker.style, marker.label, marker.order, marker.sign, line=line))


def _close_table(stack: list[_Unit]) -> None:
    """Leave a table that is still open, with its group rows."""
    open_table = next((i for i, unit in enumerate(stack) if unit.style == "table"), None)
    if open_table is not None:
        _close_to(stack, open_table)


def _close_to(stack: list[_Unit], depth: int) -> None:
    del stack[max(depth, 1) :]


def _open(stack: list[_Unit], unit: _Unit) -> None:
    stack[-1].children.append(unit)
    stack.append(unit)


def _freeze(unit: _Unit, start: int, end: int, text: str) -> Node:
    """The unit as a Node that covers [start, end): from its line to the next unit's."""
    span, title = Span(start, end), _title(unit, text)
    if not unit.children:
        return Node(unit.label, unit.style, span, span, title, page=unit.line.page)
    bounds = [*(child.line.span.start for child in unit.children), end]
    children = tuple(_freeze(c, bounds[i], bounds[i + 1], text) for i, c in enumerate(unit.children))
    return Node(unit.label, unit.style, span, Span(start, bounds[0]), title, children, page=unit.line.page)


def _title(unit: _Unit, text: str) -> Span:
    """Where the heading's words stand: after the marker, or on the next line where the marker stands alone."""
    span = unit.line.span
    if not unit.line.markers:
        return span
    end = next((m.end for m in unit.line.markers if m.style == unit.style and m.label == unit.label), 0)
    start = min(span.start + end, span.end)
    if unit.line.table is not None and unit.label:
        return Span(start, min(x for x in (text.find(CELL_SEPARATOR, start), span.end) if x >= 0))
    following = unit.children[0].line if unit.children else None
    if not text[start : span.end].strip() and unit.style in _BARE_TITLE and following and not following.markers:
        return _joined_title(unit.children, text)
    return Span(start, span.end)


def _joined_title(children: Sequence[_Unit], text: str) -> Span:
    """The heading on the first line and on those that carry it on: all in capitals, or opening with a small letter."""
    last = children[0]
    for child in children[1:]:
        words = text[child.line.span.start : child.line.span.end]
        loud = words.isupper() and text[last.line.span.start : last.line.span.end].isupper()
        if child.line.markers or not child.line.heading or not (loud or words[:1].islower()):
            break
        last = child
    return Span(children[0].line.span.start, last.line.span.end)
