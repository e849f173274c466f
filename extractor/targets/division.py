"""A sentence to clauses, one for each quantity it states: where each begins and ends, and how its number stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractor.clauses import opened
from extractor.model import Change, Found, Quantity, Span
from extractor.patterns import compiled
from extractor.targets.changes import change_of
from extractor.targets.phrases import (
    ATTAIN,
    BREAK,
    DELIVERS,
    EFFORT_END,
    GROWING,
    HAVING,
    JOINED,
    NOMINAL,
    RESTART,
    SHARE_OF,
    TAIL_WORD,
    leads,
)

_COLON = compiled(r":\s*")
Kind = Literal["number-first", "subject-first", "change", "verb-first", "universal"]


class Clause(NamedTuple):
    """A quantity with the stretch it speaks in; `inside` where that is the tail of the one before."""

    quantity: Found[Quantity]
    start: int
    end: int
    inside: bool
    kind: Kind
    change: Change


def divide(key: str, sentence: Span, quantities: list[Found[Quantity]], times: Sequence[Span]) -> list[Clause]:
    out: list[Clause] = []
    start = sentence.start
    for q in quantities:
        inside = False
        if out:
            last = out[-1]
            cut = _boundary(key, last, q, times)
            if cut is None and _is_subject_part(key, last, q):
                out.pop()
                start = last.start
                inside = last.inside
            elif cut is None:
                start, inside = last.quantity.span.end, True
            else:
                out[-1] = last._replace(end=cut)
                start = cut
        end = sentence.end
        begin = _restart(key, start, q.span.start)
        change = change_of(key, begin, q)
        out.append(Clause(q, begin, end, inside, _kind(key, begin, q, times, change), change))
    return out


def _restart(key: str, start: int, end: int) -> int:
    """Where the words that belong to the number begin: after ", trong đó", ", phấn đấu" where more words follow."""
    for m in reversed(list(RESTART.finditer(key, start, end))):
        if opened(key, Span(m.end(), end)).start < end or key[m.end() : end].strip():
            return m.end()
    return start


def _boundary(key: str, last: Clause, q: Found[Quantity], times: Sequence[Span]) -> int | None:
    """Where the clause of the quantity before ends, None where `q` stands within it."""
    start, end = last.quantity.span.end, q.span.start
    between = key[start:end]
    if JOINED.fullmatch(key, start, end) or (BREAK.match(key, start) and not TAIL_WORD.match(key, q.span.end)):
        return start
    verbs = [m for m in BREAK.finditer(key, start, end) if DELIVERS.fullmatch(key, _past_and(key, m.end()), end)]
    if verbs:
        return verbs[-1].start()
    grows = [m for m in BREAK.finditer(key, start, end) if GROWING.fullmatch(key, m.end(), end)]
    if grows:
        return grows[-1].start()
    if _leads_number(key, start, q, times):
        breaks = list(BREAK.finditer(key, start, end))
        return breaks[-1].start() if breaks and _is_light(key, breaks[-1].end(), end, times) else end
    restarts = list(RESTART.finditer(key, start, end))
    if restarts:
        return restarts[-1].start()
    if ":" in between or ";" in between:
        return start + max(between.rfind(":"), between.rfind(";")) + 1
    if last.kind in ("subject-first", "change"):
        first = BREAK.search(key, start, end)
        return first.start() if first else None
    nominal = [m for m in BREAK.finditer(key, start, end) if NOMINAL.match(key, m.end())]
    return nominal[0].start() if nominal else None


def _past_and(key: str, at: int) -> int:
    m = JOINED.match(key, at)
    return m.end() if m else at


def _leads_number(key: str, start: int, q: Found[Quantity], times: Sequence[Span]) -> bool:
    """Whether nothing but connectors and effort words stands between a break and the number, and words follow it."""
    if not _counts_something(key, q):
        return False
    breaks = list(BREAK.finditer(key, start, q.span.start))
    return bool(breaks) and _is_light(key, breaks[-1].end(), q.span.start, times)


def _counts_something(key: str, q: Found[Quantity]) -> bool:
    """Whether a noun follows the number, within its unit or after it."""
    unit = q.value.unit
    counted = unit is not None and not unit.startswith("%") and "/" not in unit and unit not in ("VND", "USD")
    return counted or TAIL_WORD.match(key, q.span.end) is not None


def _is_light(key: str, start: int, end: int, times: Sequence[Span]) -> bool:
    words = Span(start, end)
    attain = leads(ATTAIN, key, start, end)
    if attain:
        words = Span(start, attain.start())
    left = opened(key, words, times)
    return left.start >= left.end or HAVING.fullmatch(key, left.start, left.end) is not None


def _is_subject_part(key: str, last: Clause, q: Found[Quantity]) -> bool:
    """Whether the number before is part of the subject of this one: "Dân số từ 15 tuổi trở lên … đạt 95%"."""
    attains = leads(ATTAIN, key, last.quantity.span.end, q.span.start) is not None
    attained = leads(ATTAIN, key, last.start, last.quantity.span.start) is not None
    plain = last.kind == "verb-first" or (last.kind == "subject-first" and not attained)
    return plain and (attains or last.quantity.value.unit is None)


def _kind(key: str, start: int, q: Found[Quantity], times: Sequence[Span], change: Change) -> Kind:
    end = q.span.start
    if change not in ("reach", "maintain"):
        return "change"
    if leads(SHARE_OF, key, start, end):
        return "subject-first"
    if _is_light(key, start, end, times) or (TAIL_WORD.match(key, q.span.end) and _leads_words(key, start, end, times)):
        return "number-first"
    if leads(ATTAIN, key, start, end) or key[start:end].rstrip().endswith(":"):
        return "subject-first"
    if NOMINAL.match(key, opened(key, Span(start, end), times).start):
        return "subject-first"
    return "verb-first"


def _leads_words(key: str, start: int, end: int, times: Sequence[Span]) -> bool:
    """Whether a number at `end` opens what is said: after "có" or "phấn đấu", or right after a break."""
    if leads(HAVING, key, start, end) or leads(EFFORT_END, key, start, end):
        return True
    breaks = (m.end() for m in (*BREAK.finditer(key, start, end), *_COLON.finditer(key, start, end)))
    last = max(breaks, default=start)
    return last > start and _is_light(key, last, end, times)
