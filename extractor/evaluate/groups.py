"""Results to scores of groups: by kind of document, by province, and by where in the document a record stands.

Guarantees: groups are in order of name, contexts in the order of the guidelines; each record counts in one context, a
missed one where labels put it, one found where the plan puts it, so contexts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, get_args

from extractor.evaluate.claims import Claim
from extractor.evaluate.gold import Layer
from extractor.evaluate.outcomes import Outcome
from extractor.evaluate.results import Result
from extractor.evaluate.scores import Scores, counted, total
from extractor.model import Context

By = Literal["kind", "province", "context"]
UNKNOWN = "–"
_IN_CONTEXT: tuple[Layer, ...] = ("targets", "tasks")


def grouped(results: Sequence[Result]) -> Mapping[By, Sequence[Scores]]:
    """The scores of each group, named by it."""
    return {
        "kind": _documents(results, lambda each: each.kind),
        "province": _documents(results, lambda each: each.province),
        "context": [total((_within(each, context) for each in results), name=context) for context in get_args(Context)],
    }


def _documents(results: Iterable[Result], name: Callable[[Result], str | None]) -> list[Scores]:
    groups: dict[str, list[Scores]] = {}
    for each in results:
        groups.setdefault(name(each) or UNKNOWN, []).append(each.scores())
    return [total(groups[group], name=group) for group in sorted(groups)]


def _within(result: Result, context: str) -> Scores:
    layers: dict[Layer, tuple[Outcome, ...]] = {
        layer: tuple(part for outcome in result.outcomes[layer] for part in _part(outcome, context))
        for layer in _IN_CONTEXT
        if layer in result.outcomes
    }
    return counted(result.document, layers)


def _part(outcome: Outcome, context: str) -> list[Outcome]:
    """What of the outcome stands in `context`: all, one side, or nothing."""
    gold = outcome.gold if outcome.gold and _context(outcome.gold) == context else None
    found = outcome.found if outcome.found and _context(outcome.found) == context else None
    return [Outcome(gold, found, outcome.wrong if gold and found else ())] if gold or found else []


def _context(claim: Claim) -> str:
    """Labels of tasks name no context: a task stands in the annex that its path begins with, else in the text."""
    stated = claim.keys.get("context")
    return str(stated) if stated else "annex" if claim.path.casefold().startswith(_ANNEXES) else "task"


_ANNEXES = ("phụ lục", "biểu", "mẫu biểu", "danh mục")
