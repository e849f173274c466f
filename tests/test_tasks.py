"""Tasks from small plans: each case is one way in which a plan names the body that must act."""

from extractor import readers
from extractor.pipeline import understand
from extractor.tasks import find_tasks

HEAD = """# KẾ HOẠCH
Chuyển đổi số ngành thủy lợi giai đoạn 2026 - 2030
"""


def tasks(body, head=HEAD):
    return find_tasks(understand(readers.read_text(head + body, name="plan.md")))


def told(body, head=HEAD):
    """path, action's first words, lead, support, (anchor, relation, every) of each task."""
    return [
        (
            t.path,
            " ".join(t.action.split()[:3]),
            [b.name for b in t.lead],
            [b.name for b in t.support],
            (t.due.anchor, t.due.relation, t.due.every) if t.due else None,
        )
        for t in tasks(body, head)
    ]


def test_every_item_under_a_body_is_its_task():
    assert told("""
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
a) Cân đối ngân sách cho kế hoạch.
b) Phối hợp với Sở Nội vụ rà soát biên chế.
2. Giao Sở Y tế:
- Kiểm tra nguồn nước tại các trạm.
3. Đề nghị Hội Nông dân tỉnh
Vận động hội viên tiết kiệm nước.
""") == [
        ("III.1.a", "Cân đối ngân", ["Sở Tài chính"], [], None),
        ("III.1.b", "rà soát biên", ["Sở Tài chính"], ["Sở Nội vụ"], None),
        ("III.2", "Kiểm tra nguồn", ["Sở Y tế"], [], None),
        ("III.3", "Vận động hội", ["Hội Nông dân tỉnh"], [], None),
    ]


def test_a_lead_in_says_who_leads_and_who_takes_part():
    assert told("""
IV. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính:
- Lập bản đồ cấp nước.
2. Công an tỉnh
a) Chủ trì, phối hợp với các sở, ngành:
- Bảo vệ công trình đầu mối.
""") == [
        ("IV.1", "Lập bản đồ", ["Sở Xây dựng"], ["Sở Tài chính"], None),
        ("IV.2.a", "Bảo vệ công", ["Công an tỉnh"], ["các sở, ngành"], None),
    ]


def test_two_sentences_under_two_bodies_are_two_tasks():
    assert told("""
II. NHIỆM VỤ
1. Giao Sở Nội vụ tham mưu bố trí nhân sự. Sở Tài chính chủ trì bố trí kinh phí trước ngày 15/3/2026.
2. Sở Y tế tổ chức tập huấn. Hằng năm tổng kết công tác này.
""") == [
        ("II.1", "tham mưu bố", ["Sở Nội vụ"], [], None),
        ("II.1", "bố trí kinh", ["Sở Tài chính"], [], ("2026-03-15", "before", None)),
        ("II.2", "tổ chức tập", ["Sở Y tế"], [], (None, None, "year")),
    ]


def test_an_item_with_its_own_subject_leaves_the_list_it_stands_in():
    assert told("""
III. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
- Xây dựng tài liệu giảng dạy.
- Ủy ban nhân dân các xã, phường bố trí địa điểm tập huấn.
- Yêu cầu các cơ quan báo chí đưa tin kịp thời.
""") == [
        ("III.1", "Xây dựng tài", ["Sở Giáo dục và Đào tạo"], [], None),
        ("III.1", "bố trí địa", ["Ủy ban nhân dân các xã, phường"], [], None),
        ("III.1", "Yêu cầu các", ["Sở Giáo dục và Đào tạo"], [], None),
    ]


def test_closing_lines_hold_for_the_group_they_end():
    assert told("""
III. NHIỆM VỤ
1. Nâng cấp trạm bơm
- Khảo sát hiện trạng các trạm.
- Lập phương án sửa chữa.
Đơn vị chủ trì: Sở Xây dựng; đơn vị phối hợp: Sở Tài chính.
Thời gian thực hiện: Tháng 6/2026.
- Nghiệm thu các trạm.
Đơn vị chủ trì: Sở Khoa học và Công nghệ.
""") == [
        ("III.1", "Khảo sát hiện", ["Sở Xây dựng"], ["Sở Tài chính"], ("2026-06", "by", None)),
        ("III.1", "Lập phương án", ["Sở Xây dựng"], ["Sở Tài chính"], ("2026-06", "by", None)),
        ("III.1", "Nghiệm thu các", ["Sở Khoa học và Công nghệ"], [], None),
    ]


def test_a_closing_in_the_same_paragraph_holds_for_its_own_item_and_names_the_product():
    found = tasks("""
III. NHIỆM VỤ
1. Lập bản đồ ngập úng. Cơ quan chủ trì: Sở Xây dựng. Sản phẩm: Bản đồ số.
""")
    assert [(t.action, [b.name for b in t.lead], t.output) for t in found] == [
        ("Lập bản đồ ngập úng", ["Sở Xây dựng"], "Bản đồ số")
    ]


def test_a_bracket_or_an_agent_names_the_lead():
    assert told("""
II. NHIỆM VỤ
1. Quan trắc độ mặn trên các sông lớn (Sở Y tế chủ trì, phối hợp với Công an tỉnh).
2. Dự án cấp nước nông thôn do Sở Xây dựng chủ trì.
3. Nâng cao nhận thức của người dân.
""") == [
        ("II.1", "Quan trắc độ", ["Sở Y tế"], ["Công an tỉnh"], None),
        ("II.2", "Dự án cấp", ["Sở Xây dựng"], [], None),
    ]


def test_a_topic_or_an_adverbial_may_stand_before_the_subject():
    assert told("""
II. NHIỆM VỤ
1. Về nguồn nước: giao Sở Y tế lấy mẫu hằng quý.
2. Căn cứ kế hoạch này, các sở, ngành xây dựng chương trình của đơn vị.
""") == [
        ("II.1", "Về nguồn nước:", ["Sở Y tế"], [], (None, None, "quarter")),
        ("II.2", "Căn cứ kế", ["các sở, ngành"], [], None),
    ]


def test_rows_are_read_by_their_columns_and_fill_from_merged_cells():
    found = tasks("""
PHỤ LỤC
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |
| --- | --- | --- | --- | --- | --- |
| I | Hạ tầng | | | | |
| 1 | Lắp đặt trạm đo mưa tự động | Sở Xây dựng | Sở Tài chính; Công an tỉnh | 2027 | Trạm đo |
| 2 | Kiểm định thiết bị đo | Sở Y tế | | Quý II/2026 | |
""")
    assert [(t.path, t.rule, [b.name for b in t.lead], [b.name for b in t.support]) for t in found] == [
        ("Phụ lục.I", "table-row", ["Sở Xây dựng"], ["Sở Tài chính", "Công an tỉnh"]),
        ("Phụ lục.I", "table-row", ["Sở Y tế"], []),
    ]
    assert [(t.due.anchor, t.output) for t in found] == [("2027", "Trạm đo"), ("2026-Q2", None)]


def test_a_body_beside_an_indicator_is_no_task_unless_it_is_told_what_to_do():
    found = tasks("""
PHỤ LỤC
| TT | Chỉ tiêu | Chủ trì |
| --- | --- | --- |
| 1 | Tỷ lệ hộ có nước sạch đạt 98% | Sở Y tế |
| 2 | Tỷ lệ trạm có cảm biến đạt 60% | Sở Xây dựng theo dõi, tổng hợp số liệu |
""")
    assert [[b.name for b in t.lead] for t in found] == [["Sở Xây dựng"]]


def test_what_is_no_task():
    assert (
        told("""
I. KẾT QUẢ THỰC HIỆN
1. Sở Y tế đã kiểm tra 30 trạm cấp nước.
II. MỤC TIÊU
- Các trạm bơm được nâng cấp.
III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan, đơn vị nghiêm túc triển khai thực hiện Kế hoạch này.
2. Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này.
""")
        == []
    )


def test_the_last_paragraph_speaks_for_the_whole_document():
    found = told("""
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
Kiểm tra chất lượng nước.
Trong quá trình thực hiện, nếu có khó khăn, các cơ quan, đơn vị báo cáo Ủy ban nhân dân tỉnh xem xét.
Nơi nhận:
- Các sở;
""")
    assert [(path, lead) for path, _, lead, _, _ in found] == [("III.1", ["Sở Y tế"]), ("", ["các cơ quan, đơn vị"])]


def test_objectives_under_a_task_are_no_tasks():
    found = told("""
IV. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng
a) Lập đề án cấp nước, bảo đảm đạt các mục tiêu sau:
- 90% hộ dân có nước sạch;
- 70% trạm có cảm biến.
b) Báo cáo trước ngày 20/11 hằng năm.
""")
    assert [(path, due) for path, *_, due in found] == [
        ("IV.1.a", None),
        ("IV.1.b", ("--11-20", "before", "year")),
    ]


def test_records_point_into_the_text_and_name_their_evidence():
    body = "\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Phối hợp với Sở Nội vụ tập huấn cho cán bộ trạm.\n"
    reading = understand(readers.read_text(HEAD + body, name="plan.md"))
    (task,) = find_tasks(reading)
    assert task.id == "task-1" and task.quote == reading.quote(task.span)
    assert [(e.field, e.quote, e.rule, e.inherited_from) for e in task.evidence] == [
        ("lead", "Sở Y tế", "heading-body", "III.1"),
        ("support", "Sở Nội vụ", "support", None),
    ]
    assert all(e.quote == reading.quote(e.span) for e in task.evidence)


def test_a_bold_line_of_the_letterhead_or_preamble_heads_no_tasks():
    letterhead = """**BỘ KHOA HỌC VÀ CÔNG NGHỆ**

Số: 12/KH-BKHCN

Hà Nội, ngày 05 tháng 02 năm 2026

# KẾ HOẠCH

## Chuyển đổi số ngành thủy lợi
"""
    assert told("\nI. MỤC TIÊU\n1. Tiết kiệm nước.\n", letterhead) == []
    decision = "## QUYẾT ĐỊNH\n\n## Ban hành Kế hoạch\n\n## ỦY BAN NHÂN DÂN TỈNH\n\n"
    preamble = "Xét Tờ trình số 12/TTr-SYT ngày 05/02/2026 của Sở Y tế.\n\nĐiều 1. Ban hành Kế hoạch.\n"
    assert told(preamble, decision) == []
