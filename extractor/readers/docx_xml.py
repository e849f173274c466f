"""The parts of a DOCX and the words of its XML: archive in, the trees that the reader walks out.

Both spellings of the namespaces (ECMA "transitional", ISO "strict") come out as the first.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import UnreadableFile
from extractor.readers.zipped import Archive, Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a DOCX. `heads` and `feet` are the running heads and feet of all sections; `chunks` counts files of
    other formats that Word would draw in; `images` whether there are pictures."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    comments: Element | None
    heads: tuple[Element, ...] = ()
    feet: tuple[Element, ...] = ()
    chunks: int = 0
    images: bool = False


def load(archive: Archive) -> Parts:
    """The parts of a DOCX; raises UnreadableFile where the archive is none."""
    main = next(iter(_related(archive, "").get("officeDocument", [])), "word/document.xml")
    document = archive.xml(main, replace=_STRICT)
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise UnreadableFile(archive.name, "is no Word document", "name a DOCX file")
    related = _related(archive, main)

    def all_of(kind: str) -> tuple[Element, ...]:
        trees = (archive.xml(part, replace=_STRICT) for part in related.get(kind, []))
        return tuple(tree for tree in trees if tree is not None)

    def one_of(kind: str) -> Element | None:
        return next(iter(all_of(kind)), None)

    return Parts(
        body,
        one_of("styles"),
        one_of("numbering"),
        one_of("footnotes"),
        one_of("endnotes"),
        one_of("comments"),
        heads=all_of("header"),
        feet=all_of("footer"),
        chunks=len(related.get("aFChunk", [])),
        images=bool(related.get("image")),
    )


def _related(archive: Archive, part: str) -> dict[str, list[str]]:
    """The parts that `part` ("" for the archive itself) refers to, by the last word of their relationship's type."""
    folder, base = posixpath.split(part)
    tree = archive.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, list[str]] = {}
    for rel in tree if tree is not None else ():
        target = rel.get("Target", "")
        if rel.get("TargetMode") != "External" and target:
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(rel.get("Type", "").rpartition("/")[2], []).append(path)
    return found


def word(element: Element) -> str:
    """The element's name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def value(parent: Element | None, path: str, attribute: str = "val") -> str | None:
    """The attribute of the element at `path` ("pPr/pStyle") below `parent`; None where there is none."""
    found = child(parent, path)
    result: str | None = None if found is None else found.get(W + attribute)
    return result


def number(parent: Element | None, path: str, attribute: str = "val") -> int | None:
    """As `value`, read as a whole number; None where it is none."""
    text = value(parent, path, attribute)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def child(parent: Element | None, path: str) -> Element | None:
    for name in path.split("/"):
        parent = None if parent is None else next(parent.iterchildren(W + name), None)
    return parent


def toggle(parent: Element | None, name: str) -> bool | None:
    """Whether a property is set on or off; None where it is not named."""
    found = child(parent, name)
    return None if found is None else is_on(found)


def is_on(element: Element) -> bool:
    """Whether a property that is named is switched on."""
    return (element.get(W + "val") or "").lower() not in _OFF


_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def unwrapped(parent: Element) -> Iterator[Element]:
    """The children of `parent`, those in content controls and tracked insertions among them."""
    for element in parent:
        if word(element) in _WRAPPERS:
            yield from unwrapped(element)
        elif word(element) == "AlternateContent":
            yield from unwrapped(chosen(element))
        else:
            yield element


def chosen(alternate: Element) -> Element:
    """The one branch of an AlternateContent that is drawn: the first choice, else the fallback."""
    return next(iter(alternate), alternate)
