"""Bodies that the registry does not hold: a head noun with a capital ("Trung tâm Dịch vụ đô thị") in, the body out.

Guarantees: the name begins with its head, and ends before the first verb of duty, function word, level of government or
mark; a list of words inside a name ends in "và", as names do.
"""

from __future__ import annotations

import regex

from extractor.model import Body
from extractor.patterns import compiled
from extractor.rules.body_places import provinces
from extractor.rules.body_registry import expand, slug
from extractor.rules.body_verbs import DEFINED
from extractor.rules.rule import Match, Rule, rule

HEADS = (
    "Sở|Bộ|Cục|Chi cục|Tổng cục|Vụ|Viện|Học viện|Bệnh viện|Trung tâm|Ban|Văn phòng|Đài|Báo|Tạp chí|Công ty"
    "|Tổng công ty|Tập đoàn|Hội|Hiệp hội|Liên minh|Liên hiệp|Liên đoàn|Quỹ|Ngân hàng|Trường|Đại học|Tổ công tác"
    "|Tổ giúp việc|Tổ|BCĐ|BQL|Hội đồng|Phòng|Ủy ban|Trạm|Chi nhánh|Cơ quan|Nhà xuất bản|Thư viện|Bảo tàng|Cảng vụ"
    "|Đội|Hạt|Nhà hát"
).split("|")
_HEADS = "|".join(sorted(HEADS, key=len, reverse=True))
HEAD = "(?:" + regex.sub(r" (\p{Ll})", lambda m: f" [{m[1].upper()}{m[1]}]", _HEADS) + ")"  # "Tổng Công ty"

_END = r"(?![\p{L}\d])"
_NO_BODY = (  # capitals that follow a head without making a body of it
    rf"(?:Luật|Chỉ số|Tiêu chí|(?<=Bộ )Dữ liệu|Công cụ|Mã|Câu hỏi|(?<=Hội )(?:Nghị|Thảo|Chợ|Hợp)"
    rf"|(?<=Báo )Cáo|(?<=Viện )Trợ|(?<=Sở )Hữu|(?<=Ban )Hành|(?<=Trường )Hợp|(?:Sở|Bộ|Chức"
    rf"|TB){_END}"
    rf"|(?<=Đài )Loan|(?<=Trường )(?:Sa|Sơn){_END}|(?<=Hội )An{_END}|(?<=Tổ )[Qq]uốc"
    rf"|(?<=Vụ )(?:Xuân|Hè|Đông|Mùa|Thu|Hạ){_END})"
)
_OTHER_BODY = (
    r"(?:UBND|HĐND|[Ủủ]y ban|Hội đồng nhân|Công an|Kho bạc|Tòa|Thanh tra|Thuế|Tỉnh|Thành|Đảng ủy|Giám|Chủ tịch|Mặt trận"
    r"|Báo|Đài|Chủ trì|Phối hợp)"
)
_LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu|cấp|khu vực [IVX\d]+|liên quan)"
_CAPITAL = rf"(?!(?:TP|Sở|Bộ(?! đội)|UBND|HĐND|VP){_END})\p{{Lu}}[\p{{L}}\d]*"
_A_WORD = (
    rf"(?:Phòng, chống|phòng, chống|Biển, Đảo|nông,? lâm(?: sản)?(?: và|,) thủy sản|chuyển đổi số{_END}"
    rf"|giao (?:thông|dịch){_END}|[Tt]rợ giúp{_END}|{_CAPITAL}"
    rf"|(?!(?:(?&stop)|(?i:{_LEVEL})){_END})\p{{Ll}}\p{{L}}*|\d{{1,3}}{_END})"
)
_WORD = "(?&word)"
_A_SEGMENT = rf"(?!{HEAD}{_END}|{_OTHER_BODY}{_END}){_WORD}(?: {_WORD}){{0,4}}"
_SEGMENT = "(?&segment)"
_WITH = rf"{DEFINED}(?(DEFINE)(?-i:(?P<word>{_A_WORD})(?P<segment>{_A_SEGMENT})))"
_LIST = rf"(?:(?:, {_SEGMENT}){{0,4}} và {_SEGMENT}|(?:, {_SEGMENT}){{1,4}}(?= (?:tỉnh|thành phố|quốc gia){_END}))"
_NAME = (
    rf"(?<!\p{{Lu}}\p{{Ll}}* (?=Trường)){HEAD} (?!{_NO_BODY})(?:Phòng, chống|Biển, Đảo|Trợ giúp|{_CAPITAL}"
    r"|(?<=Ban )quản lý(?= (?:\p{Lu}|dự án|rừng|chợ|di tích|cảng)))"  # "Trần Văn Trường" is a man
    rf"(?:(?: | ?[-&] ?){_WORD}){{0,12}}{_LIST}?"
)

MORE = compiled(rf"{_WITH}(?: {_WORD}){{0,8}}")


@rule(
    rf"{_WITH}(?<![\p{{L}}\d])(?-i:{_NAME})",
    yes={
        "Trung tâm Dịch vụ đô thị": Body(id="trung-tam-dich-vu-do-thi", name="Trung tâm Dịch vụ đô thị"),
        "Viện Quy hoạch, Kiến trúc và Cảnh quan": Body(
            id="vien-quy-hoach-kien-truc-va-canh-quan", name="Viện Quy hoạch, Kiến trúc và Cảnh quan"
        ),
        "Trung tâm Trợ giúp pháp lý nhà nước": Body(
            id="trung-tam-tro-giup-phap-ly-nha-nuoc", name="Trung tâm Trợ giúp pháp lý nhà nước"
        ),
        "Phòng Cảnh sát giao thông": Body(id="phong-canh-sat-giao-thong", name="Phòng Cảnh sát giao thông"),
        "Đội Quản lý thị trường": Body(id="doi-quan-ly-thi-truong", name="Đội Quản lý thị trường"),
        "Báo Cần Thơ": Body(id="bao-can-tho", name="Báo Cần Thơ"),
        "Công ty TNHH Minh Phát": Body(id="cong-ty-tnhh-minh-phat", name="Công ty TNHH Minh Phát"),
        "Chi nhánh Ngân hàng Chính sách xã hội": Body(
            id="chi-nhanh-ngan-hang-chinh-sach-xa-hoi", name="Chi nhánh Ngân hàng Chính sách xã hội"
        ),
        "Quỹ Phòng, chống thiên tai": Body(id="quy-phong-chong-thien-tai", name="Quỹ Phòng, chống thiên tai"),
    },
    no=[
        "Ban hành quy chế", "Báo cáo kết quả", "Bộ Luật Dân sự", "Đài Loan", "Hội nghị", "Bộ chỉ số",
        "Trung tâm dữ liệu", "Sở hữu", "Viện trợ",
    ],
)  # fmt: skip
def named(m: Match) -> Body:
    name = expand(m[0])
    return Body(id=slug(name), name=name)


_ZONE = r"khu (?:kinh tế|công nghiệp|chế xuất|công nghệ cao|công nghệ thông tin|du lịch|nông nghiệp công nghệ cao)"
_ZONES = (
    rf"(?:các )?{_ZONE}(?:(?:,| và) (?:(?:các )?{_ZONE}|(?:chế xuất|công nghiệp|công nghệ cao)(?! (?-i:\p{{Ll}}))))*"
)


@rule(
    rf"(?<![\p{{L}}\d])Ban Quản lý (?:dự án )?{_ZONES}{_END}",
    yes={
        "Ban Quản lý khu công nghệ cao và các khu công nghiệp": Body(
            id="ban-quan-ly-khu-cong-nghe-cao-va-cac-khu-cong-nghiep",
            name="Ban Quản lý khu công nghệ cao và các khu công nghiệp",
        ),
    },
    no=["Ban Quản lý chợ", "quản lý khu công nghiệp"],
)
def zones(m: Match) -> Body:
    """The board of a province's zones, whatever the order in which it names them."""
    name = expand(m[0])
    return Body(id=slug(name), name=name)


@rule(
    rf"{_WITH}(?<![\p{{L}}\d])(?-i:Ban Quản lý (?:các )?[Dd]ự án (?:[Đđ]ầu tư )?[Xx]ây dựng các"
    rf" (?:[Cc]ông trình )?{_SEGMENT}{_LIST}?){_END}",
    yes={
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp": Body(
            id="ban-quan-ly-du-an-dau-tu-xay-dung-cac-cong-trinh-giao-thong-va-nong-nghiep",
            name="Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp",
        ),
    },
    no=["Ban Quản lý dự án", "xây dựng các công trình giao thông"],
)
def builders(m: Match) -> Body:
    """A province's project board, named after the works that it builds."""
    name = expand(m[0])
    return Body(id=slug(name), name=name)


_PLAN = r"(?:Đề án|Dự án|Chương trình|Nghị quyết|Chỉ thị|Kế hoạch) (?-i:[\p{Lu}\d][\p{L}\d/-]*)"


@rule(
    rf"{_WITH}(?<![\p{{L}}\d])(?-i:Ban Chỉ đạo|Ban Điều hành|Tổ [Cc]ông tác|Tổ [Gg]iúp việc|Hội đồng)"
    rf"(?: (?:Trung ương|quốc gia|(?:cấp )?(?:tỉnh|thành phố|xã)|liên ngành))? "
    rf"(?:(?:triển khai |thực hiện )+{_PLAN}|(?:thực hiện )?các chương trình mục tiêu quốc gia"
    rf"|(?-i:về {_SEGMENT}{_LIST}?)){_END}",
    yes={
        "Ban Chỉ đạo tỉnh về an toàn thực phẩm": Body(
            id="ban-chi-dao-tinh-ve-an-toan-thuc-pham", name="Ban Chỉ đạo tỉnh về an toàn thực phẩm"
        ),
        "Ban Chỉ đạo các Chương trình mục tiêu quốc gia": Body(
            id="ban-chi-dao-cac-chuong-trinh-muc-tieu-quoc-gia", name="Ban Chỉ đạo các Chương trình mục tiêu quốc gia"
        ),
        "Tổ công tác triển khai Đề án 06": Body(
            id="to-cong-tac-trien-khai-de-an-06", name="Tổ công tác triển khai Đề án 06"
        ),
    },
    no=["Ban Chỉ đạo tỉnh triển khai kế hoạch", "tổ công tác"],
)
def committee(m: Match) -> Body:
    """A committee named after what it is for."""
    name = expand(m[0])
    return Body(id=slug(name), name=name)


@rule(
    r"(?<![\p{L}\d])(?-i:(?:Văn phòng|Thanh tra|Đảng ủy|Công đoàn|Đoàn Thanh niên) (?:Bộ|Sở|Tổng cục|Cục"
    r"|Chi cục|Ban))"
    r"(?! (?-i:\p{Lu}))(?![\p{L}\d])",
    yes={"Văn phòng Sở": Body(id="van-phong-so", name="Văn phòng Sở")},
    no=["Văn phòng Sở Y tế", "thanh tra bộ phận"],
)
def inner(m: Match) -> Body:
    """A part of the body whose document it is: "Thanh tra Bộ"."""
    return Body(id=slug(m[0]), name=m[0])


_PROVINCE = rf"(?:tỉnh|thành phố) (?:{provinces()}){_END}"
_DUTY = (
    "chủ trì|chủ động|cần|phải|tiếp tục|khẩn trương|tập trung|rà soát|chỉ đạo|phối hợp|nghiên cứu|triển khai|tổ chức"
    "|tăng cường|đẩy mạnh|xây dựng|báo cáo|thực hiện"
)


@rule(
    rf"(?<![\p{{L}}\d])(?:(?<=(?:đề nghị|giao|yêu cầu) ){_PROVINCE}|\A{_PROVINCE}\Z"
    rf"|(?<!(?:của|bàn|tại|ở|về|cho|với|dân|và|từ) ){_PROVINCE}(?= (?:{_DUTY}){_END}))",
    yes={"tỉnh Sơn La": Body(id="tinh-son-la", name="tỉnh Sơn La")},
    no=["trên địa bàn tỉnh Sơn La", "của tỉnh Sơn La cần", "tỉnh Sơn La và các tỉnh khác"],
)
def government(m: Match) -> Body:
    """A province as the subject of a duty: "tỉnh Sơn La cần rà soát"."""
    return Body(id=slug(m[0]), name=m[0])


RULES: tuple[Rule[Body], ...] = (zones, builders, committee, inner, named, government)
NAMED: tuple[tuple[Rule[Body], tuple[str, ...]], ...] = (
    (zones, ("ban quản lý ",)),
    (builders, ("ban quản lý ",)),
    (committee, ("ban chỉ đạo ", "ban điều hành ", "tổ công tác ", "tổ giúp việc ", "hội đồng ")),
    (inner, ("văn phòng ", "thanh tra ", "đảng ủy ", "công đoàn ", "đoàn thanh niên ")),
    (named, tuple(f"{head.lower()} " for head in HEADS)),
)
"""The rules that may read a body which begins with a capital, each with how it begins, in lower case."""
