"""What the columns of a table mean: each data row of a Document with its cells under columns that know their role.

`table_columns` serves tasks and targets alike: a row's cell for a role is `row.cell("lead")`; the columns of years are
`row.columns` with a `year`. Guarantees: header rows, also those repeated in the middle of a table, and rows that only
number the columns, are no data rows; a table that goes on without a header of its own has that of the table before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.headings import YEAR, Column, ColumnRole, cell_words, read_column, role_of, settled
from extractor.model import Document, Placed
from extractor.patterns import compiled
from extractor.tables import Row, rows

_NUMBERING = compiled(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?$")
_INDEX_CELL = compiled(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])?\s*[.)]?$|[-+*]$")
_MOST_HEADER_WORDS = 14
_FIGURE = compiled(r"[\d.,%\s-]+$")
_DIGIT = compiled(r"\d")
_ABOUT: frozenset[ColumnRole] = frozenset({"index", "indicator", "task", "subject", "unit"})
"""What rows are about: a header names one of them; "1 | Nội dung … | Sở Y tế" is a row."""
_SAMPLE = 12  # rows whose words help to tell what a column holds


@dataclass(frozen=True, slots=True)
class TableRow:
    """A data row: `cells` are in line with `columns`; None where the row has no cell there and none reaches down.

    `merged` tells which cells were taken from a row above, as a merged cell is.
    """

    row: Row
    columns: tuple[Column, ...]
    cells: tuple[Placed | None, ...]
    merged: tuple[bool, ...]

    def at(self, *roles: ColumnRole) -> Iterator[tuple[Column, Placed]]:
        """The filled cells of the columns with one of `roles`, the first role first."""
        for role in roles:
            for column, cell in zip(self.columns, self.cells, strict=True):
                if column.role == role and cell is not None and cell.span.start < cell.span.end:
                    yield column, cell

    def cell(self, *roles: ColumnRole) -> Placed | None:
        """The first of `at`."""
        return next(self.at(*roles), (None, None))[1]

    def has(self, *roles: ColumnRole) -> bool:
        """Whether the header names a column of one of `roles`."""
        return any(column.role in roles for column in self.columns)


def table_columns(document: Document) -> dict[int, TableRow]:
    """The data rows of all tables under known headers, by the offset at which the row starts."""
    found: dict[int, TableRow] = {}
    columns: tuple[Column, ...] = ()
    for table in rows(document).values():
        columns = _read_table(table, document.key, columns, found)
    return found


def _read_table(
    table: Sequence[Row], key: str, above: tuple[Column, ...], found: dict[int, TableRow]
) -> tuple[Column, ...]:
    """Add the data rows of `table` to `found`; the columns that hold at its end."""
    width = _width(table)
    columns = above if len(above) == width else ()
    last: TableRow | None = None
    at = 0
    while at < len(table):
        row = table[at]
        words = _words(row, key)
        if is_header(words):
            below = _header_rows(table, at, key, width)
            columns = _columns([row, *below], key, table[at + 1 + len(below) :], width)
            at, last = at + 1 + len(below), None
            continue
        if columns and not _is_numbering(words):
            last = _data_row(row, columns, last, key)
            found[row.cells[0].span.start] = last
        at += 1
    return columns


def _width(table: Sequence[Row]) -> int:
    """How many columns most of the table's full rows have."""
    counts = Counter(row.cells[-1].cell.col + row.cells[-1].cell.colspan for row in table if row.cells[-1].cell)
    most = max(counts.values())
    return max(width for width, count in counts.items() if 3 * count >= most)


def _words(row: Row, key: str) -> list[str]:
    return [cell_words(cell, key) for cell in row.filled]


def is_header(words: Sequence[str]) -> bool:
    """Whether the filled cells of a row name columns: two known roles at least, all short, none a bare number."""
    if len(words) < 2 or _NUMBERING.match(words[0]) or any(map(_is_no_title, words)):
        return False
    known = [role for w in words if (role := role_of(w))]
    named = set(known)
    return len(named) >= 2 and 2 * len(known) >= len(words) and not named.isdisjoint(_ABOUT)


def _is_no_title(words: str) -> bool:
    """Whether a header cannot hold a cell: it is a number, or a sentence."""
    figure = _FIGURE.match(words) is not None and YEAR.fullmatch(words) is None
    return figure or len(words.split()) > _MOST_HEADER_WORDS


def _is_numbering(words: Sequence[str]) -> bool:
    return len(words) >= 3 and all(map(_NUMBERING.match, words)) and len(set(words)) == len(words)


def _header_rows(table: Sequence[Row], at: int, key: str, width: int) -> list[Row]:
    """The rows right below the header at `at` that go on with it: sub-headings, or the numbers of the columns."""
    below: list[Row] = []
    squeezed = len(table[at].cells) < width
    gaps = {i for i, cell in enumerate(table[at].cells) if cell.span.start >= cell.span.end and i > 0}
    for row in table[at + 1 : at + 4]:
        words = _words(row, key)
        named = words and all(role_of(w) not in (None, "index") or YEAR.search(w) for w in words)
        filled = {i for i, cell in enumerate(row.cells) if cell.span.start < cell.span.end}
        split = bool(gaps & filled) and 0 not in filled and (named or all(_is_title(w) for w in words))
        sub = squeezed and len(words) > 1 and (named or _is_sub_header(row, words, width)) or split
        if not (sub or _is_numbering(words)):
            break
        below.append(row)
    return below


def _is_sub_header(row: Row, words: Sequence[str], width: int) -> bool:
    """A row of short titles that is not as wide as the table, and opens with no index."""
    return all(map(_is_title, words)) and len(row.cells) < width and not _INDEX_CELL.match(words[0])


def _is_title(words: str) -> bool:
    return len(words.split()) <= 8 and not _DIGIT.search(words)


def _columns(header: Sequence[Row], key: str, below: Sequence[Row], width: int) -> tuple[Column, ...]:
    named = [row for row in header if not _is_numbering(_words(row, key))]
    titles = _shifted(_spread(named, key, width), key, below, width)
    samples = [[cell_words(c, key) if c else "" for c in _placed(row, width, key)] for row in below[:_SAMPLE]]
    return settled([read_column(cells, key) for cells in titles], samples)


def _spread(header: Sequence[Row], key: str, width: int) -> list[tuple[Placed, ...]]:
    """The header cells over each column. A reader that knows no merged cells leaves sub-headings without their place:
    they are shared out among the headings that can have some."""
    top = header[0].cells
    placed = any(c.cell and c.cell.colspan > 1 for c in top) or len(header) == 1
    if not placed and len(top) < width:
        return _shared_out(top, header[1].cells, key, width)
    last = max(c.cell.col + c.cell.colspan for row in header for c in row.cells if c.cell)
    over = [
        tuple(c for row in header for c in row.cells if c.cell and c.cell.col <= i < c.cell.col + c.cell.colspan)
        for i in range(last)
    ]
    return _stretched(over)


def _stretched(over: Sequence[tuple[Placed, ...]]) -> list[tuple[Placed, ...]]:
    """With an empty heading above a filled one taken from the left: a merged cell that was written out."""
    out: list[tuple[Placed, ...]] = []
    for cells in over:
        blank = [c.span.start >= c.span.end for c in cells]
        if len(cells) > 1 and blank[0] and not blank[-1] and out:
            cells = (out[-1][0], *cells[1:])
        out.append(tuple(c for c in cells if c.span.start < c.span.end) or cells[:1])
    return out


def _shared_out(top: Sequence[Placed], sub: Sequence[Placed], key: str, width: int) -> list[tuple[Placed, ...]]:
    named = [cell for cell in sub if cell.span.start < cell.span.end]
    parents = len(top) + len(named) - width
    groups = _groups(named, parents, key) if 0 < parents <= len(top) else []
    if not groups:
        return [(cell,) for cell in top]
    chosen = dict(zip(_likely_parents(top, named, key, parents), groups, strict=True))
    return [
        over
        for i, cell in enumerate(top)
        for over in ([(cell, below) for below in chosen[i]] if i in chosen else [(cell,)])
    ]


def _groups(sub: Sequence[Placed], parents: int, key: str) -> list[Sequence[Placed]]:
    """The sub-headings of each heading: as many for each, or parted where years begin or end; empty if neither fits."""
    each, uneven = divmod(len(sub), parents)
    cuts = [i * each for i in range(1, parents)]
    if uneven:
        dated = [YEAR.search(cell_words(cell, key)) is not None for cell in sub]
        cuts = [i for i in range(1, len(sub)) if dated[i] != dated[i - 1]]
    if len(cuts) != parents - 1:
        return []
    return [sub[a:b] for a, b in zip([0, *cuts], [*cuts, len(sub)], strict=True)]


def _likely_parents(top: Sequence[Placed], sub: Sequence[Placed], key: str, count: int) -> list[int]:
    """The headings that the sub-headings belong to: never an index or a unit; the widest periods for years."""
    years = all(YEAR.search(cell_words(cell, key)) for cell in sub)

    def rank(i: int) -> tuple[int, int]:
        words = cell_words(top[i], key)
        if role_of(words) in ("index", "unit", "note", "indicator", "task", "subject", "lead", "support"):
            return (3, i)
        m = YEAR.search(words)
        return (0 if m and bool(m["z"]) == years else 1 if m or not years else 2, i)

    return sorted(sorted(range(len(top)), key=rank)[:count])


def _shifted(titles: list[tuple[Placed, ...]], key: str, below: Sequence[Row], width: int) -> list[tuple[Placed, ...]]:
    """With an unnamed column put first where the rows have one more cell than the header, an index."""
    opens = [cell_words(row.cells[0], key) for row in below[:6] if len(row.cells) == width]
    if len(titles) == width - 1 and opens and all(_INDEX_CELL.match(w) for w in opens):
        return [(), *titles]
    return titles


def _data_row(row: Row, columns: tuple[Column, ...], above: TableRow | None, key: str) -> TableRow:
    """The row's cells under `columns`, those that it lacks taken from the row above."""
    placed = _placed(row, len(columns), key)
    cells: list[Placed | None] = []
    merged: list[bool] = []
    for i, cell in enumerate(placed):
        taken = cell is None and above is not None and len(row.cells) > 2
        cells.append(above.cells[i] if taken and above is not None else cell)
        merged.append(taken)
    return TableRow(row, columns, tuple(cells), tuple(merged))


def _placed(row: Row, width: int, key: str) -> list[Placed | None]:
    """Each column's own cell of the row; None where there is none. Without places, a row that opens with an index has
    its missing cells at the end, any other at its start."""
    by_col = {c.cell.col: c for c in row.cells if c.cell is not None}
    if max(by_col) >= len(by_col) or len(by_col) >= width:
        return [by_col.get(i) for i in range(width)]
    missing: list[Placed | None] = [None] * (width - len(by_col))
    if len(row.cells) <= 2 or _INDEX_CELL.match(cell_words(row.cells[0], key)):
        return [*row.cells, *missing]
    return [*missing, *row.cells]
