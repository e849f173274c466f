"""A page of a PDF, opened by pypdfium2, to its words and rulings: the text layer as it stands, nothing judged.

A line of text is measured at its ends alone where it can hold no wide gap and stands in no table: then it is one "word"
with blanks. That keeps the cost near that of the bare text. Guarantees: every visible character is in a word, in
`turned`, or in `marks`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from extractor.model import Box
from extractor.patterns import compiled
from extractor.readers.legacy import by_font, has_only_capitals, recode
from extractor.readers.pdf_chars import Chars, Frame, Type
from extractor.readers.pdf_gutters import may_hold_columns, spaced_tables
from extractor.readers.pdf_rulings import rulings
from extractor.readers.pdf_shapes import Page, Word
from extractor.readers.pdf_tables import areas

_BLANKS = "\r\x00 \t\xa0\x0b\x0c"
_WORD = compiled(r"[^\s\ufffe\x02\x00]+[\ufffe\x02]?")
_MOTTO = compiled(r"\S\s+(?:(?i:cộng\s+h(?:òa|oà)\s+xã)|Độc\s+lập\s+[-–])")
_MARK = compiled(r"(?<=[\p{L}\p{P}])(?<!(?<![^\s\d(/])[kdcmh]?m)\d{1,3}(?=[\p{P}\s]|$)")
_LONE_MARK = compiled(r"(?<=\s)[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?(?=[.,;:]*(?:\s|$))")
_CLOSING = compiled(r"[.,;:]*+(?=\s|$)|")
_MAY_BE_MARK = compiled(r"[0-9]+|\*+")
_ODD = frozenset("\0\x02\u01a2\u01a3")  # see `_SYMBOLS`
_PRIVATE = "\ud800"  # from here on surrogates, letters of symbol fonts, what is no character
_CONSONANTS = frozenset("BCĐGHKLMNPQRSTVXbcđghklmnpqrstvx")
_OPENS_MARK = frozenset("0123456789*([")
_HYPHENS = "\ufffe\x02"  # what pdfium makes of a hyphen and of a soft hyphen, which TCVN3 has for "ư", at a line's end
_U_HORN = 0.42  # sizes; "ư" is wider, a hyphen narrower
_SMALL = 0.84  # a footnote's number is at most this share of its word's size
_ASCENT, _DESCENT = 0.9, 0.2  # of a font's size
_WIDE = 1.5  # sizes; after a wider gap the type is measured anew
_HOLE = 0.5  # sizes; a blank of a font for text is narrower
_STRETCH = 1.5  # a justified line is hardly wider than this beside the font's tightest one
_ROOM = 1.0  # sizes that a line must be wider than its tight width to have room for a wide gap
_OFF = 0.6  # sizes by which a letter of a justified line may stand off the place where it is expected
_PROBES = (1 / 3, 2 / 3)  # of a line
_TIGHT = 0.9  # of the natural width: the tightest line of a font that is not known yet
_LEAST_LENGTH = 12  # characters that tell how wide a font is
_SYMBOLS = {0xF02D: "-", 0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0xF02B: "+", 0xF0A8: "•"}
_SYMBOLS.update({0xFFFE: "-", 0x02: "-", 0x1A3: "ư", 0x1A2: "Ư"})


def read_page(page: Any, number: int) -> Page:
    """The words and rulings of an open pypdfium2 page; the page stays open."""
    frame = Frame((page.get_rotation() // 90) % 4, *page.get_bbox())
    width, height = frame.size
    across, down, pictures = rulings(page.raw, frame.shown)
    layer = page.get_textpage()
    try:
        chars, ruled = Chars(layer, frame), areas(across, down)
        reader = _Reader(chars, ruled)
        words = list(reader.words())
        spaced = may_hold_columns(words) and _spaced(chars, ruled)
        if spaced:
            reader, words = spaced
    finally:
        layer.close()
    return Page(
        number, width, height, words, across, down, " ".join(reader.turned),
        pictures=pictures / max(1.0, width * height), holes=reader.holes, marks=reader.marks, spaced=bool(spaced),
    )  # fmt: skip


def _spaced(chars: Chars, ruled: Sequence[Box]) -> tuple[_Reader, list[Word]] | None:
    """Each word of a page with a table without rulings, and what read them; None where it has none."""
    width, height = chars.frame.size
    reader = _Reader(chars, [(0.0, 0.0, width, height)])
    words = list(reader.words())
    outside = [word for word in words if not any(top <= word.middle <= low for _, top, _, low in ruled)]
    return (reader, words) if spaced_tables(outside) else None


class _Gap(NamedTuple):
    """What parts two words of a line: its width in sizes, the offset of the blank in it, the type of the words."""

    width: float
    at: int
    kind: Type


class _Reader:
    """Goes through a text layer line by line; `turned`, `holes` and `marks` are those of Page."""

    def __init__(self, chars: Chars, tables: Sequence[Box]) -> None:
        self.chars = chars
        self.tables = tables
        self.tightest: dict[str, float] = {}  # font → how wide its tightest line is beside `_natural_width`
        self.old: dict[str, str | None] = {}  # font → the encoding from before Unicode that it is in
        self.turned: list[str] = []
        self.holes: list[float] = []
        self.marks: list[str] = []
        self.maybe_marks = [m.start() for m in _MAY_BE_MARK.finditer(chars.text)]
        letters = set(chars.text)
        self.lone = _CONSONANTS.intersection(chars.text.split())
        self.has_odd = max(letters, default="") >= _PRIVATE or not letters.isdisjoint(_ODD)

    def words(self) -> Iterator[Word]:
        """The words that stand straight, but those of nothing except footnotes' numbers and controls."""
        end = -1
        for line in self.chars.text.split("\n"):
            start, end = end + 1, end + 1 + len(line)
            bare = line.strip(_BLANKS)
            if not bare:
                continue
            start += line.index(bare)
            kind = self.chars.type(start)
            if not kind.straight:
                self.turned.append(bare)
                continue
            whole = self._whole(bare, start, kind)
            found = [whole] if whole else self._single(start, start + len(bare))
            yield from (word for word in found if word.text)

    def _whole(self, line: str, start: int, kind: Type) -> Word | None:
        """The line as one word with blanks; None where each of its words has to be measured."""
        if len(line) < 2 or _is_parted(line) or (self.lone and self._may_lack(line)):
            return None
        if self.tables and any(top <= kind.base <= low for _, top, _, low in self.tables):
            return None
        end = start + len(line) - 1
        head, tail = self.chars.extent(start), self.chars.extent(end)
        if self._is_loose(line, start, head, tail, kind):
            return None
        if kind.bold and not self.chars.style(end)[0]:
            kind = kind._replace(bold=False)
        return self._placed(self._without_marks(line, start, kind), start, (head[0], tail[2]), kind)

    def _may_lack(self, line: str) -> bool:
        """Whether a lone consonant in the line may be what is left of a syllable with a letter that is not encoded."""
        return not self.lone.isdisjoint(line.split())

    def _is_loose(self, text: str, start: int, head: Box, tail: Box, kind: Type) -> bool:
        """Whether the line may hold a wide gap, or goes over two lines."""
        natural, width = kind.size * _natural_width(text), tail[2] - head[0]
        known = self.tightest.get(kind.font)
        if len(text) > _LEAST_LENGTH and 0.5 < width / natural < (known or 2.0):
            self.tightest[kind.font] = width / natural
        unit = kind.size * (known or _TIGHT)
        tight = natural * (known or _TIGHT)
        if tail[1] > head[3] or tail[3] < head[1] or not 0.5 * natural < width < _STRETCH * tight:
            return True
        spare = width - tight
        return spare > _ROOM * kind.size and not self._is_even(text, start, head[0], spare, unit, kind.size)

    def _is_even(self, text: str, start: int, left: float, spare: float, unit: float, size: float) -> bool:
        """Whether a line that is wider by `spare` than its tight width has that in all its blanks, as a justified one
        has: two letters stand where they would. `unit` is how wide a size of natural width is."""
        to_blank = spare / max(1, text.count(" "))
        due, last = left, 0
        for share in _PROBES:
            at = round(share * len(text))
            at += text[at] in _BLANKS
            before = text[last:at]
            due += unit * _natural_width(before) + to_blank * before.count(" ")
            if abs(self.chars.extent(start + at)[0] - due) > _OFF * size:
                return False
            last = at
        return True

    def _single(self, start: int, end: int) -> Iterator[Word]:
        """The words of a line, each measured; a type holds until a gap or a number that may be small."""
        kind: Type | None = None
        right = low = 0.0
        gaps: list[_Gap] = []
        for text, first in self._pieces(start, end):
            last = first + len(text) - 1
            head = self.chars.extent(first)
            apart = kind is None or not -1 < head[0] - right < _WIDE * kind.size
            if kind is None or apart or (abs(head[3] - low) > 0.1 * kind.size and self._is_elsewhere(first, kind)):
                kind, low = self.chars.type(first), head[3]
            else:
                gaps.append(_Gap((head[0] - right) / kind.size, first - 1, kind))
            tail = self.chars.extent(last) if last > first else head
            if last > first and (head[1] >= tail[3] or tail[1] >= head[3]) and self._is_elsewhere(last, kind):
                yield from self._parted(first, last + 1, kind)
                kind = None
                continue
            if text[-1] in _HYPHENS and tail[2] - tail[0] > _U_HORN * kind.size and by_font(kind.font):
                text = text[:-1] + "\xad"
            here = self.chars.type(first) if text[0] in _OPENS_MARK else kind
            bold = kind.bold and (last + 1 < end or self.chars.style(last)[0])
            if bold != here.bold:
                here = here._replace(bold=bold)
            right = max(head[2], tail[2])
            yield self._placed(self._without_marks(text, first, here), first, (min(head[0], tail[0]), right), here)
        if gaps and self._may_lack(self.chars.text[start:end]) and min(gaps).width < _HOLE:
            self.holes.extend(gap.kind.base for gap in gaps if self._is_hole(gap))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The words between two offsets and where they start."""
        text = self.chars.text
        if self.has_odd:
            yield from ((m[0], m.start()) for m in _WORD.finditer(text, start, end))
            return
        for word in text[start:end].split():
            start = text.index(word, start)
            yield word, start
            start += len(word)

    def _parted(self, start: int, end: int, kind: Type) -> Iterator[Word]:
        """The parts of what pdfium takes for one word though it stands on two lines."""
        cut = next((i for i in range(start + 1, end) if self._is_elsewhere(i, kind)), end)
        for first, last in ((start, cut - 1), (cut, end - 1)):
            if first <= last:
                left, right = self.chars.extent(first)[0], self.chars.extent(last)[2]
                yield self._placed(self.chars.text[first : last + 1], first, (left, right), self.chars.type(first))

    def _is_elsewhere(self, at: int, kind: Type) -> bool:
        """Whether a character stands on another line."""
        return abs(self.chars.base(at) - kind.base) > kind.size / 2

    def _without_marks(self, text: str, start: int, kind: Type) -> str:
        """The text without footnotes' numbers."""
        at = bisect_left(self.maybe_marks, start + len(text)) - 1
        while at >= 0 and self.maybe_marks[at] >= start:
            here = self.maybe_marks[at] - start
            bracketed = here > 0 and text[here - 1] in "(["
            m = _MARK.match(text, here) or _LONE_MARK.match(text, here - bracketed)
            if m and self._is_raised(start + m.start(), kind) and len(text) > len(m[0]):
                self.marks.append(m[0])
                text = _dropped(text, m.start(), m.end())
            at -= 1
        return text

    def _placed(self, text: str, start: int, sides: tuple[float, float], kind: Type) -> Word:
        """The word as it stands, blanks made one, symbols of symbol fonts as plain signs."""
        base, size, bold, font, _ = kind
        if font not in self.old:
            self.old[font] = by_font(font)
        if self.old[font]:
            text, font = self._without_mixture(text, start, font)
        shown = " ".join(text.split())
        if self.has_odd:
            shown = shown.translate(_SYMBOLS).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Word(shown, sides[0], base - _ASCENT * size, sides[1], base + _DESCENT * size, bold, font)

    def _without_mixture(self, text: str, start: int, font: str) -> tuple[str, str]:
        """The text and its font; in Unicode, without a font, where it is in several old ones: one of capitals gives the
        first letter alone."""
        name = self.old[font]
        if not any(has_only_capitals(self.chars.style(start + m.start())[1]) for m in _WORD.finditer(text)):
            return text, font
        fonts = [font if char in _BLANKS else self.chars.style(start + i)[1] for i, char in enumerate(text)]
        capital = {each: has_only_capitals(each) for each in set(fonts)}
        if name is None or len(set(capital.values())) < 2 or any(by_font(each) != name for each in capital):
            return text, font
        runs = [list(run) for _, run in groupby(range(len(text)), key=fonts.__getitem__)]
        pieces = (recode(text[r[0] : r[-1] + 1], name, capitals=capital[fonts[r[0]]]).text for r in runs)
        return "".join(pieces), ""

    def _is_raised(self, at: int, beside: Type) -> bool:
        """Whether the character stands small and high beside a word, as a footnote's number does."""
        return self.chars.base(at) < beside.base - 0.1 * beside.size and self.chars.size(at) < _SMALL * beside.size

    def _is_hole(self, gap: _Gap) -> bool:
        """Whether the blank between two words is a glyph as wide as a letter: one that is not encoded."""
        if gap.width < _HOLE or self.chars.text[gap.at] != " ":
            return False
        blank = self.chars.extent(gap.at)
        return blank[2] - blank[0] > _HOLE * gap.kind.size and not self.chars.is_generated(gap.at)


def _dropped(text: str, start: int, end: int) -> str:
    """The text with blanks for what stands between two offsets, and what closes a sentence or clause moved up to the
    word before: "2,6%³, xã" → "2,6%,  xã"."""
    closing: str = _CLOSING.match(text, end)[0]  # type: ignore[index]
    rest = text[end + len(closing) :]
    head = text[:start].rstrip() if closing else text[:start]
    blanks = len(text) - len(head) - len(closing) - len(rest) if rest else 0
    return f"{head}{closing}{' ' * blanks}{rest}"


def _is_parted(line: str) -> bool:
    """Whether pdfium joined two lines at a hyphen, or the state's name or motto opens a column in the line's middle."""
    if "\ufffe" in line or "\x02" in line:
        return True
    return ("lập" in line or "VIỆT" in line or "Việt" in line) and bool(_MOTTO.search(line))


class _Widths(dict[str, float]):
    """How wide a character is in a usual serif font, in sizes; filled as asked."""

    def __missing__(self, char: str) -> float:
        narrow = char in " .,:;'!|()[]/-ijlftrIíìịỉĩ"
        width = 0.29 if narrow else 0.7 if char.isupper() or char in "mwMW%" else 0.47
        self[char] = width
        return width


_WIDTHS = _Widths()


def _natural_width(text: str) -> float:
    """About how wide the text is where it is not stretched, in sizes."""
    return sum(map(_WIDTHS.__getitem__, text))
