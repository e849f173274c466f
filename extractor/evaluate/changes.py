"""Two runs of the evaluation to what the second gained and lost: figures by document and layer, and the very records.

Guarantees: a record that both runs read alike, rightly or wrongly, is no change; a document that only one run scored is
named and not compared; of documents kept for checking figures are compared, never records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.evaluate.gold import LAYERS
from extractor.evaluate.scores import METRICS, Counts, Scores, total
from extractor.evaluate.summary import Run
from extractor.evaluate.worklist import Error

Sign = Literal["+", "-", "~"]


class Moved(NamedTuple):
    """A metric's counts before and now, where they differ; `document` "all" for all compared together."""

    document: str
    metric: str
    before: Counts
    now: Counts


class Change(NamedTuple):
    """ "+" was wrong before and no longer is, "-" was not and now is, "~" is wrong in another way."""

    sign: Sign
    before: Error | None
    now: Error | None

    @property
    def error(self) -> Error:
        """The error that names document, layer and words; the later one where there are both."""
        error = self.now or self.before
        assert error is not None
        return error


@dataclass(frozen=True, slots=True)
class Changes:
    """`only` are the documents that one run alone scored."""

    moved: tuple[Moved, ...]
    records: tuple[Change, ...]
    only: tuple[str, ...]


def changes(before: Run, now: Run) -> Changes:
    """From `before` to `now`; records by document, then layer, gains first."""
    old, new = ({each.document: each for each in run.scores} for run in (before, now))
    both = [document for document in new if document in old]
    moved = [
        *_moved(total(old[each] for each in both), total(new[each] for each in both)),
        *(move for each in sorted(both) for move in _moved(old[each], new[each])),
    ]
    open_ = set(both) - before.held - now.held
    records = _records(*([e for e in run.errors if e.document in open_] for run in (before, now)))
    return Changes(tuple(moved), tuple(sorted(records, key=_order)), tuple(sorted({*old, *new} - {*both})))


def _moved(before: Scores, now: Scores) -> Iterator[Moved]:
    for metric in METRICS:
        was, is_ = before.counts.get(metric, Counts()), now.counts.get(metric, Counts())
        if was != is_:
            yield Moved(now.document, metric, was, is_)


def _records(before: Sequence[Error], now: Sequence[Error]) -> Iterator[Change]:
    """Errors that are equal cancel out; of the rest, those of one gold record are the same record, read otherwise."""
    gone, come = _without(before, now), _without(now, before)
    labelled: dict[tuple[object, ...], list[Error]] = {}
    for error in come:
        if error.gold_record:
            labelled.setdefault(_identity(error), []).append(error)
    for error in gone:
        later = labelled.get(_identity(error)) if error.gold_record else None
        yield Change("~", error, later.pop(0)) if later else Change("+", error, None)
    left = [error for errors in labelled.values() for error in errors]
    yield from (Change("-", None, error) for error in (*left, *(e for e in come if not e.gold_record)))


def _without(errors: Sequence[Error], others: Sequence[Error]) -> list[Error]:
    known = Counter(map(_key, others))
    rest = []
    for error in errors:
        if known[_key(error)]:
            known[_key(error)] -= 1
        else:
            rest.append(error)
    return rest


def _key(error: Error) -> tuple[object, ...]:
    return (*_identity(error), error.kind, error.fields, _items(error.found_record))


def _identity(error: Error) -> tuple[object, ...]:
    return error.document, error.layer, error.path, _items(error.gold_record)


def _items(record: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple((record or {}).items())


def _order(change: Change) -> tuple[object, ...]:
    error = change.error
    return error.document, LAYERS.index(error.layer), "+~-".index(change.sign), error.path, error.quote
