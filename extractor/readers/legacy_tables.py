"""`legacy.toml` to tables: for each encoding from before Unicode, the strings that stand for letters.

Guarantees: every letter of a table is NFC; a string stands for one letter; both surfaces of a byte are known, the
character that windows-1252 gives it and the one that Latin-1 does.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

import regex

from extractor.patterns import compiled

# every letter of the Vietnamese alphabet that is not in ASCII, in NFC
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ACCENTED = "".join(
    char
    for small in ["đ", *(unicodedata.normalize("NFC", v + t) for v, t in product(_VOWELS, _TONES))]
    for char in (small, small.upper())
    if not char.isascii()
)
_SIGNS = "“”‘’–—…•·°«»\u00a0≥≤×÷±²³½¼¾€→−"  # what a broken text holds besides letters


@dataclass(frozen=True, slots=True)
class Table:
    """An encoding: what stands for what, where, and in which fonts; a pattern is None where no font tells. `single` is
    what `str.translate` takes where every string is one character, `wary` finds those that are not always letters."""

    name: str
    letters: dict[str, str]
    pattern: regex.Pattern[str]
    single: dict[int, str] | None
    wary: regex.Pattern[str] | None
    fonts: regex.Pattern[str] | None
    capital_fonts: regex.Pattern[str] | None
    capitals: bool


def surface(byte: int) -> str:
    """The character that `byte` shows as when it is taken for windows-1252; Latin-1's where that has none."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_SURFACES = {byte: surface(byte) for byte in range(0x80, 0xA0)}


def shown(data: bytes) -> str:
    """The characters that `data` shows as when it is taken for windows-1252: one a byte."""
    return data.decode("latin-1").translate(_SURFACES)


@cache
def tables() -> dict[str, Table]:
    """Every encoding, by name."""
    text = resources.files(__package__).joinpath("legacy.toml").read_text(encoding="utf-8")
    return {name: _table(name, row) for name, row in tomllib.loads(text).items()}


def _table(name: str, row: dict[str, Any]) -> Table:
    letters = {
        **_punctuation(),
        **dict(_from_codec(row.get("codec"))),
        **dict(_from_bytes(row.get("bytes", ""), row.get("controls", {}))),
        **dict(_from_letters(row.get("letters", ""))),
        **dict(_from_marks(row.get("marks", ""))),
    }
    fonts, capitals = row.get("fonts"), row.get("capital_fonts")
    in_words, not_by_digits = row.get("in_words", ""), row.get("not_by_digits", "")
    wary, parts = set(in_words + not_by_digits), list(_wary_parts(letters, in_words, not_by_digits))
    plain = {text: letter for text, letter in letters.items() if text not in wary}
    return Table(
        name,
        letters,
        compiled("|".join([*_plain_parts(plain), *parts])),
        str.maketrans(plain) if all(len(text) == 1 for text in letters) else None,
        compiled("|".join(parts)) if parts else None,
        compiled(fonts, regex.IGNORECASE) if fonts else None,
        compiled(capitals) if capitals else None,
        row.get("capitals", True),
    )


def _punctuation() -> dict[str, str]:
    """Quotation marks and dashes of windows-1252 that were taken for Latin-1's control characters."""
    return {chr(byte): surface(byte) for byte in range(0x80, 0xA0) if surface(byte) != chr(byte)}


def _from_letters(rows: str) -> Iterator[tuple[str, str]]:
    for row in rows.split("\n"):
        if row:
            signs, letters = row.split(" -> ")
            yield from zip(signs, letters, strict=True)


def _from_marks(rows: str) -> Iterator[tuple[str, str]]:
    """A vowel and its sign, in small letters, capitals, and a capital with a small sign."""
    for row in filter(None, rows.split("\n")):
        vowels, pairs = row.split(": ")
        for vowel, pair in product(vowels, pairs.split(" ")):
            base = {"ô": "ơ", "ö": "ư"}.get(vowel, vowel)
            letter = unicodedata.normalize("NFC", base + pair[1:])
            yield vowel + pair[0], letter
            yield vowel.upper() + pair[0], letter.upper()
            yield vowel.upper() + pair[0].upper(), letter.upper()


def _from_bytes(rows: str, controls: dict[str, str]) -> Iterator[tuple[str, str]]:
    codes = {0x80 + i: char for i, char in enumerate(rows.replace("\n", "")) if char != "."}
    codes |= {int(code, 16): char for code, char in controls.items()}
    for code, char in codes.items():
        yield chr(code), char
        yield surface(code), char


def _from_codec(codec: str | None) -> Iterator[tuple[str, str]]:
    for char in ACCENTED + _SIGNS if codec else "":
        marks = unicodedata.normalize("NFD", char)
        apart = unicodedata.normalize("NFC", marks[:-1]) + marks[-1]
        tone_first = unicodedata.normalize("NFC", marks[0] + marks[2:]) + marks[1:2]
        for form in {char, marks, apart, tone_first}:
            yield from _encoded(form, char, codec or "")


def _encoded(form: str, char: str, codec: str) -> Iterator[tuple[str, str]]:
    try:
        codes = form.encode(codec)
    except UnicodeEncodeError:
        return
    for shown in {"".join(map(surface, codes)), "".join(map(chr, codes))}:
        if shown != char:
            yield shown, char


def _plain_parts(letters: Iterable[str]) -> Iterator[str]:
    """Patterns of what always stands for a letter, the longest string first."""
    plain = sorted(letters, key=len, reverse=True)
    yield from (regex.escape(text) for text in plain if len(text) > 1)
    yield _any_of("".join(text for text in plain if len(text) == 1))


def _wary_parts(letters: dict[str, str], in_words: str, not_by_digits: str) -> Iterator[str]:
    """Patterns of the signs that are not always letters, where they are."""
    if in_words:
        beside = _any_of(
            "A-Za-z" + regex.escape("".join(t for t in letters if len(t) == 1 and t not in in_words)), True
        )
        signs = _any_of(in_words)
        yield rf"(?<={beside}){signs}|{signs}(?=[a-z])"
    if not_by_digits:
        yield rf"(?<!\d){_any_of(not_by_digits)}(?!\d)"


def _any_of(chars: str, escaped: bool = False) -> str:
    return f"[{chars if escaped else regex.escape(chars)}]"
