"""Ten thousand hostile files, the same ones on every run: none crashes, hangs or breaks a guarantee (tools/fuzz.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import fuzz

CASES, SHARE = 10_000, 500
FAILED_ONCE = [28165, 70797]  # of longer runs: a PDF's line of nothing but marks; the number "03.067,0"


@pytest.mark.parametrize("start", range(0, CASES, SHARE))
def test_hostile_files_are_read_or_refused(start: int) -> None:
    read, failures = fuzz.run(range(start, start + SHARE))
    assert not failures, "\n".join(failures)
    assert SHARE // 2 < read < SHARE


@pytest.mark.parametrize("case", FAILED_ONCE)
def test_a_file_that_once_failed_does_no_more(case: int) -> None:
    assert fuzz.run(range(case, case + 1))[1] == []
