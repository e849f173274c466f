"""Patterns compiled by one run serve the next, and nothing but patterns is ever loaded."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

COUNTED = """
import regex
made = []
compile = regex.compile
regex.compile = lambda *given: made.append(given) or compile(*given)
from extractor import patterns
for source, flags in ((r"quý\\s+(\\d)", regex.IGNORECASE), (r"quý\\s+(\\d)", 0), (rb"a+", 0)):
    found = patterns.compiled(source, flags)
print(len(made), patterns.compiled(r"quý\\s+(\\d)", regex.IGNORECASE).match("QUÝ 4")[1])
patterns.keep()
"""


def run(caches: Path) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(caches)}
    command = [sys.executable, "-c", COUNTED]
    return subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


def test_the_second_run_compiles_nothing(tmp_path: Path) -> None:
    assert run(tmp_path) == "3 4\n"
    assert run(tmp_path) == "0 4\n"
    assert [path.parent.name for path in tmp_path.rglob("patterns-*")] == ["kehoach"]


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    run(tmp_path)
    (stored,) = tmp_path.rglob("patterns-*")
    stored.write_bytes(stored.read_bytes()[:-5])
    assert run(tmp_path) == "3 4\n"
    assert run(tmp_path) == "0 4\n"


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm",)


def test_nothing_but_patterns_is_loaded(tmp_path: Path) -> None:
    run(tmp_path)
    (stored,) = tmp_path.rglob("patterns-*")
    data = pickle.dumps(Harmful())
    stored.write_bytes(hashlib.sha256(data).digest() + data)
    assert run(tmp_path) == "3 4\n"
    assert not Path("harm").exists()


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run(tmp_path / "file") == "3 4\n"
    assert run(tmp_path / "file") == "3 4\n"
