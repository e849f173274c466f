"""`python -m benchmarks.external [--misses] [--alone]`: what kehoach and others read of published test sets.

Prints a table in Markdown: the set, its rows, those that apply, those read right by kehoach and by other tools.
With --misses the rows that are not read right. The rows are read from ../shared/external and copied nowhere;
external_excluded.toml says which do not apply, and why.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.external_readers import Tool, others, ours
from benchmarks.external_sets import NUMBERS, Case, cases

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "external"
GROUPS = frozenset(("time", "ordinal", "roman")) | NUMBERS


def scores(folder: Path = FOLDER) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Rows, rows that apply and rows read right, by set and kind of value."""
    rows: Counter[tuple[str, str]] = Counter()
    apply: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for case in cases(folder):
        key = case.set, case.group
        rows[key] += 1
        apply[key] += _applies(case)
        right[key] += _applies(case) and ours(case)
    return {key: (rows[key], apply[key], right[key]) for key in rows}


def misses(folder: Path = FOLDER) -> list[Case]:
    """The cases that apply and are read wrong or not at all."""
    return [case for case in cases(folder) if _applies(case) and not ours(case)]


def _applies(case: Case) -> bool:
    return case.reason is None and case.group in GROUPS


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list the rows that are not read right")
    parser.add_argument("--alone", action="store_true", help="do not run the other tools")
    options = parser.parse_args(argv)
    if not FOLDER.is_dir():
        print(f"{FOLDER} is not there: nothing to measure")
        return
    beside = {} if options.alone else others()
    tools = [tool for tool in beside.values() if isinstance(tool, Tool)]
    _print_table(tools)
    for name, tool in beside.items():
        if isinstance(tool, str):
            print(f"{name}: {tool}")
    if options.misses:
        print()
        for case in misses():
            print(f"{case.set} {case.row}: {case.text[:90]!r} is {case.wanted}")


def _print_table(tools: Sequence[Tool]) -> None:
    print(f"| set | values | rows | apply | right | % |{''.join(f' {tool.name} |' for tool in tools)}")
    print(f"| --- | --- | ---: | ---: | ---: | ---: |{' ---: |' * len(tools)}")
    beside = {tool.name: _others_right(tool) for tool in tools}
    for (name, group), (rows, apply, right) in scores().items():
        share = f"{100 * right / apply:.1f}" if apply else "–"
        cells = "".join(f" {beside[t.name][name, group] if group in t.groups else '–'} |" for t in tools)
        print(f"| {name} | {group} | {rows} | {apply} | {right} | {share} |{cells}")


def _others_right(tool: Tool) -> Counter[tuple[str, str]]:
    right: Counter[tuple[str, str]] = Counter()
    for case in cases(FOLDER):
        if _applies(case) and case.group in tool.groups:
            right[case.set, case.group] += tool.right(case)
    return right


if __name__ == "__main__":
    main()
