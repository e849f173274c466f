"""Commands that measure: `evaluate`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.app import command
from extractor.console import progress, tell

if TYPE_CHECKING:
    from extractor.evaluate import Pair, Result, Run, Unscored

CHECKING = "checking.txt"


@command(
    "kehoach evaluate                           gold/ against the documents of corpora/",
    "kehoach evaluate labels/ --documents plans/ --errors",
    "kehoach evaluate labels/ --documents plans/ --full --html errors.html",
    "kehoach evaluate --json > before.json      then, after a change of rules:",
    "kehoach evaluate --against before.json     what was gained, lost and altered",
    "kehoach evaluate --agreement first/ second/ --documents plans/",
    "kehoach evaluate --fail-under targets.value=.8 --fail-under outline.units=.93",
    codes="Exit codes: 0 scored; 1 nothing, or not all that is there, could be scored, or an F1 is under its floor; "
    "2 wrong usage.",
)
def evaluate(
    gold: Annotated[list[Path] | None, typer.Argument(metavar="GOLD_DIR", help="Hand-made labels [gold].")] = None,
    documents: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="What they label [corpora beside each GOLD_DIR].")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error; none of checking documents.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Tables by kind, province and context; marked words; confusions.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="HTML", help="Write a page to browse the errors in, beside the text.")
    ] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of that page's own words.")] = "vi",
    against: Annotated[
        Path | None, typer.Option(metavar="JSON", help="Show what changed since --json wrote that file.")
    ] = None,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Score the labels of a second GOLD_DIR against those of the first.")
    ] = False,
    fail_under: Annotated[
        list[str] | None, typer.Option(metavar="METRIC=F1", help="A floor for an F1, as targets.value=.8.")
    ] = None,
    checking: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=f"Names of documents kept for checking [{CHECKING} in a GOLD_DIR]."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="All figures and errors as JSON instead of tables.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes to extract with [one for each core].")] = None,
) -> None:
    """Score extraction against hand-made labels: precision, recall and F1 for each metric, half and document."""
    from extractor import evaluate as scoring

    floors = _floors(fail_under or [])
    golds = gold or [Path("gold")]
    before = scoring.load_run(against) if against else None
    held = _held(golds, checking)
    made = _agreements(golds, documents) if agreement else _results(golds, documents, jobs or os.cpu_count() or 1)
    results = [each for each in made if isinstance(each, scoring.Result)]
    unscored = [each for each in made if isinstance(each, scoring.Unscored)]
    for each in unscored:
        tell(f"not scored: {each.cause}")
    if html:
        _write_page(html, results, held, lang)
    if json:
        print(scoring.as_json(results, held=held, unscored=unscored), end="")
    else:
        print(_told(results, held, before, agreement=agreement, full=full, errors=errors), end="")
    failed = not results or not all(each.absent for each in unscored)
    raise typer.Exit(1 if _short(results, floors) or failed else 0)


def _floors(asked: list[str]) -> dict[str, float]:
    """--fail-under as a mapping; wrong usage where one is no METRIC=F1."""
    from extractor.evaluate import shortfalls, total

    try:
        floors = {metric: float(floor) for metric, _, floor in (each.partition("=") for each in asked)}
        shortfalls(total([]), floors)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; give METRIC=F1", param_hint="--fail-under") from None
    return floors


def _held(golds: list[Path], checking: Path | None) -> frozenset[str]:
    """The documents kept for checking: those that --checking and the gold folders name."""
    from extractor.evaluate import load_checking

    files = [*([checking] if checking else ()), *(each / CHECKING for each in golds if (each / CHECKING).is_file())]
    return frozenset().union(*map(load_checking, files))


def _pairs(gold: Path, documents: list[Path] | None) -> list[Pair]:
    from extractor.evaluate import pairs

    return pairs(gold, [*(documents or ()), Path(os.path.normpath(gold / ".." / "corpora"))])


def _results(golds: list[Path], documents: list[Path] | None, jobs: int) -> list[Result | Unscored]:
    from extractor.evaluate import results

    both = [pair for each in golds for pair in _pairs(each, documents)]
    return list(progress(results(both, jobs=jobs), total=len(both)))


def _agreements(golds: list[Path], documents: list[Path] | None) -> list[Result | Unscored]:
    from extractor.evaluate import agreements

    if len(golds) != 2:
        raise typer.BadParameter("give two GOLD_DIRs: the first annotator's and the second's", param_hint="GOLD_DIR")
    first, second = (_pairs(each, documents) for each in golds)
    return list(agreements(first, second))


def _told(
    results: list[Result], held: frozenset[str], before: Run | None, *, agreement: bool, full: bool, errors: bool
) -> str:
    """What is printed: changes alone where there is a run before, else tables and the errors that were asked for."""
    from extractor import evaluate as scoring

    run = scoring.run_of(results, held)
    if before:
        return scoring.changes_text(scoring.changes(before, run))
    tables = [scoring.agreement_table(results) if agreement else scoring.render(run.scores, checking=held)]
    if full:
        tables.append(scoring.details(results, held))
    return "\n".join(tables) + (scoring.errors_text(run.errors) if errors else "")


def _write_page(page: Path, results: list[Result], held: frozenset[str], lang: Literal["vi", "en"]) -> None:
    from extractor.evaluate import shown
    from extractor.files import write_whole
    from extractor.report.errors import html

    scores = [each.scores() for each in results]
    write_whole(page, html(shown(results, held), scores, lang=lang).encode())


def _short(results: list[Result], floors: dict[str, float]) -> bool:
    """Whether a floor is missed; each one is told."""
    from extractor.evaluate import shortfalls, total

    short = shortfalls(total(each.scores() for each in results), floors)
    for metric, f1, floor in short:
        tell(f"{metric}: F1 {'–' if f1 is None else format(f1, '.3f')} is under {floor:.3f}")
    return bool(short)
