"""Workers that crash, hang, eat memory or fill the disk: each costs its own file and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_makers import HOSTILE, work

from extractor.batch.journal import Status
from extractor.batch.pool import answers
from extractor.batch.worker import Answer, Job

MEMORY = 2**30


def _jobs(folder: Path, names: list[str]) -> Iterator[Job]:
    for name in names:
        path = folder / f"{name}.txt"
        path.write_text(f"words of {name}", "utf-8")
        yield Job(path, folder / "out" / f"{name}.json", "", 0)


def _run(folder: Path, names: list[str], *, workers: int = 2) -> dict[str, Answer]:
    told = answers(_jobs(folder, names), work, workers=workers, seconds=8, memory=MEMORY)
    return {job.input.stem: answer for job, answer in told}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Answer]]:
    """Twelve good files with all hostile ones among them."""
    folder = tmp_path_factory.mktemp("mixed")
    names = [f"good-{i}" for i in range(12)]
    for at, name in enumerate(HOSTILE):
        names.insert(at * 2, name)
    return folder, _run(folder, names)


def test_every_job_gets_one_answer_and_good_files_are_all_read(mixed: tuple[Path, dict[str, Answer]]) -> None:
    folder, told = mixed
    assert set(told) == {f"good-{i}" for i in range(12)} | set(HOSTILE)
    assert {name for name, answer in told.items() if answer.status == Status.READ} == {f"good-{i}" for i in range(12)}
    assert (folder / "out/good-3.json").read_bytes() == b"WORDS OF GOOD-3"
    assert not list(folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("name", "status", "cause"),
    [
        ("crash", Status.STOPPED, "crashed its worker (SIGSEGV)"),
        ("exit", Status.STOPPED, "exit code 3"),
        ("hang", Status.STOPPED, "not finished in 8 seconds"),
        ("hang_below", Status.STOPPED, "not finished in 8 seconds"),
        ("memory", Status.STOPPED, "needs more memory than the limit"),
        ("disk", Status.FAILED, "File too large"),
        ("fault", Status.STOPPED, "internal error: KeyError"),
        ("deep", Status.STOPPED, "nested too deeply"),
        ("unreadable", Status.FAILED, "holds no text; check"),
    ],
)
def test_the_cause_names_the_file_and_what_happened(
    mixed: tuple[Path, dict[str, Answer]], name: str, status: Status, cause: str
) -> None:
    folder, told = mixed
    assert told[name].status == status
    assert cause in (told[name].cause or "") and name in (told[name].cause or "")


def test_what_a_hung_worker_started_is_ended_with_it(mixed: tuple[Path, dict[str, Answer]]) -> None:
    pid = int((mixed[0] / "hang_below.pid").read_text())
    deadline = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_jobs_are_drawn_only_as_workers_free_themselves(tmp_path: Path) -> None:
    drawn: list[str] = []

    def endless() -> Iterator[Job]:
        for i in range(10**9):
            drawn.append(f"{i}")
            yield from _jobs(tmp_path, [f"good-{i}"])

    told = answers(endless(), work, workers=2, seconds=8, memory=MEMORY)
    for _ in range(5):
        next(told)
    told.close()
    assert len(drawn) < 12


def test_closing_ends_the_workers(tmp_path: Path) -> None:
    told = answers(_jobs(tmp_path, ["good", "hang_below"]), work, workers=2, seconds=60, memory=MEMORY)
    next(told)
    pid_file = tmp_path / "hang_below.pid"
    deadline = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    told.close()
    time.sleep(0.2)
    assert not _runs(int(pid_file.read_text()))
