"""Items to the closing lines of groups: "Đơn vị chủ trì: …; Đơn vị phối hợp: …; Thời gian thực hiện: …; Sản phẩm: …".

A closing line holds for the items of the group that it ends: those before it under the same unit, back to the closing
line before; or for the words that it follows in its own paragraph, or for the unit that holds nothing but it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.items import Item
from extractor.model import Body, Found, Span, Time
from extractor.patterns import compiled
from extractor.resolve import When
from extractor.rules import times
from extractor.rules.body_registry import slug
from extractor.rules.roles import Part
from extractor.tasks.openings import Opening, read_bracket
from extractor.tasks.parties import Bodies, Parties
from extractor.tasks.subjects import taking_part
from extractor.tasks.unlisted import members

_TRIM = compiled(r"[\s.;,:*\"|+)-]*$")
_LEAD_IN = compiled(r"[\s\"*(\[+\-.]*")
_BARE_TIME = compiled(r"(?:(?P<m>\d{1,2})\s*/\s*)?20\d\d")
_BRACKETED = compiled(r"\s*[\"*]*\([^()]{4,400}\)[\s.;,*\"]*")
_BEFORE_BRACKET = ' \n"*('
_MOST_NAME_WORDS = 15


class Closing(NamedTuple):
    """What a closing block says; a field that it does not name is empty or None. `path` is where it stands."""

    path: str
    lead: Bodies = ()
    support: Bodies = ()
    due: When | None = None
    output: Span | None = None

    def joined(self, other: Closing) -> Closing:
        """Both together; the first that names a field counts."""
        return Closing(
            self.path,
            self.lead or other.lead,
            self.support or other.support,
            self.due or other.due,
            self.output or other.output,
        )


def label_start(parties: Parties, span: Span) -> int | None:
    """Where the first label that opens a clause of `span` stands, None where there is none."""
    return next((f.span.start for f in _labels(parties, span)), None)


def is_closing(parties: Parties, span: Span) -> bool:
    """Whether `span` opens with a label that is followed by words."""
    if bracketed(parties, span) is not None:
        return True
    label = next(_labels(parties, span), None)
    if label is None or not _LEAD_IN.fullmatch(parties.key, span.start, label.span.start):
        return False
    return _trimmed(parties.key, label.span.end, span.end) is not None


def bracketed(parties: Parties, span: Span) -> Opening | None:
    """ "(Sở Y tế chủ trì, phối hợp với Sở Tài chính)" as a paragraph of its own."""
    if parties.key[span.start : span.start + 1] not in _BEFORE_BRACKET or not _BRACKETED.fullmatch(
        parties.key, span.start, span.end
    ):
        return None
    opening = read_bracket(parties, span)
    return opening if opening is not None and opening.rule == "bracket" else None


def _labels(parties: Parties, span: Span) -> Iterator[Found[Part]]:
    """The labels that open a clause."""
    for f in parties.labels.within(span):
        before = parties.key[span.start : f.span.start].rstrip(' "*(-+\n')
        if not before or before[-1] in ".;,:|)/":
            yield f


def read_closing(parties: Parties, item: Item, span: Span) -> Closing:
    """What the labels in `span` say."""
    said = bracketed(parties, span)
    if said is not None:
        time = parties.times.within(span)
        due = When(time[0], item.path) if time else None
        return Closing(item.path, said.lead, said.support, due)
    labels = list(_labels(parties, span))
    ends = [*(f.span.start for f in labels[1:]), span.end]
    closing = Closing(item.path)
    for label, end in zip(labels, ends, strict=True):
        value = _trimmed(parties.key, label.span.end, end)
        if value:
            closing = closing.joined(_read(parties, item.path, label.value, value))
    by = read_bracket(parties, span) if not closing.lead else None
    return closing._replace(lead=by.lead, support=closing.support or by.support) if by else closing


def _trimmed(key: str, start: int, end: int) -> Span | None:
    while start < end and key[start].isspace():
        start += 1
    m = _TRIM.search(key, start, end)
    end = m.start() if m else end
    return Span(start, end) if start < end else None


def _read(parties: Parties, path: str, label: Part, value: Span) -> Closing:
    if label == "lead-label":
        return Closing(path, lead=_bodies(parties, value), support=taking_part(parties, value))
    if label == "support-label":
        return Closing(path, support=_bodies(parties, value))
    if label == "due-label":
        found = stated_time(parties, value)
        return Closing(path, due=When(found, path) if found else None)
    return Closing(path, output=value)


def stated_time(parties: Parties, span: Span) -> Found[Time] | None:
    """The first time of words that only say when: behind "Thời hạn:", or in a column of deadlines, where "2026" is a
    year and "6/2026" a month."""
    found = parties.times.within(span)
    words = parties.reading.quote(span).strip(" .;")
    if found or not (m := _BARE_TIME.fullmatch(words)):
        return found[0] if found else None
    time = _time(f"{'tháng' if m['m'] else 'năm'} {words}")
    return Found(time, span, "bare-time", words) if time else None


@lru_cache(maxsize=256)
def _time(words: str) -> Time | None:
    return next((f.value for f in times.find(words)), None)


def _bodies(parties: Parties, value: Span) -> Bodies:
    """The bodies named in a label's value; a short value that names no known body is one of its own."""
    taken = set(taking_part(parties, value))
    found = tuple(f for f in members(parties, value) if f not in taken)
    name = parties.reading.quote(value)
    if found or len(name.split()) > _MOST_NAME_WORDS:
        return found
    return (Found(Body(id=slug(name), name=name), value, "label", name),)
