"""The head of a document: its lines in; what kind it is, its title, number, place and day, and who issues it, out.

A letterhead may come as two columns, one after the other or run together line by line; the state's motto is passed
over. Everything found has its span in the document's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import regex

from extractor.lexicons import rows
from extractor.model import Document, Found, Span
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules import citations, names
from extractor.rules.body_places import LEVEL

HEAD_LINES = 60  # a portal's own header and a letterhead together are shorter
TITLE_LINES = 12
LINE_LENGTH = 400  # characters; a longer line is no part of a letterhead or of a signature
MOSTLY = 0.8

KINDS = {fold(row["name"]).lower(): row["name"] for row in rows("document_types", "name") if row.get("heading", True)}
_KIND_NAMES = "|".join(sorted(KINDS, key=len, reverse=True)).replace(" ", r"\s")
_KIND = compiled(
    rf"\W*(?P<kind>{_KIND_NAMES})(?:\s(?:số\s)?(?:[IVX]{{1,5}}|\d{{1,2}})(?![\p{{L}}\d/]))?(?:\s*[:.]?\s*$|[:.]?\s+(?P<rest>.*))",
    regex.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})?[\s.…_]*tháng\s?(?P<month>\d{1,2})?[\s.…_]*,?\s?năm\s?(?P<year>\d{4})?"
_NUMERIC_DAY = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
WHEN = rf"ngày[\s.…_]*(?:{_NUMERIC_DAY}|{_DAY})"
DAY = compiled(
    rf"{_NUMERIC_DAY}|(?P<day>\d{{1,2}})\s?tháng\s?(?P<month>\d{{1,2}}),?\s?năm\s?(?P<year>\d{{4}})", regex.IGNORECASE
)
_VERB = r"(?:về|v/v|ban hành|phê duyệt|thực hiện|triển khai)\b"
_OF = compiled(
    rf"của\s(?P<by>.{{4,80}}?)(?:\s+số\b.*?)?(?:\s+{WHEN}\s*|\s+(?={_VERB})|\s*$)(?P<rest>.*)", regex.IGNORECASE
)
_NO_TITLE = compiled(
    r"\W*(?:(?:căn cứ|xét|theo đề nghị|kính gửi|nơi nhận|trên cơ sở)\b|(?:ban hành )?kèm theo\b"
    r"|(?-i:[IVX]{1,4}|[A-E])[.)]\s|\d{1,2}[.)]\s|[a-zđ]\)\s|(?:điều|phần|chương|mục)\s(?:thứ\s)?[\dIVXn])|-\s",
    regex.IGNORECASE,
)
_NOTE = compiled(r"\s\(?(?:ban hành )?kèm theo\b", regex.IGNORECASE)
_OPEN_END = compiled(r"(?:\b(?:và|của|về|trên|tại|cho|trong|theo|với|địa bàn|số)|[,-])$", regex.IGNORECASE)
_MOTTO = compiled(
    r"cộng hòa xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập\s?-\s?tự do\s?-\s?hạnh phúc", regex.IGNORECASE
)
_PLACE = r"(?-i:(?P<place>\p{Lu}[\p{L}'.]*+(?:(?:\s?-\s?|\s)(?:\p{Lu}|(?:phố|xã|trấn)\b)[\p{L}'.]*+){0,5}))"
_DATE_LINE = compiled(rf"(?:{_PLACE}(?:\s?,\s?|\s(?=ngày\b[^,;]*$))|^\W*){WHEN}", regex.IGNORECASE)
_NUMBER = compiled(r"(?<![^\s])(?:số|SỐ|Số)\s?:?\s?(?=[\d/.…_-]|$)")
_DIGIT = compiled(r"\d")
_BODY = compiled(
    r"(?:ủy ban|hội đồng|sở|bộ|tổng cục|cục|chi cục|vụ|viện|ban|văn phòng|trung tâm|trường|đại học|học viện|công an"
    r"|(?:tỉnh|thành|quận|huyện|đảng|thị) ?(?:ủy|bộ|đoàn)|thủ tướng|chính phủ|chủ tịch|quốc hội|hội|đoàn"
    r"|liên (?:đoàn|minh|hiệp)|mặt trận|ubnd|hđnd|ubmttq|tòa án|kiểm toán|thanh tra|ngân hàng|kho bạc|bảo hiểm|thuế|báo"
    r"|đài|phòng|tổng công ty|công ty|tập đoàn|bệnh viện)\b",
    regex.IGNORECASE,
)
_NEXT_BODY = compiled(r"\s(?=(?-i:SỞ|CHI CỤC|TRƯỜNG|BAN QUẢN LÝ)\s)")
_LEVEL = compiled(rf"(?:{LEVEL})\b", regex.IGNORECASE)
_IN_CAPITALS = compiled(r"[\p{Lu}\s,&.'-]+(?:\s\d{1,2})?$")
_BREAK = compiled(r"\n|<br\s*/?>", regex.IGNORECASE)
_NO_BODY = compiled(r"\W*(?:dự thảo|hỏa tốc|thượng khẩn|khẩn|mật|tối mật|bản mẫu|v/v)\b", regex.IGNORECASE)


class Line(NamedTuple):
    """A line of the document in its match key; `heading` as the reader marked it."""

    key: str
    span: Span
    heading: bool = False
    cell: bool = False

    def part(self, start: int, end: int | None = None) -> Line:
        """The stretch [start, end) of the line, without blanks at its ends."""
        words = self.key[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if words == self.key:
            return self
        return Line(words, Span(self.span.start + start, self.span.start + start + len(words)), self.heading, self.cell)

    def found(self, value: str, rule: str) -> Found[str]:
        return Found(value, self.span, rule)


class Heading(NamedTuple):
    """The heading of a document: its kind, which stands on line `at`, and its title, which ends before line `end`; and
    what the heading itself names ("QUYẾT ĐỊNH CỦA … SỐ … NGÀY …")."""

    at: int
    end: int
    kind: Found[str]
    title: Found[str] | None = None
    by: Line | None = None
    number: Found[str] | None = None
    issued: Found[str] | None = None


def lines(document: Document) -> list[Line]:
    """The lines of the document's blocks, empty ones and notes left out; "_" counts as a blank (forms,
    word-segmented text)."""
    found: list[Line] = []
    for block in document.blocks:
        if block.kind == "note":
            continue
        key = document.key[block.span.start : block.span.end].replace("_", " ")
        whole = Line(key, block.span, block.kind == "heading", block.kind == "cell")
        at = 0
        for m in _BREAK.finditer(key) if "\n" in key or "<" in key else ():
            found.append(whole.part(at, m.start()))
            at = m.end()
        found.append(whole.part(at))
    return [line for line in found if line.key]


def heading(head: Sequence[Line], text: str) -> Heading | None:
    """The first line that names a kind of document in capitals, else one that holds nothing but such a name."""
    named = _named(head)
    if named is None:
        return None
    at, m = named
    kind = head[at].part(*m.span("kind")).found(KINDS[" ".join(m["kind"].lower().split())], "heading")
    rest = [(at, head[at].part(m.start("rest")))] if m["rest"] else []
    follow = [*rest, *((i, head[i]) for i in range(at + 1, min(at + TITLE_LINES, len(head))))]
    author = _OF.match(follow[0][1].key) if follow else None
    found = Heading(at, at + 1, kind)
    if author and names.is_body(author["by"]):
        i, line = follow[0]
        found = _authored(found._replace(end=i + 1), line, author)
        follow[0] = (i, line.part(author.start("rest")))
    return _titled(found, follow, text)


def _named(head: Sequence[Line]) -> tuple[int, regex.Match[str]] | None:
    """The line that names the kind of document, and its name: in capitals, else alone, else on the first line."""
    alone = first = None
    for i, line in enumerate(head[:HEAD_LINES]):
        m = None if line.cell else _KIND.match(line.key)
        if m and m["kind"].isupper():
            return i, m
        alone = alone or (m and not m["rest"] and (i, m)) or None
        first = first or (m and i == 0 and (i, m)) or None
    return alone or first


def _authored(found: Heading, line: Line, m: regex.Match[str]) -> Heading:
    """`found` with the body, the number and the day of "CỦA … SỐ … NGÀY …"."""
    cited = next((f for f in citations.find(line.key) if f.value.number), None)
    day = iso(m)
    return found._replace(
        by=line.part(*m.span("by")),
        number=line.part(*cited.span).found(cited.value.key, "heading") if cited else None,
        issued=line.part(m.start("by"), m.start("rest")).found(day, "heading") if day else None,
    )


def _titled(found: Heading, follow: Iterable[tuple[int, Line]], text: str) -> Heading:
    """`found` with the title made of the lines that `follow` it, up to the first that opens the body."""
    pieces: list[Line] = []
    end = found.end
    for i, line in follow:
        if line.key and not _belongs(line, pieces):
            break
        note = _NOTE.search(line.key)
        pieces.extend([line.part(0, note.start() if note else None)] if line.key else [])
        end = i + 1
        if note:
            break
    if not pieces:
        return found._replace(end=end)
    words = " ".join(" ".join(text[slice(*p.span)] for p in pieces).split())
    title = Found(words, Span(pieces[0].span.start, pieces[-1].span.end), "heading")
    return found._replace(end=end, title=title)


def _belongs(line: Line, pieces: Sequence[Line]) -> bool:
    """Whether `line` goes on with the title; its first line may be any that opens no body text."""
    if line.cell or _NO_TITLE.match(line.key) or _MOTTO.search(line.key):
        return False
    if not pieces:
        return True
    before = pieces[-1]
    open_end = _OPEN_END.search(before.key) or before.key.count('"') % 2
    if not open_end and names.is_body(line.key):
        return False
    if open_end or line.key[0].islower():
        return True
    if _is_loud(before.key) or _is_loud(line.key):
        return _is_loud(before.key) and _is_loud(line.key) and not names.is_authority(line.key)
    return before.heading and line.heading and not line.key.endswith((".", ":", ";"))


def _is_loud(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return sum(c.isupper() for c in letters) > MOSTLY * len(letters)


# ── what stands above the heading ───────────────────────────────────────────────────────────────────────────────────


def of_letterhead(head: Iterable[Line]) -> list[Line]:
    """The lines that are short enough for a letterhead."""
    return [line for line in head if len(line.key) <= LINE_LENGTH]


def number(head: Iterable[Line]) -> tuple[bool, Found[str] | None]:
    """Whether a line for the number is there, and the number, None where it is blank."""
    for line in head:
        m = _NUMBER.search(line.key)
        if m is None or not _is_letterhead(line.key[: m.start()]):
            continue
        for found in citations.find(line.key[m.start() :])[:1]:
            if found.span.start == 0 and found.value.number:
                return True, line.part(m.start(), m.start() + found.span.end).found(found.value.number, "letterhead")
        return True, None
    return False, None


def _is_letterhead(words: str) -> bool:
    """Whether words that stand before the number on its line may stand in a letterhead: capitals and the motto."""
    before = _MOTTO.sub("", words).strip(" \t*-_:.")
    return not before or before.isupper()


def dated(head: Iterable[Line], quieted: Iterable[Line]) -> tuple[Found[str] | None, Found[str] | None]:
    """(place, day) of the first line that gives a day: "Bắc Ninh, ngày 20 tháng 11 năm 2025"."""
    for line, silent in zip(head, quieted, strict=True):
        m = _DATE_LINE.search(silent.key)
        if m is not None:
            here = line.part(*m.span("place")) if m["place"] else None
            day = iso(m)
            return (
                here.found(names.place(m["place"]), "date_line") if here else None,
                line.part(m.start("day") if m["day"] else m.start(), m.end()).found(day, "date_line") if day else None,
            )
    return None, None


def iso(m: regex.Match[str]) -> str | None:
    """ "2025-11-20", or "2025-11", "2025" as far as the groups go; None for no year or no such day."""
    if not m["year"]:
        return None
    parts = [m["year"], m["month"], m["day"]]
    given = parts[: parts.index(None)] if None in parts else parts
    try:
        date(*(int(part) for part in [*given, "1", "1"][:3]))
    except ValueError:
        return None
    return "-".join(part.zfill(2) for part in given)


def quiet(line: Line) -> Line:
    """`line` with the motto and a document's number blanked, all places kept."""
    key = _MOTTO.sub(lambda m: " " * len(m[0]), line.key)
    for found in citations.find(key) if _DIGIT.search(key) else ():
        if found.value.number:
            key = key[: found.span.start] + " " * len(found.text) + key[found.span.end :]
    return line._replace(key=key)


def issuer(quieted: Iterable[Line], text: str) -> Found[str] | None:
    """The last body that the letterhead names: a department stands below what it belongs to."""
    bodies: list[list[Line]] = []
    for piece in _pieces(quieted):
        if _BODY.match(piece.key) and not (bodies and _LEVEL.match(piece.key)):
            bodies.append([piece])
        elif bodies and not _NO_BODY.match(piece.key) and (_LEVEL.match(piece.key) or _IN_CAPITALS.match(piece.key)):
            bodies[-1].append(piece)
    if not bodies:
        return None
    name = names.body(" ".join(p.key for p in bodies[-1]), text=text)
    first = bodies[-1][0]
    if names.is_part(name) and len(bodies) > 1:
        name, first = f"{name} {names.body(' '.join(p.key for p in bodies[-2]), text=text)}", bodies[-2][0]
    return Found(name, Span(first.span.start, bodies[-1][-1].span.end), "letterhead")


def _pieces(quieted: Iterable[Line]) -> Iterator[Line]:
    """What is left of each line without motto, number and date, cut where a body follows another."""
    for line in quieted:
        day = _DATE_LINE.search(line.key)
        line = line.part(0, day.start() if day else None)
        blank = _NUMBER.search(line.key)
        line = line.part(0, blank.start() if blank else None)
        cuts = [0, *(m.end() for m in _NEXT_BODY.finditer(line.key)), len(line.key)]
        for start, end in zip(cuts, cuts[1:], strict=False):
            piece = line.part(start, end)
            if regex.search(r"\p{L}{2}", piece.key):
                yield piece
