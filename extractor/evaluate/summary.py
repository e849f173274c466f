"""Results to all their figures and errors as one JSON text, and back to what a later run is compared with.

Guarantees: the same results give the same bytes; documents kept for checking have figures and no errors, and no part in
the confusions; a rate of nothing is null.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from extractor.errors import BadGold
from extractor.evaluate.confusion import confusions
from extractor.evaluate.groups import grouped
from extractor.evaluate.intervals import Interval, intervals
from extractor.evaluate.marks import MarkCounts, boundaries
from extractor.evaluate.results import Result, Unscored
from extractor.evaluate.scores import Counts, Scores, is_held, total
from extractor.evaluate.worklist import Error, listed
from extractor.serialize import json_fault


@dataclass(frozen=True, slots=True)
class Run:
    """What a later run is compared with: the scores of each document and the errors that may be shown."""

    scores: tuple[Scores, ...]
    errors: tuple[Error, ...]
    held: frozenset[str]


def shown(results: Iterable[Result], held: Collection[str]) -> list[Result]:
    """The results whose errors may be looked at."""
    return [each for each in results if not is_held(each.document, held)]


def run_of(results: Sequence[Result], held: Collection[str] = ()) -> Run:
    scores = tuple(each.scores() for each in results)
    errors = tuple(error for each in shown(results, held) for error in listed(each.document, each.outcomes))
    return Run(scores, errors, frozenset(each.document for each in results if is_held(each.document, held)))


def as_json(results: Sequence[Result], *, held: Collection[str] = (), unscored: Iterable[Unscored] = ()) -> str:
    """All that was measured: in all, by half, document, group and mark, with intervals, confusions and errors."""
    run = run_of(results, held)
    whole: dict[str, Any] = {"all": _whole(run.scores)}
    if held:
        whole |= {half: _whole(_half(run, half)) for half in ("development", "checking")}
    whole["documents"] = {each.document: _figures(each) for each in run.scores}
    whole["about"] = {
        each.document: {
            "file": each.file,
            "kind": each.kind,
            "province": each.province,
            "checking": each.document in run.held,
        }
        for each in results
    }
    whole["groups"] = {by: {one.document: _figures(one) for one in groups} for by, groups in grouped(results).items()}
    marked = boundaries(each.marks for each in results)
    whole["marks"] = {label: {by: _marks(counts) for by, counts in each.items()} for label, each in marked.items()}
    taken = confusions(shown(results, held)).items()
    whole["confusions"] = {name: [each._asdict() for each in pairs] for name, pairs in taken}
    whole["errors"] = [asdict(error) for error in run.errors]
    whole["unscored"] = [asdict(each) for each in unscored]
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode() + "\n"


def load_run(path: Path) -> Run:
    """What `as_json` wrote to `path`. Raises BadGold for another file."""
    remedy = "give what `kehoach evaluate --json` wrote with this version"
    try:
        whole = orjson.loads(path.read_bytes())
        scores = tuple(Scores(name, _counts(figures)) for name, figures in whole["documents"].items())
        errors = tuple(Error(**{**each, "fields": tuple(each["fields"])}) for each in whole["errors"])
        held = frozenset(name for name, about in whole["about"].items() if about["checking"])
    except OSError as e:
        raise BadGold(path.name, f"cannot be read: {e.strerror}", remedy) from e
    except orjson.JSONDecodeError as e:
        raise BadGold(path.name, json_fault(e), remedy) from e
    except (LookupError, TypeError, AttributeError) as e:
        raise BadGold(path.name, "is no evaluation", remedy) from e
    return Run(scores, errors, held)


def _counts(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, Counts]:
    return {metric: Counts(each["right"], each["extra"], each["missed"]) for metric, each in figures.items()}


def _half(run: Run, half: str) -> list[Scores]:
    return [each for each in run.scores if (each.document in run.held) == (half == "checking")]


def _whole(scores: Sequence[Scores]) -> dict[str, dict[str, float | None]]:
    return _figures(total(scores), intervals(scores))


def _figures(of: Scores, bounds: Mapping[str, Interval] | None = None) -> dict[str, dict[str, float | None]]:
    rates = "right", "extra", "missed", "precision", "recall", "f1"
    figures = {metric: {rate: getattr(counts, rate) for rate in rates} for metric, counts in of.counts.items()}
    for metric, interval in (bounds or {}).items():
        figures[metric] |= interval._asdict()
    return figures


def _marks(counts: MarkCounts) -> dict[str, float | None]:
    return asdict(counts) | {"f1": counts.f1}
