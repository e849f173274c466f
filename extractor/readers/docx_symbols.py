"""Characters of symbol fonts in, the Unicode characters that they are drawn as out."""

from __future__ import annotations

from extractor.patterns import compiled

PRIVATE = compiled(r"[\uF020-\uF0FF]")

_SYMBOL = {
    0x2D: "-", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xDE: "⇒", 0x61: "α", 0x62: "β", 0x64: "δ",
    0x6D: "μ", 0x70: "π", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪",
    0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_BULLET = "•"


def drawn(code: int, font: str | None) -> str:
    """The character that `font` draws for `code`, which may stand in the private area (U+F0xx).

    A sign without a row here is a bullet in an ornamental font and itself in Symbol.
    """
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = (font or "").lower()
    if "wingdings" in name or "webdings" in name:
        return _WINGDINGS.get(low, _BULLET)
    if low == code and name != "symbol":
        return _BULLET if 0xD800 <= code < 0xE000 else chr(code)
    return _SYMBOL.get(low) or (chr(low) if low < 0x80 else _BULLET)


def mended(text: str, font: str | None) -> str:
    """`text` with the private characters of a symbol font replaced."""
    return PRIVATE.sub(lambda m: drawn(ord(m[0]), font), text)
