"""What the reader of numbers does beyond the examples of its rules, and that every unit of the lexicon is read."""

from decimal import Decimal

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.lexicons import rows
from extractor.model import Quantity
from extractor.rules import numbers
from extractor.rules.amounts import decimal, written
from extractor.rules.number_words import number

NAMES = [
    pytest.param(name, row.get("unit", name), id=f"{row['id']}:{name}")
    for row in rows("units", "id", "kind", "names")
    for name in row["names"]
]


def read(text):
    return [(f.value.value, f.value.unit, f.value.comparator) for f in numbers.find(text)]


@pytest.mark.parametrize("name, unit", NAMES)
def test_every_unit_is_read_after_a_number(name, unit):
    text = f"đạt 12,5 {name}"
    assert [(f.value, f.text) for f in numbers.find(text, times=())] == [(Quantity(value="12.5", unit=unit), text[4:])]


def test_no_unit_has_two_owners():
    names = [name.lower() for row in rows("units", "id") for name in row["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("giảm còn dưới 1%", [("1", "%", "<")]),
        ("từ 60% năm 2025 lên 80% năm 2030", [("60", "%", "="), ("80", "%", "=")]),
        ("năm 2026 đạt 50%, năm 2030 đạt 80%", [("50", "%", "="), ("80", "%", "=")]),
        ("đạt ít nhất 50% số xã, phường", [("50", "%", ">=")]),
        ("100% dân số tham gia", [("100", "%", "=")]),
        ("phủ sóng 5G đạt 100% dân số", [("100", "% dân số", "=")]),
        ("từ 05 mỏ khoáng sản", [("5", "mỏ", ">=")]),
        ("Công an 6 tỉnh", [("6", "tỉnh", "=")]),
        ("Số lớp: 05; 102/102 xã", [("5", None, "="), ("102/102", "xã", "=")]),
        ("20 tỷ đồng, trong đó 15.000 triệu đồng", [("20000000000", "VND", "="), ("15000000000", "VND", "=")]),
        ("≤ 3 Đông Nam Á; ≤ 50 Thế giới", [("3", None, "<="), ("50", None, "<=")]),
        ("12 người trên một vạn dân", [("12", "người/vạn dân", "=")]),
        ("trên dưới 40 cơ sở", [("40", "cơ sở", "~")]),
        ("| 26.120 | 27.000 |", [("26120", None, "="), ("27000", None, "=")]),
        ("gấp 2,5 lần năm 2025", [("2.5", "lần", "=")]),
        ("dựa trên ba trụ cột", [("3", "trụ cột", "=")]),
        ("giảm -2,5% so với năm 2024", [("-2.5", "%", "=")]),
        ("xuất khẩu (-15,3%)", [("-15.3", "%", "=")]),
        ("| -0,75 | -1,2% |", [("-0.75", None, "="), ("-1.2", "%", "=")]),
        ("- 5 lớp tập huấn", [("5", "lớp", "=")]),
        ("-5 lớp tập huấn", [("5", "lớp", "=")]),
        ("Sở Y tế -5 xã", [("5", "xã", "=")]),
        ("tăng 15, 3% và 12%", [("15.3", "%", "="), ("12", "%", "=")]),
        ("giảm 1%-1,5%/năm", [(("1", "1.5"), "%/năm", "range")]),
    ],
)
def test_a_statement_gives_its_quantities(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/11/2025", "giai đoạn 2026-2030", "quý IV năm 2025", "tháng 12/2025", "Điều 5, khoản 2 và 3",
        "1. Mục tiêu", "2.1. Chỉ tiêu", "**2**. Giao Sở", "- 1) Nội dung", "Quyết định số 348/QĐ-TTg", "số 57-NQ/TW",
        "12/2025/NĐ-CP",
        "ĐT: 0292.3820.123", "mạng 5G", "IPv6", "COVID-19", "Dự án 4, 5", "Phụ lục 01", "Biểu số 2", "Nội dung 2:",
        "điện thoại 0292 3820 123", "lần thứ 3", "trực 24/24 giờ", "năm xã", "một số", "tất cả các xã",
        "05 ngày làm việc",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left_alone(text):
    assert read(text) == []


def test_a_cell_known_to_hold_an_amount_keeps_its_year_like_number():
    assert read("2026") == []
    assert [f.value.value for f in numbers.find("2026", times=())] == ["2026"]


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_number_survives_being_printed_the_vietnamese_way(value):
    printed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert decimal(printed) == decimal(f"0{printed}") == value
    assert Decimal(written(value)) == value
    assert "E" not in written(value)


@pytest.mark.parametrize(
    "words, value",
    [("hai mươi mốt", 21), ("một trăm linh tư", 104), ("một trăm linh bốn", 104), ("mười hai nghìn năm trăm", 12500),
     ("một nghìn tỷ", 10**12), ("không phẩy không năm", Decimal("0.05")), ("âm hai triệu rưỡi", -2500000),
     ("một trăm bốn bảy", 147), ("hai tỷ linh bảy", 2 * 10**9 + 7), ("ba triệu mốt", 3100000), ("hai ba", None),
     ("một triệu hai", None), ("hai nghìn ba triệu", None), ("mười không", None), ("một trăm linh", None), ("", None)],
)  # fmt: skip
def test_number_words_are_read_where_they_mean_one_number(words, value):
    assert number(words) == value


PIECES = ["1", "05 ", "1.500", ",", ".", "/", "-", "%", " ", "từ ", "đến ", "trên ", "tỷ ", "đồng", "xã ", "một ",
          "hai ", "mươi ", "năm ", "≥", "(", ")", "\n", "| ", "Điều ", "cấp độ ", "gấp ", "nhóm ", "A"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_found_quantities_are_ordered_disjoint_and_decimal(text):
    found = numbers.find(text)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    for f in found:
        assert f.text == text[f.span.start : f.span.end]
        parts = f.value.value if isinstance(f.value.value, tuple) else f.value.value.split("/")
        assert all(Decimal(part).is_finite() for part in parts)


@pytest.mark.parametrize("piece", [*PIECES, "1, ", "1.1.", "khoản 1, ", "1 000 ", "không quá ", "tăng từ 1 "])
def test_hostile_repetition_is_read_in_linear_time(piece):
    assert grows_linearly(numbers.find, piece)
