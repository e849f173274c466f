"""Numbers that OCR was not sure of to notices with their place in the text, so that a reader can look at the page."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Document, Doubt, Notice, Placed, Span


def notices(document: Document) -> list[Notice]:
    """A notice for each doubt of the document's blocks; one whose words are found in no block has no span."""
    found: dict[tuple[int | None, Doubt], Notice] = {}
    lost: dict[tuple[int | None, Doubt], Notice] = {}
    for block in document.blocks:
        for doubt, span in _placed(block, document.text):
            message = f"“{doubt.words}” was read with a confidence of {doubt.confidence:.0f} %: check it"
            where = f"page {block.page}: {message}" if block.page else message
            notice = Notice(code="ocr-number", message=where, span=span, page=block.page)
            (found if span else lost).setdefault((block.page, doubt), notice)
    return [*found.values(), *(notice for key, notice in lost.items() if key not in found)]


def _placed(block: Placed, text: str) -> Iterator[tuple[Doubt, Span | None]]:
    """The block's doubts, each behind the one before, and where they stand."""
    at = block.span.start
    for doubt in block.doubts:
        span = _find(doubt, text, at, block.span.end)
        at = span.end if span else at
        yield doubt, span


def _find(doubt: Doubt, text: str, start: int, end: int) -> Span | None:
    """Where the doubt's words stand behind the word before them, else where they stand first."""
    together = text.find(f"{doubt.before} {doubt.words}", start, end) if doubt.before else -1
    at = together + len(doubt.before) + 1 if together >= 0 else text.find(doubt.words, start, end)
    return Span(at, at + len(doubt.words)) if at >= 0 else None
