"""Bytes of a text file to the characters they encode, and the name of the encoding.

Tried in order: a byte order mark, UTF-16 without one (by its zero bytes), UTF-8, an encoding from before Unicode
(TCVN3, VNI, VISCII, VPS), then cp1258. Text that was in such an encoding, or was decoded wrongly, before it was saved
as Unicode is converted too. Nothing is dropped: a byte without a character becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from extractor.readers import legacy
from extractor.readers.legacy_tables import shown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERWISE = "cp1258"
_SAMPLE = 4096  # bytes looked at to tell UTF-16 without a mark


class Decoded(NamedTuple):
    """`start` is the number of bytes of the byte order mark; `lost` counts bytes that encode nothing. `converted` is
    the encoding from before Unicode that the characters were in, or the one that they were decoded from wrongly; None
    where they were Unicode. Then `runs` (as in model.Block) lead from `text` to the characters as they stood, else it
    is None."""

    text: str
    encoding: str
    start: int = 0
    lost: int = 0
    converted: str | None = None
    runs: tuple[tuple[int, int], ...] | None = None


def characters(data: bytes) -> Decoded:
    """The characters of `data` as its Unicode encoding or cp1258 has them; never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_losses(data[len(mark) :], encoding, len(mark))
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return _with_losses(data, unmarked, 0)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and _mostly_utf8(data):
            return _with_losses(data, "utf-8", 0)
    return _with_losses(data, _OTHERWISE, 0)


def decode(data: bytes) -> Decoded:
    """The characters of `data` in Unicode; never fails."""
    decoded = characters(data)
    if decoded.encoding != _OTHERWISE:
        return _converted(decoded)
    found = _converted(Decoded(shown(data), _OTHERWISE))
    return decoded if found.converted in (None, _OTHERWISE) else found._replace(encoding=found.converted)


def _converted(decoded: Decoded) -> Decoded:
    name = legacy.detect(decoded.text)
    if name is None:
        return decoded
    text, runs = legacy.recode(decoded.text, name)
    return decoded._replace(text=text, converted=name, runs=runs)


def _with_losses(data: bytes, encoding: str, start: int) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, start, text.count("\ufffd"))


def _utf16_without_mark(data: bytes) -> str | None:
    """Vietnamese in UTF-16 has blanks and plain letters whose high byte is zero, always on the same side."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even and odd > len(sample) // 10:
        return "utf-16-le"
    if even > 4 * odd and even > len(sample) // 10:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few damaged bytes stand in UTF-8 text: more valid multi-byte letters than damaged bytes."""
    text = data.decode("utf-8", errors="replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return good > 10 * text.count("\ufffd")
