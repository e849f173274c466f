"""What kehoach found as pages for people: plans (`html`), a comparison (comparison.py), a run over many files
(batch.py), and the errors of an evaluation (errors.py). Each is one HTML file that needs nothing else."""

from extractor.report.plans import html

__all__ = ["html"]
