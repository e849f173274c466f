"""What all tests share: where the real documents are, and that tests marked `real` are skipped where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
THERE = (SHARED / "corpora").is_dir()


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
