"""What kehoach reads of published test sets does not fall; see benchmarks/external.py."""

import tomllib
from importlib import import_module

import pytest

# Right, of the rows that apply, by set and kind of value: raise a figure when a rule wins rows, never lower one.
FLOORS = {
    ("chrono_vi_time", "time"): (67, 67),
    ("cldr_vi", "money"): (3, 3),
    ("cldr_vi", "numeral"): (7, 7),
    ("cldr_vi", "percent"): (5, 5),
    ("cldr_vi", "time"): (90, 90),
    ("dateparser_vi_time", "time"): (8, 8),
    ("duckling_vi_money", "money"): (55, 55),
    ("duckling_vi_numeral", "numeral"): (42, 42),
    ("duckling_vi_ordinal", "ordinal"): (3, 3),
    ("duckling_vi_time", "time"): (63, 63),
    ("duckling_vi_time_negative", "time"): (1, 1),
    ("heideltime_vi_examples", "time"): (23, 23),
    ("nemo_vi_spoken", "cardinal"): (120, 120),
    ("nemo_vi_spoken", "decimal"): (64, 64),
    ("nemo_vi_spoken", "fraction"): (2, 2),
    ("nemo_vi_spoken", "measure"): (27, 27),
    ("nemo_vi_spoken", "money"): (11, 11),
    ("nemo_vi_spoken", "ordinal"): (12, 12),
    ("nemo_vi_spoken", "time"): (13, 13),
    ("nemo_vi_written", "cardinal"): (97, 97),
    ("nemo_vi_written", "decimal"): (17, 17),
    ("nemo_vi_written", "measure"): (57, 57),
    ("nemo_vi_written", "money"): (22, 22),
    ("nemo_vi_written", "ordinal"): (29, 29),
    ("nemo_vi_written", "range"): (6, 6),
    ("nemo_vi_written", "roman"): (55, 55),
    ("nemo_vi_written", "time"): (11, 11),
    ("num2words_vi_numeral", "numeral"): (55, 55),
    ("province_63_to_34", "province"): (63, 63),
    ("vietnam_number_numeral", "numeral"): (36, 36),
    ("wikiwars_vi_time", "time"): (1131, 1131),
}


@pytest.fixture
def benchmark(root, monkeypatch):
    monkeypatch.syspath_prepend(str(root))
    return import_module("benchmarks.external")


@pytest.mark.real
def test_no_set_is_read_worse_than_recorded(benchmark, shared):
    scores = benchmark.scores(shared / "external")
    assert {key: (apply, right) for key, (_, apply, right) in scores.items() if apply} == FLOORS


@pytest.mark.real
def test_each_exclusion_covers_a_row_and_has_its_reason(root, benchmark, shared):
    entries = tomllib.loads((root / "benchmarks" / "external_excluded.toml").read_text("utf-8"))["exclude"]
    given = {case.reason for case in import_module("benchmarks.external_sets").cases(shared / "external")}
    assert [entry for entry in entries if entry["reason"] not in given] == []


def test_a_counterexample_of_a_set_is_right_where_nothing_is_read(benchmark):
    sets, readers = import_module("benchmarks.external_sets"), import_module("benchmarks.external_readers")
    assert readers.ours(sets.Case("made-up", 1, "time", "có 1975 người", ()))
    assert not readers.ours(sets.Case("made-up", 2, "time", "năm 2025", ()))
    assert readers.ours(sets.Case("made-up", 3, "money", "ít nhất 5 triệu đồng", ("5000000", "", "VND", ">")))


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_table_of_a_readme_is_the_one_that_was_measured_last(root, name):
    written = (root / "benchmarks" / "external.md").read_text("utf-8").split("\n\n")[0]
    shown = (root / name).read_text("utf-8").split("<!-- begin external -->\n")[1].split("\n<!-- end external -->")[0]
    assert shown == written
