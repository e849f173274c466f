"""Commands that read documents: `extract` and `read`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import command
from extractor.console import extract_all, tell


@command(
    "kehoach extract plan.txt -o -               one plan to stdout",
    "kehoach extract plans/ more/*.md -o out/    folders are searched for .txt and .md files",
    "kehoach extract 'plans/**/*.txt' -o out/    plans/a/plan.txt gives out/a/plan.txt.json",
    codes="Exit codes: 0 every file was read; 1 some were not, the others were; 2 wrong usage.",
)
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, glob patterns.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="A folder, or - for stdout.")],
) -> None:
    """Extract plans to JSON, one file each, named after the whole file name: plan.txt gives OUT/plan.txt.json.

    A file that cannot be read is reported with its cause and a remedy, and the others go on.
    """
    from extractor.files import gather, write_whole

    found = gather(inputs)
    if out == "-" and len(found.files) > 1:
        raise typer.BadParameter(f"- takes one input, {len(found.files)} files were given", param_hint="-o")
    if Path(out).is_file():
        raise typer.BadParameter(f"{out} is a file; give a folder, or - for stdout", param_hint="-o")
    if out == "-":
        raise typer.Exit(1 if extract_all(found, lambda _, data: sys.stdout.buffer.write(data)) else 0)
    failed = extract_all(found, lambda name, data: write_whole(Path(out) / name, data))
    read = len(found.files) + len(found.failures) - failed
    passed_over = f", {found.passed_over} other files in the folders passed over" if found.passed_over else ""
    tell(f"{read} read, {failed} failed{passed_over}: {out}")
    raise typer.Exit(1 if failed else 0)


@command("kehoach read plan.txt")
def read(file: Annotated[Path, typer.Argument(metavar="FILE", help="A plan.")]) -> None:
    """Print a document's blocks as read: place in the text, kind, table cell, words; then what was set aside."""
    from extractor.readers import read

    document = read(file)
    for block in document.blocks:
        cell = f" {block.cell.table}:{block.cell.row}:{block.cell.col}" if block.cell else ""
        words = " ".join(document.text[block.span.start : block.span.end].split())
        print(f"[{block.span.start}:{block.span.end}] {block.kind}{cell}  {words}")
    for unread in document.unread:
        print(f"set aside ({unread.reason})  {' '.join(unread.text.split())}")
