"""Statements that say the same target again: the same indicator, value and due, in the same or shorter words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Body, Span
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.resolve import Reading
from extractor.targets.drafts import Draft
from extractor.targets.subjects import named

MIN_REPEATED = 6  # an indicator of fewer words is repeated only in the same words
_TERRITORY = compiled(
    r"\b(?:(?:trên\s+địa\s+bàn|của|tại|ở)\s+)?(?:toàn\s+)?(?:tỉnh|thành\s+phố|cả\s+nước)\b(?:\s+\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*)?"
)


def distinct(drafts: Sequence[Draft], reading: Reading) -> list[Draft]:
    """The drafts without repetitions; hosts keep pointing at the draft they meant."""
    said: dict[tuple[object, ...], list[tuple[str, int]]] = {}
    places: dict[int, int] = {}
    kept: list[Draft] = []
    for i, draft in enumerate(drafts):
        name = _name(draft)
        alike = said.setdefault(_identity(draft), [])
        same = (place for known, place in alike if _says_again(name, known, annex=draft.item.annex))
        again = next((place for place in same if _subject(reading, draft) == _subject(reading, kept[place])), None)
        if again is not None:
            places[i] = again
            continue
        places[i] = len(kept)
        alike.append((name, len(kept)))
        kept.append(draft if draft.host is None else replace(draft, host=places.get(draft.host)))
    return kept


def _says_again(name: str, known: str, *, annex: bool) -> bool:
    """Whether an indicator repeats a known one: in the same words, or in prose by a shorter form of them."""
    if name == known or annex:
        return name == known
    words, before = name.split(), known.split()
    return len(words) >= MIN_REPEATED and set(words) <= set(before) and 2 * len(words) >= len(before)


def _name(draft: Draft) -> str:
    """The indicator's words without the territory, which every statement of a plan shares."""
    return " ".join(_TERRITORY.sub("", fold(draft.indicator)).lower().replace(",", " ").split())


def _identity(draft: Draft) -> tuple[object, ...]:
    """What two statements of the same target share besides the indicator's words and the subject."""
    value = draft.quantity.value.value if draft.quantity else None
    due = (draft.when.found.value.anchor, draft.when.found.value.every) if draft.when else None
    return value, draft.unit, draft.change, due


def _subject(reading: Reading, draft: Draft) -> tuple[Body, ...]:
    """The bodies that the statement itself names before its number."""
    end = draft.quantity.span.start if draft.quantity else draft.quote.start
    return named(reading, Span(draft.quote.start, max(end, draft.quote.start)))
