"""Every value that crosses a module's border; this module imports nothing from the package.

Output values are frozen, strict pydantic models: `plan.schema.json` is generated from `Plan`, and field names are those
of the labelling guidelines. Values that stay inside a run (Block, Document, Node, Found) are frozen dataclasses.

Offsets are Unicode code points into `Document.text` (`Plan.text`), half-open: a span covers `text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

T_co = TypeVar("T_co", covariant=True)

Relation = Literal["before", "by", "from", "within"]
Every = Literal["year", "half-year", "quarter", "month", "week", "day"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Change = Literal["reach", "increase_by", "decrease_by", "maintain"]
Context = Literal["objective", "task", "annex"]
Style = Literal[
    "part", "chapter", "section", "subsection", "article", "annex", "form", "upper", "roman", "number", "decimal",
    "letter", "bracket", "dash", "plus", "star", "text", "table", "row",
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


# ── inside a run ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cell:
    """A block's place in a table: zero-based, `table` counted over the document."""

    table: int
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table cell as a reader gives it.

    `runs` leads back to the file: (offset in `text`, raw offset) pairs, ascending; between two pairs both offsets
    advance together. `label` is the list number that Word draws but does not store, else None; `page` counts from 1,
    None where the format has no pages.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    kind: Literal["paragraph", "heading", "cell"] = "paragraph"
    page: int | None = None
    label: str | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's place in `Document.text`."""

    span: Span
    kind: Literal["paragraph", "heading", "cell"]
    page: int | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a plan, its match key, and the way back to the file.

    `key` has the same length as `text`: rules read `key` (one dash, one tone placement), quotes are cut from `text`.
    `runs` is as in Block, for the whole text.
    """

    text: str
    key: str
    runs: tuple[tuple[int, int], ...]
    blocks: tuple[Placed, ...]
    source: Source
    unread: tuple[Unread, ...] = ()
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the outline and everything nested under it.

    `label` is the marker without its punctuation ("II", "1.2", "a", "Điều 5"), "" for dashes, paragraphs, tables and
    rows, which share the path of the unit that holds them. `head` is the unit's own line, children excluded; `span`
    covers the children too; `title` is where the heading's words stand. The root has style "text" and an empty label.
    """

    label: str
    style: Style
    span: Span
    head: Span
    title: Span
    children: tuple[Node, ...] = ()
    role: Role | None = None
    page: int | None = None

    def walk(self, path: str = "") -> Iterator[tuple[str, Node]]:
        """Yield (path, node) in reading order, the root first with path ""; dash-like items share their parent's."""
        yield path, self
        for child in self.children:
            below = path if not child.label else f"{path}.{child.label}" if path else child.label
            yield from child.walk(below)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value read from the text, where it stands (`span`, `text`), and the rule that read it."""

    value: T_co
    span: Span
    rule: str
    text: str = field(default="", compare=False)

    def shifted(self, by: int) -> Found[T_co]:
        return Found(self.value, self.span.shifted(by), self.rule, self.text)


# ── values read ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Value(BaseModel):
    """Base of every output value: immutable, nothing converted, no unknown field."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Time(Value):
    """When: the anchor as named, how the deadline stands to it, and what recurs (guidelines, "Due").

    `anchor` is "2025", "2025-11", "2025-11-30", "2023-Q4", "2025-H1", "2026/2030", "2025-01/2025-09", "--11-30" (a day
    of every year), "---18" (of every month), "P30D" (a span counted from an event), "ongoing", or None.
    `earliest` and `latest` bound the days on which the duty may be met, None where the text sets no bound.
    """

    anchor: str | None
    relation: Relation | None = None
    every: Every | None = None
    earliest: date | None = None
    latest: date | None = None


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
    """A document referred to. `key` is what the guidelines list: "348/QĐ-TTg", "Luật Đất đai 2024"."""

    key: str
    kind: str | None = None
    number: str | None = None
    issued: str | None = None
    issuer: str | None = None


# ── the output ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Source(Value):
    """The file that was read. `format` is the content's, not the suffix's; `encoding` is None for binary formats."""

    name: str
    sha256: str
    bytes: int
    format: str
    encoding: str | None = None
    pages: int | None = None
    truncated: bool = False


class Unread(Value):
    """Text set aside: nothing is dropped without a reason. `raw` is its place in the decoded file, half-open."""

    text: str
    reason: str
    raw: Span
    page: int | None = None


class Warning(Value):
    """Something a reader of the output must know. `code` is stable; `message` is for people; `span` may be None."""

    code: str
    message: str
    span: Span | None = None
    page: int | None = None


class Evidence(Value):
    """Which words gave a field, and by which rule. `inherited_from` is the outline path they stand under when they
    stand outside the record itself ("" for the document's own title or preamble), else None."""

    field: str
    quote: str
    span: Span
    rule: str
    inherited_from: str | None = None


class Metadata(Value):
    """What the document says of itself; `issued` is "2025-11-20", or "2025-11", "2025" where day or month are blank."""

    number: str | None = None
    kind: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    place: str | None = None
    signer: str | None = None
    signer_role: str | None = None
    recipients: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Unit(Value):
    """A unit of the outline. `span` covers all that is nested in it, `head` its own words; a dash-like unit has the
    path of the unit that holds it. Units come in reading order."""

    path: str
    label: str
    title: str
    style: Style
    role: Role | None
    span: Span
    head: Span
    page: int | None = None


class Due(Value):
    """A deadline (see Time), the words that state it, and where they stand."""

    anchor: str | None
    relation: Relation | None
    every: Every | None
    text: str
    earliest: date | None = None
    latest: date | None = None
    span: Span


class Record(Value):
    """What targets and tasks share. `id` is stable for the same input; `quote` is `text[span.start:span.end]`."""

    id: str
    quote: str
    span: Span
    page: int | None
    path: str
    rule: str
    evidence: tuple[Evidence, ...]


class Target(Record):
    """A chỉ tiêu: one (indicator, value, due). `value` None marks a target stated without a number; `within` is the
    index in `Plan.targets` of the target that this one is a part of."""

    indicator: str
    comparator: Comparator | None
    value: str | tuple[str, str] | None
    unit: str | None
    change: Change
    due: Due | None
    due_inherited: bool
    baseline: str | None
    bodies: tuple[Body, ...]
    context: Context
    within: int | None = None


class Task(Record):
    """A nhiệm vụ: the item, who leads, who takes part, until when, with what product."""

    action: str
    lead: tuple[Body, ...]
    support: tuple[Body, ...]
    due: Due | None
    output: str | None


class Cited(Citation):
    """A distinct document cited, with every place that names it; `span` and `quote` are the first."""

    quote: str
    span: Span
    page: int | None
    path: str
    rule: str
    mentions: tuple[Span, ...]


class TimeMention(Time):
    quote: str
    span: Span
    page: int | None
    path: str
    rule: str


class BodyMention(Body):
    quote: str
    span: Span
    page: int | None
    path: str
    rule: str


class Budget(Value):
    """A sum of money that is no target: funding, allocations. `unit` is "VND" or "USD", the value multiplied out."""

    value: str | tuple[str, str]
    unit: str
    comparator: Comparator
    quote: str
    span: Span
    page: int | None
    path: str
    rule: str


class TableCell(Value):
    """A cell of a table: its place, how many rows and columns it covers, and its words' span in `text`."""

    row: int
    col: int
    rowspan: int
    colspan: int
    span: Span


class Table(Value):
    path: str
    span: Span
    page: int | None
    cells: tuple[TableCell, ...]


class Plan(Value):
    """An extraction. Every span points into `text`; `raw_runs` leads from `text` to the decoded file: between two
    pairs (text offset, raw offset) both advance together, and pairs ascend."""

    schema_version: str = Field(default=SCHEMA_VERSION)
    source: Source
    metadata: Metadata
    outline: tuple[Unit, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Cited, ...]
    times: tuple[TimeMention, ...]
    bodies: tuple[BodyMention, ...]
    budgets: tuple[Budget, ...]
    tables: tuple[Table, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[Warning, ...]
    text: str
    raw_runs: tuple[tuple[int, int], ...]
