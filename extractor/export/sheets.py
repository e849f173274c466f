"""Plans in, one XLSX workbook for officials out: a sheet each for plans, targets, tasks, citations and warnings.

Headings are frozen and can be filtered; a deadline stands both in its own words and as a date; what a machine needs
and a reader does not (offsets, hashes, rule names) is in hidden columns. No cell is a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from extractor.errors import KehoachError
from extractor.export.rows import BODIES, TABLES, Row, Table, rows
from extractor.export.words import SHEETS, Lang, headings, said
from extractor.model import Plan

HIDDEN = frozenset(
    {"sha256", "start", "end", "rule", "body_ids", "lead_ids", "support_ids", "value_low", "value_high", "due_anchor",
     "due_relation", "due_every", "due_earliest", "schema_version", "bytes", "id", "within"}
)  # fmt: skip
WIDE = {"quote": 60, "indicator": 50, "action": 60, "title": 50, "message": 50, "lead": 30, "support": 40, "bodies": 30}
NARROW = 14
ROWS = 1_048_575
LETTERS = 32_767
"""What a sheet and a cell can hold."""


class TooManyRows(KehoachError):
    """A table has more rows than a sheet can hold."""


def workbook(plans: Sequence[Plan], *, lang: Lang = "vi") -> bytes:
    """The file's bytes; the same plans give the same bytes."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE7F0"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        }
        for table in TABLES:
            if table is not BODIES:
                _sheet(book, table, plans, formats, lang)
    return data.getvalue()


def _sheet(book: Any, table: Table, plans: Sequence[Plan], formats: dict[str, Any], lang: Lang) -> None:
    sheet = book.add_worksheet(SHEETS[lang][table.name])
    names = headings(table, lang)
    for column, (name, heading) in enumerate(names.items()):
        sheet.write_string(0, column, heading, formats["head"])
        width = WIDE.get(name, NARROW)
        sheet.set_column(column, column, width, formats["text"], {"hidden": name in HIDDEN})
    last = 0
    for last, row in enumerate(rows(table, plans), start=1):
        if last > ROWS:
            raise TooManyRows(f".xlsx, {table.name}", f"more than {ROWS:,} rows", "write .parquet or .csv")
        for column, name in enumerate(names):
            _write(sheet, last, column, _shown(name, row, lang), formats)
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)
    sheet.freeze_panes(1, 0)


def _shown(name: str, row: Row, lang: Lang) -> object:
    """The cell in words; a value that is one number as a number, so that it can be sorted and charted."""
    if name == "value" and row["value_low"] is not None and row["value_low"] == row["value_high"]:
        return row["value_low"]
    return said(name, row[name], lang)


def _write(sheet: Any, row: int, column: int, cell: Any, formats: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats["text"])
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell, formats["text"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["date"])
    else:
        words = str(cell)
        sheet.write_string(row, column, words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…", formats["text"])
