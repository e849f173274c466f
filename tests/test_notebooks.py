"""Every notebook runs from its first cell to its last, draws what it says, and is stored without outputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
PICTURES = {"01": 0, "02": 2, "03": 1}
"""How many pictures each notebook draws."""


def opened(file: Path) -> Any:
    return nbformat.read(file, as_version=4)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_stored_without_outputs(file: Path) -> None:
    cells = [cell for cell in opened(file).cells if cell.cell_type == "code"]
    assert cells and not any(cell.outputs or cell.execution_count for cell in cells)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs(file: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "corpora", "gold":
        (tmp_path / name).symlink_to(root / name)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]))
    notebook = opened(file)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == PICTURES[file.stem[:2]]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    if keep := os.environ.get("KEEP_NOTEBOOKS"):
        nbformat.write(notebook, Path(keep) / file.name)


def test_there_is_a_notebook_for_each_use() -> None:
    assert [file.stem[:2] for file in NOTEBOOKS] == list(PICTURES)
