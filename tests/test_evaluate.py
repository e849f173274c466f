"""Scores: hand-computed cases of counts, metadata, outline, citations, totals and errors."""

import pytest
from evaluate_makers import CATALOGUE, GOLD_TARGETS, GOLD_TASKS, LIBRARIES, TEXT, by, counts, gold, plan, target, unit

from extractor.evaluate import Counts, errors, passes, score, shortfalls, total
from extractor.evaluate.keys import same_title

NO_METADATA = dict.fromkeys(("number", "kind", "title", "issuer", "issued", "place", "signer", "signer_role"))


# ── counts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_precision_recall_and_f1_come_from_counts():
    c = Counts(right=6, extra=2, missed=4)
    assert (c.precision, c.recall, c.f1) == (6 / 8, 6 / 10, 12 / 18)
    assert c + Counts(1, 1, 1) == Counts(7, 3, 5)


def test_nothing_to_score_is_none_not_zero():
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(missed=1).precision, Counts(missed=1).recall, Counts(missed=1).f1) == (None, 0.0, 0.0)


# ── metadata ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "theirs, ours, expected",
    [
        ({"kind": "Kế hoạch"}, {"kind": "KẾ  HOẠCH"}, (1, 0, 0)),
        ({"issuer": "Uỷ ban nhân dân"}, {"issuer": "Ủy ban nhân dân"}, (1, 0, 0)),
        ({"number": "77/KH-UBND"}, {"number": "77 / KH–UBND"}, (1, 0, 0)),
        ({"number": "77/KH-UBND"}, {"number": "77-KH/UBND"}, (0, 1, 1)),
        ({"kind": "Kế hoạch"}, {"kind": "Quyết định"}, (0, 1, 1)),
        ({"kind": "Kế hoạch"}, {}, (0, 0, 1)),
        ({}, {"signer": "Trần Văn A"}, (0, 1, 0)),
        ({}, {}, (0, 0, 0)),
    ],
)
def test_metadata(theirs, ours, expected):
    labels = gold(metadata=NO_METADATA | theirs)
    assert counts("", labels, "metadata.fields", metadata=ours) == expected


# ── outline ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "a, b, same",
    [
        ("MỤC TIÊU", "Mục tiêu:", True),
        ("Hoà giải ở cơ sở", "Hòa giải ở cơ sở", True),
        ("Mở rộng mạng lưới", "Mở rộng mạng lưới thư viện số trên địa bàn tỉnh", True),
        ("Mục tiêu", "Mục tiêu chung", False),  # two words are too few for a beginning
        ("Công tác tuyên truyền phổ biến", "Công tác tuyên truyên phố biến", True),  # slips of an OCR
        ("Nhiệm vụ", "Giải pháp", False),
        ("", "", True),
        ("", "Nhiệm vụ", False),
    ],
)
def test_titles(a, b, same):
    assert same_title(a, b) is same
    assert same_title(b, a) is same


def test_outline_counts_paths_and_units():
    labels = gold(
        outline=[{"path": p, "title": t} for p, t in [("I", "Mục tiêu"), ("I.1", "Chung"), ("II", "Nhiệm vụ")]]
    )
    ours = [unit("I", "MỤC TIÊU"), unit("I.1", "Riêng biệt"), unit("III", "Nhiệm vụ"), unit("I.1", "chữ", style="dash")]
    assert counts("", labels, "outline.paths", outline=ours) == (2, 1, 1)
    assert counts("", labels, "outline.units", outline=ours) == (1, 2, 2)


def test_units_of_one_path_are_aligned_in_order():
    labels = gold(outline=[{"path": "1", "title": t} for t in ("Mở đầu", "Thân bài", "Kết luận")])
    ours = [unit("1", t) for t in ("Thân bài", "Kết luận")]
    assert counts("", labels, "outline.units", outline=ours) == (2, 0, 1)
    swapped = [unit("1", t) for t in ("Kết luận", "Thân bài")]
    assert counts("", labels, "outline.units", outline=swapped) == (1, 1, 2)


def test_units_of_one_path_that_are_missing_in_turn():
    labels = gold(outline=[{"path": "1", "title": t} for t in ("Mở đầu", "Thân bài", "Kết luận")])
    ours = [unit("1", t) for t in ("Lời nói", "Phần phụ", "Mở đầu", "Kết luận")]
    assert counts("", labels, "outline.units", outline=ours) == (2, 2, 1)
    assert counts("", labels, "outline.paths", outline=ours) == (3, 1, 0)


def test_one_unit_answers_one_label():
    labels = gold(outline=[{"path": "1", "title": "Mở đầu"}])
    assert counts("", labels, "outline.units", outline=[unit("1", "Mở đầu")] * 3) == (1, 2, 0)


# ── citations ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_citations_are_distinct_keys():
    labels = gold(citations=["348/QĐ-TTg", "Luật Đất đai 2024", "57-NQ/TW"])
    ours = ["348/QĐ–TTg", "348/QĐ-TTg", "Luật đất đai 2024", "99/NQ-CP"]
    assert counts("", labels, "citations.keys", citations=ours) == (2, 1, 1)


# ── layers, totals, thresholds ──────────────────────────────────────────────────────────────────────────────────────


def test_a_layer_that_is_not_labelled_is_not_scored():
    labels = gold(labelled=["citations"], citations=["1/QĐ-UBND"], targets=GOLD_TARGETS)
    result = score(plan(TEXT, targets=GOLD_TARGETS, citations=["1/QĐ-UBND"]), labels)
    assert list(result.counts) == ["citations.keys"]
    assert errors(plan(TEXT, citations=["1/QĐ-UBND"]), labels) == []


def test_totals_add_counts():
    labels = gold(targets=GOLD_TARGETS)
    scores = [
        score(plan(TEXT, targets=GOLD_TARGETS), labels),
        score(plan(TEXT), labels),
        score(plan(TEXT), gold(citations=[])),
    ]
    assert total(scores).counts["targets.found"] == Counts(3, 0, 3)
    assert total(scores).f1("targets.found") == pytest.approx(2 / 3)
    assert total(scores).f1("tasks.found") is None
    assert total([]).counts == {}


def test_thresholds():
    scores = score(plan(TEXT, targets=GOLD_TARGETS[:2]), gold(targets=GOLD_TARGETS))
    assert passes(scores, {"targets.found": 0.8})
    assert not passes(scores, {"targets.found": 0.81})
    assert shortfalls(scores, {"targets.found": 0.9, "tasks.lead": 0.5}) == (
        ("targets.found", 0.8, 0.9),
        ("tasks.lead", None, 0.5),
    )
    with pytest.raises(ValueError, match="no metric targets.f1; there are metadata.fields"):
        passes(scores, {"targets.f1": 0.5})


# ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_errors_are_a_sorted_work_list():
    ours = [GOLD_TARGETS[0] | {"value": "8", "due": by("2030")}, GOLD_TARGETS[1], target("Đến năm 2027", "2027")]
    labels = gold(metadata=NO_METADATA | {"kind": "Kế hoạch"}, targets=GOLD_TARGETS)
    found = errors(plan(TEXT, targets=ours, metadata={"place": "Huế"}), labels)
    assert [(e.layer, e.kind, e.fields) for e in found] == [
        ("metadata", "missed", ()),
        ("metadata", "spurious", ()),
        ("targets", "missed", ()),
        ("targets", "spurious", ()),
        ("targets", "wrong", ("value", "due")),
    ]
    assert (found[0].gold, found[0].found) == ("kind Kế hoạch", None)
    assert (found[-1].gold, found[-1].found) == ("value 80; due by 2027", "value 8; due by 2030")
    assert (found[-1].quote, found[-1].path, found[-1].document) == (LIBRARIES, "I", "mau.md")


def test_errors_and_counts_agree():
    labels = gold(tasks=GOLD_TASKS, citations=["1/QĐ-UBND"], outline=[{"path": "I", "title": "Mục tiêu"}])
    ours = plan(CATALOGUE, tasks=[GOLD_TASKS[0] | {"lead": ["Hội Sách"]}], outline=[unit("I", "Nhiệm vụ")])
    found = errors(ours, labels)
    scores = score(ours, labels)
    for layer, metric in {"tasks": "tasks.strict", "citations": "citations.keys", "outline": "outline.units"}.items():
        missed = sum(e.layer == layer and e.kind in ("missed", "wrong") for e in found)
        extra = sum(e.layer == layer and e.kind in ("spurious", "wrong") for e in found)
        assert (scores.counts[metric].missed, scores.counts[metric].extra) == (missed, extra)
