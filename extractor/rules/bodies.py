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
from extractor.patterns import compiled
from extractor.rules import body_bounds, body_groups, body_lists, body_named, body_places, body_references
from extractor.rules.body_history import at, same, search
from extractor.rules.body_lists import Read
from extractor.rules.body_registry import Entry, Spelling, expand, slug, spellings
from extractor.rules.openings import lower
from extractor.rules.rule import Rule, quoted

Chance = tuple[Rule[Body], tuple[str, ...]]
RULES = (*body_groups.RULES, *body_named.RULES)

__all__ = ["RULES", "at", "find", "lookup", "same", "search"]

_ONLY_AFTER_THE = (
    "cấp|xã|phường|đặc khu|vụ|cục|tổng cục|phòng|nhà đầu tư|tổng công ty|trung tâm|chi cục|chi nhánh|bản|ấp|xóm"
    "|buôn|làng|câu lạc bộ|trạm|dn|htx"
)
_AFTER_THE = tuple(f" {noun}" for noun in (*body_groups.NOUNS, *_ONLY_AFTER_THE.split("|")))
_RULES_AT: dict[str, tuple[Chance, ...]] = {
    **{noun: body_groups.opening(noun) for noun in ("các", "những", *body_groups.NOUNS)},
    **dict.fromkeys(("tỉnh", "thành phố"), ((body_named.government, ()),)),
}
_PERSON = compiled(
    r"(?<!\p{L})(?:phó )?(?:chủ tịch|(?:tổng )?giám đốc|(?:giám đốc(?:,| và) )?thủ trưởng|bộ trưởng|thứ trưởng"
    r"|(?:chi |tổng )?cục trưởng"
    r"|trưởng(?: ban| phòng)?|chánh|hiệu trưởng|viện trưởng|chánh án|tư lệnh|chỉ huy trưởng|bí thư|tổng biên tập"
    r"|người đứng đầu|thống đốc|tổng thanh tra|chủ nhiệm|(?:phó )?(?:chánh )?(?-i:Thanh tra|Văn phòng))"
    r" (?P<all>các )?$",
    regex.IGNORECASE,
)
_OFFICE_ENDS = tuple(  # what _PERSON ends in, in lower case
    f"{word}{the}"
    for word in "tịch|đốc|trưởng|ban|phòng|chánh|án|lệnh|thư|tập|đầu|tra|nhiệm".split("|")
    for the in (" ", " các ")
)
_PLACED = frozenset(r.name for r, _ in body_named.NAMED)
_SEVERAL = compiled(r"(?<!\p{L})(?:các|những) $", regex.IGNORECASE)
_MORE = compiled(r" \p{Lu}\p{Ll}|(?: và|,) (?:các )?khu | các (?:công trình|chương trình) ")
_CODE = compiled(r"[-/]\p{Lu}{1,6}[-/]$")  # what stands before the last letters of a document's number
_GROUPED = frozenset(r.name for r in body_groups.RULES)
_UNDER = (" thuộc ", " trực thuộc ")
_REACH = 2_000  # characters within which a list of bodies ends; without a bound each try looks through the whole text


class _Start(NamedTuple):
    """A word or name at which a body may begin; `rules` are those of common nouns, each with what must follow."""

    word: str
    spelling: Spelling | None
    rules: tuple[Chance, ...]


class _Here(NamedTuple):
    """A match key, the same in lower case, and the document's own territory as `home_of` gives it."""

    key: str
    low: str
    home: str


def find(text: str, *, territory: str | None = None) -> list[Found[Body]]:
    """Every body named in `text`, a text or a match key with single blanks.

    `territory` is the document's own ("Sơn La", "thành phố Cần Thơ"), None where it is not known.
    """
    key = fold(text).replace("_", " ")  # some files come with their words joined: "Sở Kế_hoạch"
    here = _Here(key, lower(key), body_places.home_of(territory))
    found: list[Found[Body]] = []
    at = 0
    for last, word in _automaton().iter_long(here.low):
        start = last + 1 - len(word.word)
        if start >= at and _may_begin(here, start, word):
            for read in _in_office(here, _read(here, start, word), start, at):
                if found and found[-1].rule in _GROUPED and key[found[-1].span.end : read.start] in _UNDER:
                    read = _under(found.pop(), key, read)
                body = Body(id=read.id, name=read.name)
                found.append(Found(body, Span(read.start, read.end), read.rule))
                at = read.end
    return quoted(body_references.resolve(key, found), text)


def _under(group: Found[Body], key: str, read: Read) -> Read:
    """One body of two: "các đơn vị trực thuộc Sở Y tế"."""
    name = group.value.name + key[group.span.end : read.start] + read.name
    return Read(group.span.start, read.end, slug(name), name, group.rule)


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


def _may_begin(here: _Here, start: int, word: _Start) -> bool:
    """Whether `word` stands there by itself and can begin a body: a head needs its capital, "các" its noun."""
    key, end = here.key, start + len(word.word)
    before = key[start - 1 : start]
    if before.isalnum() or key[end : end + 1].isalnum():
        return False
    if before and before in "-/" and _CODE.search(key, max(0, start - 8), start):
        return False
    if word.word in ("các", "những"):
        return here.low.startswith(_AFTER_THE, end)
    return bool(word.spelling or word.rules) or key[start].isupper()


def _read(here: _Here, start: int, word: _Start) -> list[Read]:
    """The bodies that begin at `start`: a registered one with its list, or what the grammar reads there."""
    key, home = here.key, here.home
    end, spelling = start + len(word.word), word.spelling
    first = body_lists.registered(key, start, end, spelling, home) if spelling else None
    read = _by_rule(here, start, word) if first is None or _goes_on(key, first.end) else None
    if read and read.rule in _PLACED:
        read = _placed(key, read, home) if spelling is None or _longer(read, first, end) else None
    if spelling and first and read is None:
        spread = body_lists.spread(key, first, end, spelling, home)
        return [*spread, *body_lists.more(key, spread[-1].end, spelling.written.split(" ")[0], home)]
    if read and read.rule in _GROUPED and (members := body_lists.listed_after_group(key, read, home)):
        return members
    return body_lists.listed_after_colon(key, start, home, bare=spelling is None) or ([read] if read else [])


def _longer(read: Read, first: Read | None, end: int) -> bool:
    """Whether a name read by the grammar goes on where the registered one ends."""
    return read.end > (first.end if first else end)


def _goes_on(key: str, at: int) -> bool:
    """Whether a capitalised word or another zone follows: the registered name may be the start of a longer one."""
    return _MORE.match(key, at) is not None


def _by_rule(here: _Here, start: int, word: _Start) -> Read | None:
    """The longest that a rule reads at `start`, then the first."""
    best: Read | None = None
    for r, line in _chances(here, start, word):
        m = r.pattern.match(here.key, line, start + _REACH)
        span = m.span("value" if "value" in r.pattern.groupindex else 0) if m else (-1, -1)
        body = r.read(m) if m and span[0] == start and (best is None or span[1] > best.end) else None
        if body:
            best = Read(*span, body.id, body.name, r.name)
    return best


def _chances(here: _Here, start: int, word: _Start) -> Iterator[tuple[Rule[Body], int]]:
    """The rules that may read a body which begins with `word`, each with where its match begins."""
    key, low, end = here.key, here.low, start + len(word.word)
    for r, follow in word.rules:
        if not follow or low.startswith(follow, end):
            yield r, start
    if key[start].isupper():
        for r, beginnings in body_named.NAMED:
            if low.startswith(beginnings, start):
                yield r, start
    line = key.rfind("\n", max(0, start - 24), start) + 1
    if word.rules and (line or start < 24) and body_groups.LEAD_IN.fullmatch(key, line, start):
        yield body_groups.heading, line


def _placed(key: str, read: Read, home: str) -> Read:
    """A named body with the place that follows it, and "các" before it."""
    doubtful = read.rule == body_named.named.name and not key.startswith("Ban quản lý", read.start)
    end = body_bounds.end_of(key, Span(read.start, read.end)) if doubtful else read.end
    name = expand(key[read.start : end])
    several = _SEVERAL.search(key, max(0, read.start - 6), read.start)
    place = body_places.after(key, end)
    name = (several[0] if several else "") + name + body_places.kept(place, "keep", home)
    return Read(several.start() if several else read.start, place.end if place else end, slug(name), name, read.rule)


def _in_office(here: _Here, read: list[Read], start: int, floor: int) -> list[Read]:
    """What was read from `start` on, with the office that stands before it: "Giám đốc Sở Y tế" is one body.

    Of a list the office is the first member's; each member's where it is held in "các".
    """
    held_by = read and here.low.endswith(_OFFICE_ENDS, floor, start)
    m = _PERSON.search(here.key, max(floor, start - 36), start) if held_by else None
    if m is None:
        return read
    office = m[0].removesuffix(m["all"] or "").rstrip()
    held = len(read) if m["all"] else 1
    first, *others = (
        r._replace(id=f"{slug(office)}-{r.id}", name=f"{office} {r.name}") if i < held else r
        for i, r in enumerate(read)
    )
    return [first._replace(start=m.start()) if first.start == start else first, *others]
