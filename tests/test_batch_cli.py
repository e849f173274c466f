"""`kehoach extract` on a folder: summary, database, what is left over, and what a log shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import store
from extractor.cli import app

run = CliRunner().invoke
PLAN = """KẾ HOẠCH
Phát triển thư viện số

I. MỤC TIÊU
1. Đến năm 2027: 75% thư viện xã có máy tính nối mạng.
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "plans"
    (folder / "sub").mkdir(parents=True)
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "sub/plan.md").write_text(PLAN.replace("2027", "2028"), "utf-8")
    (folder / "bad\x1b[31m\nnot read: forged.txt").write_bytes(bytes(range(32)) * 64)
    return folder


def test_a_run_keeps_plans_in_a_database_and_says_what_is_left(plans: Path) -> None:
    first = run(app, ["extract", "plans", "-o", "out", "--db", "plans.duckdb", "--jobs", "2"])
    assert first.exit_code == 1
    assert "2 plans put into plans.duckdb" in first.stderr and "2 read, 1 failed: out" in first.stderr
    assert set(store.query("plans.duckdb", "FROM plans")["document"]) == {"plan.txt", "sub/plan.md"}
    again = run(app, ["extract", "plans", "-o", "out", "--db", "plans.duckdb", "--json"])
    assert "0 plans put into" in again.stderr and "2 read, 3 of them as before" in again.stderr
    assert json.loads(again.stdout) == {
        "files": 3, "read": 2, "failed": 1, "stopped": 0, "again": 3, "unfound": 0, "warnings": 0,
    }  # fmt: skip


def test_a_file_name_cannot_forge_a_line_of_the_log(plans: Path) -> None:
    told = run(app, ["extract", "plans", "-o", "out"]).stderr
    assert len([line for line in told.splitlines() if line.startswith("not read:")]) == 1
    assert "\x1b" not in told


def test_failures_lists_what_has_no_output(plans: Path) -> None:
    run(app, ["extract", "plans", "-o", "out"])
    listed = run(app, ["failures", "out"])
    assert listed.exit_code == 1 and listed.stdout.startswith("failed   not read: plans/bad")
    (entry,) = [json.loads(line) for line in run(app, ["failures", "out", "--json"]).stdout.splitlines()]
    assert entry["status"] == "failed" and "binary" in entry["cause"]
    (plans / "bad\x1b[31m\nnot read: forged.txt").unlink()


def test_a_database_follows_what_changed(plans: Path) -> None:
    run(app, ["extract", "plans/plan.txt", "-o", "out", "--db", "plans.duckdb"])
    (plans / "plan.txt").write_text(PLAN.replace("75%", "90%"), "utf-8")
    run(app, ["extract", "plans/plan.txt", "-o", "out", "--db", "plans.duckdb"])
    assert list(store.query("plans.duckdb", "SELECT value FROM targets")["value"]) == ["90"]
