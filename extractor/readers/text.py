"""Characters of a text or Markdown file to blocks: paragraphs joined over wrapped lines, headings, table cells.

Guarantees: every character of the file is in a block, in `unread` with a reason, or is a mark, a blank or a line break;
every block's runs lead back to characters of the decoded file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from extractor.layout import LONE_MARKER
from extractor.model import Block, Cell, Notice, Read, Span, Unread
from extractor.normalize import Runs, raw_offset
from extractor.patterns import compiled
from extractor.readers import markdown
from extractor.readers.decode import Decoded
from extractor.readers.markdown import Line
from extractor.readers.strand import Strand, join, strand, through
from extractor.readers.wrapping import CLOSED, LOWER, OPENER, may_wrap

_LINE = compiled(r"[^\r\n\x0c\u2028\u2029]*(?:\r\n|[\r\n\x0c\u2028\u2029]|$)")
_RULING = compiled(r"\s*(?:[-–—_=*~.]\s*){3,}$")
_FULL = 0.82  # a line this share of the usual width was broken by wrapping


class Layout(NamedTuple):
    """How the file breaks its lines: `width` of a full line, None where a line is a paragraph; `marked` = Markdown."""

    width: int | None
    marked: bool


def read(decoded: Decoded) -> Read:
    """The blocks of a decoded file; its format is "markdown" or "text", as its marks show."""
    text = decoded.text
    lines = [Line(m[0].rstrip("\r\n\x0c\u2028\u2029"), m.start()) for m in _LINE.finditer(text) if m[0]]
    layout = Layout(_wrap_width(lines), markdown.looks_like_markdown(lines))
    lines = list(markdown.broken(lines)) if layout.marked else lines
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


def _warnings(decoded: Decoded) -> Iterator[Notice]:
    if decoded.lost:
        message = f"{decoded.lost} bytes have no character in {decoded.encoding}; they are shown as \ufffd"
        yield Notice(code="lost-bytes", message=message)
    if decoded.converted:
        yield Notice(code="converted", message=f"the text was converted from {decoded.converted} to Unicode")


def _led_back(blocks: list[Block], unread: list[Unread], runs: Runs) -> tuple[list[Block], list[Unread]]:
    """`blocks` and `unread` of converted text with places in the text as it stood."""
    moved = [replace(block, runs=tuple(through(block.runs, len(block.text), runs))) for block in blocks]
    return moved, [each.model_copy(update={"raw": _span_back(each.raw, runs)}) for each in unread]


def _span_back(span: Span | None, runs: Runs) -> Span | None:
    if span is None:
        return None
    return Span(raw_offset(runs, span.start), raw_offset(runs, span.end - 1) + 1)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the file wraps its lines, or None where each line is a paragraph of its own."""
    sizes = sorted(len(line.text.rstrip()) for line in lines if line.text.strip())
    if not sizes:
        return None
    width = sizes[int(0.95 * (len(sizes) - 1))]
    continued = sum(
        len(a.text) >= _FULL * width and bool(b.text.strip())
        for a, b in zip(lines, lines[1:], strict=False)
    )  # fmt: skip
    return width if 40 <= width <= 140 and sizes[-1] <= 2 * width and continued >= 0.2 * len(sizes) else None


def _groups(lines: Sequence[Line], marked: bool) -> Iterator[list[Line]]:
    """Lines between blank ones; a table between lone pipes, or a run of pipe rows, is a group of its own."""
    group: list[Line] = []
    open_table = False
    for i, line in enumerate(lines):
        bare = line.text.strip()
        following = lines[i + 1].text.strip() if i + 1 < len(lines) else ""
        if marked and bare == "|" and not open_table and not group:
            open_table = True
        if not bare and not open_table:
            if group:
                yield group
            group = []
            continue
        if marked and not open_table and group and markdown.is_row(line) != markdown.is_row(group[-1]):
            yield group
            group = []
        group.append(line)
        if open_table and bare == "|" and not following:
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
            merged = join((b for b in _joined(lines, layout, unread, cell=True)), "\n")
            yield Block(merged.text, merged.runs, "cell", cell=Cell(number, r, c))


def _paragraphs(group: Sequence[Line], layout: Layout, unread: list[Unread]) -> Iterator[Block]:
    whole = " ".join(line.text.strip() for line in group)
    heading = layout.marked and (markdown.is_heading(group[0]) or markdown.is_emphasised(whole))
    for merged in _joined(group, layout, unread, cell=False):
        yield Block(merged.text, merged.runs, "heading" if heading else "paragraph")


def _joined(lines: Sequence[Line], layout: Layout, unread: list[Unread], *, cell: bool) -> Iterator[Strand]:
    """The paragraphs of consecutive lines; a line of dashes is set aside."""
    parts: list[Strand] = []
    last: Line | None = None
    for line in lines:
        if _RULING.match(line.text):
            unread.append(
                Unread(text=line.text.strip(), reason="ruling", raw=Span(line.start, line.start + len(line.text)))
            )
            if parts:
                yield join(parts, " ")
            parts, last = [], None
            continue
        if last is not None and parts and not _continues(last, line, layout, cell=cell):
            yield join(parts, " ")
            parts = []
        parts.append(
            _stripped(markdown.unmark(line, cell=cell) if layout.marked else strand([(line.text, line.start)]))
        )
        last = line
    if any(parts):
        yield join(parts, " ")


def _stripped(part: Strand) -> Strand:
    text = part.text
    return part.part(len(text) - len(text.lstrip()), len(text.rstrip()))


def _continues(last: Line, line: Line, layout: Layout, *, cell: bool) -> bool:
    """Whether `line` goes on with the sentence of the line above it."""
    if layout.marked and (markdown.is_heading(line) or markdown.is_heading(last) or markdown.ends_with_break(last)):
        return False
    if layout.marked and markdown.ends_with_tag(last) and not _goes_on(last, line):
        return False
    before, here = (_plain(last), _plain(line)) if layout.marked else (last.text, line.text)
    if LONE_MARKER.match(here):
        return False
    if OPENER.match(here) and (CLOSED.search(before) or not may_wrap(before, here)):
        return False
    if layout.marked:
        return not _closes_emphasis(last, line) if cell else not _is_bold_line(last)
    if layout.width is None or len(last.text.rstrip()) + len(here.split(" ", 1)[0]) < _FULL * layout.width:
        return bool(LOWER.match(here)) and not CLOSED.search(before)
    return True


def _goes_on(last: Line, line: Line) -> bool:
    """Whether "<br>" stands inside a sentence: no full stop before it, a small letter behind."""
    here = _plain(line)
    return here[:1].islower() and not OPENER.match(f"{here} ") and not CLOSED.search(markdown.unmark(last).text)


def _plain(line: Line) -> str:
    return line.text.replace("*", "").lstrip("# ")


def _is_bold_line(line: Line) -> bool:
    """Whether the line is a heading in bold: more than a marker between stars."""
    return markdown.is_emphasised(line.text) and len(_plain(line).strip()) > 5


def _closes_emphasis(last: Line, line: Line) -> bool:
    """In a cell, a bold line that closes is a line of its own where a new one starts with a capital."""
    ends = last.text.rstrip().endswith("*") and not _plain(line)[:1].islower()
    return ends or (line.text.startswith("**") and not _plain(line)[:1].islower())
