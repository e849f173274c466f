"""Labels that hold places instead of words: read from the document that was labelled, and from no other."""

import hashlib
import json
import subprocess
import sys

import pytest

from extractor.errors import BadGold
from extractor.evaluate import load_gold, pairs

WORDS = (
    "KẾ HOẠCH\n\nI. **MỤC TIÊU**\n| Thư viện | xã |\nđến năm 2027 có 80% thư viện xã nối mạng, Sở Văn hóa chủ trì.\n"
)
TEXT = f"\ufeff{WORDS}"
TARGET = {
    "quote": "đến năm 2027 có 80% thư viện xã nối mạng", "indicator": "thư viện xã nối mạng", "comparator": "=",
    "value": "80", "unit": "%", "change": "reach", "due_inherited": False, "baseline": None,
    "bodies": ["Sở Văn hóa"], "context": "objective", "path": "I",
    "due": {"anchor": "2027", "relation": "by", "every": None, "text": "đến năm 2027"},
}  # fmt: skip
METADATA = dict.fromkeys(("number", "kind", "title", "issuer", "issued", "place", "signer", "signer_role"))


def place(*words):
    return [[WORDS.index(each), WORDS.index(each) + len(each)] for each in words]


def labels(**changes):
    target = TARGET | {
        "quote": place(TARGET["quote"]),
        "indicator": place("thư viện xã nối mạng"),
        "bodies": [place("Sở Văn hóa")],
        "due": TARGET["due"] | {"text": place("đến năm 2027")},
    }
    outline = [{"path": "I", "title": place("**MỤC TIÊU**")}]
    whole = {"document": "mau.md", "labelled": ["outline", "targets"], "outline": outline, "targets": [target]}
    return whole | {"sha256": hashlib.sha256(TEXT.encode()).hexdigest()} | changes


@pytest.fixture
def folders(tmp_path):
    """The folder of labels and that of the document."""
    gold, corpora = tmp_path / "real", tmp_path / "corpora"
    gold.mkdir()
    corpora.mkdir()
    (corpora / "mau.md").write_bytes(TEXT.encode())
    return gold, corpora


def saved(gold, **changes):
    path = gold / "mau.json"
    path.write_text(json.dumps(labels(**changes)), "utf-8")
    return path


def test_places_are_read_in_the_words_of_the_document(folders):
    gold, corpora = folders
    found = load_gold(saved(gold), [corpora])
    assert (found.targets[0].quote, found.targets[0].indicator) == (TARGET["quote"], TARGET["indicator"])
    assert found.targets[0].bodies == ("Sở Văn hóa",)
    assert found.targets[0].due.text == "đến năm 2027"
    assert found.outline[0].title == "MỤC TIÊU"


def test_stretches_are_joined_as_words(folders):
    gold, corpora = folders
    texts = {"across cells": place("Thư viện | xã"), "left out": place("80%", "nối mạng"), "cut": place("thư vi", "ện")}
    outline = [{"path": path, "title": title} for path, title in texts.items()]
    assert [unit.title for unit in load_gold(saved(gold, outline=outline), [corpora]).outline] == [
        "Thư viện xã",
        "80% nối mạng",
        "thư viện",
    ]


def test_a_document_that_is_not_there_is_skipped_by_pairs_and_told_by_load_gold(folders, tmp_path):
    gold, _ = folders
    saved(gold)
    assert pairs(gold, [tmp_path / "none"]) == [("mau.md", None, None)]
    with pytest.raises(BadGold, match="mau.json: its words stand in mau.md, which is not there; name the folder"):
        load_gold(gold / "mau.json")


def test_another_version_of_the_document_is_an_error(folders):
    gold, corpora = folders
    saved(gold)
    (corpora / "mau.md").write_bytes(TEXT.encode() + b" ")
    with pytest.raises(BadGold, match=r"mau\.json: labels another mau\.md than .*corpora/mau\.md: its sha256 is "):
        pairs(gold, [corpora])


@pytest.mark.parametrize("stretch", [[0, 10_000], [-1, 5], [5, 5], [7, 3]])
def test_a_place_outside_the_document_is_an_error(folders, stretch):
    gold, corpora = folders
    saved(gold, outline=[{"path": "I", "title": [stretch]}])
    with pytest.raises(BadGold, match=r"mau\.json: the place \[.*lies outside the document"):
        load_gold(gold / "mau.json", [corpora])


def test_a_text_without_a_place_is_a_fault_of_its_field(folders):
    gold, corpora = folders
    with pytest.raises(BadGold, match=r"outline\[0\]\.title"):
        load_gold(saved(gold, outline=[{"path": "I", "title": None}]), [corpora])


def test_the_tool_makes_places_that_read_as_the_labels(folders, root):
    gold, corpora = folders
    worded = {
        "document": "mau.md", "labelled": ["metadata", "outline", "targets"], "metadata": METADATA, "tasks": [],
        "citations": [], "outline": [{"path": "I", "title": "MỤC TIÊU"}], "targets": [TARGET],
    }  # fmt: skip
    (gold / "worded.json").write_text(json.dumps(worded), "utf-8")
    command = [sys.executable, "tools/offsets.py", str(gold / "worded.json"), str(corpora / "mau.md")]
    made = subprocess.run(command, cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, check=True)
    assert made.stderr == b""
    assert "nối mạng" not in made.stdout.decode()
    (gold / "mau.json").write_bytes(made.stdout)
    assert load_gold(gold / "mau.json", [corpora]) == load_gold(gold / "worded.json")


@pytest.mark.real
def test_labels_of_real_documents_are_read_from_their_documents(root, shared):
    for folder in (root / "gold" / "real", root / "gold" / "real" / "second"):
        read = pairs(folder, [shared / "corpora"])
        assert [pair.name for pair in read if pair.gold is None or pair.document is None] == []
