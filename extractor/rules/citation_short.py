"""Documents cited in fewer words than their number and kind: the citations found in a text in; further mentions out.

- numbers that share their letters: "số 12, 15/QĐ-UBND";
- laws that share their kind: "các Luật: Đất đai, Nhà ở";
- names that the text gives: "(sau đây gọi là Chiến lược)", and a kind with a bare number: "Quyết định 1132".

Guarantees: a further mention overlaps no other; a short name is resolved only to a document that the same text cites in
full, and only where that is the only one meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extractor.lexicons import rows
from extractor.model import Citation, Found, Span
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules.body_verbs import STOP
from extractor.rules.laws import IN_YEAR, names_of
from extractor.rules.openings import Text, spots, words
from extractor.rules.patterns import any_of

_END = r"(?![\p{L}\d])"
SHARED, DEFINED = "shared-kind", "defined-name"
"""The rules of a law in a list under one "các Luật", and of a document under the name that the text gives it."""
_BEFORE = 80
_REACH = 420
_NUMBERS = compiled(r"số:? ?(?P<numbers>(?:\d{1,5}(?:/(?:19|20)\d\d)?(?:, ?| và ))+)$")
_OF_YEAR = compiled(r"/(?:19|20)\d\d(?=[/-])")
_ONE = compiled(r"\d{1,5}(?:/(?:19|20)\d\d)?")
_LETTERS = compiled(r"[/-]?\p{Lu}.*$")
_CALLED = compiled(
    r'\((?:sau đây|dưới đây)?,? ?(?:được )?(?:gọi|viết) (?:tắt |chung )?là:? ?"?(?P<short>[^()"\n]{3,60}?)"?\)',
    regex.IGNORECASE,
)


def further(text: Text, found: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    """`found` with the further mentions in `text`, in reading order."""
    listed = _apart(found, [*_shared_letters(text.key, found), *_shared_kind(text)])
    called = _apart(listed, _called(text.key, listed))
    return _apart(called, _bare_numbers(text, called))


def _apart(found: Sequence[Found[Citation]], more: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    """Both, without those of `more` that overlap another."""
    kept = list(found)
    for each in more:
        at = bisect_left(kept, each.span.start, key=lambda f: f.span.start)
        if not any(f.span.overlaps(each.span) for f in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, each)
    return kept


def _shared_letters(key: str, found: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    return [other for f in found if f.value.number for other in _others(key, f, f.value.number)]


def _others(key: str, f: Found[Citation], number: str) -> Iterator[Found[Citation]]:
    """The bare numbers in the list that ends in `f`, with its letters."""
    m = _NUMBERS.search(key, max(0, f.span.start - _BEFORE), f.span.start)
    letters = _LETTERS.search(number)
    if m is None or letters is None:
        return
    year = _OF_YEAR.search(number)
    for one in _ONE.finditer(key, *m.span("numbers")):
        own = one[0] if "/" in one[0] or year is None else one[0] + year[0]
        whole = own + letters[0]
        value = Citation(key=whole, kind=f.value.kind, number=whole)
        yield Found(value, Span(*one.span()), "shared-letters", one[0])


_LAWS = ("các luật", "những luật", "một số luật")


@cache
def _law_lists() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What opens a list of laws, and what goes on with it."""
    names = any_of(fold(n) for n in names_of("Luật"))
    member = rf"(?P<name>(?-i:(?=\p{{Lu}})){names}){_END}(?: (?:năm )?{IN_YEAR})?"
    opening = rf"(?<!\p{{L}})(?:{'|'.join(_LAWS)}):? "
    return compiled(opening, regex.IGNORECASE), compiled(rf"(?:, (?:và )?| và )?{member}", regex.IGNORECASE)


def _shared_kind(text: Text) -> list[Found[Citation]]:
    opening, member = _law_lists()
    members: list[Found[Citation]] = []
    key = text.key
    for m in filter(None, (opening.match(key, spot) for spot in spots(text.low, _LAWS))):
        at = m.end()
        while (one := member.match(key, at)) is not None:
            name, year = f"Luật {one['name']}", one["year"]
            span = Span(one.start("name"), one.end())
            value = Citation(key=f"{name} {year}" if year else name, kind="Luật", issued=year)
            members.append(Found(value, span, SHARED, key[span.start : span.end]))
            at = one.end()
    return members


def _called(key: str, found: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    """The later mentions of each document by the name that the text gives it in brackets."""
    mentions: list[Found[Citation]] = []
    for i, f in enumerate(found):
        end = min(found[i + 1].span.start if i + 1 < len(found) else len(key), f.span.end + _REACH)
        line = key.find("\n", f.span.end, end)
        m = _CALLED.search(key, f.span.end, line if line >= 0 else end)
        if m is not None:
            mentions += [Found(f.value, span, DEFINED, m["short"]) for span in _named(key, m["short"], m.end())]
    return mentions


def _named(key: str, short: str, after: int) -> Iterator[Span]:
    again = rf"(?<![\p{{L}}\d]){regex.escape(short.strip())}(?= *(?:[.,;:()\n]|$)| (?:{STOP}){_END})(?! này)"
    yield from (Span(*n.span()) for n in regex.finditer(again, key, pos=after))


_KINDS = sorted((fold(row["name"]) for row in rows("document_types", "name")), key=len, reverse=True)
BARE = words(*(kind.lower() for kind in _KINDS))
"""Where a document may be cited by its kind and a bare number."""


@cache
def _bare() -> regex.Pattern[str]:
    return compiled(
        rf"(?<!\p{{L}})(?P<kind>(?-i:(?=\p{{Lu}}))(?:{'|'.join(_KINDS)})) (?:số )?(?P<no>\d{{1,4}})"
        r"(?![\p{L}\d/%-]|[.,]\d| (?:năm|tháng|nhiệm))",
        regex.IGNORECASE,
    )


def _bare_numbers(text: Text, found: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    known: dict[tuple[str, str], set[Citation]] = {}
    for f in found:
        m = _ONE.match(f.value.number or "")
        if m and f.value.kind:
            stem = Citation(key=f.value.key, kind=f.value.kind, number=f.value.number)
            known.setdefault((fold(f.value.kind).lower(), m[0].split("/")[0].lstrip("0")), set()).add(stem)
    mentions: list[Found[Citation]] = []
    for m in text.matches(_bare(), BARE) if known else ():
        meant = known.get((m["kind"].lower(), m["no"].lstrip("0")), set())
        if len(meant) == 1:
            mentions.append(Found(next(iter(meant)), Span(*m.span()), "bare-number", m[0]))
    return mentions
