"""Tables of a document: their rows, and which rows only open a group ("I | Kinh tế số | |")."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import NamedTuple

import regex

from extractor.markers import Marker, readings
from extractor.model import Document, Placed
from extractor.patterns import compiled

_INDEX_ONLY = compiled(r"(?P<no>[IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)]?$")


class Row(NamedTuple):
    """A row's cells in order; `filled` are those with words."""

    table: int
    row: int
    cells: tuple[Placed, ...]
    filled: tuple[Placed, ...]


def rows(document: Document) -> dict[int, list[Row]]:
    """The rows of each table, by the table's number."""
    cells: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for block in document.blocks:
        if block.cell is not None:
            cells[block.cell.table, block.cell.row].append(block)
    tables: dict[int, list[Row]] = defaultdict(list)
    for (table, row), placed in cells.items():
        filled = tuple(cell for cell in placed if cell.span.start < cell.span.end)
        tables[table].append(Row(table, row, tuple(placed), filled))
    return dict(tables)


def group_rows(document: Document) -> dict[tuple[int, int], Marker]:
    """(table, row) → marker of the rows that open a group, in tables of three columns or more.

    A heading that only names a time ("Đến năm 2030") is no group of its own; a numbered row is one only where
    unnumbered rows follow it.
    """
    found: dict[tuple[int, int], Marker] = {}
    for table in rows(document).values():
        if max(len(row.filled) for row in table) < 3:
            continue
        for row, following in zip_longest(table, table[1:]):
            marker = _group_marker(row, document.key)
            if marker is not None and (marker.style in _CAPITAL or _is_bare(following, document.key)):
                found[row.table, row.row] = marker
    return found


_CAPITAL = ("roman", "upper")
_MOST_GROUPS = 49  # "C" is a letter rather than the hundredth group
_TIME_ONLY = compiled(r"(?:đến\s+)?(?:hết\s+)?(?:năm|giai\s+đoạn|thời\s+kỳ|quý|tháng)\s[\dIVX\s/-]+$", regex.IGNORECASE)


def _is_bare(row: Row | None, key: str) -> bool:
    """Whether the row's first cell holds a dash or nothing."""
    if row is None:
        return False
    first = row.cells[0].span
    return key[first.start : first.end].strip() in ("", "-", "+", "*")


def _group_marker(row: Row, key: str) -> Marker | None:
    """The marker of a row that opens with an index and a heading, in two cells or in one.

    A Roman index always opens a group, even where totals fill the other cells, a capital letter where its heading is
    in capitals too; a number only where nothing else does.
    """
    words = [key[cell.span.start : cell.span.end] for cell in row.filled]
    if len(words) >= 2 and row.filled[0] == row.cells[0] and _INDEX_ONLY.match(words[0]):
        found = [m for m in readings(f"{words[0].rstrip('.) ')}. x") if m.style in ("roman", "upper", "number")]
        found = sorted(found, key=lambda m: m.order > _MOST_GROUPS)
        if not found or not _is_heading(words[1]) or (len(words) > 2 and not _takes_totals(found[0], words[1])):
            return None
        return found[0]._replace(end=row.filled[1].span.start - row.cells[0].span.start)
    if len(words) == 1:
        found = [m for m in readings(words[0]) if m.style in _CAPITAL]
        return (
            found[0]._replace(end=found[0].end + row.filled[0].span.start - row.cells[0].span.start) if found else None
        )
    return None


def _takes_totals(marker: Marker, heading: str) -> bool:
    return marker.style == "roman" or (marker.style == "upper" and heading.isupper())


def _is_heading(words: str) -> bool:
    return len(words) > 2 and not words[0].isdigit() and not _TIME_ONLY.match(words)
