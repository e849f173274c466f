"""The `kehoach` command: each subcommand is one call of the library, its result to stdout, all else to stderr.

Nothing heavy is imported before a command runs, so that `kehoach --help` answers at once.
Exit codes: 0 all went well, 1 something could not be read or a floor was missed, 2 wrong usage.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

import extractor
from extractor.console import as_json, as_text, extract_all, load, score, tell
from extractor.errors import KehoachError

Run = TypeVar("Run", bound=Callable[..., None])

CODES = "Exit codes: 0 all went well; 1 something could not be read, its cause is on stderr; 2 wrong usage."

app = typer.Typer(
    name="kehoach",
    help="Vietnamese provincial plans to normalized JSON: outline, targets, deadlines, bodies, tasks, citations.",
    epilog=f"\b\nExamples:\n  kehoach extract plans/ -o out/\n  kehoach COMMAND --help\n\n{CODES}",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; an error that a user can mend is one line on stderr and exit code 1."""
    for stream in sys.stdout, sys.stderr:  # whatever the terminal's locale says
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except KehoachError as error:
        tell(f"kehoach: {error}")
        sys.exit(1)


def _command(*examples: str, codes: str = CODES) -> Callable[[Run], Run]:
    """Register a subcommand whose help closes with its examples and exit codes."""
    return app.command(epilog="\n\n".join(["\b\nExamples:\n" + "\n".join(f"  {each}" for each in examples), codes]))


def _version(asked: bool) -> None:
    if asked:
        print(extractor.__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    pass


File = Annotated[Path, typer.Argument(metavar="FILE", help="A plan, or a JSON that `kehoach extract` wrote.")]


@_command(
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


@_command(
    "kehoach outline plan.txt",
    "kehoach outline out/plan.txt.json | less",
)
def outline(file: File) -> None:
    """Print a plan's outline as a tree."""
    from extractor.draw import outline

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 120
    print(outline(load(file), width=width))


@_command(
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


@_command(
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


@_command("kehoach read plan.txt")
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


@_command(
    "kehoach evaluate                           gold/ against the documents of corpora/",
    "kehoach evaluate labels/ --documents plans/ --errors",
    "kehoach evaluate --fail-under targets.value=.8 --fail-under outline.units=.93",
    codes="Exit codes: 0 scored; 1 nothing could be scored or an F1 is under its floor; 2 wrong usage.",
)
def evaluate(
    gold: Annotated[list[Path] | None, typer.Argument(metavar="GOLD_DIR", help="Hand-made labels [gold].")] = None,
    documents: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="What they label [corpora beside each GOLD_DIR].")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error; none of --checking documents.")] = False,
    fail_under: Annotated[
        list[str] | None, typer.Option(metavar="METRIC=F1", help="A floor for an F1, as targets.value=.8.")
    ] = None,
    checking: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names of documents kept for checking: a table of halves.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Counts and rates as JSON instead of tables.")] = False,
) -> None:
    """Score extraction against hand-made labels: precision, recall and F1 for each metric, half and document."""
    from extractor import evaluate as scoring

    floors = _floors(fail_under or [])
    held = scoring.load_checking(checking) if checking else frozenset()
    scores, wrong = score(gold or [Path("gold")], documents)
    open_ = [each for each in wrong if errors and not {each.document, Path(each.document).stem} & held]
    print(as_json(scores, open_) if json else scoring.render(scores, checking=held) + as_text(open_), end="")
    short = scoring.shortfalls(scoring.total(scores), floors)
    for metric, f1, floor in short:
        tell(f"{metric}: F1 {'–' if f1 is None else format(f1, '.3f')} is under {floor:.3f}")
    raise typer.Exit(1 if short or not scores else 0)


def _floors(asked: list[str]) -> dict[str, float]:
    """--fail-under as a mapping; wrong usage where one is no METRIC=F1."""
    from extractor.evaluate import shortfalls, total

    try:
        floors = {metric: float(floor) for metric, _, floor in (each.partition("=") for each in asked)}
        shortfalls(total([]), floors)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; give METRIC=F1", param_hint="--fail-under") from None
    return floors


@_command(
    "kehoach report out/ -o report.html",
    "kehoach report out/plan.txt.json -o report.html --lang en",
    "kehoach report build/json --gold gold -o report.html    with the scores of those that gold/ labels",
)
def report(
    inputs: Annotated[list[str], typer.Argument(metavar="JSON", help="What `kehoach extract` wrote; folders too.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="HTML", help="The page to write.")],
    gold: Annotated[Path | None, typer.Option(metavar="GOLD_DIR", help="Hand-made labels to score against.")] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of the page's own words.")] = "vi",
) -> None:
    """Write extractions as one HTML page that needs nothing else: targets, tasks and citations of each plan."""
    from extractor import evaluate
    from extractor.files import gather, write_whole
    from extractor.report import html

    found = gather(inputs, suffixes=(".json",))
    for failure in found.failures:
        tell(f"not read: {failure}")
    plans = [load(path) for path, _ in found.files]
    labels = {Path(pair.gold.document).stem: pair.gold for pair in evaluate.pairs(gold, [])} if gold else {}
    scores = [evaluate.score(plan, labels[stem]) for plan in plans if (stem := Path(plan.source.name).stem) in labels]
    write_whole(out, html(plans, scores, lang=lang).encode())
    raise typer.Exit(1 if found.failures else 0)


@_command(
    "kehoach schema > plan.schema.json",
    codes="Exit code: 0.",
)
def schema() -> None:
    """Print the JSON Schema of the output."""
    from extractor.serialize import schema_text

    print(schema_text(), end="")


@_command("kehoach doctor", codes="Exit codes: 0 all that this version needs is there; 1 something is missing.")
def doctor() -> None:
    """List what is installed, with versions, and what each missing part would give."""
    from extractor.doctor import check, table

    parts = check()
    print(table(parts))
    raise typer.Exit(1 if any(part.needed and part.version is None for part in parts) else 0)
