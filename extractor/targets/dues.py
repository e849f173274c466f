"""When a statement is due. In order of precedence, the time is

1. in its own clause: the nearest before its number, else the first after it;
2. at the head of its sentence, or of the clauses that it stands among;
3. at the end of its sentence, after a series ("trên 90% trường, 95% trạm y tế … vào năm 2030");
4. at the head of the sentences that semicolons join it to, or of the total that it is a part of;
5. above it (see `above`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from extractor.clauses import opened
from extractor.items import Item
from extractor.model import Found, Span, Time
from extractor.patterns import compiled
from extractor.resolve import Reading, When
from extractor.targets.above import above
from extractor.targets.statements import Statement

PARTS = compiled(r"trong\s+đó|bao\s+gồm|gồm(?:\s+có)?\s*:|cụ\s+thể\s*:", regex.IGNORECASE)
_STARTS = compiled(r"(?<!\p{L})từ\s+[\d.,]+\s?%?(?:\s\p{L}+){0,3}[\s(,]*$", regex.IGNORECASE)
_RISES = compiled(r"[\s),]*(?:lên|xuống|còn|tới|thành)(?:\s+(?:đến|tới|còn|mức))?\s*", regex.IGNORECASE)
_END = compiled(r"[\s.;,)]*")


def when_due(
    reading: Reading,
    item: Item,
    clause: Span,
    s: Statement,
    times: Sequence[Found[Time]],
    last: When | None,
    sentence: Span,
) -> When | None:
    """The due of `s`; `times` are those of its item that can bind, `last` what `carried` hands on."""
    here = [t for t in times if sentence.contains(t.span)]
    found = _own(reading, clause, s, here) or _head(reading, sentence, s, here) or _shared_end(reading, sentence, here)
    if found is not None:
        return When(found)
    return last if last is not None and _joined(reading, sentence) else above(reading, item)


def own_or_inherited(reading: Reading, item: Item, span: Span, times: Sequence[Found[Time]]) -> When | None:
    """The due of words without a number: how often something is done within them is none."""
    own = [t for t in times if span.contains(t.span) and (t.value.anchor or _opens(reading, span, t))]
    return When(own[0]) if own else above(reading, item)


def carried(
    reading: Reading, item: Item, sentence: Span, times: Sequence[Found[Time]], last: When | None
) -> When | None:
    """The time that the sentences joined to this one take over: one at its head, else the one that it took over."""
    heads = _opening(reading, sentence, [t for t in times if sentence.contains(t.span)])[:1]
    if heads and heads[0].span.start > _first_number(reading, sentence):
        heads = []
    if heads:
        return When(heads[0], item.path)
    return last if _joined(reading, sentence) else None


def of_total(reading: Reading, item: Item, sentence: Span, total: When | None) -> When | None:
    """The time that a sentence of parts ("Trong đó: …") takes over from the total before it; None for any other."""
    if total is None or not PARTS.match(reading.document.key, sentence.start):
        return None
    return total if total.inherited_from is not None else When(total.found, item.path)


def _own(reading: Reading, clause: Span, s: Statement, times: Sequence[Found[Time]]) -> Found[Time] | None:
    near = [t for t in times if clause.contains(t.span)]
    start = s.quantity.span.start
    before = [t for t in near if t.span.end <= start and not _dates_the_start(reading.document.key, t.span, start)]
    after = [t for t in near if t.span.start >= s.quantity.span.end]
    return next(iter((*before[-1:], *after[:1])), None)


def _dates_the_start(key: str, time: Span, number: int) -> bool:
    """Whether a time belongs to the figure that a change starts from: "từ 68% năm 2025 lên 70%"."""
    left = _STARTS.search(key, max(0, time.start - 40), time.start)
    return left is not None and _RISES.fullmatch(key, time.end, number) is not None


def _head(reading: Reading, sentence: Span, s: Statement, times: Sequence[Found[Time]]) -> Found[Time] | None:
    """The last time before the statement that opens a clause, else one before the sentence's first number."""
    before = [t for t in times if t.span.end <= s.quantity.span.start]
    opening = _opening(reading, sentence, before)
    if opening:
        return opening[-1]
    return before[0] if before and before[0].span.start < _first_number(reading, sentence) else None


def _opening(reading: Reading, sentence: Span, times: Sequence[Found[Time]]) -> list[Found[Time]]:
    """The times that open a clause: "…, phấn đấu đến năm 2030 …"."""
    return [t for t in times if _opens(reading, Span(_clause(reading, sentence, t), sentence.end), t)]


def _first_number(reading: Reading, sentence: Span) -> int:
    """Where the sentence's first number stands, or the sentence's end."""
    at = bisect_left(reading.values.quantities, sentence.start, key=lambda found: found.span.start)
    found = reading.values.quantities[at : at + 1]
    return min(found[0].span.start, sentence.end) if found else sentence.end


def _clause(reading: Reading, sentence: Span, time: Found[Time]) -> int:
    """Where the clause that holds a time begins: after the last comma or colon before it."""
    before = reading.key(Span(sentence.start, time.span.start))
    return sentence.start + max(before.rfind(","), before.rfind(":")) + 1


def _opens(reading: Reading, span: Span, time: Found[Time]) -> bool:
    """Whether nothing but connectors and effort words stands before a time in `span`."""
    before = opened(reading.document.key, Span(span.start, time.span.start))
    return before.start >= before.end


def _shared_end(reading: Reading, sentence: Span, times: Sequence[Found[Time]]) -> Found[Time] | None:
    """The sentence's only time, where it closes it."""
    closes = len(times) == 1 and _END.fullmatch(reading.document.key, times[0].span.end, sentence.end)
    return times[0] if closes else None


def _joined(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence goes on with the one before: after a semicolon, or with the parts of a total."""
    before = reading.key(Span(max(0, sentence.start - 3), sentence.start)).rstrip()
    return before.endswith(";") or PARTS.match(reading.document.key, sentence.start) is not None
