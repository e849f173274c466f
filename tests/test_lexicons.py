"""Closed lists: every name is shown by an example, has one owner, and what a row points to is there."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

import extractor.lexicons
from extractor.errors import BadRule
from extractor.lexicons import rows
from extractor.normalize import fold
from extractor.rules import bodies

FILES = sorted(Path(extractor.lexicons.__file__).parent.glob("*.toml"))
LISTS = ("abbreviations", "bodies", "provinces")
ROWS = [pytest.param(row, id=f"{name}:{row['id']}") for name in LISTS for row in rows(name, "id", "names", "examples")]
BODIES = [pytest.param(row, id=row["id"]) for row in rows("bodies", "id", "names", "kind", "level", "examples")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_list_is_in_nfc(file):
    assert unicodedata.is_normalized("NFC", file.read_text("utf-8"))


@pytest.mark.parametrize("name", LISTS)
def test_ids_are_sorted_and_unique(name):
    ids = [row["id"] for row in rows(name, "id")]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", LISTS)
def test_no_name_has_two_owners(name):
    names = [fold(n).lower() for row in rows(name, "id", "names") for n in row["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", ROWS)
def test_every_name_is_shown_by_an_example_and_every_example_shows_a_name(row):
    assert [n for n in row["names"] if not any(n in x for x in row["examples"])] == []
    assert [x for x in row["examples"] if not any(n in x for n in row["names"])] == []


@pytest.mark.parametrize("name", ("bodies", "provinces"))
def test_a_successor_is_a_row_of_the_same_list(name):
    ids = {row["id"] for row in rows(name, "id")}
    assert {
        other for row in rows(name, "id") for other in (row.get("successor"), *row.get("merges", ())) if other
    } <= ids


@pytest.mark.parametrize("row", ROWS)
def test_days_are_dates_and_rest_on_an_act(row):
    days = [row[key] for key in ("valid_from", "valid_to", "enlarged") if key in row]
    assert [date.fromisoformat(day).isoformat() for day in days] == days
    assert not days or row["basis"]


def test_34_provinces_are_left_of_63():
    every = rows("provinces", "id", "names", "level")
    left = [row for row in every if "successor" not in row]
    merged = [row for row in every if row.get("valid_to") == "2025-06-30"]
    assert (len(left), len(left) + len(merged)) == (34, 63)
    assert sorted(one for row in left for one in row.get("merges", ())) == sorted(row["id"] for row in merged)


@pytest.mark.parametrize("row", BODIES)
def test_a_body_is_found_in_each_of_its_examples(row):
    found = {x: [f.value.id for f in bodies.find(x)] for x in row["examples"]}
    assert {
        x: ids for x, ids in found.items() if not any(i == row["id"] or i.startswith(row["id"] + "-") for i in ids)
    } == {}


@pytest.mark.parametrize("row", BODIES)
def test_each_name_of_a_body_leads_to_its_row(row):
    assert {name: entry.id for name in row["names"] if (entry := bodies.lookup(name))} == dict.fromkeys(
        row["names"], row["id"]
    )


def test_a_row_without_a_key_that_is_asked_for_does_not_load():
    with pytest.raises(BadRule, match="ban-an-toan-giao-thong lacks colour"):
        rows("bodies", "colour")
