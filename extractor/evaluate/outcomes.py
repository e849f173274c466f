"""A Plan, or other labels, and gold to outcomes, layer by layer: what is right, wrong, missed and spurious.

Every number and every error that this package reports is read off these outcomes, so the two never disagree.

- outline: a unit is right when path and title agree (keys.same_title); units of one path are aligned in their order;
  dash-like units (dash, plus, star, text) are no part of the labels and are left out.
- metadata: eight fields; one that both leave out is no outcome.
- targets, tasks: see match.py.
- citations: distinct keys.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from extractor.evaluate import claims
from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import Gold, GoldMetadata, GoldUnit, Layer
from extractor.evaluate.keys import compact, same_title, spoken
from extractor.evaluate.match import Akin, Level, match, same_target, same_task
from extractor.evaluate.places import Letters, letters
from extractor.model import Metadata, Plan, Span, Unit

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


@dataclass(frozen=True, slots=True)
class Side:
    """What a plan or a gold file says, layer by layer; `outline` without the units that labels leave out."""

    metadata: Mapping[str, Claim]
    outline: Sequence[Claim]
    targets: Sequence[Claim]
    tasks: Sequence[Claim]
    citations: Mapping[str, Claim]


def outcomes(plan: Plan, gold: Gold) -> Outcomes:
    """The outcomes of each layer that `gold` labels, in the order of the guidelines."""
    text = letters(plan.text)
    found = Side(
        _fields(plan.metadata, {e.field: text.span(e.span) for e in plan.metadata.evidence}),
        _units((u for u in plan.outline if u.style not in UNLABELLED_STYLES), text),
        claims.plan_claims(plan.targets, text),
        claims.plan_claims(plan.tasks, text),
        _keys({cited.key: (cited.path, text.span(cited.span)) for cited in plan.citations}),
    )
    return _compared(_labels(gold, text, claims.homes(plan, text)), found, gold.labelled)


def agreement(gold: Gold, other: Gold, text: str) -> Outcomes:
    """The outcomes of the layers that both label: what a second annotator's labels are as answers to the first's.
    `text` is the document's, in NFC."""
    of = letters(text)
    both = [layer for layer in gold.labelled if layer in other.labelled]
    return _compared(_labels(gold, of, None), _labels(other, of, None), both)


def _labels(gold: Gold, text: Letters, homes: claims.Homes | None) -> Side:
    return Side(
        _fields(gold.metadata) if gold.metadata else {},
        _units(gold.outline),
        claims.gold_claims(gold.targets, text, homes),
        claims.gold_claims(gold.tasks, text, homes),
        _keys(dict.fromkeys(gold.citations)),
    )


def _compared(gold: Side, found: Side, layers: Collection[Layer]) -> Outcomes:
    read: dict[Layer, Callable[[], Iterable[Outcome]]] = {
        "metadata": lambda: _metadata(gold.metadata, found.metadata),
        "outline": lambda: _outline(gold.outline, found.outline),
        "targets": lambda: _matched(gold.targets, found.targets, "targets", same_target),
        "tasks": lambda: _matched(gold.tasks, found.tasks, "tasks", same_task),
        "citations": lambda: _citations(gold.citations, found.citations),
    }
    return {layer: tuple(of()) for layer, of in read.items() if layer in layers}


def _fields(metadata: Metadata | GoldMetadata, places: Mapping[str, Span] | None = None) -> dict[str, Claim]:
    """The fields that are filled, a plan's with their places; punctuation is part of a number or a date."""
    keys = {name: compact if name in ("number", "issued") else spoken for name in GoldMetadata.model_fields}
    claim: dict[str, Claim] = {}
    for name, key in keys.items():
        value = getattr(metadata, name)
        if value:
            said = claims.simple("", name, key(value), value)
            known = () if places is None else (places[name],) if name in places else ()
            claim[name] = replace(said, places=known, id="" if places is None else f"metadata.{name}")
    return claim


def _metadata(golds: Mapping[str, Claim], founds: Mapping[str, Claim]) -> Iterable[Outcome]:
    for name in GoldMetadata.model_fields:
        theirs, ours = golds.get(name), founds.get(name)
        if theirs or ours:
            yield Outcome(theirs, ours, () if ours and theirs and ours.keys == theirs.keys else (name,))


def _units(units: Iterable[GoldUnit | Unit], text: Letters | None = None) -> list[Claim]:
    """The units; a plan's stand in `text`."""
    made = ((unit, claims.simple(unit.path, "title", None, unit.title)) for unit in units)
    return [replace(c, places=(text.span(u.head),)) if text and isinstance(u, Unit) else c for u, c in made]


def _keys(cited: Mapping[str, tuple[str, Span] | None]) -> dict[str, Claim]:
    """The citations by their keys, a plan's with path and place; of several with one key, the last."""
    made = {}
    for key, place in cited.items():
        claim = claims.simple(place[0] if place else "", "key", compact(key), key)
        made[compact(key)] = replace(claim, places=(place[1],), id=key) if place else claim
    return made


def _outline(golds: Sequence[Claim], founds: Sequence[Claim]) -> Iterable[Outcome]:
    theirs, ours = _by_path(golds), _by_path(founds)
    for path in dict.fromkeys((*theirs, *ours)):
        left, right = theirs.get(path, []), ours.get(path, [])
        for a, b in _aligned(left, right, lambda a, b: same_title(a.quote, b.quote)):
            wrong = ("title",) if a and b and not same_title(a.quote, b.quote) else ()
            yield Outcome(a, b, wrong)


def _by_path(units: Iterable[Claim]) -> dict[str, list[Claim]]:
    paths: dict[str, list[Claim]] = {}
    for unit in units:
        paths.setdefault(claims.path_key(unit.path), []).append(unit)
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


def _matched(golds: Sequence[Claim], founds: Sequence[Claim], layer: Layer, akin: Akin) -> Iterable[Outcome]:
    pairs = match(golds, founds, tuple(LEVELS[layer].values()), akin)
    partner = dict(pairs)
    taken = set(partner.values())
    for i, gold in enumerate(golds):
        found = founds[partner[i]] if i in partner else None
        yield Outcome(gold, found, claims.differences(gold, found) if found else ())
    yield from (Outcome(None, found) for j, found in enumerate(founds) if j not in taken)


def _citations(golds: Mapping[str, Claim], founds: Mapping[str, Claim]) -> Iterable[Outcome]:
    return (Outcome(golds.get(key), founds.get(key)) for key in dict.fromkeys((*golds, *founds)))
