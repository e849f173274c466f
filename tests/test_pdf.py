"""PDF to blocks: paragraphs, columns, margins, and what makes a text layer or a file unreadable."""

import io

import pypdfium2
import pytest
from pdf_makers import Pages

from extractor.errors import UnreadableFile
from extractor.limits import Limits
from extractor.readers import pdf
from extractor.readers.pdf_lines import Column
from extractor.readers.pdf_paragraphs import paragraphs
from extractor.readers.pdf_shapes import Line

BODY = (
    "Đến hết năm 2028, toàn tỉnh có ít nhất 45 chợ đạt chuẩn an toàn thực phẩm, trong đó chợ ở vùng khó khăn chiếm từ "
    "30% trở lên và được kiểm tra lại hằng năm theo quy định."
)
ITEM = "- Mỗi huyện chọn một chợ làm mẫu, hoàn thành trước ngày 30/6/2027 và báo cáo về Sở Công Thương để tổng hợp."


def texts(read):
    return [block.text for block in read.blocks]


def asides(read, reason):
    return [u.text for u in read.unread if u.reason == reason]


def plan():
    pages = Pages()
    pages.add_page()
    return pages


def test_letterhead_and_signature_are_read_column_by_column():
    pages = plan()
    pages.letterhead()
    pages.centred("KẾ HOẠCH", "Nâng cấp chợ nông thôn")
    pages.paragraph(BODY)
    pages.columns(
        ["Nơi nhận:", "- Như mục III;", "- Các sở, ngành;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Trần Văn Núi"],
        sizes=(11, 13),
        pitch=(5, 6.5),
    )
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == [
        "ỦY BAN NHÂN DÂN", "TỈNH SÔNG MÂY", "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Mây, ngày 05 tháng 3 năm 2026",
        "KẾ HOẠCH", "Nâng cấp chợ nông thôn", BODY,
        "Nơi nhận:", "- Như mục III;", "- Các sở, ngành;", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Núi",
    ]  # fmt: skip
    assert [b.kind for b in read.blocks[6:9]] == ["heading", "heading", "paragraph"]


def test_lines_are_joined_to_paragraphs_and_every_block_knows_its_place():
    pages = plan()
    pages.heading("I. MỤC TIÊU")
    pages.paragraph(BODY)
    pages.paragraph(BODY, gap=0)
    pages.paragraph(ITEM)
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == ["I. MỤC TIÊU", BODY, BODY, ITEM]
    for block in read.blocks:
        left, top, right, bottom = block.box
        assert block.page == 1 and 50 < left < right < 545 and 50 < top < bottom < 400


def test_a_paragraph_goes_on_over_a_page_break():
    pages = plan()
    pages.set_y(262)
    pages.paragraph(BODY)
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == [BODY] and read.pages == 2
    assert asides(read, "page number") == ["2"]


def test_page_numbers_running_heads_and_rulings_are_set_aside():
    pages = Pages(head="CÔNG BÁO TỈNH SÔNG MÂY", number=False)
    for i in range(4):
        pages.add_page()
        pages.paragraph(f"{i + 1}. {BODY}")
        pages.paragraph("-----------------", align="L")
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == [f"{i + 1}. {BODY}" for i in range(4)]
    assert len(asides(read, "running head")) == 4 and len(asides(read, "ruling")) == 4


def test_titles_that_differ_by_their_number_are_no_running_heads():
    pages = Pages(number=False)
    for i in range(4):
        pages.add_page()
        pages.centred(f"Mẫu số 0{4 - i}")
        pages.paragraph(f"Nội dung thứ {i}: {BODY}")
    assert [t for t in texts(pdf.read(pages.made(), name="x")) if t.startswith("Mẫu")] == [
        "Mẫu số 04", "Mẫu số 03", "Mẫu số 02", "Mẫu số 01",
    ]  # fmt: skip


def test_footnotes_are_notes_and_their_numbers_set_aside_but_units_stay():
    pages = plan()
    pages.set_font("R", "", 13)
    pages.write(6.5, "Theo Quyết định của Ủy ban")
    pages.char_vpos = "SUP"
    pages.write(6.5, "1")
    pages.char_vpos = "LINE"
    pages.write(6.5, " tỉnh, diện tích 20 m")
    pages.char_vpos = "SUP"
    pages.write(6.5, "2")
    pages.char_vpos = "LINE"
    pages.write(6.5, " mỗi quầy.")
    pages.set_xy(20, 268)
    pages.set_font("R", "", 9)
    pages.cell(170, 4, "1 Ban hành ngày 02 tháng 01 năm 2026.")
    read = pdf.read(pages.made(), name="x")
    body, note = read.blocks
    assert body.text == "Theo Quyết định của Ủy ban tỉnh, diện tích 20 m2 mỗi quầy."
    assert (note.kind, note.text, note.page) == ("note", "Ban hành ngày 02 tháng 01 năm 2026.", 1)
    assert asides(read, "number of a footnote") == ["1", "1"]


def test_the_stop_behind_a_footnotes_number_goes_to_the_word_before():
    pages = plan()
    pages.set_font("R", "", 13)
    for words, high in (("Xây chợ trong năm", ""), ("1", "SUP"), (", sửa 20 quầy", ""), ("2", "SUP"), (".", "")):
        pages.char_vpos = high or "LINE"
        pages.write(6.5, words)
    pages.set_xy(20, 264)
    pages.set_font("R", "", 9)
    pages.multi_cell(170, 4, "1 Năm 2026.\n2 Loại nhỏ.")
    body = pdf.read(pages.made(), name="x").blocks[0]
    assert body.text == "Xây chợ trong năm, sửa 20 quầy."


def test_turned_letters_and_stamps_are_set_aside():
    pages = plan()
    pages.paragraph(BODY)
    with pages.rotation(45, 100, 150):
        pages.text(100, 150, "BẢN NHÁP")
    pages.set_font("R", "", 8)
    for i, line in enumerate(
        ("Ký bởi: Ủy ban nhân dân", "Cơ quan: Tỉnh Sông Mây", "Thời gian ký: 05.03.2026 08:00:00")
    ):
        pages.text(140, 200 + 4 * i, line)
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == [BODY]
    assert "BẢN NHÁP" in " ".join(asides(read, "turned letters (a watermark)"))
    assert len(asides(read, "stamp of a signature or a copy")) == 3


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_page_shown_turned_has_its_places_as_shown(turns):
    pages = plan()
    with pages.rotation(turns, 105, 148.5):
        pages.text(60, 120, "Điều 1. Phạm vi của kế hoạch nâng cấp chợ nông thôn")
        pages.text(60, 130, "Điều 2. Kinh phí do ngân sách tỉnh bảo đảm theo quy định")
    document = pypdfium2.PdfDocument(pages.made())
    document[0].set_rotation(turns)
    out = io.BytesIO()
    document.save(out)
    read = pdf.read(out.getvalue(), name="x", ocr="never")
    assert [text[:7] for text in texts(read)] == ["Điều 1.", "Điều 2."]
    first, second = (block.box for block in read.blocks)
    assert first[2] - first[0] > 200 and first[1] < second[1]


def test_crossed_d_written_as_another_letter_is_mended_and_said():
    pages = plan()
    pages.paragraph("Qð-UBND: ñến năm 2030, tỉnh hoàn thành ñầu tư chợ ñầu mối và ñường vào chợ cho người dân ñi lại.")
    read = pdf.read(pages.made(), name="x")
    assert texts(read)[0].startswith("QĐ-UBND: đến năm 2030") and "ñ" not in texts(read)[0]
    assert [n.code for n in read.warnings] == ["text-layer-mended"]


def test_a_garbage_layer_is_named(monkeypatch):
    monkeypatch.setattr("extractor.readers.ocr.engine", lambda: None)
    pages = plan()
    pages.paragraph("Xqz wvrt kdfg pqrs zxcv bnml qwrt yplk jhgf dszx cvbn mlkj hgfd sqwr tzpl kjhg wxcv.")
    read = pdf.read(pages.made(), name="x")
    assert [(n.code, n.page) for n in read.warnings] == [("text-layer", 1)]
    assert "page 1" in read.warnings[0].message and "no OCR engine" in read.warnings[0].message


def scan():
    from PIL import Image

    pages = plan()
    pages.image(Image.new("L", (600, 800), 255), x=0, y=0, w=210, h=297)
    return pages.made()


def test_a_scan_without_an_engine_says_what_would_help(monkeypatch):
    monkeypatch.setattr("extractor.readers.ocr.engine", lambda: None)
    with pytest.raises(UnreadableFile, match="is a scan and no OCR engine is installed; .*ocr"):
        pdf.read(scan(), name="quét.pdf")
    with pytest.raises(UnreadableFile, match="OCR is switched off"):
        pdf.read(scan(), name="quét.pdf", ocr="never")


def test_a_scanned_page_among_others_is_named(monkeypatch):
    monkeypatch.setattr("extractor.readers.ocr.engine", lambda: None)
    from PIL import Image

    pages = plan()
    pages.paragraph(BODY)
    pages.add_page()
    pages.image(Image.new("L", (600, 800), 255), x=0, y=0, w=210, h=297)
    read = pdf.read(pages.made(), name="x")
    assert texts(read) == [BODY]
    assert [(n.code, n.page) for n in read.warnings] == [("page-scan", 2)]


def test_encrypted_damaged_and_too_large_files_have_errors_of_their_own():
    pages = plan()
    pages.paragraph(BODY)
    pages.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(UnreadableFile, match="encrypted"):
        pdf.read(pages.made(), name="x")
    with pytest.raises(UnreadableFile, match="damaged"):
        pdf.read(b"%PDF-1.7 nothing", name="x")
    pages = Pages()
    for _ in range(3):
        pages.add_page()
    with pytest.raises(UnreadableFile, match="3 pages, more than 2"):
        pdf.read(pages.made(), name="x", limits=Limits(pages=2))
    with pytest.raises(UnreadableFile, match="more than 100"):
        pdf.read(pages.made(), name="x", limits=Limits(bytes=100))
    with pytest.raises(UnreadableFile, match="holds no text"):
        pdf.read(pages.made(), name="x")


def test_the_same_bytes_give_the_same_blocks():
    pages = plan()
    pages.letterhead()
    pages.paragraph(BODY)
    data = pages.made()
    assert pdf.read(data, name="x") == pdf.read(data, name="x")


@pytest.mark.real
def test_a_first_letter_in_an_old_font_of_capitals_makes_no_capitals_of_its_line(shared):
    """TCVN3 has no accented capitals but in a font of its own, which gives a sentence's first letter alone."""
    file = shared / "corpora" / "mpi-kh-ktxh-2005-tcvn3.pdf"
    read = pdf.read(file.read_bytes(), name=file.name)
    text = "\n".join(block.text for block in read.blocks)
    assert "Ứng dụng công nghệ thông tin" in text and "ỨNG DỤNG CÔNG NGHỆ" not in text
    assert [notice.message for notice in read.warnings] == ["the text was converted from tcvn3 to Unicode"]


LINES = (
    "Không quá mười ngày",
    "kể từ ngày nhận đủ",
    "hồ sơ theo quy định",
    "và hợp lệ của mình.",
    "Trường hợp ở miền",
    "núi thì cộng thêm",
)


@pytest.mark.parametrize(
    ("end", "gap", "found"),
    [(100.0, 3.0, 1), (95.0, 3.0, 2), (100.0, 6.0, 2)],
    ids=["a sentence ends with its line", "its line is shorter than justified ones", "the gap below is wider"],
)
def test_a_paragraph_ends_where_its_last_line_or_the_gap_tells(end, gap, found):
    lines = []
    for i, text in enumerate(LINES):
        top = 15.0 * i + (gap - 3.0) * (i > 3)
        lines.append(Line(text, 0.0, top, end if i == 3 else 100.0, top + 12, first=30.0))
    assert len(paragraphs(Column(lines, 0.0, 102.0), 1)) == found
