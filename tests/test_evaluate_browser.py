"""The error browser: one escaped page in either language, and what its script does in a real browser."""

import re
import shutil

import pytest
from evaluate_makers import GOLD_TARGETS, GOLD_TASKS, LIBRARIES, TEXT, gold, plan
from playwright.sync_api import sync_playwright

from extractor.evaluate import Result
from extractor.evaluate.marks import marks
from extractor.evaluate.outcomes import outcomes
from extractor.report.errors import html

CHROMIUM = shutil.which("chromium")
EVIL = "<script>alert('x')</script>&amp;"


def result(name="mau.md", **found):
    text = "\n".join([f"{TEXT} {EVIL}", *(each["quote"] for each in GOLD_TASKS)])
    made = {"targets": [GOLD_TARGETS[0] | {"unit": "xã", "indicator": EVIL}], "tasks": GOLD_TASKS[:1]} | found
    ours = plan(text, **made)
    said = outcomes(ours, gold(targets=GOLD_TARGETS, tasks=GOLD_TASKS))
    return Result(name, f"kế hoạch/{name}", "Kế hoạch", "Cần Thơ", ours.text, said, marks(said))


@pytest.fixture(scope="module")
def page():
    return html([result(), result("hai.md", tasks=GOLD_TASKS)], [result().scores()])


def test_records_stand_side_by_side_with_what_differs_marked(page):
    card = page[page.index('class="wrong" data-document="0"') :]
    assert re.search(r'<tr class="differs"><th scope="row">Đơn vị</th><td>%</td><td>xã</td></tr>', card)
    assert "<summary>các trường giống nhau (9)</summary>" in card
    assert "kehoach why &#x27;kế hoạch/mau.md&#x27; t0" in card


def test_errors_are_marked_in_the_text_and_counted(page):
    assert f'<mark class="wrong" data-errors="1">{LIBRARIES}</mark>' in page
    assert 'id="m1" href="#e1"' in page and 'href="#m1"' in page
    assert "Chỉ tiêu (6)" in page and "bỏ sót (5)" in page


def test_words_of_documents_are_escaped_and_nothing_is_fetched(page):
    assert page.count("<script>") == 1 and EVIL not in page
    assert "://" not in page and " src=" not in page and "<link" not in page


def test_documents_without_errors_and_those_not_shown_have_scores_only():
    same = result("đúng.md", targets=GOLD_TARGETS, tasks=GOLD_TASKS)
    page = html([same], [same.scores(), result("giữ.md").scores()])
    assert "đúng.md" in page and "để kiểm tra, không xem lỗi" in page
    assert '<section class="document"' not in page and LIBRARIES not in page


def test_the_page_speaks_either_language_and_is_the_same_on_every_run(page):
    english = html([result()], lang="en")
    assert '<html lang="en">' in english and "missed" in english and "bỏ sót" not in english
    assert '<html lang="vi">' in page
    assert html([result(), result("hai.md", tasks=GOLD_TASKS)], [result().scores()]) == page


def test_errors_that_overlap_share_their_marks():
    found = html(
        [result(targets=[GOLD_TARGETS[0] | {"unit": "xã"}, GOLD_TARGETS[0] | {"quote": "80% thư viện", "value": "7"}])]
    )
    assert re.search(r'<mark class="\w+ \w+" data-errors="\d+ \d+">', found)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_filters_and_links_work_from_a_file(page, tmp_path):
    (tmp_path / "errors.html").write_text(page, "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        view = browser.new_page()
        faults: list[str] = []
        view.on("pageerror", lambda error: faults.append(str(error)))
        view.goto((tmp_path / "errors.html").as_uri())
        cards = view.locator(".errors > li:visible")
        assert cards.count() == 7
        view.select_option("select[name=kind]", "wrong")
        assert cards.count() == 2
        view.select_option("select[name=document]", "1")
        assert cards.count() == 1 and view.locator(".document:visible").count() == 1
        assert view.inner_text("#count") == "1 / 7"
        view.locator(".text mark:not(.off):visible").first.click()
        assert view.locator(".errors > li.at").count() == 1
        view.select_option("select[name=kind]", "")
        view.fill("input[name=words]", "LỚP TẬP HUẤN")
        assert cards.count() == 0  # that task is missed in the other document
        browser.close()
    assert faults == []
