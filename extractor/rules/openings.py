"""A match key to the places at which rules may match: cheap questions, each asked once for all rules of a text.

Guarantees: places come in order; the words that all openers of a text ask for are looked for in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar, cast

import regex
from ahocorasick import Automaton

from extractor.patterns import compiled

T = TypeVar("T")

REACH = 500  # characters from its opening within which an opened rule ends; without a bound each try would look through
# the rest of the text for the letters that the pattern requires

_FIGURES = compiled(r"(\d++)\s*+")
_BEFORE_FIGURES = compiled(r"\s*+(?=\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Opener:
    """`look` gives the places of a text at which a rule may match; `names` are the words that it asks for."""

    look: Callable[[Text], Sequence[int]]
    names: tuple[str, ...] = ()

    def __or__(self, other: Opener) -> Opener:
        """Where one or the other opens."""
        return Opener(lambda text: sorted({*text.places(self), *text.places(other)}), self.names + other.names)


class Text:
    """A match key, and what was found in it for the `openers` given, each asked once."""

    __slots__ = ("_found", "key", "names")

    def __init__(self, key: str, openers: Iterable[Opener | None]) -> None:
        self.key = key
        self.names = _names(tuple(openers))
        self._found: dict[Hashable, object] = {}

    def once(self, look: Callable[[Text], T]) -> T:
        """What `look` finds in this text."""
        if look not in self._found:
            self._found[look] = look(self)
        return cast(T, self._found[look])

    def places(self, opener: Opener) -> Sequence[int]:
        return self.once(opener.look)

    def matches(self, pattern: regex.Pattern[str], opener: Opener) -> Iterator[regex.Match[str]]:
        """The matches of `pattern` that open at the places of `opener`, none overlapping, none longer than REACH."""
        match, key, end = pattern.match, self.key, 0
        for at in self.once(opener.look):
            if at >= end and (m := match(key, at, at + REACH)):
                end = m.end()
                yield m


@lru_cache(maxsize=256)
def _names(openers: tuple[Opener | None, ...]) -> frozenset[str]:
    return frozenset(name for opener in openers if opener for name in opener.names)


@cache
def figures(*, most: int = 99, least: int = 1, then: str = "") -> Opener:
    """The places where `least` to `most` figures stand; with `then`, only before one of these characters, in small
    letters or capitals, with or without a blank."""
    wanted = frozenset(then + then.upper())

    def look(text: Text) -> Sequence[int]:
        runs = text.once(_figures)
        return [at for at, count, next in runs if least <= count <= most and (not wanted or next in wanted)]

    return Opener(look)


def _figures(text: Text) -> Sequence[tuple[int, int, str]]:
    """Where figures begin, how many they are, and the character after them and their blanks."""
    key = text.key
    return [(m.start(), m.end(1) - m.start(), key[m.end() : m.end() + 1]) for m in _FIGURES.finditer(key)]


@cache
def words(*names: str) -> Opener:
    """The places where one of `names` opens a word, in small letters or capitals."""

    def look(text: Text) -> Sequence[int]:
        hits = text.once(_words)
        return sorted(at for name in names for at in hits.get(name, ())) if hits else ()

    return Opener(look, names)


@cache
def after(*names: str) -> Opener:
    """The places where figures follow one of `names`, with or without blanks between."""

    def look(text: Text) -> Sequence[int]:
        hits = text.once(_words)
        ends = {at + len(name) for name in names for at in hits.get(name, ())}
        return sorted({m.end() for end in ends if (m := _BEFORE_FIGURES.match(text.key, end))})

    return Opener(look, names)


def _words(text: Text) -> Mapping[str, Sequence[int]]:
    """The places where each word that is asked for opens a word of the text."""
    low, hits = lower(text.key), dict[str, list[int]]()
    for last, name in _automaton(text.names).iter(low) if text.names else ():
        at = last + 1 - len(name)
        if not at or not low[at - 1].isalpha():
            hits.setdefault(name, []).append(at)
    return hits


@cache
def _automaton(names: frozenset[str]) -> Automaton:
    automaton = Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def spots(text: str, phrases: Iterable[str]) -> list[int]:
    """The places of `phrases` in `text`, letter by letter, in order; for phrases that are rare many times faster than a
    pattern."""
    found: list[int] = []
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            found.append(at)
            at = text.find(phrase, at + 1)
    return sorted(found)


def lower(key: str) -> str:
    """`key` in lower case, character by character where a character's lower case is longer than itself."""
    low = key.lower()
    return low if len(low) == len(key) else "".join(c.lower() if len(c.lower()) == 1 else c for c in key)
