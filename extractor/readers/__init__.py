"""Bytes to blocks, one format a module, chosen by content; `read` gives the whole Document.

Read are plain text, Markdown and HTML in any common encoding, PDF (scans by OCR), DOCX; DOC, RTF and ODT through
LibreOffice; XLSX, XLS and ODS as tables.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.layout import arrange
from extractor.limits import LIMITS, Limits, Ocr, Progress, check_bytes
from extractor.model import Document, Read, Source
from extractor.normalize import compose
from extractor.readers import html_page, ocr_doubts
from extractor.readers import text as text_reader
from extractor.readers.decode import decode

__all__ = ["Limits", "Ocr", "Progress", "read", "read_bytes", "read_text"]

_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r"})
_OFFICE = frozenset({"doc", "rtf", "odt"})
_SHEETS = frozenset({"xlsx", "xls", "ods"})
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read(path: str | Path, *, ocr: Ocr = "auto", limits: Limits = LIMITS, progress: Progress | None = None) -> Document:
    """Read the file at `path`. `ocr` reads pages of a PDF whose text layer cannot be trusted ("auto"), all of them
    ("always") or none ("never"); `progress` is told before each page.

    Raises UnreadableFile where it is missing, no file, of a format not read, or without text, and OverLimit where it
    goes over one of the limits.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableFile(str(path), "not a file", "name a file, or a folder to `kehoach extract`")
        check_bytes(size, name=str(path), limits=limits)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(str(path), f"cannot be opened ({reason})", "check the name and your rights") from error
    return read_bytes(data, name=path.name, shown=str(path), ocr=ocr, limits=limits, progress=progress)


def read_bytes(
    data: bytes,
    *,
    name: str,
    shown: str | None = None,
    ocr: Ocr = "auto",
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Document:
    """Read a file's bytes; `name` goes into the output, `shown` (or `name`) into error messages.

    Raises UnreadableFile and OverLimit as `read` does.
    """
    check_bytes(len(data), name=shown or name, limits=limits)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from extractor.readers import pdf

        blocks = pdf.read(data, name=shown or name, ocr=ocr, limits=limits, progress=progress)
    else:
        blocks = _read_blocks(data, shown or name, limits)
    return _document(blocks, data, name)


def _read_blocks(data: bytes, shown: str, limits: Limits) -> Read:
    """The blocks of a file of any format but PDF, told by its content; each reader is loaded when a file needs it."""
    if data.startswith(_IMAGES):
        raise UnreadableFile(shown, "is an image", "put it in a PDF, so that OCR can read it")
    form = _office_kind(data)
    if form in _SHEETS:
        from extractor.readers import sheets

        return sheets.read(data, name=shown, limits=limits)
    if form in _OFFICE:
        from extractor.readers import office

        return office.read(data, name=shown, limits=limits)
    if form is not None:
        from extractor.readers import docx

        return docx.read(data, name=shown, limits=limits)
    if data.startswith(_ARCHIVES):
        raise UnreadableFile(
            shown, "is an archive, or an office file that is not read", "unpack it, or save it as DOCX"
        )
    if html_page.is_html(data) or html_page.is_mhtml(data):
        from extractor.readers import html

        return html.read(data, name=shown)
    return _read_characters(data, shown)


def _office_kind(data: bytes) -> str | None:
    """The office format of the data, None for all else; text, which is most files, is told without unpacking."""
    if not data.startswith((b"PK", b"\xd0\xcf", b"{\\rtf", b"\xef\xbb\xbf{\\rtf")) and b"{\\rtf" not in data[:80]:
        return None
    from extractor.readers.office_kind import kind

    return kind(data)


def read_text(text: str, *, name: str = "text") -> Document:
    """Read a string; offsets count from its start. Raises UnreadableFile where it is blank."""
    return read_bytes(text.encode("utf-8", "replace"), name=name)


def _read_characters(data: bytes, shown: str) -> Read:
    """The blocks of a text file; raises UnreadableFile where it is none."""
    decoded = decode(data)
    if _damage(decoded.text) > len(decoded.text) // 50:
        raise UnreadableFile(shown, "is a binary file of an unknown format", "save it as text or Markdown")
    if decoded.text.lstrip()[:200].lower().startswith("<?xml"):
        raise UnreadableFile(shown, "is XML", "save it as DOCX, PDF or text")
    if not decoded.text.strip():
        raise UnreadableFile(shown, "holds no text", "check that the right file was given")
    return text_reader.read(decoded)


def _damage(text: str) -> int:
    """How many characters of `text` no text has: controls, and marks of lost ones."""
    encoded = text.encode("utf-8", "ignore")
    return len(encoded) - len(encoded.translate(None, _CONTROLS)) + text.count("\ufffd")


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
        ocr=tuple(read.ocr),
    )
    unread, warnings = [*read.unread, *arranged.unread], [*arranged.warnings, *read.warnings]
    document = compose(arranged.blocks, source, unread, warnings)
    return replace(document, warnings=(*document.warnings, *ocr_doubts.notices(document))) if read.ocr else document
