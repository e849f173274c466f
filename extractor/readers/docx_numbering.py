"""Automatic list numbers of a DOCX: numbering.xml in, the label that Word draws before each paragraph out.

Rules of ECMA-376 part 1, 17.9, as Word follows them: lists (w:num) over one definition (w:abstractNum) share their
counts; a startOverride restarts them where its list is first used; a level restarts after each use of a higher one,
unless lvlRestart says otherwise; a level that is drawn before it was used counts as used once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.docx_formats import drawn
from extractor.readers.docx_styles import Styles
from extractor.readers.docx_xml import W, child, chosen, number, toggle, value, word
from extractor.readers.zipped import Element

LEVELS = 9
NO_LIST = 0  # the numId that takes a paragraph out of its style's list
_PLACE = compiled(r"%([1-9])")
_WORDS = compiled(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the 1-based level after whose use it restarts, None for any higher one, 0 for
    never; `legal` draws all its numbers as decimals; `style` is the paragraph style bound to it."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: its definition's id, its levels after overrides, and the starts that it overrides, by level."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Label(NamedTuple):
    """`text` is what Word draws ("II.", "1.2.", "a)"), a bullet simplified to "-", "+" or "*"."""

    text: str
    bullet: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; `label` is called once for each paragraph, in order."""

    lists: dict[int, List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)

    def label(self, list_id: int, level: int) -> Label | None:
        """Count a paragraph of the list and draw its label; None where there is none to draw."""
        found = self.lists.get(list_id)
        if found is None or level not in found.levels:
            return None
        counts = self.counts.setdefault(found.definition, {})
        self._count(list_id, found, level, counts)
        return _draw(found, level, counts)

    def level_of(self, list_id: int, style_id: str) -> int | None:
        """The level that a paragraph style is bound to."""
        found = self.lists.get(list_id)
        return next((at for at, level in found.levels.items() if level.style == style_id), None) if found else None

    def _count(self, list_id: int, found: List, level: int, counts: dict[int, int]) -> None:
        if level in found.starts and (list_id, level) not in self.begun:
            counts.pop(level, None)
        self.begun.add((list_id, level))
        for above in range(level):
            counts.setdefault(above, self._first(list_id, found, above))
        counts[level] = counts[level] + 1 if level in counts else self._first(list_id, found, level)
        for below, its in found.levels.items():
            after = below if its.restart is None else its.restart
            if below > level and level < after:
                counts.pop(below, None)

    def _first(self, list_id: int, found: List, level: int) -> int:
        start = found.levels[level].start if level in found.levels else 1
        return found.starts.get(level, start)


def _draw(found: List, level: int, counts: dict[int, int]) -> Label | None:
    its = found.levels[level]
    if its.form == "bullet" or (its.text.strip() and not _WORDS.search(its.text)):
        sign = its.text.strip()
        return Label(sign if sign in ("+", "*") else "-", True) if sign else None

    def number_at(m: regex.Match[str]) -> str:
        at = int(m[1]) - 1
        form = found.levels[at].form if at in found.levels else "decimal"
        plain = its.legal and form not in ("none", "decimalZero")
        return drawn(counts.get(at, 0), "decimal" if plain else form)

    text = _PLACE.sub(number_at, its.text).strip()
    return Label(text, False) if text else None


def parse(root: Element | None, styles: Styles) -> Numbering:
    """The lists of numbering.xml; none where the part is missing."""
    if root is None:
        return Numbering({})
    definitions = {element.get(W + "abstractNumId") or "": element for element in root.findall(W + "abstractNum")}
    numbers = {element.get(W + "numId") or "": element for element in root.findall(W + "num")}
    lists = {}
    for key, element in numbers.items():
        if key.isdecimal():
            lists[int(key)] = _list(element, definitions, numbers, styles)
    return Numbering(lists)


def _list(element: Element, definitions: dict[str, Element], numbers: dict[str, Element], styles: Styles) -> List:
    identifier = _definition(value(element, "abstractNumId") or "", definitions, numbers, styles)
    definition = definitions.get(identifier)
    levels = _levels(definition) if definition is not None else {}
    starts: dict[int, int] = {}
    for override in element.findall(W + "lvlOverride"):
        at = override.get(W + "ilvl") or ""
        if not at.isdecimal():
            continue
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[int(at)] = _level(replaced)
        start = number(override, "startOverride")
        if start is not None:
            starts[int(at)] = start
    return List(identifier, levels, starts)


def _definition(identifier: str, definitions: dict[str, Element], numbers: dict[str, Element], styles: Styles) -> str:
    """The id of the definition itself where `identifier` only refers to a list style (numStyleLink)."""
    for _ in range(LEVELS):
        linked = value(definitions.get(identifier), "numStyleLink")
        if linked is None:
            break
        bound = next((key for key, d in definitions.items() if value(d, "styleLink") == linked), None)
        list_id = next((s.list_id for s in styles.chain(linked) if s.list_id is not None), None)
        identifier = bound or value(numbers.get(str(list_id)), "abstractNumId") or identifier
    return identifier


def _levels(definition: Element) -> dict[int, Level]:
    found = {}
    for element in definition.findall(W + "lvl"):
        at = element.get(W + "ilvl") or ""
        if at.isdecimal() and int(at) < LEVELS:
            found[int(at)] = _level(element)
    return found


def _level(element: Element) -> Level:
    return Level(
        start=number(element, "start") or 0,
        form=_form(element),
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=bool(toggle(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _form(element: Element) -> str:
    """The number format; one of Word 2010 ("001") stands beside its fallback."""
    for alternate in element:
        if word(alternate) == "AlternateContent":
            custom = value(chosen(alternate), "numFmt", "format") or ""
            return "decimalZero" if custom.startswith("0") else "decimal"
    return value(element, "numFmt") or "decimal"
