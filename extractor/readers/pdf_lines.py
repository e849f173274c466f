"""Words of a page to rows of lines, and rows to columns in reading order: columns that stand side by side (letterhead,
signature) come one after the other, the left one first.

Guarantees: every word is in one line of one column, or is a footnote's number; words of a line stand at one height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

import regex

from extractor.patterns import compiled
from extractor.readers.pdf_shapes import Line, Word, line_of, median

_ALIKE = 0.4  # words whose middles differ by less than this share of their height stand on one row
_WIDE = 1.3  # a gap of more heights parts columns
_FAR = 5.0  # rows more heights apart are no part of the same columns
_CLOSE = 0.9
_TOUCHING = 0.15  # heights; a blank is wider
_SMALL = 0.84
_MOTTO = ("cộng hòa xã", "cộng hoà xã", "độc lập -", "độc lập –")
_MOTTO_LETTERS = "cCđĐ"
_RECIPIENTS = compiled(r"\W*nơi\s+nhận", regex.IGNORECASE)
_OVERLAP = 0.12  # heights by which lines of independent columns overlap
_STOP = compiled(r"[.,;:](?:\s|$)")
_MARK = compiled(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?[.,;:]?$")

Row = list[Line]


class Column(NamedTuple):
    """Lines from the top down, and the bounds they may fill; `beside` says that another column stands beside it."""

    lines: list[Line]
    left: float
    right: float
    beside: bool = False


class _Gap(NamedTuple):
    """The empty stretch between two columns."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def rows_of(words: Sequence[Word]) -> tuple[list[Row], list[str]]:
    """The rows of the words from the top, and the footnotes' numbers that stood between them."""
    rows: list[Row] = []
    marks: list[str] = []
    for row in levels(words):
        kept = _with_stops(_without_marks(row, marks))
        if kept:
            rows.append(_pieces(kept))
    return rows, marks


def columns(rows: Sequence[Row]) -> list[Column]:
    """The columns of the rows in reading order."""
    height = median([line.bottom - line.top for row in rows for line in row], 12.0)
    found: list[Column] = []
    body: list[Line] = []
    at = 0
    while at < len(rows):
        zone = _zone(rows, at, height)
        if zone is None:
            body.append(whole(rows[at]))
            at += 1
            continue
        end, gap = zone
        if _is_stretched(rows, at, end, gap, height):
            body.extend(whole(row) for row in rows[at:end])
        else:
            led = _lead(rows[at - len(body) : at], rows[at:end], gap)
            body, at = body[: len(body) - led], at - led
            found.extend([_column(body)] if body else [])
            found.extend(_column(half)._replace(beside=True) for half in _halves(rows[at:end], gap) if half)
            body = []
        at = end
    return [*found, *([_column(body)] if body else [])]


def levels(words: Sequence[Word]) -> list[list[Word]]:
    """Words at one height, from the left; the rows from the top."""
    rows: list[list[Word]] = []
    at = height = 0.0
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle, here = (word.top + word.bottom) / 2, word.bottom - word.top
        if rows and middle - at < _ALIKE * min(height, max(here, height / 2)):
            rows[-1].append(word)
            if here <= 1.15 * height:
                continue
        else:
            rows.append([word])
        at, height = middle, here
    for row in rows:
        row.sort(key=_left)
    return rows


def _left(word: Word) -> float:
    return word.left


def _without_marks(row: list[Word], marks: list[str]) -> list[Word]:
    """The row without the small, raised numbers that point to footnotes; `marks` takes them."""
    if len(row) == 1:
        return row
    usual = max(row, key=lambda w: w.height)
    small = [
        i
        for i, word in enumerate(row)
        if i > 0
        and word.height < _SMALL * usual.height
        and word.bottom < usual.bottom - 0.1 * usual.height
        and _MARK.match(word.text)
    ]
    marks.extend(row[i].text for i in small)
    return [word for i, word in enumerate(row) if i not in small] if small else row


def _with_stops(row: list[Word]) -> list[Word]:
    """The row with each lone stop at the word that it touches: between them a footnote's number stood, higher."""
    found: list[Word] = []
    for word in row:
        if found and word.left - found[-1].right < _TOUCHING * word.height and _STOP.match(word.text):
            found[-1] = found[-1]._replace(text=found[-1].text + word.text, right=word.right)
        else:
            found.append(word)
    return found


def _pieces(row: Sequence[Word]) -> Row:
    """The lines of a row: it is parted at wide gaps."""
    if len(row) == 1:
        return [line_of(row)]
    pieces: list[list[Word]] = [[row[0]]]
    motto = _motto(row)
    for at, (last, word) in enumerate(zip(row, row[1:], strict=False), 1):
        if word.left - last.right > _WIDE * min(word.height, last.height) or at == motto:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [line_of(piece) for piece in pieces]


def _motto(row: Sequence[Word]) -> int:
    """The index of the word that opens the state's name or motto: a column of its own, however narrow the gap; 0 where
    there is none."""
    starts = (i for i, word in enumerate(row) if word.text[0] in _MOTTO_LETTERS)
    return next((i for i in starts if " ".join(w.text for w in row[i : i + 3]).casefold().startswith(_MOTTO)), 0)


def whole(row: Row) -> Line:
    """The row as one line."""
    first = row[0]
    if len(row) == 1:
        return first
    text = " ".join(piece.text for piece in row)
    doubts = tuple(doubt for piece in row for doubt in piece.doubts)
    return first._replace(text=text, right=row[-1].right, bold=all(piece.bold for piece in row), doubts=doubts)


def _zone(rows: Sequence[Row], start: int, height: float) -> tuple[int, _Gap] | None:
    """The rows from `start` on that keep one gap free, and that gap; the last of them has words on both sides."""
    seed = _seed(rows, start)
    if seed is None:
        return None
    gap, end = seed, start
    for i in range(start, len(rows)):
        if i > start and rows[i][0].top - max(piece.bottom for piece in rows[i - 1]) > _FAR * height:
            break
        narrowed = _narrowed(gap, rows[i])
        if narrowed is None or narrowed.right - narrowed.left < height / 2:
            break
        gap = narrowed
        sides = {piece.left >= gap.right for piece in rows[i]}
        if len(sides) > 1 or (i > start and _overlaps(rows[i - 1], rows[i])):
            end = i + 1
    if end == start:
        return None
    return _with_tail(rows, start, end, gap), gap


def _seed(rows: Sequence[Row], at: int) -> _Gap | None:
    """The gap that opens columns at a row: between its pieces, or to the next row where the two overlap in height."""
    if len(rows[at]) > 1:
        return _widest(rows[at])
    if at + 1 == len(rows) or not _overlaps(rows[at], rows[at + 1]):
        return None
    left, right = sorted((rows[at][0], rows[at + 1][0]), key=lambda piece: piece.left)
    return _Gap(left.right, right.left) if right.left - left.right > _WIDE * min(left.height, right.height) else None


def _overlaps(above: Row, below: Row) -> bool:
    """Whether two rows overlap in height, as those of one column never do."""
    one, other = above[0], below[0]
    if other.top >= one.bottom:
        return False
    return other.top < one.bottom - _OVERLAP * min(one.height, other.height)


def _lead(above: Sequence[Row], zone: Sequence[Row], gap: _Gap) -> int:
    """How many of the rows above a zone belong to it: the office over the right column's words, and the list of
    recipients from its title on."""
    near = list(_above(above, zone, gap))
    title = next((i for i, piece in enumerate(near) if _RECIPIENTS.match(piece.text)), -1)
    return title + 1 + sum(1 for _ in takewhile(lambda piece: piece.left >= gap.right, near[title + 1 :]))


def _above(above: Sequence[Row], zone: Sequence[Row], gap: _Gap) -> Iterator[Line]:
    """From the zone upwards, lines close to each other that stand on one side of the gap."""
    rights = [piece for row in zone for piece in row if piece.left >= gap.right]
    middle = sum(piece.left + piece.right for piece in rights) / (2 * len(rights)) if rights else 0.0
    top = zone[0][0].top
    for row in reversed(above):
        piece = row[0]
        centred = abs((piece.left + piece.right) / 2 - middle) <= 2 * piece.height
        on_one_side = piece.right < gap.right - piece.height / 2 or (piece.left >= gap.right and centred)
        if len(row) > 1 or not on_one_side or top - piece.bottom > 2 * piece.height:
            return
        yield piece
        top = piece.top


def _widest(row: Row) -> _Gap:
    gaps = [_Gap(a.right, b.left) for a, b in zip(row, row[1:], strict=False)]
    return max(gaps, key=lambda gap: gap.right - gap.left)


def _narrowed(gap: _Gap, row: Row) -> _Gap | None:
    """What the row leaves free of the gap; None where it crosses it."""
    left, right = gap
    for piece in row:
        spare = piece.height / 2
        if piece.right < gap.middle or (piece.left < gap.left and piece.right < gap.right - spare):
            left = max(left, piece.right)
        elif piece.left > gap.middle or (piece.right > gap.right and piece.left > gap.left + spare):
            right = min(right, piece.left)
        else:
            return None
    return _Gap(left, right)


def _with_tail(rows: Sequence[Row], start: int, end: int, gap: _Gap) -> int:
    """The end of the zone with the lines that go on with its left column alone: a list longer than the signature."""
    lefts = [piece for row in rows[start:end] for piece in row if piece.right <= gap.left]
    if not lefts:
        return end
    last = lefts[-1]
    while end < len(rows):
        piece = rows[end][0]
        alike = abs(piece.height - last.height) < 0.1 * last.height and abs(piece.left - last.left) < 2 * last.height
        if len(rows[end]) > 1 or piece.right > gap.left or not alike or piece.top - last.bottom > _CLOSE * last.height:
            break
        last = piece
        end += 1
    return end


def _is_stretched(rows: Sequence[Row], start: int, end: int, gap: _Gap, height: float) -> bool:
    """Whether the gaps are those of justified lines: a close row above or below runs across them, and all rows but a
    lone one have its bounds."""
    for neighbour, nearest in ((start - 1, start), (end, end - 1)):
        if not 0 <= neighbour < len(rows) or abs(rows[neighbour][0].middle - rows[nearest][0].middle) > 2.2 * height:
            continue
        row = rows[neighbour]
        crosses = any(piece.left < gap.left - height and piece.right > gap.right + height for piece in row)
        zone = rows[start:end]
        ends = neighbour < start and _ends_paragraph(row, zone, height)
        if crosses and (len(zone) == 1 or ends or all(_alike(row, other, height) for other in zone)):
            return True
    return False


def _ends_paragraph(above: Row, zone: Sequence[Row], height: float) -> bool:
    """Whether the zone is a line as long as the one above, and the short line that ends its paragraph."""
    return len(zone) == 2 and len(zone[1]) == 1 and abs(above[-1].right - zone[0][-1].right) < height


def _alike(row: Row, other: Row, height: float) -> bool:
    """Whether two rows have the same bounds."""
    return abs(row[0].left - other[0].left) < height / 2 and abs(row[-1].right - other[-1].right) < height / 2


def _halves(rows: Sequence[Row], gap: _Gap) -> tuple[list[Line], list[Line]]:
    """The lines left and right of the gap."""
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        here = [piece for piece in row if piece.right <= gap.middle]
        there = row[len(here) :]
        left.extend([whole(here)] if here else [])
        right.extend([whole(there)] if there else [])
    return left, right


def _column(lines: list[Line]) -> Column:
    return Column(lines, min(line.left for line in lines), max(line.right for line in lines))
