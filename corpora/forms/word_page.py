"""A sample as Word's "save as web page": bytes of HTML out, in windows-1252 with entities for what that lacks.

List numbers stand in spans of their own between conditional comments, words in nested spans, blanks of headings as
&nbsp;, lines wrapped in the middle of sentences.
"""

from __future__ import annotations

import textwrap
from html import escape

from forms.page import table
from forms.sample import Part, Sample

_HEAD = """<html xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>
<!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman",serif;}
@list l0:level1 {mso-level-number-format:roman-upper;} -->
</style>
</head>
<body lang=VI>
<div class=WordSection1>
"""
_NUMBER = (
    "<![if !supportLists]><span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>"
    "&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
)


def html(sample: Sample) -> bytes:
    """The sample without the portal's lines."""
    parts = "\n".join(_drawn(part) for part in sample.parts if part.kind != "portal")
    return f"{_HEAD}{parts}\n</div>\n</body>\n</html>\n".encode("cp1252", "xmlcharrefreplace")


def _drawn(part: Part) -> str:
    if part.kind == "columns":
        cells = "".join(f"<td width=300>{''.join(_p(escape(line)) for line in lines)}</td>" for lines in part.columns)
        return f"<table class=MsoTableGrid border=0><tr>{cells}</tr></table>"
    if part.kind == "table":
        return table(part.rows).replace("<table>", "<table class=MsoTableGrid border=1>")
    words = f"<span lang=VI>{escape(part.text)}</span>"
    if part.kind == "title":
        return _p(f"<b>{words}</b>", "align=center style='text-align:center'")
    number = _NUMBER.format(marker=part.marker) if part.marker else ""
    listed = "style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'" if part.marker else ""
    return _p(f"<b>{number}{words}</b>" if part.is_heading else number + words, listed)


def _p(inner: str, style: str = "") -> str:
    return "\n".join(textwrap.wrap(f"<p class=MsoNormal {style}>{inner}</p>", 76, break_long_words=False))
