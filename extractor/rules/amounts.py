"""The pattern pieces that the rules of numbers share, and their reading: number, magnitude, comparator.

Numbers are Vietnamese: a point or a blank between thousands, a comma before decimals ("1.109.000", "17,3"). Where only
one reading is a number it is taken ("7.5", "1,234,567"). Values are exact decimals, never floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.model import Comparator, Quantity
from extractor.patterns import compiled
from extractor.rules.openings import Opener, Text
from extractor.rules.rule import Match, Reaching
from extractor.rules.unit_names import Unit

_COUNTED = r"(?=\s+(?:đồng|triệu|tỷ|nghìn|ngàn|USD|người|ha|tấn|hộ|lượt|m[23²³])(?!\p{L}))"
NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
    rf"|(?<!\d\s)[1-9]\d{{0,2}}(?:[ \u00a0]\d{{3}})+(?:,\d+)?{_COUNTED}"
    r"|\d+(?:[.,]\d+)?)(?!\d|[.,]\d)"
)
_MAGNITUDES = {"k": 3, "chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}
_MAGNITUDE = (
    r"(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục|tr(?=\.?\s?đ)|k(?=\s?(?:đ|VN|USD|\$)))(?!\p{L})|tr(?=đ(?!\p{L})))"
    r"(?!\s+(?:lệ|trọng|suất|phú|giá)(?!\p{L}))"
)
MAGNITUDE = rf"(?:\s*{_MAGNITUDE}){{1,2}}\.?"

# A number does not start inside a word, a number or a document's number, nor is it an item's marker, "5G" or "khoản 2".
_MARKER = r"(?<=(?m:^)[ \t|*#>(-]{0,9})\d{1,3}(?:\.\d{1,2})*\**[.)/:](?:[\s*]|(?m:$))|(?<=\()\d{1,2}\)"
_PARTS_OF_LAW = (
    r"điều|khoản|điểm|chương|(?:tiểu\s+)?mục|phụ\s+lục|biểu(?:\s+mẫu)?|mẫu|bảng|hình|(?:quyết|nghị)\s+(?:định|quyết)|"
    r"thông\s+tư|chỉ\s+thị|công\s+văn|công\s+điện|kết\s+luận|văn\s+bản|quốc\s+lộ|(?<!thứ\s+)thứ|mã|tổng\s+đài|phiên\s+bản"
)
_MORE = r"(?:\d+(?:\.\d+)*\s*(?:[,;-]|và|đến|hoặc)\s*){0,5}"
_START = (  # what decides most often stands last, for in a lookbehind that is tried first
    rf"(?<!(?<!\p{{L}})(?:{_PARTS_OF_LAW})(?:\s+số)?\s+{_MORE})"
    r"(?<!(?<![\d.,])0\d{2,3}\)?[\s.-](?:\d{3,4}[\s.-])?|(?<![\d.,])1[89]00[ .])"  # what follows in a telephone number
    r"(?!0\d{2,3}[.-]\d{3}|1[89]00[. ]\d{4}(?![\d.,]))"  # its first part
    rf"(?!{_MARKER}|\d{{1,2}}(?-i:[GDX]|K(?!\s?(?:đ|VN|USD|\$)))(?!\p{{L}}))"
    r"(?<![\p{L}\d_]|[\d\p{L}][./-]|\d[,:]|[\p{L}\d]/)"
)

_STARTS = compiled(rf"\d(?<={_START}\d)\d*+(?:[.,]\d++)*+\s*+", regex.IGNORECASE)


def numbers(text: Text) -> Sequence[tuple[int, str]]:
    """Where numbers start, and the character after each and its blanks."""
    key = text.key
    return [(m.start(), key[m.end() : m.end() + 1]) for m in _STARTS.finditer(key)]


def before(signs: str, *, words: bool = False) -> Opener:
    """Where a number starts that is followed by one of `signs`, or with `words` by a letter or figure; blanks may
    stand between."""
    wanted = frozenset(signs)

    def look(text: Text) -> Sequence[int]:
        return [at for at, next in text.once(numbers) if next in wanted or words and next.isalnum()]

    return Opener(look=look)


# Before a number without a unit, a name or a heading makes it a label: "Dự án 4", "Srêpốk 3", "COP 26", "số 15".
_LABELLED = (
    r"dự\s+án|nội\s+dung|chỉ\s+tiêu|nhiệm\s+vụ|nhóm|giải\s+pháp|mục\s+tiêu|hợp\s+phần|lần|kế\s+hoạch|QL|TL|HL|đường|khu\s+vực|vùng|"
    r"lô|thửa|quận|trang|bước|giai\s+đoạn|đợt|kỳ|khóa|khoá|tổ|thôn|ấp|khóm|khu\s+phố|cấp|loại|đề\s+án|chương\s+trình|tiêu\s+chí|"
    r"lớp|tập|quyển|phần|ca|tiết|năm|tháng|ngày|quý|tuần|quân\s+khu|vòng|tuyến|stt|khối|cột|dòng|tờ|luật|page|nghiệp|mạng|"
    r"(?<!(?:tổng|trong|dân|con|chỉ|điểm|hệ|tỷ|tỉ|doanh|đa)\s+)số"
)
LABEL = (
    r"(?:(?<![\p{L}:,;-]\s*)|"  # no word, nor a list
    rf"(?<!(?<!\p{{L}})(?:(?:{_LABELLED})\s+|số\s*:\s*){_MORE})"
    r"(?:(?=0,\d)|(?<!(?-i:\p{Lu}{2,}|[\p{Ll},]\s\p{Lu}\p{Ll}+)\s)))"
)

_SIGNS: tuple[tuple[str, Comparator], ...] = (
    (r"(?:cao|lớn|nhiều)\s+hơn\s+hoặc\s+bằng|bằng\s+hoặc\s+(?:cao|lớn|nhiều)\s+hơn", ">="),
    (r"(?:thấp|nhỏ|ít)\s+hơn\s+hoặc\s+bằng|bằng\s+hoặc\s+(?:thấp|nhỏ|ít)\s+hơn", "<="),
    (r"không\s+(?:dưới|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|kém(?:\s+hơn)?)", ">="),
    (r"không\s+(?:vượt\s+quá|quá|vượt|cao\s+hơn|lớn\s+hơn|nhiều\s+hơn|hơn|trên)", "<="),
    (r"(?:không|chưa)\s+(?:đến|tới|đầy|đạt)", "<"),
    (r"trên\s+dưới|xấp\s+xỉ|≈|~", "~"),
    (r"ít\s+nhất|tối\s+thiểu|chí\s+ít|≥|>=|=>", ">="),
    (r"tối\s+đa|nhiều\s+nhất|≤|<=|=<", "<="),
    (r"dưới|ít\s+hơn|thấp\s+hơn|nhỏ\s+hơn|kém\s+hơn|<", "<"),
    (r"vượt\s+trên|vượt|trên|nhiều\s+hơn|cao\s+hơn|lớn\s+hơn|hơn|>", ">"),
    (r"khoảng|gần|chừng|ngót|ước\s+tính|ước", "~"),
    (r"từ", ">="),
)
_MIDDLE = r"là|đạt|có|mức|cả|giữa"
BOUND = "|".join(pattern for pattern, _ in _SIGNS)
_COMPARATORS = tuple((compiled(pattern, regex.IGNORECASE), sign) for pattern, sign in _SIGNS)
_ENDS = r"(?<=[gnimáttyỉuathcừàóảa=><≥≤≈~-]\s*)"  # a letter or sign in which each of these ends, and a minus sign
_LEADS = rf"(?<!\p{{L}})(?:{BOUND})\s*(?:(?:{BOUND}|{_MIDDLE})\s*){{0,3}}"
# A minus sign, and no bullet or dash: after a bracket or a word that leads to a number, or alone in its cell.
_MINUS = (
    r"(?:(?<=[(]|(?<!\p{L})(?:đạt|là|còn|mức|xuống|lên|tăng|giảm|trưởng|bằng|ở|từ|đến|quá|hơn|dưới|trên|khoảng|gần)\s)-(?=\d)"
    r"|(?<=(?:\A|\|)\s?)-\s?(?=[\d.,]+(?:\s?%|\s(?:nghìn|triệu|tỷ))?\s*(?:\||\Z|\n))|(?<!\p{L})âm\s+)"
)
LEAD = rf"(?:{_ENDS}(?<=(?P<lead>(?:{_LEADS})?(?P<minus>{_MINUS})?)))?+"
_POINTED = compiled(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,3}(?:\.\d{3}){2,})(?:,\d+)?")
_ENGLISH = compiled(r"\d{1,3}(?:,\d{3})+(?:\.\d+)|\d{1,3}(?:,\d{3}){2,}")
_RISES = compiled(r"[^.;:\n]{0,60}?\s(?:lên|xuống|đến|tới|còn|sang|thành)\s", regex.IGNORECASE)


@lru_cache(maxsize=4096)
def decimal(printed: str) -> Decimal:
    """ "1.109.000" → 1109000, "17,3" → 17.3, "7.5" → 7.5, "05" → 5; of other signs only the last is a point:
    "03.067,0" → 3067.0."""
    if printed.isdecimal():
        return Decimal(printed)
    digits = "".join(printed.split())
    if _POINTED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    whole, point, part = digits.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}{point}{part}")


def scale(magnitude: str | None) -> Decimal:
    """ "nghìn tỷ" → 10^12; 1 for no magnitude."""
    if not magnitude:
        return Decimal(1)
    return Decimal(10) ** sum(_MAGNITUDES[word] for word in magnitude.lower().replace(".", " ").split())


def amount(m: Match) -> Decimal:
    """The number "n" of a match with its magnitude, negative after a minus sign."""
    value = decimal(m["n"]) * scale(m["magnitude"])
    return -value if m["minus"] else value


def written(value: Decimal) -> str:
    """A decimal as the guidelines want it: a point, no exponent, no zeros that say nothing."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def comparator(m: Match, tail: str, end: int) -> Comparator:
    """The comparator that the lead of `m` and the `tail` after it state, "=" for none; "từ 60% … lên 80%" is no lower
    bound. `end` is where the words of the quantity end."""
    if tail:
        return "<=" if "xuống" in tail else ">="
    lead = m["lead"] or ""
    if lead.strip().lower() == "từ" and _RISES.match(m.string, end):
        return "="
    return sign(lead)


@lru_cache(maxsize=4096)
def sign(words: str) -> Comparator:
    """The comparator in `words` ("tối đa không quá" → "<="), "=" for none."""
    return next((sign for pattern, sign in _COMPARATORS if pattern.search(words)), "=") if words else "="


def stated(m: Match, value: str) -> Quantity:
    """The Quantity without a unit of a match with a lead and a tail."""
    return Quantity(value=value, comparator=comparator(m, (m["tail"] or "").lower(), m.end()))


def measured_in(unit: Unit, m: Match, value: str) -> Reaching[Quantity]:
    """The Quantity of a match in the `unit` that follows it."""
    return Reaching(Quantity(value=value, unit=unit.name, comparator=comparator(m, unit.tail, unit.end)), unit.end)
