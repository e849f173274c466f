"""Results, confusions, agreement and changes to tables and lists for a terminal; nothing is printed here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from extractor.evaluate.changes import Changes, Sign
from extractor.evaluate.confusion import Taken, confusions
from extractor.evaluate.groups import grouped
from extractor.evaluate.marks import Scheme, boundaries
from extractor.evaluate.results import Result
from extractor.evaluate.scores import METRICS, Counts, Scores, total
from extractor.evaluate.summary import shown
from extractor.evaluate.table import Style, documents_table, percent, table
from extractor.evaluate.worklist import Error

IN_CONTEXT = ("found", "value", "due", "lead", "strict", "partial")
MARKED: tuple[Scheme, ...] = ("exact", "partial", "type")
MOST = 20  # wrong pairs of values that are listed
_SAID: Mapping[Sign, str] = {"+": "gained", "~": "altered", "-": "lost"}


def details(results: Sequence[Result], held: Collection[str] = (), *, style: Style = "text") -> str:
    """Tables by kind, province and context, of marked words, and of what is taken for what."""
    groups = grouped(results)
    tables = [
        documents_table(groups["kind"], head="kind", style=style),
        documents_table(groups["province"], head="province", style=style),
        _contexts(groups["context"], style),
        _marks(results, style),
        *(_confusion(name, pairs, style) for name, pairs in confusions(shown(results, held)).items()),
    ]
    return "\n".join(each for each in tables if each)


def _contexts(scores: Sequence[Scores], style: Style) -> str:
    metrics = [metric for metric in METRICS if metric.startswith(("targets", "tasks"))]
    metrics = [metric for metric in metrics if metric.rpartition(".")[2] in IN_CONTEXT]
    rows = [(metric, *(percent(each.f1(metric)) for each in scores)) for metric in metrics]
    return table(("context", *(each.document for each in scores)), rows, style)


def _marks(results: Iterable[Result], style: Style) -> str:
    rows = [
        (label, *(percent(schemes[scheme].f1) for scheme in MARKED), str(counts.possible), str(counts.actual))
        for label, schemes in boundaries(each.marks for each in results).items()
        for counts in [schemes["exact"]]
    ]
    return table(("marked words", *MARKED, "gold", "found"), rows, style)


def _confusion(name: str, pairs: Sequence[Taken], style: Style) -> str:
    """Those that are wrong, beside how often the same value is right; "" where none is."""
    right = {pair.gold: pair.times for pair in pairs if pair.gold == pair.found}
    wrong = [pair for pair in pairs if pair.gold != pair.found][:MOST]
    rows = [(f"{each.gold} → {each.found}", str(each.times), str(right.get(each.gold, 0))) for each in wrong]
    return table((f"{name}: gold → found", "times", "right"), rows, style) if rows else ""


def agreement_table(results: Sequence[Result], *, style: Style = "text") -> str:
    """The F1 of one annotator's labels against another's: of all documents, then of each."""
    scores = [each.scores() for each in results]
    whole = total(scores)
    rows = [(metric, *(percent(each.f1(metric)) for each in (whole, *scores))) for metric in whole.counts]
    numbers = [f"[{at}]" for at in range(1, len(scores) + 1)]
    named = "".join(f"{number} {each.document}\n" for number, each in zip(numbers, scores, strict=True))
    return table(("agreement", "all", *numbers), rows, style) + "\n" + named


def changes_text(changes: Changes, *, style: Style = "text") -> str:
    """The figures that moved, then each record that was gained, lost, or read otherwise."""
    rows = [
        (each.document, each.metric, percent(each.before.f1), percent(each.now.f1), points(each.before, each.now),
         *(f"{after - before:+d}" for before, after in zip(_numbers(each.before), _numbers(each.now), strict=True)))
        for each in changes.moved
    ]  # fmt: skip
    head = ("document", "metric", "before", "now", "points", "right", "extra", "missed")
    told = "".join(f"not compared, scored by one run alone: {each}\n" for each in changes.only)
    moved = table(head, rows, style) if rows else "no figure moved\n"
    return told + moved + "".join(_change(each.sign, each.before, each.now, each.error) for each in changes.records)


def points(before: Counts, now: Counts) -> str:
    """By how many points the F1 rose; "–" where there is none on either side."""
    return "–" if before.f1 is None or now.f1 is None else f"{100 * (now.f1 - before.f1):+.1f}"


def _numbers(counts: Counts) -> tuple[int, int, int]:
    return counts.right, counts.extra, counts.missed


def _change(sign: Sign, before: Error | None, now: Error | None, error: Error) -> str:
    place = f"{error.document} {error.layer} at {error.path or '–'}"
    lines = [f"\n{sign} {_SAID[sign]}: {place}\n    “{_words(error.quote)}”\n"]
    lines += [f"    {when}: {_error(each)}\n" for when, each in (("before", before), ("now", now)) if each]
    return "".join(lines)


def _error(error: Error) -> str:
    fields = f" in {', '.join(error.fields)}" if error.fields else ""
    return f"{error.kind}{fields}; gold {error.gold or '–'}; found {error.found or '–'}"


def _words(quote: str) -> str:
    return " ".join(quote.split())


def errors_text(errors: Iterable[Error]) -> str:
    """Each error with its document, place and words, and what gold and the plan say."""
    return "".join(
        f"\n{each.document} {each.layer} {each.kind} {', '.join(each.fields)} at {each.path or '–'}\n"
        f"    “{_words(each.quote)}”\n    gold:  {each.gold or '–'}\n    found: {each.found or '–'}\n"
        for each in errors
    )
