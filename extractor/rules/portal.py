"""The facts that a legal portal prints above a document: its lines in; number, kind, day, issuer and signer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import regex

from extractor.model import Found
from extractor.normalize import fold
from extractor.patterns import compiled
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
_NAMES = "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
_LABEL = compiled(rf"(?:^\W*(?:{_NAMES})(?!\p{{L}})\s*:?|(?<!\p{{L}})(?:{_NAMES})\s*:)\s*", regex.IGNORECASE)
ENOUGH = 2  # labels that make a portal's header


def fields(top: Sequence[Line], text: str) -> dict[str, Found[str]]:
    """The fields of a portal's header by their names in Metadata; none where fewer than two labels are there."""
    found: dict[str, Found[str]] = {}
    labels = 0
    for i, line in enumerate(top):
        marks = list(_LABEL.finditer(line.key))
        labels += len(marks)
        for m, end in zip(marks, [*(after.start() for after in marks[1:]), None], strict=False):
            value = line.part(m.end(), end)
            value = value if value.key or i + 1 == len(top) else top[i + 1]
            name = next(name for name in _LABELS if m[name])
            read = _value(name, value, text)
            if read:
                found.setdefault(name, value.found(read, "portal"))
    return found if labels >= ENOUGH else {}


def is_label(line: Line) -> bool:
    """Whether the line is one of a portal's header."""
    return _LABEL.match(line.key) is not None


def _value(name: str, line: Line, text: str) -> str | None:
    words = " ".join(text[slice(*line.span)].split())
    return _READ[name](words) if words else None


def _number(words: str) -> str | None:
    cited = citations.find(f"số {words}")
    return cited[0].value.number if cited else None


def _day(words: str) -> str | None:
    day = letterhead.DAY.search(words)
    return letterhead.iso(day) if day else None


_READ: Mapping[str, Callable[[str], str | None]] = {
    "number": _number,
    "kind": lambda words: letterhead.KINDS.get(fold(words).lower()),
    "issued": _day,
    "issuer": names.issuer,
    "signer": lambda words: words if names.person(words) else None,
    "signer_role": lambda words: names.offices().get(fold(words).lower()),
    "title": lambda words: words,
}
