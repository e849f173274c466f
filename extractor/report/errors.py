"""Results of an evaluation in, one HTML page out to browse the errors in: each document's text with what was missed,
spurious or wrong marked in it, and beside it the labelled record and the found one, field by field.

Guarantees: every word that comes from a document or a label is escaped; nothing is fetched, so the page works from a
mail attachment, and without its script everything is shown and linked; the same results give the same bytes. Every
result that is given is shown: of documents kept for checking the caller gives the scores alone.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from extractor.evaluate import LAYERS, Error, Result, Scores
from extractor.evaluate.claims import Claim
from extractor.evaluate.outcomes import Outcome
from extractor.evaluate.places import Letters, letters, locate
from extractor.evaluate.table import HEADLINES
from extractor.evaluate.worklist import Kind, with_outcomes
from extractor.model import Span
from extractor.report.errors_page import SCRIPT, STYLE
from extractor.report.errors_words import WORDS
from extractor.report.words import Lang

KINDS: tuple[Kind, ...] = ("missed", "spurious", "wrong")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An error with its number on the page and where it stands in the text, None where it does not."""

    number: int
    error: Error
    span: Span | None


def html(results: Sequence[Result], scores: Sequence[Scores] = (), *, lang: Lang = "vi") -> str:
    """The page; `scores` are those of all documents, also of such as are not shown."""
    words = WORDS[lang]
    documents = _documents(results)
    every = [shown.error for _, errors in documents for shown in errors]
    sections = (_document(at, result, errors, words) for at, (result, errors) in enumerate(documents))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words['page']}</title>\n<style>{STYLE}</style></head>\n<body>\n"
        f"<header><h1>{words['page']}</h1>\n{_filters(every, documents, words)}</header>\n"
        f"{_overview(documents, scores, words)}{''.join(sections)}<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _documents(results: Sequence[Result]) -> list[tuple[Result, list[_Shown]]]:
    """Each document with its errors, numbered over the page, in the order of the text; those without a place last."""
    made = []
    number = 0
    for result in results:
        text = letters(result.text)
        both = with_outcomes(result.document, result.outcomes)
        placed = [(error, _span(outcome, text)) for error, outcome in both]
        errors = []
        for error, span in sorted(placed, key=lambda each: (each[1] is None, each[1] or Span(0, 0))):
            number += 1
            errors.append(_Shown(number, error, span))
        made.append((result, errors))
    return made


def _span(outcome: Outcome, text: Letters) -> Span | None:
    """Where the found record stands, else the labelled one."""
    for claim in (outcome.found, outcome.gold):
        place = next(iter(_places(claim, text)), None) if claim else None
        if place and place.end > place.start:
            return text.outside(place)
    return None


def _places(claim: Claim, text: Letters) -> Sequence[Span]:
    return claim.places or locate(letters(claim.quote).text, text)


def _filters(errors: Sequence[Error], documents: Sequence[tuple[Result, list[_Shown]]], words: Words) -> str:
    """The bar of choices, each with how many errors it has; it works only with the script, which shows it."""
    layers = Counter(error.layer for error in errors)
    kinds = Counter(error.kind for error in errors)
    fields = Counter(field for error in errors if error.kind == "wrong" for field in error.fields)
    names = {str(at): f"{each.document} ({len(shown)})" for at, (each, shown) in enumerate(documents) if shown}
    chosen: list[tuple[str, Mapping[str, str]]] = [
        ("layer", {layer: f"{words[layer]} ({layers[layer]})" for layer in LAYERS if layers[layer]}),
        ("kind", {kind: f"{words[kind]} ({kinds[kind]})" for kind in KINDS if kinds[kind]}),
        ("field", {field: f"{words.get(field, field)} ({times})" for field, times in fields.most_common()}),
        ("document", names),
    ]
    bars = "".join(_select(name, options, words) for name, options in chosen)
    return (
        f'<form id="filters" hidden>{bars}<label>{words["search"]} <input type="search" name="words"></label>'
        f'<output id="count"></output></form>\n<p class="legend">'
        + " ".join(f'<mark class="{kind}">{words[kind]}</mark> {words[f"{kind}_means"]}' for kind in KINDS)
        + "</p>\n"
    )


def _select(name: str, options: Mapping[str, str], words: Words) -> str:
    listed = "".join(f'<option value="{escape(key)}">{escape(shown)}</option>' for key, shown in options.items())
    every = f'<option value="">{words["any"]}</option>'
    return f'<label>{words[name]} <select name="{name}">{every}{listed}</select></label>\n'


def _overview(documents: Sequence[tuple[Result, list[_Shown]]], scores: Sequence[Scores], words: Words) -> str:
    """The headline scores of every document, those shown below linked."""
    counts = {result.document: (at, len(errors)) for at, (result, errors) in enumerate(documents)}
    head = "".join(f'<th scope="col">{words["document"]}</th><th scope="col">{words["errors"]}</th>')
    head += "".join(f'<th scope="col">{words.get(name, name)}</th>' for name in HEADLINES)
    rows = "".join(_overview_row(each, counts.get(each.document), words) for each in scores)
    return (
        f'<section class="wide"><table class="scores"><caption>{words["scores"]}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></section>\n"
    )


def _overview_row(scores: Scores, counted: tuple[int, int] | None, words: Words) -> str:
    """`counted` is where the document stands on the page and its errors, None for one whose errors are not shown."""
    at, errors = counted or (0, 0)
    name = escape(scores.document)
    first = f'<a href="#d{at}">{name}</a>' if errors else name
    figures = "".join(f"<td>{_percent(scores.f1(metric))}</td>" for metric in HEADLINES.values())
    return f"<tr><td>{first}</td><td>{errors if counted else words['held']}</td>{figures}</tr>\n"


def _document(at: int, result: Result, errors: Sequence[_Shown], words: Words) -> str:
    if not errors:
        return ""
    about = " · ".join(escape(each) for each in (result.kind, result.province) if each)
    cards = "".join(_card(at, shown, result, words) for shown in errors)
    return (
        f'<section class="document" id="d{at}"><h2>{escape(result.document)} <small>{about}</small></h2>\n'
        f'<div class="pair"><div class="text" tabindex="0">{_text(result.text, errors)}</div>\n'
        f'<ol class="errors">{cards}</ol></div></section>\n'
    )


def _text(text: str, errors: Sequence[_Shown]) -> str:
    """The text with a mark over each stretch that errors share, the error's number before its first one."""
    placed = [shown for shown in errors if shown.span]
    edges = sorted({0, len(text)} | {end for shown in placed if shown.span for end in shown.span})
    parts = []
    for start, end in zip(edges, edges[1:], strict=False):
        here = [shown for shown in placed if shown.span and shown.span.start <= start and end <= shown.span.end]
        parts.append(_stretch(text[start:end], start, here))
    return "".join(parts)


def _stretch(words: str, start: int, errors: Sequence[_Shown]) -> str:
    if not errors:
        return escape(words)
    kinds = " ".join(dict.fromkeys(shown.error.kind for shown in errors))
    begun = (shown.number for shown in errors if shown.span and shown.span.start == start)
    numbers = "".join(f'<a class="n" id="m{number}" href="#e{number}">{number}</a>' for number in begun)
    listed = " ".join(str(shown.number) for shown in errors)
    return f'{numbers}<mark class="{kinds}" data-errors="{listed}">{escape(words)}</mark>'


def _card(document: int, shown: _Shown, result: Result, words: Words) -> str:
    error, number = shown.error, shown.number
    place = f'<a href="#m{number}">{escape(error.path) or words["top"]}</a>' if shown.span else escape(error.path)
    return (
        f'<li id="e{number}" value="{number}" class="{error.kind}" data-document="{document}" '
        f'data-layer="{error.layer}" data-kind="{error.kind}" data-field="{" ".join(error.fields)}">'
        f"<p><b>{words[error.kind]}</b> {words[error.layer]} · {place}</p>\n{_records(error, words)}"
        f"{_why(error, result, words)}</li>\n"
    )


def _records(error: Error, words: Words) -> str:
    """Both records side by side; of one that is wrong, the fields that differ marked and the others folded away."""
    gold, found = error.gold_record or {}, error.found_record or {}
    names = list({**gold, **found})
    first = ["quote", *error.fields] if error.kind == "wrong" else names
    rest = [name for name in names if name not in first]
    folded = f"<details><summary>{words['same']} ({len(rest)})</summary>{_table(error, rest, words)}</details>\n"
    return _table(error, first, words) + (folded if rest else "")


def _table(error: Error, names: Sequence[str], words: Words) -> str:
    gold, found = error.gold_record or {}, error.found_record or {}
    head = "".join(f'<th scope="col">{words[side]}</th>' for side in ("gold", "found"))
    rows = "".join(_row(name, gold.get(name), found.get(name), name in error.fields, words) for name in names)
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>\n"


def _row(name: str, gold: str | None, found: str | None, differs: bool, words: Words) -> str:
    sides = "".join(f"<td>{escape(_said(each, words))}</td>" for each in (gold, found))
    begin = '<tr class="differs">' if differs else "<tr>"
    return f'{begin}<th scope="row">{words.get(name, name)}</th>{sides}</tr>'


def _said(value: str | None, words: Words) -> str:
    return "" if value is None else {"none": "–", "yes": words["yes"], "no": words["no"]}.get(value, value)


def _why(error: Error, result: Result, words: Words) -> str:
    """The command that tells how the found record came about."""
    if not error.id:
        return ""
    command = f"kehoach why {shlex.quote(result.file or result.document)} {shlex.quote(error.id)}"
    return f'<p class="why"><code>{escape(command)}</code> <button type="button" hidden>{words["copy"]}</button></p>\n'


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
