"""What every extraction promises, over the samples and, where they are there, the real documents in text form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from extractor import extract, serialize
from extractor.normalize import raw_offset
from extractor.readers.decode import decode

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpora"
TEXT = {".md", ".txt"}


def files():
    for path in sorted((ROOT / "corpora").glob("mau-*")):
        yield pytest.param(path, id=path.stem)
    for path in sorted(REAL.glob("*")) if REAL.is_dir() else ():
        if path.suffix in TEXT:
            yield pytest.param(path, id=path.stem, marks=pytest.mark.real)


@pytest.mark.parametrize("path", list(files()))
def test_an_extraction_keeps_its_promises(path):
    plan = extract(path)
    quoted = [(r.quote, r.span) for r in (*plan.targets, *plan.tasks, *plan.citations, *plan.times, *plan.bodies)]
    quoted += [(b.quote, b.span) for b in plan.budgets]
    quoted += [(e.quote, e.span) for r in (*plan.targets, *plan.tasks, plan.metadata) for e in r.evidence]
    quoted += [(r.due.text, r.due.span) for r in (*plan.targets, *plan.tasks) if r.due]
    for quote, span in quoted:
        assert plan.text[span.start : span.end] == quote
    paths = {unit.path for unit in plan.outline} | {""}
    assert {r.path for r in (*plan.targets, *plan.tasks)} <= paths
    assert all(t.within is None or 0 <= t.within < len(plan.targets) for t in plan.targets)
    data = serialize.dumps(plan)
    assert serialize.dumps(serialize.loads(data)) == data
    jsonschema.validate(json.loads(data), serialize.schema())


@pytest.mark.parametrize("path", list(files())[:7])
def test_every_letter_of_the_text_leads_back_to_the_file(path):
    plan = extract(path)
    raw = decode(path.read_bytes()).text
    for block in plan.blocks:
        for at in range(*block.span):
            if plan.text[at].isascii() and plan.text[at].isalnum():
                assert raw[raw_offset(plan.raw_runs, at)] == plan.text[at]


def test_two_processes_write_the_same_bytes():
    sample = next(iter((ROOT / "corpora").glob("mau-03*")))
    write = f"sys.stdout.buffer.write(extractor.serialize.dumps(extractor.extract({str(sample)!r})))"
    code = f"import sys, extractor; {write}"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1 and next(iter(outputs)).startswith(b"{")


@pytest.mark.real
def test_the_press_plan_of_a_city(shared):
    plan = extract(shared / "corpora" / "000_4a8294e299e71fd9.txt")
    stated = [(t.value, t.unit, t.comparator, t.due.anchor) for t in plan.targets if t.value]
    assert stated[:5] == [
        *[("70", "%", "=", "2025")] * 3,
        ("30", "%", "=", "2025"),
        ("20", "%", ">=", "2025"),
    ]
    assert stated.count(("100", "%", "=", "2030")) == 4
    dues = {(t.due.anchor, t.due.relation, t.due.every) for t in plan.tasks if t.due}
    assert {("2023-Q4", "before", None), ("--11-30", "before", "year")} <= dues
    leads = {body.name for t in plan.tasks if t.path.startswith("IV.") for body in t.lead}
    assert leads >= {
        "Sở Thông tin và Truyền thông",
        "Sở Kế hoạch và Đầu tư",
        "Sở Tài chính",
        "Sở Khoa học và Công nghệ",
        "Báo Cần Thơ",
        "Đài Phát thanh và Truyền hình",
        "Tạp chí Văn nghệ Cần Thơ",
        "Ban Tuyên giáo Thành ủy",
    }


@pytest.mark.real
def test_the_press_plan_of_a_province_that_is_cut(shared):
    plan = extract(shared / "corpora" / "003_1d690b24249a0f82.txt")
    stated = [(t.comparator, t.value, t.unit, t.due.anchor) for t in plan.targets if t.value]
    assert stated == [
        ("=", "100", "%", "2025"),
        ("=", "70", "%", "2025"),
        ("=", "50", "%", "2025"),
        (">", "60", "%", "2025"),
        ("=", "100", "%", "2025"),
        ("=", "100", "%", "2025"),
        (">=", "3", "cấp độ", "2025"),
        ("=", "60/40", "%", "2025"),
        (">", "30", "%", "2025"),
        *[("=", "100", "%", "2030")] * 3,
    ]
    assert plan.source.truncated
    assert {w.code for w in plan.warnings} == {"truncated", "missing-annex"}
    assert plan.metadata.number == "77/KH-UBND"
