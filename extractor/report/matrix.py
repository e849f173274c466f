"""A Comparison in; the rows of its matrix out, an indicator and year each, with what every plan says of it.

Guarantees: every cell of the comparison stands in one row; what faces a target of the baseline stands in that target's
row, whatever its own year.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from extractor.compare import Cell, Comparison, link_reason, reason
from extractor.compare.align import due_year
from extractor.model import Target
from extractor.report import say
from extractor.report.frame import visible
from extractor.report.words import Lang

SIGNS = {
    "stronger": "▲", "equal": "=", "weaker": "▼", "later": "→", "earlier": "←", "missing": "–", "not-comparable": "≠",
    "own": "+", "": "",
}  # fmt: skip


class Said(NamedTuple):
    """What one plan says of an indicator; `target` is None where it leaves it out, `judgement` "" where nothing is
    judged."""

    plan: int
    target: Target | None
    judgement: str
    cell: Cell


class Line(NamedTuple):
    """A row of the matrix; `year` is "" where no deadline is set."""

    indicator: str
    year: str
    said: tuple[Said, ...]
    of_baseline: bool

    @property
    def shared(self) -> bool:
        """Whether the baseline sets it, or two plans do."""
        return self.of_baseline or len({each.plan for each in self.said}) > 1


def lines(comparison: Comparison) -> list[Line]:
    """The rows, in the order of the baseline's text, then of the plans'."""
    cells: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    for cell in comparison.cells:
        faced = cell.against or cell.member
        cells[cell.cluster, due_year(comparison.target(faced)) if faced else ""].append(cell)
    ordered = sorted(cells.items(), key=lambda item: (item[0][0], item[0][1] or "9999"))
    return [
        Line(
            comparison.indicator(cluster),
            year,
            tuple(_said(comparison, cell) for cell in own),
            any(cell.plan == comparison.baseline for cell in own),
        )
        for (cluster, year), own in ordered
    ]


def _said(comparison: Comparison, cell: Cell) -> Said:
    target = comparison.target(cell.member) if cell.member else None
    if cell.verdict is not None:
        return Said(cell.plan, target, cell.verdict.judgement, cell)
    own = comparison.baseline is not None and cell.plan != comparison.baseline
    return Said(cell.plan, target, "own" if own else "", cell)


def detail(comparison: Comparison, said: Said, lang: Lang) -> dict[str, Any]:
    """What the page tells of one cell when it is asked: words for people, and the number that a bar shows."""
    target, cell = said.target, said.cell
    link = comparison.links.get(cell.member) if cell.member else None
    made: dict[str, Any] = {
        "plan": said.plan,
        "judgement": said.judgement,
        "value": say.value(target, lang) if target else "",
        "due": say.due(target.due, lang) if target and target.due else "",
        "quote": visible(target.quote) if target else "",
        "path": target.path if target else "",
        "reason": visible(reason(cell.verdict, lang=lang)) if cell.verdict else "",
        "link": visible(link_reason(link, lang=lang)) if link else "",
        "score": link.score if link else None,
        "number": _figure(target) if target else None,
        "unit": target.unit or "" if target else "",
    }
    return {name: value for name, value in made.items() if value not in ("", None)}


def _figure(target: Target) -> float | None:
    """The number that a bar can show; the lower end of a range, None for a ratio and where there is none."""
    value = target.value[0] if isinstance(target.value, tuple) else target.value
    try:
        return float(Decimal(value)) if value is not None else None
    except InvalidOperation:
        return None
