"""Commands that hand on what was extracted: `export` to files, `query` of a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli.app import command
from extractor.console import load, tell

Tool = Literal["label-studio", "doccano", "brat"]


@command(
    "kehoach export out/ -o plans.xlsx                   a sheet each for plans, targets, tasks, citations",
    "kehoach export out/ -o tasks.csv --table tasks      one table, for Excel and others",
    "kehoach export out/ -o plans.spacy                  documents with span groups, for spaCy",
    "kehoach export out/ -o marks.json --for label-studio",
)
def export(
    inputs: Annotated[list[str], typer.Argument(metavar="JSON", help="What `kehoach extract` wrote; folders too.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=".xlsx, .csv, .jsonl, .parquet, .spacy.")],
    table: Annotated[
        Literal["plans", "targets", "tasks", "citations", "bodies", "warnings"],
        typer.Option(help="Which table; .xlsx holds them all."),
    ] = "targets",
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of headings in .xlsx and .csv.")] = "vi",
    tool: Annotated[Tool | None, typer.Option("--for", help="Write marks to label in this tool instead.")] = None,
) -> None:
    """Write extractions as a spreadsheet, a table for other programs, or marks for an annotation tool."""
    from extractor.export import labelling, marks, write
    from extractor.files import gather

    found = gather(inputs, suffixes=(".json",))
    for failure in found.failures:
        tell(f"not read: {failure}")
    plans = [load(path) for path, _ in found.files]
    if tool is None:
        write(plans, out, table=table, lang=lang)
    else:
        labelling.TOOLS[tool].written(map(marks.marked, plans), out)
    raise typer.Exit(1 if found.failures else 0)


@command(
    "kehoach label marks.json --from label-studio -o gold/",
    "kehoach label brat-folder/ --from brat -o gold/        one gold file for each document",
)
def label(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported; of brat, the folder.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where the gold files go.")],
    tool: Annotated[Tool, typer.Option("--from", help="The annotation tool.")],
    replace: Annotated[bool, typer.Option("--replace", help="Write over gold files that are there.")] = False,
) -> None:
    """Turn what people labelled in an annotation tool into gold files; fields that they left out are null."""
    import orjson

    from extractor.export import labelling, marks
    from extractor.files import write_whole

    for document in labelling.read(tool, source):
        file = out / f"{Path(document.document).stem}.json"
        if file.exists() and not replace:
            raise typer.BadParameter(f"{file} is there; give --replace to write over it", param_hint="-o")
        write_whole(file, orjson.dumps(marks.gold(document), option=orjson.OPT_INDENT_2))
        tell(f"{file}: {len(document.marks)} marks")


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
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of what --schema says.")] = "vi",
) -> None:
    """Ask a database of plans in SQL; it is opened read-only."""
    from extractor import store

    if schema == bool(sql):
        raise typer.BadParameter("give SQL, or --schema", param_hint="SQL")
    if schema:
        print(store.schema(lang))
        return
    answer = store.query(db, sql)
    if out is None:
        print(answer.to_string(index=False, max_colwidth=60))
    else:
        store.write(answer, out)
