"""Values that stay inside a run: what readers give, the document they make, its tree, and values found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from extractor.model.plan import Notice, OcrPage, Source, Unread
from extractor.model.values import BlockKind, Box, Role, Span, Style

T_co = TypeVar("T_co", covariant=True)


class Cell(NamedTuple):
    """A block's place in a table: zero-based, `table` counted over the document."""

    table: int
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


class Doubt(NamedTuple):
    """A number that OCR was not sure of: its words, the word before it ("" where there is none), the confidence in per
    cent."""

    before: str
    words: str
    confidence: float


class Block(NamedTuple):
    """A paragraph, heading, table cell or footnote as a reader gives it.

    `runs` leads back to a text file: (offset in `text`, raw offset) pairs, ascending; between two pairs both offsets
    advance together; empty for formats that are not text. `label` is the list number that Word draws but does not
    store, else None; `page` counts from 1, None where the format has no pages; `box` is the place on the page in
    points from its top left (left, top, right, bottom); `place` names the element in the file ("p[12]",
    "t[2]/r[3]/c[1]", counted from 1), both None where the format has none. `doubts` are its numbers that OCR was not
    sure of.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    kind: BlockKind = "paragraph"
    page: int | None = None
    label: str | None = None
    cell: Cell | None = None
    box: Box | None = None
    place: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader makes of a file: its blocks, and what it set aside or must warn of."""

    blocks: list[Block]
    format: str
    encoding: str | None = None
    pages: int | None = None
    unread: list[Unread] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    ocr: list[OcrPage] = field(default_factory=list)


class Placed(NamedTuple):
    """A block's place in `Document.text`."""

    span: Span
    kind: BlockKind
    page: int | None = None
    cell: Cell | None = None
    box: Box | None = None
    place: str | None = None
    doubts: tuple[Doubt, ...] = ()


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
    warnings: tuple[Notice, ...] = ()


class Node(NamedTuple):
    """A unit of the outline and everything nested under it.

    `label` is the marker without its punctuation ("II", "1.2", "a", "Điều 5"), "" for dashes, paragraphs, tables,
    rows and notes, which share the path of the unit that holds them. `head` is the unit's own line, children excluded;
    `span` covers the children too; `title` is where the heading's words stand. The root has style "text" and an empty
    label.
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
