"""Items and bodies to tasks (nhiệm vụ): the lowest items in which a named body is made to do something.

Guarantees: tasks come in reading order, numbered from "task-1"; every lead, support, due and output has the words that
gave it as evidence; nothing is taken from results, recipients, signatures or legal bases; linear in the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Span, Task
from extractor.resolve import Reading, members
from extractor.tasks.drafts import Draft, drafts
from extractor.tasks.groups import read_groups
from extractor.tasks.parties import Parties
from extractor.tasks.tables import row_drafts
from extractor.tasks.text import action, quoted


def find_tasks(reading: Reading) -> tuple[Task, ...]:
    """The tasks of a document."""
    return tuple(_task(reading, draft, number) for number, draft in enumerate(_drafts(reading), start=1))


def _drafts(reading: Reading) -> Iterator[Draft]:
    parties = Parties(reading)
    groups = read_groups(parties)
    rows = reading.rows
    for item in reading.items:
        if item.index in groups.statements:
            yield from drafts(parties, item, groups)
        elif item.node.style == "row" and item.node.title.start in rows:
            yield from row_drafts(parties, item, rows[item.node.title.start])


def _task(reading: Reading, draft: Draft, number: int) -> Task:
    text = reading.document.text
    span = quoted(text, draft.span)
    return Task(
        id=f"task-{number}",
        quote=reading.quote(span),
        span=span,
        page=draft.item.node.page,
        path="" if draft.farewell else draft.item.path,
        rule=draft.rule,
        evidence=draft.evidence,
        action=action(text, Span(min(draft.rest, draft.span.end), draft.span.end)),
        lead=members(draft.lead),
        support=members(draft.support),
        due=draft.when.due if draft.when else None,
        output=" ".join(reading.quote(draft.output).split()) if draft.output else None,
    )
