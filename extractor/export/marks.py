"""Plans as marked text for people to label, and marked text back as a gold file: what every annotation tool is given.

A mark is a span with a label (target, task, citation) and the fields that the labelling guidelines ask for besides
the quote. Guarantees: a plan's marks and back give its targets, tasks and citations; offsets are code points of `text`;
a field that a person did not fill in is null, so that the gold file's own check names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import KehoachError
from extractor.model import Citation, Due, Plan, Target, Task

LABELS = ("target", "task", "citation")
TARGET_FIELDS = (
    "indicator", "comparator", "value", "unit", "change", "due", "due_inherited", "baseline", "bodies", "context",
    "path", "within",
)  # fmt: skip
TASK_FIELDS = ("action", "lead", "support", "due", "output", "path")


class BadMarks(KehoachError):
    """A file of an annotation tool that is not in the form that `kehoach export --for` writes."""


class Mark(NamedTuple):
    """A labelled span; `fields` are those of the guidelines, {} for a mark that a person added without any."""

    id: str
    label: str
    start: int
    end: int
    fields: dict[str, Any]


class Marked(NamedTuple):
    """A document's text with its marks in reading order."""

    document: str
    text: str
    marks: tuple[Mark, ...]


def marked(plan: Plan) -> Marked:
    """A plan's targets, tasks and citations as marks."""
    marks = [Mark(t.id, "target", t.span.start, t.span.end, _target(t)) for t in plan.targets]
    marks += [Mark(t.id, "task", t.span.start, t.span.end, _task(t)) for t in plan.tasks]
    marks += [_citation(at, cited.span, cited) for at, cited in enumerate(plan.citations, start=1)]
    return Marked(plan.source.name, plan.text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id))))


def gold(document: Marked) -> dict[str, Any]:
    """The marks as a gold file's JSON (see evaluate.gold): quotes are cut from the text as it stands."""
    marks = [(mark, " ".join(document.text[mark.start : mark.end].split())) for mark in document.marks]
    return {
        "document": document.document,
        "labelled": ["targets", "tasks", "citations"],
        "targets": [{"quote": q} | _given(m, TARGET_FIELDS) for m, q in marks if m.label == "target"],
        "tasks": [{"quote": q} | _given(m, TASK_FIELDS) for m, q in marks if m.label == "task"],
        "citations": list(dict.fromkeys(m.fields.get("key") or q for m, q in marks if m.label == "citation")),
    }


def checked(file: Path, document: Marked) -> Marked:
    """`document`, if its marks lie in its text and have known labels; else raises BadMarks naming the first."""
    for mark in document.marks:
        if mark.label not in LABELS:
            raise BadMarks(str(file), f"mark {mark.id} has the label {mark.label!r}", f"give {', '.join(LABELS)}")
        if not 0 <= mark.start < mark.end <= len(document.text):
            cause = f"mark {mark.id} stands at {mark.start}–{mark.end} of {len(document.text)} characters"
            raise BadMarks(str(file), cause, "export it again from the tool, with its text")
    return document


def utf16(text: str) -> Sequence[int]:
    """For each code point offset of `text`, and its end, the offset in UTF-16 units, as browsers count."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets


def _given(mark: Mark, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: mark.fields.get(name) for name in names}


def _target(target: Target) -> dict[str, Any]:
    fields = {name: getattr(target, name) for name in TARGET_FIELDS}
    return fields | {"due": _due(target.due), "bodies": [body.name for body in target.bodies]}


def _task(task: Task) -> dict[str, Any]:
    bodies = {"lead": [body.name for body in task.lead], "support": [body.name for body in task.support]}
    return {"action": task.action, **bodies, "due": _due(task.due), "output": task.output, "path": task.path}


def _citation(at: int, span: tuple[int, int], cited: Citation) -> Mark:
    return Mark(f"c{at}", "citation", *span, {"key": cited.key})


def _due(due: Due | None) -> dict[str, Any] | None:
    return (
        None if due is None else {"anchor": due.anchor, "relation": due.relation, "every": due.every, "text": due.text}
    )
