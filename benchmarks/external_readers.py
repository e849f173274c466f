"""A case of the external sets to whether a tool reads it right: kehoach, and the tools that are set beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from importlib import import_module, util
from typing import Any, NamedTuple

from benchmarks.external_sets import NUMBERS, Case
from extractor.model import Quantity
from extractor.rules import body_history, numbers, ordinals, times
from extractor.rules.body_registry import slug
from extractor.rules.number_words import number

UNITS = {  # a set's name of a unit, or ours spelt out → the sign; what is not listed is compared without regard to case
    "dollar": "USD", "$": "USD", "đô la": "USD", "usd": "USD", "pound": "GBP", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₫": "VND", "đồng": "VND", "đ": "VND", "₩": "KRW", "rm": "MYR", "s": "giây", "°c": "độ C", "m2": "m²",
    "km2": "km²", "°f": "độ F", "hp": "mã lực", "km/giờ": "km/h", "xăng ti mét/giây": "cm/s", "mét vuông": "m²",
    "ki lô mét vuông": "km²", "mét khối": "m³", "xen ti mét khối": "cm³", "gram": "g", "mi li lít": "ml", "vôn": "V",
    "muy crô mét": "μm", "mi li ampe": "mA", "megabit/giây": "Mbps", "kilobit/giây": "kbps", "terabyte": "TB",
    "gigabyte": "GB",
}  # fmt: skip
MERGED = date(2025, 7, 2)
SIGNS = {"<": ("<", "<="), ">": (">", ">="), "=": ("=", "~", "range")}


class Tool(NamedTuple):
    """A tool: the groups of cases that it reads, and whether it reads a case right."""

    name: str
    groups: frozenset[str]
    right: Callable[[Case], bool]


def ours(case: Case) -> bool:
    if case.group == "time":
        return _times(case)
    if case.group == "province":
        return _province(case)
    if case.group in ("ordinal", "roman"):
        return tuple(f.value for f in ordinals.find(case.text)) == case.wanted
    return _number(case)


def _province(case: Case) -> bool:
    """Whether the people's committee of the old province is, on the day after, that of the new one."""
    stands = body_history.at(f"ubnd-tinh-{slug(case.text)}", MERGED)
    return stands is not None and (stands.province,) == case.wanted


def _times(case: Case) -> bool:
    read = [f.value.anchor or "" for f in times.find(case.text, case.reference)]
    return len(read) == len(case.wanted) and all(map(_alike, read, case.wanted))


def _alike(anchor: str, wanted: str) -> bool:
    """Whether an anchor is the wanted one, whose "?" leave a part open."""
    if "?" not in wanted:
        return anchor == wanted
    points, asked = anchor.split("/"), wanted.split("/")
    return len(points) >= len(asked) and all(map(_point_alike, points, asked))


def _point_alike(point: str, asked: str) -> bool:
    parts, wanted = point.split("-"), asked.split("-")
    return len(parts) <= len(wanted) and all(b in ("?", a) for a, b in zip([*parts, "?"], wanted, strict=False))


def _number(case: Case) -> bool:
    first, last, unit, sign = case.wanted
    found = numbers.find(case.text, times=())
    if len(found) != 1 or (case.group in ("numeral", "cardinal") and found[0].text != case.text):
        value = number(case.text)
        return value is not None and not unit and f"{value.normalize():f}" == first
    return _same(found[0].value, first, last, unit, sign)


def _same(read: Quantity, first: str, last: str, unit: str | None, sign: str) -> bool:
    values = read.value if isinstance(read.value, tuple) else (read.value, "")
    named = UNITS.get((unit or "").lower(), unit or "").lower()
    ours_named = UNITS.get((read.unit or "").lower(), read.unit or "").lower()
    return values == (first, last) and named == ours_named and read.comparator in SIGNS[sign]


def others() -> dict[str, Tool | str]:
    """The tools that are set beside ours, or the reason why one is not."""
    makers: Mapping[str, Callable[[], Tool]] = {"dateparser": _dateparser, "quantulum3": _quantulum}
    return {
        name: make() if util.find_spec(name) else "not installed (extra `compare`)" for name, make in makers.items()
    }


def _dateparser() -> Tool:
    parse = import_module("dateparser").parse
    search = import_module("dateparser.search").search_dates

    def right(case: Case) -> bool:
        settings = {"RELATIVE_BASE": datetime.combine(case.reference, time())} if case.reference else {}
        one = parse(case.text, languages=["vi"], settings=settings)
        found = [one] if one else [d for _, d in search(case.text, languages=["vi"], settings=settings) or ()]
        return len(found) == len(case.wanted) and all(map(_covers, found, case.wanted))

    return Tool("dateparser", frozenset(("time",)), right)


def _covers(day: datetime, wanted: str) -> bool:
    """Whether a day is the wanted one, or lies in the wanted month or year."""
    parts = wanted.replace("--", "?-", 1).split("-") if wanted.startswith("--") else wanted.split("-")
    return all(b in ("?", a) for a, b in zip((f"{day.year}", f"{day.month:02}", f"{day.day:02}"), parts, strict=False))


def _quantulum() -> Tool:
    parse = import_module("quantulum3.parser").parse

    def right(case: Case) -> bool:
        found: list[Any] = parse(case.text)
        return len(found) == 1 and not case.wanted[1] and abs(found[0].value - _float(case.wanted[0])) < 1e-6

    return Tool("quantulum3", NUMBERS, right)


def _float(value: str) -> float:
    over, _, under = value.partition("/")
    return float(over) / float(under or 1)
