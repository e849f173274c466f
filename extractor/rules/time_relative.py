"""Times that only the day of writing fixes: "năm nay", "quý tới", and the year that "trước ngày 30/11" leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from extractor.model import Found, Span, Time
from extractor.rules.anchors import anchor, days, time
from extractor.rules.number_words import number
from extractor.rules.openings import Text, figures, words
from extractor.rules.patterns import any_of
from extractor.rules.rule import Match, caseless
from extractor.rules.time_words import BEFORE_NAME, DAY, MONTH, YEARS, due

_SHIFTS = {
    "nay": 0, "này": 0, "hiện tại": 0, "tới": 1, "sau": 1, "kế tiếp": 1, "tiếp theo": 1, "tiếp": 1, "trước": -1,
    "ngoái": -1, "vừa qua": -1, "vừa rồi": -1,
}  # fmt: skip
_NAMED = (
    rf"{BEFORE_NAME}(?<!(?:những|nhiều|vài|mấy|các)\s)(?P<unit>năm|q(?:uý|uí|úy)|tháng)\s+(?:(?P<m>{MONTH})\s+)?"
    rf"(?P<shift>{any_of(_SHIFTS)})(?!\p{{L}}|\s*\d)"
)
_COUNTED = (
    r"(?<![\p{L}\d.,/-])(?<=(?P<lead>(?<!\p{L})(?:trong|vào|cho)\s+(?:vòng\s+)?)?)(?P<count>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"\s+(?P<unit>ngày|tháng|quý|năm)\s+(?P<shift>tới|tiếp\s+theo|vừa\s+(?:qua|rồi)|qua)(?!\p{L})"
)
_DATED = (  # "ngày 15 tháng 01 năm sau", "tháng 12 năm nay"
    rf"{BEFORE_NAME}(?:ngày\s+)?(?:(?<![\p{{L}}\d.,/-])(?P<d>{DAY})(?:\s*/\s*|\s+tháng\s*)|tháng\s*)(?P<m>{MONTH})\s+"
    rf"(?:của\s+)?năm\s+(?P<shift>{any_of(_SHIFTS)})(?!\p{{L}}|\s*\d)"
)
_YEAR_END = (
    r"(?<!\p{L})(?P<lead>(?:(?:kể\s+)?từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới|trước)\s+(?:hết|cuối)\s+)năm"
    r"(?=\s*(?:[.,;:)|\n]|\Z))"
)
_PLANNED = rf"{BEFORE_NAME}(?<!\d\s)năm\s+kế\s+hoạch(?!\p{{L}})"
_NAMES = words("năm", "quý", "quí", "qúy", "tháng")
_COUNTS = figures(most=2, then="ntq", words=("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
_DATES = figures(most=2, then="/t", words=("ngày", "tháng"))
_UNTIL = words("đến", "tới", "trước")
OPENERS = (_NAMES, _COUNTS, _DATES, _UNTIL, YEARS)
_MONTHS = {"năm": 12, "tháng": 1}


def relative(text: Text, reference: date) -> list[Found[Time]]:
    """The times that are named by their distance from `reference`, the day of writing."""
    dated = ((m, _day(m, reference)) for m in text.matches(caseless(_DATED), _DATES))
    ends = ((m, f"{reference.year}") for m in text.matches(caseless(_YEAR_END), _UNTIL))
    named = ((m, _anchor(m, reference)) for m in text.matches(caseless(_NAMED), _NAMES))
    counted = ((m, _stretch(m, reference)) for m in text.matches(caseless(_COUNTED), _COUNTS))
    return [
        Found(value, Span(m.start("lead") if m["lead"] else m.start(), m.end()), "relative")
        for m, at in (*dated, *ends, *named, *counted)
        if at is not None and (value := due(m, named=at)) is not None
    ]


def planned_year(text: Text, year: str) -> list[Found[Time]]:
    """The mentions of "năm kế hoạch", the `year` that the document plans."""
    found = ((m, due(m, named=year)) for m in text.matches(caseless(_PLANNED), YEARS))
    return [
        Found(value, Span(m.start("lead") if m["lead"] else m.start(), m.end()), "relative")
        for m, value in found
        if value
    ]


def _day(m: Match, reference: date) -> str | None:
    year = reference.year + _SHIFTS[" ".join(m["shift"].lower().split())]
    return anchor({"d": m["d"], "m": m["m"], "y": str(year)})


def _anchor(m: Match, reference: date) -> str | None:
    unit, shift = m["unit"].lower(), _SHIFTS[" ".join(m["shift"].lower().split())]
    if m["m"]:
        return _month(int(m["m"]), shift, reference) if unit == "tháng" else None
    return _unit(unit, shift, reference)


def _unit(unit: str, shift: int, reference: date) -> str:
    """The year, quarter or month that lies `shift` of them after that of `reference`."""
    length = _MONTHS.get(unit, 3)
    months = reference.year * 12 + reference.month - 1 + shift * length
    year, month = months // 12, months % 12 + 1
    if length == 3:
        return f"{year}-Q{(month + 2) // 3}"
    return f"{year}" if length == 12 else f"{year}-{month:02}"


def _month(month: int, shift: int, reference: date) -> str:
    """ "tháng 3 tới", "tháng 3 vừa qua": the next or the last month of that name; "tháng 3 này" is this year's."""
    later = month - reference.month
    year = reference.year + (1 if shift > 0 and later <= 0 else -1 if shift < 0 and later >= 0 else 0)
    return f"{year}-{month:02}"


def _stretch(m: Match, reference: date) -> str:
    """So many whole days, months, quarters or years after or before that of `reference`: "3 năm tới"."""
    unit, printed = m["unit"].lower(), m["count"].lower()
    count = int(printed) if printed.isdecimal() else int(number(printed) or 1)
    first, last = (1, count) if m["shift"].lower().startswith("t") else (-count, -1)
    if unit == "ngày":
        return f"{reference + timedelta(days=first)}/{reference + timedelta(days=last)}"
    return f"{_unit(unit, first, reference)}/{_unit(unit, last, reference)}"


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
