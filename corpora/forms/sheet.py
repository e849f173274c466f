"""The annex tables of a sample as an XLSX: bytes out; a sheet for each table, its numbers as numbers."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from forms.sample import Sample, is_section

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+$|[1-9]\d*$")


def xlsx(sample: Sample) -> bytes | None:
    """None where the sample has no table."""
    if not sample.tables:
        return None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 5, tzinfo=UTC)})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True}),
        "number": book.add_format({"num_format": "#,##0"}),
    }
    for nth, table in enumerate(sample.tables, 1):
        sheet = book.add_worksheet(f"Phụ lục {nth}")
        for at, row in enumerate(table.rows):
            _row(sheet, at, row, looks)
    book.close()
    return out.getvalue()


def _row(sheet: Any, at: int, row: tuple[str, ...], looks: dict[str, Any]) -> None:
    if is_section(row):
        sheet.write_string(at, 0, row[0], looks["head"])
        sheet.merge_range(at, 1, at, len(row) - 1, row[1], looks["head"])
        return
    for column, words in enumerate(row):
        if column > 1 and _NUMBER.match(words):
            sheet.write_number(at, column, int(words.replace(".", "")), looks["number"] if "." in words else None)
        else:
            sheet.write_string(at, column, words, looks["head"] if at == 0 else None)
