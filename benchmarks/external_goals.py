"""The labelled plans of ../shared to how far they reach the goals for single values, records aside.

- due: of the labelled deadlines whose record is found, those with the anchor and the recurrence right;
- bodies: of the labelled lead and supporting bodies of the tasks found, those named among the bodies of that task;
- citations: F1 of the distinct keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.evaluate import Result, load_checking, pairs, results, total
from extractor.evaluate.claims import Claim
from extractor.evaluate.outcomes import Outcome

Counted = tuple[int, int]
"""Right, and labelled."""


def table(shared: Path) -> Iterator[str]:
    """Rows of a table in Markdown: each goal, on all plans, on those that rules were written on, and on the others."""
    found = [each for each in results(pairs(shared / "gold", [shared / "corpora"])) if isinstance(each, Result)]
    checking = load_checking(shared / "gold" / "checking.txt")
    held = [each for each in found if {each.document, Path(each.document).stem} & checking]
    parts = (found, [each for each in found if each not in held], held)
    yield "| % | goal | all | development | checking |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, goal, share in (
        ("due: anchor and every", 93, _due),
        ("bodies: names", 92, _bodies),
        ("citations: F1", 97, _f1),
    ):
        yield f"| {name} | {goal} | {' | '.join(share(part) for part in parts)} |"


def _due(found: Sequence[Result]) -> str:
    return _of(found, _due_right)


def _bodies(found: Sequence[Result]) -> str:
    return _of(found, _bodies_right)


def _f1(found: Sequence[Result]) -> str:
    f1 = total([each.scores() for each in found]).f1("citations.keys")
    return "–" if f1 is None else f"{100 * f1:.1f}"


def _of(found: Sequence[Result], counted: Callable[[Claim, Claim], Counted]) -> str:
    """The share over the records that both sides have."""
    both = [counted(o.gold, o.found) for each in found for o in _records(each) if o.gold and o.found]
    right, labelled = map(sum, zip(*both, strict=True))
    return f"{100 * right / labelled:.1f} ({right} of {labelled})"


def _records(result: Result) -> Iterator[Outcome]:
    yield from (*result.outcomes.get("targets", ()), *result.outcomes.get("tasks", ()))


def _due_right(gold: Claim, found: Claim) -> Counted:
    wanted, read = gold.keys["due"], found.keys["due"]
    if not isinstance(wanted, tuple):
        return 0, 0
    return int(isinstance(read, tuple) and (wanted[0], wanted[2]) == (read[0], read[2])), 1


def _bodies_right(gold: Claim, found: Claim) -> Counted:
    if "lead" not in gold.keys:
        return 0, 0
    wanted, read = (claim.keys["lead"] | claim.keys["support"] for claim in (gold, found))  # type: ignore[operator]
    return len(wanted & read), len(wanted)
