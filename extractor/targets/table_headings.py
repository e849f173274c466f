"""The headings of a table to what they say to every row: whether it lists costs, and each column's unit and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import regex

from extractor.headings import Column
from extractor.model import Found, Span, Time
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading
from extractor.rules import anchors, times

_COSTS = compiled(
    r"đơn\s+giá|thành\s+tiền|kinh\s+phí|dự\s+toán|tần\s+suất|vốn|số\s+mẫu|định\s+mức|tọa\s+độ|thu\s+NSNN|chi\s+NSNN",
    regex.IGNORECASE,
)
_IN_BRACKETS = compiled(r"\(\s*([^()]{1,30})\s*\)")
_ASIDE = compiled(r"\s*\([^)]*\)")
_YEAR = compiled(r"20\d\d")
T = TypeVar("T")


class Meant(NamedTuple):
    """The unit in a column's title, the time of its year, and what tells it from other columns of the year."""

    unit: str | None
    year: Found[Time] | None
    sub: str


@dataclass(frozen=True)
class Heading:
    """`columns` as `table_columns` gives them to all rows of a table, read once for all of them."""

    reading: Reading
    columns: tuple[Column, ...]

    @cached_property
    def is_costs(self) -> bool:
        titles = (title for column in self.columns for title in column.titles)
        return any(_COSTS.search(self.reading.key(title)) for title in titles)

    @cached_property
    def values(self) -> dict[Column, Meant]:
        """What the titles of each column of figures say."""
        figures = [column for column in self.columns if column.role == "value"]
        return {
            c: Meant(
                _unit_in_title(self.reading, c), _year_stated(self.reading, c), _sub_title(self.reading, c, figures)
            )
            for c in figures
        }


def _unit_in_title(reading: Reading, column: Column) -> str | None:
    for title in reversed(column.titles):
        m = _IN_BRACKETS.search(reading.key(title))
        if m and not any(char.isdigit() for char in m[1]):
            return m[1]
    return None


def _sub_title(reading: Reading, column: Column, figures: Sequence[Column]) -> str:
    """The lower heading of a column of a year that has several: "Năm 2026 | Lượng (tấn)" → "Lượng"."""
    same = [c for c in figures if c.year == column.year]
    if len(same) < 2 or not column.titles:
        return ""
    return _ASIDE.sub("", " ".join(reading.quote(column.titles[-1]).split())).strip()


def _year_stated(reading: Reading, column: Column) -> Found[Time] | None:
    """The time that the headings of a year's column name."""
    if column.year is None:
        return None
    for title in reversed(column.titles):
        stated = within(reading.values.times, title)
        if stated:
            return stated[-1]
        if found := times.find(reading.key(title)):
            return placed(reading, found[-1], title)
        if m := _YEAR.search(reading.key(title)):
            return placed(reading, Found(anchors.time(m[0]), Span(*m.span()), "year-column", m[0]), title)
    return None


def placed(reading: Reading, found: Found[T], at: Span) -> Found[T]:
    """What was found in the words at `at` alone, in its place in the document."""
    span = found.span.shifted(at.start)
    return Found(found.value, span, found.rule, reading.quote(span))
