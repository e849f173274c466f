"""Vietnamese number words to a number: "hai mươi lăm" → 25, "một nghìn tỷ" → 10^12, "không phẩy năm" → 0.5.

Only what can be read in one way is read: "hai ba" and "một triệu hai" are not, and "năm" (five, or year) is a digit
only where a word after or before it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_AFTER_TENS = frozenset(("mốt", "lăm", "nhăm"))
_TENS = frozenset(("mười", "mươi", "chục"))
_ODD = frozenset(("linh", "lẻ", "lẽ"))
_POWERS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SHARES = {"rưỡi": 5, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}  # tenths of the magnitude before
_POINTS = frozenset(("phẩy", "chấm"))

_DECIMAL = (  # behind a digit word: it is one of the decimals
    r"(?<=(?<!\p{L})(?:phẩy|chấm)(?:\s+(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)){0,12}\s+)"
)
_FIVE = (
    r"năm(?=\s+(?:mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\p{L}))|(?<=(?<!\p{L})(?:linh|lẻ)\s+)năm"
    rf"|{_DECIMAL}năm"
)
_FIRST = rf"(?:một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|không(?=\s+(?:trăm|phẩy|chấm)\s)|{_FIVE})(?!\p{{L}})"
_NEXT = (
    r"(?:mốt|tư|lăm|nhăm|mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|linh|lẻ|rưỡi"
    rf"|{_DECIMAL}không|(?:phẩy|chấm)(?=\s+(?:{_FIRST}|không|tư))|{_FIRST})(?!\p{{L}})"
)
OPENING = ("một", "không", "hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "năm")
START = (  # a cheap look ahead: what may open a number, where "một" needs a magnitude
    r"\m(?=(?:một\s+(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|phẩy|chấm)|không\s+(?:phẩy|chấm)|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|năm)"
    r"(?!\p{L}))"
)
WORDS = rf"{_FIRST}(?:\s+{_NEXT}){{0,28}}"


@dataclass(slots=True)
class _Sum:
    """What the words up to now add up to: whole groups in `total`, the open group of three in the other fields."""

    total: Decimal = Decimal(0)
    hundreds: int | None = None
    tens: int | None = None
    digit: int | None = None
    last: str = ""
    power: int = 99
    loose: bool = False  # a digit stands right after "trăm" or "nghìn": 102 or 120?

    def group(self) -> int:
        return (self.hundreds or 0) * 100 + (self.tens or 0) * 10 + (self.digit or 0)

    def open(self) -> bool:
        """Whether the group has a word yet."""
        return (self.hundreds, self.tens, self.digit) != (None, None, None)


def number(words: str) -> Decimal | None:
    """The number that `words` spell; None where they spell none, or more than one."""
    spelt = words.lower().split()
    if spelt[:1] == ["âm"]:
        value = number(" ".join(spelt[1:]))
        return None if value is None else -value
    point = next((at for at, word in enumerate(spelt) if word in _POINTS), None)
    if point is None:
        return _whole(spelt)
    end = next((at for at, word in enumerate(spelt) if at > point and word in _POWERS), len(spelt))
    whole, part, scale = _whole(spelt[:point]), _decimals(spelt[point + 1 : end]), _whole(spelt[end:] or ["một"])
    return None if whole is None or part is None or scale is None else Decimal(f"{whole}.{part}") * scale


def _decimals(spelt: list[str]) -> str | None:
    """ "ba không ba" → "303", "hai tư" → "24", "mười một" → "11"."""
    if any(word in _TENS for word in spelt):
        value = _whole(spelt)
        return None if value is None else f"{value}"
    if not spelt or not all(word in _DIGITS for word in spelt) or spelt[0] in _AFTER_TENS:
        return None
    return "".join(f"{_DIGITS[word]}" for word in spelt)


def _whole(spelt: list[str]) -> Decimal | None:
    at = _Sum()
    for place, word in enumerate(spelt):
        if word in _SHARES and place == len(spelt) - 1 and (step := _step(at.last)):
            return at.total + at.group() + _SHARES[word] * step
        if not _takes(at, word):
            return None
        at.last = word
    return None if at.loose or at.last in _ODD or not spelt else at.total + at.group()


def _step(magnitude: str) -> Decimal | None:
    """A tenth of a magnitude word: what the word after it counts in "ba triệu mốt", "tám trăm rưỡi"."""
    power = 2 if magnitude == "trăm" else _POWERS.get(magnitude)
    return None if power is None else Decimal(10) ** (power - 1)


def _takes(at: _Sum, word: str) -> bool:
    """Add `word`; False where it cannot stand there."""
    if word in _DIGITS:
        return _take_digit(at, word)
    if word in _TENS:
        return _take_tens(at, word)
    if word in _POWERS:
        return _take_power(at, _POWERS[word])
    if word == "trăm":
        return _take_hundred(at)
    return word in _ODD and at.last != ""


def _take_digit(at: _Sum, word: str) -> bool:
    value = _DIGITS[word]
    if at.digit is None:
        if word in _AFTER_TENS and at.tens is None and at.last not in _ODD or value == 0 and at.tens is not None:
            return False
        at.loose = at.last == "trăm" or at.last in _POWERS
    elif _is_ten(at, word):
        at.tens, at.loose = at.digit, False
    else:
        return False
    at.digit = value
    return True


def _is_ten(at: _Sum, word: str) -> bool:
    """Whether the digit before `word` counts tens whose "mươi" is left out: "hai mốt", "một trăm bốn bảy"."""
    plain = at.tens is None and at.last in _DIGITS and bool(at.digit) and at.last not in _AFTER_TENS
    return plain and (word in _AFTER_TENS or at.loose)


def _take_tens(at: _Sum, word: str) -> bool:
    if at.tens is not None or word == "mười" and at.digit is not None or word == "mươi" and at.digit is None:
        return False
    at.tens, at.digit, at.loose = at.digit or 1, None, False
    return True


def _take_hundred(at: _Sum) -> bool:
    if at.hundreds is not None or at.tens is not None:
        return False
    at.hundreds, at.digit, at.loose = 1 if at.digit is None else at.digit, None, False
    return True


def _take_power(at: _Sum, power: int) -> bool:
    if at.hundreds is not None and at.loose:
        return False
    if at.open():
        if power >= at.power:
            return False
        at.total += at.group() * Decimal(10) ** power
    elif at.last == "" or at.last in _POWERS and power >= at.power:
        at.total = (at.total or 1) * Decimal(10) ** power
    else:
        return False
    at.hundreds = at.tens = at.digit = None
    at.power, at.loose = power, False
    return True
