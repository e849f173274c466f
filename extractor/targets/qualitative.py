"""Targets without a number: statements that stand as items of their own in the objectives."""

from __future__ import annotations

import regex

from extractor.items import Item
from extractor.model import Span
from extractor.patterns import compiled
from extractor.resolve import Reading

ITEM_STYLES = frozenset({"dash", "plus", "star", "letter", "number", "decimal", "bracket"})
MIN_WORDS = 5
_NO_AIM = compiled(r"(?:thời\s+gian|phạm\s+vi|đối\s+tượng|địa\s+điểm|kinh\s+phí|căn\s+cứ|\()", regex.IGNORECASE)
_CUT = compiled(
    r"[.;](?=\s*(?:phấn\s+đấu\s+)?(?:để\s+)?(?:trong|đến|từ|vào)\s+(?:hết\s+|cuối\s+)?năm\s+\d)", regex.IGNORECASE
)
"""Where a further sentence sets a time of its own."""


def numberless(reading: Reading, item: Item) -> Span | None:
    """The words of the item where it states a target without a number, else None.

    Such an item stands in the objectives, is marked as an item (a paragraph of a general aim is none), holds no items
    below it, and opens no list.
    """
    if item.role != "objective" or item.annex or not item.leaf or item.node.style not in ITEM_STYLES:
        return None
    own = reading.own(item)
    words = reading.key(own)
    if len(words.split()) < MIN_WORDS or words.rstrip().endswith(":") or _NO_AIM.match(words.lstrip()):
        return None
    cut = _CUT.search(words)
    stated = words[: cut.start()] if cut and len(words[: cut.start()].split()) >= MIN_WORDS else words
    return Span(own.start, own.start + len(stated.rstrip(" .;,\n")))
