"""Plans, and one of them as a baseline, in; a Comparison out: indicators in clusters, and a cell for each promise.

Guarantees:
- every target of every plan stands in one cell at least; a baseline's target that a plan leaves out makes a cell too;
- cells come by cluster, plan and target, and the same plans give the same cells;
- without a baseline nothing is judged, and a cell is a target.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from extractor import provinces
from extractor.compare.align import Cluster, Link, Member, align, due_year
from extractor.compare.facing import facing
from extractor.compare.judge import Side, Verdict, judge, missing, side
from extractor.compare.links import NO_LINKS, Links
from extractor.compare.territory import Level, level_of
from extractor.errors import KehoachError
from extractor.model import Plan, Target


class BadComparison(KehoachError):
    """What was asked to be compared cannot be: too few plans, or a baseline that is none of them."""


class Cell(NamedTuple):
    """What one plan promises of one indicator. `member` is None where the plan leaves the baseline's target `against`
    out; `against` is None where the baseline has no such target, or there is no baseline; `verdict` is None then too,
    and in the baseline's own cells."""

    cluster: int
    plan: int
    member: Member | None
    against: Member | None
    verdict: Verdict | None


class Coverage(NamedTuple):
    """Of the baseline's `asked` indicators a plan has `present`; one counts whatever its number and time."""

    plan: int
    asked: int
    present: int

    @property
    def share(self) -> float | None:
        """None where the baseline has no indicator."""
        return self.present / self.asked if self.asked else None


@dataclass(frozen=True)
class Comparison:
    """Plans side by side; `names` call each of them, `baseline` is the index of the one that the others are judged by,
    None for none."""

    plans: tuple[Plan, ...]
    names: tuple[str, ...]
    baseline: int | None
    clusters: tuple[Cluster, ...]
    cells: tuple[Cell, ...]

    def target(self, member: Member) -> Target:
        return self.plans[member.plan].targets[member.target]

    def indicator(self, cluster: int) -> str:
        """The words of the cluster's clearest member."""
        return self.target(self.clusters[cluster].clearest).indicator

    @cached_property
    def links(self) -> dict[Member, Link]:
        """The link by which each member came to its cluster; the first of a cluster has none."""
        return {link.member: link for cluster in self.clusters for link in cluster.links}

    @cached_property
    def rows(self) -> dict[tuple[int, str], list[Cell]]:
        """The cells by cluster and year: the baseline's year where it is judged by one, else the plan's own."""
        groups: dict[tuple[int, str], list[Cell]] = {}
        for cell in self.cells:
            faced = cell.against or cell.member
            if faced is not None:
                groups.setdefault((cell.cluster, due_year(self.target(faced))), []).append(cell)
        return dict(sorted(groups.items()))

    def compares(self, cells: Iterable[Cell]) -> bool:
        """Whether cells of a row set plans side by side: of two plans, or of the baseline."""
        plans = {cell.plan for cell in cells}
        return len(plans) > 1 or self.baseline in plans

    def coverage(self) -> tuple[Coverage, ...]:
        """How much of the baseline each other plan takes up; empty without a baseline."""
        if self.baseline is None:
            return ()
        held = [frozenset(m.plan for m in cluster.members) for cluster in self.clusters]
        asked = [plans for plans in held if self.baseline in plans]
        others = (plan for plan in range(len(self.plans)) if plan != self.baseline)
        return tuple(Coverage(plan, len(asked), sum(plan in plans for plans in asked)) for plan in others)


def compare(plans: Sequence[Plan], *, baseline: int | str | None = None, links: Links = NO_LINKS) -> Comparison:
    """The comparison of `plans`; `baseline` is the index or the file name of one of them.

    Raises BadComparison for less than two plans or a baseline that is none of them, BadLinks for a hand file that does
    not fit them.
    """
    if len(plans) < 2:
        raise BadComparison("compare", f"{len(plans)} plans were given", "give two plans or more")
    at = _baseline(plans, baseline)
    clusters = align(plans, first=at, links=links)
    return Comparison(tuple(plans), plan_names(plans), at, clusters, tuple(_cells(plans, clusters, at)))


def plan_names(plans: Sequence[Plan]) -> tuple[str, ...]:
    """What to call each plan: its province, else its issuer; with its number or file name where two would be one."""
    short = [_short(plan) for plan in plans]
    numbered = _told_apart(short, [plan.metadata.number for plan in plans])
    return tuple(_told_apart(numbered, [plan.source.name for plan in plans], instead=short))


def _short(plan: Plan) -> str:
    province = provinces.of(plan.metadata)
    return province.name if province else plan.metadata.issuer or Path(plan.source.name).stem


def _told_apart(names: list[str], more: Sequence[str | None], *, instead: list[str] | None = None) -> list[str]:
    """`names`, or where several plans have one, `instead` of it with `more` in brackets."""
    often = Counter(names)
    return [
        f"{base} ({word})" if often[name] > 1 and word else name
        for name, word, base in zip(names, more, instead or names, strict=True)
    ]


def _baseline(plans: Sequence[Plan], asked: int | str | None) -> int | None:
    if asked is None:
        return None
    if isinstance(asked, str):
        named = [at for at, plan in enumerate(plans) if asked in (plan.source.name, Path(plan.source.name).stem)]
        if len(named) != 1:
            raise BadComparison(asked, f"names {len(named) or 'none'} of the plans", "give the baseline's file name")
        return named[0]
    if not 0 <= asked < len(plans):
        raise BadComparison("compare", f"there is no plan {asked}", f"give an index from 0 to {len(plans) - 1}")
    return asked


def _cells(plans: Sequence[Plan], clusters: Sequence[Cluster], baseline: int | None) -> Iterator[Cell]:
    levels = [level_of(plan) for plan in plans]
    for number, cluster in enumerate(clusters):
        held: dict[int, list[Member]] = defaultdict(list)
        for member in cluster.members:
            held[member.plan].append(member)
        asked = held.get(baseline, []) if baseline is not None else []
        for plan in range(len(plans)) if asked else sorted(held):
            if not asked or plan == baseline:
                yield from (Cell(number, plan, member, None, None) for member in held[plan])
            else:
                yield from _judged(number, plan, asked, held.get(plan, []), plans, levels)


def _judged(
    cluster: int,
    plan: int,
    asked: list[Member],
    members: list[Member],
    plans: Sequence[Plan],
    levels: Sequence[Level | None],
) -> Iterator[Cell]:
    """The cells of one plan beside the baseline's targets `asked`: first what faces these, then what it has beyond."""

    def at(member: Member) -> Side:
        return side(plans[member.plan], member.target, levels[member.plan])

    pairs = facing(asked, members, plans)
    for against, member in pairs:
        last = at(members[-1]) if members else None
        verdict = judge(at(against), at(member)) if member else missing(at(against), last)
        yield Cell(cluster, plan, member, against, verdict)
    faced = {member for _, member in pairs}
    yield from (Cell(cluster, plan, member, None, None) for member in members if member not in faced)
