"""Commands that look into one plan: `outline`, `why`, `bodies`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import File, command
from extractor.console import load, tell


@command(
    "kehoach outline plan.txt",
    "kehoach outline out/plan.txt.json | less",
)
def outline(file: File) -> None:
    """Print a plan's outline as a tree."""
    from extractor.draw import outline

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 120
    print(outline(load(file), width=width))


@command(
    "kehoach why plan.txt 348/QĐ-TTg",
    "kehoach why out/plan.txt.json metadata.number",
    "kehoach why out/plan.txt.json t3      ids are those of the JSON's records",
    "kehoach why plan.txt so-tai-chinh     every mention of a body; of a time by its anchor",
)
def why(
    file: File,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of a target, task or body; a citation; a time; metadata.FIELD.")
    ],
) -> None:
    """Print how one value came about: its words and rules, what it inherits and from where, the text around."""
    from extractor.draw import why

    print(why(load(file), id))


@command(
    "kehoach bodies plan.txt",
    "kehoach bodies --search 'so tttt'      by name, abbreviation or something like it",
    codes="Exit codes: 0 shown; 1 the file could not be read, or nothing is like WORDS; 2 wrong usage.",
)
def bodies(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A plan, or an extraction's JSON.")] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help="Rows of the registry instead.")] = None,
) -> None:
    """Print a plan's bodies: id, name, kind, level, how often and where named, and whether valid on the plan's date."""
    from extractor import roster

    if (file is None) == (search is None):
        raise typer.BadParameter("give FILE, or --search WORDS", param_hint="FILE")
    shown = roster.table(load(file)) if file else roster.answers(search or "")
    if not shown:
        tell(f"nothing in the registry is like {search!r}")
        raise typer.Exit(1)
    print(shown)
