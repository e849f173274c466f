"""Rows of annex tables to tasks: the task, who leads, who takes part, until when, with what product, by their columns.

Guarantees: a row that only names a body beside an indicator is no task; a cell that a row lacks is that of the merged
cell above; an empty cell gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractor.clauses import sentences
from extractor.columns import TableRow
from extractor.items import Item
from extractor.model import Evidence, Found, Placed, Span
from extractor.patterns import compiled
from extractor.resolve import When
from extractor.tasks.closings import stated_time
from extractor.tasks.drafts import Draft, binding
from extractor.tasks.openings import read_opening
from extractor.tasks.parties import Bodies, Parties, distinct
from extractor.tasks.subjects import taking_part
from extractor.tasks.unlisted import members

RULE = "table-row"
_TOTAL = compiled(r"\W*(?:tổng(?:\s+(?:cộng|số|kinh\s+phí))?|cộng)\W*", regex.IGNORECASE)
_LEAST_DUTY_WORDS = 3


def row_drafts(parties: Parties, item: Item, row: TableRow) -> Iterator[Draft]:
    """The tasks that a table row holds."""
    subject = row.cell("task", "subject", "indicator")
    who = row.cell("lead")
    if subject is None or who is None or _TOTAL.fullmatch(parties.key, subject.span.start, subject.span.end):
        return
    if row.has("indicator") and not row.has("task"):
        yield from _duties(parties, item, row, subject, who)
        return
    lead = members(parties, who.span)
    if lead:
        support = row.cell("support")
        named = members(parties, support.span) if support else ()
        yield _draft(parties, item, row, subject.span, lead, named)


def _draft(parties: Parties, item: Item, row: TableRow, span: Span, lead: Bodies, support: Bodies) -> Draft:
    lead = distinct(lead)
    support = distinct((*support, *taking_part(parties, span)), without=lead)
    due = row.cell("due")
    time = stated_time(parties, due.span) if due else None
    when = When(time) if time else None
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
    """What the lead's cell says beside an indicator, where it says more than who: one task for each body that acts."""
    parts = [(part, read_opening(parties, part)) for part in sentences(parties.key, who.span)]
    if len(parts) > 1 and all(opening is not None and opening.form == "subject" for _, opening in parts):
        duties = [(part, part, opening) for part, opening in parts]
    else:
        whole = Span(subject.span.start, who.span.end)
        duties = [(whole, who.span, read_opening(parties, who.span))]
    for span, words, opening in duties:
        if opening is None or opening.form != "subject":
            continue
        if len(parties.key[opening.rest : words.end].split()) >= _LEAST_DUTY_WORDS:
            draft = _draft(parties, item, row, span, opening.lead, taking_part(parties, words))
            found = None if draft.when else binding(parties, words)
            yield replace(draft, rest=opening.rest, when=When(found) if found else draft.when)
