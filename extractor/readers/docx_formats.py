"""A count and Word's name of a number format in, the characters that Word draws for it out."""

from __future__ import annotations

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_CHICAGO = "*†‡§"


def drawn(count: int, form: str) -> str:
    """`count` in the format `form` (ST_NumberFormat of ECMA-376); a format without a rule here is drawn as decimal."""
    return _FORMATS.get(form, str)(count)


def roman(count: int) -> str:
    """The lower-case Roman numeral of 1 to 3999, decimal outside."""
    if not 0 < count < 4000:
        return str(count)
    out = ""
    for worth, sign in _SIGNS:
        times, count = divmod(count, worth)
        out += sign * times
    return out


def vietnamese(count: int) -> str:
    """A count of 1 to 99 in words: "mười lăm", "hai mươi mốt"; decimal outside."""
    tens, ones = divmod(count, 10)
    if not 0 < count < 100:
        return str(count)
    if tens == 0:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    tail = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _ONES[ones]
    return f"{head} {tail}".strip()


def _ordinal(count: int) -> str:
    """ "thứ nhất", "thứ hai", "thứ tư", "thứ mười"."""
    return f"thứ {({1: 'nhất', 4: 'tư'}).get(count) or vietnamese(count)}"


def _lettered(alphabet: str) -> Callable[[int], str]:
    """a … z, then the same letter doubled, as Word goes on: aa, bb; decimal where it would stand more than 30 times."""

    def draw(count: int) -> str:
        if not 0 < count <= 30 * len(alphabet):
            return str(count)
        return alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)

    return draw


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 0 < count <= 20 else str(count)


_LETTER = _lettered(_LATIN)
_CYRILLIC = _lettered(_RUSSIAN)
_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: _LETTER(n).upper(),
    "lowerLetter": _LETTER,
    "russianUpper": lambda n: _CYRILLIC(n).upper(),
    "russianLower": _CYRILLIC,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "chicago": _lettered(_CHICAGO),
    "hex": lambda n: f"{n:X}",
    "vietnameseCounting": lambda n: vietnamese(n).capitalize(),
    "cardinalText": lambda n: vietnamese(n).capitalize(),
    "ordinalText": lambda n: _ordinal(n).capitalize(),
    "none": lambda n: "",
}
