"""Ruled tables of a PDF: spans, page breaks, cut rows, repeated headers."""

from pdf_makers import Pages

from extractor.readers import pdf
from extractor.readers.pdf_shapes import Page, Ruling, Word
from extractor.readers.pdf_tables import tables

HEADER = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]


def rows(read):
    """(table, row) → the texts of its cells, from the left."""
    found = {}
    for block in read.blocks:
        if block.cell:
            found.setdefault((block.cell.table, block.cell.row), []).append(block.text)
    return found


def made(body, *, widths=(12, 90, 38, 30), header=(HEADER,), y=None):
    pages = Pages()
    pages.add_page()
    if y:
        pages.set_y(y)
    pages.ruled([*header, *body], widths=widths, headings=len(header))
    return pdf.read(pages.made(), name="x")


def test_a_table_over_pages_is_one_table_without_repeated_headers():
    body = [
        [str(i), f"Cải tạo chợ số {i} và đường vào chợ để xe tải ra vào được", "Sở Xây dựng", "2027"]
        for i in range(1, 60)
    ]
    read = made(body)
    assert read.pages > 2
    found = rows(read)
    assert {table for table, _ in found} == {0}
    assert list(found.values()) == [HEADER, *body]
    repeated = [u for u in read.unread if u.reason == "table header repeated on a new page"]
    assert len(repeated) == read.pages - 1


def test_merged_cells_and_two_header_rows_have_their_spans():
    header = (
        [("TT", {"rowspan": 2}), ("Chỉ tiêu", {"rowspan": 2}), ("Lộ trình", {"colspan": 2})],
        ["2026", "2030"],
    )
    body = [[("I. Hạ tầng", {"colspan": 4})], ["1", "Số chợ đạt chuẩn", "12", "45"]]
    read = made(body, header=header)
    cells = {b.text: (b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan) for b in read.blocks}
    assert cells == {
        "TT": (0, 0, 2, 1),
        "Chỉ tiêu": (0, 1, 2, 1),
        "Lộ trình": (0, 2, 1, 2),
        "2026": (1, 2, 1, 1),
        "2030": (1, 3, 1, 1),
        "I. Hạ tầng": (2, 0, 1, 4),
        "1": (3, 0, 1, 1),
        "Số chợ đạt chuẩn": (3, 1, 1, 1),
        "12": (3, 2, 1, 1),
        "45": (3, 3, 1, 1),
    }


def test_wrapped_lines_of_a_cell_are_joined_and_items_are_lines():
    task = "- Rà soát quy hoạch chợ và đề xuất điều chỉnh cho phù hợp với thực tế.\n- Báo cáo Ủy ban nhân dân tỉnh."
    read = made([["1", task, "Sở Công Thương chủ trì, phối hợp", "Quý IV/2026"]])
    assert rows(read)[0, 1] == ["1", task, "Sở Công Thương chủ trì, phối hợp", "Quý IV/2026"]


def cut(top_words, bottom_words, *, header=True):
    """Two pages with one table; the row between them is cut: neither side has an edge at the page break."""
    pages = Pages(number=False)
    for words in (top_words, bottom_words):
        pages.add_page()
        first = pages.page_no() == 1
        top, bottom = (230, 280) if first else (20, 60)
        for x in (20, 40, 120, 190):
            pages.line(x, top, x, bottom)
        for y in (230, 240) if first else (60,):
            pages.line(20, y, 190, y)
        pages.set_font("R", "", 11)
        if first and header:
            for x, word in zip((22, 42, 122), ("TT", "Nhiệm vụ", "Chủ trì"), strict=True):
                pages.text(x, 236, word)
        for x, word in zip((22, 42, 122), words, strict=True):
            for i, line in enumerate(word.split("\n")):
                pages.text(x, (247 if first else 26) + 5 * i, line)
    return rows(pdf.read(pages.made(), name="x"))


def test_a_row_cut_by_a_page_break_is_one_row():
    found = cut(["1", "Xây dựng nhà lồng chợ và", "Sở Xây dựng"], ["", "khu vệ sinh công cộng.", ""])
    assert found == {
        (0, 0): ["TT", "Nhiệm vụ", "Chủ trì"],
        (0, 1): ["1", "Xây dựng nhà lồng chợ và khu vệ sinh công cộng.", "Sở Xây dựng"],
    }


def test_a_row_of_its_own_after_a_page_break_stays_one():
    found = cut(["1", "Xây dựng nhà lồng chợ.", "Sở Xây dựng"], ["2", "Trồng cây.", "Sở Nông nghiệp"])
    assert found[0, 2] == ["2", "Trồng cây.", "Sở Nông nghiệp"]


def test_frames_and_underlines_are_no_tables():
    pages = Pages()
    pages.add_page()
    pages.rect(18, 18, 174, 60)
    pages.paragraph("Một khung quanh đoạn văn không phải là bảng.")
    pages.line(90, 50, 120, 50)
    read = pdf.read(pages.made(), name="x")
    assert [b.cell for b in read.blocks] == [None]


def test_two_tables_on_a_page_stay_apart():
    pages = Pages()
    pages.add_page()
    for name in ("A", "B"):
        pages.ruled([["TT", f"Bảng {name}"], ["1", "một"]], widths=(20, 150))
        pages.paragraph("Đoạn văn giữa hai bảng.")
    read = pdf.read(pages.made(), name="x")
    assert [b.cell.table if b.cell else None for b in read.blocks] == [0, 0, 0, 0, None, 1, 1, 1, 1, None]


def test_a_drawing_of_thousands_of_lines_is_no_table():
    lines = [Ruling(float(i), 0.0, 500.0) for i in range(2000)]
    words = [Word("chợ", 10, 10, 30, 20)]
    grids, rest = tables(Page(1, 600, 800, words, lines, lines))
    assert grids == [] and rest == words
