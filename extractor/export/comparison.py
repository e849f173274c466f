"""A Comparison to a file: its form is told by the suffix, and a new one is a line of WRITERS.

XLSX is for people (see comparison_book.py). CSV has a byte order mark, so that spreadsheets read its Vietnamese; no
cell of it is read as a formula. Parquet holds the same table. JSON holds all: the plans, the coverage, the indicators
with their cells, and the tasks by body.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from extractor import provinces
from extractor.compare.comparison import BadComparison, Comparison
from extractor.compare.frames import coverage, matrix, rows, tasks_by_body
from extractor.compare.words import Lang
from extractor.export.comparison_book import changes_workbook, comparison_workbook
from extractor.export.files import harmless

T = TypeVar("T")

if TYPE_CHECKING:
    import pandas as pd


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark; a cell that a spreadsheet would run is led by an apostrophe."""
    safe = frame.map(harmless)
    return b"\xef\xbb\xbf" + str(safe.to_csv(index=False, lineterminator="\r\n")).encode()


def as_parquet(frame: pd.DataFrame) -> bytes:
    """The table as Parquet."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def as_json(comparison: Comparison, *, lang: Lang = "vi") -> bytes:
    """Everything, as JSON: what is empty is null."""
    cells: dict[int, list[dict[str, Any]]] = {number: [] for number in range(len(comparison.clusters))}
    for row in rows(comparison, lang=lang):
        cells[row.pop("cluster")].append({name: value for name, value in row.items() if name != "indicator"})
    whole: dict[str, Any] = {
        "baseline": comparison.names[comparison.baseline] if comparison.baseline is not None else None,
        "plans": [_plan(comparison, at) for at in range(len(comparison.plans))],
        "coverage": coverage(comparison).to_dict("records"),
        "indicators": [
            {"cluster": number, "indicator": comparison.indicator(number), "cells": own}
            for number, own in cells.items()
        ],
        "tasks_by_body": _records(tasks_by_body(comparison.plans)),
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_html(comparison: Comparison, *, lang: Lang = "vi") -> bytes:
    """A page for people."""
    from extractor.report.comparison import html

    return html(comparison, lang=lang).encode()


def _plan(comparison: Comparison, at: int) -> dict[str, Any]:
    plan, place = comparison.plans[at], provinces.of(comparison.plans[at].metadata)
    return {
        "name": comparison.names[at], "document": plan.source.name, "number": plan.metadata.number,
        "issued": plan.metadata.issued, "issuer": plan.metadata.issuer, "province": place.name if place else None,
        "province_now": place.now if place else None, "targets": len(plan.targets),
    }  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{k: v if v == v else None for k, v in row.items()} for row in frame.to_dict("records")]


def frame_as_json(frame: pd.DataFrame) -> bytes:
    """The rows of the table as JSON."""
    return orjson.dumps(_records(frame), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


FRAME_WRITERS: dict[str, Callable[[pd.DataFrame, Lang], bytes]] = {
    ".xlsx": lambda frame, lang: changes_workbook(frame, lang=lang),
    ".csv": lambda frame, lang: as_csv(frame),
    ".json": lambda frame, lang: frame_as_json(frame),
    ".parquet": lambda frame, lang: as_parquet(frame),
}
"""A table (the changes between two versions) to the bytes of a file, by the file's suffix."""
Writer = Callable[[Comparison, Lang], bytes]
WRITERS: dict[str, Writer] = {
    ".xlsx": lambda comparison, lang: comparison_workbook(comparison, lang=lang),
    ".csv": lambda comparison, lang: as_csv(matrix(comparison, lang=lang)),
    ".json": lambda comparison, lang: as_json(comparison, lang=lang),
    ".parquet": lambda comparison, lang: as_parquet(matrix(comparison, lang=lang)),
    ".html": lambda comparison, lang: as_html(comparison, lang=lang),
}
"""A comparison to the bytes of a file, by the file's suffix."""


def writer(out: Path) -> Writer:
    """What writes a file of that suffix. Raises BadComparison for one that nothing writes."""
    return _by_suffix(WRITERS, out)


def frame_writer(out: Path) -> Callable[[pd.DataFrame, Lang], bytes]:
    """What writes a table to a file of that suffix. Raises BadComparison for one that nothing writes."""
    return _by_suffix(FRAME_WRITERS, out)


def _by_suffix(writers: Mapping[str, T], out: Path) -> T:
    try:
        return writers[out.suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(writers))
        raise BadComparison(
            str(out), f"nothing writes {out.suffix or 'a file without a suffix'}", f"use {known}"
        ) from None
