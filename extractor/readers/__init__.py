"""Bytes to blocks, one format a module, chosen by content; `read` gives the whole Document.

Formats of this version: plain text and Markdown in any common encoding.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import regex

from extractor.errors import UnreadableFile
from extractor.layout import arrange
from extractor.model import Document, Read, Source
from extractor.normalize import compose
from extractor.readers import text as text_reader
from extractor.readers.decode import decode

MAX_BYTES = 64 * 1024 * 1024

_CONTROLS = regex.compile(r"[\x00-\x08\x0E-\x1F\uFFFD]")
_BINARY = (
    (b"%PDF-", "a PDF", "PDF is not read in this version: export its text"),
    (b"PK\x03\x04", "a DOCX, XLSX or ZIP file", "save it as text or Markdown"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)", "save it as text or Markdown"),
    (b"{\\rtf", "an RTF file", "save it as text"),
    (b"\x89PNG", "an image", "run OCR on it first"),
    (b"\xff\xd8\xff", "an image", "run OCR on it first"),
    (b"II*\x00", "an image", "run OCR on it first"),
)


def read(path: str | Path) -> Document:
    """Read the file at `path`.

    Raises UnreadableFile where it is missing, no file, larger than MAX_BYTES, of a format not read, or without text.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableFile(str(path), "not a file", "name a file, or a folder to `kehoach extract`")
        if size > MAX_BYTES:
            raise UnreadableFile(str(path), f"{size:,} bytes, more than {MAX_BYTES:,}", "split the file")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(str(path), f"cannot be opened ({reason})", "check the name and your rights") from error
    return read_bytes(data, name=path.name, shown=str(path))


def read_bytes(data: bytes, *, name: str, shown: str | None = None) -> Document:
    """Read a file's bytes; `name` goes into the output, `shown` (or `name`) into error messages.

    Raises UnreadableFile as `read` does.
    """
    shown = shown or name
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise UnreadableFile(shown, f"is {what}", remedy)
    return _document(_read_characters(data, shown), data, name)


def read_text(text: str, *, name: str = "text") -> Document:
    """Read a string; offsets count from its start. Raises UnreadableFile where it is blank."""
    return read_bytes(text.encode("utf-8", "replace"), name=name)


def _read_characters(data: bytes, shown: str) -> Read:
    """The blocks of a text file; raises UnreadableFile where it is none."""
    decoded = decode(data)
    if len(_CONTROLS.findall(decoded.text)) > len(decoded.text) // 50:
        raise UnreadableFile(shown, "is a binary file of an unknown format", "save it as text or Markdown")
    if decoded.text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise UnreadableFile(shown, "is HTML or XML", "save the page as text")
    if not decoded.text.strip():
        raise UnreadableFile(shown, "holds no text", "check that the right file was given")
    return text_reader.read(decoded)


def _document(read: Read, data: bytes, name: str) -> Document:
    arranged = arrange(read.blocks)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        format=read.format,
        encoding=read.encoding,
        pages=read.pages,
        truncated=arranged.truncated,
    )
    return compose(arranged.blocks, source, [*read.unread, *arranged.unread], [*arranged.warnings, *read.warnings])
