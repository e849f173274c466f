"""Which words of a clause say what is measured, without the number, the comparator, the times and the asides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.clauses import closed, opened
from extractor.model import Found, Quantity, Span
from extractor.rules.unit_names import is_measure
from extractor.targets.division import Clause
from extractor.targets.phrases import (
    AIMED,
    ASIDE,
    ATTAIN,
    CHANGE,
    CHANGED_FROM,
    FOR,
    HOLDS,
    LOOSE_END,
    NOMINAL,
    PACE,
    RANKED,
    RATE_WORDS,
    TOPIC,
    leads,
)


class Piece(NamedTuple):
    """A stretch of the text that is part of an indicator."""

    start: int
    end: int


def parts(key: str, clause: Clause, subject: Span, tail: Span, times: Sequence[Span]) -> tuple[int, list[Piece]]:
    """Where the quote starts, and the stretches of the indicator."""
    q = clause.quantity.span
    counted = Span(_noun_start(key, clause.quantity), tail.end)
    if clause.quantity.value.unit == "hạng" and (about := RANKED.search(key, q.end, tail.end)):
        return min(subject.start, q.start), pieces_of(key, Span(about.end(), tail.end), holes=times)
    if clause.kind == "number-first":
        return q.start, pieces_of(key, counted, holes=times)
    if clause.kind == "change":
        return _change_parts(key, clause, tail, times)
    if clause.kind == "subject-first":
        start = CHANGED_FROM.search(key, subject.start, subject.end)
        ends = Span(subject.start, start.start()) if start else subject
        return subject.start, pieces_of(key, _without_change_verb(key, ends), holes=times)
    served = FOR.match(key, subject.start, subject.end) if tail.start >= tail.end else None
    if served:
        return subject.start, pieces_of(key, Span(subject.start, served.start()), holes=times)
    return subject.start, pieces_of(key, subject, counted, holes=times)


def _change_parts(key: str, clause: Clause, tail: Span, times: Sequence[Span]) -> tuple[int, list[Piece]]:
    """ "tăng doanh thu 20%" → doanh thu; "giảm 30% thời gian" → thời gian; "số vụ … tăng 3%" → số vụ …"""
    m = leads(CHANGE, key, clause.start, clause.quantity.span.start)
    assert m is not None
    noun = closed(key, Span(m.start("rest"), m.end("rest")))
    if not RATE_WORDS.match(m["rest"]) and noun.start < noun.end:
        start = m.start() if clause.inside else opened(key, Span(clause.start, m.start()), times).start
        return start, pieces_of(key, Span(noun.start + _blanks(key, noun), noun.end))
    before = closed(key, opened(key, Span(clause.start, m.start()), times), times)
    if before.end - before.start > 2 and not clause.inside:
        pace = PACE.search(key, clause.start, m.end())
        return before.start, pieces_of(key, Span(before.start, m.end() if pace else before.end))
    return m.start(), pieces_of(key, Span(_noun_start(key, clause.quantity), tail.end))


def _blanks(key: str, span: Span) -> int:
    words = key[span.start : span.end]
    return len(words) - len(words.lstrip())


def subject_of(key: str, clause: Clause, times: Sequence[Span]) -> Span:
    """The words before the number, without what opens them and without the verb that attains it."""
    end = clause.quantity.span.start
    attain = leads(ATTAIN, key, clause.start, end) if clause.kind == "subject-first" else None
    topic = TOPIC.match(key, clause.start, end)
    start = topic.end() if topic else clause.start
    if clause.inside and clause.kind == "verb-first":
        start = max((m.end() for m in HOLDS.finditer(key, start, end)), default=start)
    words = opened(key, Span(start, attain.start() if attain else end), times)
    return closed(key, words, times)


def _without_change_verb(key: str, subject: Span) -> Span:
    """ "Giảm tỷ lệ X đạt mức …", "Xây dựng chính sách để nâng tỷ lệ X": the indicator is "tỷ lệ X"; future "sẽ" is no
    part of it."""
    measured = NOMINAL.match(key, subject.start, subject.end)
    aimed = None if measured else next(AIMED.finditer(key, subject.start, subject.end), None)
    return closed(key, Span(aimed.end() if aimed else subject.start, subject.end))


def _noun_start(key: str, quantity: Found[Quantity]) -> int:
    """Where the counted noun begins: at the unit of a count ("20 tập dữ liệu"), after a share ("70% cơ quan")."""
    unit = quantity.value.unit
    if unit is None or unit.startswith("%") or unit in ("VND", "USD") or "/" in unit or is_measure(unit):
        return quantity.span.end
    last_digit = max((i for i in range(*quantity.span) if key[i].isdigit()), default=quantity.span.start)
    at = key[last_digit : quantity.span.end + len(unit)].lower().find(unit.split(",")[0])
    return last_digit + at if at >= 0 else quantity.span.end


def trimmed(key: str, tail: Span, times: Sequence[Span]) -> Span:
    """The words after the number up to where they stop saying what is measured."""
    stripped = closed(key, tail, times)
    aside = ASIDE.search(key, stripped.start, stripped.end)
    while aside and stripped.start < stripped.end:
        stripped = closed(key, Span(stripped.start, max(aside.start(), stripped.start)), times)
        aside = ASIDE.search(key, stripped.start, stripped.end)
    return stripped


def pieces_of(key: str, *spans: Span, holes: Sequence[Span] = ()) -> list[Piece]:
    out = []
    for part in (part for span in spans for part in _around(span, holes)):
        words = key[part.start : part.end]
        start = part.start + len(words) - len(words.lstrip(" ,;:-"))
        loose = LOOSE_END.match(words)
        end = part.start + (loose.start() if loose else len(words))
        if start < end:
            out.append(Piece(start, end))
    return out


def _around(span: Span, holes: Sequence[Span]) -> list[Span]:
    """The parts of `span` outside `holes`."""
    parts: list[Span] = []
    start = span.start
    for hole in holes:
        if span.start <= hole.start and hole.end <= span.end:
            parts.append(Span(start, hole.start))
            start = hole.end
    return [*parts, Span(start, span.end)]
