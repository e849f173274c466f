"""Tasks in the styles of different offices: who leads is told by columns, by closing lines, by places in a sentence."""

import pytest

from tests.test_tasks import told

LIST = "\nIII. TỔ CHỨC THỰC HIỆN\n1. Nội dung chung\n"


def leads(body):
    return [(lead, support) for _, _, lead, support, _ in told(LIST + body)]


@pytest.mark.parametrize(
    "statement, lead, support",
    [
        ("2. Vụ Hợp tác quốc tế có trách nhiệm tìm nguồn tài trợ.", ["Vụ Hợp tác quốc tế"], []),
        ("2. Vụ Thị trường trong nước, chủ trì theo dõi giá cả.", ["Vụ Thị trường trong nước"], []),
        (
            "2. Ban chỉ đạo Cải cách hành chính tỉnh phối hợp với Sở Nội vụ soạn quy chế.",
            ["Ban chỉ đạo Cải cách hành chính tỉnh"],
            ["Sở Nội vụ"],
        ),
        (
            "2. Giao Sở Nội vụ chủ trì phối hợp cùng Ban chỉ đạo Cải cách hành chính tỉnh, Báo Cần Thơ tuyên truyền.",
            ["Sở Nội vụ"],
            ["Ban chỉ đạo Cải cách hành chính tỉnh", "Báo Cần Thơ"],
        ),
        (
            "2. Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ tập trung chỉ đạo việc này.",
            ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ", "cơ quan thuộc Chính phủ"],
            [],
        ),
        ("2. Hội, hiệp hội nghề nghiệp chủ động phản biện chính sách.", ["Hội, hiệp hội nghề nghiệp"], []),
        ("2. Các đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch.", ["Các đảng ủy trực thuộc Tỉnh ủy"], []),
        ("2. Các sở, ngành trong phạm vi chức năng, nhiệm vụ tăng cường quản lý.", ["Các sở, ngành"], []),
        ("2. Trước ngày 30/11/2026 các sở, ban, ngành tổ chức kiểm điểm.", ["các sở, ban, ngành"], []),
        (
            "2. Trên cơ sở Chương trình hành động của Chính phủ, các bộ, ngành xây dựng kế hoạch.",
            ["các bộ, ngành"],
            [],
        ),
        ("2. Vệ sinh chuồng trại hằng tuần (Sở Y tế chủ trì, các sở, ngành phối hợp).", ["Sở Y tế"], ["các sở, ngành"]),
    ],
)
def test_the_subject_is_told_by_its_place(statement, lead, support):
    assert leads(statement) == [(lead, support)]


@pytest.mark.parametrize(
    "statement",
    [
        "2. Tổ chức các hội nghị, hội thảo của tỉnh để cải thiện môi trường đầu tư.",
        "2. Cơ sở vật chất phải bảo đảm yêu cầu.",
        "2. Mỗi ngành, lĩnh vực cần xác định bài toán lớn.",
        "2. Ban hành quy chế có trách nhiệm của các bên.",
        "2. Chính phủ khuyến khích các tổ chức, cá nhân bảo vệ thông tin.",
        "2. Rà soát quy hoạch để kiến nghị Cục Địa chất, Bộ Xây dựng xem xét, điều chỉnh.",
    ],
)
def test_what_only_looks_like_a_subject(statement):
    assert leads(statement) == []


def test_closing_lines_below_the_last_of_a_series_hold_for_all_of_it():
    series = "\na) Mở hội nghị;\n\nb) Biên soạn tài liệu.\n\nĐơn vị chủ trì: Sở Tư pháp.\n"
    assert leads("2. Tuyên truyền" + series) == [(["Sở Tư pháp"], [])] * 2
    own = "\na) Mở hội nghị;\n\nĐơn vị chủ trì: Sở Y tế.\n\nb) Biên soạn tài liệu.\n\nĐơn vị chủ trì: Sở Tư pháp.\n"
    assert leads("2. Tuyên truyền" + own) == [(["Sở Y tế"], []), (["Sở Tư pháp"], [])]


def test_who_takes_part_is_said_below_a_nested_list():
    assert leads("""2. Cải cách bộ máy
- Cơ quan chủ trì:
+ Sở Nội vụ thực hiện điểm 1.
+ Sở Tài chính hướng dẫn điểm 2.
- Cơ quan phối hợp: Mời Ban Tổ chức Tỉnh ủy tham gia, các sở, ngành.
""") == [
        (["Sở Nội vụ"], ["Ban Tổ chức Tỉnh ủy", "các sở, ngành"]),
        (["Sở Tài chính"], ["Ban Tổ chức Tỉnh ủy", "các sở, ngành"]),
    ]


def test_a_bracket_or_a_term_may_be_a_paragraph_of_its_own():
    body = "2. Lập kho dữ liệu của tỉnh\n\n(Sở Nội vụ chủ trì, phối hợp với Công an tỉnh).\n"
    assert leads(body) == [(["Sở Nội vụ"], ["Công an tỉnh"])]
    term = "2. Sở Nội vụ lập kho dữ liệu của tỉnh.\n\nThời gian hoàn thành trước ngày 30/6/2026.\n"
    assert [task[-1] for task in told(LIST + term)] == [("2026-06-30", "before", None)]


def test_paragraphs_after_a_units_own_sentence_go_on_with_its_body():
    first, then = "2. Sở Nội vụ theo dõi việc thực hiện.", "Tổng hợp kết quả của các đơn vị, trình Bộ trưởng xem xét."
    assert leads(f"{first}\n\n{then}\n\nTrang sau\n") == [(["Sở Nội vụ"], [])] * 2


def test_a_decree_may_put_in_force_and_give_a_task_in_one_article():
    body = """
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế theo dõi.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.
"""
    assert [task[2:4] for task in told(body)] == [(["Sở Nội vụ"], ["Sở Y tế"])]


def test_a_column_of_lead_bodies_names_bodies_that_no_list_knows():
    body = """
| TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |
|---|---|---|---|---|
| 1 | Lập bản đồ số | Trạm Quan trắc | TCT, Cục Thuế và các đơn vị liên quan | 2026 |
| 2 | Rà soát văn bản | Theo phân công của Thủ tướng Chính phủ | Sở Tư pháp | 2026 |
| | Tổng cộng | Sở Tài chính | | |
"""
    assert [task[2:4] for task in told(body)] == [(["Trạm Quan trắc"], ["TCT", "Cục Thuế", "các đơn vị liên quan"])]


@pytest.mark.parametrize(
    "words, anchor",
    [
        ("Tổ chức kiểm tra thường xuyên các trạm bơm.", "ongoing"),
        ("Bố trí kinh phí chi thường xuyên cho trạm bơm.", None),
        ("Tổ chức kiểm tra thường xuyên, hoàn thành trong năm 2027.", "2027"),
    ],
)
def test_a_manner_is_a_due_where_no_term_is_said(words, anchor):
    (task,) = told(f"{LIST}2. Sở Y tế:\n- {words}\n")
    assert (task[-1][0] if task[-1] else None) == anchor


def test_the_partys_plans_number_with_dashes():
    assert [
        task[0]
        for task in told("""
A- NHIỆM VỤ
I- PHÂN CÔNG
1- Văn phòng Tỉnh ủy
1.1- Lập quy chế làm việc.
1.2- Theo dõi, đôn đốc.
2- Sở Y tế kiểm tra nguồn nước.
""")
    ] == ["A.I.1.1.1", "A.I.1.1.2", "A.I.2"]
