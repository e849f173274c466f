"""Runs typed in fonts of encodings from before Unicode (".VnTime", "VNI-Times") in, their words in Unicode out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from extractor.patterns import compiled
from extractor.readers import legacy
from extractor.readers.docx_text import Piece
from extractor.readers.docx_xml import W
from extractor.readers.zipped import Element

_UNICODE = compiled(r"[ăĂđĐĩĨũŨơƠưƯ\u1EA0-\u1EF9]")


def encoding_of(body: Element) -> str | None:
    """The old encoding of the text by its words, for runs whose font does not tell; None where it is Unicode."""
    return legacy.detect("\n".join("".join(p.itertext(W + "t")) for p in body.iter(W + "p")))


def converted(pieces: Iterable[Piece], fallback: str | None) -> tuple[str, set[str]]:
    """The words of `pieces` and the encodings that some were in; `fallback` is `encoding_of` the body."""
    texts: list[str] = []
    names: set[str] = set()
    for font, run in groupby(pieces, key=lambda piece: piece.look.font):
        text = "".join(piece.text for piece in run)
        if font and legacy.by_font(font):
            text, name = legacy.convert(text, font=font)
        else:
            name = fallback if not text.isascii() and not _UNICODE.search(text) else None
            text = legacy.recode(text, name).text if name else text
        texts.append(text)
        names.update([name] if name else [])
    return "".join(texts), names
