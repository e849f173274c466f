"""A text to the times that it states: deadlines, periods, recurrences, dates ("trước quý IV năm 2023").

Guarantees: found times never overlap and come in reading order; a day that the calendar lacks is not read; linear in
the length of the text.
"""

from __future__ import annotations

from datetime import date

from extractor.model import Found, Time
from extractor.normalize import fold
from extractor.rules import rule, time_lists, time_relative
from extractor.rules.openings import Text
from extractor.rules.recurrence import RECURRENCES
from extractor.rules.time_parts import PARTS
from extractor.rules.time_points import POINTS
from extractor.rules.time_spans import SPANS
from extractor.rules.time_vague import VAGUE, is_vague

RULES = (*POINTS, *PARTS, *SPANS, *RECURRENCES, *VAGUE)
OPENERS = (*(r.opens for r in RULES), *time_lists.OPENERS, *time_relative.OPENERS)

__all__ = ["OPENERS", "RULES", "find", "is_vague"]


def find(
    text: str, reference: date | None = None, *, planned: str | None = None, at: Text | None = None
) -> list[Found[Time]]:
    """The times that `text`, raw or folded, states.

    With a `reference`, the day of writing, "năm nay" is read too, and a day or a quarter without a year that does not
    recur becomes the next one; without it they stay as named ("--11-30"). `planned` is the year that the document
    plans, for "năm kế hoạch"; None where it is not known. `at` is the match key of `text`, looked through for OPENERS,
    where several kinds of values are read from it.
    """
    at = at or Text(fold(text), OPENERS)
    found = [*time_lists.listed(at), *rule.longest(rule.read(RULES, at))]
    if reference:
        found = [Found(time_relative.completed(f.value, reference), f.span, f.rule) for f in found]
        found += time_relative.relative(at, reference)
    found += time_relative.planned_year(at, planned) if planned else []
    return rule.quoted(rule.longest(found), text)
