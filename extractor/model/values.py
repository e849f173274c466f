"""Spans, and the values that text can state: times, quantities, bodies, citations."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from extractor.model import standards
from extractor.model.standards import Timex3

Box = tuple[float, float, float, float]
BlockKind = Literal["paragraph", "heading", "cell", "note"]
"""A note is a footnote or endnote: it stands behind the body and joins no unit, target or task."""
Relation = Literal["before", "by", "from", "within"]
Every = Literal["year", "half-year", "quarter", "month", "week", "day"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Change = Literal["reach", "increase_by", "decrease_by", "maintain"]
Context = Literal["objective", "task", "annex"]
CitationRelation = Literal["basis", "implements", "issued_with", "amends", "replaces", "repeals"]
"""căn cứ · thực hiện · ban hành kèm theo · sửa đổi · thay thế · bãi bỏ"""
Style = Literal[
    "part", "chapter", "section", "subsection", "article", "annex", "form", "upper", "roman", "number", "decimal",
    "letter", "bracket", "dash", "plus", "star", "text", "table", "row", "note",
]  # fmt: skip
Role = Literal[
    "basis", "purpose", "viewpoint", "objective", "result", "task", "funding", "organisation", "reporting",
    "recipients", "signature", "annex",
]  # fmt: skip


class Span(NamedTuple):
    """Code points `start` (included) to `end` (excluded); written to JSON as [start, end]."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A Span is taken as it is; only what comes from JSON is checked and made one."""
        made = handler(source)
        known = core_schema.union_schema([core_schema.is_instance_schema(cls), made], mode="left_to_right")
        return core_schema.json_or_python_schema(json_schema=made, python_schema=known)


class Value(BaseModel):
    """Base of every output value: immutable, nothing converted, no unknown field."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Time(Value):
    """When: the anchor as named, how the deadline stands to it, and what recurs (guidelines, "Due").

    `anchor` is "2025", "2025-11", "2025-11-30", "2023-Q4", "2025-H1", "2026/2030", "2025-01/2025-09", "--11-30" (a day
    of every year), "---18" (of every month), "P30D" (a span counted from an event; "P0D" is
    right after it), "ongoing", "present", or None.
    `earliest` and `latest` bound the days on which the duty may be met, None where the text sets no bound.
    """

    anchor: str | None
    relation: Relation | None = None
    every: Every | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def edtf(self) -> str | None:
        """The anchor in EDTF (ISO 8601-2:2019): "2023-Q4" is "2023-36"; None where EDTF has no form for it."""
        return standards.edtf(self.anchor)

    @property
    def timex3(self) -> Timex3 | None:
        """The attributes of TIMEX3 (TimeML 1.2.1); None for "ongoing"."""
        return standards.timex3(self.anchor, self.relation, self.every)


class Quantity(Value):
    """A number with its unit: decimals as strings with a point, magnitude words multiplied out.

    `value` is "98.5", a range ("70", "80"), a ratio "60/40" or a fraction "2/3". `unit` is lower case except currency
    ("VND", "USD") and "% GRDP"-like bases; None where no unit follows.
    """

    value: str | tuple[str, str]
    unit: str | None = None
    comparator: Comparator = "="


class Body(Value):
    """A body made responsible: registry id (or a slug of the name where the registry has none) and its full name."""

    id: str
    name: str


class Citation(Value):
    """A document referred to. `key` is what the guidelines list: "348/QĐ-TTg", "Luật Đất đai 2024".

    `title` are the words after the number that say what it is about; `relation` is what this document has to do with
    it; `provisions` are the parts of it that are named ("khoản 2 Điều 5"). None or empty where the text does not say.
    """

    key: str
    kind: str | None = None
    number: str | None = None
    issued: str | None = None
    issuer: str | None = None
    title: str | None = None
    relation: CitationRelation | None = None
    provisions: tuple[str, ...] = ()
