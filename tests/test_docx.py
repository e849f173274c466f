"""What a DOCX says, and what of it is set aside."""

import pytest
from docx_makers import c, docx, p, r, table, zipped

from extractor.errors import UnreadableFile
from extractor.limits import Limits
from extractor.pipeline import extract_document
from extractor.readers import docx as reader
from extractor.readers import read_bytes


def read(body, **parts):
    return reader.read(docx(body, **parts), name="mẫu.docx")


def texts(body, **parts):
    return [block.text for block in read(body, **parts).blocks]


def aside(body, **parts):
    return [(each.reason, each.text) for each in read(body, **parts).unread]


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


# ── tracked changes ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_insertions_are_kept_and_deletions_set_aside():
    body = paragraph(
        r("tăng ")
        + f"<w:ins>{r('20%')}</w:ins>"
        + '<w:del><w:r><w:delText xml:space="preserve">15%</w:delText></w:r></w:del>'
    )
    assert texts(body) == ["tăng 20%"]
    assert aside(body) == [("tracked deletion", "15%")]


def test_moved_text_stands_where_it_was_moved_to():
    body = paragraph(f"<w:moveFrom>{r('Điểm này')}</w:moveFrom>" + r("ở lại")) + paragraph(
        f"<w:moveTo>{r('Điểm này')}</w:moveTo>"
    )
    assert texts(body) == ["ở lại", "Điểm này"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("Sở Y tế ", props="<w:rPr><w:del/></w:rPr>") + p("chủ trì")
    assert texts(body) == ["Sở Y tế chủ trì"]


def test_a_deleted_row_is_no_row():
    rows = table(c("1") + c("xã"), "<w:trPr><w:del/></w:trPr>" + c("2") + c("huyện"), c("3") + c("tỉnh"))
    assert [(b.text, b.cell.row) for b in read(rows).blocks] == [("1", 0), ("xã", 0), ("3", 1), ("tỉnh", 1)]


# ── fields, controls, boxes, signs ──────────────────────────────────────────────────────────────────────────────────


def turn(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_a_field_its_result_is_read():
    code = "<w:r><w:instrText> REF muc_tieu </w:instrText></w:r>"
    body = paragraph(r("theo ") + turn("begin") + code + turn("separate") + r("mục II") + turn("end") + r(" này"))
    assert texts(body) == ["theo mục II này"]
    assert texts(paragraph('<w:fldSimple w:instr="SEQ Bảng">' + r("3") + "</w:fldSimple>")) == ["3"]


def test_a_table_of_contents_is_set_aside():
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    body = (
        paragraph(turn("begin") + code + turn("separate") + r("I. Mục tiêu 2"))
        + p("II. Nhiệm vụ 5")
        + paragraph(r("III. Kinh phí 9") + turn("end"))
        + p("I. Mục tiêu")
    )
    assert texts(body) == ["I. Mục tiêu"]
    assert [reason for reason, _ in aside(body)] == ["table of contents"] * 3


def test_a_field_without_an_end_hides_nothing():
    code = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    assert texts(paragraph(turn("begin") + code + turn("separate") + r("I. Mục tiêu")) + p("sau")) == [
        "I. Mục tiêu",
        "sau",
    ]
    assert texts(paragraph(turn("begin") + code) + p("sau")) == ["sau"]


def test_content_controls_hold_words_or_a_prompt():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = paragraph(r("Số: ") + control.format("", r("15/KH-UBND")))
    prompt = paragraph(control.format("<w:showingPlcHdr/>", r("Bấm để nhập")) + r("xong"))
    assert texts(control.format("", inner) + prompt) == ["Số: 15/KH-UBND", "xong"]
    assert aside(prompt) == [("prompt of an empty content control", "Bấm để nhập")]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + p("HỎA TỐC") + "</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = read(paragraph(r("Kính gửi") + shape) + p("sau")).blocks
    assert [(b.text, b.place) for b in blocks] == [
        ("Kính gửi", "p[1]"),
        ("HỎA TỐC", "p[1]/box[1]/p[1]"),
        ("sau", "p[2]"),
    ]


def test_signs_breaks_and_hyphens():
    body = paragraph(
        r("2026") + "<w:r><w:noBreakHyphen/></w:r>" + r("2030") + "<w:r><w:tab/></w:r>" + r("tỷ lệ ")
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 95%") + "<w:r><w:br/></w:r>" + r("Hết")
    )  # fmt: skip
    assert texts(body) == ["2026-2030\ttỷ lệ ≥ 95%\nHết"]
    assert texts(p("\uf0b7 xã", run='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')) == ["• xã"]


def test_a_break_inside_a_sentence_is_a_blank():
    body = paragraph(r("xây dựng") + "<w:r><w:br/></w:r>" + r("nông thôn mới;") + "<w:r><w:br/></w:r>" + r("b) hết"))
    assert texts(body) == ["xây dựng nông thôn mới;\nb) hết"]


def test_hidden_words_and_capitals():
    body = paragraph(r("mở ", "<w:vanish/>") + r("kế hoạch", "<w:caps/>"))
    assert texts(body) == ["KẾ HOẠCH"]
    assert aside(body) == [("hidden text", "mở")]


# ── headings ────────────────────────────────────────────────────────────────────────────────────────────────────────

STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Đậm"/><w:rPr><w:b/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (p("I. MỤC TIÊU", run="<w:b/>"), "heading"),
        (p("I. MỤC TIÊU", run='<w:rStyle w:val="Dam"/>'), "heading"),
        (p("I. MỤC TIÊU", run='<w:rStyle w:val="Dam"/><w:b w:val="0"/>'), "paragraph"),
        (p("Mục tiêu", style="H1"), "heading"),
        (p("- Các xã rà soát, báo cáo.", style="H1"), "paragraph"),
        (p("Rất dài " * 40, run="<w:b/>"), "paragraph"),
        (paragraph(r("Mục tiêu: ", "<w:b/>") + r("tăng thu")), "paragraph"),
    ],
)
def test_a_heading_is_short_and_bold_or_of_an_outline_level(body, kind):
    assert read(body, styles=STYLES).blocks[0].kind == kind


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def grid(body):
    return [(b.text, b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan) for b in read(body).blocks]


def test_merged_cells_span_and_give_one_block():
    wide = '<w:gridSpan w:val="2"/>'
    rows = table(
        c("TT", '<w:vMerge w:val="restart"/>') + c("Chỉ tiêu", wide),
        c("", "<w:vMerge/>") + c("2026") + c("2030"),
        c("1") + c("40") + c("60"),
    )
    assert grid(rows) == [
        ("TT", 0, 0, 2, 1), ("Chỉ tiêu", 0, 1, 1, 2), ("2026", 1, 1, 1, 1), ("2030", 1, 2, 1, 1),
        ("1", 2, 0, 1, 1), ("40", 2, 1, 1, 1), ("60", 2, 2, 1, 1),
    ]  # fmt: skip


def test_old_horizontal_merges_and_skipped_columns():
    rows = table(
        c("A", '<w:hMerge w:val="restart"/>') + c("", '<w:hMerge w:val="continue"/>') + c("B"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + c("C") + c("D"),
    )
    assert grid(rows) == [("A", 0, 0, 1, 2), ("B", 0, 2, 1, 1), ("C", 1, 1, 1, 1), ("D", 1, 2, 1, 1)]


def test_a_merge_that_continues_nothing_is_a_cell():
    assert grid(table(c("a", "<w:vMerge/>") + c("b"))) == [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]


def test_places_name_the_elements():
    body = p("trên") + table(c("a") + c("b"), c("c") + c("d")) + p("dưới")
    assert [b.place for b in read(body).blocks] == [
        "p[1]", "t[1]/r[1]/c[1]", "t[1]/r[1]/c[2]", "t[1]/r[2]/c[1]", "t[1]/r[2]/c[2]", "p[2]",
    ]  # fmt: skip


def test_a_table_in_a_cell_follows_its_table():
    inner = f"<w:tc>{p('trong ô')}{table(c('x') + c('y'))}</w:tc>"
    blocks = read(table(inner + c("b"))).blocks
    assert [(b.text, b.cell.table, b.place) for b in blocks] == [
        ("trong ô", 0, "t[1]/r[1]/c[1]"),
        ("b", 0, "t[1]/r[1]/c[2]"),
        ("x", 1, "t[1]/r[1]/c[1]/t[1]/r[1]/c[1]"),
        ("y", 1, "t[1]/r[1]/c[1]/t[1]/r[1]/c[2]"),
    ]


def test_a_table_of_one_cell_is_a_frame_around_paragraphs():
    blocks = read(table(f"<w:tc>{p('Một')}{p('Hai')}</w:tc>")).blocks
    assert [(b.text, b.kind, b.place) for b in blocks] == [
        ("Một", "paragraph", "t[1]/r[1]/c[1]/p[1]"),
        ("Hai", "paragraph", "t[1]/r[1]/c[1]/p[2]"),
    ]


def test_paragraphs_of_a_cell_are_its_lines():
    assert texts(table(f"<w:tc>{p('- Một')}{p()}{p('- Hai')}</w:tc>" + c("b"))) == ["- Một\n- Hai", "b"]


# ── what stands beside the body ─────────────────────────────────────────────────────────────────────────────────────


def test_footnotes_follow_the_body_without_their_numbers():
    body = paragraph(r("theo Đề án") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" này")) + p("hết")
    notes = (
        f'<w:footnote w:id="1">{p("không dùng")}</w:footnote><w:footnote w:id="2">{p("Đề án của tỉnh.")}</w:footnote>'
    )
    blocks = read(body, footnotes=notes).blocks
    assert [(b.text, b.kind, b.place) for b in blocks] == [
        ("theo Đề án này", "paragraph", "p[1]"),
        ("hết", "paragraph", "p[2]"),
        ("Đề án của tỉnh.", "note", "footnote[1]/p[1]"),
    ]


def test_what_a_footnote_says_joins_no_record_but_its_citations_count():
    """The note looks like a heading, a target and a task at once, and breaks into a sentence."""
    said = "III. MỤC TIÊU: Sở Y tế chủ trì, đến năm 2027 đạt 70% số xã theo Quyết định số 99/QĐ-TTg."
    body = (
        p("I. MỤC TIÊU")
        + paragraph(r("1. Đến năm 2030, 80%") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" số xã có bác sĩ."))
        + p("II. TỔ CHỨC THỰC HIỆN")
        + p("1. Giao Sở Y tế chủ trì xây dựng đề án.")
    )
    for notes in ({}, {"footnotes": f'<w:footnote w:id="2">{p(said)}</w:footnote>'}):
        plan = extract_document(read_bytes(docx(body, **notes), name="mẫu.docx"))
        assert [unit.path for unit in plan.outline] == ["I", "I.1", "II", "II.1"]
        assert [(t.value, t.indicator) for t in plan.targets] == [("80", "số xã có bác sĩ")]
        assert [task.path for task in plan.tasks] == ["II.1"]
        assert [(c.key, c.path) for c in plan.citations] == ([("99/QĐ-TTg", "")] if notes else [])


def test_running_heads_and_comments_are_set_aside():
    said = aside(
        p("thân"), header=p("Dự thảo lần 2"), footer=p("7"), comments=f'<w:comment w:id="0">{p("xem lại")}</w:comment>'
    )
    assert said == [("running head", "Dự thảo lần 2"), ("comment", "xem lại")]


def test_old_fonts_are_converted_and_the_capital_font_gives_capitals():
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    body = p("kÕ ho¹ch", run=font.format(".VnTimeH")) + p("T¨ng c\xad\u00ecng n\xadíc s¹ch", run=font.format(".VnTime"))
    got = read(body)
    assert got.blocks[0].text == "KẾ HOẠCH"
    assert got.blocks[1].text.endswith("nước sạch")
    assert got.encoding == "tcvn3"
    assert [w.code for w in got.warnings] == ["converted"]


# ── limits ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def refused(data, *, limits=None):
    with pytest.raises(UnreadableFile) as caught:
        reader.read(data, name="mẫu.docx", **({"limits": limits} if limits else {}))
    assert "mẫu.docx" in str(caught.value)
    return caught.value.cause


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert "200 times" in refused(zipped({"word/document.xml": "0" * 20_000_000}))


def test_a_part_over_the_limit_is_refused():
    assert "more than 1,000 bytes" in refused(docx(p("chữ " * 2000)), limits=Limits(part=1000))
    assert "unpacks to" in refused(docx(p("chữ " * 2000)), limits=Limits(unpacked=1000))
    assert "parts, more than 2" in refused(docx(p("a")), limits=Limits(members=2))


def test_entities_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    assert refused(zipped({"word/document.xml": bomb})) == "its part word/document.xml declares XML entities"
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    assert "declares XML entities" in refused(zipped({"word/document.xml": outside}))


def test_deep_nesting_is_refused():
    body = p("a")
    for _ in range(60):
        body = table(f"<w:tc>{body}</w:tc>")
    assert "nests more than 120 levels" in refused(docx(body))
    assert "nests more than 120 levels" in refused(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


def test_what_is_no_docx_says_so():
    assert refused(b"PK\x03\x04 broken") == "is a damaged ZIP"
    assert refused(zipped({"a.txt": "a"})) == "is no Word document"
    assert refused(zipped({"word/document.xml": "<w:document"})).startswith("its part word/document.xml is damaged")
    assert refused(docx(p())) == "holds no text"


def test_a_file_with_a_password_says_so():
    directory = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + (34).to_bytes(2, "little") + b"\0" * 62
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory) == "is encrypted"


# ── real files ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.real
@pytest.mark.parametrize("name", ["laocai-kh-chi-thi-11-khoang-san-2026", "ttg-ct-07-2012-khu-kinh-te"])
def test_a_real_docx_loses_no_word(shared, name):
    from lxml import etree

    from extractor.readers.docx_xml import W
    from extractor.readers.zipped import unpack

    data = (shared / "corpora" / f"{name}.docx").read_bytes()
    body = etree.fromstring(unpack(data, name=name).read("word/document.xml"))
    said = "".join("".join(block.text for block in reader.read(data, name=name).blocks).split())
    assert said.startswith("".join("".join(body.itertext(W + "t")).split()))
