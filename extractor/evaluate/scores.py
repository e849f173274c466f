"""Outcomes to counts, and counts to precision, recall and F1; counts add up over documents (micro average).

A pair that is wrong at a level counts there as one missed and one extra, so right + missed is always the number of gold
items and right + extra the number found.

Metrics, each named layer.level:
- metadata.fields; outline.paths, outline.units (path and title); citations.keys;
- targets.found, .value (and unit), .due (and the former), .comparator (and the former), .strict: all of these, and
  change, due_inherited, baseline, bodies (as a set), context, path, and an indicator alike by 90 %; `within` is not
  compared, since it is an index; targets.qualitative: those without a number only, found and without a number;
- tasks.found, .lead (the set of bodies), .support (and the former), .due (and the former), .strict (and the path);
- targets.partial, tasks.partial: the fields of .strict one by one, so that a record wrong in one field loses no more
  than that; a field that neither side fills counts for nothing, and a record without a partner loses all it fills.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import LAYERS, Gold, Layer
from extractor.evaluate.match import Level
from extractor.evaluate.outcomes import LEVELS, Outcome, Outcomes, outcomes
from extractor.model import Plan


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are right, extra (found, not in gold) and missed (in gold, not found)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """None where gold holds nothing."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """None where gold holds nothing and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.extra + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Scores:
    """The counts of each metric of the layers that were labelled, in the order of METRICS; `document` is the gold's
    document, or a name for several together."""

    document: str
    counts: Mapping[str, Counts]

    def f1(self, metric: str) -> float | None:
        """The F1 of a metric; None where there was nothing to score or its layer is not labelled."""
        return self.counts.get(metric, Counts()).f1


@dataclass(frozen=True, slots=True)
class Metric:
    """`level` names the fields that must agree; with `numberless` only targets without a number are counted; with
    `fields` each field of the level is counted, not the record."""

    layer: Layer
    level: Level
    numberless: bool = False
    fields: bool = False

    def counts(self, results: Iterable[Outcome]) -> Counts:
        if self.fields:
            return _summed(_field_counts(outcome, field) for outcome in results for field in self.level)
        return _summed(map(self._record, results))

    def _record(self, outcome: Outcome) -> Counts:
        gold, found = self._counted(outcome.gold), self._counted(outcome.found)
        if gold and found and self.level.isdisjoint(outcome.wrong):
            return Counts(right=1)
        return Counts(extra=int(found), missed=int(gold))

    def _counted(self, claim: Claim | None) -> bool:
        return claim is not None and not (self.numberless and claim.keys["value"] is not None)


def _field_counts(outcome: Outcome, field: str) -> Counts:
    gold, found = (bool(claim and claim.keys[field]) for claim in (outcome.gold, outcome.found))
    if gold and found and field not in outcome.wrong:
        return Counts(right=1)
    return Counts(extra=int(found), missed=int(gold))


def _summed(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


_MORE: Mapping[Layer, Mapping[str, Metric]] = {
    "targets": {
        "partial": Metric("targets", LEVELS["targets"]["strict"], fields=True),
        "qualitative": Metric("targets", frozenset(), numberless=True),
    },
    "tasks": {"partial": Metric("tasks", LEVELS["tasks"]["strict"], fields=True)},
}

METRICS: Mapping[str, Metric] = {
    f"{layer}.{name}": metric
    for layer in LAYERS
    for name, metric in {
        **{name: Metric(layer, level) for name, level in LEVELS[layer].items()},
        **_MORE.get(layer, {}),
    }.items()
}


def score(plan: Plan, gold: Gold) -> Scores:
    """The scores of one document."""
    return counted(gold.document, outcomes(plan, gold))


def counted(document: str, results: Outcomes) -> Scores:
    """The scores that `results`, of a document or of a part of it, come to."""
    labelled = {name: metric for name, metric in METRICS.items() if metric.layer in results}
    return Scores(document, {name: metric.counts(results[metric.layer]) for name, metric in labelled.items()})


def total(scores: Iterable[Scores], *, name: str = "all") -> Scores:
    """The scores of several documents together: their counts added."""
    sums: dict[str, Counts] = {}
    for each in scores:
        for metric, counts in each.counts.items():
            sums[metric] = sums.get(metric, Counts()) + counts
    return Scores(name, {metric: sums[metric] for metric in METRICS if metric in sums})


def is_held(document: str, held: Collection[str]) -> bool:
    """Whether `held` names the document, with or without its suffix."""
    return document in held or PurePath(document).stem in held


def shortfalls(scores: Scores, minimum: Mapping[str, float]) -> tuple[tuple[str, float | None, float], ...]:
    """(metric, its F1, the F1 asked for) of each metric that does not reach its minimum; one with nothing to score
    does not reach it. Raises ValueError for a metric that is none of METRICS."""
    unknown = [metric for metric in minimum if metric not in METRICS]
    if unknown:
        raise ValueError(f"no metric {', '.join(unknown)}; there are {', '.join(METRICS)}")
    reached = ((metric, scores.f1(metric), asked) for metric, asked in minimum.items())
    return tuple((metric, f1, asked) for metric, f1, asked in reached if f1 is None or f1 < asked)


def passes(scores: Scores, minimum: Mapping[str, float]) -> bool:
    """Whether every metric of `minimum` reaches its F1, as in {"targets.value": 0.8}; raises as `shortfalls` does."""
    return not shortfalls(scores, minimum)
