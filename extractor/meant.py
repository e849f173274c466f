"""Groups that point to bodies named elsewhere in the document: a Reading and its references in, the bodies that each
group stands for, by the group's span, out.

- "các đơn vị nêu trên": the bodies named one by one before it (see body_references.pointed);
- "các cơ quan nêu tại Mục II": those named one by one in the unit that the reference leads to.

Guarantees: a group stands for two bodies at least; a reference that dangles gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Body, Found, Reference, Span
from extractor.patterns import compiled
from extractor.recognize import within
from extractor.resolve import Reading
from extractor.rules.body_references import is_group, pointed

_AT = compiled(r" (?:(?:được )?(?:nêu|quy định|phân công|giao|nói) )?(?:tại|ở|trong) ?$", regex.IGNORECASE)
_REACH = 30


def members(reading: Reading, referred: Sequence[Reference]) -> dict[Span, tuple[Body, ...]]:
    """The bodies that each pointing group stands for, in the order in which they are named."""
    found = reading.values.bodies
    units = {item.path: item.node.span for item in reading.items}
    meant = pointed(reading.document.key, found)
    for reference in referred:
        group = _before(reading.document.key, found, reference.span.start)
        if group is not None and reference.target in units:
            named = [f.value for f in within(found, units[reference.target]) if not is_group(f.value)]
            if len(set(named)) > 1:
                meant[group.span] = tuple(dict.fromkeys(named))
    return meant


def _before(key: str, found: Sequence[Found[Body]], at: int) -> Found[Body] | None:
    """The group right before a reference at `at`, with no more than "nêu tại" between."""
    near = within(found, Span(max(0, at - _REACH - 80), at))
    last = near[-1] if near else None
    between = last is not None and _AT.fullmatch(key, last.span.end, at) is not None
    return last if between and last is not None and is_group(last.value) else None
