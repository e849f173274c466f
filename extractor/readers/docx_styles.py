"""The styles of a DOCX: styles.xml in, what a paragraph or run inherits out (look, outline level, list)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import reduce

from extractor.readers.docx_xml import W, child, is_on, number, value
from extractor.readers.zipped import Element

MAX_CHAIN = 30  # styles based on one another; Word itself stops far earlier
_BOLD, _HIDDEN, _CAPS, _FONTS = (W + name for name in ("b", "vanish", "caps", "rFonts"))
BODY_LEVEL = 9  # the outline level that Word calls "body text"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is drawn; None where nothing says so. `font` "" is a font of the theme."""

    bold: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else `base`."""
        return Look(
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
            base.caps if self.caps is None else self.caps,
            base.font if self.font is None else self.font,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style by itself, nothing inherited. `list_id` is the numId of its list, `level` the ilvl, both None where it
    names none; `outline` counts from 0."""

    id: str
    name: str
    based_on: str | None
    look: Look
    outline: int | None
    list_id: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """`plain` is the look that the document gives all text, `default` the style of a paragraph that names none; `looks`
    are those of the styles with what they inherit from one another."""

    by_id: dict[str, Style] = field(default_factory=dict)
    plain: Look = Look()
    default: str | None = None
    looks: dict[str, Look] = field(default_factory=dict)

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style and those that it is based on, the nearest first; the default paragraph style for None."""
        at = style_id if style_id is not None else self.default
        for _ in range(MAX_CHAIN):
            style = self.by_id.get(at or "")
            if style is None:
                return
            yield style
            at = style.based_on

    def look(self, style_id: str | None) -> Look:
        """The look that a paragraph style gives, the document's defaults below it."""
        return self.own_look(style_id if style_id is not None else self.default).over(self.plain)

    def own_look(self, style_id: str | None) -> Look:
        """The look that a style adds."""
        return self.looks.get(style_id or "", Look())

    def outline(self, style_id: str | None) -> int | None:
        """The outline level from 0; None for body text."""
        level = next((s.outline for s in self.chain(style_id) if s.outline is not None), BODY_LEVEL)
        return level if level < BODY_LEVEL else None


def parse(root: Element | None) -> Styles:
    """The styles of styles.xml; none where the part is missing."""
    if root is None:
        return Styles()
    styles = {style.id: style for element in root.iter(W + "style") if (style := _style(element)).id}
    default = next(
        (
            element.get(W + "styleId")
            for element in root.iter(W + "style")
            if element.get(W + "type") == "paragraph" and (element.get(W + "default") or "0") not in ("0", "false")
        ),
        None,
    )
    plain = look(child(root, "docDefaults/rPrDefault/rPr"))
    bare = Styles(styles, plain, default)
    return replace(bare, looks={each: reduce(Look.over, (s.look for s in bare.chain(each)), Look()) for each in styles})


def _style(element: Element) -> Style:
    return Style(
        element.get(W + "styleId") or "",
        (value(element, "name") or "").lower(),
        value(element, "basedOn"),
        look(child(element, "rPr")),
        number(element, "pPr/outlineLvl"),
        number(element, "pPr/numPr/numId"),
        number(element, "pPr/numPr/ilvl"),
    )


def look(properties: Element | None) -> Look:
    """The look that an rPr element states by itself."""
    bold = hidden = caps = font = None
    for each in properties if properties is not None else ():
        name = each.tag
        if name == _BOLD:
            bold = is_on(each)
        elif name == _HIDDEN:
            hidden = is_on(each)
        elif name == _CAPS:
            caps = is_on(each)
        elif name == _FONTS:
            font = _font(each)
    return Look(bold, hidden, caps, font)


def _font(fonts: Element) -> str | None:
    for side in ("hAnsi", "ascii"):
        if fonts.get(f"{W}{side}Theme"):
            return ""
        name: str | None = fonts.get(W + side)
        if name:
            return name
    return None
