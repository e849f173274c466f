"""A rule is a pattern, the function that reads its match, and its examples; `find` applies rules to a text.

Guarantees: found values never overlap and come in reading order; where two would overlap the longer wins, then the
rule listed first; a rule without a positive and a negative example does not load.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import regex

from extractor.errors import BadRule
from extractor.model import Found, Span

T = TypeVar("T")
Match = regex.Match[str]


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """`read` returns the value of a match, or None where the match turns out to mean nothing.

    `yes` maps a whole phrase to its value; `no` holds texts in which the rule must find nothing. A named group
    "value", where the pattern has one, bounds the found span; else it is the whole match. A group "lead", caught in a
    lookbehind, widens the span to the left: a pattern that opens with a digit or a letter runs ten times faster.
    """

    name: str
    pattern: regex.Pattern[str]
    read: Callable[[Match], T | None]
    yes: Mapping[str, T] = field(repr=False)
    no: Sequence[str] = field(repr=False)


def rule(pattern: str, *, yes: Mapping[str, T], no: Sequence[str]) -> Callable[[Callable[[Match], T | None]], Rule[T]]:
    """Make the decorated function a Rule named after it; patterns are case-insensitive and verbose-free.

    Raises BadRule without a `yes` and a `no` example.
    """

    def make(read: Callable[[Match], T | None]) -> Rule[T]:
        if not yes or not no:
            raise BadRule(f"rule {read.__name__}: give it a yes and a no example")
        return Rule(read.__name__, regex.compile(pattern, regex.IGNORECASE), read, yes, no)

    return make


def find(rules: Iterable[Rule[T]], key: str) -> list[Found[T]]:
    """What `rules` read in the match key `key` (see normalize.fold), in reading order, none overlapping."""
    found = [
        Found(value, Span(*span), r.name, key[span[0] : span[1]])
        for r in rules
        for m in r.pattern.finditer(key)
        if (value := r.read(m)) is not None
        for span in [_span(m)]
    ]
    return longest(found)


def _span(m: Match) -> tuple[int, int]:
    groups = m.groupdict()
    start, end = m.span("value") if "value" in groups else m.span()
    return (m.start("lead") if groups.get("lead") else start), end


def longest(found: Iterable[Found[T]]) -> list[Found[T]]:
    """Keep the longest of all, then the longest that overlaps nothing kept, and so on; the rest in reading order."""
    kept: list[Found[T]] = []
    for f in sorted(found, key=lambda f: f.span.start - f.span.end):  # stable: ties keep the rules' order
        at = bisect_left(kept, f.span.start, key=lambda k: k.span.start)
        before = at > 0 and kept[at - 1].span.overlaps(f.span)
        after = at < len(kept) and kept[at].span.overlaps(f.span)
        if not (before or after):
            kept.insert(at, f)
    return kept
