"""Words, numbers and names to the keys by which gold and output are compared: equal keys mean the same answer.

Folding forgives case, white space, tone placement ("uỷ", "ủy"), dash and quote variants; it never forgives a word.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

import regex
from rapidfuzz import fuzz

from extractor.normalize import fold

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_BLANK = regex.compile(r"\s+")

TITLE_WORDS = 10  # a gold title without a heading of its own is the unit's first ten words
PREFIX_WORDS = 3
ALIKE = 80.0


def folded(text: str) -> str:
    """Lower case, with one dash, quotation mark and tone placement; the length of the NFC text is kept."""
    key = fold(unicodedata.normalize("NFC", text))
    low = key.lower()
    return low if len(low) == len(key) else "".join(c.lower() if len(c.lower()) == 1 else c for c in key)


def words(text: str) -> tuple[str, ...]:
    """The folded words, punctuation left out."""
    return tuple(_WORD.findall(folded(text)))


def spoken(text: str) -> str:
    """The folded words with one blank between them: the key of names, titles and indicators."""
    return " ".join(words(text))


def compact(text: str) -> str:
    """Folded without white space but with its punctuation: the key of units and of documents' numbers."""
    return _BLANK.sub("", folded(text))


def number(value: str | tuple[str, str] | None) -> tuple[str, ...] | None:
    """ "05" and "5.0" are one number, "60/40" and ("60", "40") are not."""
    if value is None:
        return None
    ends = (value,) if isinstance(value, str) else value
    return tuple("/".join(map(_decimal, end.split("/"))) for end in ends)


def _decimal(text: str) -> str:
    try:
        return format(Decimal(text).normalize(), "f")
    except InvalidOperation:
        return compact(text)


def same_title(a: str, b: str) -> bool:
    """Whether two units' titles agree: their folded words are equal, or one title begins with all words of the other,
    three at least, or their first ten words are alike by 80 % (rapidfuzz ratio)."""
    left, right = sorted((words(a), words(b)), key=len)
    if left == right or (len(left) >= PREFIX_WORDS and right[: len(left)] == left):
        return True
    return fuzz.ratio(" ".join(left[:TITLE_WORDS]), " ".join(right[:TITLE_WORDS])) >= ALIKE
