"""A Plan against hand-made gold: `score` one document, `total` many, `errors` as a work list, `render` as tables."""

from extractor.evaluate.gold import LAYERS, Gold, Layer
from extractor.evaluate.labels import Pair, load_gold, pairs
from extractor.evaluate.scores import METRICS, Counts, Scores, passes, score, shortfalls, total
from extractor.evaluate.table import halves, load_checking, render
from extractor.evaluate.worklist import Error, errors

__all__ = [
    "LAYERS", "METRICS", "Counts", "Error", "Gold", "Layer", "Pair", "Scores", "errors", "halves", "load_checking",
    "load_gold", "pairs", "passes", "render", "score", "shortfalls", "total",
]  # fmt: skip
