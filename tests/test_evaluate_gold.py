"""Gold files: what loads, and the messages for what does not."""

import copy
import json
from pathlib import Path

import pytest

from extractor.errors import BadGold
from extractor.evaluate import load_gold, pairs
from extractor.evaluate.gold import Gold

REAL = Path(__file__).parents[2] / "shared" / "gold"

DUE = {"anchor": "2027", "relation": "by", "every": None, "text": "đến năm 2027"}
GOLD = {
    "document": "ke-hoach-mau.md",
    "labelled": ["metadata", "outline", "targets", "tasks", "citations"],
    "metadata": {
        "number": "12/KH-UBND",
        "kind": "Kế hoạch",
        "title": "Phát triển thư viện số",
        "issuer": "Ủy ban nhân dân tỉnh",
        "issued": "2026-03",
        "place": None,
        "signer": None,
        "signer_role": None,
    },
    "outline": [{"path": "I", "title": "MỤC TIÊU"}, {"path": "Điều 2.1.đ", "title": "Thư viện huyện"}],
    "targets": [
        {
            "quote": "đến năm 2027 có 80% thư viện xã nối mạng",
            "indicator": "thư viện xã nối mạng",
            "comparator": "=",
            "value": "80",
            "unit": "%",
            "change": "reach",
            "due": DUE,
            "due_inherited": False,
            "baseline": None,
            "bodies": [],
            "context": "objective",
            "path": "I",
        }
    ],
    "tasks": [
        {
            "quote": "Sở Văn hóa chủ trì lập danh mục sách",
            "action": "lập danh mục sách",
            "lead": ["Sở Văn hóa"],
            "support": [],
            "due": None,
            "output": None,
            "path": None,
        }
    ],
    "citations": ["99/QĐ-TTg"],
}


def saved(tmp_path, *steps, to=None, drop=False):
    """A gold file in which the value at `steps` is replaced by `to`, or dropped."""
    data = copy.deepcopy(GOLD)
    at = data
    for step in steps[:-1]:
        at = at[step]
    if drop:
        del at[steps[-1]]
    elif steps:
        at[steps[-1]] = to
    path = tmp_path / "mau.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def test_a_whole_file_loads_as_frozen_values(tmp_path):
    gold = load_gold(saved(tmp_path))
    assert gold.targets[0].value == "80"
    assert gold.targets[0].within is None
    assert gold.tasks[0].path == ""  # null: above every unit
    assert isinstance(hash(gold), int)


def test_the_document_is_the_files_stem_where_the_file_names_none(tmp_path):
    assert load_gold(saved(tmp_path, "document", drop=True)).document == "mau"


@pytest.mark.parametrize("value", ["98.5", "-3", "60/40", "107/100", ["70", "80"], None])
def test_forms_of_a_value(tmp_path, value):
    path = saved(tmp_path, "targets", 0, "value", to=value)
    if isinstance(value, list):
        with pytest.raises(BadGold, match="comparator must be"):
            load_gold(path)
    else:
        assert load_gold(path).targets[0].value == value


@pytest.mark.parametrize(
    "anchor",
    ["2025", "2025-11", "2025-11-30", "2023-Q4", "2025-H1", "2026/2030", "2025-01/2025-09", "--11-30", "---18", "P30D",
     "ongoing"],
)  # fmt: skip
def test_forms_of_an_anchor(tmp_path, anchor):
    assert load_gold(saved(tmp_path, "targets", 0, "due", "anchor", to=anchor)).targets[0].due.anchor == anchor


@pytest.mark.parametrize("path", ["I", "II.1.a", "Điều 2.1", "Phụ lục 01.I.3", "Phần I.A.đ", "II.2.2.1"])
def test_forms_of_a_path(tmp_path, path):
    assert load_gold(saved(tmp_path, "outline", 0, "path", to=path)).outline[0].path == path


FAULTS = [
    (["targets", 0, "quote"], None, r"targets\[0\]\.quote: Field required"),
    (["targets", 0, "quote"], " ", r"targets\[0\]\.quote: .*must not be empty"),
    (["targets", 0, "comparator"], "≥", r"targets\[0\]\.comparator: .*'>='.*got \"≥\""),
    (["targets", 0, "comparator"], "range", r"targets\[0\]\.comparator must be"),
    (["targets", 0, "value"], "98,5", r"targets\[0\]\.value: .*98\.5.*got \"98,5\""),
    (["targets", 0, "value"], 98.5, r"targets\[0\]\.value: .*as a string"),
    (["targets", 0, "value"], ["1", "2", "3"], r"targets\[0\]\.value: "),
    (["targets", 0, "change"], "grow", r"targets\[0\]\.change: "),
    (["targets", 0, "context"], "goal", r"targets\[0\]\.context: "),
    (["targets", 0, "within"], 0, r"targets\[0\]\.within must be the index of another target"),
    (["targets", 0, "within"], 7, r"targets\[0\]\.within must be the index of another target"),
    (["targets", 0, "due", "anchor"], "năm 2025", r"targets\[0\]\.due\.anchor: .*form"),
    (["targets", 0, "due", "relation"], "until", r"targets\[0\]\.due\.relation: .*got \"until\""),
    (["targets", 0, "bodies"], "Sở Y tế", r"targets\[0\]\.bodies: "),
    (["targets", 0, "note"], "x", r"targets\[0\]\.note: Extra inputs"),
    (["tasks", 0, "lead", 0], "", r"tasks\[0\]\.lead\[0\]: .*empty"),
    (["outline", 1, "path"], "II.1.", r"outline\[1\]\.path: .*labels joined by dots"),
    (["outline", 1, "path"], "II. 1", r"outline\[1\]\.path: "),
    (["outline", 1, "path"], "II.a)", r"outline\[1\]\.path: "),
    (["outline", 1, "path"], "", r"outline\[1\]\.path: .*empty"),
    (["metadata", "issued"], "30/10/2023", r"metadata\.issued: "),
    (["metadata", "signer"], None, r"metadata\.signer: Field required"),
    (["labelled", 0], "tables", r"labelled\[0\]: "),
    (["citations"], None, "labelled names citations, which the file does not hold"),
    (["more"], 1, "more: Extra inputs"),
]


@pytest.mark.parametrize("steps, to, message", FAULTS, ids=[f"{'.'.join(map(str, f[0]))}={f[1]}" for f in FAULTS])
def test_a_fault_is_told_with_file_record_and_field(tmp_path, steps, to, message):
    with pytest.raises(BadGold, match=message) as caught:
        load_gold(saved(tmp_path, *steps, to=to, drop=to is None))
    assert caught.value.name == "mau.json"
    assert "labelling guidelines" in caught.value.remedy


def test_a_fault_in_a_record_quotes_it(tmp_path):
    with pytest.raises(BadGold, match="in “đến năm 2027 có 80% thư viện"):
        load_gold(saved(tmp_path, "targets", 0, "change", to="grow"))


def test_a_null_for_a_labelled_layer_is_a_fault(tmp_path):
    with pytest.raises(BadGold, match="labelled names metadata"):
        load_gold(saved(tmp_path, "metadata", to=None))


@pytest.mark.parametrize(
    "content, message",
    [(b"{", "line 1, column"), (b'{"a": "\xff"}', "not JSON in UTF-8"), (b"[" * 100_000, "not JSON"), (b"[]", "whole")],
    ids=["cut", "bytes", "deep", "list"],
)
def test_a_file_that_is_no_gold(tmp_path, content, message):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(BadGold, match=message):
        load_gold(tmp_path / "x.json")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadGold, match="none.json: cannot be read"):
        load_gold(tmp_path / "none.json")


def test_each_gold_file_meets_its_document(tmp_path):
    labels, first, second = (tmp_path / name for name in ("gold", "a", "b"))
    for directory in (labels, first, second):
        directory.mkdir()
    for stem, document in [("một", "một.pdf"), ("hai", None), ("ba", "ba.md")]:
        data = GOLD | {"document": document}
        (labels / f"{stem}.json").write_text(json.dumps(data), "utf-8")
    (first / "một.md").touch()
    (second / "một.pdf").touch()
    (second / "hai.docx").touch()
    found = {pair.name: pair.document for pair in pairs(labels, [first, second])}
    assert found == {"ba.md": None, "hai": second / "hai.docx", "một.pdf": second / "một.pdf"}
    assert pairs(labels / "ba.json", [first])[0].document is None


def test_a_directory_without_gold_is_told(tmp_path):
    with pytest.raises(BadGold, match="holds no gold file"):
        pairs(tmp_path, [])


def test_gold_values_can_be_made_without_a_file():
    assert Gold(document="x", labelled=("citations",), citations=("1/QĐ-BYT",)).targets == ()


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the hand-made gold of real documents is not here")
def test_real_gold_loads():
    files = sorted(REAL.glob("*.json"))
    assert [file.name for file in files if not load_gold(file).labelled] == []
