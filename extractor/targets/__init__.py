"""A Reading and its tasks to targets (chỉ tiêu): from the sentences of each item, and from the rows of annex tables.

Guarantees: each target's numbers stand in its quote; a statement made again for the same indicator, value and due is
one target, at its first place; nothing is taken from sections on results, viewpoints, legal bases or recipients, nor
from footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.items import Item
from extractor.model import Context, Evidence, Target, Task
from extractor.patterns import compiled
from extractor.resolve import Reading, evidence
from extractor.targets.drafts import Draft
from extractor.targets.prose import add_prose
from extractor.targets.repeats import distinct
from extractor.targets.subjects import Holders
from extractor.targets.tables import table_targets

_ANNOUNCED = compiled(r"(?:mục\s+tiêu(?!\s+quốc\s+gia)|chỉ\s+tiêu)[^.;:]{0,60}:[^.]*$", regex.IGNORECASE)
SILENT = frozenset({"viewpoint", "basis", "recipients", "signature"})


def find_targets(reading: Reading, tasks: Sequence[Task]) -> tuple[Target, ...]:
    """The targets of a document, in reading order, numbered "target-1", …"""
    drafts: list[Draft] = []
    holders = Holders(reading, tasks)
    for item in reading.items:
        if item.node.style in ("table", "row", "note") or item.role in SILENT or _in_row(item, reading):
            continue
        add_prose(drafts, reading, item, holders)
    drafts.extend(table_targets(reading))
    found = distinct(_in_order(drafts), reading)
    return tuple(_target(reading, draft, i + 1) for i, draft in enumerate(found))


def _in_row(item: Item, reading: Reading) -> bool:
    """Whether the item is a group row of a table."""
    if item.index + 1 == len(reading.items):
        return False
    following = reading.items[item.index + 1]
    return following.parent == item.index and following.node.style == "row"


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in reading order; hosts keep pointing at the draft they meant."""
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].quote.start, i))
    moved = {old: new for new, old in enumerate(order)}
    return [d if d.host is None else replace(d, host=moved[d.host]) for d in (drafts[i] for i in order)]


def _target(reading: Reading, draft: Draft, number: int) -> Target:
    quantity = draft.quantity.value if draft.quantity else None
    return Target(
        id=f"target-{number}",
        quote=reading.quote(draft.quote),
        span=draft.quote,
        page=draft.item.node.page,
        path=draft.item.path,
        rule=draft.rule,
        evidence=tuple(_evidence(draft)),
        indicator=draft.indicator,
        comparator=quantity.comparator if quantity else None,
        value=quantity.value if quantity else None,
        unit=quantity.unit if quantity else None,
        change=draft.change,
        due=draft.when.due if draft.when else None,
        due_inherited=draft.when is not None and draft.when.inherited_from is not None,
        baseline=draft.baseline,
        bodies=draft.bodies,
        context=_context(draft, reading),
        within=draft.host,
    )


def _evidence(draft: Draft) -> Iterator[Evidence]:
    if draft.quantity:
        yield evidence("value", draft.quantity)
    if draft.when:
        yield draft.when.evidence
    yield from draft.evidence


def _context(draft: Draft, reading: Reading) -> Context:
    """Where a target stands; what a sentence announces as its aims is an objective wherever it stands."""
    item = draft.item
    if item.annex:
        return "annex"
    if item.role in ("objective", "purpose"):
        return "objective"
    if item.role == "result":
        return "task"
    own = reading.own(item)
    number = draft.quantity.span.start if draft.quantity else draft.quote.start
    return "objective" if _ANNOUNCED.search(reading.document.key, own.start, max(own.start, number)) else "task"
