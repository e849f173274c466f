"""Whether a statement commits the plan's own bodies to a number, or only tells of one.

In the objectives nearly every number commits. Elsewhere a number commits where the words say so: a share, "ít nhất",
"mỗi năm", "phấn đấu", or a countable product that a verb delivers ("Đào tạo 500 lượt người").
"""

from __future__ import annotations

import regex

from extractor.items import Item
from extractor.model import Span
from extractor.resolve import Reading
from extractor.targets.statements import LONGEST, Statement

_I = regex.IGNORECASE
_PAST = regex.compile(
    r"(?<!\p{L})(?:đã|hiện\s+nay|hiện\s+có|ước\s+đạt|ước\s+thực\s+hiện|cùng\s+kỳ|trong\s+\d+\s+tháng|vừa\s+qua|thời\s+gian\s+qua|tính\s+đến)(?!\p{L})",
    _I,
)
_FREQUENCY = regex.compile(r"(?<!\p{L})(?:tần\s+suất|số\s+lần|chu\s+kỳ|thời\s+gian\s+thực\s+hiện)(?!\p{L})[^.;]*$", _I)
_QUOTED = regex.compile(r"góp\s+phần\s+(?:đạt|hoàn\s+thành|thực\s+hiện)|của\s+cả\s+nước\s*$", _I)
_FUNDING = regex.compile(
    r"(?<!\p{L})(?:kinh\s+phí|ngân\s+sách\s+(?:hỗ\s+trợ|cấp|địa\s+phương\s+hỗ)|mức\s+(?:hỗ\s+trợ|chi|thưởng)|dự\s+toán|định\s+mức|vốn\s+(?:điều\s+lệ|đầu\s+tư)|trị\s+giá|"
    r"tổng\s+mức\s+đầu\s+tư|hỗ\s+trợ\s+(?:tối\s+đa\s+)?)(?!\p{L})",
    _I,
)
_EARNED = regex.compile(
    r"(?<!\p{L})(?:doanh\s+thu|giá\s+trị|thu\s+ngân\s+sách|kim\s+ngạch|thu\s+hút|thu\s+nhập|tổng\s+thu|grdp|quy\s+mô|xuất\s+khẩu)(?!\p{L})",
    _I,
)
_CONDITION = regex.compile(
    r"(?<!\p{L})(?:nếu|trường\s+hợp|phát\s+sinh|khi\s+có|đối\s+với\s+(?:các\s+)?(?:dự\s+án|hộ|trường\s+hợp)|có\s+từ|từ\s+đủ|tối\s+thiểu\s+phải\s+có|điều\s+kiện|tiêu\s+chí|thang\s+điểm)(?!\p{L})"
    r"[^,;]{0,40}$",
    _I,
)
_COMMITS = regex.compile(
    r"(?<!\p{L})(?:phấn\s+đấu|dự\s+kiến|chỉ\s+tiêu|mục\s+tiêu|mỗi\s+năm|hằng\s+năm|hàng\s+năm|quyết\s+tâm|số\s+lượng)(?!\p{L})",
    _I,
)
_DELIVERS = regex.compile(
    r"(?:đào\s+tạo|bồi\s+dưỡng|tập\s+huấn|tổ\s+chức|xây\s+dựng|phát\s+triển|hình\s+thành|thành\s+lập|trồng|cấp|thu\s+hút|mở|hoàn\s+thành|triển\s+khai|"
    r"lựa\s+chọn|đầu\s+tư|lắp\s+đặt|giải\s+quyết|công\s+nhận|hỗ\s+trợ|in|phát\s+hành|biên\s+soạn|sản\s+xuất|khảo\s+sát)(?:\s+(?:được|mới|thêm|thành\s+công|ít\s+nhất))*\s*$",
    _I,
)
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
        "loại hình",
        "ngành",
        "tiêu chí",
        "dự án thành phần",
    }
)


def is_commitment(reading: Reading, item: Item, sentence: Span, s: Statement, *, objective: bool | None = None) -> bool:
    """Whether `s`, found in `sentence` of `item`, is a target; `objective` overrules what the item's role says."""
    value = s.quantity.value
    clause = reading.document.key[max(sentence.start, s.quote.start - 60) : s.quote.end]
    start = max(sentence.start, s.quantity.span.start - LONGEST)
    before = reading.document.key[start : s.quantity.span.start]
    if (
        _PAST.search(before)
        or _FREQUENCY.search(before)
        or _QUOTED.search(before)
        or _is_money_spent(clause, value.unit)
    ):
        return False
    broad = item.role == "objective" if objective is None else objective
    if broad and not _is_boilerplate(item, reading):
        return value.unit is not None and value.unit not in _NOT_COUNTED or s.kind in ("subject-first", "change")
    if item.role == "funding" or _CONDITION.search(before):
        return False
    return _commits_in_words(item, s, clause, before)


def _is_boilerplate(item: Item, reading: Reading) -> bool:
    """A paragraph in brackets only points elsewhere: "(chi tiết tại Phụ lục I)"."""
    return reading.key(reading.own(item)).lstrip().startswith("(")


def _is_money_spent(clause: str, unit: str | None) -> bool:
    if unit not in ("VND", "USD"):
        return False
    return bool(_FUNDING.search(clause)) or not _EARNED.search(clause)


def _commits_in_words(item: Item, s: Statement, clause: str, before: str) -> bool:
    value = s.quantity.value
    if s.kind == "universal":
        return item.role != "purpose" or not s.quantity.text.lower().startswith("mỗi")
    if _FUNDING.search(clause):
        return False
    if (value.unit or "").startswith("%"):
        return True
    if value.unit is None or value.unit in _NOT_COUNTED or value.unit in ("VND", "USD"):
        return False
    if _COMMITS.search(clause) or "/năm" in value.unit:
        return True
    if value.comparator in (">=", ">"):
        return s.kind in ("number-first", "verb-first", "subject-first")
    return bool(_DELIVERS.search(before)) and s.kind in ("verb-first", "number-first")
