"""What all tests share: where the real documents are, that tests marked `real` are skipped where they are not, and that
property tests have no time limit and, where CI is set, draw the same cases on every run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
THERE = (SHARED / "corpora").is_dir()

settings.register_profile("kehoach", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("kehoach")


def pytest_report_header() -> str:
    if not THERE:
        return "real documents: ../shared/corpora is not there, tests marked `real` are skipped"
    return f"real documents: {sum(1 for _ in (SHARED / 'corpora').iterdir())} files in ../shared/corpora"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not THERE and item.get_closest_marker("real"):
            item.add_marker(pytest.mark.skip(reason="../shared/corpora is not there"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents (corpora/) and their labels (gold/); for tests marked `real`."""
    if not THERE:
        pytest.skip("../shared/corpora is not there")
    return SHARED
