"""Laws, codes and ordinances by name, in the match key: "Luật Đất đai năm 2024", "Bộ luật Hình sự".

Where a name ends is known from the lexicon of laws. A name that is not listed is read where it starts with a capital,
up to the first word that no name contains. A law being drafted ("Dự án Luật …") is no document yet and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.lexicons import rows
from extractor.model import Citation
from extractor.normalize import fold
from extractor.rules.openings import words
from extractor.rules.patterns import any_of
from extractor.rules.rule import Match, rule

_REACH = 5_000  # characters that the names of all laws which one law amends may take
_DAY = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
_DAY += r"|(?P<day>\d{1,2})\s?tháng\s?(?P<month>\d{1,2}),?\s?năm\s?(?P<year>\d{4})"
DATED = rf"\s?[,(]?\s?ngày\s?(?:{_DAY})(?!\d)"
IN_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/])(?!\s?-\s?\d)"
"""A bare year: neither part of a number nor the start of a period."""

_BEFORE = (
    r"\b(?=(?:bộ )?luật|pháp lệnh)(?<!(?:pháp|học|ngành|khoa|môn|cử nhân|thạc sĩ|tiến sĩ|công ty|dự án|dự thảo"
    r"|xây dựng|soạn thảo|kỷ)\s(?:các\s)?)"
)
_NEVER = r"(?:sư|gia|học|khoa|pháp|lệ|quốc tế|tnhh|việt nam|của|này|số|điều)\b"
_STOP = (
    r"(?:về|để|trình|theo|đã|được|bị|do|của|này|quy định|có|trong|tại|từ|là|bao|gồm|khi|hiện hành|sửa đổi|năm|ngày|số"
    r"|nhằm|cho|với|như|trên|thì|sẽ|mới|phải|cũng|nêu|đến|vào|ban hành|nghị|thông tư|quyết định|chỉ thị|pháp lệnh"
    r"|hiến pháp|(?:bộ )?luật|và (?:các|những|văn|quy|hướng|pháp|thực|triển|của|nghị|thông|quyết|chỉ|luật|bộ))\b"
)
_WORD = r"[\p{L}&]++"
_START = r"(?-i:\p{Lu}(?:\p{Ll}++|[\p{Lu}&]++)(?!\p{L}))"
_UNLISTED = rf"(?!{_NEVER}|{_STOP}){_START}(?:(?<=\b(?:phòng|quản lý|thi đua)),)?+(?: (?!{_STOP}){_WORD}){{0,11}}+"


def _listed(kind: str) -> str:
    """A pattern of the names of `kind`; blanks may be line breaks, commas may be missing."""
    return any_of(fold(n) for n in names_of(kind)).replace(",", ",?")


def names_of(kind: str) -> Iterable[str]:
    """The names listed under `kind` ("Luật", "Bộ luật", "Pháp lệnh")."""
    return (name for row in rows("laws", "kind", "names") if row["kind"] == kind for name in row["names"])


LISTED = {
    f"{row['kind']} {name}".upper(): f"{row['kind']} {name}"
    for row in rows("laws", "kind", "names")
    for name in row["names"]
}
"""The listed names with their kind, by the same in capitals."""


def _reference(kind: str) -> str:
    """The name of one law with its kind; only a listed name may follow a kind in lower case or in capitals."""
    return rf"{kind}\s(?:(?:{_listed(kind.capitalize())})\b|(?-i:(?<=\p{{Lu}}\p{{Ll}}[\p{{Ll}} ]+)){_UNLISTED})"


_DEFINED = rf"(?(DEFINE)(?P<one>{'|'.join(_reference(kind) for kind in ('luật', 'bộ luật', 'pháp lệnh'))}))"
_CHANGING = r"sửa đổi(?:,? (?:và )?bổ sung)?(?: một số (?:điều|nội dung|quy định))?(?: (?:của|tại|trong))?(?: các)?:?"
_AMENDING = rf"(?:luật|pháp lệnh)\s{_CHANGING}\s(?&one)(?:(?:, (?&one))*+,? và (?&one))?+"
_NUMBER = r"(?P<number>\d{1,4}\s?/\s?\d{4}\s?/\s?(?:PL-)?(?:UBTV)?QH\d{0,2})"
_DATE = rf"(?:{DATED}|\s?\(?(?:năm\s)?{IN_YEAR}\)?)?"
_REVISED = r"(?:\s?\(?sửa đổi\)?(?!,? bổ sung))?+"
_NAMED = rf"(?P<name>{_AMENDING}|(?&one)){_REVISED}(?:\s?[,(]?\s?(?:luật\s)?số:?\s?{_NUMBER}\)?)?{_DATE}"
_TITLE = rf"(?:,? (?:về (?:việc )?)?{_CHANGING}\s(?&one)(?:(?:,| và|, và) (?&one))*+)?"
_NUMBERED = rf"(?:bộ\s)?luật\s(?:số:?\s?)?{_NUMBER}{_DATE}{_TITLE}"


def issued(m: Match) -> str | None:
    """The date in the groups "year", "month" and "day" of `m`: "2025-06-16", or "2024"; None where no such day is."""
    year, month, day = m["year"], m["month"], m["day"]
    if year is None or day is None:
        return year
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@rule(
    rf"{_DEFINED}{_BEFORE}(?:{_NAMED}|{_NUMBERED})",
    yes={
        "Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi ngày 17 tháng 6 năm 2020": Citation(
            key="Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi 2020",
            kind="Luật",
            issued="2020-06-17",
        ),
        "Luật sửa đổi, bổ sung Luật Giá": Citation(key="Luật sửa đổi, bổ sung Luật Giá", kind="Luật"),
        "Luật Phòng, chống ma túy": Citation(key="Luật Phòng, chống ma túy", kind="Luật"),
        "Luật Đất đai năm 2024": Citation(key="Luật Đất đai 2024", kind="Luật", issued="2024"),
        "Luật Khoa học và Công nghệ (2013)": Citation(
            key="Luật Khoa học và Công nghệ 2013", kind="Luật", issued="2013"
        ),
        "Luật Đầu tư công ngày 29/11/2024": Citation(key="Luật Đầu tư công 2024", kind="Luật", issued="2024-11-29"),
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15": Citation(
            key="72/2025/QH15", kind="Luật", number="72/2025/QH15"
        ),
        "Luật số 97/2025/QH15 về sửa đổi, bổ sung một số điều của Luật Công đoàn, Luật Thanh niên": Citation(
            key="97/2025/QH15", kind="Luật", number="97/2025/QH15"
        ),
        "Bộ luật Tố tụng hình sự": Citation(key="Bộ luật Tố tụng hình sự", kind="Bộ luật"),
        "Pháp lệnh Bưu chính, Viễn thông": Citation(key="Pháp lệnh Bưu chính, Viễn thông", kind="Pháp lệnh"),
        "Luật ngân sách nhà nước": Citation(key="Luật ngân sách nhà nước", kind="Luật"),
        "Luật Chợ truyền thống": Citation(key="Luật Chợ truyền thống", kind="Luật"),
    },
    no=[
        "luật sư và luật gia",
        "chính sách, pháp luật đất đai",
        "Luật này có hiệu lực",
        "các Luật, Nghị quyết của Quốc hội",
        "đại học Luật Hà Nội",
        "cử nhân Luật Kinh tế",
        "dự án Luật Đất đai",
        "Hội Luật gia tỉnh",
        "Luật của Quốc hội",
        "Luật sửa đổi, bổ sung nhiều nội dung quan trọng",
    ],
    opens=words("luật", "bộ luật", "pháp lệnh", reach=_REACH),
)
def law(m: Match) -> Citation | None:
    """A law by its name, with its number or year where they follow; an amending law contains the names of those it
    amends. None for words all in lower case: "luật" and "giá" name a law only where one of them has a capital."""
    name = " ".join((m["name"] or "").split())
    if name and name.islower():
        return None
    day = issued(m)
    number = "".join(m["number"].split()).upper() if m["number"] else None
    key = number or (f"{name} {day[:4]}" if day else name)
    return Citation(key=key, kind=_kind(m[0]), number=number, issued=day)


def _kind(words: str) -> str:
    return "Bộ luật" if words[:2].lower() == "bộ" else "Luật" if words[0] in "Ll" else "Pháp lệnh"


RULES = (law,)
