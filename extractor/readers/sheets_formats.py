"""A number of a spreadsheet and its format code in, the words that a Vietnamese reader sees in the cell out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

import regex

from extractor.patterns import compiled

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 22: "dd/mm/yyyy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
"""ECMA-376 part 1, 18.8.30: the format codes that a file need not spell out."""

MAX_DAY = 2_958_465  # 9999-12-31
_SECTION = compiled(r'(?:"[^"]*"|\\.|[^;"\\])+')
_UNSEEN = compiled(r"\[[^\]]*\]|_.|\*.")
_NUMBER = compiled(r"[#0?][#0?,.]*(?:E[+-][#0]+)?")
_LITERAL = compiled(r'"([^"]*)"|\\(.)')
_DATE = compiled(r"[dmy]+", regex.IGNORECASE)
_SIGNIFICANT = Context(prec=11, rounding=ROUND_HALF_UP)


def drawn(raw: str, code: str | None, *, since_1904: bool = False) -> str:
    """The number `raw` (as the file writes it) in the format `code`, None for "General": "0.655" in "0.0%" is "65,5%".

    Thousands are parted by points and decimals by a comma; a date is day, month, year. A number that is none comes
    back as it is.
    """
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > 60:
        return raw
    sections = _SECTION.findall(code or "")
    section = sections[1] if len(sections) > 1 and number < 0 else sections[0] if sections else ""
    plain = _UNSEEN.sub("", section)
    bare = _LITERAL.sub("", plain)
    if _DATE.search(bare) and not _NUMBER.search(bare):
        return _date(number, bare, since_1904=since_1904) or _general(number)
    pattern = _NUMBER.search(plain)
    if pattern is None or "E" in pattern[0]:
        return _general(number)
    value = -number if len(sections) > 1 and number < 0 else number
    words = _number(value * 100 if "%" in bare else value, pattern[0])
    return _words(plain[: pattern.start()]) + words + _words(plain[pattern.end() :])


def _words(literal: str) -> str:
    return _LITERAL.sub(lambda m: m[1] or m[2] or "", literal)


def _general(number: Decimal) -> str:
    """At most eleven digits, none that says nothing."""
    text = f"{_SIGNIFICANT.plus(number).normalize():f}"
    return text.replace(".", ",")


def _number(number: Decimal, pattern: str) -> str:
    whole, _, part = pattern.partition(".")
    scaled = number.scaleb(-3 * (len(whole) - len(whole.rstrip(","))))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP, context=Context(prec=90))
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    digits, _, decimals = text.partition(".")
    spare = len(part) - len(part.rstrip("#"))
    decimals = decimals[: len(part) - spare] + decimals[len(part) - spare :].rstrip("0")
    return digits.replace(",", ".") + (f",{decimals}" if decimals else "")


def _date(number: Decimal, code: str, *, since_1904: bool) -> str | None:
    """The day of a serial number, as much of it as the format names; None outside the calendar."""
    days = int(number) + (1462 if since_1904 else 0)
    if not 0 < days <= MAX_DAY:
        return None
    day = date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)
    named = {token[0].lower() for token in _DATE.findall(code)}
    if "y" not in named and "d" not in named:
        return None
    parts = [("d", f"{day.day:02d}"), ("m", f"{day.month:02d}"), ("y", f"{day.year:04d}")]
    return "/".join(text for token, text in parts if token in named)
