"""Comparing from the command line and in pandas: hand files, tables, files, tasks by body, measured quality."""

import json
import subprocess
import sys
from importlib import import_module

import pytest

import extractor
from extractor import compare
from extractor.export.comparison import as_csv, writer

CAN_THO = "mau-01-cantho-chuyen-doi-so-bao-chi.md"
VINH_LONG = "mau-02-vinhlong-chuyen-doi-so-bao-chi.txt"
HEAD = "rule,plan_a,target_a,plan_b,target_b,why\n"


@pytest.fixture(scope="module")
def plans(root):
    return [extractor.extract(root / "corpora" / name) for name in (VINH_LONG, CAN_THO)]


def hand(tmp_path, *lines):
    file = tmp_path / "links.csv"
    file.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8-sig")
    return compare.load_links(file)


def linked(plans, links):
    clusters = compare.align(plans, links=links)
    return {(m.target, n.target) for c in clusters for m in c.members for n in c.members if (m.plan, n.plan) == (0, 1)}


# ── the press samples ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_press_samples_side_by_side(plans):
    tidy = compare.matrix(plans, baseline=0)
    told = tidy[(tidy["plan"] == "Cần Thơ") & tidy["against"].notna()].set_index("target")
    assert told.loc["target-2", ["shown", "against", "judgement"]].tolist() == ["70 %", "50 %", "stronger"]
    assert told.loc["target-1", "judgement"] == "equal"
    assert set(told.loc[["target-4", "target-5"], "judgement"]) == {"not-comparable"}


def test_a_wide_matrix_has_a_column_for_each_plan(plans):
    wide = compare.matrix(plans, baseline=1, wide=True)
    assert list(wide.columns) == ["Cần Thơ", "Vĩnh Long"]
    assert ["70 %", "50 %"] in wide.to_numpy().tolist()


def test_coverage_counts_judgements(plans):
    row = compare.coverage(compare.compare(plans, baseline=0)).iloc[0]
    assert row["plan"] == "Cần Thơ" and row["present"] < row["asked"]
    assert row["share"] == pytest.approx(row["present"] / row["asked"])


def test_tasks_by_body_hold_every_lead(plans):
    frame = compare.tasks_by_body(plans)
    leads = frame[frame["role"] == "lead"]
    assert len(leads) == sum(len(task.lead) for plan in plans for task in plan.tasks)
    assert list(frame["body"]) == sorted(frame["body"])


def test_merged_bodies_stand_under_one_name():
    text = "ỦY BAN NHÂN DÂN\nTỈNH {0}\nSố: 1/KH-UBND\n{0}, ngày 05 tháng 12 năm {1}\nKẾ HOẠCH\nChuyển đổi số\n"
    tasks = "I. TỔ CHỨC THỰC HIỆN\n1. {2}\n- Xây dựng nền tảng số dùng chung của tỉnh.\n"
    both = [
        extractor.extract_text((text + tasks).format(*facts), name=facts[0])
        for facts in (("SƠN LA", 2023, "Sở Thông tin và Truyền thông"), ("LÀO CAI", 2025, "Sở Khoa học và Công nghệ"))
    ]
    frame = compare.tasks_by_body(both)
    assert set(frame["body"]) == {"Sở Khoa học và Công nghệ"}
    assert set(frame["named"]) == {"Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"}


# ── the hand file ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_hand_file_forces_and_forbids(plans, tmp_path):
    links = hand(
        tmp_path,
        f"link,{VINH_LONG},tự bảo đảm chi thường xuyên,{CAN_THO},target-12,by words and by id",
        f"apart,{VINH_LONG},target-2,{CAN_THO},target-1,",
        "link,absent.txt,target-1,other.txt,target-2,passed over",
        "# a remark",
    )
    before, after = linked(plans, compare.Links()), linked(plans, links)
    assert (1, 0) in before and (1, 0) not in after
    own = next(at for at, target in enumerate(plans[0].targets) if "tự bảo đảm chi thường xuyên" in target.quote)
    assert (own, 11) in after and (own, 11) not in before


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([f"join,{VINH_LONG},target-1,{CAN_THO},target-1,"], "line 2: the rule is join"),
        ([f"link,{VINH_LONG},,{CAN_THO},target-1,"], "line 2: a cell is empty"),
        ([f"link,{VINH_LONG},target-99,{CAN_THO},target-1,"], "line 2: “target-99” is no target of"),
        ([f"link,{VINH_LONG},cơ quan báo chí,{CAN_THO},target-1,"], "line 2: “cơ quan báo chí” fits"),
        ([f"{rule},{VINH_LONG},target-2,{CAN_THO},target-1," for rule in ("link", "apart")], "line 3: keeps apart"),
    ],
)
def test_a_wrong_hand_file_is_told_by_its_line(plans, tmp_path, lines, words):
    with pytest.raises(compare.BadLinks, match=words):
        hand(tmp_path, *lines).resolved(plans)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(*arguments):
    command = [sys.executable, "-m", "extractor", "compare", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_files_by_suffix(plans, tmp_path):
    import pandas as pd

    comparison = compare.compare(plans, baseline=0)
    rows = len(comparison.cells)
    for suffix in (".csv", ".json", ".parquet"):
        (tmp_path / f"m{suffix}").write_bytes(writer(tmp_path / f"m{suffix}")(comparison, "vi"))
    assert (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(tmp_path / "m.csv")) == len(pd.read_parquet(tmp_path / "m.parquet")) == rows
    whole = json.loads((tmp_path / "m.json").read_bytes())
    assert sum(len(each["cells"]) for each in whole["indicators"]) == rows
    assert whole["baseline"] == "Vĩnh Long" and whole["coverage"][0]["plan"] == "Cần Thơ"
    with pytest.raises(compare.BadComparison, match="use .csv, .html, .json, .parquet, .xlsx"):
        writer(tmp_path / "m.odp")


def test_no_cell_of_a_csv_is_a_formula():
    import pandas as pd

    assert b"'=1+1" in as_csv(pd.DataFrame({"quote": ["=1+1"]}))


def test_the_command_prints_a_table_and_takes_jsons(root, tmp_path):
    corpora = root / "corpora"
    made = extractor.serialize.dumps(extractor.extract(corpora / VINH_LONG))
    (tmp_path / "old.json").write_bytes(made)
    shown = run(corpora / CAN_THO, "--baseline", tmp_path / "old.json", "--lang", "en")
    assert shown.returncode == 0, shown.stderr
    assert "▲ 70 %" in shown.stdout and "Cần Thơ: has" in shown.stdout
    alone = run(corpora / CAN_THO)
    assert alone.returncode == 1 and "give two plans or more" in alone.stderr


def test_the_command_tells_what_a_new_version_changed(root, tmp_path):
    old = (root / "corpora" / VINH_LONG).read_text("utf-8")
    for name, text in (("old.txt", old), ("new.txt", old.replace("- 50% cơ quan", "- 55% cơ quan"))):
        (tmp_path / name).write_text(text, "utf-8")
    shown = run(tmp_path / "old.txt", tmp_path / "new.txt", "--versions")
    assert shown.returncode == 0, shown.stderr
    assert "nâng" in shown.stdout and "50 % (2025)" in shown.stdout and "55 % (2025)" in shown.stdout


# ── measured ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def alignment():
    return import_module("benchmarks.alignment")


def f1(alignment, pairs):
    counts = (alignment.pairwise(pair, alignment.ours()(pair.a, pair.b)) for pair in pairs)
    return sum(counts, alignment.Counts()).f1


def test_alignment_of_the_samples(alignment, root):
    pairs = alignment.load([root / "gold" / "alignment" / "samples.json"])
    assert f1(alignment, pairs) >= 0.95
    right, judged = alignment.judgements(pairs)
    assert right == judged


@pytest.mark.real
def test_alignment_of_real_plans(alignment):
    pairs = alignment.load()
    assert f1(alignment, pairs) >= 0.9
    press = next(pair for pair in pairs if pair.name.startswith("003"))
    found = alignment.ours()(press.a, press.b)
    assert alignment.pairwise(press, found).f1 == 1.0
    assert {i for i, _ in found} == {1, 2, 3, 4, 5, 13, 14, 15, 16}
