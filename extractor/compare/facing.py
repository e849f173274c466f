"""The targets that two plans have in a cluster in; which of one is to be held against which of the other out.

Targets due in the same year face each other, all of them where a plan splits the indicator. Where no year is the same,
targets face each other one year by one, the nearest first: a plan that names 2026 where the other names 2025 is later,
not silent. A year that one plan names beside the year of the other ("2030 and 2045" against "2030") faces nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.compare.align import Member, due_year
from extractor.model import Plan

Pair = tuple[Member, Member | None]
_UNKNOWN = 10_000
"""How far a target without a year lies from one with a year."""


def facing(mine: Sequence[Member], yours: Sequence[Member], plans: Sequence[Plan]) -> list[Pair]:
    """The members of one plan, each with those of the other that it faces, or with None."""
    ours, theirs = _by_year(mine, plans), _by_year(yours, plans)
    pairs: list[Pair] = [pair for year in ours if year in theirs for pair in _split(ours[year], theirs[year], plans)]
    if not pairs:
        pairs = [
            (m, n) for year, other in _nearest(list(ours), list(theirs)) for m in ours[year] for n in theirs[other]
        ]
    faced = {m for m, _ in pairs}
    return sorted(pairs + [(m, None) for m in mine if m not in faced], key=_order)


def _split(mine: list[Member], yours: list[Member], plans: Sequence[Plan]) -> list[tuple[Member, Member]]:
    """All with all where one plan splits the indicator; where both do, those of one unit and best of one wording."""

    def alike(m: Member, n: Member) -> int:
        a, b = plans[m.plan].targets[m.target], plans[n.plan].targets[n.target]
        return (a.unit == b.unit) + (a.unit == b.unit and a.indicator == b.indicator)

    if len(mine) == 1 or len(yours) == 1:
        return [(m, n) for m in mine for n in yours]
    return [(m, n) for m in mine for n in yours if alike(m, n) == max(alike(m, other) for other in yours)]


def _by_year(members: Sequence[Member], plans: Sequence[Plan]) -> dict[str, list[Member]]:
    years: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        years[due_year(plans[member.plan].targets[member.target])].append(member)
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
