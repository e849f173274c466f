"""Outline fixtures read as prose: a title, the text, its outline, each ended by a line "."."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Block, Source
from extractor.normalize import compose
from extractor.readers import read_text
from extractor.segment import segment

FIXTURES = Path(__file__).parent / "fixtures" / "segment"


def lines_document(lines):
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(line, ((0, at),)))
        at += len(line) + 1
    return compose(blocks, Source(name="x", sha256="", bytes=0, format="text"), [], [])


def cases():
    for path in sorted(FIXTURES.glob("*.txt")):
        parts = path.read_text("utf-8").split("\n.\n")
        for i in range(0, len(parts) - 2, 3):
            title, text, outline = parts[i : i + 3]
            yield pytest.param(text, outline, id=f"{path.stem}: {title.strip()}")


@pytest.mark.parametrize("text, outline", list(cases()))
def test_outline(text, outline):
    root = segment(lines_document(text.split("\n")))
    assert "\n".join(path for path, node in root.walk() if node.label) == outline


OPENINGS = [
    "I. A",
    "II. B",
    "1. c",
    "1.1. d",
    "2.1 d",
    "a) e",
    "đ) f",
    "- g",
    "+ h",
    "k",
    "",
    "Điều 1. m",
    "PHỤ LỤC",
    "X:",
    "V. y",
]


@given(st.lists(st.sampled_from(OPENINGS), max_size=30))
def test_no_text_is_lost_or_claimed_twice(lines):
    document = lines_document(lines)
    root = segment(document)
    assert "".join(document.text[n.head.start : n.head.end] for _, n in root.walk()) == document.text


@given(st.lists(st.sampled_from(OPENINGS), max_size=30))
def test_units_nest_and_follow_each_other(lines):
    def check(node):
        at = node.head.end
        for child in node.children:
            assert child.span.start == at
            check(child)
            at = child.span.end
        assert at == node.span.end

    check(segment(lines_document(lines)))


TABLE = """**PHỤ LỤC**

| TT | Chỉ tiêu | Đơn vị | Năm 2026 |
|---|---|---|---|
| I | Kinh tế số | | |
| 1 | Tỷ trọng kinh tế số | % | 20 |
| 2 | Cà phê | | |
| - | Diện tích | ha | 100 |
| II | Đến năm 2030 | | |
| 3 | Số trạm | trạm | 9 |
"""


def test_group_rows_of_an_annex_are_units_and_numbered_rows_are_records():
    root = segment(read_text(TABLE))
    assert [path for path, node in root.walk() if node.label] == ["Phụ lục", "Phụ lục.I", "Phụ lục.I.2"]


def test_a_group_that_opens_a_table_after_a_break_is_a_unit():
    """The table goes on under a heading of its own, without a new head row."""
    head = TABLE.index("| II |")
    after = "\n| B | NHÓM CHỈ TIÊU XÃ HỘI |\n| I | Thư viện | | |\n| 1 | Số thư viện | thư viện | 9 |\n"
    root = segment(read_text(TABLE[:head] + "\nTiếp theo phụ lục\n" + after))
    assert [path for path, node in root.walk() if node.label][-2:] == ["Phụ lục.B", "Phụ lục.B.I"]
