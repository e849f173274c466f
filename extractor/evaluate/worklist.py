"""A Plan and its gold to a list of errors, sorted as a work list: like errors stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import LAYERS, Gold, Layer
from extractor.evaluate.outcomes import Outcome, Outcomes, outcomes
from extractor.model import Plan

Kind = Literal["missed", "spurious", "wrong"]

_SUMMARY: Mapping[Layer, tuple[str, ...]] = {
    "targets": ("comparator", "value", "unit", "due", "indicator"),
    "tasks": ("lead", "support", "due"),
}
"""What an error says of a record that has no partner; the other layers' claims have one field, which is shown."""


@dataclass(frozen=True, slots=True)
class Error:
    """One answer that is not gold's. `fields` are those that differ, empty for a record missed or spurious; `gold` and
    `found` give their values in words, None where that side has no record; `quote` and `path` are gold's, or the
    plan's where gold has no such record. `gold_record` and `found_record` give all fields in words, `id` is what
    `kehoach why` knows the found one by, "" where there is none."""

    document: str
    layer: Layer
    kind: Kind
    fields: tuple[str, ...]
    path: str
    quote: str
    gold: str | None
    found: str | None
    gold_record: Mapping[str, str] | None = None
    found_record: Mapping[str, str] | None = None
    id: str = ""


def errors(plan: Plan, gold: Gold) -> list[Error]:
    """Every error of one document."""
    return listed(gold.document, outcomes(plan, gold))


def listed(document: str, results: Outcomes) -> list[Error]:
    """The errors among the outcomes, by layer, then missed, spurious, wrong, then the fields that differ."""
    return [error for error, _ in with_outcomes(document, results)]


def with_outcomes(document: str, results: Outcomes) -> list[tuple[Error, Outcome]]:
    """Each error, in the order of `listed`, with the outcome that it is."""
    made = [
        (error, outcome)
        for layer, each in results.items()
        for outcome in each
        for error in _errors(document, layer, outcome)
    ]
    return sorted(made, key=lambda both: _order(both[0]))


def _order(e: Error) -> tuple[object, ...]:
    return LAYERS.index(e.layer), e.kind, e.fields, e.path, e.quote, str(e.found)


def _errors(document: str, layer: Layer, outcome: Outcome) -> Iterator[Error]:
    """The outcome's error, if it is one."""
    claim = outcome.gold or outcome.found
    if claim is None or (outcome.gold and outcome.found and not outcome.wrong):
        return
    kind: Kind = "wrong" if outcome.gold and outcome.found else "missed" if outcome.gold else "spurious"
    fields = outcome.wrong if kind == "wrong" else ()
    shown = fields or _SUMMARY.get(layer, tuple(claim.shown))
    told = _say(outcome.gold, shown), _say(outcome.found, shown)
    records = _record(outcome.gold), _record(outcome.found)
    id = outcome.found.id if outcome.found else ""
    yield Error(document, layer, kind, fields, claim.path, claim.quote, *told, *records, id)


def _say(claim: Claim | None, fields: Iterable[str]) -> str | None:
    return None if claim is None else "; ".join(f"{field} {claim.shown[field]}" for field in fields)


def _record(claim: Claim | None) -> Mapping[str, str] | None:
    return None if claim is None else {"quote": claim.quote, **claim.shown}
