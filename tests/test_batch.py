"""Runs over folders: resumed after any cut with nothing lost, doubled or half written; re-read only where need be."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from extractor.batch import Entry, Settings, fingerprint, journal, run
from extractor.batch.runs import RunStopped, extract_file
from extractor.files import gather
from extractor.limits import Limits
from extractor.pipeline import extract
from extractor.serialize import dumps

KILLS = 50
PLAN = """KẾ HOẠCH
Phát triển thư viện số năm {0}

I. MỤC TIÊU
1. Đến năm {0}: {1}% thư viện xã có máy tính nối mạng.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính bố trí kinh phí trước ngày 30 tháng 6 năm {0}.
"""


def _state(out: Path) -> dict[str, bytes]:
    """All outputs of a folder, and its journal without times."""
    files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.json")}
    return files | {journal.NAME: json.dumps(_lines(out), sort_keys=True).encode()}


def _lines(out: Path) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in (out / journal.NAME).read_text("utf-8").splitlines()]
    return [{name: value for name, value in line.items() if name != "seconds"} for line in lines]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for i in range(300):
        (folder / f"{i % 7}").mkdir(exist_ok=True)
        (folder / f"{i % 7}" / f"plan-{i:03}.txt").write_text(f"plan {i}", "utf-8")
    return folder


def _started(documents: Path, out: Path) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("batch_run.py")
    return subprocess.Popen([sys.executable, str(script), str(documents), str(out), "2"])


def test_a_run_killed_at_any_moment_goes_on_to_the_same_result(many: Path, tmp_path: Path) -> None:
    assert _started(many, tmp_path / "uncut").wait() == 0
    uncut = _state(tmp_path / "uncut")
    chance = random.Random(7)
    out, killed, finished = tmp_path / "cut", 0, 0
    while killed < KILLS:
        process = _started(many, out)
        try:
            process.wait(timeout=chance.uniform(0.3, 1.6))
        except subprocess.TimeoutExpired:
            process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
            process.wait()
            killed += 1
            _no_half_written(out, uncut)
            continue
        finished += 1
        assert _state(out) == uncut
        shutil.rmtree(out)
    assert _started(many, out).wait() == 0
    assert _state(out) == uncut and not list(out.rglob("*.part"))
    assert finished < KILLS


def _no_half_written(out: Path, uncut: dict[str, bytes]) -> None:
    """Right after a kill, whatever output is there is whole."""
    for path in out.rglob("*.json"):
        assert path.read_bytes() == uncut[str(path.relative_to(out))]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for i in range(6):
        (folder / f"plan-{i}.txt").write_text(PLAN.format(2026 + i, 70 + i), "utf-8")
    (folder / "broken.txt").write_bytes(bytes(range(32)) * 64)
    return folder


@pytest.fixture
def told() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def tell(told: list[tuple[str, bool]]) -> object:
    return lambda entry, again: told.append((entry.output, again))


def _again(told: list[tuple[str, bool]]) -> set[str]:
    fresh = {name for name, again in told if not again}
    told.clear()
    return fresh


def test_outputs_are_those_of_extract_and_the_summary_counts(plans: Path, tmp_path: Path) -> None:
    summary = run(gather([str(plans)]), tmp_path / "out", jobs=2)
    assert (summary.files, summary.read, summary.failed, summary.stopped, summary.again) == (7, 6, 1, 0, 0)
    assert (tmp_path / "out/plan-3.txt.json").read_bytes() == dumps(extract(plans / "plan-3.txt"))
    assert not (tmp_path / "out/broken.txt.json").exists()
    entries = journal.load(tmp_path / "out")
    assert list(entries) == sorted(entries)
    assert "binary" in (entries["broken.txt.json"].cause or "")


def test_the_number_of_jobs_changes_nothing(plans: Path, tmp_path: Path) -> None:
    for jobs in 1, 3:
        run(gather([str(plans)]), tmp_path / f"{jobs}", jobs=jobs)
    assert _state(tmp_path / "1") == _state(tmp_path / "3")


def test_only_what_changed_is_read_again(
    plans: Path, tmp_path: Path, told: list[tuple[str, bool]], tell: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = partial(run, gather([str(plans)]), tmp_path / "out", jobs=1, tell=tell)
    go()
    assert len(_again(told)) == 7
    assert go().again == 7 and not _again(told)  # nothing changed, the broken file included
    (plans / "plan-1.txt").write_text(PLAN.format(2031, 99), "utf-8")
    (tmp_path / "out/plan-2.txt.json").unlink()
    go()
    assert _again(told) == {"plan-1.txt.json", "plan-2.txt.json"}
    assert '"99"' in (tmp_path / "out/plan-1.txt.json").read_text("utf-8")
    go(retry_failed=True)
    assert _again(told) == {"broken.txt.json"}
    monkeypatch.setattr("extractor.batch.runs.fingerprint", lambda format: f"changed for {format}")
    go()
    assert len(_again(told)) == 7


def test_a_file_that_went_bad_loses_its_old_output(plans: Path, tmp_path: Path) -> None:
    go = partial(run, gather([str(plans)]), tmp_path / "out")
    go()
    (plans / "plan-0.txt").write_bytes(b"\x00\x01" * 500)
    assert go().failed == 2
    assert not (tmp_path / "out/plan-0.txt.json").exists()


def test_what_other_inputs_gave_stays_in_the_folder_and_its_journal(plans: Path, tmp_path: Path) -> None:
    run(gather([str(plans / "plan-0.txt")]), tmp_path / "out")
    run(gather([str(plans / "plan-1.txt")]), tmp_path / "out")
    assert set(journal.load(tmp_path / "out")) == {"plan-0.txt.json", "plan-1.txt.json"}


def test_two_runs_do_not_write_to_one_folder(plans: Path, tmp_path: Path, many: Path) -> None:
    process = _started(many, tmp_path / "out")
    try:
        deadline = time.monotonic() + 20
        while not (tmp_path / "out" / journal.NAME).exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        with pytest.raises(RunStopped, match="another run writes there"):
            run(gather([str(plans)]), tmp_path / "out")
    finally:
        process.kill()
        process.wait()


def test_a_temporary_folder_with_too_long_a_path_is_named_with_the_remedy(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", f"/tmp/{'d' * 80}")
    with pytest.raises(RunStopped, match="longer than 75 bytes.*TMPDIR=/tmp"):
        run(gather([str(plans)]), tmp_path / "out")


def test_a_full_disk_stops_the_run_with_a_remedy_and_keeps_what_is_done(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.batch.journal import Status
    from extractor.batch.worker import Answer

    def filling(jobs: Iterator[object], *_: object, **__: object) -> Iterator[tuple[object, Answer]]:
        first, second = next(jobs), next(jobs)
        yield first, Answer(Status.FAILED, cause="not a plan")
        yield second, Answer(Status.FAILED, cause="no room", full=True)

    monkeypatch.setattr("extractor.batch.runs.answers", filling)
    with pytest.raises(RunStopped, match="no room on its disk; free some and run the same again"):
        run(gather([str(plans)]), tmp_path / "out")
    assert len(journal.load(tmp_path / "out")) == 1


def test_a_cut_line_of_the_journal_is_passed_over(tmp_path: Path) -> None:
    entry = Entry(input="a", output="a.json", sha256="0", bytes=1, version="v", status="read")  # type: ignore[arg-type]
    with journal.opened(tmp_path) as lines:
        journal.append(lines, entry)
        lines.write(b'{"input": "b", "outp')
    with journal.opened(tmp_path) as lines:
        journal.append(lines, entry.model_copy(update={"output": "c.json"}))
    assert set(journal.load(tmp_path)) == {"a.json", "c.json"}


def test_a_reader_counts_for_its_own_formats() -> None:
    pdf, text, unknown = (fingerprint.fingerprint(format) for format in ("pdf", "text", None))
    assert len({pdf, text, unknown}) == 3
    assert fingerprint._counts(Path("readers/pdf_lines.py"), "pdf")
    assert not fingerprint._counts(Path("readers/pdf_lines.py"), "docx")
    assert fingerprint._counts(Path("rules/times.py"), "docx") and fingerprint._counts(Path("readers/legacy.py"), "pdf")
    assert not fingerprint._counts(Path("report/words.py"), None)


def test_a_file_over_a_limit_is_tried_again_with_another(plans: Path, tmp_path: Path) -> None:
    small, large = (Settings(limits=Limits(bytes=size)) for size in (10, 10_000))
    go = partial(run, gather([str(plans)]), tmp_path / "out")
    assert go(settings=small).failed == 7 and go(settings=small).again == 7
    assert go(settings=large).read == 6
    assert go(settings=small).read == 6  # what was read before stays


def test_settings_are_part_of_the_version(plans: Path) -> None:
    settings = Settings()
    assert settings.version("pdf") != replace(settings, ocr="never").version("pdf")
    assert extract_file(plans / "plan-0.txt", settings=settings).format == "text"
