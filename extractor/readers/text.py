"""Characters of a text or Markdown file to blocks: paragraphs joined over wrapped lines, headings, table cells.

Guarantees: every character of the file is in a block, in `unread` with a reason, or is a mark, a blank or a line break;
every block's runs lead back to characters of the decoded file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

from extractor.layout import lone_marker
from extractor.model import Block, Cell, Notice, Read, Span, Unread
from extractor.normalize import Runs, raw_offset
from extractor.patterns import compiled
from extractor.readers import markdown
from extractor.readers.decode import Decoded
from extractor.readers.markdown import Line
from extractor.readers.strand import Strand, join, stripped, through
from extractor.readers.wrapping import LOWER, is_closed, may_wrap, opener

_BREAKS = "\n\r\x0c\u2028\u2029"
_LINE = compiled(r"[^\r\n\x0c\u2028\u2029]*(?:\r\n|[\r\n\x0c\u2028\u2029]|$)")
_RULES = frozenset("-–—_=*~.")
_RULING = compiled(r"\s*(?:[-–—_=*~.]\s*){3,}$")
_FULL = 0.82  # a line this share of the usual width was broken by wrapping


class Layout(NamedTuple):
    """How the file breaks its lines: `width` of a full line, None in Markdown (`marked`) and where a line is a
    paragraph."""

    width: int | None
    marked: bool


def read(decoded: Decoded) -> Read:
    """The blocks of a decoded file; its format is "markdown" or "text", as its marks show."""
    text = decoded.text
    lines = _lines(text)
    marked = markdown.looks_like_markdown(lines)
    layout = Layout(None if marked else _wrap_width(lines), marked)
    lines = markdown.broken(lines) if layout.marked and "<" in text else lines
    unread: list[Unread] = []
    out: list[Block] = []
    tables = count()
    for group in _groups(lines, layout.marked):
        if _is_table(group, layout.marked):
            out.extend(_table(group, next(tables), layout, unread))
        else:
            out.extend(_paragraphs(group, layout, unread))
    form = "markdown" if layout.marked else "text"
    if decoded.runs is not None:
        out, unread = _led_back(out, unread, decoded.runs)
    return Read(out, form, decoded.encoding, unread=unread, warnings=list(_warnings(decoded)))


def _lines(text: str) -> list[Line]:
    """The lines of the file; most files break them with line feeds alone."""
    if any(mark in text for mark in _BREAKS[1:]):
        return [Line(m[0].rstrip(_BREAKS), m.start()) for m in _LINE.finditer(text) if m[0]]
    texts = text.removesuffix("\n").split("\n")
    return list(map(Line, texts, accumulate((len(line) + 1 for line in texts), initial=0)))


def _warnings(decoded: Decoded) -> Iterator[Notice]:
    if decoded.lost:
        message = f"{decoded.lost} bytes have no character in {decoded.encoding}; they are shown as \ufffd"
        yield Notice(code="lost-bytes", message=message)
    if decoded.converted:
        yield Notice(code="converted", message=f"the text was converted from {decoded.converted} to Unicode")


def _led_back(blocks: list[Block], unread: list[Unread], runs: Runs) -> tuple[list[Block], list[Unread]]:
    """`blocks` and `unread` of converted text with places in the text as it stood."""
    moved = [block._replace(runs=tuple(through(block.runs, len(block.text), runs))) for block in blocks]
    return moved, [each.model_copy(update={"raw": _span_back(each.raw, runs)}) for each in unread]


def _span_back(span: Span | None, runs: Runs) -> Span | None:
    if span is None:
        return None
    return Span(raw_offset(runs, span.start), raw_offset(runs, span.end - 1) + 1)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the file wraps its lines, or None where each line is a paragraph of its own."""
    sizes = sorted(filter(None, (len(line.text.rstrip()) for line in lines)))
    width = sizes[int(0.95 * (len(sizes) - 1))] if sizes else 0
    if not (40 <= width <= 140 and sizes[-1] <= 2 * width):
        return None
    continued = sum(
        len(a.text) >= _FULL * width and bool(b.text.strip())
        for a, b in zip(lines, lines[1:], strict=False)
    )  # fmt: skip
    return width if continued >= 0.2 * len(sizes) else None


def _groups(lines: Sequence[Line], marked: bool) -> Iterator[list[Line]]:
    """Lines between blank ones; a table between lone pipes, or a run of pipe rows, is a group of its own."""
    group: list[Line] = []
    open_table = in_rows = False
    for i, line in enumerate(lines):
        bare = line.text.strip()
        open_table = open_table or (marked and bare == "|" and not group)
        row = marked and not open_table and markdown.is_row(line)
        if group and not open_table and (not bare or row != in_rows):
            yield group
            group = []
        if bare or open_table:
            group.append(line)
            in_rows = row
        if open_table and bare == "|" and not (i + 1 < len(lines) and lines[i + 1].text.strip()):
            yield group
            group, open_table = [], False
    if group:
        yield group


def _is_table(group: Sequence[Line], marked: bool) -> bool:
    return marked and (markdown.is_row(group[0]) or (group[0].text.strip() == "|" and len(group) > 1))


def _table(group: Sequence[Line], number: int, layout: Layout, unread: list[Unread]) -> Iterator[Block]:
    rows: list[list[list[Line]]]
    if markdown.is_row(group[0]):
        rows = markdown.pipe_rows(group)
    else:
        rows = markdown.lone_rows(group)
    for r, row in enumerate(rows):
        for c, lines in enumerate(row):
            merged = join(_joined(lines, layout, unread, cell=True), "\n")
            yield Block(merged.text, merged.runs, "cell", cell=Cell(number, r, c))


def _paragraphs(group: Sequence[Line], layout: Layout, unread: list[Unread]) -> Iterator[Block]:
    heading = layout.marked and (markdown.is_heading(group[0]) or _is_emphasised(group))
    for merged in _joined(group, layout, unread, cell=False):
        yield Block(merged.text, merged.runs, "heading" if heading else "paragraph")


def _is_emphasised(group: Sequence[Line]) -> bool:
    """Whether the whole group stands between stars."""
    opens = group[0].text.lstrip().startswith("**")
    return opens and markdown.is_emphasised(" ".join(line.text.strip() for line in group))


def _joined(lines: Sequence[Line], layout: Layout, unread: list[Unread], *, cell: bool) -> list[Strand]:
    """The paragraphs of consecutive lines; a line of dashes is set aside."""
    done: list[Strand] = []
    parts: list[Strand] = []
    last: Line | None = None
    for line in lines:
        if line.text.strip()[:1] in _RULES and _RULING.match(line.text):
            unread.append(
                Unread(text=line.text.strip(), reason="ruling", raw=Span(line.start, line.start + len(line.text)))
            )
            if parts:
                done.append(join(parts, " "))
            parts, last = [], None
            continue
        if last is not None and not _continues(last, line, layout, cell=cell):
            done.append(join(parts, " "))
            parts = []
        parts.append(markdown.unmark(line, cell=cell) if layout.marked else stripped(line.text, line.start))
        last = line
    if any(parts):
        done.append(join(parts, " "))
    return done


def _continues(last: Line, line: Line, layout: Layout, *, cell: bool) -> bool:
    """Whether `line` goes on with the sentence of the line above it."""
    if layout.marked and (markdown.is_heading(line) or markdown.is_heading(last) or markdown.ends_with_break(last)):
        return False
    if layout.marked and markdown.ends_with_tag(last) and not _goes_on(last, line):
        return False
    before, here = (_plain(last), _plain(line)) if layout.marked else (last.text, line.text)
    if lone_marker(here):
        return False
    if opener(here) and (is_closed(before) or not may_wrap(before, here)):
        return False
    if layout.marked:
        return not _closes_emphasis(last, line) if cell else not _is_bold_line(last)
    if layout.width is None or len(last.text.rstrip()) + len(here.split(" ", 1)[0]) < _FULL * layout.width:
        return bool(LOWER.match(here)) and not is_closed(before)
    return True


def _goes_on(last: Line, line: Line) -> bool:
    """Whether "<br>" stands inside a sentence: no full stop before it, a small letter behind."""
    here = _plain(line)
    return here[:1].islower() and not opener(f"{here} ") and not is_closed(markdown.unmark(last).text)


def _plain(line: Line) -> str:
    return line.text.replace("*", "").lstrip("# ")


def _is_bold_line(line: Line) -> bool:
    """Whether the line is a heading in bold: more than a marker between stars."""
    return markdown.is_emphasised(line.text) and len(_plain(line).strip()) > 5


def _closes_emphasis(last: Line, line: Line) -> bool:
    """In a cell, a bold line that closes is a line of its own where a new one starts with a capital."""
    ends = last.text.rstrip().endswith("*") and not _plain(line)[:1].islower()
    return ends or (line.text.startswith("**") and not _plain(line)[:1].islower())
