"""Documents and their labels to results: each document's outcomes, and what kind of document it is.

Guarantees: results come in the order of the pairs whatever `jobs` is; a document that is not there or cannot be read
has its cause in place of a result, and the others are evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

import regex

from extractor.errors import KehoachError
from extractor.evaluate.gold import Gold
from extractor.evaluate.labels import Pair
from extractor.evaluate.marks import Marks, marks
from extractor.evaluate.outcomes import Outcomes, agreement, outcomes
from extractor.evaluate.scores import Scores, counted
from extractor.model import Plan
from extractor.normalize import fold
from extractor.pipeline import extract
from extractor.rules.body_places import provinces

CENTRAL = "trung ương"
_LOCAL = ("ủy ban nhân dân", "hội đồng nhân dân", "sở ", "ban quản lý", "công an tỉnh", "tỉnh", "thành phố")
_FEW = 3  # documents: too few for processes of their own


@dataclass(frozen=True, slots=True)
class Result:
    """One document evaluated: `file` is where it lies, `kind` its type ("Kế hoạch"), `province` whose it is, "trung
    ương" for a ministry's or the government's; both None where neither labels nor text tell. `text` is the plan's."""

    document: str
    file: str
    kind: str | None
    province: str | None
    text: str
    outcomes: Outcomes
    marks: Marks

    def scores(self) -> Scores:
        return counted(self.document, self.outcomes)


@dataclass(frozen=True, slots=True)
class Unscored:
    """A document that was not evaluated, and why, with what would help; `absent` where it was merely not there."""

    document: str
    cause: str
    absent: bool = False


def results(pairs: Sequence[Pair], *, jobs: int = 1) -> Iterator[Result | Unscored]:
    """The result of each pair, made by `jobs` processes."""
    if jobs == 1 or len(pairs) <= _FEW:
        yield from map(_attempt, pairs)
        return
    with ProcessPoolExecutor(min(jobs, len(pairs))) as pool:
        yield from pool.map(_attempt, pairs)


def agreements(first: Sequence[Pair], second: Sequence[Pair]) -> Iterator[Result | Unscored]:
    """The second annotator's labels as answers to the first's, for each document that both have labelled."""
    others = {pair.name: pair.gold for pair in second}
    for pair in first:
        if pair.name in others:
            yield _attempt(pair, others[pair.name])


def _attempt(pair: Pair, other: Gold | None = None) -> Result | Unscored:
    """The result for the plan, or for another annotator's labels."""
    name, gold, document = pair
    if document is None or gold is None:
        return Unscored(name, f"{name}: no such document in the folders given; name one with --documents", absent=True)
    try:
        plan = extract(document)
    except KehoachError as error:
        return Unscored(name, str(error))
    except Exception as error:  # a fault of ours must not take the other documents with it
        return Unscored(name, f"{document}: internal error: {type(error).__name__}: {error}; please report it")
    said = agreement(gold, other, plan.text) if other else outcomes(plan, gold)
    return Result(name, str(document), *_sort(plan, gold), plan.text, said, marks(said))


def _sort(plan: Plan, gold: Gold) -> tuple[str | None, str | None]:
    """Kind and province, as the labels say, or else the plan."""
    said = gold.metadata or plan.metadata
    kind, issuer, place = (getattr(said, name) or getattr(plan.metadata, name) for name in ("kind", "issuer", "place"))
    return kind, _province(issuer or "", place or "")


def _province(issuer: str, place: str) -> str | None:
    named = _named().search(fold(issuer))
    if named is None and fold(issuer).lower().startswith(_LOCAL):
        named = _named().search(fold(place))
    return named[0] if named else CENTRAL if issuer else None


@cache
def _named() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{provinces()})(?!\p{{L}})")
