"""Plans and a file name in, that file out, in the format that its suffix names.

Guarantees: the same plans give the same bytes (but for Parquet, whose writer signs its version); no cell of a
spreadsheet or CSV is read as a formula; an output is written whole or not at all.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import KehoachError
from extractor.export.rows import TABLES, Row, Table, rows
from extractor.export.words import Lang, headings
from extractor.files import write_whole
from extractor.model import Plan

if TYPE_CHECKING:
    import pandas
    import pyarrow

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula; such a cell gets an apostrophe before it."""


class UnknownFormat(KehoachError):
    """The output's suffix names no format that is written."""


def write(plans: Sequence[Plan], out: Path, *, table: str = "targets", lang: Lang = "vi") -> None:
    """Write `plans` to `out`: .xlsx holds a sheet for each table, .csv, .jsonl and .parquet the one called `table`,
    .spacy the documents with their records as span groups.

    `lang` is the language of the headings of .xlsx and .csv; .jsonl and .parquet have the names of the schema.
    Raises UnknownFormat and OSError.
    """
    writer = FORMATS.get(out.suffix.lower())
    if writer is None:
        raise UnknownFormat(str(out), f"{out.suffix or 'no suffix'} is not written", f"give {', '.join(FORMATS)}")
    write_whole(out, writer(plans, table_called(table), lang))


def frame(plans: Sequence[Plan], table: str = "targets") -> pandas.DataFrame:
    """A table as a pandas DataFrame with pandas' own types for text, whole numbers, numbers, dates and truth."""
    import pandas

    chosen = table_called(table)
    types = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}
    data = pandas.DataFrame(rows(chosen, plans), columns=list(chosen.columns))
    return data.astype({name: types[type] for name, type in chosen.columns.items()})


def table_called(name: str) -> Table:
    """The table of that name. Raises ValueError, naming those there are."""
    for table in TABLES:
        if table.name == name:
            return table
    raise ValueError(f"no table {name!r}; there are {', '.join(table.name for table in TABLES)}")


def arrow(filled: Iterable[Row], table: Table) -> pyarrow.Table:
    """The rows of a table with Arrow's types, as Parquet and the database take them."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    schema = pyarrow.schema([(name, types[type]) for name, type in table.columns.items()])
    return pyarrow.Table.from_pylist(list(filled), schema=schema)


def harmless(cell: object) -> object:
    """A text cell that no spreadsheet takes for a formula; any other cell as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _csv(plans: Sequence[Plan], table: Table, lang: Lang) -> bytes:
    """CSV with a byte order mark, so that Excel reads its Vietnamese."""
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings(table, lang).values())
    writer.writerows([harmless(cell) for cell in row.values()] for row in _ordered(plans, table))
    return text.getvalue().encode("utf-8-sig")


def _jsonl(plans: Sequence[Plan], table: Table, lang: Lang) -> bytes:
    import orjson

    return b"".join(orjson.dumps(row) + b"\n" for row in _ordered(plans, table))


def _parquet(plans: Sequence[Plan], table: Table, lang: Lang) -> bytes:
    import pyarrow.parquet

    data = io.BytesIO()
    pyarrow.parquet.write_table(arrow(rows(table, plans), table), data, compression="zstd")
    return data.getvalue()


def _xlsx(plans: Sequence[Plan], table: Table, lang: Lang) -> bytes:
    from extractor.export.sheets import plans_workbook

    return plans_workbook(plans, lang=lang)


def _spacy(plans: Sequence[Plan], table: Table, lang: Lang) -> bytes:
    from extractor.export.spacy import docbin

    return docbin(plans)


def _ordered(plans: Sequence[Plan], table: Table) -> list[Row]:
    return [{name: row[name] for name in table.columns} for row in rows(table, plans)]


FORMATS: dict[str, Callable[[Sequence[Plan], Table, Lang], bytes]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".spacy": _spacy,
}
