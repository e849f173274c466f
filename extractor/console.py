"""What the command does with the terminal: files extracted with progress, causes told.

Results go to stdout, all else to stderr; nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extractor import lang
from extractor.errors import KehoachError, UnreadableFile
from extractor.lang import Lang
from extractor.limits import LIMITS, Limits, Ocr, Progress

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.files import Inputs
    from extractor.model import Plan

T = TypeVar("T")

SLOW = 5.0  # seconds between two lines of a log
SHOWN = 0.5  # seconds between two changes of a terminal's line


_language: Lang = "en"


def speak(language: Lang) -> None:
    """Tell what follows in `language`."""
    global _language
    _language = language


def tell(message: str) -> None:
    print(lang.message(message, _language), file=sys.stderr, flush=True)


def extract_all(
    found: Inputs, write: Callable[[Path, bytes], object], *, ocr: Ocr = "auto", limits: Limits = LIMITS
) -> int:
    """Extract every file of `found` and hand its output name and JSON to `write`; returns how many failed, INPUTs that
    name nothing included; each one's cause is told."""
    for failure in found.failures:
        tell(f"not read: {failure}")
    failed = 0
    for path, name in progress(found.files):
        failed += not _attempt(path, partial(write, name), ocr, limits)
    return len(found.failures) + failed


def _attempt(path: Path, write: Callable[[bytes], object], ocr: Ocr, limits: Limits) -> bool:
    """Extract `path` and hand its JSON to `write`; whether that went well, else the cause is told."""
    from extractor.pipeline import extract
    from extractor.serialize import dumps

    try:
        with log_pages(str(path)) as pages:
            plan = extract(path, ocr=ocr, limits=limits, progress=pages)
        write(dumps(plan))
    except KehoachError as error:
        tell(f"not read: {error}")
    except OSError as error:
        tell(f"not written: {error.filename}: {error.strerror}; check the rights and the free space there")
    except Exception as error:  # a fault of ours must not take the other files with it
        tell(f"not read: {path}: internal error: {type(error).__name__}: {error}; please report it with the file")
    else:
        return True
    return False


def progress(items: Iterable[T], *, total: int | None = None) -> Iterator[T]:
    """`items`, `total` many or as many as they have, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track

    yield from track(items, total=total, description="Extracting", console=_terminal(), transient=True)


@contextmanager
def log_pages(name: str) -> Iterator[Progress]:
    """What readers tell of a long file's pages: on a terminal the page on one line, which vanishes; in a log a line
    every SLOW seconds, so that a file that is read at once leaves none."""
    last = time.monotonic()
    terminal = _terminal() if sys.stderr.isatty() else None

    def told(page: int, pages: int) -> None:
        nonlocal last
        if time.monotonic() - last < (SHOWN if terminal else SLOW):
            return
        last = time.monotonic()
        words = f"{name}: page {page} of {pages}"
        if terminal:
            terminal.print(words, end="\r", highlight=False, overflow="ellipsis", no_wrap=True)
        else:
            tell(words)

    try:
        yield told
    finally:
        if terminal:
            terminal.print(" " * (terminal.width - 1), end="\r")


@lru_cache(maxsize=1)
def _terminal() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def load(file: Path) -> Plan:
    """The plan of a document or of a JSON made before, told by the suffix."""
    if file.suffix.lower() == ".json":
        return _load_json(file)
    from extractor.pipeline import extract

    return extract(file)


def _load_json(file: Path) -> Plan:
    from extractor.serialize import loads

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(str(file), f"cannot be opened ({error.strerror})", "check the name") from error
    return loads(data, name=str(file))
