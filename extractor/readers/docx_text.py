"""The runs of a paragraph in, its words as Word draws them out, with what was set aside and what hangs on it.

Guarantees: tracked insertions are kept, deletions set aside; of a field only its result is read; a text box is found
once, whichever of its two spellings the file holds; hidden words are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.docx_styles import Look, Styles, look
from extractor.readers.docx_symbols import drawn, mended
from extractor.readers.docx_xml import W, child, chosen, toggle, value, word
from extractor.readers.zipped import Element

DELETED = "tracked deletion"
HIDDEN = "hidden text"
CONTENTS = "table of contents"
PROMPT = "prompt of an empty content control"

_LINE_END = compiled(r"[\r\n]+")
_BREAK = compiled(r"[ \t]*\n[ \t]*(?=\p{Ll})")
_OPEN_END = compiled(r"[\p{L}\p{N},)\]”\"]$")
_THROUGH = frozenset(
    {
        "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "ruby", "rubyBase", "r",
    }
)  # fmt: skip
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset({"del", "moveFrom"})
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


class Piece(NamedTuple):
    """Words of one look."""

    text: str
    look: Look


@dataclass(slots=True)
class Field:
    """A field whose end has not been reached; `shown` once its result has begun."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class Words:
    """What a paragraph's runs hold: `boxes` are the contents of text boxes, `aside` pairs of (text, reason)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        said = [piece for piece in self.pieces if piece.text.strip()]
        return bool(said) and all(piece.look.bold for piece in said)


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs in their order; a field may go on over several, its instruction may not. `whole_fields` says
    that each field that begins has its end; `notes` collects the ids of the notes referred to, as ("footnote", "2")."""

    styles: Styles
    whole_fields: bool = True
    fields: list[Field] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def _in_contents(self) -> bool:
        """Whether the result of a table of contents is being read."""
        return self.whole_fields and any(f.code.split()[:1] == ["TOC"] for f in self.fields)

    def read(self, paragraph: Element) -> Words:
        words = Words()
        base = self.styles.look(value(paragraph, "pPr/pStyle"))
        self._walk(paragraph, base, words, gone=False)
        for unfinished in self.fields:
            unfinished.shown = True
        return words

    def _walk(self, parent: Element, base: Look, words: Words, *, gone: bool) -> None:
        look_here = self._look(parent, base) if word(parent) == "r" else base
        for element in parent:
            name = word(element)
            if name == "sdt":
                self._control(element, look_here, words, gone=gone)
            elif name in _THROUGH or (element.tag.startswith(_MATH) and name != "t"):
                self._walk(element, look_here, words, gone=gone)
            elif name in _GONE:
                self._walk(element, look_here, words, gone=True)
            elif name == "AlternateContent":
                self._walk(chosen(element), look_here, words, gone=gone)
            else:
                self._leaf(element, name, look_here, words, gone=gone)

    def _look(self, run: Element, base: Look) -> Look:
        properties = child(run, "rPr")
        if properties is None:
            return base
        style = value(properties, "rStyle")
        return look(properties).over(self.styles.own_look(style).over(base) if style else base)

    def _control(self, control: Element, base: Look, words: Words, *, gone: bool) -> None:
        content = child(control, "sdtContent")
        if content is None:
            return
        if toggle(child(control, "sdtPr"), "showingPlcHdr"):
            prompt = Words()
            self._walk(content, base, prompt, gone=False)
            words.aside.append((prompt.text, PROMPT))
        else:
            self._walk(content, base, words, gone=gone)

    def _leaf(self, element: Element, name: str, base: Look, words: Words, *, gone: bool) -> None:
        if name == "fldChar":
            self._turn(element)
        elif name == "instrText" and self.fields:
            self.fields[-1].code += element.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            self._refer(element, name, gone=gone)
        elif name in ("drawing", "pict", "object"):
            words.boxes.extend(box for box in _boxes(element) if not gone)
        else:
            self._say(_drawn(element, name, base), base, words, gone=gone or name == "delText")

    def _refer(self, element: Element, name: str, *, gone: bool) -> None:
        note = (name.removesuffix("Reference"), element.get(W + "id") or "")
        if not gone and note not in self.notes:
            self.notes.append(note)

    def _turn(self, element: Element) -> None:
        turn = element.get(W + "fldCharType")
        if turn == "begin":
            self.fields.append(Field())
        elif turn == "separate" and self.fields:
            self.fields[-1].shown = True
        elif turn == "end" and self.fields:
            self.fields.pop()

    def _say(self, text: str, base: Look, words: Words, *, gone: bool) -> None:
        if not text or any(not f.shown for f in self.fields):
            return
        reason = DELETED if gone else HIDDEN if base.hidden else CONTENTS if self._in_contents else None
        if reason:
            if words.aside and words.aside[-1][1] == reason:
                words.aside[-1] = (words.aside[-1][0] + text, reason)
            else:
                words.aside.append((text, reason))
        else:
            words.pieces.append(Piece(text.upper() if base.caps else text, base))


def _drawn(element: Element, name: str, base: Look) -> str:
    """What a child of a run draws; "" for what draws no words."""
    if name in ("t", "delText"):
        return mended(_LINE_END.sub(" ", element.text or ""), base.font)
    if name == "sym":
        code = element.get(W + "char") or ""
        return drawn(int(code, 16), element.get(W + "font")) if regex.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""
    return _MARKS.get(name, "")


def has_whole_fields(body: Element) -> bool:
    """Whether as many fields end as begin."""
    turns = [mark.get(W + "fldCharType") for mark in body.iter(W + "fldChar")]
    return turns.count("begin") == turns.count("end")


def _boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes in a drawing; those inside another box are found when that box is read."""
    for inner in element:
        name = word(inner)
        if name == "txbxContent":
            yield inner
        elif name == "AlternateContent":
            yield from _boxes(chosen(inner))
        else:
            yield from _boxes(inner)


def unbroken(text: str) -> str:
    """`text` with a blank for each line break inside a sentence: before it no full stop, behind it a small letter."""

    def mend(m: regex.Match[str]) -> str:
        return " " if _OPEN_END.search(text, max(0, m.start() - 1), m.start()) else m[0]

    return _BREAK.sub(mend, text)
