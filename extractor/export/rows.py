"""Plans in, flat tables out: the rows that spreadsheets, CSV, JSON Lines, Parquet and the database all hold.

Guarantees: each table has the same columns for every plan, in one order, with one type each; a cell is text, a number,
a date, true or false, or None where the plan says nothing; lists of names are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any, Literal, NamedTuple

from extractor import provinces
from extractor.model import Body, Due, Plan, Target, Task

Cell = str | int | float | bool | date | None
Type = Literal["text", "integer", "number", "date", "boolean"]
Row = dict[str, Cell]


class Table(NamedTuple):
    """A table's name, its columns with their types, and how a plan fills it."""

    name: str
    columns: dict[str, Type]
    fill: Callable[[Plan], Iterator[Row]]


def rows(table: Table, plans: Iterable[Plan]) -> Iterator[Row]:
    """The rows of all plans; each begins with the document's name and its sha256."""
    return chain.from_iterable(_placed(table, plan) for plan in plans)


def number(value: str | tuple[str, str] | None) -> tuple[float | None, float | None]:
    """The least and the greatest of a value: both the same for a number; a fraction worked out; None for a ratio."""
    if value is None:
        return None, None
    low, high = (value, value) if isinstance(value, str) else value
    return _decimal(low), _decimal(high)


def _decimal(value: str) -> float | None:
    part, slash, whole = value.partition("/")
    try:
        found = Decimal(part)
        if not slash:
            return float(found)
        parts = Decimal(whole)
    except InvalidOperation:
        return None
    return float(found / parts) if parts > found else None  # 2/3 is a share, 60/40 a ratio


def _placed(table: Table, plan: Plan) -> Iterator[Row]:
    for row in table.fill(plan):
        placed: Row = {"document": plan.source.name, "sha256": plan.source.sha256}
        yield placed | row


def _plans(plan: Plan) -> Iterator[Row]:
    meta, source = plan.metadata, plan.source
    province = provinces.of(meta)
    yield {
        "number": meta.number,
        "kind": meta.kind,
        "title": meta.title,
        "issuer": meta.issuer,
        "province": province.name if province else None,
        "province_now": province.now if province else None,
        "issued": _day(meta.issued),
        "place": meta.place,
        "signer": meta.signer,
        "signer_role": meta.signer_role,
        "format": source.format,
        "bytes": source.bytes,
        "pages": source.pages,
        "truncated": source.truncated,
        "targets": len(plan.targets),
        "tasks": len(plan.tasks),
        "citations": len(plan.citations),
        "warnings": len(plan.warnings),
        "schema_version": plan.schema_version,
    }


def _targets(plan: Plan) -> Iterator[Row]:
    for target in plan.targets:
        low, high = number(target.value)
        yield _record(target) | {
            "indicator": target.indicator,
            "comparator": target.comparator,
            "value": target.value if target.value is None or isinstance(target.value, str) else "–".join(target.value),
            "value_low": low,
            "value_high": high,
            "unit": target.unit,
            "change": target.change,
            **_due(target.due),
            "due_inherited": target.due_inherited,
            "baseline": target.baseline,
            "bodies": _names(target.bodies),
            "body_ids": _ids(target.bodies),
            "context": target.context,
            "within": None if target.within is None else plan.targets[target.within].id,
        }


def _tasks(plan: Plan) -> Iterator[Row]:
    for task in plan.tasks:
        yield _record(task) | {
            "action": task.action,
            "lead": _names(task.lead),
            "lead_ids": _ids(task.lead),
            "support": _names(task.support),
            "support_ids": _ids(task.support),
            **_due(task.due),
            "output": task.output,
        }


def _citations(plan: Plan) -> Iterator[Row]:
    for cited in plan.citations:
        yield {
            "key": cited.key,
            "kind": cited.kind,
            "number": cited.number,
            "issued": _day(cited.issued),
            "issuer": cited.issuer,
            "title": cited.title,
            "relation": cited.relation,
            "provisions": "; ".join(cited.provisions) or None,
            "times": len(cited.mentions),
            "path": cited.path,
            "page": cited.page,
            "quote": cited.quote,
            "start": cited.span.start,
            "end": cited.span.end,
        }


def _bodies(plan: Plan) -> Iterator[Row]:
    for body in plan.bodies:
        yield {
            "body": body.id,
            "name": body.name,
            "path": body.path,
            "page": body.page,
            "quote": body.quote,
            "start": body.span.start,
            "end": body.span.end,
        }


def _warnings(plan: Plan) -> Iterator[Row]:
    for notice in plan.warnings:
        yield {"code": notice.code, "message": notice.message, "page": notice.page, "quote": None} | _where(notice.span)
    for unread in plan.unread:
        row: Row = {"code": "unread", "message": unread.reason, "page": unread.page, "quote": unread.text}
        yield row | {"start": None, "end": None}


def _where(span: tuple[int, int] | None) -> Row:
    start, end = span or (None, None)
    return {"start": start, "end": end}


def _record(record: Target | Task) -> Row:
    return {
        "id": record.id,
        "path": record.path,
        "page": record.page,
        "quote": record.quote,
        "start": record.span.start,
        "end": record.span.end,
        "rule": record.rule,
    }


def _due(due: Due | None) -> Row:
    return {
        "due_words": due.text if due else None,
        "due_anchor": due.anchor if due else None,
        "due_relation": due.relation if due else None,
        "due_every": due.every if due else None,
        "due_earliest": due.earliest if due else None,
        "due_latest": due.latest if due else None,
    }


def _day(issued: str | None) -> date | None:
    """A whole date; None where month or day are blank."""
    return date.fromisoformat(issued) if issued and len(issued) == 10 else None


def _names(bodies: tuple[Body, ...]) -> str | None:
    return "; ".join(body.name for body in bodies) or None


def _ids(bodies: tuple[Body, ...]) -> str | None:
    return "; ".join(body.id for body in bodies) or None


def _columns(**types: Any) -> dict[str, Type]:
    return {"document": "text", "sha256": "text", **types}


_PLACE: dict[str, Type] = {"path": "text", "page": "integer", "quote": "text", "start": "integer", "end": "integer"}
_RECORD: dict[str, Type] = {"id": "text", **_PLACE, "rule": "text"}
_DUE: dict[str, Type] = {
    "due_words": "text",
    "due_anchor": "text",
    "due_relation": "text",
    "due_every": "text",
    "due_earliest": "date",
    "due_latest": "date",
}
PLANS = Table(
    "plans",
    _columns(
        **dict.fromkeys(("number", "kind", "title", "issuer", "province", "province_now"), "text"),
        issued="date",
        **dict.fromkeys(("place", "signer", "signer_role", "format"), "text"),
        bytes="integer",
        pages="integer",
        truncated="boolean",
        **dict.fromkeys(("targets", "tasks", "citations", "warnings"), "integer"),
        schema_version="text",
    ),
    _plans,
)
TARGETS = Table(
    "targets",
    _columns(
        **_RECORD,
        indicator="text",
        comparator="text",
        value="text",
        value_low="number",
        value_high="number",
        unit="text",
        change="text",
        **_DUE,
        due_inherited="boolean",
        baseline="text",
        bodies="text",
        body_ids="text",
        context="text",
        within="text",
    ),
    _targets,
)
TASKS = Table(
    "tasks",
    _columns(
        **_RECORD,
        **dict.fromkeys(("action", "lead", "lead_ids", "support", "support_ids"), "text"),
        **_DUE,
        output="text",
    ),
    _tasks,
)
CITATIONS = Table(
    "citations",
    _columns(
        key="text",
        kind="text",
        number="text",
        issued="date",
        **dict.fromkeys(("issuer", "title", "relation", "provisions"), "text"),
        times="integer",
        **_PLACE,
    ),
    _citations,
)
BODIES = Table("bodies", _columns(body="text", name="text", **_PLACE), _bodies)
WARNINGS = Table(
    "warnings",
    _columns(code="text", message="text", page="integer", quote="text", start="integer", end="integer"),
    _warnings,
)
TABLES = (PLANS, TARGETS, TASKS, CITATIONS, BODIES, WARNINGS)
