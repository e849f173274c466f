"""How a file is to be read and how much it may cost: `Limits`, and an error that names the file, the limit and the
remedy where it costs more.

Bytes, pages, unpacked size, nesting and pixels are asked before the work is done. Seconds and memory are asked between
pages and between stages (`Watch`), so that a file may go a little over them; a process around the reader can hold them
exactly. The clock decides nothing but whether to give up: the output never depends on it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.errors import Cancelled, FileTooLarge, TooManyPages, TooMuchMemory, TooSlow

Ocr = Literal["auto", "never", "always"]
Progress = Callable[[int, int], object]
"""Called before a page is read, with its number and how many there are."""
Cancel = Callable[[], bool]
"""Asked between pages and stages whether to give up: `threading.Event().is_set`, whether a client is still there."""

MEGABYTE = 1024 * 1024
_STATUS = Path("/proc/self/statm")  # Linux; elsewhere the memory is not asked here
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may have or take; a value over its limit is refused with an error of its own.

    `bytes` of the file; `pages`; `unpacked` bytes of all parts of an archive (DOCX, XLSX, ODT); `pixels` of one picture
    that OCR would have to unpack; `seconds` and resident bytes of `memory` while it is read and extracted. Of archives
    further `part`, the bytes of one XML part, `ratio`, the unpacked bytes for each packed one (asked of parts above
    8 MB), `members`, the number of parts, and `depth`, the levels of XML.
    """

    bytes: int = 256 * MEGABYTE
    pages: int = 2_000
    unpacked: int = 1024 * MEGABYTE
    pixels: int = 400_000_000
    seconds: float = 1_800.0
    memory: int = 4096 * MEGABYTE
    part: int = 64 * MEGABYTE
    ratio: int = 200
    members: int = 5_000
    depth: int = 120


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Watch:
    """Since when a file is being read, for the limits of seconds and memory. `name` is the file, for messages;
    `cancel` is None where nobody can call the work off."""

    name: str
    limits: Limits
    started: float
    cancel: Cancel | None = None

    def check(self) -> None:
        """Raise TooSlow or TooMuchMemory where the file has gone over a limit by now, Cancelled where it was called
        off."""
        if self.cancel and self.cancel():
            raise Cancelled(self.name, "was cancelled", "extract it again")
        if time.monotonic() - self.started > self.limits.seconds:
            cause = f"takes more than {self.limits.seconds:g} s"
            raise TooSlow(self.name, cause, "split the file, or allow more (--max-seconds)")
        if resident() > self.limits.memory:
            cause = f"takes more than {shown(self.limits.memory)} of memory"
            raise TooMuchMemory(self.name, cause, "split the file, or allow more (--max-memory)")


def watch(name: str, limits: Limits, cancel: Cancel | None = None) -> Watch:
    """A watch that starts now."""
    return Watch(name, limits, time.monotonic(), cancel)


def watched(clock: Watch, progress: Progress | None) -> Progress:
    """`progress` that asks `clock` first, so that readers can be called off between pages."""

    def tell(page: int, pages: int) -> None:
        clock.check()
        if progress:
            progress(page, pages)

    return tell


def check_bytes(size: int, *, name: str, limits: Limits) -> None:
    """Raise FileTooLarge where a file of `size` bytes is over the limit."""
    if size > limits.bytes:
        cause = f"{size:,} bytes, more than {limits.bytes:,}"
        raise FileTooLarge(name, cause, "split the file, or allow more (--max-bytes)")


def check_pages(count: int, *, name: str, limits: Limits) -> None:
    """Raise TooManyPages where a file of `count` pages is over the limit."""
    if count > limits.pages:
        cause = f"{count:,} pages, more than {limits.pages:,}"
        raise TooManyPages(name, cause, "split the file, or allow more (--max-pages)")


def resident(status: Callable[[], str] = _STATUS.read_text) -> int:
    """The bytes of memory that this process holds now; 0 where the system does not tell."""
    try:
        return int(status().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def shown(size: int) -> str:
    """A size for people: 512 MB, 1.5 GB."""
    megabytes = size / MEGABYTE
    return f"{megabytes / 1024:g} GB" if megabytes >= 1024 else f"{megabytes:g} MB"
