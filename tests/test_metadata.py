"""Heads and feet of invented documents, in the ways that files run their columns together."""

from __future__ import annotations

import pytest
from growth import grows_linearly

from extractor import metadata, readers
from extractor.model import Metadata
from extractor.rules import names, signature

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def read(text: str) -> Metadata:
    document = readers.read_text(text)
    found = metadata.read(document)
    for evidence in found.evidence:
        assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    given = {name for name in Metadata.model_fields if name != "evidence" and getattr(found, name)}
    assert {evidence.field for evidence in found.evidence} == given
    return found


def facts(text: str, *fields: str) -> tuple[object, ...]:
    found = read(text)
    return tuple(getattr(found, field) for field in fields)


PLAN = f"""UỶ BAN NHÂN DÂN
TỈNH SƠN LA
-------
{STATE}
---------------
Số: 12/KH-UBND
Sơn La, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
PHÁT TRIỂN CHỢ PHIÊN TRÊN ĐỊA BÀN
TỈNH SƠN LA NĂM 2026

Thực hiện Nghị quyết số 9/NQ-HĐND, UBND tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Mở mới 05 phiên chợ.

Nơi nhận:
- Bộ Công Thương (b/c);
- VPUB: CVP, PCVP; các phòng;
- Lưu: VT, KT.
TM. UỶ BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lò Văn Mẫu
"""


def test_a_plan_of_a_province():
    found = read(PLAN)
    assert found.model_dump(exclude={"evidence"}) == {
        "number": "12/KH-UBND",
        "kind": "Kế hoạch",
        "title": "PHÁT TRIỂN CHỢ PHIÊN TRÊN ĐỊA BÀN TỈNH SƠN LA NĂM 2026",
        "issuer": "Ủy ban nhân dân tỉnh Sơn La",
        "issued": "2026-01-05",
        "place": "Sơn La",
        "signer": "Lò Văn Mẫu",
        "signer_role": "Phó Chủ tịch",
        "recipients": ("Bộ Công Thương (b/c)", "VPUB: CVP, PCVP; các phòng", "Lưu: VT, KT"),
    }


def test_columns_run_together():
    text = """ỦY BAN NHÂN DÂN        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÒA BÌNH             Độc lập - Tự do - Hạnh phúc

Số: 7 /KH-UBND             Hòa Bình, ngày 3 tháng2 năm 2024

KẾ HOẠCH
Làm sạch kênh mương năm 2024

Căn cứ Luật Thủy lợi;

Nơi nhận:                           TM. ỦY BAN NHÂN DÂN
- Như trên;                         KT. CHỦ TỊCH
- Lưu: VT.                          PHÓ CHỦ TỊCH

Bùi Thị Mẫu
"""
    fields = ("issuer", "number", "place", "issued", "signer", "signer_role", "recipients")
    assert facts(text, *fields) == (
        "Ủy ban nhân dân tỉnh Hòa Bình", "7/KH-UBND", "Hòa Bình", "2024-02-03",
        "Bùi Thị Mẫu", "Phó Chủ tịch", ("Như trên", "Lưu: VT"),
    )  # fmt: skip


def test_header_and_signature_in_table_cells():
    text = f"""| ỦY BAN NHÂN DÂN<br>TP. HỒ CHÍ MINH | {STATE.replace(chr(10), "<br>")} |
|---|---|
| Số: 3/QĐ-UBND | TP. Hồ Chí Minh, ngày 7/8/2025 |

**QUYẾT ĐỊNH**

**Về việc ban hành Kế hoạch trồng cây**

| Nơi nhận:<br>- Như trên | CHỦ TỊCH<br>TRẦN VĂN MẪU |
|---|---|
"""
    assert facts(text, "issuer", "place", "issued", "signer", "signer_role", "kind") == (
        "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "2025-08-07", "Trần Văn Mẫu", "Chủ tịch",
        "Quyết định",
    )  # fmt: skip


def test_a_decision_describes_itself_not_the_plan_attached():
    text = PLAN.replace("KẾ HOẠCH\nPHÁT", "QUYẾT ĐỊNH\nBAN HÀNH KẾ HOẠCH PHÁT")
    text += "\nKẾ HOẠCH\nKhác\n(Kèm theo Quyết định)\nI. MỤC TIÊU\nTM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nVũ Văn Khác\n"
    assert facts(text, "kind", "signer", "signer_role") == ("Quyết định", "Lò Văn Mẫu", "Phó Chủ tịch")


def test_the_authority_below_the_title_is_no_part_of_it():
    head = "QUYẾT ĐỊNH\nVỀ VIỆC PHÊ DUYỆT KẾ HOẠCH TRỒNG RỪNG\n"
    for authority in ("BỘ TRƯỞNG BỘ TÀI CHÍNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "THỦ TƯỚNG CHÍNH PHỦ"):
        assert facts(f"{head}{authority}\nCăn cứ Luật Giá;", "title") == ("VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH TRỒNG RỪNG",)


@pytest.mark.parametrize(
    ("line", "issued", "place"),
    [
        ("Lào Cai, ngày     tháng     năm 2026", "2026", "Lào Cai"),
        ("Lào Cai, ngày ... tháng 4 năm 2026", "2026-04", "Lào Cai"),
        ("TP.Cần Thơ, ngày 01 tháng 7 năm 2004", "2004-07-01", "Cần Thơ"),
        ("Hà Nội ngày 9 tháng 01 năm 2025", "2025-01-09", "Hà Nội"),
        ("Huế, ngày 31 tháng 02 năm 2026", None, "Huế"),
    ],
)
def test_a_blank_day_is_absent(line, issued, place):
    text = f"ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n{STATE}\nSố:       /KH-UBND\n{line}\nKẾ HOẠCH\n"
    assert facts(f"{text}Làm đường theo Chỉ thị số 1-CT/TU", "number", "issued", "place") == (None, issued, place)


@pytest.mark.parametrize(
    ("header", "issuer"),
    [
        ("UBND TỈNH ĐỒNG THÁP\nSỞ Y TẾ", "Sở Y tế"),
        ("UBND TỈNH ĐỒNG THÁP SỞ Y TẾ", "Sở Y tế"),
        ("UBND HUYỆN MỘC CHÂU\nPHÒNG NỘI VỤ", "Phòng Nội vụ"),
        ("TỈNH ỦY LÀO CAI\n*", "Tỉnh ủy Lào Cai"),
        ("HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG", "Hội đồng nhân dân thành phố Đà Nẵng"),
        (
            "ỦY BAN MTTQ VIỆT NAM\nXÃ BẢN MẪU\nBAN THƯỜNG TRỰC",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Bản Mẫu",
        ),
        ("SỞ GD&ĐT HƯNG YÊN\nTRƯỜNG THPT TÂN MẪU 2", "Trường THPT Tân Mẫu 2"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
    ],
)
def test_issuers(header, issuer):
    assert facts(f"{header}\n{STATE}\nSố: 1/KH-A\nKẾ HOẠCH\nTập huấn", "issuer") == (issuer,)


def test_the_heading_may_name_the_issuer_the_number_and_the_day():
    text = "QUYẾT ĐỊNH\nCỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 8/QĐ-TTg NGÀY 13 THÁNG 01 NĂM 2010\nPHÊ DUYỆT ĐỀ ÁN LÀM ĐƯỜNG\n"
    assert facts(text, "issuer", "number", "issued", "title") == (
        "Thủ tướng Chính phủ", "8/QĐ-TTg", "2010-01-13", "PHÊ DUYỆT ĐỀ ÁN LÀM ĐƯỜNG",
    )  # fmt: skip


def test_the_preamble_names_the_issuer_where_no_letterhead_does():
    text = "KẾ HOẠCH\nPhát triển du lịch tỉnh Sơn La năm 2026\n\nUBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC TIÊU"
    assert facts(text, "issuer", "number", "issued") == ("Ủy ban nhân dân tỉnh Sơn La", None, None)


def test_an_annex_alone_takes_day_and_issuer_from_the_note_below_its_title():
    text = "PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n(Kèm theo Nghị quyết số /NQ-CP ngày 01 tháng 02 năm 2025 của Chính phủ)\n"
    assert facts(text, "kind", "title", "number", "issuer", "issued") == (
        "Phụ lục", "DANH MỤC NHIỆM VỤ", None, "Chính phủ", "2025-02-01",
    )  # fmt: skip


def test_a_portals_header_fills_the_gaps():
    text = """Kế hoạch 10/KH-UBND năm 2026 làm đường

Số hiệu: 10/KH-UBND

Ngày ban hành 05/01/2026

Loại văn bản Kế hoạch

Nơi ban hành: Tỉnh Cà Mau

Người ký: Lâm Văn Mẫu

KẾ HOẠCH

LÀM ĐƯỜNG NĂM 2026

I. MỤC TIÊU
"""
    fields = ("number", "kind", "title", "issuer", "issued", "signer", "signer_role")
    assert facts(text, *fields) == (
        "10/KH-UBND", "Kế hoạch", "LÀM ĐƯỜNG NĂM 2026", "Ủy ban nhân dân tỉnh Cà Mau", "2026-01-05",
        "Lâm Văn Mẫu", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("foot", "signer", "role"),
    [
        ("THỦ TƯỚNG\nNguyễn Văn Mẫu", "Nguyễn Văn Mẫu", "Thủ tướng"),
        ("TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu", "Phó Thủ tướng"),
        ("KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTrịnh Thị Mẫu", "Trịnh Thị Mẫu", "Phó Chủ nhiệm"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nH'Linh Niê", "H'Linh Niê", "Chánh Văn phòng"),
        ("Q. GIÁM ĐỐC\nTS. BS. Đỗ Mẫu", "Đỗ Mẫu", "Quyền Giám đốc"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n[đã ký]\nHà Văn Mẫu", "Hà Văn Mẫu", "Phó Bí thư Thường trực"),
        ("CHỦ TỊCH UBND THÀNH PHỐ\nLê Mẫu", "Lê Mẫu", "Chủ tịch"),
        ("Giám đốc Sở chịu trách nhiệm.", None, None),
    ],
)
def test_signatures(foot, signer, role):
    text = f"KẾ HOẠCH\nLàm đường\nI. MỤC TIÊU\n1. Xong năm 2026.\n{foot}\n"
    assert facts(text, "signer", "signer_role") == (
        signer,
        role,
    )


def test_a_text_without_head_or_foot_has_no_metadata():
    text = "Tổng kết theo Chỉ thị số 5/CT-TTg ngày 03/6/2009 của Thủ tướng Chính phủ.\nKinh tế tăng 8%."
    assert read(text) == Metadata()


def test_every_office_is_read_whole():
    for office in names.offices():
        (found,) = (m for m in signature._OFFICE.finditer(office.upper()))
        assert found["office"].lower() == office


@pytest.mark.parametrize("piece", ["KẾ HOẠCH\n", "CHỦ TỊCH\n", "TM. ỦY BAN ", "Số: ", "A "])
def test_hostile_input_takes_linear_time(piece):
    assert grows_linearly(lambda text: metadata.read(readers.read_text(text)), piece)
