"""Vietnamese number words to a number: "hai mươi lăm" → 25, "một nghìn tỷ" → 10^12.

Only what can be read in one way is read: "hai ba" and "một triệu hai" are not, and "năm" (five, or year) is a digit
only where a word after or before it says so.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10, "chục": 10}
_POWERS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}

_FIVE = r"năm(?=\s+(?:mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\p{L}))|(?<=(?:linh|lẻ)\s+)năm"
_FIRST = rf"(?:một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|{_FIVE})(?!\p{{L}})"
_NEXT = rf"(?:mốt|tư|lăm|nhăm|mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|linh|lẻ|rưỡi|{_FIRST})(?!\p{{L}})"
START = (  # a cheap look ahead: what may open a number, where "một" needs a magnitude
    r"\m(?=(?:một\s+(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|năm)(?!\p{L}))"
)
WORDS = rf"{_FIRST}(?:\s+{_NEXT}){{0,14}}"


def number(words: str) -> Decimal | None:
    """The number that `words` spell; None where they spell none, or more than one."""
    total, group, digit, last, opened = Decimal(0), 0, None, "", False
    for word in words.lower().split():
        if word in _DIGITS:
            if digit is not None or word in ("mốt", "lăm", "nhăm", "tư") and last not in _TENS:
                return None
            digit = _DIGITS[word]
            opened = last in ("trăm", *_POWERS)
        elif word in _TENS:
            group, digit = group + (digit or 1) * 10, None
        elif word == "trăm":
            group, digit = group + (digit or 0) * 100, None
        elif word in _POWERS:
            power = 10 ** _POWERS[word]
            value = group + (digit or 0)
            total = total * power if value == 0 else total + value * power
            group, digit = 0, None
        last = word
    return None if opened and digit is not None else total + group + (digit or 0)
