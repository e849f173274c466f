"""Pages to blocks: what a browser draws, in its order; a portal's surroundings and hidden words are set aside."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers import read_bytes
from extractor.readers.html_lists import drawn
from extractor.readers.html_page import is_html, is_mhtml
from extractor.readers.legacy_tables import tables


def read(body, *, head="", name="trang.html"):
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), name=name)


def lines(body, **options):
    return read(body, **options).text.split("\n")


def aside(document):
    return {(each.reason, each.text) for each in document.unread}


# -- what is a page


@pytest.mark.parametrize(
    "data, page",
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"\xef\xbb\xbf\r\n<HTML xmlns:v=x><body>x", True),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='x'>", True),
        (b"<!-- saved from url --><!doctype HTML PUBLIC '-//W3C'>", True),
        ("<html><body>kế hoạch".encode("utf-16"), True),
        (b"<table><tr><td>1</td></tr></table>", True),
        (b"<div align=center>\n\n# Plan\n\n</div>\n**1.** x", False),
        (b"<?xml version='1.0'?><plan/>", False),
        (b"I. MUC TIEU < 5%", False),
        (b"", False),
    ],
    ids=lambda x: str(x)[:20],
)
def test_a_page_is_told_by_its_content(data, page):
    assert is_html(data) is page


def test_xml_of_another_kind_is_refused_by_name():
    with pytest.raises(UnreadableFile, match="XML"):
        read_bytes(b"<?xml version='1.0'?><plan><item>1</item></plan>", name="x.html")


# -- encodings and entities


@pytest.mark.parametrize(
    "charset, declared",
    [
        ("utf-8", "utf-8"),
        ("utf-8", "windows-1252"),  # a browser saved it anew and left the old declaration
        ("utf-16", "utf-8"),
        ("utf-8-sig", "iso-8859-1"),
        ("cp1258", "windows-1258"),
    ],
)
def test_the_encoding_is_told_by_mark_bytes_and_declaration(charset, declared):
    words = "cơ quan ưu tiên đi đâu" if charset == "cp1258" else "Kế hoạch phát triển đô thị"
    data = f"<html><meta http-equiv=Content-Type content='text/html; charset={declared}'><p>{words}</p>".encode(charset)
    assert read_bytes(data, name="x.htm").text == words


def test_entities_of_windows_1252_are_its_signs():
    head = b"<html><meta charset=windows-1252>"
    data = head + b"<p>2026 &#150; 2030 &#147;\xd4\x94 &#272;&#7891;ng&nbsp;b&#7897; &amp; 5 &lt; 6"
    assert read_bytes(data, name="x.htm").text == "2026 – 2030 “Ô” Đồng bộ & 5 < 6"


def test_words_in_an_old_font_are_converted_run_by_run():
    document = read(
        "<p><span style='font-family:\".VnTime\"'>KÕ ho¹ch ph¸t triÓn</span> "
        "<font face='.VnTimeH'>kinh tÕ</font> và <font face=Arial>xã hội đô thị</font></p>"
    )
    assert document.text == "Kế hoạch phát triển KINH TẾ và xã hội đô thị"
    assert [w.code for w in document.warnings] == ["converted"]


def test_a_page_in_tcvn3_without_fonts_is_told_by_its_words():
    words = "Nhân dân trên địa bàn tỉnh và các xã thực hiện tốt"
    letters = {v: k for k, v in tables()["tcvn3"].letters.items() if len(k) == 1 and ord(k) < 256}
    data = b"<html><p>" + "".join(letters.get(c, c) for c in words).encode("latin-1")
    document = read_bytes(data, name="x.htm")
    assert document.text == words
    assert "tcvn3" in document.warnings[0].message


# -- paragraphs


def test_line_ends_of_the_file_are_blanks_and_breaks_are_lines():
    assert lines("<p>KẾ\n  HOẠCH<br>Phát triển\tđô thị<p>I. MỤC TIÊU<p>dòng<br>nối tiếp") == [
        "KẾ HOẠCH",
        "Phát triển đô thị",
        "I. MỤC TIÊU",
        "dòng nối tiếp",
    ]


def test_text_straight_in_divisions_and_preformatted_text_keep_their_lines():
    assert lines("một<div>hai<div>ba</div>bốn</div>năm<pre>I. Sáu\n1. Bảy</pre>") == [
        "một", "hai", "ba", "bốn", "năm", "I. Sáu", "1. Bảy",
    ]  # fmt: skip


def test_comments_and_conditional_parts_leave_the_words_between_them():
    assert lines(
        "<p>a<!-- b -->c<![if !vml]>d<![endif]><!--[if gte mso 9]><xml>e</xml><![endif]-->f<o:p></o:p></p>"
    ) == ["acdf"]


def test_text_after_the_end_of_the_page_is_read():
    assert read_bytes(b"<html><body><p>a</body></html>\n<html><body><p>b</body></html>", name="x").text == "a\nb"


def test_bold_lines_are_headings_by_tag_or_style():
    document = read(
        "<h2>Một</h2><p><b>Hai</b> <b>ba</b></p><p><b>Bốn:</b> năm</p><p class=x>Sáu</p>"
        "<p style='font-weight:700'>Bảy<span style='font-weight:normal'>tám</span></p>",
        head="<style>.x {font-weight: bold}</style>",
    )
    assert [b.kind for b in document.blocks] == ["heading", "heading", "paragraph", "heading", "paragraph"]


def test_capitals_of_the_style_sheet_are_drawn():
    assert read("<p class=c>kế hoạch</p>", head="<style>p.c{text-transform:uppercase}</style>").text == "KẾ HOẠCH"


# -- lists


def test_ordered_lists_are_numbered_as_a_browser_draws_them():
    body = """<ol type=I><li>MỤC TIÊU<ol><li>Chung<ol type=a start=3><li>ba<li value=7>bảy<li>tám</ol>
      <li>Riêng<ul><li>ý<li>- ý có dấu</ul></ol><li>NHIỆM VỤ</ol><ol reversed><li>hai<li>một</ol>"""
    assert lines(body) == [
        "I. MỤC TIÊU", "1. Chung", "c. ba", "g. bảy", "h. tám", "2. Riêng", "- ý", "- ý có dấu", "II. NHIỆM VỤ",
        "2. hai", "1. một",
    ]  # fmt: skip


def test_styles_decide_how_a_list_is_numbered():
    head = "<style>ol.r{list-style-type:lower-roman} li.n{list-style:none}</style>"
    body = "<ol class=r><li>a<li><p>b</p><p>c</p><li class=n>d</ol><ul style='list-style:none'><li>e</ul>"
    assert lines(body, head=head) == ["i. a", "ii. b", "c", "d", "e"]


def test_hidden_items_are_not_counted_and_an_empty_item_is_said():
    document = read("<ol><li>a<li style='display:none'>x<li>b<li><li>d</ol>")
    assert document.text.split("\n") == ["1. a", "2. b", "4. d"]
    assert aside(document) == {("hidden text", "x"), ("list number of an empty paragraph", "3.")}


@pytest.mark.parametrize(
    "number, style, written",
    [(28, "lower-alpha", "ab"), (26, "upper-latin", "Z"), (1994, "upper-roman", "MCMXCIV"), (0, "lower-roman", "0"),
     (7, "decimal-leading-zero", "07"), (-2, "decimal", "-2")],
)  # fmt: skip
def test_numbers_in_the_styles_of_css(number, style, written):
    assert drawn(number, style) == written


def test_words_own_list_numbers_are_labels():
    from extractor.readers.html import read as blocks_of

    body = """<html><body>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><b><span><span
    style='mso-list:Ignore'>II.<span style='font:7.0pt "Times"'>&nbsp;&nbsp; </span></span></span></b><![endif]>
    <b>NHIỆM VỤ</b></p>
    <p style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span
    style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp; </span></span></span><![endif]>Mở lớp</p>
    <p>Đạt <span style='font-family:Symbol'>&#179;</span> 80%</p></body></html>"""
    blocks = blocks_of(body.encode(), name="x.htm").blocks
    assert [(b.label, b.text, b.kind) for b in blocks] == [
        ("II.", "II. NHIỆM VỤ", "heading"),
        ("•", "• Mở lớp", "paragraph"),
        (None, "Đạt ≥ 80%", "paragraph"),
    ]


# -- what is not drawn, and footnotes


def test_what_is_not_drawn_is_set_aside_and_scripts_are_no_text():
    document = read(
        "<script>var x='chữ'</script><p>a<span hidden>b</span><span style='mso-hide:all'>c</span>"
        "<input type=hidden value=d><select><option>e</select><template>f</template></p><p class=z>g</p>",
        head="<style>@media print{.y{display:none}} .z{display:none}</style><title>Tên trang</title>",
    )
    assert document.text == "a"
    assert aside(document) == {
        ("hidden text", "b"), ("hidden text", "c"), ("hidden text", "g"), ("form control", "e"),
    }  # fmt: skip


def test_footnote_marks_leave_words_and_units_whole():
    document = read(
        "<p>Quyết định 12/QĐ-TTg<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> và "
        "Nghị định<sup>2</sup>, diện tích 30 m<sup>2</sup>, 10<sup>3</sup> cây, <a href='#muc'>mục 1</a></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>"
        "<span style='mso-special-character:footnote'>[1]</span></a> Sửa đổi năm 2025.</p></div></div>"
    )
    assert document.text == ("Quyết định 12/QĐ-TTg và Nghị định, diện tích 30 m2, 103 cây, mục 1\nSửa đổi năm 2025.")
    assert [u.text for u in document.unread] == ["[1]", "2", "[1]"]
    assert [b.kind for b in document.blocks] == ["paragraph", "note"]


def test_notes_and_running_feet_of_libreoffice():
    document = read(
        "<p>theo kế hoạch<sup><a class=sdfootnoteanc href='#sdfootnote1sym'>1</a></sup> này</p>"
        "<div id=sdfootnote1><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a> Đã sửa đổi.</p></div>"
        "<div title=footer><p>Trang 2</p></div>"
    )
    assert document.text == "theo kế hoạch này\nĐã sửa đổi."
    assert [b.kind for b in document.blocks] == ["paragraph", "note"]
    assert ("running foot", "Trang 2") in aside(document)


def test_contents_deletions_and_comments_of_word_are_set_aside():
    document = read(
        "<p class=MsoToc1>I. MỤC TIÊU 1</p><p>tăng <del>15%</del><ins>20%</ins></p>"
        "<div style='mso-element:comment-list'><p>xem lại</p></div>"
    )
    assert document.text == "tăng 20%"
    assert {reason for reason, _ in aside(document)} == {"table of contents", "tracked deletion", "comment"}


# -- tables


def cells(document):
    return [(b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan, document.text[slice(*b.span)])
            for b in document.blocks if b.cell]  # fmt: skip


def test_spans_place_cells_in_the_grid():
    document = read(
        "<table><tr><th rowspan=2>TT<th rowspan=2>Chỉ tiêu<th colspan=2>Kế hoạch<tr><th>2026<th>2030"
        "<tr><td>1<td rowspan=0>Số xã<td>20<br>xã<td>40<tr><td>2<td>25<td>50</table>"
    )
    assert cells(document) == [
        (0, 0, 2, 1, "TT"), (0, 1, 2, 1, "Chỉ tiêu"), (0, 2, 1, 2, "Kế hoạch"), (1, 2, 1, 1, "2026"),
        (1, 3, 1, 1, "2030"), (2, 0, 1, 1, "1"), (2, 1, 2, 1, "Số xã"), (2, 2, 1, 1, "20 xã"), (2, 3, 1, 1, "40"),
        (3, 0, 1, 1, "2"), (3, 2, 1, 1, "25"), (3, 3, 1, 1, "50"),
    ]  # fmt: skip


def test_empty_cells_keep_their_place_and_a_caption_stands_above():
    document = read("<table><caption>Biểu 1</caption><tr><td>a<td><td>c<tr><td>d<td>&nbsp;<td>f</table>")
    assert document.text == "Biểu 1\na |  | c\nd |  | f"


def test_tables_inside_tables():
    frame = "<table><tr><td><p>Một<p>Hai<table><tr><td>x<td>y<tr><td>z<td>t</table><p>Ba</table>"
    assert lines(frame) == ["Một", "Hai", "x | y", "z | t", "Ba"]
    data = "<table><tr><td>1<td>dài hơn nhiều<table><tr><td>x<td>y</table><td>3<tr><td>4<td>5<td>6</table>"
    assert lines(data) == ["1 | dài hơn nhiều | 3", "4 | 5 | 6", "x | y"]


def test_letterhead_and_signature_tables_are_lines():
    document = read(
        "<table><tr><td><b>ỦY BAN NHÂN DÂN<br>TỈNH MẪU<br>-------</b><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
        "Độc lập - Tự do - Hạnh phúc</b><tr><td>Số: 5/KH-UBND<td><i>Mẫu, ngày 2 tháng 3 năm 2026</i></table><p>KẾ HOẠCH"
    )
    assert document.text.split("\n")[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert not any(b.cell for b in document.blocks)
    assert aside(document) == {("ruling", "-------")}


def test_places_name_paragraphs_tables_and_cells():
    document = read("<p>a<p><p>b<table><tr><td>c<td>d<tr><td>e<td>f</table><p>g<table><tr><td><p>h<p>i</table>")
    assert [b.place for b in document.blocks] == [
        "p[1]", "p[2]", "t[1]/r[1]/c[1]", "t[1]/r[1]/c[2]", "t[1]/r[2]/c[1]", "t[1]/r[2]/c[2]", "p[3]",
        "t[2]/r[1]/c[1]/p[1]", "t[2]/r[1]/c[1]/p[2]",
    ]  # fmt: skip


# -- any page at all

TAGS = "p div span b table tr td th ul ol li br a sup h2 pre nav footer font o:p form select script style".split()
ATTRIBUTES = [
    "",
    "",
    " class=menu",
    " style='display:none'",
    " rowspan=3",
    " href=x",
    " href='#_ftn1'",
    " hidden",
    " type=a",
]
WORDS = [
    "Kế hoạch ",
    "I. ",
    "a) ",
    "80% ",
    "Nơi nhận: ",
    "Độc lập - Tự do ",
    "&nbsp;",
    "&lt; ",
    "----- ",
    "\n",
    "<!--x-->",
]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=50).map("".join))
def test_no_letter_of_any_page_is_lost(body):
    page = f"<html><meta charset=utf-8><body><p>Kế hoạch</p>{body}</body></html>".encode()
    document = read_bytes(page, name="x.html")
    there = Counter("".join((document.text + "".join(each.text for each in document.unread)).split()))
    shown = etree.fromstring(page, etree.HTMLParser(encoding="utf-8")).xpath(
        "//text()[not(ancestor::script|ancestor::style)]"
    )
    assert not Counter("".join("".join(shown).replace("\xa0", " ").split())) - there - Counter("|")


# -- a plan on a portal

PLAN = """<p><b>ỦY BAN NHÂN DÂN</b><br><b>TỈNH MẪU</b></p><p>Số: 12/KH-UBND</p>
<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</p><p><b>KẾ HOẠCH</b></p><p>Phát triển đô thị</p>
<p>Căn cứ <a href=a>Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025</a>;</p>
<p>Căn cứ <a href=b>Luật Quy hoạch đô thị và nông thôn ngày 26 tháng 11 năm 2024</a>;</p>
<p>I. MỤC TIÊU</p><p>1. Đến năm 2030, 80% số xã có quy hoạch được duyệt.</p><p>II. TỔ CHỨC THỰC HIỆN</p>
<p>1. Sở Xây dựng chủ trì triển khai, báo cáo Ủy ban nhân dân tỉnh trước ngày 30 tháng 11 hằng năm.</p>
<p>Nơi nhận:<br>- Như trên;</p><p>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Nguyễn Văn Mẫu</p>"""
LINKS = "".join(f"<li><a href={i}>Kế hoạch số {i}/KH-UBND về việc khác của tỉnh</a></li>" for i in range(8))
MENU = "".join(f"<li><a href={i}>Mục {i}</a></li>" for i in range(9))

MODERN = f"""<header><a href=/>CỔNG THÔNG TIN TỈNH MẪU</a></header><nav><ul>{MENU}</ul></nav>
<main><div class=breadcrumb><a href=x>Trang chủ</a> / Văn bản</div><h1>Kế hoạch phát triển đô thị tỉnh Mẫu</h1>
<div class=row><div class=col-8><article><div class=share-box>Chia sẻ: <a href=f>Trang bạn</a></div>{PLAN}
<div class=related><h3>Văn bản liên quan</h3><ul>{LINKS}</ul></div></article></div>
<aside><h3>Thống kê</h3><p>Đang xem: 12</p></aside></div></main><footer><p>Trụ sở: số 1 đường Mẫu</p></footer>"""
NESTED = f"""<form><table width=1000><tr><td colspan=3><img src=b.jpg>Cổng thông tin điện tử tỉnh Mẫu</td></tr>
<tr><td><table><tr><td><ul>{MENU}</ul></td></tr></table></td><td><table><tr><td>Chi tiết văn bản</td></tr>
<tr><td>{PLAN}</td></tr></table></td><td><ul>{LINKS}</ul></td></tr>
<tr><td colspan=3>Bản quyền thuộc về tỉnh Mẫu. Điện thoại: 0123</td></tr></table></form>"""
FLAT = f"<div id=menu><ul>{MENU}</ul></div>{PLAN}<ul>{LINKS}</ul>"


@pytest.mark.parametrize("page", [MODERN, NESTED, FLAT], ids=["divisions", "nested-tables", "flat"])
def test_a_plan_is_taken_off_its_portal(page):
    alone, document = read(PLAN), read(page)
    kept = set(document.text.split("\n"))
    assert set(alone.text.split("\n")) <= kept
    assert kept - set(alone.text.split("\n")) <= {"Kế hoạch phát triển đô thị tỉnh Mẫu"}
    words = " ".join(each.text for each in document.unread)
    assert "Mục 3" in words and "Kế hoạch số 7/KH-UBND" in words
    assert all(each.reason for each in document.unread)


def test_nothing_of_a_page_is_lost():
    document = read(MODERN)
    drawn_letters = sorted("".join("".join(etree.fromstring(MODERN, etree.HTMLParser()).itertext()).split()))
    assert sorted("".join((document.text + "".join(u.text for u in document.unread)).split())) == drawn_letters


def test_a_page_without_menus_is_read_whole():
    body = f"<h1>Trang riêng</h1><div><p>Lời dẫn của người đăng.</p></div><div>{PLAN}</div><p>Người đăng: A</p>"
    assert read(body).unread == ()


def test_links_inside_a_plan_are_no_menu():
    basis = "".join(
        f"<p>Căn cứ <a href={i}>Nghị định số {i}/2025/NĐ-CP của Chính phủ về đô thị</a>;</p>" for i in range(9)
    )
    document = read(f"<nav>{MENU}</nav><div>{PLAN.replace('<p>I. MỤC', f'<div>{basis}</div><p>I. MỤC')}</div>")
    assert all(f"Nghị định số {i}/2025/NĐ-CP" in document.text for i in range(9))


def test_numbers_in_a_list_of_other_documents_are_not_its_letterhead():
    others = "".join(
        f"<li>Số: {i}/KH-UBND <a href={i}>Kế hoạch về việc khác thứ {i} của tỉnh</a></li>" for i in range(9)
    )
    document = read(f"<nav>{MENU}</nav><div><div>{PLAN}</div><ul>{others}</ul></div>")
    assert "Số: 12/KH-UBND" in document.text and "Số: 8/KH-UBND" not in document.text


def test_a_page_that_only_links_to_the_document_says_so():
    page = "<p>Kế hoạch 12/KH-UBND</p><a href='/tep/KH%2012.signed.pdf'>Tải về</a><iframe src=x/b.docx></iframe>"
    (notice,) = read(page).warnings
    assert notice.code == "attached-files" and "KH 12.signed.pdf, b.docx" in notice.message


# -- saved as a single file


def test_a_page_saved_as_a_single_file():
    data = (
        b"From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="--b"\r\n'
        b"\r\n----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><meta charset=3Dutf-8><p>K=E1=BA=BF ho=E1=BA=A1ch ph=\r\n=C3=A1t tri=E1=BB=83n</p></html>\r\n"
        b"----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
    )
    assert is_mhtml(data)
    document = read_bytes(data, name="x.mht")
    assert (document.text, document.source.format) == ("Kế hoạch phát triển", "mhtml")


def test_a_single_file_without_a_page_says_so():
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\n\np{}\n--b--\n"
    )
    with pytest.raises(UnreadableFile, match="without its HTML"):
        read_bytes(data, name="x.mht")


# -- hostile and empty pages


@pytest.mark.parametrize(
    "body, words",
    [
        ("<div>" * 5000 + "x", "nested more than 255 deep"),
        ("<script>x</script>", "holds no text"),
        ("<p><img src=a.png></p>", "holds only pictures"),
        ("<p>" + "x" * 11_000_000, "cannot be parsed"),
    ],
    ids=["deep", "script", "picture", "long"],
)
def test_what_cannot_be_read_says_why(body, words):
    with pytest.raises(UnreadableFile, match=words) as caught:
        read(body)
    assert caught.value.remedy


def test_entities_of_a_document_type_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><p>x &b; y'
    assert "aaaa" not in read_bytes(bomb.encode(), name="x").text


def test_pictures_inside_the_page_are_passed_over():
    assert read("<p>a<img src='data:image/png;base64," + "A" * 12_000_000 + "'>b</p>").text == "ab"


def test_huge_spans_are_bounded():
    document = read("<table>" + "<tr><td colspan=65000 rowspan=65000>a<td>b" * 20 + "</table>")
    assert len(cells(document)) == 40
    assert max(row for row, *_ in cells(document)) == 19
