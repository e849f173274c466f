"""The pages of an open PDF to sheets: each from its text layer where that can be trusted, else by OCR.

Guarantees: one page is open at a time; a page whose layer is not trusted is named in a notice, whatever becomes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2

from extractor.limits import Ocr, Progress, Watch
from extractor.model import Notice, OcrPage
from extractor.readers import ocr as ocr_engines
from extractor.readers import pdf_judge
from extractor.readers.ocr_phrases import corrected, series_mended
from extractor.readers.pdf_layer import read_page
from extractor.readers.pdf_legacy import converted, has_old_font, with_crossed_capital
from extractor.readers.pdf_shapes import Page, Word
from extractor.readers.pdf_sheets import Sheet, sheet

SCAN = pdf_judge.SCAN
NO_ENGINE = "no OCR engine is installed"
TOO_LARGE = "a picture of more pixels than allowed"


@dataclass(slots=True)
class Pages:
    """The sheets of a document; `ocr` says how sure OCR was of the pages that it read; `scans` are the pages that hold
    nothing but a picture and were not read, `pictures` those of them whose picture is over the limit."""

    sheets: list[Sheet] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    ocr: list[OcrPage] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    encoding: str | None = None


def read_pages(document: Any, *, ocr: Ocr, watch: Watch, progress: Progress | None = None) -> Pages:
    """The sheets of an open pypdfium2 document; raises OverLimit where `watch` says so."""
    found = Pages()
    faults: dict[str, list[int]] = defaultdict(list)
    count = len(document)
    for index in range(count):
        watch.check()
        if progress:
            progress(index + 1, count)
        try:
            opened = document[index]
        except pypdfium2.PdfiumError:
            faults["damaged"].append(index + 1)
            continue
        try:
            fault = _read(opened, index + 1, ocr, watch.limits.pixels, found)
        finally:
            opened.close()
        if fault:
            faults[fault].append(index + 1)
    if found.encoding:
        message = f"the text was converted from {found.encoding} to Unicode"
        found.notices.append(Notice(code="converted", message=message))
    found.pictures = faults.get(TOO_LARGE, [])
    found.scans = faults.get(SCAN, [])
    found.sheets = _with_series(_with_crossed_d(found))
    found.notices.extend(_fault_notice(fault, pages, ocr) for fault, pages in faults.items())
    return found


def _read(opened: Any, number: int, ocr: Ocr, pixels: int, found: Pages) -> str | None:
    """Add an open page to `found`; what is wrong with it and was not mended, else None."""
    page, fault, encoding = _layer(opened, number)
    found.encoding = found.encoding or encoding
    engine = _engine(ocr, fault)
    if engine is not None and ocr_engines.largest_picture(opened) > pixels:
        engine, fault = None, TOO_LARGE
    if engine is not None:
        page = _better(page, ocr_engines.read_page(opened, number, engine), fault)
    found.sheets.append(sheet(page).mapped(corrected) if page.origin == "ocr" else sheet(page))
    if page.origin == "layer":
        return fault
    found.ocr.append(OcrPage(page=number, confidence=_confidence(page)))
    found.notices.append(_ocr_notice(page))
    return None


def _with_series(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with the lines of those from OCR as their lists decide them."""
    seen = [line.text for each in sheets if each.origin == "ocr" for line in each.lines()]
    mended = iter(series_mended(seen))
    return [each.mapped(lambda _: next(mended)) if each.origin == "ocr" else each for each in sheets]


def _engine(ocr: Ocr, fault: str | None) -> ocr_engines.Engine | None:
    """The engine to read a page with, None where its layer is trusted, or where none may be used or is installed."""
    wanted = ocr == "always" or (ocr == "auto" and fault is not None)
    return ocr_engines.engine() if wanted else None


def _layer(opened: Any, number: int) -> tuple[Page, str | None, str | None]:
    """A page by its text layer, what is wrong with it, and the old encoding that it was in."""
    page = read_page(opened, number)
    text = pdf_judge.sample(page)
    fault = pdf_judge.fault(page, text)
    if not fault and not has_old_font(page):
        return with_crossed_capital(page), None, None
    page, encoding = converted(page)
    return page, pdf_judge.fault(page, pdf_judge.sample(page)) if encoding else fault, encoding


def _better(layer: Page, seen: Page, fault: str | None) -> Page:
    """The reading with the more Vietnamese; of a layer that lacks letters only the rows that lack them are replaced."""
    if fault in (None, SCAN):
        return seen
    if fault == pdf_judge.HOLES:
        return _patched(layer, seen)
    shares = [pdf_judge.syllables(pdf_judge.plain_words(pdf_judge.sample(page))) for page in (layer, seen)]
    return seen if shares[1] >= shares[0] else layer


def _patched(layer: Page, seen: Page) -> Page:
    """The layer with its rows that have holes as OCR sees them."""

    def is_hurt(word: Word) -> bool:
        return any(abs(word.middle - hole) < word.height / 2 for hole in layer.holes)

    bold = {round(word.middle) for word in layer.words if word.bold and is_hurt(word)}
    patches = [w._replace(bold=any(abs(w.middle - b) < w.height / 2 for b in bold)) for w in seen.words if is_hurt(w)]
    return replace(layer, words=[*(w for w in layer.words if not is_hurt(w)), *patches], origin="patched")


def _with_crossed_d(found: Pages) -> list[Sheet]:
    """The sheets with đ where the document writes ñ for it."""
    if not pdf_judge.writes_crossed_d_otherwise(line.text for page in found.sheets for line in page.lines()):
        return found.sheets
    message = "the text layer writes đ as ñ and Đ as ð: mended"
    found.notices.append(Notice(code="text-layer-mended", message=message))
    return [page.mapped(pdf_judge.with_crossed_d) for page in found.sheets]


def _confidence(page: Page) -> float:
    """The mean confidence of the page's words that OCR read, in per cent."""
    seen = [word.sure for word in page.words if word.sure < 100]
    return round(sum(seen) / max(1, len(seen)), 1)


def _ocr_notice(page: Page) -> Notice:
    what = "was read" if page.origin == "ocr" else "has lines without some of their letters: they were read"
    message = f"page {page.number} {what} by OCR, mean confidence {_confidence(page):.0f} %"
    return Notice(code="ocr-page", message=message, page=page.number)


def _fault_notice(fault: str, pages: Sequence[int], ocr: Ocr) -> Notice:
    where = f"page{'s' if len(pages) > 1 else ''} {_ranges(pages)}"
    if fault == "damaged":
        return Notice(code="page-damaged", message=f"{where}: damaged, not read", page=pages[0])
    why = "OCR is switched off" if ocr == "never" else NO_ENGINE
    if fault == SCAN:
        return Notice(code="page-scan", message=f"{where}: a scan, not read ({why})", page=pages[0])
    if fault == TOO_LARGE:
        return Notice(code="page-picture", message=f"{where}: {fault}, not read by OCR", page=pages[0])
    unmended = "" if _engine(ocr, fault) else f" and {why}"
    message = f"{where}: the text layer has {fault}{unmended}: check the text"
    return Notice(code="text-layer", message=message, page=pages[0])


def _ranges(pages: Iterable[int]) -> str:
    """[1, 2, 3, 7] → "1–3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
