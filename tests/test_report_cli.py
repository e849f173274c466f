"""`kehoach report`: plans of documents and JSONs, pictures of pages, the page of a run, what is told where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_makers import Pages
from typer.testing import CliRunner

from extractor.cli import app, reporting
from extractor.report.pictures import pictures

PLAN = """ỦY BAN NHÂN DÂN TỈNH MẪU

KẾ HOẠCH
Phát triển thư viện

I. MỤC TIÊU
Đến năm 2027, 80% thư viện xã có máy tính nối mạng.
"""


def run(*arguments: str):
    return CliRunner().invoke(app, ["report", *arguments])


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with the plan as text and as PDF, and both extracted."""
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    Path("plans/một.txt").write_text(PLAN, "utf-8")
    pages = Pages()
    pages.add_page()
    for line in PLAN.splitlines():
        pages.paragraph(line or " ", align="L")
    Path("plans/hai.pdf").write_bytes(bytes(pages.output()))
    done = CliRunner().invoke(app, ["extract", "plans", "-o", "out"])
    assert done.exit_code == 0, done.stderr
    return tmp_path


def test_a_pdf_itself_comes_with_pictures_of_its_pages(folder):
    assert run("plans/hai.pdf", "-o", "r.html").exit_code == 0
    page = Path("r.html").read_text("utf-8")
    assert page.count("data:image/jpeg;base64,") == 1 and '<rect data-of="p0-target-1"' in page
    assert run("plans/hai.pdf", "-o", "r.html", "--pages", "0").exit_code == 0
    assert "data:image" not in Path("r.html").read_text("utf-8")


def test_a_json_has_pictures_only_where_its_pdf_is_found_and_the_same(folder):
    run("out/hai.pdf.json", "-o", "r.html")
    assert "data:image" not in Path("r.html").read_text("utf-8")
    run("out/hai.pdf.json", "-o", "r.html", "--documents", "plans")
    assert "data:image" in Path("r.html").read_text("utf-8")
    Path("plans/hai.pdf").write_bytes(Path("plans/hai.pdf").read_bytes() + b"\n")
    told = run("out/hai.pdf.json", "-o", "r.html", "--documents", "plans").stderr
    assert "no pictures: plans/hai.pdf is not the file" in told
    assert "data:image" not in Path("r.html").read_text("utf-8")


def test_pictures_keep_to_their_limits(folder):
    from extractor import extract

    data, plan = Path("plans/hai.pdf").read_bytes(), extract("plans/hai.pdf")
    assert len(pictures(data, plan).pages) == 1
    assert pictures(data, plan, size=10) == ((), (1,))
    assert pictures(data, plan, most=0) == ((), (1,))


def test_the_page_of_a_run_links_the_pages_of_its_plans(folder):
    Path("plans/hỏng.docx").write_bytes(bytes(range(256)))
    CliRunner().invoke(app, ["extract", "plans", "-o", "out"])
    assert run("out", "--batch", "--each", "-o", "site/batch.html").exit_code == 0
    page = Path("site/batch.html").read_text("utf-8")
    assert 'href="../out/hai.pdf.html"' in page and "✗ không đọc được" in page
    assert "data:image" in Path("out/hai.pdf.html").read_text("utf-8")


def test_a_run_of_many_plans_gives_its_page_by_itself(folder, monkeypatch):
    run("out", "-o", "r.html")
    assert '<article class="plan"' in Path("r.html").read_text("utf-8")
    monkeypatch.setattr(reporting, "MANY", 1)
    run("out", "-o", "r.html")
    assert '<article class="plan"' not in Path("r.html").read_text("utf-8")
    run("out/một.txt.json", "-o", "r.html")
    assert '<article class="plan"' in Path("r.html").read_text("utf-8")


def test_wrong_usage_and_missing_files_are_told(folder):
    assert run("plans", "--batch", "-o", "r.html").exit_code == 2
    assert run("out", "--each", "-o", "r.html").exit_code == 2
    gone = run("gone.json", "plans/một.txt", "-o", "r.html")
    assert gone.exit_code == 1 and "gone.json" in gone.stderr and Path("r.html").exists()
