"""Lines of a column to paragraphs, by where they end, how they start, their gaps and their indents.

A line was broken by wrapping where the next line's first word would not have fitted behind it: that tells a full line
from a paragraph's last one. Guarantees: every line is in one paragraph, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model import Box, Doubt
from extractor.patterns import compiled
from extractor.readers.pdf_lines import Column
from extractor.readers.pdf_shapes import Line, box_of, median
from extractor.readers.wrapping import LOWER, OPENER, is_closed, may_wrap

_STARTS_LOWER = compiled(r"[\p{Ll},;%]|\((?!\p{Lu})")
_NO_OPENER = compiled(r"\p{Ll}{2}|[IVXLC]{1,6}\s?[/-]\s?\d")
_HEADING_LENGTH = 300
_INDENT = 0.6  # heights
_LOOSE = 0.3  # heights beyond the usual gap
_WIDER = 0.15  # where the gaps are even
_SHORT = 0.3  # heights by which a paragraph's last line is shorter than justified ones
_SAME = 0.8  # points between values that are meant to be the same
_MOST, _ENOUGH = 0.6, 4  # share and number of a column's lines that tell what is usual
_CAPITAL = compiled(r"['\"“(]?\p{Lu}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`full` says whether its last line was broken by wrapping, so that it may go on; `column` bounds its lines."""

    text: str
    page: int
    box: Box
    heading: bool
    full: bool
    doubts: tuple[Doubt, ...]
    size: float


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a column: its bounds, the gap between two lines, where justified lines end (0 where they are
    not), whether all gaps but few are the same, and whether another column stands beside it."""

    left: float
    right: float
    gap: float
    edge: float
    even: bool
    beside: bool


def paragraphs(column: Column, page: int, *, right: float | None = None) -> list[Paragraph]:
    """The paragraphs of a column of page `page`; `right` is where its lines may end, by default the farthest."""
    measure = _measure(column, right)
    groups: list[list[Line]] = []
    for line in column.lines:
        if groups and _continues(groups[-1], line, measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, page, measure) for group in groups]


def _measure(column: Column, right: float | None) -> _Measure:
    lines = column.lines
    gaps = [b.top - a.bottom for a, b in zip(lines, lines[1:], strict=False) if b.top > a.top]
    lefts = sorted([line.left for line in lines])
    gap = median(gaps, 0.0)
    edge = median([line.right for line in lines], 0.0)
    return _Measure(
        lefts[len(lefts) // 10],
        right or column.right,
        max(0.0, gap),
        edge if _most_are([line.right for line in lines], edge) else 0.0,
        _most_are(gaps, gap),
        column.beside,
    )


def _most_are(values: Sequence[float], usual: float) -> bool:
    """Whether of enough values by far the most are the usual one."""
    same = sum([abs(value - usual) < _SAME for value in values])
    return same >= _MOST * len(values) and same >= _ENOUGH


def _continues(group: Sequence[Line], line: Line, usual: _Measure) -> bool:
    """Whether `line` goes on with the paragraph `group`."""
    last = group[-1]
    above, here = last.bottom - last.top, line.bottom - line.top
    height = max(above, here)
    gap = line.top - last.bottom
    if abs(above - here) > 0.15 * height or gap > max(1.2 * height, usual.gap + height):
        return False
    closed = is_closed(last.text)
    if usual.beside:
        return not closed and not _opens(line.text) and _runs_on_beside(group, line, usual)
    if last.bold and not line.bold and _CAPITAL.match(line.text) and all(each.bold for each in group):
        return False
    if closed and _CAPITAL.match(line.text) and _is_last(last, gap, usual):
        return False
    full = is_full(last, line, usual.right)
    if _opens(line.text) and (closed or not full or not may_wrap(last.text, line.text)):
        return False
    runs_on = not closed and bool(LOWER.match(line.text))
    if not full:
        return runs_on and bool(_STARTS_LOWER.match(line.text)) and gap <= usual.gap + height
    if gap > usual.gap + _LOOSE * height:
        return runs_on
    return not _starts_anew(group, line, usual, closed)


def _is_last(line: Line, gap: float, usual: _Measure) -> bool:
    """Whether a line tells by itself that its paragraph ends: it is shorter than justified ones, or the `gap` below it
    is wider than the others."""
    return line.right < usual.edge - _SHORT * line.height or (usual.even and gap > usual.gap + _WIDER * line.height)


def _runs_on_beside(group: Sequence[Line], line: Line, usual: _Measure) -> bool:
    """In a letterhead or a list of recipients a line is a paragraph: but a list item may be wrapped, a name in capitals
    by its last word, a sentence too."""
    last = group[-1].text
    if " " not in line.text and line.text.isupper() and last.isupper() and last.count(" ") > 1:
        return group[-1].bold == line.bold
    if _STARTS_LOWER.match(line.text):
        return group[-1].bold == line.bold
    return bool(_opens(group[0].text)) and is_full(group[-1], line, usual.right)


def _opens(text: str) -> bool:
    """Whether the text starts as an item or a named unit does ("Điều 5", "a)"); a wrapped "điều kiện" does not."""
    return bool(OPENER.match(text)) and not _NO_OPENER.match(text)


def is_full(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would not have fitted behind `last`."""
    return last.right + 0.2 * last.height + line.first > right - 1.0


def _starts_anew(group: Sequence[Line], line: Line, usual: _Measure, closed: bool) -> bool:
    """Whether a line after a full one opens a paragraph: it is indented."""
    last = group[-1]
    capital = bool(_CAPITAL.match(line.text))
    indent = _INDENT * line.height
    if line.left - usual.left <= indent or _is_centred(line, usual):
        return False
    if _opens(group[0].text) and len(group) == 1 and line.left > last.left:
        return False  # a list item's words hang beside its mark
    return capital and closed if abs(line.left - last.left) < indent else line.left > last.left and capital


def _is_centred(line: Line, usual: _Measure) -> bool:
    return abs((line.left - usual.left) - (usual.right - line.right)) < line.height


def _paragraph(lines: Sequence[Line], page: int, usual: _Measure) -> Paragraph:
    text = joined(line.text for line in lines)
    bold = lines[0].bold and all(line.bold for line in lines)
    full = lines[-1].right > usual.right - 2.5 * lines[-1].height
    doubts = tuple(doubt for line in lines for doubt in line.doubts)
    size = median([line.bottom - line.top for line in lines], 12.0)
    return Paragraph(text, page, box_of(lines), bold and len(text) <= _HEADING_LENGTH, full, doubts, size)


def joined(texts: Iterable[str]) -> str:
    """Lines as one text; a word parted by a hyphen at a line's end stays whole ("KT-" + "XH", "dioxit-" + "cacbon")."""
    out = ""
    for text in texts:
        glued = out.endswith("-") and out[-2:-1].isalpha() and text[:1].isalpha()
        out = f"{out}{text}" if not out or glued else f"{out} {text}"
    return out


def goes_on(last: Paragraph, following: Paragraph) -> bool:
    """Whether a page's first paragraph goes on with the last one of the page before."""
    if abs(last.size - following.size) > 0.15 * last.size or last.heading != following.heading:
        return False
    if is_closed(last.text) or _opens(following.text):
        return not is_closed(last.text) and last.full and may_wrap(last.text, following.text)
    return bool(_STARTS_LOWER.match(following.text)) or last.full
