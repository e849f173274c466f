"""The pages of plans, comparisons and runs in a real browser: filters, search, sorting, the way from row to text and
back, the keyboard alone, phones, print, and what assistive technology is told."""

from __future__ import annotations

import pytest
from report_makers import CHROMIUM, EVIL, chromium, opened, other, plan
from test_report import _Entry

from extractor.compare import compare
from extractor.report import batch, comparison, html
from extractor.report.pictures import Picture, Pictures

pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PHONE = {"viewport": {"width": 360, "height": 740}}
DESK = {"viewport": {"width": 1400, "height": 900}}

# What a hand would check of a page: names of controls, order of headings, heads of tables, contrast of words.
ACCESSIBLE = """() => {
  const faults = [], seen = node => node.checkVisibility({ visibilityProperty: true });
  const name = node => (node.getAttribute("aria-label") || [...(node.labels || [])].map(l => l.textContent).join(" ")
    || (byIds(node.getAttribute("aria-labelledby"))) || node.textContent || node.title || "").trim();
  const byIds = ids => (ids || "").split(" ").map(id => id && document.getElementById(id)?.textContent || "").join(" ");
  const named = "a[href], button, input, select, summary, [role=region], nav, dialog, [role=img]";
  for (const node of document.querySelectorAll(named))
    if (seen(node) && !name(node)) faults.push("no name: " + node.outerHTML.slice(0, 90));
  let level = 0;
  for (const node of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (!seen(node)) continue;
    const own = Number(node.tagName[1]);
    if (own > level + 1) faults.push("heading skips: " + node.outerHTML.slice(0, 90));
    level = own;
  }
  for (const head of document.querySelectorAll("th")) if (!head.scope) faults.push("no scope: " + head.outerHTML);
  for (const table of document.querySelectorAll("table.list, .matrix table"))
    if (!table.caption || !table.querySelector("thead th")) faults.push("no caption or heads: " + table.className);
  for (const tag of ["main", "h1"]) if (document.querySelectorAll(tag).length !== 1) faults.push("not one " + tag);
  for (const node of document.querySelectorAll(".wide, .text, .matrix"))
    if (node.tabIndex !== 0 && seen(node)) faults.push("not reached by keyboard: " + node.className);
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const under = node => {
    for (let each = node; each; each = each.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(each).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), told = new Set();
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(node)) continue;
    if (node.closest("svg, script, style, noscript, option")) continue;
    const [one, other] = [light(parse(getComputedStyle(node).color)), light(under(node))].sort((a, b) => b - a);
    const ratio = (one + .05) / (other + .05), key = node.tagName + "." + node.className;
    if (ratio < 4.5 && !told.has(key)) { told.add(key); faults.push(`contrast ${ratio.toFixed(2)}: ${key}`); }
  }
  return faults;
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def ours():
    return plan()


@pytest.fixture(scope="module")
def pages(ours, tmp_path_factory):
    """One page of each kind."""
    folder = tmp_path_factory.mktemp("pages")
    entries = [
        _Entry("một.txt", "một.txt.json", warnings=1),
        _Entry("đồng nai.docx", "đồng nai.docx.json", format="docx"),
        _Entry(f"{EVIL}.pdf", "x.json", "failed", "pdf", "is encrypted"),
    ]
    held = {"một.txt.json": batch.Summary("Kế hoạch 1", "Cần Thơ", 5, 3, ("truncated",))}
    made = {
        "plan": html([ours]),
        "plans": html([ours, other()]),
        "comparison": comparison.html(compare([ours, other(), other("Nữa", value="90", name="nữa.txt")], baseline=0)),
        "batch": batch.html(entries, held, {"một.txt.json": "một.txt.html"}),
    }
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, "utf-8")
    return folder


def rows(view, kind="targets"):
    return view.locator(f"table.{kind} tbody tr:visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["plan", "plans", "comparison", "batch"])
def test_pages_tell_assistive_technology_what_they_are(browser, pages, name, scheme):
    with opened(browser, pages / f"{name}.html", color_scheme=scheme, **DESK) as view:
        assert view.evaluate(ACCESSIBLE) == []


@pytest.mark.parametrize("name", ["plan", "plans", "comparison", "batch"])
def test_a_phone_shows_pages_without_scrolling_sideways(browser, pages, name):
    with opened(browser, pages / f"{name}.html", **PHONE) as view:
        assert view.evaluate(WIDER) == 0
        if name == "plans":
            view.click("table.index a >> nth=1")
            assert view.evaluate(WIDER) == 0


def test_the_way_back_is_in_sight_on_a_phone(browser, pages):
    with opened(browser, pages / "plan.html", **PHONE) as view:
        view.click("#p0-task-3 .go")
        box = view.locator("button.back").bounding_box()
        assert 0 <= box["y"] < 740 and view.evaluate("document.activeElement.id") == "p0-task-3m"
        view.click("button.back")
        assert 0 <= view.locator("#p0-task-3").bounding_box()["y"] < 740


@pytest.mark.parametrize("name", ["plan", "comparison", "batch"])
def test_hostile_words_are_shown_and_not_run(browser, pages, name):
    with opened(browser, pages / f"{name}.html", **DESK) as view:
        view.wait_for_timeout(100)
        assert view.title() != "run"
        assert "<script>document.title" in view.inner_text("main")
        assert view.locator("main img, main script").count() == 0


@pytest.mark.parametrize("name", ["plan", "plans", "comparison", "batch"])
def test_print_shows_all_without_controls(browser, pages, name):
    with opened(browser, pages / f"{name}.html", **DESK) as view:
        view.emulate_media(media="print")
        assert view.locator("form:visible").count() == 0
        assert view.evaluate("getComputedStyle(document.querySelector('header.top')).position") == "static"
        if name == "plan":
            pane = view.locator(".text")
            assert pane.evaluate("e => e.scrollHeight - e.clientHeight") <= 2


def test_without_scripts_a_page_of_plans_is_whole_and_linked(browser, pages):
    with opened(browser, pages / "plans.html", java_script_enabled=False, **DESK) as view:
        assert view.locator("article.plan:visible").count() == 2
        assert view.locator("form:visible").count() == 0 and view.locator("noscript p").count() == 1


def test_a_row_leads_to_its_place_in_the_text_and_back(browser, pages):
    with opened(browser, pages / "plan.html", **DESK) as view:
        view.locator("#p0-target-2 td").first.click()
        assert view.locator("mark.at").first.inner_text().startswith("Tối thiểu 15 nghìn")
        assert view.evaluate("document.activeElement.id") == "p0-target-2m"
        assert view.locator("#p0-target-2[aria-current]").count() == 1
        assert view.locator("mark.from").inner_text() == "Đến năm 2027"
        view.click("button.back")
        assert view.evaluate("document.activeElement.closest('tr').id") == "p0-target-2"
        view.locator("mark[data-r~=p0-task-2]").first.click()
        assert view.locator("#p0-task-2[aria-current]").count() == 1


def test_the_keyboard_alone_goes_from_row_to_text_and_back(browser, pages):
    with opened(browser, pages / "plan.html", **DESK) as view:
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.className") == "skip"
        view.keyboard.press("Enter")
        assert view.evaluate("document.activeElement.id") == "main"
        for _ in range(40):
            view.keyboard.press("Tab")
            if view.evaluate("document.activeElement.matches('#p0-target-1 .go')"):
                break
        assert view.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        view.keyboard.press("Enter")
        assert view.evaluate("document.activeElement.id") == "p0-target-1m"
        view.keyboard.press("Escape")
        assert view.evaluate("document.activeElement.closest('tr').id") == "p0-target-1"
        view.locator("table.targets thead button").first.focus()
        view.keyboard.press("Enter")
        assert view.locator("table.targets th[aria-sort=ascending]").count() == 1


def test_filters_narrow_rows_marks_and_the_time_line(browser, pages):
    with opened(browser, pages / "plan.html", **DESK) as view:
        assert rows(view).count() == 4
        view.select_option("[name=numbered]", "yes")
        assert rows(view).count() == 3 and rows(view, "tasks").count() == 0
        view.select_option("[name=year]", "2030")
        assert rows(view).count() == 1
        assert (
            view.locator(".text mark.t:not(.off)").count() >= 1 and view.locator(".text mark.k:not(.off)").count() == 0
        )
        assert view.locator(".times li[data-of]:visible").count() == 1
        view.click("button[type=reset]")
        view.wait_for_timeout(50)
        assert rows(view).count() == 4
        view.select_option("[name=body]", "Sở Tài chính")
        assert rows(view).count() == 0 and rows(view, "tasks").count() == 2
        view.select_option("[name=kind]", "target")
        assert view.inner_text("#count").startswith("hiện 0 /")


@pytest.mark.parametrize(
    ("query", "found"), [("thu vien", 2), ("THƯ VIỆN", 2), ("dien tu", 1), ("điện tử", 1), ("đièn", 1), ("xyz", 0)]
)
def test_search_takes_accents_or_leaves_them(browser, pages, query, found):
    with opened(browser, pages / "plan.html", **DESK) as view:
        view.fill("[name=words]", query)
        assert rows(view).count() == found
        assert view.locator("#hits:visible").count() == (found > 0)
        if found:
            view.press("[name=words]", "Enter")
            assert view.inner_text("#places").startswith("1 / ")


def test_columns_sort_by_size_and_by_day(browser, pages):
    with opened(browser, pages / "plan.html", **DESK) as view:

        def column(kind, at):
            return [row.locator("th, td").nth(at).inner_text().split("\n")[0] for row in rows(view, kind).all()]

        view.get_by_role("button", name="Giá trị").click()
        assert column("targets", 2) == ["80 %", "100 %", "≥ 15.000 người", "–"]
        view.get_by_role("button", name="Giá trị").click()
        assert column("targets", 2) == ["≥ 15.000 người", "100 %", "80 %", "–"]
        assert view.locator("table.targets th[aria-sort=descending]").inner_text().startswith("Giá trị")


def test_several_plans_are_shown_one_at_a_time(browser, pages):
    with opened(browser, pages / "plans.html", **DESK) as view:
        assert view.locator("article.plan:visible").count() == 0
        view.fill("[name=words]", "khac")
        assert rows(view, "index").count() == 1
        view.fill("[name=words]", "")
        view.click("table.index a >> nth=1")
        assert view.locator("article.plan:visible").get_attribute("id") == "p1"
        assert view.locator("#index:visible").count() == 0
        view.go_back()
        view.wait_for_selector("#index:visible")


def test_the_picture_of_a_page_is_cut_to_the_record(browser, ours, tmp_path):
    box = (60.0, 300.0, 500.0, 330.0)
    blocks = tuple(block.model_copy(update={"page": 1, "box": box}) for block in ours.blocks)
    target = ours.targets[0].model_copy(update={"page": 1})
    paged = ours.model_copy(update={"blocks": blocks, "targets": (target, *ours.targets[1:])})
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
    held = {paged.source.sha256: Pictures((Picture(1, 595.0, 842.0, dot),), (2,))}
    (tmp_path / "pages.html").write_text(html([paged], pages=held), "utf-8")
    with opened(browser, tmp_path / "pages.html", **DESK) as view:
        assert view.locator("figure.sheet:visible").count() == 0
        assert "Không kèm ảnh của 1 trang" in view.inner_text("main")
        view.click("#p0-target-1 .go")
        drawing = view.locator("figure.sheet svg")
        assert drawing.get_attribute("viewBox") == "0 274 595 82"
        view.click("button.whole")
        assert drawing.get_attribute("viewBox") == "0 0 595 842"
        view.locator("rect[data-of=p0-target-1]").first.click(force=True)
        assert view.locator("tr[aria-current]").count() == 1


def test_a_cell_of_the_matrix_gives_quotes_reasons_and_bars(browser, pages):
    with opened(browser, pages / "comparison.html", **DESK) as view:
        view.locator("tr[data-line='0'] td[data-p='1']").click()
        words = view.inner_text("dialog")
        assert "80% thư viện xã có máy tính nối mạng" in words and "▼ thấp hơn" in words and "Vì sao: 60 %" in words
        assert view.locator("dialog section.asked").get_attribute("data-plan") == "1"
        assert view.locator("dialog svg rect").count() == 3
        assert view.evaluate(ACCESSIBLE) == []
        view.keyboard.press("Escape")
        assert view.locator("dialog[open]").count() == 0
        view.locator("tr[data-line='0'] button").focus()
        view.keyboard.press("Enter")
        assert view.locator("dialog[open]").count() == 1
        view.keyboard.press("Escape")
        assert view.evaluate("document.activeElement.closest('tr').dataset.line") == "0"


def test_the_matrix_is_filtered_and_keeps_its_baseline_in_sight(browser, pages):
    with opened(browser, pages / "comparison.html", viewport={"width": 700, "height": 700}) as view:
        view.locator(".matrix").evaluate("e => { e.scrollLeft = 500 }")
        base = view.locator("tr[data-line='0'] td.base").bounding_box()
        assert 0 <= base["x"] < 700
        view.select_option("[name=judgement]", "weaker")
        assert view.locator(".matrix tbody tr:visible").count() == 1
        view.select_option("[name=plan]", "2")
        assert view.locator(".matrix tbody tr:visible").count() == 0
        view.select_option("[name=judgement]", "")
        assert view.locator(".matrix thead th:visible").count() == 4
        view.fill("[name=words]", "may tinh")
        assert view.locator(".matrix tbody tr:visible").count() == 1


def test_bars_and_tasks_by_body(browser, pages):
    with opened(browser, pages / "comparison.html", **DESK) as view:
        assert view.locator("#picture rect").count() == 3 and view.locator("#picture path").count() == 1
        view.get_by_role("button", name="Sở Tài chính").click()
        assert view.locator("dialog section").count() == 3 and "Bố trí kinh phí" in view.inner_text("dialog")
        view.get_by_role("button", name="Đóng").click()
        assert view.locator("dialog[open]").count() == 0


def test_the_files_of_a_run_are_filtered_sorted_and_linked(browser, pages):
    with opened(browser, pages / "batch.html", **DESK) as view:
        files = view.locator("table.files tbody tr:visible")
        assert files.count() == 3
        assert view.locator("table.files a").get_attribute("href") == "m%E1%BB%99t.txt.html"
        view.select_option("[name=state]", "failed")
        assert files.count() == 1 and "is encrypted" in files.inner_text()
        view.select_option("[name=state]", "warned")
        assert files.count() == 1 and "một.txt" in files.inner_text()
        view.select_option("[name=state]", "")
        view.fill("[name=words]", "dong nai")
        assert files.count() == 1
        view.fill("[name=words]", "")
        view.select_option("[name=province]", "Cần Thơ")
        assert files.count() == 1
