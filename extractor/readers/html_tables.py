"""The tables of a page: rows of cells as they stand in the file in, their places in the grid out.

A table that only lays out the page (one cell with words, or one cell that holds nearly all of them) is told from one of
data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.model import Cell

MAX_SPAN = 100  # columns that a cell may cover; Word allows 63
MOST = 0.8  # of a table's words in one cell: the cell is the page, the table its frame
LONG = 8  # lines that such a cell has at least


class Paragraph(NamedTuple):
    """A line as drawn, its list number at its head and in `label`; `place` names its element; `note`: of a footnote."""

    text: str
    place: str
    label: str | None = None
    bold: bool = False
    note: bool = False


@dataclass(slots=True)
class Box:
    """A cell: what it covers, and what stands in it, in order."""

    rowspan: int
    colspan: int
    place: str
    header: bool = False
    parts: list[Paragraph | Table] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """`rows` as they stand in the file; `presentation` says that the page itself calls it a layout."""

    place: str
    presentation: bool = False
    rows: list[list[Box]] = field(default_factory=list)


def is_layout(table: Table) -> bool:
    """Whether the table is a frame around paragraphs, so that its cells are read as if it were not there."""
    sizes = [(_size(box), box) for row in table.rows for box in row]
    full = [(size, box) for size, box in sizes if size]
    if table.presentation or len(full) <= 1:
        return True
    if any(box.header for _, box in full):
        return False
    largest, box = max(full, key=lambda each: each[0])
    is_page = len(box.parts) >= LONG or any(isinstance(part, Table) for part in box.parts)
    return is_page and largest >= MOST * sum(size for size, _ in full)


def grid(table: Table, number: int) -> Iterator[tuple[Box, Cell]]:
    """The cells with their places in the grid, in reading order; `number` is the table's."""
    covered: dict[int, int] = {}  # column → the first row in which it is free again
    last = len(table.rows)
    for r, row in enumerate(table.rows):
        col = 0
        for box in row:
            while covered.get(col, 0) > r:
                col += 1
            rowspan = min(box.rowspan or last, last - r)
            yield box, Cell(number, r, col, rowspan, box.colspan)
            if rowspan > 1:
                covered.update(dict.fromkeys(range(col, col + box.colspan), r + rowspan))
            col += box.colspan


def _size(box: Box) -> int:
    """Letters and signs in a cell, those of tables inside it among them."""
    size = 0
    open_boxes = [box]
    while open_boxes:
        for part in open_boxes.pop().parts:
            if isinstance(part, Table):
                open_boxes.extend(inner for row in part.rows for inner in row)
            else:
                size += len(part.text)
    return size
