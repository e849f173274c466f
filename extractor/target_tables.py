"""Rows of annex tables to targets. Placeholder until table columns land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.resolve import Reading

if TYPE_CHECKING:
    from extractor.targets import Draft


def table_targets(reading: Reading) -> list[Draft]:
    return []
