"""A cluster and two of its plans in; which target of one is to be held against which of the other out.

Targets due in the same year face each other, all of them where a plan splits the indicator. Of what is left, targets
face each other one by one, the nearest years first: a plan that names 2026 where the other names 2025 is later, not
silent. A year that one plan names beside the year of the other ("2030 and 2045" against "2030") faces nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.compare.align import Cluster, Member, due_year
from extractor.model import Plan

Pair = tuple[Member, Member | None]
_UNKNOWN = 10_000
"""How far a target without a year lies from one with a year."""


def facing(cluster: Cluster, plans: Sequence[Plan], a: int, b: int) -> list[Pair]:
    """The members of plan `a`, each with those of plan `b` that it faces, or with None."""
    ours, theirs = _by_year(cluster, plans, a), _by_year(cluster, plans, b)
    pairs: list[Pair] = [(m, n) for year in ours if year in theirs for m in ours[year] for n in theirs[year]]
    mine, yours = ([year for year in one if year not in other] for one, other in ((ours, theirs), (theirs, ours)))
    if len(mine) < len(ours) and len(yours) < len(theirs):
        yours = []
    for year, other in _nearest(mine, yours):
        pairs += [(m, n) for m in ours[year] for n in theirs[other]]
    faced = {m for m, _ in pairs}
    return sorted(pairs + [(m, None) for year in mine for m in ours[year] if m not in faced], key=_order)


def _by_year(cluster: Cluster, plans: Sequence[Plan], plan: int) -> dict[str, list[Member]]:
    years: dict[str, list[Member]] = defaultdict(list)
    for member in cluster.members:
        if member.plan == plan:
            years[due_year(plans[plan].targets[member.target])].append(member)
    return years


def _nearest(mine: list[str], yours: list[str]) -> list[tuple[str, str]]:
    """Years paired one to one, the smallest distances first."""
    ranked = sorted((_distance(a, b), a, b) for a in mine for b in yours)
    chosen: dict[str, str] = {}
    for _, a, b in ranked:
        if a not in chosen and b not in chosen.values():
            chosen[a] = b
    return list(chosen.items())


def _distance(a: str, b: str) -> int:
    return abs(int(a) - int(b)) if a and b else _UNKNOWN


def _order(pair: Pair) -> tuple[Member, Member]:
    return pair[0], pair[1] or Member(-1, -1)
