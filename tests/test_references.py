"""References inside a document: what each leads to, what dangles, what is another document's."""

from __future__ import annotations

import pytest
from growth import grows_linearly

from extractor.pipeline import extract_text

HEAD = "KẾ HOẠCH\nVề một việc\n"
BODY = (
    "I. MỤC TIÊU\n1. Chung\na) Thứ nhất, làm việc này.\nb) Thứ hai, làm việc kia.\n2. Riêng\na) Làm thêm.\n"
    "II. NHIỆM VỤ\n1. Rà soát\na) Rà soát lần đầu.\nb) Rà soát lần sau.\nIII. TỔ CHỨC\n1. {}\n"
    "PHỤ LỤC I\nDanh mục một\nPHỤ LỤC II\nDanh mục hai\n"
)


def targets(words: str) -> list[tuple[str, str | None]]:
    return [(r.quote, r.target) for r in extract_text(HEAD + BODY.format(words)).references]


@pytest.mark.parametrize(
    ("words", "wanted"),
    {
        "Thực hiện Mục II Kế hoạch này.": [("Mục II", "II")],
        "Theo điểm b khoản 1 Mục II nêu trên.": [("điểm b khoản 1 Mục II", "II.1.b")],
        "Theo mục II.1 của Kế hoạch này.": [("mục II.1", "II.1")],
        "Theo điểm a, b khoản 1 Mục II.": [("a", "II.1.a"), ("b", "II.1.b")],
        "Theo điểm a khoản 1, điểm a khoản 2 Mục I.": [
            ("điểm a khoản 1", "I.1.a"), ("điểm a khoản 2 Mục I", "I.2.a"),
        ],
        "Chi tiết tại Phụ lục 2 kèm theo.": [("Phụ lục 2", "Phụ lục II")],
        "Theo Mục VII Kế hoạch này.": [("Mục VII", None)],
        "Theo khoản 2 Điều 5 Nghị định số 1/2020/NĐ-CP.": [],
        "Theo Mục II Nghị quyết số 57-NQ/TW.": [],
        "Theo điểm a khoản 2 Điều 3 của Luật Giá.": [],
        "Bảo đảm mục tiêu và điểm số.": [],
    }.items(),
)  # fmt: skip
def test_targets(words, wanted):
    assert targets(words) == wanted


def test_quotes_are_the_words_at_their_spans():
    plan = extract_text(HEAD + BODY.format("Theo điểm a, b khoản 1 Mục II và Phụ lục III đính kèm."))
    assert [plan.text[r.span.start : r.span.end] for r in plan.references] == [r.quote for r in plan.references]
    assert [(r.quote, r.path, r.rule) for r in plan.references][-1] == ("Phụ lục III", "III.1", "annex")
    assert [notice.code for notice in plan.warnings] == ["missing-annex"]


@pytest.mark.parametrize("piece", ["khoản 1 ", "điểm a, b khoản 1, ", "Mục I"])
def test_hostile_input_takes_linear_time(piece):
    assert grows_linearly(extract_text, piece, 2_000)
