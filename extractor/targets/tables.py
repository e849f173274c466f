"""Rows of tables to drafts of targets: one for each filled cell of a year or result column, or for the statement that
an indicator's cell spells out.

Left out: results columns (the last one is the baseline), tables of costs and of samples, cells that hold "-" or "x".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from extractor.clauses import sentences
from extractor.columns import TableRow
from extractor.headings import Column
from extractor.items import Item
from extractor.model import Body, Change, Evidence, Found, Placed, Quantity, Span
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading, When, members
from extractor.rules import numbers
from extractor.targets.above import above
from extractor.targets.commitments import is_commitment
from extractor.targets.drafts import Draft
from extractor.targets.row_groups import Opened, opened
from extractor.targets.row_groups import group as row_group
from extractor.targets.statements import may_state, read
from extractor.targets.table_headings import Heading, placed
from extractor.targets.units import from_cell, with_base

_NOTHING = compiled(r"(?:[-x+…\s.]*|không|có|n/a)$", regex.IGNORECASE)
_GROWS = compiled(
    r"(?:\G|(?<!\s))(?<!(?:tốc\s+độ|mức|tỷ\s+lệ|tỉ\s+lệ|nhịp\s+độ)\s*)(?:\s*+,)?\s++(?:(?P<up>tăng)|(?P<down>giảm))"
    r"(?:\s++(?:thêm|trung\s+bình|bình\s+quân|hằng\s+năm|hàng\s+năm))*+\s*+$",
    regex.IGNORECASE,
)
_KEEPS = compiled(r"(?:\G|(?<!\s))\s++(?:được\s+)?duy\s+trì(?:\s+ở\s+mức)?\s*$", regex.IGNORECASE)
_PACE = compiled(r"(?:mức|tốc\s+độ|nhịp\s+độ)\s+(?:(?P<up>tăng)|giảm)(?!\s+trưởng|\p{L})", regex.IGNORECASE)
_SUB_INDEX = compiled(r"[-+*•]?$")
_GENERIC = compiled(
    r"(?:diện\s+tích|sản\s+lượng|năng\s+suất|số\s+lượng|giá\s+trị|tổng\s+đàn|tổng\s+số|lượng)(?!\p{L})",
    regex.IGNORECASE,
)
_TOTAL = compiled(r"(?:tổng\s+)?(?:cộng|số)|tổng", regex.IGNORECASE)
_BARE = compiled(r"\d[\d.,]*+%?")
MIN_WORDS = 2


def table_targets(reading: Reading) -> list[Draft]:
    """The drafts of all tables, row by row."""
    found: list[Draft] = []
    heading = Heading(reading, ())
    period: When | None = None
    above_row: tuple[Opened, ...] = ()
    for item in reading.items:
        if item.node.style == "table":
            period, above_row = None, ()
        row = reading.rows.get(item.node.head.start)
        if row is None:
            continue
        named = _period_row(reading, item, row)
        if named is not None:
            period = named
            continue
        if row.columns is not heading.columns:
            heading = Heading(reading, row.columns)
        if not heading.is_costs:
            r = _RowReading(reading, item, row, heading, period, above_row)
            found.extend(_row_targets(r))
            above_row = opened(above_row, r.label, indexed=r.indexed, valued=bool(r.values))
    return found


@dataclass(frozen=True)
class _RowReading:
    """A data row in its place; `period` is the due that the nearest period row above it gives."""

    reading: Reading
    item: Item
    row: TableRow
    heading: Heading
    period: When | None
    above: tuple[Opened, ...] = ()

    @cached_property
    def about(self) -> Placed | None:
        return self.row.cell("indicator", "subject", "task")

    @cached_property
    def label(self) -> str:
        return self.key(self.about) if self.about else ""

    @cached_property
    def indexed(self) -> bool:
        """Whether the row has a number of its own, or no column for numbers tells it from others."""
        return not self.row.has("index") or not _SUB_INDEX.match(self.words(self.row.cell("index")))

    @cached_property
    def values(self) -> list[tuple[Column, Placed]]:
        return [(c, cell) for c, cell in self.row.at("value") if not _NOTHING.match(self.key(cell))]

    @cached_property
    def unit(self) -> str:
        return self.words(self.row.cell("unit"))

    @cached_property
    def due(self) -> Placed | None:
        return self.row.cell("due")

    @cached_property
    def led(self) -> Sequence[Found[Body]]:
        """The bodies that lead what the row tells of."""
        lead = self.row.cell("lead")
        return within(self.reading.values.bodies, lead.span) if lead else ()

    @cached_property
    def baseline(self) -> str | None:
        before = [cell for _, cell in self.row.at("baseline") if not _NOTHING.match(self.key(cell))]
        return self.words(before[-1]) if before else None

    @cached_property
    def indicator(self) -> tuple[str, str, Change]:
        """The group that the row is named with where it says nothing alone, its words, and what numbers do to it."""
        return _indicator(self)

    @cached_property
    def inherited(self) -> When | None:
        """The due of what the row itself sets no time for."""
        return self.period or above(self.reading, self.item)

    def words(self, cell: Placed | None) -> str:
        return " ".join(self.reading.quote(cell.span).split()) if cell else ""

    def key(self, cell: Placed) -> str:
        return self.reading.key(cell.span)


def _period_row(reading: Reading, item: Item, row: TableRow) -> When | None:
    """The due that a row of nothing but a time gives to the rows below it: "I | Đến năm 2030"."""
    filled = row.row.filled
    if not filled or len(filled) > 2:
        return None
    last = filled[-1].span
    found = within(reading.values.times, last)
    covered = found and sum(f.span.end - f.span.start for f in found) >= 0.8 * (last.end - last.start)
    return When(found[0], item.path) if covered else None


def _row_targets(r: _RowReading) -> Iterator[Draft]:
    about = r.about
    if about is None or _TOTAL.fullmatch(r.label.strip(" .:*")) or _is_vague(r.label):
        return
    if not r.row.has("value"):
        yield from _spelled_out(r, about)
        return
    end = max((cell.span.end for _, cell in r.values), default=about.span.end)
    for column, cell in r.values:
        yield from _cell_targets(r, column, cell, Span(about.span.start, end))


def _is_vague(label: str) -> bool:
    """Whether a single word says nothing: "Khác"."""
    return len(label.split()) < MIN_WORDS and not _GENERIC.match(label)


def _cell_targets(r: _RowReading, column: Column, cell: Placed, quote: Span) -> Iterator[Draft]:
    found = _quantities(r, cell, column)
    when = _when(r, column, cell)
    group, words, change = r.indicator
    name = " - ".join(part for part in (group, words, r.heading.values[column].sub) if part)
    if not found:
        if r.row.has("indicator") and len(r.words(cell).split()) >= MIN_WORDS:
            yield _draft(r, quote, name, None, change, when)
        return
    for i, quantity in enumerate(found):
        tail = _tail(r, cell, found, i) if len(found) > 1 else ""
        yield _draft(r, quote, f"{name} {tail}".strip(), quantity, change, when)


def _tail(r: _RowReading, cell: Placed, found: Sequence[Found[Quantity]], i: int) -> str:
    """What tells two numbers of a cell apart: "≤ 3 Đông Nam Á; ≤ 50 Thế giới"."""
    end = found[i + 1].span.start if i + 1 < len(found) else cell.span.end
    return " ".join(r.reading.quote(Span(found[i].span.end, end)).split()).strip(" ;,")


def _quantities(r: _RowReading, cell: Placed, column: Column) -> list[Found[Quantity]]:
    """The numbers of a cell with the unit of its row, or of the column's heading "Lượng (tấn)"."""
    named = r.unit or r.heading.values[column].unit
    return [
        Found(from_cell(f.value, named), f.span, f.rule, f.text) for f in _numbers(r, cell) if _is_figure(r, cell, f)
    ]


def _numbers(r: _RowReading, cell: Placed) -> Sequence[Found[Quantity]]:
    """The numbers of a cell read for itself, where "2026" may be one; a bare number was read with the document."""
    known = within(r.reading.values.quantities, cell.span)
    if len(known) == 1 and known[0].span == cell.span and _BARE.fullmatch(known[0].text):
        return known
    return [placed(r.reading, f, cell.span) for f in numbers.find(r.key(cell), times=())]


def _is_figure(r: _RowReading, cell: Placed, found: Found[Quantity]) -> bool:
    """A number that opens the cell or one of its parts; one within a sentence tells of something else."""
    before = r.reading.key(Span(cell.span.start, found.span.start)).strip()
    return not before or before[-1] in ";,:" or len(before.split()) <= 2


def _when(r: _RowReading, column: Column, cell: Placed) -> When | None:
    """The column's year, the row's own deadline, the period row above, or what headings say."""
    year = r.heading.values[column].year
    if year is not None:
        return When(year, r.item.path)
    stated_here = within(r.reading.values.times, (r.due or cell).span)
    return When(stated_here[0]) if stated_here else r.inherited


def _indicator(r: _RowReading) -> tuple[str, str, Change]:
    words = r.words(r.about).strip(" .;:-+*")
    change: Change = "reach"
    if m := _GROWS.search(words):
        words, change = words[: m.start()], "increase_by" if m["up"] else "decrease_by"
    elif m := _PACE.match(words):
        change = "increase_by" if m["up"] else "decrease_by"
    elif m := _KEEPS.search(words):
        change = "maintain"
    generic = _GENERIC.match(r.label) and _SUB_INDEX.match(r.words(r.row.cell("index")))
    group = _group(r) if generic else ""
    return group or row_group(r.above, r.label, indexed=r.indexed), words, change


def _group(r: _RowReading) -> str:
    """The heading of the group row that holds this row."""
    parent = r.reading.items[r.item.parent] if r.item.parent >= 0 else None
    if parent is None or not parent.node.label or parent.node.style == "annex":
        return ""
    return " ".join(r.reading.quote(parent.node.title).split())


def _draft(
    r: _RowReading, quote: Span, name: str, quantity: Found[Quantity] | None, change: Change, when: When | None
) -> Draft:
    shown = tuple(Evidence(field="bodies", quote=f.text, span=f.span, rule=f.rule, inherited_from=None) for f in r.led)
    return Draft(
        item=r.item,
        quote=quote,
        indicator=name,
        quantity=quantity,
        change=change,
        when=when,
        baseline=r.baseline,
        bodies=members(r.led),
        rule="table-row",
        evidence=shown,
    )


def _spelled_out(r: _RowReading, about: Placed) -> Iterator[Draft]:
    """The statements that the cell itself makes: "Tỷ lệ … đạt tối thiểu 30%"."""
    key = r.reading.document.key
    if not may_state(key, about.span, r.reading.values.quantities):
        return
    for sentence in sentences(key, about.span):
        found = within(r.reading.values.quantities, sentence)
        spans = [f.span for f in within(r.reading.values.times, sentence)]
        for s in read(key, sentence, found, spans):
            if is_commitment(r.reading, r.item, sentence, s, objective=r.row.has("indicator")):
                name = " ".join(" ".join(r.reading.quote(Span(p.start, p.end)).split()) for p in s.indicator)
                stated = within(r.reading.values.times, sentence)
                when = When(stated[0]) if stated else r.inherited
                value, name = with_base(s.quantity.value, name)
                yield _draft(r, s.quote, name, replace(s.quantity, value=value), s.change, when)
