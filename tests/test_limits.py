"""Each limit refuses a small hostile file with an error of its own that names the file, the limit and the remedy."""

import zlib

import pytest
from docx_makers import docx, p, zipped
from pdf_makers import Pages
from typer.testing import CliRunner

from extractor import errors
from extractor.cli import app
from extractor.limits import Limits, resident, shown, watch
from extractor.pipeline import extract
from extractor.readers import pdf, read_bytes

TEXT = "Sở Nội vụ chủ trì, báo cáo trước ngày 30 tháng 6 năm 2027.\n"


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of numbered objects; the first is the catalogue. Its table of places is left out: readers mend that."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, each) for i, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size " + str(len(objects) + 1).encode() + b" >>\n%%EOF"


def stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def page_with(name: bytes) -> bytes:
    """A page whose content is object 4 and which calls object 5 by `name`."""
    shown = b"/Contents 4 0 R /Resources << /XObject << %s 5 0 R >> >>" % name
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] %s >>" % shown


def pages(count: int) -> bytes:
    made = Pages(number=False)
    for _ in range(count):
        made.add_page()
        made.paragraph(TEXT * 4)
    return made.made()


def refused(data: bytes, *, ocr="never", **limits) -> errors.KehoachError:
    with pytest.raises(errors.UnreadableFile) as caught:
        read_bytes(data, name="mẫu", ocr=ocr, limits=Limits(**limits))
    assert caught.value.name == "mẫu" and caught.value.remedy
    return caught.value


def test_bytes_are_asked_before_anything_is_read():
    error = refused(TEXT.encode(), bytes=10)
    assert isinstance(error, errors.FileTooLarge) and "more than 10" in error.cause and "--max-bytes" in error.remedy


def test_pages_are_counted_before_they_are_read():
    error = refused(pages(3), pages=2)
    assert isinstance(error, errors.TooManyPages) and "3 pages, more than 2" in error.cause


@pytest.mark.parametrize(
    "tree",
    [
        (b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",),
        (b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>", b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>"),
        (b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", b"<< /Type /Page /MediaBox [0 0 9 9] >>"),
    ],
    ids=["its own child", "two rings", "more pages than there are"],
)
def test_an_endless_page_tree_ends(tree):
    error = refused(pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>", *tree))
    assert isinstance(error, errors.UnreadableFile)


def test_forms_in_forms_without_end_are_read_once():
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    page = page_with(b"/F")
    tree = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page)
    assert "holds no text" in refused(pdf_of(*tree, stream(b"/F Do"), stream(b"/F Do", form))).cause


def test_a_huge_picture_is_not_unpacked(monkeypatch):
    from extractor.readers import ocr as engines

    monkeypatch.setattr(engines, "engine", lambda: object())  # would fail where it is asked to read
    image = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    page = page_with(b"/I")
    tree = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page)
    data = pdf_of(*tree, stream(b"99 0 0 99 0 0 cm /I Do"), stream(b"\0" * 450, image))
    error = refused(data, ocr="auto")
    assert isinstance(error, errors.PictureTooLarge) and "400,000,000 pixels" in error.cause


def test_a_page_larger_than_any_paper_is_drawn_small(monkeypatch):
    from extractor.readers import ocr as engines

    drawn = []

    class Engine:
        name = "none"

        def read(self, picture, *, dpi, layout="page"):
            drawn.append(picture.size)
            return []

    monkeypatch.setattr(engines, "engine", Engine)
    tree = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200000 200000] >>"
    monkeypatch.setattr(engines, "MAX_PIXELS", 1_000_000)
    refused(pdf_of(*tree, page), ocr="always")
    assert max(drawn) <= 1_000_000


def test_archives_are_held_against_their_limits():
    assert isinstance(refused(docx(p("chữ " * 2000)), unpacked=1000), errors.UnpacksTooLarge)
    assert isinstance(refused(zipped({"word/document.xml": "0" * 20_000_000})), errors.UnpacksTooLarge)
    assert isinstance(refused(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000)), errors.NestsTooDeeply)
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    assert "declares XML entities" in refused(zipped({"word/document.xml": entities})).cause


def test_seconds_and_memory_are_asked_between_pages(tmp_path):
    with pytest.raises(errors.TooSlow, match="--max-seconds"):
        pdf.read(pages(2), name="x", limits=Limits(seconds=0.0))
    file = tmp_path / "plan.txt"
    file.write_text(TEXT, "utf-8")
    with pytest.raises(errors.TooSlow, match=r"plan\.txt: takes more than 0 s"):
        extract(file, limits=Limits(seconds=0.0))
    if resident():
        with pytest.raises(errors.TooMuchMemory, match="takes more than 1 MB of memory"):
            watch("x", Limits(memory=2**20)).check()


def test_sizes_are_shown_as_people_say_them():
    assert [shown(size) for size in (2**20, 512 * 2**20, 1536 * 2**20)] == ["1 MB", "512 MB", "1.5 GB"]


def test_every_limit_has_an_error_of_its_own():
    kinds = {each.limit: each for each in errors.OverLimit.__subclasses__()}
    assert len(kinds) == len(errors.OverLimit.__subclasses__())
    assert set(kinds) <= set(Limits.__dataclass_fields__)


def test_the_command_takes_limits(tmp_path):
    file = tmp_path / "plan.pdf"
    file.write_bytes(pages(2))
    run = CliRunner().invoke(app, ["extract", str(file), "-o", str(tmp_path / "out"), "--max-pages", "1"])
    assert run.exit_code == 1 and "2 pages, more than 1; split the file, or allow more (--max-pages)" in run.stderr
    run = CliRunner().invoke(app, ["extract", str(file), "-o", str(tmp_path / "out"), "--max-bytes", "2K"])
    assert run.exit_code == 1 and "more than 2,048" in run.stderr
    run = CliRunner().invoke(app, ["extract", str(file), "-o", str(tmp_path / "out"), "--max-memory", "viel"])
    assert run.exit_code == 2 and "200M" in run.stderr


def test_progress_is_told_page_by_page():
    told = []
    read_bytes(pages(3), name="x", ocr="never", progress=lambda page, of: told.append((page, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
