"""The numbers that a browser draws before list items: `<ol>`, `<ul>` and `<li>` in, labels out."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.readers.zipped import Element

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UNORDERED = frozenset({"disc", "circle", "square"})
MAX_NUMBER = 3999  # the last that Roman numerals write
DASH = "-"


@dataclass(slots=True)
class List:
    """A list that is open: its style as CSS names it, the number of its next item, and the step to the one after."""

    style: str
    next: int
    step: int


def opened(element: Element, style: str | None) -> List:
    """The list that `element` opens; `style` is what the style sheet says, None where it says nothing."""
    if element.tag != "ol":
        return List(style or "disc", 1, 1)
    back = element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if back else 1
    return List(
        style or _TYPES.get(element.get("type") or "", "decimal"), _number(element, "start", first), -1 if back else 1
    )


def label(item: Element, among: List | None, style: str | None) -> str | None:
    """The label of an item, counted in the list `among`; None where none is drawn."""
    if among is None:
        return DASH
    number = _number(item, "value", among.next)
    among.next = number + among.step
    kind = style or _TYPES.get(item.get("type") or "") or among.style
    if kind == "none":
        return None
    return DASH if kind in _UNORDERED else f"{drawn(number, kind)}."


def drawn(number: int, style: str) -> str:
    """A number as CSS draws it in `style`; in digits where the style cannot write it."""
    if style.endswith("roman") and 0 < number <= MAX_NUMBER:
        written = _roman(number)
    elif style.endswith(("alpha", "latin")) and number > 0:
        written = _letters(number)
    else:
        return f"{number:02}" if style == "decimal-leading-zero" else str(number)
    return written.upper() if style.startswith("upper") else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    written = ""
    while number:
        number, at = divmod(number - 1, 26)
        written = chr(ord("a") + at) + written
    return written


def _number(element: Element, attribute: str, otherwise: int) -> int:
    written = (element.get(attribute) or "").strip()
    return int(written) if written.lstrip("-").isdecimal() and len(written) <= 9 else otherwise
