"""Parts of a date to an anchor of the labelling guidelines, and an anchor to the days that it bounds.

Guarantees: an anchor that is built is a real date of the calendar; days are derived from anchors alone.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import regex

from extractor.model import Every, Relation, Time
from extractor.patterns import compiled

Parts = Mapping[str, str | None]

_MONTH_WORDS = ("", "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_NUMBERS = {word: number for number, word in enumerate(_MONTH_WORDS) if word} | {
    "giêng": 1, "bốn": 4, "bẩy": 7, "chạp": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_POINT = compiled(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|-Q(?P<q>[1-4])|-H(?P<h>[12]))?")


def anchor(parts: Parts) -> str | None:
    """The anchor of day "d", month "m", quarter "q", half "h" and year "y" as printed; None where no such date exists.

    What stands above the largest part stays open: "--11-30" is a day of any year, "---18" of any month.
    """
    year, month, day, quarter, half = (_whole(parts.get(name)) for name in ("y", "m", "d", "q", "h"))
    if not _exists(year, month, day):
        return None
    if year is not None:
        year = year if year > 99 else year + (2000 if year < 70 else 1900)
    stem = "-" if year is None else f"{year:04}"
    if quarter or half:
        return f"{stem}-Q{quarter}" if quarter else f"{stem}-H{half}"
    if day:
        return f"{stem}-{month:02}-{day:02}" if month else f"---{day:02}"
    return f"{stem}-{month:02}" if month else stem if year else None


def _whole(printed: str | None) -> int | None:
    """ "05", "IV", "mười hai" → 5, 4, 12; None for nothing."""
    if not printed:
        return None
    words = " ".join(printed.lower().split())
    return _NUMBERS[words] if words in _NUMBERS else int(words)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    longest = monthrange(year or 2000, month)[1] if month else 31
    return day is None or 1 <= day <= longest


def days(anchor: str | None) -> tuple[date, date] | None:
    """The first and last day of an anchor; None where it names no year ("--11-30", "P30D", "ongoing")."""
    if anchor is None:
        return None
    first, _, last = anchor.partition("/")
    opens, closes = _POINT.fullmatch(first), _POINT.fullmatch(last or first)
    if not opens or not closes:
        return None
    return _edges(opens)[0], _edges(closes)[1]


def _edges(point: regex.Match[str]) -> tuple[date, date]:
    year, month, day, quarter, half = (int(point[name] or 0) for name in ("y", "m", "d", "q", "h"))
    if day:
        return date(year, month, day), date(year, month, day)
    if quarter or half:
        length = 3 if quarter else 6
        opens, closes = (quarter or half) * length - length + 1, (quarter or half) * length
    else:
        opens, closes = (month, month) if month else (1, 12)
    return date(year, opens, 1), date(year, closes, monthrange(year, closes)[1])


@lru_cache(maxsize=4096)
def time(
    anchor: str | None, relation: Relation | None = "by", every: Every | None = None, *, inside: bool = False,
    after: bool = False,
) -> Time:  # fmt: skip
    """A Time with the days on which the duty may be met:

    - before: `latest` is the day before the anchor's first day ("trước quý IV năm 2023" → 2023-09-30);
    - by: `latest` is the anchor's last day; `earliest` its first day where the anchor is a span ("2026/2030") or
      `inside` says that the words were "trong …" ("trong quý II/2026"), else None;
    - from: `earliest` is the anchor's first day, or with `after` ("sau năm 2025") the day after its last;
    - within, and anchors without a year: None, for the event or the year is not in the words.
    """
    bounds = days(anchor)
    earliest = latest = None
    if bounds and anchor:
        first, last = bounds
        if relation == "before":
            latest = first - timedelta(days=1)
        elif relation == "from":
            earliest = last + timedelta(days=1) if after else first
        elif relation == "by":
            latest = last
            earliest = first if inside or "/" in anchor else None
    return Time(anchor=anchor, relation=relation, every=every, earliest=earliest, latest=latest)
