"""The process that reads files one by one, under limits of memory, file size and time, and says how each one went.

It answers each Job with an Answer; it never raises for a file's sake. The pool above it sees crashes and hangs.
"""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.batch.journal import Status
from extractor.errors import KehoachError, TooMuchMemory, TooSlow

LARGEST_OUTPUT = 2**30
GRACE = 30
"""Seconds after which a worker that outlived its pool ends itself, counted from the file's own limit."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, where its output goes, and its content's sha256 and size in bytes when the run looked. No link
    may take the output out of the folder `within`; None where nobody else can write there."""

    input: Path
    output: Path
    sha256: str
    bytes: int
    within: Path | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """How a job went. `full` says that the disk has no room: the whole run must stop."""

    status: Status
    format: str | None = None
    cause: str | None = None
    seconds: float = 0.0
    warnings: int = 0
    output_bytes: int = 0
    full: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """An output's bytes, and what the journal says of it."""

    data: bytes
    format: str
    warnings: int


Extract = Callable[[Path], Extracted]
"""Raises KehoachError where the file cannot be read."""


def serve(pipe: Connection, extract: Extract, seconds: float, memory: int, scratch: str) -> None:
    """Answer jobs from `pipe` until it closes; temporary files go below `scratch`, which the pool clears."""
    os.setsid()  # so that the pool can end this process with all that it started
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    os.environ["TMPDIR"] = scratch
    _limit(resource.RLIMIT_DATA, memory)
    _limit(resource.RLIMIT_FSIZE, LARGEST_OUTPUT)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        signal.alarm(int(seconds) + GRACE)
        answer = attempt(job, extract)
        signal.alarm(0)
        try:
            pipe.send(answer)
        except OSError:  # the pool is gone
            return


def attempt(job: Job, extract: Extract) -> Answer:
    """Read one file and write its output; every fault is in the answer."""
    from extractor.files import write_whole

    start = time.monotonic()
    try:
        extracted = extract(job.input)
        write_whole(job.output, extracted.data, within=job.within)
    except KehoachError as error:
        status = Status.STOPPED if isinstance(error, (TooSlow, TooMuchMemory)) else Status.FAILED
        return Answer(status, cause=str(error), seconds=time.monotonic() - start)
    except MemoryError:
        cause = f"{job.input}: needs more memory than the limit; give more with --max-memory, or split the file"
        return Answer(Status.STOPPED, cause=cause, seconds=time.monotonic() - start)
    except OSError as error:
        cause = f"{error.filename or job.output}: {error.strerror}; check the rights and the free space there"
        return Answer(Status.FAILED, cause=cause, full=error.errno in (ENOSPC, EDQUOT))
    except RecursionError:
        cause = f"{job.input}: nested too deeply; save it anew from the program that made it"
        return Answer(Status.STOPPED, cause=cause, seconds=time.monotonic() - start)
    except Exception as error:  # a fault of ours must not take the other files with it
        cause = f"{job.input}: internal error: {type(error).__name__}: {error}; please report it with the file"
        return Answer(Status.STOPPED, cause=cause, seconds=time.monotonic() - start)
    seconds = time.monotonic() - start
    return Answer(Status.READ, extracted.format, None, seconds, extracted.warnings, len(extracted.data))


def sha256(path: Path) -> tuple[str, int]:
    """The file's sha256 and its size in bytes. Raises OSError, also where it is none (a pipe would never end)."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (wanted, hard))
