"""Short words for a body named in full elsewhere ("Sở", "cơ quan thường trực", a name "sau đây gọi tắt là …"): the
match key and the bodies found in it in; the same with these mentions resolved, out.

Guarantees: a mention is resolved only where one body alone can be meant, else it is left as it was; a resolved mention
has the full body as its value, its own words as its text, and says by its rule how it was resolved.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

import regex

from extractor.model import Body, Found, Span
from extractor.patterns import compiled
from extractor.rules.body_verbs import STOP
from extractor.rules.openings import lower, spots

REACH = 900
"""How far back, in characters, a full name may stand for its head alone to mean it."""

_END = r"(?![\p{L}\d])"
_HEADS = ("Sở", "Bộ", "Cục", "Chi cục")
_HEAD = compiled(
    rf"(?<![\p{{L}}\d/])(?<!(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Cc]ấp|đốc|trưởng) )(?P<head>{'|'.join(_HEADS)})"
    rf"(?= *[.;:)\n]| (?:{STOP}){_END})(?! *: *\p{{Lu}})"
)
_STANDING = tuple(f"{noun} {role}" for noun in ("cơ quan", "đơn vị") for role in ("thường trực", "đầu mối", "chủ trì"))
_STANDS = compiled(rf"(?<!\p{{L}})(?:{'|'.join(_STANDING)})(?!\p{{L}})", regex.IGNORECASE)
_IS = compiled(r" (?:là|làm|\() ?$")
_NAMES = compiled(r"(?: [^.;:()\n]{0,60})? ?(?:là|:|-|\() ?$")
_CALLED = compiled(
    r' ?\((?:sau đây |dưới đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là:? ?"?(?P<short>[^()"\n]{2,60}?)"?\)',
    regex.IGNORECASE,
)


def resolve(key: str, found: list[Found[Body]]) -> list[Found[Body]]:
    """`found` with what the short mentions stand for, in reading order, none overlapping."""
    resolved = [*_by_head(key, found), *_standing(key, found)]
    return _by_definition(key, _with(found, resolved))


def _with(found: Sequence[Found[Body]], more: Sequence[Found[Body]]) -> list[Found[Body]]:
    """`found` and those of `more` that overlap none of it."""
    kept = list(found)
    for each in more:
        at = bisect_left(kept, each.span.start, key=lambda f: f.span.start)
        beside = kept[max(0, at - 1) : at + 1]
        if not any(f.span.overlaps(each.span) for f in beside):
            insort(kept, each, key=lambda f: f.span.start)
    return kept


def _short(key: str, span: Span, body: Body, rule: str) -> Found[Body]:
    return Found(body, span, rule, key[span.start : span.end])


def _by_head(key: str, found: Sequence[Found[Body]]) -> Iterator[Found[Body]]:
    """ "Sở" after one department alone was named within reach."""
    for at in spots(key, _HEADS):
        m = _HEAD.match(key, at)
        if m is None:
            continue
        last = bisect_left(found, m.start(), key=lambda f: f.span.start)
        first = bisect_left(found, m.start() - REACH, hi=last, key=lambda f: f.span.start)
        named = {f.value for f in found[first:last] if f.value.name.startswith(m["head"] + " ")}
        if len(named) == 1:
            yield _short(key, Span(*m.span()), named.pop(), "same-head")


def _standing(key: str, found: Sequence[Found[Body]]) -> Iterator[Found[Body]]:
    """ "cơ quan thường trực" after one body alone was said to be it."""
    holders: dict[str, set[Body]] = {}
    for spot in spots(lower(key), _STANDING):
        m = _STANDS.match(key, spot)
        if m is None:
            continue
        role = m[0].lower()
        at = bisect_left(found, m.start(), key=lambda f: f.span.start)
        before, after = found[at - 1 : at], found[at : at + 1]
        if before and _IS.fullmatch(key, before[0].span.end, m.start()):
            holders.setdefault(role, set()).add(before[0].value)
        elif after and after[0].span.start - m.end() < REACH and _NAMES.fullmatch(key, m.end(), after[0].span.start):
            holders.setdefault(role, set()).add(after[0].value)
        elif len(holders.get(role, ())) == 1:
            yield _short(key, Span(*m.span()), next(iter(holders[role])), "standing-body")


def _by_definition(key: str, found: list[Found[Body]]) -> list[Found[Body]]:
    """Mentions by the short name that the text itself gives a body in brackets."""
    for full in tuple(found):
        m = _CALLED.match(key, full.span.end)
        if m is None:
            continue
        again = compiled(rf"(?<![\p{{L}}\d]){regex.escape(m['short'].strip())}{_END}(?! \p{{Lu}})")
        short = [_short(key, Span(*n.span()), full.value, "defined-name") for n in again.finditer(key, m.end())]
        places = {f.span.start for f in short}
        found = _with([f for f in found if f.span.start not in places], short)
    return found


_ABOVE = compiled(r"(?P<noun>sở|bộ|cơ quan|đơn vị|địa phương|tổ chức)(?:,? [^.;:\n]{0,40})? (?:nêu|nói|kể) trên$")


def pointed(key: str, found: Sequence[Found[Body]]) -> dict[Span, tuple[Body, ...]]:
    """For each group that points back ("các đơn vị nêu trên") the bodies that it stands for: those named one by one in
    the line before it, or where there are none, in the last line that names some. Two at least, else it is left out."""
    meant: dict[Span, tuple[Body, ...]] = {}
    for at, f in enumerate(found):
        words = key[f.span.start : f.span.end].lower()
        m = _ABOVE.search(words) if words.endswith(" trên") else None
        members = _named_before(key, found[:at], m["noun"]) if m else ()
        if len(members) > 1:
            meant[f.span] = members
    return meant


def _named_before(key: str, before: Sequence[Found[Body]], noun: str) -> tuple[Body, ...]:
    """The bodies of the last line that names some which the noun can mean, each once, in order."""
    line, members = 0, dict[Body, None]()
    for f in reversed(before):
        if members and f.span.end <= line:
            break
        if not is_group(f.value) and _means(noun, f.value):
            line = line or key.rfind("\n", 0, f.span.start) + 1
            members = {f.value: None} | members
    return tuple(members)


def is_group(body: Body) -> bool:
    """Whether it is a group, and no one body."""
    return body.name[:1].islower() or _MANY.match(body.name) is not None


def _means(noun: str, body: Body) -> bool:
    return noun not in ("sở", "bộ") or body.name.lower().startswith(f"{noun} ")


_MANY = compiled(r"(?:các|những|mọi|cơ quan|đơn vị|địa phương|sở, |bộ, )", regex.IGNORECASE)
