"""Plans, their scores and the pictures of their pages in, one HTML page out: each plan's text with its records marked,
its outline, tables of targets, tasks and citations, deadlines on a time line, warnings, text set aside.

Guarantees: as frame.py; every record of a plan has a row that leads to its place in the text, and back; without the
page's script everything is shown and linked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from extractor.evaluate import Scores, total
from extractor.model import Plan
from extractor.report import pictures, say
from extractor.report.article import Article, scores_section
from extractor.report.frame import page, shown
from extractor.report.pictures import Pictures
from extractor.report.records import Listed, listed
from extractor.report.tables import Cell, Column, Row, number_cell, section, table, words_cell
from extractor.report.words import WORDS, Lang, Words


def html(
    plans: Sequence[Plan],
    scores: Sequence[Scores] = (),
    *,
    lang: Lang = "vi",
    pages: Mapping[str, Pictures] | None = None,
) -> str:
    """The page; `scores` are shown with the plan of the document that they name (with or without its suffix), `pages`
    are pictures by the SHA-256 of the plan's file."""
    words = WORDS[lang]
    by_stem = {PurePath(each.document).stem: each for each in scores}
    of_plan = [listed(at, plan, words) for at, plan in enumerate(plans)]
    articles = [
        Article(
            at, plan, of_plan[at], (pages or {}).get(plan.source.sha256, pictures.NONE), lang, alone=len(plans) == 1
        ).html(by_stem.get(PurePath(plan.source.name).stem))
        for at, plan in enumerate(plans)
    ]
    overall = scores_section(words["all"], "all-scores", total(scores), words) if len(scores) > 1 else ""
    index = _index(plans, words) if len(plans) > 1 else ""
    body = (
        f'<header class="top"><h1>{words["report"]}</h1>\n{_filters(words)}</header>\n'
        f'<main id="main" tabindex="-1">\n<noscript><p>{words["no_script"]}</p></noscript>\n'
        f"{index}{overall}{''.join(articles)}</main>\n"
    )
    return page(words["report"], body, _data(plans, of_plan, words), lang=lang, parts=("plan",))


def _data(plans: Sequence[Plan], of_plan: Sequence[Sequence[Listed]], words: Words) -> dict[str, Any]:
    """What the script filters by: for each row its kind, bodies, year and whether it has a number."""
    needed = ("any", "shown", "in_text", "sort", "no_match", "back", "whole_page", "region")
    return {
        "words": {name: words[name] for name in needed},
        "rows": {
            each.id: {"kind": each.kind, "bodies": each.bodies, "year": each.year, "numbered": each.numbered}
            for records in of_plan
            for each in records
        },
        "plans": [say.title(plan) for plan in plans],
    }


def _filters(words: Words) -> str:
    kinds = "".join(
        f'<option value="{kind}">{words[name]}</option>'
        for kind, name in (("target", "targets"), ("task", "tasks"), ("citation", "citations"), ("warning", "warnings"))
    )
    some = f'<option value="">{words["any"]}</option>'
    numbered = (
        f'<option value="yes">{words["with_number"]}</option><option value="no">{words["without_number"]}</option>'
    )
    return (
        f'<form id="filters" role="search" aria-label="{words["filters"]}" hidden>'
        f'<label class="grow">{words["search"]} <input type="search" name="words" autocomplete="off"></label>'
        f'<label>{words["kind"]} <select name="kind">{some}{kinds}</select></label>'
        f'<label>{words["body"]} <select name="body">{some}</select></label>'
        f'<label>{words["year"]} <select name="year">{some}</select></label>'
        f'<label>{words["numbered"]} <select name="numbered">{some}{numbered}</select></label>'
        f'<button type="reset">{words["clear"]}</button>'
        f'<span class="found"><output id="count" aria-live="polite"></output>'
        f'<span id="hits" hidden><output id="places" aria-live="polite"></output> '
        f'<button type="button" data-hit="-1" aria-label="{words["previous"]}">↑</button>'
        f'<button type="button" data-hit="1" aria-label="{words["next"]}">↓</button></span></span></form>\n'
    )


def _index(plans: Sequence[Plan], words: Words) -> str:
    rows = [
        Row(
            (
                Cell(f'<a href="#p{at}">{shown(say.title(plan))}</a><small>{shown(plan.source.name)}</small>'),
                words_cell(plan.metadata.issuer),
                number_cell(len(plan.targets)),
                number_cell(len(plan.tasks)),
                number_cell(len(plan.citations)),
                number_cell(len(plan.warnings)),
            )
        )
        for at, plan in enumerate(plans)
    ]
    columns = [Column(words["title"], "wider"), Column(words["issuer"])]
    columns += [Column(words[name], "figure") for name in ("targets", "tasks", "citations", "warnings")]
    inner = table(words["plans"], columns, rows, kind="index")
    listed = section("plans", words["plans"], len(plans), inner, words, level=2)
    return f'<nav id="index" aria-label="{words["plans"]}">\n{listed}</nav>\n'
