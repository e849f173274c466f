"""The documents that a text refers to: `find` gives every mention, in reading order, none overlapping.

A document with a number is known by that number, as printed but without blanks: "348/QĐ-TTg"; a law without one by its
name and year. A short mention of a law ("Luật Đất đai") takes the key of the law of that name that the same text cites
with its number or year. The found span covers the kind before the number and the date after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import regex

from extractor.lexicons import rows
from extractor.model import Citation, Found
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules import rule as rules
from extractor.rules.body_registry import expand
from extractor.rules.citation_context import in_context
from extractor.rules.citation_short import BARE, DEFINED, SHARED, further
from extractor.rules.laws import DATED, LISTED, issued, law
from extractor.rules.openings import Opener, Text
from extractor.rules.rule import Match, rule

_TYPES = rows("document_types", "name", "letters", "examples")
_BY_LETTERS: dict[str, str] = {letters.upper(): row["name"] for row in _TYPES for letters in row["letters"]}
_STANDARD = {letters.upper() for row in _TYPES if row.get("standard", True) for letters in row["letters"]}
_NAMES = "|".join(sorted((fold(row["name"]) for row in _TYPES), key=len, reverse=True))
_MIXED_CASE = {letters.upper(): letters for letters in ("TTg", "TTr", "CTr", "CTrHĐ")}

_LETTERS = r"(?-i:\p{Lu}(?:[\p{Lu}\d]|[&.](?=\p{Lu})|[a-zđ](?!\p{Ll}))*+(?!\p{L}))"
_YEAR = r"(?: ?/ ?(?:19|20)\d\d(?!\d))?"
_GLUED = r"(?=(?:QĐ|NQ|KH|CT|TB|TTr|NĐ|KL)[-/])"
_PARTY = r"(?: (?=(?-i:\p{Lu}\p{L}{1,3})/T[UW](?!\p{L})))"  # "số 45 QĐ/TU"
_FIRST = rf"(?: ?/\s?| ?- ?|{_GLUED}|{_PARTY}){_LETTERS}"
_ORDER = rf"\d{{1,5}}(?:\.\d{{1,2}}(?=/20\d\d/))?(?-i:[a-zđ])?{_YEAR}"  # "66.7/2025" is one of a series
_NUMBER = rf"{_ORDER}{_FIRST}(?: ?[-/]\s?{_LETTERS})?+(?:(?: ?-|/|-\s){_LETTERS})*+"
_START = r"(?:(?<![\p{L}\d/.,-])(?<!\d:)|(?<=\bsố))"
_END = (
    r"(?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|triển khai|thực hiện|tại|trên|đã|là|phải|trong|nhằm|thông qua"
    r"|công bố|khóa|và|yêu cầu|giao|cho|để|được)\b"
)
_BODY = rf"(?-i:\p{{Lu}})\p{{L}}*+(?: (?:và (?-i:\p{{Lu}})|(?!{_END}))\p{{L}}++){{0,11}}+"
_ISSUER = rf"(?=,? của (?P<issuer>{_BODY}))?"
_SHORT = "|".join(sorted({x for row in _TYPES for x in row["letters"] if len(x) > 1} | {"CV"}, key=len, reverse=True))
_KIND = rf"(?:\b(?:(?P<kind>{_NAMES})|(?-i:(?P<short>{_SHORT}))) ?)?"
_LEAD = rf"(?<=(?P<lead>{_KIND}(?:\b(?P<word>số(?: hiệu)?) ?:? ?)?))"
"""The kind and "số" before a number: looked for behind it, since a number is rarer than the words."""

_IN_A_LIST = compiled(r"[-/]\p{Lu}[\p{L}\d&]*(?:,? ngày [\d/]+)?\s?(?:,|;|và|hoặc)\s$")
_FORM = compiled(r"(?<!\p{L})(?:biểu\s+mẫu|mẫu|biểu|bảng)\s+(?:số:?\s*)?$", regex.IGNORECASE)
_ASSEMBLY = compiled(r"(?:UBTV)?QH\d+")
_PLANS = {"đề án", "dự án", "chương trình", "phương án", "chiến lược", "quy hoạch"}
_ALSO = {"QĐ": ("Quy định",)}  # what the Party's letters stand for besides
_ISSUING = {letters for row in rows("issuers", "letters") for letters in row["letters"]} | {"TW", "TU", "UBND", "HĐND"}
_FOOTNOTE = compiled(rf"(?<=[-/](?:{'|'.join(sorted(_ISSUING - {'QH', 'UBTVQH'}))}))\d{{1,2}}$")

_PARTS = compiled(r"(?<=[-/\d])\p{Lu}[^-/]*")
_SHOUTED = compiled(r"(?<=[-/])\p{Lu}++(?=[-/]|$)")
_BETWEEN = compiled(r",|\s(?:và|-|&)(?=\s)")
_NAME_END = compiled(
    r"(?:\s?(?<![,(])[,(]++\s?|\s{0,2})(?:(?:luật )?số:? ?\d|ngày ?\d|năm \d|\d|(?<!^luật\s)sửa đổi\)?(?!,? bổ sung))"
)


@rule(
    rf"{_START}(?={_NUMBER}){_LEAD}(?P<number>{_NUMBER})(?:{DATED})?{_ISSUER}",
    yes={
        "348/QĐ-TTg": Citation(key="348/QĐ-TTg", kind="Quyết định", number="348/QĐ-TTg"),
        "Nghị định số 42/2022/NĐ-CP ngày 24/6/2022": Citation(
            key="42/2022/NĐ-CP", kind="Nghị định", number="42/2022/NĐ-CP", issued="2022-06-24"
        ),
        "Nghị quyết số 57- NQ/TW ngày 22 tháng 12 năm 2024": Citation(
            key="57-NQ/TW", kind="Nghị quyết", number="57-NQ/TW", issued="2024-12-22"
        ),
        "Kế hoạch số 12 /KH-UBND": Citation(key="12/KH-UBND", kind="Kế hoạch", number="12/KH-UBND"),
        "số 197/2025/QH15": Citation(key="197/2025/QH15", number="197/2025/QH15"),
        "Công văn số 2679/SCT-QLTM": Citation(key="2679/SCT-QLTM", kind="Công văn", number="2679/SCT-QLTM"),
        "văn bản số 9/SNN&MT-TL": Citation(key="9/SNN&MT-TL", kind="Văn bản", number="9/SNN&MT-TL"),
        "Nghị quyết số 38/CP": Citation(key="38/CP", kind="Nghị quyết", number="38/CP"),
        "866/QĐ-Tg": Citation(key="866/QĐ-Tg", kind="Quyết định", number="866/QĐ-Tg"),
        "CHỈ THỊ SỐ 32/CT-TTG": Citation(key="32/CT-TTg", kind="Chỉ thị", number="32/CT-TTg"),
        "Quyết định số 12/QĐ - UBND": Citation(key="12/QĐ-UBND", kind="Quyết định", number="12/QĐ-UBND"),
        "12/QĐ-UBND": Citation(key="12/QĐ-UBND", kind="Quyết định", number="12/QĐ-UBND"),
        "Quy định số 114-QĐ/TW": Citation(key="114-QĐ/TW", kind="Quy định", number="114-QĐ/TW"),
        "QĐ số 749/QĐ-TTg": Citation(key="749/QĐ-TTg", kind="Quyết định", number="749/QĐ-TTg"),
        "CV 1234/BNV-TCCB": Citation(key="1234/BNV-TCCB", kind="Công văn", number="1234/BNV-TCCB"),
        "Nghị quyết số 66.7/2025/NQ-CP": Citation(key="66.7/2025/NQ-CP", kind="Nghị quyết", number="66.7/2025/NQ-CP"),
        "Quyết định số 45 QĐ/TU": Citation(key="45QĐ/TU", kind="Quyết định", number="45QĐ/TU"),
        "256 /2004/QĐ-UB": Citation(key="256/2004/QĐ-UB", kind="Quyết định", number="256/2004/QĐ-UB"),
    },
    no=[
        "tỷ lệ 60/40",
        "24/7",
        "hạ tầng 5G/IoT",
        "phòng, chống HIV/AIDS",
        "80 km/h",
        "Sở TT&TT",
        "1.500 người/năm",
        "mô hình 3D/VR360",
        "Số:      /KH-UBND",
        "ngày 30/10/2023",
        "QCVN 01:2021/BYT",
        "giai đoạn 2026-2030",
        "điện thoại 0292.3820-536",
        "tốc độ 1/GB",
        "Tổ công tác Đề án 06/CP",
        "nhà số 12/A đường số 7/TL",
        "chung cư CT 5/A",
        "45 cán bộ QĐ/TU",
        "Mẫu số 03/BC-THĐ",
        "theo biểu mẫu 01/ĐK-TNN",
    ],
    opens=Opener(figures=lambda count, next: count <= 5 and (next in "/-." or next.isalpha())),
)
def number(m: Match) -> Citation | None:
    """A document by its number, and no form ("Mẫu số 03/BC-THĐ"). Letters that stand for a kind make a number by
    themselves; others need a kind or "số" before them, or a number cited just before in the same list."""
    if _FORM.search(m.string, max(0, m.start() - 24), m.start()):
        return None
    key = _FOOTNOTE.sub("", "".join(m["number"].split())).replace("Ð", "Đ")  # an Icelandic letter that looks the same
    letters = _PARTS.findall(key)
    kind = _BY_LETTERS.get(letters[0].upper())
    standard = letters[0].upper() in _STANDARD and len(letters) > 1
    if not (standard or _ASSEMBLY.fullmatch(letters[0]) or _introduced(m, len(letters))):
        return None
    key = _SHOUTED.sub(lambda part: _MIXED_CASE.get(part[0], part[0]), key)
    said = (
        m["kind"].capitalize() if m["kind"] else "Công văn" if m["short"] == "CV" else _BY_LETTERS.get(m["short"] or "")
    )
    return Citation(
        key=key,
        kind=said if said in _ALSO.get(letters[0], ()) else kind or said,
        number=key,
        issued=issued(m),
        issuer=m["issuer"],
    )


def _introduced(m: Match, parts: int) -> bool:
    """Whether the words before the number say that it is one: "số" alone could also number a street or a lot, and
    "Đề án 06/CP" is a plan's nickname."""
    slashes = m["number"].count("/")
    if parts > 1 or slashes > 1:
        return bool(
            m["kind"] or m["short"] or m["word"] or _IN_A_LIST.search(m.string, max(0, m.start() - 60), m.start())
        )
    return slashes == 1 and bool(m["kind"]) and (bool(m["word"]) or m["kind"].lower() not in _PLANS)


RULES = (number, law)
OPENERS = (*(r.opens for r in RULES), BARE)


def find(text: str, *, at: Text | None = None) -> list[Found[Citation]]:
    """Every mention in `text`, raw or folded; `Found.text` and the names of laws are in the words as they stand.

    `at` is its match key, looked through for OPENERS, where several kinds of values are read from it.
    """
    at = at or Text(fold(text), OPENERS)
    found = _one_number([_as_printed(f, text) for f in further(at, rules.longest(rules.read(RULES, at)))])
    fullest = _fullest(found)
    named = [replace(f, value=_known_as(f, fullest)) if f.rule in (law.name, SHARED) else f for f in found]
    return in_context(at.key, named)


def _one_number(found: Iterable[Found[Citation]]) -> list[Found[Citation]]:
    """`found`, a number that is printed with and without zeros before it ("6/QĐ-TTg") always as at its first place."""
    first: dict[str, Citation] = {}
    same: list[Found[Citation]] = []
    for f in found:
        known = first.setdefault(f.value.number.lstrip("0"), f.value) if f.value.number else f.value
        if (f.value.key, f.value.number) != (known.key, known.number):
            f = replace(f, value=f.value.model_copy(update={"key": known.key, "number": known.number}))
        same.append(f)
    return same


def _as_printed(f: Found[Citation], text: str) -> Found[Citation]:
    """`f` with the words of `text`, which differ from the match key in dashes and in the place of tones."""
    words = text[f.span.start : f.span.end]
    if f.value.number or f.rule == DEFINED:
        return replace(f, text=words)
    year = f" {f.value.issued[:4]}" if f.value.issued else ""
    said = f"Luật {words}" if f.rule == SHARED else words
    name = " ".join(said.split())[: len(f.value.key) - len(year)]
    name = LISTED.get(name, name)
    return replace(f, text=words, value=f.value.model_copy(update={"key": name + year}))


def _loose_name(f: Found[Citation]) -> str:
    """The name of a law in full, without number, year, commas, "và" and capitals; "" where only the number is given."""
    words = expand(fold(" ".join(f.text.split()))).casefold()
    words = f"luật {words}" if f.rule == SHARED else words
    end = _NAME_END.search(words)
    return _BETWEEN.sub("", words[: end.start() if end else None])


def _fullest(found: Iterable[Found[Citation]]) -> Mapping[tuple[str, str | None], Citation]:
    """The fullest mention of each law, by (name, year) and by (name, None): with a number, else with a year, else the
    first."""
    fullest: dict[tuple[str, str | None], Citation] = {}
    for f in found:
        if f.rule in (law.name, SHARED):
            for known in {(_loose_name(f), _year(f.value)), (_loose_name(f), None)}:
                if known not in fullest or _fullness(f.value) > _fullness(fullest[known]):
                    fullest[known] = f.value
    return fullest


def _known_as(f: Found[Citation], fullest: Mapping[tuple[str, str | None], Citation]) -> Citation:
    """The citation under the key of the fullest mention of the same law; laws of different years stay apart."""
    if f.value.number:
        return f.value
    same = fullest[_loose_name(f), _year(f.value)]
    return f.value.model_copy(update={"key": same.key, "number": same.number})


def _fullness(value: Citation) -> tuple[bool, bool]:
    return value.number is not None, value.issued is not None


def _year(value: Citation) -> str | None:
    return value.number.split("/")[1] if value.number else value.issued and value.issued[:4]
