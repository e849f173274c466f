"""A Reading and its tasks to targets (chỉ tiêu): from the sentences of each item, and from the rows of annex tables.

Guarantees: each target's numbers stand in its quote; a statement made again for the same indicator, value and due is one
target, at its first place; nothing is taken from sections on results, viewpoints, legal bases or recipients.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.clauses import sentences
from extractor.commitments import is_commitment
from extractor.drafts import Draft
from extractor.items import MAX_HEADING_WORDS, Item, ancestors
from extractor.model import Body, Context, Evidence, Found, Quantity, Span, Target, Task
from extractor.normalize import fold
from extractor.qualitative import numberless
from extractor.recognize import within
from extractor.resolve import Reading, When, deadlines, evidence, inherited
from extractor.statements import Statement, read
from extractor.target_tables import table_targets
from extractor.units import with_base

SILENT = frozenset({"result", "viewpoint", "basis", "recipients", "signature"})
MIN_REPEATED = 6  # an indicator of fewer words is repeated only in the same words
_PARTS = regex.compile(r"trong\s+đó|bao\s+gồm|gồm(?:\s+có)?\s*:|cụ\s+thể\s*:", regex.IGNORECASE)


def find_targets(reading: Reading, tasks: Sequence[Task]) -> tuple[Target, ...]:
    """The targets of a document, in reading order, numbered "target-1", …"""
    drafts: list[Draft] = []
    for item in reading.items:
        if item.node.style in ("table", "row") or item.role in SILENT or _in_row(item, reading):
            continue
        _add_prose(drafts, reading, item, tasks)
    drafts.extend(table_targets(reading))
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].quote.start, i))
    return _number(_distinct([_moved(drafts[i], order) for i in order], reading), reading)


def _in_row(item: Item, reading: Reading) -> bool:
    """Whether the item is a group row of a table."""
    return any(c.node.style == "row" for c in reading.items[item.index + 1 : item.index + 2] if c.parent == item.index)


def _moved(draft: Draft, order: Sequence[int]) -> Draft:
    return draft if draft.host is None else replace(draft, host=order.index(draft.host))


def _add_prose(drafts: list[Draft], reading: Reading, item: Item, tasks: Sequence[Task]) -> None:
    own = reading.own(item)
    times = deadlines(reading, own)
    before = len(drafts)
    last_when: When | None = None
    for sentence in sentences(reading.document.key, own):
        quantities = within(reading.values.quantities, sentence)
        spans = [f.span for f in within(reading.values.times, sentence)]
        statements = read(reading.document.key, sentence, quantities, spans)
        kept = [s for s in statements if is_commitment(reading, item, sentence, s)]
        for s in kept:
            when = _when(reading, item, sentence, s, [t for t in times if sentence.contains(t.span)], last_when)
            drafts.append(_draft(reading, item, sentence, s, when, tasks, _host(drafts, before, statements, s, sentence, reading)))
            if when is not None and when.inherited_from is None:
                last_when = replace(when, inherited_from=item.path)
    if len(drafts) == before and (span := numberless(reading, item)) is not None:
        when = _own_or_inherited(reading, item, span, times)
        drafts.append(
            Draft(item, span, _words(reading, span), None, "reach", when, None, holder(tasks, reading, item), "numberless")
        )


def holder(tasks: Sequence[Task], reading: Reading, item: Item) -> tuple[Body, ...]:
    """The bodies that lead the task which `item` is, or is nested in; none where no task holds it."""
    for near in (item, *ancestors(reading.items, item)):
        for task in tasks:
            if near.node.head.contains(task.span):
                return task.lead
    return ()


def _draft(
    reading: Reading, item: Item, sentence: Span, s: Statement, when: When | None, tasks: Sequence[Task], host: int | None
) -> Draft:
    indicator = " ".join(_words(reading, Span(p.start, p.end)) for p in s.indicator)
    if not indicator or _LABEL.fullmatch(indicator):
        indicator = _words(reading, _heading(reading, item))
    value, indicator = with_base(s.quantity.value, indicator)
    quantity = replace(s.quantity, value=value)
    return Draft(item, s.quote, indicator, quantity, s.change, when, s.baseline, holder(tasks, reading, item), s.kind, host)


_LABEL = regex.compile(r"số\s+lượng|tổng\s+số|quy\s+mô|chỉ\s+tiêu|kết\s+quả", regex.IGNORECASE)


def _heading(reading: Reading, item: Item) -> Span:
    """The title of the unit that holds the item, where its own words do not say what is counted."""
    parent = reading.items[item.parent] if item.parent >= 0 else item
    return reading.own(parent)


def _words(reading: Reading, span: Span) -> str:
    return " ".join(reading.quote(span).split()).rstrip(" .;:,")


def _host(
    drafts: Sequence[Draft], first: int, statements: Sequence[Statement], s: Statement, sentence: Span, reading: Reading
) -> int | None:
    """The draft that `s` is part of: the one it is nested in, or the total before "trong đó"."""
    if s.nested is not None:
        quote = statements[s.nested].quote
        return next((i for i in range(len(drafts) - 1, first - 1, -1) if drafts[i].quote == quote), None)
    opening = reading.document.key[sentence.start : s.quantity.span.start]
    if not _PARTS.search(opening):
        return None
    unit = s.quantity.value.unit
    totals = (i for i in range(first, len(drafts)) if drafts[i].host is None and _unit(drafts[i]) == unit)
    return next(totals, None)


def _unit(draft: Draft) -> str | None:
    return draft.quantity.value.unit if draft.quantity else None


def _when(
    reading: Reading, item: Item, sentence: Span, s: Statement, times: Sequence[Found], last: When | None
) -> When | None:
    """The time in the statement's clause; else at the head of its sentence; else of the sentence before; else above."""
    near = [t for t in times if s.quote.start - 60 <= t.span.start and t.span.end <= s.quote.end + 2]
    before = [t for t in near if t.span.end <= s.quantity.span.start]
    after = [t for t in near if t.span.start >= s.quantity.span.end]
    for choice in (before[-1:], after[:1]):
        if choice:
            return When(choice[0])
    head = [t for t in times if t.span.end <= s.quantity.span.start]
    if head:
        return When(head[-1], item.path)
    return last or _above(reading, item)


def _above(reading: Reading, item: Item) -> When | None:
    """The nearest deadline above; one that a lead-in sets for its own action does not bind the aims it lists."""
    found = inherited(reading, item, title=True)
    if found is None or not found.inherited_from or item.role != "objective":
        return found
    for above in ancestors(reading.items, item):
        own = reading.own(above)
        if own.contains(found.found.span) and len(reading.key(own).split()) > MAX_HEADING_WORDS // 2:
            aims = max((m.end() for m in _AIM.finditer(reading.document.key, own.start, own.end)), default=own.start)
            if found.found.span.start < aims:
                return _above(reading, reading.items[above.index]) if above.role == "objective" else _title(reading)
    return found


_AIM = regex.compile(r"mục\s+tiêu|chỉ\s+tiêu", regex.IGNORECASE)


def _title(reading: Reading) -> When | None:
    """The period in the document's own title."""
    found = within(reading.values.times, reading.title_span) if reading.title_span else ()
    return When(found[0], "") if found else None


def _own_or_inherited(reading: Reading, item: Item, span: Span, times: Sequence[Found]) -> When | None:
    own = [t for t in times if span.contains(t.span)]
    return When(own[0]) if own else _above(reading, item)


def _distinct(drafts: Sequence[Draft], reading: Reading) -> list[Draft]:
    """The drafts without repetitions; hosts keep pointing at the draft they meant."""
    said: dict[tuple[object, ...], list[tuple[str, int]]] = {}
    places: dict[int, int] = {}
    kept: list[Draft] = []
    for i, draft in enumerate(drafts):
        name = _name(draft)
        alike = said.setdefault(_identity(draft, reading), [])
        again = next((place for known, place in alike if _says_again(name, known, annex=draft.item.annex)), None)
        if again is not None:
            places[i] = again
            continue
        places[i] = len(kept)
        alike.append((name, len(kept)))
        kept.append(replace(draft, host=places.get(draft.host) if draft.host is not None else None))
    return kept


def _says_again(name: str, known: str, *, annex: bool) -> bool:
    """Whether an indicator repeats a known one: in the same words, or in prose by a shorter form of them."""
    if name == known or annex:
        return name == known
    words, before = name.split(), known.split()
    return len(words) >= MIN_REPEATED and set(words) <= set(before) and 2 * len(words) >= len(before)


_TERRITORY = regex.compile(
    r"\b(?:(?:trên\s+địa\s+bàn|của|tại|ở)\s+)?(?:toàn\s+)?(?:tỉnh|thành\s+phố|cả\s+nước)\b(?:\s+\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*)?"
)


def _name(draft: Draft) -> str:
    """The indicator's words without the territory, which every statement of a plan shares."""
    return " ".join(_TERRITORY.sub("", fold(draft.indicator)).lower().replace(",", " ").split())


def _identity(draft: Draft, reading: Reading) -> tuple[object, ...]:
    """What two statements of the same target share besides the indicator's words."""
    value = draft.quantity.value.value if draft.quantity else None
    due = (draft.when.found.value.anchor, draft.when.found.value.every) if draft.when else None
    return _subject(reading, draft), value, _unit(draft), draft.change, due


def _subject(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """The bodies that the statement itself names before its number."""
    end = draft.quantity.span.start if draft.quantity else draft.quote.start
    return tuple(f.value.name for f in within(reading.values.bodies, Span(draft.quote.start, max(end, draft.quote.start))))


def _number(drafts: Sequence[Draft], reading: Reading) -> tuple[Target, ...]:
    return tuple(_target(reading, draft, i + 1) for i, draft in enumerate(drafts))


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
        context=_context(draft.item),
        within=draft.host,
    )


def _evidence(draft: Draft) -> Iterator[Evidence]:
    if draft.quantity:
        yield evidence("value", draft.quantity)
    if draft.when:
        yield draft.when.evidence
    yield from draft.evidence


def _context(item: Item) -> Context:
    if item.annex:
        return "annex"
    return "objective" if item.role in ("objective", "purpose") else "task"
