"""Columns and rows in, sheets of one XLSX workbook out: what all workbooks of this package look like.

Guarantees: the heading row is frozen and can be filtered; long words are wrapped; dates are dates and numbers are
numbers; no cell is a formula or a link; the same rows give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from math import ceil
from typing import Any, NamedTuple

from extractor.errors import KehoachError

ROWS = 1_048_575
LETTERS = 32_767
"""What a sheet and a cell can hold."""
LINE, HIGHEST = 14.5, 409
"""The height of a line and the greatest of a row, in points."""
FULL = 1.05
"""Of a column's width, what a line of words fills before it is broken."""

FILLS = {
    "stronger": "#C6E7CE", "earlier": "#DDF1E1", "equal": "#EEF3E2", "later": "#FCE8B8", "weaker": "#F8CBBE",
    "missing": "#F3DADA", "not-comparable": "#E2E2EA", "own": "#FFFFFF",
}  # fmt: skip
"""The colour of each judgement; the word stands beside it, so that nobody has to tell colours apart."""


class TooManyRows(KehoachError):
    """A table has more rows than a sheet can hold."""


class Column(NamedTuple):
    """A column's heading, its width in letters, whether a reader has to ask for it."""

    heading: str
    width: float = 14
    hidden: bool = False


class Shaded(NamedTuple):
    """A cell's words in the colour of a judgement, or of a heading ("head"), or in bold ("bold")."""

    words: object
    shade: str


class Share(float):
    """A number between 0 and 1 that is shown in per cent."""


class Book(NamedTuple):
    """An open workbook and its formats by name."""

    file: Any
    formats: dict[str, Any]


def workbook(fill: Callable[[Book], None]) -> bytes:
    """The bytes of a workbook to which `fill` adds sheets."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as file:
        file.set_properties({"created": datetime(2000, 1, 1)})
        fill(Book(file, _formats(file)))
    return data.getvalue()


def _formats(file: Any) -> dict[str, Any]:
    top = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#E4E8EC"}
    edges = {"border": 1, "border_color": "#C8CED6"}
    plain = {
        "head": top | edges | {"bold": True, "bg_color": "#DDE7F0"},
        "bold": {"bold": True, "valign": "top"},
        "text": top,
        "date": top | {"num_format": "dd/mm/yyyy", "align": "left"},
        "count": top | {"align": "center"},
        "number": top | {"align": "right", "indent": 1},
        "whole": top | {"num_format": "#,##0", "align": "right", "indent": 1},
        "share": top | {"num_format": "0 %", "align": "center"},
    }
    shades = {name: top | edges | {"bg_color": color} for name, color in FILLS.items()}
    return {name: file.add_format(look) for name, look in (plain | shades).items()}


def add_sheet(
    book: Book,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    frozen: int = 0,
    where: str = ".xlsx",
) -> None:
    """Add a sheet of `rows` under the headings of `columns`, printed across; the first `frozen` columns stay in view.

    Raises TooManyRows, with `where` as the file's name.
    """
    sheet = book.file.add_worksheet(name)
    widths = [0 if column.hidden else column.width for column in columns]
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, book.formats["text"], {"hidden": column.hidden})
    _write_row(book, sheet, 0, [Shaded(column.heading, "head") for column in columns], widths)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > ROWS:
            raise TooManyRows(f"{where}, {name}", f"more than {ROWS:,} rows", "write .parquet or .csv")
        _write_row(book, sheet, last, row, widths)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.freeze_panes(1, frozen)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def add_notes(book: Book, name: str, lines: Iterable[Sequence[object]], *, widths: Sequence[float]) -> None:
    """Add a sheet of notes: lines of cells without headings or filters."""
    sheet = book.file.add_worksheet(name)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width, book.formats["text"])
    for row, line in enumerate(lines):
        _write_row(book, sheet, row, line, widths)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_row(book: Book, sheet: Any, row: int, cells: Sequence[object], widths: Sequence[float]) -> None:
    """Write a row, as high as its words need: not every program finds that out when it opens the file."""
    for at, cell in enumerate(cells):
        _write(book, sheet, (row, at), cell)
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
    if lines > 1:
        sheet.set_row(row, min(LINE * lines + 1, HIGHEST))


def _lines(cell: object, width: float) -> int:
    """How many lines the words of a cell take in a column; a hidden column, of width 0, asks for none."""
    words = cell.words if isinstance(cell, Shaded) else cell
    if not isinstance(words, str) or not width:
        return 1
    return sum(max(1, ceil(len(line) / (width * FULL))) for line in words.split("\n"))


def _write(book: Book, sheet: Any, place: tuple[int, int], cell: Any) -> None:
    shade = None
    if isinstance(cell, Shaded):
        cell, shade = cell
    form = book.formats[shade or _own(cell)]
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell, form)
    elif isinstance(cell, (int, float)):
        sheet.write_number(*place, cell, form)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, form)
    else:
        words = str(cell)
        sheet.write_string(*place, words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…", form)


def _own(cell: object) -> str:
    """The format of a cell that asks for none: whole numbers that measure are grouped, years and counts are not."""
    if isinstance(cell, float):
        return "share" if isinstance(cell, Share) else "whole" if cell.is_integer() else "number"
    if isinstance(cell, int) and not isinstance(cell, bool):
        return "count"
    return "date" if isinstance(cell, date) else "text"
