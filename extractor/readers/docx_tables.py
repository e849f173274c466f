"""A table of a DOCX in, its cells with their place in the grid out; a cell that is merged away gives none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.readers.docx_xml import W, child, number, unwrapped, value, word
from extractor.readers.zipped import Element

MAX_SPAN = 1000  # columns; Word itself allows 63


@dataclass(slots=True)
class Slot:
    """A cell: zero-based row and column of the grid, what it covers, its XML, and its number in its row from 1."""

    row: int
    col: int
    rowspan: int
    colspan: int
    element: Element
    nth: int


def slots(table: Element) -> list[Slot]:
    """The cells in reading order; tracked deletions of rows and cells are left out."""
    out: list[Slot] = []
    above: dict[int, Slot] = {}
    for r, row in enumerate(rows(table)):
        open_cells: dict[int, Slot] = {}
        for slot, is_merged in _row(row, r):
            top = above.get(slot.col)
            if is_merged and top is not None and top.colspan == slot.colspan:
                top.rowspan = r - top.row + 1
                open_cells[slot.col] = top
            else:
                out.append(slot)
                open_cells[slot.col] = slot
        above = open_cells
    return out


def rows(table: Element) -> Iterator[Element]:
    """The rows, those in content controls among them, without deleted ones."""
    return (row for row in unwrapped(table) if word(row) == "tr" and child(row, "trPr/del") is None)


def _row(row: Element, r: int) -> Iterator[tuple[Slot, bool]]:
    """The cells of a row, and whether each goes on with the one above it."""
    col = _count(number(row, "trPr/gridBefore"), least=0)
    last: Slot | None = None
    for nth, cell in enumerate((cell for cell in unwrapped(row) if word(cell) == "tc"), 1):
        if child(cell, "tcPr/cellDel") is not None:
            continue
        colspan = _count(number(cell, "tcPr/gridSpan"), least=1)
        if last is not None and value(cell, "tcPr/hMerge") == "continue":
            last.colspan += colspan
        else:
            last = Slot(r, col, 1, colspan, cell, nth)
            yield last, _goes_on(cell)
        col += colspan


def _goes_on(cell: Element) -> bool:
    merge = child(cell, "tcPr/vMerge")
    return merge is not None and merge.get(W + "val") in (None, "continue")


def _count(found: int | None, *, least: int) -> int:
    return min(max(found if found is not None else least, least), MAX_SPAN)
