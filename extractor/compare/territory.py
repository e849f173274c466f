"""A Plan to the level of who issued it, and the day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from extractor import provinces
from extractor.model import Plan
from extractor.rules import bodies

Level = Literal["central", "province"]


def level_of(plan: Plan) -> Level | None:
    """Whether a central body or a province issued the plan; None where that is not known."""
    if plan.metadata.issuer and _is_central(plan.metadata.issuer):
        return "central"
    return "province" if provinces.of(plan.metadata) else None


@lru_cache(maxsize=10_000)
def _is_central(issuer: str) -> bool:
    body = bodies.lookup(issuer)
    return body is not None and body.level == "central"


def day_of(plan: Plan) -> date | None:
    """The day on which the plan was issued, the last of its month or year where no more is known of it."""
    issued = plan.metadata.issued
    if not issued:
        return None
    year, month, day = (*map(int, issued.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
