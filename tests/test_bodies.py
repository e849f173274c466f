"""Bodies as plans name them: lists, places, abbreviations, groups, offices, and what only looks like one."""

from __future__ import annotations

import pytest
from growth import grows_linearly

import extractor
from extractor.model import Body
from extractor.normalize import fold
from extractor.rules import bodies, body_references


def names(text: str, territory: str | None = "Sơn La") -> list[str]:
    return [found.value.name for found in bodies.find(text, territory=territory)]


def cases(of: dict[str, list[str]]) -> list[object]:
    return [pytest.param(text, wanted, id=text[:50]) for text, wanted in of.items()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases(
        {
            "Sở Y tế, Giáo dục và Đào tạo": ["Sở Y tế", "Sở Giáo dục và Đào tạo"],
            "các Sở: Tài chính, Nội vụ, Khoa học và Công nghệ": [
                "Sở Tài chính", "Sở Nội vụ", "Sở Khoa học và Công nghệ",
            ],
            "Sở Văn hóa, Thể thao và Du lịch và Sở Y tế": ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
            "các Sở Xây dựng, Lao động - Thương binh và Xã hội; Công an tỉnh": [
                "Sở Xây dựng", "Sở Lao động - Thương binh và Xã hội", "Công an tỉnh",
            ],
            "Sở: NN&MT, TC, VH,TT&DL, GD&ĐT": [
                "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch",
                "Sở Giáo dục và Đào tạo",
            ],
            "Bộ Quốc phòng, Công an, Tư pháp": ["Bộ Quốc phòng", "Bộ Công an", "Bộ Tư pháp"],
            "Đảng ủy, HĐND và UBND các xã": [
                "Đảng ủy các xã", "Hội đồng nhân dân các xã", "Ủy ban nhân dân các xã",
            ],
            "các đơn vị trực thuộc Sở Y tế, Công an tỉnh": ["các đơn vị trực thuộc Sở Y tế", "Công an tỉnh"],
            "Hội Nông dân tỉnh, Liên minh HTX tỉnh": ["Hội Nông dân tỉnh", "Liên minh Hợp tác xã tỉnh"],
            "Sở Tài chính, xây dựng dự toán": ["Sở Tài chính"],
            "các sở, ban, ngành, UBND các xã, phường và các đơn vị có liên quan": [
                "các sở, ban, ngành", "Ủy ban nhân dân các xã, phường", "các đơn vị có liên quan",
            ],
            "các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ": [
                "các Bộ", "cơ quan ngang Bộ", "cơ quan thuộc Chính phủ",
            ],
            "các sở, ban, ngành và cơ quan, đơn vị có liên quan": [
                "các sở, ban, ngành", "cơ quan, đơn vị có liên quan",
            ],
            "các sở, ban, ngành và địa phương": ["các sở, ban, ngành và địa phương"],
            "các sở - ban - ngành": ["các sở - ban - ngành"],
            "UBND các xã Bình An, Hòa Lợi và Tân Phú": [
                "Ủy ban nhân dân xã Bình An", "Ủy ban nhân dân xã Hòa Lợi", "Ủy ban nhân dân xã Tân Phú",
            ],
            "UBND thành phố Huế và các tỉnh Sơn La, Lào Cai": [
                "Ủy ban nhân dân thành phố Huế", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Lào Cai",
            ],
            "UBND xã Bình An, Đoàn Thanh niên xã": ["Ủy ban nhân dân xã Bình An", "Đoàn Thanh niên xã"],
            "Doanh nghiệp, tổ chức, cơ sở giáo dục tự chủ có trách nhiệm": [
                "Doanh nghiệp", "tổ chức", "cơ sở giáo dục tự chủ",
            ],
        }
    ),
)  # fmt: skip
def test_a_list_is_split_into_its_members(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases(
        {
            "Sở Tài chính tỉnh Sơn La": ["Sở Tài chính"],
            "Sở Tài chính tỉnh Lai Châu": ["Sở Tài chính tỉnh Lai Châu"],
            "Sở Tài chính tỉnh": ["Sở Tài chính"],
            "các sở, ban, ngành của tỉnh Sơn La": ["các sở, ban, ngành"],
            "các sở, ngành, đơn vị thành phố liên quan": ["các sở, ngành, đơn vị liên quan"],
            "Ủy ban nhân dân tỉnh Sơn La": ["Ủy ban nhân dân tỉnh"],
            "UBND tỉnh Lai Châu": ["Ủy ban nhân dân tỉnh Lai Châu"],
            "UBND TP.HCM": ["Ủy ban nhân dân Thành phố Hồ Chí Minh"],
            "Công an tỉnh Sơn La, Thanh tra tỉnh": ["Công an tỉnh", "Thanh tra tỉnh"],
            "Báo Sơn La": ["Báo Sơn La"],
            "UBMTTQ Việt Nam tỉnh": ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
            "Chi cục Hải quan khu vực V": ["Chi cục Hải quan khu vực V"],
            "UBND các xã/phường": ["Ủy ban nhân dân các xã/phường"],
            "UBND 12 xã, phường": ["Ủy ban nhân dân 12 xã, phường"],
            "UBND các xã có rừng chủ trì": ["Ủy ban nhân dân các xã có rừng"],
            "UBND các xã có trách nhiệm": ["Ủy ban nhân dân các xã"],
            "Công an các đơn vị, địa phương": ["Công an các đơn vị, địa phương"],
            "Ngân hàng Nhà nước Việt Nam - Chi nhánh khu vực 9": ["Ngân hàng Nhà nước Việt Nam - Chi nhánh khu vực 9"],
            "Bộ Tư lệnh Thủ đô Hà Nội": ["Bộ Tư lệnh Thủ đô Hà Nội"],
            "Tổng Công ty Điện lực thành phố Huế": ["Tổng Công ty Điện lực thành phố Huế"],
            "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU": ["Ủy ban nhân dân tỉnh Lai Châu"],
            "Trung tâm Dịch vụ đô thị thị xã Mộc Châu": ["Trung tâm Dịch vụ đô thị thị xã Mộc Châu"],
        }
    ),
)
def test_a_place_stays_where_it_tells_bodies_apart(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases(
        {
            "Sở TT&TT": ["Sở Thông tin và Truyền thông"],
            "SỞ TÀI CHÍNH": ["Sở Tài chính"],
            "Sở Kế_hoạch và Đầu_tư": ["Sở Kế hoạch và Đầu tư"],
            "Uỷ ban nhân dân xã, Sở Văn hoá, Thể thao và Du lịch": [
                "Ủy ban nhân dân xã", "Sở Văn hóa, Thể thao và Du lịch",
            ],
            "VP UBND tỉnh": ["Văn phòng Ủy ban nhân dân tỉnh"],
            "Đoàn TNCS Hồ Chí Minh tỉnh": ["Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"],
            "Hội LHPN tỉnh và Tỉnh đoàn": ["Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"],
            "KBNN khu vực X": ["Kho bạc Nhà nước khu vực X"],
            "Sở Lao động- Thương binh và Xã hội": ["Sở Lao động - Thương binh và Xã hội"],
            "Sở Nông nghiệp, Môi trường": ["Sở Nông nghiệp và Môi trường"],
            "Văn phòng HĐND và UBND xã": ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"],
            "các DN viễn thông": ["các Doanh nghiệp viễn thông"],
        }
    ),
)  # fmt: skip
def test_names_are_written_in_full(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases(
        {
            "Giám đốc Sở Công Thương": ["Giám đốc Sở Công Thương"],
            "Giám đốc các Sở: Y tế, Nội vụ": ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"],
            "Chủ tịch UBND các xã, phường": ["Chủ tịch Ủy ban nhân dân các xã, phường"],
            "Thủ trưởng các sở, ban, ngành; Chánh Văn phòng UBND tỉnh": [
                "Thủ trưởng các sở, ban, ngành", "Chánh Văn phòng Ủy ban nhân dân tỉnh",
            ],
            "Bộ trưởng Bộ Tài chính": ["Bộ trưởng Bộ Tài chính"],
            "Giám đốc, Thủ trưởng các sở, ngành": ["Giám đốc, Thủ trưởng các sở, ngành"],
        }
    ),
)  # fmt: skip
def test_an_office_is_read_with_its_body(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Chương trình hành động và Kế hoạch năm 2026", "Ban hành quy chế", "Báo cáo kết quả", "Đài Loan và Hàn Quốc",
        "Hội nghị trực tuyến", "Bộ chỉ số", "Bộ tiêu chí xã nông thôn mới", "Bộ dữ liệu mở",
        "Trung tâm dữ liệu vùng", "Viện trợ không hoàn lại", "lợi ích cục bộ", "quyền sở hữu", "Trần Việt Trường",
        "vụ Đông Xuân", "cán bộ, công chức", "trên địa bàn tỉnh Lai Châu", "70% hộ gia đình", "các trường hợp",
        "cán bộ, tổ chức, cá nhân",
        "Ủy ban nhân dân", "thuế thu nhập", "Thuế giá trị gia tăng", "", " ", "công an viên",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_body_is_none(text):
    assert names(text) == []


def test_a_member_covers_its_own_words_of_a_raw_text():
    text = "Giao các Sở: Tài chính, Văn hoá, Thể thao và Du lịch – và Uỷ ban nhân dân các xã;"
    found = bodies.find(text)
    assert [f.text for f in found] == ["Tài chính", "Văn hoá, Thể thao và Du lịch", "Uỷ ban nhân dân các xã"]
    assert [text[f.span.start : f.span.end] for f in found] == [f.text for f in found]
    assert bodies.find(fold(text)) == found


def test_ids_are_those_of_the_registry_or_slugs():
    text = "Sở KH&CN; UBND tỉnh; UBND các xã, phường; Trung tâm Dịch vụ đô thị; Chủ tịch UBND tỉnh; các sở, ngành"
    assert [f.value for f in bodies.find(text)] == [
        Body(id="so-khoa-hoc-va-cong-nghe", name="Sở Khoa học và Công nghệ"),
        Body(id="ubnd-tinh", name="Ủy ban nhân dân tỉnh"),
        Body(id="ubnd-cac-xa-phuong", name="Ủy ban nhân dân các xã, phường"),
        Body(id="trung-tam-dich-vu-do-thi", name="Trung tâm Dịch vụ đô thị"),
        Body(id="chu-tich-ubnd-tinh", name="Chủ tịch Ủy ban nhân dân tỉnh"),
        Body(id="cac-so-nganh", name="các sở, ngành"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases(
        {
            "các thôn, bản; các bản đồ": ["các thôn, bản"],
            "các doanh nghiệp sản xuất thiết bị số phải báo cáo": ["các doanh nghiệp sản xuất thiết bị số"],
            "các ngân hàng thương mại trên địa bàn": ["các ngân hàng thương mại trên địa bàn"],
            "các cơ sở y tế, giáo dục": ["các cơ sở y tế, giáo dục"],
            "Các doanh nghiệp cung cấp dịch vụ viễn thông": ["Các doanh nghiệp cung cấp dịch vụ viễn thông"],
            "Nhà trường tổ chức tuyên truyền": ["Nhà trường"],
            "Ban Chỉ đạo tỉnh về an toàn thực phẩm": ["Ban Chỉ đạo tỉnh về an toàn thực phẩm"],
            "các phòng, ban, đơn vị thuộc Sở": ["các phòng, ban, đơn vị thuộc Sở"],
        }
    ),
)
def test_groups_and_bare_subjects(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "short", "rule"),
    [
        ("Giao Sở Nội vụ tham mưu. Sở báo cáo kết quả.", "Sở", "same-head"),
        ("Giao Sở Nội vụ (cơ quan thường trực) làm; gửi Cơ quan thường trực", "Cơ quan thường trực", "standing-body"),
        ("Sở Nội vụ là đơn vị đầu mối; gửi đơn vị đầu mối", "đơn vị đầu mối", "standing-body"),
        ("Sở Nội vụ (sau đây gọi tắt là Cơ quan A) lập; Cơ quan A trình", "Cơ quan A", "defined-name"),
    ],
)
def test_a_short_name_is_resolved_where_one_body_can_be_meant(text, short, rule):
    last = bodies.find(text)[-1]
    assert (last.value.id, last.text, last.rule) == ("so-noi-vu", short, rule)


@pytest.mark.parametrize(
    "text", ["Sở Nội vụ và Sở Y tế. Sở báo cáo.", "Sở báo cáo. Sở Nội vụ", "gửi cơ quan thường trực"]
)
def test_a_short_name_that_may_mean_several_is_left_alone(text):
    assert not {"same-head", "standing-body"} & {found.rule for found in bodies.find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "Tổ Thư ký giúp việc báo cáo": "Tổ Thư ký",
        "Tổng công ty Cấp nước hàng không Nội Bài": "Tổng công ty Cấp nước hàng không Nội Bài",
        "Ban Quản lý Dự án hỗ trợ chương trình vệ sinh": "Ban Quản lý Dự án hỗ trợ chương trình vệ sinh",
        "Công ty Môi trường đô thị đầu tư lò đốt rác": "Công ty Môi trường đô thị",
        "Viện Nghiên cứu phát triển kinh tế": "Viện Nghiên cứu phát triển kinh tế",
        "Trung tâm Dịch vụ việc làm tổ chức hội nghị": "Trung tâm Dịch vụ việc làm",
    }.items(),
)
def test_words_decide_where_neither_capitals_nor_verbs_do(text, name):
    assert names(text) == [name]


def test_what_follows_from_a_row_is_looked_up():
    department = bodies.lookup("Sở TT&TT")
    assert department and (department.successor, department.place) == ("so-khoa-hoc-va-cong-nghe", "drop")
    police = bodies.lookup("Công an tỉnh Sơn La")
    assert police and (police.id, police.kind, police.level) == ("cong-an", "police", "provincial")
    assert bodies.lookup("Sở Tài chính Vương quốc") is None


@pytest.mark.parametrize(
    "piece",
    [
        "các sở, ",
        "Sở Y tế, ",
        "Trung tâm A ",
        "các doanh nghiệp a ",
        "TP",
        "Ban Chỉ đạo a, b, ",
        "Doanh nghiệp, ",
        "UBND các xã Bình An, ",
    ],
)
def test_hostile_repetition_takes_linear_time(piece):
    assert grows_linearly(bodies.find, piece)


def test_a_group_that_points_back_stands_for_the_bodies_named_before_it():
    text = "Giao Sở Y tế, Sở Nội vụ, Công an tỉnh phối hợp. Các đơn vị nêu trên báo cáo; các sở nêu trên tổng hợp."
    found = bodies.find(text)
    meant = {text[s.start : s.end]: [b.name for b in who] for s, who in body_references.pointed(text, found).items()}
    assert meant == {
        "Các đơn vị nêu trên": ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"],
        "các sở nêu trên": ["Sở Y tế", "Sở Nội vụ"],
    }


def test_a_group_that_points_to_a_unit_stands_for_the_bodies_named_there():
    plan = extractor.extract_text(
        "KẾ HOẠCH\nI. PHÂN CÔNG\n1. Sở Y tế: Chủ trì rà soát.\n2. Công an tỉnh: Bảo đảm an ninh.\nII. BÁO CÁO\n"
        "Các cơ quan nêu tại Mục I báo cáo kết quả. Các cơ quan nêu tại Mục V phối hợp.\n"
    )
    assert [b.stands_for for b in plan.bodies if b.name.startswith("Các")] == [("so-y-te", "cong-an-tinh"), ()]


@pytest.mark.parametrize(
    "text, names",
    [
        ("Các Sở, ban, ngành: Y tế, Giáo dục và Đào tạo", ["Sở Y tế", "Sở Giáo dục và Đào tạo"]),
        ("Đảng ủy UBND tỉnh, BTV TU", ["Đảng ủy Ủy ban nhân dân tỉnh", "Ban Thường vụ Tỉnh ủy"]),
        ("Kế hoạch số    -KH/TU", []),
        ("tu bổ di tích", []),
        ("BQL Khu kinh tế, BCĐ Chuyển đổi số tỉnh", ["Ban Quản lý khu kinh tế", "Ban Chỉ đạo Chuyển đổi số tỉnh"]),
    ],
)
def test_short_forms_and_lists_with_a_shared_head_are_written_out(text, names):
    assert [f.value.name for f in bodies.find(text)] == names
