"""A plan's text in, its HTML out: paragraphs, headings and tables, with its records, deadlines and bodies marked.

Guarantees: every character of the text is shown, once and in order, but blanks and the bars of tables between blocks;
marks that overlap share stretches, so that no element is cut by another; each record has one numbered link, before its
first words; headings go down one level at a time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from extractor.model import BlockPlace, Plan, Span, Table, Unit
from extractor.report.frame import shown, visible
from extractor.report.grid import can_be_drawn, drawn
from extractor.report.records import Listed
from extractor.report.words import Words

_FIRST, _LAST = 4, 6  # levels of the text's own headings: the report's go to h3
_LONGEST = 300  # letters of a heading; what is longer is a paragraph
_CLASSES = {"target": "t", "task": "k", "citation": "c", "warning": "w"}
_ITEMS = frozenset(("dash", "plus", "star", "text", "row", "note", "table", "bracket"))


class _Mark(NamedTuple):
    span: Span
    kind: str
    record: str = ""
    evidence: str = ""


class _Opening(NamedTuple):
    """A unit that opens here: its id on the page and its level as a heading, 0 for none."""

    id: str
    level: int


def marked(at: int, plan: Plan, records: Sequence[Listed], words: Words) -> str:
    """The text of plan number `at` of the page."""
    return _Text(at, plan, records, words).html()


def outline(at: int, plan: Plan) -> str:
    """The units as nested lists of links, without dashes and rows; "" where there are none."""
    units = [(number, unit) for number, unit in enumerate(plan.outline) if unit.style not in _ITEMS]
    parts: list[str] = []
    above: list[Unit] = []
    last = 0
    for number, unit in units:
        above = [each for each in above if each.span.contains(unit.span)]
        level = len(above) + 1
        parts.append("<ol><li>" * (level - last) or "</li></ol>" * (last - level) + "</li><li>")
        parts.append(f'<a href="#{unit_id(at, number)}">{shown(" ".join(filter(None, (unit.label, unit.title))))}</a>')
        above.append(unit)
        last = level
    return "".join(parts) + "</li></ol>" * last


def unit_id(at: int, number: int) -> str:
    return f"p{at}-unit-{number}"


class _Text:
    def __init__(self, at: int, plan: Plan, records: Sequence[Listed], words: Words) -> None:
        self.at, self.plan, self.words = at, plan, words
        self.edges, self.covers = _covers(sorted(m for m in _marks(plan, records) if m.span.end > m.span.start))
        self.units = _openings(at, plan)
        self.unit_starts = sorted(self.units)
        self.links: dict[int, list[Listed]] = defaultdict(list)
        for record in records:
            if record.spans:
                self.links[record.spans[0].start].append(record)

    def html(self) -> str:
        parts: list[str] = []
        done, page = 0, None
        for span, block, table in _pieces(self.plan):
            parts.append(self._loose(Span(done, span.start)))
            if block.page not in (None, page):
                page = block.page
                parts.append(f'<p class="page" id="p{self.at}-page-{page}">{self.words["page"].format(n=page)}</p>\n')
            parts.append(self._table(table) if table else self._block(block))
            done = max(done, span.end)
        return "".join([*parts, self._loose(Span(done, len(self.plan.text)))])

    def _loose(self, span: Span) -> str:
        """Text between blocks; blanks are left out."""
        return f"<p>{self._words(span)}</p>\n" if self.plan.text[span.start : span.end].strip() else ""

    def _block(self, block: BlockPlace) -> str:
        opened = self._opened(block.span)
        words = self._words(block.span)
        if not words:
            return ""
        if not opened:
            return f'<p class="{block.kind}">{words}</p>\n' if block.kind != "paragraph" else f"<p>{words}</p>\n"
        tag = f"h{opened[0].level}" if opened[0].level else "p"
        return f'<{tag} id="{opened[0].id}" tabindex="-1">{_anchors(opened[1:])}{words}</{tag}>\n'

    def _table(self, table: Table) -> str:
        label = f"{self.words['path']} {table.path}" if table.path else self.words["text"]
        rows = drawn(table, self.plan.text, lambda span: _anchors(self._opened(span)) + self._words(span))
        return f'<div class="wide" role="region" tabindex="0" aria-label="{shown(label)}">{rows}</div>\n'

    def _opened(self, span: Span) -> list[_Opening]:
        first, last = bisect_left(self.unit_starts, span.start), bisect_left(self.unit_starts, span.end)
        return [each for start in self.unit_starts[first:last] for each in self.units[start]]

    def _words(self, span: Span) -> str:
        """The words of a span, in stretches that the same marks cover."""
        first, last = bisect_right(self.edges, span.start), bisect_left(self.edges, span.end)
        edges = [span.start, *self.edges[first:last], span.end]
        return "".join(self._stretch(start, end) for start, end in zip(edges, edges[1:], strict=False))

    def _stretch(self, start: int, end: int) -> str:
        links = "".join(map(self._link, self.links.pop(start, ())))
        words = escape(visible(self.plan.text[start:end])).replace("\n", "<br>")
        number = bisect_right(self.edges, start) - 1
        cover = self.covers[number] if number >= 0 else ""
        return f"{links}<mark {cover}>{words}</mark>" if cover and words.strip() else links + words

    def _link(self, record: Listed) -> str:
        said = f"{record.label}: {self.words[record.kind]}, {self.words['row']}"
        return (
            f'<a class="n {_CLASSES[record.kind]}" id="{record.id}m" href="#{record.id}" aria-label="{escape(said)}">'
            f"{record.label}</a>"
        )


def _pieces(plan: Plan) -> Iterator[tuple[Span, BlockPlace, Table | None]]:
    """The text in order: blocks, and tables in place of the blocks in them."""
    tables = [table for table in plan.tables if can_be_drawn(table, plan.text)]
    starts = [table.span.start for table in tables]

    def holder(block: BlockPlace) -> Table | None:
        number = bisect_right(starts, block.span.start) - 1
        return tables[number] if number >= 0 and tables[number].span.contains(block.span) else None

    for table, blocks in groupby(plan.blocks, key=holder):
        if table:
            yield table.span, next(blocks), table
        else:
            yield from ((block.span, block, None) for block in blocks)


def _marks(plan: Plan, records: Sequence[Listed]) -> Iterator[_Mark]:
    for record in records:
        yield from (_Mark(span, _CLASSES[record.kind], record=record.id) for span in record.spans)
        yield from (_Mark(span, "e", evidence=record.id) for span in record.evidence)
    yield from (_Mark(time.span, "d") for time in plan.times)
    yield from (_Mark(body.span, "b") for body in plan.bodies)


def _covers(marks: Sequence[_Mark]) -> tuple[list[int], list[str]]:
    """The places where marks begin or end, ascending, and the attributes of what lies from each to the next, "" for
    nothing. `marks` are in order."""
    edges = sorted({edge for mark in marks for edge in mark.span})
    covers: list[str] = []
    here: list[_Mark] = []
    coming = iter(marks)
    ahead = next(coming, None)
    for edge in edges:
        here = [mark for mark in here if mark.span.end > edge]
        while ahead is not None and ahead.span.start <= edge:
            here.append(ahead)
            ahead = next(coming, None)
        covers.append(_attributes(here))
    return edges, covers


def _attributes(marks: Sequence[_Mark]) -> str:
    parts = {
        "class": dict.fromkeys(mark.kind for mark in marks),
        "data-r": dict.fromkeys(mark.record for mark in marks if mark.record),
        "data-e": dict.fromkeys(mark.evidence for mark in marks if mark.evidence),
    }
    return " ".join(f'{name}="{" ".join(each)}"' for name, each in parts.items() if each)


def _openings(at: int, plan: Plan) -> dict[int, list[_Opening]]:
    """By where its own words begin, each unit."""
    found: dict[int, list[_Opening]] = defaultdict(list)
    above: list[tuple[Unit, bool]] = []
    for number, unit in enumerate(plan.outline):
        above = [each for each in above if each[0].span.contains(unit.span)]
        heads = _is_heading(unit, plan.outline[number + 1 : number + 2])
        level = min(_FIRST + sum(headed for _, headed in above), _LAST) if heads else 0
        found[unit.head.start].append(_Opening(unit_id(at, number), level))
        above.append((unit, heads))
    return found


def _is_heading(unit: Unit, following: Sequence[Unit]) -> bool:
    """Whether a unit is a short heading over what follows it."""
    nests = any(unit.span.contains(other.span) for other in following)
    return nests and unit.style not in _ITEMS and unit.head.end - unit.head.start <= _LONGEST


def _anchors(opened: Sequence[_Opening]) -> str:
    return "".join(f'<a id="{each.id}" tabindex="-1"></a>' for each in opened)
