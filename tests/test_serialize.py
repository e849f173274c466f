"""Plan to JSON and back: the same bytes, the published schema, and messages that name the place at fault."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import BadPlan
from extractor.model import (
    BlockPlace,
    Body,
    BodyMention,
    Budget,
    Cited,
    Due,
    Evidence,
    Metadata,
    Notice,
    Plan,
    Source,
    Span,
    Table,
    TableCell,
    Target,
    Task,
    TimeMention,
    Unit,
    Unread,
)
from extractor.serialize import dumps, loads, schema, schema_text

SCHEMA_FILE = Path(__file__).parents[1] / "extractor" / "plan.schema.json"

TEXT = "II. MỤC TIÊU\nĐến hết năm 2027, 75–80% thư viện xã nối mạng.\nSở Văn hóa “chủ trì” việc này."
PLACE = {"span": Span(13, 58), "page": 1, "path": "II", "rule": "percentage"}
DUE = Due(
    anchor="2027",
    relation="by",
    every=None,
    text="Đến hết năm 2027",
    latest=date(2027, 12, 31),
    span=Span(13, 29),
)
BODY = Body(id="so-van-hoa", name="Sở Văn hóa")
CELL = TableCell(row=0, col=0, rowspan=1, colspan=2, span=Span(0, 5))
PROOF = Evidence(field="value", quote="75–80%", span=Span(31, 37), rule="percentage", inherited_from="")
FULL = Plan(
    source=Source(name="ke-hoach.docx", sha256="0" * 64, bytes=12, format="docx", pages=1),
    metadata=Metadata(number="12/KH-UBND", recipients=("Sở Văn hóa", "Lưu: VT"), evidence=(PROOF,)),
    outline=(
        Unit(
            path="II",
            label="II",
            title="MỤC TIÊU",
            style="roman",
            role="objective",
            span=Span(0, 90),
            head=Span(0, 12),
            page=1,
        ),
    ),
    targets=(
        Target(
            id="t1",
            quote="75–80% thư viện",
            evidence=(PROOF,),
            indicator="thư viện xã nối mạng",
            comparator="range",
            value=("75", "80"),
            unit="%",
            change="reach",
            due=DUE,
            due_inherited=True,
            baseline=None,
            bodies=(BODY,),
            context="objective",
            within=None,
            **PLACE,
        ),
    ),
    tasks=(
        Task(
            id="n1",
            quote="Sở Văn hóa",
            evidence=(),
            action="",
            lead=(BODY,),
            support=(),
            due=None,
            output=None,
            **PLACE,
        ),
    ),
    citations=(Cited(key="1/QĐ-TTg", quote="1/QĐ-TTg", mentions=(Span(1, 2), Span(3, 4)), **PLACE),),
    times=(TimeMention(anchor=None, every="half-year", quote="sáu tháng", **PLACE),),
    bodies=(BodyMention(id="so-van-hoa", name="Sở Văn hóa", quote="SVH", **PLACE),),
    budgets=(Budget(value="1000000", unit="VND", comparator="~", quote="1 triệu", **PLACE),),
    tables=(Table(path="II", span=Span(0, 5), page=None, cells=(CELL,)),),
    blocks=(BlockPlace(span=Span(0, 5), kind="cell", page=1, box=(1.0, 2.0, 3.5, 4.0), place="t[1]/r[1]/c[1]"),),
    unread=(Unread(text="1", reason="page number", raw=Span(0, 1)),),
    warnings=(Notice(code="no-number", message='Số "…" để trống\n', span=Span(0, 1)),),
    text=TEXT,
    raw_runs=((0, 0), (13, 15)),
)

_text = st.text(st.characters(codec="utf-8"), max_size=20)
_span = st.builds(Span, st.integers(0, 9), st.integers(0, 9))
_plans = st.builds(
    lambda text, runs, spans, quote: FULL.model_copy(
        update={
            "text": text,
            "raw_runs": tuple(runs),
            "unread": tuple(Unread(text=quote, reason="", raw=span) for span in spans),
        }
    ),
    _text,
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=5),
    st.lists(_span, max_size=3),
    _text,
)


def broken(*steps, to):
    """FULL as JSON, the value at `steps` replaced."""
    data = json.loads(dumps(FULL))
    at = data
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = to
    return json.dumps(data)


def test_a_plan_comes_back_as_it_was():
    assert loads(dumps(FULL)) == FULL
    assert loads(dumps(FULL).decode()) == FULL
    assert loads(dumps(FULL)).targets[0].span.overlaps(Span(20, 21))  # a Span again, not a bare tuple


@settings(max_examples=50, deadline=None)
@given(_plans)
def test_every_plan_comes_back_byte_for_byte_and_fits_the_schema(plan):
    written = dumps(plan)
    assert dumps(loads(written)) == written
    jsonschema.Draft202012Validator(schema()).validate(json.loads(written))


def test_the_layout_reads_line_by_line():
    lines = dumps(FULL).decode().split("\n")
    assert lines[:2] == ["{", '  "schema_version": "1.0",']
    assert '      "value": ["75","80"],' in lines
    assert '      "bodies": [{"id":"so-van-hoa","name":"Sở Văn hóa"}],' in lines
    assert lines[-3:] == ['  "raw_runs": [[0,0],[13,15]]', "}", ""]
    assert "Sở Văn hóa “chủ trì”" in lines[-4]  # letters stand as they are, not escaped


def test_the_same_bytes_in_another_process():
    code = (
        "import sys; from extractor.serialize import *; sys.stdout.buffer.write(dumps(loads(sys.stdin.buffer.read())))"
    )
    written = dumps(FULL)
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SCHEMA_FILE.parents[1])}
        run = subprocess.run([sys.executable, "-c", code], input=written, capture_output=True, env=env, check=True)
        assert run.stdout == written


@pytest.mark.parametrize(
    "data, message",
    [
        (b"{", r"x\.json: not JSON in UTF-8: line 1, column"),
        (b'{"schema_version": "\xff"}', "not JSON in UTF-8: .*not valid UTF-8"),
        (b"[" * 100_000, "not JSON in UTF-8: line 1"),
        (b"[]", "schema_version is None"),
        (b'{"targets": []}', "schema_version is None, this version reads '1.0'"),
        (b'{"schema_version": "0.9"}', "schema_version is '0.9', this version reads '1.0'; extract the document again"),
        (b'{"schema_version": "1.0"}', r"source: Field required \(and \d+ more\)"),
        (b'{"schema_version": "1.0", "text": "\\ud800"}', "line 1, column 36"),
    ],
    ids=["cut", "bytes", "deep", "list", "no version", "old version", "no fields", "surrogate"],
)
def test_what_is_no_plan(data, message):
    with pytest.raises(BadPlan, match=message):
        loads(data, name="x.json")


@pytest.mark.parametrize(
    "steps, to, message",
    [
        (("targets", 0, "due", "relation"), "until", r"targets\[0\]\.due\.relation: Input should be .*got \"until\""),
        (("targets", 0, "value"), 80, r"targets\[0\]\.value: .*string, got 80"),
        (("targets", 0, "span"), [1], r"targets\[0\]\.span\[1\]: Field required"),
        (("outline", 0, "colour"), "red", r"outline\[0\]\.colour: Extra inputs"),
        (("text",), None, "text: Input should be a valid string, got null"),
    ],
)
def test_a_fault_is_told_with_its_place(steps, to, message):
    with pytest.raises(BadPlan, match=message):
        loads(broken(*steps, to=to))


def test_the_schema_is_sound_and_names_itself_without_a_host():
    published = schema()
    jsonschema.Draft202012Validator.check_schema(published)
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["$id"].startswith("urn:")
    assert published["title"] == "Plan"
    assert published["description"].startswith("An extraction.")


@pytest.mark.parametrize(
    "steps, to",
    [
        (("schema_version",), "0.9"),
        (("targets", 0, "change"), "grow"),
        (("targets", 0, "span"), [1, 2, 3]),
        (("outline", 0, "colour"), "red"),
        (("metadata",), {}),
    ],
)
def test_the_schema_refuses_what_is_no_plan(steps, to):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(json.loads(broken(*steps, to=to)))


def test_every_field_is_required_and_keeps_its_name():
    for made in [schema(), *schema()["$defs"].values()]:
        assert made.get("required", []) == list(made.get("properties", []))
    assert "title" in schema()["$defs"]["Unit"]["properties"]


def test_the_published_schema_is_fresh():
    assert SCHEMA_FILE.read_text("utf-8") == schema_text(), "stale: run `kehoach schema > extractor/plan.schema.json`"
