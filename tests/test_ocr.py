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
        ("CỌNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("các tô chức hội nhập quôc tê", "các tổ chức hội nhập quốc tế"),
        ("từ 2 đên 3 chợ; phần đấu 5 chợ", "từ 2 đến 3 chợ; phấn đấu 5 chợ"),
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
    "line",
    ["chỉ tiêu 2O%, 1l chợ", "Hồ Nội, ngày 13", "- 3 chợ; 8) mục", "1, 2 và 3 chợ", "quy hoạch chi tiết chợ"]
    + ["phần đầu tư của tỉnh", "chuẩn hoá chợ, CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
)
def test_values_and_what_is_on_no_list_stay(line):
    assert corrected(line) == line


def test_an_a_that_looks_like_8_is_told_by_what_follows():
    assert series_mended(["8) Xây chợ", "b) Trồng cây"]) == ["a) Xây chợ", "b) Trồng cây"]
    assert series_mended(["7) Xây chợ", "8) Trồng cây", "9) Làm đường"])[1] == "8) Trồng cây"


def test_an_item_before_the_next_letter_ends_without_a_colon():
    assert series_mended(["a) Xây", "chợ:", "b) Trồng cây:", "- keo"]) == ["a) Xây", "chợ;", "b) Trồng cây:", "- keo"]


def test_a_roman_number_is_told_by_those_around_it():
    headings = ["I. A", "II. B", "1. C", "II. D", "IV. E"]
    assert series_mended(headings) == ["I. A", "II. B", "1. C", "III. D", "IV. E"]
    assert series_mended(["I. A", "II. B", "I. A", "II. B", "III. C"]) == ["I. A", "II. B", "I. A", "II. B", "III. C"]


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


class Deaf:
    """An engine that reads what it is given in one kind of layout alone."""

    name = "deaf"

    def __init__(self, text="", layout="page"):
        self.text, self.layout = text, layout

    def read(self, picture, *, dpi, layout="page"):
        height, width = picture.shape
        return [ocr.Seen(self.text, 40, 20, width - 10, height - 10, 95)] if layout == self.layout else []


def drawn(width, height, *boxes):
    """A white picture with black boxes (left, top, right, bottom)."""
    import numpy

    made = numpy.full((height, width), 255, numpy.uint8)
    for left, top, right, bottom in boxes:
        made[top:bottom, left:right] = 0
    return made


@needs_cv2
def test_bars_alone_in_a_cell_are_a_roman_number_and_others_are_not():
    two = drawn(120, 90, (20, 28, 25, 61), (33, 28, 38, 61))
    assert [s.text for s in ocr._cell(two, 300, Deaf())] == ["II"]
    ruling = drawn(120, 90, (20, 0, 24, 90))
    assert ocr._cell(ruling, 300, Deaf()) == []
    assert [s.text for s in ocr._cell(drawn(120, 90, (20, 45, 31, 48)), 300, Deaf("-", "line"))] == ["-"]


@needs_cv2
def test_a_sign_that_stands_on_a_bar_is_no_bare_one():
    import cv2
    import numpy

    made = drawn(200, 60)
    cv2.polylines(made, [numpy.array([(42, 22), (60, 30), (42, 38)])], False, 0, 3)
    bare = ocr._with_bars([ocr.Seen(">80", 40, 15, 190, 55, 90)], made)
    made[44:47, 42:61] = 0
    barred = ocr._with_bars([ocr.Seen(">80", 40, 15, 190, 55, 90)], made)
    assert [s.text for s in (*bare, *barred)] == [">80", "≥80"]


@needs_cv2
def test_a_dash_that_the_engine_left_out_is_seen():
    word = ocr.Seen("Xây", 100, 20, 180, 74, 95)
    assert [s.text for s in ocr._dashes([word], drawn(300, 100, (60, 44, 76, 49)))] == ["-"]
    assert not list(ocr._dashes([word], drawn(300, 100, (60, 70, 76, 75))))
    assert not list(ocr._dashes([word, word._replace(text="-", left=55, right=80)], drawn(300, 100, (60, 44, 76, 49))))


@needs_cv2
def test_rulings_of_a_row_as_low_as_one_line_are_found():
    from extractor.readers.ocr_picture import rulings

    scale = 300 / 72
    wide, low = round(200 * scale), round(20 * scale)
    uprights = [(x, 20, x + 4, 20 + low) for x in (20, 400, wide)]
    flats = [(20, y, wide + 4, y + 4) for y in (20, 20 + low)]
    letter = (200, 40, 205, 40 + round(15 * scale))
    made = drawn(wide + 40, low + 40, *uprights, *flats, letter)
    across, down = rulings(made, scale)
    assert len(across) == 2 and len(down) == 3


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
