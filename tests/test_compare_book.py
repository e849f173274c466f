"""A comparison as a spreadsheet: the matrix, what stands behind it, nothing run, the same bytes twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor import compare
from extractor.export.book import FILLS
from extractor.export.comparison import frame_writer, writer
from extractor.export.comparison_book import comparison_workbook, spoken
from extractor.export.comparison_words import CHANGES, HEADINGS, MEANINGS, SHEETS, TEXTS

NAMES = ("mau-01-cantho-chuyen-doi-so-bao-chi.md", "mau-02-vinhlong-chuyen-doi-so-bao-chi.txt")


@pytest.fixture(scope="module")
def plans(root: Path) -> list[Any]:
    return [extractor.extract(root / "corpora" / name) for name in NAMES]


@pytest.fixture(scope="module")
def comparison(plans: list[Any]) -> compare.Comparison:
    """Vĩnh Long is the baseline, though it is the second plan."""
    return compare.compare(plans, baseline=1)


def opened(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data))


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def test_the_matrix_has_the_baseline_first_and_in_view(comparison: compare.Comparison) -> None:
    sheet = opened(comparison_workbook(comparison))["So sánh"]
    assert [cell.value for cell in sheet[1]][:4] == ["Chỉ tiêu", "Năm", "Vĩnh Long (bản gốc)", "Cần Thơ"]
    assert sheet.freeze_panes == "D2" and sheet.auto_filter.ref is not None
    row = next(row for row in sheet.iter_rows(min_row=2) if str(row[2].value).startswith("50 %"))
    assert (row[1].value, row[2].value) == (2025, "50 % (đến năm 2025)")
    assert row[3].value == "70 % (Đến năm 2025)\ncao hơn"
    assert row[3].fill.fgColor.rgb == f"FF{FILLS['stronger'][1:]}"
    assert row[4].value == 2


def test_every_cell_has_its_reason_its_link_and_its_quote(comparison: compare.Comparison) -> None:
    sheet = opened(comparison_workbook(comparison))["Chi tiết"]
    at = columns(sheet)
    assert sheet.max_row == 1 + len(comparison.cells)
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    row = next(row for row in rows if row[at["Kế hoạch"] - 1] == "Cần Thơ" and row[at["Kết luận"] - 1] == "cao hơn")
    assert row[at["Lý do"] - 1] == "70 % so với 50 %"
    assert row[at["Vì sao ghép"] - 1].startswith("chung: ") and 0 < row[at["Điểm ghép"] - 1] <= 1
    quotes = {target.quote for plan in comparison.plans for target in plan.targets}
    assert quotes == {row[at["Nguyên văn"] - 1] for row in rows} - {None}


def test_coverage_tasks_and_notes_have_their_sheets(comparison: compare.Comparison) -> None:
    book = opened(comparison_workbook(comparison))
    assert book.sheetnames == ["So sánh", "Chi tiết", "Mức bao phủ", "Nhiệm vụ theo cơ quan", "Ghi chú"]
    (covered,) = book["Mức bao phủ"].iter_rows(min_row=2, values_only=True)
    (known,) = comparison.coverage()
    assert covered[:4] == ("Cần Thơ", known.asked, known.present, pytest.approx(known.share))
    assert book["Nhiệm vụ theo cơ quan"].max_row == 1 + len(compare.assignments(comparison.plans))
    words = [cell for row in book["Ghi chú"].iter_rows(values_only=True) for cell in row]
    assert set(NAMES) <= set(words) and "77/KH-UBND" in words


def test_without_a_baseline_nothing_is_judged(plans: list[Any]) -> None:
    book = opened(comparison_workbook(compare.compare(plans)))
    assert "Mức bao phủ" not in book.sheetnames
    assert book["So sánh"].freeze_panes == "C2"
    assert not any("cao hơn" in str(cell) for row in book["So sánh"].iter_rows(values_only=True) for cell in row)


def test_the_same_comparison_gives_the_same_bytes_in_either_language(comparison: compare.Comparison) -> None:
    assert comparison_workbook(comparison) == comparison_workbook(comparison)
    assert opened(comparison_workbook(comparison, lang="en")).sheetnames == list(SHEETS["en"].values())[:5]


def test_no_cell_is_a_formula_or_a_link(plans: list[Any]) -> None:
    evil = plans[0].targets[0].model_copy(update={"indicator": "=1+1", "quote": "http://mau.vn"})
    changed = plans[0].model_copy(update={"targets": (evil, *plans[0].targets[1:])})
    book = opened(comparison_workbook(compare.compare([changed, plans[1]], baseline=0)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_changes_between_versions_are_a_sheet(plans: list[Any], tmp_path: Path) -> None:
    raised = plans[1].targets[1].model_copy(update={"value": "99"})
    new = plans[1].model_copy(update={"targets": (plans[1].targets[0], raised, *plans[1].targets[2:-1])})
    sheet = opened(frame_writer(Path("x.xlsx"))(compare.changes(plans[1], new), "vi"))["Thay đổi"]
    told = {(row[0], row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert ("nâng", "70 % (2025)") in told and any(kind == "bỏ" for kind, _ in told)


def test_the_suffix_chooses_the_workbook(comparison: compare.Comparison) -> None:
    assert writer(Path("a.XLSX"))(comparison, "vi") == comparison_workbook(comparison)


@pytest.mark.parametrize(
    ("number", "vi"),
    [
        ("≥ 98.5 %", "≥ 98,5 %"),
        ("+1500 tấn", "+1.500 tấn"),
        ("10.5–13 %/năm", "10,5–13 %/năm"),
        ("2/3", "2/3"),
        ("60/40 %", "60/40 %"),
        ("18 ca/1.000 phụ nữ", "18 ca/1.000 phụ nữ"),
        ("", ""),
    ],
)
def test_numbers_are_written_as_people_of_the_language_do(number: str, vi: str) -> None:
    assert spoken(number, "vi") == vi


def test_both_languages_have_the_same_words() -> None:
    for words in (SHEETS, TEXTS, MEANINGS):
        assert words["vi"].keys() == words["en"].keys()
    for sheet, headings in HEADINGS["vi"].items():
        assert [width for _, width in headings] == [width for _, width in HEADINGS["en"][sheet]]
    assert set(MEANINGS["vi"]) == set(FILLS) and CHANGES["vi"]
