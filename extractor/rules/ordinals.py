"""A text to the places in an order that it names, as whole numbers: "lần thứ XIII", "khóa XV", "thứ hai", "Chương IV".

Guarantees: a Roman numeral is a well-formed one; one in small letters is read only where no word follows it ("khoản vi"
and not "khoản vi phạm"), and a single C, D, L or M never: it is a letter of the alphabet.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.model import Found
from extractor.normalize import fold
from extractor.rules import rule as rules
from extractor.rules.number_words import number
from extractor.rules.rule import Match, rule

_ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LABELS = (
    r"thế\s+k[ỷỉ]|thứ|chương|phần|mục|đoạn|năm|điều|khoản|phụ\s+lục|khóa|kỳ|số|tập|quyển|hạng|loại|cấp|bậc|quý|vùng|nhóm"
    r"|đợt"
)
_WORDS = r"(?:nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:\s+(?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)"


@rule(
    rf"(?<!\p{{L}})(?:{_LABELS})\s+(?P<roman>(?=[IVXLCDM])(?-i:{_ROMAN})|(?=[ivxlcdm])(?-i:{_ROMAN.lower()})(?!\s+\p{{Ll}}))(?![\p{{L}}\d/])",
    yes={"thế kỷ XX": 20, "thứ XIII": 13, "khóa XV": 15, "Chương IV": 4, "phụ lục ii": 2, "năm MMXXIII": 2023},
    no=["khoản vi phạm", "mục c", "chương IIII", "số XVA", "thế kỷ 20"],
)
def roman(m: Match) -> int | None:
    digits = m["roman"].upper()
    if digits in ("C", "D", "L", "M"):
        return None
    values = [_VALUES[digit] for digit in digits]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@rule(
    r"(?<!\p{L})thứ\s+(?P<n>\d{1,4})(?![\p{L}\d/]|[.,]\d)",
    yes={"thứ 15": 15, "thứ 1": 1},
    no=["thứ 3/2025", "thứ nhất", "thứ 2,5", "hứ 3"],
)
def figure(m: Match) -> int:
    return int(m["n"])


@rule(
    rf"(?<!\p{{L}})(?:thứ\s+(?P<word>{_WORDS})|đầu\s+tiên)(?!\p{{L}})",
    yes={"thứ nhất": 1, "thứ hai": 2, "Thứ tư": 4, "thứ mười hai": 12, "đầu tiên": 1},
    no=["thứ tự", "thứ trưởng", "đầu tư", "thứ yếu"],
)
def word(m: Match) -> int | None:
    spelt = (m["word"] or "một").lower()
    value = {"nhất": 1, "nhì": 2, "tư": 4}.get(spelt) or number(spelt)
    return None if value is None else int(value)


RULES = (roman, figure, word)


def find(text: str) -> list[Found[int]]:
    """The ordinals and the numbered names that `text`, raw or folded, states."""
    return [replace(f, text=text[f.span.start : f.span.end]) for f in rules.find(RULES, fold(text))]
