"""What a number does to its indicator: a state reached or kept, a rise or a fall; and what it starts from."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Change, Found, Quantity
from extractor.patterns import compiled
from extractor.targets.phrases import ATTAIN, BASELINE, CHANGE, FROM, MAINTAIN, PACE, RATE_WORDS, REACHING, TO, leads

_RATE = compiled(r"(?<!\p{L})(?:tỷ|tỉ)\s+(?:lệ|suất)\s+$", regex.IGNORECASE)


def change_of(key: str, start: int, q: Found[Quantity]) -> Change:
    """What the number does to the indicator; a state reached unless a verb of change governs it."""
    m = leads(CHANGE, key, start, q.span.start)
    if m and not REACHING.search(m["rest"]) and not _names_pace(key, start, m):
        if RATE_WORDS.match(m["rest"]) or (len(m["rest"].split()) <= 8 and not ATTAIN.search(m["rest"])):
            return "increase_by" if m["up"] else "decrease_by"
    return "maintain" if MAINTAIN.search(key, start, q.span.start) else "reach"


def _names_pace(key: str, start: int, m: regex.Match[str]) -> bool:
    """ "tốc độ tăng trưởng … đạt 8%", "tỷ lệ tăng dân số dưới 1%" are states reached; "tốc độ tăng bình quân 5%/năm" is
    a change."""
    if _RATE.search(key, start, m.start()) and not RATE_WORDS.match(m["rest"]):
        return True
    grows = m[0].lower().startswith("tăng trưởng")
    return (grows and "/năm" not in key[m.end() : m.end() + 16]) or bool(
        PACE.search(key, start, m.end()) and "đạt" in m["rest"]
    )


def without_starts(key: str, quantities: Sequence[Found[Quantity]]) -> list[Found[Quantity]]:
    """The quantities but the starting points of changes: "từ 60% lên 80%" has one target, 80."""
    starts = {
        q.span
        for q, after in zip(quantities, quantities[1:], strict=False)
        if FROM.search(key, max(0, q.span.start - 8), q.span.start + 3)
        and TO.fullmatch(key, q.span.end, after.span.start)
    }
    return [q for q in quantities if q.span not in starts]


def baseline(key: str, start: int, q: Found[Quantity], end: int) -> str | None:
    """The starting figure or year, verbatim: "so với năm 2020" → "năm 2020", "từ 60% lên 80%" → "60%"; else None."""
    after = BASELINE.search(key, q.span.end, end)
    if after and after["base"]:
        return " ".join(after["base"].split())
    before = BASELINE.search(key, start, q.span.start)
    return before["from"].strip() if before and before["from"] else None
