"""What a document says of itself: a Document in, its Metadata out, each field with the words that gave it.

A field that the document does not give is None; nothing is guessed from outside it. A document that attaches another (a
decision and its plan) is described by its own head and its own signature. Where the letterhead lacks a field, the
heading, a portal's header, the preamble, the signature and the note below an annex's title are asked in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractor.model import Document, Evidence, Found, Metadata
from extractor.patterns import compiled
from extractor.rules import letterhead, names, portal, signature
from extractor.rules.body_places import LEVEL, provinces
from extractor.rules.letterhead import Heading, Line
from extractor.rules.signature import Signature

PREAMBLE_LINES = 40
LETTERHEAD_LINES = 12  # where no heading closes it
ANNEX = "Phụ lục"

_NAME = r"(?-i:\p{Lu}\p{Ll}+(?:\s(?:-\s)?\p{Lu}\p{Ll}+){0,3})"
_PREAMBLE = compiled(
    rf"(?<!\p{{L}})(?P<body>(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)(?:\s(?:{LEVEL})(?!\p{{L}})(?:\s{_NAME})?)?)"
    r"\s(?:ban hành|xây dựng|triển khai|yêu cầu|chỉ thị|thông báo|đề ra|quyết định)",
    regex.IGNORECASE,
)
_ATTACHED = compiled(rf"\bkèm theo\b.*?{letterhead.WHEN}\s+của\s+(?P<by>[^()]+?)[\s.)]*$", regex.IGNORECASE)
_TERRITORY = compiled(rf"(?<!\p{{L}})(?:{LEVEL})\s(?:{provinces()})(?!\p{{L}})", regex.IGNORECASE)
_UNNAMED = compiled(rf"(?:ủy ban nhân dân|hội đồng nhân dân)(?:\s(?P<level>{LEVEL}))?$", regex.IGNORECASE)

Field = Found[str] | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A document cut for reading: its `lines`, those of a letterhead at the `top`, those of the `body` below its
    heading, its signature, and what a portal says of it."""

    document: Document
    lines: Sequence[Line]
    top: Sequence[Line]
    heading: Heading | None
    body: Sequence[Line]
    signed: Signature | None
    portal: Mapping[str, Found[str]]


def read(document: Document) -> Metadata:
    """The metadata of `document`."""
    parts = _parts(document)
    found = _fields(parts)
    recipients = signature.recipients(parts.body, document.text)
    return Metadata(
        **{name: f.value for name, f in found.items() if f},
        recipients=tuple(f.value for f in recipients),
        evidence=tuple(_evidence(found, recipients, document.text)),
    )


def _parts(document: Document) -> Parts:
    lines = letterhead.lines(document)
    heading = letterhead.heading(lines, document.text)
    top = letterhead.of_letterhead(lines[: heading.at if heading else LETTERHEAD_LINES])
    body = lines[heading.end if heading else 0 :]
    signed = signature.signature(body, document.text)
    return Parts(document, lines, top, heading, body, signed, portal.fields(top, document.text))


def _fields(parts: Parts) -> dict[str, Field]:
    """Each field from the first place that gives it."""
    heading, given, signed = parts.heading, parts.portal, parts.signed
    head = [line for line in parts.top if not portal.is_label(line)]
    quieted = [letterhead.quiet(line) for line in head]
    has_line, number = letterhead.number(head)
    place, issued = letterhead.dated(head, quieted)
    attached = _attached(parts)
    text = parts.document.text
    return {
        "number": number if has_line else (heading and heading.number) or given.get("number"),
        "kind": (heading and heading.kind) or given.get("kind"),
        "title": (heading and heading.title) or given.get("title"),
        "issuer": _issuer(parts, quieted) or attached.get("issuer") or given.get("issuer"),
        "issued": issued or (heading and heading.issued) or attached.get("issued") or given.get("issued"),
        "place": place,
        "signer": (signed and signed.signer) or given.get("signer") or signature.signed_by(parts.body, text),
        "signer_role": signed.role if signed else given.get("signer_role"),
    }


def _issuer(parts: Parts, quieted: Sequence[Line]) -> Field:
    """The body of the letterhead, else the one that the heading, the preamble or the signature names."""
    text = parts.document.key
    head = letterhead.issuer(quieted, text)
    named = head or _named_by(parts.heading and parts.heading.by, text, "heading") or _preamble(parts)
    return _placed(named or _named_by(parts.signed and parts.signed.body, text, "signature"), parts)


def _named_by(line: Line | None, text: str, rule: str) -> Field:
    return line.found(names.body(line.key, text=text), rule) if line and line.key else None


def _preamble(parts: Parts) -> Field:
    """The body in capitals that opens a decision's preamble, or the one that "ban hành" the document."""
    for line in parts.body[:PREAMBLE_LINES]:
        if line.key.isupper() and names.is_body(line.key):
            return line.found(names.body(line.key.strip(" :,")), "preamble")
        m = _PREAMBLE.search(line.key)
        if m:
            return line.part(*m.span("body")).found(names.body(m["body"]), "preamble")
    return None


def _placed(found: Field, parts: Parts) -> Field:
    """A people's committee or council without its place's name takes the one that the title names."""
    unnamed = _UNNAMED.match(found.value) if found else None
    title = parts.heading.title if parts.heading else None
    territory = _TERRITORY.search(title.value) if title else None
    if found is None or unnamed is None or territory is None:
        return found
    if unnamed["level"] and not territory[0].lower().startswith(unnamed["level"].lower()):
        return found
    head = found.value[: unnamed.start("level")].strip() if unnamed["level"] else found.value
    return Found(f"{head} {names.territory(territory[0])}", found.span, found.rule)


def _attached(parts: Parts) -> dict[str, Found[str]]:
    """What the note below an annex's title says of the document that it belongs to."""
    if parts.heading is None or parts.heading.kind.value != ANNEX:
        return {}
    for line in parts.lines[parts.heading.at : parts.heading.end + 3]:
        m = _ATTACHED.search(line.key)
        if m:
            day = letterhead.iso(m)
            by = line.part(*m.span("by")).found(names.body(m["by"]), "attached_note")
            return {"issuer": by} | ({"issued": line.found(day, "attached_note")} if day else {})
    return {}


def _evidence(found: Mapping[str, Field], recipients: Sequence[Found[str]], text: str) -> Iterator[Evidence]:
    fields = [(name, f) for name, f in found.items() if f] + [("recipients", f) for f in recipients]
    for name, f in fields:
        yield Evidence(field=name, quote=text[slice(*f.span)], span=f.span, rule=f.rule)
