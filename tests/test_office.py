"""DOC, RTF and ODT through LibreOffice, and what an office file is by its content."""

import shutil

import pytest
from docx_makers import docx, p, zipped

from extractor.errors import UnreadableFile
from extractor.limits import Limits
from extractor.readers import office
from extractor.readers.office_kind import kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed: make setup-system"
)

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": (
        f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry m:full-path="/" '
        'm:media-type="application/vnd.oasis.opendocument.text"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    ),
    "content.xml": (
        f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0" xmlns:s="{_ODF}:style:1.0" '
        'o:version="1.2">'
        '<o:automatic-styles><t:list-style s:name="L">'
        '<t:list-level-style-number t:level="1" s:num-format="I" s:num-suffix="."/>'
        '<t:list-level-style-number t:level="2" s:num-format="1" s:num-suffix="."/></t:list-style></o:automatic-styles>'
        '<o:body><o:text><t:list t:style-name="L"><t:list-item><t:p>MỤC TIÊU</t:p><t:list><t:list-item><t:p>Chung</t:p>'
        "</t:list-item><t:list-item><t:p>Riêng</t:p></t:list-item></t:list></t:list-item>"
        "<t:list-item><t:p>NHIỆM VỤ</t:p>"
        "</t:list-item></t:list></o:text></o:body></o:document-content>"
    ),
}
RTF = (
    b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times New Roman;}}\\f0 {\\b K\\u7871?ho\\u7841?ch}\\par t\\u259?ng 20%\\par "
    b"\\trowd\\cellx2000\\cellx4000\\intbl TT\\cell X\\u227?\\cell\\row}"
)


def entry(stream):
    """A directory entry of a compound file."""
    name = stream.encode("utf-16-le") + b"\0\0"
    return (name.ljust(64, b"\0") + len(name).to_bytes(2, "little")).ljust(128, b"\0")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (docx(p("a")), "docx"),
        (zipped({"xl/workbook.xml": "<x/>"}), "xlsx"),
        (zipped(ODT), "odt"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        (zipped({"mimetype": "application/epub+zip"}), None),
        (zipped({"a.txt": "a"}), None),
        (b"PK\x03\x04 cut off word/document.xml", "docx"),
        (RTF, "rtf"),
        (b"\xef\xbb\xbf {\\rtf1}", "rtf"),
        (OLE + entry("Root Entry") + entry("WordDocument") + entry("Workbook"), "doc"),
        (OLE + entry("Root Entry") + entry("Workbook"), "xls"),
        (OLE + entry("Book"), "xls"),
        (OLE + entry("EncryptedPackage"), "encrypted"),
        (OLE + entry("PowerPoint Document"), None),
        (b"WordDocument", None),
        (b"", None),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_file_is_what_its_content_says(data, what):
    assert kind(data) == what


def refused(data, **options):
    with pytest.raises(UnreadableFile) as caught:
        office.read(data, name="mẫu.doc", **options)
    return caught.value


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    error = refused(RTF)
    assert error.cause == "is RTF, which needs LibreOffice to be read"
    assert "make setup-system" in error.remedy


def test_other_files_are_refused():
    assert refused(docx(p("a"))).cause == "is no DOC, RTF or ODT"


@needs_libreoffice
def test_an_rtf_gives_paragraphs_and_cells():
    read = office.read(RTF, name="mẫu.rtf")
    assert [(b.text, b.kind) for b in read.blocks] == [
        ("Kếhoạch", "heading"),
        ("tăng 20%", "paragraph"),
        ("TT", "cell"),
        ("Xã", "cell"),
    ]
    assert read.format == "rtf"


@needs_libreoffice
def test_an_odt_keeps_its_list_numbers():
    read = office.read(zipped(ODT), name="mẫu.odt")
    assert [b.text for b in read.blocks] == ["I. MỤC TIÊU", "1. Chung", "2. Riêng", "II. NHIỆM VỤ"]
    assert read.format == "odt"


@needs_libreoffice
def test_an_odt_with_a_password_or_entities_is_refused():
    locked = ODT | {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert refused(zipped(locked)).cause == "is encrypted"
    bomb = ODT | {"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}
    assert "declares XML entities" in refused(zipped(bomb)).cause


@needs_libreoffice
def test_a_slow_conversion_is_ended():
    assert refused(RTF, limits=Limits(seconds=0.01)).cause == "LibreOffice needs more than 0.01 s for it"


@needs_libreoffice
def test_what_libreoffice_cannot_open_is_refused():
    error = refused(OLE + entry("Root Entry") + entry("WordDocument"))
    assert error.cause.startswith(("LibreOffice makes nothing of it", "holds no text"))


@pytest.mark.real
@needs_libreoffice
@pytest.mark.parametrize(
    ("name", "encoding"),
    [("binhphuoc-qd-991-2008-kh-quy-hoach-rung-vni", "vni"), ("cantho-qd-256-2004-chuong-trinh-cchc-tcvn3", "tcvn3")],
)
def test_old_encodings_come_out_as_their_truth(shared, name, encoding):
    from rapidfuzz.distance import Levenshtein

    data = (shared / "corpora" / f"{name}.doc").read_bytes()
    truth = (shared / "corpora" / f"{name}-truth.txt").read_text(encoding="utf-8").partition("\x03")[0]  # then feet
    read = office.read(data, name=name)
    said, meant = (" ".join(text.replace("|", " ").split()).lower() for text in (_joined(read.blocks), truth))
    assert read.encoding == encoding
    assert Levenshtein.distance(said, meant) <= 0.005 * len(meant)


def _joined(blocks):
    return "\n".join(block.text for block in blocks)
