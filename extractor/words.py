"""Text to Vietnamese words with their offsets: underthesea's segmentation, and spaCy's Doc around it.

Guarantees: spans ascend, do not overlap and together cover every character that is no blank; the text is never
rewritten; the same text gives the same words. Both libraries are slow to import and load on the first call only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, cast

from extractor.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """underthesea's word segmentation; importing it configures logging, which is put back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    from underthesea import word_tokenize

    root.handlers[:] = handlers
    root.setLevel(level)
    return lambda text: cast(list[str], word_tokenize(text, use_token_normalize=False))


def tokens(text: str) -> list[Span]:
    """The words of `text` in order: "Sở Y tế" has two, "Sở" and "Y tế". Marks are words of their own."""
    found: list[Span] = []
    at = 0
    for word in _segmenter()(text) if text.strip() else ():
        span = _place(text, word, at)
        if span is None:  # the segmenter rewrote something: what is left is taken blank by blank
            break
        found.append(span)
        at = span.end
    return [*found, *_by_blanks(text, at)]


def _place(text: str, word: str, at: int) -> Span | None:
    """Where `word` stands in `text` from `at` on, nothing but blanks before it and between its syllables."""
    start = end = -1
    for syllable in word.split():
        here = _next(text, at)
        if not text.startswith(syllable, here):
            return None
        start, end = (here if start < 0 else start), here + len(syllable)
        at = end
    return Span(start, end) if start >= 0 else None


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _by_blanks(text: str, at: int) -> list[Span]:
    found: list[Span] = []
    for syllable in text[at:].split():
        start = text.index(syllable, at)
        at = start + len(syllable)
        found.append(Span(start, at))
    return found


def first_word(text: str) -> str:
    """The word that `text` begins with, "" for blanks: "kịch bản ứng dụng dữ liệu" → "kịch bản"."""
    head = tokens(text[:80])
    return text[head[0].start : head[0].end] if head else ""


def doc(text: str) -> Doc:
    """A spaCy Doc whose tokens are the words of `text`; `doc(text).text == text`."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*tokens(text), Span(len(text), len(text))]:
        gap = text[at:start]
        if gap and spaces and gap[0] == " ":
            spaces[-1], gap = True, gap[1:]
        for piece in (gap, text[start:end]):
            if piece:
                words.append(piece)
                spaces.append(False)
        at = end
    return Doc(_vocab(), words=words, spaces=spaces)


@cache
def _vocab() -> Vocab:
    import spacy

    return spacy.blank("xx").vocab
