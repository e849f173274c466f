"""Plans as spaCy documents, and kehoach as a component of a spaCy pipeline.

    import spacy
    nlp = spacy.blank("xx")
    nlp.add_pipe("kehoach")
    doc = nlp(text)
    doc.spans["targets"], doc.spans["tasks"], doc._.kehoach      # span groups, and the whole Plan

Guarantees: a span begins and ends at token borders and holds at least the words of its record; a record whose words
the text does not hold in one stretch is left out of the groups, not of the Plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from extractor import words
from extractor.model import Plan
from extractor.model import Span as Place
from extractor.normalize import raw_offset
from extractor.pipeline import extract_text

Doc.set_extension("kehoach", default=None, force=True)

GROUPS = ("targets", "tasks", "citations", "bodies", "times")


@Language.component("kehoach", assigns=["doc.spans", "doc._.kehoach"])
def component(doc: Doc) -> Doc:
    """Fill the document's span groups GROUPS and `doc._.kehoach`; an empty text is left as it is."""
    if doc.text.strip():
        plan = extract_text(doc.text)
        doc._.kehoach = plan
        _fill(doc, plan, plan.raw_runs)
    return doc


def document(plan: Plan) -> Doc:
    """A Doc of Vietnamese words over `plan.text`, its span groups filled."""
    doc = words.doc(plan.text)
    doc._.kehoach = plan
    _fill(doc, plan, ())
    return doc


def docbin(plans: Iterable[Plan]) -> bytes:
    """Plans as a DocBin, for training; span groups are kept, `doc._.kehoach` is not."""
    return DocBin(docs=[document(plan) for plan in plans]).to_bytes()


def _fill(doc: Doc, plan: Plan, runs: Sequence[tuple[int, int]]) -> None:
    for name in GROUPS:
        records = getattr(plan, name)
        doc.spans[name] = list(
            _spans(doc, name, ((record.span, getattr(record, "id", "")) for record in records), runs)
        )


def _spans(
    doc: Doc, label: str, places: Iterable[tuple[Place, str]], runs: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    for (start, end), id in places:
        if runs:
            start, end = raw_offset(runs, start), raw_offset(runs, end - 1) + 1
        span = doc.char_span(start, end, label=label, span_id=id, alignment_mode="expand")
        if span is not None:
            yield span
