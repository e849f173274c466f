"""A Plan against hand-made gold: `score` one document, `results` many, `errors` as a work list, `render` as tables."""

from extractor.evaluate.changes import Changes, changes
from extractor.evaluate.gold import LAYERS, Gold, Layer
from extractor.evaluate.intervals import Interval, intervals
from extractor.evaluate.labels import Pair, load_gold, pairs
from extractor.evaluate.results import Result, Unscored, agreements, results
from extractor.evaluate.scores import METRICS, Counts, Scores, passes, score, shortfalls, total
from extractor.evaluate.summary import Run, as_json, load_run, run_of, shown
from extractor.evaluate.table import halves, load_checking, render
from extractor.evaluate.views import agreement_table, changes_text, details, errors_text
from extractor.evaluate.worklist import Error, errors

__all__ = [
    "LAYERS", "METRICS", "Changes", "Counts", "Error", "Gold", "Interval", "Layer", "Pair", "Result", "Run", "Scores",
    "Unscored", "agreement_table", "agreements", "as_json", "changes", "changes_text", "details", "errors",
    "errors_text", "halves", "intervals", "load_checking", "load_gold", "load_run", "pairs", "passes", "render",
    "results", "run_of", "score", "shortfalls", "shown", "total",
]  # fmt: skip
