"""Commands that hand on what was extracted: `export` to files, `query` of a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli.app import command
from extractor.console import load, tell


@command(
    "kehoach export out/ -o plans.xlsx                   a sheet each for plans, targets, tasks, citations",
    "kehoach export out/ -o tasks.csv --table tasks      one table, for Excel and others",
    "kehoach export out/ -o targets.parquet",
)
def export(
    inputs: Annotated[list[str], typer.Argument(metavar="JSON", help="What `kehoach extract` wrote; folders too.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=".xlsx, .csv, .jsonl or .parquet.")],
    table: Annotated[
        Literal["plans", "targets", "tasks", "citations", "bodies", "warnings"],
        typer.Option(help="Which table; .xlsx holds them all."),
    ] = "targets",
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of headings in .xlsx and .csv.")] = "vi",
) -> None:
    """Write extractions as a spreadsheet or a table for other programs."""
    from extractor.export import write
    from extractor.files import gather

    found = gather(inputs, suffixes=(".json",))
    for failure in found.failures:
        tell(f"not read: {failure}")
    write([load(path) for path, _ in found.files], out, table=table, lang=lang)
    raise typer.Exit(1 if found.failures else 0)


@command(
    'kehoach query "SELECT province_now, indicator, value, unit FROM targets_by_province"',
    "kehoach query \"FROM tasks_by_body WHERE body = 'so-tai-chinh'\" -o tasks.csv",
    "kehoach query --schema                              tables, columns and what they hold",
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="What to ask; DuckDB's SQL.")] = "",
    db: Annotated[Path, typer.Option("--db", metavar="FILE", help="What `kehoach extract --db` wrote.")] = Path(
        "plans.duckdb"
    ),
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help=".csv, .jsonl or .parquet.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the tables and their columns.")] = False,
) -> None:
    """Ask a database of plans in SQL; it is opened read-only."""
    from extractor import store

    if schema == bool(sql):
        raise typer.BadParameter("give SQL, or --schema", param_hint="SQL")
    if schema:
        print(store.schema())
        return
    answer = store.query(db, sql)
    if out is None:
        print(answer.to_string(index=False, max_colwidth=60))
    else:
        store.write(answer, out)
