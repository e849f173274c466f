"""Commands that draw: `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli.app import command
from extractor.console import load, tell


@command(
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
    labelled = evaluate.pairs(gold, []) if gold else []
    labels = {Path(pair.name).stem: pair.gold for pair in labelled if pair.gold}
    scores = [evaluate.score(plan, labels[stem]) for plan in plans if (stem := Path(plan.source.name).stem) in labels]
    write_whole(out, html(plans, scores, lang=lang).encode())
    raise typer.Exit(1 if found.failures else 0)
