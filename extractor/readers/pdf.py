"""Bytes of a PDF to blocks: paragraphs, headings and table cells, each with its page and its box on the page.

Guarantees: no character of a trusted text layer is lost: it is in a block or in `unread` with the reason and the page;
one page is open at a time, so that memory stays flat; pages that cannot be read or trusted are named in a notice.
Threads take turns at a PDF, since pdfium and tesseract serve one at a time: processes read side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

import pypdfium2

from extractor.errors import PictureTooLarge, UnreadableFile
from extractor.limits import LIMITS, Limits, Ocr, Progress, check_bytes, check_pages, watch
from extractor.model import Block, Cell, Read, Unread
from extractor.readers import pdf_joins
from extractor.readers.pdf_joins import JoinedTable
from extractor.readers.pdf_lines import Row, columns, whole
from extractor.readers.pdf_margins import Aside, without_margins
from extractor.readers.pdf_pages import NO_ENGINE, Pages, read_pages
from extractor.readers.pdf_paragraphs import Paragraph, goes_on, joined, paragraphs
from extractor.readers.pdf_shapes import Line, median
from extractor.readers.pdf_sheets import Sheet, SheetTable

_ALONE = Lock()
_FEW = 8  # lines; fewer do not tell where full ones end

Item = Paragraph | JoinedTable


def read(
    data: bytes, *, name: str, ocr: Ocr = "auto", limits: Limits = LIMITS, progress: Progress | None = None
) -> Read:
    """The blocks of a PDF; `name` goes into error messages. `ocr` reads pages whose text layer cannot be trusted
    ("auto"), all pages ("always") or none ("never"); `progress` is told before each page.

    Raises UnreadableFile where the file is encrypted, damaged, or holds no text that can be read, and OverLimit.
    """
    clock = watch(name, limits)
    check_bytes(len(data), name=name, limits=limits)
    with _ALONE:
        document = _opened(data, name)
        try:
            count = len(document)
            check_pages(count, name=name, limits=limits)
            pages = read_pages(document, ocr=ocr, watch=clock, progress=progress)
        finally:
            document.close()
    sheets, notes, aside = without_margins(pages.sheets)
    items, dropped = _items(sheets)
    clock.check()
    blocks = list(_blocks(items))
    blocks += [Block(note.text, (), "note", page=note.page, box=note.box) for note in notes]
    if not any(block.text.strip() for block in blocks):
        raise _nothing_read(name, pages, ocr, limits)
    unread = [Unread(text=a.text, reason=a.reason, page=a.page) for a in sorted([*aside, *dropped], key=_by_page)]
    return Read(blocks, "pdf", pages.encoding, count, unread, pages.notices, pages.ocr)


def _nothing_read(name: str, pages: Pages, ocr: Ocr, limits: Limits) -> UnreadableFile:
    if pages.pictures:
        cause = f"holds nothing but pictures of more than {limits.pixels:,} pixels"
        return PictureTooLarge(name, cause, "scan it again at 300 dpi, a sheet a page")
    if not pages.scans:
        return UnreadableFile(name, "holds no text", "check that the right file was given")
    if ocr == "never":
        return UnreadableFile(name, "is a scan and OCR is switched off", "allow it (--ocr auto)")
    return UnreadableFile(name, f"is a scan and {NO_ENGINE}", "run `make setup-ocr`, or install the extra `ocr`")


def _by_page(aside: Aside) -> int:
    return aside.page


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableFile(name, "is an encrypted PDF", "save it without its password") from error
        raise UnreadableFile(name, f"is a damaged PDF ({error})", "open it elsewhere and print it to PDF") from error


def _items(sheets: Sequence[Sheet]) -> tuple[list[Item], list[Aside]]:
    """Paragraphs and tables in reading order, joined over page breaks."""
    items: list[Item] = []
    aside: list[Aside] = []
    bounds = _right_bounds(sheets)
    for page in sheets:
        top = True
        for part in page.parts:
            if isinstance(part, SheetTable):
                last = items[-1] if items else None
                if top and isinstance(last, JoinedTable) and pdf_joins.continues(last, part):
                    aside.extend(pdf_joins.grow(last, part, page.number))
                else:
                    items.append(pdf_joins.start(part, page.number))
                top = False
                continue
            found = _flow(part, page.number, bounds.get(round(page.width), 0.0))
            if top and found and items:
                _join_break(items, found)
            items.extend(found)
            top = top and not found
    return items, aside


def _flow(rows: Sequence[Row], page: int, usual: float) -> list[Paragraph]:
    """The paragraphs of rows outside tables; columns that fill the page share its right bound, few lines the `usual`
    one of the document's pages."""
    found = columns(rows)
    lines = [line for column in found if not column.beside for line in column.lines]
    right = _right_bound(lines)
    if len(lines) < _FEW:
        right = max(right, usual)
    return [p for c in found for p in paragraphs(c, page, right=None if c.beside else right)]


def _right_bounds(sheets: Sequence[Sheet]) -> dict[float, float]:
    """The width of a page → where full lines end on most of the pages of that width that have more than a few."""
    found: dict[float, list[float]] = {}
    for sheet in sheets:
        for rows in sheet.flows():
            lines = [whole(row) for row in rows]
            if len(lines) >= _FEW:
                found.setdefault(round(sheet.width), []).append(_right_bound(lines))
    return {width: median(bounds, 0.0) for width, bounds in found.items()}


def _right_bound(lines: Sequence[Line]) -> float:
    """Where full lines end: the farthest place that two lines reach, so that one that sticks out does not count."""
    ends = sorted((line.right for line in lines), reverse=True)
    near = 0.5 * median((line.height for line in lines), 12.0)
    return next((a for a, b in zip(ends, ends[1:], strict=False) if a - b < near), ends[0] if ends else 0.0)


def _join_break(items: list[Item], found: list[Paragraph]) -> None:
    """Join a page's first paragraph to the last one of the page before, where it goes on with it."""
    last = items[-1]
    if isinstance(last, Paragraph) and last.page < found[0].page and goes_on(last, found[0]):
        following = found.pop(0)
        items[-1] = Paragraph(
            joined([last.text, following.text]), last.page, last.box, last.heading, following.full,
            (*last.doubts, *following.doubts), last.size,
        )  # fmt: skip


def _blocks(items: Sequence[Item]) -> Iterator[Block]:
    table = 0
    for item in items:
        if isinstance(item, Paragraph):
            kind = "heading" if item.heading else "paragraph"
            yield Block(item.text, (), kind, page=item.page, box=item.box, doubts=item.doubts)  # type: ignore[arg-type]
            continue
        for c in sorted(item.cells, key=lambda c: (c.row, c.col)):
            cell = Cell(table, c.row, c.col, c.rowspan, c.colspan)
            yield Block(c.text, (), "cell", page=c.page, cell=cell, box=c.box, doubts=c.doubts)
        table += 1
