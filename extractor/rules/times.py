"""A text to the times that it states: deadlines, periods, recurrences, dates ("trước quý IV năm 2023").

Guarantees: found times never overlap and come in reading order; a day that the calendar lacks is not read; linear in
the length of the text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.model import Found, Time
from extractor.normalize import fold
from extractor.rules import rule
from extractor.rules.recurrence import RECURRENCES
from extractor.rules.time_lists import listed
from extractor.rules.time_parts import PARTS
from extractor.rules.time_points import POINTS
from extractor.rules.time_relative import completed, planned_year, relative
from extractor.rules.time_spans import SPANS
from extractor.rules.time_vague import VAGUE, is_vague

RULES = (*POINTS, *PARTS, *SPANS, *RECURRENCES, *VAGUE)

__all__ = ["RULES", "find", "is_vague"]


def find(text: str, reference: date | None = None, *, planned: str | None = None) -> list[Found[Time]]:
    """The times that `text`, raw or folded, states.

    With a `reference`, the day of writing, "năm nay" is read too, and a day or a quarter without a year that does not
    recur becomes the next one; without it they stay as named ("--11-30"). `planned` is the year that the document
    plans, for "năm kế hoạch"; None where it is not known.
    """
    key = fold(text)
    found = [*listed(key), *rule.find(RULES, key)]
    if reference:
        found = [replace(f, value=completed(f.value, reference)) for f in found] + relative(key, reference)
    found += planned_year(key, planned) if planned else []
    return [replace(f, text=text[f.span.start : f.span.end]) for f in rule.longest(found)]
