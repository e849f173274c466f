"""Commands that draw: `report`."""

from __future__ import annotations

import os
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
MANY = 50
"""A run of more plans gives the page of the run by itself: their texts are too much for one page."""


@command(
    "kehoach report plan.pdf -o report.html                          a plan, with pictures of its pages",
    "kehoach report out/ -o report.html                              the plans of a folder, with an index",
    "kehoach report out/ --documents plans/ -o report.html --lang en the pages come from the PDFs in plans/",
    "kehoach report out/ --batch -o out/batch.html                   a run: what was read, what failed and why",
    "kehoach report out/ --batch --each -o out/batch.html            and a page of its own for each plan, linked",
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
    batch: Annotated[
        bool, typer.Option("--batch", help=f"A page on the run; by itself where it holds over {MANY} plans.")
    ] = False,
    each: Annotated[
        bool, typer.Option("--each", help="With --batch: also a page for each plan, beside its JSON.")
    ] = False,
    lang: Annotated[Lang, typer.Option(help="The language of the page's own words.")] = "vi",
) -> None:
    """Write plans as one HTML page that needs nothing else, to read, mail or print.

    Each plan's text with its targets, tasks, deadlines, bodies and citations marked; tables of them that lead to their
    place in the text and on the page; a time line; filters and search.
    """
    from extractor import evaluate
    from extractor.files import write_whole
    from extractor.report import html

    folder = _run(inputs, asked=batch, alone=gold is None and not each)
    if folder:
        raise typer.Exit(_batch(folder, out, documents, each=each, pages=pages, lang=lang))
    if each:
        raise typer.BadParameter("goes with --batch", param_hint="--each")
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


def _run(inputs: list[str], *, asked: bool, alone: bool) -> Path | None:
    """The folder of the run to report on; None where plans are to be shown."""
    from extractor.batch import journal

    folder = Path(inputs[0])
    if asked and (len(inputs) != 1 or not (folder / journal.NAME).is_file()):
        raise typer.BadParameter(
            f"takes one folder that `kehoach extract -o` wrote (it holds {journal.NAME})", param_hint="--batch"
        )
    if asked:
        return folder
    if alone and len(inputs) == 1 and (folder / journal.NAME).is_file() and len(journal.load(folder)) > MANY:
        tell(f"{folder} holds over {MANY} plans: the page is on the run; name some of its JSONs for their texts")
        return folder
    return None


def _batch(folder: Path, out: Path, documents: Path | None, *, each: bool, pages: int, lang: Lang) -> int:
    """Write the page of a run, and those of its plans where asked; the exit code."""
    from extractor.batch import journal
    from extractor.files import write_whole
    from extractor.report import batch as page

    entries = list(journal.load(folder).values())
    summaries: dict[str, page.Summary] = {}
    links: dict[str, str] = {}
    failed = 0
    for entry in progress(entries):
        file = folder / entry.output
        own = file.with_suffix(".html")
        try:
            if each and entry.status == "read":
                _own(file, own, documents or Path(entry.input).parent, pages=pages, lang=lang)
            held = page.summary(file.read_bytes()) if entry.status == "read" else None
        except (KehoachError, OSError) as error:
            tell(f"not read: {error}")
            failed += 1
            continue
        if held:
            summaries[entry.output] = held
        if own.is_file():
            links[entry.output] = Path(os.path.relpath(own, out.parent)).as_posix()
    write_whole(out, page.html(entries, summaries, links, lang=lang).encode())
    return 1 if failed else 0


def _own(file: Path, out: Path, documents: Path, *, pages: int, lang: Lang) -> None:
    """Write the page of one plan."""
    from extractor.files import write_whole
    from extractor.report import html

    plan = load(file)
    pictures = {plan.source.sha256: _pictures(plan, file, documents, pages)}
    write_whole(out, html([plan], lang=lang, pages=pictures).encode())
