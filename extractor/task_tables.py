"""Rows of annex tables to tasks: the task, who leads, who takes part, until when, with what product, by their columns.

Guarantees: a row that only names a body beside an indicator is no task; a cell that a row lacks is that of the merged
cell above; an empty cell gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.clauses import sentences
from extractor.columns import TableRow
from extractor.items import Item
from extractor.model import Evidence, Found, Placed, Span
from extractor.parties import Bodies, Parties, distinct
from extractor.recognize import within
from extractor.resolve import When
from extractor.task_drafts import Draft

RULE = "table-row"
_LEAST_DUTY_WORDS = 3


def row_drafts(parties: Parties, item: Item, row: TableRow) -> Iterator[Draft]:
    """The tasks that a table row holds."""
    subject = row.cell("task", "subject", "indicator")
    who = row.cell("lead")
    if subject is None or who is None:
        return
    if row.has("indicator") and not row.has("task"):
        yield from _duties(parties, item, row, subject, who)
        return
    lead = parties.named(who.span)
    if lead:
        support = row.cell("support")
        named = parties.named(support.span) if support else ()
        yield _draft(parties, item, row, subject.span, lead, named)


def _draft(parties: Parties, item: Item, row: TableRow, span: Span, lead: Bodies, support: Bodies) -> Draft:
    lead = distinct(lead)
    support = distinct((*support, *parties.support(span)), without=lead)
    due = row.cell("due")
    times = within(parties.reading.values.times, due.span) if due else ()
    when = When(times[0]) if times else None
    output = row.cell("output")
    shown = [
        *(_shown("lead", f) for f in lead),
        *(_shown("support", f) for f in support),
        *([when.evidence] if when else []),
        *([_cell_shown(parties, "output", output)] if output else []),
    ]
    return Draft(item, span, span.start, lead, support, when, output.span if output else None, RULE, tuple(shown))


def _shown(field: str, found: Found[object]) -> Evidence:
    return Evidence(field=field, quote=found.text, span=found.span, rule=RULE)


def _cell_shown(parties: Parties, field: str, cell: Placed) -> Evidence:
    return Evidence(field=field, quote=parties.reading.quote(cell.span), span=cell.span, rule=RULE)


def _duties(parties: Parties, item: Item, row: TableRow, subject: Placed, who: Placed) -> Iterator[Draft]:
    """What the lead's cell says beside an indicator, where it says more than who: one task for each body."""
    parts = list(sentences(parties.key, who.span))
    for part in parts:
        opening = parties.opening(part)
        if opening is None or opening.form != "subject" or len(parties.key[opening.rest : part.end].split()) < _LEAST_DUTY_WORDS:
            continue
        span = Span(subject.span.start, part.end) if len(parts) == 1 else part
        draft = _draft(parties, item, row, span, opening.lead, ())
        yield replace(draft, rest=opening.rest)
