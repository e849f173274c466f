"""What stands on a page besides the text is put in its place: lone markers, joined words."""

import extractor
from extractor.normalize import raw_offset
from extractor.readers import read_text

SEGMENTED = """UỶ_BAN NHÂN_DÂN TỈNH X
KẾ_HOẠCH PHÁT_TRIỂN KINH_TẾ - XÃ_HỘI NĂM 2011
I .
MỤC_TIÊU
1 .
Mục_tiêu tổng_quát
Giữ_vững ổn_định chính_trị , phát_triển kinh_tế bền_vững .
2 . Mục_tiêu cụ_thể
a ) Tốc_độ tăng_trưởng kinh_tế đạt 12 % .
II .
TỔ_CHỨC THỰC_HIỆN
1 .
Sở Kế_hoạch và Đầu_tư :
- Chủ_trì , phối_hợp với Sở Tài_chính , Cục Thống_kê lập kế_hoạch ( bản điện_tử ) trước ngày 15/7/2010 .
"""


def test_a_word_segmented_text_is_read_as_people_write_it():
    plan = extractor.extract_text(SEGMENTED)
    assert [u.path for u in plan.outline if u.label] == ["I", "I.1", "I.2", "I.2.a", "II", "II.1"]
    (task,) = plan.tasks
    assert [b.name for b in task.lead] == ["Sở Kế hoạch và Đầu tư"]
    assert [b.name for b in task.support] == ["Sở Tài chính", "Cục Thống kê"]
    assert "(bản điện tử) trước ngày" in task.action


def test_joints_lead_back_to_the_file():
    document = read_text(SEGMENTED)
    for word in ("Thống", "kê", "bản", "điện"):
        at = document.text.rindex(word)
        raw = raw_offset(document.runs, at)
        assert SEGMENTED[raw : raw + len(word)] == word


def test_a_text_with_few_joints_is_left_alone():
    assert "tinh_moi ," in read_text("Gửi về tinh_moi , hộp thư của tỉnh.").text


def test_a_marker_alone_on_its_line_opens_the_next():
    plan = extractor.extract_text("KẾ HOẠCH\nI.\nMỤC TIÊU\nĐiều 1.\nPhê duyệt.\n2.\n3.\nBa")
    assert [(u.path, u.title) for u in plan.outline if u.label][:2] == [("I", "MỤC TIÊU"), ("Điều 1", "Phê duyệt")]
