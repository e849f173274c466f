"""A page saved as a single file (MHTML): its bytes in, the bytes of the page itself out."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from extractor.errors import UnreadableFile

_LATIN = frozenset({"us-ascii", "iso-8859-1", "windows-1252"})
_PAGES = ("text/html", "application/xhtml+xml")


def page(data: bytes, *, name: str) -> bytes:
    """The first page in `data`, in the encoding that it declares or in UTF-8.

    Raises UnreadableFile where the file holds none.
    """
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data.lstrip())
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _in_utf8(content, part.get_content_charset())
    raise UnreadableFile(name, "is a saved page without its HTML", "open the page anew and save it as HTML or PDF")


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """UTF-8 where the part's own header names an encoding beyond Latin-1; it goes before what the page declares."""
    try:
        return content.decode(charset).encode("utf-8") if charset and charset not in _LATIN else content
    except (LookupError, UnicodeError):
        return content
