"""Capitals that an encoding cannot write: "ủY BAN NHâN DâN" becomes "ỦY BAN NHÂN DÂN"; the length never changes.

TCVN3's plain fonts have accented small letters only, so headings in capitals are typed with them. A word is in capitals
where a capital follows its first letter and no unaccented small letter is in it; a word that does not tell ("Bộ", "Hà",
"ở") goes with its neighbours of the same line or cell where these are in capitals on both sides and one of them is
typed with small accents. The letters of a document's number ("Số: 77/KH-UBND") are no heading in capitals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex

from extractor.patterns import compiled

Kind = Literal["capitals", "small", "open"]

_WORD = compiled(r"\p{L}+")
_SMALL = compiled(r"[a-zđ]")
_CAPITALS = compiled(r"\p{L}\p{Ll}*\p{Lu}")
_INSIDE = compiled(r"\p{L}\p{Lu}")
_LINE = compiled(r"(?<![^\n|\t])[^\n|\t\p{Ll}]*+\p{Ll}[^\n|\t]*+")
_MIXED = compiled(r"\p{Ll}(?:(?![\p{Lu}\p{Ll}])\p{L})*+\p{Lu}|\p{Lu}\p{Lu}\p{Ll}")
_JOINED = frozenset("/&-")


def capitals_restored(text: str) -> str:
    """`text` with accented small letters made capitals where their words are in capitals."""
    return _LINE.sub(lambda m: _restored(m[0]), text) if _INSIDE.search(text) else text


def upper(text: str) -> str:
    """`text` in capitals, letters without a capital of one character left as they are."""
    return "".join(up if len(up := char.upper()) == 1 else char for char in text)


def _restored(line: str) -> str:
    if not _INSIDE.search(line):
        return line
    words = list(_WORD.finditer(line))
    kinds = [_kind(word[0]) if not _is_code(line, word) else "small" for word in words]
    if "capitals" not in kinds:
        return line
    typed = any(kind == "capitals" and _MIXED.search(word[0]) for kind, word in zip(kinds, words, strict=True))
    parts: list[str] = []
    at = 0
    for i, word in enumerate(words):
        if kinds[i] == "capitals" or (typed and kinds[i] == "open" and _among_capitals(kinds, i)):
            parts += [line[at : word.start()], upper(word[0])]
            at = word.end()
    return "".join([*parts, line[at:]])


def _is_code(line: str, word: regex.Match[str]) -> bool:
    """Whether the word is a part of a number ("77/KH-UBND") or an abbreviation ("TT&TT")."""
    beside = line[word.start() - 1 : word.start()] + line[word.end() : word.end() + 1]
    return word[0].isupper() and not _JOINED.isdisjoint(beside)


def _kind(word: str) -> Kind:
    if _CAPITALS.match(word) and not regex.search(r"[a-z]", word):
        return "capitals"
    return "small" if _SMALL.search(word) else "open"


def _among_capitals(kinds: Sequence[Kind], i: int) -> bool:
    """Whether the nearest words that tell are in capitals, before and after (a line's end counts for either)."""
    before = next((kind for kind in reversed(kinds[:i]) if kind != "open"), None)
    after = next((kind for kind in kinds[i + 1 :] if kind != "open"), None)
    return "small" not in (before, after)
