"""Bodies named by a common noun, "các sở, ban, ngành", "cơ quan chức năng": the match key in, groups as written out.

Guarantees: a group stays whole, up to the first verb or to the end of its clause; a possessive that only says "the
province's own" ("của tỉnh", "trên địa bàn thành phố") is left out of the name, not of the span.
"""

from __future__ import annotations

import regex

from extractor.model import Body
from extractor.patterns import compiled
from extractor.rules.body_places import WHICH
from extractor.rules.body_registry import expand, slug
from extractor.rules.body_verbs import DEFINED, STOP, VERBS
from extractor.rules.rule import Match, Rule, rule

_START = r"(?<![\p{L}\d/])(?<!% )(?:(?<!\d )|(?=(?:các|những) ))"
_END = r"(?![\p{L}\d])"
_SEP = r"(?: ?, ?(?:và )?| và | ?/ ?| - )"
_THE = r"(?:(?:tất cả|toàn thể) )?(?:các|những)"
_UNDETERMINED = r"(?<!(?:các|những|cán|nội|cấp|đầu) )"

_OWN_AGENCY = (  # what makes "cơ quan" a kind of its own, so that it stands apart in a list
    r"(?:ngang bộ|(?:trực )?thuộc chính phủ|trung ương|thông tấn(?:,? báo chí)?|báo chí|truyền thông|chức năng"
    r"|thông tin đại chúng|chuyên môn|công an(?: (?:tỉnh|thành phố))?|thuế|bảo hiểm xã hội|(?-i:BHXH)|thi hành án"
    r"|hải quan|kiểm sát|quản lý nhà nước|hành chính(?: nhà nước)?"
    r"|nhà nước|ngành dọc)"
)
_OWN = (
    rf"(?:cơ quan {_OWN_AGENCY}|tổ chức (?:(?:chính trị ?- ?xã hội|(?-i:CT ?- ?XH|CTXH))(?: ?- ?nghề nghiệp)?"
    rf"|thành viên|đoàn thể|tín dụng"
    r"|xã hội(?: ?- ?nghề nghiệp)?|khoa học và công nghệ)|đơn vị sự nghiệp(?: công lập)?|chủ cơ sở"
    r"|lực lượng (?:chức năng|công an(?: (?:tỉnh|thành phố))?|vũ trang)"
    r"|chính quyền (?:địa phương|các cấp|cơ sở|cấp xã)|trường (?:đại học|cao đẳng|trung cấp)(?:(?:, "
    r"| và )(?:đại học|cao đẳng|trung cấp|học viện|viện nghiên cứu))*"
    r"|cơ sở (?:giáo dục|đào tạo) đại học(?:, sau đại học)?"
    r"|cấp ủy(?: đảng)?(?:,(?: các)? tổ chức đảng)?(?:, chính quyền)?(?: (?:các cấp|địa phương|cơ sở))?)"
)
_HAMLET = (
    r"(?:thôn|bản(?! (?:đồ|tin|án|ghi|sao|thân|quyền|vẽ|tính|chất|cam|kế|thảo|in|tự|làng|mô|gốc|chính|sắc))|ấp"
    r"|tổ dân phố"
    r"|khu phố|xóm|buôn|làng(?! nghề))"
)
_OFFICE = (
    r"(?:(?:ban|sở|bộ) ngành|sở|bộ(?! (?:phận|máy|tiêu|chỉ|luật|dữ|mã|công cụ|câu|tài liệu|thủ))|ban|cơ quan"
    r"|ngành(?! (?:nghề|hàng|học|khoa|kinh|công|dọc))|đơn vị(?! (?:hành chính|tính|đo))|địa phương|đoàn thể"
    r"|hội(?=, đoàn thể))"
)
_FACILITY = (
    r"(?:giáo dục|đào tạo|y tế|sản xuất|kinh doanh|khám bệnh|chữa bệnh|lưu trú|nuôi trồng|bảo trợ|dịch vụ|dạy nghề)"
)
_OTHER = (
    r"(?:hội(?! (?:nghị|thảo|chợ|thi|viên|họp|diễn|đồng|nhập))|tổ chức|doanh nghiệp|hợp tác xã|hiệp hội|tập đoàn"
    r"|tổng công ty|công ty|lực lượng|cấp(?! (?:độ|bậc|phép|phát|nước))|cá nhân|lĩnh vực|chuyên gia|xã(?! hội)"
    r"|phường|thị trấn|thị xã|huyện|quận"
    r"|trường(?! (?:hợp|dữ|thông))|viện(?! (?:trợ|phí))|đặc khu|hộ gia đình|chủ đầu tư"
    r"|phòng(?! (?:chống|ngừa|học|họp|thí|khám))"
    rf"|cơ sở {_FACILITY}(?:(?:, | và ){_FACILITY})*|nhà đầu tư|(?-i:DN|HTX)"
    r"|thành viên|nhà trường|bệnh viện|ngân hàng|nhà mạng|nhà thầu|trung tâm(?! (?:dữ liệu|đô thị|thương mại"
    r"|hành chính))"
    r"|trạm y tế|(?-i:Vụ|Cục|Tổng cục|Chi cục)|chi cục|chi nhánh|câu lạc bộ|hộ (?:nuôi|sản xuất|kinh doanh|dân)"
    rf"|{_HAMLET})"
)
_NOUN = rf"(?!{_OWN}{_END})(?:{_OFFICE}|{_OTHER}){_END}"
_LEAD = rf"(?!(?:cá nhân|lĩnh vực|chuyên gia|hộ gia đình|thành viên|(?:xã|phường)(?! ?[,/])){_END}){_NOUN}"
_APART = r"(?! và (?:cơ quan|đơn vị)(?:(?:, | và )(?:đơn vị|tổ chức|địa phương))+ (?:có )?liên quan)"
_CHAIN = rf"{_LEAD}(?P<more>{_APART}{_SEP}(?!(?-i:Trung tâm|Chi cục|Ngân hàng) ){_NOUN}){{0,14}}"

_WORD = (
    rf"(?:công lập|thiết bị|tự do|từ thiện|tại chỗ|chi trả|tự quản|tự chủ|(?!(?:{STOP}|tỉnh|thành phố|liên quan"
    rf"|cấp|phòng, chống){_END})[\p{{L}}\d]+)"
)
_LEVELS = r"cấp (?:tỉnh|huyện|xã|thành phố|trung ương|trên|dưới|cơ sở)(?:, (?:huyện|xã|phường|đặc khu))*"
_HERE = r"(?<!cấp )(?<!công an )(?<!toàn )(?<!trực thuộc )(?:tỉnh(?! ủy)|thành phố)(?! (?-i:\p{Lu}))"
_POSSESSIVE = rf"(?: (?:của|(?<!trực )thuộc|ở|(?<!đóng )trên địa bàn(?: toàn)?) {_HERE}| {_HERE}){_END}"
_QUALIFIER = (
    rf"(?: (?:{WHICH}|{_LEVELS}|trực thuộc(?: (?:trung ương|tỉnh|thành phố))?(?! (?-i:\p{{Lu}}))|các cấp|khác"
    r"|được giao(?: nhiệm vụ)?|được phân công|đóng trên địa bàn|trên địa bàn|theo quy định|ở trung ương"
    r"|trung ương|nêu trên|(?:trực )?thuộc (?-i:Sở|Bộ|Cục|Tổng cục|Chi cục|Ban|Viện)(?! (?-i:\p{Lu}))"
    r"|(?:có )?chức năng|chuyên môn"
    r"|nhỏ và vừa|vừa và nhỏ"
    r"|(?:cung cấp|khai thác|sử dụng|vận hành|quản lý) (?:dịch vụ|khoáng sản|nước|điện|hạ tầng|thủy sản|rừng"
    r"|công trình)"
    rf"(?: {_WORD}){{0,4}}"
    rf"|trong và ngoài (?:tỉnh|nước|thành phố)|hoạt động(?: khai thác)?(?: {_WORD}){{0,5}}){_END})"
)
_TAIL = rf"(?P<tail>{_POSSESSIVE}|{_QUALIFIER})*"
_CLAUSE_END = rf"(?= *(?:[.,;:|()\n/]|$)| (?:(?&stop)|tỉnh|thành phố|liên quan){_END})"

_OVER = rf"(?(tail)|{_CLAUSE_END})"
_ROOM = r"(?:sở|ban|bộ|ngành|cơ quan|đơn vị|địa phương|đoàn thể)"  # a list that ends in one needs no qualifier

_LEFT_OUT = compiled(_POSSESSIVE, regex.IGNORECASE)


def group(words: str) -> Body:
    """The body that a group's words name: its own place left out, abbreviations written out."""
    name = expand(_LEFT_OUT.sub("", words))
    return Body(id=slug(name), name=name)


@rule(
    rf"{DEFINED}{_START}{_THE} (?!(?:sở|bộ|ban) ?:? (?-i:\p{{Lu}}))(?!cấp *(?:[.;:)\n]|$| (?&stop){_END})){_CHAIN}"
    rf"(?:{_TAIL}{_OVER}|(?(more)(?<={_ROOM})|(?!))|(?: {_WORD}){{1,8}}{_TAIL}{_OVER})",
    yes={
        "các sở, ban, ngành": Body(id="cac-so-ban-nganh", name="các sở, ban, ngành"),
        "Các sở, ban, ngành của tỉnh": Body(id="cac-so-ban-nganh", name="Các sở, ban, ngành"),
        "các cơ quan, đơn vị, địa phương có liên quan": Body(
            id="cac-co-quan-don-vi-dia-phuong-co-lien-quan", name="các cơ quan, đơn vị, địa phương có liên quan"
        ),
        "các doanh nghiệp công nghệ số": Body(id="cac-doanh-nghiep-cong-nghe-so", name="các doanh nghiệp công nghệ số"),
        "các sở, ban, ngành, đoàn thể cấp tỉnh": Body(
            id="cac-so-ban-nganh-doan-the-cap-tinh", name="các sở, ban, ngành, đoàn thể cấp tỉnh"
        ),
        "các Bộ": Body(id="cac-bo", name="các Bộ"),
        "các trạm y tế": Body(id="cac-tram-y-te", name="các trạm y tế"),
        "những đơn vị thành phố liên quan": Body(id="nhung-don-vi-lien-quan", name="những đơn vị liên quan"),
    },
    no=[
        "các ngành nghề nông thôn", "các hội nghị", "các trường hợp khó", "các bộ tiêu chí", "các Sở: Tài chính",
        "100% các sở, ngành", "công đoàn các cấp",
    ],
)  # fmt: skip
def several(m: Match) -> Body:
    return group(m[0])


@rule(
    rf"{_START}các (?:cấp|ngành)(?:(?:, | và )các (?:cấp|ngành)(?! (?:ủy|học|nghề))){{1,2}}{_END}",
    yes={
        "các cấp, các ngành": Body(id="cac-cap-cac-nganh", name="các cấp, các ngành"),
        "Các ngành và các cấp": Body(id="cac-nganh-va-cac-cap", name="Các ngành và các cấp"),
    },
    no=["các ngành nghề", "các cấp học, các ngành học"],
)
def levels(m: Match) -> Body:
    """The set phrase for the whole administration, one group."""
    return group(m[0])


@rule(
    rf"{DEFINED}{_START}(?:{_THE} )?{_OWN}{_END}{_TAIL}",
    yes={
        "cơ quan ngang Bộ": Body(id="co-quan-ngang-bo", name="cơ quan ngang Bộ"),
        "Chính quyền địa phương": Body(id="chinh-quyen-dia-phuong", name="Chính quyền địa phương"),
        "các đơn vị sự nghiệp trực thuộc tỉnh": Body(
            id="cac-don-vi-su-nghiep-truc-thuoc-tinh", name="các đơn vị sự nghiệp trực thuộc tỉnh"
        ),
        "các cấp ủy, tổ chức đảng": Body(id="cac-cap-uy-to-chuc-dang", name="các cấp ủy, tổ chức đảng"),
        "các cơ quan báo chí": Body(id="cac-co-quan-bao-chi", name="các cơ quan báo chí"),
        "lực lượng Công an tỉnh": Body(id="luc-luong-cong-an-tinh", name="lực lượng Công an tỉnh"),
    },
    no=["70% cơ quan báo chí", "tổ chức hội nghị", "cơ quan ta"],
)
def own_kind(m: Match) -> Body:
    return group(m[0])


@rule(
    rf"{DEFINED}{_START}{_UNDETERMINED}(?!ngành, lĩnh){_OFFICE}{_END}(?:{_SEP}{_NOUN}){{1,14}}{_TAIL}",
    yes={
        "sở, ngành có liên quan": Body(id="so-nganh-co-lien-quan", name="sở, ngành có liên quan"),
        "cơ quan, đơn vị liên quan": Body(id="co-quan-don-vi-lien-quan", name="cơ quan, đơn vị liên quan"),
        "Bộ, ngành Trung ương": Body(id="bo-nganh-trung-uong", name="Bộ, ngành Trung ương"),
    },
    no=["100% cơ quan, đơn vị", "cơ quan này", "tổ chức, cá nhân", "cán bộ, cá nhân", "ngành, lĩnh vực"],
)
def listed(m: Match) -> Body:
    return group(m[0])


@rule(
    rf"{DEFINED}{_START}{_UNDETERMINED}{_NOUN}(?:{_SEP}{_NOUN}){{0,14}}(?: (?:có )?liên quan| {_LEVELS}){_END}{_TAIL}",
    yes={
        "đơn vị có liên quan": Body(id="don-vi-co-lien-quan", name="đơn vị có liên quan"),
        "hội cấp tỉnh": Body(id="hoi-cap-tinh", name="hội cấp tỉnh"),
    },
    no=["đơn vị này", "5 đơn vị có liên quan", "lĩnh vực"],
)
def concerned(m: Match) -> Body:
    return group(m[0])


_MARKED = r"(?:[\p{L}\d]{1,4}(?:\.\d{1,2})*[.)] ?|[-+•] ?)?"
_MARKER = rf"(?m:^){_MARKED}"
_ASKED = r"(?:đề nghị |giao |đối với )?"
LEAD_IN = compiled(_MARKED + _ASKED, regex.IGNORECASE)
"""What a heading begins with before it names a group."""
_TITLE = (
    rf"(?:{_THE} |(?!tổ chức))(?:{_LEAD}|chủ (?:các )?cơ sở{_END})(?-i:[\p{{Ll}} ,/-]"
    rf"|\p{{Lu}}{{2,6}}(?!\p{{L}})){{0,90}}+"
)
_SUBJECT = (
    rf"(?-i:Doanh nghiệp|Hợp tác xã|Hiệp hội|Tổ chức tín dụng|(?:Cơ|Các cơ) sở(?! (?:dữ liệu|vật chất|hạ tầng|pháp lý))"
    rf"|Các (?:doanh nghiệp|hợp tác xã)){_END}"
    rf"(?:,? (?:và )?{_WORD}){{1,12}}+{_TAIL}"
)


@rule(
    rf"{DEFINED}{_MARKER}(?:{_ASKED}(?P<value>{_TITLE})(?= *+(?:: *+)?(?m:$))"
    rf"|(?P<value>{_SUBJECT})(?= (?:{VERBS}){_END}))",
    yes={
        "các doanh nghiệp sản xuất, chế biến và xuất khẩu nông sản": Body(
            id="cac-doanh-nghiep-san-xuat-che-bien-va-xuat-khau-nong-san",
            name="các doanh nghiệp sản xuất, chế biến và xuất khẩu nông sản",
        ),
    },
    no=["các doanh nghiệp phối hợp xây dựng phương án", "Tổ chức thực hiện", "gửi Doanh nghiệp viễn thông báo cáo"],
)
def heading(m: Match) -> Body | None:
    """A heading that is nothing but the group: all of it is the name, verbs included; or an item that opens with it."""
    return None if _NO_TITLE.search(m["value"]) else group(m["value"])


_DUTY = (
    r"(?:(?:có|chịu) trách nhiệm|có nghĩa vụ|phải|cần|chủ động|chủ trì|phối hợp|tích cực|tăng cường|thường xuyên"
    r"|cam kết"
    r"|nghiêm túc|tổ chức|thực hiện|tuân thủ|chấp hành|khẩn trương)"
)
_ACTOR = (
    r"(?:doanh nghiệp|chủ (?:các )?cơ sở|tổ chức(?! (?:thực hiện|triển khai))|hợp tác xã|hiệp hội|nhà trường|nhà mạng"
    r"|nhà thầu|tổ dân phố|cơ sở (?:giáo dục|đào tạo|y tế|sản xuất|kinh doanh|nuôi trồng)|hộ (?:nuôi|sản xuất"
    r"|kinh doanh))"
)
_ACTORS = rf"{_ACTOR}(?:, {_ACTOR}){{0,4}}"


@rule(
    rf"{DEFINED}(?<=\A|[\n.)+•-] ?|, )(?<={_MARKER}(?=(?-i:\p{{Lu}}))(?:{_ACTORS}, )?){_ACTOR}{_END}(?: {_WORD}){{0,5}}"
    rf"(?=(?:, {_ACTOR}{_END}(?: {_WORD}){{0,5}}){{0,4}} {_DUTY}{_END}|:?$)",
    yes={
        "Nhà trường": Body(id="nha-truong", name="Nhà trường"),
    },
    no=["gửi Nhà trường thực hiện", "Nhà trường và gia đình"],
)
def subject(m: Match) -> Body:
    """One of the bare nouns with which an item opens: "Doanh nghiệp, tổ chức có trách nhiệm …"."""
    return group(m[0])


_NO_TITLE = compiled(rf"(?<!\p{{L}})(?:{VERBS}|UBND|HĐND|(?:và|,) (?:các|những)){_END}", regex.IGNORECASE)

RULES: tuple[Rule[Body], ...] = (several, levels, own_kind, listed, concerned, subject, heading)

NOUNS = (
    "sở|bộ|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể|hội|tổ chức|doanh nghiệp|hợp tác xã|hiệp hội|tập đoàn|công ty"
    "|lực lượng|trường|viện|cơ sở|chính quyền|cấp ủy|ban ngành|sở ngành|bộ ngành|chủ đầu tư|chủ cơ sở|nhà trường"
    "|bệnh viện|ngân hàng|nhà mạng|nhà thầu|thôn|tổ dân phố|khu phố|hộ"
).split("|")
_OFFICES = "sở|bộ|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể|hội|ban ngành|sở ngành|bộ ngành".split("|")
_ACTORS_AT = (
    "doanh nghiệp|chủ cơ sở|tổ chức|hợp tác xã|hiệp hội|nhà trường|nhà mạng|nhà thầu|tổ dân phố|cơ sở|hộ".split("|")
)
_CHAINED = (",", "/", " ,", " /", " - ", " và ")
_CONCERNED = (*_CHAINED, " liên quan", " có liên quan", " cấp ")
_OWN_AT = {
    "cơ quan": (" ",), "tổ chức": (" ",), "đơn vị": (" sự nghiệp",), "chủ cơ sở": (), "lực lượng": (" ",),
    "chính quyền": (" ",), "trường": (" đại học", " cao đẳng", " trung cấp"), "cấp ủy": (),
    "cơ sở": (" giáo dục đại học", " đào tạo đại học"),
}  # fmt: skip
_LEVELS_AT = (" cấp, ", " cấp và ", " ngành, ", " ngành và ")


def opening(noun: str) -> tuple[tuple[Rule[Body], tuple[str, ...]], ...]:
    """The rules of groups that may begin with `noun`, or with "các" or "những", each with what must follow there, in
    lower case; an empty tuple where anything may."""
    if noun in ("các", "những"):
        return (several, ()), (levels, _LEVELS_AT), (own_kind, tuple(f" {own}" for own in _OWN_AT))
    own = ((own_kind, _OWN_AT[noun]),) if noun in _OWN_AT else ()
    office = ((listed, _CHAINED),) if noun in _OFFICES else ()
    longer = noun in ("cơ sở", "hộ")  # "cơ sở giáo dục", "hộ kinh doanh" are nouns too
    return *own, *office, (concerned, () if longer else _CONCERNED), *(((subject, ()),) if noun in _ACTORS_AT else ())
