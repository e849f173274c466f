"""What the tests of batch put in a worker in place of a reader: good, bad and hostile work, told by the file's name."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

from extractor.batch.worker import Extracted
from extractor.errors import UnreadableFile

HOSTILE = ("crash", "exit", "hang", "hang_below", "memory", "disk", "fault", "unreadable", "deep")


def work(path: Path) -> Extracted:
    """Act as the file's name says; any other name is read at once."""
    act = globals().get(f"_{path.stem.split('-')[0]}")
    if act is not None:
        act(path)
    return Extracted(path.read_bytes().upper(), "text", 1)


def _crash(path: Path) -> None:
    ctypes.string_at(0)


def _exit(path: Path) -> None:
    os._exit(3)


def _hang(path: Path) -> None:
    time.sleep(3600)


def _hang_below(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    path.with_suffix(".pid").write_text(str(child.pid))
    time.sleep(3600)


def _memory(path: Path) -> None:
    held = [bytearray(2**24) for _ in range(2**10)]
    del held


def _disk(path: Path) -> None:
    with path.with_suffix(".big").open("wb") as file:
        file.truncate(2**41)


def _fault(path: Path) -> None:
    raise KeyError("a fault of ours")


def _unreadable(path: Path) -> None:
    raise UnreadableFile(str(path), "holds no text", "check that the right file was given")


def _deep(path: Path) -> None:
    _deep(path)
