"""The stored scores: those of this version, and none more than .005 under the best that was reached."""

import subprocess
import sys

import pytest


def check(root, *arguments):
    command = [sys.executable, "tools/scores.py", "--check", *arguments]
    env = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, encoding="utf-8")


def test_scores_of_the_samples_are_those_stored(root):
    done = check(root, "--samples")
    assert done.returncode == 0, done.stderr


@pytest.mark.real
def test_scores_of_real_documents_are_those_stored(root, shared):
    done = check(root, "--real")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def tool(root, monkeypatch):
    monkeypatch.syspath_prepend(str(root / "tools"))
    import scores

    return scores


def part(f1, *, labels="a"):
    counts = {"f1": f1, "interval": None, "right": 1, "extra": 0, "missed": 0}
    return {"documents": 1, "labels": labels, "metrics": {"targets.found": counts}}


def test_a_floor_rises_and_never_falls_by_itself(tool):
    first = tool.floor(part(0.8), None)
    assert tool.floor(part(0.9), first)["f1"] == {"targets.found": 0.9}
    assert tool.floor(part(0.797), first)["f1"] == {"targets.found": 0.8}
    assert tool.floor(part(0.5, labels="b"), first)["f1"] == {"targets.found": 0.5}


def test_a_fall_is_told_unless_the_labels_are_others(tool):
    floors = {"samples": tool.floor(part(0.8), None)}
    assert list(tool.fallen({"samples": part(0.796)}, floors)) == []
    assert "targets.found fell to 0.79" in next(tool.fallen({"samples": part(0.79)}, floors))
    assert list(tool.fallen({"samples": part(0.1, labels="b")}, floors)) == []
    assert tool.stale({"samples": part(0.8)}, {"samples": part(0.81)}) == ["samples"]


def test_the_table_of_the_readme_is_that_of_the_stored_scores(root, tool):
    for name in ("README.md", "README.vi.md"):
        assert tool.readme_table() in (root / name).read_text("utf-8"), f"run `make readme`: {name}"


def test_the_table_for_people_is_that_of_the_stored_scores(tool):
    import json

    assert tool.TABLE.read_text("utf-8") == tool.markdown(json.loads(tool.STORED.read_text("utf-8"))["parts"])
