"""When a statement is due: in its own clause, at the head of its sentence or item, in a heading above, in the title."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.items import MAX_HEADING_WORDS, Item, ancestors
from extractor.model import Found, Span, Time
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading, When, deadlines, inherited, title_period
from extractor.targets.statements import Statement

PARTS = compiled(r"trong\s+đó|bao\s+gồm|gồm(?:\s+có)?\s*:|cụ\s+thể\s*:", regex.IGNORECASE)
_STARTS = compiled(r"(?<!\p{L})từ\s+[\d.,]+\s?%?(?:\s\p{L}+){0,3}[\s(,]*$", regex.IGNORECASE)
_RISES = compiled(r"[\s),]*(?:lên|xuống|còn|tới|thành)(?:\s+(?:đến|tới|còn|mức))?\s*", regex.IGNORECASE)
_AIM = compiled(r"mục\s+tiêu|chỉ\s+tiêu", regex.IGNORECASE)


def upcoming(reading: Reading, span: Span) -> list[Found[Time]]:
    """The deadlines in `span` but those of years before the plan: "7%, giai đoạn trước 2006-2010 là 6%"."""
    start = _start_year(reading)
    return [f for f in deadlines(reading, span) if not f.value.latest or f.value.latest.year >= start]


def _start_year(reading: Reading) -> int:
    """The year of issue, or else the first year of the title's period; 0 where the document gives neither."""
    if reading.metadata.issued:
        return int(reading.metadata.issued[:4])
    period = title_period(reading)
    first = period.found.value.earliest if period and "/" in (period.found.value.anchor or "") else None
    return first.year if first else 0


def when_due(
    reading: Reading,
    item: Item,
    clause: Span,
    s: Statement,
    times: Sequence[Found[Time]],
    last: When | None,
    sentence: Span,
) -> When | None:
    """The time in the statement's own clause; else at the head of its sentence; else what is carried; else above."""
    near = [t for t in times if clause.contains(t.span)]
    start = s.quantity.span.start
    before = [t for t in near if t.span.end <= start and not _dates_the_start(reading.document.key, t.span, start)]
    after = [t for t in near if t.span.start >= s.quantity.span.end]
    for choice in (before[-1:], after[:1]):
        if choice:
            return When(choice[0])
    head = [t for t in times if sentence.start <= t.span.start and t.span.end <= s.quantity.span.start]
    if head and _opens(reading, sentence, head[0]):
        return When(head[0], item.path)
    if last is not None and (
        _joins(reading, sentence)
        or reading.key(Span(max(0, sentence.start - 3), sentence.start)).rstrip().endswith(";")
    ):
        return last
    return _above(reading, item)


def _dates_the_start(key: str, time: Span, number: int) -> bool:
    """Whether a time belongs to the figure that a change starts from: "từ 68% năm 2025 lên 70%"."""
    left = _STARTS.search(key, max(0, time.start - 40), time.start)
    return left is not None and _RISES.fullmatch(key, time.end, number) is not None


def _opens(reading: Reading, sentence: Span, found: Found[Time]) -> bool:
    """Whether a time stands at the head of its sentence, so that it covers the later clauses."""
    numbers = within(reading.values.quantities, sentence)
    return not numbers or found.span.start < numbers[0].span.start


def _joins(reading: Reading, sentence: Span) -> bool:
    return PARTS.match(reading.document.key, sentence.start) is not None


def carried(
    reading: Reading,
    item: Item,
    sentence: Span,
    kept: bool,
    times: Sequence[Found[Time]],
    last: When | None,
) -> When | None:
    """The time that later clauses of the item take over: one at the head of a sentence, or that of a total's parts."""
    here = [t for t in times if sentence.contains(t.span)]
    if kept and here and (_opens(reading, sentence, here[0])):
        return When(here[0], item.path)
    return None if here else last


def _above(reading: Reading, item: Item) -> When | None:
    """The nearest deadline above; one that a lead-in sets for its own action does not bind the aims it lists."""
    found = inherited(reading, item, title=True)
    if found is None or not found.inherited_from or item.role != "objective":
        return found
    for above in ancestors(reading.items, item):
        own = reading.own(above)
        if own.contains(found.found.span) and len(reading.key(own).split()) > MAX_HEADING_WORDS // 2:
            aims = max((m.end() for m in _AIM.finditer(reading.document.key, own.start, own.end)), default=own.start)
            if found.found.span.start < aims:
                return (
                    _above(reading, reading.items[above.index]) if above.role == "objective" else title_period(reading)
                )
    return found


def own_or_inherited(reading: Reading, item: Item, span: Span, times: Sequence[Found[Time]]) -> When | None:
    own = [t for t in times if span.contains(t.span)]
    return When(own[0]) if own else _above(reading, item)
