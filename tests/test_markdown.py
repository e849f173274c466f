"""Markdown to blocks: pipe tables, the crawled form, breaks and signs inside cells."""

from extractor.normalize import raw_offset
from extractor.readers import read_bytes

TABLE = """# KẾ HOẠCH

| TT | Nhiệm vụ | Cơ quan<br>chủ trì | Tỷ lệ |
|:--:|---|---|---:|
| 1 | Rà soát quy hoạch;<br>- Lập danh mục<br/>- Công bố | Sở Xây dựng<BR />Sở Tài chính | &ge; 80% |
| 2 | Nhóm A\\|B, mức &lt; 5 và \\*chú thích\\* |  | 60%
"""


def cells(document):
    return [document.text[slice(*b.span)] for b in document.blocks if b.cell]


def test_breaks_escapes_and_entities_in_pipe_tables():
    document = read_bytes(TABLE.encode(), name="k.md")
    assert cells(document) == [
        "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Tỷ lệ",
        "1", "Rà soát quy hoạch;\n- Lập danh mục\n- Công bố", "Sở Xây dựng\nSở Tài chính", "≥ 80%",
        "2", "Nhóm A|B, mức < 5 và *chú thích*", "", "60%",
    ]  # fmt: skip


def test_every_character_of_a_cell_leads_back():
    document = read_bytes(TABLE.encode(), name="k.md")
    for at, char in enumerate(document.text):
        raw = TABLE[raw_offset(document.runs, at)]
        assert raw == char or char.isspace() or char in "|≥<", (at, char, raw)
    assert TABLE[raw_offset(document.runs, document.text.index("≥")) :].startswith("&ge;")


def test_breaks_outside_tables_part_lines():
    text = (
        "# KẾ HOẠCH\n\n**ỦY BAN NHÂN DÂN**<br>TỈNH MẪU<br>\nSố: 1/KH-UBND\n\nPhát triển<br>đô thị đến năm 2030.<br>Hết."
    )
    assert read_bytes(text.encode(), name="k.md").text.split("\n") == [
        "KẾ HOẠCH", "ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số: 1/KH-UBND", "Phát triển đô thị đến năm 2030.", "Hết.",
    ]  # fmt: skip


def test_signs_that_are_no_marks_stay():
    text = "# A\n\n# B\n\nGiá 5 & 6 < 7 > 2; R&D; a_b_c; 2*3; x &khong; y"
    assert read_bytes(text.encode(), name="k.md").text.endswith("Giá 5 & 6 < 7 > 2; R&D; a_b_c; 2*3; x &khong; y")


def test_pipe_and_crawled_tables_stand_in_one_file():
    text = "# A\n\n| TT | Tên |\n|---|---|\n| 1 | Xã |\n\n|\nTT\n|\nTên\n|\n|\n1\n|\nPhường\n|\n\nHết\n"
    document = read_bytes(text.encode(), name="k.md")
    assert document.text.split("\n") == ["A", "TT | Tên", "1 | Xã", "TT | Tên", "1 | Phường", "Hết"]
    assert [b.cell.table for b in document.blocks if b.cell] == [0] * 4 + [1] * 4


def crawled(*rows):
    """A table as portals give it: a cell a line between lone pipes."""
    lines = [["|", *(line for cell in row for line in (cell, "|") if line)] for row in rows]
    return "\n".join(line for row in lines for line in row)


def test_no_row_of_a_crawled_table_opens_with_a_figure_or_a_dash_for_none():
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị", "Năm 2025", "Năm 2026", "Năm 2027"],
        ["1", "Sản lượng chè", "Tấn", "1.200", "1.300", "1.450"],
        ["", "- Chè búp", "Tấn", "", "1.250", "1.300"],
        ["", "- Chè khô", "Tấn", "", "1.350", "1.400"],
        ["", "- Chè hạt", "Tấn", "", "1.100", "1.200"],
        ["2", "Vay của tỉnh", "Tỷ đồng", "-", "", "-"],
        ["3", "Trả nợ gốc", "Tỷ đồng", "10", "20", "30"],
    ]
    document = read_bytes(f"# KẾ HOẠCH\n\n{crawled(*rows)}\n".encode(), name="k.md")
    assert cells(document) == [cell for row in rows for cell in row]
