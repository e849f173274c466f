"""Plans side by side: one indicator across provinces, who promises less, who left it out, what a new version changed.

    from extractor import compare
    compare.matrix(plans, baseline=0)                 # a DataFrame, a row for each promise
    compare.matrix(plans, baseline=0, wide=True)      # a column for each plan
    compare.tasks_by_body(plans)                      # who leads and supports what
    compare.compare(plans, baseline=0).coverage()     # the values themselves, for a report

`align` finds the targets of one indicator by their words, `judge` sets each against a baseline's by rules written
there, `versions` tells what became of each target between two versions of one plan.
"""

from extractor.compare.align import Cluster, Link, Member, align
from extractor.compare.assignments import Assignment, assignments
from extractor.compare.comparison import BadComparison, Cell, Comparison, Coverage, compare
from extractor.compare.frames import changes, coverage, matrix, tasks_by_body
from extractor.compare.judge import Judgement, Timing, Verdict
from extractor.compare.links import BadLinks, Links, load_links
from extractor.compare.versions import Change, versions
from extractor.compare.words import JUDGEMENTS, link_reason, reason

__all__ = [
    "JUDGEMENTS", "Assignment", "BadComparison", "BadLinks", "Cell", "Change", "Cluster", "Comparison", "Coverage",
    "Judgement", "Link", "Links", "Member", "Timing", "Verdict", "align", "assignments", "changes", "compare",
    "coverage", "link_reason", "load_links", "matrix", "reason", "tasks_by_body", "versions",
]  # fmt: skip
