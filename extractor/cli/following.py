"""What a run tells on stderr while it goes: a bar on a terminal, lines in a log, each failure with its cause."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.console import tell

if TYPE_CHECKING:
    from extractor.batch import Entry

EVERY = 10.0
"""Seconds between two lines of a log."""

Follow = Callable[["Entry", bool], None]


@contextmanager
def following(files: int) -> Iterator[Follow]:
    """What `batch.run` is to call for each of so many `files`."""
    if sys.stderr.isatty():
        with _bar(files) as follow:
            yield follow
    else:
        yield _log(files)


@contextmanager
def _bar(files: int) -> Iterator[Follow]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
    )
    started, failed, fresh = time.monotonic(), 0, 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        shown = progress.add_task("", total=files, rate="", failed=0)

        def follow(entry: Entry, again: bool) -> None:
            nonlocal failed, fresh
            failed += entry.cause is not None
            fresh += not again
            rate = f"{fresh / max(time.monotonic() - started, 0.001):.1f}/s"
            progress.update(shown, advance=1, rate=rate, failed=failed)
            if entry.cause is not None:
                progress.console.print(cause(entry), highlight=False, markup=False, soft_wrap=True)

        yield follow


def _log(files: int) -> Follow:
    started = last = time.monotonic()
    done = failed = fresh = 0

    def follow(entry: Entry, again: bool) -> None:
        nonlocal last, done, failed, fresh
        done, failed, fresh = done + 1, failed + (entry.cause is not None), fresh + (not again)
        if entry.cause is not None:
            tell(cause(entry))
        now = time.monotonic()
        if now - last >= EVERY and fresh:
            last = now
            rate = fresh / (now - started)
            tell(f"{done} of {files}, {rate:.1f}/s, {(files - done) / rate:.0f} s to go, {failed} failed")

    return follow


def cause(entry: Entry) -> str:
    """One line on a file that has no output; control characters in its name cannot forge another line."""
    return "not read: " + "".join(letter if letter.isprintable() else "�" for letter in entry.cause or "")
