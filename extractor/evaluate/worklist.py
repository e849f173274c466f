"""A Plan and its gold to a list of errors, sorted as a work list: like errors stand together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import LAYERS, Gold, Layer
from extractor.evaluate.outcomes import Outcome, outcomes
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
    plan's where gold has no such record."""

    document: str
    layer: Layer
    kind: Kind
    fields: tuple[str, ...]
    path: str
    quote: str
    gold: str | None
    found: str | None


def errors(plan: Plan, gold: Gold) -> list[Error]:
    """Every error of one document, by layer, then missed, spurious, wrong, then the fields that differ."""
    results = outcomes(plan, gold)
    made = [e for layer, each in results.items() for e in _errors(gold.document, layer, each)]
    return sorted(made, key=lambda e: (LAYERS.index(e.layer), e.kind, e.fields, e.path, e.quote, str(e.found)))


def _errors(document: str, layer: Layer, results: Iterable[Outcome]) -> Iterable[Error]:
    for outcome in results:
        claim = outcome.gold or outcome.found
        if claim is None or (outcome.gold and outcome.found and not outcome.wrong):
            continue
        kind: Kind = "wrong" if outcome.gold and outcome.found else "missed" if outcome.gold else "spurious"
        fields = outcome.wrong if kind == "wrong" else ()
        shown = fields or _SUMMARY.get(layer, tuple(claim.shown))
        gold, found = _say(outcome.gold, shown), _say(outcome.found, shown)
        yield Error(document, layer, kind, fields, claim.path, claim.quote, gold, found)


def _say(claim: Claim | None, fields: Iterable[str]) -> str | None:
    return None if claim is None else "; ".join(f"{field} {claim.shown[field]}" for field in fields)
