"""Rules that read a stretch of time: a period of years, from one point to another, so many days from an event."""

from __future__ import annotations

from extractor.model import Time
from extractor.rules.anchors import anchor, time
from extractor.rules.openings import figures, words
from extractor.rules.rule import Match, caseless, rule
from extractor.rules.time_words import (
    BARE_YEAR,
    BEFORE_DAY,
    BEFORE_NAME,
    COUNTED,
    DAY,
    EVERY_YEAR,
    IN_YEAR,
    MONTH,
    QUARTER,
    QUARTER_NAME,
    TO,
    YEAR,
)

_PERIOD_NAME = (
    r"(?:(?:trong\s+|của\s+|cả\s+|cho\s+|suốt\s+)?(?:giai[\s_]+đoạn|thời\s+kỳ|thời\s+kì|nhiệm\s+kỳ|thập\s+(?:niên|kỷ|kỉ)|niên\s+độ|năm\s+học|các|cả)"
    r"\s*:?\s+)?(?:từ\s+)?(?:(?:\d{1,2}\s+)?năm\s+)?"
)

# A point whose later parts may be missing: "ngày 01", "01/7", "tháng 3", "quý II", "năm 2026", "2026".
_POINT = (
    rf"(?:(?:ngày\s+)?{DAY}(?:\s?[/.-]\s?{MONTH}(?:\s?[/.-]\s?{YEAR})?|\s+tháng\s*{MONTH}(?:{IN_YEAR}{YEAR})?)"
    rf"|ngày\s+{DAY}|tháng\s*{MONTH}(?:{IN_YEAR}{YEAR})?|{MONTH}\s?/\s?{YEAR}"
    rf"|{QUARTER_NAME}{QUARTER}(?:{IN_YEAR}{YEAR})?|(?:năm\s+)?{YEAR})"
)
_PARTS = (
    rf"(?:ngày\s+)?(?P<d>{DAY})(?:\s?[/.-]\s?(?P<m>{MONTH})|\s+tháng\s*(?P<m>{MONTH}))(?:\s?[/.-]\s?(?P<y>{YEAR})|{IN_YEAR}(?P<y>{YEAR}))?",
    rf"ngày\s+(?P<d>{DAY})",
    rf"(?:tháng\s*(?P<m>{MONTH})|{QUARTER_NAME}(?P<q>{QUARTER}))(?:{IN_YEAR}(?P<y>{YEAR}))?",
    rf"(?P<m>{MONTH})\s?/\s?(?P<y>{YEAR})",
    rf"(?:năm\s+)?(?P<y>{YEAR})",
)


def between(first: str, last: str) -> str | None:
    """The anchor of a stretch between two points as printed; the first takes a missing year or month from the last."""
    opens, closes = _parts(first), _parts(last)
    if "q" not in opens:
        opens = {**{k: v for k, v in closes.items() if _wider(k, opens)}, **opens}
    elif "y" in closes:
        opens = {"y": closes["y"], **opens}
    a, b = anchor(opens), anchor(closes)
    return f"{a}/{b}" if a and b and (a <= b or a.startswith("-")) else None


def _parts(point: str) -> dict[str, str]:
    matches = (caseless(source).fullmatch(point) for source in _PARTS)
    return {k: v for m in matches if m for k, v in m.groupdict().items() if v}


def _wider(part: str, than: dict[str, str]) -> bool:
    """Whether `part` is wider than every part already there: a year completes a month, a month a day."""
    order = "dmy"
    return part in order and bool(than) and all(order.index(part) > order.index(p) for p in than if p in order)


@rule(
    rf"(?<![\p{{L}}\d.,/-])(?<=(?P<lead>(?<!\p{{L}}){_PERIOD_NAME}))(?P<first>{BARE_YEAR})"
    rf"\s*(?:-|(?P<slash>/)|(?:đến|tới)\s+(?:(?:hết|cuối)\s+)?(?:năm\s+)?)\s*(?P<last>{BARE_YEAR}){COUNTED}",
    yes={
        "giai đoạn 2026-2030": time("2026/2030"),
        "Trong giai đoạn 2026 - 2030": time("2026/2030"),
        "nhiệm kỳ 2025-2030": time("2025/2030"),
        "năm học 2025 - 2026": time("2025/2026"),
        "năm học 2025/2026": time("2025/2026"),
        "từ năm 2021 đến năm 2025": time("2021/2025"),
        "giai đoạn từ năm 2021 đến hết năm 2030": time("2021/2030"),
        "5 năm 2026-2030": time("2026/2030"),
        "thời kỳ 2021 - 2030": time("2021/2030"),
        "2026 - 2030": time("2026/2030"),
        "thập kỷ 2021-2030": time("2021/2030"),
        "giai đoạn 05 năm 2026-2030": time("2026/2030"),
    },
    no=["giai đoạn 2030-2026", "giai đoạn 1", "2000 - 2050 con", "12/2025-2026", "2025/2026"],
    opens=figures(least=4, most=4, then="-/đt"),
)
def period(m: Match) -> Time | None:
    first, last = m["first"], m["last"]
    if m["slash"] and "năm học" not in (m["lead"] or "").lower():
        return None  # "57/2024" is a document's number
    return time(f"{first}/{last}") if first < last else None


@rule(
    rf"(?<=(?P<lead>(?<!\p{{L}})(?:trong\s+(?:thời\s+gian\s+)?)?(?:kể\s+)?))từ\s+(?:đầu\s+)?(?P<first>{_POINT}){TO}(?P<last>{_POINT}){COUNTED}{EVERY_YEAR}?",
    yes={
        "từ tháng 11/2025 đến hết năm 2026": time("2025-11/2026"),
        "từ ngày 01/7/2025 đến ngày 31/12/2025": time("2025-07-01/2025-12-31"),
        "từ tháng 3 đến tháng 5 năm 2026": time("2026-03/2026-05"),
        "từ quý II đến quý IV năm 2026": time("2026-Q2/2026-Q4"),
        "từ ngày 01 đến ngày 30/6/2026": time("2026-06-01/2026-06-30"),
        "Từ ngày 15/5 đến 15/6 hằng năm": time("--05-15/--06-15", "by", "year"),
        "từ tháng 6/2026 - 12/2026": time("2026-06/2026-12"),
    },
    no=["từ 2/3 đến 3/4 số xã", "từ năm 2030 đến năm 2026", "từ 5 đến 10 lớp", "từ 60% năm 2025"],
    opens=words("từ"),
)
def from_to(m: Match) -> Time | None:
    named = between(m["first"], m["last"])
    if named is None or (named.startswith("--") and not m["every"] and "ngày" not in m[0] and "tháng" not in m[0]):
        return None
    return time(named, every="year" if m["every"] else None)


@rule(
    rf"{BEFORE_NAME}(?:ngày|tháng|q(?:uý|uí|úy))(?<=(?P<name>\p{{L}}+))\s*(?<!\d\s+tháng\s*)(?P<first>\d{{1,2}}|[IV]{{1,3}})"
    rf"(?P<more>\s?/\s?{MONTH}(?:\s?/\s?{YEAR})?|\s+tháng\s*{MONTH}(?:{IN_YEAR}{YEAR})?|{IN_YEAR}{YEAR})?\s*(?:-|(?:đến|tới)\s)\s*(?P<last>{_POINT}|(?:{MONTH}|{QUARTER}){IN_YEAR}{YEAR}){COUNTED}",
    yes={
        "ngày 01 tháng 3 đến ngày 15 tháng 5 năm 2026": time("2026-03-01/2026-05-15"),
        "ngày 03/9 - 05/9/2026": time("2026-09-03/2026-09-05"),
        "tháng 3 - tháng 5/2026": time("2026-03/2026-05"),
        "tháng 10-12/2025": time("2025-10/2025-12"),
        "Quý I - Quý II/2026": time("2026-Q1/2026-Q2"),
        "quý III/2025 đến quý I/2026": time("2025-Q3/2026-Q1"),
        "Quý I-II/2026": time("2026-Q1/2026-Q2"),
        "tháng 5 đến tháng 8": time("--05/--08"),
    },
    no=["tháng 5-2026", "quý I/2026", "ngày 03-9-2026", "tháng 3 đến nay"],
    opens=words("ngày", "tháng", "quý", "quí", "qúy"),
)
def to(m: Match) -> Time | None:
    """From one point to another without the word "từ"; the last may leave out the name of its part ("tháng 10-12")."""
    name = f"{m['name']} "
    last = (
        m["last"] if _parts(m["last"]) and m["name"].lower() != "quý" or " " in m["last"].strip() else name + m["last"]
    )
    named = between(name + m["first"] + (m["more"] or ""), last)
    return time(named) if named and (m["name"].lower() != "ngày" or named[0] != "-") else None


_DATE = rf"{DAY}(?:\s?/\s?{MONTH}\s?/\s?{YEAR}|\s+tháng\s*{MONTH}{IN_YEAR}{YEAR})"


@rule(
    rf"{BEFORE_DAY}(?P<first>{_DATE})\s*(?:-|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?(?P<last>{_DATE})",
    yes={
        "01/01/2026 - 31/12/2026": time("2026-01-01/2026-12-31"),
        "ngày 15/6/2026 đến hết ngày 30/7/2026": time("2026-06-15/2026-07-30"),
    },
    no=["01/01/2026", "31/12/2026 - 01/01/2026", "01/01/2026, 31/12/2026"],
    opens=figures(most=2, then="/t"),
)
def days(m: Match) -> Time | None:
    """From one whole date to another without the word "từ"."""
    named = between(m["first"], m["last"])
    return time(named) if named else None


@rule(
    rf"{BEFORE_NAME}(?P<count>0?[1-9]|1[0-2])\s+tháng(?:\s+(?:đầu|(?P<last>cuối))(?:\s+của)?)?\s+năm\s+(?P<y>{YEAR})",
    yes={
        "9 tháng đầu năm 2025": time("2025-01/2025-09"),
        "trong 10 tháng năm 2025": time("2025-01/2025-10"),
        "3 tháng cuối năm 2026": time("2026-10/2026-12"),
    },
    no=["13 tháng đầu năm 2025", "tháng 9 năm 2025", "0 tháng năm 2025"],
    opens=figures(most=2, then="t"),
)
def months_of_year(m: Match) -> Time | None:
    year, count = m["y"], int(m["count"])
    return time(f"{year}-{13 - count:02}/{year}-12" if m["last"] else f"{year}-01/{year}-{count:02}")


@rule(
    rf"{BEFORE_NAME}(?P<count>0?[1-57-9]|1[01])\s+tháng\s+(?:đầu|(?P<last>cuối))\s+(?:của\s+)?năm(?!\p{{L}}|\s*\d|\s+(?:nay|này|sau|trước|tới))",
    yes={"9 tháng đầu năm": time("--01/--09"), "trong 3 tháng cuối năm": time("--10/--12")},
    no=["6 tháng đầu năm", "9 tháng đầu năm 2025", "9 tháng năm", "3 tháng cuối năm nay"],
    opens=figures(most=2, then="t"),
)
def months_of_any_year(m: Match) -> Time | None:
    count = int(m["count"])
    return time(f"--{13 - count:02}/--12" if m["last"] else f"--01/--{count:02}")


_UNITS = {"ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y", "giờ": "PT{}H", "phút": "PT{}M"}
_LIMIT = (
    r"(?:trong|sau)\s+(?:vòng|thời\s+hạn|thời\s+gian)(?:\s+(?:tối\s+đa|không\s+quá))?|thời\s+hạn(?:\s+là)?|"
    r"chậm\s+nhất(?:\s+là)?(?:\s+sau)?|(?:chậm|muộn)\s+nhất\s+trong(?:\s+(?:vòng|thời\s+hạn))?|sau|trong|trước"
)
_EVENT = (
    r"\s*,?\s*(?:kể\s+từ|tính\s+từ|từ|sau|trước)\s+(?:ngày|khi|thời\s+điểm|lúc)"
    r"(?:\s+(?:ký(?:\s+ban\s+hành)?|ban\s+hành|nhận(?:\s+được)?|có\s+hiệu\s+lực|hoàn\s+thành|kết\s+thúc))?(?!\p{L})"
)


@rule(
    rf"(?<![\p{{L}}\d.,/-])(?<=(?P<lead>(?<!\p{{L}})(?:{_LIMIT})\s+)?)(?P<count>\d{{1,3}})\s+(?P<unit>ngày|tuần|tháng|năm|giờ|phút)"
    rf"(?P<working>\s+làm\s+việc)?(?!\s*\d)(?P<event>{_EVENT})?",
    yes={
        "trong vòng 30 ngày kể từ ngày ký": time("P30D", "within"),
        "trong thời hạn 10 ngày": time("P10D", "within"),
        "05 ngày làm việc": time("P5D", "within"),
        "chậm nhất sau 15 ngày làm việc kể từ ngày nhận được": time("P15D", "within"),
        "trong vòng 24 giờ": time("PT24H", "within"),
        "03 tháng kể từ khi có hiệu lực": time("P3M", "within"),
    },
    no=["5 năm qua", "30 ngày", "6 tháng đầu năm", "trong 4 năm", "sau 3 năm", "không quá 3 ngày"],
    opens=figures(most=3, then="ntgp"),
)
def within(m: Match) -> Time | None:
    lead = (m["lead"] or "").split()
    if not (m["working"] or m["event"] or len(lead) > 1):
        return None  # a bare length of time ("5 năm qua") sets no limit
    return time(_UNITS[m["unit"].lower()].format(int(m["count"])), "within")


SPANS = (period, from_to, to, days, months_of_year, months_of_any_year, within)
