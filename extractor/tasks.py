"""Items and bodies to tasks (nhiệm vụ). Placeholder until the resolver lands."""

from __future__ import annotations

from extractor.model import Task
from extractor.resolve import Reading


def find_tasks(reading: Reading) -> tuple[Task, ...]:
    return ()
