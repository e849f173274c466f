"""A Comparison in, one XLSX workbook out: the matrix of indicators by plans, and what stands behind it.

Sheets: the matrix (a row for each indicator and year, a column for each plan, the baseline first and in view; number,
words of the deadline, judgement as word and colour); every cell of it with its reason, its link and the plan's own
words; the coverage of each plan; tasks by body; notes that say what was compared and what the judgements mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import regex

from extractor import provinces
from extractor.compare.align import due_year
from extractor.compare.assignments import assignments
from extractor.compare.comparison import Cell, Comparison
from extractor.compare.frames import coverage
from extractor.compare.judge import shown
from extractor.compare.words import JUDGEMENTS, Lang, link_reason, reason
from extractor.export.book import FILLS, Book, Column, Shaded, Share, add_notes, add_sheet, workbook
from extractor.export.comparison_words import CHANGES, HEADINGS, MEANINGS, SHEETS, TEXTS
from extractor.model import Target

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = regex.compile(r"^([^\d]*)(\d+)(?:\.(\d+))?(?:(–)(\d+)(?:\.(\d+))?)?(?![\d/])")


def comparison_workbook(comparison: Comparison, *, lang: Lang = "vi") -> bytes:
    """The file's bytes; the same plans give the same bytes."""

    def fill(book: Book) -> None:
        names, heads = SHEETS[lang], HEADINGS[lang]
        _matrix(book, comparison, lang)
        add_sheet(book, names["cells"], _columns(heads["cells"]), _details(comparison, lang), frozen=1)
        if comparison.baseline is not None:
            add_sheet(book, names["coverage"], _columns(heads["coverage"]), _coverage(comparison), frozen=1)
        add_sheet(book, names["tasks"], _columns(heads["tasks"]), _tasks(comparison, lang), frozen=1)
        add_notes(book, names["notes"], _notes(comparison, lang), widths=(26, 46, 22, 16, 26))

    return workbook(fill)


def changes_workbook(frame: pd.DataFrame, *, lang: Lang = "vi") -> bytes:
    """The changes between two versions of one plan as a workbook of one sheet."""

    def row(change: Any) -> list[object]:
        kinds = [CHANGES[lang].get(kind, kind) for kind in change["change"].split(", ")]
        shade = next((FILL_OF[kind] for kind in change["change"].split(", ") if kind in FILL_OF), "own")
        words = [change["new_wording"] or change["old_wording"], change["was"], change["now"]]
        return [Shaded(", ".join(kinds), shade), *words, change["old_wording"], change["new_wording"]]

    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    columns = _columns(HEADINGS[lang]["changes"])
    return workbook(lambda book: add_sheet(book, SHEETS[lang]["changes"], columns, map(row, records), frozen=1))


FILL_OF = {
    "added": "stronger", "removed": "missing", "raised": "stronger", "lowered": "weaker", "redefined": "not-comparable",
    "postponed": "later", "brought-forward": "earlier",
}  # fmt: skip
"""The judgement in whose colour a change stands."""


def spoken(number: str, lang: Lang) -> str:
    """A number as `judge.shown` gives it, written as people of that language do: "≥ 1500.5 tấn" → "≥ 1.500,5 tấn"."""
    point, comma = (",", ".") if lang == "vi" else (".", ",")

    def write(match: regex.Match[str]) -> str:
        before, whole, part, dash, whole_to, part_to = match.groups()
        ends = [f"{int(n):,}".replace(",", comma) + (point + p if p else "") for n, p in ((whole, part),)]
        ends += [f"{int(whole_to):,}".replace(",", comma) + (point + part_to if part_to else "")] if dash else []
        return before + "–".join(ends)

    return _NUMBER.sub(write, number)


def _columns(headings: Sequence[tuple[str, float]]) -> list[Column]:
    return [Column(heading, width) for heading, width in headings]


# ── the matrix ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(book: Book, comparison: Comparison, lang: Lang) -> None:
    """Rows that several plans share or the baseline sets first, then those of one plan alone."""
    plans = sorted(range(len(comparison.plans)), key=lambda at: at != comparison.baseline)
    judged = comparison.baseline is not None
    fixed = [("Chỉ tiêu", 48), ("Năm", 7)] if lang == "vi" else [("Indicator", 48), ("Year", 7)]
    fixed_columns = _columns(fixed)
    named = [comparison.names[at] for at in plans]
    if judged:
        named[0] = f"{named[0]} {TEXTS[lang]['baseline']}"
    columns = [*fixed_columns, *(Column(name, 24) for name in named), Column(TEXTS[lang]["held"], 10)]
    groups = sorted(comparison.rows.items(), key=lambda group: not comparison.compares(group[1]))
    rows = (_matrix_row(comparison, key, cells, plans, lang) for key, cells in groups)
    add_sheet(book, SHEETS[lang]["matrix"], columns, rows, frozen=2 + judged)


def _matrix_row(
    comparison: Comparison, key: tuple[int, str], cells: Sequence[Cell], plans: Sequence[int], lang: Lang
) -> list[object]:
    cluster, year = key
    held = len({cell.plan for cell in cells if cell.member is not None})
    by_plan = [_matrix_cell(comparison, [cell for cell in cells if cell.plan == at], lang) for at in plans]
    return [comparison.indicator(cluster), int(year) if year else None, *by_plan, held]


def _matrix_cell(comparison: Comparison, cells: Sequence[Cell], lang: Lang) -> Shaded | None:
    """All that a plan says in one row; the colour is that of its first judgement. None where it says nothing."""
    if not cells:
        return None
    words = dict.fromkeys(_said(comparison, cell, lang) for cell in cells)
    return Shaded("\n".join(words), cells[0].verdict.judgement if cells[0].verdict else "own")


def _said(comparison: Comparison, cell: Cell, lang: Lang) -> str:
    """ "70 % (đến năm 2025)" and below it "cao hơn": number, words of the deadline, judgement."""
    verdict = _judgement(cell, lang)
    if cell.member is None:
        return verdict or ""
    target = comparison.target(cell.member)
    number = spoken(shown(target), lang) or TEXTS[lang]["no number"]
    due = f" ({target.due.text})" if target.due and target.due.text else ""
    return f"{number}{due}" + (f"\n{verdict}" if verdict else "")


def _judgement(cell: Cell, lang: Lang) -> str | None:
    return JUDGEMENTS[cell.verdict.judgement][lang == "en"] if cell.verdict else None


# ── what stands behind it ───────────────────────────────────────────────────────────────────────────────────────────


def _details(comparison: Comparison, lang: Lang) -> Iterator[list[object]]:
    for cell in comparison.cells:
        target = comparison.target(cell.member) if cell.member else None
        against = comparison.target(cell.against) if cell.against else None
        faced = against or target
        year = due_year(faced) if faced else ""
        head = [comparison.indicator(cell.cluster), int(year) if year else None, comparison.names[cell.plan]]
        yield [
            *head,
            *_own_words(target, lang),
            *_verdict(comparison, cell, against, lang),
            *_link(comparison, cell, lang),
        ]


def _own_words(target: Target | None, lang: Lang) -> list[object]:
    if target is None:
        return [None] * 6
    due = target.due
    number = spoken(shown(target), lang) or None
    return [target.indicator, number, due.text if due else None, due.latest if due else None, target.path, target.quote]


def _verdict(comparison: Comparison, cell: Cell, against: Target | None, lang: Lang) -> list[object]:
    """The baseline's number, the judgement in its colour, and the rule that decided."""
    theirs = spoken(shown(against), lang) if against else None
    if cell.verdict is None:
        own = comparison.baseline is not None and cell.plan != comparison.baseline
        return [theirs, Shaded(JUDGEMENTS["own"][lang == "en"], "own") if own else None, None]
    told = cell.verdict._replace(ours=spoken(cell.verdict.ours, lang), theirs=spoken(cell.verdict.theirs, lang))
    return [theirs, Shaded(_judgement(cell, lang), cell.verdict.judgement), reason(told, lang=lang)]


def _link(comparison: Comparison, cell: Cell, lang: Lang) -> list[object]:
    link = comparison.links.get(cell.member) if cell.member else None
    return [round(link.score, 3), link_reason(link, lang=lang)] if link else [None, None]


def _coverage(comparison: Comparison) -> Iterator[list[object]]:
    for row in coverage(comparison).to_dict("records"):
        share = row.pop("share")
        head = [row.pop("plan"), row.pop("asked"), row.pop("present")]
        yield [*head, Share(share) if share is not None else None, *row.values()]


def _tasks(comparison: Comparison, lang: Lang) -> Iterator[list[object]]:
    for row in assignments(comparison.plans):
        due = row.task.due
        when = [due.text if due else None, due.latest if due else None]
        said = [row.body, TEXTS[lang][row.role], row.name, row.task.action]
        yield [*said, *when, row.task.output, row.task.path, row.named, "; ".join(row.through) or None]


def _notes(comparison: Comparison, lang: Lang) -> Iterator[list[object]]:
    texts = TEXTS[lang]
    yield [Shaded(texts["plans compared"], "bold")]
    yield [Shaded(each, "head") for each in texts["plan columns"].split("|")]
    for at, plan in enumerate(comparison.plans):
        meta, place = plan.metadata, provinces.of(plan.metadata)
        name = comparison.names[at] + (f" {texts['baseline']}" if at == comparison.baseline else "")
        yield [name, plan.source.name, meta.number, meta.issued, place.now if place else None]
    yield []
    yield [Shaded(texts["judgements"], "bold")]
    for judgement in FILLS:
        yield [Shaded(JUDGEMENTS[judgement][lang == "en"], judgement), MEANINGS[lang][judgement]]
    yield []
    yield [Shaded(texts["to know"], "bold")]
    for line in texts["notes"].split("|"):
        yield [None, line]
