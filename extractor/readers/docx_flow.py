"""The body of a DOCX, a cell, a note or a text box in, its paragraphs and tables in order out.

Guarantees: every paragraph that Word counts in a list is counted once; a paragraph whose mark was deleted under
tracking is one with the next, as is a dropped capital; tables of contents and deletions are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.patterns import compiled
from extractor.readers.docx_fonts import converted
from extractor.readers.docx_numbering import NO_LIST, Label, Numbering
from extractor.readers.docx_text import CONTENTS, Piece, RunReader, Words, unbroken
from extractor.readers.docx_xml import child, number, toggle, unwrapped, value, word
from extractor.readers.zipped import Element

_TOC_STYLE = compiled(r"(?:toc|mục lục) ?\d$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` without its list number `label`; `outline` from 0, None for body text; `boxes` are contents of text boxes
    anchored in it; `place` names its element."""

    text: str
    place: str
    label: str | None = None
    bold: bool = False
    outline: int | None = None
    boxes: tuple[Element, ...] = ()

    @property
    def drawn(self) -> str:
        """The words with the list number before them."""
        return " ".join(part for part in (self.label, self.text.strip()) if part)


@dataclass(frozen=True, slots=True)
class Table:
    element: Element
    place: str


@dataclass(slots=True)
class Flow:
    """Reads parts in the order of the file, since lists count on. `encoding` is the old one that the text is in
    where its fonts do not tell, `encodings` those that were converted; `aside` holds (text, reason) pairs."""

    runs: RunReader
    numbering: Numbering
    encoding: str | None = None
    aside: list[tuple[str, str]] = field(default_factory=list)
    encodings: set[str] = field(default_factory=set)

    def parts(self, parent: Element, prefix: str) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables below `parent`; `prefix` opens their places."""
        counts = {"p": 0, "tbl": 0}
        carried: Words | None = None
        for element in unwrapped(parent):
            name = word(element)
            if name not in counts:
                continue
            counts[name] += 1
            if name == "tbl":
                yield Table(element, f"{prefix}t[{counts['tbl']}]")
                continue
            words = self._words(element, carried)
            carried = words if _runs_on(element) else None
            if self._is_contents(element):
                self._set_aside(words.text, CONTENTS)
            elif carried is None:
                yield self._paragraph(element, words, f"{prefix}p[{counts['p']}]")
        if carried is not None and carried.text.strip():
            yield Paragraph(self._converted(carried.pieces), f"{prefix}p[{counts['p']}]")

    def _words(self, element: Element, carried: Words | None) -> Words:
        words = self.runs.read(element)
        for text, reason in words.aside:
            self._set_aside(text, reason)
        if carried is not None:
            words.pieces[:0] = carried.pieces
            words.boxes[:0] = carried.boxes
        return words

    def _set_aside(self, text: str, reason: str) -> None:
        if text.strip():
            self.aside.append((text.strip(), reason))

    def _is_contents(self, element: Element) -> bool:
        """Whether the paragraph is styled as a line of a table of contents."""
        style = next(self.runs.styles.chain(value(element, "pPr/pStyle")), None)
        return style is not None and _TOC_STYLE.match(style.name) is not None

    def _paragraph(self, element: Element, words: Words, place: str) -> Paragraph:
        style = value(element, "pPr/pStyle")
        label = None if _is_hidden(element, words) else self._label(element, style)
        outline = number(element, "pPr/outlineLvl")
        return Paragraph(
            self._converted(words.pieces),
            place,
            label.text if label else None,
            words.is_bold,
            (outline if outline < 9 else None) if outline is not None else self.runs.styles.outline(style),
            tuple(words.boxes),
        )

    def _label(self, element: Element, style: str | None) -> Label | None:
        """Count the paragraph in its list, its own or its style's, and draw the label."""
        listed = child(element, "pPr/numPr")
        own_id, own_level = number(listed, "numId"), number(listed, "ilvl")
        chain = list(self.runs.styles.chain(style))
        list_id = own_id if own_id is not None else next((s.list_id for s in chain if s.list_id is not None), None)
        if list_id is None or list_id == NO_LIST:
            return None
        level = own_level
        if level is None and own_id is None:
            bound = (self.numbering.level_of(list_id, s.id) for s in chain)
            named = (s.level for s in chain)
            level = next((at for at in (*bound, *named) if at is not None), None)
        return self.numbering.label(list_id, level or 0)

    def _converted(self, pieces: list[Piece]) -> str:
        """The words of `pieces`, those in old encodings converted to Unicode."""
        text, names = converted(pieces, self.encoding)
        self.encodings |= names
        return unbroken(text)


def _runs_on(element: Element) -> bool:
    """Whether the paragraph is drawn as one with the next: its mark deleted or moved away, or a dropped capital."""
    mark = child(element, "pPr/rPr")
    gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    return gone or bool(toggle(mark, "specVanish")) or value(element, "pPr/framePr", "dropCap") in ("drop", "margin")


def _is_hidden(element: Element, words: Words) -> bool:
    """Whether nothing of the paragraph is drawn, not even its mark; such a one is not counted."""
    return bool(toggle(child(element, "pPr/rPr"), "vanish")) and not words.text.strip()
