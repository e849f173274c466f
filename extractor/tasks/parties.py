"""The bodies and role words of a Reading at hand: lists of bodies, who takes part in a stretch, what words stand where.

Guarantees: a list ends at the first body that is not joined to the one before; a body in brackets is no member of a
list; a look-up takes time that depends on the stretch, not on the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar, get_args

import regex

from extractor.items import Item
from extractor.model import Body, Found, Span, Time
from extractor.patterns import compiled
from extractor.resolve import Reading
from extractor.rules import roles
from extractor.rules.openings import lower, spots
from extractor.rules.roles import LABELS, Part
from extractor.tasks import text

T = TypeVar("T")
Bodies = tuple[Found[Body], ...]

END = r"(?![\p{L}\d])"
AREA = (
    r"(?:\s+(?:(?:của|thuộc|trên|tại|ở)\s+)?(?:(?:toàn\s+)?(?:tỉnh|thành\s+phố|địa\s+bàn|địa\s+phương|cấp\s+(?:tỉnh|xã))|"
    rf"có\s+liên\s+quan|liên\s+quan|trực\s+thuộc|đóng\s+trên\s+địa\s+bàn|theo\s+quy\s+định){END})*"
)
BRACKETS = r"(?:\s*\([^()]{0,120}\))?"
TAIL = compiled(rf"{AREA}{BRACKETS}{AREA}", regex.IGNORECASE)
_JOIN = compiled(
    rf"(?:\s*[,;]\s*(?:và\s+)?|\s*-\s*|\s+(?:và|cùng(?:\s+với)?|hoặc)\s+|\s*/\s*){BRACKETS}(?:(?:các|những)\s+)?",
    regex.IGNORECASE,
)
_OWN_END = compiled(r"[\s:.;,)\]\"*]*$")
_MOST_BETWEEN = 200  # letters between two bodies of one list


class Run(NamedTuple):
    """Bodies that stand side by side in one list; `end` is after the last one's words."""

    bodies: Bodies
    end: int


class Series(Generic[T]):
    """Found values in reading order, looked up by place."""

    def __init__(self, found: Iterable[Found[T]]) -> None:
        self.found = tuple(found)
        self.starts = [f.span.start for f in self.found]
        self.places = {start: i for i, start in enumerate(self.starts)}

    def at(self, start: int) -> Found[T] | None:
        """The value that begins at `start`."""
        return self.found[self.places[start]] if start in self.places else None

    def within(self, span: Span) -> Sequence[Found[T]]:
        """The values that lie in `span`."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end, first)
        return [f for f in self.found[first:last] if f.span.end <= span.end] if first < last else ()


@dataclass(frozen=True)
class Parties:
    """A Reading with the places of its values, role words and sentences at hand."""

    reading: Reading

    @cached_property
    def key(self) -> str:
        return self.reading.document.key

    @cached_property
    def bodies(self) -> Series[Body]:
        return Series(self.reading.values.bodies)

    @cached_property
    def times(self) -> Series[Time]:
        return Series(self.reading.values.times)

    @cached_property
    def words(self) -> Series[Part]:
        return Series(roles.find(self.key))

    @cached_property
    def labels(self) -> Series[Part]:
        return Series(f for f in self.words.found if f.value in LABELS)

    @cached_property
    def _words_of(self) -> dict[Part, Series[Part]]:
        return {part: Series(f for f in self.words.found if f.value == part) for part in get_args(Part)}

    @cached_property
    def _low(self) -> str:
        return lower(self.key).replace("\n", " ")

    @cached_property
    def _spots(self) -> dict[tuple[str, ...], list[int]]:
        return {}

    @cached_property
    def _stops(self) -> text.Stops:
        return text.stops(self.key)

    @cached_property
    def _own(self) -> dict[int, Span]:
        return {}

    def own(self, item: Item) -> Span:
        """The item's own words."""
        if item.index not in self._own:
            self._own[item.index] = self.reading.own(item)
        return self._own[item.index]

    def says(self, phrases: tuple[str, ...], at: int, end: int) -> bool:
        """Whether one of `phrases`, given in small letters, begins in [at, end); looked for once in all the text."""
        if phrases not in self._spots:
            self._spots[phrases] = spots(self._low, phrases)
        found = self._spots[phrases]
        first = bisect_left(found, at)
        return first < len(found) and found[first] < end

    def sentences(self, span: Span) -> list[Span]:
        return text.sentences(self.key, span, self._stops)

    def word_at(self, at: int) -> Found[Part] | None:
        """The role word that begins at `at`."""
        return self.words.at(at)

    def ends(self, at: int, end: int) -> bool:
        """Whether nothing but a place, a bracket and punctuation stands in [at, end)."""
        return _OWN_END.fullmatch(self.key, self.tail(at, end), end) is not None

    def tail(self, at: int, end: int) -> int:
        """Where a body's tail ends: the place and the bracket after its name."""
        m = TAIL.match(self.key, at, end)
        return m.end() if m else at

    def role_words(self, span: Span, part: Part) -> Sequence[Found[Part]]:
        return self._words_of[part].within(span)

    def run(self, at: int, end: int) -> Run | None:
        """The list of bodies that begins at `at`, up to `end` at most."""
        first = self.bodies.places.get(at)
        if first is None:
            return None
        bodies = self.bodies.found
        last = first
        while last + 1 < len(bodies) and bodies[last + 1].span.end <= end:
            if not self._joined(bodies[last].span.end, bodies[last + 1].span.start):
                break
            last += 1
        to = bodies[last].span.end
        return Run(bodies[first : last + 1], to) if to <= end else None

    def _joined(self, end: int, start: int) -> bool:
        if start - end > _MOST_BETWEEN:
            return False
        return _JOIN.fullmatch(self.key, self.tail(end, start), start) is not None

    def joins(self, body: Found[Body], unless: regex.Pattern[str]) -> bool:
        """Whether `body` goes on with a list, unless that list begins behind words that `unless` finds."""
        bodies = self.bodies.found
        first = at = self.bodies.places[body.span.start]
        while first > 0 and self._joined(bodies[first - 1].span.end, bodies[first].span.start):
            first -= 1
        start = bodies[first].span.start
        return first < at and unless.search(self.key, max(0, start - 12), start) is None

    def named(self, span: Span) -> Bodies:
        """The bodies of a list that fills `span`, those in brackets left out."""
        found = self.bodies.within(span)
        return tuple(f for f in found if not _bracketed(self.key, span.start, f.span.start))

    def is_office(self, at: int) -> bool:
        """Whether the role word at `at` belongs to an office's name: "Tổ phối hợp"."""
        return self.key[max(0, at - 8) : at].lower().endswith(("tổ ", "ban "))


def skip_blanks(key: str, at: int) -> int:
    while at < len(key) and key[at] in " :":
        at += 1
    return at


def _bracketed(key: str, start: int, at: int) -> bool:
    return key.count("(", start, at) > key.count(")", start, at)


def distinct(found: Sequence[Found[Body]], *, without: Sequence[Found[Body]] = ()) -> Bodies:
    """`found` without repeated names and without the bodies of `without`."""
    if not found:
        return ()
    taken = {f.value.name.lower() for f in without}
    kept: list[Found[Body]] = []
    for f in found:
        name = f.value.name.lower()
        if name not in taken:
            taken.add(name)
            kept.append(f)
    return tuple(kept)
