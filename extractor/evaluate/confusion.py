"""Results to confusions: what is read in the place of what, over the records that have a partner.

- roles: each body that a task's labels or the plan name, as lead, support or none of the two;
- comparators, units, changes, contexts: the value in gold and the value found, of each target.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extractor.evaluate.claims import Claim
from extractor.evaluate.outcomes import Outcome
from extractor.evaluate.results import Result

FIELDS = {"comparators": "comparator", "units": "unit", "changes": "change", "contexts": "context"}
ROLES = ("lead", "support")
NONE = "none"


class Taken(NamedTuple):
    """`times` a `gold` was taken for a `found`."""

    gold: str
    found: str
    times: int


def confusions(results: Iterable[Result]) -> Mapping[str, tuple[Taken, ...]]:
    """All pairs of values, right ones included, the most frequent first."""
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in ("roles", *FIELDS)}
    for each in results:
        counts["roles"].update(pair for outcome in each.outcomes.get("tasks", ()) for pair in _roles(outcome))
        for name, field in FIELDS.items():
            counts[name].update(_values(each.outcomes.get("targets", ()), field))
    return {name: _sorted(pairs) for name, pairs in counts.items()}


def _roles(outcome: Outcome) -> Iterator[tuple[str, str]]:
    gold, found = outcome.gold, outcome.found
    if gold is None or found is None:
        return
    theirs, ours = _by_body(gold), _by_body(found)
    for body in sorted({*theirs, *ours}):
        yield theirs.get(body, NONE), ours.get(body, NONE)


def _by_body(task: Claim) -> dict[str, str]:
    """Each body's role; one named in both has the first."""
    named: dict[str, str] = {}
    for role in ROLES:
        bodies = task.keys[role]
        assert isinstance(bodies, frozenset)
        for body in bodies:
            named.setdefault(body, role)
    return named


def _values(outcomes: Iterable[Outcome], field: str) -> Iterator[tuple[str, str]]:
    return ((each.gold.shown[field], each.found.shown[field]) for each in outcomes if each.gold and each.found)


def _sorted(pairs: Counter[tuple[str, str]]) -> tuple[Taken, ...]:
    return tuple(Taken(*pair, times) for pair, times in sorted(pairs.items(), key=lambda item: (-item[1], item[0])))
