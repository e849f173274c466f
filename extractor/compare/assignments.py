"""Plans to who leads and supports what in each of them: a row for each body of each task, bodies under one name.

Guarantees:
- a body that was merged stands under the body that does its work on the day of the latest plan, by the acts of the
  registry (lexicons/bodies.toml); the name that the plan gives stands beside it;
- the own territory is taken off, so that "Công an tỉnh" of one province stands beside that of another;
- bodies that the registry does not know keep the name of their plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.compare.comparison import plan_names
from extractor.compare.territory import day_of
from extractor.model import Body, Plan, Task
from extractor.rules import bodies


class Assignment(NamedTuple):
    """A body and one of its tasks. `body` is the name by which plans are compared, `named` the plan's own; `through`
    are the acts by which the one became the other."""

    body: str
    named: str
    through: tuple[str, ...]
    role: Literal["lead", "support"]
    plan: int
    name: str
    task: Task


def assignments(plans: Sequence[Plan], *, day: date | None = None) -> list[Assignment]:
    """The assignments of all plans, by body, role, plan and task; `day` is the one on which bodies are compared, that
    of the latest plan where none is given."""
    at = day or max((issued for plan in plans if (issued := day_of(plan))), default=None)
    found = [
        row
        for number, (plan, name) in enumerate(zip(plans, plan_names(plans), strict=True))
        for row in _of(plan, number, name, at)
    ]
    return sorted(found, key=lambda row: (row.body, row.role, row.plan, row.task.span))


def _of(plan: Plan, number: int, name: str, day: date | None) -> Iterator[Assignment]:
    for task in plan.tasks:
        roles: tuple[tuple[Literal["lead", "support"], tuple[Body, ...]], ...] = (
            ("lead", task.lead),
            ("support", task.support),
        )
        for role, named in roles:
            for body in named:
                compared, through = _today(body.id, body.name, day)
                yield Assignment(compared, body.name, through, role, number, name, task)


@lru_cache(maxsize=100_000)
def _today(id: str, name: str, day: date | None) -> tuple[str, tuple[str, ...]]:
    """The name under which a body is compared, and the acts that led there."""
    standing = bodies.at(id, day) if day else None
    if standing is None:
        return name, ()
    official = standing.entry.names[0]
    if standing.province is not None:
        official = official.removesuffix(f" {standing.province}")
        return official, standing.through
    return (official if standing.through or standing.id == standing.entry.id else name), standing.through
