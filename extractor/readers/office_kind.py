"""What an office file is by its content, whatever its suffix: bytes in, the name of the format out."""

from __future__ import annotations

from typing import Literal

from extractor.errors import UnreadableFile
from extractor.patterns import compiled
from extractor.readers.zipped import unpack

Kind = Literal["docx", "xlsx", "odt", "ods", "doc", "xls", "rtf", "encrypted"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MIMETYPES: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_RTF = compiled(rb"(?:\xef\xbb\xbf)?\s{0,64}\{\\rtf")


def kind(data: bytes) -> Kind | None:
    """What an office file is by its content, whatever its suffix; None where it is none that is read here.

    "encrypted" is a DOCX or XLSX with a password.
    """
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    return "rtf" if _RTF.match(data) else None


def _zip_kind(data: bytes) -> Kind | None:
    try:
        archive = unpack(data, name="archive")
        if "mimetype" in archive.names:
            return _MIMETYPES.get(archive.read("mimetype").strip())
    except UnreadableFile:
        return _named(data)
    heads = {name.partition("/")[0] for name in archive.names if name.endswith(".xml")}
    return "docx" if "word" in heads else "xlsx" if "xl" in heads else None


def _named(data: bytes) -> Kind | None:
    """The kind of a damaged or oversized archive by the names of its parts, so that its reader says what is wrong."""
    return "docx" if b"word/document.xml" in data else "xlsx" if b"xl/workbook.xml" in data else None


def _ole_kind(data: bytes) -> Kind | None:
    """The kind whose stream stands first in the directory: a workbook inside a letter comes behind the letter's own."""
    found = [(at, name) for stream, name in _STREAMS if (at := _entry(data, stream)) is not None]
    return min(found)[1] if found else None


def _entry(data: bytes, stream: str) -> int | None:
    """Where the directory of a compound file (MS-CFB 2.6) names `stream`: 128-byte entries, the name's length at 64."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return at
        at = data.find(wanted, at + 2)
    return None
