"""`python tools/diff.py [--base COMMIT]... FOLDER...`: what this working tree extracts from FOLDERs, against each
COMMIT.

Without --base: against main, and against the last tag where there is one. A base is checked out beside, in
build/diff/base; both extract into build/diff/old and build/diff/new. Printed are the targets, tasks, citations,
references, bodies and times gained (+), lost (-) and altered (~): by document and rule, then the counts by rule.
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
    "citations": ("key", "kind", "issued", "issuer", "title", "relation", "provisions"),
    "references": ("path", "target"),
    "bodies": ("id", "name"),
    "times": ("anchor", "relation", "every"),
}  # fmt: skip
SHOWN = {
    "targets": ("comparator", "value", "unit", "due"), "tasks": ("lead", "due"), "citations": ("key",),
    "references": ("target",), "bodies": ("name",), "times": ("anchor", "relation", "every"),
}  # fmt: skip


class Change(NamedTuple):
    """`sign` is "+", "-" or "~"; `rule` that of the new record, of the old one where it is lost."""

    sign: str
    layer: str
    rule: str
    words: str


def main() -> int:
    parser = argparse.ArgumentParser(description="What this working tree extracts, against other commits.")
    parser.add_argument("--base", action="append", metavar="COMMIT", help="[main, and the last tag]")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    folders = [str(Path(folder).resolve()) for folder in arguments.folders]
    shutil.rmtree(BUILD, ignore_errors=True)
    extract(ROOT, folders, BUILD / "new")
    for base in arguments.base or ["main", *last_tag()]:
        with_base(base, folders)
        print(f"# against {base}")
        report(dict(documents()))
    return 0


def last_tag() -> list[str]:
    """The tag nearest to this commit, in a list; empty where there is none."""
    found = subprocess.run(["git", "describe", "--tags", "--abbrev=0"], cwd=ROOT, capture_output=True, text=True)
    return found.stdout.split()


def with_base(base: str, folders: list[str]) -> None:
    """Extract `folders` with the commit `base`, checked out for as long as that takes."""
    tree = BUILD / "base"
    shutil.rmtree(BUILD / "old", ignore_errors=True)
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
    return json.loads(path.read_bytes()) if path.exists() else {}


def compare(layer: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """Records that agree in all that is compared cancel out; of the rest, those of one quote are the same, altered."""
    before, after = (unlike(layer, one, other) for one, other in ((old, new), (new, old)))
    for words in dict.fromkeys((*before, *after)):
        lost, gained = before.get(words, []), after.get(words, [])
        for was, now in zip(lost, gained, strict=False):
            yield Change("~", layer, now["rule"], f"“{words[:70]}” {difference(layer, was, now)}")
        for record in lost[len(gained) :]:
            yield Change("-", layer, record["rule"], f"“{words[:70]}” {summary(layer, facts(layer, record))}")
        for record in gained[len(lost) :]:
            yield Change("+", layer, record["rule"], f"“{words[:70]}” {summary(layer, facts(layer, record))}")


def unlike(layer: str, one: dict[str, Any], other: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The records of `one` that `other` has not, by their quotes."""
    known = Counter(key(layer, record) for record in other.get(layer, ()))
    rest: dict[str, list[dict[str, Any]]] = {}
    for record in one.get(layer, ()):
        if known[key(layer, record)]:
            known[key(layer, record)] -= 1
        else:
            rest.setdefault(quote(record), []).append(record)
    return rest


def key(layer: str, record: dict[str, Any]) -> tuple[str, str]:
    return quote(record), repr(facts(layer, record))


def difference(layer: str, was: dict[str, Any], now: dict[str, Any]) -> str:
    a, b = facts(layer, was), facts(layer, now)
    return "; ".join(f"{field} {a[field]!r} → {b[field]!r}" for field in a if a[field] != b[field])


def facts(layer: str, record: dict[str, Any]) -> dict[str, Any]:
    """What is compared of a record: a due without its words and place, bodies by name; None for what a base lacks."""
    values = {field: record.get(field) or None for field in COMPARED[layer]}
    if values.get("due"):
        values["due"] = " ".join(str(values["due"][field] or "") for field in ("relation", "anchor", "every")).strip()
    for field in ("bodies", "lead", "support"):
        if field in values:
            values[field] = [body["name"] for body in values[field] or ()]
    return values


def quote(record: dict[str, Any]) -> str:
    return " ".join(record["quote"].split())


def summary(layer: str, values: dict[str, Any]) -> str:
    return ", ".join(f"{field} {values[field]!r}" for field in SHOWN[layer] if values[field])


def report(changes: dict[str, list[Change]]) -> None:
    for name, changed in changes.items():
        if changed:
            print(f"\n{name}")
            for layer, rule, signs in counts(changed):
                print(f"  {layer} [{rule}] {signs}")
                for change in changed:
                    if (change.layer, change.rule) == (layer, rule):
                        print(f"    {change.sign} {change.words}")
    print(f"\n{len(changes)} documents, {sum(map(bool, changes.values()))} with changes")
    for layer, rule, signs in counts([change for changed in changes.values() for change in changed]):
        print(f"  {layer:<10} {rule:<30} {signs}")


def counts(changed: list[Change]) -> Iterator[tuple[str, str, str]]:
    """Each layer and rule with how much was gained, lost and altered."""
    found = Counter((change.layer, change.rule, change.sign) for change in changed)
    for layer, rule in sorted({(layer, rule) for layer, rule, _ in found}):
        yield layer, rule, "  ".join(f"{sign}{found[layer, rule, sign]}" for sign in "+-~")


if __name__ == "__main__":
    sys.exit(main())
