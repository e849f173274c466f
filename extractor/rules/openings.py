"""A match key to the places at which rules may match: what their openers ask of its figures and words, answered for all
of them in one pass over each.

Guarantees: the places of an opener come in order; time grows with the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar, cast

import regex
from ahocorasick import Automaton

from extractor.patterns import compiled

T = TypeVar("T")
Places = dict["Opener", list[int]]

REACH = 500
"""Characters from its opening within which an opened rule ends, if its opener says no other; without a bound each try
would look through the rest of the text for the letters that the pattern requires."""

_FIGURES = compiled(r"(\d++)\s*+")
_BEFORE_FIGURES = compiled(r"\s*+(?=\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Opener:
    """Where a rule may match: where one of `names` opens a word, where figures follow one of `before`, where figures
    stand whose number and follower `figures` takes; or what `look` finds, which may ask for the places of `of`."""

    names: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    figures: Callable[[int, str], bool] | None = None
    look: Callable[[Text], Sequence[int]] | None = None
    of: tuple[Opener, ...] = ()
    reach: int = REACH


def words(*names: str, reach: int = REACH) -> Opener:
    """Where one of `names` opens a word, in small letters or capitals."""
    return Opener(names, reach=reach)


def after(*names: str) -> Opener:
    """Where figures follow one of `names`, with or without blanks between."""
    return Opener(before=names)


def figures(*, least: int = 1, most: int = 99, then: str = "", words: tuple[str, ...] = ()) -> Opener:
    """Where `least` to `most` figures stand; with `then`, only before one of these characters, in small letters or
    capitals, with or without blanks between; and where one of `words` opens a word."""
    wanted = frozenset(then + then.upper())
    return Opener(words, figures=lambda count, next: least <= count <= most and (not wanted or next in wanted))


class Text:
    """A match key, and what is found in it for `openers`, each looked for once."""

    __slots__ = ("_found", "_openers", "key")

    def __init__(self, key: str, openers: Iterable[Opener | None]) -> None:
        self.key = key
        self._openers = _together(tuple(openers))
        self._found: dict[Hashable, object] = {}

    def once(self, look: Callable[[Text], T]) -> T:
        """What `look` finds in this text."""
        if look not in self._found:
            self._found[look] = look(self)
        return cast(T, self._found[look])

    @property
    def low(self) -> str:
        """The key in lower case."""
        return self.once(_low)

    def places(self, opener: Opener) -> Sequence[int]:
        return self.once(opener.look) if opener.look else self.once(_places).get(opener, ())

    def matches(self, pattern: regex.Pattern[str], opener: Opener) -> Iterator[regex.Match[str]]:
        """The matches of `pattern` that open at the places of `opener`, none overlapping, none beyond its reach."""
        match, key, reach, end = pattern.match, self.key, opener.reach, 0
        for at in self.places(opener):
            if at >= end and (m := match(key, at, at + reach)):
                end = m.end()
                yield m


def _places(text: Text) -> Places:
    return text._openers.places(text)


def _low(text: Text) -> str:
    return lower(text.key)


class _Openers:
    """Openers put together."""

    def __init__(self, openers: Iterable[Opener]) -> None:
        self._openers = tuple(openers)
        self._figures = tuple((o, o.figures) for o in self._openers if o.figures)

    def places(self, text: Text) -> Places:
        """The places of each opener that has some."""
        places: Places = {}
        if self._figures:
            self._at_figures(text.key, places)
        if self._words:
            self._at_words(text, places)
        for opener, found in places.items():
            if opener.names or opener.before:
                found.sort()
        return places

    def _at_figures(self, key: str, places: Places) -> None:
        takers: dict[tuple[int, str], list[Callable[[int], None]]] = {}
        for m in _FIGURES.finditer(key):
            at, end = m.span(1)
            kind = end - at, key[m.end() : m.end() + 1]
            if kind not in takers:
                takers[kind] = [places.setdefault(o, []).append for o, takes in self._figures if takes(*kind)]
            for take in takers[kind]:
                take(at)

    def _at_words(self, text: Text, places: Places) -> None:
        key, low = text.key, text.low
        for last, (length, opening, before) in self._words.iter(low):
            at = last + 1 - length
            if at and low[at - 1].isalpha():
                continue
            for opener in opening:
                places.setdefault(opener, []).append(at)
            if before and (m := _BEFORE_FIGURES.match(key, last + 1)):
                for opener in before:
                    places.setdefault(opener, []).append(m.end())

    @cached_property
    def _words(self) -> Automaton:
        """Each word with its length, the openers that open at it, and those that open after it."""
        automaton = Automaton()
        for name in {name for o in self._openers for name in (*o.names, *o.before)}:
            opening = [o for o in self._openers if name in o.names]
            automaton.add_word(name, (len(name), opening, [o for o in self._openers if name in o.before]))
        automaton.make_automaton()
        return automaton


@lru_cache(maxsize=256)
def _together(openers: tuple[Opener | None, ...]) -> _Openers:
    return _Openers(dict.fromkeys(o for opener in openers if opener for o in (opener, *opener.of)))


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
