"""What a line's edges say on how it goes with its neighbours: shared by the readers that join wrapped lines."""

from __future__ import annotations

from extractor.patterns import compiled, rarely

OPENER = compiled(
    r"\s*(?:[-–—+•●○◦▪*]\s*(?=\S)|\p{L}{1,2} ?\)\s|\d{1,2} ?\)\s|\d{1,2} ?\.\s|\d{1,2}(?:\.\d{1,2}){1,4} ?\.?\s"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}(?:-|/-?)\s|(?-i:\p{L})(?:-|/-?)\s|[IVXLC]{1,6} ?[.\-/)]\s?|[A-ZĐ] ?[.)]\s"
    r"|(?=[ĐđCcMmPpBbNnKk])(?i:điều|chương|mục|phần|phụ\s+lục|biểu|nơi\s+nhận|căn\s+cứ|kính\s+gửi)\b)"
)
opener = rarely(OPENER)
LOWER = compiled(r"\s*[\p{Ll}\d(),;%&]")
_STOPS = (".", ";", ":", "!", "?", "…")
_BEHIND_STOPS = "'\"”’)]"
_DASH_WORD = compiled(r"\s*[-–—]\s\p{Ll}")
_DASH_NUMBER = compiled(r"\s*[-–—]\s*\d")


def is_closed(text: str) -> bool:
    """Whether the text ends with a stop, quotes and brackets behind it passed over, or with the end mark "./."."""
    bare = text.rstrip()
    return bare.rstrip(_BEHIND_STOPS).endswith(_STOPS) or bare.endswith("./")


def may_wrap(before: str, here: str) -> bool:
    """Whether the opener of `here` may be a wrapped word: "khoản 2 / Điều 5", "2026 / - 2030", "chính trị / - xã hội";
    two items are not."""
    if _DASH_NUMBER.match(here):
        return before.rstrip()[-1:].isdigit()
    if _DASH_WORD.match(here):
        return True
    return len(before.strip()) > 20 and not opener(before)
