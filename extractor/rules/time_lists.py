"""A match key to the members of its lists of times: "Quý I, II năm 2026", "năm 2026, 2027 và 2030".

Each member is a found time of its own; what the list says once (the year, "hằng tháng") holds for all of its members.
"""

from __future__ import annotations

import regex

from extractor.model import Every, Found, Span, Time
from extractor.patterns import compiled
from extractor.rules.anchors import anchor, time
from extractor.rules.openings import Text, figures, words
from extractor.rules.rule import Match, caseless
from extractor.rules.time_words import (
    AND,
    BARE_YEAR,
    BEFORE_DAY,
    BEFORE_NAME,
    DAY,
    EVERY,
    EVERY_MONTH,
    EVERY_YEAR,
    IN_YEAR,
    MONTH,
    MONTHS,
    QUARTER,
    QUARTER_NAME,
    QUARTERS,
    YEAR,
    YEARS,
    due,
)

# The part of the date that the members fill, where the list may open, and its pattern.
_LISTS = (
    ("y", YEARS, rf"{BEFORE_NAME}năm\s+(?P<item>{BARE_YEAR})(?:{AND}(?P<item>{BARE_YEAR})){{1,11}}"),
    ("q", QUARTERS, (
        rf"{BEFORE_NAME}{QUARTER_NAME}(?P<item>{QUARTER})(?:{AND}(?:{QUARTER_NAME})?(?P<item>{QUARTER})){{1,3}}"
        rf"(?:{IN_YEAR}(?P<y>{YEAR})|{EVERY_YEAR})")),
    ("m", MONTHS, (
        rf"{BEFORE_NAME}tháng\s*(?P<item>{MONTH})(?:{AND}(?:tháng\s*)?(?P<item>{MONTH})){{1,11}}"
        rf"(?:{IN_YEAR}(?P<y>{YEAR})|{EVERY_YEAR})")),
    ("d", figures(most=2, then=",;+vh"), (
        rf"{BEFORE_DAY}(?<=ngày\s+)(?P<item>{DAY})(?:{AND}(?:ngày\s+)?(?P<item>{DAY})){{1,11}}"
        rf"(?:\s?/\s?(?P<m>{MONTH})\s?/\s?(?P<y>{YEAR})|\s+tháng\s*(?P<m>{MONTH}){IN_YEAR}(?P<y>{YEAR})|{EVERY_MONTH})")),
    ("d/m", figures(most=2, then="/"), (
        rf"{BEFORE_DAY}(?P<item>{DAY}/{MONTH})(?:{AND}(?:ngày\s+)?(?P<item>{DAY}/{MONTH})){{1,5}}"
        rf"(?:/(?P<y>{YEAR})|{EVERY_YEAR})")),
    ("d/m", figures(most=2, then="t"), (
        rf"{BEFORE_DAY}(?P<item>{DAY}\s+tháng\s*{MONTH})(?:{AND}(?:ngày\s+)?(?P<item>{DAY}\s+tháng\s*{MONTH})){{1,5}}"
        rf"(?:{IN_YEAR}(?P<y>{YEAR})|{EVERY_YEAR})")),
)  # fmt: skip
_PARTS = compiled(r"/|\s+tháng\s*", regex.IGNORECASE)
_OFTEN = words("định", "hàng", "hằng", "mỗi")
_EVERY_LIST = (
    r"(?<!\p{L})(?:định\s+kỳ|hàng|hằng|mỗi)(?:\s+(?:hàng|hằng))?\s+"
    rf"(?P<item>(?:0?6\s+)?tháng|quý|qúy|năm|tuần|ngày)(?:(?:{AND}0?9\s+tháng)?(?:{AND}|\s*/\s*)(?:(?:hàng|hằng)\s+)?"
    r"(?P<item>(?:0?6\s+)?tháng|quý|qúy|(?:0?1\s+)?năm|tuần|ngày)(?!\p{L}|\s*\d)){1,5}"
)


OPENERS = (*(opens for _, opens, _ in _LISTS), _OFTEN)


def listed(text: Text) -> list[Found[Time]]:
    """The members of all lists, a list's in reading order."""
    dated = [
        f for part, opens, source in _LISTS for m in text.matches(caseless(source), opens) for f in _members(m, part)
    ]
    return dated + [f for m in text.matches(caseless(_EVERY_LIST), _OFTEN) for f in _recurring(m)]


def _members(m: Match, part: str) -> list[Found[Time]]:
    """One Found for each member that is a date."""
    tail = (m.groupdict().get("every") or "").split()
    every = EVERY[tail[-1].lower()] if tail else None
    parts = [m.groupdict() | dict(zip(part.split("/"), _PARTS.split(item), strict=True)) for item in m.captures("item")]
    values = [due(m, named=anchor(p), every=every) for p in parts]
    return [Found(value, span, "listed") for value, span in zip(values, _spans(m), strict=True) if value is not None]


def _recurring(m: Match) -> list[Found[Time]]:
    values = [time(None, None, _period(item)) for item in m.captures("item")]
    return [Found(value, span, "listed") for value, span in zip(values, _spans(m), strict=True)]


def _spans(m: Match) -> list[Span]:
    """The members' spans, the first with the words that lead in, the last with what closes the list."""
    starts = [start for start, _ in m.spans("item")]
    ends = [end for _, end in m.spans("item")]
    starts[0] = m.start("lead") if m.groupdict().get("lead") else m.start()
    ends[-1] = m.end()
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _period(item: str) -> Every:
    words = item.lower().replace("qúy", "quý").split()
    return "half-year" if words[0].endswith("6") else EVERY[words[-1]]
