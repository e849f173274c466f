"""Registered bodies and their lists: the match key and a spelling found in it in; the bodies read there out.

Guarantees: each member of a list ("Sở Y tế, Nội vụ và Tư pháp") is read by its own words; a list ends before a word
that is a body by itself.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extractor.model import Span
from extractor.patterns import compiled
from extractor.rules import body_places
from extractor.rules.body_places import LEVEL, PROPER, Place, provinces
from extractor.rules.body_registry import Entry, Spelling, slug, spellings
from extractor.rules.body_verbs import STOP
from extractor.rules.openings import lower

LISTED_HEADS = ("Sở", "Bộ", "Hội", "Phòng")
_INITIALS = frozenset("".join(head[0] + head[0].lower() for head in LISTED_HEADS))
_JOINT = compiled(r"(?: *[,;/] *(?:và )?| và )")
_COLON = compiled(rf"(?P<head>{'|'.join(LISTED_HEADS)}) *(?:: *| (?=(?-i:\p{{Lu}})))", regex.IGNORECASE)
_GROUP = compiled(r"(?:các |những )?(?P<head>sở|bộ)(?!\p{L})", regex.IGNORECASE)
_AFTER = compiled(r" *: *")
_END = r"(?![\p{L}\d])"
_NAMED = rf"(?:(?:{provinces()}){_END}|{PROPER})"
_SPREAD = compiled(
    rf" (?:các|\d{{1,3}}) (?P<level>{LEVEL}):? (?P<name>{_NAMED})(?=(?:,| và) (?:{LEVEL} )?{_NAMED})", regex.IGNORECASE
)
_FURTHER = compiled(
    rf"(?:, (?:và )?| và )(?P<place>(?:(?:các )?(?P<level>{LEVEL}):? (?P<name>{_NAMED})"
    rf"|(?P<name>(?:{provinces()}){_END}"
    rf"|(?=(?-i:\p{{Lu}}\p{{Ll}}+ \p{{Lu}})){PROPER})))(?= *(?:[,.;:()|\n]|$)| (?:{STOP}){_END})",
    regex.IGNORECASE,
)


class Read(NamedTuple):
    """A body as read at a place."""

    start: int
    end: int
    id: str
    name: str
    rule: str


def registered(key: str, start: int, end: int, spelling: Spelling, home: str, head: str = "") -> Read | None:
    """The body whose registered name stands at [start, end), with its place; `head` is that of an earlier member."""
    if not _well_cased(key[start:end], spelling, head):
        return None
    place = body_places.after(key, end) if spelling.entry.place else None
    own = place is not None
    if place is None and spelling.entry.place == "needed":
        place = _shared_place(key, end)
        if place is None:
            return None
    last = place.end if place and own else end
    return _at(place, Span(start, last), _written(key[start:end], spelling, head), spelling.entry, home)


def _written(surface: str, spelling: Spelling, head: str = "") -> str:
    """The name in full, in the capitals it stands in, a heading's lowered."""
    shouted = surface[1:].isupper() and not spelling.exact
    return spelling.full or (spelling.written if shouted else head + surface[0].upper() + surface[1:])


def _at(place: Place | None, span: Span, name: str, entry: Entry, home: str) -> Read:
    kept = body_places.kept(place, entry.place, home)
    return Read(*span, f"{entry.id}-{slug(kept)}" if kept else entry.id, name + kept, "registered")


def _shared_place(key: str, end: int) -> Place | None:
    """The place of the next member, where a list names it once: "HĐND, UBND tỉnh"."""
    m = _next_members().match(key, end)
    return body_places.after(key, m.end()) if m else None


@cache
def _next_members() -> regex.Pattern[str]:
    names = [s.written for s in spellings().values() if s.entry.place == "needed"]
    either = "|".join(map(regex.escape, sorted(names, key=lambda n: (-len(n), n))))
    return compiled(rf"(?:(?:, | và )(?:{either})(?!\p{{L}})){{1,3}}")


def _well_cased(surface: str, spelling: Spelling, head: str) -> bool:
    """Abbreviations stand as registered; a name starts with a capital, unless it is too long to be anything else."""
    if spelling.exact:
        stands, wanted = (head + surface).split(" "), spelling.written.split(" ")
        return all(a == b for a, b in zip(stands, wanted, strict=True) if b[:2].isupper() or b[1:].isupper())
    return surface[0].isupper() or (not head and spelling.written.count(" ") >= 3)


def spread(key: str, first: Read, end: int, spelling: Spelling, home: str) -> list[Read]:
    """`first`, whose name ends at `end`, and one body more for each further place that its list names: "UBND các xã
    Bình An, Hòa Lợi", "UBND tỉnh Sơn La, Lai Châu"."""
    if spelling.entry.place not in ("needed", "keep"):
        return [first]
    m = _SPREAD.match(key, end)
    place = Place(m.end(), f" {m['level']} {m['name']}", m["level"], m["name"]) if m else body_places.after(key, end)
    if place is None or not place.level or not place.name:
        return [first]
    name = _written(key[first.start : end], spelling)
    read = [_at(place, Span(first.start, place.end), name, spelling.entry, home) if m else first]
    while further := _FURTHER.match(key, read[-1].end):
        level = further["level"] or place.level
        place = Place(further.end(), f" {level} {further['name']}", level, further["name"])
        read.append(_at(place, Span(*further.span("place")), name, spelling.entry, home))
    return read


def listed_after_colon(key: str, start: int, home: str, *, bare: bool) -> list[Read]:
    """ "các Sở: Tài chính, Nội vụ": the members, each by its own words; with `bare` the colon may be missing."""
    m = _COLON.match(key, start) if key[start] in _INITIALS else None
    m = m if m and (bare or ":" in m[0]) else None
    first = _member(key, m.end(), m["head"].capitalize(), home) if m else None
    return [first, *more(key, first.end, m["head"].capitalize(), home)] if m and first else []


def listed_after_group(key: str, group: Read, home: str) -> list[Read]:
    """ "Các sở, ngành: Y tế, Nội vụ": the members that share the head with which the group begins."""
    m = _GROUP.match(key, group.start)
    colon = _AFTER.match(key, group.end) if m else None
    first = _member(key, colon.end(), m["head"].capitalize(), home) if m and colon else None
    return [first, *more(key, first.end, m["head"].capitalize(), home)] if m and first else []


def more(key: str, at: int, head: str, home: str) -> list[Read]:
    """The further members of a list that share `head`: "Sở Y tế, Nội vụ và Tư pháp"."""
    more: list[Read] = []
    while head in LISTED_HEADS and (joint := _JOINT.match(key, at)):
        member = _member(key, joint.end(), head, home)
        if member is None:
            break
        more.append(member)
        at = member.end
    return more


def _member(key: str, at: int, head: str, home: str) -> Read | None:
    m = _members(head).match(key, at)
    if m is None:
        return None
    spelling = spellings()[lower(f"{head} {m[0]}")]
    alone = spellings().get(lower(m[0]))
    if alone is not None and registered(key, at, m.end(), alone, home):  # "Bộ Quốc phòng, Công an tỉnh"
        return None
    return registered(key, at, m.end(), spelling, home, f"{head} ")


@cache
def _members(head: str) -> regex.Pattern[str]:
    """What registered names that begin with `head` go on with, longest first."""
    tails = [n.removeprefix(f"{head.lower()} ") for n in spellings() if n.startswith(f"{head.lower()} ")]
    either = "|".join(map(regex.escape, sorted(tails, key=lambda n: (-len(n), n))))
    return compiled(rf"(?:{either})(?![\p{{L}}\d])", regex.IGNORECASE)
