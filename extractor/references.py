"""References inside the document that lead nowhere: annexes that are named as attached and are not there."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.model import Notice, Span
from extractor.resolve import Reading

_ANNEX = regex.compile(r"(?P<name>phụ\s+lục(?:\s+(?:số\s+)?(?P<no>[IVX]{1,5}|\d{1,2})\b)?)", regex.IGNORECASE)
_ATTACHED = regex.compile(
    r"kèm\s+theo|đính\s+kèm|gửi\s+kèm|chi\s+tiết|tại\s*$|(?:theo|tại|trong|xem)\s+(?:các\s+)?$", regex.IGNORECASE
)
WINDOW = 40


def missing_annexes(reading: Reading) -> Iterator[Notice]:
    """One warning for each annex that the text refers to and the outline does not hold; the first mention's place."""
    there = {item.node.label.split()[-1].upper() for item in reading.items if item.node.style == "annex"}
    seen: set[str] = set()
    for m in _ANNEX.finditer(reading.document.key):
        number = (m["no"] or "").upper()
        if number in seen or number in there or (not number and there) or not _is_attached(m):
            continue
        seen.add(number)
        name = " ".join(m["name"].split())
        message = f"the text refers to an annex ({name}) that is not in this file"
        yield Notice(code="missing-annex", message=message, span=Span(*m.span("name")))


def _is_attached(m: regex.Match[str]) -> bool:
    """Whether the words around speak of an annex of this document, not of another's."""
    before, after = m.string[max(0, m.start() - WINDOW) : m.start()], m.string[m.end() : m.end() + WINDOW]
    return bool(_ATTACHED.search(before) or _ATTACHED.search(after)) and not regex.match(
        r"\s+(?:của|ban hành)\b", after
    )
