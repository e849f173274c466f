"""Bodies (cơ quan): a text in; every mention of a body that could be made responsible, named in full, out.

Guarantees:
- mentions come in reading order and do not overlap; each member of a list is a mention of its own words;
- a registered body has its registry id, another the slug of its name; the longest registered name wins;
- the document's own territory leaves a name where it is a mere possessive (labelling guidelines, "Bodies").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick
import regex

from extractor.model import Body, Found, Span
from extractor.normalize import fold
from extractor.rules import body_bounds, body_groups, body_named, body_places
from extractor.rules.body_registry import Entry, Spelling, expand, slug, spellings
from extractor.rules.rule import Rule

RULES = (*body_groups.RULES, *body_named.RULES)

_NOUNS = (
    "sở|bộ|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể|hội|tổ chức|doanh nghiệp|hợp tác xã|hiệp hội|tập đoàn|công ty"
    "|lực lượng|trường|viện|cơ sở|chính quyền|cấp ủy|ban ngành|sở ngành|bộ ngành|chủ đầu tư|chủ cơ sở"
).split("|")
_AFTER_THE = tuple(f" {noun}" for noun in (*_NOUNS, *"cấp|xã|phường|đặc khu|phòng|nhà đầu tư|tổng công ty".split("|")))
_RULES_AT = {
    **dict.fromkeys(("các", "những"), (body_groups.several, body_groups.own_kind)),
    **dict.fromkeys(_NOUNS, (body_groups.own_kind, body_groups.listed, body_groups.concerned)),
    **dict.fromkeys(("tỉnh", "thành phố"), (body_named.government,)),
}
_PERSON = regex.compile(
    r"(?<!\p{L})(?:phó )?(?:chủ tịch|(?:tổng )?giám đốc|thủ trưởng|bộ trưởng|thứ trưởng|(?:chi |tổng )?cục trưởng"
    r"|trưởng|chánh|hiệu trưởng|viện trưởng|chánh án|tư lệnh|chỉ huy trưởng|bí thư|tổng biên tập"
    r"|người đứng đầu|thống đốc|tổng thanh tra|chủ nhiệm) (?P<all>các )?$",
    regex.IGNORECASE,
)
_SEVERAL = regex.compile(r"(?<!\p{L})(?:các|những) $", regex.IGNORECASE)
_GROUPED = frozenset(r.name for r in body_groups.RULES)
_UNDER = (" thuộc ", " trực thuộc ")
_LISTED_HEADS = ("Sở", "Bộ", "Hội", "Phòng")
_JOIN = r"(?: *[,;/] *(?:và )?| và )"


class _Start(NamedTuple):
    """A word or name at which a body may begin; `rules` are those of common nouns."""

    word: str
    spelling: Spelling | None
    rules: tuple[Rule[Body], ...]


class _Read(NamedTuple):
    """A body as read at a place."""

    start: int
    end: int
    id: str
    name: str
    rule: str


def find(text: str, *, territory: str | None = None) -> list[Found[Body]]:
    """Every body named in `text`, a text or a match key with single blanks.

    `territory` is the document's own ("Sơn La", "thành phố Cần Thơ"), None where it is not known.
    """
    key = fold(text).replace("_", " ")  # some files come with their words joined: "Sở Kế_hoạch"
    low = _lower(key)
    home = body_places.home_of(territory)
    found: list[Found[Body]] = []
    at = 0
    for last, word in _automaton().iter_long(low):
        start = last + 1 - len(word.word)
        if start >= at and _may_begin(key, low, start, word):
            for read in _in_office(key, _read(key, start, word, home), start, at):
                if found and found[-1].rule in _GROUPED and key[found[-1].span.end : read.start] in _UNDER:
                    read = _under(found.pop(), key, read)
                body = Body(id=read.id, name=read.name)
                found.append(Found(body, Span(read.start, read.end), read.rule, text[read.start : read.end]))
                at = read.end
    return found


def _under(group: Found[Body], key: str, read: _Read) -> _Read:
    """One body of two: "các đơn vị trực thuộc Sở Y tế"."""
    name = group.value.name + key[group.span.end : read.start] + read.name
    return _Read(group.span.start, read.end, slug(name), name, group.rule)


def lookup(name: str) -> Entry | None:
    """The registry row that `name` or its abbreviation belongs to, a place after it set aside; None for no row."""
    key = " ".join(fold(name).split())
    known = spellings().get(key.lower())
    if known is None:
        longest = max((n for n in spellings() if _leads(key, n)), key=len, default=None)
        known = spellings()[longest] if longest else None
    return known.entry if known else None


def _leads(key: str, name: str) -> bool:
    """Whether `key` is `name` and then a place, nothing else."""
    place = body_places.after(key, len(name)) if key.lower().startswith(name) else None
    return place is not None and place.end == len(key)


@cache
def _automaton() -> ahocorasick.Automaton:
    """Everything at which a body can begin, in lower case, each with its _Start."""
    automaton = ahocorasick.Automaton()
    for word in (*spellings(), *_RULES_AT, *(head.lower() for head in body_named.HEADS)):
        automaton.add_word(word, _Start(word, spellings().get(word), _RULES_AT.get(word, ())))
    automaton.make_automaton()
    return automaton


def _lower(key: str) -> str:
    """`key` in lower case, character by character where a character's lower case is longer than itself."""
    low = key.lower()
    return low if len(low) == len(key) else "".join(c.lower() if len(c.lower()) == 1 else c for c in key)


def _may_begin(key: str, low: str, start: int, word: _Start) -> bool:
    """Whether `word` stands there by itself and can begin a body: a head needs its capital, "các" its noun."""
    end = start + len(word.word)
    if (start and key[start - 1].isalnum()) or key[end : end + 1].isalnum():
        return False
    if word.word in ("các", "những"):
        return low.startswith(_AFTER_THE, end)
    return bool(word.spelling or word.rules) or key[start].isupper()


def _read(key: str, start: int, word: _Start, home: str) -> list[_Read]:
    """The bodies that begin at `start`: a registered one with its list, or what the grammar reads there."""
    end, spelling = start + len(word.word), word.spelling
    first = _registered(key, start, end, spelling, home) if spelling else None
    read = _by_rule(key, start, word) if first is None or _goes_on(key, first.end) else None
    if read and read.rule == "named":
        read = _placed(key, read, home) if spelling is None or _longer(read, first, end) else None
    if spelling and first and read is None:
        return [first, *_more(key, first.end, spelling.written.split(" ")[0], home)]
    return _listed_after_colon(key, start, home) or ([read] if read else [])


def _longer(read: _Read, first: _Read | None, end: int) -> bool:
    """Whether a name read by the grammar goes on where the registered one ends."""
    return read.end > (first.end if first else end)


def _registered(key: str, start: int, end: int, spelling: Spelling, home: str, head: str = "") -> _Read | None:
    surface = key[start:end]
    if not _well_cased(surface, spelling, head):
        return None
    place = body_places.after(key, end) if spelling.entry.place else None
    own = place is not None
    if place is None and spelling.entry.place == "needed":
        place = _shared_place(key, end)
        if place is None:
            return None
    kept = body_places.kept(place, spelling.entry.place, home)
    shouted = surface[1:].isupper() and not spelling.exact
    whole = spelling.full or (spelling.written if shouted else head + surface[0].upper() + surface[1:])
    last = place.end if place and own else end
    return _Read(start, last, _id(spelling.entry.id, kept), whole + kept, "registered")


def _shared_place(key: str, end: int) -> body_places.Place | None:
    """The place of the next member, where a list names it once: "HĐND, UBND tỉnh"."""
    m = _next_members().match(key, end)
    return body_places.after(key, m.end()) if m else None


@cache
def _next_members() -> regex.Pattern[str]:
    names = [s.written for s in spellings().values() if s.entry.place == "needed"]
    either = "|".join(map(regex.escape, sorted(names, key=lambda n: (-len(n), n))))
    return regex.compile(rf"(?:(?:, | và )(?:{either})(?!\p{{L}})){{1,3}}")


def _well_cased(surface: str, spelling: Spelling, head: str) -> bool:
    """Abbreviations stand as registered; a name starts with a capital, unless it is too long to be anything else."""
    if spelling.exact:
        return head + surface == spelling.written
    return surface[0].isupper() or (not head and spelling.written.count(" ") >= 3)


def _id(base: str, place: str) -> str:
    return f"{base}-{slug(place)}" if place else base


def _goes_on(key: str, at: int) -> bool:
    """Whether a capitalised word follows: the registered name may be the start of a longer one."""
    return key[at : at + 1] == " " and key[at + 1 : at + 2].isupper() and key[at + 2 : at + 3].islower()


def _by_rule(key: str, start: int, word: _Start) -> _Read | None:
    """The longest that a rule reads at `start`, then the first."""
    best: _Read | None = None
    for r, at in _chances(key, start, word):
        m = r.pattern.match(key, at)
        span = m.span("value" if "value" in r.pattern.groupindex else 0) if m else (-1, -1)
        body = r.read(m) if m and span[0] == start and (best is None or span[1] > best.end) else None
        if body:
            best = _Read(*span, body.id, body.name, r.name)
    return best


def _chances(key: str, start: int, word: _Start) -> Iterator[tuple[Rule[Body], int]]:
    """The rules that may read a body which begins with `word`, each with where its match begins."""
    for r in word.rules:
        yield r, start
    if key[start].isupper():
        yield body_named.named, start
    line = key.rfind("\n", max(0, start - 24), start) + 1
    if word.rules and (line or start < 24):
        yield body_groups.heading, line


def _placed(key: str, read: _Read, home: str) -> _Read:
    """A named body with the place that follows it, and "các" before it."""
    end = body_bounds.end_of(key, Span(read.start, read.end))
    name = expand(key[read.start : end])
    several = _SEVERAL.search(key, max(0, read.start - 6), read.start)
    place = body_places.after(key, end)
    name = (several[0] if several else "") + name + body_places.kept(place, "keep", home)
    return _Read(several.start() if several else read.start, place.end if place else end, slug(name), name, read.rule)


def _listed_after_colon(key: str, start: int, home: str) -> list[_Read]:
    """ "các Sở: Tài chính, Nội vụ": the members, each by its own words."""
    m = _COLON.match(key, start)
    first = _member(key, m.end(), m["head"].capitalize(), home) if m else None
    return [first, *_more(key, first.end, m["head"].capitalize(), home)] if m and first else []


_COLON = regex.compile(rf"(?P<head>{'|'.join(_LISTED_HEADS)}) *(?:: *| (?=(?-i:\p{{Lu}})))", regex.IGNORECASE)


def _more(key: str, at: int, head: str, home: str) -> list[_Read]:
    """The further members of a list that share `head`: "Sở Y tế, Nội vụ và Tư pháp"."""
    more: list[_Read] = []
    while head in _LISTED_HEADS and (joint := _JOINT.match(key, at)):
        member = _member(key, joint.end(), head, home)
        if member is None:
            break
        more.append(member)
        at = member.end
    return more


_JOINT = regex.compile(_JOIN)


def _member(key: str, at: int, head: str, home: str) -> _Read | None:
    m = _members(head).match(key, at)
    if m is None:
        return None
    spelling = spellings()[_lower(f"{head} {m[0]}")]
    alone = spellings().get(_lower(m[0]))
    if alone is not None and _registered(key, at, m.end(), alone, home):  # "Bộ Quốc phòng, Công an tỉnh"
        return None
    return _registered(key, at, m.end(), spelling, home, f"{head} ")


@cache
def _members(head: str) -> regex.Pattern[str]:
    """What registered names that begin with `head` go on with, longest first."""
    tails = [n.removeprefix(f"{head.lower()} ") for n in spellings() if n.startswith(f"{head.lower()} ")]
    either = "|".join(map(regex.escape, sorted(tails, key=lambda n: (-len(n), n))))
    return regex.compile(rf"(?:{either})(?![\p{{L}}\d])", regex.IGNORECASE)


def _in_office(key: str, read: list[_Read], start: int, floor: int) -> list[_Read]:
    """What was read from `start` on, with the office that stands before it: "Giám đốc Sở Y tế" is one body.

    Of a list the office is the first member's; each member's where it is held in "các".
    """
    m = _PERSON.search(key, max(floor, start - 24), start) if read else None
    if m is None:
        return read
    office = m[0].removesuffix(m["all"] or "").rstrip()
    held = len(read) if m["all"] else 1
    first, *others = (
        r._replace(id=f"{slug(office)}-{r.id}", name=f"{office} {r.name}") if i < held else r
        for i, r in enumerate(read)
    )
    return [first._replace(start=m.start()) if first.start == start else first, *others]
