"""Plans and their scores in, one HTML page out that needs nothing else: targets, tasks and citations of each plan.

Guarantees: every word that comes from a document is escaped; the same plans give the same bytes; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import PurePath

from extractor.evaluate import Scores, total
from extractor.model import Body, Due, Plan, Target
from extractor.report.words import WORDS, Lang

SIGNS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", "range": ""}
STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 3rem; } h3 { font-size: 1rem; margin-bottom: .3rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { white-space: nowrap; } td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.quote { opacity: .75; min-width: 16rem; } small { opacity: .75; display: block; }
nav li, ul.flat li { margin: .15rem 0; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; }
"""

Words = Mapping[str, str]


def html(plans: Sequence[Plan], scores: Sequence[Scores] = (), *, lang: Lang = "vi") -> str:
    """The page; `scores` are shown with the plan of the document that they name (with or without its suffix)."""
    words = WORDS[lang]
    by_stem = {PurePath(each.document).stem: each for each in scores}
    contents = "".join(f'<li><a href="#p{at}">{escape(_title(plan))}</a></li>' for at, plan in enumerate(plans))
    overall = _scores(words["all"], total(scores), words) if len(scores) > 1 else ""
    sections = [_plan(at, plan, by_stem.get(PurePath(plan.source.name).stem), words) for at, plan in enumerate(plans)]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words['report']}</title>\n<style>{STYLE}</style></head>\n<body>\n<h1>{words['report']}</h1>\n"
        f'<nav aria-label="{words["plans"]}"><ol>{contents}</ol></nav>\n{overall}{"".join(sections)}</body>\n</html>\n'
    )


def _plan(at: int, plan: Plan, scores: Scores | None, words: Words) -> str:
    meta = plan.metadata
    facts = {"issuer": meta.issuer, "issued": meta.issued, "signer": meta.signer}
    listed = "".join(f"<dt>{words[name]}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items() if fact)
    return (
        f'<section id="p{at}">\n<h2>{escape(_title(plan))}</h2>\n<small>{escape(plan.source.name)}</small>\n'
        f"<dl>{listed}</dl>\n{_scores(words['scores'], scores, words) if scores else ''}"
        + _table(
            words["targets"], ("path", "indicator", "value", "due", "bodies", "quote"), _targets(plan, words), words
        )
        + _table(words["tasks"], ("path", "action", "lead", "support", "due", "output"), _tasks(plan, words), words)
        + _list(words["citations"], (cited.key for cited in plan.citations), words)
        + _list(words["warnings"], (warning.message for warning in plan.warnings), words)
        + "</section>\n"
    )


def _targets(plan: Plan, words: Words) -> Iterable[Sequence[str]]:
    for target in plan.targets:
        due = _due(target.due, words) + (f"<small>{words['inherited']}</small>" if target.due_inherited else "")
        yield (
            _cell(target.path), _cell(target.indicator), _cell(_value(target, words), "number"),
            f"<td>{due}</td>", _cell(_names(target.bodies)), _cell(target.quote, "quote"),
        )  # fmt: skip


def _tasks(plan: Plan, words: Words) -> Iterable[Sequence[str]]:
    for task in plan.tasks:
        yield (
            _cell(task.path), _cell(task.action), _cell(_names(task.lead)), _cell(_names(task.support)),
            f"<td>{_due(task.due, words)}</td>", _cell(task.output or ""),
        )  # fmt: skip


def _value(target: Target, words: Words) -> str:
    if target.value is None:
        return "–"
    value = target.value if isinstance(target.value, str) else "–".join(target.value)
    unit = target.unit or ""
    return f"{words[target.change]} {SIGNS[target.comparator or '=']}{value}{'' if unit.startswith('%') else ' '}{unit}"


def _due(due: Due | None, words: Words) -> str:
    """The deadline in the page's language over the words that state it; escaped."""
    if due is None:
        return ""
    parts = (
        words.get(due.relation or "", ""),
        words.get(due.anchor or "", due.anchor or ""),
        words.get(due.every or "", ""),
    )
    return f"{escape(' '.join(filter(None, parts)))}<small>“{escape(' '.join(due.text.split()))}”</small>"


def _names(bodies: Iterable[Body]) -> str:
    return "; ".join(body.name for body in bodies)


def _cell(text: str, kind: str = "") -> str:
    return f'<td{f""" class="{kind}" """.rstrip() if kind else ""}>{escape(" ".join(text.split()))}</td>'


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], words: Words) -> str:
    lines = [f"<tr>{''.join(row)}</tr>\n" for row in rows]
    if not lines:
        return f"<h3>{title}</h3>\n<p>{words['none']}</p>\n"
    head = "".join(f'<th scope="col">{words[column]}</th>' for column in columns)
    return (
        f"<h3>{title} ({len(lines)})</h3>\n"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>{"".join(lines)}</tbody></table></div>\n'
    )


def _list(title: str, items: Iterable[str], words: Words) -> str:
    lines = [f"<li>{escape(item)}</li>" for item in items]
    return f'<h3>{title} ({len(lines)})</h3>\n<ul class="flat">{"".join(lines)}</ul>\n' if lines else ""


def _scores(title: str, scores: Scores, words: Words) -> str:
    rows = [
        (_cell(name), *(_cell(_percent(rate), "number") for rate in (counts.precision, counts.recall, counts.f1)))
        for name, counts in scores.counts.items()
    ]
    return _table(title, ("metric", "precision", "recall", "f1"), rows, {**words, "f1": "F1"})


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _title(plan: Plan) -> str:
    meta = plan.metadata
    return " ".join(" ".join(filter(None, (meta.kind, meta.number, meta.title))).split()) or plan.source.name
