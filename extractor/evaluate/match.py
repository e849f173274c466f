"""Gold claims and found claims to one-to-one pairs of greatest agreement.

Two records may be a pair when they make the same statement, whatever value they read in it:
- targets: their quotes overlap by half of the shorter one, and they share the value, or their indicators are alike
  (token set, 60 %), or one quote is nearly the other (80 % of their letters); or the quotes are alike by 80 % somewhere
  else in the document, and the value is the same (any value, where the gold quote is not in the text at all);
- tasks: their quotes overlap by half of the shorter one; or their first words are alike by 80 % and the lead is the
  same (any lead, where the gold quote is not in the text at all).

A pair weighs as many points as there are levels (metrics) in which it is right, so the pairs chosen are those with the
most right answers over all levels together; what is equal then is settled by closeness, which never outweighs a point.
Neither the order of the gold file nor that of the plan changes the pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from extractor.evaluate.claims import Claim, differences
from extractor.evaluate.keys import ALIKE
from extractor.evaluate.places import likeness, shared

Level = frozenset[str]
"""The fields that must agree for a pair to be right."""
Akin = Callable[[Claim, Claim], float | None]
"""How close two claims are, 0 to 1; None where they cannot be a pair."""

HALF = 0.5
NEARLY = 0.8
SAME_SUBJECT = 60.0
FIRST_LETTERS = 48  # about ten words


def match(
    golds: Sequence[Claim], founds: Sequence[Claim], levels: Sequence[Level], akin: Akin
) -> list[tuple[int, int]]:
    """The indices (gold, found) of the pairs, in the order of `golds`; a claim is in one pair at most."""
    if not golds or not founds:
        return []
    rows = sorted(range(len(golds)), key=lambda i: golds[i].order())
    columns = sorted(range(len(founds)), key=lambda j: founds[j].order())
    weights = [[_weight(golds[i], founds[j], levels, akin, len(golds)) for j in columns] for i in rows]
    return sorted((rows[r], columns[c]) for r, c in _assign(weights))


def _weight(gold: Claim, found: Claim, levels: Sequence[Level], akin: Akin, pairs: int) -> float:
    """Points for each level that is right, and less than one point over all pairs together for closeness."""
    closeness = akin(gold, found)
    if closeness is None:
        return 0.0
    wrong = differences(gold, found)
    points = sum(level.isdisjoint(wrong) for level in levels)
    agreeing = 1 - len(wrong) / len(gold.keys)
    return points + (closeness + agreeing) / (2 * (pairs + 1))


def _assign(weights: list[list[float]]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment  # loaded here: it takes longer to load than all else

    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(r, c) for r, c in zip(rows.tolist(), columns.tolist(), strict=True) if weights[r][c] > 0]


def same_target(gold: Claim, found: Claim) -> float | None:
    """See the module's docstring."""
    near, like = _nearness(gold, found)
    same_value = gold.keys["value"] == found.keys["value"]
    if near >= HALF:
        same = same_value or like >= NEARLY or _same_subject(gold, found)
    else:
        same = (same_value or not gold.places) and fuzz.ratio(gold.letters, found.letters) >= ALIKE
    return _closeness(gold, found, like) if same else None


def same_task(gold: Claim, found: Claim) -> float | None:
    """See the module's docstring."""
    near, like = _nearness(gold, found)
    if near < HALF:
        may = not gold.places or gold.keys["lead"] == found.keys["lead"]
        if not may or fuzz.ratio(gold.letters[:FIRST_LETTERS], found.letters[:FIRST_LETTERS]) < ALIKE:
            return None
    return _closeness(gold, found, like)


def _nearness(gold: Claim, found: Claim) -> tuple[float, float]:
    """The share of the shorter quote that the other covers, and of both that they share, at their best places."""
    meeting = [(a, b) for a in gold.places for b in found.places if a.overlaps(b)]
    return max(((shared(a, b), likeness(a, b)) for a, b in meeting), default=(0.0, 0.0))


def _same_subject(gold: Claim, found: Claim) -> bool:
    return fuzz.token_set_ratio(str(gold.keys["indicator"]), str(found.keys["indicator"])) >= SAME_SUBJECT


def _closeness(gold: Claim, found: Claim, like: float) -> float:
    return (like + (gold.keys["path"] == found.keys["path"])) / 2
