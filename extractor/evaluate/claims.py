"""A record of gold or of a Plan to a Claim: the same shape for both sides, so that they can be compared field by field.

A claim's `keys` are folded (see keys.py): two claims agree in a field when its keys are equal, and in `indicator` when
the keys are alike by 90 %. `shown` is the same in words for people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from extractor.evaluate.gold import GoldDue, GoldTarget, GoldTask
from extractor.evaluate.keys import compact, number, spoken
from extractor.evaluate.places import Letters, letters, locate, shared
from extractor.model import Body, Due, Plan, Span, Target, Task
from extractor.normalize import fold

SAME_INDICATOR = 90.0

Key = str | bool | tuple[str | None, ...] | frozenset[str] | None
Record = GoldTarget | GoldTask | Target | Task


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side says: `places` are the spans, in the letters of the plan's text, where it may stand; `id` is what
    `kehoach why` knows it by, "" where it knows it not."""

    path: str
    quote: str
    keys: Mapping[str, Key]
    shown: Mapping[str, str]
    places: tuple[Span, ...] = ()
    letters: str = field(default="", repr=False)
    id: str = ""

    def order(self) -> tuple[object, ...]:
        """Sorts claims by what they say alone, so that a file's order changes no score."""
        return (self.places, self.path, self.quote, *self.shown.values())


def differences(gold: Claim, found: Claim) -> tuple[str, ...]:
    """The fields in which two claims differ."""
    return tuple(name for name, key in gold.keys.items() if not _agree(name, key, found.keys[name]))


def _agree(name: str, gold: Key, found: Key) -> bool:
    if name == "indicator":
        return fuzz.ratio(str(gold), str(found)) >= SAME_INDICATOR
    return gold == found


Homes = Mapping[str, Sequence[Span]]
"""By the key of a path, where in the text's letters the units with that path stand."""


def homes(plan: Plan, text: Letters) -> Homes:
    units: dict[str, list[Span]] = {}
    for unit in plan.outline:
        units.setdefault(path_key(unit.path), []).append(text.span(unit.span))
    return units


def gold_claims(
    records: Sequence[GoldTarget] | Sequence[GoldTask], text: Letters, units: Homes | None = None
) -> list[Claim]:
    """The claims of a gold file's records, looked up in `text`.

    Of several places of a quote, those inside one of the `units` with the record's path count, where there are any.
    """
    claims = []
    for record in records:
        claim = _claim(record)
        places = locate(claim.letters, text)
        near = (units or {}).get(path_key(record.path), ())
        at_home = tuple(place for place in places if any(shared(place, home) == 1 for home in near))
        claims.append(replace(claim, places=at_home or places))
    return claims


def plan_claims(records: Sequence[Target] | Sequence[Task], text: Letters) -> list[Claim]:
    """The claims of a plan's records, which know their place."""
    return [replace(_claim(record), places=(text.span(record.span),), id=record.id) for record in records]


def _claim(record: Record) -> Claim:
    keys = _target_keys(record) if isinstance(record, (GoldTarget, Target)) else _task_keys(record)
    shown = _target_shown(record) if isinstance(record, (GoldTarget, Target)) else _task_shown(record)
    return Claim(record.path, record.quote, keys, shown, letters=letters(record.quote).text)


def _target_keys(target: GoldTarget | Target) -> dict[str, Key]:
    return {
        "value": number(target.value),
        "unit": compact(target.unit) if target.unit else None,
        "due": due_key(target.due),
        "comparator": target.comparator,
        "change": target.change,
        "due_inherited": target.due_inherited,
        "baseline": spoken(target.baseline) if target.baseline else None,
        "bodies": _names(target.bodies),
        "context": target.context,
        "path": path_key(target.path),
        "indicator": spoken(target.indicator),
    }


def _task_keys(task: GoldTask | Task) -> dict[str, Key]:
    return {
        "lead": _names(task.lead),
        "support": _names(task.support),
        "due": due_key(task.due),
        "path": path_key(task.path),
    }


def due_key(due: GoldDue | Due | None) -> tuple[str | None, ...] | None:
    """Anchor, relation and recurrence; the words that state them are not compared. A due of three nulls is none."""
    key = due and (due.anchor, due.relation, due.every)
    return key if key and any(key) else None


def path_key(path: str) -> str:
    """An outline path with one dash and one tone placement; case counts."""
    return fold(path)


def _names(bodies: Iterable[Body | str]) -> frozenset[str]:
    return frozenset(spoken(body if isinstance(body, str) else body.name) for body in bodies)


def _target_shown(target: GoldTarget | Target) -> dict[str, str]:
    return {
        "value": show(target.value),
        "unit": show(target.unit),
        "due": _show_due(target.due),
        "comparator": show(target.comparator),
        "change": target.change,
        "due_inherited": "yes" if target.due_inherited else "no",
        "baseline": show(target.baseline),
        "bodies": _show_bodies(target.bodies),
        "context": target.context,
        "path": show(target.path),
        "indicator": target.indicator,
    }


def _task_shown(task: GoldTask | Task) -> dict[str, str]:
    return {
        "lead": _show_bodies(task.lead),
        "support": _show_bodies(task.support),
        "due": _show_due(task.due),
        "path": show(task.path),
    }


def show(value: str | tuple[str, str] | None) -> str:
    return "–".join(value) if isinstance(value, tuple) else value or "none"


def _show_due(due: GoldDue | Due | None) -> str:
    parts = (due.relation, due.anchor, due.every and f"every {due.every}") if due else ()
    return " ".join(part for part in parts if part) or "none"


def _show_bodies(bodies: Collection[Body | str]) -> str:
    return "; ".join(sorted(body if isinstance(body, str) else body.name for body in bodies)) or "none"


def simple(path: str, name: str, key: Key, shown: str) -> Claim:
    """A claim of one field, for the layers whose items are not looked up in the text."""
    return Claim(path, shown, {name: key}, {name: shown})
