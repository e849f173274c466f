"""Who a target binds: the bodies that its statement names as its subject, or that lead the task which holds it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.clauses import opened
from extractor.items import Item, ancestors
from extractor.model import Body, Span, Task
from extractor.recognize import within
from extractor.resolve import Reading, members


class Holders:
    """The tasks of a document, looked up by the item that they stand in."""

    def __init__(self, reading: Reading, tasks: Sequence[Task]) -> None:
        self.reading = reading
        self.tasks = sorted(tasks, key=lambda task: task.span)

    def of(self, item: Item, subject: Sequence[Body] = ()) -> tuple[Body, ...]:
        """The bodies that lead the task which `item` is, or is nested in, or those of them that the statement itself
        names as its `subject`; none where no task holds the item."""
        for near in (item, *ancestors(self.reading.items, item)):
            at = bisect_left(self.tasks, near.node.head.start, key=lambda task: task.span.start)
            if at < len(self.tasks) and near.node.head.contains(self.tasks[at].span):
                return tuple(subject) or self.tasks[at].lead
        return ()


def named(reading: Reading, span: Span) -> tuple[Body, ...]:
    """The bodies that `span` opens with: the subject of its clause."""
    found = within(reading.values.bodies, span)
    if not found:
        return ()
    opens = opened(reading.document.key, span, [f.span for f in within(reading.values.times, span)])
    return members(found) if found[0].span.start <= opens.start + 2 else ()
