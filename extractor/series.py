"""Where a marker belongs among the open units: it goes on with a series, opens one, or is no marker at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.markers import DASHES, Marker
from extractor.model import Style

_RANK: tuple[Style, ...] = ("part", "chapter", "section", "subsection", "article")
_ROOTED: frozenset[Style] = frozenset({"part", "annex"})
_CAPTION = "Bảng"  # in the main text a table's caption, in an annex a form
_BELOW_ROMAN: frozenset[Style] = frozenset({"number", "decimal", "letter", "bracket", "dash", "plus", "star"})


@dataclass(slots=True)
class Open:
    """An open unit; `order` and `sign` as in Marker."""

    style: Style
    label: str
    order: int
    sign: str


class _Choice(NamedTuple):
    """`rank` orders the readings: 3 goes on with a series, 2 opens one, 1 jumps or repeats, 0 is an orphan."""

    rank: int
    depth: int
    marker: Marker


def place(
    stack: Sequence[Open], markers: Sequence[Marker], continued: Callable[[Marker], bool], *, heading: bool
) -> tuple[int, Marker] | None:
    """How many units of `stack` stay open above the marker, and which reading of it holds; None where it is none.

    `continued` tells whether a later line goes on with a marker's series. The likelier of equal readings wins.
    """
    choices = [choice for m in markers if (choice := _choice(stack, m, continued, heading)) is not None]
    if not choices:
        return None
    best = max(choices, key=lambda choice: choice.rank)
    return best.depth, best.marker


def _choice(
    stack: Sequence[Open], marker: Marker, continued: Callable[[Marker], bool], heading: bool
) -> _Choice | None:
    if marker.style in _ROOTED:
        return _Choice(3, 1, marker)
    if marker.style == "form":
        caption = marker.label.startswith(_CAPTION) and not any(unit.style in ("annex", "form") for unit in stack)
        return None if caption else _Choice(3, _depth_below(stack, ("annex",)), marker)
    if marker.style in _RANK:
        return _Choice(3, _depth_below(stack, _RANK[: _RANK.index(marker.style)]), marker)
    if marker.style in DASHES:
        return _Choice(2, _dash_depth(stack, marker), marker)
    if marker.style == "decimal":
        return _decimal_choice(stack, marker, continued, heading)
    return _series_choice(stack, marker, continued, heading)


def _depth_below(stack: Sequence[Open], styles: Sequence[Style]) -> int:
    """The depth under the deepest open unit of one of `styles`, 1 where none is open."""
    return max((i + 1 for i, unit in enumerate(stack) if unit.style in styles), default=1)


def _dash_depth(stack: Sequence[Open], marker: Marker) -> int:
    """A dash goes on with an open dash of its kind, else below what is open."""
    for i in range(len(stack) - 1, 0, -1):
        if stack[i].style == marker.style and stack[i].sign == marker.sign:
            return i
        if stack[i].style not in DASHES:
            break
    return len(stack)


def _series_choice(
    stack: Sequence[Open], marker: Marker, continued: Callable[[Marker], bool], heading: bool
) -> _Choice | None:
    same = [i for i, unit in enumerate(stack) if unit.style == marker.style and unit.sign == marker.sign]
    step = 4 if marker.style == "letter" else 1
    for i in reversed(same):
        if 0 < marker.order - stack[i].order <= step:
            return _Choice(3, i, marker)
    if _is_first(marker):
        return _Choice(2, same[-1] if same else _first_depth(stack, marker), marker)
    if same:
        jumped = [i for i in same if stack[i].order <= marker.order]
        if jumped and (heading or continued(marker) or marker.order - stack[jumped[-1]].order <= 2 * step):
            return _Choice(1, jumped[-1], marker)
        return _Choice(1, same[-1], marker) if heading and continued(marker) else None
    sure = heading or marker.style == "roman" or continued(marker)
    depth = _first_depth(stack, marker) if marker.style == "roman" else _open_depth(stack)
    return _Choice(0, depth, marker) if sure else None


def _is_first(marker: Marker) -> bool:
    return marker.order == (2 if marker.style == "letter" else 1) or (marker.style == "bracket" and marker.label == "a")


def _first_depth(stack: Sequence[Open], marker: Marker) -> int:
    """Where a new series opens: below what is open; a Roman one below no number or letter."""
    if marker.style != "roman":
        return len(stack)
    return next((i for i, unit in enumerate(stack) if unit.style in _BELOW_ROMAN), len(stack))


def _open_depth(stack: Sequence[Open]) -> int:
    """Below the deepest open unit with a label."""
    return max((i + 1 for i, unit in enumerate(stack) if unit.label), default=1)


def _decimal_choice(
    stack: Sequence[Open], marker: Marker, continued: Callable[[Marker], bool], heading: bool
) -> _Choice | None:
    """ "2.1" stands under "2." or "II.", or beside the decimals of its depth."""
    prefix, _, _ = marker.label.rpartition(".")
    parents = [i for i, unit in enumerate(stack) if unit.style in ("number", "decimal") and unit.label == prefix]
    if parents:
        return _Choice(3, parents[-1] + 1, marker)
    level = marker.label.count(".")
    beside = [i for i, unit in enumerate(stack) if unit.style == "decimal" and unit.label.count(".") == level]
    if beside:
        return _Choice(3 if stack[beside[-1]].label.rpartition(".")[0] == prefix else 2, beside[-1], marker)
    first = int(prefix.split(".")[0])
    chapters = [
        i for i, unit in enumerate(stack) if unit.style in ("roman", "upper", "article") and unit.order == first
    ]
    if chapters and level == 1:
        return _Choice(2, chapters[-1] + 1, marker)
    return _Choice(1, _open_depth(stack), marker) if heading or _starts_or_continues(marker, continued) else None


def _starts_or_continues(marker: Marker, continued: Callable[[Marker], bool]) -> bool:
    return marker.order == 1 or continued(marker)
