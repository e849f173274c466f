"""Rules that read a part of a longer time by its place in it: a half-year, the last day of a quarter, a week of a
month, a decade."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extractor.model import Every, Time
from extractor.rules.anchors import anchor, days, time
from extractor.rules.number_words import number
from extractor.rules.openings import words
from extractor.rules.rule import Match, rule
from extractor.rules.time_words import (
    DAYS,
    EVERY,
    IN_YEAR,
    MONTH,
    MONTH_WORD,
    QUARTER,
    QUARTER_NAME,
    RELATIONS,
    YEAR,
    YEARS,
    due,
)

_LEAD = rf"(?<=(?P<lead>(?<!\p{{L}})(?:(?:{RELATIONS}|vào)\s+){{1,5}})?)"
_NAMED = (
    rf"(?:tháng\s*(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD}))(?:{IN_YEAR}(?P<y>{YEAR}))?"
    rf"|{QUARTER_NAME}(?P<q>{QUARTER})(?:{IN_YEAR}(?P<y>{YEAR}))?|năm\s+(?P<y>{YEAR}))"
)


@rule(
    rf"năm(?<=(?P<lead>(?<!\p{{L}})(?:(?:{RELATIONS})\s+){{0,5}}(?:(?<![\d.,/])0?6\s+tháng|sáu\s+tháng|nửa)\s+(?:đầu|(?P<h>cuối))\s+)năm)"
    rf"(?!\p{{L}})(?:\s+(?P<y>{YEAR}))?",
    yes={
        "6 tháng đầu năm 2025": time("2025-H1"),
        "trong sáu tháng cuối năm 2026": time("2026-H2", inside=True),
        "nửa đầu năm 2027": time("2027-H1"),
        "06 tháng cuối năm": time("--H2"),
    },
    no=["9 tháng đầu năm 2025", "6 tháng năm 2025", "16 tháng đầu năm"],
    opens=YEARS,
)
def half_year(m: Match) -> Time | None:
    half = "H2" if m["h"] else "H1"
    return due(m, named=f"{m['y'] or '-'}-{half}")


@rule(
    rf"{_LEAD}ngày(?<!\p{{L}}ngày)\s+(?:làm\s+việc\s+)?(?:(?P<first>đầu(?:\s+tiên)?)|cuối(?:\s+cùng)?)\s+(?:của\s+)?{_NAMED}",
    yes={
        "ngày đầu tiên của tháng ba": time("--03-01"),
        "ngày cuối tháng 6/2026": time("2026-06-30"),
        "trước ngày cuối cùng của quý II năm 2026": time("2026-06-30", "before"),
        "ngày cuối tháng 9": time("--09-30"),
        "ngày làm việc cuối cùng của năm 2026": time("2026-12-31"),
    },
    no=["ngày cuối tuần", "ngày đầu ra quân", "ngày cuối tháng 2", "ngày cuối tháng"],
    opens=DAYS,
)
def edge_day(m: Match) -> Time | None:
    """The first or last day of a month, quarter or year; the last of February only where the year is named."""
    whole = anchor({**m.groupdict(), "y": m["y"] or "2025"})
    bounds = days(whole)
    if bounds is None or not m["y"] and not m["first"] and bounds[1].month == 2:
        return None
    day = bounds[0 if m["first"] else 1].isoformat()
    return due(m, named=day if m["y"] else f"-{day[4:]}")


@rule(
    rf"{_LEAD}ngày(?<!\p{{L}}ngày)\s+(?:làm\s+việc\s+)?cuối(?:\s+cùng)?\s+(?:của\s+)?(?:(?:mỗi|hàng|hằng|từng)\s+)?(?P<unit>tháng|quý|năm)"
    r"(?!\p{L}|\s*\d|\s+(?:[IV]+|nay|này|tới|sau|một|hai|ba|tư|bốn|sáu|bảy|tám|chín|mười)(?!\p{L}))",
    yes={
        "ngày cuối tháng": Time(anchor=None, relation="by", every="month"),
        "trước ngày cuối cùng của quý": Time(anchor=None, relation="before", every="quarter"),
        "ngày cuối hằng năm": time("--12-31", "by", "year"),
    },
    no=["ngày cuối tháng 6", "ngày cuối tuần", "cuối năm", "ngày cuối quý IV"],
    opens=DAYS,
)
def last_day_of_each(m: Match) -> Time | None:
    every: Every = EVERY[m["unit"].lower()]
    if every == "year":
        return due(m, named="--12-31", every=every)
    return Time(anchor=None, relation="before" if "trước" in (m["lead"] or "").lower() else "by", every=every)


_PLACES = {"đầu": 0, "nhất": 0, "1": 0, "hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "4": 3, "cuối": -1}


@rule(
    rf"{_LEAD}(?<!\d\s|(?<!\p{{L}})(?:hai|ba)\s)tuần(?<!\p{{L}}tuần)\s+(?:thứ\s+(?P<at>nhất|hai|ba|tư|[1-4](?!\d))|(?P<at>[1-4](?!\d))|(?P<at>đầu)(?:\s+tiên)?|(?P<at>cuối)(?:\s+cùng)?)\s+(?:của\s+)?"
    rf"tháng\s*(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD})){IN_YEAR}(?P<y>{YEAR})",
    yes={
        "tuần đầu tiên của tháng 9 năm 2017": time("2017-09-04/2017-09-10"),
        "trong tuần cuối tháng 6/2026": time("2026-06-29/2026-07-05", inside=True),
        "tuần thứ 2 của tháng 6/2026": time("2026-06-08/2026-06-14"),
        "tuần 1 tháng 6/2026": time("2026-06-01/2026-06-07"),
        "tuần thứ hai của tháng 3 năm 2026": time("2026-03-09/2026-03-15"),
    },
    no=[
        "tuần đầu tháng 9",
        "tuần lễ đầu tiên",
        "tuần cuối năm 2026",
        "tuần thứ năm tháng 3/2026",
        "2 tuần đầu tháng 6/2026",
    ],
    opens=words("tuần"),
)
def week(m: Match) -> Time | None:
    """A week of a month: from Monday to Sunday, counted among those that begin in the month."""
    opens = days(anchor(m.groupdict()))
    if opens is None:
        return None
    month = opens[0]
    mondays = [day for day in _days_of(month) if day.weekday() == 0]
    first = mondays[_PLACES[m["at"].lower()]]
    return due(m, named=f"{first}/{first + timedelta(days=6)}")


def _days_of(month: date) -> list[date]:
    return [month.replace(day=day) for day in range(1, monthrange(month.year, month.month)[1] + 1)]


@rule(
    rf"{_LEAD}(?:(?P<name>thập\s+(?:niên|k[ỷỉ])|những\s+năm)\s+)(?<!\p{{L}}(?P=name)\s+)(?P<y>(?:1[89]|20)?[1-9]0)(?![\p{{L}}\d/%-]|[.,]\d|\s*-)",
    yes={
        "thập niên 1950": time("1950/1959"),
        "thập kỷ 2030": time("2030/2039"),
        "những năm 90": time("1990/1999"),
        "trong thập niên 2020": time("2020/2029", inside=True),
    },
    no=["những năm 2025", "thập kỷ 2021-2030", "năm 90", "những năm 90%"],
    opens=words("thập", "những"),
)
def decade(m: Match) -> Time | None:
    first = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    return due(m, named=f"{first}/{first + 9}")


@rule(
    rf"{_LEAD}(?P<name>thế\s+k[ỷỉ])\s+(?<!\p{{L}}(?P=name)\s+)(?:thứ\s+)?"
    r"(?P<count>(?-i:X{0,2}(?:IX|IV|V?I{0,3})(?<=[IVX]))|\d{1,2}|(?:mười|hai\s+mươi)(?:\s+(?:mốt|một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?)"
    r"(?![\p{L}\d]|[.,]\d)",
    yes={
        "giữa thế kỷ XXI": time("2001/2100"),
        "thế kỷ 19": time("1801/1900"),
        "đến cuối thế kỷ hai mươi mốt": time("2001/2100"),
    },
    no=["thế kỷ mới", "thế kỷ 0", "hai thế kỷ", "thế kỷ XIIII"],
    opens=words("thế"),
)
def century(m: Match) -> Time | None:
    count = _century(m["count"])
    return due(m, named=f"{count - 1:02}01/{count}00") if 0 < count < 100 else None


def _century(printed: str) -> int:
    """ "XXI", "21", "hai mươi mốt" → 21."""
    if printed.isdigit():
        return int(printed)
    if printed.isupper():
        values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in printed]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return int(number(printed) or 0)


PARTS = (half_year, edge_day, last_day_of_each, week, decade, century)
