"""Scores of documents to intervals: between which bounds a metric's F1 would lie with other documents of the kind.

A bootstrap over documents: they are drawn with replacement, as many as there are, RESAMPLES times, and the bounds are
the 2.5th and 97.5th percentile of the F1 of all documents drawn. The draws come from a fixed seed: the same scores give
the same bounds.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.evaluate.scores import METRICS, Counts, Scores

RESAMPLES = 2000
SEED = 20_250_701
FEWEST = 3  # documents: fewer say nothing of others


class Interval(NamedTuple):
    low: float
    high: float


def intervals(scores: Sequence[Scores]) -> Mapping[str, Interval]:
    """The 95 % interval of each metric's F1; none for a metric that fewer than FEWEST documents have."""
    if len(scores) < FEWEST:
        return {}
    drawn = _draws(len(scores))
    found = {metric: _interval([each.counts.get(metric) for each in scores], drawn) for metric in METRICS}
    return {metric: interval for metric, interval in found.items() if interval is not None}


def _draws(documents: int) -> list[list[int]]:
    """How often each document is drawn, for each resample."""
    chance = random.Random(SEED)
    draws = []
    for _ in range(RESAMPLES):
        times = [0] * documents
        for at in chance.choices(range(documents), k=documents):
            times[at] += 1
        draws.append(times)
    return draws


def _interval(counts: Sequence[Counts | None], drawn: Sequence[Sequence[int]]) -> Interval | None:
    if sum(each is not None and each.f1 is not None for each in counts) < FEWEST:
        return None
    import numpy as np

    each = [count or Counts() for count in counts]
    totals = np.array(drawn) @ np.array([(2 * c.right, 2 * c.right + c.extra + c.missed) for c in each])
    kept = totals[totals[:, 1] > 0]
    low, high = np.percentile(kept[:, 0] / kept[:, 1], (2.5, 97.5))
    return Interval(float(low), float(high))
