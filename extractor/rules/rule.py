"""A rule is a pattern, the function that reads its match, and its examples; `find` applies rules to a text.

Guarantees: found values never overlap and come in reading order; where two would overlap the longer wins, then the
rule listed first; a rule without a positive and a negative example does not load. A pattern is compiled when it is
first applied, and tried only at the places that its `opens` finds (see openings).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

import regex

from extractor.errors import BadRule
from extractor.model import Found, Span
from extractor.patterns import compiled
from extractor.rules.openings import Opener, Text

T = TypeVar("T")
Match = regex.Match[str]

_START = attrgetter("span.start")


class Reaching(NamedTuple, Generic[T]):
    """A value whose words go on after the match, up to `end`."""

    value: T
    end: int


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """`read` returns the value of a match, or None where the match turns out to mean nothing.

    `yes` maps a whole phrase to its value; `no` holds texts in which the rule must find nothing. A named group
    "value", where the pattern has one, bounds the found span; else it is the whole match. A group "lead", caught in a
    lookbehind, widens the span to the left. `opens` gives the places of a text at which the rule may match, in order;
    None is for everywhere.
    """

    name: str
    source: str
    read: Callable[[Match], Any]  # T, Reaching[T] or None
    yes: Mapping[str, T] = field(repr=False)
    no: Sequence[str] = field(repr=False)
    opens: Opener | None = field(default=None, repr=False)

    @property
    def pattern(self) -> regex.Pattern[str]:
        return caseless(self.source)


@cache
def caseless(source: str) -> regex.Pattern[str]:
    """The pattern of `source`, without regard to case; compiled when it is first asked for."""
    return compiled(source, regex.IGNORECASE)


def rule(
    pattern: str, *, yes: Mapping[str, T], no: Sequence[str], opens: Opener | None = None
) -> Callable[[Callable[[Match], T | Reaching[T] | None]], Rule[T]]:
    """Make the decorated function a Rule named after it; patterns are case-insensitive and verbose-free.

    Raises BadRule without a `yes` and a `no` example.
    """

    def make(read: Callable[[Match], T | Reaching[T] | None]) -> Rule[T]:
        if not yes or not no:
            raise BadRule(f"rule {read.__name__}: give it a yes and a no example")
        return Rule(read.__name__, pattern, read, yes, no, opens)

    return make


def find(rules: Sequence[Rule[T]], key: str) -> list[Found[T]]:
    """What `rules` read in the match key `key` (see normalize.fold), in reading order, none overlapping."""
    return longest(read(rules, Text(key, (r.opens for r in rules))))


def read(rules: Iterable[Rule[T]], text: Text) -> list[Found[T]]:
    """What each of `rules` reads in `text`, rule by rule; those of several may overlap."""
    found: list[Found[T]] = []
    for r in rules:
        if r.opens is None:
            found += _found(r, r.pattern.finditer(text.key))
        elif text.places(r.opens):
            found += _found(r, text.matches(r.pattern, r.opens))
    return found


def _found(r: Rule[T], matches: Iterable[Match]) -> Iterator[Found[T]]:
    groups = r.pattern.groupindex
    whole, leads = "value" if "value" in groups else 0, "lead" in groups
    for m in matches:
        value: Any = r.read(m)
        if value is None:
            continue
        start, end = m.span(whole)
        if leads and m["lead"]:
            start = m.start("lead")
        if isinstance(value, Reaching):
            value, end = value.value, value.end
        yield Found(value, Span(start, end), r.name, m.string[start:end])


def quoted(found: Iterable[Found[T]], text: str) -> list[Found[T]]:
    """The same with their words as they stand in `text`."""
    return [Found(f.value, f.span, f.rule, text[f.span.start : f.span.end]) for f in found]


def outside(found: Sequence[Found[T]], taken: Iterable[Span]) -> list[Found[T]]:
    """The values that overlap none of `taken`, both in reading order; linear after sorting."""
    spans = sorted(taken)
    kept: list[Found[T]] = []
    at = 0
    for f in found:
        while at < len(spans) and spans[at].end <= f.span.start:
            at += 1
        if at == len(spans) or not spans[at].overlaps(f.span):
            kept.append(f)
    return kept


def longest(found: Sequence[Found[T]]) -> list[Found[T]]:
    """Keep the longest of all, then the longest that overlaps nothing kept, and so on; the rest in reading order."""
    ordered = sorted(range(len(found)), key=lambda i: found[i].span.start)
    kept: list[Found[T]] = []
    group: list[int] = []  # each overlaps one before it
    end = 0
    for i in ordered:
        if found[i].span.start >= end:
            kept += _apart([found[at] for at in sorted(group)])
            group = []
        group.append(i)
        end = max(end, found[i].span.end)
    return kept + _apart([found[at] for at in sorted(group)])


def _apart(found: list[Found[T]]) -> list[Found[T]]:
    """The longest of values that overlap each other, in the order of their rules."""
    if len(found) < 2:
        return found
    kept: list[Found[T]] = []
    for f in sorted(found, key=lambda f: f.span.start - f.span.end):  # stable: ties keep the rules' order
        at = bisect_left(kept, f.span.start, key=_START)
        before = at > 0 and kept[at - 1].span.overlaps(f.span)
        after = at < len(kept) and kept[at].span.overlaps(f.span)
        if not (before or after):
            kept.insert(at, f)
    return kept
