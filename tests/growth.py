"""Whether work grows with its input and not faster: two runs of one process are compared, no clock is a limit."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

FACTOR = 5
SLACK = 2.5  # what caches and a busy machine may add to a linear growth
NOTHING = 0.1  # seconds below which a run is too short to compare


def grows_linearly(work: Callable[[str], object], piece: str, length: int = 4_000) -> bool:
    """Whether `work` on `piece` repeated to five times `length` costs at most about five times as much."""
    small = piece * max(1, length // len(piece))
    if _cost(work, small * FACTOR) < NOTHING:
        return True
    before = min(_cost(work, small) for _ in range(3))
    after = min(_cost(work, small * FACTOR) for _ in range(2))
    return after <= SLACK * FACTOR * before


def once_linear(work: Callable[[str], object], piece: str, length: int) -> bool:
    """The same by one run of each length, and one more where it fails on a busy machine: for long texts."""
    small = piece * max(1, length // len(piece))
    return any(_cost(work, small * FACTOR) <= max(NOTHING, SLACK * FACTOR * _cost(work, small)) for _ in range(2))


def _cost(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start
