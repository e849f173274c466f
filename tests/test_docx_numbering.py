"""Automatic list numbers are drawn as Word draws them."""

import pytest
from docx_makers import definition, docx, level, num, p, restart

from extractor.readers import docx as reader
from extractor.readers.docx_formats import drawn

PLAN = definition(
    0,
    level(0, "%1.", "upperRoman"),
    level(1, "%2."),
    level(2, "%2.%3."),
    level(3, "%4)", "lowerLetter"),
    level(4, "-", "bullet"),
)


ONE = PLAN + num(1, 0)


def labels(body, numbering=ONE, styles=""):
    read = reader.read(docx(body, numbering=numbering, styles=styles), name="mẫu.docx")
    return [block.label for block in read.blocks]


def words(*levels, of=1):
    """Numbered paragraphs of the list `of`, one for each level."""
    return "".join(p("mục tiêu", num=(of, at)) for at in levels)


def test_the_label_stands_at_the_head_of_the_text():
    block = reader.read(docx(p("MỤC TIÊU", num=(1, 0)), numbering=ONE), name="a").blocks[0]
    assert (block.text, block.label) == ("I. MỤC TIÊU", "I.")


def test_a_level_restarts_under_each_higher_one():
    assert labels(words(0, 1, 1, 2, 2, 0, 1, 3, 3, 1, 3)) == [
        "I.", "1.", "2.", "2.1.", "2.2.", "II.", "1.", "a)", "b)", "2.", "a)",
    ]  # fmt: skip


def test_a_level_that_was_skipped_counts_as_used_once():
    assert labels(words(0, 2, 1, 0)) == ["I.", "1.1.", "2.", "II."]


def test_restart_only_after_a_named_level_or_never():
    after_first = definition(
        0,
        level(0, "%1."),
        level(1, "%1.%2."),
        level(2, "(%3)", more='<w:lvlRestart w:val="1"/>'),
        level(3, "%4)", more='<w:lvlRestart w:val="0"/>'),
    )
    got = labels(words(0, 1, 2, 3, 1, 2, 3, 0, 2, 3), after_first + num(1, 0))
    assert got == ["1.", "1.1.", "(1)", "1)", "1.2.", "(2)", "2)", "2.", "(1)", "3)"]


def test_lists_over_one_definition_count_on_together():
    assert labels(words(1, 1) + words(1, of=2) + words(1), PLAN + num(1, 0) + num(2, 0)) == ["1.", "2.", "3.", "4."]


def test_a_start_override_restarts_once():
    numbering = PLAN + num(1, 0) + num(2, 0, restart(1, 1)) + num(3, 0, restart(1, 7))
    body = words(1, 1) + words(1, 1, of=2) + words(1, of=3) + words(1, of=2)
    assert labels(body, numbering) == ["1.", "2.", "1.", "2.", "7.", "8."]


def test_an_override_may_replace_the_level():
    replaced = '<w:lvlOverride w:ilvl="1">' + level(1, "Bước %2:", start=3) + "</w:lvlOverride>"
    assert labels(words(1, 1, of=2), PLAN + num(2, 0, replaced)) == ["Bước 3:", "Bước 4:"]


def test_a_definition_of_its_own_counts_by_itself():
    other = definition(5, level(0, "%1/"))
    assert labels(words(0) + words(0, 0, of=9) + words(0), PLAN + other + num(1, 0) + num(9, 5)) == [
        "I.",
        "1/",
        "2/",
        "II.",
    ]


def test_legal_numbers_are_all_decimal():
    legal = definition(0, level(0, "Chương %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels(words(0, 0, 1, 1), legal + num(1, 0)) == ["Chương I", "Chương II", "2.1", "2.2"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Phan"><w:name w:val="Phần"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:basedOn w:val="Phan"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
)


def test_a_style_gives_the_list_and_the_level():
    body = p("a", style="Phan") + p("b", style="Muc") + p("c", style="Con") + p("d", style="Phan") + p("e", style="Muc")
    assert labels(body, styles=STYLES) == ["I.", "1.", "2.", "II.", "1."]


def test_a_level_is_bound_to_a_style():
    bound = definition(0, level(0, "%1."), level(1, "%1.%2.", more='<w:pStyle w:val="Phan"/>'))
    assert labels(p("a", style="Phan") * 2, bound + num(1, 0), STYLES) == ["1.1.", "1.2."]


def test_list_zero_takes_a_paragraph_out_of_its_style_s_list():
    assert labels(p("a", style="Phan") + p("b", style="Phan", num=(0, 0)) + p("c", style="Phan"), styles=STYLES) == [
        "I.", None, "II.",
    ]  # fmt: skip


def test_a_definition_may_refer_to_a_list_style():
    style = (
        '<w:style w:type="numbering" w:styleId="DanhSach"><w:name w:val="Danh sách"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        definition(0, level(0, "Điều %1."), more='<w:styleLink w:val="DanhSach"/>')
        + definition(1, more='<w:numStyleLink w:val="DanhSach"/>')
        + num(1, 0)
        + num(2, 1)
    )
    assert labels(words(0) + words(0, of=2), numbering, style) == ["Điều 1.", "Điều 2."]


@pytest.mark.parametrize(
    ("sign", "label"), [("-", "-"), ("–", "-"), ("\uf0b7", "-"), ("o", "-"), ("+", "+"), ("*", "*"), (" ", None)]
)
def test_bullets_are_dashes_unless_they_are_plus_or_star(sign, label):
    assert labels(words(0), definition(0, level(0, sign, "bullet")) + num(1, 0)) == [label]


@pytest.mark.parametrize(
    ("count", "form", "words"),
    [
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (5, "lowerLetter", "e"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (15, "vietnameseCounting", "Mười lăm"),
        (21, "cardinalText", "Hai mươi mốt"),
        (1, "ordinalText", "Thứ nhất"),
        (4, "ordinalText", "Thứ tư"),
        (3, "ordinal", "3"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "none", ""),
        (10**12, "lowerLetter", "1000000000000"),
        (0, "lowerLetter", "0"),
    ],
)
def test_number_formats(count, form, words):
    assert drawn(count, form) == words


def test_an_empty_paragraph_counts_and_its_number_is_set_aside():
    read = reader.read(docx(words(1) + p(num=(1, 1)) + words(1), numbering=ONE), name="a")
    assert [block.label for block in read.blocks] == ["1.", "3."]
    assert [(u.text, u.reason) for u in read.unread] == [("2.", "list number of an empty paragraph")]


def test_a_list_that_is_not_there_draws_nothing():
    assert labels(words(0, of=99) + words(8)) == [None, None]
