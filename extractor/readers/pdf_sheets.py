"""A page to a sheet: the rows of lines above, between and below its tables, and the tables; words are let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from extractor.readers.pdf_gutters import spaced_tables
from extractor.readers.pdf_lines import Row, rows_of
from extractor.readers.pdf_shapes import Line, Page, Word
from extractor.readers.pdf_tables import Grid, GridCell, tables

_MARK = "number of a footnote"
_TURNED = "turned letters (a watermark)"
_DIRT = "marks that OCR could not read"


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a sheet's table: its place in the grid, and its rows of lines."""

    cell: GridCell
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of one page; `xs` are the bounds of its columns, `spaced` says that these are not drawn."""

    xs: tuple[float, ...]
    rows: int
    entries: list[Entry]
    spaced: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with rows and tables in turn: `parts` starts and ends with rows, which may be none."""

    number: int
    width: float
    height: float
    parts: list[list[Row] | SheetTable]
    origin: str
    aside: list[tuple[str, str]]  # (text, reason)

    def flows(self) -> Iterator[list[Row]]:
        """The rows outside tables."""
        for part in self.parts:
            if not isinstance(part, SheetTable):
                yield part

    def flow_at_foot(self) -> list[Row]:
        """The rows below the last table."""
        last = self.parts[-1]
        return [] if isinstance(last, SheetTable) else last

    def lines(self) -> Iterator[Line]:
        """Every line, those of cells included."""
        for part in self.parts:
            rows = [row for entry in part.entries for row in entry.rows] if isinstance(part, SheetTable) else part
            for row in rows:
                yield from row

    def mapped(self, change: Callable[[str], str]) -> Sheet:
        """The sheet with `change` made to the text of every line."""

        def rows(old: list[Row]) -> list[Row]:
            return [[line._replace(text=change(line.text)) for line in row] for row in old]

        parts: list[list[Row] | SheetTable] = []
        for part in self.parts:
            if isinstance(part, SheetTable):
                entries = [replace(entry, rows=rows(entry.rows)) for entry in part.entries]
                parts.append(replace(part, entries=entries))
            else:
                parts.append(rows(part))
        return replace(self, parts=parts)


def sheet(page: Page) -> Sheet:
    """The sheet of a page."""
    grids, outside = tables(page)
    if page.spaced:
        grids, outside = _with_spaced(grids, outside)
    bands = _bands(outside, grids)
    aside = [(mark, _MARK) for mark in page.marks]
    aside += [(page.turned, _TURNED if page.origin == "layer" else _DIRT)] if page.turned else []
    parts: list[list[Row] | SheetTable] = []
    for i, band in enumerate(bands):
        rows, marks = rows_of(band)
        parts.append(rows)
        aside.extend((mark, _MARK) for mark in marks)
        if i < len(grids):
            parts.append(_table(grids[i], aside))
    return Sheet(page.number, page.width, page.height, parts, page.origin, aside)


def _with_spaced(grids: list[Grid], words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables with those that have no rulings, from the page's top, and the words outside them."""
    spaced = spaced_tables(words)
    taken = {id(word) for grid in spaced for cell in grid.cells for word in cell.words}
    return sorted([*grids, *spaced], key=lambda grid: grid.ys[0]), [w for w in words if id(w) not in taken]


def _bands(words: list[Word], grids: list[Grid]) -> list[list[Word]]:
    """The words above, between and below the tables."""
    if not grids:
        return [words]
    bands: list[list[Word]] = [[] for _ in range(len(grids) + 1)]
    for word in words:
        bands[sum((grid.ys[0] + grid.ys[-1]) / 2 < word.middle for grid in grids)].append(word)
    return bands


def _table(grid: Grid, aside: list[tuple[str, str]]) -> SheetTable:
    entries: list[Entry] = []
    for cell in grid.cells:
        rows, marks = rows_of(cell.words)
        aside.extend((mark, _MARK) for mark in marks)
        entries.append(Entry(cell._replace(words=()), rows))
    return SheetTable(grid.xs, max(cell.row + cell.rowspan for cell in grid.cells), entries, grid.spaced)
