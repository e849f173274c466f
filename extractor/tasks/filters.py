"""What is no task: sections that report, empty appeals, commencement clauses, lists of objectives."""

from __future__ import annotations

import regex

from extractor.items import Item
from extractor.model import Role
from extractor.patterns import compiled

SILENT: frozenset[Role | None] = frozenset({"result", "recipients", "signature"})
GUARDED: frozenset[Role | None] = frozenset({"objective", "purpose", "viewpoint"})

_THIS = (
    r"(?:(?:nội\s+dung|nhiệm\s+vụ|mục\s+tiêu|giải\s+pháp|của|các|trong|tại|nêu\s+trên|,|và|được\s+giao|theo)\s*)"
    r"{0,20}"
)
_ACT = r"(?:kế\s+hoạch|quyết\s+định|nghị\s+quyết|chỉ\s+thị|chương\s+trình|đề\s+án|công\s+văn|thông\s+báo|công\s+điện)"
_MANNER = (
    r"(?:(?:nghiêm\s+túc|tích\s+cực|chủ\s+động|khẩn\s+trương|phối\s+hợp|tổ\s+chức|triển\s+khai|thực\s+hiện|quán\s+triệt|có\s+hiệu\s+quả|"
    r"hiệu\s+quả|tốt|nghiêm|thuộc|thẩm\s+quyền|phạm\s+vi|quản\s+lý|các|cơ\s+quan|đơn\s+vị|trực\s+thuộc|kịp\s+thời|đồng\s+bộ|đầy\s+đủ|nghiên\s+cứu|căn\s+cứ|chịu\s+trách\s+nhiệm|thi\s+hành|chỉ\s+đạo|và|,)\s*){1,30}"
)
_EMPTY = compiled(rf"\s*{_MANNER}{_THIS}(?:{_ACT}\s+này{_THIS})?(?:{_MANNER})?[\s./;]*$", regex.IGNORECASE)
_IN_FORCE = compiled(
    rf"(?:chịu\s+trách\s+nhiệm\s+|có\s+trách\s+nhiệm\s+)(?:(?:tổ\s+chức|triển\s+khai|thực\s+hiện|thi\s+hành|,|và)\s*)+{_ACT}\s+này|"
    rf"căn\s+cứ\s+{_ACT}\s+thi\s+hành|(?:thông\s+báo|gửi)\s[^.]{{0,120}}biết[,\s]|"
    r"này\s+có\s+hiệu\s+lực|có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày",
    regex.IGNORECASE,
)
IN_FORCE_WORDS = (" này", "hiệu lực", "thi hành", "biết")
"""One of these stands in all that `puts_in_force` finds."""
_CLARIFIES = compiled(r"[\s\"*]*(?:được(?:\s+phép)?|việc)\s", regex.IGNORECASE)
_WISHES = compiled(r"[\s\"*]*(?:khuyến\s+khích|mời)\s", regex.IGNORECASE)
_OBJECTIVES = compiled(r"(?:mục\s+tiêu(?!\s+quốc\s+gia)|chỉ\s+tiêu)[^.:;]{0,60}:\s*$", regex.IGNORECASE)
_DUTY = compiled(
    r"(?:cần|phải|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|chủ\s+trì|có\s+nhiệm\s+vụ)(?!\p{L})", regex.IGNORECASE
)
_STATEMENT = compiled(r"[\s\"*(]*\p{Lu}\p{L}*\s.*[.;:/)\"]\s*$", regex.DOTALL)
_ROUTINE = compiled(r"(?:nhiệm\s+vụ|công\s+việc|hoạt\s+động)\s+thường\s+xuyên", regex.IGNORECASE)
_LEAST_WORDS = 8
_FAREWELL = compiled(
    r"\s*(?:trên\s+đây\s+là|(?:trong\s+)?quá\s+trình\s+(?:tổ\s+chức\s+)?(?:triển\s+khai|thực\s+hiện)|yêu\s+cầu|đề\s+nghị\s+các|"
    r"chủ\s+tịch\s|ủy\s+ban\s+nhân\s+dân\s+(?:tỉnh|thành\s+phố)\s+yêu\s+cầu|thủ\s+tướng\s|căn\s+cứ\s+(?:nội\s+dung\s+)?kế\s+hoạch|"
    rf"{_ACT}\s+này\s|giao\s)",
    regex.IGNORECASE,
)
_INTRODUCES = compiled(r"(?<!\p{L})ban\s+hành\s[^.;]{0,300}như\s+sau\s*:|như\s+sau\s*:\s*$", regex.IGNORECASE)


def is_silent(item: Item) -> bool:
    """Whether nothing in the item can be a task: it reports, or it is addressed to someone."""
    return item.role in SILENT or (item.role == "basis" and not item.path)


def is_guarded(item: Item) -> bool:
    """Whether the item is a state to reach rather than a duty, unless it says so in so many words."""
    return item.role in GUARDED


def is_duty(words: str) -> bool:
    """Whether the words put someone under a duty: "cần", "phải", "có trách nhiệm", "chủ trì"."""
    return _DUTY.search(words) is not None


def is_empty(action: str) -> bool:
    """A general appeal with no action of its own: "nghiêm túc triển khai thực hiện Kế hoạch này"."""
    return _EMPTY.match(action) is not None


def is_clarification(action: str) -> bool:
    """What a body may do, or how a rule is meant: "Được phép …", "Việc hỗ trợ áp dụng cho …"."""
    return _CLARIFIES.match(action) is not None


def is_wish(words: str) -> bool:
    """ "Khuyến khích các doanh nghiệp …": a duty only where duties are handed out."""
    return _WISHES.match(words) is not None


def is_sentence(words: str) -> bool:
    """Whether the words are a statement of some length, no signature or scrap of a page."""
    return _STATEMENT.match(words) is not None and len(words.split()) >= _LEAST_WORDS


def is_routine(heading: str) -> bool:
    """ "Nhiệm vụ thường xuyên": the heading of tasks done all the time."""
    return _ROUTINE.search(heading) is not None


def puts_in_force(words: str) -> bool:
    """The clause that puts a document in force, or that only makes it known."""
    return _IN_FORCE.search(words) is not None


def opens_objectives(words: str) -> bool:
    """Whether a lead-in announces objectives: what follows are targets, and the lead-in is the task."""
    return _OBJECTIVES.search(words) is not None


def may_be_farewell(words: str) -> bool:
    """Whether a paragraph may speak for the document as a whole, at its end."""
    return _FAREWELL.match(words) is not None


def introduces(words: str) -> bool:
    """The preamble's "… ban hành Kế hoạch như sau:"."""
    return _INTRODUCES.search(words) is not None
