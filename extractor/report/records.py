"""A plan in; what its page lists out: each record with its id on the page, its number, and its places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.model import Cited, Notice, Plan, Record, Span, Target, Task
from extractor.report import say
from extractor.report.words import Words

Kind = Literal["target", "task", "citation", "warning"]
Held = Target | Task | Cited | Notice


class Listed(NamedTuple):
    """`id` is the row's on the page ("p0-target-3"), that of its place in the text has "m" after it; `label` is what
    people read ("CT3"). `spans` are the record's own, none for some warnings; `evidence` are the words elsewhere that
    gave its due or bodies."""

    id: str
    label: str
    kind: Kind
    record: Held
    spans: tuple[Span, ...]
    evidence: tuple[Span, ...] = ()

    @property
    def year(self) -> str:
        return say.year(self.record.due) if isinstance(self.record, Target | Task) else ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """The names of the bodies that must do it or take part."""
        record = self.record
        if isinstance(record, Cited | Notice):
            return ()
        named = record.bodies if isinstance(record, Target) else (*record.lead, *record.support)
        return tuple(dict.fromkeys(body.name for body in named))

    @property
    def numbered(self) -> bool:
        return isinstance(self.record, Target) and self.record.value is not None


def listed(at: int, plan: Plan, words: Words) -> list[Listed]:
    """The records of plan number `at` of the page: targets, tasks, citations, warnings."""
    return [
        *_numbered(at, "target", plan.targets, words["target_mark"]),
        *_numbered(at, "task", plan.tasks, words["task_mark"]),
        *_numbered(at, "citation", plan.citations, words["citation_mark"]),
        *_numbered(at, "warning", plan.warnings, words["warning_mark"]),
    ]


def _numbered(at: int, kind: Kind, records: tuple[Held, ...], mark: str) -> Iterator[Listed]:
    for number, record in enumerate(records, 1):
        spans = record.mentions if isinstance(record, Cited) else ()
        spans = spans or ((record.span,) if record.span else ())
        evidence = _evidence(record) if isinstance(record, Record) else ()
        yield Listed(f"p{at}-{kind}-{number}", f"{mark}{number}", kind, record, spans, evidence)


def _evidence(record: Record) -> tuple[Span, ...]:
    """Where the words stand that gave a field and lie outside the record."""
    return tuple(dict.fromkeys(e.span for e in record.evidence if not record.span.contains(e.span)))
