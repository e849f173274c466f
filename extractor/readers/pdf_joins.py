"""The tables of all sheets to tables of the document: what a page break parted is one table, a row that it cut is one
row, and a header drawn again on the next page is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.model import Box, Doubt
from extractor.patterns import compiled
from extractor.readers.pdf_lines import Column, whole
from extractor.readers.pdf_margins import Aside
from extractor.readers.pdf_paragraphs import joined, paragraphs
from extractor.readers.pdf_sheets import Entry, SheetTable
from extractor.readers.wrapping import LOWER, is_closed

REPEATED_HEADER = "table header repeated on a new page"
_NEAR = 6.0  # points between the bounds of one column on two pages
_HEADER_ROWS = 4
_PADDING = 4.0  # points that a cell leaves free at its edge
_INDEX = compiled(r"\s*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|\p{L})\s*[.)]?\s*$")


@dataclass(slots=True)
class JoinedCell:
    """A cell of the document: its text, and the page and box where it starts."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class JoinedTable:
    """A table as it grows over the pages; `xs` are the bounds of its columns on the last of them, `spaced` says that
    they are not drawn."""

    xs: tuple[float, ...]
    rows: int
    spaced: bool
    cells: list[JoinedCell] = field(default_factory=list)


def start(table: SheetTable, page: int) -> JoinedTable:
    """A page's table as one that may grow."""
    return JoinedTable(table.xs, table.rows, table.spaced, [_cell(entry, page) for entry in table.entries])


def continues(table: JoinedTable, following: SheetTable) -> bool:
    """Whether the table at the next page's top has the same columns, or columns of the same bounds but for some; where
    white space bounds them they must overlap, each with its own."""
    if table.spaced or following.spaced:
        pairs = zip(pairwise(table.xs), pairwise(following.xs), strict=False)
        overlap = all(a < d and c < b for (a, b), (c, d) in pairs)
        return table.spaced == following.spaced and len(table.xs) == len(following.xs) and overlap
    few, many = sorted((table.xs, following.xs), key=len)
    return all(any(abs(x - other) <= _NEAR for other in many) for x in few) and len(few) > 2


def grow(table: JoinedTable, following: SheetTable, page: int) -> list[Aside]:
    """Add the rows of `following`; what is set aside is returned."""
    cells = [_cell(entry, page) for entry in following.entries]
    if table.spaced:
        table.xs = following.xs
    else:
        xs = max(table.xs, following.xs, key=len)
        _regrid(table.cells, table.xs, xs)
        _regrid(cells, following.xs, xs)
        table.xs = xs
    header = _repeated(table, cells, following.rows)
    aside = [Aside(_row_text(cells, row), page, REPEATED_HEADER) for row in range(header)]
    cells = [cell for cell in cells if cell.row >= header]
    cut = _is_cut(table, [cell for cell in cells if cell.row == header], header)
    if cut:
        _mend(table, [cell for cell in cells if cell.row == header])
    shift = table.rows - header - cut
    for cell in cells:
        cell.row += shift
    table.cells.extend(cell for cell in cells if cell.row >= table.rows)
    table.rows += max(0, following.rows - header - cut)
    return aside


def _cell(entry: Entry, page: int) -> JoinedCell:
    place = entry.cell
    lines = [line for row in entry.rows for line in row]
    box: Box = tuple(round(x, 1) for x in place.box)  # type: ignore[assignment]
    doubts = tuple(doubt for line in lines for doubt in line.doubts)
    return JoinedCell(place.row, place.col, place.rowspan, place.colspan, text_of(entry), page, box, doubts)


def text_of(entry: Entry) -> str:
    """The cell's paragraphs, a line each."""
    lines = [whole(row) for row in entry.rows]
    if not lines:
        return ""
    right = max(entry.cell.box[2] - _PADDING, *(line.right for line in lines))
    column = Column(lines, min(line.left for line in lines), right)
    return "\n".join(p.text for p in paragraphs(column, 0, right=right))


def _regrid(cells: Iterable[JoinedCell], old: Sequence[float], new: Sequence[float]) -> None:
    """Count the columns of `cells` by the bounds `new`."""
    if old is new:
        return
    at = [min(range(len(new)), key=lambda i: abs(new[i] - x)) for x in old]
    for cell in cells:
        end = at[cell.col + cell.colspan]
        cell.col = at[cell.col]
        cell.colspan = max(1, end - cell.col)


def _repeated(table: JoinedTable, cells: Sequence[JoinedCell], rows: int) -> int:
    """How many of the first rows are the table's header again."""
    for count in range(min(_HEADER_ROWS, rows, table.rows), 0, -1):
        head = [_key(cell) for cell in table.cells if cell.row < count]
        again = [_key(cell) for cell in cells if cell.row < count]
        if head == again and any(text for *_, text in head):
            return count
    return 0


def _key(cell: JoinedCell) -> tuple[int, int, str]:
    return cell.row, cell.col, " ".join(cell.text.split()).lower()


def _row_text(cells: Iterable[JoinedCell], row: int) -> str:
    return " | ".join(cell.text for cell in cells if cell.row == row and cell.text)


def _last_row(table: JoinedTable) -> dict[int, JoinedCell]:
    """Column → the cell that reaches the table's last row."""
    return {cell.col: cell for cell in table.cells if cell.row + cell.rowspan >= table.rows}


def _is_cut(table: JoinedTable, first: Sequence[JoinedCell], header: int) -> bool:
    """Whether the cells of a page's first row go on with the last row of the page before."""
    above = _last_row(table)
    filled = [cell for cell in first if cell.text.strip()]
    if not filled or not above or table.rows <= header or len(first) < 2:
        return False
    lead = first[0]
    if lead.text.strip() and (_INDEX.match(lead.text) or not _runs_on(above.get(lead.col), lead)):
        return False
    if any(_runs_on(above.get(cell.col), cell) for cell in filled):
        return True
    grouped = any(cell.rowspan > 1 for cell in above.values())
    return not grouped and not lead.text.strip() and 2 * len(filled) <= len(first)


def _runs_on(above: JoinedCell | None, cell: JoinedCell) -> bool:
    """Whether the cell's text opens in the middle of a sentence that the one above leaves open."""
    return above is not None and bool(above.text) and not is_closed(above.text) and bool(LOWER.match(cell.text))


def _mend(table: JoinedTable, first: Sequence[JoinedCell]) -> None:
    """Put the texts of a cut row together."""
    above = _last_row(table)
    for cell in first:
        over = above.get(cell.col)
        if over is None or not cell.text:
            continue
        if over.text and (_runs_on(over, cell) or not is_closed(over.text) and cell.text[:1].isalpha()):
            head, _, last = over.text.rpartition("\n")
            opening, _, rest = cell.text.partition("\n")
            over.text = "\n".join(part for part in (head, joined([last, opening]), rest) if part)
        else:
            over.text = "\n".join(part for part in (over.text, cell.text) if part)
        over.doubts = (*over.doubts, *cell.doubts)
