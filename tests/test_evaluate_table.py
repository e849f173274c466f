"""Tables of scores, as a reader sees them."""

import pytest

from extractor.errors import BadGold
from extractor.evaluate import Counts, Scores, halves, load_checking, render
from extractor.evaluate.table import documents_table, halves_table, metrics_table

FIRST = Scores("mot.md", {"targets.found": Counts(8, 2, 0), "tasks.lead": Counts(1, 1, 1)})
SECOND = Scores("hai.pdf", {"targets.found": Counts(1, 0, 1), "citations.keys": Counts()})


def test_metrics_as_text():
    assert metrics_table(FIRST) == (
        "metric            P      R    F1  right  extra  missed\n"
        "targets.found  80.0  100.0  88.9      8      2       0\n"
        "tasks.lead     50.0   50.0  50.0      1      1       1\n"
    )


def test_metrics_as_markdown():
    assert metrics_table(SECOND, style="markdown") == (
        "| metric         |     P |    R |   F1 | right | extra | missed |\n"
        "| -------------- | ----: | ---: | ---: | ----: | ----: | -----: |\n"
        "| targets.found  | 100.0 | 50.0 | 66.7 |     1 |     0 |      1 |\n"
        "| citations.keys |     – |    – |    – |     0 |     0 |      0 |\n"
    )


def test_documents_stand_in_the_order_of_their_names():
    lines = documents_table([FIRST, SECOND]).splitlines()
    assert [line.split()[0] for line in lines] == ["document", "hai.pdf", "mot.md"]
    assert lines[2].split()[1:] == ["–", "–", "88.9", "–", "–", "50.0", "–"]


@pytest.mark.parametrize("name", ["hai", "hai.pdf"])
def test_halves_are_told_by_name_with_or_without_suffix(name):
    development, checking = halves([FIRST, SECOND], {name})
    assert development.counts["targets.found"] == Counts(8, 2, 0)
    assert checking.counts["targets.found"] == Counts(1, 0, 1)


def test_the_gap_between_the_halves():
    lines = halves_table(*halves([FIRST, SECOND], {"hai"})).splitlines()
    assert lines[0].split() == ["F1", "development", "checking", "gap"]
    assert lines[1].split() == ["targets.found", "88.9", "66.7", "+22.2"]
    assert lines[2].split() == ["tasks.lead", "50.0", "–", "–"]


def test_render_shows_the_halves_only_where_there_are_two():
    assert "development" not in render([FIRST, SECOND])
    assert "development" in render([FIRST, SECOND], checking={"hai"})
    assert render([FIRST, SECOND], style="markdown").count("\n\n") == 1


def test_checking_documents_are_listed_one_a_line(tmp_path):
    (tmp_path / "checking.txt").write_text("# held back\nmot\n\n hai \n", "utf-8")
    assert load_checking(tmp_path / "checking.txt") == {"mot", "hai"}
    with pytest.raises(BadGold, match="none.txt: cannot be read"):
        load_checking(tmp_path / "none.txt")
