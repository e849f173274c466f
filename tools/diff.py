"""`python tools/diff.py [--base main] FOLDER...`: what this working tree extracts from FOLDERs, against BASE.

BASE is checked out beside, in build/diff/base; both extract into build/diff/old and build/diff/new. Printed are the
targets, tasks and citations gained (+), lost (-) and altered (~), by document, each with its rule, and their counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "diff"
COMPARED = {
    "targets": (
        "indicator", "comparator", "value", "unit", "change", "due", "baseline", "bodies", "context", "path", "within"
    ),
    "tasks": ("action", "lead", "support", "due", "output", "path"),
    "citations": ("key",),
}  # fmt: skip


class Change(NamedTuple):
    """`sign` is "+", "-" or "~"; `rule` that of the new record, of the old one where it is lost."""

    sign: str
    layer: str
    rule: str
    words: str


def main() -> int:
    parser = argparse.ArgumentParser(description="What this working tree extracts, against another commit.")
    parser.add_argument("--base", default="main")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    folders = [str(Path(folder).resolve()) for folder in arguments.folders]
    shutil.rmtree(BUILD, ignore_errors=True)
    with_base(arguments.base, folders)
    extract(ROOT, folders, BUILD / "new")
    report(dict(documents()))
    return 0


def with_base(base: str, folders: list[str]) -> None:
    """Extract `folders` with the commit `base`, checked out for as long as that takes."""
    tree = BUILD / "base"
    run("git", "worktree", "prune")
    run("git", "worktree", "add", "--quiet", "--detach", str(tree), base)
    try:
        extract(tree, folders, BUILD / "old")
    finally:
        run("git", "worktree", "remove", "--force", str(tree))


def run(*command: str) -> None:
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(f"diff: `{' '.join(command)}` failed")


def extract(tree: Path, folders: list[str], out: Path) -> None:
    """Run the extractor that `tree` holds; files that it cannot read are told on stderr and left out."""
    command = [sys.executable, "-m", "extractor", "extract", *folders, "-o", str(out)]
    if subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}).returncode > 1:
        sys.exit(f"diff: the extractor of {tree} does not run")


def documents() -> Iterator[tuple[str, list[Change]]]:
    """Each document with what changed in it, by name; one that only one side could read is all gain or loss."""
    names = {path.relative_to(BUILD / side) for side in ("old", "new") for path in (BUILD / side).rglob("*.json")}
    for name in sorted(names):
        old, new = (load(BUILD / side / name) for side in ("old", "new"))
        yield str(name.with_suffix("")), [change for layer in COMPARED for change in compare(layer, old, new)]


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes()) if path.exists() else dict.fromkeys(COMPARED, [])


def compare(layer: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """Records that agree in all that is compared cancel out; of the rest, those of one quote are the same, altered."""
    before = [(facts(layer, record), record) for record in old[layer]]
    after = [(facts(layer, record), record) for record in new[layer]]
    for each in list(before):
        same = next((other for other in after if other[0] == each[0] and quote(other[1]) == quote(each[1])), None)
        if same:
            before.remove(each)
            after.remove(same)
    for was, record in list(before):
        altered = next((other for other in after if quote(other[1]) == quote(record)), None)
        if altered and layer != "citations":
            before.remove((was, record))
            after.remove(altered)
            pairs = ((field, was[field], altered[0][field]) for field in was)
            told = "; ".join(f"{field} {a!r} → {b!r}" for field, a, b in pairs if a != b)
            yield Change("~", layer, altered[1]["rule"], f"“{quote(record)[:70]}” {told}")
    for sign, records in ("-", before), ("+", after):
        for was, record in records:
            yield Change(sign, layer, record["rule"], f"“{quote(record)[:70]}” {summary(layer, was)}")


def facts(layer: str, record: dict[str, Any]) -> dict[str, Any]:
    """What is compared of a record: a due without its words and place, bodies by name."""
    values = {field: record[field] for field in COMPARED[layer]}
    if values.get("due"):
        values["due"] = " ".join(str(values["due"][field] or "") for field in ("relation", "anchor", "every")).strip()
    for field in ("bodies", "lead", "support"):
        if field in values:
            values[field] = [body["name"] for body in values[field]]
    return values


def quote(record: dict[str, Any]) -> str:
    return " ".join(record["quote"].split())


def summary(layer: str, values: dict[str, Any]) -> str:
    shown = {"targets": ("comparator", "value", "unit", "due"), "tasks": ("lead", "due"), "citations": ("key",)}[layer]
    return ", ".join(f"{field} {values[field]!r}" for field in shown if values[field])


def report(changes: dict[str, list[Change]]) -> None:
    for name, changed in changes.items():
        if changed:
            print(f"\n{name}")
            for change in changed:
                print(f"  {change.sign} {change.layer} [{change.rule}] {change.words}")
    counts = Counter((change.layer, change.rule, change.sign) for changed in changes.values() for change in changed)
    print(f"\n{len(changes)} documents, {sum(map(bool, changes.values()))} with changes")
    for layer, rule in sorted({(layer, rule) for layer, rule, _ in counts}):
        signs = "  ".join(f"{sign}{counts[layer, rule, sign]}" for sign in "+-~")
        print(f"  {layer:<10} {rule:<30} {signs}")


if __name__ == "__main__":
    sys.exit(main())
