"""Commands that draw: `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.app import command
from extractor.console import load, progress, tell
from extractor.errors import KehoachError

if TYPE_CHECKING:
    from extractor.model import Plan
    from extractor.report.pictures import Pictures

Lang = Literal["vi", "en"]


@command(
    "kehoach report plan.pdf -o report.html                          a plan, with pictures of its pages",
    "kehoach report out/ -o report.html                              the plans of a folder, with an index",
    "kehoach report out/ --documents plans/ -o report.html --lang en the pages come from the PDFs in plans/",
    "kehoach report build/json --gold gold -o report.html            with the scores of those that gold/ labels",
)
def report(
    inputs: Annotated[
        list[str], typer.Argument(metavar="PLAN", help="Plans, or what `kehoach extract` wrote; folders too.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="HTML", help="The page to write.")],
    documents: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the PDFs of JSONs lie, for pictures of their pages.")
    ] = None,
    pages: Annotated[int, typer.Option(metavar="N", help="Pictures of at most N pages of each plan; 0 for none.")] = 20,
    gold: Annotated[Path | None, typer.Option(metavar="GOLD_DIR", help="Hand-made labels to score against.")] = None,
    lang: Annotated[Lang, typer.Option(help="The language of the page's own words.")] = "vi",
) -> None:
    """Write plans as one HTML page that needs nothing else, to read, mail or print.

    Each plan's text with its targets, tasks, deadlines, bodies and citations marked; tables of them that lead to their
    place in the text and on the page; a time line; filters and search.
    """
    from extractor import evaluate
    from extractor.files import write_whole
    from extractor.report import html

    paths, failed = _paths(inputs)
    plans: list[Plan] = []
    pictures: dict[str, Pictures] = {}
    for path in progress(paths):
        try:
            plans.append(load(path))
        except KehoachError as error:
            tell(f"not read: {error}")
            failed += 1
        else:
            pictures[plans[-1].source.sha256] = _pictures(plans[-1], path, documents, pages)
    labelled = evaluate.pairs(gold, []) if gold else []
    labels = {Path(pair.name).stem: pair.gold for pair in labelled if pair.gold}
    scores = [evaluate.score(plan, labels[stem]) for plan in plans if (stem := Path(plan.source.name).stem) in labels]
    if plans:
        write_whole(out, html(plans, scores, lang=lang, pages=pictures).encode())
    raise typer.Exit(1 if failed else 0)


def _paths(inputs: list[str]) -> tuple[list[Path], int]:
    """The files to read, each once, and how many INPUTs name nothing; of a folder its JSONs, its documents where it has
    none."""
    from extractor.files import gather

    paths: dict[Path, None] = {}
    failed = 0
    for one in inputs:
        found = gather([one], suffixes=(".json",))
        if found.failures:
            found = gather([one])
        for failure in found.failures:
            tell(f"not read: {failure}")
            failed += 1
        paths |= dict.fromkeys(path.resolve() for path, _ in found.files)
    return list(paths), failed


def _pictures(plan: Plan, path: Path, documents: Path | None, most: int) -> Pictures:
    """Pictures of a PDF's pages; none where the plan comes from another format, or the file is not found."""
    from extractor.report.pictures import NONE, pictures

    if plan.source.format != "pdf" or most <= 0:
        return NONE
    file = path if path.suffix.lower() != ".json" else _found(plan.source.name, documents)
    made = pictures(file.read_bytes(), plan, most=most) if file else NONE
    if file and made == NONE and any(record.page for record in (*plan.targets, *plan.tasks)):
        tell(f"no pictures: {file} is not the file that {plan.source.name} was extracted from; extract it again")
    return made


def _found(name: str, documents: Path | None) -> Path | None:
    if documents is None:
        return None
    return next((path for path in sorted(documents.rglob("*")) if path.name == name and path.is_file()), None)
