"""The pattern pieces that the rules of numbers share, and their reading: number, magnitude, unit, comparator.

Numbers are Vietnamese: a point or a blank between thousands, a comma before decimals ("1.109.000", "17,3"). Where only
one reading is a number it is taken ("7.5", "1,234,567"). Values are exact decimals, never floats.
"""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.lexicons import rows
from extractor.model import Comparator, Quantity
from extractor.rules.patterns import any_of
from extractor.rules.rule import Match

_ROWS = rows("units", "id", "kind", "names")
_KINDS = {name.lower(): row["kind"] for row in _ROWS for name in row["names"]}
_FORMS: dict[str, str] = {name.lower(): row.get("unit", name) for row in _ROWS for name in row["names"]}

_COUNTED = r"(?=\s+(?:đồng|triệu|tỷ|nghìn|ngàn|USD|người|ha|tấn|hộ|lượt|m[23²³])(?!\p{L}))"
NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
    rf"|(?<!\d\s)[1-9]\d{{0,2}}(?:[ \u00a0]\d{{3}})+(?:,\d+)?{_COUNTED}"
    r"|\d+(?:[.,]\d+)?)(?!\d|[.,]\d)"
)
_MAGNITUDES = {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}
_MAGNITUDE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục|tr(?=\.?\s?đ))(?!\p{L})(?!\s+(?:lệ|trọng|suất|phú|giá)(?!\p{L}))"
MAGNITUDE = rf"(?:\s*{_MAGNITUDE}){{1,2}}\.?"

_NAMES = any_of(name for name in _KINDS if not name.startswith("%"))
_SHARES = any_of(name for name in _KINDS if name.startswith("%"))
_END = r"(?=\s*(?:[.,;:)|]|\Z|\n|(?:cả|toàn|của)\s))"
_NO_DATE = r"(?!(?<=năm|tháng|ngày|quý)\s*(?:\d|[IV]+(?!\p{L})))"
_UNIT = rf"(?:%\s*dân\s+số{_END}|{_SHARES}|(?:{_NAMES})(?![\p{{L}}\d])){_NO_DATE}"
_BASE = r"(?:\d{1,3}(?:[. ]?\d{3})*\s*)?(?:(?:vạn|nghìn|triệu)\s+)?"
RATE = (
    rf"(?P<rate>(?:\s*/\s*{_BASE}(?:{_NAMES})(?![\p{{L}}\d])){{1,3}}"
    r"|\s+trên\s+(?:một\s+|1\s+)?(?:vạn|nghìn|triệu|10{0,2}\.000)\s+dân(?!\p{L}))"
)
NAME = rf"\s*(?:{_UNIT})"
UNIT = rf"\s*(?P<unit>{_UNIT}){RATE}?"

# A number does not start inside a word, a number or a document's number, nor is it an item's marker, "5G" or "khoản 2".
_MARKER = r"(?<=(?m:^)[ \t|*#>(-]{0,9})\d{1,3}(?:\.\d{1,2})*\**[.)/:](?:[\s*]|(?m:$))|(?<=\()\d{1,2}\)"
_PARTS_OF_LAW = (
    r"điều|khoản|điểm|chương|(?:tiểu\s+)?mục|phụ\s+lục|biểu(?:\s+mẫu)?|mẫu|bảng|hình|(?:quyết|nghị)\s+(?:định|quyết)|"
    r"thông\s+tư|chỉ\s+thị|công\s+văn|công\s+điện|kết\s+luận|văn\s+bản|quốc\s+lộ|(?<!thứ\s+)thứ|mã|tổng\s+đài|phiên\s+bản"
)
_MORE = r"(?:\d+(?:\.\d+)*\s*(?:[,;-]|và|đến|hoặc)\s*){0,5}"
START = (
    r"(?=\d)(?<![\p{L}\d_]|[\d\p{L}][./-]|\d[,:]|[\p{L}\d]/)"
    rf"(?!{_MARKER}|\d{{1,2}}(?-i:[GDKX])(?!\p{{L}}))"
    rf"(?<!(?<!\p{{L}})(?:{_PARTS_OF_LAW})(?:\s+số)?\s+{_MORE})"
)

# Before a number without a unit, a name or a heading makes it a label: "Dự án 4", "Srêpốk 3", "COP 26", "số 15".
_LABELLED = (
    r"dự\s+án|nội\s+dung|chỉ\s+tiêu|nhiệm\s+vụ|nhóm|giải\s+pháp|mục\s+tiêu|hợp\s+phần|lần|kế\s+hoạch|QL|TL|HL|đường|khu\s+vực|vùng|"
    r"lô|thửa|quận|trang|bước|giai\s+đoạn|đợt|kỳ|khóa|khoá|tổ|thôn|ấp|khóm|khu\s+phố|cấp|loại|đề\s+án|chương\s+trình|tiêu\s+chí|"
    r"lớp|tập|quyển|phần|ca|tiết|năm|tháng|ngày|quý|tuần|quân\s+khu|vòng|tuyến|stt|khối|cột|dòng|tờ|luật|page|nghiệp|mạng|"
    r"(?<!(?:tổng|trong|dân|con|chỉ|điểm|hệ|tỷ|tỉ|doanh|đa)\s+)số"
)
LABEL = (
    rf"(?<!(?<!\p{{L}})(?:(?:{_LABELLED})\s+|số\s*:\s*){_MORE})"
    r"(?<!(?-i:\p{Lu}{2,}|[\p{Ll},]\s\p{Lu}\p{Ll}+)\s)"
)

_SIGNS: tuple[tuple[str, Comparator], ...] = (
    (r"không\s+(?:dưới|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|kém(?:\s+hơn)?)", ">="),
    (r"không\s+(?:vượt\s+quá|quá|vượt|cao\s+hơn|lớn\s+hơn|nhiều\s+hơn|hơn|trên)", "<="),
    (r"(?:không|chưa)\s+(?:đến|tới|đầy|đạt)", "<"),
    (r"trên\s+dưới|xấp\s+xỉ|≈|~", "~"),
    (r"ít\s+nhất|tối\s+thiểu|chí\s+ít|≥|>=|=>", ">="),
    (r"tối\s+đa|nhiều\s+nhất|≤|<=|=<", "<="),
    (r"dưới|ít\s+hơn|thấp\s+hơn|nhỏ\s+hơn|kém\s+hơn|<", "<"),
    (r"vượt\s+trên|vượt|trên|nhiều\s+hơn|cao\s+hơn|lớn\s+hơn|hơn|>", ">"),
    (r"khoảng|gần|chừng|ước\s+tính|ước", "~"),
    (r"từ", ">="),
)
_MIDDLE = r"là|đạt|có|mức|cả|giữa"
BOUND = "|".join(pattern for pattern, _ in _SIGNS)
_COMPARATORS = tuple((regex.compile(pattern, regex.IGNORECASE), sign) for pattern, sign in _SIGNS)
LEAD = rf"(?<=(?P<lead>(?<!\p{{L}})(?:{BOUND})\s*(?:(?:{BOUND}|{_MIDDLE})\s*){{0,3}})?)"
TAIL = r"(?P<tail>\s+trở\s+(?:lên|xuống|đi)|\s+hoặc\s+(?:cao\s+|nhiều\s+|lớn\s+)?hơn)?(?!\p{L})"
_RISES = regex.compile(r"[^.;:\n]{0,60}?\s(?:lên|xuống|đến|tới|còn|sang|thành)\s", regex.IGNORECASE)


def decimal(printed: str) -> Decimal:
    """ "1.109.000" → 1109000, "17,3" → 17.3, "7.5" → 7.5, "05" → 5."""
    digits = regex.sub(r"\s", "", printed)
    if regex.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if regex.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)|\d{1,3}(?:,\d{3}){2,}", digits):
        return Decimal(digits.replace(",", ""))
    return Decimal(digits.replace(",", "."))


def scale(magnitude: str | None) -> Decimal:
    """ "nghìn tỷ" → 10^12; 1 for no magnitude."""
    words = regex.findall(r"\p{L}+", (magnitude or "").lower())
    return Decimal(10) ** sum(_MAGNITUDES[word] for word in words)


def written(value: Decimal) -> str:
    """A decimal as the guidelines want it: a point, no exponent, no zeros that say nothing."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def unit(m: Match) -> str | None:
    """The unit of a match in its form for the output, the rate joined by slashes: "người/vạn dân", "%/năm"."""
    groups = m.groupdict()
    name = groups.get("unit")
    if not name:
        return None
    return _form(name) + "".join(f"/{_base(part)}" for part in _rate(groups.get("rate")))


def is_measure(unit: str) -> bool:
    """Whether `unit` measures (ha, tấn, km) rather than counts things."""
    return _KINDS.get(unit.lower()) == "measure"


def _rate(rate: str | None) -> list[str]:
    return [part for part in regex.split(r"\s*/\s*|\s+trên\s+(?:một\s+|1\s+)?", rate or "") if part]


def _form(name: str) -> str:
    words = " ".join(name.lower().replace("%", "% ").split())
    return _FORMS.get(words) or _FORMS.get(words.replace("% ", "%"), words)


def _base(part: str) -> str:
    return _FORMS.get(" ".join(part.lower().split()), " ".join(part.lower().split()))


def comparator(m: Match) -> Comparator:
    """The comparator that a match's lead and tail state, "=" for none; "từ 60% … lên 80%" is no lower bound."""
    groups = m.groupdict()
    tail = groups.get("tail") or ""
    if tail:
        return "<=" if "xuống" in tail.lower() else ">="
    lead = groups.get("lead") or ""
    if lead.strip().lower() == "từ" and _RISES.match(m.string, m.end()):
        return "="
    return sign(lead)


def sign(words: str) -> Comparator:
    """The comparator in `words` ("tối đa không quá" → "<="), "=" for none."""
    return next((sign for pattern, sign in _COMPARATORS if pattern.search(words)), "=")


def quantity(m: Match, value: str | tuple[str, str], *, stated: Comparator | None = None) -> Quantity:
    """The Quantity of a match; `stated` where the pattern itself fixes the comparator."""
    return Quantity(value=value, unit=unit(m), comparator=stated or comparator(m))
