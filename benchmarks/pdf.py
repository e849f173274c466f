"""`python benchmarks/pdf.py [FILE …]`: how long PDF pages take beside pypdfium2's text and pdfplumber, in one run.

Without files it draws two documents of 40 pages, one of prose, one of ruled tables, and one of 200 pages for the
memory. Pages with and without tables of a file are measured apart: the goals are 3 times the bare text without, 1.5
times pdfplumber with tables. Prints the rows of a table, in milliseconds of CPU a page (the fastest of RUNS, the
readers in turn), since others may share the cores.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from extractor.readers import pdf
from extractor.readers.pdf_layer import read_page
from extractor.readers.pdf_tables import tables

RUNS = 3
PAGES = 40
MANY = 200
SENTENCE = (
    "Sở Công Thương chủ trì, phối hợp với các sở, ngành và địa phương rà soát, nâng cấp chợ nông thôn, bảo đảm đến hết "
    "năm 2030 có ít nhất 45 chợ đạt chuẩn an toàn thực phẩm và báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12."
)


def drawn(pages: int, *, ruled: bool) -> bytes:
    """A document of about `pages` pages."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from pdf_makers import Pages

    made = Pages()
    made.add_page()
    while made.page_no() < pages:
        if ruled:
            row = ["1", SENTENCE[:90], "Sở Công Thương", "Quý IV/2027"]
            made.ruled([["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]] + [row] * 120, widths=(12, 90, 38, 30))
        else:
            made.paragraph(f"- {SENTENCE} {SENTENCE}")
    return made.made()


def bare(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()
    document.close()


def plumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def ours(data: bytes) -> None:
    pdf.read(data, name="benchmark", ocr="never")


def halves(data: bytes) -> dict[str, bytes]:
    """The pages of a document without and those with ruled tables, each as a document; none where there are none."""
    document = pypdfium2.PdfDocument(data)
    pages: dict[str, list[int]] = {"without tables": [], "with tables": []}
    for index, page in enumerate(document):
        ruled = tables(read_page(page, index + 1))[0]
        pages["with tables" if ruled else "without tables"].append(index)
    return {name: _only(document, indices) for name, indices in pages.items() if indices}


def _only(document: pypdfium2.PdfDocument, indices: list[int]) -> bytes:
    part, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    part.import_pages(document, indices)
    part.save(out)
    return out.getvalue()


def spent(read: Callable[[bytes], None], data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start


def row(name: str, data: bytes) -> str:
    """A table's row: milliseconds a page of each reader, and how often ours takes theirs."""
    pages = len(pypdfium2.PdfDocument(data))
    runs = [(spent(bare, data), spent(plumber, data), spent(ours, data)) for _ in range(RUNS)]
    a, b, c = (1000 * min(times) / pages for times in zip(*runs, strict=True))
    return f"| {name} | {pages} | {a:.1f} | {b:.1f} | {c:.1f} | {c / a:.1f} | {c / b:.2f} |"


def main(files: list[str]) -> None:
    named = [(Path(file).name, Path(file).read_bytes()) for file in files]
    if not named:
        many = drawn(MANY, ruled=False)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ours(many)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pages = len(pypdfium2.PdfDocument(many))
        print(f"{pages} pages: {peak:.0f} MB at most, {peak - before:.0f} MB of them for reading\n")
        named = [("prose", drawn(PAGES, ruled=False)), ("ruled tables", drawn(PAGES, ruled=True))]
    columns = ["document", "pages", "pypdfium2 text, ms a page", "pdfplumber words and tables", "kehoach"]
    print(f"| {' | '.join([*columns, '× text', '× pdfplumber'])} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, data in named:
        for half, pages_of_it in halves(data).items():
            print(row(f"{name}, pages {half}", pages_of_it), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
