"""A Comparison in, one HTML page out: a matrix of indicators by plans shaded by judgement, details of each on demand, a
picture of one indicator over the plans, how much of the baseline each plan takes up, tasks by body.

Guarantees: as frame.py; a judgement is told by a sign and a word, not by colour alone; what stands in one plan only is
listed too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from extractor.compare import JUDGEMENTS, Assignment, Comparison, assignments
from extractor.report import say
from extractor.report.frame import page, shown, visible
from extractor.report.matrix import SIGNS, Line, Said, detail, lines
from extractor.report.tables import Cell, Column, Row, number_cell, section, table, words_cell
from extractor.report.words import WORDS, Lang

_JUDGED = ("stronger", "equal", "weaker", "later", "earlier", "not-comparable", "missing", "own")


def html(comparison: Comparison, *, lang: Lang = "vi") -> str:
    """The page."""
    return _Page(comparison, lang).html()


class _Page:
    def __init__(self, comparison: Comparison, lang: Lang) -> None:
        self.comparison, self.lang, self.words = comparison, lang, WORDS[lang]
        self.baseline = comparison.baseline
        self.order = sorted(range(len(comparison.plans)), key=lambda at: at != self.baseline)
        rows = lines(comparison)
        self.shared = [line for line in rows if line.shared]
        self.alone = [line for line in rows if not line.shared]
        self.called = {name: both[lang != "vi"] for name, both in JUDGEMENTS.items()}

    def html(self) -> str:
        words = self.words
        body = (
            f'<header class="top"><h1>{words["comparison"]}</h1>\n{self._filters()}</header>\n'
            f'<main id="main" tabindex="-1">\n<noscript><p>{words["no_script"]}</p></noscript>\n'
            f"{self._plans()}{self._matrix()}{self._picture()}{self._alone()}{self._bodies()}</main>\n"
            f'<dialog id="details" aria-labelledby="details-h"><div class="bar"><h2 id="details-h" tabindex="-1"></h2>'
            f'<button type="button" class="close">{words["close"]}</button></div><div class="inner"></div></dialog>\n'
        )
        return page(words["comparison"], body, self._data(), lang=self.lang, parts=("comparison",))

    def _data(self) -> dict[str, Any]:
        needed = ("shown", "sort", "lead", "support", "due", "output", "quote", "why", "link", "score", "baseline_line")
        return {
            "words": {name: self.words[name] for name in needed},
            "judgements": {name: [SIGNS[name], word] for name, word in self.called.items()},
            "plans": [visible(name) for name in self.comparison.names],
            "baseline": self.baseline,
            "order": self.order,
            "lines": [
                {
                    "indicator": visible(line.indicator),
                    "year": line.year,
                    "said": [detail(self.comparison, said, self.lang) for said in line.said],
                }
                for line in self.shared
            ],
            **self._duties(),
        }

    def _filters(self) -> str:
        words = self.words
        judged = "".join(f'<option value="{name}">{SIGNS[name]} {self.called[name]}</option>' for name in _JUDGED)
        plans = "".join(
            f'<option value="{at}">{shown(self.comparison.names[at])}</option>'
            for at in self.order
            if at != self.baseline
        )
        years = sorted({line.year for line in self.shared if line.year})
        dated = "".join(f'<option value="{year}">{year}</option>' for year in years)
        some = f'<option value="">{words["any"]}</option>'
        judgement = (
            f'<label>{words["judgement"]} <select name="judgement">{some}{judged}</select></label>'
            if self.baseline is not None
            else ""
        )
        return (
            f'<form id="filters" role="search" aria-label="{words["filters"]}" hidden>'
            f'<label class="grow">{words["search"]} <input type="search" name="words" autocomplete="off"></label>'
            f'<label>{words["plan"]} <select name="plan">{some}{plans}</select></label>{judgement}'
            f'<label>{words["year"]} <select name="year">{some}{dated}</select></label>'
            f'<button type="reset">{words["clear"]}</button>'
            f'<span class="found"><output id="count" aria-live="polite"></output></span></form>\n'
        )

    def _plans(self) -> str:
        """Each plan with how much of the baseline it takes up, and its judgements counted."""
        words, comparison = self.words, self.comparison
        covered = {each.plan: each for each in comparison.coverage()}
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for line in (*self.shared, *self.alone):
            for said in line.said:
                counts[said.plan][said.judgement] += 1
        columns = [Column(words["plan"], "wider"), Column(words["targets"], "figure")]
        judged = () if self.baseline is None else _JUDGED
        if judged:
            columns.append(Column(words["coverage"], "share"))
        columns += [Column(f"{SIGNS[name]} {self.called[name]}", "figure") for name in judged]
        rows = []
        for at in self.order:
            plan, has = comparison.plans[at], covered.get(at)
            note = f" <small>{words['is_baseline']}</small>" if at == self.baseline else ""
            title = f"<small>{shown(say.title(plan))}</small>"
            share = [] if not judged else [_share(has.present, has.asked) if has else words_cell("")]
            judgements = [number_cell(counts[at][name]) if has else words_cell("") for name in judged]
            name = Cell(f"{shown(comparison.names[at])}{note}{title}")
            rows.append(Row([name, number_cell(len(plan.targets)), *share, *judgements]))
        inner = table(words["plans"], columns, rows, kind="coverage")
        return section("plans", words["plans"], len(rows), inner, words, level=2)

    def _matrix(self) -> str:
        words = self.words
        names = self.comparison.names
        head = (
            f'<th scope="col" class="what">{words["indicator"]}</th><th scope="col" class="when">{words["year"]}</th>'
        )
        head += "".join(
            f'<th scope="col" data-p="{at}"{_base(at == self.baseline)}>{shown(names[at])}'
            + (f"<small>{words['is_baseline']}</small>" if at == self.baseline else "")
            + "</th>"
            for at in self.order
        )
        rows = "".join(self._line(number, line) for number, line in enumerate(self.shared))
        legend = " ".join(
            f'<span class="j {name}">{SIGNS[name]} {self.called[name]}</span>' for name in _JUDGED
        ) if self.baseline is not None else ""  # fmt: skip
        inner = (
            f'<p class="legend">{legend} <span>{words["ask"]}</span></p>'
            f'<div class="wide matrix" role="region" tabindex="0" aria-label="{words["matrix"]}"><table>'
            f'<caption class="unseen">{words["matrix"]}</caption><thead><tr>{head}</tr></thead>\n'
            f"<tbody>{rows}</tbody></table></div>\n"
        )
        return section("matrix", words["matrix"], len(self.shared), inner, words, level=2)

    def _line(self, number: int, line: Line) -> str:
        by_plan: dict[int, list[Said]] = defaultdict(list)
        for said in line.said:
            by_plan[said.plan].append(said)
        cells = "".join(self._cell(at, by_plan.get(at, [])) for at in self.order)
        return (
            f'<tr data-line="{number}"><th scope="row" class="what"><button type="button" class="open">'
            f'{shown(line.indicator)}</button></th><td class="when">{line.year or "–"}</td>{cells}</tr>\n'
        )

    def _cell(self, at: int, said: Sequence[Said]) -> str:
        judgement = next((each.judgement for each in said if each.judgement), "")
        inner = "".join(
            f"<div>{self._sign(value, judged)}</div>"
            for value, judged in dict.fromkeys((self._value(each), each.judgement) for each in said)
        )
        kind = " ".join(filter(None, ("base" if at == self.baseline else "", judgement)))
        return f'<td data-p="{at}"{f""" class="{kind}" """.rstrip() if kind else ""}>{inner}</td>'

    def _value(self, said: Said) -> str:
        if said.target is None:
            return ""
        return say.value(said.target, self.lang) if said.target.value is not None else "✓"

    def _sign(self, value: str, judgement: str) -> str:
        if not judgement:
            return shown(value)
        sign = f'<span aria-hidden="true">{SIGNS[judgement]}</span> '
        word = f"<small>{self.called[judgement]}</small>"
        return f"{sign}{shown(value)}{word}" if value else f"<small>{sign}{self.called[judgement]}</small>"

    def _picture(self) -> str:
        """A place for the picture, and the choice of what it shows: indicators with numbers in two plans."""
        drawable = [
            (number, line)
            for number, line in enumerate(self.shared)
            if len({each.plan for each in line.said if each.target and each.target.value is not None}) > 1
        ]
        if not drawable:
            return ""
        words = self.words
        options = "".join(
            f'<option value="{number}">{shown(" ".join(filter(None, (line.indicator, line.year))))}</option>'
            for number, line in drawable
        )
        inner = (
            f'<p class="pick" hidden><label>{words["indicator"]} <select id="pick">{options}</select></label></p>'
            f'<figure id="picture" class="bars"></figure>\n'
        )
        return section("bars", words["picture"], len(drawable), inner, words, level=2)

    def _alone(self) -> str:
        """What stands in one plan only, plan by plan."""
        words = self.words
        by_plan = sorted(self.alone, key=lambda line: self.order.index(line.said[0].plan))
        parts = []
        for at, own in groupby(by_plan, key=lambda line: line.said[0].plan):
            listed = list(own)
            items = "".join(f"<li>{self._single(line)}</li>" for line in listed)
            parts.append(
                f"<details><summary>{shown(self.comparison.names[at])} "
                f'<span class="count">{len(listed)}</span></summary><ul>{items}</ul></details>\n'
            )
        return section("alone", words["alone"], len(self.alone), "".join(parts), words, level=2)

    def _single(self, line: Line) -> str:
        values = ", ".join(dict.fromkeys(self._value(said) for said in line.said if said.target))
        return f"{shown(line.indicator)}: <strong>{shown(values)}</strong> {line.year}"

    def _duties(self) -> dict[str, Any]:
        """Who leads and supports what: each task once, and by body the plan, role and task."""
        numbers: dict[tuple[int, str], int] = {}
        tasks: list[dict[str, str]] = []
        bodies: list[dict[str, Any]] = []
        for name, own in groupby(assignments(self.comparison.plans), key=lambda each: each.body):
            held = []
            for each in own:
                key = each.plan, each.task.id
                if key not in numbers:
                    numbers[key] = len(tasks)
                    tasks.append(self._duty(each))
                held.append([each.plan, int(each.role == "support"), numbers[key]])
            bodies.append({"name": visible(name), "held": held})
        return {"tasks": tasks, "bodies": bodies}

    def _duty(self, each: Assignment) -> dict[str, str]:
        task = each.task
        due = say.due(task.due, self.lang) if task.due else ""
        return {"action": visible(task.action), "due": due, "output": visible(task.output or "")}

    def _bodies(self) -> str:
        words = self.words
        columns = [Column(words["body"], "wider")]
        columns += [Column(words[name], "figure") for name in ("plans", "lead", "support")]
        rows = []
        for number, body in enumerate(self._duties()["bodies"]):
            roles = Counter(role for _, role, _ in body["held"])
            name = f'<button type="button" class="open" data-body="{number}">{shown(body["name"])}</button>'
            plans = number_cell(len({plan for plan, _, _ in body["held"]}))
            rows.append(Row((Cell(name), plans, number_cell(roles[0]), number_cell(roles[1]))))
        inner = table(words["by_body"], columns, rows, kind="bodies")
        return section("bodies", words["by_body"], len(rows), inner, words, level=2)


def _share(present: int, asked: int) -> Cell:
    """A bar with the share that it shows."""
    share = present / asked if asked else 0
    bar = (
        f'<svg class="cover" viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none"><rect class="all" '
        f'width="100" height="8"/><rect width="{100 * share:.1f}" height="8"/></svg>'
    )
    return Cell(f"{bar}{present}/{asked} ({100 * share:.0f} %)", f"{share:.4f}", "number")


def _base(is_baseline: bool) -> str:
    return ' class="base"' if is_baseline else ""
