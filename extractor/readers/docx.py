"""A DOCX as Word draws it: bytes in, paragraphs and table cells with their automatic numbers out.

Guarantees: each paragraph's list number stands at the head of its text and in `Block.label`; footnotes and
endnotes follow the body as notes; running heads, hidden words, tracked deletions, comments and the table of contents
are set aside with a reason; every block names its element ("p[12]", "t[2]/r[3]/c[1]").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.errors import UnreadableFile
from extractor.limits import LIMITS, Limits
from extractor.model import Block, Cell, Notice, Read, Unread
from extractor.patterns import compiled
from extractor.readers import docx_numbering, docx_styles
from extractor.readers.docx_flow import Flow, Paragraph, Table
from extractor.readers.docx_fonts import encoding_of
from extractor.readers.docx_tables import slots
from extractor.readers.docx_text import RunReader, has_whole_fields
from extractor.readers.docx_xml import Parts, W, load
from extractor.readers.office_kind import kind
from extractor.readers.zipped import Element, encrypted, unpack

HEADING_LENGTH = 200
_SENTENCE_END = compiled(r"[.;,]\s*$")
_WORDS = compiled(r"\p{L}")


@dataclass(slots=True)
class _Out:
    """What has been read; `tables` numbers the tables of the document."""

    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    tables: int = 0


def read(data: bytes, *, name: str, limits: Limits = LIMITS) -> Read:
    """The blocks of a DOCX.

    Raises UnreadableFile where it is encrypted, damaged, larger than `limits`, no Word document, or holds no words.
    """
    if kind(data) == "encrypted":
        raise encrypted(name)
    parts = load(unpack(data, name=name, limits=limits))
    styles = docx_styles.parse(parts.styles)
    runs = RunReader(styles, has_whole_fields(parts.body))
    flow = Flow(runs, docx_numbering.parse(parts.numbering, styles), encoding_of(parts.body))
    out = _Out()
    _blocks(flow, parts.body, "", out)
    _notes(flow, parts, out)
    _margins(flow, parts, out)
    _comments(parts, out)
    if not any(block.text.strip() for block in out.blocks):
        remedy = "save it as PDF and read that with OCR" if parts.images else "check that the right file was given"
        raise UnreadableFile(name, "holds only pictures" if parts.images else "holds no text", remedy)
    out.unread.extend(Unread(text=text, reason=reason) for text, reason in flow.aside)
    encoding = min(flow.encodings, default=None)
    return Read(out.blocks, "docx", encoding, unread=out.unread, warnings=_warnings(flow, parts))


def _blocks(flow: Flow, parent: Element, prefix: str, out: _Out) -> None:
    """The paragraphs and tables below `parent`, in order."""
    for part in flow.parts(parent, prefix):
        if isinstance(part, Paragraph):
            _paragraph(flow, part, out)
        else:
            _table(flow, part, out)


def _paragraph(flow: Flow, paragraph: Paragraph, out: _Out) -> None:
    if paragraph.text.strip():
        text = paragraph.drawn
        out.blocks.append(Block(text, (), _kind(paragraph), label=paragraph.label, place=paragraph.place))
    elif paragraph.label:
        out.unread.append(Unread(text=paragraph.label, reason="list number of an empty paragraph"))
    for nth, box in enumerate(paragraph.boxes, 1):
        _blocks(flow, box, f"{paragraph.place}/box[{nth}]/", out)


def _kind(paragraph: Paragraph) -> Literal["paragraph", "heading"]:
    """A heading is short and either bold as a whole or, without being a sentence, of an outline level."""
    if len(paragraph.text) > HEADING_LENGTH:
        return "paragraph"
    is_titled = paragraph.outline is not None and not _SENTENCE_END.search(paragraph.text)
    return "heading" if paragraph.bold or is_titled else "paragraph"


def _table(flow: Flow, table: Table, out: _Out) -> None:
    """The cells of a table; one with a single cell is a frame around paragraphs. Tables inside cells follow it."""
    cells = slots(table.element)
    if len(cells) == 1:
        _blocks(flow, cells[0].element, f"{table.place}/r[1]/c[{cells[0].nth}]/", out)
        return
    number = out.tables
    out.tables += 1
    inner: list[Table] = []
    for slot in cells:
        place = f"{table.place}/r[{slot.row + 1}]/c[{slot.nth}]"
        lines: list[Paragraph] = []
        _cell(flow, slot.element, f"{place}/", lines, inner)
        label = lines[0].label if lines else None
        text = "\n".join(line.drawn for line in lines if line.drawn.strip())
        cell = Cell(number, slot.row, slot.col, slot.rowspan, slot.colspan)
        out.blocks.append(Block(text, (), "cell", label=label, cell=cell, place=place))
    for below in inner:
        _table(flow, below, out)


def _cell(flow: Flow, cell: Element, prefix: str, lines: list[Paragraph], inner: list[Table]) -> None:
    """Collect the paragraphs of a cell, those in text boxes among them, and the tables in it."""
    for part in flow.parts(cell, prefix):
        if isinstance(part, Table):
            inner.append(part)
            continue
        lines.append(part)
        for nth, box in enumerate(part.boxes, 1):
            _cell(flow, box, f"{part.place}/box[{nth}]/", lines, inner)


def _notes(flow: Flow, parts: Parts, out: _Out) -> None:
    """Footnotes and endnotes in the order of their references; a note may refer to another."""
    found = {
        (kind, note.get(W + "id") or ""): note
        for kind, tree in (("footnote", parts.footnotes), ("endnote", parts.endnotes))
        for note in (tree if tree is not None else ())
    }
    for nth, reference in enumerate(flow.runs.notes, 1):
        if reference in found:
            apart = _Out(tables=out.tables)
            _blocks(flow, found[reference], f"{reference[0]}[{nth}]/", apart)
            out.blocks.extend(block._replace(kind="note", cell=None) for block in apart.blocks)
            out.unread.extend(apart.unread)


def _margins(flow: Flow, parts: Parts, out: _Out) -> None:
    """Running heads and feet with words in them (a page number alone is none), each once."""
    for trees, reason in ((parts.heads, "running head"), (parts.feet, "running foot")):
        for text in dict.fromkeys(_text(flow, tree) for tree in trees):
            if _WORDS.search(text):
                out.unread.append(Unread(text=text, reason=reason))


def _text(flow: Flow, tree: Element) -> str:
    apart = _Out()
    _blocks(flow, tree, "", apart)
    return "\n".join(block.text.strip() for block in apart.blocks if block.text.strip())


def _comments(parts: Parts, out: _Out) -> None:
    for comment in parts.comments if parts.comments is not None else ():
        text = " ".join("".join(p.itertext(W + "t")) for p in comment.iter(W + "p")).strip()
        if text:
            out.unread.append(Unread(text=text, reason="comment"))


def _warnings(flow: Flow, parts: Parts) -> list[Notice]:
    warnings = []
    if parts.chunks:
        message = (
            f"{parts.chunks} embedded files, which Word draws as part of the text, were not read: save it anew in Word"
        )
        warnings.append(Notice(code="unread-part", message=message))
    if flow.encodings:
        message = f"the text was converted from {', '.join(sorted(flow.encodings))} to Unicode"
        warnings.append(Notice(code="converted", message=message))
    return warnings
