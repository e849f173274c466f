"""Words of a page in an encoding from before Unicode (TCVN3, VNI, VISCII) to Unicode, font by font."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extractor.readers.legacy import by_font, convert
from extractor.readers.pdf_shapes import Page, Word

_ETH = "\u00d0"
_SEPARATOR = "\n"


def has_old_font(page: Page) -> bool:
    """Whether a font's name tells of an encoding from before Unicode."""
    return any(by_font(font) is not None for font in {word.font for word in page.words})


def converted(page: Page) -> tuple[Page, str | None]:
    """The page in Unicode, and the name of the encoding that it was in, None where it was Unicode or does not tell."""
    old = {font: by_font(font) is not None for font in {word.font for word in page.words}}
    fonts: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(page.words):
        fonts[word.font if old[word.font] else ""].append(i)
    words = list(page.words)
    names: list[str] = []
    for font, places in fonts.items():
        name = _convert(words, places, font or None)
        names.extend([name] if name else [])
    return replace(page, words=words), names[0] if names else None


def with_crossed_capital(page: Page) -> Page:
    """The page with "Đ" where it has the Icelandic letter that looks the same."""
    if not any(_ETH in word.text for word in page.words):
        return page
    return replace(page, words=[word._replace(text=word.text.replace(_ETH, "Đ")) for word in page.words])


def _convert(words: list[Word], places: list[int], font: str | None) -> str | None:
    """Convert the words at `places` together; they stay as they are where the pieces cannot be told apart."""
    text, name = convert(_SEPARATOR.join(words[i].text for i in places), font=font)
    pieces = text.split(_SEPARATOR)
    if name is None or len(pieces) != len(places):
        return None
    for i, piece in zip(places, pieces, strict=True):
        words[i] = words[i]._replace(text=piece)
    return name
