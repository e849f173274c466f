"""Inputs and a folder in; their extractions in it, and a Summary of how it went.

Each file is looked up in the folder's journal first: same content, settings and version, and its output there, means
that it is not read again. All else goes to the pool; each answer becomes a line of the journal at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from errno import EDQUOT, ENOSPC
from functools import partial
from pathlib import Path

from extractor.batch import journal
from extractor.batch.fingerprint import fingerprint
from extractor.batch.journal import Entry, Status
from extractor.batch.pool import answers
from extractor.batch.worker import Answer, Extracted, Job, sha256
from extractor.errors import KehoachError
from extractor.files import Inputs, stays
from extractor.limits import Limits, Ocr

LOCK = ".kehoach.lock"
SOCKET_PATH = 107 - len("/pymp-12345678/listener-12345678")
"""Bytes that the temporary folder's path may have: worker processes are reached by a socket's file in it."""
WARM = 4
"""Files for each worker from which on it pays to have all patterns compiled before the first."""
Tell = Callable[[Entry, bool], object]
"""Called as each file is settled: with its entry, and whether an earlier run had settled it."""


class RunStopped(KehoachError):
    """The run cannot go on (no room on the disk, another run at work there, its journal a link); what is done stays
    done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What bears on the output besides content and version: when to use OCR, and the limits for each file."""

    ocr: Ocr = "auto"
    limits: Limits = field(default_factory=Limits)

    def version(self, format: str | None, status: Status = Status.READ) -> str:
        """Of what was found of a file: limits bear on whether it could be read, never on what was read."""
        made = f"{fingerprint(format)}-{self.ocr}"
        return made if status == Status.READ else f"{made}-{_short(self.limits)}"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a run: of `files`, `read` have an output; `again` were settled by an earlier run; `failed` and
    `stopped` are told apart as in Status; `unfound` counts the inputs that name nothing."""

    files: int
    read: int
    failed: int
    stopped: int
    again: int
    unfound: int
    warnings: int


def run(
    inputs: Inputs,
    out: Path,
    *,
    jobs: int = 1,
    settings: Settings | None = None,
    retry_failed: bool = False,
    tell: Tell = lambda entry, again: None,
) -> Summary:
    """Extract `inputs` into the folder `out` with `jobs` processes; see the package for what is guaranteed.

    Raises RunStopped where the disk is full, another run writes to `out` or workers cannot be reached; started again,
    it goes on from there.
    """
    settings = settings or Settings()
    _reachable(tempfile.gettempdir())
    with _alone(out), _room(out):
        _clear_parts(out)
        old = journal.load(out)
        kept: dict[str, Entry] = {}
        pending = _pending(inputs, out, old, kept, settings=settings, retry_failed=retry_failed, tell=tell)
        made = {
            entry.output: entry
            for entry in _extracted(
                pending, out, at_once=jobs, warm=len(inputs.files) > WARM * jobs, settings=settings, tell=tell
            )
        }
        entries = [(kept | made)[str(name)] for _, name in inputs.files]
        journal.rewrite(out, entries + [entry for name, entry in old.items() if name not in kept and name not in made])
    return _summary(entries, again=len(kept), unfound=len(inputs.failures))


def extract_file(path: Path, *, settings: Settings) -> Extracted:
    """One file's output: what a worker runs. Raises KehoachError where it cannot be read."""
    from extractor.pipeline import extract
    from extractor.serialize import dumps

    plan = extract(path, ocr=settings.ocr, limits=settings.limits)
    return Extracted(dumps(plan), plan.source.format, len(plan.warnings))


def _pending(
    inputs: Inputs,
    out: Path,
    old: dict[str, Entry],
    kept: dict[str, Entry],
    *,
    settings: Settings,
    retry_failed: bool,
    tell: Tell,
) -> Iterator[Job]:
    """The jobs still to do; files that an earlier run settled are put into `kept` on the way."""
    for path, name in inputs.files:
        try:
            digest, size = sha256(path)
        except OSError:  # the reader will say why, with its remedy
            digest, size = "", 0
        entry = old.get(str(name))
        if entry and _holds(entry, digest, out, settings) and not (retry_failed and entry.status != Status.READ):
            kept[entry.output] = entry
            tell(entry, True)
        else:
            yield Job(path, out / name, digest, size, out)


def _holds(entry: Entry, digest: str, out: Path, settings: Settings) -> bool:
    """Whether what an earlier run found of a file would be found again."""
    if entry.sha256 != digest or entry.version != settings.version(entry.format, entry.status):
        return False
    output = out / entry.output
    return entry.status != Status.READ or (output.exists() and output.stat().st_size == entry.output_bytes)


def _extracted(
    jobs: Iterable[Job], out: Path, *, at_once: int, warm: bool, settings: Settings, tell: Tell
) -> Iterator[Entry]:
    limits = settings.limits
    work = partial(extract_file, settings=settings)
    told = answers(jobs, work, workers=at_once, seconds=limits.seconds, memory=limits.memory, warm=warm)
    with journal.opened(out) as lines, closing(told):
        for job, answer in told:
            if answer.full:
                raise OSError(ENOSPC, answer.cause)
            entry = _entry(job, answer, out, settings)
            journal.append(lines, entry)
            tell(entry, False)
            yield entry


def _short(limits: Limits) -> str:
    return hashlib.sha256(repr(limits).encode()).hexdigest()[:8]


def _entry(job: Job, answer: Answer, out: Path, settings: Settings) -> Entry:
    if answer.status != Status.READ and stays(job.output, out):
        job.output.unlink(missing_ok=True)  # what an earlier version made of it is no longer true
    return Entry(
        input=str(job.input),
        output=str(job.output.relative_to(out)),
        sha256=job.sha256,
        bytes=job.bytes,
        version=settings.version(answer.format, answer.status),
        status=answer.status,
        format=answer.format,
        cause=answer.cause,
        seconds=round(answer.seconds, 3),
        warnings=answer.warnings,
        output_bytes=answer.output_bytes,
    )


def _summary(entries: list[Entry], *, again: int, unfound: int) -> Summary:
    by = Counter(entry.status for entry in entries)
    return Summary(
        files=len(entries),
        read=by[Status.READ],
        failed=by[Status.FAILED],
        stopped=by[Status.STOPPED],
        again=again,
        unfound=unfound,
        warnings=sum(entry.warnings for entry in entries),
    )


def _reachable(folder: str) -> None:
    if len(os.fsencode(folder)) > SOCKET_PATH:
        cause = f"a temporary folder whose path is longer than {SOCKET_PATH} bytes cannot hold the workers' sockets"
        raise RunStopped(folder, cause, "set TMPDIR to one with a shorter path, as TMPDIR=/tmp")


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the folder's lock, which goes with the process however it ends. Raises RunStopped where another has it."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (LOCK, journal.NAME):
        if (out / name).is_symlink():
            raise RunStopped(str(out / name), "is a link, which a run does not write through", "remove it")
    with (out / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunStopped(str(out), "another run writes there", "wait for it, or give another folder") from None
        yield


@contextmanager
def _room(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (ENOSPC, EDQUOT):
            raise
        remedy = "free some and run the same again: it goes on from there"
        raise RunStopped(str(out), "no room on its disk", remedy) from error


def _clear_parts(out: Path) -> None:
    """Remove the beginnings of outputs that a killed run left."""
    for part in out.rglob(".*.part"):
        part.unlink(missing_ok=True)
