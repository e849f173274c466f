"""A hand file (CSV) to pairs of targets that must or must not be one indicator, or BadLinks naming the line.

A row names two targets: `rule` is "link" or "apart"; `plan_a`, `plan_b` are file names (with or without suffix);
`target_a`, `target_b` are an id ("target-3") or words of the statement, which hold when ids shift in a new extraction;
`why` is for people. A line that begins with # is left out. A row on a plan that is not compared is passed over, so that
one file serves any choice of plans.

    rule,plan_a,target_a,plan_b,target_b,why
    link,can-tho.txt,tăng doanh thu,vinh-long.txt,giữ vững doanh thu,both are on revenue
    apart,can-tho.txt,target-3,vinh-long.txt,target-7,
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from extractor.errors import KehoachError
from extractor.model import Plan
from extractor.normalize import fold

COLUMNS = ("rule", "plan_a", "target_a", "plan_b", "target_b")
Rule = Literal["link", "apart"]
Place = tuple[int, int]
"""(plan, target): indices, as align.Member."""


class BadLinks(KehoachError):
    """The hand file cannot be used; the cause names the line."""


class Row(NamedTuple):
    line: int
    rule: str
    plans: tuple[str, str]
    targets: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Resolved:
    """For each target those that it must stand with, and those that it must not stand with."""

    together: dict[Place, tuple[Place, ...]] = field(default_factory=dict)
    apart: dict[Place, frozenset[Place]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Links:
    """The rows of a hand file; `name` is what messages call it."""

    name: str = "links"
    rows: tuple[Row, ...] = ()

    def resolved(self, plans: Sequence[Plan]) -> Resolved:
        """The targets that the rows mean among `plans`. Raises BadLinks for a target that is not there or not told
        apart, and for rows that contradict each other."""
        wanted = [(row, places) for row in self.rows if (places := self._places(row, plans))]
        groups = _groups([places for row, places in wanted if row.rule == "link"])
        apart: dict[Place, set[Place]] = {}
        for row, (a, b) in wanted:
            if row.rule == "apart":
                if b in groups.get(a, (a,)):
                    raise self._bad(row, "keeps apart what other lines link", "take one of the lines out")
                apart.setdefault(a, set()).add(b)
                apart.setdefault(b, set()).add(a)
        return Resolved(groups, _spread(apart, groups))

    def _places(self, row: Row, plans: Sequence[Plan]) -> tuple[Place, Place] | None:
        """The two targets of a row; None where one of its plans is not compared."""
        numbers = [next((i for i, p in enumerate(plans) if name in _names(p)), None) for name in row.plans]
        if None in numbers:
            return None
        a, b = (
            self._place(row, n, plans[n], words) for n, words in zip(numbers, row.targets, strict=True) if n is not None
        )
        return a, b

    def _place(self, row: Row, number: int, plan: Plan, words: str) -> Place:
        asked = _key(words)
        by_id = [at for at, target in enumerate(plan.targets) if target.id == words]
        found = by_id or [at for at, target in enumerate(plan.targets) if asked in _key(target.quote)]
        if len(found) != 1:
            many = f"fits {len(found)} targets of" if found else "is no target of"
            raise self._bad(row, f"“{words}” {many} {plan.source.name}", "give an id or words that one statement has")
        return number, found[0]

    def _bad(self, row: Row, cause: str, remedy: str) -> BadLinks:
        return BadLinks(self.name, f"line {row.line}: {cause}", remedy)


NO_LINKS = Links()


def load_links(path: Path | str) -> Links:
    """The hand file at `path`. Raises BadLinks where it is missing or a line has another form."""
    file = Path(path)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLinks(file.name, f"cannot be read: {error}", "give a CSV file in UTF-8") from error
    lines = csv.reader(text.splitlines())
    head = [name.strip() for name in next(lines, [])]
    if tuple(head[: len(COLUMNS)]) != COLUMNS:
        raise BadLinks(
            file.name, f"line 1: the columns are {', '.join(head) or 'none'}", f"begin it with {','.join(COLUMNS)}"
        )
    return Links(file.name, tuple(_rows(file.name, lines)))


def _rows(name: str, lines: Iterator[list[str]]) -> Iterator[Row]:
    for line, cells in enumerate(lines, start=2):
        values = [cell.strip() for cell in cells[: len(COLUMNS)]]
        if not any(values) or values[0].startswith("#"):
            continue
        if len(values) < len(COLUMNS) or not all(values):
            raise BadLinks(name, f"line {line}: a cell is empty", f"fill {', '.join(COLUMNS)}")
        if values[0] not in ("link", "apart"):
            raise BadLinks(name, f"line {line}: the rule is {values[0]}", "write link or apart")
        yield Row(line, values[0], (values[1], values[3]), (values[2], values[4]))


def _names(plan: Plan) -> tuple[str, str]:
    return plan.source.name, Path(plan.source.name).stem


def _key(words: str) -> str:
    return " ".join(fold(words).lower().split())


def _groups(pairs: list[tuple[Place, Place]]) -> dict[Place, tuple[Place, ...]]:
    """Each target of `pairs` with all that it is linked to, also by way of others."""
    groups: dict[Place, set[Place]] = {}
    for a, b in pairs:
        joined = groups.get(a, {a}) | groups.get(b, {b})
        for place in joined:
            groups[place] = joined
    return {place: tuple(sorted(group)) for place, group in groups.items()}


def _spread(apart: dict[Place, set[Place]], groups: dict[Place, tuple[Place, ...]]) -> dict[Place, frozenset[Place]]:
    """What one of a group must not stand with, none of the group may."""
    wide: dict[Place, set[Place]] = {}
    for place, others in apart.items():
        for one in groups.get(place, (place,)):
            for other in others:
                wide.setdefault(one, set()).update(groups.get(other, (other,)))
    return {place: frozenset(others) for place, others in wide.items()}
