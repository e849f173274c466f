"""The words of a page: which elements hold none, which part lines, and what is drawn of the characters in them."""

from __future__ import annotations

import regex

from extractor.patterns import compiled
from extractor.readers.docx_styles import Look
from extractor.readers.docx_symbols import drawn
from extractor.readers.wrapping import OPENER
from extractor.readers.zipped import Element

SILENT = frozenset({"script", "style", "template", "head", "title", "meta", "link", "object", "iframe", "svg", "xml"})
CONTROLS = frozenset({"button", "select", "textarea", "input", "datalist", "option"})
BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot
    th thead tr ul
    """.split()
)
BLANKS = compiled(r"[ \t\n\r\f]+")
_SYMBOLS = compiled(r"symbol$|wingdings|webdings", regex.IGNORECASE)
_OPEN_END = compiled(r"[\p{L}\p{N},)\]”\"]$")


def lines(text: str) -> list[str]:
    """The lines of a paragraph; a break inside a sentence (no full stop before, a small letter behind) is a blank."""
    found: list[list[str]] = [[""]]
    for line in map(str.strip, text.split("\n")):
        if line[:1].islower() and _OPEN_END.search(found[-1][-1][-1:]) and not OPENER.match(f"{line[:20]} "):
            found[-1].append(line)
        else:
            found.append([line])
    return [" ".join(parts) for parts in found if parts[0]]


def words(element: Element) -> str:
    """The words below an element, a line for each of its blocks."""
    from lxml import etree

    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            parts.extend(["\n"] if each.tag in BLOCKS else [])
            parts.append(BLANKS.sub(" ", each.text or "") if each.tag not in SILENT else "")
        elif each is not element:
            parts.append(BLANKS.sub(" ", each.tail or ""))
    return "\n".join(filter(None, map(str.strip, "".join(parts).split("\n"))))


def symbols(text: str, look: Look) -> str:
    """`text` as a font of symbols draws it."""
    if not look.font or not _SYMBOLS.match(look.font):
        return text
    return "".join(char if char.isspace() else drawn(ord(char), look.font) for char in text)
