"""The rows of ../shared/external to cases: a text, what it says, and whether that is a matter for plans at all.

The rows stay where they are; external_excluded.toml lists those that do not apply, with the reason. A value is what
its set says, brought to the anchors and decimals of the labelling guidelines and to nothing finer than a day.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

Row = Mapping[str, Any]
EXCLUDED = Path(__file__).with_name("external_excluded.toml")
NUMBERS = frozenset(("numeral", "cardinal", "decimal", "fraction", "percent", "measure", "money", "range"))


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a set. `wanted` is a tuple of anchors for a time, of strings "from", "to", unit and sign for an amount,
    of whole numbers for an ordinal or a Roman numeral; empty for a counterexample. `reason` says why it does not
    apply."""

    set: str
    row: int
    group: str
    text: str
    wanted: tuple[Any, ...]
    reference: date | None = None
    reason: str | None = None


def cases(folder: Path) -> Iterator[Case]:
    """The cases of all sets in `folder`, by set and row (counted from 1)."""
    listed = tomllib.loads(EXCLUDED.read_text("utf-8"))
    seen = {(e["set"], e["row"]): e["value"] for e in listed["by_eye"]}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = json.loads(line)
            if (path.stem, number) in seen:
                row["value"] = seen[path.stem, number]
            yield _case(path.stem, number, row, _reason(listed["exclude"], path.stem, number, row))


def _reason(excluded: list[Row], name: str, number: int, row: Row) -> str | None:
    listed = next((e["reason"] for e in excluded if _covers(e, name, number, row)), None)
    said = (
        "new_short" in row
        or row.get("value") is not None
        or row.get("negative")
        or {"start", "start_certain", "edtf"} & row.keys()
    )
    return listed or (None if said else "the set gives no value")


def _covers(e: Row, name: str, number: int, row: Row) -> bool:
    """Whether an entry is about the row: its set, and all that the entry names of rows, kinds, fields and words."""
    if name not in e["sets"] or number not in e.get("rows", (number,)):
        return False
    kind, text = row.get("kind"), row.get("text", "")
    fields = all(row.get(field) == value for field, value in e.get("fields", {}).items())
    words = "words" not in e or regex.search(e["words"], text, regex.IGNORECASE) is not None
    return fields and words and kind in e.get("kinds", (kind,))


def _case(name: str, number: int, row: Row, reason: str | None) -> Case:
    kind = row.get("kind", "other")
    group = "province" if name.startswith("province") else kind
    group = "time" if kind in ("time", "time_search", "date", "set", "duration") else group
    read = _WANTED.get(group, _number if group in NUMBERS else _nothing)
    wanted = read(row) if reason is None else ()
    reference = date.fromisoformat(row["reference_time"][:10]) if row.get("reference_time") else None
    return Case(name, number, group, row.get("text") or row.get("old_short", ""), wanted, reference, reason)


def _nothing(row: Row) -> tuple[Any, ...]:
    return ()


def _times(row: Row) -> tuple[str, ...]:
    if row.get("negative"):
        return ()
    if row["kind"] == "time_search":
        return tuple(value for _, value in row["value"])
    if "start" in row or "start_certain" in row:
        points = (_point(row.get("start"), row.get("start_certain")), _point(row.get("end"), None))
        return ("/".join(point for point in points if point),)
    if isinstance(row.get("value"), dict):
        return (_interval(row["value"], row["grain"]),)
    return (_anchor(row.get("edtf") or row["value"]),)


def _anchor(value: str) -> str:
    """ "UNDEF-year-03" → "--03", "2017-09-04/P1W" → its seven days, "2024-03-05T10:30" → its day."""
    value = value.replace("UNDEF-year", "-").replace("XXXX", "-").split("T")[0]
    first, _, length = value.partition("/")
    if length == "P1W":
        return f"{first}/{date.fromisoformat(first) + timedelta(days=6)}"
    return value


def _point(parts: Row | None, certain: Row | None) -> str:
    """The parts of a date that a row is sure of, "?" for the others: "2012-03-?"; empty for no point."""
    if parts is None:
        return ""
    sure = {k: v for k, v in parts.items() if certain is None or certain.get(k) is not False}
    return "-".join(f"{sure[k]:0{width}}" if k in sure else "?" for k, width in (("year", 4), ("month", 2), ("day", 2)))


def _interval(value: Row, grain: str) -> str:
    """First and last day, month or year of an interval whose end stands outside it."""
    first = date.fromisoformat(value["from"][:10])
    last = date.fromisoformat(value["to_exclusive"][:10]) - timedelta(days=1)
    length = {"year": 4, "month": 7, "day": 10}[grain]
    return f"{first.isoformat()[:length]}/{last.isoformat()[:length]}"


_SCALES = {"triệu": 6, "tỷ": 9, "vạn": 4}


def _number(row: Row) -> tuple[str, str, str | None, str]:
    value, unit, sign = row.get("value"), row.get("unit"), {"max": "<", "min": ">"}.get(row.get("type", ""), "=")
    if isinstance(value, dict) and "num" in value:
        return f"{value['num']}/{value['den']}", "", unit, sign
    if isinstance(value, dict):
        ends = [_written(value[end]) if end in value else "" for end in ("from", "to")]
        first = ends[0] or ends[1]
        return first, ends[1] if all(ends) else "", unit or value.get("unit"), sign
    scaled = Decimal(str(value)) * Decimal(10) ** _SCALES.get(row.get("scale") or "", 0)
    return _written(scaled), "", unit, sign


def _written(value: Any) -> str:
    plain = f"{Decimal(str(value)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _ordinals(row: Row) -> tuple[int, ...]:
    value = row["value"]
    return tuple(item["int"] for item in value) if isinstance(value, list) else (int(value),)


def _merged(row: Row) -> tuple[str, ...]:
    """The province that stands on the day of the merger."""
    return (row["new_short"],)


_WANTED = {"time": _times, "ordinal": _ordinals, "roman": _ordinals, "province": _merged}
