"""Each sample plan in each form that offices have: the same outline, targets, tasks and annex rows as its text."""

import sys
from functools import cache
from pathlib import Path

import pytest

from extractor import extract
from extractor.normalize import fold
from extractor.pipeline import extract_document
from extractor.readers import read_bytes

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
sys.path.insert(0, str(CORPORA))

from forms import office  # noqa: E402

import build as builder  # noqa: E402

SAMPLES = {sample.stem[:6]: sample for sample in builder.samples()}
WITH_TABLES = [name for name, sample in SAMPLES.items() if sample.tables]
SAME = [(name, form) for name in SAMPLES for form in ("txt", "md", "html", "word.html", "docx", "pdf")]
OLD = [("mau-05", "tcvn3.txt"), ("mau-06", "vni.txt"), ("mau-04", "viscii.txt")]
OFFICE = {"doc": list(SAMPLES), "odt": ["mau-04", "mau-07"], "rtf": ["mau-03", "mau-07"]}
"""LibreOffice's RTF drops what Word keeps: restarts of lists, and the letters in "Điều 1." (mau-04, mau-05)."""

needs_libreoffice = pytest.mark.skipif(
    office.program() is None, reason="LibreOffice is not installed: make setup-system"
)


@cache
def text_of(name):
    """The extraction of the sample as it stands in corpora/."""
    return extract(next(CORPORA.glob(f"{name}*")))


def made(name, form):
    return extract_document(read_bytes(builder.FORMS[form](SAMPLES[name]), name=f"{name}.{form}"))


def same(text):
    return " ".join(fold(text).split())


def outline(plan):
    return [(unit.path, same(unit.title)) for unit in plan.outline if unit.label]


def due(record):
    return record.due and (record.due.anchor, record.due.relation, record.due.every)


def targets(plan):
    return [
        (same(t.indicator), t.comparator, t.value, t.unit, t.change, due(t), [b.name for b in t.bodies], t.path)
        for t in plan.targets
    ]


def tasks(plan):
    return [(same(t.action), [b.name for b in t.lead], [b.name for b in t.support], due(t), t.path) for t in plan.tasks]


def rows(plan):
    """The filled cells of each row of each table; a cell that spans rows is in all of them."""
    found = []
    for table in plan.tables:
        grid = {cell.row: {} for cell in table.cells}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                grid.setdefault(row, {})[cell.col] = same(plan.text[cell.span.start : cell.span.end])
        found += [[text for _, text in sorted(grid[row].items()) if text] for row in sorted(grid)]
    return found


def rows_meant(name):
    return [[same(cell) for cell in row if cell] for table in SAMPLES[name].tables for row in table.rows]


def assert_same(plan, name):
    text = text_of(name)
    assert outline(plan) == outline(text)
    assert targets(plan) == targets(text)
    assert tasks(plan) == tasks(text)
    assert rows(plan) == rows_meant(name)


@pytest.mark.parametrize(("name", "form"), SAME)
def test_a_form_gives_what_the_text_gives(name, form):
    assert_same(made(name, form), name)


@pytest.mark.parametrize(("name", "form"), OLD)
def test_an_old_encoding_gives_what_the_text_gives(name, form):
    """TCVN3 has no capitals with a tone but at the start of a sentence, where the reader restores them."""
    plan, text = made(name, form), text_of(name)
    assert plan.source.encoding == form.removesuffix(".txt")
    for each in (outline, targets, tasks):
        assert str(each(plan)).casefold() == str(each(text)).casefold()


@needs_libreoffice
@pytest.mark.parametrize("kind", OFFICE)
def test_a_file_of_libreoffice_gives_what_the_text_gives(kind, tmp_path):
    chosen = [SAMPLES[name] for name in OFFICE[kind]]
    files, skipped = builder.build(chosen, tmp_path, [kind])
    assert len(files) == len(chosen) and not skipped
    for name, file in zip(OFFICE[kind], files, strict=True):
        assert_same(extract(file), name)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_sheet_holds_the_annex(name):
    plan = made(name, "xlsx")
    numbers = [[cell.replace(",", ".") for cell in row] for row in rows(plan)]
    assert numbers == [[cell.replace(",", ".") for cell in row] for row in rows_meant(name)]
    found = {(same(t.indicator), t.value, t.unit) for t in plan.targets}
    assert found >= {(same(t.indicator), t.value, t.unit) for t in text_of(name).targets if t.context == "annex"}
