"""The tree of a page in, its paragraphs and tables in order out, as a browser draws them.

Guarantees: every word that is drawn is in a paragraph, a cell or `aside` with a reason; the walk has no recursion, so
that nesting cannot exhaust it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers import html_lists
from extractor.readers.docx_fonts import converted
from extractor.readers.docx_styles import Look
from extractor.readers.docx_text import CONTENTS, DELETED, HIDDEN, Piece
from extractor.readers.html_lists import List
from extractor.readers.html_styles import Drawn, Sheet
from extractor.readers.html_tables import MAX_SPAN, Box, Paragraph, Table
from extractor.readers.html_words import BLANKS, BLOCKS, CONTROLS, SILENT, lines, symbols, words
from extractor.readers.zipped import Element

_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_SET_ASIDE = {"comment-list": "comment", "header": "running head", "footer": "running foot"}
_NOTE_MARK = compiled(r"[\s\u00a0]*[\[(]?(?:\d{1,3}|\*{1,3}|[ivx]{1,4})[\])]?[\s\u00a0]*$")
_NOTE_LINK = compiled(r"#(?:_|sd)?(?:ftn|edn|fn|footnote|endnote)", regex.IGNORECASE)
_NOTE_CLASS = compiled(r"(?:footnote|endnote)(?:[-_]?ref|sym|anc)", regex.IGNORECASE)
_NOTE_ID = compiled(r"(?:_|sd)?(?:ftn|edn|fn|footnote|endnote)[-_:]?\d{1,3}$", regex.IGNORECASE)
_MEASURE = compiled(r"(?:(?<!\p{L})(?:[kcdm]?m|s|h|ha|kwh)|\d)[\s\u00a0]*$", regex.IGNORECASE)
_CONTENTS_CLASS = compiled(r"msotoc\d", regex.IGNORECASE)
_RULING = compiled(r"\s*(?:[-–—_=*~.]\s*){3,}$")
_OWN_MARKER = compiled(r"\s*(?:[-–—+•*]\s*\S|\p{L}{1,2}\)\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[IVXLC]{1,6}\.\s)")
NOTE_MARK = "footnote mark"


class _Frame(NamedTuple):
    """An open element: the look of its words, whether line breaks stay, and whether it is a list number by Word or
    stands in a footnote."""

    look: Look
    pre: bool = False
    is_label: bool = False
    is_note: bool = False
    skipped: bool = False


@dataclass(slots=True)
class _Counts:
    """Paragraphs and tables so far inside the body or a cell whose place opens with `prefix`."""

    prefix: str
    paragraphs: int = 0
    tables: int = 0


@dataclass(slots=True)
class Flow:
    """`outside` are elements that are no part of the document, with the reason; `encoding` is the one from before
    Unicode that the page's words are in. After `run`, `parts` is what was read, `aside` (text, reason) pairs, and
    `encodings` those that were converted."""

    sheet: Sheet
    outside: Mapping[Element, str]
    encoding: str | None
    parts: list[Paragraph | Table] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    encodings: set[str] = field(default_factory=set)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame(Look())])
    _pieces: list[Piece] = field(default_factory=list)
    _label: str | None = None
    _lists: list[List] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _boxes: list[Box] = field(default_factory=list)
    _counts: list[_Counts] = field(default_factory=lambda: [_Counts("")])

    def run(self, body: Element) -> None:
        """Read everything below `body`; to be called once."""
        from lxml import etree

        walker = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if not self._enter(element):
                    walker.skip_subtree()
            else:
                if event == "end":
                    self._leave(element)
                if element is not body:
                    self._say(element.tail)
        self._flush()
        self._drop_label()

    def _enter(self, element: Element) -> bool:
        """Open an element; False where nothing in it is read."""
        way = self.sheet.drawn(element)
        above = self._frames[-1]
        if element.tag in BLOCKS:
            self._flush()
        reason = self._reason(element, way)
        if reason is not None:
            self._frames.append(above._replace(skipped=True))
            self._set_aside(words(element), reason)
            return False
        pre = above.pre if way.pre is None else way.pre
        is_label = above.is_label or (way.special == "ignore" and element.tag not in BLOCKS)
        if is_label and not above.is_label:
            self._drop_label()
        self._frames.append(_Frame(way.look.over(above.look), pre, is_label, above.is_note or _is_note(element, way)))
        self._open(element, way)
        self._say(element.text)
        return True

    def _reason(self, element: Element, way: Drawn) -> str | None:
        """Why nothing in `element` is read, None where it is; "" where it holds no text at all."""
        tag = element.tag
        if tag in SILENT:
            return ""
        if way.look.hidden or tag == "noscript":
            return HIDDEN
        if tag in CONTROLS:
            return "form control"
        if tag == "del":
            return DELETED
        if self._is_note_mark(element, way):
            return NOTE_MARK
        if _CONTENTS_CLASS.search(element.get("class") or ""):
            return CONTENTS
        return _SET_ASIDE.get(way.special) or self.outside.get(element)

    def _is_note_mark(self, element: Element, way: Drawn) -> bool:
        """Whether the element is the number of a footnote, at the word it belongs to or at the note's head."""
        is_linked = element.tag == "a" and _NOTE_LINK.search(element.get("href") or "") is not None
        is_named = way.special == "footnote" or _NOTE_CLASS.search(element.get("class") or "") is not None
        if element.tag == "div" or not (is_linked or is_named or way.raised):
            return False
        if not _NOTE_MARK.match("".join(element.itertext())):
            return False
        before = self._pieces[-1].text if self._pieces else ""
        return is_linked or is_named or bool(before.strip() and not _MEASURE.search(before))

    def _open(self, element: Element, way: Drawn) -> None:
        tag = element.tag
        if tag == "br":
            self._pieces.append(Piece("\n", self._frames[-1].look))
        elif tag in _LISTS:
            self._lists.append(html_lists.opened(element, way.list_style))
        elif tag == "li":
            self._drop_label()
            self._label = html_lists.label(element, self._lists[-1] if self._lists else None, way.list_style)
        elif tag == "table":
            self._open_table(element)
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._open_box(element)

    def _leave(self, element: Element) -> None:
        """Close an element."""
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if self._frames.pop().skipped:
            return
        if tag in _LISTS:
            self._lists.pop()
        elif tag == "li" or (tag == "p" and not self._lists):
            self._drop_label()
        elif tag == "table":
            self._close_table()
        elif tag in ("td", "th") and self._tables:
            self._boxes.pop()
            self._counts.pop()

    def _open_table(self, element: Element) -> None:
        counts = self._counts[-1]
        counts.tables += 1
        role = (element.get("role") or "").lower()
        self._tables.append(Table(f"{counts.prefix}t[{counts.tables}]", role in ("presentation", "none")))

    def _close_table(self) -> None:
        table = self._tables.pop()
        table.rows = [row for row in table.rows if row]
        self._sink().append(table)

    def _open_box(self, element: Element) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        place = f"{table.place}/r[{len(table.rows)}]/c[{len(row) + 1}]"
        row.append(Box(_span(element, "rowspan", 0), _span(element, "colspan", 1), place, element.tag == "th"))
        self._boxes.append(row[-1])
        self._counts.append(_Counts(f"{place}/"))

    def _sink(self) -> list[Paragraph | Table]:
        return self._boxes[-1].parts if self._boxes else self.parts

    def _say(self, text: str | None) -> None:
        if not text:
            return
        frame = self._frames[-1]
        if frame.is_label:
            drawn_label = symbols(text, frame.look).strip("\u00a0 \t\r\n")
            self._label = (self._label or "") + drawn_label if drawn_label else self._label
            return
        shown = text if frame.pre else BLANKS.sub(" ", text)
        shown = symbols(shown, frame.look)
        self._pieces.append(Piece(shown.upper() if frame.look.caps else shown, frame.look))

    def _flush(self) -> None:
        """Close the paragraph; one without words leaves its list number to the next."""
        pieces, self._pieces = self._pieces, []
        if not any(not piece.text.isspace() for piece in pieces):
            return
        text, names = converted(pieces, self.encoding)
        self.encodings |= names
        bold = all(piece.look.bold for piece in pieces if not piece.text.isspace())
        counts = self._counts[-1]
        counts.paragraphs += 1
        place = f"{counts.prefix}p[{counts.paragraphs}]"
        for line in lines(text):
            if _RULING.match(line):
                self._set_aside(line, "ruling")
                continue
            note = self._frames[-1].is_note
            self._sink().append(self._numbered(Paragraph(line, place, bold=bold, note=note)))

    def _numbered(self, line: Paragraph) -> Paragraph:
        """The line with the list number that waits for it; a bullet gives way to a marker that is typed."""
        label, self._label = self._label, None
        if not label or (label == html_lists.DASH and _OWN_MARKER.match(line.text)):
            return line
        return line._replace(text=f"{label} {line.text}", label=label)

    def _drop_label(self) -> None:
        if self._label and self._label != html_lists.DASH:
            self._set_aside(self._label, "list number of an empty paragraph")
        self._label = None

    def _set_aside(self, text: str, reason: str) -> None:
        if reason and text.strip():
            self.aside.append((text.strip(), reason))


def _is_note(element: Element, way: Drawn) -> bool:
    """Whether the element holds a footnote."""
    named = way.special in ("footnote", "endnote") or _NOTE_ID.match(element.get("id") or "") is not None
    return named and element.tag in BLOCKS


def _span(element: Element, attribute: str, least: int) -> int:
    written = (element.get(attribute) or "1").strip()
    if not written.isdecimal() or len(written) > 6:
        return 1
    return min(max(int(written), least), MAX_SPAN if attribute == "colspan" else 100_000)
