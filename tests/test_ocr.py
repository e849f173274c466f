"""OCR: pictures made ready, words placed, fixed phrases set right, and whole scans where an engine is installed."""

import importlib.util

import pytest
from pdf_makers import Pages

from extractor.readers import ocr, pdf
from extractor.readers.ocr_phrases import corrected, series_mended

TASK = "Sở Công Thương chủ trì, phối hợp với các địa phương rà soát 45 chợ, hoàn thành trước ngày 30/6/2027."


@pytest.mark.parametrize(
    "seen, right",
    [
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("a) Chủ tri, phôi hợp với Sở Y tế", "a) Chủ trì, phối hợp với Sở Y tế"),
        ("HI. TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
        ("—a) Xây chợ mẫu", "a) Xây chợ mẫu"),
        ("l.2. Nguồn vốn", "1.2. Nguồn vốn"),
        ("Điều 1, Phê duyệt", "Điều 1. Phê duyệt"),
        ("Nghị định SỐ, 12/2026", "Nghị định số 12/2026"),
    ],
)
def test_fixed_phrases_and_list_marks_are_set_right(seen, right):
    assert corrected(seen) == right


@pytest.mark.parametrize(
    "line", ["chỉ tiêu 2O%, 1l chợ", "Hồ Nội, ngày 13", "- 3 chợ; 8) mục", "1, 2 và 3 chợ", "quy hoạch chi tiết chợ"]
)
def test_values_and_what_is_on_no_list_stay(line):
    assert corrected(line) == line


def test_an_a_that_looks_like_8_is_told_by_what_follows():
    assert series_mended(["8) Xây chợ", "b) Trồng cây"]) == ["a) Xây chợ", "b) Trồng cây"]
    assert series_mended(["7) Xây chợ", "8) Trồng cây", "9) Làm đường"])[1] == "8) Trồng cây"


def test_an_engine_that_is_not_installed_is_none(monkeypatch):
    monkeypatch.setattr(ocr, "_has", lambda module: False)
    ocr.engine.cache_clear()
    assert ocr.engine() is None
    ocr.engine.cache_clear()


has_cv2 = importlib.util.find_spec("cv2") is not None
needs_cv2 = pytest.mark.skipif(not has_cv2, reason="the extra `ocr` is not installed")
needs_engine = pytest.mark.skipif(
    not has_cv2 or ocr.engine() is None, reason="no OCR engine is installed: make setup-system, extra `ocr`"
)


def picture(made, *, turn=0.0, noise=0.0, scale=200 / 72):
    """The first page as a scan: grey, turned by `turn` degrees, with `noise`."""
    import cv2
    import numpy
    import pypdfium2

    grey = pypdfium2.PdfDocument(made)[0].render(scale=scale, grayscale=True).to_numpy()
    grey = grey.reshape(grey.shape[:2]).copy()
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    grey = cv2.warpAffine(grey, matrix, (width, height), borderValue=255)
    spots = numpy.random.default_rng(1).normal(0, noise, grey.shape)
    return numpy.clip(grey + spots, 0, 255).astype(numpy.uint8)


def scan(made, **how):
    """A PDF of one page that holds nothing but its picture."""
    from PIL import Image

    pages = Pages(number=False)
    pages.add_page()
    pages.image(Image.fromarray(picture(made, **how)), x=0, y=0, w=210, h=297)
    return pages.made()


def plan():
    pages = Pages()
    pages.add_page()
    pages.letterhead()
    pages.heading("I. NHIỆM VỤ")
    pages.paragraph(TASK)
    pages.ruled([["STT", "Chỉ tiêu", "Năm 2030"], ["1", "Số chợ đạt chuẩn", "45"]], widths=(20, 110, 40))
    return pages.made()


@needs_cv2
@pytest.mark.parametrize("turn", [-3.0, 0.0, 1.5])
def test_skew_is_found(turn):
    from extractor.readers import ocr_picture

    assert ocr_picture.skew(picture(plan(), turn=turn)) == pytest.approx(-turn, abs=0.2)


@needs_cv2
def test_rulings_of_a_picture_stand_where_those_of_the_page_do():
    import pypdfium2

    from extractor.readers import ocr_picture
    from extractor.readers.pdf_layer import read_page

    drawn = read_page(pypdfium2.PdfDocument(plan())[0], 1)
    across, down = ocr_picture.rulings(picture(plan()), 200 / 72)
    for seen, expected in ((across, drawn.across), (down, drawn.down)):
        assert {round(r.at) for r in expected} <= {round(r.at) + off for r in seen for off in (-1, 0, 1)}


@needs_cv2
def test_red_ink_is_taken_off():
    import numpy

    from extractor.readers.ocr_picture import upright

    page = numpy.full((400, 300, 3), 255, numpy.uint8)
    page[100:200, 100:200] = (200, 20, 30)
    assert upright(page).min() == 255


@needs_engine
def test_a_noisy_skewed_scan_gives_the_same_blocks_as_the_page():
    read = pdf.read(scan(plan(), turn=1.0, noise=20), name="x")
    expected = pdf.read(plan(), name="x")
    assert [(b.text, b.cell) for b in read.blocks] == [(b.text, b.cell) for b in expected.blocks]
    codes = [n.code for n in read.warnings]
    assert "ocr-page" in codes and "confidence" in read.warnings[0].message


@needs_engine
def test_ocr_is_used_as_asked():
    always = pdf.read(plan(), name="x", ocr="always")
    assert "ocr-page" in [n.code for n in always.warnings]
    assert pdf.read(plan(), name="x").warnings == []


def test_confidence_and_doubtful_numbers_are_told_with_their_place(monkeypatch):
    from extractor.readers import ocr as engines
    from extractor.readers import read_bytes

    class Unsure:
        name = "unsure"

        def read(self, picture, *, dpi, layout="page"):
            if layout != "page":
                return []
            words = [("Đến", 96.0), ("năm", 96.0), ("2027", 95.0), ("đạt", 94.0), ("45%", 55.0), ("số", 90.0)]
            words += [("hộ", 93.0), ("có", 92.0), ("nước", 95.0), ("sạch,", 96.0), ("không", 95.0), ("kém", 94.0)]
            return [
                engines.Seen(text, 100 + 90 * i, 100, 180 + 90 * i, 150, sure) for i, (text, sure) in enumerate(words)
            ]

    monkeypatch.setattr(engines, "engine", Unsure)
    made = Pages(number=False)
    made.add_page()
    document = read_bytes(made.made(), name="x", ocr="always")
    (number,) = [each for each in document.warnings if each.code == "ocr-number"]
    assert document.text[number.span.start : number.span.end] == "45%"
    assert number.page == 1 and "55 %" in number.message
    assert [(each.page, round(each.confidence)) for each in document.source.ocr] == [(1, 91)]
