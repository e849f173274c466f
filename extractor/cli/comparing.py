"""Commands that lay plans side by side: `compare`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extractor.cli.app import command
from extractor.console import load, progress, tell
from extractor.errors import KehoachError

if TYPE_CHECKING:
    from extractor.compare import Links
    from extractor.model import Plan

Lang = Literal["vi", "en"]


@command(
    "kehoach compare can-tho.txt vinh-long.txt                        the same indicators side by side",
    "kehoach compare out/*.json --baseline national.pdf               who promises less than the national plan",
    "kehoach compare out/ --baseline national.pdf.json -o matrix.xlsx  for Excel: matrix, reasons, coverage, tasks",
    "kehoach compare out/ --baseline national.pdf.json -o matrix.html  a page to read, filter and print",
    "kehoach compare out/ --baseline national.pdf.json -o matrix.csv  a row for each promise; .json, .parquet too",
    "kehoach compare draft.docx final.docx --versions                 what changed between two versions",
    "kehoach compare out/ --links links.csv                           links that a person forces or forbids",
)
def compare(
    inputs: Annotated[list[str], typer.Argument(metavar="PLAN", help="Plans, or JSONs made before; folders too.")],
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The plan that the others are judged by; added where it is none."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write .html, .xlsx, .csv, .json or .parquet.")
    ] = None,
    links: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Links to force or forbid: rule,plan_a,target_a,plan_b,target_b.")
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="The two plans are versions of one: what changed.")
    ] = False,
    all_rows: Annotated[bool, typer.Option("--all", help="Also the indicators that one plan alone has.")] = False,
    lang: Annotated[Lang, typer.Option(help="The language of the table.")] = "vi",
) -> None:
    """Compare plans: the same indicator found by its words, each number judged against a baseline's.

    Stronger, equal, weaker, later, earlier, missing or not comparable, by rules that the documentation states; and how
    much of the baseline each plan takes up. Without --baseline the numbers stand side by side.
    """
    from extractor.compare import load_links
    from extractor.compare.links import NO_LINKS
    from extractor.export.comparison import writer

    write = writer(out) if out else None
    hand = load_links(links) if links else NO_LINKS
    paths, failures = _paths(inputs, baseline)
    plans = dict(_loaded(paths))
    if versions:
        _versions(list(plans.values()), hand, out, lang)
        raise typer.Exit(1 if failures or len(plans) < len(paths) else 0)
    from extractor.compare.comparison import compare as compared
    from extractor.files import write_whole

    at = list(plans).index(baseline.resolve()) if baseline and baseline.resolve() in plans else None
    if baseline and at is None:
        raise typer.BadParameter(f"{baseline} could not be read", param_hint="--baseline")
    comparison = compared(list(plans.values()), baseline=at, links=hand)
    if write and out:
        write_whole(out, write(comparison, lang))
        tell(f"{len(plans)} plans, {len(comparison.clusters)} indicators: {out}")
    else:
        from extractor.compare.terminal import table

        sys.stdout.write(table(comparison, lang=lang, **_terminal(), all_rows=all_rows))
    raise typer.Exit(1 if failures or len(plans) < len(paths) else 0)


def _paths(inputs: list[str], baseline: Path | None) -> tuple[list[Path], int]:
    """The files to compare, each once, the baseline too; and how many INPUTs name nothing."""
    from extractor.files import SUFFIXES, gather

    found = gather(inputs, suffixes=(*SUFFIXES, ".json"))
    for failure in found.failures:
        tell(f"not read: {failure}")
    paths = dict.fromkeys(path.resolve() for path, _ in found.files)
    more = [baseline.resolve()] if baseline and baseline.resolve() not in paths else []
    return [*more, *paths], len(found.failures)


def _loaded(paths: list[Path]) -> Iterator[tuple[Path, Plan]]:
    """Each file that can be read with its plan; the cause is told of the others."""
    for path in progress(paths):
        try:
            yield path, load(path)
        except KehoachError as error:
            tell(f"not read: {error}")


def _versions(plans: list[Plan], hand: Links, out: Path | None, lang: Lang) -> None:
    """Print or write what changed from the first plan to the second."""
    if len(plans) != 2:
        raise typer.BadParameter(
            f"takes the old version and the new one, {len(plans)} could be read", param_hint="--versions"
        )
    from extractor import compare as comparing

    if out is None:
        from extractor.compare.terminal import changed

        sys.stdout.write(changed(comparing.versions(*plans, links=hand), lang=lang, **_terminal()))
        return
    from extractor.export.comparison import frame_writer
    from extractor.files import write_whole

    write_whole(out, frame_writer(out)(comparing.changes(*plans, links=hand), lang))


def _terminal() -> dict[str, Any]:
    """The width of the terminal and whether it shows colours; 120 and no colours for a file."""
    from shutil import get_terminal_size

    return {"width": get_terminal_size((120, 40)).columns if sys.stdout.isatty() else 120, "color": sys.stdout.isatty()}
