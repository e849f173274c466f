"""What opens a line ("II.", "1.2.", "a)", "đ)", "-", "Điều 5.", "Phụ lục II") and the order of each series.

`readings` gives every way a line's opening can be read as a marker, the likelier first; which one holds is settled by
the series around it (see segment).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import regex

from extractor.model import Style
from extractor.patterns import compiled

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of "điểm" in Vietnamese law
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_END = r"(?:[.:\-/)](?=\s|$|\p{Lu})|(?=\s*$)|(?=\s*\(|\s+(?-i:\p{Lu}{2})))"
_ROMAN_OR_NUMBER = r"(?:[ivxlc]+|\d{1,2})"

Patterns: TypeAlias = tuple[tuple[Style, regex.Pattern[str]], ...]

_NAMED_PATTERNS: tuple[tuple[Style, str], ...] = (
    ("part", rf"phần\s+(?:thứ\s+)?(?P<no>[ivxlc]+|\d{{1,2}}|{'|'.join(_ORDINALS)}|[a-e])\b\s*{_END}"),
    ("chapter", rf"chương\s+(?P<no>[ivxlc]+|\d{{1,2}})\b\s*{_END}"),
    ("section", rf"mục\s+(?P<no>[ivxlc]+|\d{{1,2}})\b\s*{_END}"),
    ("subsection", rf"tiểu\s+mục\s+(?P<no>[ivxlc]+|\d{{1,2}})\b\s*{_END}"),
    ("article", r"điều\s+(?P<no>\d{1,3}[a-zđ]?)\s*[.:](?=\s|$|\p{Lu})|điều\s+(?P<no>\d{1,3}[a-zđ]?)\s*$"),
    (
        "annex",
        rf"phụ\s+lục(?:\s+(?:số\s*:?\s*)?(?P<no>{_ROMAN_OR_NUMBER}(?:\.\d{{1,2}}|[a-zđ])?|[a-h]))?\b\s*{_END}",
    ),
    (
        "form",
        r"(?:phụ\s+biểu|mẫu\s+biểu|biểu\s+mẫu|biểu|mẫu|bảng)\s+(?:số\s*:?\s*)?"
        rf"(?P<no>{_ROMAN_OR_NUMBER}(?:\.\d{{1,2}}|[a-zđ])?)\b\s*{_END}",
    ),
)
_NAMED: Patterns = tuple((style, compiled(pattern, regex.IGNORECASE)) for style, pattern in _NAMED_PATTERNS)

_SIGNS: Patterns = (
    (
        "roman",
        compiled(
            r"(?P<no>[IVXLC]{1,7}|[ivxlc](?=[IVXLC])[IVXLC]{1,6})\s?(?:[./]\s?-(?=\s)|[.\-/):](?=\s|$|\p{Lu}\p{Ll}))"
        ),
    ),
    ("upper", compiled(r"(?P<no>[A-ZĐ])\s?(?:[./]\s?-|[.\-/)])(?=\s|$)")),
    (
        "decimal",
        compiled(
            r"(?P<no>\d{1,3}(?:\.\d{1,3}){1,5})(?:[./]?\s?-(?=\s)|\s?[.)](?=\s)|[.)/]?(?=\s|$)|\.(?=\p{L})|[.)]?(?=\p{Lu}\p{Ll}))"
        ),
    ),
    (
        "number",
        compiled(
            r"(?P<no>\d{1,3})(?:(?P<sign>[./])\s?-(?=\s)|(?P<sign>[.)/\-])(?=\s|$|\p{L}{2}|\p{Lu})|\s(?P<sign>[.)/])(?=\s))"
        ),
    ),
    (
        "letter",
        compiled(
            r"(?P<no>[a-zđ]\d?|[ivx]{2,4})(?:(?P<sign>[./])\s?-(?=\s)|(?P<sign>[).])(?=\s|$|\p{Lu})|\s?(?P<sign>[)./])(?=\s)|(?P<sign>-)(?=\s))"
        ),
    ),
    ("bracket", compiled(r"\(\s?(?P<no>\d{1,2}|[ivx]{1,4}|[a-zđ])\s?\)(?=\s|\p{Lu})")),
    ("dash", compiled(r"[-•●○◦▪■□–—](?=\s*\S)(?!-)")),
    ("plus", compiled(r"\+(?=\s*\S)")),
    ("star", compiled(r"\*(?=\s*\S)")),
)
DASHES: frozenset[Style] = frozenset({"dash", "plus", "star"})


class Marker(NamedTuple):
    """`label` as the guidelines' path writes it, "" for dash-like marks; `order` its place in the series, 0 where it
    has none; `sign` what follows it, as series differ by it ("1." and "1)"); `end` where the unit's words begin."""

    style: Style
    label: str
    order: int
    sign: str
    end: int


def readings(line: str) -> list[Marker]:
    """The ways to read the opening of a folded `line`; empty where it opens with no marker.

    A dash before another marker ("- a) …") is only a list mark: the marker within counts.
    """
    line = line.rstrip()
    start = len(line) - len(line.lstrip())
    names, opening_signs = _openings(line[start : start + 2])
    for style, pattern in names:
        if (m := pattern.match(line, start)) and _is_titled(m):
            return [_named(style, m)]
    signs = [_sign(style, m) for style, pattern in opening_signs if (m := pattern.match(line, start))]
    signs = [marker for marker in signs if _plausible(marker, line)]
    if signs and signs[0].style == "dash":
        within = readings(line[signs[0].end :])
        signs = [*(m._replace(end=m.end + signs[0].end) for m in within if m.style == "letter"), *signs]
    return signs


@lru_cache(maxsize=5_000)
def _openings(start: str) -> tuple[Patterns, Patterns]:
    """The patterns of names and of signs that a line may match which begins with `start`: none for most lines."""
    names, signs = (
        tuple((style, pattern) for style, pattern in patterns if start and pattern.match(start, partial=True))
        for patterns in (_NAMED, _SIGNS)
    )
    return names, signs


def _is_titled(m: regex.Match[str]) -> bool:
    """Whether the name stands before a stop or the line's end; one in capitals may run on ("PHỤ LỤC I DANH MỤC")."""
    rest = m.string[m.end() :]
    return m[0][0].isupper() or not rest.strip() or m[0].rstrip()[-1] in ".:-/)"


def _skip_blanks(line: str, at: int) -> int:
    return len(line) - len(line[at:].lstrip())


def _named(style: Style, m: regex.Match[str]) -> Marker:
    number = m["no"]
    name = _NAME_END.split(m[0][: m.start("no") - m.start()] if number else m[0])[0]
    name = " ".join(name.split()).rstrip(" .:-/)").capitalize()
    order = _order(number) if number else 0
    shown = f"thứ {number.lower()}" if number and number.lower() in _ORDINALS else number
    return Marker(style, f"{name} {shown}" if shown else name, order, "", _skip_blanks(m.string, m.end()))


_NAME_END = compiled(r"(?<!\s)\s++(?:số|thứ)(?!\p{L})", regex.IGNORECASE)


def _order(number: str) -> int:
    low = number.lower()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    if low.rstrip("abcdđ").isdigit():
        return int(low.rstrip("abcdđ"))
    low = low.partition(".")[0]
    return int(low) if low.isdigit() else roman(low) or (LETTERS.find(low) + 1)


def _sign(style: Style, m: regex.Match[str]) -> Marker:
    end = _skip_blanks(m.string, m.end())
    if style in DASHES:
        return Marker(style, "", 0, "-" if style == "dash" else m[0], end)
    number, sign = m["no"], m["sign"] if style in _SIGNED else ""
    return Marker(style, number.upper() if style == "roman" else number, _ORDERS[style](number), sign, end)


def _plausible(marker: Marker, line: str) -> bool:
    """Whether the opening can be a marker at all: "12.500 tấn", "1.5 triệu" or "XIX" alone are none."""
    rest = line[marker.end :].lstrip()
    if not rest or (marker.style in ("roman", "number") and marker.order == 0):
        return False
    parts = marker.label.split(".")
    return marker.style != "decimal" or (max(map(len, parts)) <= 2 and parts[0] != "0" and not _UNIT.match(rest))


_UNIT = compiled(r"(?:triệu|tỷ|tỉ|nghìn|%|ha|km|tấn|lần|người|độ|điểm|m2|m3)\b|%")


def letter_order(label: str) -> int:
    """The place of "a", "đ", "i" in the series of letters; doubled counting so that f, j, w, z fit in between."""
    low = label[:1].lower()
    if low in LETTERS:
        return 2 * LETTERS.index(low) + 2
    before = max((2 * LETTERS.index(c) + 2 for c in LETTERS if c < low and c in _LATIN), default=0)
    return before + 1


_SIGNED: frozenset[Style] = frozenset({"number", "letter"})
_ORDERS: Mapping[Style, Callable[[str], int]] = {
    "roman": lambda number: roman(number.lower()),
    "upper": lambda number: _LATIN.find(number.lower()) + 1 or 5,
    "number": int,
    "decimal": lambda number: int(number.rsplit(".", 1)[1]),
    "letter": letter_order,
    "bracket": lambda number: int(number) if number.isdigit() else letter_order(number),
}


def roman(text: str) -> int:
    """The value of a lower-case Roman numeral, 0 where `text` is none."""
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        if char not in _ROMAN:
            return 0
        value = _ROMAN[char]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total if to_roman(total) == text else 0


def to_roman(number: int) -> str:
    """The lower-case Roman numeral of 1 to 399, "" outside."""
    if not 0 < number < 400:
        return ""
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        out += sign * count
    return out
