"""A baseline's target and the target of another plan that faces it in; what the plan promises against it out.

The rules, in this order:
1. The plan has no target of that indicator for that time: *missing*. Where it only sets an earlier year, the promise
   counts if it reaches the baseline's number already: *earlier*; else *missing*.
2. A number against none: *not comparable* ("tăng doanh thu 20%" against "giữ vững doanh thu"). Two targets without a
   number are *equal* where their words are the same, else *not comparable*.
3. Other populations (people against firms), other kinds of unit or units (xã against hộ; % GRDP and % GDP are one,
   each being the territory's own product), a change against a level ("tăng 20%" against "đạt 20%"), a ratio or fraction
   that is not the same: *not comparable*. So are counts, sums and quantities of a country against a province's: shares,
   rates and ranks alone compare across levels.
4. The numbers differ: *stronger* or *weaker*. More is stronger, but less is where either says "không quá" or "dưới",
   where it is a rank, where the statement lowers ("giảm còn"), and where the indicator is a harm (hộ nghèo, tai nạn …,
   lexicons/wording.toml). "Giảm 30%" is a change that is more the larger it is. A range promises its weaker end.
   "Trên 80%" and "tối thiểu 80%" promise 80: a comparator decides nothing between equal numbers.
5. The numbers are the same: *later* or *earlier* where the last days differ and both have one, else *equal*.

`timing` says later, earlier or the same beside every judgement where both have a day; what is stronger but later is
told by `Verdict.offset`.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

import regex

from extractor.compare.terms import Terms, UnitClass, is_harm, terms, unit_class
from extractor.compare.territory import Level
from extractor.model import Plan, Target
from extractor.normalize import fold

Judgement = Literal["stronger", "equal", "weaker", "later", "earlier", "missing", "not-comparable"]
Timing = Literal["later", "earlier", "same"]

_OF_ANY_SIZE: frozenset[UnitClass] = frozenset(("share", "product", "rate", "density", "rank", "level", "multiple"))
_LESS = ("<", "<=")
_LOWERS = regex.compile(
    r"giảm (?:xuống )?(?:còn|dưới|xuống)|(?:còn|xuống) (?:dưới|không quá)|hạn chế|kéo giảm|kiềm chế"
)
_ALIKE_UNITS = {"% grdp": "% gdp", "% dân số": "%", "người dân": "người"}


Rule = Literal[
    "no-target", "other-time", "reached-sooner", "number-against-none", "other-words", "same-words", "other-population",
    "other-unit", "change-against-level", "ratio", "country-against-province", "numbers", "less-is-better",
]  # fmt: skip
"""Which of the rules decided; words.py says each in Vietnamese and English."""


class Verdict(NamedTuple):
    """`timing` is None where a deadline is not known on both sides; `ours` and `theirs` are the plan's and the
    baseline's numbers for people (see `shown`), "" for none."""

    judgement: Judgement
    timing: Timing | None
    rule: Rule
    ours: str = ""
    theirs: str = ""

    @property
    def offset(self) -> bool:
        """Whether the time takes back what the number gives: stronger but later, weaker but earlier."""
        return (self.judgement, self.timing) in (("stronger", "later"), ("weaker", "earlier"))


class Side(NamedTuple):
    """A target, its terms, and the level of its plan's issuer ("central", "province", None where not known)."""

    target: Target
    terms: Terms
    level: Level | None


def side(plan: Plan, target: int, level: Level | None) -> Side:
    """The side of the plan's target of that index; `level` is that of its issuer (see territory.level_of)."""
    one = plan.targets[target]
    parent = plan.targets[one.within] if one.within is not None else None
    return Side(one, terms(one, parent), level)


def missing(baseline: Side, nearest: Side | None = None) -> Verdict:
    """No target of the plan faces the baseline's; `nearest` is the plan's last target of the indicator, for another
    time."""
    theirs = shown(baseline.target)
    if nearest is None:
        return Verdict("missing", None, "no-target", "", theirs)
    verdict = judge(baseline, nearest)
    if verdict.timing == "earlier" and verdict.judgement in ("stronger", "earlier"):
        return Verdict("earlier", "earlier", "reached-sooner", verdict.ours, theirs)
    return Verdict("missing", None, "other-time", shown(nearest.target), theirs)


def judge(baseline: Side, other: Side) -> Verdict:
    """What `other` promises against `baseline`."""
    timing = _timing(baseline.target, other.target)
    said = shown(other.target), shown(baseline.target)
    obstacle = _not_comparable(baseline, other)
    if obstacle is not None:
        return Verdict("not-comparable", timing, obstacle, *said)
    less = less_is_better(baseline.target) or less_is_better(other.target)
    rule: Rule = "same-words" if baseline.target.value is None else "less-is-better" if less else "numbers"
    ours, theirs = promised(other.target, less=less), promised(baseline.target, less=less)
    if ours is None or theirs is None or ours == theirs:
        return Verdict("equal" if timing is None or timing == "same" else timing, timing, rule, *said)
    return Verdict("stronger" if (ours < theirs) == less else "weaker", timing, rule, *said)


def less_is_better(target: Target) -> bool:
    """Whether a smaller number promises more; see rule 4."""
    if target.change in ("increase_by", "decrease_by"):
        return False
    if target.comparator in _LESS or unit_class(target) == "rank":
        return True
    return _LOWERS.search(fold(target.quote).lower()) is not None or is_harm(target.indicator)


def promised(target: Target, *, less: bool) -> Decimal | None:
    """The number that a target binds its plan to, of a range the weaker end; None for a ratio or fraction."""
    ends = target.value if isinstance(target.value, tuple) else (target.value,)
    try:
        numbers = [Decimal(end) for end in ends if end is not None]
    except InvalidOperation:
        return None
    return (max(numbers) if less else min(numbers)) if numbers else None


def _not_comparable(a: Side, b: Side) -> Rule | None:
    """Why two targets cannot be set against each other, None where they can."""
    if (a.target.value is None) != (b.target.value is None):
        return "number-against-none"
    if a.target.value is None:
        return None if a.terms.key == b.terms.key else "other-words"
    if a.terms.population and b.terms.population and a.terms.population.isdisjoint(b.terms.population):
        return "other-population"
    return _other_measure(a, b)


def _other_measure(a: Side, b: Side) -> Rule | None:
    if unit(a.target) != unit(b.target):
        return "other-unit"
    if _group(a.target) != _group(b.target):
        return "change-against-level"
    if promised(a.target, less=False) is None or promised(b.target, less=False) is None:
        return None if a.target.value == b.target.value else "ratio"
    if "central" in (a.level, b.level) and a.level != b.level and a.terms.unit not in _OF_ANY_SIZE:
        return "country-against-province"
    return None


def unit(target: Target) -> str:
    """The unit by which targets are told comparable: GRDP is a province's GDP."""
    written = " ".join(fold(target.unit or "").lower().split())
    return _ALIKE_UNITS.get(written, written)


def _group(target: Target) -> str:
    return target.change if target.change in ("increase_by", "decrease_by") else "level"


def _timing(baseline: Target, other: Target) -> Timing | None:
    ours, theirs = (t.due.latest if t.due else None for t in (other, baseline))
    if ours is None or theirs is None:
        return None
    return "same" if ours == theirs else "later" if ours > theirs else "earlier"


_MARKS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ "}
_CHANGES = {"increase_by": "+", "decrease_by": "−"}


def shown(target: Target) -> str:
    """A target's number for people: "≥ 70 %", "+20 %", "10–13 %/năm"; "" for none."""
    if target.value is None:
        return ""
    value = "–".join(target.value) if isinstance(target.value, tuple) else target.value
    mark = _MARKS.get(target.comparator or "", "")
    return f"{mark}{_CHANGES.get(target.change, '')}{value}{f' {target.unit}' if target.unit else ''}"
