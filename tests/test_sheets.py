"""Sheets give a heading, paragraphs and one table each."""

import shutil

import pytest
from docx_makers import zipped
from test_office import entry

from extractor.errors import UnreadableFile
from extractor.readers import sheets
from extractor.readers.sheets_formats import drawn

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
    '<fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts>'
    '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="170" fontId="0"/><xf numFmtId="14" fontId="0"/>'
    '<xf numFmtId="3" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
)


def xlsx(*inner, strings=(), names=("Phụ lục I", "Biểu 2"), states=("visible", "hidden"), styles=STYLES):
    """A workbook of sheets, each the inside of a worksheet; the second is hidden."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="r{i}"/>'
        for i, (name, state, _) in enumerate(zip(names, states, inner, strict=False), 1)
    )
    rels = "".join(f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(inner) + 1))
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{rels}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{"".join(f"<si><t>{s}</t></si>" for s in strings)}</sst>',
    }
    sheet_files = {
        f"xl/worksheets/sheet{i}.xml": f'<worksheet xmlns="{_S}">{each}</worksheet>' for i, each in enumerate(inner, 1)
    }
    return zipped(files | sheet_files)


def rows(*lines, first=1, more=""):
    """Rows of words from A1 down; None is an empty cell, a line None an empty row."""
    made = []
    for at, line in enumerate(lines, first):
        cells = "".join(
            f'<c r="{chr(65 + col)}{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for col, text in enumerate(line or ())
            if text is not None
        )
        made.append(f'<row r="{at}">{cells}</row>')
    return f"<sheetData>{''.join(made)}</sheetData>{more}"


def read(*inner, **options):
    return sheets.read(xlsx(*inner, **options), name="mẫu.xlsx")


def test_a_sheet_is_its_name_what_stands_above_its_table_and_what_below():
    got = read(
        rows(
            ("ỦY BAN NHÂN DÂN", None, "PHỤ LỤC"),
            ("Danh mục chỉ tiêu",),
            None,
            ("TT", "Chỉ tiêu", "2026"),
            ("1", "Xã đạt chuẩn", "40"),
            (None, "Cộng", "40"),
            None,
            (None, None, "Người lập"),
        )
    )
    assert [(b.kind, b.text, b.place) for b in got.blocks if b.cell is None] == [
        ("heading", "Phụ lục I", "s[1]"),
        ("paragraph", "ỦY BAN NHÂN DÂN", "s[1]/A1"),
        ("paragraph", "PHỤ LỤC", "s[1]/C1"),
        ("paragraph", "Danh mục chỉ tiêu", "s[1]/A2"),
        ("paragraph", "Người lập", "s[1]/C8"),
    ]
    cells = [(b.text, b.cell.row, b.cell.col) for b in got.blocks if b.cell]
    assert cells[:4] == [("TT", 0, 0), ("Chỉ tiêu", 0, 1), ("2026", 0, 2), ("1", 1, 0)]
    assert cells[-3:] == [("", 2, 0), ("Cộng", 2, 1), ("40", 2, 2)]


def test_merged_cells_give_one_block():
    merges = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    got = read(
        rows(("TT", "Chỉ tiêu", None, "Ghi chú"), (None, "2026", "2030", "x"), ("1", "40", "60", "y"), more=merges)
    )
    spans = {b.text: (b.cell.rowspan, b.cell.colspan) for b in got.blocks if b.cell}
    assert spans["TT"] == (2, 1) and spans["Chỉ tiêu"] == (1, 2)
    assert len([b for b in got.blocks if b.cell]) == 10


def test_a_merge_over_all_rows_costs_no_more_than_the_cells_that_are_there():
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert [b.text for b in read(rows(("a", "b", "c"), more=merges)).blocks] == ["Phụ lục I", "a"]


def test_values_are_drawn():
    data = (
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" s="1"><v>0.655</v></c><c r="C1" s="2"><v>45992</v></c>'
        '<c r="D1" s="3"><v>1234567</v></c><c r="E1"><v>12.5</v></c><c r="F1" t="str"><f>A1</f><v>ghép</v></c>'
        '<c r="G1" t="b"><v>1</v></c></row></sheetData>'
    )
    got = [b.text for b in read(data, strings=["Tỷ lệ"]).blocks]
    assert got == ["Phụ lục I", "Tỷ lệ", "65,5%", "01/12/2025", "1.234.567", "12,5", "ghép", "TRUE"]


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("0.1", None, "0,1"),
        ("0.30000000000000004", None, "0,3"),
        ("1E+3", None, "1000"),
        ("2.5", "0", "3"),
        ("-5", "#,##0;(#,##0)", "(5)"),
        ("1234.5", "#,##0.0##", "1.234,5"),
        ("1500000", '#,##0," nghìn"', "1.500 nghìn"),
        ("45992", "mm/yyyy", "12/2025"),
        ("45992", '"ngày "dd/mm/yyyy', "01/12/2025"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("không", "0%", "không"),
        ("1E+999999", "0.00", "1E+999999"),
        ("NaN", "0", "NaN"),
    ],
)
def test_number_formats(raw, code, words):
    assert drawn(raw, code) == words


def test_hidden_sheets_rows_and_columns_are_set_aside():
    hidden = '<cols><col min="3" max="3" hidden="1"/></cols>' + rows(("a", "b", "mã", "d")).replace(
        "</sheetData>", '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>ẩn</t></is></c></row></sheetData>'
    )
    got = read(hidden, rows(("nháp",)))
    assert [b.text for b in got.blocks] == ["Phụ lục I", "a", "b", "", "d"]
    assert [(u.reason, u.text) for u in got.unread] == [
        ("hidden rows or columns of sheet Phụ lục I", "mã\nẩn"),
        ("hidden sheet Biểu 2", "nháp"),
    ]


def test_default_names_are_no_headings():
    got = read(rows(("a", "b")), names=("Sheet1",))
    assert [b.kind for b in got.blocks] == ["cell", "cell"]
    assert [u.reason for u in got.unread] == ["default name of a sheet"]


def test_sheets_are_tables_of_their_own():
    got = read(rows(("a", "b")), rows(("c", "d")), states=("visible", "visible"))
    assert [(b.text, b.cell and b.cell.table) for b in got.blocks] == [
        ("Phụ lục I", None), ("a", 0), ("b", 0), ("Biểu 2", None), ("c", 1), ("d", 1),
    ]  # fmt: skip


def test_old_fonts_are_converted():
    data = '<sheetData><row r="1"><c r="A1" s="4" t="s"><v>0</v></c></row></sheetData>'
    got = read(data, strings=["N\xadíc s¹ch n«ng th«n"])
    assert got.blocks[-1].text == "Nước sạch nông thôn"
    assert got.encoding == "tcvn3"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (zipped({"a": "b"}), "is no workbook"),
        (b"", "is no workbook"),
        (xlsx(rows()), "holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry("EncryptedPackage"), "is encrypted"),
        (
            zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "its part xl/workbook.xml declares XML entities",
        ),
    ],
    ids=range(5),
)
def test_what_cannot_be_read_says_why(data, cause):
    with pytest.raises(UnreadableFile) as caught:
        sheets.read(data, name="mẫu.xlsx")
    assert caught.value.cause == cause


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: make setup-system")
def test_an_ods_comes_as_its_xlsx():
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{odf}:office:1.0" xmlns:t="{odf}:text:1.0" xmlns:b="{odf}:table:1.0" '
        'o:version="1.2">'
        '<o:body><o:spreadsheet><b:table b:name="Phụ lục I"><b:table-row>'
        '<b:table-cell o:value-type="string"><t:p>TT</t:p>'
        '</b:table-cell><b:table-cell o:value-type="string"><t:p>Chỉ tiêu</t:p></b:table-cell></b:table-row></b:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<m:manifest xmlns:m="{odf}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    got = sheets.read(
        zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}), name="mẫu.ods"
    )
    assert [b.text for b in got.blocks] == ["Phụ lục I", "TT", "Chỉ tiêu"]
    assert got.format == "ods"
