"""The sheets of an XLSX, XLS or ODS: bytes in, a heading for each sheet's name, paragraphs and table cells out.

Guarantees: a cell that is merged away gives no block; numbers, shares and dates come as they are drawn; what stands
above the table's head or below a gap after its last row is no row of it; hidden sheets, rows and columns are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.errors import UnreadableFile
from extractor.limits import LIMITS, Limits
from extractor.model import Block, Cell, Notice, Read, Unread
from extractor.patterns import compiled
from extractor.readers import office
from extractor.readers.office_kind import kind
from extractor.readers.sheets_book import Place, Sheet
from extractor.readers.sheets_book import sheets as sheets_of
from extractor.readers.zipped import encrypted, unpack

HEAD_CELLS = 3  # filled cells that make a row the head of a table, fewer where no row has as many
_DEFAULT_NAME = compiled(r"(?:sheet|trang[_ ]tính|trang|table)[_ ]?\d*", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The drawn part of a sheet: `rows` are the words by row and column, `spans` what merged ranges cover (rows,
    columns) by their first place, `covered` the places that are merged away."""

    rows: dict[int, dict[int, str]]
    spans: dict[Place, Place]
    covered: frozenset[Place]


def read(data: bytes, *, name: str, limits: Limits = LIMITS) -> Read:
    """The blocks of a workbook; XLS and ODS go through LibreOffice first.

    Raises UnreadableFile where it is encrypted, damaged, over a limit, no workbook, or holds no words.
    """
    form = kind(data)
    if form == "encrypted":
        raise encrypted(name)
    if form not in ("xlsx", "xls", "ods"):
        raise UnreadableFile(name, "is no workbook", "name an XLSX, XLS or ODS file")
    if form != "xlsx":
        data = office.convert(data, form, "xlsx", name=name, limits=limits)
    blocks: list[Block] = []
    unread: list[Unread] = []
    encodings: set[str] = set()
    tables = 0
    for nth, sheet in enumerate(sheets_of(unpack(data, name=name, limits=limits), encodings), 1):
        found = list(_sheet(sheet, nth, tables, unread))
        tables += any(block.cell for block in found)
        blocks.extend(found)
    if not blocks:
        raise UnreadableFile(name, "holds no text", "check that the right file was given")
    message = f"the text was converted from {', '.join(sorted(encodings))} to Unicode"
    warnings = [Notice(code="converted", message=message)] if encodings else []
    return Read(blocks, form, min(encodings, default=None), unread=unread, warnings=warnings)


def _sheet(sheet: Sheet, nth: int, table: int, unread: list[Unread]) -> Iterator[Block]:
    if not sheet.cells:
        return
    if sheet.hidden:
        unread.append(Unread(text=_lines(sheet.cells), reason=f"hidden sheet {sheet.name}"))
        return
    grid = _drawn(sheet, unread)
    if not grid.rows:
        return
    if _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        unread.append(Unread(text=sheet.name, reason="default name of a sheet"))
    else:
        yield Block(sheet.name, (), "heading", place=f"s[{nth}]")
    first, last = _bounds(grid)
    within = [col for row, words in grid.rows.items() if first <= row < last for col in words]
    for row, words in grid.rows.items():
        if first <= row < last:
            yield from _row(grid, row, range(min(within), max(within) + 1), Place(first, min(within)), nth, table)
        else:
            yield from (Block(words[col], (), place=_named(nth, row, col)) for col in sorted(words))


def _drawn(sheet: Sheet, unread: list[Unread]) -> _Grid:
    hidden = {Place(r, c) for r, c in sheet.cells if r in sheet.hidden_rows or c in sheet.hidden_cols}
    if hidden:
        text = _lines({place: sheet.cells[place] for place in hidden})
        unread.append(Unread(text=text, reason=f"hidden rows or columns of sheet {sheet.name}"))
    words = {place: text for place, text in sheet.cells.items() if place not in hidden}
    bottom = max((r for r, _ in words), default=-1)
    right = max((c for _, c in words), default=-1)
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    for top, left, low, end in sheet.merged:
        rows, cols = range(top, min(low, bottom) + 1), range(left, min(end, right) + 1)
        places = {Place(r, c) for r in rows for c in cols} - covered
        if Place(top, left) in places:
            spans[Place(top, left)] = Place(len(rows), len(cols))
            covered |= places - {Place(top, left)}
    return _Grid(
        _by_row({place: text for place, text in words.items() if place not in covered}), spans, frozenset(covered)
    )


def _by_row(cells: dict[Place, str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for row, col in sorted(cells):
        rows.setdefault(row, {})[col] = cells[Place(row, col)]
    return rows


def _lines(cells: dict[Place, str]) -> str:
    return "\n".join(" | ".join(row.values()) for row in _by_row(cells).values())


def _bounds(grid: _Grid) -> tuple[int, int]:
    """The first row of the table and the row behind its last; the same twice where the sheet holds no table."""
    least = min(HEAD_CELLS, max(len(words) for words in grid.rows.values()))
    full = [row for row, words in grid.rows.items() if len(words) >= least]
    if least < 2:
        return 0, 0
    last = full[-1]
    while last + 1 in grid.rows:
        last += 1
    return full[0], last + 1


def _row(grid: _Grid, row: int, cols: range, corner: Place, nth: int, table: int) -> Iterator[Block]:
    """The cells of a row, empty ones among them; `corner` is the table's first place."""
    for col in cols:
        if Place(row, col) in grid.covered:
            continue
        rowspan, colspan = grid.spans.get(Place(row, col), Place(1, 1))
        cell = Cell(table, row - corner.row, col - corner.col, rowspan, colspan)
        yield Block(grid.rows[row].get(col, ""), (), "cell", cell=cell, place=_named(nth, row, col))


def _named(nth: int, row: int, col: int) -> str:
    """ "s[1]/B5"."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"s[{nth}]/{letters}{row + 1}"
