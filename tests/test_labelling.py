"""Marks for annotation tools and back, offsets as each tool counts them; spaCy documents and component."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import export
from extractor.cli import app
from extractor.evaluate.gold import gold_of
from extractor.export import labelling, marks
from extractor.model import Plan
from extractor.pipeline import extract_text
from extractor.serialize import dumps

TEXT = """KẾ HOẠCH
Phát triển thư viện số 📚 đến năm 2027

I. MỤC TIÊU
1. Đến năm 2027: 75% thư viện xã có máy tính nối mạng; trong đó 20% thư viện
mở cửa buổi tối.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí mua máy theo Quyết định số 206/QĐ-TTg trước ngày
30 tháng 6 năm 2026.
"""
TOOLS = sorted(labelling.TOOLS)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return extract_text(TEXT, name="mau.txt")


def _there_and_back(tool: str, document: marks.Marked, tmp_path: Path) -> marks.Marked:
    labelling.TOOLS[tool].written([document], tmp_path / "out")
    (back,) = labelling.read(tool, tmp_path / "out")
    return back


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_gives_back_what_it_was_given(tool: str, plan: Plan, tmp_path: Path) -> None:
    document = marks.marked(plan)
    back = _there_and_back(tool, document, tmp_path)
    assert back.text == plan.text
    assert marks.gold(back) == json.loads(json.dumps(marks.gold(document)))


@pytest.mark.parametrize("tool", TOOLS)
def test_a_mark_that_a_person_added_has_null_fields_which_the_gold_check_names(
    tool: str, plan: Plan, tmp_path: Path
) -> None:
    at = plan.text.index("mở cửa")
    added = marks.Mark("x1", "task", at, at + 6, {})
    document = marks.marked(plan)
    back = _there_and_back(tool, document._replace(marks=(*document.marks, added)), tmp_path)
    values = marks.gold(back)
    assert {"quote": "mở cửa", "action": None, "lead": None, "support": None, "due": None, "output": None, "path": None} in values["tasks"]  # fmt: skip  # noqa: E501
    with pytest.raises(Exception, match="mở cửa"):
        gold_of(values, Path("mau.json"))


def test_gold_made_from_marks_has_the_form_of_the_guidelines(plan: Plan) -> None:
    gold = gold_of(json.loads(json.dumps(marks.gold(marks.marked(plan)))), Path("mau.json"))
    assert [target.value for target in gold.targets] == [target.value for target in plan.targets]
    assert gold.citations == ("206/QĐ-TTg",)


def test_label_studio_counts_as_browsers_do(plan: Plan, tmp_path: Path) -> None:
    labelling.TOOLS["label-studio"].written([marks.marked(plan)], tmp_path / "out.json")
    (task,) = json.loads((tmp_path / "out.json").read_bytes())
    units = task["data"]["text"].encode("utf-16-le")
    for region in task["predictions"][0]["result"]:
        start, end = region["value"]["start"], region["value"]["end"]
        assert units[2 * start : 2 * end].decode("utf-16-le") == region["value"]["text"]


def test_a_persons_annotation_goes_before_the_prediction(plan: Plan, tmp_path: Path) -> None:
    labelling.TOOLS["label-studio"].written([marks.marked(plan)], tmp_path / "out.json")
    tasks = json.loads((tmp_path / "out.json").read_bytes())
    tasks[0]["annotations"] = [{"result": tasks[0]["predictions"][0]["result"][:1]}]
    (tmp_path / "out.json").write_text(json.dumps(tasks), "utf-8")
    (back,) = labelling.read("label-studio", tmp_path / "out.json")
    assert len(back.marks) == 1


def test_brat_spans_hold_no_line_ends(plan: Plan, tmp_path: Path) -> None:
    whole = marks.Mark("x1", "task", plan.text.index("I. MỤC TIÊU"), len(plan.text), {})
    labelling.TOOLS["brat"].written([marks.marked(plan)._replace(marks=(whole,))], tmp_path)
    text = (tmp_path / "mau.txt.txt").read_text("utf-8")
    lines = [line.split("\t") for line in (tmp_path / "mau.txt.ann").read_text("utf-8").splitlines()]
    places = [place.split(" ", 1)[1] for id, place, _ in lines if id.startswith("T")]
    pieces = [tuple(map(int, piece.split())) for place in places for piece in place.split(";")]
    assert any(";" in place for place in places)
    assert all("\n" not in text[start:end] and text[start:end].strip() for start, end in pieces)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("content", ["", "[1, 2]", '{"text": 3}', "not json"])
def test_other_files_are_refused_with_a_remedy(tool: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "other.ann").write_text(f"T1\ttarget 0 9999\t{content}", "utf-8")
    (tmp_path / "other.txt").write_text(content, "utf-8")
    source = tmp_path if tool == "brat" else tmp_path / "other.txt"
    if tool == "doccano" and not content:
        assert labelling.read(tool, source) == []
        return
    with pytest.raises(marks.BadMarks, match="export it"):
        labelling.read(tool, source)


def test_an_unknown_label_is_named(tmp_path: Path) -> None:
    with pytest.raises(marks.BadMarks, match="'goal'; give target, task, citation"):
        marks.checked(tmp_path, marks.Marked("a", "words", (marks.Mark("x", "goal", 0, 2, {}),)))


def test_the_commands_go_both_ways_and_overwrite_only_when_told(plan: Plan, tmp_path: Path) -> None:
    run = CliRunner().invoke
    (tmp_path / "mau.txt.json").write_bytes(dumps(plan))
    file, gold = str(tmp_path / "marks.json"), str(tmp_path / "gold")
    source = ["export", str(tmp_path / "mau.txt.json"), "-o", file, "--for", "label-studio"]
    assert run(app, source).exit_code == 0
    back = ["label", file, "--from", "label-studio", "-o", gold]
    assert run(app, back).exit_code == 0
    assert json.loads((tmp_path / "gold/mau.json").read_bytes())["document"] == "mau.txt"
    assert run(app, back).exit_code == 2
    assert run(app, [*back, "--replace"]).exit_code == 0


def test_a_docbin_keeps_words_and_span_groups(plan: Plan, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    export.write([plan], tmp_path / "plans.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "plans.spacy").get_docs(spacy.blank("xx").vocab)
    assert doc.text == plan.text
    assert len(doc.spans["targets"]) == len(plan.targets) and len(doc.spans["bodies"]) == len(plan.bodies)
    assert plan.targets[0].quote in doc.spans["targets"][0].text


def test_spacy_finds_the_component_by_its_name() -> None:
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("kehoach")
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [span.id_ for span in doc.spans["targets"]] == [target.id for target in doc._.kehoach.targets]
    assert "Sở Tài chính" in [span.text for span in doc.spans["bodies"]]
    assert not nlp("  ").spans
