"""A sample as a page of a legal portal: bytes of HTML out.

Around the plan stand what such pages have: a menu, a path of links, the portal's fields, buttons, related documents
whose titles look like plans, and a foot. The letterhead is a table; annex tables have merged cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from forms.sample import Part, Rows, Sample, is_section

MENU = ("Trang chủ", "Văn bản pháp luật", "Công văn", "Tin tức", "Đăng nhập")
RELATED = (
    "Kế hoạch 15/KH-UBND năm 2024 phấn đấu đến năm 2030 có 90% số xã đạt chuẩn do tỉnh Sông Mây ban hành",
    "Quyết định 27/QĐ-UBND năm 2023 giao Sở Y tế chủ trì tiêm phòng cho 95% trẻ em của tỉnh Sông Mây",
    "Chỉ thị 03/CT-UBND năm 2022 về phòng cháy mùa khô do tỉnh Sông Mây ban hành",
)
_HEAD = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>td {{ border: 1px solid #888; }}</style>
<script>var page = {{"views": 1200, "share": "80%"}};</script>
</head>
<body>
<header><a href="/">Cổng văn bản</a><form><input type="text" value="Tìm văn bản"></form></header>
<nav><ul>{menu}</ul></nav>
<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/van-ban">Văn bản</a></div>
<div class="layout">
<main class="content" id="toanvan">
"""
_FOOT = """</main>
<aside class="sidebar"><h3>Văn bản liên quan</h3><ul>{related}</ul></aside>
</div>
<div class="tools"><a href="#">Tải về</a> <a href="#">In</a> <a href="#">Lưu</a></div>
<footer><p>© 2026 Cổng văn bản. Điện thoại: 028 0000 0000.</p></footer>
</body>
</html>
"""


def html(sample: Sample) -> bytes:
    """UTF-8."""
    title = next(part.text for part in sample.parts if part.kind == "title")
    head = _HEAD.format(title=escape(title), menu=_links(MENU))
    return (head + "\n".join(map(_drawn, sample.parts)) + "\n" + _FOOT.format(related=_links(RELATED))).encode()


def _links(texts: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="#">{escape(text)}</a></li>' for text in texts)


def _drawn(part: Part) -> str:
    if part.kind == "columns":
        cells = "".join(f"<td>{'<br>'.join(map(escape, lines))}</td>" for lines in part.columns)
        return f'<table class="letterhead"><tr>{cells}</tr></table>'
    if part.kind == "table":
        return table(part.rows)
    words = escape(part.line)
    if part.kind == "title":
        return f'<p style="text-align:center"><strong>{words}</strong></p>'
    return f"<p><b>{words}</b></p>" if part.is_heading else f"<p>{words}</p>"


def table(rows: Rows) -> str:
    """A ruled table: section headings span the columns behind them, equal lead bodies span their rows."""
    lead = next((at for at, title in enumerate(rows[0]) if "hủ trì" in title), None)
    drawn = (f"<tr>{''.join(_cells(rows, at, lead))}</tr>" for at in range(len(rows)))
    return "<table>\n" + "\n".join(drawn) + "\n</table>"


def _cells(rows: Rows, at: int, lead: int | None) -> Iterator[str]:
    row = rows[at]
    if is_section(row):
        yield f"<td><b>{escape(row[0])}</b></td>"
        yield f'<td colspan="{len(row) - 1}"><b>{escape(row[1])}</b></td>'
        return
    for column, words in enumerate(row):
        span = _height(rows, at, column) if column == lead and at else 1
        if span:
            tag = "th" if at == 0 else "td"
            yield f"<{tag}{f' rowspan={span}' if span > 1 else ''}>{escape(words)}</{tag}>"


def _height(rows: Rows, at: int, column: int) -> int:
    """How many rows a cell spans: those below that say the same; 0 where the cell above spans this row."""

    def same(other: int) -> bool:
        return 0 < other < len(rows) and not is_section(rows[other]) and rows[other][column] == rows[at][column]

    if same(at - 1):
        return 0
    return next(end for end in range(at + 1, len(rows) + 1) if not same(end)) - at
