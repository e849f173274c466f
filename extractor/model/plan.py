"""The output: `plan.schema.json` is generated from `Plan`; field names are those of the labelling guidelines."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from extractor.model.values import (
    BlockKind,
    Body,
    Box,
    Change,
    Citation,
    Comparator,
    Context,
    Every,
    Relation,
    Role,
    Span,
    Style,
    Time,
    Value,
)

SCHEMA_VERSION = "1.0"


class OcrPage(Value):
    """A page of a PDF that OCR read, whole or in part; `confidence` is the mean over the words read, in per cent."""

    page: int
    confidence: float


class Source(Value):
    """The file that was read. `format` is the content's, not the suffix's; `encoding` is None for binary formats;
    `ocr` names the pages that OCR read."""

    name: str
    sha256: str
    bytes: int
    format: str
    encoding: str | None = None
    pages: int | None = None
    truncated: bool = False
    ocr: tuple[OcrPage, ...] = ()


class Unread(Value):
    """Text set aside: nothing is dropped without a reason. `raw` is its place in the decoded text file, half-open, None
    for other formats."""

    text: str
    reason: str
    raw: Span | None = None
    page: int | None = None


class Notice(Value):
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


class Reference(Value):
    """A part of this document that its text refers to ("Mục II", "Phụ lục I kèm theo"). `target` is the outline path of
    that unit, None where the document holds no such unit, or several."""

    quote: str
    span: Span
    page: int | None
    path: str
    rule: str
    target: str | None


class TimeMention(Time):
    quote: str
    span: Span
    page: int | None
    path: str
    rule: str


class BodyMention(Body):
    """A body where it is named. `stands_for` are the ids of the bodies that a group points to ("các đơn vị nêu
    trên", "các cơ quan nêu tại Mục II"), empty for other mentions."""

    quote: str
    span: Span
    page: int | None
    path: str
    rule: str
    stands_for: tuple[str, ...] = ()


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


class BlockPlace(Value):
    """Where a paragraph, cell or note of `text` stands in the file: see Block for `page`, `box` and `place`."""

    span: Span
    kind: BlockKind
    page: int | None = None
    box: Box | None = None
    place: str | None = None


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
    """An extraction. Every span points into `text`; `raw_runs` leads from `text` to the decoded text file: between two
    pairs (text offset, raw offset) both advance together, and pairs ascend; empty for other formats, whose `blocks` say
    on which page, in which box or element they stand."""

    schema_version: str = Field(default=SCHEMA_VERSION)
    source: Source
    metadata: Metadata
    outline: tuple[Unit, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Cited, ...]
    references: tuple[Reference, ...] = ()
    times: tuple[TimeMention, ...]
    bodies: tuple[BodyMention, ...]
    budgets: tuple[Budget, ...]
    tables: tuple[Table, ...]
    blocks: tuple[BlockPlace, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[Notice, ...]
    text: str
    raw_runs: tuple[tuple[int, int], ...]
