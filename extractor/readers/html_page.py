"""Bytes of an HTML file to its tree, and whether bytes are HTML at all.

Guarantees: no entity beyond HTML's own is expanded, nothing outside the file is opened, a tree is at most 255 elements
deep; a page that the parser cannot read to its end raises UnreadableFile instead of losing the rest. The encoding is
told by a byte order mark, else UTF-8 where the bytes are that, else by what the page declares.
"""

from __future__ import annotations

import codecs
from typing import Any, NamedTuple

import regex

from extractor.errors import UnreadableFile
from extractor.patterns import compiled
from extractor.readers.decode import Decoded, characters
from extractor.readers.legacy_tables import shown

Element = Any  # lxml's element, loaded only when a page is parsed

_HEAD = 4096  # bytes in which a page says what it is
_PREFACE = r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*+-->\s*)*+"
_PAGE = compiled(
    rf"{_PREFACE}<(?:!doctype\s+html|html|head|body|title|meta|style|link)\b", regex.IGNORECASE | regex.DOTALL
)
_PIECE = compiled(rf"{_PREFACE}<(?:table|div|p|ol|ul|center|font|span|h[1-6])\b", regex.IGNORECASE | regex.DOTALL)
_TAG = compiled(r"</(?:p|div|td|tr|table|li|span|h[1-6])\s*>", regex.IGNORECASE)
_MARKDOWN = compiled(r"(?m)^(?:#{1,6}\s|\*\*|\|)")
_MIME = compiled(rb"(?i)(?:\A|\n)MIME-Version:")
_RELATED = compiled(rb"(?i)\nContent-Type:\s*(?:multipart/related|text/html)")
_CHARSET = compiled(rb"(?i)<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)")
_XML_CHARSET = compiled(rb"(?i)\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)")
_CLOSING = compiled(r"</(?:body|html)\s*>", regex.IGNORECASE)
_PICTURE = compiled(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]++", regex.IGNORECASE)
_LATIN = frozenset({"cp1252", "iso8859-1", "ascii"})
_CHANCE = 4  # letters
_SAME = 3  # damaged characters of a hundred that a page may hold in the encoding that it declares


class Page(NamedTuple):
    """`root` is the html element; `lost` counts bytes that encode nothing."""

    root: Element
    encoding: str
    lost: int


def is_html(data: bytes) -> bool:
    """Whether the bytes open as a page does, or as a piece of one that holds no Markdown."""
    head = data[:_HEAD].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \r\n\t")
    if _PAGE.match(head):
        return True
    return _PIECE.match(head) is not None and _TAG.search(head) is not None and not _MARKDOWN.search(head)


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes are a page saved as a single file (MHTML)."""
    head = data[:_HEAD]
    return _MIME.search(head) is not None and _RELATED.search(head) is not None and b":" in head.split(b"\n", 1)[0]


def parse(data: bytes, *, name: str) -> Page:
    """The tree of a page. Raises UnreadableFile where it is empty, nested too deeply or cannot be read to its end."""
    decoded = _decoded(data)
    text = _PICTURE.sub("", _CLOSING.sub("", decoded.text.replace("\0", "")))
    return Page(_tree(text, name), decoded.encoding, decoded.lost)


def _tree(text: str, name: str) -> Element:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise UnreadableFile(name, "holds no text", "check that the right file was given")
    fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if fatal is not None:
        deep = "depth" in fatal.message
        cause = "its elements are nested more than 255 deep" if deep else f"cannot be parsed ({fatal.message.strip()})"
        raise UnreadableFile(name, cause, "open it in a browser or in Word and save it as PDF or DOCX")
    return root


def _decoded(data: bytes) -> Decoded:
    """The characters of a page; bytes in no declared encoding show as windows-1252 has them."""
    decoded = characters(data)
    declared = _declared(data)
    if decoded.start or decoded.encoding.startswith("utf-16") or _is_utf8(decoded, declared):
        return decoded
    if declared is None or declared in _LATIN:
        return Decoded(shown(data), "windows-1252")
    text = data.decode(declared, errors="replace")
    lost = text.count("\ufffd")
    if 100 * lost > _SAME * sum(byte > 0x7F for byte in data):
        return Decoded(shown(data), "windows-1252")
    return Decoded(text, declared, 0, lost)


def _is_utf8(decoded: Decoded, declared: str | None) -> bool:
    """Whether the bytes are UTF-8: where the page declares another encoding, a few letters may be so by chance."""
    if decoded.encoding != "utf-8":
        return False
    beyond = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    return beyond >= (1 if declared in (None, "utf-8") else _CHANCE)


def _declared(data: bytes) -> str | None:
    """Python's name of the encoding that the page declares, None where it declares none that is known."""
    head = data[:_HEAD]
    m = _XML_CHARSET.match(head) or _CHARSET.search(head)
    try:
        return codecs.lookup(m[1].decode("ascii", "replace")).name if m else None
    except LookupError:
        return None
