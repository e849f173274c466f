"""Times that only the day of writing fixes: "năm nay", "quý tới", and the year that "trước ngày 30/11" leaves out."""

from __future__ import annotations

from datetime import date

import regex

from extractor.model import Found, Span, Time
from extractor.rules.anchors import days, time
from extractor.rules.patterns import any_of
from extractor.rules.rule import Match
from extractor.rules.time_words import BEFORE_NAME, due

_SHIFTS = {"nay": 0, "này": 0, "tới": 1, "sau": 1, "kế tiếp": 1, "tiếp theo": 1, "trước": -1, "ngoái": -1}
_NAMED = regex.compile(
    rf"{BEFORE_NAME}(?P<unit>năm|q(?:uý|uí|úy)|tháng)\s+(?P<shift>{any_of(_SHIFTS)})(?!\p{{L}}|\s*\d)",
    regex.IGNORECASE,
)
_MONTHS = {"năm": 12, "tháng": 1}


def relative(key: str, reference: date) -> list[Found[Time]]:
    """The times that are named by their distance from `reference`, the day of writing."""
    return [
        Found(value, Span(m.start("lead") if m["lead"] else m.start(), m.end()), "relative")
        for m in _NAMED.finditer(key)
        if (value := due(m, named=_anchor(m, reference))) is not None
    ]


def _anchor(m: Match, reference: date) -> str:
    unit, shift = m["unit"].lower(), _SHIFTS[" ".join(m["shift"].lower().split())]
    length = _MONTHS.get(unit, 3)
    months = reference.year * 12 + reference.month - 1 + shift * length
    year, month = months // 12, months % 12 + 1
    if length == 3:
        return f"{year}-Q{(month + 2) // 3}"
    return f"{year}" if length == 12 else f"{year}-{month:02}"


def completed(value: Time, reference: date) -> Time:
    """A day, month or quarter without a year becomes the first that is not over on `reference`; what recurs stays."""
    named = value.anchor or ""
    if value.every or not regex.fullmatch(r"--(?:\d\d(?:-\d\d)?|[QH]\d)", named):
        return value
    for year in range(reference.year, reference.year + 5):  # 29 February comes within four years but for 2100
        whole = f"{year}-{named[2:]}"
        if _exists(whole) and (bounds := days(whole)) and bounds[1] >= reference:
            return time(whole, value.relation)
    return value


def _exists(whole: str) -> bool:
    return not whole.endswith("-02-29") or int(whole[:4]) % 4 == 0
