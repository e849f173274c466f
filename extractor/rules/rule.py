"""A rule is a pattern, the function that reads its match, and its examples; `find` applies rules to a text.

Guarantees: found values never overlap and come in reading order; where two would overlap the longer wins, then the
rule listed first; a rule without a positive and a negative example does not load. A pattern is compiled when it is
first applied, and tried only at the places that its `opens` finds, once for all rules that share it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

import regex
from ahocorasick import Automaton

from extractor.errors import BadRule
from extractor.model import Found, Span
from extractor.patterns import compiled

T = TypeVar("T")
Match = regex.Match[str]
Opener = Callable[[str], Sequence[int]]

REACH = 500  # characters from its opening within which an opened rule ends; without a bound each try would look through
# the rest of the text for the letters that the pattern requires

_NUMBER = compiled(r"\d++")
_START = attrgetter("span.start")


@dataclass(frozen=True, slots=True)
class Reaching(Generic[T]):
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


def digits(key: str) -> list[int]:
    """The places where figures begin."""
    return [m.start() for m in _NUMBER.finditer(key)]


def words(*names: str) -> Opener:
    """An opener for the places where one of `names` stands, in small letters or capitals, also inside a word."""

    @cache
    def automaton() -> Automaton:
        made = Automaton()
        for name in names:
            made.add_word(name, len(name) - 1)
        made.make_automaton()
        return made

    def places(key: str) -> list[int]:
        low = key.lower()
        if len(low) != len(key):
            low = "".join(char.lower()[0] for char in key)
        return [end - before for end, before in automaton().iter(low)]

    return places


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


def find(rules: Iterable[Rule[T]], key: str) -> list[Found[T]]:
    """What `rules` read in the match key `key` (see normalize.fold), in reading order, none overlapping."""
    places: dict[Opener, Sequence[int]] = {}
    found: list[Found[T]] = []
    for r in rules:
        if r.opens and r.opens not in places:
            places[r.opens] = r.opens(key)
        if r.opens and not places[r.opens]:
            continue
        for m in matches(r.pattern, key, places[r.opens]) if r.opens else r.pattern.finditer(key):
            if (f := _found(r, m)) is not None:
                found.append(f)
    return longest(found) if len(found) > 1 else found


def matches(pattern: regex.Pattern[str], key: str, places: Iterable[int]) -> Iterator[Match]:
    """The matches of `pattern` that open at `places`, none overlapping, none longer than REACH."""
    match, end = pattern.match, 0
    for at in places:
        if at >= end and (m := match(key, at, at + REACH)):
            end = m.end()
            yield m


def _found(r: Rule[T], m: Match) -> Found[T] | None:
    value: Any = r.read(m)
    if value is None:
        return None
    groups = m.re.groupindex
    start, end = m.span("value") if "value" in groups else m.span()
    if "lead" in groups and m["lead"]:
        start = m.start("lead")
    if isinstance(value, Reaching):
        value, end = value.value, value.end
    return Found(value, Span(start, end), r.name, m.string[start:end])


def longest(found: Iterable[Found[T]]) -> list[Found[T]]:
    """Keep the longest of all, then the longest that overlaps nothing kept, and so on; the rest in reading order."""
    kept: list[Found[T]] = []
    for f in sorted(found, key=lambda f: f.span.start - f.span.end):  # stable: ties keep the rules' order
        at = bisect_left(kept, f.span.start, key=_START)
        before = at > 0 and kept[at - 1].span.overlaps(f.span)
        after = at < len(kept) and kept[at].span.overlaps(f.span)
        if not (before or after):
            kept.insert(at, f)
    return kept
