"""Targets and tasks against gold: each field and level, the matching, and what holds for every plan and gold."""

import random
from pathlib import Path

import pytest
from evaluate_makers import (
    CALM,
    CATALOGUE,
    COURSES,
    GOLD_TARGETS,
    GOLD_TASKS,
    LIBRARIES,
    READERS,
    TEXT,
    by,
    counts,
    gold,
    mirror,
    plan,
    target,
    task,
    unit,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.evaluate import METRICS, errors, load_gold, score
from extractor.evaluate.gold import LAYERS
from extractor.evaluate.places import letters, locate
from extractor.model import Span

REAL = Path(__file__).parents[2] / "shared" / "gold"

# ── targets ─────────────────────────────────────────────────────────────────────────────────────────────────────────

CHAIN = ("found", "value", "due", "comparator", "strict", "qualitative")


@pytest.mark.parametrize(
    "change, rights",
    [
        ({}, (3, 3, 3, 3, 3, 1)),
        ({"value": "1500.0", "unit": "Người"}, (3, 3, 3, 3, 3, 1)),
        ({"value": "1600"}, (3, 2, 2, 2, 2, 1)),
        ({"value": "nghìn rưởi"}, (3, 2, 2, 2, 2, 1)),
        ({"unit": "lượt"}, (3, 2, 2, 2, 2, 1)),
        ({"due": by("2028")}, (3, 3, 2, 2, 2, 1)),
        ({"due": by("2027", "before")}, (3, 3, 2, 2, 2, 1)),
        ({"due": None}, (3, 3, 2, 2, 2, 1)),
        ({"due": by("2027") | {"text": "năm 2027"}}, (3, 3, 3, 3, 3, 1)),
        ({"comparator": ">"}, (3, 3, 3, 2, 2, 1)),
        ({"bodies": ["Hội sách", "Sở Văn hoá"]}, (3, 3, 3, 3, 3, 1)),
        ({"bodies": ["Sở Văn hóa"]}, (3, 3, 3, 3, 2, 1)),
        ({"change": "maintain"}, (3, 3, 3, 3, 2, 1)),
        ({"context": "annex"}, (3, 3, 3, 3, 2, 1)),
        ({"path": "II"}, (3, 3, 3, 3, 2, 1)),
        ({"baseline": "900"}, (3, 3, 3, 3, 2, 1)),
        ({"due_inherited": True}, (3, 3, 3, 3, 2, 1)),
        ({"indicator": READERS + "."}, (3, 3, 3, 3, 3, 1)),
        ({"indicator": "bạn đọc"}, (3, 3, 3, 3, 2, 1)),
        ({"value": None, "unit": None, "comparator": None}, (3, 2, 2, 2, 2, 1)),
    ],
)
def test_each_field_counts_from_its_level_on(change, rights):
    ours = [GOLD_TARGETS[0], GOLD_TARGETS[1] | change, GOLD_TARGETS[2]]
    result = score(plan(TEXT, targets=ours), gold(targets=GOLD_TARGETS))
    assert tuple(result.counts[f"targets.{level}"].right for level in CHAIN) == rights
    assert all(c.right + c.missed == 3 == c.right + c.extra for c in list(result.counts.values())[:5])


def test_numberless_targets_are_a_slice_of_their_own():
    labels = gold(targets=GOLD_TARGETS)
    ours = [GOLD_TARGETS[0] | {"value": None, "unit": None}, GOLD_TARGETS[1], GOLD_TARGETS[2] | {"value": "5"}]
    assert counts(TEXT, labels, "targets.qualitative", targets=ours) == (0, 1, 1)
    assert counts(TEXT, labels, "targets.found", targets=ours) == (3, 0, 0)


def test_missed_and_spurious_targets():
    stray = target("Đến năm 2027", "2027")
    assert counts(TEXT, gold(targets=GOLD_TARGETS), "targets.found", targets=[GOLD_TARGETS[0], stray]) == (1, 1, 2)


def test_another_statement_in_the_same_sentence_is_not_found():
    """The quote covers gold's, but neither value nor subject is the same."""
    wide = target(TEXT, "12", "km", indicator="chiều dài tuyến đường")
    assert counts(TEXT, gold(targets=[GOLD_TARGETS[0]]), "targets.found", targets=[wide]) == (0, 1, 1)


def test_one_find_answers_one_label():
    labels = gold(targets=[GOLD_TARGETS[0]])
    assert counts(TEXT, labels, "targets.strict", targets=[GOLD_TARGETS[0]] * 3) == (1, 2, 0)
    labels = gold(targets=[GOLD_TARGETS[0]] * 3)
    assert counts(TEXT, labels, "targets.strict", targets=[GOLD_TARGETS[0]]) == (1, 0, 2)


def test_year_columns_share_a_quote_and_are_told_apart_by_their_values():
    row = "Bản sách số | bản | 100 | 250 | 400"
    years = [
        target(row, v, "bản", by(y), indicator="Bản sách số")
        for v, y in (("100", "2026"), ("250", "2027"), ("400", "2028"))
    ]
    spoken = [year | {"quote": row.replace(" |", "")} for year in years]
    assert counts(row, gold(targets=spoken), "targets.strict", targets=years[::-1]) == (3, 0, 0)
    shifted = [years[0], years[1] | {"due": by("2028")}]
    assert counts(row, gold(targets=spoken), "targets.value", targets=shifted) == (2, 0, 1)
    assert counts(row, gold(targets=spoken), "targets.due", targets=shifted) == (1, 1, 2)


def test_greedy_matching_would_lose_an_answer():
    """The wide find may answer both labels and is nearest to the first; the narrow one may answer the first only."""
    both = "nối mạng 80% thư viện và 60% nhà văn hóa"
    left = target("nối mạng 80% thư viện", "80", "%", indicator="nối mạng thư viện")
    right = target("60% nhà văn hóa", "60", "%", indicator="nối mạng nhà văn hóa")
    wide = target(both, "99", "%", indicator="nối mạng thư viện nhà văn hóa")
    narrow = left | {"value": "98", "unit": None}
    labels = gold(targets=[left, right])
    assert counts(both, gold(targets=[left]), "targets.found", targets=[wide]) == (1, 0, 0)
    assert counts(both, labels, "targets.found", targets=[wide, narrow]) == (2, 0, 0)


def test_pairs_hold_the_most_right_answers_not_the_most_pairs():
    both = "nối mạng 80% thư viện và 60% nhà văn hóa"
    left = target("nối mạng 80% thư viện", "80", "%", indicator="nối mạng thư viện")
    right = target("60% nhà văn hóa", "60", "%", indicator="nối mạng nhà văn hóa")
    exact = left | {"quote": both, "indicator": "nối mạng thư viện nhà văn hóa"}
    vague = left | {"value": "8", "unit": None, "due": by("2030")}
    labels = gold(targets=[left, right])
    assert counts(both, labels, "targets.value", targets=[exact, vague]) == (1, 1, 1)


def test_a_repeated_quote_is_looked_for_in_its_unit():
    text = f"I. {LIBRARIES}\nII. {LIBRARIES}"
    second = Span(text.index("II."), len(text))
    outline = [unit("I", "", span=(0, second.start)), unit("II", "", span=second)]
    wanted = target(LIBRARIES, "80", "%", path="II")
    wrong_value = plan(text, outline=outline, targets=[target(LIBRARIES, "70", "%", path="I")])
    assert score(wrong_value, gold(targets=[wanted])).f1("targets.found") == 0.0
    right_value = plan(text, outline=outline, targets=[target(LIBRARIES, "80", "%", path="I")])
    assert score(right_value, gold(targets=[wanted])).f1("targets.found") == 1.0


def test_a_quote_that_the_text_lacks_is_compared_in_words():
    lost = target("có tám mươi phần trăm thư viện cấp xã được nối mạng", "80", "%")
    ours = target("có tám mươi phần trăm thư viện cấp xã được nối mang", "80", "%")
    assert counts("chữ khác hẳn", gold(targets=[lost]), "targets.found", targets=[ours]) == (1, 0, 0)


# ── tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "change, rights",
    [
        ({}, (2, 2, 2, 2, 2)),
        ({"lead": ["SỞ VĂN HOÁ"]}, (2, 2, 2, 2, 2)),
        ({"lead": ["Sở Văn hóa", "Sở Tài chính"]}, (2, 1, 1, 1, 1)),
        ({"support": []}, (2, 2, 1, 1, 1)),
        ({"due": by("--11-30", "before")}, (2, 2, 2, 1, 1)),
        ({"path": "II"}, (2, 2, 2, 2, 1)),
        ({"action": "khác", "output": "danh mục"}, (2, 2, 2, 2, 2)),
    ],
)
def test_tasks_level_by_level(change, rights):
    result = score(
        plan(f"{CATALOGUE}\n{COURSES}", tasks=[GOLD_TASKS[0] | change, GOLD_TASKS[1]]), gold(tasks=GOLD_TASKS)
    )
    assert (
        tuple(result.counts[f"tasks.{level}"].right for level in ("found", "lead", "support", "due", "strict"))
        == rights
    )


def test_a_due_of_three_nulls_is_no_due():
    ours = [GOLD_TASKS[1] | {"due": by(None, None)}]
    assert counts(COURSES, gold(tasks=[GOLD_TASKS[1]]), "tasks.strict", tasks=ours) == (1, 0, 0)


def test_a_task_is_found_by_its_first_words():
    first = task("Hội Sách mở lớp tập huấn cho thủ thư", ["Hội Sách"])
    assert counts(COURSES, gold(tasks=[first]), "tasks.found", tasks=[GOLD_TASKS[1]]) == (1, 0, 0)


# ── finding a quote ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "quote",
    ["Sở Y tế 30% 45%", "sở  y tế | 30 % | 45%", "SỞ Y TẾ 30% – 45%", "Sở Y tế"],
)
def test_a_quote_is_found_whatever_its_blanks_case_and_dashes(quote):
    text = "Đơn vị | Sở Y tế | 30% | 45%\nSở Y tếch"
    spans = locate(letters(quote).text, letters(text))
    assert [span.start for span in spans] == [len("Đơnvị")]


def test_a_quote_without_letters_is_nowhere():
    assert locate(letters("…").text, letters("Sở Y tế")) == ()
    assert locate(letters("Sở Y tế").text, letters("…")) == ()
    assert letters("…").span(Span(0, 1)) == Span(0, 0)


def test_a_quote_that_stands_everywhere_is_looked_at_in_a_few_places():
    assert len(locate(letters("a a").text, letters("a a " * 500))) == 50


def test_a_quote_with_slips_is_found_where_most_of_it_stands():
    text = "mở đầu. " * 30 + "Đẩy mạnh việc tặng sách cho trường học vùng cao của tỉnh." + " kết thúc." * 30
    (span,) = locate(letters("Đẩy mạnh vịệc tặng sách cho trừơng học vùng cao cua tỉnh").text, letters(text))
    assert letters(text).text[span.start : span.end].startswith("đẩymạnh")
    assert locate(letters("Một câu hoàn toàn không có ở đâu trong văn bản này cả").text, letters(text)) == ()


# ── what holds always ───────────────────────────────────────────────────────────────────────────────────────────────

_quotes = st.sampled_from([LIBRARIES, READERS, CALM, "thu hút", TEXT])
_dues = st.sampled_from([None, by("2027"), by("2028")])
_values = st.sampled_from([None, "80", "1500", "5"])
_targets = st.lists(st.builds(target, _quotes, _values, st.sampled_from([None, "%"]), _dues), max_size=6)
_tasks = st.lists(st.builds(task, _quotes, st.lists(st.sampled_from(["A", "B"]), max_size=2), due=_dues), max_size=6)


@settings(max_examples=60, deadline=None)
@given(_targets, _targets, _tasks, _tasks, st.randoms(use_true_random=False))
def test_order_changes_no_score(golds, founds, gold_tasks, found_tasks, chance):
    def shuffled(items):
        return chance.sample(items, len(items))

    before = score(plan(TEXT, targets=founds, tasks=found_tasks), gold(targets=golds, tasks=gold_tasks))
    after = score(
        plan(TEXT, targets=shuffled(founds), tasks=shuffled(found_tasks)),
        gold(targets=shuffled(golds), tasks=shuffled(gold_tasks)),
    )
    assert before == after


@settings(max_examples=60, deadline=None)
@given(_targets, _targets)
def test_counts_add_up_and_levels_only_get_harder(golds, founds):
    scores = score(plan(TEXT, targets=founds), gold(targets=golds))
    chain = [scores.counts[f"targets.{level}"] for level in CHAIN[:5]]
    assert all((c.right + c.missed, c.right + c.extra) == (len(golds), len(founds)) for c in chain)
    assert [c.right for c in chain] == sorted((c.right for c in chain), reverse=True)


@settings(max_examples=60, deadline=None)
@given(_targets, _tasks)
def test_gold_against_itself_is_right(golds, gold_tasks):
    labels = gold(targets=golds, tasks=gold_tasks)
    assert all(c.extra == c.missed == 0 for c in score(mirror(labels), labels).counts.values())


def test_many_targets_that_share_their_words_are_all_paired():
    chance = random.Random(1)
    letter = "abcdeghiklmnopqrstuvxy"
    labels = gold(
        targets=[
            target("".join(chance.choices(letter, k=90)) + f" đạt {n}%", str(n), "%", by(str(2026 + n % 5)))
            for n in range(150)
        ]
    )
    assert score(mirror(labels), labels).f1("targets.strict") == 1.0


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the hand-made gold of real documents is not here")
def test_real_gold_against_itself_is_right():
    for file in sorted(REAL.glob("*.json")):
        labels = load_gold(file)
        result = score(mirror(labels), labels)
        assert {m: c for m, c in result.counts.items() if c.extra or c.missed} == {}, file.name
        assert errors(mirror(labels), labels) == []
        assert {METRICS[m].layer for m in result.counts} == set(labels.labelled) & set(LAYERS)
