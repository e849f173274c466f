"""The journal of a run, `manifest.jsonl` in its folder: one line a file, what was read and with what outcome.

Guarantees: a line is appended only after its output is whole on the disk; a line that was cut off is passed over; when
a run ends, the journal is put in the order of the files, one line each, in one step.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.files import write_whole

NAME = "manifest.jsonl"


class Status(StrEnum):
    """READ: the output is there. FAILED: the file cannot be read, and `cause` says why. STOPPED: it crashed its worker
    or went over a limit; it is in quarantine until it changes or `--retry-failed` is given."""

    READ = "read"
    FAILED = "failed"
    STOPPED = "stopped"


class Entry(BaseModel):
    """One file of a run. `output` is relative to the run's folder; `seconds` is the time its worker took; `format` is
    None where it was not found out; `version` covers code, word lists and settings (see fingerprint)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: str
    output: str
    sha256: str
    bytes: int
    version: str
    status: Status
    format: str | None = None
    cause: str | None = None
    seconds: float = 0.0
    warnings: int = 0
    output_bytes: int = 0


def load(folder: Path) -> dict[str, Entry]:
    """The last line for each output name; empty where there is no journal yet."""
    try:
        lines = (folder / NAME).read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    return {entry.output: entry for entry in map(_entry, lines) if entry is not None}


def opened(folder: Path) -> BinaryIO:
    """The journal, to append to; a line that an earlier run left without its end is closed first."""
    path = folder / NAME
    cut = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    journal = path.open("ab")
    if cut:
        journal.write(b"\n")
    return journal


def append(journal: BinaryIO, entry: Entry) -> None:
    """Add one line and have it on the disk before returning. Raises OSError."""
    journal.write(_line(entry))
    journal.flush()
    os.fsync(journal.fileno())


def rewrite(folder: Path, entries: Iterable[Entry]) -> None:
    """Put `entries` in place of the journal's lines. Raises OSError."""
    write_whole(folder / NAME, b"".join(map(_line, entries)))


def _line(entry: Entry) -> bytes:
    return orjson.dumps(entry.model_dump(mode="json")) + b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(line) if line else None
    except ValidationError:
        return None
