"""Plans to pandas DataFrames: the matrix of indicators by plans (tidy or wide), coverage, changes, tasks by body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extractor import provinces
from extractor.compare.align import due_year
from extractor.compare.assignments import assignments
from extractor.compare.comparison import Cell, Comparison, compare
from extractor.compare.judge import shown
from extractor.compare.links import NO_LINKS, Links
from extractor.compare.versions import Change, versions
from extractor.compare.words import Lang, link_reason, reason
from extractor.model import Plan

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "cluster", "indicator", "year", "plan", "province", "province_now", "document", "target", "wording", "value",
    "value_to", "unit", "comparator", "change", "due", "latest", "shown", "judgement", "timing", "against", "reason",
    "score", "link", "quote",
)  # fmt: skip
"""`year` is the baseline's where the plan has no target; `value_to` the upper end of a range; `against` the baseline's
number and `reason` the rule that decided; `score` and `link` say why the target stands in this cluster."""


def matrix(
    plans: Sequence[Plan] | Comparison,
    *,
    baseline: int | str | None = None,
    links: Links = NO_LINKS,
    wide: bool = False,
    lang: Lang = "vi",
) -> pd.DataFrame:
    """The plans' targets by indicator. Tidy: a row for each cell, with COLUMNS. Wide: a row for each indicator and
    year, a column for each plan (the baseline first) with its number; "" where it has none. Raises as `compare`."""
    import pandas as pd

    comparison = plans if isinstance(plans, Comparison) else compare(plans, baseline=baseline, links=links)
    tidy = pd.DataFrame(rows(comparison, lang=lang), columns=COLUMNS)
    return _wide(tidy, comparison) if wide else tidy


def rows(comparison: Comparison, *, lang: Lang = "vi") -> list[dict[str, Any]]:
    """The rows of the tidy matrix."""
    places = [provinces.of(plan.metadata) for plan in comparison.plans]
    return [
        {
            "cluster": cell.cluster,
            "indicator": comparison.indicator(cell.cluster),
            "plan": comparison.names[cell.plan],
            "province": place.name if (place := places[cell.plan]) else None,
            "province_now": place.now if place else None,
            "document": comparison.plans[cell.plan].source.name,
            **_target(comparison, cell),
            **_judged(comparison, cell, lang),
        }
        for cell in comparison.cells
    ]


def _target(comparison: Comparison, cell: Cell) -> dict[str, Any]:
    """The plan's own words and number."""
    faced = cell.member or cell.against
    year = int(due_year(comparison.target(faced)) or 0) or None if faced else None
    if cell.member is None:
        return {"year": year, "target": None}
    target = comparison.target(cell.member)
    low, high = target.value if isinstance(target.value, tuple) else (target.value, None)
    link = comparison.links.get(cell.member)
    return {
        "year": year, "target": target.id, "wording": target.indicator, "value": low, "value_to": high,
        "unit": target.unit, "comparator": target.comparator, "change": target.change,
        "due": target.due.anchor if target.due else None,
        "latest": target.due.latest.isoformat() if target.due and target.due.latest else None,
        "shown": shown(target), "score": link.score if link else None, "quote": target.quote,
    }  # fmt: skip


def _judged(comparison: Comparison, cell: Cell, lang: Lang) -> dict[str, Any]:
    """What is said against the baseline, and why the target is here."""
    link = comparison.links.get(cell.member) if cell.member else None
    why = {"link": link_reason(link, lang=lang) if link else None}
    if cell.verdict is None:
        own = comparison.baseline is not None and cell.plan != comparison.baseline
        return why | {"judgement": "own" if own else None}
    against = comparison.target(cell.against) if cell.against else None
    return why | {
        "judgement": cell.verdict.judgement,
        "timing": cell.verdict.timing,
        "against": shown(against) if against else None,
        "reason": reason(cell.verdict, lang=lang),
    }


def _wide(tidy: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """One row for each cluster and year; what a plan says several times there is joined by "; "."""
    order = [name for at, name in enumerate(comparison.names) if at != comparison.baseline]
    if comparison.baseline is not None:
        order.insert(0, comparison.names[comparison.baseline])
    said = tidy.assign(
        cell=tidy["shown"].where(tidy["shown"] != "", "✓").fillna(""), year=tidy["year"].fillna(0).astype(int)
    )
    table = said.pivot_table(
        index=["cluster", "indicator", "year"], columns="plan", values="cell", sort=True,
        aggfunc=lambda cells: "; ".join(dict.fromkeys(cell for cell in cells if cell)),
    )  # fmt: skip
    table = table.reindex(columns=order).fillna("")
    return table.rename_axis(columns=None)


def coverage(comparison: Comparison) -> pd.DataFrame:
    """For each plan beside the baseline: how many of its indicators it has, their share, and its cells by judgement."""
    import pandas as pd

    counts = [
        dict.fromkeys(("stronger", "equal", "weaker", "later", "earlier", "not-comparable", "missing", "own"), 0)
        for _ in comparison.plans
    ]
    for cell in comparison.cells:
        counts[cell.plan][cell.verdict.judgement if cell.verdict else "own"] += 1
    return pd.DataFrame(
        {"plan": comparison.names[c.plan], "asked": c.asked, "present": c.present, "share": c.share} | counts[c.plan]
        for c in comparison.coverage()
    )


def changes(old: Plan, new: Plan, *, links: Links = NO_LINKS) -> pd.DataFrame:
    """What changed between two versions of one plan, a row for each target."""
    import pandas as pd

    columns = ("change", "was", "now", "old_wording", "new_wording", "old_target", "new_target")
    return pd.DataFrame([_change(change) for change in versions(old, new, links=links)], columns=columns)


def _change(change: Change) -> tuple[str | None, ...]:
    of_old = (change.old.indicator, change.old.id) if change.old else (None, None)
    of_new = (change.new.indicator, change.new.id) if change.new else (None, None)
    return ", ".join(change.kinds), change.was, change.now, of_old[0], of_new[0], of_old[1], of_new[1]


def tasks_by_body(plans: Sequence[Plan]) -> pd.DataFrame:
    """Who leads and supports what, across plans: a row for each body of each task."""
    import pandas as pd

    columns = (
        "body",
        "role",
        "plan",
        "document",
        "named",
        "through",
        "action",
        "due",
        "latest",
        "output",
        "task",
        "path",
        "quote",
    )
    return pd.DataFrame(
        [
            (
                row.body, row.role, row.name, plans[row.plan].source.name, row.named, "; ".join(row.through),
                row.task.action, row.task.due.anchor if row.task.due else None,
                row.task.due.latest.isoformat() if row.task.due and row.task.due.latest else None,
                row.task.output, row.task.id, row.task.path, row.task.quote,
            )
            for row in assignments(plans)
        ],
        columns=columns,
    )  # fmt: skip


__all__ = ["COLUMNS", "changes", "coverage", "matrix", "rows", "tasks_by_body"]
