"""Rules that read times which no calendar fixes: right after an event, at present, in a season.

`is_vague` tells them from deadlines: their anchor is "P0D" or "present", or there is none and nothing recurs.
"""

from __future__ import annotations

from extractor.model import Time
from extractor.rules.anchors import anchor, time
from extractor.rules.openings import words
from extractor.rules.rule import Match, rule
from extractor.rules.time_words import BARE_YEAR, BEFORE_NAME, IN_YEAR, YEAR

_VAGUE = frozenset(("P0D", "present"))


def is_vague(value: Time) -> bool:
    return value.anchor in _VAGUE or (value.anchor is None and value.every is None)


@rule(
    r"(?<!\p{L})ngay\s+(?:sau\s+)?(?:từ\s+)?khi(?!\p{L})",
    yes={"ngay sau khi": time("P0D", "within"), "Ngay khi": time("P0D", "within")},
    no=["sau khi", "ngay khiếu nại", "ngay từ đầu"],
    opens=words("ngay"),
)
def at_once(m: Match) -> Time:
    """Right after an event: a span of no length counted from it."""
    return time("P0D", "within")


@rule(
    r"(?<!\p{L})(?:ngay\s+)?trước\s+mắt(?!\p{L}|\s+(?:người|mọi|toàn|của|khán|công))",
    yes={"Trước mắt": time("present"), "ngay trước mắt": time("present")},
    no=["trước mặt", "trước mắt người dân"],
    opens=words("trước", "ngay"),
)
def present(m: Match) -> Time:
    return time("present")


_SEASON = (
    r"(?:mùa\s+(?:khô|cạn|kiệt|mưa(?:\s*,?\s*(?:bão|lũ))*|bão|lũ|nước\s+nổi|xuân|hè|thu|đông)"
    r"|vụ\s+(?:đông\s*-?\s*xuân|hè\s*-?\s*thu|thu\s*-?\s*đông|xuân\s*-?\s*hè|xuân|mùa|đông))"
)


@rule(
    rf"{BEFORE_NAME}{_SEASON}(?!\p{{L}})(?:(?:{IN_YEAR})(?P<y>{BARE_YEAR}|(?<=năm\s+){YEAR})(?:\s*-\s*(?P<last>{BARE_YEAR}))?"
    r"|\s+(?P<each>(?:của\s+)?(?:hàng|hằng|mỗi)\s+năm))?",
    yes={
        "mùa khô năm 2026": time("2026"),
        "trước mùa mưa bão": Time(anchor=None, relation="before"),
        "vụ Đông Xuân 2025 - 2026": time("2025/2026"),
        "vào mùa khô": Time(anchor=None, relation="by"),
        "trước mùa mưa lũ hằng năm": time(None, None, "year"),
    },
    no=["mùa màng", "mùa khô", "vụ việc năm 2026", "mùa khôn", "vụ mùng"],
    opens=words("mùa", "vụ"),
)
def season(m: Match) -> Time | None:
    """A season is no calendar's: with a year it is that year, as "cuối năm 2026" is; without one it needs
    a relation."""
    if m["each"]:
        return time(None, None, "year")
    if m["y"]:
        year = anchor({"y": m["y"]})
        return time(f"{year}/{m['last']}" if m["last"] else year)
    if not m["lead"]:
        return None
    return Time(anchor=None, relation="before" if "trước" in m["lead"].lower() else "by")


VAGUE = (at_once, present, season)
