"""Many documents: groups, intervals, confusions, agreement, two runs compared, and all of it as JSON."""

import json

import pytest
from evaluate_makers import CALM, GOLD_TARGETS, GOLD_TASKS, LIBRARIES, TEXT, by, gold, plan, target, task
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import BadGold
from extractor.evaluate import (
    METRICS,
    Counts,
    Result,
    Scores,
    agreement_table,
    as_json,
    changes,
    changes_text,
    details,
    intervals,
    load_run,
    pairs,
    results,
    run_of,
    total,
)  # fmt: skip
from extractor.evaluate.confusion import Taken, confusions
from extractor.evaluate.groups import grouped
from extractor.evaluate.marks import marks
from extractor.evaluate.outcomes import agreement, outcomes

NO_METADATA = dict.fromkeys(("number", "kind", "title", "issuer", "issued", "place", "signer", "signer_role"))


def result(name, found, labels, *, kind="Kế hoạch", province="Cần Thơ"):
    said = outcomes(found, labels)
    return Result(name, f"corpora/{name}", kind, province, found.text, said, marks(said))


def mau(name="mau.md", *, targets=GOLD_TARGETS, tasks=GOLD_TASKS, labels=None, **more):
    labelled = gold(targets=GOLD_TARGETS, tasks=GOLD_TASKS) if labels is None else labels
    text = "\n".join([TEXT, *(each["quote"] for each in GOLD_TASKS)])
    return result(name, plan(text, targets=targets, tasks=tasks), labelled, **more)


# ── fields one by one ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_wrong_in_one_field_loses_that_field_only():
    wrong = [GOLD_TASKS[0] | {"support": []}, GOLD_TASKS[1]]
    counts = mau(tasks=wrong).scores().counts
    assert counts["tasks.strict"] == Counts(1, 1, 1)
    assert counts["tasks.partial"] == Counts(right=5, extra=0, missed=1)  # lead, due, path; lead, path
    assert mau(tasks=GOLD_TASKS[:1]).scores().counts["tasks.partial"] == Counts(right=4, extra=0, missed=2)


# ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_groups_by_kind_province_and_context():
    annex = [GOLD_TARGETS[0], GOLD_TARGETS[1] | {"context": "annex"}]
    groups = grouped([mau(), mau("hai.md", targets=annex, kind="Chỉ thị", province=None)])
    assert [each.document for each in groups["kind"]] == ["Chỉ thị", "Kế hoạch"]
    assert [each.document for each in groups["province"]] == ["Cần Thơ", "–"]
    found = {each.document: each.counts["targets.found"] for each in groups["context"]}
    assert found == {"objective": Counts(4, 0, 2), "task": Counts(), "annex": Counts(0, 1, 0)}


def test_contexts_add_up_to_the_whole():
    annex = gold(tasks=[GOLD_TASKS[0] | {"path": "Phụ lục I.2"}, GOLD_TASKS[1]])
    contexts = {each.document: each for each in grouped([mau(labels=annex, tasks=GOLD_TASKS)])["context"]}
    assert contexts["annex"].counts["tasks.found"] == Counts(0, 0, 1)
    assert contexts["task"].counts["tasks.found"] == Counts(1, 1, 0)


@pytest.mark.parametrize(
    "issuer, place, province",
    [
        ("Ủy ban nhân dân thành phố Cần Thơ", "Ninh Kiều", "Cần Thơ"),
        ("Sở Y tế", "Vĩnh Long", "Vĩnh Long"),
        ("Bộ Tài chính", "Hà Nội", "trung ương"),
        (None, None, None),
    ],
)
def test_whose_a_document_is(tmp_path, issuer, place, province):
    labels = {"document": "a.txt", "labelled": ["metadata"]}
    labels |= {"metadata": NO_METADATA | {"issuer": issuer, "place": place}}
    (tmp_path / "a.json").write_text(json.dumps(labels), "utf-8")
    (tmp_path / "a.txt").write_text("Một văn bản ngắn không có gì.", "utf-8")
    (made,) = results(pairs(tmp_path, [tmp_path]))
    assert made.province == province


# ── intervals ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_intervals_are_the_same_on_every_run_and_hold_the_score():
    scores = [Scores(f"{n}.md", {"targets.found": Counts(10 - n, n, 1)}) for n in range(8)]
    found = intervals(scores)
    assert found == intervals(scores)
    low, high = found["targets.found"]
    assert 0 < low < total(scores).f1("targets.found") < high < 1
    assert list(found) == ["targets.found"]


def test_equal_documents_have_no_spread_and_few_documents_no_interval():
    same = [Scores(f"{n}.md", {"targets.found": Counts(3, 1, 1)}) for n in range(5)]
    assert intervals(same)["targets.found"] == pytest.approx((0.75, 0.75))
    assert intervals(same[:2]) == {}


# ── confusions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_taken_for_what():
    tasks = [task(GOLD_TASKS[0]["quote"], ["Sở Tài chính"], ["Sở Y tế"], by("--11-30", "before", "year"))]
    targets = [GOLD_TARGETS[0] | {"comparator": ">="}, GOLD_TARGETS[1] | {"unit": "bạn đọc"}]
    found = confusions([mau(targets=targets, tasks=tasks)])
    assert found["roles"] == (
        Taken("lead", "none", 1), Taken("none", "support", 1), Taken("support", "lead", 1),
    )  # fmt: skip
    assert Taken("=", ">=", 1) in found["comparators"]
    assert Taken("người", "bạn đọc", 1) in found["units"]
    assert "= → >=" in details([mau(targets=targets)]) and "= → >=" not in details([mau(targets=targets)], {"mau"})


# ── agreement ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_agreement_of_two_annotators():
    first = gold(targets=GOLD_TARGETS, citations=["1/QĐ-UBND"])
    second = gold(targets=[*GOLD_TARGETS[:2], target("văn hóa đọc lan tỏa", "5")], tasks=GOLD_TASKS, citations=[])
    said = agreement(first, second, TEXT)
    made = Result("mau.md", "", None, None, TEXT, said, marks(said))
    scores = made.scores()
    assert set(said) == {"targets", "citations"}
    assert scores.counts["targets.found"] == Counts(3, 0, 0)
    assert scores.counts["targets.value"] == Counts(2, 1, 1)
    assert scores.counts["citations.keys"] == Counts(0, 0, 1)
    table = agreement_table([made])
    assert table.splitlines()[0].split() == ["agreement", "all", "[1]"] and table.endswith("[1] mau.md\n")


# ── two runs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_run_gained_lost_and_read_otherwise():
    extra = target(CALM, "7")
    before = run_of([mau(targets=[GOLD_TARGETS[0] | {"unit": "xã"}, GOLD_TARGETS[1] | {"value": "15"}])])
    now = run_of([mau(targets=[GOLD_TARGETS[0], GOLD_TARGETS[1] | {"value": "150"}, GOLD_TARGETS[2], extra])])
    found = changes(before, now)
    assert [(each.sign, each.error.kind, each.error.quote) for each in found.records] == [
        ("+", "wrong", LIBRARIES),
        ("+", "missed", CALM),
        ("~", "wrong", GOLD_TARGETS[1]["quote"]),
        ("-", "spurious", CALM),
    ]
    moved = {each.metric: (each.before, each.now) for each in found.moved if each.document == "mau.md"}
    assert moved["targets.found"] == (Counts(2, 0, 1), Counts(3, 1, 0))
    assert "tasks.found" not in moved
    shown = changes_text(found)
    assert "+ gained: mau.md targets at I" in shown and "- lost: mau.md" in shown and "~ altered: mau.md" in shown


def test_a_run_against_itself_changes_nothing():
    run = run_of([mau(targets=[]), mau("hai.md")])
    assert changes(run, run) == type(changes(run, run))((), (), ())
    assert changes_text(changes(run, run)) == "no figure moved\n"


def test_documents_of_one_run_alone_and_checking_documents_are_not_compared_by_record():
    before = run_of([mau("a.md", targets=[]), mau("giữ.md", targets=[])], held={"giữ"})
    now = run_of([mau("giữ.md"), mau("b.md")], held={"giữ"})
    found = changes(before, now)
    assert (found.records, found.only) == ((), ("a.md", "b.md"))
    assert {each.document for each in found.moved} == {"all", "giữ.md"}


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_holds_everything_and_is_read_back(tmp_path):
    made = [mau(), mau("hai.md", targets=GOLD_TARGETS[:2]), mau("giữ.md", targets=[], tasks=[])]
    text = as_json(made, held={"giữ"})
    whole = json.loads(text)
    assert list(whole) == [
        "all", "development", "checking", "documents", "about", "groups", "marks", "confusions", "errors", "unscored",
    ]  # fmt: skip
    assert whole["checking"]["targets.found"]["right"] == 0
    assert set(whole["all"]["targets.found"]) >= {"f1", "low", "high"}
    assert [error["document"] for error in whole["errors"]] == ["hai.md"]
    assert whole["about"]["giữ.md"] == {
        "file": "corpora/giữ.md", "kind": "Kế hoạch", "province": "Cần Thơ", "checking": True,
    }  # fmt: skip
    (tmp_path / "a.json").write_text(text, "utf-8")
    assert load_run(tmp_path / "a.json") == run_of(made, {"giữ"})
    assert as_json(made, held={"giữ"}) == text


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"documents": {"a": 1}}'])
def test_another_json_is_told(tmp_path, content):
    (tmp_path / "a.json").write_text(content, "utf-8")
    with pytest.raises(BadGold, match="a.json: .*give what `kehoach evaluate --json` wrote"):
        load_run(tmp_path / "a.json")


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with gold/ and corpora/ of two documents, one of them kept for checking."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpora").mkdir()
    for name in ("một", "hai"):
        labels = {"document": f"{name}.txt", "labelled": ["citations"], "citations": [f"{name}/QĐ-UBND"]}
        (tmp_path / f"gold/{name}.json").write_text(json.dumps(labels), "utf-8")
        (tmp_path / f"corpora/{name}.txt").write_text("Căn cứ Quyết định số 9/QĐ-UBND ngày 01/02/2024.", "utf-8")
    (tmp_path / "gold/checking.txt").write_text("hai\n", "utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *arguments])


def test_the_folders_own_list_keeps_errors_of_checking_documents_hidden(folder):
    told = run("--errors", "--full").stdout
    assert "một/QĐ-UBND" in told and "hai/QĐ-UBND" not in told
    assert "checking" in told and "province" in told
    assert "hai/QĐ-UBND" not in run("--json").stdout
    assert run("--html", "e.html").exit_code == 0
    page = (folder / "e.html").read_text("utf-8")
    assert "một/QĐ-UBND" in page and "hai.txt" in page and "hai/QĐ-UBND" not in page


def test_runs_are_compared_by_the_command(folder):
    (folder / "before.json").write_text(run("--json").stdout, "utf-8")
    assert run("--against", "before.json").stdout == "no figure moved\n"
    (folder / "corpora/một.txt").write_text("Căn cứ Quyết định số 10/QĐ-UBND ngày 01/02/2024.", "utf-8")
    told = run("--against", "before.json").stdout
    assert "+ gained: một.txt citations" in told and "- lost: một.txt citations" in told


def test_agreement_takes_two_folders(folder):
    assert run("--agreement", "gold").exit_code == 2
    told = run("--agreement", "gold", "gold")
    assert told.exit_code == 0 and "citations.keys  100.0  100.0  100.0" in told.stdout


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_scored(folder):
    (folder / "corpora/một.txt").write_bytes(b"")
    told = run()
    assert told.exit_code == 1 and "not scored: " in told.stderr and "hai.txt" in told.stdout


def test_processes_change_no_result(folder):
    for n in range(3):
        (folder / f"gold/{n}.json").write_text((folder / "gold/một.json").read_text("utf-8"), "utf-8")
    both = pairs("gold", ["corpora"])
    assert list(results(both, jobs=2)) == list(results(both))


def test_metrics_are_those_documented():
    from extractor.evaluate import scores

    assert scores.__doc__ is not None
    assert [metric for metric in METRICS if metric.partition(".")[2] not in scores.__doc__] == []
