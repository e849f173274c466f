"""Rows in, HTML tables out that the script can sort and filter, and that a phone shows as cards.

A cell is HTML made of escaped words. Guarantees: columns have heads with a scope, tables a caption, and each cell its
column's name for the cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.report.frame import shown
from extractor.report.words import Words


class Cell(NamedTuple):
    """`sort` is what the column is sorted by, None where it is the words that are shown."""

    html: str
    sort: str | None = None
    kind: str = ""


class Row(NamedTuple):
    """`id` is the row's on the page, "" for none; the first cell of a row names it."""

    cells: Sequence[Cell]
    id: str = ""


def words_cell(text: str | None, *, kind: str = "") -> Cell:
    return Cell(shown(text or ""), None, kind)


def number_cell(figure: int | None, *, said: str | None = None) -> Cell:
    """A figure; it sorts by its size, None last."""
    return Cell(
        shown(said or ("–" if figure is None else str(figure))), "" if figure is None else str(figure), "number"
    )


class Column(NamedTuple):
    """`name` is what its head says; `width` is a class of base.css, "" for what is left over."""

    name: str
    width: str = ""


def table(caption: str, columns: Sequence[Column], rows: Sequence[Row], *, kind: str = "") -> str:
    """`columns` and `caption` are words of ours; columns that no row fills are left out."""
    kept = [at for at in range(len(columns)) if at == 0 or any(row.cells[at].html not in ("", "–") for row in rows)]
    columns = [columns[at] for at in kept]
    head = "".join(f'<th scope="col"{_attribute("class", column.width)}>{column.name}</th>' for column in columns)
    lines = "".join(_row(Row([row.cells[at] for at in kept], row.id), columns) for row in rows)
    return (
        f'<table class="list {kind}"><caption class="unseen">{caption}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody></table>\n"
    )


def section(id: str, title: str, count: int, inner: str, words: Words, *, level: int = 3) -> str:
    """A part of the report with its heading and how much it lists."""
    return (
        f'<section id="{id}" aria-labelledby="{id}-h"><h{level} id="{id}-h">{title} '
        f'<span class="count">{count}</span></h{level}>\n'
        f"{inner if count else f'''<p>{words['none']}</p>'''}</section>\n"
    )


def _row(row: Row, columns: Sequence[Column]) -> str:
    cells = "".join(
        _cell(cell, column.name, "th" if at == 0 else "td")
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    return f"<tr{_attribute('id', row.id)}>{cells}</tr>\n"


def _cell(cell: Cell, column: str, tag: str) -> str:
    attributes = (
        (' scope="row"' if tag == "th" else "")
        + _attribute("class", cell.kind)
        + (f' data-v="{shown(cell.sort)}"' if cell.sort is not None else "")
        + _attribute("data-h", column)
    )
    return f"<{tag}{attributes}>{cell.html}</{tag}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""
