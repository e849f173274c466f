"""A page as a browser draws it: bytes of HTML or MHTML in, paragraphs and table cells out.

Guarantees: list numbers stand at the head of their text and in `Block.label`; what a portal puts around a document,
hidden words, footnote marks and tables of contents are set aside with a reason; every block names its place ("p[12]",
"t[2]/r[3]/c[1]", counted from 1 over what has words).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from urllib.parse import unquote

import regex

from extractor.errors import UnreadableFile
from extractor.model import Block, BlockKind, Notice, Read, Unread
from extractor.patterns import compiled
from extractor.readers import html_main, legacy
from extractor.readers.html_flow import Flow
from extractor.readers.html_page import is_mhtml, parse
from extractor.readers.html_styles import sheet
from extractor.readers.html_tables import Paragraph, Table, grid, is_layout
from extractor.readers.html_words import SILENT
from extractor.readers.zipped import Element

HEADING_LENGTH = 200
FEW = 2_000  # letters of a page that may only tell of a document
_LINKING = ("a", "iframe", "embed", "object")
_FILE = compiled(r"\.(?:pdf|docx?|rtf|odt|xlsx?|zip|rar)$", regex.IGNORECASE)

Part = Paragraph | Table


def read(data: bytes, *, name: str) -> Read:
    """The blocks of a page. Raises UnreadableFile where it holds no words, or cannot be read to its end."""
    form = "html"
    if is_mhtml(data):
        from extractor.readers.html_mime import page

        data, form = page(data, name=name), "mhtml"
    parsed = parse(data, name=name)
    body = next(parsed.root.iter("body"), parsed.root)
    encoding = legacy.detect(_sample(body))
    flow = Flow(sheet(parsed.root), html_main.outside(body, encoding), encoding)
    flow.run(body)
    blocks = list(_blocks(flow.parts, count()))
    if not any(block.text.strip() for block in blocks):
        pictures = next(body.iter("img"), None) is not None
        remedy = "save it as PDF and read that with OCR" if pictures else "check that the right file was given"
        raise UnreadableFile(name, "holds only pictures" if pictures else "holds no text", remedy)
    unread = [Unread(text=text, reason=reason) for text, reason in flow.aside]
    warnings = [*_warnings(flow, parsed.lost), *_attached(body, blocks)]
    return Read(blocks, form, parsed.encoding, unread=unread, warnings=warnings)


def _sample(body: Element) -> str:
    """The words that tell the page's encoding."""
    texts: list[str] = []
    for element in body.iter():
        if element.tag not in SILENT and isinstance(element.tag, str):
            texts.append(element.text or "")
        texts.append(element.tail or "")
    return " ".join(texts)


def _blocks(parts: Iterable[Part], numbers: Iterator[int]) -> Iterator[Block]:
    """Paragraphs, and the cells of tables; a layout table's cells are read as paragraphs, tables inside a cell of data
    follow its table. `numbers` counts the tables."""
    waiting = list(parts)[::-1]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Paragraph):
            yield Block(part.text, (), _kind(part), label=part.label, place=part.place)
        elif is_layout(part):
            waiting.extend(inner for row in part.rows[::-1] for box in row[::-1] for inner in box.parts[::-1])
        else:
            yield from _cells(part, next(numbers))
            inside = (inner for row in part.rows for box in row for inner in box.parts if isinstance(inner, Table))
            waiting.extend(list(inside)[::-1])


def _kind(line: Paragraph) -> BlockKind:
    """What a line is; a heading is short and bold as a whole."""
    if line.note:
        return "note"
    return "heading" if line.bold and len(line.text) <= HEADING_LENGTH else "paragraph"


def _cells(table: Table, number: int) -> Iterator[Block]:
    for box, cell in grid(table, number):
        lines = [part for part in box.parts if isinstance(part, Paragraph)]
        label = lines[0].label if lines else None
        yield Block("\n".join(line.text for line in lines), (), "cell", label=label, cell=cell, place=box.place)


def _attached(body: Element, blocks: Iterable[Block]) -> Iterator[Notice]:
    """A notice where a page with few words of its own links to files or shows one: the document may be there."""
    links = (each.get("href") or each.get("src") or each.get("data") or "" for each in body.iter(*_LINKING))
    files = dict.fromkeys(unquote(link).rsplit("/", 1)[-1] for link in links if _FILE.search(link))
    if files and sum(len(block.text) for block in blocks) < FEW:
        names = ", ".join(list(files)[:3])
        message = f"the page has few words and links to {len(files)} files ({names}): the document itself may be there"
        yield Notice(code="attached-files", message=message)


def _warnings(flow: Flow, lost: int) -> Iterator[Notice]:
    if lost:
        yield Notice(code="lost-bytes", message=f"{lost} bytes have no character; they are shown as \ufffd")
    if flow.encodings:
        names = ", ".join(sorted(flow.encodings))
        yield Notice(code="converted", message=f"the text was converted from {names} to Unicode")
