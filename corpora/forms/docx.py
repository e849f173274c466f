"""A sample as a DOCX as Word writes it: bytes out.

List numbers are automatic (levels, styles bound to a level, restarts by override; only "đ)", which Word cannot count,
is typed); tables have merged cells and a repeated header row; there are a running head with the page's number, a foot,
a tracked insertion beside a deletion, and a footnote in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from forms import docx_package as package
from forms.sample import Part, Rows, Sample, is_section

NOTE = "Cách tính do cơ quan thống kê hướng dẫn; riêng năm 2029 phấn đấu đạt 35% số xã."
WIDTH = 9600  # of a table, in twentieths of a point

_PERCENT = re.compile(r"\d+(?:,\d+)?%")


@dataclass
class _Body:
    """What has been written; `tracked` and `noted` tell whether the change and the footnote have been placed."""

    lists: package.Lists = field(default_factory=package.Lists)
    tracked: bool = False
    noted: bool = False

    def drawn(self, part: Part) -> str:
        if part.kind == "columns":
            return _columns(part)
        if part.kind == "table":
            return _table(part.rows)
        if part.kind == "title":
            return _p(_run(part.text, bold=True), '<w:jc w:val="center"/>')
        if part.kind == "item":
            return self._item(part)
        return _p(_run(part.line), '<w:jc w:val="both"/>')

    def _item(self, part: Part) -> str:
        numbered = self.lists.numbered(part.marker)
        text = part.text if numbered else part.line
        return _p(self._runs(text, bold=part.is_heading), numbered or '<w:ind w:firstLine="567"/>')

    def _runs(self, text: str, *, bold: bool) -> str:
        """The words, the first share of the plan as a tracked change, a footnote in the next long item."""
        share = None if self.tracked else _PERCENT.search(text)
        if share:
            self.tracked = True
            return _run(text[: share.start()]) + _changed(share[0], "55%") + _run(text[share.end() :])
        words = text.split(" ")
        if self.tracked and not self.noted and len(words) > 8:
            self.noted = True
            return _run(" ".join(words[:4])) + package.REFERENCE + _run(" " + " ".join(words[4:]))
        return _run(text, bold=bold)


def docx(sample: Sample) -> bytes:
    """The sample without the portal's lines."""
    body = _Body()
    drawn = [body.drawn(part) for part in sample.parts if part.kind != "portal"]
    return package.packed("".join(drawn), body.lists, NOTE)


def _run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _changed(new: str, old: str) -> str:
    who = 'w:author="Người soát" w:date="2026-01-05T08:00:00Z"'
    gone = f'<w:r><w:delText xml:space="preserve">{escape(old)}</w:delText></w:r>'
    return f'<w:ins w:id="901" {who}>{_run(new)}</w:ins><w:del w:id="902" {who}>{gone}</w:del>'


def _p(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _columns(part: Part) -> str:
    """A letterhead or signature: a table without rulings, one cell a column."""
    cells = [
        _cell("".join(_p(_run(line), '<w:jc w:val="center"/>') for line in lines), WIDTH // 2) for lines in part.columns
    ]
    return _framed(f"<w:tr>{''.join(cells)}</w:tr>", [WIDTH // 2] * 2, ruled=False)


def _table(rows: Rows) -> str:
    widths = column_widths(rows, WIDTH)
    lead = next((at for at, title in enumerate(rows[0]) if "hủ trì" in title), None)
    drawn = [_row(rows, at, widths, lead) for at in range(len(rows))]
    return _framed("".join(drawn), widths, ruled=True) + _p("")


def column_widths(rows: Rows, whole: int) -> list[int]:
    """Widths that share `whole` by how much the columns hold."""
    sizes = [min(60, 5 + max(len(row[at]) for row in rows if not is_section(row))) for at in range(len(rows[0]))]
    return [whole * size // sum(sizes) for size in sizes]


def _row(rows: Rows, at: int, widths: list[int], lead: int | None) -> str:
    row = rows[at]
    if is_section(row):
        cells = _words(row[0], widths[0], bold=True)
        cells += _words(row[1], sum(widths[1:]), f'<w:gridSpan w:val="{len(row) - 1}"/>', bold=True)
    else:
        cells = "".join(
            _merged(rows, at, i, width) if i == lead else _words(row[i], width) for i, width in enumerate(widths)
        )
    head = "<w:trPr><w:tblHeader/></w:trPr>" if at == 0 else ""
    return f"<w:tr>{head}{cells}</w:tr>"


def _merged(rows: Rows, at: int, column: int, width: int) -> str:
    """A cell of the column of lead bodies; one that says the same as the cell above is merged with it."""
    words = rows[at][column]
    above = at > 1 and not is_section(rows[at - 1]) and rows[at - 1][column] == words
    below = at + 1 < len(rows) and not is_section(rows[at + 1]) and rows[at + 1][column] == words
    if above:
        return _words("", width, "<w:vMerge/>")
    return _words(words, width, '<w:vMerge w:val="restart"/>' if below and at else "")


def _words(text: str, width: int, properties: str = "", *, bold: bool = False) -> str:
    return _cell(_p(_run(text, bold=bold)), width, properties)


def _cell(inner: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def _framed(rows: str, widths: list[int], *, ruled: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ()
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    properties = f"<w:tblPr>{whole}<w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
