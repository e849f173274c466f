"""What the reader of times does beyond the examples of its rules."""

from datetime import date

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules import times
from extractor.rules.anchors import days, time

DUES = [
    ("từ nay đến hết năm 2025", "2025", "by", None),
    ("trước quý IV năm 2023", "2023-Q4", "before", None),
    ("xong trong quý II năm 2026", "2026-Q2", "by", None),
    ("định kỳ hàng năm (trước ngày 10/12)", "--12-10", "before", "year"),
    ("chậm nhất trước ngày 31 tháng 12 năm 2026", "2026-12-31", "before", None),
    ("Giai đoạn 2026-2030 và những năm tiếp theo", "2026/2030", "by", None),
    ("trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này", "P10D", "within", None),
    ("ngày    tháng    năm 2026", "2026", "by", None),
    ("nhiệm kỳ 2026–2031", "2026/2031", "by", None),
    ("kế hoạch 5 năm 2021-2025", "2021/2025", "by", None),
]


@pytest.mark.parametrize("text, anchor, relation, every", DUES)
def test_a_deadline_is_read_from_its_words(text, anchor, relation, every):
    assert [(f.value.anchor, f.value.relation, f.value.every) for f in times.find(text)] == [(anchor, relation, every)]


@pytest.mark.parametrize(
    "text, anchors",
    [
        ("Quý I, II năm 2026", ["2026-Q1", "2026-Q2"]),
        ("năm 2026, 2027 và 2030", ["2026", "2027", "2030"]),
        ("ngày 15 và 30 hằng tháng", ["---15", "---30"]),
        ("trước ngày 25/5 và 25/11 hàng năm", ["--05-25", "--11-25"]),
        ("tháng 9, tháng 10 năm 2025", ["2025-09", "2025-10"]),
        ("các ngày 10, 11 và 12/3/2026", ["2026-03-10", "2026-03-11", "2026-03-12"]),
        ("tháng 12/2025 và quý I/2026", ["2025-12", "2026-Q1"]),
        ("đến năm 2030, tầm nhìn đến năm 2045", ["2030", "2045"]),
        ("quý 1+2/2026", ["2026-Q1", "2026-Q2"]),
        ("tháng 6 và tháng 12 hằng năm", ["--06", "--12"]),
        ("quý I và quý III hằng năm", ["--Q1", "--Q3"]),
    ],
)
def test_each_member_of_a_list_is_a_time(text, anchors):
    assert [f.value.anchor for f in times.find(text)] == anchors


@pytest.mark.parametrize(
    "text, anchor",
    [
        ("trong 3 năm tới", "2026/2028"),
        ("trong 02 năm tới", "2026/2027"),
        ("hai tháng vừa qua", "2025-10/2025-11"),
        ("10 ngày tiếp theo", "2025-12-06/2025-12-15"),
        ("quý tới", "2026-Q1"),
        ("tháng 3 tới", "2026-03"),
        ("tháng 11 vừa qua", "2025-11"),
        ("trong quý này", "2025-Q4"),
        ("năm ngoái", "2024"),
    ],
)
def test_the_day_of_writing_gives_what_is_named_by_its_distance(text, anchor):
    assert [f.value.anchor for f in times.find(text, date(2025, 12, 5))] == [anchor]


@pytest.mark.parametrize("text", ["những năm tới", "các năm tiếp theo", "nhiều năm nay", "năm xã tới", "qua các năm"])
def test_what_names_no_one_time_is_left_alone_with_a_day_of_writing(text):
    assert times.find(text, date(2025, 12, 5)) == []


def test_a_list_of_recurrences_names_each():
    found = times.find("báo cáo định kỳ hàng tháng, quý, 6 tháng, năm")
    assert [f.value.every for f in found] == ["month", "quarter", "half-year", "year"]
    assert [f.value.every for f in times.find("báo cáo định kỳ 06 tháng, 01 năm")] == ["half-year", "year"]


@pytest.mark.parametrize(
    "text",
    ["qua điện thoại", "năm xã", "quý khách", "thứ 3 cả nước", "hôm nay", "12/2025/NĐ-CP", "đạt 2/3", "hàng trăm hộ",
     "chi thường xuyên", "trong 4 năm qua", "không quá 03 ngày"],
)  # fmt: skip
def test_what_is_no_time_is_left_alone(text):
    assert times.find(text) == []


@pytest.mark.parametrize(
    "value, earliest, latest",
    [
        (time("2023-Q4", "before"), None, date(2023, 9, 30)),
        (time("2026-12-31", "before"), None, date(2026, 12, 30)),
        (time("2030", "by"), None, date(2030, 12, 31)),
        (time("2030", "by", inside=True), date(2030, 1, 1), date(2030, 12, 31)),
        (time("2026/2030", "by"), date(2026, 1, 1), date(2030, 12, 31)),
        (time("2025-11/2026", "by"), date(2025, 11, 1), date(2026, 12, 31)),
        (time("2025-H2", "by"), None, date(2025, 12, 31)),
        (time("2024-02", "by"), None, date(2024, 2, 29)),
        (time("2026", "from"), date(2026, 1, 1), None),
        (time("2025", "from", after=True), date(2026, 1, 1), None),
        (time("--11-30", "before", "year"), None, None),
        (time("P30D", "within"), None, None),
        (time("ongoing", None), None, None),
    ],
)
def test_the_bounds_follow_from_anchor_and_relation(value, earliest, latest):
    assert (value.earliest, value.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["ngày 31/02/2026", "31 tháng 4 năm 2026", "30/02/2025"])
def test_a_day_that_the_calendar_lacks_is_not_read(text):
    assert all(f.value.anchor in (None, "2026") for f in times.find(text))


def test_the_day_of_writing_gives_the_missing_year():
    reference = date(2025, 12, 5)
    found = times.find("trước ngày 30/11; quý I; năm nay; hằng năm; 15/12 hằng năm", reference)
    assert [f.value.anchor for f in found] == ["2026-11-30", "2026-Q1", "2025", None, "--12-15"]


def test_the_span_leads_back_to_the_text_as_given():
    text = "Hoàn thành  trước ngày 30–11–2025 – xong"
    assert [text[slice(*f.span)] for f in times.find(text)] == [f.text for f in times.find(text)]
    assert [f.value.anchor for f in times.find(text)] == ["2025-11-30"]


PIECES = ["ngày ", "tháng ", "năm ", "quý ", "trước ", "đến ", "từ ", "hàng ", "2025", "30/11", "/", "-", " ", ", ",
          "và ", "(", "12", "I", "IV ", "6 tháng ", "định kỳ ", "\n", "%", "…", "."]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_found_times_are_ordered_disjoint_and_real(text):
    found = times.find(text)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    for f in found:
        assert f.text == text[f.span.start : f.span.end]
        assert f.value.latest is None or days(f.value.anchor) is not None


@pytest.mark.parametrize("piece", [*PIECES, "1.", "1, ", "ngày ... tháng ", "năm 2025, ", "từ 1 đến "])
def test_hostile_repetition_is_read_in_linear_time(piece):
    assert grows_linearly(times.find, piece)


@pytest.mark.parametrize(
    "text, anchor",
    [
        ("hoàn thành trong năm kế hoạch", "2027"),
        ("nộp trước ngày 15 tháng 01 năm sau", "2027-01-15"),
        ("từ nay đến cuối năm.", "2026"),
        ("xong trong tháng 12 năm nay", "2026-12"),
    ],
)
def test_a_time_is_read_from_the_day_of_writing_and_the_year_planned(text, anchor):
    assert [f.value.anchor for f in times.find(text, date(2026, 3, 10), planned="2027")] == [anchor]


def test_a_vague_time_is_told_from_a_deadline():
    found = times.find("Trước mắt, ngay sau khi được phê duyệt, chậm nhất trước mùa mưa, xong trong năm 2026")
    assert [(f.value.anchor, times.is_vague(f.value)) for f in found] == [
        ("present", True),
        ("P0D", True),
        (None, True),
        ("2026", False),
    ]
