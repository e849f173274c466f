"""Rulings and words of a page to its tables: cells with their spans, also where a page break cut a table's edge off.

Guarantees: a table's cells do not overlap and cover it; a word whose middle stands in a table is in one cell of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.model import Box
from extractor.readers.pdf_shapes import Page, Ruling, Word

_NEAR = 3.0  # points between rulings that are meant to meet
_STUB = 8.0  # points that a ruling must stick out of the last crossing one to bound a row or column of its own
_MOST_RULINGS = 3000  # a page with more is a drawing

Interval = tuple[float, float]


class GridCell(NamedTuple):
    """A cell of a page's table, zero-based; `words` in reading order as the page gives them."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's table; `xs` are the bounds of its columns, `ys` of its rows; `spaced` says that these are not drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    spaced: bool = False


class _Lines(NamedTuple):
    """Rulings at one coordinate, as the stretches they cover."""

    at: float
    covered: tuple[Interval, ...]


class _Frame(NamedTuple):
    """The bounds of a table's columns and rows, and its horizontal and vertical rulings."""

    xs: list[float]
    ys: list[float]
    across: list[_Lines]
    down: list[_Lines]


def tables(page: Page) -> tuple[list[Grid], list[Word]]:
    """The tables of a page from its top, and the words outside them."""
    if len(page.down) < 2 or len(page.across) + len(page.down) > _MOST_RULINGS:
        return [], page.words
    grids: list[Grid] = []
    words = page.words
    for xs, ys, across, down in _frames(page.across, page.down):
        inside = [w for w in words if _within(w, xs, ys)]
        if inside:
            taken = set(map(id, inside))
            cells = _trimmed(list(_cells(xs, ys, across, down, inside)), len(xs) - 1)
            grids.append(Grid(tuple(xs), tuple(ys), cells))
            words = [w for w in words if id(w) not in taken]
    return sorted(grids, key=lambda grid: grid.ys[0]), words


def _trimmed(cells: list[GridCell], columns: int) -> tuple[GridCell, ...]:
    """The cells without empty bands across the whole table at its ends: parts of a frame around the page."""
    while len(cells) > 1 and cells[-1].colspan == columns and not cells[-1].words:
        cells.pop()
    lead = next((i for i, c in enumerate(cells) if c.colspan < columns or c.words), 0)
    first = cells[lead].row
    return tuple(cell._replace(row=cell.row - first) for cell in cells[lead:])


def areas(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Box]:
    """The boxes of all tables that the rulings draw."""
    if len(down) < 2 or len(across) + len(down) > _MOST_RULINGS:
        return []
    return [(xs[0], ys[0], xs[-1], ys[-1]) for xs, ys, _, _ in _frames(across, down)]


def cell_boxes(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Box]:
    """The boxes of the cells of all tables that the rulings draw."""
    if len(down) < 2 or len(across) + len(down) > _MOST_RULINGS:
        return []
    return [cell.box for frame in _frames(across, down) for cell in _cells(*frame, words=())]


def _frames(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[_Frame]:
    for flat, upright in _components(_merged(across), _merged(down)):
        bounds = _bounds(flat, upright)
        if bounds is not None:
            yield _Frame(*bounds, flat, upright)


def _within(word: Word, xs: Sequence[float], ys: Sequence[float]) -> bool:
    return xs[0] - 1 <= (word.left + word.right) / 2 <= xs[-1] + 1 and ys[0] - 1 <= word.middle <= ys[-1] + 1


def _merged(rulings: Iterable[Ruling]) -> list[_Lines]:
    """Rulings at nearly the same coordinate, put together."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling.at - groups[-1][-1].at <= _NEAR and ruling.at - groups[-1][0].at <= 2 * _NEAR:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    return [
        _Lines(sum(r.at for r in group) / len(group), _covered((r.start, r.end) for r in group)) for group in groups
    ]


def _covered(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1] + _NEAR:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _components(across: Sequence[_Lines], down: Sequence[_Lines]) -> Iterator[tuple[list[_Lines], list[_Lines]]]:
    """Rulings that meet, directly or through others; each stretch counts for itself."""
    flat = [Ruling(line.at, *stretch) for line in across for stretch in line.covered]
    upright = [Ruling(line.at, *stretch) for line in down for stretch in line.covered]
    meeting = [(i, len(flat) + j) for i, one in enumerate(flat) for j, other in enumerate(upright) if _meet(one, other)]
    for members in _linked(len(flat) + len(upright), meeting):
        one = [flat[i] for i in members if i < len(flat)]
        other = [upright[i - len(flat)] for i in members if i >= len(flat)]
        if one and len(other) > 1:
            yield _merged(one), _merged(other)


def _meet(flat: Ruling, upright: Ruling) -> bool:
    return (
        flat.start - _NEAR <= upright.at <= flat.end + _NEAR and upright.start - _NEAR <= flat.at <= upright.end + _NEAR
    )


def _linked(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `count` in groups that `pairs` link."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _bounds(across: Sequence[_Lines], down: Sequence[_Lines]) -> tuple[list[float], list[float]] | None:
    """The columns' and rows' bounds, also those that are not drawn; None where they hold no table."""
    xs = _with_ends([line.at for line in down], [s for line in across for s in line.covered])
    ys = _with_ends([line.at for line in across], [s for line in down for s in line.covered])
    return (xs, ys) if len(xs) > 2 and len(ys) > 1 else None


def _with_ends(drawn: list[float], crossing: Sequence[Interval]) -> list[float]:
    """`drawn`, and the ends of the rulings that cross it where they stick out: a page break drops the last edge."""
    first, last = min(start for start, _ in crossing), max(end for _, end in crossing)
    lead = [first] if first < drawn[0] - _STUB else []
    trail = [last] if last > drawn[-1] + _STUB else []
    return [*lead, *drawn, *trail]


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[_Lines], down: Sequence[_Lines], words: Sequence[Word]
) -> Iterator[GridCell]:
    """The cells from the top left, with their words."""
    owner = _owners(xs, ys, across, down)
    held: dict[int, list[Word]] = {}
    for word in words:
        row, col = _index(ys, word.middle), _index(xs, (word.left + word.right) / 2)
        held.setdefault(owner[row][col], []).append(word)
    seen: set[int] = set()
    for row, line in enumerate(owner):
        for col, cell in enumerate(line):
            if cell in seen:
                continue
            seen.add(cell)
            colspan = sum(1 for c in line[col:] if c == cell)
            rowspan = sum(1 for r in owner[row:] if r[col] == cell)
            box = (xs[col], ys[row], xs[col + colspan], ys[row + rowspan])
            yield GridCell(row, col, rowspan, colspan, box, tuple(held.get(cell, ())))


def _index(bounds: Sequence[float], at: float) -> int:
    return min(max(bisect_right(bounds, at) - 1, 0), len(bounds) - 2)


def _owners(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[_Lines], down: Sequence[_Lines]
) -> list[list[int]]:
    """For each unit of the grid the cell it belongs to: units without a ruling between them are one rectangle."""
    uprights = {line.at: line.covered for line in down}
    flats = {line.at: line.covered for line in across}
    rows, cols = len(ys) - 1, len(xs) - 1
    owner = [[-1] * cols for _ in range(rows)]
    cells = 0
    for row in range(rows):
        for col in range(cols):
            if owner[row][col] >= 0:
                continue
            wide = col + 1
            while wide < cols and owner[row][wide] < 0 and not _drawn(uprights.get(xs[wide]), ys[row], ys[row + 1]):
                wide += 1
            deep = row + 1
            while deep < rows and _is_open(flats.get(ys[deep]), xs, col, wide) and _is_free(owner[deep], col, wide):
                deep += 1
            for line in owner[row:deep]:
                line[col:wide] = [cells] * (wide - col)
            cells += 1
    return owner


def _is_open(covered: tuple[Interval, ...] | None, xs: Sequence[float], col: int, wide: int) -> bool:
    """Whether no ruling parts the units from `col` to `wide` from those below."""
    return not any(_drawn(covered, xs[c], xs[c + 1]) for c in range(col, wide))


def _is_free(line: Sequence[int], col: int, wide: int) -> bool:
    return all(unit < 0 for unit in line[col:wide])


def _drawn(covered: tuple[Interval, ...] | None, start: float, end: float) -> bool:
    """Whether a ruling covers the middle of the stretch."""
    middle = (start + end) / 2
    return covered is not None and any(a <= middle <= b for a, b in covered)
