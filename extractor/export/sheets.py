"""Plans in, one XLSX workbook for officials out: a sheet each for plans, targets, tasks, citations and warnings.

What a reader looks for stands first: number, indicator, value, deadline; a deadline stands both in its own words and as
a date; what a machine needs and a reader does not (offsets, hashes, rule names) is in hidden columns at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.export.book import Book, Column, TooManyRows, add_sheet, workbook
from extractor.export.rows import BODIES, TABLES, Row, Table, rows
from extractor.export.words import SHEETS, Lang, headings, said
from extractor.model import Plan

__all__ = ["TooManyRows", "plans_workbook"]

HIDDEN = frozenset(
    {"sha256", "start", "end", "rule", "body_ids", "lead_ids", "support_ids", "value_low", "value_high", "due_anchor",
     "due_relation", "due_every", "due_earliest", "schema_version", "bytes", "id", "within"}
)  # fmt: skip
WIDTHS = {
    "document": 26, "quote": 60, "indicator": 46, "action": 60, "title": 50, "message": 60, "issuer": 26, "lead": 30,
    "support": 40, "bodies": 28, "due_words": 22, "path": 12, "value": 10, "unit": 11, "comparator": 11, "change": 10,
    "page": 7, "number": 18, "key": 24, "provisions": 18, "output": 30, "times": 8, "recipients": 40, "code": 16,
    "baseline": 16, "targets": 9, "tasks": 9, "citations": 11, "warnings": 9, "pages": 8, "truncated": 8, "format": 10,
    "kind": 14, "signer": 20, "signer_role": 18, "relation": 12,
}  # fmt: skip
OTHERS = 13


def plans_workbook(plans: Sequence[Plan], *, lang: Lang = "vi") -> bytes:
    """The file's bytes; the same plans give the same bytes. Raises TooManyRows."""

    def fill(book: Book) -> None:
        for table in TABLES:
            if table is not BODIES:
                names = _order(table)
                titles = headings(table, lang)
                columns = [Column(titles[name], WIDTHS.get(name, OTHERS), name in HIDDEN) for name in names]
                add_sheet(book, SHEETS[lang][table.name], columns, _cells(table, names, plans, lang), frozen=1)

    return workbook(fill)


def _order(table: Table) -> list[str]:
    """The columns as people read them: the document, what is said, where it stands and in what words, then the rest."""
    last = [name for name in table.columns if name in HIDDEN]
    place = [name for name in ("path", "page", "quote") if name in table.columns]
    first = [name for name in table.columns if name not in HIDDEN and name not in place]
    return [*first, *place, *last]


def _cells(table: Table, names: Sequence[str], plans: Sequence[Plan], lang: Lang) -> Iterator[list[object]]:
    for row in rows(table, plans):
        yield [_shown(name, row, lang) for name in names]


def _shown(name: str, row: Row, lang: Lang) -> object:
    """The cell in words; a value that is one number as a number, so that it can be sorted and charted."""
    if name == "value" and row["value_low"] is not None and row["value_low"] == row["value_high"]:
        return row["value_low"]
    if isinstance(row[name], bool):
        return {("vi", True): "có", ("en", True): "yes"}.get((lang, row[name] is True))
    return said(name, row[name], lang)
