"""A plan, its records, scores and pictures in; its article on the page out: facts, tables, time line, notes, the text
with its outline, the pages.

Guarantees: every record has a row that leads to its place in the text, and back; every word of the plan is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from extractor.evaluate import Scores
from extractor.model import Cited, Due, Notice, Plan, Target, Task
from extractor.report import pictures, say
from extractor.report.frame import shown
from extractor.report.marking import marked, outline
from extractor.report.pictures import Picture, Pictures
from extractor.report.records import Listed
from extractor.report.tables import Cell, Column, Row, number_cell, section, table, words_cell
from extractor.report.timeline import count, timeline
from extractor.report.words import WORDS, Lang, Words

R = TypeVar("R")
_WIDTHS = {
    "number": "mark",
    "indicator": "wider",
    "action": "wider",
    "key": "wider",
    "mentions": "figure",
    "page_number": "figure",
}
_COLUMNS = {
    "target": ("number", "indicator", "value", "due", "bodies"),
    "task": ("number", "action", "lead", "support", "due"),
    "citation": ("number", "key", "relation", "mentions"),
    "warning": ("number", "message", "page_number"),
}


class Article:
    """Plan number `at` of a page, or the only one; `pages` are the pictures of its file."""

    def __init__(
        self, at: int, plan: Plan, records: Sequence[Listed], pages: Pictures, lang: Lang, *, alone: bool
    ) -> None:
        self.at, self.plan, self.records, self.pages, self.alone = at, plan, records, pages, alone
        self.lang, self.words = lang, WORDS[lang]

    def html(self, scores: Scores | None) -> str:
        at, words = self.at, self.words
        scored = scores_section(words["scores"], f"p{at}-scores", scores, words) if scores else ""
        return (
            f'<article class="plan" id="p{at}" aria-labelledby="p{at}-h" tabindex="-1">\n'
            f"{self._up()}"
            f'<h2 id="p{at}-h">{shown(say.title(self.plan))}</h2>\n{self._facts()}'
            f'<div class="both"><div class="records">\n{self._tables()}{self._notes()}{scored}</div>\n'
            f"{self._source()}</div></article>\n"
        )

    def _up(self) -> str:
        return "" if self.alone else f'<p class="up"><a href="#index">← {self.words["all_plans"]}</a></p>\n'

    def _facts(self) -> str:
        meta, source = self.plan.metadata, self.plan.source
        facts = {
            "issuer": meta.issuer,
            "issued": say.anchor(meta.issued, self.lang) if meta.issued else None,
            "signer": ", ".join(filter(None, (meta.signer, meta.signer_role))),
            "document": source.name,
            "pages": str(source.pages) if source.pages else None,
        }
        listed = "".join(
            f"<div><dt>{self.words[name]}</dt><dd>{shown(fact)}</dd></div>" for name, fact in facts.items() if fact
        )
        return f'<dl class="facts">{listed}</dl>\n'

    def _tables(self) -> str:
        words = self.words
        targets = self._table("target", "targets", [self._target(each, record) for each, record in self._of(Target)])
        tasks = self._table("task", "tasks", [self._task(each, record) for each, record in self._of(Task)])
        cited = self._table("citation", "citations", [self._cited(each, record) for each, record in self._of(Cited)])
        dues = timeline(self.records, words=words, lang=self.lang)
        times = section(f"p{self.at}-times", words["timeline"], count(self.records), dues, words)
        return f"{targets}{tasks}{times}{cited}"

    def _of(self, type: type[R]) -> list[tuple[Listed, R]]:
        return [(each, each.record) for each in self.records if isinstance(each.record, type)]

    def _table(self, kind: str, name: str, rows: Sequence[Row]) -> str:
        columns = [Column(self.words[column], _WIDTHS.get(column, "")) for column in _COLUMNS[kind]]
        inner = table(self.words[name], columns, rows, kind=name)
        return section(f"p{self.at}-{name}", self.words[name], len(rows), inner, self.words)

    def _target(self, each: Listed, target: Target) -> Row:
        value = target.value if isinstance(target.value, str) else target.value[0] if target.value else ""
        baseline = f"<small>{self.words['baseline']} {shown(target.baseline)}</small>" if target.baseline else ""
        return Row(
            (
                self._number(each),
                Cell(f"{shown(target.indicator)}{self._place(target, self.words.get(target.context, ''))}"),
                Cell(shown(say.value(target, self.lang)) + baseline, value, "value"),
                self._due(target.due, target.due_inherited),
                words_cell(say.names(target.bodies)),
            ),
            each.id,
        )

    def _task(self, each: Listed, task: Task) -> Row:
        inherited = any(e.field == "due" and e.inherited_from is not None for e in task.evidence)
        output = f"<small>{self.words['output']}: {shown(task.output)}</small>" if task.output else ""
        return Row(
            (
                self._number(each),
                Cell(f"{shown(task.action)}{output}{self._place(task)}"),
                words_cell(say.names(task.lead)),
                words_cell(say.names(task.support)),
                self._due(task.due, inherited),
            ),
            each.id,
        )

    def _cited(self, each: Listed, cited: Cited) -> Row:
        title = f"<small>{shown(cited.title)}</small>" if cited.title else ""
        return Row(
            (
                self._number(each),
                Cell(shown(" ".join(filter(None, (cited.kind, cited.key) if cited.number else (cited.key,)))) + title),
                words_cell(self.words[cited.relation] if cited.relation else "–"),
                number_cell(len(cited.mentions)),
            ),
            each.id,
        )

    def _number(self, each: Listed) -> Cell:
        order = each.label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if not each.spans:
            return Cell(each.label, order)
        said = f"{each.label}: {self.words['see']}"
        return Cell(f'<a class="go" href="#{each.id}m" aria-label="{said}">{each.label}</a>', order)

    def _place(self, record: Target | Task, more: str = "") -> str:
        page = self.words["page"].format(n=record.page) if record.page else ""
        return f"<small>{shown(' · '.join(filter(None, (record.path, page, more))))}</small>"

    def _due(self, due: Due | None, inherited: bool) -> Cell:
        if due is None:
            return Cell("–", "")
        note = f" ({self.words['inherited']})" if inherited else ""
        quote = f"<small>“{shown(due.text)}”{note}</small>"
        latest = due.latest.isoformat() if due.latest else f"9999 {due.anchor or due.every}"
        return Cell(f"{shown(say.due(due, self.lang))}{quote}", latest)

    def _notes(self) -> str:
        """Warnings, and the text set aside."""
        words, plan = self.words, self.plan
        warnings = self._table(
            "warning", "warnings", [self._warning(each, record) for each, record in self._of(Notice)]
        )
        rows = [Row((words_cell(each.reason), words_cell(each.text), number_cell(each.page))) for each in plan.unread]
        columns = [Column(words["reason"], "wider"), Column(words["words"]), Column(words["page_number"], "figure")]
        aside = f"<details><summary>{words['unread']}</summary>{table(words['unread'], columns, rows)}</details>"
        return warnings + (section(f"p{self.at}-unread", words["unread"], len(rows), aside, words) if rows else "")

    def _warning(self, each: Listed, notice: Notice) -> Row:
        quote = (
            f"<small>“{shown(self.plan.text[notice.span.start : notice.span.end][:200])}”</small>"
            if notice.span
            else ""
        )
        message = f"{shown(notice.message)}{quote}<small>{shown(notice.code)}</small>"
        return Row((self._number(each), Cell(message), number_cell(notice.page)), each.id)

    def _source(self) -> str:
        """The outline, the text and the pages."""
        at, words = self.at, self.words
        legend = "".join(
            f'<mark class="{kind}">{words[name]}</mark> '
            for kind, name in (("t", "target"), ("k", "task"), ("d", "dues"), ("b", "bodies_seen"), ("c", "citation"))
        )
        units = outline(at, self.plan)
        contents = f'<nav aria-label="{words["outline"]}">{units}</nav>' if units else f"<p>{words['none']}</p>"
        text = marked(at, self.plan, self.records, words)
        return (
            f'<section class="source" id="p{at}-source" aria-labelledby="p{at}-source-h">'
            f'<h3 id="p{at}-source-h">{words["text"]}</h3>\n'
            f'<p class="legend"><span class="unseen">{words["legend"]}: </span>{legend}</p>\n'
            f'<details class="outline"><summary>{words["outline"]}</summary>{contents}</details>\n'
            f'<button type="button" class="back" hidden></button>\n'
            f'<div class="text" role="region" tabindex="0" aria-labelledby="p{at}-source-h">\n{text}</div>\n'
            f"{self._pages()}</section>\n"
        )

    def _pages(self) -> str:
        figures = "".join(map(self._figure, self.pages.pages))
        return f"{figures}{self._left_out()}"

    def _left_out(self) -> str:
        left = self.pages.left_out
        if not left:
            return ""
        said = self.words["pictures_left"].format(
            n=len(left),
            pages=", ".join(map(str, left)),
            most=pictures.MOST_PAGES,
            size=pictures.MOST_BYTES // 1_000_000,
        )
        return f'<p class="left-out">{said}</p>\n'

    def _figure(self, picture: Picture) -> str:
        """A page with a frame around each block that holds a record."""
        at, words = self.at, self.words
        label = f"{words['page_picture']}, {words['page'].format(n=picture.page)}"
        whole = f'<button type="button" class="whole" hidden>{words["whole_page"]}</button>'
        return (
            f'<figure class="sheet" id="p{at}-sheet-{picture.page}" data-page="{picture.page}">'
            f"<figcaption>{label} {whole}</figcaption>"
            f'<svg viewBox="0 0 {picture.width:.0f} {picture.height:.0f}" role="img" aria-label="{label}">'
            f'<image width="{picture.width:.1f}" height="{picture.height:.1f}" href="{picture.source}"/>'
            f"{self._frames(picture.page)}</svg></figure>\n"
        )

    def _frames(self, number: int) -> str:
        blocks = [block for block in self.plan.blocks if block.page == number and block.box]
        parts: list[str] = []
        for each in self.records:
            for block in blocks:
                if block.box and any(block.span.overlaps(span) for span in each.spans):
                    left, top, right, bottom = block.box
                    parts.append(
                        f'<rect data-of="{each.id}" x="{left - 2:.1f}" y="{top - 2:.1f}" '
                        f'width="{right - left + 4:.1f}" height="{bottom - top + 4:.1f}" rx="2"/>'
                    )
        return "".join(parts)


def scores_section(title: str, id: str, scores: Scores, words: Words) -> str:
    rows = [
        Row((words_cell(name), *(_percent(rate) for rate in (counts.precision, counts.recall, counts.f1))))
        for name, counts in scores.counts.items()
    ]
    columns = [Column(words[name]) for name in ("metric", "precision", "recall", "f1")]
    folded = f"<details><summary>{title}</summary>{table(title, columns, rows, kind='scores')}</details>\n"
    return f'<section id="{id}" aria-labelledby="{id}-h"><h3 id="{id}-h">{title}</h3>\n{folded}</section>\n'


def _percent(share: float | None) -> Cell:
    if share is None:
        return Cell("–", "", "number")
    return Cell(f"{100 * share:.1f} %", f"{share:.6f}", "number")
