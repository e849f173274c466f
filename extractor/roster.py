"""A Plan in, its bodies as a table out: each once, with its registry row and whether it stood on the document's date;
and the registry's rows that answer a search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractor.model import BodyMention, Plan
from extractor.rules import body_history
from extractor.rules.body_registry import Entry

_PLACES = 4
_COLUMNS = ("id", "name", "kind", "level", "named", "where", "on its date")
_ROW_COLUMNS = ("id", "name", "kind", "level", "from", "to", "successor", "basis")


class Line(NamedTuple):
    """One body of a plan. `kind` and `level` are None for a body without a row; `status` tells how it stood on the
    document's date."""

    id: str
    name: str
    kind: str | None
    level: str | None
    named: int
    where: tuple[str, ...]
    status: str


def lines(plan: Plan) -> list[Line]:
    """The bodies of the plan, the most often named first."""
    mentions: dict[str, list[BodyMention]] = {}
    for mention in plan.bodies:
        mentions.setdefault(mention.id, []).append(mention)
    day = _day(plan.metadata.issued)
    found = [_line(id, same, day) for id, same in mentions.items()]
    return sorted(found, key=lambda line: (-line.named, line.id))


def _line(id: str, mentions: Sequence[BodyMention], day: date | None) -> Line:
    held = body_history.without_office(id)
    entry = body_history.row_of(held)
    name = Counter(mention.name for mention in mentions).most_common(1)[0][0]
    where = tuple(dict.fromkeys(mention.path or "–" for mention in mentions))
    kind, level = (entry.kind, entry.level) if entry else (None, None)
    return Line(id, name, kind, level, len(mentions), where, _status(held, entry, day))


def _status(id: str, entry: Entry | None, day: date | None) -> str:
    if entry is None:
        return "not in the registry"
    if day is None:
        return f"no date; now {entry.successor}" if entry.successor else "no date"
    standing = body_history.at(id, day)
    if standing is None:
        return "did not exist"
    if standing.id != id:
        return f"by then {standing.id} ({'; '.join(standing.through)})"
    return f"valid; later {entry.successor}" if entry.successor else "valid"


def _day(issued: str | None) -> date | None:
    """The document's date, a missing day or month taken as the first; None where it is blank."""
    parts = [int(part) for part in (issued or "").split("-") if part]
    return date(*(parts + [1, 1])[:3]) if parts else None


def table(plan: Plan) -> str:
    """`lines` as aligned text, a heading above."""
    shown = (
        (
            line.id,
            line.name,
            line.kind or "–",
            line.level or "–",
            str(line.named),
            ", ".join(line.where[:_PLACES]) + (f" +{len(line.where) - _PLACES}" if len(line.where) > _PLACES else ""),
            line.status,
        )
        for line in lines(plan)
    )
    return "\n".join(_aligned([_COLUMNS, *shown]))


def answers(words: str) -> str:
    """The registry's rows most like `words`, the best first; "" where none is."""
    found = [_row(entry) for entry, _ in body_history.search(words)]
    return "\n".join(_aligned([_ROW_COLUMNS, *found])) if found else ""


def _row(entry: Entry) -> tuple[str, ...]:
    names = " / ".join(entry.names)
    facts = (entry.valid_from, entry.valid_to, entry.successor, entry.basis)
    return (entry.id, names, entry.kind, entry.level, *(fact or "–" for fact in facts))


def _aligned(table: Iterable[Sequence[str]]) -> Iterator[str]:
    rows = list(table)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
