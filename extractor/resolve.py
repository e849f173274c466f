"""What targets and tasks share: the values around an item, and who or when it inherits from the units above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from extractor.columns import TableRow, table_columns
from extractor.items import Item, words
from extractor.model import Body, Document, Due, Evidence, Found, Metadata, Span, Time
from extractor.patterns import compiled
from extractor.recognize import Values, within

_NAME = compiled(
    r"\b(?:chương\s+trình|kế\s+hoạch|đề\s+án|chiến\s+lược|quy\s+hoạch|dự\s+án|đại\s+hội|nghị\s+quyết|phong\s+trào|dự\s+toán|lộ\s+trình|"
    r"ngân\s+sách|quyết\s+định|chỉ\s+thị)\b[^.;:\n]*$",
    regex.IGNORECASE,
)
_NAME_TIME = compiled(
    r"(?:(?:định\s+hướng|tầm\s+nhìn)\s+)?(?:đến\s+(?:hết\s+)?)?(?:\d\s+)?(?:năm|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|hằng\s+năm|hàng\s+năm|trung\s+hạn)\b",
    regex.IGNORECASE,
)
_ACTING = compiled(
    r"\b(?:đạt|hoàn\s+thành|ban\s+hành|trình|báo\s+cáo|xong|thực\s+hiện|triển\s+khai|phấn\s+đấu|xây\s+dựng|tổ\s+chức|có)\b"
    r"[^,;.]*$",
    regex.IGNORECASE,
)
_BACKWARD = compiled(r"(?:so\s+với(?:\s+\p{L}+){0,6}|từ|của|tại|trong\s+kỳ|cùng\s+kỳ|năm\s+học)\s*$", regex.IGNORECASE)
_VISION = compiled(r"định\s+hướng|tầm\s+nhìn", regex.IGNORECASE)
_RESULTS = compiled(
    r"(?:tình\s+hình|kết\s+quả|đánh\s+giá|tổng\s+kết|sơ\s+kết)(?!\p{L}).*?(?:,|;|\bvà)\s+(?=(?:kế\s+hoạch|phương\s+hướng|nhiệm\s+vụ|"
    r"mục\s+tiêu|giải\s+pháp|dự\s+kiến)(?!\p{L}))",
    regex.IGNORECASE | regex.DOTALL,
)
"""What a title reports on before it names what it plans: "Kết quả năm 2025 và phương hướng năm 2026"."""
_ELECTED = compiled(r"bầu\s+cử[^.;]*$", regex.IGNORECASE | regex.DOTALL)


@dataclass(frozen=True)
class Reading:
    """A document read so far: its items, the values found, what it says of itself."""

    document: Document
    metadata: Metadata
    items: tuple[Item, ...]
    values: Values

    @cached_property
    def title_span(self) -> Span | None:
        """Where the document's own title stands."""
        return next((e.span for e in self.metadata.evidence if e.field == "title"), None)

    @cached_property
    def rows(self) -> dict[int, TableRow]:
        """The data rows of its tables, by where they start."""
        return table_columns(self.document)

    @cached_property
    def title_period(self) -> When | None:
        """The period that the document's own title gives its aims: neither that of results told first, nor the term of
        those who are elected."""
        title, key = self.title_span, self.document.key
        if title is None:
            return None
        told = _RESULTS.search(key, title.start, title.end)
        times = within(self.values.times, Span(told.end() if told else title.start, title.end))
        found = period([f for f in times if not _ELECTED.search(key, title.start, f.span.start)])
        return When(found, "") if found else None

    def quote(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def key(self, span: Span) -> str:
        return self.document.key[span.start : span.end]

    def own(self, item: Item) -> Span:
        """The item's own words."""
        return words(item, self.document.text)


@dataclass(frozen=True, slots=True)
class When:
    """A deadline and, where it stands outside the record, the path it was inherited from ("" for the title)."""

    found: Found[Time]
    inherited_from: str | None = None

    @property
    def due(self) -> Due:
        time = self.found.value
        return Due(
            anchor=time.anchor,
            relation=time.relation,
            every=time.every,
            text=self.found.text,
            earliest=time.earliest,
            latest=time.latest,
            span=self.found.span,
        )

    @property
    def evidence(self) -> Evidence:
        return evidence("due", self.found, self.inherited_from)


def evidence(field: str, found: Found[object], inherited_from: str | None = None) -> Evidence:
    return Evidence(field=field, quote=found.text, span=found.span, rule=found.rule, inherited_from=inherited_from)


def deadlines(reading: Reading, span: Span) -> list[Found[Time]]:
    """The times in `span` that can bind a record: none that is part of a name or the starting point of a change."""
    found = within(reading.values.times, span)
    return [f for f in found if not _in_name(reading.document.key, span, f) and not _is_start(reading, span, f)]


def _in_name(key: str, span: Span, found: Found[Time]) -> bool:
    """Whether the time belongs to the name of a programme: "Chương trình … giai đoạn 2021-2025"."""
    if not _NAME_TIME.match(key, found.span.start, found.span.end):
        return False
    name = _NAME.search(key, span.start, found.span.start)
    return name is not None and not _ACTING.search(key, name.end(0) - len(name[0]) + 8, found.span.start)


def _is_start(reading: Reading, span: Span, found: Found[Time]) -> bool:
    before = reading.document.key[max(span.start, found.span.start - 50) : found.span.start]
    return found.value.relation == "by" and _BACKWARD.search(before) is not None and not found.text[:1].isupper()


def period(found: Sequence[Found[Time]]) -> Found[Time] | None:
    """Of the times in a heading the first, or the last where it lies within it: "Chương trình … giai đoạn 2021-2025 năm
    2024"; what it only looks ahead to is none, unless it names nothing else. None for no times."""
    stated = [f for f in found if not _VISION.match(f.text)] or found
    if not stated:
        return None
    first, last = stated[0], stated[-1]
    return last if _lies_within(last.value, first.value) else first


def _lies_within(inner: Time, outer: Time) -> bool:
    """Whether a time ends, and begins where it says so, within a period."""
    if not (inner.latest and outer.earliest and outer.latest):
        return False
    return outer.earliest <= (inner.earliest or inner.latest) and inner.latest <= outer.latest


def members(found: Sequence[Found[Body]]) -> tuple[Body, ...]:
    """The distinct bodies of `found`, in order."""
    return tuple({f.value.name: f.value for f in found}.values())


def leaves(reading: Reading) -> Iterator[Item]:
    """The items that hold no other unit: the lowest structural items."""
    return (item for item in reading.items if item.leaf)
