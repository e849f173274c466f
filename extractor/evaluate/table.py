"""Scores to tables, as text for a terminal or as Markdown; nothing is printed here.

A figure is a percentage with one decimal, "–" where there was nothing to score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from extractor.errors import BadGold
from extractor.evaluate.intervals import Interval, intervals
from extractor.evaluate.scores import METRICS, Scores, is_held, total

Style = Literal["text", "markdown"]
Row = Sequence[str]

HEADLINES = {
    "metadata": "metadata.fields",
    "outline": "outline.units",
    "targets": "targets.found",
    "values": "targets.value",
    "tasks": "tasks.found",
    "leads": "tasks.lead",
    "citations": "citations.keys",
}
"""The columns of the table of documents, and the metric of each: a line must fit a terminal."""


def render(scores: Sequence[Scores], *, checking: Collection[str] = (), style: Style = "text") -> str:
    """The metrics over all documents, the two halves where `checking` names documents, each document."""
    tables = [metrics_table(total(scores), intervals(scores), style=style)]
    if checking:
        tables.append(halves_table(*halves(scores, checking), style=style))
    tables.append(documents_table(scores, style=style))
    return "\n".join(tables)


def metrics_table(scores: Scores, bounds: Mapping[str, Interval] | None = None, *, style: Style = "text") -> str:
    """Precision, recall, F1 and counts of each metric, and where `bounds` are given the interval of its F1."""
    known = bounds or {}
    rows = [
        (name, percent(c.precision), percent(c.recall), percent(c.f1), *([_bounds(known.get(name))] if known else ()),
         str(c.right), str(c.extra), str(c.missed))
        for name, c in scores.counts.items()
    ]  # fmt: skip
    return table(("metric", "P", "R", "F1", *(["95 %"] if known else ()), "right", "extra", "missed"), rows, style)


def documents_table(scores: Sequence[Scores], *, head: str = "document", style: Style = "text") -> str:
    """The F1 of the headline metrics for each document, or group of documents, by name."""
    rows = [
        (each.document, *(percent(each.f1(metric)) for metric in HEADLINES.values()))
        for each in sorted(scores, key=lambda each: each.document)
    ]
    return table((head, *HEADLINES), rows, style)


def halves(scores: Iterable[Scores], checking: Collection[str]) -> tuple[Scores, Scores]:
    """The documents that rules were written on, and those that `checking` names (with or without suffix)."""
    rest: list[Scores] = []
    held: list[Scores] = []
    for each in scores:
        (held if is_held(each.document, checking) else rest).append(each)
    return total(rest, name="development"), total(held, name="checking")


def halves_table(development: Scores, checking: Scores, *, style: Style = "text") -> str:
    """The F1 of each metric on both halves, and by how many points the first is ahead."""
    rows = [
        (name, percent(first), percent(second), _gap(first, second))
        for name in METRICS
        if name in development.counts or name in checking.counts
        for first, second in [(development.f1(name), checking.f1(name))]
    ]
    return table(("F1", "development", "checking", "gap"), rows, style)


def load_checking(path: Path | str) -> frozenset[str]:
    """The names of the checking documents: one a line, blank lines and those that begin with # left out."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise BadGold(Path(path).name, f"cannot be read: {e}", "give a text file of document names, one a line") from e
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def percent(share: float | None) -> str:
    """As the module says."""
    return "–" if share is None else f"{100 * share:.1f}"


def _bounds(interval: Interval | None) -> str:
    return f"{percent(interval.low)}–{percent(interval.high)}" if interval else "–"


def _gap(first: float | None, second: float | None) -> str:
    return "–" if first is None or second is None else f"{100 * (first - second):+.1f}"


def table(head: Row, rows: Sequence[Row], style: Style) -> str:
    """The first column is left-aligned, the others right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = [f"{'-' * width}" if column == 0 else f"{'-' * (width - 1)}:" for column, width in enumerate(widths)]
    if style == "text":
        return "".join(f"{'  '.join(_padded(row, widths))}".rstrip() + "\n" for row in (head, *rows))
    lines = [_padded(head, widths), rule, *(_padded(row, widths) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _padded(row: Row, widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
