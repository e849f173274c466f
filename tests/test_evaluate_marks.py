"""Marks: where labels and plan single out words; the counts of the four schemes equal those of nervaluate."""

from pathlib import Path

import pytest
from evaluate_makers import GOLD_TARGETS, GOLD_TASKS, LIBRARIES, TEXT, gold, plan, target
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from extractor.evaluate.labels import pairs
from extractor.evaluate.marks import LABELS, SCHEMES, Mark, MarkCounts, Marks, boundaries, count, marks
from extractor.evaluate.outcomes import outcomes
from extractor.evaluate.results import Result, results

THEIR_NAMES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}


def theirs(each):
    """What nervaluate counts, by scheme, over all labels: its ends are inclusive."""

    def listed(side):
        return [{"label": m.label, "start": m.start, "end": m.end - 1} for m in side]

    golds, founds = [listed(d.gold) for d in each], [listed(d.found) for d in each]
    overall = Evaluator(golds, founds, tags=list(LABELS), loader="dict").evaluate()["overall"]
    return {scheme: overall[name] for scheme, name in THEIR_NAMES.items()}


def said(counts):
    return counts.correct, counts.incorrect, counts.partial, counts.missed, counts.spurious


def test_a_target_is_marked_with_its_indicator_and_a_task_with_its_first_words():
    labels = gold(targets=[target(LIBRARIES, "80", "%", indicator="thư viện xã nối mạng")], tasks=GOLD_TASKS[:1])
    made = marks(outcomes(plan(f"{TEXT} {GOLD_TASKS[0]['quote']}", targets=[], tasks=GOLD_TASKS[:1]), labels))
    letters = "".join(c for c in f"{TEXT} {GOLD_TASKS[0]['quote']}".lower() if c.isalnum())
    words = {m.label: letters[m.start : m.end] for m in made.gold}
    assert words == {
        "target": "có80thưviệnxãnốimạng",
        "indicator": "thưviệnxãnốimạng",
        "task": "sởvănhóachủtrìphốihợpvới",
    }
    assert [m.label for m in made.found] == ["task"]


def test_records_of_one_quote_are_one_mark():
    labels = gold(targets=[GOLD_TARGETS[0], GOLD_TARGETS[0] | {"value": "90"}])
    assert [m.label for m in marks(outcomes(plan(TEXT), labels)).gold] == ["indicator", "target"]


def test_the_schemes_by_hand():
    labelled = (Mark(0, 10, "target"), Mark(20, 30, "target"), Mark(40, 50, "task"), Mark(60, 70, "task"))
    answers = (Mark(0, 10, "target"), Mark(22, 30, "target"), Mark(40, 50, "target"), Mark(80, 90, "task"))
    both = Marks(labelled, answers)
    assert said(count(both, "strict")) == (1, 2, 0, 1, 1)
    assert said(count(both, "exact")) == (2, 1, 0, 1, 1)
    assert said(count(both, "partial")) == (2, 0, 1, 1, 1)
    assert said(count(both, "type")) == (2, 1, 0, 1, 1)
    assert count(both, "partial").f1 == pytest.approx(2.5 / 4)
    assert MarkCounts().f1 is None


def test_counts_are_kept_apart_by_label_and_add_up_over_documents():
    one = Marks((Mark(0, 5, "target"),), (Mark(0, 5, "task"),))
    found = boundaries([one, one])
    assert said(found["target"]["type"]) == (0, 0, 0, 2, 0)
    assert said(found["task"]["type"]) == (0, 0, 0, 0, 2)


_marks = st.lists(
    st.builds(lambda at, length, label: Mark(at, at + length, label), st.integers(0, 300), st.integers(1, 150),
              st.sampled_from(LABELS)), max_size=8, unique=True,
).map(lambda found: tuple(sorted(found)))  # fmt: skip


@given(st.lists(st.builds(Marks, _marks, _marks), min_size=1, max_size=3))
def test_counts_are_those_of_nervaluate(each):
    expected = theirs(each)
    for scheme in SCHEMES:
        ours = sum((count(d, scheme) for d in each), MarkCounts())
        assert said(ours) == said(expected[scheme]), scheme
        if ours.f1 is not None:
            assert ours.f1 == pytest.approx(expected[scheme].f1)


def test_counts_on_the_samples_are_those_of_nervaluate(root):
    compared([root / "gold"], [root / "corpora"], limit=3)


@pytest.mark.real
def test_counts_on_real_documents_are_those_of_nervaluate(root, shared):
    compared([root / "gold" / "real"], [shared / "corpora"], limit=6)


def compared(golds: list[Path], folders: list[Path], *, limit: int):
    made = [r for each in golds for r in results(pairs(each, folders)[:limit], jobs=1) if isinstance(r, Result)]
    for label in LABELS:
        each = [r.marks.of(label) for r in made]
        expected = theirs(each)
        ours = boundaries(each)[label]
        assert {s: said(ours[s]) for s in SCHEMES} == {s: said(expected[s]) for s in SCHEMES}, label
