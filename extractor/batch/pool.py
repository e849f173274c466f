"""Jobs in, their answers out as they come, from worker processes that may crash or hang without harm to the others.

Guarantees: at most `workers` files are read at a time; every job gets exactly one answer; a worker that is over its
time is ended with all processes it started; closing the generator ends every worker.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from extractor.batch.journal import Status
from extractor.batch.worker import Answer, Extract, Job, serve

FILES_A_WORKER = 200
"""After so many files a worker is replaced, so that what a library leaks is given back."""
CONTEXT = get_context("forkserver")
PRELOAD = ["extractor.batch.warm"]


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    scratch: str
    job: Job | None = None
    started: float = 0.0
    served: int = field(default=0)


def answers(
    jobs: Iterable[Job], extract: Extract, *, workers: int, seconds: float, memory: int, warm: bool = False
) -> Generator[tuple[Job, Answer], None, None]:
    """Run `extract` over `jobs`; `seconds` and `memory` (bytes) bound each file. `jobs` is drawn from as workers free
    themselves, so it may be as long as it likes. `warm` has workers start with all patterns compiled."""
    CONTEXT.set_forkserver_preload(PRELOAD if warm else [])
    waiting = iter(jobs)
    busy: list[_Worker] = []
    idle: list[_Worker] = []
    try:
        while True:
            while len(busy) < workers and (job := next(waiting, None)) is not None:
                worker = idle.pop() if idle else _start(extract, seconds, memory)
                busy.append(worker)
                _send(worker, job)
            if not busy:
                return
            for worker in _ready(busy, seconds):
                busy.remove(worker)
                assert worker.job is not None
                yield worker.job, _received(worker, seconds)
                if worker.pipe.closed or worker.served >= FILES_A_WORKER:
                    _end(worker)
                else:
                    idle.append(worker)
    finally:
        for worker in busy + idle:
            _end(worker)


def _start(extract: Extract, seconds: float, memory: int) -> _Worker:
    here, there = CONTEXT.Pipe()
    scratch = tempfile.mkdtemp(prefix="kehoach-")
    process = CONTEXT.Process(target=serve, args=(there, extract, seconds, memory, scratch), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, scratch)


def _send(worker: _Worker, job: Job) -> None:
    worker.job, worker.started = job, time.monotonic()
    worker.served += 1
    try:
        worker.pipe.send(job)
    except OSError:  # it died while idle: its answer will say so
        pass


def _ready(busy: list[_Worker], seconds: float) -> list[_Worker]:
    """The workers that answered, ended or are over their time; waits until there is one."""
    while True:
        soonest = min(worker.started for worker in busy) + seconds
        there = wait([worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic()))
        now = time.monotonic()
        ready = [worker for worker in busy if worker.pipe in there or now - worker.started > seconds]
        if ready:
            return ready


def _received(worker: _Worker, seconds: float) -> Answer:
    """The worker's answer, or why there is none; its pipe is closed where it cannot go on."""
    name = worker.job.input if worker.job else ""
    try:
        if worker.pipe.poll():
            answer: Answer = worker.pipe.recv()
            return answer
    except (EOFError, OSError):
        worker.process.join(timeout=5)
        worker.pipe.close()
        return Answer(Status.STOPPED, cause=f"{name}: {_death(worker.process.exitcode)}")
    worker.pipe.close()
    cause = f"{name}: not finished in {seconds:g} seconds; give more with --max-seconds, or split the file"
    return Answer(Status.STOPPED, cause=cause, seconds=seconds)


def _death(code: int | None) -> str:
    if code == -signal.SIGKILL:
        return "its worker was killed from outside, often for lack of memory; free memory, or use fewer --jobs"
    if code is not None and code < 0:
        return f"crashed its worker ({signal.Signals(-code).name}); please report it with the file"
    return f"ended its worker (exit code {code}); please report it with the file"


def _end(worker: _Worker) -> None:
    """End the worker and all that it started, and clear its temporary files."""
    if not worker.pipe.closed:
        worker.pipe.close()
    try:
        os.killpg(worker.process.pid or 0, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has ended with all it started, or has not set out yet
        worker.process.kill()
    worker.process.join(timeout=5)
    shutil.rmtree(Path(worker.scratch), ignore_errors=True)
