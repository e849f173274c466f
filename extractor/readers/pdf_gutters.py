"""Words of a page to its tables without rulings: columns that white space alone holds apart, row after row.

A table is told by at least three rows of at least three columns whose gutters stay empty, and by what supports it: rows
that are numbered, or headings over a column of figures. Guarantees: what a letterhead, a signature, a list, a table of
contents or justified prose looks like is never taken for one; a word of a table is in one cell of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Box
from extractor.patterns import compiled
from extractor.readers.pdf_lines import levels
from extractor.readers.pdf_shapes import Word, median
from extractor.readers.pdf_tables import Grid, GridCell

_BLANK = 0.4  # heights; a wider gap parts words
_GUTTER = 0.4  # heights that stay free between two columns over all rows
_WIDE = 1.3  # heights of a gap that no line of prose has
_FAR = 2.6  # heights between the tops of rows of one table
_CLOSE = 1.8  # heights between the tops of lines of one cell
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_FILLED = 0.6  # share of a table's cells that hold words
_FIGURES = 0.8  # share of a column's cells that are figures
_MARGIN = 4.0  # points from a column's words to the edge of its cells
_NUMBER = compiled(r"(?:\d{1,3}\.){0,3}(\d{1,3})(?P<stop>[.)]?)$")
_FIGURE = compiled(r"[<>≥≤~+-]?\s*\d[\d.,/%:-]*(?:\s?%)?$")
_YEAR = compiled(r"(?:19|20)\d\d$")
_LEADER = compiled(r"\.{4}|…{2}|(?:\. ){4}|_{4}")
_DASH = compiled(r"[-–—+•]")
_GOES_ON = compiled(r"\p{Ll}{2}|\(")
_CONTENTS = compiled(r"(?i:trang)$")


@dataclass(slots=True)
class _Piece:
    """Words of a row with no more than blanks between them."""

    words: list[Word]
    left: float
    right: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_Row = list[_Piece]


def may_hold_columns(words: Sequence[Word]) -> bool:
    """Whether words as the layer gives them, a list's dashes aside, stand apart beside each other on enough rows to
    look for columns."""
    rows: set[int] = set()
    for one, other in pairwise(words):
        if _DASH.match(one.text):
            continue
        height = one.bottom - one.top
        if other.left - one.right > _WIDE * height and other.bottom < one.bottom + height / 2:
            rows.add(round(other.bottom))
    return len(rows) >= _LEAST_ROWS


def spaced_tables(words: Sequence[Word]) -> list[Grid]:
    """The tables without rulings that the words hold, from the page's top."""
    rows = [_pieces(row) for row in levels(words)]
    height = median([word.height for word in words], 12.0)
    grids: list[Grid] = []
    at = 0
    while at + _LEAST_ROWS <= len(rows):
        run = _run(rows[at:], height)
        lead = _lead(rows[:at], rows[at : at + run], height) if run >= _LEAST_ROWS and not grids else 0
        grid = _grid(rows[at : at + run], rows[at - lead : at], height) if run >= _LEAST_ROWS else None
        grids.extend([grid] if grid else [])
        at += run if grid else 1
    return grids


def _pieces(row: Sequence[Word]) -> _Row:
    pieces: _Row = []
    for word in row:
        if pieces and word.left - pieces[-1].right < _BLANK * word.height:
            pieces[-1].words.append(word)
            pieces[-1].right = max(pieces[-1].right, word.right)
        else:
            pieces.append(_Piece([word], word.left, word.right))
    return pieces


def _run(rows: Sequence[_Row], height: float) -> int:
    """How many rows from the first on keep its gutters free; 0 where the first cannot open a table."""
    if len(rows[0]) < _LEAST_COLUMNS:
        return 0
    count = end = 0
    columns = [(piece.left, piece.right) for piece in rows[0]]
    for above, row in zip([rows[0], *rows], rows, strict=False):
        if row[0].words[0].top - above[0].words[0].top > _FAR * height or any(_LEADER.search(p.text) for p in row):
            break
        widened = _widened(columns, row, height)
        if widened is None:
            break
        columns, count = widened, count + 1
        if len(row) > 1 or (end == count - 1 and _GOES_ON.match(row[0].text)):
            end = count
    return end


def _lead(above: Sequence[_Row], rows: Sequence[_Row], height: float) -> int:
    """How many rows at the page's top go on with a row that the page break cut: they leave the first column free."""
    columns: list[tuple[float, float]] | None = _columns(rows, height)
    below, lead = rows[0], 0
    for row in reversed(above):
        apart = below[0].words[0].top - row[0].words[0].top
        if apart > _CLOSE * height and lead:
            return lead
        columns = _widened(columns, row, height) if columns else None
        if columns is None or _column(columns, row[0]) == 0 or apart > _FAR * height:
            return 0
        below, lead = row, lead + 1
    return lead


def _widened(columns: Sequence[tuple[float, float]], row: _Row, height: float) -> list[tuple[float, float]] | None:
    """The columns with room for the row's words; None where these stand in a gutter, or apart in one column."""
    found = list(columns)
    taken: dict[int, float] = {}
    for piece in row:
        at = _column(columns, piece)
        if at is None or piece.left - taken.get(at, piece.left) > _WIDE * height:
            return None
        taken[at] = piece.right
        found[at] = (min(found[at][0], piece.left), max(found[at][1], piece.right))
    return found if all(b[0] - a[1] >= _GUTTER * height for a, b in pairwise(found)) else None


def _column(columns: Sequence[tuple[float, float]], piece: _Piece) -> int | None:
    """The one column that a piece overlaps."""
    hit = [i for i, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
    return hit[0] if len(hit) == 1 else None


def _grid(rows: Sequence[_Row], lead: Sequence[_Row], height: float) -> Grid | None:
    """The table that the rows are, under what goes on with a row of the page before; None where too little speaks for
    one."""
    columns = _columns(rows, height)
    cells = _cells(rows, columns)
    texts = [[_text(cell) for cell in row] for row in cells]
    if len(cells) < _LEAST_ROWS or not _is_supported(texts) or not _is_aligned(cells, columns):
        return None
    if lead:
        columns = _columns([*rows, *lead], height)
        cells = [*_cells(lead, columns), *cells]
    return _drawn(cells, columns)


def _columns(rows: Sequence[_Row], height: float) -> list[tuple[float, float]]:
    columns = [(piece.left, piece.right) for piece in rows[0]]
    for row in rows:
        columns = _widened(columns, row, height) or columns
    return columns


def _cells(rows: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> list[list[list[Word]]]:
    """The words of each row's cells."""
    found: list[list[list[Word]]] = []
    for row in rows:
        at = [_column(columns, piece) or 0 for piece in row]
        if not found or _opens(row, at[0] == 0):
            found.append([[] for _ in columns])
        for i, piece in zip(at, row, strict=True):
            found[-1][i].extend(piece.words)
    return found


def _opens(row: _Row, leads: bool) -> bool:
    """Whether a row is one of its own, not lines that go on: its first column holds words (`leads`) that do not open in
    lower case, or two columns hold figures."""
    if leads:
        return not _GOES_ON.match(row[0].text)
    return sum(bool(_FIGURE.match(piece.text)) for piece in row) > 1


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _is_supported(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are numbered, or have headings over figures, and are filled."""
    filled = sum(bool(text) for row in rows for text in row)
    if filled < _FILLED * len(rows) * len(rows[0]) or any(_DASH.match(row[0]) for row in rows):
        return False
    headed = all(rows[0]) and not any(_FIGURE.match(text) and not _YEAR.match(text) for text in rows[0])
    if headed and _CONTENTS.search(rows[0][-1]):
        return False
    body = rows[1:] if headed else rows
    return _is_numbered([row[0] for row in body], headed) or (headed and len(body) >= 2 and _has_figures(body))


def _is_aligned(cells: Sequence[Sequence[list[Word]]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether each row opens with its first line, not with one in its middle: the widest column tells."""
    widest = max(range(len(columns)), key=lambda i: columns[i][1] - columns[i][0])
    for row in cells:
        first, words = row[0] or row[widest], row[widest]
        if words and (words[0].top > first[0].bottom or _GOES_ON.match(words[0].text)):
            return False
    return True


def _is_numbered(texts: Sequence[str], headed: bool) -> bool:
    """Whether the rows count on; under no headings the numbers must be bare, since "1." opens a list's item."""
    told = [text for text in texts if text]
    found = [_NUMBER.match(text) for text in told]
    numbers = [int(m[1]) for m in found if m and (headed or not m["stop"])]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    return steps >= 2 and len(numbers) >= max(_FIGURES * len(told), len(texts) / 2)


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column but the first holds figures, and the first holds words."""
    words = sum(any(map(str.isalpha, row[0])) for row in rows)
    shares = [sum(bool(_FIGURE.match(row[i])) for row in rows) / len(rows) for i in range(1, len(rows[0]))]
    return words == len(rows) and max(shares) >= _FIGURES


def _drawn(cells: Sequence[Sequence[list[Word]]], columns: Sequence[tuple[float, float]]) -> Grid:
    """The grid of the cells: each as wide as its column's words, as high as its row's."""
    xs = (*(left for left, _ in columns), columns[-1][1])
    tops = [min(word.top for cell in row for word in cell) for row in cells]
    ys = (*tops, max(word.bottom for cell in cells[-1] for word in cell))
    return Grid(xs, ys, tuple(_placed(cells, columns, ys)), spaced=True)


def _placed(
    cells: Sequence[Sequence[list[Word]]], columns: Sequence[tuple[float, float]], ys: Sequence[float]
) -> Iterator[GridCell]:
    for i, row in enumerate(cells):
        for j, words in enumerate(row):
            box: Box = (columns[j][0], ys[i], columns[j][1] + _MARGIN, ys[i + 1])
            yield GridCell(i, j, 1, 1, box, tuple(words))
