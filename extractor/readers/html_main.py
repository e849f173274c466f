"""What on a page is no part of the document that it shows: a portal's menus, related documents, footer.

Told by structure and never by a site's name: elements that HTML itself calls navigation, boxes that are mostly links,
and all that stands before the letterhead or after the signature outside the element that holds both. A page without
such boxes is read whole, and nothing that holds a letterhead, a heading, an article or a signature is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.readers import legacy
from extractor.readers.html_words import BLOCKS, CONTROLS, SILENT
from extractor.readers.zipped import Element

MENU = "menu or list of links on the page"
AROUND = "stands around the document on its page"

SHARE = 0.65  # of the weight below an element that its largest child must have to be the document's place
WEIGHT = 400  # letters that a line of a letterhead or signature counts for
LINKS = 5  # links of a box that is told by them
LINKED = 0.6  # share of its letters that stand in links

_HEAD = compiled(
    r"^(?:.{0,80}\bđộc lập\s*-\s*tự do\b|số\s*:?\s*[\d.…\s]{0,12}/\S{0,6}(?-i:\p{Lu}{2})|"
    r"(?-i:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|CHƯƠNG TRÌNH|THÔNG BÁO|BÁO CÁO|ĐỀ ÁN|HƯỚNG DẪN|CÔNG ĐIỆN)\s*$)",
    regex.IGNORECASE,
)
_INNER = compiled(
    r"^(?:(?-i:[IVX]{1,5}\.\s*\p{Lu})|điều\s+\d{1,3}\s*[.:]|chương\s+[IVX]+\b|phụ\s+lục\b|căn\s+cứ\s|kính\s+gửi\b)",
    regex.IGNORECASE,
)
_BASIS = compiled(r"^căn\s+cứ\s", regex.IGNORECASE)
_TAIL = compiled(r"^(?:nơi\s+nhận\b|(?-i:(?:TM|KT|TL|TUQ|Q)\.\s*\p{Lu}{2}))", regex.IGNORECASE)
_CHROME_TAGS = frozenset({"nav", "aside", "footer"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
_NAMED_TAGS = frozenset({"div", "section", "header", "ul", "ol", "table", "fieldset", "dl"})
_CHROME_NAMES = compiled(
    r"(?<![a-z])(?:breadcrumbs?|nav|navbar|navigation|menu|sidebar|footer|comments?|share|social|related|pagination|"
    r"paging|search|toolbar|copyright)(?![a-z])",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class Mass:
    """What stands in an element: letters outside and inside links, links, and lines that only a document has: of its
    letterhead, its body, its end."""

    plain: int = 0
    linked: int = 0
    links: int = 0
    head: int = 0
    inner: int = 0
    tail: int = 0

    @property
    def marks(self) -> int:
        return self.head + self.inner + self.tail

    @property
    def weight(self) -> int:
        return self.plain + WEIGHT * self.marks

    def add(self, other: Mass) -> None:
        self.plain += other.plain
        self.linked += other.linked
        self.links += other.links
        self.head += other.head
        self.inner += other.inner
        self.tail += other.tail


@dataclass(slots=True)
class _Scale:
    """Weighs a page's elements, each when it ends; `links` counts the links that are open, `line` holds the words of
    the open line, and `is_linked` tells that it opens with a link."""

    encoding: str | None
    masses: dict[Element, Mass] = field(default_factory=dict)
    stack: list[Mass] = field(default_factory=lambda: [Mass()])
    links: int = 0
    line: list[str] = field(default_factory=list)
    is_linked: bool = False

    def say(self, text: str | None) -> None:
        size = sum(map(len, text.split())) if text else 0
        if not size:
            return
        self.is_linked = bool(self.links) if not self.line else self.is_linked
        self.line.append(text or "")
        if self.links:
            self.stack[-1].linked += size
        else:
            self.stack[-1].plain += size

    def close_line(self) -> None:
        words, self.line = " ".join("".join(self.line).split())[:200], []
        if self.encoding:
            words = legacy.recode(words, self.encoding).text
        key = fold(unicodedata.normalize("NFC", words))
        mass = self.stack[-1]
        if self.is_linked:
            mass.inner += _BASIS.match(key) is not None
            return
        mass.head += _HEAD.match(key) is not None
        mass.inner += _INNER.match(key) is not None
        mass.tail += _TAIL.match(key) is not None


def outside(body: Element, encoding: str | None) -> dict[Element, str]:
    """The elements of a page that are no part of the document on it, each with the reason; none where the page has no
    menus. `encoding` is the one from before Unicode that its words are in."""
    masses = _masses(body, encoding)
    if not any(_is_chrome(element, mass) for element, mass in masses.items() if element is not body):
        return {}
    path = _path(body, masses)
    holder = masses[path[-1]]
    out: dict[Element, str] = {}
    for parent, inner in zip(path, path[1:], strict=False):
        is_far = inner is not path[-1] and holder.marks > 0
        before = True
        for child in _elements(parent):
            if child is inner:
                before = False
                continue
            reason = _around(child, masses, is_far or bool(holder.head if before else holder.tail))
            out.update({child: reason} if reason else {})
    out.update(dict.fromkeys(_menus(path[-1], masses), MENU))
    return out


def _masses(body: Element, encoding: str | None) -> dict[Element, Mass]:
    from lxml import etree

    scale = _Scale(encoding)
    walker = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if element.tag in BLOCKS or element.tag == "br":
                scale.close_line()
            scale.stack.append(Mass())
            if element.tag in SILENT or element.tag in CONTROLS:
                walker.skip_subtree()
                continue
            scale.links += _is_link(element)
            scale.say(element.text)
            continue
        if event == "end":
            _end(scale, element)
        if element is not body:
            scale.say(element.tail)
    return scale.masses


def _end(scale: _Scale, element: Element) -> None:
    if element.tag in BLOCKS:
        scale.close_line()
    mass = scale.stack.pop()
    if _is_link(element):
        scale.links -= 1
        mass.links += 1
    if _is_link_list(mass) and not mass.inner + mass.tail:
        mass.head = 0  # numbers of the documents that are listed
    if element.tag in BLOCKS or mass.plain > WEIGHT:
        scale.masses[element] = mass
    scale.stack[-1].add(mass)


def _is_link(element: Element) -> bool:
    """Whether the element leads off the page."""
    return element.tag == "a" and not (element.get("href") or "#").startswith("#")


def _path(body: Element, masses: dict[Element, Mass]) -> list[Element]:
    """The way from the body down to the smallest element that holds nearly all that may be a document, and every line
    that only a document has."""
    path = [body]
    while True:
        step = _step(path[-1], masses)
        if not step:
            return path
        path.extend(step)


def _step(element: Element, masses: dict[Element, Mass]) -> list[Element]:
    """The elements that the way goes on through; it enters a table only as far as one of its cells."""
    way: list[Element] = []
    while True:
        children = [child for child in _elements(element) if child in masses]
        best = max(children, key=lambda child: masses[child].weight, default=None)
        if best is None or best.tag not in BLOCKS | {"form", "span", "font", "a", "b"} or best.tag == "p":
            return []
        whole, mass = masses[element], masses[best]
        if mass.weight < SHARE * whole.weight or mass.marks < whole.marks:
            return []
        way.append(best)
        if best.tag not in ("table", "tbody", "thead", "tr"):
            return way
        element = best


def _around(element: Element, masses: dict[Element, Mass], beyond: bool) -> str | None:
    """Why an element beside the document's is left out; `beyond`: it is far from it, or the document opens or ends on
    its other side."""
    mass = masses.get(element)
    if mass is None or mass.marks or not mass.plain + mass.linked:
        return None
    if _is_chrome(element, mass):
        return MENU
    return AROUND if beyond and element.tag in BLOCKS else None


def _menus(element: Element, masses: dict[Element, Mass]) -> Iterator[Element]:
    """The menus inside the element that holds the document, the outermost of each."""
    from lxml import etree

    most = masses[element].plain // 4
    walker = etree.iterwalk(element, events=("start",))
    for _, each in walker:
        mass = masses.get(each)
        if mass is None or each is element:
            continue
        if not mass.marks and mass.plain <= most and _is_chrome(each, mass):
            walker.skip_subtree()
            yield each


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element if isinstance(child.tag, str))


def _is_chrome(element: Element, mass: Mass) -> bool:
    """Whether HTML or the element's own name calls it navigation, or it is mostly links."""
    if element.tag not in BLOCKS or mass.marks:
        return False
    role = (element.get("role") or "").lower()
    if element.tag in _CHROME_TAGS or role in _CHROME_ROLES:
        return True
    if _is_link_list(mass):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _NAMED_TAGS and mass.plain < WEIGHT and _CHROME_NAMES.search(names) is not None


def _is_link_list(mass: Mass) -> bool:
    return mass.links >= LINKS and mass.linked > LINKED * (mass.plain + mass.linked)
