"""The foot of a document: its lines in; who signs, under which office, and who receives it, out.

The list of recipients and the signature may stand one after the other or side by side, run together line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractor.model import Found
from extractor.patterns import compiled
from extractor.rules import names
from extractor.rules.letterhead import LINE_LENGTH, Line

BLOCK_LINES = 10  # "TM. …" to the name, with "(Đã ký)" and a stamp's words between
NAME_LINES = 5
RECIPIENT_LINES = 60

_FOR = r"(?:(?:TM|KT|K/T|TL|T/L|TUQ|Q)\s?\.|T/M\s?\.?)\s?"
_BODY = r"ủy ban|ubnd|hđnd|hội đồng|ban|bch|chính phủ|thường trực|bộ|sở|đảng ủy|đoàn|quốc hội|viện|tập thể"
_OPENING = compiled(
    rf"(?<!\p{{L}})(?-i:{_FOR}(?=\p{{Lu}}{{2}}))(?:{_BODY}|{names.OFFICE})\b|^(?-i:{_FOR}\p{{Lu}})"
    r"|^(?:TM|KT)\s?\.\s?(?:ubnd|ủy ban|chủ tịch|giám đốc)\b",
    regex.IGNORECASE,
)
_OFFICE = compiled(
    rf"(?P<acting>Q\.\s?)|(?P<instead>{_FOR}(?:{names.OFFICE})(?:\s?,\s?(?:{names.OFFICE}))*)(?!\p{{L}})"
    rf"|(?<!\p{{L}})(?P<office>{names.OFFICE})(?!\p{{L}})(?P<standing>\sTHƯỜNG TRỰC)?",
    regex.IGNORECASE,
)
_LONE_OFFICE = compiled(rf"\W*(?P<office>{names.OFFICE})(?!\p{{L}})(?P<rest>.*)", regex.IGNORECASE)
_NO_NAME = compiled(r"\W*(?:\[?\(?đã ký|ký bởi|ngày ký|thời gian ký|cơ quan|email|nơi nhận)", regex.IGNORECASE)
_RECIPIENTS = compiled(r"\W*nơi nhận\s*:?", regex.IGNORECASE)
_ITEM = compiled(r"[-+•]\s*(?=\S)")
_ITEM_IN_LINE = compiled(r"\s*;?\s+-\s+")
_SIGNED = compiled(r"\W*(?:người ký|ký bởi)\s*:?\s+(?P<name>.+)", regex.IGNORECASE)


class Signature(NamedTuple):
    """Who signs, and as what; `body` is what the signer stands for ("TM. ỦY BAN NHÂN DÂN TỈNH …"), `at` the index of
    the line that opens the signature."""

    at: int
    signer: Found[str] | None
    role: Found[str] | None
    body: Line | None


def signature(foot: Sequence[Line], text: str) -> Signature | None:
    """The first signature: what is attached to a document follows it and may be signed again."""
    for i, line in enumerate(foot):
        if len(line.key) > LINE_LENGTH:
            continue
        opening = _opening(line.key)
        if opening and (opening.start() == 0 or _is_foot(foot, i)):
            return _read(foot, i, opening.start(), text)
        if _is_lone_office(line) and _name_below(foot, i):
            return _read(foot, i, 0, text)
    return None


def _opening(words: str) -> regex.Match[str] | None:
    """Where a signature opens: asked only of words that hold a sign for whom it stands."""
    within = "TM" in words or "KT" in words or "TL" in words or "Q" in words or "/" in words
    return _OPENING.search(words) if within or words[:2].upper() in ("TM", "KT") else None


def _label(words: str) -> regex.Match[str] | None:
    """ "Nơi nhận:" at the start of the words."""
    return _RECIPIENTS.match(words) if "ậ" in words or "Ậ" in words else None


def _is_foot(foot: Sequence[Line], at: int) -> bool:
    """Whether the list of recipients starts on line `at` or shortly before it."""
    return any(_label(line.key) for line in foot[max(0, at - 20) : at + 1])


def _is_lone_office(line: Line) -> bool:
    """ "THỦ TƯỚNG", with nothing after it but the body that it is the office of, or the signer's name."""
    m = _LONE_OFFICE.match(line.key)
    rest = m["rest"].strip() if m else ""
    return bool(m and m["office"].isupper() and (not rest or names.known_head(rest) or names.person(rest)))


def _name_below(foot: Sequence[Line], at: int) -> bool:
    office = _LONE_OFFICE.match(foot[at].key)
    here = office["rest"].strip() if office else ""
    return names.person(here) is not None or any(_name(line) for line in foot[at + 1 : at + NAME_LINES])


def _read(foot: Sequence[Line], at: int, start: int, text: str) -> Signature:
    above: list[Line] = []
    signer: Line | None = None
    for line in [foot[at].part(start), *foot[at + 1 : at + BLOCK_LINES]]:
        if signer is not None or (above and _label(line.key)):
            break
        signer = None if _NO_NAME.match(line.key) else _name(line)
        above.append(line.part(0, signer.span.start - line.span.start) if signer else line)
    signer = signer or _beside(foot, at)
    signed = signer.found(names.person_name(text[slice(*signer.span)]), "signature") if signer else None
    return Signature(at, signed, _role(above), _stands_for(above))


def _name(line: Line) -> Line | None:
    """The person's name that the line is, or that follows an office in capitals on it."""
    whole = names.person(line.key)
    if whole:
        return line.part(*whole.span("person"))
    offices = [m for m in _OFFICE.finditer(line.key) if m[0].isupper()]
    if not offices:
        return None
    rest = line.part(offices[-1].end())
    m = names.person(rest.key)
    return rest.part(*m.span("person")) if m else None


def _beside(foot: Sequence[Line], at: int) -> Line | None:
    """A name at the end of a recipient's line, where the two columns run together."""
    for line in foot[at + 1 : at + BLOCK_LINES + 5]:
        m = names.person_at_end(line.key)
        if m and m.start() and _ITEM.match(line.key):
            return line.part(*m.span("person"))
    return None


def _role(above: Sequence[Line]) -> Found[str] | None:
    """The signer's own office in capitals: the last that is not the one signed for ("KT. CHỦ TỊCH")."""
    own: Found[str] | None = None
    acting = False
    for line in above:
        for m in _OFFICE.finditer(line.key):
            if m["office"] and m["office"].isupper():
                name = names.offices()[" ".join(m["office"].lower().split())]
                name = f"{name} Thường trực" if m["standing"] else name
                own = line.part(*m.span()).found(f"Quyền {name}" if acting else name, "signature")
            acting = bool(m["acting"])
    return own


def _stands_for(above: Sequence[Line]) -> Line | None:
    m = regex.match(r"(?:TM\s?\.|T/M\s?\.?)\s?", above[0].key, regex.IGNORECASE) if above else None
    return above[0].part(m.end()) if m else None


def recipients(foot: Sequence[Line], text: str) -> list[Found[str]]:
    """The items of "Nơi nhận:", as written, without their dashes and closing marks."""
    at = next((i for i, line in enumerate(foot) if _label(line.key)), None)
    if at is None:
        return []
    label = _label(foot[at].key)
    found = _inline(foot[at].part(label.end() if label else 0))
    for line in foot[at + 1 : at + RECIPIENT_LINES]:
        item = _ITEM.match(line.key)
        if item is None:
            if _OPENING.match(line.key) or found:
                break
            continue
        found.append(line.part(item.end()))
    return [f for line in found if (f := _recipient(line, text)) is not None]


def _inline(rest: Line) -> list[Line]:
    """Items that follow "Nơi nhận:" on its own line."""
    first = _ITEM.match(rest.key)
    if not first:
        return []
    cuts = [(first.end(), first.end()), *(m.span() for m in _ITEM_IN_LINE.finditer(rest.key)), (len(rest.key),) * 2]
    return [rest.part(a[1], b[0]) for a, b in zip(cuts, cuts[1:], strict=False)]


def _recipient(line: Line, text: str) -> Found[str] | None:
    """The item, up to a signature that runs on beside it, without its closing marks."""
    beside = next((m for m in _OFFICE.finditer(line.key) if m.end() == len(line.key) and m[0].isupper()), None)
    beside = _opening(line.key) or beside
    kept = line.part(0, beside.start() if beside else None)
    kept = kept.part(0, len(kept.key.rstrip(" ;.,|")))
    return kept.found(" ".join(text[slice(*kept.span)].split()), "recipients") if kept.key else None


def signed_by(somewhere: Sequence[Line], text: str) -> Found[str] | None:
    """The person in "Người ký: …" of a portal, or in a digital signature."""
    for line in somewhere:
        m = _SIGNED.match(line.key)
        if m and names.person(m["name"]):
            named = line.part(*m.span("name"))
            return named.found(" ".join(text[slice(*named.span)].split()), "portal")
    return None
