"""The place after a number to the unit that is printed there, in its form for the output ("người/vạn dân", "VND").

The names of lexicons/units.toml stand in one pattern only, applied where a number ends: 900 names cost a tenth of a
second to compile, and every rule of numbers needs them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from extractor.lexicons import rows
from extractor.patterns import compiled
from extractor.rules.patterns import any_of
from extractor.rules.rule import Match

_ROWS = rows("units", "id", "kind", "names")
_KINDS = {name.lower(): row["kind"] for row in _ROWS for name in row["names"]}
_FORMS: dict[str, str] = {name.lower(): row.get("unit", name) for row in _ROWS for name in row["names"]}

_END = r"(?=\s*(?:[.,;:)|]|\Z|\n|(?:cả|toàn|của)\s))"
_NO_DATE = r"(?!(?<=năm|tháng|ngày|quý)\s*(?:\d|[IV]+(?!\p{L})))"
_NO_FIGURES = r"(?!(?<=con)\s+số(?!\p{L}))"  # "2 con số" tells how long a number is, and counts nothing
_BASE = r"(?:\d{1,3}(?:[. ]?\d{3})*\s*)?(?:(?:vạn|nghìn|triệu)\s+)?"
_RATE = (
    rf"(?P<rate>(?:\s*/\s*{_BASE}(?&name)(?![\p{{L}}\d])){{1,3}}"
    r"|\s+trên\s+(?:(?:một\s+|1\s+)?(?:vạn|nghìn|triệu|10{0,2}\.000)\s+dân|giờ|phút|giây)(?!\p{L}))"
)
TAIL = r"(?P<tail>\s+trở\s+(?:lên|xuống|đi)|\s+hoặc\s+(?:cao\s+|nhiều\s+|lớn\s+)?hơn)?(?!\p{L})"
_SPLIT = compiled(r"(?:\G|(?<!\s))(?:\s*+/\s*+|\s++trên\s++(?:một\s+|1\s+)?)")
_REACH = 200  # characters that a unit with its rate may take
SIGNS = "%‰°º$€£¥₫₹₩"  # with which a unit may begin, if not with a letter
_MAY_OPEN = compiled(rf"\s*[\p{{L}}{SIGNS}]")


class Unit(NamedTuple):
    """A unit as it goes to the output, the words that close the statement ("trở lên"), and where they end."""

    name: str
    tail: str
    end: int


@cache
def _pattern() -> regex.Pattern[str]:
    names = any_of(name for name in _KINDS if not name.startswith("%"))
    shares = any_of(name for name in _KINDS if name.startswith("%"))
    unit = rf"(?:%\s*dân\s+số{_END}|{shares}|(?&name)(?![\p{{L}}\d])){_NO_DATE}{_NO_FIGURES}"
    return compiled(rf"(?(DEFINE)(?P<name>{names}))\s*(?P<unit>{unit}){_RATE}?{TAIL}", regex.IGNORECASE)


def unit_after(key: str, at: int) -> Unit | None:
    """The unit printed at `at`, where a number ends; None where none is."""
    m = _pattern().match(key, at, at + _REACH) if _MAY_OPEN.match(key, at) else None
    return Unit(_named(m), (m["tail"] or "").lower(), m.end()) if m else None


def is_unit(words: str) -> bool:
    """Whether `words` are a unit and nothing else."""
    m = _pattern().match(words)
    return m is not None and m.end("unit") == len(words.rstrip())


def currency(sign: str) -> str:
    """The unit of a currency's sign or code as it stands before an amount: "$" → "USD"."""
    return _FORMS.get(sign.lower().rstrip("."), sign.upper())


def is_measure(unit: str) -> bool:
    """Whether `unit` measures (ha, tấn, km) rather than counts things."""
    return _KINDS.get(unit.lower()) == "measure"


def _named(m: Match) -> str:
    rate = m["rate"]
    bases = [_form(part) for part in _SPLIT.split(rate) if part] if rate else ()
    return "/".join((_form(m["unit"]), *bases))


@lru_cache(maxsize=4096)
def _form(name: str) -> str:
    """ "đồng" → "VND", "Mô hình" → "mô hình", "%GRDP" → "% GRDP"."""
    words = " ".join(name.lower().replace("%", "% ").split())
    return _FORMS.get(words) or _FORMS.get(words.replace("% ", "%"), words)
