"""Tables of a PDF that white space alone holds apart, and what looks alike and is none."""

import pytest
from pdf_makers import Pages

from extractor.readers import pdf

HEADER = ("TT", "Chỉ tiêu", "Đơn vị", "2026", "2030")
ROWS = [
    ("1", "Số chợ đạt chuẩn an toàn\nthực phẩm", "Chợ", "12", "45"),
    ("2", "Tỷ lệ chợ có nước sạch", "%", "60", "100"),
    ("3", "Vốn nâng cấp chợ", "Tỷ đồng", "1.250", "2.300"),
]
STOPS = (20, 32, 100, 130, 150)


def laid(*rows, stops=STOPS, middle=False, size=11):
    """A page with rows of cells at tab stops (millimetres), between two paragraphs; `middle` centres them in height."""
    pages = Pages()
    pages.add_page()
    pages.paragraph(
        "Các chỉ tiêu về chợ của tỉnh đến năm 2030 do ngành công thương theo dõi và báo cáo hằng năm như sau:"
    )
    pages.set_font("R", "", size)
    y = pages.get_y() + 4
    for row in rows:
        lines = [cell.split("\n") for cell in row]
        deep = max(map(len, lines))
        for x, cell in zip(stops, lines, strict=False):
            shift = (deep - len(cell)) / 2 if middle else 0
            for i, line in enumerate(cell):
                pages.text(x, y + 6 * (i + shift), line)
        y += 6 * deep
    pages.set_xy(20, y)
    pages.paragraph(
        "Sở Công Thương theo dõi việc thực hiện các chỉ tiêu này và báo cáo Ủy ban nhân dân tỉnh mỗi quý một lần."
    )
    return pdf.read(pages.made(), name="x", ocr="never")


def cells(read):
    rows = {}
    for block in read.blocks:
        if block.cell:
            rows.setdefault(block.cell.row, []).append(block.text)
    return list(rows.values())


def whole(row):
    return [cell.replace("\n", " ") for cell in row]


def test_a_table_without_rulings_has_its_cells_with_wrapped_lines_joined():
    read = laid(HEADER, *ROWS)
    assert cells(read) == [list(HEADER), *map(whole, ROWS)]
    assert [block.cell is None for block in read.blocks] == [True, *[False] * 20, True]
    for block in read.blocks:
        left, top, right, bottom = block.box
        assert 50 < left < right < 550 and 50 < top < bottom < 400


def test_numbered_rows_need_no_headings_and_figures_under_headings_no_numbers():
    assert cells(laid(*ROWS)) == [*map(whole, ROWS)]
    bare = [row[1:] for row in (HEADER, *ROWS)]
    assert cells(laid(*bare, stops=STOPS[1:])) == [*map(whole, bare)]


def test_a_row_of_figures_without_a_number_is_a_row_of_its_own():
    rows = [*ROWS[:2], ("", "Trong đó: chợ loại một", "%", "20", "35"), ROWS[2]]
    assert cells(laid(HEADER, *rows)) == [list(HEADER), *map(whole, rows)]


def test_two_rows_are_too_few():
    assert not cells(laid(HEADER, *ROWS[:1]))


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{i}.", "Nâng cấp chợ số " + "một hai ba bốn năm".split()[i], "theo quy hoạch") for i in range(1, 5)],
        [("-", f"Chợ số {i}", "loại một") for i in range(1, 5)],
        [("Nội dung", "Mục", "Trang")] + [(f"Phần {i}", f"Mục {i}", str(i)) for i in range(1, 5)],
        [(str(i), "Phần thứ " + "một hai ba bốn năm".split()[i] + " ........", str(i)) for i in range(1, 5)],
        [("TRƯỞNG PHÒNG", "NGƯỜI LẬP", "GIÁM ĐỐC"), ("Kế hoạch", "Biểu mẫu", "Sở Công Thương")]
        + [("Trần Văn Núi", "Lê Thị Sông", "Phạm Văn Mây")],
        [("Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN"), ("- Như Điều 3;", "", "CHỦ TỊCH")]
        + [("- Lưu: VT.", "", "Trần Văn Núi")],
    ],
    ids=["a numbered list", "a list of dashes", "contents with a heading", "leaders", "three signatures", "recipients"],
)  # fmt: skip
def test_what_looks_alike_is_no_table(rows):
    assert not cells(laid(*rows, stops=(20, 60, 130)))


def test_rows_that_are_centred_in_height_are_left_alone():
    rows = [
        ("1", "Rà soát quy hoạch chợ, đề xuất\nđiều chỉnh cho phù hợp với\nthực tế", "Quý I", "5", "7"),
        ("2", "Cải tạo chợ xuống cấp và mở\nđường vào chợ cho xe tải của\nngười dân", "Quý II", "6", "8"),
        ("3", "Tập huấn người bán về an toàn\nthực phẩm và cách ghi chép\nnguồn gốc", "Quý III", "4", "9"),
    ]
    assert cells(laid(*rows)) == [*map(whole, rows)]
    assert not cells(laid(*rows, middle=True))


def test_a_table_over_a_page_break_is_one_and_a_row_that_it_cut_too():
    pages = Pages(number=False)
    halves = [
        (HEADER, *ROWS[1:], ("4", "Số chợ có nhà vệ sinh và", "Chợ", "30", "45")),
        (
            ("", "khu tập kết rác thải", "", "", ""),
            *((str(i), f"Số chợ loại {i}", "Chợ", "7", "9") for i in range(5, 8)),
        ),
    ]
    for half, top in zip(halves, (250, 25), strict=True):
        pages.add_page()
        pages.set_font("R", "", 11)
        for i, row in enumerate(half):
            for x, cell in zip(STOPS, row, strict=True):
                pages.text(x, top + 6 * i, cell)
    read = pdf.read(pages.made(), name="x", ocr="never")
    assert {block.cell.table for block in read.blocks} == {0}
    assert [row[:2] for row in cells(read)] == [
        ["TT", "Chỉ tiêu"], ["2", "Tỷ lệ chợ có nước sạch"], ["3", "Vốn nâng cấp chợ"],
        ["4", "Số chợ có nhà vệ sinh và khu tập kết rác thải"],
        ["5", "Số chợ loại 5"], ["6", "Số chợ loại 6"], ["7", "Số chợ loại 7"],
    ]  # fmt: skip
