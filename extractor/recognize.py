"""A Document to the values found in it: one scan per kind over the match key, then looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TypeVar

from extractor.model import Body, Citation, Document, Found, Quantity, Span, Time
from extractor.rules import bodies, citations, numbers, times
from extractor.rules.openings import Text
from extractor.rules.rule import outside, quoted

T = TypeVar("T")
_START = attrgetter("span.start")


@dataclass(frozen=True, slots=True)
class Values:
    """What the text says, by kind, each in reading order. `times` leaves out what is no deadline: dates that belong to
    a document cited, and what no calendar fixes ("ngay sau khi"), which is `vague`. `quantities` leaves out numbers
    that are part of a time or a citation."""

    times: tuple[Found[Time], ...]
    quantities: tuple[Found[Quantity], ...]
    bodies: tuple[Found[Body], ...]
    citations: tuple[Found[Citation], ...]
    vague: tuple[Found[Time], ...] = ()


def recognize(
    document: Document, *, territory: str | None = None, issued: date | None = None, planned: str | None = None
) -> Values:
    """Every value in the document's text; `territory`, `issued` and the year `planned` are its own, where known."""
    at = Text(document.key, (*citations.OPENERS, *times.OPENERS, *numbers.OPENERS))
    cited = citations.find(document.text, at=at)
    stated = times.find(document.key, reference=issued, planned=planned, at=at)
    when = outside(stated, [_with_date(c.span, document.key) for c in cited])
    how_many = outside(numbers.find(document.key, times=when, at=at), [f.span for f in (*cited, *when)])
    who = outside(bodies.find(document.key, territory=territory), [f.span for f in cited])
    kept = [f for f in when if not times.is_vague(f.value)]
    vague = [f for f in when if times.is_vague(f.value)]
    return Values(
        *(tuple(quoted(found, document.text)) for found in (kept, how_many, who, cited, vague))  # type: ignore[arg-type]
    )


def _with_date(span: Span, key: str) -> Span:
    """A citation's span up to the date that follows it: "… số 57-NQ/TW ngày 22 tháng 12 năm 2024"."""
    return Span(span.start, min(len(key), span.end + 4))


def within(found: Sequence[Found[T]], span: Span) -> Sequence[Found[T]]:
    """The values that lie in `span`; `found` in reading order; O(log n)."""
    first = bisect_left(found, span.start, key=_START)
    last = bisect_left(found, span.end, lo=first, key=_START)
    return [f for f in found[first:last] if f.span.end <= span.end]
