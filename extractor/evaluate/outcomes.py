"""A Plan and its gold to outcomes, layer by layer: what is right, what is wrong, what is missed, what is spurious.

Every number and every error that this package reports is read off these outcomes, so the two never disagree.

- outline: a unit is right when path and title agree (keys.same_title); units of one path are aligned in their order;
  dash-like units (dash, plus, star, text) are no part of the labels and are left out.
- metadata: eight fields; one that both leave out is no outcome.
- targets, tasks: see match.py.
- citations: distinct keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from extractor.evaluate import claims
from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import Gold, GoldMetadata, GoldUnit, Layer
from extractor.evaluate.keys import compact, same_title, spoken
from extractor.evaluate.match import Akin, Level, match, same_target, same_task
from extractor.evaluate.places import letters
from extractor.model import Metadata, Plan, Unit

T = TypeVar("T")

UNLABELLED_STYLES = ("dash", "plus", "star", "text")

_VALUE: Level = frozenset({"value", "unit"})
_DUE = _VALUE | {"due"}
_COMPARATOR = _DUE | {"comparator"}
_TARGET = _COMPARATOR | {"change", "due_inherited", "baseline", "bodies", "context", "path", "indicator"}
_LEAD: Level = frozenset({"lead"})
_SUPPORT = _LEAD | {"support"}
_TASK_DUE = _SUPPORT | {"due"}
_FOUND: Level = frozenset()

LEVELS: Mapping[Layer, Mapping[str, Level]] = {
    "metadata": {"fields": frozenset(GoldMetadata.model_fields)},
    "outline": {"paths": _FOUND, "units": frozenset({"title"})},
    "targets": {
        "found": _FOUND,
        "value": _VALUE,
        "due": _DUE,
        "comparator": _COMPARATOR,
        "strict": _TARGET,
    },
    "tasks": {"found": _FOUND, "lead": _LEAD, "support": _SUPPORT, "due": _TASK_DUE, "strict": _TASK_DUE | {"path"}},
    "citations": {"keys": _FOUND},
}
"""The fields that must agree at each level of a layer; each level of targets and tasks contains the one before it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`gold` None is a spurious find, `found` None a miss; `wrong` names the fields that differ where both stand."""

    gold: Claim | None
    found: Claim | None
    wrong: tuple[str, ...] = ()


Outcomes = Mapping[Layer, tuple[Outcome, ...]]


def outcomes(plan: Plan, gold: Gold) -> Outcomes:
    """The outcomes of each layer that `gold` labels, in the order of the guidelines."""
    read: dict[Layer, Callable[[Plan, Gold], Iterable[Outcome]]] = {
        "metadata": _metadata,
        "outline": _outline,
        "targets": _targets,
        "tasks": _tasks,
        "citations": _citations,
    }
    return {layer: tuple(of(plan, gold)) for layer, of in read.items() if layer in gold.labelled}


def _metadata(plan: Plan, gold: Gold) -> Iterable[Outcome]:
    assert gold.metadata is not None  # the loader demands a labelled layer
    for name in GoldMetadata.model_fields:
        ours, theirs = _field(plan.metadata, name), _field(gold.metadata, name)
        if ours or theirs:
            wrong = () if ours and theirs and ours.keys == theirs.keys else (name,)
            yield Outcome(theirs, ours, wrong)


def _field(metadata: Metadata | GoldMetadata, name: str) -> Claim | None:
    value: str | None = getattr(metadata, name)
    key = compact if name in ("number", "issued") else spoken  # punctuation is part of a number or date
    return claims.simple("", name, key(value), value) if value else None


def _outline(plan: Plan, gold: Gold) -> Iterable[Outcome]:
    golds = _by_path(gold.outline)
    founds = _by_path(unit for unit in plan.outline if unit.style not in UNLABELLED_STYLES)
    for path in dict.fromkeys((*golds, *founds)):
        left, right = golds.get(path, []), founds.get(path, [])
        for a, b in _aligned(left, right, lambda a, b: same_title(a.quote, b.quote)):
            wrong = ("title",) if a and b and not same_title(a.quote, b.quote) else ()
            yield Outcome(a, b, wrong)


def _by_path(units: Iterable[GoldUnit | Unit]) -> dict[str, list[Claim]]:
    paths: dict[str, list[Claim]] = {}
    for unit in units:
        paths.setdefault(claims.path_key(unit.path), []).append(claims.simple(unit.path, "title", None, unit.title))
    return paths


def _aligned(
    left: Sequence[T], right: Sequence[T], agree: Callable[[T, T], bool]
) -> Iterable[tuple[T | None, T | None]]:
    """As many agreeing pairs as an alignment in order can hold, then the others paired in order, whether they agree or
    not; what is left at last has None for a partner."""
    pairs = _common(left, right, agree)
    yield from ((left[i], right[j]) for i, j in pairs)
    paired_left, paired_right = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from zip_longest(
        (item for i, item in enumerate(left) if i not in paired_left),
        (item for j, item in enumerate(right) if j not in paired_right),
    )


def _common(left: Sequence[T], right: Sequence[T], agree: Callable[[T, T], bool]) -> list[tuple[int, int]]:
    """The indices of a longest common subsequence."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    same = [[agree(a, b) for b in right] for a in left]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + same[i][j])
    pairs = []
    i = j = 0
    while i < len(left) and j < len(right):
        if same[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _targets(plan: Plan, gold: Gold) -> Iterable[Outcome]:
    text = letters(plan.text)
    golds = claims.gold_claims(gold.targets, plan, text)
    return _matched(golds, claims.plan_claims(plan.targets, text), "targets", same_target)


def _tasks(plan: Plan, gold: Gold) -> Iterable[Outcome]:
    text = letters(plan.text)
    golds = claims.gold_claims(gold.tasks, plan, text)
    return _matched(golds, claims.plan_claims(plan.tasks, text), "tasks", same_task)


def _matched(golds: Sequence[Claim], founds: Sequence[Claim], layer: Layer, akin: Akin) -> Iterable[Outcome]:
    pairs = match(golds, founds, tuple(LEVELS[layer].values()), akin)
    partner = dict(pairs)
    taken = set(partner.values())
    for i, gold in enumerate(golds):
        found = founds[partner[i]] if i in partner else None
        yield Outcome(gold, found, claims.differences(gold, found) if found else ())
    yield from (Outcome(None, found) for j, found in enumerate(founds) if j not in taken)


def _citations(plan: Plan, gold: Gold) -> Iterable[Outcome]:
    golds = {compact(key): claims.simple("", "key", compact(key), key) for key in gold.citations}
    founds = {
        compact(cited.key): claims.simple(cited.path, "key", compact(cited.key), cited.key) for cited in plan.citations
    }
    return (Outcome(golds.get(key), founds.get(key)) for key in dict.fromkeys((*golds, *founds)))
