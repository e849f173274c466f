"""A sample as a born-digital PDF in the dress of an office document: bytes out.

A national header in two columns, page numbers at the head of each page but the first, justified paragraphs, a
footnote in the middle of a sentence, and annex tables with rulings, whose header row is repeated on each page.
"""

from __future__ import annotations

from datetime import UTC, datetime

import font_roboto
from fpdf import FPDF
from fpdf.enums import CharVPos, XPos, YPos
from fpdf.fonts import FontFace

from forms.docx import column_widths
from forms.sample import Part, Sample, is_section

NOTE = "Tính theo hướng dẫn của cơ quan thống kê; riêng năm 2029 đạt 35% số xã."
WIDE = 5  # columns of a table that stand on an upright page
SIZE = 13
LINE = 6.6
BOTTOM = 25  # millimetres that stay free at a page's foot


class _Pages(FPDF):
    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_creation_date(datetime(2026, 1, 5, tzinfo=UTC))
        self.set_margins(30, 20, 15)
        self.set_auto_page_break(True, BOTTOM)
        for style, file in (("", font_roboto.Roboto), ("B", font_roboto.RobotoBold), ("I", font_roboto.RobotoItalic)):
            self.add_font("R", style, file)
        self.set_font("R", size=SIZE)

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("R", "", SIZE)
            self.set_xy(self.l_margin, 10)
            self.cell(self.epw, 5, str(self.page_no()), align="C")
            self.set_xy(self.l_margin, 20)


def pdf(sample: Sample) -> bytes:
    """The sample without the portal's lines."""
    pages = _Pages()
    pages.add_page()
    noted = False
    for part in (each for each in sample.parts if each.kind != "portal"):
        if part.text.startswith("PHỤ LỤC"):
            pages.add_page("landscape" if _is_wide(sample, part) else "portrait")
        if not noted and _has_room(pages, part):
            noted = True
            _noted(pages, part)
        else:
            _draw(pages, part)
    return bytes(pages.output())


def _is_wide(sample: Sample, annex: Part) -> bool:
    """Whether the annex's table needs a page on its side."""
    below = sample.parts[sample.parts.index(annex) :]
    return len(next(part for part in below if part.rows).rows[0]) > WIDE


def _draw(pages: _Pages, part: Part) -> None:
    if part.kind == "columns":
        _columns(pages, part)
    elif part.kind == "table":
        _table(pages, part)
    elif part.kind == "title":
        pages.set_font("R", "B", SIZE)
        pages.multi_cell(pages.epw, LINE, part.text, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pages.ln(1.5)
    else:
        _paragraph(pages, part)


def _paragraph(pages: _Pages, part: Part) -> None:
    style = "B" if part.is_heading else "I" if part.kind == "notice" else ""
    pages.set_font("R", style, SIZE)
    with pages.text_columns(text_align="J", line_height=1.35) as flow:
        with flow.paragraph(first_line_indent=10, bottom_margin=2) as paragraph:
            paragraph.write(part.line)


def _has_room(pages: _Pages, part: Part) -> bool:
    """Whether the part is an item long enough for a footnote, in the upper half of a page behind the first."""
    long = part.kind == "item" and len(part.text.split()) > 12
    return long and pages.page_no() > 1 and pages.get_y() < pages.h / 2


def _noted(pages: _Pages, part: Part) -> None:
    """The item with a footnote's number behind its fourth word, and the note at the page's foot."""
    words = part.line.split(" ")
    pages.set_font("R", "", SIZE)
    with pages.text_columns(text_align="J", line_height=1.35) as flow:
        with flow.paragraph(first_line_indent=10, bottom_margin=2) as paragraph:
            paragraph.write(" ".join(words[:4]))
            pages.char_vpos = CharVPos.SUP
            paragraph.write("1")
            pages.char_vpos = CharVPos.LINE
            paragraph.write(" " + " ".join(words[4:]))
    below = pages.get_y()
    pages.set_auto_page_break(False)
    pages.line(pages.l_margin, pages.h - 22, pages.l_margin + 50, pages.h - 22)
    pages.set_font("R", "", 9)
    pages.set_xy(pages.l_margin, pages.h - 20)
    pages.cell(pages.epw, 4, f"1 {NOTE}")
    pages.set_auto_page_break(True, BOTTOM)
    pages.set_xy(pages.l_margin, below)


def _columns(pages: _Pages, part: Part) -> None:
    """Two columns of lines that start at one height; they are kept on one page."""
    height = max(map(len, part.columns)) * LINE
    if pages.will_page_break(height):
        pages.add_page()
    pages.ln(2)
    top = pages.get_y()
    recipients = part.columns[0][0].startswith("Nơi nhận")
    for left, width, lines in ((pages.l_margin, 67, part.columns[0]), (pages.l_margin + 70, 95, part.columns[1])):
        small = recipients and left == pages.l_margin
        for at, line in enumerate(lines):
            pages.set_font("R", "B" if line.isupper() else "", 11 if small else 12)
            pages.set_xy(left, top + at * LINE)
            pages.cell(width, LINE, line, align="L" if small else "C")
    pages.set_xy(pages.l_margin, top + height + 4)


def _table(pages: _Pages, part: Part) -> None:
    pages.set_font("R", "", 11)
    bold = FontFace(emphasis="BOLD")
    widths = tuple(column_widths(part.rows, 1000))
    with pages.table(
        col_widths=widths, width=pages.epw, line_height=6, text_align="LEFT", padding=1, headings_style=bold
    ) as table:
        for row in part.rows:
            drawn = table.row()
            drawn.cell(row[0])
            if is_section(row):
                drawn.cell(row[1], colspan=len(row) - 1, style=bold)
            else:
                for cell in row[1:]:
                    drawn.cell(cell)
    pages.ln(4)
