"""A Time's parts to the forms in which other tools take it: EDTF (ISO 8601-2:2019) and TIMEX3 (TimeML 1.2.1).

Both are derived from anchor, relation and `every` alone. What a standard cannot say is None: EDTF has no span counted
from an event, neither has a form for what goes on without end.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

Modifier = Literal["BEFORE", "ON_OR_BEFORE", "ON_OR_AFTER"]

_CODES = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}  # ISO 8601-2, sub-year groupings
_LENGTHS = {"year": "P1Y", "half-year": "P6M", "quarter": "P3M", "month": "P1M", "week": "P1W", "day": "P1D"}
_MODIFIERS: dict[str | None, Modifier] = {"before": "BEFORE", "by": "ON_OR_BEFORE", "from": "ON_OR_AFTER"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12]))")


class Timex3(NamedTuple):
    """The attributes of a TIMEX3 element; None for one that does not apply. `begin` and `end` are the values of the
    points that a stretch of time lies between."""

    type: Literal["DATE", "DURATION", "SET"]
    value: str
    mod: Modifier | None = None
    quant: Literal["EVERY"] | None = None
    freq: str | None = None
    begin: str | None = None
    end: str | None = None


def edtf(anchor: str | None) -> str | None:
    """ "2023-Q4" → "2023-36", "--11-30" → "XXXX-11-30", "2026/2030" as it is; None for "P30D" and "ongoing"."""
    if anchor is None or not anchor[0].isdecimal() and anchor[0] != "-":
        return None
    return "/".join(_coded(point) for point in anchor.split("/"))


def _coded(point: str) -> str:
    opened = _opened(point)
    head, _, last = opened.rpartition("-")
    return f"{head}-{_CODES[last]}" if last in _CODES else opened


def _opened(point: str) -> str:
    """A point whose open parts are marked: "---18" → "XXXX-XX-18"."""
    if point.startswith("---"):
        return f"XXXX-XX{point[2:]}"
    return f"XXXX{point[1:]}" if point.startswith("--") else point


def timex3(anchor: str | None, relation: str | None, every: str | None) -> Timex3 | None:
    """The TIMEX3 of a time: a date, a set where it recurs, a duration for a span, a reference for "present"; None for
    "ongoing"."""
    if anchor == "present":
        return Timex3("DATE", "PRESENT_REF")
    freq = _LENGTHS[every][1:] if every else None
    quant: Literal["EVERY"] | None = "EVERY" if every else None
    if anchor is None or anchor == "ongoing":
        return Timex3("SET", f"P{freq}", quant=quant, freq=freq) if freq and anchor is None else None
    if anchor.startswith("P"):
        return Timex3("DURATION", anchor)
    first, _, last = anchor.partition("/")
    mod = _MODIFIERS.get(relation)
    if last:
        begin, end = _opened(first), _opened(last)
        return Timex3("SET" if every else "DURATION", _length(first, last), mod, quant, freq, begin, end)
    return Timex3("SET" if every else "DATE", _opened(anchor), mod, quant, freq)


def _length(first: str, last: str) -> str:
    """How long from the first to the last, both included; "PXX" where a year is open or a day meets a month."""
    if first.isdecimal() and last.isdecimal():
        return f"P{int(last) - int(first) + 1}Y"
    if _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return f"P{(date.fromisoformat(last) - date.fromisoformat(first)).days + 1}D"
    opens, closes = _month(first, 0), _month(last, 1)
    return "PXX" if opens is None or closes is None else f"P{closes - opens + 1}M"


def _month(point: str, at_end: int) -> int | None:
    """The first or last month of a point, counted from year 0."""
    if point.isdecimal():
        return int(point) * 12 + (12 if at_end else 1)
    m = _MONTHS.fullmatch(point)
    if m is None:
        return None
    length = 1 if m[2] else 3 if m[3] else 6
    place = int(m[2] or m[3] or m[4])
    return int(m[1]) * 12 + (place * length if at_end else place * length - length + 1)
