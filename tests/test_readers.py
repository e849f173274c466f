"""Bytes to text: encodings, wrapped lines, Markdown marks and tables; nothing is lost, every offset leads back."""

import codecs

import pytest

from extractor.errors import UnreadableFile
from extractor.normalize import raw_offset
from extractor.readers import read, read_bytes
from extractor.readers.decode import decode

PLAN = "KẾ HOẠCH\nPhát triển hạ tầng số\n\nI. MỤC TIÊU\n1. Đến năm 2030, 80% số xã có điểm truy cập.\n"


@pytest.mark.parametrize(
    "data, encoding",
    [
        (PLAN.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + PLAN.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be"),
        (PLAN.encode("utf-16-le"), "utf-16-le"),
    ],
    ids=lambda x: str(x[:8]),
)
def test_encodings_are_told_apart(data, encoding):
    document = read_bytes(data, name="plan.txt")
    assert document.source.encoding == encoding
    assert "80% số xã" in document.text


def test_cp1258_letters_are_composed():
    data = "kê\u0301 hoa\u0323ch cu\u0309a ti\u0309nh".encode("cp1258")
    assert read_bytes(data, name="old.txt").text == "kế hoạch của tỉnh"


def test_damaged_utf8_stays_utf8_and_the_loss_is_said():
    data = (PLAN * 3).encode("utf-8").replace("số xã".encode(), b"s\xff x", 1)
    document = read_bytes(data, name="plan.txt")
    assert document.source.encoding == "utf-8"
    assert [w.code for w in document.warnings] == ["lost-bytes"]
    assert decode(data).lost == 1


@pytest.mark.parametrize(
    "data, words",
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG rest", "is an image"),
        (b"PK\x03\x04rest", "archive|damaged|ZIP|zip"),
        (b"  \n ", "holds no text"),
        (b"", "holds no text"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"<?xml version='1.0'?><plan><x>1</x></plan>", "is XML"),
        (b"<!DOCTYPE html><p> </p>", "holds no text"),
    ],
    ids=lambda x: str(x[:8]),
)
def test_what_cannot_be_read_says_why_and_names_the_file(data, words):
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_bytes(data, name="tỉnh A.bin")
    assert str(caught.value).startswith("tỉnh A.bin: ")
    assert caught.value.remedy


def test_a_missing_file_and_a_folder_are_errors_of_their_own(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableFile):
            read(path)


WRAPPED = """Thực hiện Nghị quyết về chuyển đổi số, Ủy ban nhân dân tỉnh xây dựng kế
hoạch phát triển hạ tầng số trên địa bàn tỉnh theo quy định tại khoản 2
Điều 5 của quy chế, với các nội dung sau đây mà các cơ quan phải thực hiện
ngay từ đầu năm và báo cáo kết quả về cơ quan thường trực theo đúng hạn.
1. Mục tiêu
- Đến năm 2030 có 80% số xã đạt chuẩn, các xã còn lại đạt ít nhất một nửa số
tiêu chí đã nêu trong phụ lục kèm theo kế hoạch này của Ủy ban nhân dân tỉnh;
- Giữ vững kết quả.
"""


def test_wrapped_lines_are_joined_and_a_cross_reference_opens_no_line():
    lines = read_bytes(WRAPPED.encode(), name="w.txt").text.split("\n")
    assert len(lines) == 4
    assert "khoản 2 Điều 5 của quy chế" in lines[0]
    assert lines[1] == "1. Mục tiêu"
    assert lines[2].endswith("Ủy ban nhân dân tỉnh;")


CRAWLED = """|
**ỦY BAN NHÂN
DÂN**
TỈNH MẪU
-------
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
|
|
Số: 1/KH-UBND
|
*Mẫu, ngày 02
tháng 3 năm 2026*
|

**I. MỤC TIÊU
CHUNG**

**1. **Trong giai đoạn 2026
- 2030 có 20 xã.

|
**TT**
|
**Chỉ tiêu**
|
**2026**
|
**2030**
|
|
**I**
|
**Kinh tế**
|
|
|
|
-
|
Số xã
|
|
20
|
"""


def test_crawled_markdown_gives_lines_headings_and_cells():
    document = read_bytes(CRAWLED.encode(), name="c.md")
    assert document.source.format == "markdown"
    head, table = document.text.split("TT | ")
    assert head.split("\n")[:4] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 1/KH-UBND",
    ]
    assert "Mẫu, ngày 02 tháng 3 năm 2026" in head
    assert "I. MỤC TIÊU CHUNG\n1. Trong giai đoạn 2026 - 2030 có 20 xã." in head
    assert table == "Chỉ tiêu | 2026 | 2030\nI | Kinh tế |  | \n- | Số xã |  | 20"
    assert [u.reason for u in document.unread] == ["ruling"]


def test_pipe_tables_and_escapes():
    text = "# Phụ lục\n\n| TT | Chỉ tiêu | Đơn vị |\n|---|:---:|---|\n| 1 | Số **xã** \\| phường | xã |\n\nHết\\.\n"
    document = read_bytes(text.encode(), name="t.md")
    assert document.text == "Phụ lục\nTT | Chỉ tiêu | Đơn vị\n1 | Số xã | phường | xã\nHết."
    assert sum(b.cell is not None for b in document.blocks) == 6


def test_a_cut_text_and_a_sample_notice_are_set_aside_with_their_reason():
    document = read_bytes("[BẢN MẪU – sample]\nKẾ HOẠCH\n\nNội dung.\n\n[...]\n".encode(), name="m.txt")
    assert document.source.truncated
    assert [w.code for w in document.warnings] == ["truncated"]
    assert {u.reason for u in document.unread} == {"notice that this is a sample", "mark of a cut text"}
    assert document.text == "KẾ HOẠCH\nNội dung."


@pytest.mark.parametrize("text", [PLAN, WRAPPED, CRAWLED])
def test_every_letter_leads_back_to_itself(text):
    document = read_bytes(text.encode(), name="x")
    for block in document.blocks:
        for i in range(*block.span):
            if document.text[i].isalnum():
                assert text[raw_offset(document.runs, i)] == document.text[i]
