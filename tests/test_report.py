"""Pages of plans, comparisons and runs as they are written: all words escaped, all records shown, nothing fetched."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from growth import grows_linearly
from report_makers import EVIL, other, plan

from extractor.compare import compare
from extractor.model import Due, Notice, Span
from extractor.report import batch, comparison, html, say
from extractor.report.frame import embedded, shown
from extractor.report.pictures import NONE, pictures


class _Words(HTMLParser):
    """The words of the text region, and every id and inner link of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"] or ""] if "id" in held else []
        href = held.get("href") or ""
        self.links += [href[1:]] if href.startswith("#") else []


def parsed(page: str) -> _Words:
    reader = _Words()
    reader.feed(page)
    return reader


@pytest.fixture(scope="module")
def ours():
    return plan()


@pytest.fixture(scope="module")
def page(ours):
    return html([ours])


def test_every_record_has_a_row_and_a_place_in_the_text(ours, page):
    for kind, records in (("target", ours.targets), ("task", ours.tasks), ("citation", ours.citations)):
        assert records
        for number in range(1, len(records) + 1):
            assert page.count(f'<tr id="p0-{kind}-{number}"') == 1
            assert page.count(f'id="p0-{kind}-{number}m"') == 1
            assert re.search(rf'<mark class="[^"]+" data-r="[^"]*p0-{kind}-{number}\b', page)


def test_ids_are_unique_and_inner_links_lead_somewhere(ours):
    read = parsed(html([ours, other()]))
    assert len(read.ids) == len(set(read.ids))
    assert set(read.links) <= set(read.ids)


def test_warnings_lead_to_their_place_where_they_have_one(ours):
    notices = (Notice(code="a", message="ở đây", span=Span(0, 7)), Notice(code="b", message="cả văn bản"))
    page = html([ours.model_copy(update={"warnings": notices})])
    assert page.count('href="#p0-warning-1m"') == 1 and 'data-r="p0-warning-1"' in page
    assert '<tr id="p0-warning-2"' in page and "#p0-warning-2m" not in page


def test_the_text_is_shown_whole(ours, page):
    text = page[page.index('<div class="text"') : page.index('<script type="application/json"')]
    words = re.sub(r'<a class="n.*?</a>', "", text, flags=re.S)
    words = re.sub(r"<[^>]+>", "", words[words.index(">") + 1 :])
    for code, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        words = words.replace(code, letter)
    assert "".join(words.split()).startswith("".join(ours.text.split()))


def test_words_of_documents_are_escaped_and_the_policy_lets_only_the_page_s_own_script_run(page):
    assert EVIL not in page and page.count("<script") == 2 and "://" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert re.search(r"script-src 'sha256-[^']+'", policy) and "unsafe" not in policy
    assert "style=" not in page and not re.search(r"<[^>]* on\w+=", page)


def test_data_cannot_leave_its_element():
    hostile = "</script><!--<script>\u2028&"
    written = embedded({"words": hostile})
    assert not set("<>&\u2028") & set(written) and json.loads(written)["words"] == hostile


def test_marks_that_turn_text_around_are_written_out():
    assert shown("đến\u202e 2030\u200f") == "đến⟨U+202E⟩ 2030⟨U+200F⟩"


def test_the_same_plans_give_the_same_page_in_either_language(ours, page):
    assert html([ours]) == page
    english = html([ours], lang="en")
    assert '<html lang="en">' in english and "Targets" in english and "Chỉ tiêu</h3>" not in english


def test_values_and_deadlines_are_said_as_people_write_them(ours):
    values = [say.value(target, "vi") for target in ours.targets]
    assert "≥ 15.000 người" in values and "80 %" in values
    assert [say.value(target, "en") for target in ours.targets][1] == "≥ 15,000 người"


@pytest.mark.parametrize(
    ("anchor", "vi", "en"),
    [
        ("2025", "2025", "2025"),
        ("2025-11-30", "30/11/2025", "2025-11-30"),
        ("2025-11", "11/2025", "2025-11"),
        ("2023-Q4", "quý IV/2023", "Q4 2023"),
        ("2025-H1", "6 tháng đầu năm 2025", "first half of 2025"),
        ("2026/2030", "2026–2030", "2026–2030"),
        ("--11-30", "30/11", "11-30"),
        ("---18", "ngày 18", "day 18"),
        ("P30D", "30 ngày", "30 days"),
        ("ongoing", "thường xuyên", "all the time"),
    ],
)
def test_anchors(anchor, vi, en):
    assert (say.anchor(anchor, "vi"), say.anchor(anchor, "en")) == (vi, en)


def test_what_recurs_stands_apart_on_the_time_line(page):
    dated, recurring = page.index("Theo ngày đến hạn"), page.index("Định kỳ")
    assert dated < page.index("<strong>trước 30/06/2026</strong>") < recurring < page.index("<strong>hằng năm, trước")


def test_a_deadline_without_anchor_is_its_rhythm():
    due = Due(anchor=None, relation=None, every="quarter", text="hằng quý", span=Span(0, 8))
    assert say.due(due, "vi") == "hằng quý"


def test_another_file_gives_no_pictures(ours):
    assert pictures(b"%PDF-1.4", ours) == NONE


@pytest.fixture(scope="module")
def compared(ours):
    return compare([ours, other(), other("Nữa", value="90", name="nữa.txt")], baseline=0)


def test_a_comparison_tells_judgements_by_sign_and_word(compared):
    page = comparison.html(compared)
    assert re.search(r'class="weaker"><div><span aria-hidden="true">▼</span> 60 %<small>thấp hơn</small>', page)
    assert re.search(r'class="stronger"><div><span aria-hidden="true">▲</span> 90 %<small>cao hơn</small>', page)
    heads = re.findall(r'<th scope="col" data-p="(\d)"', page)
    assert heads == ["0", "1", "2"] and 'data-p="0" class="base"' in page
    assert EVIL not in page and page.count("<script") == 2


def test_the_baseline_leads_whatever_the_order(ours):
    page = comparison.html(compare([other(), ours], baseline=1))
    assert re.findall(r'<th scope="col" data-p="(\d)"', page) == ["1", "0"]


def test_every_cell_of_a_comparison_is_on_its_page(compared):
    from extractor.report.matrix import lines

    assert sum(len(line.said) for line in lines(compared)) == len(compared.cells)


@dataclass
class _Entry:
    input: str
    output: str
    status: str = "read"
    format: str | None = "text"
    cause: str | None = None
    bytes: int = 1234
    warnings: int = 0
    seconds: float = 0.5


def test_a_run_shows_every_file_with_causes_counted_alike(ours):
    from extractor.serialize import dumps

    entries = [
        _Entry("kế hoạch.txt", "kế hoạch.txt.json", warnings=2),
        _Entry("a/x.pdf", "a/x.pdf.json", "failed", "pdf", "a/x.pdf: is encrypted; take the password off"),
        _Entry("y.pdf", "y.pdf.json", "failed", "pdf", "y.pdf: is encrypted; take the password off"),
        _Entry(f"{EVIL}.doc", "z.json", "stopped", None, "took too long"),
    ]
    held = batch.summary(dumps(ours))
    page = batch.html(entries, {"kế hoạch.txt.json": held}, {"kế hoạch.txt.json": "kế hoạch.txt.html"})
    assert 'is encrypted; take the password off</th><td class="number" data-v="2"' in page
    assert 'href="k%E1%BA%BF%20ho%E1%BA%A1ch.txt.html"' in page and EVIL not in page
    assert page.count("<tr>") >= 4 and "■ bị dừng" in page
    assert held.targets == len(ours.targets) and batch.summary(b"[]") is None


def test_a_page_of_many_records_takes_time_linear_in_them(ours):
    def work(text: str) -> object:
        times = len(text)
        grown = ours.model_copy(update={"targets": ours.targets * times, "tasks": ours.tasks * times})
        return html([grown])

    assert grows_linearly(work, "x", 60)
