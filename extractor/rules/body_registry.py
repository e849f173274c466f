"""The registry of bodies: rows of bodies.toml, spelt out and abbreviated, in; the row of a name out.

Guarantees: a spelling has one owner; a spelling is kept folded (see normalize.fold) and in lower case; the order of
rows and spellings is that of the files.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex

from extractor.lexicons import rows
from extractor.normalize import fold
from extractor.patterns import compiled

PlaceUse = Literal["needed", "keep", "drop"]

_LOOSELY = ((" - ", "-"), (" - ", "- "), (" - ", " -"), (" và ", " & "), (" và ", " "), (" và ", ", "))
_NOT_SLUG = compiled(r"[^a-z0-9]+")
_CAPITALS = compiled(r"[\p{Lu}&]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of bodies.toml; None where a fact is not given.

    `place` tells what a place after the name is: "needed" (no body without one), "keep" (it tells bodies apart),
    "drop" (a possessive); None where the name takes no place.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    level: str
    place: PlaceUse | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a registered name: `full` is the long form of one with abbreviations, else None.

    `exact` marks capitals that must stand as they are ("STC", "UBND").
    """

    written: str
    full: str | None
    entry: Entry

    @property
    def exact(self) -> bool:
        return _CAPITALS.search(self.written) is not None


@cache
def entries() -> tuple[Entry, ...]:
    """The rows of bodies.toml, in file order."""
    return tuple(
        Entry(
            id=row["id"],
            names=tuple(row["names"]),
            kind=row["kind"],
            level=row["level"],
            place=row.get("place"),
            valid_from=row.get("valid_from"),
            valid_to=row.get("valid_to"),
            successor=row.get("successor"),
            basis=row.get("basis"),
        )
        for row in rows("bodies", "id", "names", "kind", "level", "examples")
    )


@cache
def spellings() -> dict[str, Spelling]:
    """Every spelling in lower case: the names of the rows, then those that the abbreviations make of them."""
    named: dict[str, Spelling] = {}
    for entry in entries():
        for name in map(fold, entry.names):
            full = fold(entry.names[0]) if _CAPITALS.search(name) else None
            named.setdefault(name.lower(), Spelling(name, full, entry))
    for spelling in tuple(named.values()):
        for short in _shortened(spelling.full or spelling.written):
            named.setdefault(short.lower(), Spelling(short, spelling.full or spelling.written, spelling.entry))
    return named


def _shortened(name: str) -> list[str]:
    """The ways to write `name` with one abbreviation or two, or with its dash or "và" written otherwise."""
    once = _abbreviated(name)
    twice = [again for short in once for again in _abbreviated(short)]
    joined = [name.replace(old, new) for old, new in _LOOSELY if old in name]
    return [*once, *twice, *joined]


def _abbreviated(name: str) -> list[str]:
    return [
        name[: m.start()] + short + name[m.end() :]
        for short, (full, pattern) in _abbreviations().items()
        if full.lower() in name.lower() and (m := pattern.search(name))
    ]


@cache
def _abbreviations() -> dict[str, tuple[str, regex.Pattern[str]]]:
    """Short form → its long form and the pattern that finds the long form in a name."""
    return {
        fold(short): (full, compiled(rf"(?<!\p{{L}}){regex.escape(full)}(?!\p{{L}})", regex.IGNORECASE))
        for row in rows("abbreviations", "id", "names", "examples")
        for full in [fold(row["names"][0])]
        for short in row["names"][1:]
    }


@cache
def _short_forms() -> regex.Pattern[str]:
    longest_first = sorted(_abbreviations(), key=len, reverse=True)
    return compiled(rf"(?<![\p{{L}}\d])(?:{'|'.join(map(regex.escape, longest_first))})(?![\p{{L}}\d])\.?")


@lru_cache(maxsize=4096)
def expand(name: str) -> str:
    """`name` with the abbreviations of abbreviations.toml written out: "UBND các xã" → "Ủy ban nhân dân các xã"."""
    return _short_forms().sub(lambda m: _abbreviations()[m[0].rstrip(".")][0], name)


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """ "Đài Phát thanh" → "dai-phat-thanh": ASCII lower case, words joined by hyphens."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", bare).strip("-")
