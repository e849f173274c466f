"""A statement to the tasks in it: one for each lead body, with who takes part, until when, with what product.

Guarantees: a sentence without a subject of its own goes on with the task before it; what a sentence says of itself
comes before what its heading says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractor.items import Item, ancestors
from extractor.model import Evidence, Found, Span, Time
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.resolve import When, deadlines
from extractor.tasks.closings import Closing, label_start, read_closing
from extractor.tasks.filters import (
    IN_FORCE_WORDS,
    is_clarification,
    is_duty,
    is_empty,
    is_guarded,
    is_routine,
    is_sentence,
    is_silent,
    is_wish,
    puts_in_force,
)
from extractor.tasks.groups import GOES_ON, NO_FRAME, Frame, Groups
from extractor.tasks.openings import Opening, action_start, is_bound, read_opening
from extractor.tasks.parties import Bodies, Parties, distinct
from extractor.tasks.subjects import taking_part
from extractor.tasks.unlisted import RULE as BY_PLACE

_GIVEN = compiled(r"\s*(?:giao|phân\s+công)(?!\p{L})", regex.IGNORECASE)
_TASK_HEADING = compiled(r"nhiệm\s+vụ|giải\s+pháp|công\s+việc|hoạt\s+động|nội\s+dung|triển\s+khai", regex.IGNORECASE)
_BINDING = compiled(
    r"(?:trước|chậm\s+nhất|xong|hoàn\s+thành|trong|từ\s+nay|đến\s+hết|kể\s+từ|định\s+kỳ|hằng|hàng)", regex.IGNORECASE
)
_ATTRIBUTE = compiled(  # "Kế hoạch" in capitals is the document itself, unless more of a name follows
    r"(?:dự\s+toán|ngân\s+sách|kế\s+hoạch|chương\s+trình|kinh\s+phí|vốn|chi\s+thường\s+xuyên|chỉ\s+tiêu|báo\s+cáo|"
    r"giai\s+đoạn|tình\s+hình|giao)(?:\s+\p{Ll}+){0,2}\s*$|"
    r"[Kk]ế\s+hoạch\s+(?:phát\s+triển|đầu\s+tư|công\s+tác)[^,;.:]*$"
)
_ROUTINE = compiled(  # "kinh phí chi thường xuyên", "người thường xuyên …": what recurs there is no duty
    r"(?:chi|kinh\s+phí|vốn|nhiệm\s+vụ|công\s+việc|hoạt\s+động|giáo\s+dục|dự\s+toán|ngân\s+sách|nguồn|người|đối\s+tượng|trực\s+tiếp\s*,"
    r"|không)\s*$",
    regex.IGNORECASE,
)
_MOST_HEADING_WORDS = 25
_OPENING_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before it has its number: its words `span`, where its action begins, and who is named where."""

    item: Item
    span: Span
    rest: int
    lead: Bodies
    support: Bodies
    when: When | None
    output: Span | None
    rule: str
    evidence: tuple[Evidence, ...]
    farewell: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Sentences of one subject; `opening` is None where the heading above gives it."""

    span: Span
    opening: Opening | None


def drafts(parties: Parties, item: Item, groups: Groups) -> Iterator[Draft]:
    """The tasks that the statement `item` holds."""
    farewell = item.index in groups.farewells
    frame = NO_FRAME if farewell else groups.frames.get(item.index, NO_FRAME)
    if frame.mute or (is_silent(item) and not farewell):
        return
    own = parties.own(item)
    if frame.rule == GOES_ON and not is_sentence(parties.key[own.start : own.end]):
        return
    end = label_start(parties, own)
    closing = groups.closings.get(item.index)
    if end is not None and end > own.start:
        mine = read_closing(parties, item, Span(end, own.end))
        closing = mine.joined(closing) if closing else mine
        own = Span(own.start, end)
    first = groups.openings.get(item.index)
    for stretch in _stretches(parties, own, first, frame, farewell):
        draft = _draft(parties, item, stretch, frame, closing)
        if draft is not None and _is_task(parties, draft, stretch.opening, farewell):
            yield replace(draft, farewell=farewell)


def _stretches(parties: Parties, own: Span, first: Opening | None, frame: Frame, farewell: bool) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    for i, sentence in enumerate(parties.sentences(own)):
        in_force = parties.says(IN_FORCE_WORDS, sentence.start, sentence.end)
        if in_force and puts_in_force(parties.key[sentence.start : sentence.end]):
            continue
        wish = i > 0 and is_wish(parties.key[sentence.start : sentence.end])
        opening = first if i == 0 else None if wish else read_opening(parties, sentence)
        subject = opening if opening is not None and _counts(parties, opening, sentence, frame) else None
        if not stretches:
            stretches.append(_Stretch(sentence, subject))
        elif subject is None or (stretches[-1].opening and _same(subject, stretches[-1].opening)):
            stretches[-1] = _Stretch(Span(stretches[-1].span.start, sentence.end), stretches[-1].opening)
        elif stretches[-1].opening is None and not frame.lead:
            stretches[-1] = _Stretch(sentence if farewell else Span(stretches[-1].span.start, sentence.end), subject)
        else:
            stretches.append(_Stretch(sentence, subject))
    return stretches


def _same(a: Opening, b: Opening) -> bool:
    return {f.value.name.lower() for f in a.lead} == {f.value.name.lower() for f in b.lead}


def _counts(parties: Parties, opening: Opening, sentence: Span, frame: Frame) -> bool:
    """Whether the opening is a subject that stands against the heading above: in a body's own list, "Yêu cầu các cơ
    quan báo chí …" is what that body does."""
    if opening.form == "role" or not opening.lead:
        return False
    if not frame.lead:
        return True
    if opening.asked and opening.rule == "subject":
        return _GIVEN.match(parties.key, sentence.start, sentence.end) is not None and opening.rest > sentence.start
    sure = opening.rest > sentence.start and opening.rule != BY_PLACE
    return opening.form == "subject" and (sure or is_bound(parties.key, opening))


def _draft(parties: Parties, item: Item, stretch: _Stretch, frame: Frame, closing: Closing | None) -> Draft | None:
    opening = stretch.opening
    lead, rule, path = _lead(item, opening, frame, closing)
    if not lead:
        return None
    own = distinct((*(opening.support if opening else ()), *taking_part(parties, stretch.span)), without=lead)
    given = () if opening else frame.support
    closed = closing.support if closing else ()
    support = distinct((*own, *given, *closed), without=lead)
    when = _when(parties, item, stretch.span, closing)
    output = closing.output if closing else None
    shown = [
        *(_shown("lead", f, rule, path if f not in (opening.lead if opening else ()) else None) for f in lead),
        *(_shown("support", f, "support", _source(f, own, given, frame, closing)) for f in support),
        *([when.evidence] if when else []),
    ]
    if output is not None and closing is not None:
        shown.append(
            Evidence(
                field="output",
                quote=parties.reading.quote(output),
                span=output,
                rule="closing-line",
                inherited_from=closing.path,
            )
        )
    rest = opening.rest if opening else _bare(parties, stretch.span)
    return Draft(item, stretch.span, rest, lead, support, when, output, rule, tuple(shown))


def _shown(field: str, found: Found[object], rule: str, path: str | None) -> Evidence:
    return Evidence(field=field, quote=found.text, span=found.span, rule=rule, inherited_from=path)


def _source(body: Found[object], own: Bodies, given: Bodies, frame: Frame, closing: Closing | None) -> str | None:
    if body in own:
        return None
    return frame.path if body in given or closing is None else closing.path


def _lead(item: Item, opening: Opening | None, frame: Frame, closing: Closing | None) -> tuple[Bodies, str, str | None]:
    """Who leads, by which mechanism, and the path where that is said outside of the item."""
    if closing is not None and closing.lead:
        asked = opening.lead if opening is not None and opening.asked else ()
        return distinct((*asked, *closing.lead)), "closing-line", closing.path
    if opening is not None:
        return distinct(opening.lead), opening.rule, None
    return distinct(frame.lead), frame.rule, frame.path


def _bare(parties: Parties, span: Span) -> int:
    """Where the action begins in an item without a subject: behind "Chủ trì, phối hợp với …"."""
    return action_start(parties, span.start, span)


def _when(parties: Parties, item: Item, span: Span, closing: Closing | None) -> When | None:
    if closing is not None and closing.due is not None:
        return closing.due
    found = binding(parties, span)
    if found is not None:
        return When(found)
    for above in ancestors(parties.reading.items, item):
        head = parties.own(above)
        words = parties.reading.key(head)
        if len(words.split()) <= _MOST_HEADING_WORDS and _TASK_HEADING.search(words):
            times = [f for f in deadlines(parties.reading, head) if f.value.anchor != "ongoing" or is_routine(words)]
            if times:
                return When(times[0], above.path)
    return None


def binding(parties: Parties, span: Span) -> Found[Time] | None:
    """The time that binds the task: the first day or term that it must keep, else the first period or recurrence that
    says until when or how often, rather than of which year something is."""
    terms = deadlines(parties.reading, span)
    recurring = [f for f in parties.times.within(span) if f.value.every is not None]
    strict = [f for f in terms if f.value.relation in ("before", "within") or (f.value.anchor or "").startswith("--")]
    if strict and recurring:
        return _recurring(strict[0], recurring[0])
    loose = [f for f in terms if f.value.every is None and _binds(parties, span, f)]
    often = [f for f in recurring if _binds(parties, span, f)]
    dated = sorted([*loose, *often], key=lambda f: (_is_manner(f, span), f.span))
    return next(iter([*strict, *dated]), None)


def _is_manner(found: Found[Time], span: Span) -> bool:
    """ "kiểm tra thường xuyên": says how, where no other time says when; at the head it says when itself."""
    return found.value.anchor == "ongoing" and found.span.start - span.start > _OPENING_LETTERS


def _recurring(term: Found[Time], often: Found[Time]) -> Found[Time]:
    """ "định kỳ hằng năm … chậm nhất ngày 15 tháng 12": the day of every year."""
    if term.value.every is not None or not (term.value.anchor or "").startswith("--"):
        return term
    return replace(term, value=term.value.model_copy(update={"every": often.value.every}))


def _binds(parties: Parties, span: Span, found: Found[Time]) -> bool:
    if found.value.anchor == "ongoing":
        before = max(span.start, found.span.start - 30)
        return not _is_manner(found, span) or _ROUTINE.search(parties.key, before, found.span.start) is None
    if _ATTRIBUTE.search(parties.key, max(span.start, found.span.start - 60), found.span.start):
        return False
    return found.value.every is not None or _BINDING.match(found.text) is not None


def _is_task(parties: Parties, draft: Draft, opening: Opening | None, farewell: bool) -> bool:
    """Whether the draft has an action of its own, in a place where duties are given."""
    words = parties.key[draft.span.start : draft.span.end]
    action = parties.key[draft.rest : draft.span.end]
    if is_clarification(action) or (is_empty(action) and not draft.support):
        return False
    if opening is None:
        return True
    if not opening.asked and _is_own(parties, opening):
        return False
    if is_wish(words) and draft.item.role != "organisation":
        return False
    if is_guarded(draft.item):
        return opening.asked or is_duty(words)
    if draft.item.path or farewell:
        return True
    return (opening.asked or is_duty(words)) and not words.rstrip().endswith(":")


def _is_own(parties: Parties, opening: Opening) -> bool:
    """Whether the subject is the body that issued the document, or its territory: what these do is no task given."""
    issuer = fold(parties.reading.metadata.issuer or "").lower()
    return bool(issuer) and all(_names(issuer, f.value.name) for f in opening.lead)


def _names(issuer: str, name: str) -> bool:
    return issuer.startswith(fold(name).lower()) or issuer.endswith(f" {fold(name).lower()}")
