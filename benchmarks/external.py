"""`python -m benchmarks.external [--misses] [--alone]`: what kehoach and others read of published test sets.

Writes benchmarks/external.md, which README includes, and prints it: by set the rows, those that apply, and the share
that kehoach and other tools read right; the bodies of the labelled plans; how far the goals for the labelled plans are
reached; the rows left out, by reason. With --misses the rows that are not read right; with --alone the other tools are
not run and nothing is written. The rows are read from ../shared and copied nowhere; external_excluded.toml says which
do not apply, and why.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import external_bodies, external_goals
from benchmarks.external_readers import Tool, others, ours
from benchmarks.external_sets import NUMBERS, Case, cases

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
FOLDER = SHARED / "external"
WRITTEN = Path(__file__).with_name("external.md")
GROUPS = frozenset(("time", "ordinal", "roman", "province")) | NUMBERS
KINDS = {"ordinal": "orders", "roman": "orders", "time": "times", "province": "mergers"}


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


def left_out(folder: Path = FOLDER) -> Counter[tuple[str, str]]:
    """How many rows do not apply, by set and reason."""
    return Counter((case.set, case.reason) for case in cases(folder) if case.reason)


def _applies(case: Case) -> bool:
    return case.reason is None and case.group in GROUPS


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list the rows that are not read right")
    parser.add_argument("--alone", action="store_true", help="do not run the other tools, write nothing")
    options = parser.parse_args(argv)
    if not FOLDER.is_dir():
        print(f"{FOLDER} is not there: nothing to measure")
        return
    page = "\n".join(_page(with_others=not options.alone)) + "\n"
    print(page, end="")
    if not options.alone:
        WRITTEN.write_text(page, "utf-8")
    for case in misses() if options.misses else ():
        print(f"{case.set} {case.row}: {case.text[:90]!r} is {case.wanted}")


def _page(*, with_others: bool) -> Iterator[str]:
    beside = others() if with_others else {}
    tools = [tool for tool in beside.values() if isinstance(tool, Tool)]
    yield from _table(tools, named=with_others)
    yield from (f"\n{name}: {tool}" for name, tool in beside.items() if isinstance(tool, str))
    yield from ("", "## Goals for the labelled plans", "", *external_goals.table(SHARED))
    yield from ("", "## Rows left out, and why", "", "| set | rows | reason |", "| --- | ---: | --- |")
    yield from (f"| {name} | {count} | {reason} |" for (name, reason), count in sorted(left_out().items()))


def _table(tools: Sequence[Tool], *, named: bool) -> Iterator[str]:
    """Shares in percent of the rows that apply; a dash where a tool does not read such values."""
    names = [*(tool.name for tool in tools), *(["underthesea ner"] if named else [])]
    yield f"| right, % of the rows that apply | rows | apply | kehoach |{''.join(f' {name} |' for name in names)}"
    yield f"| --- | ---: | ---: | ---: |{' ---: |' * len(names)}"
    theirs = {tool.name: _right(tool) for tool in tools}
    for (name, kind), (rows, apply, right) in _merged(scores()).items():
        if apply:
            cells = [_share(theirs[t.name].get((name, kind)), apply) for t in tools] + ["–"] * named
            yield f"| {' | '.join([f'{name}: {kind}', str(rows), str(apply), _share(right, apply), *cells])} |"
    for label, count, shares in external_bodies.rows(SHARED, with_others=named):
        cells = [_share(shares[0], count), *["–"] * len(tools), *(_share(n, count) for n in shares[1:])]
        yield f"| {' | '.join([label, str(count), str(count), *cells])} |"


def _share(right: int | None, apply: int) -> str:
    return "–" if right is None else f"{100 * right / apply:.1f}"


def _merged(found: dict[tuple[str, str], tuple[int, int, int]]) -> dict[tuple[str, str], tuple[int, int, int]]:
    merged: dict[tuple[str, str], tuple[int, int, int]] = {}
    for (name, group), counts in found.items():
        key = name, KINDS.get(group, "numbers")
        merged[key] = tuple(map(sum, zip(counts, merged.get(key, (0, 0, 0)), strict=True)))  # type: ignore[assignment]
    return merged


def _right(tool: Tool) -> Counter[tuple[str, str]]:
    """What a tool reads right, by set and kind, for the kinds that it reads."""
    right: Counter[tuple[str, str]] = Counter()
    for case in cases(FOLDER):
        if _applies(case) and case.group in tool.groups:
            right[case.set, KINDS.get(case.group, "numbers")] += tool.right(case)
    return right


if __name__ == "__main__":
    main()
