"""Plans as spreadsheets, CSV, JSON Lines, Parquet and a database: same rows everywhere, nothing read as a formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import export, provinces, store
from extractor.cli import app
from extractor.export import rows
from extractor.export.files import UnknownFormat
from extractor.model import Metadata, Plan
from extractor.pipeline import extract_text
from extractor.serialize import dumps

TEXT = """ỦY BAN NHÂN DÂN TỈNH BẮC GIANG
Số: 12/KH-UBND
Bắc Giang, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Phát triển thư viện số đến năm 2027

Căn cứ Quyết định số 206/QĐ-TTg ngày 11 tháng 02 năm 2021 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Đến năm 2027: 75% thư viện xã có máy tính nối mạng.
2. Trên 2/3 số xã có thư viện vào năm 2026.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí mua máy trước ngày 30 tháng 6 năm 2026.
2. =HYPERLINK("http://mau.vn";"Sở Y tế") bố trí phòng đọc trước ngày 30 tháng 9 năm 2026.
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return extract_text(TEXT, name="mau.txt")


def _with_formula(plan: Plan) -> Plan:
    """The plan with an indicator that a spreadsheet would run."""
    first = plan.targets[0].model_copy(update={"indicator": "=1+1"})
    return plan.model_copy(update={"targets": (first, *plan.targets[1:])})


def test_a_target_is_a_row_with_its_words_and_its_dates(plan: Plan) -> None:
    first, second, *_ = rows.rows(rows.TARGETS, [plan])
    assert (first["value"], first["value_low"], first["unit"], first["due_latest"]) == (
        "75",
        75.0,
        "%",
        date(2027, 12, 31),
    )
    assert plan.text[first["start"] : first["end"]] == first["quote"]  # type: ignore[misc]
    assert second["value"] == "2/3" and second["value_low"] == pytest.approx(0.667, abs=0.001)
    assert list(first) == list(rows.TARGETS.columns)


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("98.5", (98.5, 98.5)),
        (("70", "80"), (70.0, 80.0)),
        ("60/40", (None, None)),
        ("1/2", (0.5, 0.5)),
        (None, (None, None)),
    ],
)
def test_a_value_has_a_least_and_a_greatest(value: str | tuple[str, str] | None, ends: tuple[float, float]) -> None:
    assert rows.number(value) == ends


def test_a_province_has_its_name_of_then_and_of_now(plan: Plan) -> None:
    (row,) = rows.rows(rows.PLANS, [plan])
    assert (row["province"], row["province_now"], row["issued"]) == ("Bắc Giang", "Bắc Ninh", date(2024, 3, 5))


@pytest.mark.parametrize(
    ("issuer", "place", "name"),
    [
        ("Ủy ban nhân dân thành phố Cần Thơ", None, "Cần Thơ"),
        ("Sở Y tế", "Sơn La", "Sơn La"),
        ("Thủ tướng Chính phủ", "Hà Nội", None),
        ("Ủy ban nhân dân xã Mẫu", "Mẫu", None),
        (None, None, None),
    ],
)
def test_the_province_is_the_issuers_or_the_date_lines(issuer: str | None, place: str | None, name: str | None) -> None:
    found = provinces.of(Metadata(issuer=issuer, place=place))
    assert (found.name if found else None) == name


def test_xlsx_has_a_sheet_each_frozen_and_filtered_with_dates_as_dates(plan: Plan, tmp_path: Path) -> None:
    import openpyxl

    export.write([_with_formula(plan)], tmp_path / "plans.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plans.xlsx")
    assert book.sheetnames == ["Văn bản", "Chỉ tiêu", "Nhiệm vụ", "Viện dẫn", "Lưu ý"]
    sheet = book["Chỉ tiêu"]
    head = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref is not None
    assert sheet.cell(2, head["Giá trị"]).value == 75
    assert sheet.cell(2, head["Đến ngày"]).value == datetime(2027, 12, 31)
    assert sheet.cell(2, head["Thời hạn (nguyên văn)"]).value == "Đến năm 2027"
    formula = sheet.cell(2, head["Nội dung chỉ tiêu"])
    assert formula.value == "=1+1" and formula.data_type == "s"
    assert not any(cell.data_type == "f" for each in book for row in each.iter_rows() for cell in row)
    assert not any(cell.hyperlink for each in book for row in each.iter_rows() for cell in row)


def test_xlsx_is_the_same_twice_and_speaks_english(plan: Plan, tmp_path: Path) -> None:
    import openpyxl

    for name in "a", "b":
        export.write([plan], tmp_path / f"{name}.xlsx", lang="en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[1] == "Targets"


def test_a_row_is_as_high_as_its_words_need(plan: Plan, tmp_path: Path) -> None:
    import openpyxl

    long = plan.targets[0].model_copy(update={"indicator": "số xã có thư viện nối mạng " * 12})
    export.write([plan.model_copy(update={"targets": (long,)})], tmp_path / "plans.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plans.xlsx")["Chỉ tiêu"]
    assert sheet.row_dimensions[2].height > 5 * 14


def test_csv_opens_in_excel_and_runs_nothing(plan: Plan, tmp_path: Path) -> None:
    export.write([_with_formula(plan)], tmp_path / "targets.csv")
    data = (tmp_path / "targets.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    first = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert first["Nội dung chỉ tiêu"] == "'=1+1" and first["Đơn vị tính"] == "%"


def test_jsonl_and_parquet_hold_the_same_rows(plan: Plan, tmp_path: Path) -> None:
    import pyarrow.parquet

    export.write([plan], tmp_path / "tasks.jsonl", table="tasks")
    export.write([plan], tmp_path / "tasks.parquet", table="tasks")
    lines = [json.loads(line) for line in (tmp_path / "tasks.jsonl").read_text("utf-8").splitlines()]
    table = pyarrow.parquet.read_table(tmp_path / "tasks.parquet").to_pylist()
    assert [line["action"] for line in lines] == [row["action"] for row in table] == [t.action for t in plan.tasks]
    assert table[0]["due_latest"] == date(2026, 6, 29) and lines[0]["due_latest"] == "2026-06-29"


def test_a_frame_has_types_even_when_it_is_empty(plan: Plan) -> None:
    full, empty = export.frame([plan]), export.frame([])
    assert dict(full.dtypes) == dict(empty.dtypes)
    assert full["value_low"].max() == 75 and len(empty) == 0


def test_an_unknown_suffix_is_told_with_those_there_are(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"\.xlsx, \.csv, \.jsonl, \.parquet"):
        export.write([plan], tmp_path / "plans.docx")


def test_saving_again_replaces_a_plans_rows(plan: Plan, tmp_path: Path) -> None:
    base = tmp_path / "plans.duckdb"
    store.save(base, [("a/mau.txt", plan), ("b/mau.txt", plan)])
    fewer = plan.model_copy(update={"targets": plan.targets[:1]})
    assert store.save(base, [("a/mau.txt", fewer)]) == 1
    counts = store.query(base, "SELECT document, count(*) AS n FROM targets GROUP BY ALL ORDER BY ALL")
    assert dict(zip(counts["document"], counts["n"], strict=True)) == {"a/mau.txt": 1, "b/mau.txt": len(plan.targets)}


def test_a_failed_save_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    base = tmp_path / "plans.duckdb"
    store.save(base, [("a", plan)])
    broken = plan.model_copy(update={"tasks": plan.tasks[:1], "citations": (None,)})
    with pytest.raises(AttributeError):
        store.save(base, [("a", broken)])
    assert store.query(base, "SELECT count(*) AS n FROM tasks")["n"][0] == len(plan.tasks)


def test_views_answer_by_province_and_by_body(plan: Plan, tmp_path: Path) -> None:
    base = tmp_path / "plans.duckdb"
    store.save(base, [("a", plan)])
    assert set(store.query(base, "FROM targets_by_province")["province_now"]) == {"Bắc Ninh"}
    led = store.query(base, "SELECT body, action FROM tasks_by_body WHERE body LIKE 'so-tai-chinh%'")
    assert len(led) == 1
    roles = store.query(base, "SELECT role, body_name FROM tasks_by_body ORDER BY ALL")
    assert ("support", "Sở Nội vụ") in set(roles.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "sql", ["FROM nothing", "DROP TABLE targets", "SELECT * FROM read_csv('/etc/passwd')", "COPY targets TO 'x.csv'"]
)
def test_a_question_can_neither_change_the_store_nor_read_files(plan: Plan, tmp_path: Path, sql: str) -> None:
    base = tmp_path / "plans.duckdb"
    store.save(base, [("a", plan)])
    with pytest.raises(store.BadStore, match="(?s)plans.duckdb: .*kehoach query --schema"):
        store.query(base, sql)


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("no database")
    with pytest.raises(store.BadStore, match="text.duckdb"):
        store.query(tmp_path / "text.duckdb", "SELECT 1")
    with pytest.raises(store.BadStore, match="no such database"):
        store.query(tmp_path / "none.duckdb", "SELECT 1")


def test_the_commands_write_and_ask(plan: Plan, tmp_path: Path) -> None:
    run = CliRunner().invoke
    (tmp_path / "mau.txt.json").write_bytes(dumps(plan))
    assert run(app, ["export", str(tmp_path), "-o", str(tmp_path / "tasks.csv"), "--table", "tasks"]).exit_code == 0
    assert "Cơ quan chủ trì" in (tmp_path / "tasks.csv").read_text("utf-8-sig")
    store.save(tmp_path / "p.duckdb", [("mau", plan)])
    asked = ["query", "SELECT value FROM targets ORDER BY value DESC", "--db", str(tmp_path / "p.duckdb")]
    assert run(app, asked).stdout.split() == ["value", "75", "2/3"]
    assert run(app, [*asked, "-o", str(tmp_path / "answer.csv")]).exit_code == 0
    assert (tmp_path / "answer.csv").read_text("utf-8-sig").splitlines() == ["value", "75", "2/3"]
    assert "Cơ quan chủ trì" in run(app, ["query", "--schema"]).stdout
    assert run(app, ["query"]).exit_code == 2
