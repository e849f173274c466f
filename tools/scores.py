"""`python tools/scores.py [--check] [--accept]`: score this version against all hand-made labels (`make gold`).

Writes benchmarks/gold.json and the table benchmarks/gold.md. Their parts: `samples` (gold/), and, of the real documents
of ../shared, `real` (all), `development`, `checking` (see checking.txt there) and `agreement` (a second annotator's
labels against the first's). Without ../shared only the samples are scored, and the other parts stay as they are.

The file also keeps a floor for each F1 of the samples and of all real documents: the best that was reached with the
same labels. A score more than .005 under its floor is told, nothing is written and the exit code is 1; --accept lowers
the floors (say why in the commit). --check writes nothing, and fails too where the stored figures are not this
version's; --samples or --real score one of the two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.console import progress, tell
from extractor.evaluate import Result, Scores, Unscored, agreements, intervals, load_checking, pairs, results, total
from extractor.evaluate.scores import is_held

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STORED = ROOT / "benchmarks" / "gold.json"
TABLE = STORED.with_suffix(".md")

PARTS = ("samples", "real", "development", "checking", "agreement")
WITH_FLOOR = ("samples", "real")
FALL = 0.005
README_METRICS = (
    "metadata.fields", "outline.units", "targets.found", "targets.value", "targets.due", "targets.strict",
    "targets.qualitative", "tasks.found", "tasks.lead", "tasks.strict", "citations.keys",
)  # fmt: skip

Parts = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description="Score this version against all hand-made labels.")
    parser.add_argument("--check", action="store_true", help="compare with what is stored; write nothing")
    parser.add_argument("--accept", action="store_true", help="lower the floors to this version's scores")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--samples", action="store_true", help="leave the real documents alone")
    only.add_argument("--real", action="store_true", help="leave the samples alone")
    arguments = parser.parse_args()
    stored = json.loads(STORED.read_text("utf-8")) if STORED.exists() else {"parts": {}, "floors": {}}
    scored = {} if arguments.real else samples()
    if not arguments.samples and (SHARED / "gold").is_dir():
        scored |= real()
    faults = [] if arguments.accept else list(fallen(scored, stored["floors"]))
    if arguments.check:
        faults += [f"{part}: the stored figures are not this version's" for part in stale(scored, stored["parts"])]
    for fault in faults:
        tell(f"gold: {fault}")
    if faults:
        tell("gold: run `make gold`; where a fall is meant, `make gold ARGS=--accept`")
        return 1
    if not arguments.check:
        parts = {name: scored.get(name) or stored["parts"].get(name) for name in PARTS}
        write(parts, {} if arguments.accept else stored["floors"])
    return 0


def samples() -> Parts:
    return {"samples": part(evaluated([ROOT / "gold"], [ROOT / "corpora"]), [ROOT / "gold"])}


def real() -> Parts:
    golds = [SHARED / "gold", ROOT / "gold" / "real"]
    scores = evaluated(golds, [SHARED / "corpora"])
    held = load_checking(SHARED / "gold" / "checking.txt")
    development, checking = ([s for s in scores if is_held(s.document, held) is kept] for kept in (False, True))
    second = ROOT / "gold" / "real" / "second"
    agreed = agreements(*(pairs(folder, [SHARED / "corpora"]) for folder in (golds[1], second)))
    return {
        "real": part(scores, golds),
        "development": part(development, golds),
        "checking": part(checking, golds),
        "agreement": part(scores_of(agreed), [second]),
    }


def evaluated(golds: Sequence[Path], folders: Sequence[Path]) -> list[Scores]:
    both = [pair for gold in golds for pair in pairs(gold, folders)]
    return scores_of(progress(results(both, jobs=os.cpu_count() or 1), total=len(both)))


def scores_of(made: Iterable[Result | Unscored]) -> list[Scores]:
    """Every document must be there: a table of some of them would be another table."""
    each = list(made)
    missing = [one.cause for one in each if isinstance(one, Unscored)]
    if missing:
        sys.exit("gold: not scored: " + "; ".join(missing))
    return [one.scores() for one in each if isinstance(one, Result)]


def part(scores: Sequence[Scores], golds: Sequence[Path]) -> dict[str, Any]:
    """What is stored of some documents; `labels` changes with any label of `golds`."""
    files = sorted(file for gold in golds for file in gold.glob("*.json"))
    digest = hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()
    bounds = intervals(scores)
    metrics = {
        metric: {
            "f1": None if counts.f1 is None else round(counts.f1, 4),
            "interval": [round(end, 3) for end in bounds[metric]] if metric in bounds else None,
            "right": counts.right, "extra": counts.extra, "missed": counts.missed,
        }
        for metric, counts in total(scores).counts.items()
    }  # fmt: skip
    return {"documents": len(scores), "labels": digest, "metrics": metrics}


def fallen(scored: Parts, floors: Mapping[str, Any]) -> Iterator[str]:
    """Each F1 under its floor, of the parts whose labels are still those of the floor."""
    for name in WITH_FLOOR:
        floor = floors.get(name)
        if name not in scored or floor is None or floor["labels"] != scored[name]["labels"]:
            continue
        for metric, least in floor["f1"].items():
            f1 = scored[name]["metrics"][metric]["f1"]
            if f1 is None or f1 < least - FALL:
                yield f"{name}: {metric} fell to {f1}, more than {FALL} under {least}"


def stale(scored: Parts, stored: Parts) -> list[str]:
    return [name for name, each in scored.items() if each != stored.get(name)]


def write(parts: Parts, floors: Mapping[str, Any]) -> None:
    kept = {name: floor(parts[name], floors.get(name)) for name in WITH_FLOOR if parts[name]}
    STORED.write_text(dumps({"parts": parts, "floors": kept}) + "\n", "utf-8")
    TABLE.write_text(markdown(parts), "utf-8")


def floor(part: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The best F1 so far; from the start again where the labels are others."""
    known = before["f1"] if before and before["labels"] == part["labels"] else {}
    reached = {metric: each["f1"] for metric, each in part["metrics"].items() if each["f1"] is not None}
    return {"labels": part["labels"], "f1": {metric: max(f1, known.get(metric, 0)) for metric, f1 in reached.items()}}


def dumps(value: Any, indent: str = "") -> str:
    """JSON with one metric a line, so that two commits compare line by line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or len(line) + len(indent) <= 120:
        return line
    inner = f"{indent} "
    members = (f"{inner}{json.dumps(key)}: {dumps(each, inner)}" for key, each in value.items())
    return "{\n" + ",\n".join(members) + f"\n{indent}}}"


HEAD = """# Scores against hand-made labels

Written by `make gold`; the figures stand in `gold.json`, and the README's table is made from them. F1 in %, micro
average over all records of the documents. *real* are the documents of `../shared`, labelled there and in `gold/real`:
*development* those whose errors are looked at while rules are written, *checking* those whose errors nobody looks at,
*gap* by how many points the first is ahead, *95 %* the interval of *real* (bootstrap over documents). *annotators* is
the agreement of two people on {agreement} documents, the ceiling of what a program can reach. What the metrics mean is
said in `extractor/evaluate/scores.py`.

"""


def markdown(parts: Parts) -> str:
    """The table for people."""
    scored = [name for name in PARTS if parts.get(name) and name != "agreement"]
    head = ["F1, %", *(f"{name} ({parts[name]['documents']})" for name in scored), "gap", "95 %", "annotators"]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for metric in parts["samples"]["metrics"]:
        figures = {name: f1(parts, name, metric) for name in PARTS}
        gap = points(figures["development"], figures["checking"])
        shown = [percent(figures[name]) for name in scored]
        lines.append([metric, *shown, gap, interval(parts, metric), percent(figures["agreement"])])
    agreed = parts["agreement"]["documents"] if parts.get("agreement") else 0
    return HEAD.format(agreement=agreed) + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def f1(parts: Parts, name: str, metric: str) -> float | None:
    part = parts.get(name)
    return part["metrics"].get(metric, {}).get("f1") if part else None


def interval(parts: Parts, metric: str) -> str:
    ends = parts["real"]["metrics"].get(metric, {}).get("interval") if parts.get("real") else None
    return "–".join(percent(end) for end in ends) if ends else "–"


def points(first: float | None, second: float | None) -> str:
    return "–" if first is None or second is None else f"{100 * (first - second):+.1f}"


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def readme_table() -> str:
    """The README's table, from what is stored."""
    parts = json.loads(STORED.read_text("utf-8"))["parts"]
    shown = [name for name in ("samples", "development", "checking", "agreement") if parts.get(name)]
    titles = {"agreement": "two annotators"}
    head = ["F1, %", *(f"{titles.get(name, name)} ({parts[name]['documents']})" for name in shown)]
    rows = [[metric, *(percent(f1(parts, name, metric)) for name in shown)] for metric in README_METRICS]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---", *["---:"] * len(shown)], *rows])


if __name__ == "__main__":
    sys.exit(main())
