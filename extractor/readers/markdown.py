"""Markdown marks off a line, and Markdown tables to rows of cells.

Two kinds of table are read: pipe tables (a row a line) and the form that crawlers leave, in which every cell stands on
lines of its own between lines that hold nothing but "|".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.strand import Strand, strand, stripped

_HEADING = compiled(r"\s{0,3}#{1,6}\s+")
_SIGNS = compiled(
    r"(?P<bullet>^\s*\*[ \t]+(?=[^*\s]))|(?P<quote>^\s{0,3}>\s?)"
    r"|(?=[*\\_<&])(?:(?P<stars>(?<!\d)\*+|\*+(?!\d))|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<under>(?<![\p{L}\p{N}_])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_]))"
    r"|(?P<break><br\s*/?>)|(?P<entity>&(?:[a-z]{2,8}|\#\d{2,6}|\#x[0-9a-f]{2,5});))",
    regex.IGNORECASE,
)
_TAG_BREAK = compiled(r"<br\s*/?>\s*", regex.IGNORECASE)
_ENDS_WITH_TAG = compiled(r"<br\s*/?>\s*$", regex.IGNORECASE)
_PIPE = compiled(r"(?<!\\)\|")
_RULE_ROW = compiled(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")
_INDEX = compiled(r"(?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)]?$|[-+*•]$")
_FIGURE = compiled(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+[,.]\d+|\d{4,}|0|-")
_WORDS = compiled(r"\p{L}{2}|\d%")
_INDEX_FIRST, _FIGURE_FIRST = -1.0, 0.6


class Line(NamedTuple):
    """A line of the file: `start` is its raw offset; the text is without its line break."""

    text: str
    start: int


def looks_like_markdown(lines: Sequence[Line]) -> bool:
    """Whether marks are meant as Markdown: headings, paired stars, or lone pipes."""
    signs = (line for line in lines if _has_mark(line.text) and _is_sign(line))
    return len(list(islice(signs, 2))) == 2


def _is_sign(line: Line) -> bool:
    text = line.text
    return is_heading(line) or text.strip() == "|" or text.count("**") >= 2 or is_row(line)


def unmark(line: Line, *, cell: bool = False) -> Strand:
    """The line without its marks and the blanks at its ends; a bullet star that nothing closes stays, and a ">" in a
    cell is a comparison."""
    text, start = line
    if not _has_mark(text):
        return stripped(text, start)
    heading = _HEADING.match(text)
    at = heading.end() if heading else 0
    lone = text.count("*") - 2 * text.count("**") == 1
    pieces: list[tuple[str, int]] = []
    for m in _SIGNS.finditer(text, at):
        kind = m.lastgroup
        if (kind == "bullet" and lone) or (kind == "quote" and cell):
            continue
        here, end = m.span()
        pieces.append((text[at:here], start + at))
        if kind == "entity":
            pieces.append((unescape(m[0]), start + here))
        if kind == "escape":
            pieces.append((m[0][1], start + here + 1))
        at = end if kind != "bullet" else here + m[0].index("*") + 1
    pieces.append((text[at:], start + at))
    return strand(pieces).stripped()


def _has_mark(text: str) -> bool:
    """Whether the text holds a sign that may be Markdown: most lines hold none."""
    return (
        "*" in text or "|" in text or "#" in text or "__" in text or "\\" in text or "<" in text or "&" in text
        or ">" in text
    )  # fmt: skip


def is_heading(line: Line) -> bool:
    return "#" in line.text and _HEADING.match(line.text) is not None


def is_emphasised(text: str) -> bool:
    """Whether the whole of `text` stands between stars."""
    bare = text.strip()
    return len(bare) > 4 and bare.startswith("**") and bare.endswith("**") and "**" not in bare[2:-2].strip("*")


def ends_with_break(line: Line) -> bool:
    return line.text.endswith(("  ", "\\"))


def ends_with_tag(line: Line) -> bool:
    """Whether "<br>" ends the line."""
    return ">" in line.text and _ENDS_WITH_TAG.search(line.text) is not None


def broken(lines: Iterable[Line]) -> list[Line]:
    """The lines, those that are no table rows cut behind each "<br>"."""
    return [piece for line in lines for piece in ([line] if is_row(line) else _at_breaks(line))]


def _at_breaks(line: Line) -> list[Line]:
    if "<" not in line.text:
        return [line]
    ends = [m.end() for m in _TAG_BREAK.finditer(line.text) if line.text[m.end() :].strip()]
    bounds = [0, *ends, len(line.text)]
    return [Line(line.text[a:b], line.start + a) for a, b in zip(bounds, bounds[1:], strict=False)]


def is_row(line: Line) -> bool:
    """Whether the line is a row of a pipe table."""
    return line.text.count("|") >= 2 and line.text.lstrip()[0] == "|"


def pipe_rows(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """The cells of consecutive pipe rows, each its lines ("<br>" ends one); the line of dashes below the header holds
    no cells."""
    return [[_at_breaks(cell) for cell in _split_row(line)] for line in lines if not _RULE_ROW.match(line.text)]


def _split_row(line: Line) -> list[Line]:
    bounds = [m.start() for m in _PIPE.finditer(line.text)]
    if line.text[bounds[-1] + 1 :].strip():
        bounds.append(len(line.text))
    return [Line(line.text[a + 1 : b], line.start + a + 1) for a, b in zip(bounds, bounds[1:], strict=False)]


def lone_rows(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """Rows of cells (each a list of lines) of a table written one cell a line between lone pipes.

    Row breaks are not written: two pipes in a row may close an empty cell or a row. The reading with the most even rows
    wins: rows as wide as the widest unbroken one, rows that open with an index ("1", "II", "-"), not with a figure.
    """
    cells, gaps = _tokens(lines)
    if not cells:
        return []
    width = _longest_chain(gaps)
    texts = [_bare(cell) for cell in cells]
    openings = [_opening(text, following) for text, following in zip(texts, [*texts[1:], ""], strict=True)]
    breaks = _best_breaks(openings, gaps, width)
    return _assemble(cells, gaps, breaks)


def _tokens(lines: Sequence[Line]) -> tuple[list[list[Line]], list[int]]:
    """The cells with words, and the number of pipes before each; a last entry counts the pipes that close."""
    cells: list[list[Line]] = []
    gaps: list[int] = [0]
    for line in lines:
        if line.text.strip() == "|":
            gaps[-1] += 1
        elif gaps[-1] or not cells:
            cells.append([line])
            gaps.append(0)
        else:
            cells[-1].append(line)
    return cells, gaps


def _bare(cell: list[Line]) -> str:
    return " ".join(line.text for line in cell).replace("*", "").strip() or "-"


def _opening(text: str, following: str) -> float:
    """How much dearer a row is for opening with a cell: an index before words saves, a figure ("169.559") or a dash
    for none costs."""
    if " " in text:
        return 0.0
    if _INDEX.match(text) and _WORDS.search(following):
        return _INDEX_FIRST
    return _FIGURE_FIRST if _FIGURE.fullmatch(text) else 0.0


def _longest_chain(gaps: Sequence[int]) -> int:
    longest = chain = 1
    for gap in gaps[1:-1]:
        chain = chain + 1 if gap == 1 else 1
        longest = max(longest, chain)
    return longest


class _Row(NamedTuple):
    """Cells `first` to `last` (included) with empty cells `lead` before and `trail` after them."""

    first: int
    last: int
    lead: int
    trail: int


class _Reading(NamedTuple):
    """The cheapest way to read the cells so far: what it costs, and its last row, None before the first."""

    cost: float
    row: _Row | None


def _best_breaks(openings: Sequence[float], gaps: Sequence[int], width: int) -> list[_Row]:
    """The cheapest division into rows; dynamic programming over (cells read, empty cells that lead the next row)."""
    count = len(openings)
    best: list[dict[int, _Reading]] = [{} for _ in range(count + 1)]
    best[0][max(0, gaps[0] - 1)] = _Reading(0.0, None)
    for first, leads in enumerate(best[:count]):
        for lead in sorted(lead for lead in leads if lead <= width):
            so_far = leads[lead].cost
            for row, after in _rows_from(first, lead, gaps, width):
                cost = so_far + _row_cost(row, gaps, openings, width)
                reached = best[row.last + 1]
                if after not in reached or cost < reached[after].cost:
                    reached[after] = _Reading(cost, row)
    return _trace(best) if best[count] else [_Row(i, i, 0, 0) for i in range(count)]


def _rows_from(first: int, lead: int, gaps: Sequence[int], width: int) -> list[tuple[_Row, int]]:
    """Every row that may start at cell `first`, with the empty cells it leaves to lead the next row."""
    rows: list[tuple[_Row, int]] = []
    size = lead + 1
    last = first
    while size <= width + 1:
        after = gaps[last + 1]
        if last + 2 == len(gaps):
            rows.append((_Row(first, last, lead, max(0, after - 1)), 0))
            break
        if after >= 2:
            spare = after - 2
            rows.extend((_Row(first, last, lead, trail), spare - trail) for trail in range(min(spare, width) + 1))
        size += after
        last += 1
    return rows


def _row_cost(row: _Row, gaps: Sequence[int], openings: Sequence[float], width: int) -> float:
    inner = sum(gaps[row.first + 1 : row.last + 1])
    size = row.lead + 1 + inner + row.trail
    empty = row.lead + row.trail + inner - (row.last - row.first)
    cost = 0.2 * empty + (0.3 if row.lead else 0.0)
    if size < width:
        cost += 1.2 if empty else 1.0 if size == 1 else 0.5
    elif size > width:
        cost += 6.0 * (size - width)
    return cost + (0.0 if row.lead else openings[row.first])


def _trace(best: Sequence[Mapping[int, _Reading]]) -> list[_Row]:
    """The rows of the cheapest reading, from the last back to the first."""
    rows: list[_Row] = []
    row = min(best[-1].values(), key=attrgetter("cost")).row
    while row is not None:
        rows.append(row)
        row = best[row.first][row.lead].row
    return rows[::-1]


def _assemble(cells: Sequence[list[Line]], gaps: Sequence[int], rows: Sequence[_Row]) -> list[list[list[Line]]]:
    table: list[list[list[Line]]] = []
    for row in rows:
        out: list[list[Line]] = [[] for _ in range(row.lead)]
        for i in range(row.first, row.last + 1):
            if i > row.first:
                out.extend([] for _ in range(gaps[i] - 1))
            out.append(cells[i])
        table.append(out + [[] for _ in range(row.trail)])
    return table
