"""A ZIP of XML parts (DOCX, XLSX, ODT), unpacked within limits: bytes in, the bytes or the XML tree of a part out.

Guarantees: no part is unpacked further than the limits say; no entity is expanded, no file or address outside the
archive is opened; a tree is never deeper than `Limits.depth`. All else raises an UnreadableFile with its own cause.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from extractor.errors import NestsTooDeeply, UnpacksTooLarge, UnreadableFile
from extractor.limits import LIMITS, MEGABYTE, Limits

Element = Any  # lxml's element; lxml has no types of its own

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
_REPAIR = "open it in an office program and save it again"
_SUSPECT = "such files are made to exhaust the reader; " + _REPAIR


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened ZIP. `name` is the file, for messages; `names` are its parts."""

    name: str
    limits: Limits
    zip: zipfile.ZipFile
    names: frozenset[str]

    def read(self, part: str) -> bytes:
        """The bytes of `part`; raises UnreadableFile where it is damaged or larger than the limits allow."""
        try:
            with self.zip.open(part) as handle:
                data = handle.read(self.limits.part + 1)
        except RuntimeError as error:
            raise encrypted(self.name) from error
        except _DAMAGED as error:
            raise UnreadableFile(self.name, f"its part {part} is damaged", _REPAIR) from error
        if len(data) > self.limits.part:
            raise UnpacksTooLarge(self.name, f"its part {part} holds more than {self.limits.part:,} bytes", _SUSPECT)
        return data

    def xml(self, part: str, *, replace: tuple[tuple[bytes, bytes], ...] = ()) -> Element | None:
        """The root of `part` with `replace` (old, new bytes) done first; None where there is no such part."""
        if part not in self.names:
            return None
        data = self.read(part)
        for old, new in replace:
            data = data.replace(old, new)
        return parse(data, name=self.name, part=part, limits=self.limits)


def unpack(data: bytes, *, name: str, limits: Limits = LIMITS) -> Archive:
    """Open a ZIP and hold its table of contents against `limits`; nothing is unpacked yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableFile(name, "is a damaged ZIP", "fetch or save the file again") from error
    parts = archive.infolist()
    if len(parts) > limits.members:
        raise UnpacksTooLarge(name, f"holds {len(parts):,} parts, more than {limits.members:,}", _SUSPECT)
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked:
        cause = f"unpacks to {total:,} bytes, more than {limits.unpacked:,}"
        raise UnpacksTooLarge(name, cause, "split the file, or allow more (--max-unpacked)")
    for part in parts:
        if part.file_size > 8 * MEGABYTE and part.file_size > limits.ratio * max(1, part.compress_size):
            cause = f"its part {part.filename} unpacks to more than {limits.ratio} times its size"
            raise UnpacksTooLarge(name, cause, _SUSPECT)
        if part.flag_bits & 0x1:
            raise encrypted(name)
    return Archive(name, limits, archive, frozenset(part.filename for part in parts))


def encrypted(name: str) -> UnreadableFile:
    return UnreadableFile(name, "is encrypted", "open it with its password and save it without one")


def parse(data: bytes, *, name: str, part: str, limits: Limits = LIMITS) -> Element:
    """The root of an XML part; raises UnreadableFile where it is no XML, declares entities or nests too deeply."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise _too_deep(name, part, limits) from error
        if b"<!ENTITY" in data:
            raise _declares(name, part) from error
        raise UnreadableFile(name, f"its part {part} is damaged ({error.msg})", _REPAIR) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(name, part)
    if root.xpath("boolean(" + "/*" * (limits.depth + 1) + ")"):
        raise _too_deep(name, part, limits)
    return root


def _declares(name: str, part: str) -> UnreadableFile:
    return UnreadableFile(name, f"its part {part} declares XML entities", _SUSPECT)


def _too_deep(name: str, part: str, limits: Limits) -> NestsTooDeeply:
    return NestsTooDeeply(name, f"its part {part} nests more than {limits.depth} levels", _SUSPECT)
