"""The table of facts that a legal portal prints above a document: its lines in; number, kind, day, issuer, signer out."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Found
from extractor.normalize import fold
from extractor.rules import citations, letterhead, names
from extractor.rules.letterhead import Line

_LABELS = {
    "number": "số hiệu|số ký hiệu|số/ký hiệu|số, ký hiệu|số văn bản",
    "kind": "loại văn bản|hình thức văn bản|thể loại",
    "issued": "ngày ban hành|ngày ký ban hành|ngày văn bản",
    "issuer": "cơ quan ban hành|nơi ban hành|cơ quan/đơn vị ban hành|đơn vị ban hành",
    "signer": "người ký duyệt|người ký",
    "signer_role": "chức vụ người ký|chức vụ|chức danh",
    "title": "trích yếu nội dung|trích yếu",
}
_LABEL = regex.compile(
    "".join(
        [r"\W*(?:", "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()), r")\b\s*:?\s*(?P<value>.*)"]
    ),
    regex.IGNORECASE,
)
ENOUGH = 2  # labels that make a portal's header


def fields(top: Sequence[Line], text: str) -> dict[str, Found[str]]:
    """The fields of a portal's header by their names in Metadata; none where fewer than two labels are there."""
    found: dict[str, Found[str]] = {}
    labels = 0
    for i, line in enumerate(top):
        m = _LABEL.match(line.key)
        if m is None or m.lastgroup is None:
            continue
        labels += 1
        name = next(name for name in _LABELS if m[name])
        value = line.part(m.start("value")) if m["value"] else (top[i + 1] if i + 1 < len(top) else None)
        read = _value(name, value, text) if value else None
        if read and value:
            found.setdefault(name, value.found(read, "portal"))
    return found if labels >= ENOUGH else {}


def is_label(line: Line) -> bool:
    return _LABEL.match(line.key) is not None


def _value(name: str, line: Line, text: str) -> str | None:
    words = " ".join(text[slice(*line.span)].split())
    if name == "number":
        cited = citations.find(f"số {words}")
        return cited[0].value.number if cited else None
    if name == "kind":
        return letterhead.KINDS.get(fold(words).lower())
    if name == "issued":
        day = letterhead.DAY.search(words)
        return letterhead.iso(day) if day else None
    if name == "issuer":
        return names.issuer(words)
    if name == "signer":
        return words if names.person(words) else None
    if name == "signer_role":
        return names.offices().get(fold(words).lower())
    return words
