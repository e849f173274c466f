"""A Plan to JSON and back, and the JSON Schema of what is written.

Guarantees:
- the same plan gives the same bytes, on every run and every Python: UTF-8, NFC as in the plan, keys in the order of the
  model, every field present, "\\n" line ends and a final one;
- `loads(dumps(plan)) == plan`, and `dumps(plan)` is valid under `schema()`;
- a line holds one short record or one field, so that two extractions compare line by line; numbers only, however many
  (`raw_runs`), stand on one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from types import NoneType
from typing import Any

import orjson
from pydantic import ValidationError

from extractor.errors import BadPlan
from extractor.model import SCHEMA_VERSION, Plan, Span
from extractor.model.values import Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"  # the dialect's name: nothing is fetched from it
ID = f"urn:kehoach:plan:{SCHEMA_VERSION}"

_WIDTH = 120
_ON_A_LINE = frozenset({str, int, float, bool, NoneType, date})
_LINE_END = orjson.Fragment(b"\n")
_REMEDY = "extract the document again with this version"


def dumps(plan: Plan) -> bytes:
    """`plan` as JSON."""
    return _written(plan)


def loads(data: bytes | str, *, name: str = "plan") -> Plan:
    """The plan that `data` holds; `name` is the file that a message names.

    Raises BadPlan for what is no JSON, another schema version, or a field that the schema does not allow.
    """
    try:
        values = orjson.loads(data)
    except orjson.JSONDecodeError as e:
        raise BadPlan(name, json_fault(e), "give the JSON file of an extraction") from e
    version = values.get("schema_version") if isinstance(values, dict) else None
    if version != SCHEMA_VERSION:
        raise BadPlan(name, f"schema_version is {version!r}, this version reads {SCHEMA_VERSION!r}", _REMEDY)
    try:
        return Plan.model_validate_json(data)
    except ValidationError as e:
        raise BadPlan(name, first_fault(e), _REMEDY) from e


def json_fault(error: orjson.JSONDecodeError) -> str:
    """Why a file could not be read as JSON in UTF-8, and where."""
    return f"not JSON in UTF-8: line {error.lineno}, column {error.colno}: {error.msg}"


def first_fault(error: ValidationError) -> str:
    """The first field at fault, as "targets[3].due.relation: Input should be …, got 'upto'", and how many more."""
    faults = error.errors(include_url=False)
    fault = faults[0]
    got = "" if fault["type"] == "missing" else f", got {_short(fault['input'])}"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{place(fault['loc'])}: {fault['msg']}{got}{more}"


def place(loc: Iterable[int | str]) -> str:
    """("targets", 3, "due") → "targets[3].due"; the names that pydantic gives to a union's members are left out."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step.isidentifier() and step not in ("str", "int"):
            path += f".{step}" if path else step
    return path or "the whole file"


def _short(value: object) -> str:
    shown = orjson.dumps(value, default=str).decode()
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `dumps` writes, generated from the model."""
    generated = Plan.model_json_schema(mode="serialization")
    generated["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    body = _tidy(generated)
    head = {"$schema": DIALECT, "$id": ID, "title": "Plan", "description": " ".join((Plan.__doc__ or "").split())}
    return head | {key: value for key, value in body.items() if key not in head}


def schema_text() -> str:
    """What plan.schema.json holds."""
    return _written(schema()).decode()


def _tidy(node: Any) -> Any:
    """Every field required, since `dumps` writes all; no defaults, no titles that only repeat a field's name."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if key not in ("title", "default")}
    for group in ("properties", "$defs"):  # here keys are names of ours: a field may be called "title"
        if group in node:
            tidy[group] = {name: _tidy(value) for name, value in node[group].items()}
    if "properties" in node:
        tidy["required"] = list(node["properties"])
    if "description" in tidy:
        tidy["description"] = " ".join(tidy["description"].split())
    return tidy


def _written(value: Any) -> bytes:
    """A record or dict as JSON with a member a line, and so on within it, but for what is short or all numbers."""
    return orjson.dumps(_spread(value), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _spread(value: Any) -> Any:
    """What is too long for a line, as orjson is to write it: each member that fits a line is written already."""
    if type(value) in _ON_A_LINE:
        return value
    if type(value) in (tuple, list):
        return _spread_list(value, _each(value))
    fields = value if type(value) is dict else vars(value)
    return {key: each if type(each) in _ON_A_LINE or not each else _laid_out(each) for key, each in fields.items()}


def _spread_list(values: Sequence[Any], written: Sequence[bytes]) -> list[Any]:
    return [orjson.Fragment(w) if _fits(w) else _spread(each) for each, w in zip(values, written, strict=True)]


def _laid_out(value: Any) -> orjson.Fragment | dict[str, Any] | list[Any]:
    """A list, dict or record: written compactly where that fits a line or is all numbers, else spread."""
    if type(value) is Span:
        return orjson.Fragment(b"[%d,%d]" % value)
    if type(value) not in (tuple, list):
        compact = _compact(value)
        return orjson.Fragment(compact) if _fits(compact) else _spread(value)
    members = _each(value)
    compact = b"[%b]" % b",".join(members)
    return orjson.Fragment(compact) if _fits(compact) or _numbers_only(value) else _spread_list(value, members)


def _each(values: Sequence[Any]) -> list[bytes]:
    """Each of `values` compactly, all written at once: with line ends between them, which compact JSON has none of."""
    return _compact([x for each in values for x in (_LINE_END, each)])[3:-1].split(b",\n,")


def _compact(value: Any) -> bytes:
    return orjson.dumps(value, default=_plain)


def _fits(compact: bytes) -> bool:
    return len(compact) <= _WIDTH or len(compact.decode()) <= _WIDTH


def _plain(value: Value | Span) -> dict[str, Any] | tuple[int, ...]:
    """What orjson cannot write itself: a record as its fields, a span as its numbers."""
    return tuple(value) if type(value) is Span else vars(value)


def _numbers_only(value: Any) -> bool:
    """Whether `value` is a number or a list of nothing else, at any depth: one look at each first member suffices,
    since the model's lists hold one kind."""
    while isinstance(value, (list, tuple)):
        value = value[0]
    return isinstance(value, int)
