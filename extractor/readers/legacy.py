"""Text in an encoding from before Unicode (TCVN3, VNI, VISCII, VPS), or broken by a wrong one, to Unicode.

Guarantees: text that is Unicode already stays as it is; line breaks and blanks stay where they are; every character of
the result leads back to the one that it came from. The encoding is told by the font, else by counting: the one under
which the most words become Vietnamese syllables.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.legacy_case import capitals_restored, upper
from extractor.readers.legacy_tables import Table, tables
from extractor.readers.syllables import is_syllable

LEAST = 4  # words that must become syllables for the text alone to decide
SHARE = 0.7  # of the words with a sign or accent that must be syllables afterwards
GAIN = 0.3  # of these words that must not have been syllables before
SAMPLE = 100_000  # characters looked at

# letters that only Unicode has: ă đ ĩ ũ ơ ư and those with two marks or a dot or hook
_UNICODE = compiled(r"[ăĂđĐĩĨũŨơƠưƯ\u1EA0-\u1EF9]")
_FREQUENT = "đưạếộảệơợồ"  # ten of them that any Vietnamese text is full of
_MARKED = compiled(r"[^\x00-\x7F\u00A0\u2010-\u2027\u2032\u2033]")
_WORD = compiled(r"(?:[^\x00-\x20!-@\[-`{-~\u00A0]|[\x02-\x06\x10-\x1E]|(?<=[ÃÆ])\u00A0)+")
_LETTERS = compiled(r"\P{L}*(\p{L}+)\P{L}*")
_SUBSET = compiled(r"^[A-Z]{6}\+")
_STYLE = compiled(r"(?r)(?:[ ,-]*+(?:bold|italic|oblique|regular|normal|mt|ps))++$", regex.IGNORECASE)


class Recoded(NamedTuple):
    """Text in Unicode; `runs` as in model.Block lead from it to the text that it was made of."""

    text: str
    runs: tuple[tuple[int, int], ...]


def convert(text: str, *, font: str | None = None) -> tuple[str, str | None]:
    """`text` in Unicode (as long as before, but in VNI and broken text two or three characters make a letter), and
    the name of the encoding that it was in: None where it was Unicode already, does not tell or stays the same."""
    name = encoding_of(text, font=font)
    if name is None:
        return text, None
    recoded = recode(text, name, capitals=font is not None and has_only_capitals(font)).text
    return recoded, name if recoded != text else None


def encoding_of(text: str, *, font: str | None = None) -> str | None:
    """The encoding of `text`: by its font where that tells and the text does not speak against it, else by counting."""
    told = by_font(font) if font else None
    return told if told and not _UNICODE.search(text) else detect(text)


@lru_cache(maxsize=1000)
def by_font(font: str) -> str | None:
    """The encoding of a font (".VnTime", "ABCDEF+VNI-Times,Bold"), None where its name does not tell."""
    bare = _bare(font)
    return next((name for name, table in tables().items() if table.fonts and table.fonts.search(bare)), None)


@lru_cache(maxsize=1000)
def has_only_capitals(font: str) -> bool:
    """Whether the font (".VnTimeH") draws every letter as a capital."""
    name, bare = by_font(font), _bare(font)
    capital_fonts = tables()[name].capital_fonts if name else None
    return bool(capital_fonts and capital_fonts.search(bare))


def _bare(font: str) -> str:
    return _STYLE.sub("", _SUBSET.sub("", font))


def detect(text: str) -> str | None:
    """The encoding of a whole text, None where it is Unicode, another language, or too short to tell."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE])
    if 4 * sum(map(sample.count, _FREQUENT)) > len(sample) - len(sample.encode("ascii", "ignore")):
        return None
    marked = len(_MARKED.findall(sample))
    if not marked or 4 * len(_UNICODE.findall(sample)) > marked:
        return None
    words = Counter(word for word in _WORD.findall(sample) if not word.isascii() or not word.isprintable())
    total = words.total()
    before = _syllables(words, list(words))
    scores = {name: _syllables(words, _recoded(list(words), table)) for name, table in tables().items()}
    best = max(scores, key=lambda name: scores[name])
    good = scores[best]
    return best if good >= max(LEAST, SHARE * total) and good - before >= GAIN * total else None


def _recoded(words: list[str], table: Table) -> list[str]:
    return _translated("\n".join(words), table)[0].split("\n")


def _syllables(counts: Counter[str], words: list[str]) -> int:
    """How many words are Vietnamese syllables, the i-th of `words` standing for the i-th of `counts`."""
    return sum(n for n, word in zip(counts.values(), words, strict=True) if _is_vietnamese(word))


def _is_vietnamese(word: str) -> bool:
    m = _LETTERS.fullmatch(word)
    return m is not None and is_syllable(m[1])


def recode(text: str, name: str, *, capitals: bool = False) -> Recoded:
    """`text`, which is in the encoding `name`, in Unicode; `capitals` makes every letter a capital.

    Raises KeyError where no encoding has this name.
    """
    table = tables()[name]
    recoded, runs = _translated(text, table)
    if capitals:
        recoded = upper(recoded)
    elif not table.capitals:
        recoded = capitals_restored(recoded)
    return Recoded(recoded, tuple(runs))


def _translated(text: str, table: Table) -> tuple[str, list[tuple[int, int]]]:
    """`text` with the letters that its strings stand for, and the runs that lead back."""
    runs = [(0, 0)] if text else []
    if table.single:
        letters = list(text.translate(table.single))
        for m in table.wary.finditer(text) if table.wary else ():
            letters[m.start()] = table.letters[m[0]]
        return "".join(letters), runs
    pieces: list[str] = []
    at = out = 0
    for m in table.pattern.finditer(text):
        new = table.letters[m[0]]
        pieces += [text[at : m.start()], new]
        out += m.start() - at + len(new)
        at = m.end()
        if len(new) != len(m[0]):
            runs.append((out, at))
    return "".join([*pieces, text[at:]]), runs
