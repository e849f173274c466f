"""Plans in; clusters of the targets that set the same indicator out, each link with its score and its reason.

Guarantees:
- an indicator is told by its words, unit class and population (see terms, similarity), never by its number;
- a cluster holds at most one target of a plan for each due year, unless the plan itself splits the indicator: a part of
  a total (`within`), the same words said twice, or one target for each of the populations that another plan counts
  together;
- what the hand file forces is linked and what it forbids is not, whatever the scores (see links);
- the order of the plans does not matter, but that `first` leads; the same plans give the same clusters;
- time grows with the number of targets and not faster, as long as the number of distinct indicators stays bounded.

Plans are laid down one by one, each one due year at a time: its targets go one-to-one to the clusters made so far where
that gives the greatest sum of scores over the threshold; the others open clusters of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractor.compare.links import NO_LINKS, Links
from extractor.compare.similarity import (
    DEFAULT,
    Index,
    Likeness,
    Rarity,
    Vector,
    Weights,
    likeness,
    shared_words,
    vector,
)
from extractor.compare.terms import Terms, terms
from extractor.model import Plan, Target

How = Literal["words", "part", "hand"]
WORDINGS = 5
"""How many wordings of an indicator a new target is compared with: the first five different ones."""


class Member(NamedTuple):
    """A target of a plan: indices into the plans that were compared and into `Plan.targets`."""

    plan: int
    target: int


class Link(NamedTuple):
    """Why `member` stands in its cluster: its likeness to the member `to`, which came there before it.

    `how` is "words", "part" (of the statement `to`) or "hand" (of the hand file); `words` are the weightiest that both
    say, as terms.py writes them. words.py makes a sentence of it.
    """

    member: Member
    to: Member
    score: float
    how: How
    words: tuple[str, ...] = ()
    same_unit: bool = True
    same_population: bool = True


class Cluster(NamedTuple):
    """One indicator: its members in the order of plans and targets, their links, and the clearest member, which names
    it. A member without a link is the one that the cluster began with."""

    members: tuple[Member, ...]
    links: tuple[Link, ...]
    clearest: Member


@dataclass(eq=False, slots=True)
class _Open:
    """A cluster that still grows: `wordings` are numbers of the index, the first of each distinct wording."""

    members: list[Member] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    wordings: dict[int, Member] = field(default_factory=dict)
    layers: dict[tuple[int, str], list[Member]] = field(default_factory=lambda: defaultdict(list))
    years: dict[str, int] = field(default_factory=dict)


class _Match(NamedTuple):
    score: float
    to: Member
    likeness: Likeness


def due_year(target: Target) -> str:
    """The year that a target falls due in, "" where it has none."""
    due = target.due
    if due is None:
        return ""
    if due.latest is not None:
        return str(due.latest.year)
    return next((part[:4] for part in reversed((due.anchor or "").split("/")) if part[:4].isdecimal()), "")


def align(
    plans: Sequence[Plan], *, first: int | None = None, links: Links = NO_LINKS, weights: Weights = DEFAULT
) -> tuple[Cluster, ...]:
    """The clusters of all targets of `plans`, in the order in which their first members stand; `first` is the index of
    the plan that the others are laid on, as a baseline. A target that no other shares is a cluster by itself."""
    table = _Table(plans, links, weights)
    for plan in _order(plans, first):
        for year, members in sorted(table.layers(plan).items()):
            table.lay(members, year)
    return tuple(sorted(map(table.closed, table.clusters), key=lambda cluster: cluster.members[0]))


def _order(plans: Sequence[Plan], first: int | None) -> list[int]:
    """`first`, then the plans with most targets; of equal ones by content: the order given does not count."""
    return sorted(
        range(len(plans)),
        key=lambda i: (i != first, -len(plans[i].targets), plans[i].source.sha256, plans[i].source.name),
    )


class _Table:
    """The plans' targets as vectors, and the clusters that they were laid into so far."""

    def __init__(self, plans: Sequence[Plan], links: Links, weights: Weights) -> None:
        self.plans, self.weights = plans, weights
        self.hand = links.resolved(plans)
        self.terms = {
            Member(p, t): terms(target, plan.targets[target.within] if target.within is not None else None)
            for p, plan in enumerate(plans)
            for t, target in enumerate(plan.targets)
        }
        self.years = [frozenset(map(due_year, plan.targets)) for plan in plans]
        self.rarity = Rarity(self.terms.values())
        self.index = Index()
        self.clusters: list[_Open] = []
        self.home: dict[Member, _Open] = {}
        self._of_wording: dict[int, _Open] = {}
        self._vectors: dict[Terms, Vector] = {}

    def vector(self, member: Member) -> Vector:
        own = self.terms[member]
        found = self._vectors.get(own)
        if found is None:
            found = self._vectors[own] = vector(own, self.rarity)
        return found

    def target(self, member: Member) -> Target:
        return self.plans[member.plan].targets[member.target]

    def layers(self, plan: int) -> dict[str, list[Member]]:
        """The plan's targets by the year in which they are due."""
        by_year: dict[str, list[Member]] = defaultdict(list)
        for at, target in enumerate(self.plans[plan].targets):
            by_year[due_year(target)].append(Member(plan, at))
        return by_year

    def lay(self, members: list[Member], year: str) -> None:
        """Put the targets of one plan and year into clusters, old or new."""
        free = [member for member in members if not self._by_hand(member, year)]
        parts = {member: whole for member in free if (whole := self._whole(member, members)) is not None}
        wholes = [member for member in free if member not in parts]
        chances = {member: self._chances(member, year) for member in wholes}
        chosen = _assign(wholes, chances, self.weights.threshold)
        for member, (cluster, match) in chosen.items():
            self._join(member, cluster, year, self._link(member, match))
        for member in wholes:
            if member not in chosen and not self._divided(member, year):
                self._join(member, self._new(), year, None)
        for member, whole in parts.items():
            self._join_whole(member, parts.get(whole, whole), year)

    def _join_whole(self, member: Member, whole: Member, year: str) -> None:
        """Put a part beside its whole; a part whose whole stands nowhere opens a cluster."""
        alike = likeness(self.vector(member), self.vector(whole), self.weights)
        link = self._link(member, _Match(alike.score, whole, alike), "part") if whole in self.home else None
        self._join(member, self.home.get(whole) or self._new(), year, link)

    def _by_hand(self, member: Member, year: str) -> bool:
        """Put `member` where the hand file wants it; False where it wants nothing of it, or its partner is to come."""
        for other in self.hand.together.get(member, ()):
            if other in self.home:
                self._join(member, self.home[other], year, Link(member, other, 1.0, "hand"))
                return True
        return False

    def _chances(self, member: Member, year: str) -> dict[int, tuple[_Open, _Match]]:
        """The clusters that `member` may join, by their ids, with the best likeness to one of their wordings."""
        asked = self.vector(member)
        found: dict[int, tuple[_Open, _Match]] = {}
        for number in self.index.near(asked):
            cluster = self._of_wording[number]
            if self._forbidden(member, cluster):
                continue
            alike = likeness(asked, self.index.vectors[number], self.weights)
            score = alike.score * (self.weights.other_due if self._passed_over(year, cluster) else 1.0)
            if score >= self.weights.threshold and (id(cluster) not in found or score > found[id(cluster)][1].score):
                found[id(cluster)] = cluster, _Match(score, cluster.wordings[number], alike)
        return found

    def _passed_over(self, year: str, cluster: _Open) -> bool:
        """Whether the plans of a cluster set targets for `year`, but not this one."""
        return year not in cluster.years and any(year in self.years[plan] for plan in {m.plan for m in cluster.members})

    def _forbidden(self, member: Member, cluster: _Open) -> bool:
        return member in self.hand.apart and any(self._kept_apart(member, other) for other in cluster.members)

    def _kept_apart(self, member: Member, other: Member) -> bool:
        return other in self.hand.apart.get(member, ())

    def _whole(self, member: Member, layer: list[Member]) -> Member | None:
        """The target of the same layer that `member` is a part of or says again: it has no word of its own."""
        target, own = self.target(member), self.terms[member]
        within = Member(member.plan, target.within) if target.within is not None else None
        if within in layer and own.words <= set(self.terms[within].key) and not self._kept_apart(member, within):
            return within
        return None

    def _divided(self, member: Member, year: str) -> bool:
        """Put `member` beside another target of its plan and year, if the plan divides the indicator between them."""
        chances = self._chances(member, year)
        for cluster, match in sorted(chances.values(), key=lambda chance: -chance[1].score):
            if any(self._divides(member, other, match.to) for other in cluster.layers.get((member.plan, year), ())):
                self._join(member, cluster, year, self._link(member, match))
                return True
        return False

    def _divides(self, member: Member, other: Member, whole: Member) -> bool:
        """Whether two targets are one indicator: said twice, or divided by population where `whole` is not."""
        a, b, both = self.terms[member], self.terms[other], self.terms[whole]
        if a.key == b.key or self._repeats(member, other):
            return a.unit == b.unit
        divided = a.population and b.population and a.population.isdisjoint(b.population)
        return bool(divided) and a.population | b.population <= both.population

    def _repeats(self, member: Member, other: Member) -> bool:
        """Whether a plan says one target again in other words: the same number of the same unit, in objectives and
        annex."""
        one, two = self.target(member), self.target(other)
        return one.value is not None and (one.value, one.unit) == (two.value, two.unit)

    def _link(self, member: Member, match: _Match, how: How = "words") -> Link:
        words = shared_words(self.vector(member), self.vector(match.to))[:5]
        alike = match.likeness
        return Link(member, match.to, round(match.score, 3), how, words, alike.same_unit, alike.same_population)

    def _new(self) -> _Open:
        cluster = _Open()
        self.clusters.append(cluster)
        return cluster

    def _join(self, member: Member, cluster: _Open, year: str, link: Link | None) -> None:
        cluster.members.append(member)
        cluster.layers[member.plan, year].append(member)
        cluster.years[year] = cluster.years.get(year, 0) + 1
        self.home[member] = cluster
        if link:
            cluster.links.append(link)
        known = {self.index.vectors[number].terms.key for number in cluster.wordings}
        if len(known) < WORDINGS and self.terms[member].key not in known:
            number = self.index.add(self.vector(member))
            cluster.wordings[number] = member
            self._of_wording[number] = cluster

    def closed(self, cluster: _Open) -> Cluster:
        return Cluster(tuple(sorted(cluster.members)), tuple(sorted(cluster.links)), self._clearest(cluster))

    def _clearest(self, cluster: _Open) -> Member:
        """The wording that is most like the others; of equal ones the shortest."""
        parts = {link.member for link in cluster.links if link.how == "part"}
        numbers = [number for number, member in cluster.wordings.items() if member not in parts]

        def clarity(number: int) -> tuple[float, int, Member]:
            own = self.index.vectors[number]
            alike = sum(likeness(own, self.index.vectors[other], self.weights).score for other in numbers)
            return -round(alike, 6), len(self.target(cluster.wordings[number]).indicator), cluster.wordings[number]

        return cluster.wordings[min(numbers, key=clarity)]


def _assign(
    members: list[Member], chances: dict[Member, dict[int, tuple[_Open, _Match]]], threshold: float
) -> dict[Member, tuple[_Open, _Match]]:
    """One cluster at most for each member and one member for each cluster, with the greatest sum of scores."""
    rows = [m for m in members if chances[m]]
    columns = list(dict.fromkeys(key for m in rows for key in chances[m]))
    if not rows:
        return {}
    from scipy.optimize import linear_sum_assignment  # loaded here: it takes longer to load than all else

    place = {key: at for at, key in enumerate(columns)}
    gains = [[0.0] * len(columns) for _ in rows]
    for row, member in enumerate(rows):
        for key, (_, match) in chances[member].items():
            gains[row][place[key]] = match.score - threshold + 0.01
    picked = zip(*(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True)
    return {rows[r]: chances[rows[r]][columns[c]] for r, c in picked if columns[c] in chances[rows[r]]}
