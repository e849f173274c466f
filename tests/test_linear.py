"""Hostile repetition takes no pattern, and not the whole, more than its length does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from growth import once_linear

from extractor import extract_text
from extractor.errors import UnreadableFile

PIECES = (
    "(",
    "1.",
    "a) ",
    "- ",
    "và ",
    "Sở ",
    "trong đó ",
    ";",
    ",",
    "a",
    "7",
    "(1, ",
    "- Sở ",
    "\n- ",
    "| ",
    "năm 1, ",
)


def test_every_pattern_grows_with_its_text(root: Path, tmp_path: Path) -> None:
    """All patterns of all modules, as they come to be when the samples are extracted: see pattern_spy.py."""
    sys.path.insert(0, str(root / "corpora"))
    from build import build, samples

    made, _ = build(samples(["mau-05", "mau-07"]), tmp_path, ["docx", "html", "pdf", "tcvn3.txt", "word.html", "xlsx"])
    files = [*sorted((root / "corpora").glob("mau-*")), *made]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(root)}
    command = [sys.executable, str(Path(__file__).with_name("pattern_spy.py")), *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root)
    assert told.returncode == 0, told.stderr
    assert told.stdout == ""


def test_the_spy_sees_a_pattern_that_does_not(root: Path) -> None:
    import regex
    from pattern_spy import Spied, slow

    spied = Spied(regex.compile(r"(?:\s+|,)*$"), "here")
    spied.used.add("search")
    assert any("search ' '" in line for line in slow(spied))
    assert not list(slow(Spied(regex.compile(r"\p{L}++"), "here")))


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_thousand_characters_cost_what_their_length_does(piece: str) -> None:
    def work(text: str) -> None:
        try:
            extract_text(text)
        except UnreadableFile:
            pass

    work(piece * 500)
    assert once_linear(work, piece, 20_000)
