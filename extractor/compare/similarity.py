"""Two indicators' Terms to how alike they are, 0 to 1, and why; and a stock of Terms to those that may be alike.

A word counts by how rare it is among all indicators that are compared: what every one of them says tells nothing apart.
The score is the geometric mean of two shares: of what both say in what either says (Dice), and of what both say in what
the shorter one says, which forgives a plan for saying more; the latter weighs less the less there is in common. Another
unit class or another population takes a part of the score off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from extractor.compare.terms import PAIR, Terms, UnitClass


class Weights(NamedTuple):
    """How the score is put together; chosen on the alignment gold, one pair of plans left out at a time."""

    threshold: float = 0.5
    contained: float = 0.5
    enough: float = 8.0
    near_unit: float = 0.9
    other_unit: float = 0.7
    other_quantity: float = 0.45
    numberless: float = 0.9
    other_population: float = 0.6
    other_due: float = 0.85


DEFAULT = Weights()
_NEAR: frozenset[UnitClass] = frozenset(("share", "product"))
_QUANTITIES: frozenset[UnitClass] = frozenset(("money", "measure", "count"))
_CANDIDATES = 12
_LOOKED_AT = 600


class Rarity:
    """How much a word tells: the logarithm of the number of indicators over the number of those that say it."""

    def __init__(self, stock: Iterable[Terms]) -> None:
        said: Counter[str] = Counter()
        count = 0
        for each in stock:
            said.update(each.weights.keys())
            count += 1
        self._count = max(count, 1)
        self._rarity = {word: log(1 + self._count / often) for word, often in said.items()}

    def of(self, word: str) -> float:
        return self._rarity.get(word) or log(1 + self._count)


class Vector(NamedTuple):
    """Terms with the weight of each word among the indicators compared."""

    terms: Terms
    weights: dict[str, float]
    total: float


def vector(terms: Terms, rarity: Rarity) -> Vector:
    weights = {word: weight * rarity.of(word) for word, weight in terms.weights.items()}
    return Vector(terms, weights, sum(weights.values()))


class Likeness(NamedTuple):
    """`score` is from 0 to 1."""

    score: float
    same_unit: bool
    same_population: bool


NOTHING = Likeness(0.0, False, False)


def likeness(a: Vector, b: Vector, with_: Weights = DEFAULT) -> Likeness:
    """How alike two indicators are."""
    both = a.weights.keys() & b.weights.keys()
    if not both:
        return NOTHING
    ours, theirs = a.weights, b.weights
    common = 0.0
    for word in both:
        one, other = ours[word], theirs[word]
        common += one if one < other else other
    dice = 2 * common / (a.total + b.total)
    contained = common / min(a.total, b.total) * min(1.0, common / with_.enough)
    score = dice ** (1 - with_.contained) * max(dice, contained) ** with_.contained
    unit = _units(a.terms, b.terms, with_)
    same_population = _same_population(a.terms, b.terms)
    score *= unit * (1.0 if same_population else with_.other_population)
    return Likeness(score, unit == 1.0, same_population)


def shared_words(a: Vector, b: Vector) -> tuple[str, ...]:
    """The stretches of `b` that `a` says too, light words left out."""
    runs: list[list[str]] = [[]]
    for word in b.terms.key:
        if word in a.weights and (a.terms.weights[word] == 1.0 or b.terms.weights[word] > 0.5):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return tuple(dict.fromkeys(" ".join(run) for run in runs if run))


def _units(a: Terms, b: Terms, with_: Weights) -> float:
    """What is left of the score where the units differ: tonnes and dollars of the same goods, or a sum and its growth,
    are two indicators; a noun may be counted in other words."""
    units = {a.unit, b.unit}
    if a.unit == b.unit:
        return 1.0 if a.unit != "measure" or a.measured == b.measured else with_.other_quantity
    if "none" in units:
        return with_.numberless
    if units == _NEAR:
        return with_.near_unit
    return with_.other_quantity if units <= _QUANTITIES or "rate" in units else with_.other_unit


def _same_population(a: Terms, b: Terms) -> bool:
    """Whether both may count the same: one that names nobody the lexicon knows is not told apart."""
    return not a.population or not b.population or not a.population.isdisjoint(b.population)


class Index:
    """A growing stock of vectors, each under a number, and which of them share rare words with another."""

    def __init__(self) -> None:
        self._holders: dict[str, list[int]] = {}
        self.vectors: list[Vector] = []

    def add(self, vector: Vector) -> int:
        number = len(self.vectors)
        self.vectors.append(vector)
        for word in vector.weights:
            if PAIR not in word:
                self._holders.setdefault(word, []).append(number)
        return number

    def near(self, asked: Vector) -> Sequence[int]:
        """The numbers of those that share most with `asked`: its rarest words are looked up, as many as hold at most
        `_LOOKED_AT` places together, so that a common word costs nothing."""
        words = sorted(((weight, word) for word, weight in asked.weights.items() if PAIR not in word), reverse=True)
        shared: dict[int, float] = {}
        looked_at = 0
        for weight, word in words:
            holders = self._holders.get(word, ())
            looked_at += len(holders)
            if shared and looked_at > _LOOKED_AT:
                break
            for number in holders:
                shared[number] = shared.get(number, 0.0) + weight
        return nsmallest(_CANDIDATES, shared, key=lambda number: (-shared[number], number))
