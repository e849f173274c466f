"""Made-up pages, documents and sheets through their readers: none crashes, all words come out or are set aside."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from html import escape

import openpyxl
from docx_makers import docx, p
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableFile
from extractor.model import Document
from extractor.readers import read_bytes

WORDS = st.text(st.sampled_from("abđơĂỨ 0123456789%.,;:()-–/“”…\u0301\u200b\u202e\u00a0"), min_size=1, max_size=30)
TAGS = st.sampled_from(["p", "div", "b", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "span", "a", "sup", "pre"])
NESTED = st.recursive(
    WORDS.map(escape),
    lambda inner: st.one_of(
        st.tuples(TAGS, st.lists(inner, max_size=4)).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
        st.tuples(TAGS, inner).map(lambda made: f"<{made[0]} rowspan=9 colspan=0 style='x:y;'>{made[1]}"),
    ),
    max_leaves=25,
)
CELLS = st.lists(st.lists(st.one_of(st.none(), st.integers(-999, 10**9), WORDS), min_size=1, max_size=5), max_size=8)


def kept(data: bytes) -> Document | None:
    """The document, None where it holds nothing to read; all its blocks lie in its text."""
    try:
        document = read_bytes(data, name="x", ocr="never")
    except UnreadableFile:
        return None
    assert all(0 <= block.span.start <= block.span.end <= len(document.text) for block in document.blocks)
    return document


def lost(said: str, document: Document | None) -> Counter[str]:
    """The digits and plain letters of what was said that are neither in the text nor set aside."""
    if document is None:
        return Counter()
    there = unicodedata.normalize("NFD", document.text + "".join(each.text for each in document.unread))
    return Counter(c for c in unicodedata.normalize("NFD", said) if c.isascii() and c.isalnum()) - Counter(there)


@settings(max_examples=60)
@given(st.lists(NESTED, min_size=1, max_size=6))
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    kept(f"<html><body>{''.join(parts)}</body></html>".encode())


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_all_words_of_a_document_come_out(words: list[str]) -> None:
    assert not lost("".join(words), kept(docx("".join(p(escape(each)) for each in words))))


@settings(max_examples=30)
@given(CELLS)
def test_all_cells_of_a_sheet_come_out(rows: list[list[object]]) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append([f"x{each}" if isinstance(each, str) else each for each in row])
    book.save(out)
    letters = "".join(f"x{each}" for row in rows for each in row if isinstance(each, str))
    assert not lost(letters, kept(out.getvalue()))
