"""An XLSX archive in, its sheets with the words of their cells out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.errors import UnreadableFile
from extractor.patterns import compiled
from extractor.readers import legacy
from extractor.readers.docx_symbols import mended
from extractor.readers.sheets_formats import BUILT_IN, drawn
from extractor.readers.zipped import Archive, Element

MAX_CELLS = 1_000_000
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = compiled(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = compiled(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


class Place(NamedTuple):
    """Row and column from 0."""

    row: int
    col: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cells` are the words by place, those without words left out; `merged` are ranges (top, left,
    bottom, right), all included; rows and columns of `hidden_rows` and `hidden_cols` are not drawn."""

    name: str
    hidden: bool
    cells: dict[Place, str]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()


@dataclass(slots=True)
class Book:
    """What the cells of all sheets share. `formats` are (format code, font) by style number; `encodings` collects the
    old encodings that were converted; `left` counts down the cells that may still be read."""

    strings: list[str]
    formats: list[tuple[str | None, str | None]]
    since_1904: bool
    encodings: set[str] = field(default_factory=set)
    left: int = MAX_CELLS


def sheets(archive: Archive, encodings: set[str]) -> Iterator[Sheet]:
    """The sheets in their order; old encodings that were converted are added to `encodings`.

    Raises UnreadableFile where the archive is no workbook or holds more than MAX_CELLS cells.
    """
    root = archive.xml("xl/workbook.xml", replace=_STRICT)
    if root is None:
        raise UnreadableFile(archive.name, "is no workbook", "name an XLSX file")
    strings = archive.xml("xl/sharedStrings.xml", replace=_STRICT)
    book = Book(
        [_text(item) for item in (strings if strings is not None else ())],
        _formats(archive.xml("xl/styles.xml", replace=_STRICT)),
        any(_is_on(properties.get("date1904")) for properties in root.iter(_S + "workbookPr")),
        encodings,
    )
    targets = _targets(archive)
    for sheet in root.iter(_S + "sheet"):
        tree = archive.xml(targets.get(sheet.get(_REL_ID, ""), ""), replace=_STRICT)
        if tree is not None and tree.tag == _S + "worksheet":
            yield _sheet(archive, book, tree, sheet)


def _targets(archive: Archive) -> dict[str, str]:
    rels = archive.xml("xl/_rels/workbook.xml.rels")
    found = {}
    for rel in rels if rels is not None else ():
        target = rel.get("Target", "")
        found[rel.get("Id", "")] = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return found


def _formats(styles: Element | None) -> list[tuple[str | None, str | None]]:
    if styles is None:
        return []
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    codes.update((each.get("numFmtId", ""), each.get("formatCode", "")) for each in styles.iter(_S + "numFmt"))
    fonts = [_font(font) for font in styles.iterfind(f"{_S}fonts/{_S}font")]
    return [
        (codes.get(xf.get("numFmtId", "")), fonts[at] if 0 <= (at := _whole(xf.get("fontId"))) < len(fonts) else None)
        for xf in styles.iterfind(f"{_S}cellXfs/{_S}xf")
    ]


def _font(font: Element) -> str | None:
    name = font.find(_S + "name")
    result: str | None = name.get("val") if name is not None else None
    return result


def _sheet(archive: Archive, book: Book, tree: Element, named: Element) -> Sheet:
    cells: dict[Place, str] = {}
    hidden_rows: set[int] = set()
    row = -1
    for element in tree.iterfind(f"{_S}sheetData/{_S}row"):
        row = _whole(element.get("r"), row + 2) - 1
        if _is_on(element.get("hidden")):
            hidden_rows.add(row)
        book.left -= len(element)
        if book.left < 0:
            raise UnreadableFile(archive.name, f"holds more than {MAX_CELLS:,} cells", "save the annex's sheets alone")
        cells.update(_row(book, element, row))
    merged = (_range(merge.get("ref", "")) for merge in tree.iterfind(f"{_S}mergeCells/{_S}mergeCell"))
    return Sheet(
        named.get("name", ""),
        named.get("state", "visible") != "visible",
        cells,
        tuple(area for area in merged if area is not None),
        frozenset(hidden_rows),
        _hidden_cols(tree),
    )


def _row(book: Book, element: Element, row: int) -> Iterator[tuple[Place, str]]:
    col = -1
    for cell in element:
        place = _place(cell.get("r", ""))
        col = place.col if place else col + 1
        text = _words(book, cell)
        if text.strip():
            yield Place(row, col), text


def _words(book: Book, cell: Element) -> str:
    """The words of a cell as they are drawn; "" for an empty one."""
    value = cell.find(_S + "v")
    raw: str = (value.text or "") if value is not None else ""
    form = cell.get("t", "n")
    style = _whole(cell.get("s"), 0)
    code, font = book.formats[style] if 0 <= style < len(book.formats) else (None, None)
    if form == "n":
        return drawn(raw, code, since_1904=book.since_1904) if raw else ""
    if form in ("b", "e"):
        return raw if form == "e" else ("TRUE" if raw == "1" else "FALSE")
    if form == "s":
        raw = book.strings[at] if 0 <= (at := _whole(raw)) < len(book.strings) else ""
    elif form == "inlineStr":
        raw = _text(cell.find(_S + "is"))
    return _converted(book, mended(raw, font), font)


def _converted(book: Book, text: str, font: str | None) -> str:
    if not font or text.isascii() or not legacy.by_font(font):
        return text
    text, name = legacy.convert(text, font=font)
    book.encodings.update([name] if name else [])
    return text


def _text(item: Element | None) -> str:
    """The words of a string, its parts joined; the reading aid of East Asian words (rPh) is none."""
    if item is None:
        return ""
    parts = (t.text or "" for t in item.iter(_S + "t") if t.getparent().tag != _S + "rPh")
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(parts))


def _hidden_cols(tree: Element) -> frozenset[int]:
    hidden: set[int] = set()
    for col in tree.iterfind(f"{_S}cols/{_S}col"):
        if _is_on(col.get("hidden")):
            first, last = _whole(col.get("min"), 1), _whole(col.get("max"), 1)
            hidden.update(range(first - 1, min(last, 16_384)))
    return frozenset(hidden)


def _range(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    top, bottom = _place(first), _place(last or first)
    return (*top, *bottom) if top and bottom else None


def _place(reference: str) -> Place | None:
    """The place of "B5"."""
    m = _REFERENCE.fullmatch(reference)
    if m is None:
        return None
    col = 0
    for letter in m[1]:
        col = 26 * col + ord(letter) - 64
    return Place(int(m[2]) - 1, col - 1)


def _whole(text: str | None, otherwise: int = -1) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else otherwise


def _is_on(text: str | None) -> bool:
    return text in ("1", "true")
