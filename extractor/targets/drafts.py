"""A target before it has its number, as the resolvers of prose and of tables hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.items import Item
from extractor.model import Body, Change, Evidence, Found, Quantity, Span
from extractor.resolve import When


@dataclass(frozen=True, slots=True)
class Draft:
    """`quantity` is None for a target without a number; `host` is the place, in the list of drafts, of the target that
    this one is part of, or None."""

    item: Item
    quote: Span
    indicator: str
    quantity: Found[Quantity] | None
    change: Change
    when: When | None
    baseline: str | None
    bodies: tuple[Body, ...]
    rule: str
    host: int | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def unit(self) -> str | None:
        return self.quantity.value.unit if self.quantity else None
