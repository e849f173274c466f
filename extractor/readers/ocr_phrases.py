"""A line that OCR read to the line with its fixed official phrases set right, by the closed list of `ocr_phrases.toml`.

Guarantees: only marks and hooks of letters change, and the signs that open a line; a value is never touched.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import regex

from extractor.normalize import fold
from extractor.patterns import compiled

_DIRT = compiled(
    r"^[^\p{L}\p{N}\s\"“'(\[\-–+•*%]{1,3}\s*(?=(?:\p{Ll}|\d{1,2}|[IVX]{1,4})[.)]\s)|^[l|I!]\s+(?=\p{Ll}\)\s)"
)
_COMMA = compiled(r"^(Điều\s\d{1,3}|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[,;]+(?=\s\p{Lu})")
_ONE = compiled(r"^[lI|](?=\.\d)")
_LETTER = compiled(r"(?:\p{Ll}|[\d@])\)(?=\s)")
_LIKE_A = ("8)", "@)", "ä)", "â)", "ạ)", "ả)", "s)")
_ROMAN = regex.compile(r"[IVX]{1,5}(?=\.\s)")
_SERIES = "abcdđeghiklmnopqrstuvxy"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ROMANS = frozenset(zip(_NUMERALS, _NUMERALS[1:], _NUMERALS[2:], strict=False))
_CROSSED = str.maketrans("đĐ", "dD")


class _Lists(NamedTuple):
    phrases: dict[str, str]
    phrase: regex.Pattern[str]
    openers: dict[str, str]
    opener: regex.Pattern[str]
    words: dict[str, str]
    word: regex.Pattern[str]


def series_mended(lines: Sequence[str]) -> list[str]:
    """The lines of a document's scanned pages, the marks and ends of their lists' items as the lists decide them."""
    return _romans_mended(_ends_mended(_letters_mended(lines)))


def _ends_mended(lines: Sequence[str]) -> list[str]:
    """A semicolon where OCR took it for a colon: nothing but the next letter follows what a colon would announce."""
    found = list(lines)
    letters = [(i, m[0]) for i, line in enumerate(lines) if (m := _LETTER.match(line))]
    for (_, sign), (i, following) in pairwise(letters):
        if sign[:1] + following[:1] in _SERIES and lines[i - 1].endswith(":"):
            found[i - 1] = lines[i - 1][:-1] + ";"
    return found


def _romans_mended(lines: Sequence[str]) -> list[str]:
    """Headings with "III." where OCR took it for a second "II." before "IV."."""
    romans = [(i, m[0]) for i, line in enumerate(lines) if (m := _ROMAN.match(line))]
    found = list(lines)
    for (_, one), (i, two), (_, three) in zip(romans, romans[1:], romans[2:], strict=False):
        if one == two and (one, f"{one}I", three) in _ROMANS:
            found[i] = "I".join((two, lines[i].removeprefix(two)))
    return found


def _letters_mended(lines: Sequence[str]) -> list[str]:
    """The lines with "a)" where OCR took it for "8)" or the like: the next item is "b)", or there is none."""
    found = list(lines)
    letters = [(i, m[0]) for i, line in enumerate(lines) if (m := _LETTER.match(line))]
    for (i, sign), (_, following) in zip(letters, [*letters[1:], (0, "b)")], strict=False):
        if sign in _LIKE_A and following == "b)":
            found[i] = "a)" + lines[i][len(sign) :]
    return found


def corrected(line: str) -> str:
    """The line with the list's phrases set right."""
    lists = _lists()
    line = unicodedata.normalize("NFC", line)
    line = _DIRT.sub("", line, count=1)
    line = _COMMA.sub(r"\1.", _ONE.sub("1", line))
    line = lists.opener.sub(lambda m: lists.openers[m[0]], line, count=1)
    line = lists.word.sub(lambda m: lists.words[m[0]], line)
    out, at = [], 0
    for m in lists.phrase.finditer(_skeleton(line)):
        out += [line[at : m.start()], _like(lists.phrases[m[0].lower()], line[m.start() : m.end()])]
        at = m.end()
    return "".join([*out, line[at:]])


def _like(phrase: str, seen: str) -> str:
    """The phrase in the capitals of what was seen; what differs by the tone's placement alone ("hoá") stays."""
    if fold(seen).lower() == phrase.lower():
        return seen
    return "".join(p.upper() if s.isupper() else p.lower() for p, s in zip(phrase, seen, strict=True))


def _skeleton(text: str) -> str:
    """The letters without their marks, one for one."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text).translate(_CROSSED)


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    rows = tomllib.loads(resources.files("extractor.readers").joinpath("ocr_phrases.toml").read_text("utf-8"))
    texts = [*rows["compounds"], *(row["text"] for row in rows["phrase"])]
    phrases = {_skeleton(text).lower(): text for text in texts}
    openers = {seen: row["text"] for row in rows["opener"] for seen in row["seen"]}
    words = {seen: row["text"] for row in rows["word"] for seen in row["seen"]}
    return _Lists(
        phrases,
        compiled(rf"(?<![\p{{L}}\d])(?:{_any(phrases)})(?![\p{{L}}\d])", regex.IGNORECASE),
        openers,
        compiled(rf"^(?:{_any(openers)})(?=\s)"),
        words,
        compiled(rf"(?<=[\p{{Ll}}\d][,;]?\s)(?:{_any(words)})(?=\s[\p{{Ll}}\d])"),
    )


def _any(words: dict[str, str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
