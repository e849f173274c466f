"""The pattern pieces that the rules of times share, and the reading of the words that lead into a time.

A piece that names groups uses d (day), m (month), q (quarter), h (half) and y (year), as `anchors.anchor` takes them;
`lead` is what leads in, `every` and `tail` what follows.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.model import Every, Time
from extractor.patterns import compiled
from extractor.rules.anchors import anchor, time
from extractor.rules.openings import words
from extractor.rules.rule import Match

COUNTED = (  # a number before one of these is no year
    r"(?!\s*(?:%|(?:đồng|triệu|tỷ|nghìn|ngàn|VNĐ|VND|USD|người|hộ|ha|tấn|con|cây|kg|km|lượt|xã|lớp|m[23²³]?)"
    r"(?!\p{L})))"
)
_QUARTER_NAMES = ("quý", "quí", "qúy")
PERIODS = words("ngày", "tuần", "tháng", *_QUARTER_NAMES, "năm")  # where a rule may open
DAYS = words("ngày")
MONTHS = words("tháng", "thg")
QUARTERS = words(*_QUARTER_NAMES, "q1", "q2", "q3", "q4", "qi")
YEARS = words("năm")
YEAR = rf"(?:(?:1[7-9]|20)\d\d|(?<=năm\s)1[0-6]\d\d{COUNTED})(?![\p{{L}}\d]|[.,]\d)"
BARE_YEAR = r"(?:19|20)\d\d(?![\p{L}\d]|[.,]\d)"  # where no word says that it is a year
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
QUARTER = r"(?:IV|I{1,3}|[1-4])(?![\p{L}\d])"
QUARTER_NAME = r"q(?:uý|uí|úy)\s*"
MONTH_NAME = r"(?:tháng|thg\.?)\s*"
MONTH_WORD = r"(?:mười\s+hai|mười\s+một|giêng|một|hai|ba|tư|bốn|năm(?=\s+năm)|sáu|bảy|bẩy|tám|chín|mười|chạp)(?!\p{L})"

IN_YEAR = r"(?:\s*[/,.-]\s*|[\s,/]*(?:của\s+)?năm\s*|\s+)"
TO = r"\s*(?:-|(?:cho\s+)?(?:đến|tới))\s*(?:(?:hết|cuối|giữa|đầu)\s+)?"
AND = r"\s*(?:[,;+]|và|hoặc)\s*"

_NUMERIC_DATE = (
    rf"\s?(?P<sep>[/.-])\s?(?P<m>{MONTH})\s?(?P=sep)\s?(?P<y>{YEAR})|\s?/\s?(?P<m>{MONTH})\s+năm\s+(?P<y>{YEAR})"
)
_SPOKEN_DATE = rf"\s*{MONTH_NAME}(?:(?P<m>{MONTH})|(?P<m>{MONTH_WORD})){IN_YEAR}(?P<y>{YEAR})"
DATE = rf"(?P<d>{DAY})(?:{_NUMERIC_DATE}|{_SPOKEN_DATE})"

RELATIONS = "|".join(
    (
        r"trước(?:\s+thời\s+điểm)?", r"(?:kể\s+|bắt\s+đầu\s+)?từ(?:\s+nay)?", r"sau", r"ngay", r"vào",
        r"trong(?:\s+vòng)?", r"(?:thượng|trung|hạ)\s+tuần",
        r"(?:tính\s+|cho\s+)?(?:đến|tới)", r"hết", r"cuối", r"đầu", r"giữa", r"suốt", r"dịp", r"thời\s+điểm", r"khoảng",
        r"(?:chậm|muộn)\s+nhất(?:\s+là)?", r"không\s+(?:muộn|chậm|trễ)\s+hơn", r"không\s+quá", r"các", r"cả",
        r"tầm\s+nhìn", r"định\s+hướng",
    )
)  # fmt: skip
_CLOCK = r"\d{1,2}\s?(?:giờ|g|h)(?:\s?[0-5]\d(?:\s?phút)?)?,?"
_DAY_NAME = r"ngày(?:\s+m[ùồ]ng)?|m[ùồ]ng"
EVERY_NAME = r"(?:(?:định\s+kỳ\s+)?(?:hàng|hằng|mỗi)|định\s+kỳ|từng)"
_YEARLY = rf"{EVERY_NAME}\s+năm\s*[,(]?\s*[(*]{{0,3}}"


def lead(*names: str) -> str:
    """A lookbehind that catches up to five leading words, "đến hết", "chậm nhất là trước", with `names` among them."""
    words = "|".join((*names, RELATIONS))
    return rf"(?<![\p{{L}}\d]|[.,/:](?=\d))(?<=(?P<lead>(?<!\p{{L}})(?:(?:{words})\s+){{1,5}})?)"


BEFORE_DAY = r"(?=\d)" + lead(_DAY_NAME, _CLOCK)
BEFORE_YEARLY_DAY = (
    r"(?=\d)(?<![\p{L}\d.,/:-])"
    rf"(?<=(?P<lead>(?<!\p{{L}})(?P<yearly>{_YEARLY})?(?:(?:{_DAY_NAME}|{_CLOCK}|{RELATIONS})\s+){{1,5}})?)"
)
BEFORE_NAME = lead()
TAIL = r"(?P<tail>\s+trở\s+(?:đi|về\s+sau|về\s+trước))?"
EVERY_YEAR = r"(?P<every>\s+(?:của\s+)?(?:hàng|hằng|mỗi|từng)\s+năm)"
EVERY_MONTH = r"(?P<every>\s+(?:của\s+)?(?:hàng|hằng|mỗi|từng)\s+tháng)"

_BLANKS = compiled(r"[^\p{L}]+")
EVERY: dict[str, Every] = {"năm": "year", "quý": "quarter", "tháng": "month", "tuần": "week", "ngày": "day"}


def due(m: Match, *, named: str | None = None, every: Every | None = None) -> Time | None:
    """The Time of a match: its own parts, or the anchor `named`, under the relation that its lead and tail state."""
    groups = m.groupdict()
    at = named or anchor(groups)
    return None if at is None else _related(at, f" {groups.get('lead') or ''} {groups.get('tail') or ''} ", every)


@lru_cache(maxsize=4096)
def _related(at: str, words: str, every: Every | None) -> Time:
    """The Time of an anchor under the relation that `words` state."""
    spoken = _BLANKS.sub(" ", words.lower())
    if " trước " in spoken and "về trước" not in spoken:
        return time(at, "before", every)
    if " đến " in spoken or " tới " in spoken or "về trước" in spoken:
        return time(at, "by", every)
    if " sau " in spoken or " từ " in spoken:
        return time(at, "from", every, after=" sau " in spoken and " từ " not in spoken)
    return time(at, "by", every, inside=" trong " in spoken)
