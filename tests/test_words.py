"""Words of a text: nothing lost, nothing rewritten, logging left alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import words
from extractor.model import Span


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words.tokens(text)]


def test_syllables_are_joined_into_words_where_they_stand():
    text = "Uỷ ban nhân dân  tỉnh\nThanh Hoá: 98,5%"
    assert cut(text) == ["Uỷ ban nhân dân", "tỉnh", "Thanh Hoá", ":", "98,5", "%"]
    assert words.tokens(text)[0] == Span(0, 15)


@pytest.mark.parametrize(
    ("text", "first"),
    {"kịch bản ứng dụng dữ liệu": "kịch bản", "  mô hình trồng rừng": "mô hình", "": "", " \n": ""}.items(),
)
def test_the_first_word_is_the_classifier(text, first):
    assert words.first_word(text) == first


@given(st.text(alphabet=" \n\tabđêủ1.,%(-\u0301ABữ\u00a0", max_size=40))
@settings(deadline=None, max_examples=60)
def test_words_cover_all_but_the_blanks_in_order(text):
    spans = words.tokens(text)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("text", ["", "  ", "Sở Y tế", " hai  blanks\n\nand lines ", "a\tb"])
def test_a_doc_has_the_text_itself(text):
    assert words.doc(text).text == text


def test_the_words_of_a_doc_are_the_tokens():
    assert [token.text for token in words.doc("Sở Y tế triển khai")] == ["Sở", "Y tế", "triển khai"]


def test_loading_is_late_and_leaves_logging_as_it_was():
    code = (
        "import sys, logging; import extractor.rules.bodies as b; b.find('Sở Tài chính chủ trì');"
        "assert 'underthesea' not in sys.modules and 'spacy' not in sys.modules;"
        "from extractor import words; words.tokens('một'); assert not logging.getLogger().handlers"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
