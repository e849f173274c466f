"""A list of bodies to its members, those that no list of names knows told by their place: what a column of lead bodies
holds, what "Đơn vị chủ trì:" is followed by, what stands before "có trách nhiệm".

Guarantees: a known body keeps its known name; a member is a stretch of the list, never words from elsewhere; words that
say when or how ("Theo phân công", "Hằng năm") are no member.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.model import Body, Found, Span
from extractor.patterns import compiled
from extractor.rules.body_registry import expand, slug
from extractor.rules.body_verbs import VERBS
from extractor.tasks.parties import END, Bodies, Parties, distinct

RULE = "by-place"
MORE_VERBS = (
    r"nghiên\s+cứu|quản\s+lý|phát\s+triển|đầu\s+tư|hỗ\s+trợ|chú\s+trọng|xuất\s+cấp|sử\s+dụng|giám\s+sát|quyết\s+liệt|tự\s+|"
    r"kiện\s+toàn|củng\s+cố|thống\s+nhất|chấp\s+hành|nêu\s+cao|làm\s+tốt|thống\s+kê|dự\s+toán|tập\s+huấn|đào\s+tạo|phải|cần|"
    r"bảo\s+vệ|thúc\s+đẩy|tự\s+giác|rà\s+soát|trích|thành\s+lập|sớm|nhanh\s+chóng|làm\s+đầu\s+mối|"
    r"chọn|dành|tiến\s+hành|ứng\s+dụng|tiên\s+phong|tìm\s+hiểu|góp\s+phần|kê\s+khai|niêm\s+yết|gương\s+mẫu|"
    r"là\s+(?:cơ\s+quan|đơn\s+vị|đầu\s+mối|lực\s+lượng)"
)
"""Verbs of duty that also stand in names, or open no duty elsewhere."""
KINDS = (
    r"bộ\s+trưởng|thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|trưởng|chánh|hội(?!\s+(?:nghị|thảo|nhập|thi|tụ))|hiệp\s+hội|"
    r"liên\s+(?:đoàn|minh|hiệp)|đoàn(?!\s+kết)|ban(?!\s+hành)|tổ(?!\s+chức)|đài|báo(?!\s+cáo)|trường(?!\s+hợp)|nhà\s+trường|"
    r"học\s+viện|viện(?!\s+(?:dẫn|trợ))|trung\s+tâm|công\s+ty|tổng\s+công\s+ty|tập\s+đoàn|doanh\s+nghiệp|ngân\s+hàng|"
    r"quỹ(?!\s+đất)|hợp\s+tác\s+xã|chi\s+(?:cục|nhánh|hội)|cục|tổng\s+cục|vụ(?!\s+(?:đông|hè|mùa|việc|án|xuân))|sở|"
    r"bộ(?!\s+(?:tiêu|chỉ\s+s|phận|máy|mã|câu|quy|công\s+cụ|dữ))|phòng(?!\s*,|\s+(?:chống|ngừa|bệnh|cháy|thủ))|văn\s+phòng|"
    r"thanh\s+tra|tòa\s+án|bệnh\s+viện|cơ\s+quan|đơn\s+vị(?!\s+tính)|cơ\s+sở(?!\s+(?:vật|dữ|hạ|pháp|lý))|đoàn\s+thể|"
    r"mặt\s+trận|đảng\s+(?:ủy|bộ)|lực\s+lượng"
)
"""What a body's name opens with."""
_MOST_WORDS = 15
_MOST_MORE_WORDS = 4
_CUT = compiled(
    r"(?:\G|(?<!\s))\s*(?:[;,•|\n]|\s[-+]\s|/(?=\s?(?-i:\p{Lu}))|"
    r"(?<!\p{L})(?:và|cùng với|cùng)\s+(?=(?:các|một\s+số)\s|(?-i:\p{Lu})))\s*",
    regex.IGNORECASE,
)
_EDGE = compiled(r"[\s\"'*+\-•(.:]*(?:(?:giao|mời|đề\s+nghị|chủ\s+trì|phối\s+hợp(?:\s+với)?)\s+)?", regex.IGNORECASE)
_TAIL = compiled(r"[\s\"'*.;,:)]*$")
_KIND = compiled(rf"(?=(?-i:\p{{Lu}}))(?:các\s+)?(?:{KINDS}|tổ\s+chức){END}", regex.IGNORECASE)
_BRACKET = compiled(r"\s*\([^()]*\)?$")
_BREAKS = compiled(r"(?<!\p{L})(?:và|để|cho|nhằm|là)$|(?<!\p{L})(?:để|nhằm|là)\s", regex.IGNORECASE)
_SHORT = compiled(r"\p{Lu}{2}[\p{Lu}\p{Ll}&-]*+$")
_NO_NAME = compiled(
    rf"(?:theo|không|như|căn\s+cứ|thường\s+xuyên|hằng|hàng|năm|quý|tháng|trước|sau|từ|đến|khi|trong|nt|việc|"
    rf"có\s+liên\s+quan|liên\s+quan|tùy|kinh\s+phí|ngân\s+sách|nguồn|toàn|trên\s+cơ\s+sở|nếu|để|nhằm|kế\s+hoạch|"
    rf"ngoài|nghị\s+quyết|quyết\s+định|chương\s+trình|đề\s+án|dự\s+án|nội\s+dung|quá\s+trình|kết\s+quả|mục\s+tiêu|yêu\s+cầu|định|mọi|"
    rf"tất\s+cả|nhiệm\s+vụ|(?!(?:tổ\s+chức|lãnh\s+đạo)\s)(?:{VERBS})){END}",
    regex.IGNORECASE,
)
_ASIDE = compiled(
    rf"\s*(?:[(,]|(?:được|đã|có|theo|căn\s+cứ|trong\s+phạm\s+vi|trên|nêu|tại|khi|để|thuộc|khác|của|là|{VERBS}|{MORE_VERBS}){END})",
    regex.IGNORECASE,
)


def members(parties: Parties, span: Span) -> Bodies:
    """The bodies that `span`, a list of nothing else, names."""
    known = parties.named(span)
    found: list[Found[Body]] = []
    for piece in _pieces(parties.key, span, known):
        inside = [f for f in known if piece.start <= f.span.start and f.span.end <= piece.end]
        for body in _read(parties, piece, inside):
            if body.rule == RULE and found and _goes_on(found[-1], body):
                body = _named(parties, Span(found.pop().span.start, body.span.end))
            found.append(body)
    return distinct([f for f in found if f.rule != RULE or f.text[:1].isupper() or _is_several(f.text)])


def _pieces(key: str, span: Span, known: Bodies) -> Iterator[Span]:
    start = span.start
    cuts = [m.span() for m in _CUT.finditer(key, span.start, span.end) if not _covered(key, span, m.start(), known)]
    for at, after in [*cuts, (span.end, span.end)]:
        m = _EDGE.match(key, start, at)
        first = m.end() if m else start
        last = _TAIL.search(key, first, at)
        if last is not None and first < last.start():
            yield Span(first, last.start())
        start = after


def _covered(key: str, span: Span, at: int, known: Bodies) -> bool:
    """Whether `at` stands inside a known body or inside brackets."""
    return any(f.span.start < at < f.span.end for f in known) or key.count("(", span.start, at) > key.count(
        ")", span.start, at
    )


def _read(parties: Parties, piece: Span, inside: list[Found[Body]]) -> list[Found[Body]]:
    """The bodies of one piece: the known ones, or its words where they name more than a known one."""
    if not inside:
        return [_named(parties, piece)] if _is_name(parties.key[piece.start : piece.end]) else []
    if inside[0].span.start > piece.start and _NO_NAME.match(parties.key, piece.start, piece.end):
        return []
    if inside[0].span.start > piece.start and _KIND.match(parties.key, piece.start, piece.end):
        return [_named(parties, piece)]
    rest = parties.key[inside[-1].span.end : piece.end]
    if inside[0].span.start > piece.start or not rest.strip() or parties.ends(inside[-1].span.end, piece.end):
        return inside
    if len(inside) > 1 or len(rest.split()) > _MOST_MORE_WORDS or _ASIDE.match(rest):
        return inside
    return [_named(parties, piece)]


def _named(parties: Parties, span: Span) -> Found[Body]:
    m = _BRACKET.search(parties.key, span.start, span.end)
    span = Span(span.start, m.start()) if m else span
    name = expand(" ".join(parties.reading.quote(span).split()))
    return Found(Body(id=slug(name), name=name), span, RULE, parties.reading.quote(span))


def _is_name(words: str) -> bool:
    count = len(words.split())
    if not words[:1].isalpha() or count > _MOST_WORDS or _NO_NAME.match(words):
        return False
    return count > 1 or _SHORT.match(words) is not None or is_kind(words)


def is_kind(words: str) -> bool:
    """Whether the words only say what kind of body it is: "Đơn vị", "Các cơ quan"."""
    return _KIND.fullmatch(words) is not None


def _goes_on(before: Found[Body], body: Found[Body]) -> bool:
    """Whether a piece goes on with the name before it: "Hội, | hiệp hội nghề nghiệp", "Báo thuộc Bộ, | thuộc Cục"."""
    small = body.text[:1].islower() and not _is_several(body.text)
    owned = body.text.lower().startswith(("thuộc ", "của "))
    words = len(before.text.split()) + len(body.text.split())
    return small and (owned or before.rule == RULE) and words <= _MOST_WORDS and not _BREAKS.search(body.text)


def _is_several(words: str) -> bool:
    return words.lower().startswith(("các ", "những ", "một số "))
