"""The unit that stands beside a number rather than after it: in a table's column, or in the words of the indicator."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from extractor.model import Quantity, Span
from extractor.patterns import compiled
from extractor.rules import numbers
from extractor.rules.amounts import MAGNITUDE, scale, written
from extractor.rules.unit_names import unit_after
from extractor.targets.phrases import DURATIONS

_RANK = compiled(r"(?:thứ\s+(?:bậc|hạng)|xếp\s+hạng|hạng|vị\s+trí)$", regex.IGNORECASE)
_COUNT = compiled(r"^(?:số(?:\s+lượng)?)\s+(?=\p{L})", regex.IGNORECASE)
_PLAIN = compiled(r"\d+(?:\.\d+)?")
_MAGNITUDE = compiled(MAGNITUDE, regex.IGNORECASE)
_OF_BASE = compiled(r"\s*/\s*(?P<base>GRDP|GDP|tổng\s+chi\s+\S+)\s*$")


def from_cell(value: Quantity, unit: str | None) -> Quantity:
    """`value` with the unit that a cell names ("Thứ bậc" → hạng, "Nghìn tấn" multiplies); a unit read in the number's
    own cell stays, but "%" takes the base that the unit's cell adds ("% GDP")."""
    named = " ".join((unit or "").split())
    if not named or (value.unit not in (None, "%") and value.unit is not None):
        return value
    if named.startswith("%"):
        return value.model_copy(update={"unit": named})
    if value.unit == "%":
        return value
    if _RANK.match(named):
        return value.model_copy(update={"unit": "hạng"})
    return _counted(value, _COUNT.sub("", named))


def _counted(value: Quantity, named: str) -> Quantity:
    """The unit as the reader of numbers knows it: its classifier ("Sàn dữ liệu" → sàn) and its magnitude."""
    if "," in named or "/" in named:
        return value.model_copy(update={"unit": named.lower()})
    known = _known(named)
    if known and isinstance(value.value, str) and _PLAIN.fullmatch(value.value):
        scaled = written(Decimal(value.value) * known.scale)
        return value.model_copy(update={"value": scaled, "unit": known.unit})
    read = numbers.find(f"{_printed(value)} {named}")
    if len(read) == 1 and read[0].value.unit and isinstance(read[0].value.value, type(value.value)):
        return read[0].value.model_copy(update={"comparator": value.comparator})
    return value.model_copy(update={"unit": named.lower()})


class _Known(NamedTuple):
    """A unit as it goes to the output, and what its magnitude multiplies numbers by."""

    scale: Decimal
    unit: str


@lru_cache(maxsize=256)
def _known(named: str) -> _Known | None:
    """What `named` says where it is one unit known by name, with or without a magnitude ("Nghìn tấn"); no length of
    time, which the reader of numbers may take for a deadline."""
    magnitude = _MAGNITUDE.match(named)
    at = magnitude.end() if magnitude else 0
    unit = unit_after(named, at)
    if unit is None or unit.tail or unit.end < len(named) or unit.name in DURATIONS:
        return None
    return _Known(scale(magnitude[0] if magnitude else None), unit.name)


def _printed(value: Quantity) -> str:
    parts = (value.value,) if isinstance(value.value, str) else value.value
    return " - ".join(part.replace(".", ",") for part in parts)


_EACH = compiled(r"(?:\s\p{L}+){0,3}\s*/\s*(?P<each>năm|quý|tháng|tuần)(?!\p{L})", regex.IGNORECASE)


def with_rate(quantity: Quantity, key: str, after: Span) -> Quantity:
    """A count whose rate stands after the counted noun: "18 bản tin cảnh báo/năm" → unit "bản tin/năm"."""
    if quantity.unit is None or "/" in quantity.unit or quantity.unit.startswith("%"):
        return quantity
    each = _EACH.match(key, after.start, after.end)
    if each is None:
        return quantity
    return quantity.model_copy(update={"unit": f"{quantity.unit}/{each['each'].lower()}"})


def without_rate(indicator: str) -> str:
    """An indicator without the rate that went into its unit."""
    return regex.sub(r"\s*/\s*(?:năm|quý|tháng|tuần)(?!\p{L})", "", indicator)


def with_base(quantity: Quantity, indicator: str) -> tuple[Quantity, str]:
    """A share whose base ends the indicator: "Kinh phí …/GRDP" with "%" → unit "% GRDP", indicator without the base."""
    base = _OF_BASE.search(indicator) if quantity.unit == "%" else None
    if base is None:
        return quantity, indicator
    return quantity.model_copy(update={"unit": f"% {base['base']}"}), indicator[: base.start()]
