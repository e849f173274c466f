"""An item to the time that stands above it: of the nearest lead-in or heading that gives one, at last of the title.

Passed over are times of a programme's or an event's name, of another document, of results, of years before the plan,
and those that a lead-in sets for its own action rather than for the aims it lists.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.items import MAX_HEADING_WORDS, Item, ancestors
from extractor.model import Found, Span, Time
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading, When, deadlines, period

_AIM = compiled(r"mục\s+tiêu|chỉ\s+tiêu", regex.IGNORECASE)
_TELLS = compiled(
    r"(?<!\p{L})(?:kết\s+quả|đạt\s+được|đã|ước|tình\s+hình|hiện\s+trạng|số\s+liệu|tổng\s+kết|sơ\s+kết)(?!\p{L})"
    r"(?![^.;:]*(?<!\p{L})(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|đến|kế\s+hoạch)(?!\p{L}))[^.;:]*$",
    regex.IGNORECASE,
)
_YEAR = compiled(r"(?:trong\s+)?(?:các\s+)?(?:năm|(?:\d+\s+)?tháng)(?!\p{L})", regex.IGNORECASE)
LEAD_IN_WORDS = 40  # a unit's own words beyond this are a paragraph, of which only the last sentence leads in


def upcoming(reading: Reading, span: Span) -> list[Found[Time]]:
    """The deadlines in `span` but those of years before the plan ("7%, giai đoạn trước 2006-2010 là 6%"), and
    "thường xuyên", which says how something is done."""
    return [f for f in deadlines(reading, span) if f.value.anchor != "ongoing" and not _is_past(reading, f)]


def above(reading: Reading, item: Item) -> When | None:
    """The time that the units above `item`, or the title, give what it states."""
    for unit in ancestors(reading.items, item):
        found = None if unit.node.style in ("row", "table") else _stated(reading, unit, item)
        if found is not None:
            return When(found, unit.path)
    return reading.title_period


def _stated(reading: Reading, unit: Item, item: Item) -> Found[Time] | None:
    stated = _bound(reading, unit, item, upcoming(reading, _lead_in(reading, unit)))
    return stated or _bound(reading, unit, item, _named(reading, unit))


def _bound(reading: Reading, unit: Item, item: Item, times: Sequence[Found[Time]]) -> Found[Time] | None:
    return period([f for f in times if _binds(reading, unit, item, f)])


def _binds(reading: Reading, unit: Item, item: Item, found: Found[Time]) -> bool:
    """Whether a time is for the aims below: not of a result, nor for the lead-in's own action before it names them."""
    key, own = reading.document.key, reading.own(unit)
    if item.role != "result" and _YEAR.match(found.text) and _TELLS.search(key, own.start, found.span.start):
        return False
    if item.role != "objective" or len(reading.key(own).split()) <= MAX_HEADING_WORDS // 2:
        return True
    aims = max((m.end() for m in _AIM.finditer(key, own.start, own.end)), default=own.start)
    return found.span.start >= aims


def _named(reading: Reading, unit: Item) -> list[Found[Time]]:
    """The times within a name in a heading ("Chương trình hành động 2027-2028") that the plan's own period holds."""
    whole = reading.title_period
    return [
        f
        for f in within(reading.values.times, unit.node.title)
        if not _is_past(reading, f) and (whole is None or _ends_within(f.value, whole.found.value))
    ]


def _ends_within(inner: Time, outer: Time) -> bool:
    if not (inner.latest and outer.latest):
        return False
    return (outer.earliest or inner.latest) <= inner.latest <= outer.latest


def _lead_in(reading: Reading, item: Item) -> Span:
    """The item's words where they are a heading; of a paragraph, the last sentence where it leads to what is below."""
    own = reading.own(item)
    words = reading.key(own)
    if len(words.split()) <= LEAD_IN_WORDS:
        return own
    leads = words.endswith(":")
    return Span(own.start + max(words.rfind(". "), words.rfind(";")) + 1, own.end) if leads else Span(own.end, own.end)


def _is_past(reading: Reading, found: Found[Time]) -> bool:
    return found.value.latest is not None and found.value.latest.year < _start_year(reading)


def _start_year(reading: Reading) -> int:
    """The year of issue, or else the first year of the title's period; 0 where the document gives neither."""
    if reading.metadata.issued:
        return int(reading.metadata.issued[:4])
    whole = reading.title_period
    first = whole.found.value.earliest if whole and "/" in (whole.found.value.anchor or "") else None
    return first.year if first else 0
