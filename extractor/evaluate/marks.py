"""Outcomes to marks, the stretches of text that labels and plan single out, and marks to counts by four schemes.

Marks are measured in the letters of the text (see places.py): a target's quote, its indicator where the quote holds it,
a task's first eight words. Records that mark the same stretch make one mark.

The schemes are those of SemEval-2013 task 9.1, counted as the package nervaluate counts them (a test compares the two):
"strict" asks for the bounds and the label, "exact" for the bounds, "partial" gives half for an overlap, "type" asks for
an overlap (of 1 % of the labelled mark at least) and the label. A mark answers one other at most, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.evaluate.claims import Claim
from extractor.evaluate.keys import words
from extractor.evaluate.outcomes import Outcome, Outcomes
from extractor.evaluate.places import likeness, overlap
from extractor.model import Span

Label = Literal["target", "indicator", "task"]
LABELS: tuple[Label, ...] = ("target", "indicator", "task")
Scheme = Literal["strict", "exact", "partial", "type"]
SCHEMES: tuple[Scheme, ...] = ("strict", "exact", "partial", "type")

TASK_WORDS = 8  # a labelled task is quoted by its first 8 to 25 words
SUFFICIENT = 0.01


class Mark(NamedTuple):
    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Marks:
    """Each side's marks, distinct and in reading order."""

    gold: tuple[Mark, ...]
    found: tuple[Mark, ...]

    def of(self, label: Label) -> Marks:
        gold, found = (tuple(m for m in side if m.label == label) for side in (self.gold, self.found))
        return Marks(gold, found)


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """`possible` marks are in gold, `actual` ones were found; a partial answer is half right."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: MarkCounts) -> MarkCounts:
        return MarkCounts(
            self.correct + other.correct, self.incorrect + other.incorrect, self.partial + other.partial,
            self.missed + other.missed, self.spurious + other.spurious,
        )  # fmt: skip

    @property
    def possible(self) -> int:
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def actual(self) -> int:
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def f1(self) -> float | None:
        """None where there is no mark on either side."""
        both = self.possible + self.actual
        return 2 * (self.correct + self.partial / 2) / both if both else None


def marks(outcomes: Outcomes) -> Marks:
    """The marks of targets and tasks; a labelled quote that may stand at several places is marked where its answer
    stands, else at the first."""
    sides: tuple[set[Mark], set[Mark]] = (set(), set())
    for layer, label in (("targets", "target"), ("tasks", "task")):
        for outcome in outcomes.get(layer, ()):  # type: ignore[call-overload]
            for side, made in zip(sides, _marked(outcome, label), strict=True):  # type: ignore[arg-type]
                side.update(made)
    return Marks(*(tuple(sorted(side)) for side in sides))


def _marked(outcome: Outcome, label: Label) -> tuple[list[Mark], list[Mark]]:
    gold, found = outcome.gold, outcome.found
    return (
        list(_of(gold, _place(gold, found), label)) if gold else [],
        list(_of(found, _place(found, gold), label)) if found else [],
    )


def _place(claim: Claim, partner: Claim | None) -> Span | None:
    others = partner.places if partner else ()
    return max(claim.places, key=lambda a: max((likeness(a, b) for b in others), default=0.0), default=None)


def _of(claim: Claim, place: Span | None, label: Label) -> Iterator[Mark]:
    if place is None:
        return
    if label == "task":
        length = sum(map(len, words(claim.quote)[:TASK_WORDS]))
        yield Mark(place.start, min(place.start + length, place.end), label)
        return
    yield Mark(place.start, place.end, label)
    indicator = "".join(words(claim.shown["indicator"]))
    at = claim.letters.find(indicator)
    if indicator and at >= 0:
        yield Mark(place.start + at, place.start + at + len(indicator), "indicator")


def count(marks: Marks, scheme: Scheme) -> MarkCounts:
    """The counts of one document's marks."""
    free = list(marks.gold)
    correct = near = 0
    for found in marks.found:
        same, touching = _answers(found, free, scheme)
        answered = same or touching
        correct += same is not None
        near += same is None and touching is not None
        if answered is not None:
            free.remove(answered)
    missed, spurious = len(free), len(marks.found) - correct - near
    partial = near if scheme == "partial" else 0
    return MarkCounts(correct, near - partial, partial, missed, spurious)


def _answers(found: Mark, golds: Sequence[Mark], scheme: Scheme) -> tuple[Mark | None, Mark | None]:
    """The gold mark that `found` gets right, and the first that it only touches."""
    touched = [gold for gold in golds if _touch(gold, found)]
    if scheme == "type":
        right = [gold for gold in touched if gold.label == found.label]
        other = (gold for gold in touched if gold.label != found.label)
        return min(right, key=lambda gold: _distance(gold, found), default=None), next(other, None)
    bounds = (gold for gold in touched if gold[:2] == found[:2])
    same = (gold for gold in bounds if scheme != "strict" or gold.label == found.label)
    return next(same, None), next(iter(touched), None)


def _touch(gold: Mark, found: Mark) -> bool:
    shared = overlap(Span(gold.start, gold.end), Span(found.start, found.end))
    return shared > 0 and shared >= SUFFICIENT * (gold.end - gold.start)


def _distance(gold: Mark, found: Mark) -> int:
    return abs(gold.start - found.start) + abs(gold.end - found.end)


def boundaries(each: Iterable[Marks]) -> Mapping[Label, Mapping[Scheme, MarkCounts]]:
    """The counts over documents, by label and scheme."""
    documents = list(each)
    return {
        label: {scheme: sum((count(m.of(label), scheme) for m in documents), MarkCounts()) for scheme in SCHEMES}
        for label in LABELS
    }
