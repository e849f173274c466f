"""A page's text layer to a verdict: whether it can be trusted; and letters that a font got wrong, mended by rule.

A layer is read as Vietnamese where most of its words are syllables of the language (onset, rhyme, one tone), so that a
layer of garbage, of missing glyphs or of a broken character map is told from foreign words and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.patterns import compiled
from extractor.readers.pdf_shapes import Page
from extractor.readers.syllables import is_syllable

_WORD = compiled(r"(?<![\p{L}\d/.@-])\p{L}+(?![\p{L}\d/.@-])")
_ACRONYM = compiled(r"[B-DĐF-HJ-NP-TV-Z][A-ZĐƯÂÔ]+$")
_LOST = compiled("[\ufffd\ue000-\uf8ff\x00-\x08]")

SCAN = "a scan"
HOLES = "letters that are drawn but not encoded"
_SAMPLE = 1200  # characters
LEAST_WORDS = 12  # fewer words tell nothing
TRUSTED = 0.82  # share of syllables below which a layer is not believed; real plans have 0.95 and more
_LOST_SHARE = 0.02
_SCANNED = 0.5  # share of the page that a scan's picture covers
_HOLES_SHARE = 0.3  # where more blanks are wide than this share of the words, the font has wide blanks
_CROSSED = str.maketrans({"ñ": "đ", "ð": "Đ", "Ñ": "Đ", "Ð": "Đ"})


def fault(page: Page, text: str) -> str | None:
    """What is wrong with a page's text layer, `text` its sample; None where it can be trusted or the page is blank."""
    words = plain_words(with_crossed_d(text) if writes_crossed_d_otherwise([text]) else text)
    share = syllables(words)
    if len(words) < LEAST_WORDS and page.pictures > _SCANNED:
        return SCAN
    if len(_LOST.findall(text)) > _LOST_SHARE * max(len(text), 100):
        return "characters without a meaning"
    if 0 < len(page.holes) < _HOLES_SHARE * len(page.words):
        return HOLES
    if len(words) >= LEAST_WORDS and share < TRUSTED:
        return "hardly any Vietnamese words" if share < TRUSTED / 2 else "words with missing letters"
    return None


def sample(page: Page) -> str:
    """Words from all over the page, enough to judge it by."""
    step = 1 + sum(len(word.text) for word in page.words) // _SAMPLE
    return " ".join(word.text for word in page.words[::step])


def plain_words(text: str) -> list[str]:
    """The words of letters alone that are no acronyms."""
    return [word for word in _WORD.findall(text) if not (word.isupper() and _ACRONYM.match(word))]


def syllables(words: Sequence[str]) -> float:
    """The share of `words` that are Vietnamese syllables, 1 where there are none."""
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def writes_crossed_d_otherwise(texts: Iterable[str]) -> bool:
    """Whether the document writes đ as ñ and Đ as ð, as a font for another code page does: it has no đ of its own."""
    wrong = right = 0
    for text in texts:
        wrong += text.count("ñ") + text.count("ð")
        right += text.count("đ")
    return wrong >= 3 and wrong > 4 * right


def with_crossed_d(text: str) -> str:
    """ "ñịa phương, Qð-UBND" → "địa phương, QĐ-UBND"."""
    return text.translate(_CROSSED)
