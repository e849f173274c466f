"""Small PDFs for tests, drawn by fpdf2 with a font that has the Vietnamese letters; a real document is never stored."""

import font_roboto
from fpdf import FPDF

WIDTH = 170  # millimetres of text on a page


class Pages(FPDF):
    """A document in the usual dress of an office: A4, 13 pt text, 10 pt footnotes."""

    def __init__(self, *, head="", number=True):
        super().__init__(format="A4")
        self.head, self.numbered = head, number
        self.set_margins(20, 20, 20)
        self.set_auto_page_break(True, 20)
        self.add_font("R", "", font_roboto.Roboto)
        self.add_font("R", "B", font_roboto.RobotoBold)
        self.add_font("R", "I", font_roboto.RobotoItalic)
        self.set_font("R", size=13)

    def header(self):
        if self.numbered and self.page_no() > 1:
            self.set_xy(20, 10)
            self.cell(WIDTH, 5, str(self.page_no()), align="C")
        if self.head:
            self.set_xy(20, 10)
            self.cell(WIDTH, 5, f"{self.head} - kỳ {self.page_no()}", align="L")
        self.set_xy(20, 20)

    def paragraph(self, text, *, style="", align="J", indent=10, gap=2, size=13):
        """A paragraph with a first-line indent, justified."""
        self.set_font("R", style, size)
        with self.text_columns(text_align=align, line_height=1.4) as flow:
            with flow.paragraph(first_line_indent=indent, bottom_margin=gap) as paragraph:
                paragraph.write(text)

    def heading(self, text):
        self.paragraph(text, style="B", align="L", indent=10)

    def centred(self, *lines):
        self.set_font("R", "B", 13)
        for line in lines:
            self.cell(WIDTH, 6.5, line, align="C", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def columns(self, left, right, *, sizes=(13, 13), pitch=(6.5, 6.5)):
        """Two columns of centred lines that start at one height."""
        top = self.get_y()
        ends = []
        for x, width, lines, size, step in ((20, 70, left, sizes[0], pitch[0]), (92, 98, right, sizes[1], pitch[1])):
            self.set_font("R", "", size)
            for i, line in enumerate(lines):
                self.set_xy(x, top + i * step)
                self.cell(width, step, line, align="C")
            ends.append(top + len(lines) * step)
        self.set_xy(20, max(ends) + 4)

    def letterhead(self):
        self.columns(
            ["ỦY BAN NHÂN DÂN", "TỈNH SÔNG MÂY", "Số: 12/KH-UBND"],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Mây, ngày 05 tháng 3 năm 2026"],
        )

    def ruled(self, rows, *, widths, headings=1):
        """A ruled table; fpdf2 repeats its headings on each page."""
        self.set_font("R", "", 11)
        with self.table(
            col_widths=widths, width=WIDTH, num_heading_rows=headings, line_height=6, text_align="LEFT", padding=1
        ) as table:
            for row in rows:
                drawn = table.row()
                for cell in row:
                    text, spans = cell if isinstance(cell, tuple) else (cell, {})
                    drawn.cell(text, **spans)

    def made(self):
        return bytes(self.output())
