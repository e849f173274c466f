"""Each sample plan in each form that offices have: the same outline, targets, tasks and annex rows as its text."""

import sys
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz.fuzz import ratio

from extractor import extract
from extractor.normalize import fold
from extractor.pipeline import extract_document
from extractor.readers import ocr, read_bytes

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
sys.path.insert(0, str(CORPORA))

import build as builder  # noqa: E402
from forms import office  # noqa: E402

SAMPLES = {sample.stem[:6]: sample for sample in builder.samples()}
WITH_TABLES = [name for name, sample in SAMPLES.items() if sample.tables]
SAME = [(name, form) for name in SAMPLES for form in ("txt", "md", "html", "word.html", "docx", "pdf")]
OLD = [("mau-05", "tcvn3.txt"), ("mau-06", "vni.txt"), ("mau-04", "viscii.txt")]
OFFICE = {"doc": ["mau-03", "mau-04", "mau-05", "mau-07"], "odt": ["mau-04"], "rtf": ["mau-07"]}
"""LibreOffice's RTF drops what Word keeps: restarts of lists, and the letters in "Điều 1." (mau-04, mau-05)."""
SCANS = ["mau-03", "mau-04"]  # prose and a table of low rows, and a table on a page on its side; `make scans` reads all

needs_libreoffice = pytest.mark.skipif(
    office.program() is None, reason="LibreOffice is not installed: make setup-system"
)
needs_tesseract = pytest.mark.skipif(
    getattr(ocr.engine(), "name", None) != "tesseract", reason="tesseract is not installed: make setup-system setup-ocr"
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


# ── scans ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def share(meant, found, facts):
    """The share of the records of `meant` that `found` has, one for one: the same facts, words alike."""
    left = list(found)
    hits = 0
    for each in meant:
        alike = (other for other in left if facts(other) == facts(each) and ratio(other[0], each[0]) >= 90)
        hit = next(alike, None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits / len(meant)


def figures(row):
    return [cell for cell in row if cell.replace(".", "").isdigit() and len(cell) > 1]


@needs_tesseract
@pytest.mark.parametrize("name", SCANS)
def test_a_scan_gives_nearly_all_that_the_text_gives(name):
    plan, text = made(name, "scan.pdf"), text_of(name)
    assert plan.source.ocr
    assert share(targets(text), targets(plan), facts=lambda t: t[1:6]) >= 0.95
    assert share(tasks(text), tasks(plan), facts=lambda t: (t[1], t[3])) >= 0.9
    for meant, found in zip(rows_meant(name), rows(plan), strict=True):
        assert figures(found) == figures(meant)
        assert ratio(" ".join(found), " ".join(meant)) >= 85


# ── what the forms hold besides ─────────────────────────────────────────────────────────────────────────────────────


def test_what_stands_around_the_plan_is_set_aside_with_its_reason():
    reasons = {form: {each.reason for each in made("mau-07", form).unread} for form in ("docx", "pdf", "html")}
    assert {"tracked deletion", "running foot"} <= reasons["docx"]
    assert {"page number", "table header repeated on a new page"} <= reasons["pdf"]
    assert len(reasons["html"]) > 1


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_footnote_is_a_note_behind_the_plan(form):
    assert [block.kind for block in made("mau-01", form).blocks].count("note") == 1


def test_the_same_sample_gives_the_same_bytes():
    for form in ("docx", "xlsx", "pdf", "html"):
        assert builder.FORMS[form](SAMPLES["mau-07"]) == builder.FORMS[form](SAMPLES["mau-07"])


def test_the_command_writes_what_is_asked_for(tmp_path, capsys):
    assert builder.main(["mau-05", "--form", "txt", "--form", "xlsx", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mau-05-chi-thi-cai-cach-tthc.txt"]
    said = capsys.readouterr()
    assert said.out.startswith("1 file") and "xlsx: mau-05-chi-thi-cai-cach-tthc has no table" in said.err
    with pytest.raises(SystemExit):
        builder.main(["mau-99"])


@pytest.mark.real
def test_a_docx_and_its_signed_pdf_give_the_same(shared):
    stem = "dongthap-kh-58-2026-sinh-hoat-lich-su"
    word, signed = (extract(shared / "corpora" / f"{stem}{end}") for end in (".docx", "-signed.pdf"))
    for each in (outline, targets, tasks):
        assert each(word) == each(signed)
