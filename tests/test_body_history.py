"""The registry over time, and what it says of a plan."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import roster
from extractor.pipeline import extract_text
from extractor.rules import bodies

IN_2023, IN_2026 = date(2023, 6, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("id", "day", "stands"),
    [
        ("so-thong-tin-va-truyen-thong", IN_2023, "so-thong-tin-va-truyen-thong"),
        ("so-thong-tin-va-truyen-thong", IN_2026, "so-khoa-hoc-va-cong-nghe"),
        ("bo-thuy-san", IN_2023, "bo-nong-nghiep-va-phat-trien-nong-thon"),
        ("bo-thuy-san", IN_2026, "bo-nong-nghiep-va-moi-truong"),
        ("bo-nong-nghiep-va-moi-truong", IN_2023, None),
        ("ubnd-tinh-tien-giang", date(2025, 6, 30), "ubnd-tinh-tien-giang"),
        ("ubnd-tinh-tien-giang", date(2025, 7, 1), "ubnd-tinh-dong-thap"),
        ("bao-hiem-xa-hoi-tinh", IN_2026, "bao-hiem-xa-hoi-tinh"),
        ("ubnd-cac-huyen", date(2025, 6, 30), "ubnd-cac-huyen"),
        ("ubnd-cac-huyen", IN_2026, None),
        ("cac-so-nganh", IN_2026, None),
    ],
)
def test_what_stands_on_a_day(id, day, stands):
    standing = bodies.at(id, day)
    assert (standing.id if standing else None) == stands


def test_the_acts_that_led_there_are_told():
    standing = bodies.at("bo-thuy-san", IN_2026)
    assert standing and standing.through == ("Nghị quyết 01/2007/QH12", "Nghị quyết 176/2025/QH15")
    merged = bodies.at("ubnd-tinh-tien-giang", IN_2026)
    assert merged and (merged.province, merged.through) == ("Đồng Tháp", ("Nghị quyết 202/2025/QH15",))


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("so-thong-tin-va-truyen-thong", "so-khoa-hoc-va-cong-nghe", True),
        ("ubnd-tinh-tien-giang", "ubnd-tinh-dong-thap", True),
        ("ubnd-tinh-tien-giang", "ubnd-tinh-an-giang", False),
        ("so-giao-thong-van-tai", "so-tai-chinh", False),
        ("so-tai-nguyen-va-moi-truong", "so-nong-nghiep-va-phat-trien-nong-thon", False),
        ("cac-so-nganh", "cac-so-nganh", True),
        ("cac-so-nganh", "cac-so-ban-nganh", False),
    ],
)
def test_bodies_of_different_years_are_laid_side_by_side(a, b, wanted):
    assert bodies.same(a, b) is bodies.same(b, a) is wanted


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("STTTT", "so-thong-tin-va-truyen-thong"),
        ("so noi vu", "so-noi-vu"),
        ("Bộ Nông nghiệp Môi trường", "bo-nong-nghiep-va-moi-truong"),
    ],
)
def test_the_registry_is_searched_by_name_abbreviation_or_likeness(words, id):
    assert bodies.search(words)[0][0].id == id


def test_nothing_is_like_nonsense():
    assert bodies.search("zzzz qqqq xxxx") == []
    assert roster.answers("zzzz qqqq xxxx") == ""


def test_each_body_of_a_plan_is_told_once_with_its_standing():
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\nSố: 1/KH-UBND\nBình An, ngày 2 tháng 6 năm 2026\nKẾ HOẠCH\nVề một việc\n"
        "1. Sở Thông tin và Truyền thông\n- Rà soát.\n2. Sở Y tế\n- Phối hợp với Sở Y tế khác, các nhóm.\n"
    )
    lines = {line.id: line for line in roster.lines(extract_text(text))}
    assert lines["so-y-te"].status == "valid" and lines["so-y-te"].named == 2
    assert lines["so-thong-tin-va-truyen-thong"].status.startswith("by then so-khoa-hoc-va-cong-nghe")
    assert lines["so-y-te"].kind == "department"
    assert "Sở Y tế" in roster.table(extract_text(text))
