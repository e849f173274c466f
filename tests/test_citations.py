"""Documents cited: lists, wrapped and misprinted numbers, laws by name, and one key for all mentions of one law."""

from __future__ import annotations

import pytest
from growth import grows_linearly

from extractor.lexicons import rows
from extractor.rules import citations, laws
from extractor.rules.rule import find as find_with


def keys(text: str) -> list[str]:
    return [found.value.key for found in citations.find(text)]


@pytest.mark.parametrize("of", citations.RULES, ids=lambda rule: rule.name)
def test_examples(of):
    for phrase, value in of.yes.items():
        assert [(f.value, f.text) for f in find_with(citations.RULES, phrase)] == [(value, phrase)]
    for phrase in of.no:
        assert not [f for f in find_with(citations.RULES, phrase) if f.rule == of.name], phrase


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "các Nghị quyết số 57-NQ/TW, 59-NQ/TW và 68-NQ/TW": ["57-NQ/TW", "59-NQ/TW", "68-NQ/TW"],
        "Công văn số 574/UBND-NC ngày 12/3/2025, 674/UBND-NC": ["574/UBND-NC", "674/UBND-NC"],
        "Nghị định số 78/2021/NĐ -CP; Kết luận số 99- TB/TW": ["78/2021/NĐ-CP", "99-TB/TW"],
        "Tờ trình số 9/TTr-\nSNN-CCTL": ["9/TTr-SNN-CCTL"],
        "Quyết định số 12/QĐ-UBND\n- Sở Tài chính": ["12/QĐ-UBND"],
        "theo Quyết định số 8/QĐ-UBND.": ["8/QĐ-UBND"],
        "các Quyết định số 12, 13 và 15/QĐ-UBND": ["12/QĐ-UBND", "13/QĐ-UBND", "15/QĐ-UBND"],
        "Nghị định số 5, 6/2020/NĐ-CP": ["5/2020/NĐ-CP", "6/2020/NĐ-CP"],
        "các Luật: Đất đai, Nhà ở năm 2023 và Giá": ["Luật Đất đai", "Luật Nhà ở 2023", "Luật Giá"],
        "Nghị quyết số 57-NQ/TW; Nghị quyết 57 nêu rõ; Nghị quyết 58": ["57-NQ/TW", "57-NQ/TW"],
        "Quyết định 1719/QĐ-TTg1 ngày 14/10/2021": ["1719/QĐ-TTg"],
        "Quyết định số 5QĐ/TTg": ["5QĐ/TTg"],
        "Thông tư 01/2020/TT-BYT; Thông tư số 1/2020/TT-BYT": ["01/2020/TT-BYT", "01/2020/TT-BYT"],
        "Luật HTX năm 2023, Luật Hợp tác xã": ["Luật HTX 2023", "Luật HTX 2023"],
        "Luật Phòng cháy và chữa cháy 2001; Luật PCCC": ["Luật Phòng cháy và chữa cháy 2001"] * 2,
        "Luật Thi đua, khen thưởng năm 2022; Luật Thi đua - Khen thưởng": ["Luật Thi đua, khen thưởng 2022"] * 2,
        "Luật Đất đai, Luật Nhà ở và Luật Giá": ["Luật Đất đai", "Luật Nhà ở", "Luật Giá"],
        "theo Luật Đầu tư công, tổng hợp trình": ["Luật Đầu tư công"],
        "Luật Ban hành văn bản QPPL và các văn bản": ["Luật Ban hành văn bản QPPL"],
        "Luật Phòng chống tham nhũng năm 2018": ["Luật Phòng chống tham nhũng 2018"],
        "Luật Thanh niên năm 2026 - 2030": ["Luật Thanh niên"],
        "Luật Cây xanh và mặt nước để triển khai": ["Luật Cây xanh và mặt nước"],
        "LUẬT ĐẤT ĐAI": ["Luật Đất đai"],
        "ký ngày 31/02/2020 Luật Đê điều ngày 30/02/2020": ["Luật Đê điều"],
        "Hiến pháp năm 2013": [],
        "Nghị quyết này, Kế hoạch số:     /KH-UBND": [],
    }.items(),
)
def test_keys(text, wanted):
    assert keys(text) == wanted


def test_short_mentions_take_the_key_of_the_full_one():
    text = "Luật thủy sản. Căn cứ Luật Thuỷ sản năm 2017; theo Luật Thủy sản"
    assert keys(text) == ["Luật Thuỷ sản 2017"] * 3
    assert keys("Luật Giá và Luật Giá số 16/2023/QH15, Luật giá 2012") == [
        "16/2023/QH15",
        "16/2023/QH15",
        "Luật giá 2012",
    ]
    assert keys("Luật số 83/2025/QH15 và Luật số 97/2025/QH15") == ["83/2025/QH15", "97/2025/QH15"]


def test_an_amending_law_holds_the_names_of_those_it_amends():
    assert keys("Luật sửa đổi, bổ sung Luật Giá, Luật An ninh mạng, Chỉ thị số 32/CT-TTg") == [
        "Luật sửa đổi, bổ sung Luật Giá",
        "Luật An ninh mạng",
        "32/CT-TTg",
    ]


def test_date_and_issuer():
    (found,) = citations.find(
        "theo Quyết định số 9/QĐ-BTTTT ngày 03 tháng 4 năm 2019 của Bộ Thông tin và Truyền thông về"
    )
    assert (found.value.issued, found.value.issuer) == ("2019-04-03", "Bộ Thông tin và Truyền thông")
    assert found.text == "Quyết định số 9/QĐ-BTTTT ngày 03 tháng 4 năm 2019"


@pytest.mark.parametrize(
    ("text", "relation"),
    {
        "Căn cứ Nghị định số 5/2020/NĐ-CP": "basis",
        "Thực hiện Kế hoạch số 5/KH-UBND": "implements",
        "Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND": "issued_with",
        "thay thế Quyết định số 5/QĐ-UBND": "replaces",
        "bãi bỏ khoản 2 Điều 3 Quyết định số 5/QĐ-UBND": "repeals",
        "sửa đổi, bổ sung một số điều của Quy chế số 5/QC-UBND": "amends",
        "gửi Công văn số 5/UBND-NC": None,
        "Nghị định số 1/2019/NĐ-CP sửa đổi Nghị định số 5/2020/NĐ-CP": None,
        "Thực hiện Kế hoạch số 1/KH-UBND về một việc; Kế hoạch số 5/KH-UBND": "implements",
    }.items(),
)
def test_the_relation_to_the_cited_document(text, relation):
    assert citations.find(text)[-1].value.relation == relation


def test_provision_title_and_issuer():
    text = "Theo điểm a khoản 2 Điều 5 Quyết định số 9/QĐ-TTg ngày 3/4/2019 phê duyệt Đề án làng số, ba năm; đồng thời"
    (found,) = citations.find(text)
    assert found.value.provisions == ("điểm a khoản 2 Điều 5",)
    assert found.value.title == "phê duyệt Đề án làng số, ba năm"
    assert found.value.issuer == "Thủ tướng Chính phủ"


def test_a_name_that_the_text_gives_stands_for_its_document():
    text = (
        "Quyết định số 9/QĐ-TTg phê duyệt Chiến lược làng số (sau đây gọi là Chiến lược). Theo Chiến lược, Chiến lược A"
    )
    assert [(f.text, f.rule) for f in citations.find(text)[1:]] == [("Chiến lược", "defined-name")]
    assert set(keys(text)) == {"9/QĐ-TTg"}


def test_letters_of_an_issuer_are_shown_by_an_example():
    for row in rows("issuers", "id", "name", "letters", "examples"):
        for example in row["examples"]:
            (found,) = citations.find(f"số {example} nêu trên")
            assert found.value.issuer == row["name"]


def test_spans_are_those_of_the_raw_text():
    text = "Căn cứ Nghị quyết số 57–NQ/TW và Luật Thuỷ lợi"
    assert [text[f.span.start : f.span.end] for f in citations.find(text)] == [
        "Nghị quyết số 57–NQ/TW",
        "Luật Thuỷ lợi",
    ]


def test_every_listed_law_is_read_to_its_end():
    for row in rows("laws", "kind", "names"):
        for name in row["names"]:
            written = f"{row['kind']} {name}"
            assert keys(f"Căn cứ {written} và văn bản khác") == [written]
            assert keys(f"Căn cứ {written.replace(',', '')};") == [written.replace(",", "")]


def test_every_document_type_shows_its_letters():
    for row in rows("document_types", "name", "letters", "examples"):
        assert len(row["examples"]) >= len(row["letters"]), row["id"]
        for example in row["examples"]:
            (found,) = citations.find(f"xem {example} nêu trên")
            assert found.value.kind == row["name"]


@pytest.mark.parametrize("piece", ["Luật ", "Luật Giá, ", "1/QĐ-", "12 - A", "số ", "số 1, ", "các Luật: Giá, "])
def test_hostile_input_takes_linear_time(piece):
    assert grows_linearly(citations.find, piece)


def test_listed_names_are_unique():
    for row in rows("laws", "kind", "names"):
        names = [name.casefold().replace(",", "") for name in laws.names_of(row["kind"])]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("printed, key", [("12/TB-VPCP5", "12/TB-VPCP"), ("30/2020/NĐ-CP1", "30/2020/NĐ-CP")])
def test_a_footnote_mark_that_stuck_to_a_number_is_left_out(printed, key):
    assert [f.value.key for f in citations.find(f"Thông báo số {printed} ngày 5/6/2025")] == [key]


def test_the_digits_of_a_term_of_the_assembly_stay():
    assert [f.value.key for f in citations.find("Nghị quyết số 190/2025/QH15")] == ["190/2025/QH15"]
