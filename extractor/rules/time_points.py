"""Rules that read one point of the calendar: a day, a month, a quarter, a year."""

from __future__ import annotations

import regex

from extractor.model import Time
from extractor.patterns import compiled
from extractor.rules.anchors import anchor, time
from extractor.rules.openings import figures, words
from extractor.rules.rule import Match, rule
from extractor.rules.time_words import (
    BARE_YEAR,
    BEFORE_DAY,
    BEFORE_NAME,
    BEFORE_YEARLY_DAY,
    COUNTED,
    DATE,
    DAY,
    EVERY_YEAR,
    IN_YEAR,
    MONTH,
    MONTH_NAME,
    MONTH_WORD,
    MONTHS,
    QUARTER,
    QUARTER_NAME,
    QUARTERS,
    TAIL,
    YEAR,
    YEARS,
    due,
)
from extractor.rules.unit_names import unit_after

_DAY_WORDS = ("ngày", "trước", "hết", "nhất", "mùng", "mồng")
_ALONE = r"(?=\s*(?:[.,;:)|\n]|\Z))"  # nothing goes on after it
_TU = compiled(r"(?<=tư)\s+(?:vấn|liệu|tưởng|pháp|nhân|duy|thế|cách|lệnh|thục)(?!\p{L})", regex.IGNORECASE)
NO_PERIOD = r"(?!\s*-\s*(?:19|20)\d\d(?!\d))"


@rule(
    rf"{BEFORE_DAY}{DATE}{TAIL}",
    yes={
        "ngày 30/11/2025": time("2025-11-30"),
        "trước ngày 31/12/2026": time("2026-12-31", "before"),
        "trước ngày 01 tháng 01 năm 2030": time("2030-01-01", "before"),
        "chậm nhất là ngày 15.6.2026": time("2026-06-15"),
        "30/11/2025": time("2025-11-30"),
        "ngày 14 tháng5 năm 2008": time("2008-05-14"),
        "Từ 01/7/2025": time("2025-07-01", "from"),
        "kể từ ngày 01/7/2025 trở đi": time("2025-07-01", "from"),
        "đến hết ngày 31/12 năm 2025": time("2025-12-31"),
        "trước 17 giờ 00 ngày 20/11/2025": time("2025-11-20", "before"),
        "ngày 12 tháng mười hai năm 2023": time("2023-12-12"),
        "sau ngày 01/7/2025": time("2025-07-01", "from", after=True),
    },
    no=["ngày 31/02/2026", "ngày 45/12/2026", "12/2025/TT-BXD", "số 1/5/20267"],
    opens=figures(most=2, then="/.-t"),
)
def day(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"(?=\d)(?<![\p{{L}}\d.,/-])(?P<y>{BARE_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\p{{L}}\d/-]|[.,]\d)",
    yes={"2025-11-30": time("2025-11-30")},
    no=["2025-13-30", "12025-11-30", "2025-11"],
    opens=figures(least=4, most=4, then="-"),
)
def iso_day(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"(?=\d)(?<=(?P<lead>ngày\s+))(?P<d>{DAY})(?P<sep>[/-])(?P<m>{MONTH})(?P=sep)(?P<y>\d\d)(?![\p{{L}}\d/-]|[.,]\d)",
    yes={
        "ngày 15/11/24": time("2024-11-15"),
        "ngày 29/10/99": time("1999-10-29"),
        "ngày 29-10-99": time("1999-10-29"),
    },
    no=["15/11/24", "ngày 15/11/245"],
    opens=figures(most=2, then="/-"),
)
def day_of_short_year(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"{BEFORE_YEARLY_DAY}(?P<d>{DAY})(?:\s?[/-]\s?(?P<m>{MONTH})|\s*{MONTH_NAME}(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD}))(?P<alone>{_ALONE})?)"
    rf"(?!\s*[/-]\s*\d|\s*,?\s*năm\s+\d|[.,]\d|\p{{L}}){EVERY_YEAR}?",
    yes={
        "trước ngày 30 tháng 11 hàng năm": time("--11-30", "before", "year"),
        "ngày 15/11 hằng năm": time("--11-15", "by", "year"),
        "định kỳ hằng năm (trước ngày 15 tháng 12": time("--12-15", "before", "year"),
        "Hằng năm, trước ngày 10/12": time("--12-10", "before", "year"),
        "30/6 hàng năm": time("--06-30", "by", "year"),
        "ngày 12/10": time("--10-12"),
        "trước 15/12": time("--12-15", "before"),
        "đến hết ngày 31 tháng 12": time("--12-31"),
        "mồng 3 tháng ba": time("--03-03"),
        "15 tháng 10": time("--10-15"),
    },
    no=["2/3 số xã", "đạt 12/10", "ngày 30/02", "trước ngày 15/12/2026", "12 tháng tiếp theo", "1 tháng 1 lần"],
    opens=figures(most=2, then="/-t"),
)
def day_of_any_year(m: Match) -> Time | None:
    lead = (m["lead"] or "").lower()
    if not (m["every"] or m["alone"] is not None or any(word in lead for word in _DAY_WORDS)):
        return None  # "2/3" is a fraction, "1 tháng 1 lần" a rate, unless the words say that it is a day
    return due(m, every="year" if m["every"] or m["yearly"] else None)


@rule(
    rf"(?<!\d\s*){BEFORE_NAME}{MONTH_NAME}(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD})){IN_YEAR}(?P<y>{YEAR}){TAIL}",
    yes={
        "tháng 12/2025": time("2025-12"),
        "trong tháng 5/2026": time("2026-05", inside=True),
        "trước tháng 6 năm 2026": time("2026-06", "before"),
        "từ tháng 11 năm 2025": time("2025-11", "from"),
        "tháng mười năm 2017": time("2017-10"),
        "cuối tháng 9-2026": time("2026-09"),
    },
    no=["tháng 13/2025", "31 tháng 2 năm 2025", "6 tháng năm 2025", "tháng 12"],
    opens=MONTHS,
)
def month(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"{BEFORE_NAME}tháng\s*(?P<m>{MONTH})/(?P<y>[1-9]\d)(?![\p{{L}}\d/-]|[.,]\d|\s*-\s*\d)",
    yes={"tháng 12/26": time("2026-12"), "trước tháng 9/99": time("1999-09", "before")},
    no=["tháng 12-26", "tháng 12/2026", "tháng 3/26/2025", "12/26"],
    opens=MONTHS,
)
def month_of_short_year(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"(?=\d)(?<=(?<![\p{{L}}\d])(?P<lead>(?-i:T)\.?))(?P<m>{MONTH})\s?/\s?(?P<y>{BARE_YEAR})",
    yes={"T12/2026": time("2026-12"), "T.6/2026": time("2026-06")},
    no=["t12/2026", "T2", "T13/2026", "CT12/2026"],
    opens=figures(most=2, then="/"),
)
def month_of_table(m: Match) -> Time | None:
    """A month as the head of a column shortens it."""
    return due(m, named=anchor({"m": m["m"], "y": m["y"]}))


@rule(
    rf"{BEFORE_NAME}(?<!(?:mỗi|hàng|hằng|một|/|\d)\s{{0,2}})tháng\s*(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD})(?P<word>))"
    rf"(?!\s*[/-]\s*\d|\s*,?\s*(?:của\s+)?năm\s+\d|[.,]\d|\p{{L}}|\s+{YEAR}|\s+lần(?!\p{{L}})){EVERY_YEAR}?",
    yes={
        "tháng sáu": time("--06"),
        "trong tháng tư": time("--04"),
        "tháng 12 hằng năm": time("--12", "by", "year"),
        "trước tháng 6": time("--06", "before"),
        "Tháng 12": time("--12"),
    },
    no=["tháng 12/2025", "tháng 12 năm 2025", "3 tháng", "tháng 15", "mỗi tháng hai buổi", "tháng tư vấn", "tháng năm"],
    opens=MONTHS,
)
def month_of_any_year(m: Match) -> Time | None:
    if m["word"] is not None and _goes_on(m):
        return None
    return due(m, every="year" if m["every"] else None)


def _goes_on(m: Match) -> bool:
    """Whether a word of number counts what follows ("quý hai lớp") or begins another word ("tháng tư vấn")."""
    return unit_after(m.string, m.end()) is not None or _TU.match(m.string, m.end()) is not None


@rule(
    rf"{BEFORE_NAME}(?:{QUARTER_NAME}|(?-i:Q)(?=[1-4IV]))(?P<q>{QUARTER}|một|hai|ba|tư|bốn){IN_YEAR}(?P<y>{YEAR}){TAIL}",
    yes={
        "Q1/2026": time("2026-Q1"),
        "quý IV/2025": time("2025-Q4"),
        "trước quý IV năm 2023": time("2023-Q4", "before"),
        "trong quý 1 năm 2027": time("2027-Q1", inside=True),
        "Đến hết quý II/2026": time("2026-Q2"),
        "quý 4 của năm 2018": time("2018-Q4"),
        "quí III-2026": time("2026-Q3"),
        "Từ quý I năm 2026": time("2026-Q1", "from"),
    },
    no=["quý V/2026", "quý khách 2026", "quý IV", "Q1", "Q5/2026"],
    opens=QUARTERS,
)
def quarter(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"{BEFORE_NAME}(?<!(?:mỗi|hàng|hằng|một|/|\d)\s{{0,2}}){QUARTER_NAME}(?:(?P<q>{QUARTER})|(?P<q>một|hai|ba|tư|bốn)(?P<word>)(?!\p{{L}}|\s+lần))"
    rf"(?!\s*[/.-]\s*\d|\s*(?:của\s+)?năm\s+\d|\s+{YEAR}){EVERY_YEAR}?",
    yes={
        "quý ba": time("--Q3"),
        "quý bốn": time("--Q4"),
        "quý IV": time("--Q4"),
        "trong quý II": time("--Q2"),
        "Quý I hằng năm": time("--Q1", "by", "year"),
    },
    no=["quý IV/2025", "hàng quý", "quý vị", "quý III năm 2026", "mỗi quý một lần", "quý hai lớp"],
    opens=QUARTERS,
)
def quarter_of_any_year(m: Match) -> Time | None:
    if m["word"] is not None and _goes_on(m):
        return None
    return due(m, every="year" if m["every"] else None)


@rule(
    rf"{BEFORE_NAME}(?<!(?:mỗi|hàng|hằng|\d\stháng\s\d{{1,2}})\s)năm\s*(?P<y>{YEAR}){NO_PERIOD}{TAIL}",
    yes={
        "năm 2025": time("2025"),
        "đến hết năm 2025": time("2025"),
        "từ nay đến hết năm 2025": time("2025"),
        "Trong năm 2026": time("2026", inside=True),
        "từ năm 2026": time("2026", "from"),
        "từ năm 2026 trở đi": time("2026", "from"),
        "cuối năm 2025": time("2025"),
        "trước năm 2030": time("2030", "before"),
        "sau năm 2030": time("2030", "from", after=True),
        "tầm nhìn đến năm 2045": time("2045"),
    },
    no=["năm xã", "năm 20301", "giai đoạn 2026-2030", "năm 2021-2025", "năm thứ 2", "mỗi năm 2000 lượt"],
    opens=YEARS,
)
def year(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"{BEFORE_NAME}(?<!(?:mỗi|hàng|hằng|một|trong|\d)\s)năm\s*(?P<y>[1-9]\d\d)(?![\d%]|[.,]\d)(?=\s*(?:[.,;)\n]|\Z)|\s(?:là|SCN)(?!\p{{L}}))",
    yes={"năm 938": time("0938"), "từ năm 544": time("0544", "from")},
    no=["mỗi năm 200, 300 lớp", "năm 200 lớp", "5 năm 120.", "năm 120,5", "năm 100%"],
    opens=YEARS,
)
def early_year(m: Match) -> Time | None:
    """A year of three figures, where nothing follows that it could count."""
    return due(m)


@rule(
    r"(?<=(?P<lead>(?<!\p{L})(?:(?:kể\s+từ|từ|cho|đến|tầm\s+nhìn|định\s+hướng|hướng)\s+)*"
    rf"(?:đến|tới|trước|hết|cuối|sau|tầm\s+nhìn|định\s+hướng|niên\s+độ|từ)\s+))(?P<y>{BARE_YEAR}){NO_PERIOD}(?!\s*(?:đến|tới|lên)\s*\d){COUNTED}",
    yes={
        "đến 2030": time("2030"),
        "tầm nhìn 2045": time("2045"),
        "trước 2027": time("2027", "before"),
        "định hướng đến 2035": time("2035"),
        "Từ 2026": time("2026", "from"),
    },
    no=["đến 2030 hộ", "đạt 2030", "đến 2026-2030", "từ 1500 đến 2000 con"],
    opens=figures(least=4, most=4),
)
def year_without_name(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"{BEFORE_NAME}(?:ngày[\s.…_]{{0,40}}tháng[\s.…_]{{0,40}}(?P<m>{MONTH})?[\s.…_]{{0,40}}năm\s+(?P<y>{YEAR})"
    rf"|(?:ngày\s*[.…_]{{1,40}}\s?/\s?(?:[.…_]{{1,40}}|(?P<m>{MONTH}))|tháng\s*[.…_]{{1,40}}|ngày\s*/)\s?/\s?(?P<y>{YEAR}))",
    yes={
        "ngày    tháng    năm 2026": time("2026"),
        "ngày … tháng 4 năm 2026": time("2026-04"),
        "ngày...tháng...năm 2026": time("2026"),
        "ngày …/…/2026": time("2026"),
        "ngày …/4/2026": time("2026-04"),
        "tháng …/2026": time("2026"),
        "trước ngày / /2026": time("2026", "before"),
    },
    no=["ngày tháng năm sinh", "ngày 5 tháng 4 năm 2026"],
    opens=words("ngày", "tháng"),
)
def blank_day(m: Match) -> Time | None:
    return due(m)


@rule(
    rf"\A\s*(?:(?:(?P<m>{MONTH})\s?[/-]\s?)?(?P<y>{BARE_YEAR}))\s*\Z",
    yes={"2026": time("2026"), "11/2026": time("2026-11")},
    no=["2026 hộ", "13/2026", "2.026"],
)
def cell(m: Match) -> Time | None:
    """A table's cell that holds nothing but a month or a year."""
    return due(m)


@rule(
    rf"\A\s*(?P<d>{DAY})/(?P<m>{MONTH})(?:/(?P<y>\d\d))?\s*\Z",
    yes={"15/3": time("--03-15"), "03/3/17": time("2017-03-03")},
    no=["đạt 15/3", "32/3", "15/3 xã"],
)
def cell_day(m: Match) -> Time | None:
    """A cell that holds nothing but a day without its year, or with two figures of it."""
    return due(m)


POINTS = (
    day, iso_day, day_of_short_year, day_of_any_year, month, month_of_short_year, month_of_table, month_of_any_year,
    quarter, quarter_of_any_year, year, early_year, year_without_name, blank_day, cell, cell_day,
)  # fmt: skip
