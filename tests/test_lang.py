"""Help and messages in Vietnamese: asked for by the locale or --lang, complete, and English otherwise."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from messages import help_texts, templates

from extractor import lang

LETTERS = re.compile("[A-Za-z]{3}")
ENGLISH = re.compile(r"\b(the|of|is|not|with|Usage|Options|Examples|required|default)\b")


def kehoach(*arguments: str, cwd: Path | None = None, **locale: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in lang.ASKED}
    env = kept | {"PYTHONPATH": str(Path(__file__).parent.parent)} | locale
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, capture_output=True, env=env, encoding="utf-8", cwd=cwd)


@pytest.mark.parametrize(
    ("environ", "arguments", "spoken"),
    [
        ({}, [], "en"),
        ({"LANG": "vi_VN.UTF-8"}, [], "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, [], "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, [], "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": ""}, [], "vi"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "vi", "extract"], "vi"),
        ({"LANG": "vi_VN.UTF-8"}, ["compare", "a", "--lang=en"], "en"),
        ({}, ["--lang"], "en"),
    ],
)
def test_the_locale_or_an_option_says_the_language(environ: dict[str, str], arguments: list[str], spoken: str) -> None:
    assert lang.language(environ, arguments) == spoken


def test_every_help_text_has_its_translation() -> None:
    paragraphs = [each for text in help_texts() for each in text.split("\n\n")]
    left = [each for each in paragraphs if lang.help_text(each, "vi") == each and not _same_in_both(each)]
    assert left == [], "translate these in extractor/lang/vi.toml, section help"


def _same_in_both(text: str) -> bool:
    """Whether the catalogue says that the text is the same in Vietnamese."""
    return lang.catalogue("vi")["help"].get(text) == text


def test_every_remark_behind_an_example_has_its_translation() -> None:
    held = lang.catalogue("vi")["help"]
    lines = [line for text in help_texts() for line in text.split("\n") if line.startswith("  kehoach")]
    remarks = {found[1] for line in lines if (found := re.search(r"\S  +(\S.*)$", line))}
    assert remarks - set(held) == set(), "translate these in extractor/lang/vi.toml, section help"


def test_every_message_has_its_translation(root: Path) -> None:
    known = lang.catalogue("vi")
    held = {lang.GAP.sub("{}", each) for each in known["messages"]} | {f"{each}{{}}" for each in known["prefixes"]}
    held |= {f"{prefix}{each}" for prefix in known["prefixes"] for each in held}
    told = [(text, at) for text, at in templates(root / "extractor") if LETTERS.search(text.replace("{}", ""))]
    left = [(text, at) for text, at in told if text not in held]
    assert left == [], "translate these in extractor/lang/vi.toml, section messages"


def test_no_translation_is_left_over(root: Path) -> None:
    said = " ".join(" ".join(text.split()) for text in help_texts())
    assert [en for en in lang.catalogue("vi")["help"] if en not in said] == []


def test_a_translation_has_the_gaps_of_its_template() -> None:
    for en, said in lang.catalogue("vi")["messages"].items():
        assert len(lang.GAP.findall(en)) == said.count("{}"), en


@pytest.mark.parametrize(
    ("en", "vi"),
    [
        (
            "not read: a: b.pdf: is XML; save it as DOCX, PDF or text",
            "không đọc được: a: b.pdf: là XML; lưu thành DOCX, PDF hoặc văn bản thuần",
        ),
        ("not read: a.pdf: 7 pages, more than 5; split the file, or allow more (--max-pages)",
         "không đọc được: a.pdf: 7 trang, nhiều hơn 5; tách tệp, hoặc nới giới hạn (--max-pages)"),
        ("not read: a.pdf: another's own cause; check the name",
         "không đọc được: a.pdf: another's own cause; kiểm tra lại tên"),
        ("kehoach: x.csv: line 3: the rule is join; write link or apart",
         "kehoach: x.csv: dòng 3: quy tắc là join; viết link hoặc apart"),
        ("2 read, 1 of them as before, 2 failed, 3 other files in the folders passed over: out",
         "đọc được 2, trong đó 1 như lần trước, 2 hỏng, bỏ qua 3 tệp khác trong thư mục: out"),
        ("words that nobody translated {}", "words that nobody translated {}"),
        ("not read: {0}{name}", "không đọc được: {0}{name}"),
    ],
)  # fmt: skip
def test_messages_are_translated_by_their_parts(en: str, vi: str) -> None:
    assert lang.message(en, "vi") == vi
    assert lang.message(en, "en") == en


def test_help_is_vietnamese_where_the_locale_is() -> None:
    for command in [], ["extract"], ["compare"], ["evaluate"]:
        shown = kehoach(*command, "--help", LANG="vi_VN.UTF-8").stdout
        assert shown.startswith("Cách dùng: ") and "Ví dụ:" in shown and "Mã thoát" in shown and "Tùy chọn:" in shown
        assert not ENGLISH.search(shown), ENGLISH.search(shown)
    assert kehoach("--help", LANG="en_US.UTF-8").stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "Thiếu tham số 'INPUT'"),
        (["nonsense"], "Không có lệnh 'nonsense'"),
        (["query"], "hãy cho câu SQL, hoặc --schema"),
        (["extract", "a", "-o", "out", "--jobs", "x"], "Giá trị sai cho '--jobs': "),
    ],
)
def test_an_error_of_usage_is_vietnamese_with_its_exit_code(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = kehoach(*arguments, LANG="vi_VN.UTF-8", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "Gõ '" in done.stderr and "Lỗi: " in done.stderr


def test_an_error_of_a_file_is_vietnamese(tmp_path: Path) -> None:
    done = kehoach("--lang", "vi", "outline", "khong-co.txt", cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("kehoach: khong-co.txt: không mở được (không có tệp")
    assert "; kiểm tra lại tên" in done.stderr


def test_english_loads_no_catalogue() -> None:
    code = "import extractor.lang as l; l.message('x', 'en'); print(l.catalogue.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "0"
