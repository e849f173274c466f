"""A text to the times that it states: deadlines, periods, recurrences, dates ("trước quý IV năm 2023").

Guarantees: found times never overlap and come in reading order; a day that the calendar lacks is not read; linear in
the length of the text.
"""

from __future__ import annotations

from datetime import date

from extractor.model import Found, Time
from extractor.normalize import fold
from extractor.rules import rule
from extractor.rules.recurrence import RECURRENCES
from extractor.rules.time_lists import listed
from extractor.rules.time_points import POINTS
from extractor.rules.time_spans import SPANS

RULES = (*POINTS, *SPANS, *RECURRENCES)


def find(text: str, reference: date | None = None) -> list[Found[Time]]:
    """The times that `text`, raw or folded, states."""
    key = fold(text)
    found = rule.longest([*listed(key), *rule.find(RULES, key)])
    return [Found(f.value, f.span, f.rule, text[f.span.start : f.span.end]) for f in found]
