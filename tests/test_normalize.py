"""The text is clean, the key lines up with it, and every character leads back to the file."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Block, Cell, Source
from extractor.normalize import clean, compose, fold, raw_offset

RAW = st.text(st.sampled_from("aăâeđ \t\r\n\u00a0–—-.I1)\u0301\u0323\u031b\u00ad\u200b"), max_size=60)
SOURCE = Source(name="x", sha256="", bytes=0, format="text")


@pytest.mark.parametrize(
    "written, folded",
    [
        ("UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("hoá, hoà, khoẻ, thuỷ, luỹ", "hóa, hòa, khỏe, thủy, lũy"),
        ("quý, quỹ, quả, toàn, hoàn thành", "quý, quỹ, quả, toàn, hoàn thành"),
        ("2026–2030 — “số”", '2026-2030 - "số"'),
    ],
)
def test_the_key_has_one_spelling_and_the_length_of_the_text(written, folded):
    assert fold(written) == folded
    assert len(fold(written)) == len(written)


def test_blanks_marks_and_soft_hyphens_are_cleaned():
    raw = unicodedata.normalize("NFD", "  Đến\u00a0 năm\t2030 –\u00ad xong\u200b \n  và  sau ")
    assert clean(raw, ((0, 0),))[0] == "Đến năm 2030 – xong\nvà sau"


@given(RAW)
def test_cleaning_twice_changes_nothing(raw):
    once = clean(raw, ((0, 0),))[0]
    assert clean(once, ((0, 0),))[0] == once
    assert unicodedata.is_normalized("NFC", once)


@given(RAW)
def test_every_character_leads_back_to_raw_text_that_holds_it(raw):
    text, runs = clean(raw, ((0, 0),))
    back = [raw_offset(runs, i) for i in range(len(text))]
    assert back == sorted(back)
    for char, offset in zip(text, back, strict=True):
        if char.isalnum():
            assert unicodedata.normalize("NFD", raw[offset])[0] == unicodedata.normalize("NFD", char)[0]


def test_cells_of_a_row_share_a_line_and_an_empty_cell_keeps_its_place():
    cells = [
        Block(t, ((0, i),), "cell", cell=Cell(0, r, c))
        for i, (t, r, c) in enumerate([("a", 0, 0), ("", 0, 1), ("b", 1, 0)])
    ]
    document = compose(cells, SOURCE, [], [])
    assert document.text == "a | \nb"
    assert [tuple(b.span) for b in document.blocks] == [(0, 1), (4, 4), (5, 6)]
