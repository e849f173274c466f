"""Rules that read what recurs: every year, every half-year, on a day of every month, and what goes on without end."""

from __future__ import annotations

from extractor.model import Every, Time
from extractor.rules.anchors import time
from extractor.rules.openings import figures
from extractor.rules.rule import Match, rule
from extractor.rules.time_words import BEFORE_DAY, DAY, EVERY, EVERY_MONTH, PERIODS, due

_UNIT = r"(?P<unit>năm|quý|tháng|tuần|ngày)(?!\p{L})"


def _each(every: Every) -> Time:
    return time(None, None, every)


@rule(
    rf"(?<=(?P<lead>(?<!\p{{L}})(?:theo\s+)?(?:định\s+kỳ(?:\s+(?:hàng|hằng|mỗi))?|hàng|hằng|mỗi|từng)\s+)){_UNIT}(?!\s*\d)",
    yes={
        "hàng năm": _each("year"),
        "Hằng năm": _each("year"),
        "mỗi năm": _each("year"),
        "định kỳ hằng quý": _each("quarter"),
        "hàng tháng": _each("month"),
        "hằng tuần": _each("week"),
        "định kỳ năm": _each("year"),
    },
    no=["hàng trăm", "mỗi năm 2026", "năm", "hàng hóa", "mỗi ngành"],
    opens=PERIODS,
)
def every(m: Match) -> Time:
    return _each(EVERY[m["unit"].lower()])


@rule(
    r"(?<![\p{L}\d.,/-])(?<=(?P<lead>(?<!\p{L})(?:theo\s+)?(?:định\s+kỳ|hàng|hằng|mỗi|cứ|sơ\s+kết)\s+)?)"
    r"(?:0?(?P<six>6)|0?(?P<three>3)|(?P<twelve>12)|0?(?P<one>1)|một|(?P<six>sáu)|(?P<three>ba))\s+(?:tháng|(?P<year>năm)|(?P<week>tuần))(?P<once>\s*(?:/|một|01|1)\s*lần|(?=(?:\s*[,;]|\s+và|\s+hoặc)\s*(?:hàng|hằng)\s+năm))?"
    r"(?!\s*\d|\s+(?:đầu|cuối|năm|kể|tới|qua|tiếp)(?!\p{L}))",
    yes={
        "định kỳ 6 tháng": _each("half-year"),
        "sơ kết 06 tháng": _each("half-year"),
        "03 tháng một lần": _each("quarter"),
        "sáu tháng/lần": _each("half-year"),
        "định kỳ 1 năm": _each("year"),
        "1 tháng/lần": _each("month"),
    },
    no=["6 tháng đầu năm 2025", "06 tháng lương", "định kỳ 5 tháng", "trong 6 tháng"],
    opens=figures(most=2, then="tn", words=("một", "sáu", "ba")),
)
def every_so_many(m: Match) -> Time | None:
    if not m["lead"] and m["once"] is None:
        return None  # a length of time, not a recurrence
    if m["year"] or m["week"]:
        return _each("year" if m["year"] else "week") if not (m["six"] or m["three"] or m["twelve"]) else None
    return _each("half-year" if m["six"] else "quarter" if m["three"] else "year" if m["twelve"] else "month")


@rule(
    rf"{BEFORE_DAY}(?P<d>{DAY}){EVERY_MONTH}",
    yes={
        "ngày 18 hằng tháng": time("---18", "by", "month"),
        "trước ngày 16 hàng tháng": time("---16", "before", "month"),
        "chậm nhất là ngày 05 của mỗi tháng": time("---05", "by", "month"),
    },
    no=["ngày 18 tháng 5", "ngày 32 hàng tháng"],
    opens=figures(most=2, then="chmt"),
)
def day_of_any_month(m: Match) -> Time | None:
    return due(m, every="month")


@rule(
    rf"{BEFORE_DAY}(?P<d>{DAY})\s+(?:của\s+)?tháng\s+(?:đầu|cuối)\s+(?:(?:của\s+)?(?:mỗi\s+|hàng\s+|hằng\s+)?)quý(?!\s+(?:[IV]+|\d))",
    yes={
        "trước ngày 20 tháng cuối quý": time("---20", "before", "quarter"),
        "ngày 15 của tháng cuối mỗi quý": time("---15", "by", "quarter"),
    },
    no=["ngày 20 tháng cuối năm", "ngày 20 tháng cuối quý IV"],
    opens=figures(most=2, then="ct"),
)
def day_of_any_quarter(m: Match) -> Time | None:
    return due(m, every="quarter")


_NO_ADVERB = (
    r"(?<!(?:chi|phí|vốn|giáo\s+dục|bồi\s+dưỡng|hoạt\s+động|khu\s+vực|vùng|nơi|việc\s+làm|sách|sự\s+nghiệp)\s+)"
)


@rule(
    rf"(?<!\p{{L}}){_NO_ADVERB}thường\s+xuyên(?!\s+(?:xảy|bị|chịu|có\s+nguy|phát\s+sinh))(?:,?\s+liên\s+tục)?(?!\p{{L}})",
    yes={
        "thường xuyên": time("ongoing", None),
        "Thường xuyên, liên tục": time("ongoing", None),
    },
    no=["chi thường xuyên", "giáo dục thường xuyên", "khu vực thường xuyên xảy ra", "thường trực"],
)
def ongoing(m: Match) -> Time:
    return time("ongoing", None)


RECURRENCES = (every, every_so_many, day_of_any_month, day_of_any_quarter, ongoing)
