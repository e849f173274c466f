"""Plans of a few lines to their targets: how a number stands in its sentence, what it measures, when it is due."""

import pytest
from growth import grows_linearly

from extractor import extract_text

PLAN = """KẾ HOẠCH
Phát triển dịch vụ số trên địa bàn tỉnh Mẫu đến năm 2030

I. MỤC TIÊU
1. Mục tiêu cụ thể
{}
II. NHIỆM VỤ
{}
"""


def targets(*objectives: str, tasks: str = "1. Sở Y tế chủ trì."):
    return extract_text(PLAN.format("\n".join(objectives), tasks)).targets


def shown(target):
    due = target.due and (target.due.anchor or target.due.every)
    return target.indicator, target.comparator, target.value, target.unit, target.change, due


@pytest.mark.parametrize(
    "words, found",
    [
        ("- 70% thư viện xã nối mạng;", [("thư viện xã nối mạng", "=", "70", "%", "reach", "2030")]),
        ("- Tỷ lệ hộ nghèo giảm còn dưới 1%.", [("Tỷ lệ hộ nghèo", "<", "1", "%", "reach", "2030")]),
        ("- Kinh tế số chiếm 45% GRDP.", [("Kinh tế số", "=", "45", "% GRDP", "reach", "2030")]),
        (
            "- Đào tạo 1.000 chuyên gia dữ liệu;",
            [("Đào tạo chuyên gia dữ liệu", "=", "1000", "chuyên gia", "reach", "2030")],
        ),
        ("- Giảm ít nhất 30% thời gian xử lý;", [("thời gian xử lý", ">=", "30", "%", "decrease_by", "2030")]),
        ("- Số lượt khách tăng bình quân 8%/năm;", [("Số lượt khách", "=", "8", "%/năm", "increase_by", "2030")]),
        ("- Duy trì độ che phủ rừng ở mức 42%;", [("độ che phủ rừng", "=", "42", "%", "maintain", "2030")]),
        (
            "- Tỷ lệ dân số từ 15 tuổi trở lên có tài khoản đạt 95%;",
            [("Tỷ lệ dân số từ 15 tuổi trở lên có tài khoản", "=", "95", "%", "reach", "2030")],
        ),
        (
            "- Năm 2026 đạt 50%, năm 2030 đạt 80% dân số có hồ sơ điện tử;",
            [
                ("dân số có hồ sơ điện tử", "=", "50", "%", "reach", "2026"),
                ("dân số có hồ sơ điện tử", "=", "80", "%", "reach", "2030"),
            ],
        ),
        (
            "- Tỷ lệ hồ sơ trực tuyến tăng từ 60% lên 80% vào năm 2027;",
            [("Tỷ lệ hồ sơ trực tuyến", "=", "80", "%", "reach", "2027")],
        ),
        ("- Mọi hồ sơ mới đều được số hóa;", [("hồ sơ mới đều được số hóa", "=", "100", "%", "reach", "2030")]),
        ("- Thuộc nhóm 10 tỉnh dẫn đầu về chỉ số số hóa;", [("chỉ số số hóa", "<=", "10", "hạng", "reach", "2030")]),
        ("- Mỗi năm tổ chức ít nhất 02 hội nghị;", [("tổ chức hội nghị", ">=", "2", "hội nghị", "reach", "year")]),
        (
            "- Cơ cấu kinh tế: nông nghiệp 18%, công nghiệp 42%, dịch vụ 40%;",
            [
                ("Cơ cấu kinh tế: nông nghiệp", "=", "18", "%", "reach", "2030"),
                ("công nghiệp", "=", "42", "%", "reach", "2030"),
                ("dịch vụ", "=", "40", "%", "reach", "2030"),
            ],
        ),
        (
            "- Tỷ lệ hồ sơ đúng hạn các năm 2026, 2027 lần lượt đạt 95% và 97%;",
            [
                ("Tỷ lệ hồ sơ đúng hạn", "=", "95", "%", "reach", "2026"),
                ("Tỷ lệ hồ sơ đúng hạn", "=", "97", "%", "reach", "2027"),
            ],
        ),
        (
            "- Năm 2026: 60%; năm 2027: 70% số thôn có nhà văn hóa;",
            [
                ("số thôn có nhà văn hóa", "=", "60", "%", "reach", "2026"),
                ("số thôn có nhà văn hóa", "=", "70", "%", "reach", "2027"),
            ],
        ),
        (
            "- Thu ngân sách đạt 3,5 tỷ đồng, tăng 12% so với thực hiện năm 2025;",
            [
                ("Thu ngân sách", "=", "3500000000", "VND", "reach", "2030"),
                ("Thu ngân sách", "=", "12", "%", "increase_by", "2030"),
            ],
        ),
        ("- Về y tế: 100% hộ nghèo có thẻ bảo hiểm;", [("hộ nghèo có thẻ bảo hiểm", "=", "100", "%", "reach", "2030")]),
        ("- Mỗi thôn có ít nhất 01 mô hình sinh kế;", [("mô hình sinh kế", ">=", "1", "mô hình", "reach", "2030")]),
        (
            "- 100% xã đạt chuẩn phổ cập mức độ 3;",
            [("xã đạt chuẩn phổ cập mức độ 3", "=", "100", "%", "reach", "2030")],
        ),
        (
            "- Không để xảy ra ngộ độc tập thể trên 30 người;",
            [("Không để xảy ra ngộ độc tập thể trên 30 người", None, None, None, "reach", "2030")],
        ),
        (
            "- Nâng cao chất lượng phục vụ người dân;",
            [("Nâng cao chất lượng phục vụ người dân", None, None, None, "reach", "2030")],
        ),
    ],
)
def test_a_statement_in_the_objectives(words, found):
    assert [shown(t) for t in targets(words)] == found


def test_a_number_within_another_statement_is_part_of_it():
    outer, inner = targets("- 30% cơ quan tăng doanh thu tối thiểu 20%;")
    assert (outer.indicator, outer.within) == ("cơ quan tăng doanh thu", None)
    assert (inner.indicator, inner.within) == ("doanh thu", 0)


def test_parts_after_a_total_belong_to_it():
    total, part = targets("- Xây dựng 05 khu công nghiệp mới, trong đó có 02 khu công nghiệp xanh;")
    assert (total.value, part.value, part.within) == ("5", "2", 0)


def test_a_starting_figure_is_the_baseline():
    (target,) = targets("- Giảm 10% số vụ cháy so với năm 2025;")
    assert target.baseline == "năm 2025"


def test_the_nearest_heading_gives_the_deadline():
    found = targets("a) Đến năm 2027:", "- 80% xã có điểm truy cập;", "b) Đến năm 2028:", "- 90% xã có điểm truy cập;")
    assert [(t.due.anchor, t.due_inherited, t.path) for t in found] == [
        ("2027", True, "I.1.a"),
        ("2028", True, "I.1.b"),
    ]


def test_the_same_statement_is_one_target():
    assert len(targets("- 80% xã có điểm truy cập;", tasks="- Phấn đấu 80% xã có điểm truy cập.")) == 1


@pytest.mark.parametrize(
    "task",
    [
        "1. Năm 2025 đã đào tạo 200 người.",
        "1. Hỗ trợ 500 triệu đồng cho mỗi trạm y tế.",
        "1. Rà soát toàn bộ các mỏ trên địa bàn.",
        "1. Nếu có từ 50 hồ sơ trở lên thì tách đợt.",
        "1. Thực hiện theo khoản 2 Điều 5 và mục 3.",
        "1. Mức vay tối đa 100 triệu đồng/hộ, lãi suất 6,6%/năm.",
    ],
)
def test_what_a_task_only_tells_of_is_no_target(task):
    assert targets(tasks=task) == ()


def test_results_are_no_targets():
    text = "KẾ HOẠCH\nA\n\nI. KẾT QUẢ NĂM 2025\n1. Tỷ lệ số hóa đạt 65%.\nII. MỤC TIÊU\n1. Tỷ lệ số hóa đạt 80%.\n"
    assert [t.value for t in extract_text(text).targets] == ["80"]


def test_what_a_task_delivers_is_a_target():
    found = targets(tasks="1. Tổ chức 04 buổi tuyên truyền, phát 500 tờ rơi; nâng cấp 02 trạm y tế.")
    assert [(t.indicator, t.value) for t in found] == [
        ("Tổ chức buổi tuyên truyền", "4"),
        ("phát tờ rơi", "500"),
        ("nâng cấp trạm y tế", "2"),
    ]


@pytest.mark.parametrize(
    "task, indicator, value, due",
    [
        ("1. Chuyển toàn bộ hồ sơ giấy sang hồ sơ số.", "Chuyển hồ sơ giấy sang hồ sơ số", "100", "2030"),
        ("1. Nâng tỷ lệ qua đào tạo từ 68% năm 2025 lên 70% năm 2026.", "tỷ lệ qua đào tạo", "70", "2026"),
        ("1. Năm 2025 ước đạt 95%, phấn đấu năm 2026 tỷ lệ bao phủ đạt 96%.", "tỷ lệ bao phủ", "96", "2026"),
        ("1. Phấn đấu giải ngân 100% vốn đầu tư công.", "giải ngân vốn đầu tư công", "100", "2030"),
        ("1. Rút ngắn thời gian cấp giấy xuống còn 15 ngày.", "Rút ngắn thời gian cấp giấy", "15", "2030"),
    ],
)
def test_what_a_task_commits_to(task, indicator, value, due):
    assert [(t.indicator, t.value, t.due.anchor) for t in targets(tasks=task)] == [(indicator, value, due)]


def test_results_give_only_what_is_still_striven_for():
    text = (
        "KẾ HOẠCH\nA\n\nI. KẾT QUẢ\n1. Thu đạt 65%. Chi đầu tư phấn đấu đạt 100% kế hoạch.\nII. MỤC TIÊU\n1. Không.\n"
    )
    assert [t.value for t in extract_text(text).targets] == ["100"]


def test_a_period_of_the_past_is_no_deadline():
    head = "Số: 1/KH-UBND\nMẫu, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nNăm 2026\n"
    text = f"{head}I. MỤC TIÊU\n1. Năng suất năm 2024 là 5 tấn, tỷ lệ hộ nghèo còn 2%.\n"
    assert [(t.value, t.due.anchor) for t in extract_text(text).targets][-1] == ("2", "2026")


def test_the_vision_of_a_title_is_not_its_period():
    text = "KẾ HOẠCH\nPhát triển nghề giai đoạn 2026-2030, định hướng đến năm 2045\n\nI. MỤC TIÊU\n1. 70% xã có nghề.\n"
    assert [t.due.anchor for t in extract_text(text).targets] == ["2026/2030"]


TABLE = """**KẾ HOẠCH**

**PHỤ LỤC**

CHỈ TIÊU ĐẾN NĂM 2030

| TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2025 | Năm 2026 | Năm 2030 | Cơ quan chủ trì |
|---|---|---|---|---|---|---|
| I | Kinh tế số | | | | | |
| 1 | Tỷ trọng kinh tế số | % GRDP | 12,5 | ≥ 15 | 20 - 25 | Sở Tài chính |
| 2 | Cà phê | | | | | |
| - | Diện tích | Ha | 100 | 120 | - | Sở Nông nghiệp và Môi trường |
| 3 | Xếp hạng chuyển đổi số | Thứ bậc | 20 | | ≤ 10 | Sở Khoa học và Công nghệ |
"""


def test_an_annex_gives_one_target_for_each_filled_cell_of_a_year():
    found = extract_text(TABLE).targets
    assert [(t.indicator, t.comparator, t.value, t.unit, t.due.anchor, t.baseline) for t in found] == [
        ("Tỷ trọng kinh tế số", ">=", "15", "% GRDP", "2026", "12,5"),
        ("Tỷ trọng kinh tế số", "range", ("20", "25"), "% GRDP", "2030", "12,5"),
        ("Cà phê - Diện tích", "=", "120", "ha", "2026", "100"),
        ("Xếp hạng chuyển đổi số", "<=", "10", "hạng", "2030", "20"),
    ]
    assert [t.bodies[0].name for t in found][:1] == ["Sở Tài chính"]
    assert [str(t.due.latest) for t in found] == ["2026-12-31", "2030-12-31", "2026-12-31", "2030-12-31"]
    assert {t.context for t in found} == {"annex"}
    assert [t.path for t in found] == ["Phụ lục.I", "Phụ lục.I", "Phụ lục.I.2", "Phụ lục.I"]


@pytest.mark.parametrize("piece", ["- 70% xã, ", "tăng 5% ", "đạt 3 xã và ", "(gồm 2 xã; "])
def test_a_hostile_sentence_takes_linear_time(piece):
    assert grows_linearly(lambda text: extract_text(PLAN.format(text, "")), piece, length=2_000)


ISSUED = """ỦY BAN NHÂN DÂN
TỈNH MẪU

Số: 12/KH-UBND
Mẫu, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
{title}

{body}
"""


def dues(body, title="Phát triển kinh tế số tỉnh Mẫu giai đoạn 2026-2030"):
    """(anchor or rhythm, inherited) of each target."""
    found = extract_text(ISSUED.format(title=title, body=body)).targets
    return [((t.due.anchor or t.due.every, t.due_inherited) if t.due else None) for t in found]


@pytest.mark.parametrize(
    "words, found",
    [
        ("Tỷ lệ hộ dùng nước sạch đạt 95% (đến năm 2029).", [("2029", False)]),
        (
            "Đến năm 2028, tỷ lệ hộ dùng nước sạch đạt 95%, tỷ lệ đô thị hóa đạt 40%; thu gom rác đạt 80%.",
            [("2028", False), ("2028", False), ("2028", True)],
        ),
        (
            "Tỷ lệ hộ dùng nước sạch năm 2028 đạt 95%; tỷ lệ đô thị hóa đạt 40%.",
            [("2028", False), ("2026/2030", True)],
        ),
        (
            "Trên 90% trường học, 95% trạm y tế có kết nối Internet vào năm 2029.",
            [("2029", False), ("2029", False)],
        ),
        (
            "Tỷ lệ đô thị hóa đạt 40%. Đến năm 2028, tỷ lệ hộ có nước sạch đạt 95%. Độ che phủ rừng đạt 50%.",
            [("2026/2030", True), ("2028", False), ("2026/2030", True)],
        ),
        (
            "Xuất khẩu nông sản năm 2029 đạt 40 triệu USD. Trong đó: cà phê đạt 30 triệu USD; chè đạt 10 triệu USD.",
            [("2029", False), ("2029", True), ("2029", True)],
        ),
        ("Số doanh nghiệp số tăng 20% so với năm 2025.", [("2026/2030", True)]),
    ],
)
def test_the_due_of_a_clause(words, found):
    assert dues(f"I. MỤC TIÊU\n1. {words}") == found


@pytest.mark.parametrize(
    "heading",
    [
        "Thực hiện Chương trình mục tiêu quốc gia giảm nghèo giai đoạn 2021-2025",
        "Trên cơ sở kết quả đạt được năm 2026, phấn đấu:",
        "Chào mừng Đại hội Đảng bộ tỉnh nhiệm kỳ 2030-2035",
        "Thực hiện Quyết định số 12/QĐ-TTg ngày 05 tháng 01 năm 2026:",
    ],
)
def test_times_of_names_results_and_documents_are_passed_over(heading):
    assert dues(f"I. MỤC TIÊU\n1. {heading}\n- Tỷ lệ hộ nghèo còn dưới 1%.") == [("2026/2030", True)]


@pytest.mark.parametrize(
    "title, due",
    [
        ("Thực hiện Chương trình giảm nghèo giai đoạn 2026-2030 năm 2027", ("2027", True)),
        ("Kết quả giảm nghèo năm 2025 và phương hướng, nhiệm vụ năm 2026", ("2026", True)),
        ("Phục vụ bầu cử đại biểu Hội đồng nhân dân nhiệm kỳ 2026-2031", None),
        ("Giảm nghèo đến năm 2030, tầm nhìn đến năm 2045", ("2030", True)),
    ],
)
def test_the_period_of_a_title(title, due):
    assert dues("I. MỤC TIÊU\n- Tỷ lệ hộ nghèo còn dưới 1%.", title) == [due]


ROWS = """I. MỤC TIÊU
Các chỉ tiêu chủ yếu:

| TT | Chỉ tiêu | Đơn vị tính | Năm 2026 |
|---|---|---|---|
| 1 | Cơ cấu kinh tế | | |
| | - Công nghiệp, xây dựng | % | 45 |
| 2 | Giá trị xuất khẩu | Triệu USD | 500 |
| | Tốc độ tăng | % | 8 |
| 3 | Y tế | | |
| | - Số giường bệnh | Giường | 900 |
| | - Số người có thẻ bảo hiểm | | |
| | + Học sinh, sinh viên | Người | 700 |
| 4 | Mức giảm tỷ lệ hộ nghèo | % | 1,5 |
"""


def test_a_row_that_says_nothing_alone_is_named_with_the_row_above():
    found = extract_text(ISSUED.format(title="Phát triển kinh tế năm 2026", body=ROWS)).targets
    assert [(t.indicator, t.value, t.change) for t in found] == [
        ("Cơ cấu kinh tế - Công nghiệp, xây dựng", "45", "reach"),
        ("Giá trị xuất khẩu", "500000000", "reach"),
        ("Giá trị xuất khẩu - Tốc độ tăng", "8", "increase_by"),
        ("Số giường bệnh", "900", "reach"),
        ("Số người có thẻ bảo hiểm - Học sinh, sinh viên", "700", "reach"),
        ("Mức giảm tỷ lệ hộ nghèo", "1.5", "decrease_by"),
    ]


@pytest.mark.parametrize(
    "words, found",
    [
        (
            "Xuất khẩu thủy sản đạt 300 triệu USD, chiếm 28% kim ngạch của tỉnh, tăng 14% so với năm 2025.",
            [("300000000", "Xuất khẩu thủy sản"), ("28", "Xuất khẩu thủy sản"), ("14", "Xuất khẩu thủy sản")],
        ),
        (
            "Ban hành chính sách khuyến khích để nâng tỷ lệ hộ dùng nước sạch đạt 90%.",
            [("90", "tỷ lệ hộ dùng nước sạch")],
        ),
        ("Số cán bộ có trình độ sau đại học sẽ tăng từ 30% lên 50%.", [("50", "Số cán bộ có trình độ sau đại học")]),
        ("Tỷ lệ tăng dân số tự nhiên dưới 1%.", [("1", "Tỷ lệ tăng dân số tự nhiên")]),
        ("100% học sinh tiểu học được học 2 buổi/ngày.", [("100", "học sinh tiểu học được học 2 buổi/ngày")]),
    ],
)
def test_what_a_number_measures(words, found):
    assert [(t.value, t.indicator) for t in targets(f"- {words}")] == found
