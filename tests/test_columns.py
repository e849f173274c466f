"""Columns of small tables: what each header means, and which cell of a row stands under it."""

from extractor import readers
from extractor.columns import table_columns


def rows(table):
    document = readers.read_text("# PHỤ LỤC\n\n" + table, name="plan.md")
    return [
        (row, [document.text[c.span.start : c.span.end] if c else None for c in row.cells])
        for row in table_columns(document).values()
    ]


def roles(table):
    return [(c.role, c.year) for c in rows(table)[0][0].columns]


def test_headers_name_their_roles():
    assert roles("""
| STT | Nội dung công việc | Đơn vị thực hiện | Đơn vị phối hợp | Tiến độ | Kết quả dự kiến |
| --- | --- | --- | --- | --- | --- |
| 1 | Lắp trạm | Sở Y tế | | 2026 | Trạm |
""") == [("index", None), ("task", None), ("lead", None), ("support", None), ("due", None), ("output", None)]


def test_a_result_beside_an_indicator_is_its_value():
    assert roles("""
| TT | Chỉ tiêu | Đơn vị tính | Kết quả | Cơ quan theo dõi |
| --- | --- | --- | --- | --- |
| 1 | Nước sạch | % | 98 | Sở Y tế |
""") == [("index", None), ("indicator", None), ("unit", None), ("value", None), ("lead", None)]


def test_sub_headings_are_shared_out_among_the_headings():
    assert roles("""
| TT | Chỉ tiêu | ĐVT | Ước TH năm 2025 | Giai đoạn 2026 - 2028 |
| --- | --- | --- | --- | --- |
| Năm 2026 | Năm 2027 | Năm 2028 |
| 1 | Diện tích tưới | ha | 10 | 12 | 14 | 16 |
| 2 | Số trạm | trạm | 1 | 2 | 3 | 4 |
""") == [
        ("index", None),
        ("indicator", None),
        ("unit", None),
        ("baseline", "2025"),
        ("value", "2026"),
        ("value", "2027"),
        ("value", "2028"),
    ]


def test_the_rows_that_number_the_columns_and_repeat_the_header_are_no_data():
    found = rows("""
| TT | Nhiệm vụ | Cơ quan chủ trì |
| --- | --- | --- |
| 1 | 2 | 3 |
| 1 | Lắp trạm đo | Sở Y tế |
| TT | Nhiệm vụ | Cơ quan chủ trì |
| 2 | Kiểm định máy | Sở Xây dựng |
""")
    assert [cells for _, cells in found] == [["1", "Lắp trạm đo", "Sở Y tế"], ["2", "Kiểm định máy", "Sở Xây dựng"]]


def test_a_row_with_fewer_cells_takes_them_from_the_row_above_and_an_empty_cell_stays_empty():
    found = rows("""
| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
| --- | --- | --- | --- |
| 1 | Lắp trạm đo | Sở Y tế | 2026 |
| 2 | Kiểm định máy | |
| 3 | Vận hành | | |
""")
    assert [cells for _, cells in found] == [
        ["1", "Lắp trạm đo", "Sở Y tế", "2026"],
        ["2", "Kiểm định máy", "", "2026"],
        ["3", "Vận hành", "", ""],
    ]


def test_a_merged_heading_that_was_written_out_covers_the_columns_to_its_right():
    assert roles("""
| TT | Chỉ tiêu | Đơn vị | Năm 2025 | | Kế hoạch năm 2026 |
| --- | --- | --- | --- | --- | --- |
| | | | Kế hoạch | Ước thực hiện | |
| 1 | Tỷ lệ hộ nghèo toàn xã | % | 3,0 | 2,8 | 2,5 |
""") == [
        ("index", None),
        ("indicator", None),
        ("unit", None),
        (None, "2025"),
        ("baseline", "2025"),
        ("value", "2026"),
    ]


def test_a_column_of_words_headed_as_an_aim_is_the_indicator():
    assert roles("""
| TT | Mục tiêu | Chỉ tiêu đến 2030 | Lộ trình | | Cơ quan chủ trì |
| --- | --- | --- | --- | --- | --- |
| | | | 2026 | 2027 | |
| 1 | Tỷ lệ hồ sơ trực tuyến toàn trình | 90% | 70% | 75% | Sở Nội vụ |
""") == [
        ("index", None),
        ("indicator", None),
        ("value", "2030"),
        ("value", "2026"),
        ("value", "2027"),
        ("lead", None),
    ]
