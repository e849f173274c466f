"""What a page's style sheet and an element's own attributes say of how it is drawn: bold, capitals, font, hidden.

Only what a text needs is read, and only simple selectors ("p", ".MsoNormal", "td.x", "#id"); linear in the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.docx_styles import Look
from extractor.readers.zipped import Element

_COMMENT = compiled(r"/\*(?:(?!\*/).)*+(?:\*/)?|<!--|-->", regex.DOTALL)
_RULE = compiled(r"([^{}]*+)\{([^{}]*+)\}")
_DECLARATION = compiled(r"([\w-]+)\s*:\s*([^;]*+)")
_SELECTOR = compiled(r"[\w-]*(?:[.#][\w-]+)?$")
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_BOLD = compiled(r"bold|[6-9]00")
_LIST_STYLE = compiled(r"\b(none|disc|circle|square|decimal(?:-leading-zero)?|(?:lower|upper)-(?:roman|alpha|latin))\b")

Declarations = Mapping[str, str]

MOST_SEEN = 4_000
_SAYING = ("class", "id", "style", "hidden", "face", "title")


class Drawn(NamedTuple):
    """`pre` keeps line breaks as they are, None where nothing says; `list_style` is CSS's name, None the same; `raised`
    is drawn above the line; `special` is what an office program itself calls the element ("footnote", "header")."""

    look: Look
    pre: bool | None
    list_style: str | None
    raised: bool
    special: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Declarations by simple selector; `seen` keeps how elements of the same attributes are drawn."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: dict[tuple[str, ...], Drawn] = field(default_factory=dict)

    def drawn(self, element: Element) -> Drawn:
        """How `element` is drawn, nothing inherited."""
        key = (element.tag, *(element.get(name, "\0") for name in _SAYING))
        if key not in self.seen:
            if len(self.seen) >= MOST_SEEN:
                self.seen.clear()
            self.seen[key] = self._drawn(element)
        return self.seen[key]

    def _drawn(self, element: Element) -> Drawn:
        tag = element.tag
        said = self._declared(element, tag)
        pre = tag == "pre" or said["white-space"].startswith("pre") if tag == "pre" or "white-space" in said else None
        look = Look(_bold(tag, said), _hidden(element, said), _caps(said), _font(element, said))
        raised = tag == "sup" or said.get("vertical-align") == "super"
        special = (
            said.get("mso-element") or said.get("mso-special-character") or said.get("mso-list") or _title(element)
        )
        return Drawn(look, pre, _list_style(said), raised, special.lower())

    def _declared(self, element: Element, tag: str) -> Declarations:
        classes = (element.get("class") or "").lower().split()
        ids = (element.get("id") or "").lower().split()[:1]
        names = [tag, *(f".{c}" for c in classes), *(f"{tag}.{c}" for c in classes), *(f"#{i}" for i in ids)]
        said: dict[str, str] = {}
        for name in names:
            said.update(self.rules.get(name, ()))
        said.update(_declarations(element.get("style") or ""))
        return said


def sheet(root: Element) -> Sheet:
    """The style sheet that stands in the page itself."""
    rules: dict[str, dict[str, str]] = {}
    for element in root.iter("style"):
        text = _COMMENT.sub(" ", element.text or "")
        for m in _RULE.finditer(text):
            said = dict(_declarations(m[2]))
            for selector in m[1].lower().split(","):
                if _SELECTOR.match(selector.strip()):
                    rules.setdefault(selector.strip(), {}).update(said)
    return Sheet(rules)


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for m in _DECLARATION.finditer(text):
        yield m[1].lower(), m[2].replace("!important", "").strip().lower() if m[1].lower()[:4] != "font" else m[2]


def _bold(tag: str, said: Declarations) -> bool | None:
    weight = said.get("font-weight")
    if weight and weight.strip().lower() not in ("inherit", ""):
        return _BOLD.search(weight.lower()) is not None
    return True if tag in _BOLD_TAGS else None


def _hidden(element: Element, said: Declarations) -> bool | None:
    gone = element.get("hidden") is not None or said.get("display") == "none" or said.get("mso-hide") == "all"
    return True if gone or said.get("visibility") in ("hidden", "collapse") else None


def _caps(said: Declarations) -> bool | None:
    transform = said.get("text-transform")
    return None if transform in (None, "inherit") else transform == "uppercase"


def _font(element: Element, said: Declarations) -> str | None:
    names = said.get("font-family") or (element.get("face") if element.tag == "font" else None)
    first = (names or "").split(",")[0].strip(" \t\r\n\"'")
    return first or None


def _title(element: Element) -> str:
    """LibreOffice's name of a running head or foot."""
    return (element.get("title") or "") if element.tag == "div" else ""


def _list_style(said: Declarations) -> str | None:
    m = _LIST_STYLE.search(said.get("list-style-type") or said.get("list-style") or "")
    return m[1] if m else None
