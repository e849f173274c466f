"""Whether a statement commits the plan's own bodies to a number, or only tells of one.

In the objectives nearly every number commits. Elsewhere a number commits where the words say so: a share, "ít nhất",
"mỗi năm", "phấn đấu", or a countable product that a verb delivers ("Đào tạo 500 lượt người").
"""

from __future__ import annotations

import regex

from extractor.items import Item
from extractor.model import Quantity, Span
from extractor.patterns import compiled
from extractor.resolve import Reading, deadlines
from extractor.targets.phrases import DELIVERS
from extractor.targets.statements import LONGEST, Statement

_I = regex.IGNORECASE
_PAST = compiled(
    r"(?<!\p{L})(?:đã(?!\s+được\s+(?:giao|phê\s+duyệt|phân\s+bổ))|hiện\s+nay|hiện\s+có|ước\s+đạt|ước\s+thực\s+hiện|cùng\s+kỳ|trong\s+\d+\s+tháng|vừa\s+qua|thời\s+gian\s+qua|tính\s+đến)(?!\p{L})",
    _I,
)
_FREQUENCY = compiled(r"(?<!\p{L})(?:tần\s+suất|số\s+lần|chu\s+kỳ|thời\s+gian\s+thực\s+hiện)(?!\p{L})[^.;]*$", _I)
_QUOTED = compiled(r"góp\s+phần\s+(?:đạt|hoàn\s+thành|thực\s+hiện)|của\s+cả\s+nước\s*$", _I)
_FUNDING = compiled(
    r"(?<!\p{L})(?:kinh\s+phí|ngân\s+sách\s+(?:hỗ\s+trợ|cấp|địa\s+phương\s+hỗ)|mức\s+(?:hỗ\s+trợ|chi|thưởng)|dự\s+toán|định\s+mức|vốn\s+(?:điều\s+lệ|đầu\s+tư)|trị\s+giá|"
    r"tổng\s+mức\s+đầu\s+tư|hỗ\s+trợ\s+(?:tối\s+đa\s+)?|lãi\s+suất|thuế\s+suất|mức\s+(?:vay|đóng|phạt|phí|lương))(?!\p{L})",
    _I,
)
_EARNED = compiled(
    r"(?<!\p{L})(?:doanh\s+thu|giá\s+trị|thu\s+ngân\s+sách|kim\s+ngạch|thu\s+hút|thu\s+nhập|tổng\s+thu|grdp|quy\s+mô|xuất\s+khẩu)(?!\p{L})",
    _I,
)
_ECONOMY = compiled(
    r"(?<!\p{L})(?:tổng\s+(?:vốn|mức)\s+đầu\s+tư\s+(?:phát\s+triển\s+)?(?:toàn\s+)?xã\s+hội|vốn\s+đầu\s+tư\s+(?:phát\s+triển\s+)?toàn\s+xã\s+hội|"
    r"thu\s+hút|vốn\s+fdi|tổng\s+mức\s+bán\s+lẻ|bình\s+quân\s+đầu\s+người|giá\s+trị\s+(?:sản\s+xuất|tăng\s+thêm|xuất)|thu\s+(?:ngân\s+sách|nội\s+địa|nsnn)|"
    r"thu\s+nhập|dư\s+nợ|huy\s+động\s+vốn|doanh\s+(?:số|thu)|kim\s+ngạch|grdp|gdp|tổng\s+sản\s+phẩm)(?!\p{L})",
    _I,
)
"""Sums that the economy earns or invests, rather than what the plan spends."""
_STRIVING = compiled(r"(?<!\p{L})phấn\s+đấu(?!\p{L})", _I)
_STRIVES = compiled(rf"{_STRIVING.pattern}[^.;]{{0,80}}$", _I)
_PAID_OUT = compiled(r"(?<!\p{L})giải\s+ngân(?!\p{L})", _I)
_SHORTENED = compiled(r"(?<!\p{L})(?:xuống|còn)\s*$", _I)
_NOT_LET = compiled(r"(?<!\p{L})không\s+(?:để|phát\s+sinh)(?!\p{L})[^,;.]*$", _I)
_EACH = compiled(
    r"(?<!\p{L})mỗi\s+(?!(?:năm|tháng|quý|tuần|ngày|lớp|đợt|cuộc|hội\s+nghị|đoàn|nhóm|bài|buổi|lần)(?!\p{L}))[^,;.:]{2,60}$",
    _I,
)
_CONDITION = compiled(
    r"(?<!\p{L})(?:nếu|trường\s+hợp|phát\s+sinh|khi\s+có|đối\s+với\s+(?:các\s+)?(?:dự\s+án|hộ|trường\s+hợp)|có\s+từ|từ\s+đủ|tối\s+thiểu\s+phải\s+có|điều\s+kiện|tiêu\s+chí|thang\s+điểm)(?!\p{L})"
    r"[^,;]{0,40}$",
    _I,
)
_SUPPOSED = compiled(r"(?:^|[,.;:(]\s*)(?:nếu|muốn)(?!\p{L})[^,;]*$", _I)
_COMMITS = compiled(
    r"(?<!\p{L})(?:phấn\s+đấu|dự\s+kiến|chỉ\s+tiêu|mục\s+tiêu|mỗi\s+năm|hằng\s+năm|hàng\s+năm|quyết\s+tâm|số\s+lượng)(?!\p{L})",
    _I,
)
_MONEY = ("VND", "USD")
_NOT_COUNTED = frozenset(
    {
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "phút",
        "tuần",
        "quý",
        "tuổi",
        "cấp",
        "bước",
        "nội dung",
        "nhóm",
        "giai đoạn",
        "lĩnh vực",
        "điểm",
        "phần",
        "bên",
        "khâu",
        "đợt",
        "đợt/năm",
        "lần",
        "lần/năm",
        "chương trình",
        "chỉ tiêu",
        "nhiệm vụ",
        "giải pháp",
        "tầng",
        "Gb/s",
        "mục tiêu",
        "trụ cột",
        "đột phá",
        "khâu đột phá",
        "mũi nhọn",
        "loại hình",
        "ngành",
        "tiêu chí",
        "dự án thành phần",
    }
)


def may_commit(key: str, item: Item) -> bool:
    """Whether any statement of `item` can be a target: among results, only where its words strive for more."""
    return item.role != "result" or _STRIVING.search(key, item.node.head.start, item.node.head.end) is not None


def is_commitment(reading: Reading, item: Item, sentence: Span, s: Statement, *, objective: bool | None = None) -> bool:
    """Whether `s`, found in `sentence` of `item`, is a target; `objective` overrules what the item's role says."""
    key = reading.document.key
    named = " ".join(key[piece.start : piece.end] for piece in s.indicator)
    clause = f"{named} {key[max(sentence.start, s.quote.start - 60) : s.quote.end]}"
    before = key[max(sentence.start, s.quantity.span.start - LONGEST) : s.quantity.span.start]
    broad = (item.role == "objective" if objective is None else objective) and not _is_boilerplate(item, reading)
    if _is_told(before, s) or _is_over(reading, s) or _is_money_spent(clause, s, broad=broad):
        return False
    if item.role == "result":
        return _STRIVES.search(before) is not None and _is_stated(s)
    if broad:
        return _is_stated(s)
    if _CONDITION.search(before) or (item.role == "funding" and not _is_share_of_things(s, clause)):
        return False
    return _commits_in_words(item, s, clause, before)


def _is_told(before: str, s: Statement) -> bool:
    """A result reached, a supposition, a frequency, a figure of another's plan, or a bound not to be passed."""
    bound = s.quantity.value.comparator in (">", ">=") and _NOT_LET.search(before)
    past = [*_PAST.finditer(before)]
    reached = s.quantity.text.lower().startswith("ước") or (past and not _STRIVES.search(before, past[-1].end()))
    return bool(bound or reached or _FREQUENCY.search(before) or _QUOTED.search(before) or _SUPPOSED.search(before))


def _is_over(reading: Reading, s: Statement) -> bool:
    """Whether the statement names no time but of years before the document."""
    if not reading.metadata.issued:
        return False
    years = [f.value.latest.year for f in deadlines(reading, s.quote) if f.value.latest]
    return bool(years) and max(years) < int(reading.metadata.issued[:4])


def _is_stated(s: Statement) -> bool:
    unit = s.quantity.value.unit
    multiple = unit == "lần" and s.quantity.text.lower().startswith("gấp")
    counted = unit is not None and unit not in _NOT_COUNTED
    return counted or multiple or _is_share(s.quantity.value) or s.kind in ("subject-first", "change")


def _is_share(value: Quantity) -> bool:
    """A percentage, or a fraction of a whole: "2/3 số xã"."""
    return (value.unit or "").startswith("%") or (value.unit is None and "/" in value.value)


def _is_share_of_things(s: Statement, clause: str) -> bool:
    return s.kind == "number-first" and _is_share(s.quantity.value) and not _FUNDING.search(clause)


def _is_boilerplate(item: Item, reading: Reading) -> bool:
    """A paragraph in brackets only points elsewhere: "(chi tiết tại Phụ lục I)"."""
    return reading.key(reading.own(item)).lstrip().startswith("(")


def _is_money_spent(clause: str, s: Statement, *, broad: bool) -> bool:
    """Whether a sum is what the plan costs, not what it is to earn."""
    if s.quantity.value.unit not in _MONEY or _ECONOMY.search(clause):
        return False
    attained = broad and s.kind in ("subject-first", "change")
    return bool(_FUNDING.search(clause)) or not (attained or _EARNED.search(clause))


def _commits_in_words(item: Item, s: Statement, clause: str, before: str) -> bool:
    value = s.quantity.value
    if s.kind == "universal":
        return item.role != "purpose" or not s.quantity.text.lower().startswith("mỗi")
    if value.unit in _MONEY:
        return s.kind in ("subject-first", "change") and _ECONOMY.search(clause) is not None
    if _FUNDING.search(clause) and not (_is_share(value) and _PAID_OUT.search(clause)):
        return False
    if _is_share(value) or (s.kind == "subject-first" and _SHORTENED.search(before)):
        return True
    if value.unit is None or value.unit in _NOT_COUNTED:
        return False
    if _COMMITS.search(clause) or "/năm" in value.unit or _EACH.search(before):
        return True
    if value.comparator in (">=", ">"):
        return s.kind in ("number-first", "verb-first", "subject-first")
    return bool(DELIVERS.search(before)) and s.kind in ("verb-first", "number-first")
