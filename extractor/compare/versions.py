"""Two versions of one plan (draft and final, original and amended) in; what changed in its targets out.

A target of the old version that the new one has not is *removed*, the other way round *added*. One that both have is
*raised* or *lowered* where it promises more or less (see judge: fewer poor households is raised), *postponed* or
*brought forward* where its last day moved, *reworded* where its words did, several of these at once, or *unchanged*.
A number put in place of none, another unit or a change in place of a level is *redefined*.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.compare.align import Member
from extractor.compare.comparison import compare
from extractor.compare.judge import Verdict, shown
from extractor.compare.links import NO_LINKS, Links
from extractor.model import Plan, Target
from extractor.normalize import fold

Kind = Literal[
    "added", "removed", "raised", "lowered", "redefined", "postponed", "brought-forward", "reworded", "unchanged"
]


class Change(NamedTuple):
    """What became of one target; `old` or `new` is None where it was added or removed."""

    kinds: tuple[Kind, ...]
    old: Target | None
    new: Target | None
    was: str
    now: str


def versions(old: Plan, new: Plan, *, links: Links = NO_LINKS) -> tuple[Change, ...]:
    """The changes from `old` to `new`, in the order of the old targets, then what was added."""
    comparison = compare([old, new], baseline=0, links=links)
    changes: list[tuple[Member, Change]] = []
    for cell in comparison.cells:
        before = comparison.target(cell.against) if cell.against else None
        after = comparison.target(cell.member) if cell.member else None
        if cell.plan == 0:
            continue
        kinds = _kinds(before, after, cell.verdict)
        place = cell.against or cell.member or Member(1, 0)
        changes.append((place, Change(kinds, before, after, _said(before), _said(after))))
    return tuple(change for _, change in sorted(changes, key=lambda pair: pair[0]))


def _kinds(old: Target | None, new: Target | None, verdict: Verdict | None) -> tuple[Kind, ...]:
    if old is None or new is None or verdict is None:
        return ("added",) if old is None else ("removed",)
    kinds: list[Kind] = []
    if verdict.judgement in ("stronger", "weaker"):
        kinds.append("raised" if verdict.judgement == "stronger" else "lowered")
    if verdict.judgement == "not-comparable" and verdict.rule != "other-words":
        kinds.append("redefined")
    if verdict.timing in ("later", "earlier"):
        kinds.append("postponed" if verdict.timing == "later" else "brought-forward")
    if _words(old) != _words(new):
        kinds.append("reworded")
    return tuple(kinds) or ("unchanged",)


def _words(target: Target) -> str:
    return " ".join(fold(target.indicator).lower().split())


def _said(target: Target | None) -> str:
    """ "≥ 70 % (2025)": the number and the time of a target; "" for none."""
    if target is None:
        return ""
    due = target.due.anchor if target.due else None
    return f"{shown(target)} ({due})".strip() if due else shown(target)
