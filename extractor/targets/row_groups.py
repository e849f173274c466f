"""The rows of a table, one after the other, to what each takes over from the rows above it.

A row without an index goes on with the indexed row above it, a "+" row with the "-" row above it. Its label says
nothing by itself where the row above names a measure and holds no figures of its own ("Cơ cấu kinh tế" over "Dịch
vụ"), or where it is only a pace or a ratio ("Tốc độ tăng", "Tỷ lệ so với GRDP").
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.targets.phrases import NOMINAL

_MARK = compiled(r"[\s*_]*(?P<mark>[-+•]?)[\s*_]*")
_MEASURE = compiled(rf"{NOMINAL.pattern}|cơ\s+cấu(?!\p{{L}})", regex.IGNORECASE)
_RELATIVE = compiled(
    r"(?:tốc\s+độ|mức|tỷ\s+lệ|tỉ\s+lệ)\s+(?:tăng|giảm)(?:\s+(?:trưởng|thêm|bình\s+quân|hằng\s+năm|hàng\s+năm|năm))*\s*$|"
    r"(?:(?:tỷ|tỉ)\s+(?:lệ|trọng)\s+)?so\s+(?:với|cùng)(?!\p{L})|(?:tỷ|tỉ)\s+trọng\s*$|bình\s+quân\s+đầu\s+người\s*$",
    regex.IGNORECASE,
)
_AMONG = compiled(r"trong\s+đó|bao\s+gồm|gồm\s*:?\s*$", regex.IGNORECASE)


class Opened(NamedTuple):
    """A row that others may go on with: its rank (0 indexed, 1 dashed or bare, 2 with a plus), label, and whether it
    holds figures."""

    rank: int
    label: str
    valued: bool


def opened(above: tuple[Opened, ...], label: str, *, indexed: bool, valued: bool) -> tuple[Opened, ...]:
    """The rows that the one after a row may go on with, the outermost first."""
    mark = _MARK.match(label)
    words = label[mark.end() :].strip(" .;:*_") if mark else label
    if not words or _AMONG.match(words):
        return above
    rank = _rank(label, indexed=indexed)
    return (*(row for row in above if row.rank < rank), Opened(rank, words, valued))


def group(above: tuple[Opened, ...], label: str, *, indexed: bool) -> str:
    """The label of the row that a row goes on with, where its own says nothing without it; else ""."""
    rank = _rank(label, indexed=indexed)
    outer = [row for row in above if row.rank < rank]
    if indexed or not outer:
        return ""
    words = label[_MARK.match(label).end() :]  # type: ignore[union-attr]  # the pattern matches anything
    if _RELATIVE.match(words):
        return outer[-1].label
    names_member = not outer[-1].valued and _MEASURE.match(outer[-1].label) and not _MEASURE.match(words)
    return outer[-1].label if names_member else ""


def _rank(label: str, *, indexed: bool) -> int:
    mark = _MARK.match(label)
    return 0 if indexed else 2 if mark and mark["mark"] == "+" else 1
