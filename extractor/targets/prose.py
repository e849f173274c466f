"""The sentences of one item to drafts of targets: those that commit to a number, or one that states an aim without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.clauses import opened, sentences
from extractor.items import Item
from extractor.model import Found, Span, Time
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading, When
from extractor.targets.above import upcoming
from extractor.targets.commitments import is_commitment, may_commit
from extractor.targets.drafts import Draft
from extractor.targets.dues import PARTS, carried, of_total, own_or_inherited, when_due
from extractor.targets.qualitative import numberless
from extractor.targets.statements import LONGEST, Statement, may_state, read, says_nothing
from extractor.targets.subjects import Holders, named
from extractor.targets.units import with_base, with_rate, without_rate

_BRACKETS = compiled(r"\s*\([^()]*\)\s*$")
_IN_TURN = compiled(r"(?<!\p{L})(?:lần\s+lượt|tương\s+ứng)(?!\p{L})", regex.IGNORECASE)
NEAR = 4  # sentences of an item among which a series may share its indicator
_LABEL = compiled(r"số\s+lượng|tổng\s+số|quy\s+mô|chỉ\s+tiêu|kết\s+quả", regex.IGNORECASE)


def add_prose(drafts: list[Draft], reading: Reading, item: Item, holders: Holders) -> None:
    before, key = len(drafts), reading.document.key
    if may_commit(key, item) and may_state(key, item.node.head, reading.values.quantities):
        _add_stated(drafts, reading, item, holders)
    if len(drafts) == before and (span := numberless(reading, item)) is not None:
        drafts.append(_aim(reading, item, span, holders))


def _add_stated(drafts: list[Draft], reading: Reading, item: Item, holders: Holders) -> None:
    own = reading.own(item)
    times = upcoming(reading, own)
    before = len(drafts)
    last_when: When | None = None
    for sentence, statements in _statements(reading, own):
        last_when = of_total(reading, item, sentence, drafts[before].when if drafts[before:] else None) or last_when
        kept = [(at, s) for at, s in enumerate(statements) if is_commitment(reading, item, sentence, s)]
        for at, s in kept:
            start = _clause_start(statements, at, sentence)
            when = _respective(reading, sentence, len(statements), at, times)
            when = when or when_due(reading, item, Span(start, s.quote.end + 2), s, times, last_when, sentence)
            host = _host(drafts, before, statements, s, sentence, reading)
            drafts.append(_draft(reading, item, sentence, s, when, holders, host))
        last_when = carried(reading, item, sentence, times, last_when)


def _aim(reading: Reading, item: Item, span: Span, holders: Holders) -> Draft:
    """The target without a number that the words at `span` state."""
    when = own_or_inherited(reading, item, span, upcoming(reading, reading.own(item)))
    bodies = holders.of(item, named(reading, _opening(reading, span)))
    indicator = _words(reading, _indicator(reading, span))
    return Draft(item, span, indicator, None, "reach", when, None, bodies, "numberless")


def _statements(reading: Reading, own: Span) -> list[tuple[Span, list[Statement]]]:
    """The sentences of an item with their statements; a bare number takes the indicator of one beside it, as in a
    series that names it once: "Năm 2026: 50%; năm 2027: 60% số xã có …"."""
    key = reading.document.key
    out: list[tuple[Span, list[Statement]]] = []
    for sentence in sentences(key, own):
        quantities = within(reading.values.quantities, sentence)
        spans = [f.span for f in within(reading.values.times, sentence)]
        out.append((sentence, read(key, sentence, quantities, spans)))
    for i, (sentence, statements) in enumerate(out):
        if any(says_nothing(key, s) for s in statements):
            beside = [*out[i + 1 : i + 1 + NEAR], *reversed(out[max(0, i - NEAR) : i])]
            near = [s for _, each in beside for s in each[:NEAR] if not says_nothing(key, s)]
            out[i] = (sentence, [_lent(key, s, near) for s in statements])
    return out


def _lent(key: str, s: Statement, near: Sequence[Statement]) -> Statement:
    if not says_nothing(key, s):
        return s
    other = next((o for o in near if o.quantity.value.unit == s.quantity.value.unit), None)
    return replace(s, indicator=other.indicator) if other else s


def _respective(reading: Reading, sentence: Span, count: int, at: int, times: Sequence[Found[Time]]) -> When | None:
    """The time of the statement at `at`, where its sentence names as many: "các năm 2026, 2027 lần lượt đạt"."""
    here = [t for t in times if sentence.contains(t.span) and t.value.anchor]
    return When(here[at]) if 1 < count == len(here) and _IN_TURN.search(reading.key(sentence)) else None


def _clause_start(statements: Sequence[Statement], at: int, sentence: Span) -> int:
    """Where the clause of the statement at `at` may begin: after the statements just before it."""
    number = statements[at].quantity.span.start
    ends = (s.quote.end for s in statements[max(0, at - 3) : at] if s.quote.end <= number)
    return max(ends, default=sentence.start)


def _draft(
    reading: Reading,
    item: Item,
    sentence: Span,
    s: Statement,
    when: When | None,
    holders: Holders,
    host: int | None,
) -> Draft:
    indicator = " ".join(_words(reading, Span(p.start, p.end)) for p in s.indicator)
    if not indicator or _LABEL.fullmatch(indicator):
        indicator = _words(reading, _heading(reading, item))
    value, indicator = with_base(s.quantity.value, indicator)
    rated = with_rate(value, reading.document.key, Span(s.quantity.span.end, sentence.end))
    if rated is not value:
        value, indicator = rated, without_rate(indicator)
    quantity = s.quantity if value is s.quantity.value else replace(s.quantity, value=value)
    bodies = holders.of(item, named(reading, Span(s.quote.start, s.quantity.span.start)))
    return Draft(item, s.quote, indicator, quantity, s.change, when, s.baseline, bodies, s.kind, host)


def _heading(reading: Reading, item: Item) -> Span:
    """The title of the unit that holds the item, where its own words do not say what is counted."""
    parent = reading.items[item.parent] if item.parent >= 0 else item
    return reading.own(parent)


def _words(reading: Reading, span: Span) -> str:
    return " ".join(reading.quote(span).split()).rstrip(" .;:,")


def _host(
    drafts: Sequence[Draft], first: int, statements: Sequence[Statement], s: Statement, sentence: Span, reading: Reading
) -> int | None:
    """The draft that `s` is part of: the one it is nested in, or the total before "trong đó"."""
    if s.nested is not None:
        quote = statements[s.nested].quote
        return next((i for i in range(len(drafts) - 1, first - 1, -1) if drafts[i].quote == quote), None)
    opening = reading.document.key[max(sentence.start, s.quantity.span.start - LONGEST) : s.quantity.span.start]
    if not PARTS.search(opening):
        return None
    unit = s.quantity.value.unit or ""
    totals = (
        i for i in range(first, len(drafts)) if drafts[i].host is None and (drafts[i].unit or "").startswith(unit)
    )
    return next(totals, None) if unit else None


def _indicator(reading: Reading, span: Span) -> Span:
    """The words of a statement without a number: without the time and effort words it opens with, and without the
    brackets it ends with."""
    words = opened(reading.document.key, span, [f.span for f in within(reading.values.times, span)])
    aside = _BRACKETS.search(reading.document.key, words.start, words.end)
    return Span(words.start, aside.start()) if aside else words


def _opening(reading: Reading, span: Span) -> Span:
    """Up to the first verb's object, roughly: a dozen words."""
    words = list(regex.finditer(r"\S+", reading.document.key, pos=span.start, endpos=span.end))[:25]
    return Span(span.start, words[-1].end() if words else span.end)
