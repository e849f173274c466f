"""What the columns of a table mean: each data row of a Document with its cells under columns that know their role.

`table_columns` serves tasks and targets alike: a row's cell for a role is `row.cell("lead")`; the columns of years are
`row.columns` with a `year`. Guarantees: header rows, also those repeated in the middle of a table, and rows that only
number the columns, are no data rows; a table that goes on without a header of its own has that of the table before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractor.model import Document, Placed, Span
from extractor.tables import Row, rows

ColumnRole = Literal[
    "index", "indicator", "task", "subject", "unit", "lead", "support", "due", "output", "value", "baseline", "budget",
    "note",
]  # fmt: skip

_BODY = r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|bộ\s+phận|địa\s+phương|cá\s+nhân)"
_TITLES: tuple[tuple[ColumnRole, str], ...] = (
    ("index", r"(?:stt|tt|số\s*tt|số\s+thứ\s+tự|no\.?|mã\s+số)\s*$|#$"),
    ("support", r"(?:[^|]{0,40}\s)?phối\s+hợp|(?:[^|]{0,30}\s)?tham\s+gia\s+thực\s+hiện"),
    ("note", r"ghi\s+chú|căn\s+cứ|lý\s+do"),
    ("lead", rf"{_BODY}(?:\s*[,/]\s*{_BODY})*\s+(?!tính|phối)\S+|(?:[^|]{{0,30}}\s)?chủ\s+trì|đầu\s+mối|phân\s+công|"
             r"trách\s+nhiệm|người\s+(?:phụ\s+trách|thực\s+hiện)|chủ\s+đầu\s+tư"),
    ("due", r"thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn\s+hoàn\s+thành|hoàn\s+thành(?:\s+trước)?$|lộ\s+trình$"),
    ("budget", r"(?:dự\s+kiến\s+|tổng\s+)?(?:kinh\s+phí|nguồn\s+(?:vốn|kinh\s+phí|lực)|vốn\s|mức\s+vốn|dự\s+toán)"),
    ("baseline", r"(?:ước\s+|đã\s+)?(?:thực\s+hiện|th)(?:\s|$)|ước|ưth|đánh\s+giá|hiện\s+trạng|"
                 r"năm\s+(?:gốc|hiện\s+hành)|kết\s+quả(?:\s+\S+){0,3}\s+(?:năm\s+)?20\d\d"),
    ("output", r"(?:dự\s+kiến\s+)?(?:sản\s+phẩm|kết\s+quả|đầu\s+ra|hình\s+thức\s+văn\s+bản)"),
    ("task", r"(?:[^|]{0,25}\s)?(?:nhiệm\s+vụ|công\s+việc|giải\s+pháp|đề\s+án|dự\s+án|hoạt\s+động)|"
             r"nội\s+dung\s+(?:thực\s+hiện|triển\s+khai|hoạt\s+động|chủ\s+yếu)"),
    ("value", r"(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|giai\s+đoạn|đến|dự\s+kiến)?"
              r"\s*(?:năm\s+|đến\s+)*20\d\d|(?:kế\s+hoạch|mục\s+tiêu|giá\s+trị|số\s+lượng|mức\s+(?:đạt|phấn\s+đấu))\b"),
    ("indicator", r"(?:tên\s+)?(?:các\s+)?(?:chỉ\s+tiêu|chỉ\s+số|tiêu\s+chí)"),
    ("unit", r"đvt|đơn\s+vị(?:\s+tính)?\s*$|đơn\s+vị\s*:"),
    ("subject", r"nội\s+dung|tên|hạng\s+mục|danh\s+mục|lĩnh\s+vực|mục\s+tiêu|chi\s+tiết|ngành"),
)  # fmt: skip
_ROLES = tuple((role, regex.compile(title, regex.IGNORECASE)) for role, title in _TITLES)
_YEAR = regex.compile(r"(?<!\d)(?P<y>20\d\d)(?:\s*-\s*(?P<z>20\d\d))?(?!\d)")
_NUMBERING = regex.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?$")
_INDEX_CELL = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])?\s*[.)]?$|[-+*]$")
_MOST_HEADER_WORDS = 14
_SUBJECTS: tuple[ColumnRole, ...] = ("indicator", "task", "subject")


@dataclass(frozen=True, slots=True)
class Column:
    """`role` is None where the header says nothing known; `titles` are the header cells over it, from the top; `year`
    is the year or period that they name last, "2026" or "2026/2030"."""

    role: ColumnRole | None
    titles: tuple[Span, ...]
    year: str | None = None


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
        return next((cell for _, cell in self.at(*roles)), None)

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
        if is_header(row, key):
            below = _header_rows(table, at, key, width)
            columns = _columns([row, *below], key, table[at + 1 + len(below) :], width)
            at, last = at + 1 + len(below), None
            continue
        if columns and not _is_numbering(row, key):
            last = _data_row(row, columns, last, key)
            found[row.cells[0].span.start] = last
        at += 1
    return columns


def _width(table: Sequence[Row]) -> int:
    """How many columns most of the table's full rows have."""
    counts = Counter(row.cells[-1].cell.col + row.cells[-1].cell.colspan for row in table if row.cells[-1].cell)
    most = max(counts.values())
    return max(width for width, count in counts.items() if 3 * count >= most)


def is_header(row: Row, key: str) -> bool:
    """Whether the row names columns: two known roles at least, all its cells short, none a bare number."""
    words = [_words(cell, key) for cell in row.filled]
    if len(words) < 2 or any(len(w.split()) > _MOST_HEADER_WORDS or _is_figure(w) for w in words):
        return False
    roles = [_role(w) for w in words]
    named = {role for role in roles if role}
    return len(named) >= 2 and sum(role is not None for role in roles) * 2 >= len(roles) and _is_title_row(words, named)


def _is_title_row(words: Sequence[str], named: set[ColumnRole]) -> bool:
    """A header names what its rows are about; "1 | Nội dung … | Sở Y tế" is a row."""
    about: set[ColumnRole] = {"index", "indicator", "task", "subject", "unit"}
    return bool(named & about) and not _NUMBERING.match(words[0])


def _is_figure(words: str) -> bool:
    return bool(regex.match(r"[\d.,%\s-]+$", words)) and not _YEAR.fullmatch(words)


def _words(cell: Placed, key: str) -> str:
    return " ".join(key[cell.span.start : cell.span.end].strip(" *:").split())


def _role(words: str) -> ColumnRole | None:
    return next((role for role, pattern in _ROLES if pattern.match(words)), None)


def _is_numbering(row: Row, key: str) -> bool:
    words = [_words(cell, key) for cell in row.filled]
    return len(words) >= 3 and all(_NUMBERING.match(w) for w in words) and len(set(words)) == len(words)


def _header_rows(table: Sequence[Row], at: int, key: str, width: int) -> list[Row]:
    """The rows right below the header at `at` that go on with it: sub-headings, or the numbers of the columns."""
    below: list[Row] = []
    squeezed = len(table[at].cells) < width
    for row in table[at + 1 : at + 4]:
        words = [_words(cell, key) for cell in row.filled]
        named = words and all(_role(w) not in (None, "index") or _YEAR.search(w) for w in words)
        sub = squeezed and len(words) > 1 and (named or _is_sub_header(row, words, width))
        if not (sub or _is_numbering(row, key)):
            break
        below.append(row)
    return below


def _is_sub_header(row: Row, words: Sequence[str], width: int) -> bool:
    """A row of short titles that is not as wide as the table, and opens with no index."""
    short = all(len(w.split()) <= 8 and not regex.search(r"\d", w) for w in words)
    return short and len(row.cells) < width and not _INDEX_CELL.match(words[0])


def _columns(header: Sequence[Row], key: str, below: Sequence[Row], width: int) -> tuple[Column, ...]:
    named = [row for row in header if not _is_numbering(row, key)]
    titles = _shifted(_spread(named, key, width), key, below, width)
    columns = [_column(cells, key) for cells in titles]
    return tuple(_settled(columns))


def _spread(header: Sequence[Row], key: str, width: int) -> list[tuple[Placed, ...]]:
    """The header cells over each column. A reader that knows no merged cells leaves sub-headings without their place:
    they are shared out among the headings that can have some."""
    top = header[0].cells
    placed = any(c.cell and c.cell.colspan > 1 for c in top) or len(header) == 1
    if not placed and len(top) < width:
        return _shared_out(top, header[1].cells, key, width)
    last = max(c.cell.col + c.cell.colspan for row in header for c in row.cells if c.cell)
    return [
        tuple(c for row in header for c in row.cells if c.cell and c.cell.col <= i < c.cell.col + c.cell.colspan)
        for i in range(last)
    ]


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
        dated = [_YEAR.search(_words(cell, key)) is not None for cell in sub]
        cuts = [i for i in range(1, len(sub)) if dated[i] != dated[i - 1]]
    if len(cuts) != parents - 1:
        return []
    return [sub[a:b] for a, b in zip([0, *cuts], [*cuts, len(sub)], strict=True)]


def _likely_parents(top: Sequence[Placed], sub: Sequence[Placed], key: str, count: int) -> list[int]:
    """The headings that the sub-headings belong to: never an index or a unit; the widest periods for years."""
    years = all(_YEAR.search(_words(cell, key)) for cell in sub)

    def rank(i: int) -> tuple[int, int]:
        words = _words(top[i], key)
        if _role(words) in ("index", "unit", "note", "indicator", "task", "subject", "lead", "support"):
            return (3, i)
        m = _YEAR.search(words)
        return (0 if m and bool(m["z"]) == years else 1 if m or not years else 2, i)

    return sorted(sorted(range(len(top)), key=rank)[:count])


def _shifted(titles: list[tuple[Placed, ...]], key: str, below: Sequence[Row], width: int) -> list[tuple[Placed, ...]]:
    """With an unnamed column put first where the rows have one more cell than the header, an index."""
    opens = [_words(row.cells[0], key) for row in below[:6] if len(row.cells) == width]
    if len(titles) == width - 1 and opens and all(_INDEX_CELL.match(w) for w in opens):
        return [(), *titles]
    return titles


def _column(cells: tuple[Placed, ...], key: str) -> Column:
    """A column's role is that of its lowest heading that has one; a year may stand in either."""
    words = [_words(cell, key) for cell in cells]
    years = [m for w in words for m in _YEAR.finditer(w)]
    roles = [role for w in reversed(words) if (role := _role(w)) is not None]
    telling = [role for role in roles if role != "value"] or roles
    year = (f"{years[-1]['y']}/{years[-1]['z']}" if years[-1]["z"] else years[-1]["y"]) if years else None
    return Column(telling[0] if telling else None, tuple(cell.span for cell in cells), year)


def _settled(columns: Sequence[Column]) -> Iterator[Column]:
    """The roles that only the whole header tells: "Sản phẩm" as the subject, "Kết quả" as an indicator's value."""
    roles = [column.role for column in columns]
    subject = any(role in _SUBJECTS for role in roles)
    tasks = "task" in roles or "lead" in roles and "indicator" not in roles
    for i, column in enumerate(columns):
        if column.role is None and not column.titles and i == 0:
            yield replace(column, role="index")
        elif column.role == "output" and not subject:
            yield replace(column, role="subject")
            subject = True
        elif column.role == "output" and "indicator" in roles and not tasks:
            yield replace(column, role="value")
        else:
            yield column


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
    if len(row.cells) <= 2 or _INDEX_CELL.match(_words(row.cells[0], key)):
        return [*row.cells, *missing]
    return [*missing, *row.cells]
