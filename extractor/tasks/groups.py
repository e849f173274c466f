"""Items to what holds for them from outside: the body whose list they stand in, and the closing lines of their group.

Guarantees: one pass over the items for each; an item's own words never count here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from extractor.items import Item, children
from extractor.model import Body, Found, Span
from extractor.patterns import compiled
from extractor.rules.body_registry import entries, slug
from extractor.tasks.closings import Closing, is_closing, read_closing
from extractor.tasks.filters import introduces, is_silent, may_be_farewell, opens_objectives
from extractor.tasks.openings import Opening, read_opening
from extractor.tasks.parties import Bodies, Parties, distinct
from extractor.tasks.subjects import taking_part

_PLAIN = ("text", "row", "table")
_MOST_HEADING_WORDS = 45
_MOST_NAME_WORDS = 25
_SENTENCE = compiled(r"[.;!?/]\s*[\"')\]*]*$")
_DETERMINED = compiled(r"(?:các|những|tất\s+cả|toàn\s+thể|mọi)\s", regex.IGNORECASE)
_LIST_NAME = compiled(
    r"(?:đề\s+nghị\s+|giao\s+|yêu\s+cầu\s+)?(?P<name>(?:các|những|chủ|người|tổ\s+chức|doanh\s+nghiệp|hộ|hội|trường|trung\s+tâm|ban|công\s+ty|viện|"
    r"ngân\s+hàng|quỹ|đài|báo|đội|tổ|chi\s+nhánh|chi\s+cục|cục|phòng|đoàn|văn\s+phòng|cơ\s+sở|đảng\s+ủy)\s[^.:;]{2,200})[\s:.]*$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The body in whose list an item stands; `path` is where that is said, `mute` that the list is no list of tasks."""

    lead: Bodies = ()
    support: Bodies = ()
    path: str = ""
    rule: str = ""
    mute: bool = False


NO_FRAME = Frame()
GOES_ON = "goes-on"
"""The rule of a frame that a unit's own sentence sets for the paragraphs after it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What was read of the items, by their index: their openings, the frames they stand in, the closings that hold.

    `statements` are the items that can be tasks themselves; `farewells` those that speak for the whole document.
    """

    openings: dict[int, Opening | None]
    frames: dict[int, Frame]
    closings: dict[int, Closing]
    statements: frozenset[int]
    farewells: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Outline:
    """The items with words (no table rows), where these stand, and which items only head or close others."""

    items: tuple[Item, ...]
    own: dict[int, Span]
    closings: frozenset[int]
    heads: frozenset[int]


def read_groups(parties: Parties) -> Groups:
    """The groups of a document's items, table rows left out."""
    outline = _outline(parties)
    openings = _openings(parties, outline)
    frames, muting = _frames(parties, outline, openings)
    heads = {i for i, opening in openings.items() if opening is not None and opening.form != "subject"}
    statements = (frozenset(outline.own) - outline.closings - outline.heads - heads - _letterhead(parties)) | muting
    closings = _closings(parties, outline, statements, openings)
    return Groups(openings, frames, closings, statements, _farewells(parties, outline, statements))


def _outline(parties: Parties) -> _Outline:
    reading = parties.reading
    items = tuple(item for item in reading.items if item.node.style not in ("row", "table", "note"))
    own = {item.index: parties.own(item) for item in items}
    closings = frozenset(i for i, span in own.items() if is_closing(parties, span))
    below: dict[int, set[bool]] = defaultdict(set)
    for item in items:
        if item.index not in closings:
            below[item.parent].add(item.node.style in _PLAIN)
    heads = {i for i, span in own.items() if _is_head(reading.key(span), below.get(i, set()))}
    return _Outline(items, own, closings, frozenset(heads) - closings)


def _letterhead(parties: Parties) -> set[int]:
    """The items above the document's heading: its letterhead, and a portal's lines."""
    kind = next((e.span.start for e in parties.reading.metadata.evidence if e.field == "kind"), 0)
    return {item.index for item in parties.reading.items if not item.path and item.node.head.start < kind}


def _is_head(words: str, below: set[bool]) -> bool:
    """Whether an item only heads what is nested in it; `below` tells of what is nested whether it is a paragraph."""
    if not below or words.endswith(":") or False in below:
        return bool(below)
    return _SENTENCE.search(words) is None and len(words.split()) <= _MOST_HEADING_WORDS


def _openings(parties: Parties, outline: _Outline) -> dict[int, Opening | None]:
    openings: dict[int, Opening | None] = {}
    for i, span in outline.own.items():
        if i in outline.closings:
            continue
        parts = parties.sentences(span)
        found = read_opening(parties, span if i in outline.heads and len(parts) == 1 else parts[0]) if parts else None
        if found is None and i in outline.heads and len(parts) > 1:
            found = read_opening(parties, parts[-1])
        openings[i] = found
    return _told_by_sisters(parties, outline, openings)


def _told_by_sisters(
    parties: Parties, outline: _Outline, openings: dict[int, Opening | None]
) -> dict[int, Opening | None]:
    """The openings with those of headings that only the headings beside them tell: a name in no list of ours is a body
    among bodies; a common noun ("Doanh nghiệp số") is a topic among topics."""
    beside: dict[tuple[int, str], list[Item]] = defaultdict(list)
    for item in outline.items:
        if item.index in outline.heads:
            beside[item.parent, item.node.style].append(item)
    told = dict(openings)
    for heads in beside.values():
        sure = [item for item in heads if _is_sure(openings.get(item.index))]
        among = 2 * len(sure) >= len(heads) and (len(heads) > 1 or heads[0].role == "organisation")
        for item in heads:
            opening = openings.get(item.index)
            if opening is None and among and item.node.label:
                told[item.index] = _as_named(parties, outline.own[item.index])
            elif opening is not None and not among and item.role != "organisation" and not _is_sure(opening):
                told[item.index] = None
    return told


def _is_sure(opening: Opening | None) -> bool:
    """Whether the opening names a body by its name or as "các …"; one that goes on to act is sure."""
    return opening is not None and (
        opening.form != "heading" or opening.asked or any(_is_named(f) for f in opening.lead)
    )


@cache
def _registered() -> tuple[str, ...]:
    return tuple(entry.id for entry in entries())


def _is_named(body: Found[Body]) -> bool:
    return body.value.id.startswith(_registered()) or _DETERMINED.match(body.text) is not None


def _as_named(parties: Parties, span: Span) -> Opening | None:
    m = _LIST_NAME.match(parties.key, span.start, span.end)
    if m is None or len(m["name"].split()) > _MOST_NAME_WORDS:
        return None
    known = parties.named(span)
    if known and known[0].span.start == m.start("name"):
        return Opening("heading", known, (), span.end, rule="heading-body")
    at = Span(*m.span("name"))
    name = parties.reading.quote(at).strip()
    return Opening(
        "heading", (Found(Body(id=slug(name), name=name), at, "heading", name),), (), span.end, rule="heading-body"
    )


def _frames(
    parties: Parties, outline: _Outline, openings: dict[int, Opening | None]
) -> tuple[dict[int, Frame], frozenset[int]]:
    """The frame over each item, and the lead-ins that announce objectives: they are tasks, what follows is not."""
    over: dict[int, Frame] = {}
    below: dict[int, Frame] = {}
    muting: set[int] = set()
    for item in parties.reading.items:
        frame = over[item.index] = below.get(item.parent, NO_FRAME)
        below[item.index] = frame
        if item.index not in outline.heads:
            below[item.index] = _goes_on(item, openings.get(item.index), frame)
            continue
        words = parties.reading.key(outline.own[item.index])
        opening = openings.get(item.index)
        below[item.index] = _frame(parties, item, outline.own[item.index], opening, frame, words)
        if opens_objectives(words) and (frame.lead or opening):
            muting.add(item.index)
            below[item.index] = Frame(mute=True)
    return over, frozenset(muting)


def _frame(parties: Parties, item: Item, span: Span, opening: Opening | None, over: Frame, words: str) -> Frame:
    """The frame that a heading or lead-in sets for what is nested in it."""
    if opening is None or (introduces(words) and not item.path) or _is_no_list(item, opening, over):
        return over
    if opening.form == "role":
        return replace(over, support=distinct((*over.support, *opening.support), without=over.lead))
    support = distinct((*opening.support, *taking_part(parties, span)), without=opening.lead)
    return Frame(opening.lead, support, item.path, opening.rule if opening.form == "heading" else "lead-in")


def _goes_on(item: Item, opening: Opening | None, over: Frame) -> Frame:
    """The frame of the paragraphs that follow a unit's own sentence: whoever acts there goes on to act."""
    if opening is None or opening.form != "subject" or not item.node.label or not opening.lead:
        return over
    return Frame(opening.lead, (), item.path, GOES_ON)


def _is_no_list(item: Item, opening: Opening, over: Frame) -> bool:
    """Whether the lead-in does not tell who acts below: it asks others in a body's list, or opens the document."""
    if opening.form != "subject":
        return False
    return (opening.asked and bool(over.lead)) or (not opening.asked and not item.path)


def _closings(
    parties: Parties, outline: _Outline, statements: frozenset[int], openings: dict[int, Opening | None]
) -> dict[int, Closing]:
    """Each block of closing lines, for the statements of its group."""
    held: dict[int, Closing] = {}
    group: dict[int, list[int]] = defaultdict(list)
    alone: dict[int, Closing] = {}
    last: tuple[int, Closing] | None = None
    for item in outline.items:
        if item.index in outline.closings:
            closing = read_closing(parties, item, outline.own[item.index])
            last = (item.parent, last[1].joined(closing) if last and last[0] == item.parent else closing)
            if not group[item.parent]:
                alone[item.parent] = last[1]
            for i in group[item.parent] or [item.parent]:
                nested = i in held and parties.reading.items[i].parent != item.parent
                held[i] = held[i].joined(last[1]) if nested else last[1]
            continue
        if last is not None:
            group[last[0]] = []
            last = None
        if item.index in statements:
            for parent in _groups_over(parties, item):
                group[parent].append(item.index)
    return held | _of_series(parties, alone, held, statements, openings)


def _groups_over(parties: Parties, item: Item) -> Iterator[int]:
    """The unit that holds the item, and what holds that where it has no label ("- Cơ quan chủ trì:")."""
    yield item.parent
    while item.parent >= 0 and not (item := parties.reading.items[item.parent]).node.label:
        yield item.parent


def _of_series(
    parties: Parties,
    alone: dict[int, Closing],
    held: dict[int, Closing],
    statements: frozenset[int],
    openings: dict[int, Opening | None],
) -> dict[int, Closing]:
    """The closing lines below the last unit of a series hold for the whole series where no other unit of it has any, or
    says itself who acts."""
    found: dict[int, Closing] = {}
    for i, closing in alone.items():
        unit = parties.reading.items[i] if i >= 0 else None
        if unit is None or not unit.node.label:
            continue
        beside = children(parties.reading.items, parties.reading.items[unit.parent]) if unit.parent >= 0 else ()
        series = [other for other in beside if other.node.style == unit.node.style]
        bare = all(
            o.index in statements
            and o.index not in held
            and openings.get(o.index) is None
            and _SENTENCE.search(parties.reading.key(parties.own(o)))
            for o in series[:-1]
        )
        if series[-1:] == [unit] and bare:
            found |= {other.index: closing for other in series[:-1]}
    return found


def _farewells(parties: Parties, outline: _Outline, statements: frozenset[int]) -> frozenset[int]:
    """The paragraphs at the end of the main text and of a document's parts that speak for it as a whole."""
    found: set[int] = set()
    ended = True
    for item in reversed(outline.items):
        if is_silent(item) or item.annex or item.node.style in ("annex", "form"):
            ended = True
        elif item.index not in statements or item.node.style != "text" or not ended:
            ended = False
        elif may_be_farewell(parties.reading.key(outline.own[item.index])):
            found.add(item.index)
        else:
            ended = False
    return frozenset(found)
