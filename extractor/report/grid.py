"""A table of a plan in, an HTML table out that has the same cells in the same places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, pairwise

from extractor.model import Span, Table, TableCell

_WIDEST = 100
"""A table of more columns is shown as the paragraphs that its cells are."""


def can_be_drawn(table: Table, text: str) -> bool:
    """Whether the cells stand in the order of the text, row by row, leave no letter of it out, and are not too many."""
    cells = table.cells
    if not cells or any(cell.col + cell.colspan > _WIDEST or cell.rowspan > len(cells) for cell in cells):
        return False
    ordered = all((a.row, a.col) < (b.row, b.col) and a.span.end <= b.span.start for a, b in pairwise(cells))
    ends = [table.span.start, *(cell.span.end for cell in cells)]
    starts = [*(cell.span.start for cell in cells), table.span.end]
    between = (text[end:start].strip(" |\n\t") for end, start in zip(ends, starts, strict=True))
    return ordered and not any(between)


def drawn(table: Table, text: str, words: Callable[[Span], str]) -> str:
    """The table; `words` writes what a cell holds. Its first row heads the columns where it names each of them."""
    rows = [list(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
    heads = len(rows) > 2 and all(text[cell.span.start : cell.span.end].strip() for cell in rows[0])
    taken: set[tuple[int, int]] = set()
    parts = [_row(cells, taken, words, "th" if heads and at == 0 else "td") for at, cells in enumerate(rows)]
    return f"<table>{''.join(parts)}</table>"


def _row(cells: list[TableCell], taken: set[tuple[int, int]], words: Callable[[Span], str], tag: str) -> str:
    """One row; where the table has no cell and none reaches in from above, an empty one stands."""
    parts: list[str] = []
    at = 0
    for cell in cells:
        parts.append("<td></td>" * sum((cell.row, col) not in taken for col in range(at, cell.col)))
        parts.append(_cell(cell, words(cell.span), tag))
        taken.update((cell.row + down, cell.col + on) for down in range(cell.rowspan) for on in range(cell.colspan))
        at = cell.col + cell.colspan
    return f"<tr>{''.join(parts)}</tr>\n"


def _cell(cell: TableCell, words: str, tag: str) -> str:
    spread = {"rowspan": cell.rowspan, "colspan": cell.colspan}
    wide = "".join(f' {name}="{many}"' for name, many in spread.items() if many > 1)
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{wide}>{words}</{tag}>"
