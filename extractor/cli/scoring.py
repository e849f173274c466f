"""Commands that measure: `evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import command
from extractor.console import as_json, as_text, score, tell


@command(
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
