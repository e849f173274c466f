"""What the words around a citation say of it: the citations of a text in; the same with provisions, title, issuer and
relation, out.

Guarantees: spans, keys and rules stay as they were; a title stands in the clause of its number; a relation is one of
this document to the cited one, never one between two cited documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

import regex

from extractor.lexicons import rows
from extractor.model import Citation, CitationRelation, Found
from extractor.normalize import fold
from extractor.patterns import compiled

_WINDOW = 140
_LONGEST_TITLE = 400
_MOST_WITHIN = 8
_PART = (
    r"(?:điểm [a-zđ]\d?|khoản \d{1,2}[a-zđ]?|điều \d{1,3}[a-zđ]?|mục (?:[IVXL]+|\d{1,2})|tiểu mục \d{1,2}|phần [IVX]+"
    r"|chương [IVXL]+|phụ lục(?: số)? (?:[IVXL]+|\d{1,2})|phụ lục)(?!\p{L})"
)
_PROVISION = compiled(
    rf"(?P<parts>{_PART}(?:(?:,? và |, |; | )(?:{_PART}|\d{{1,3}}(?![\p{{L}}\d])|[a-zđ](?![\p{{L}}\d])))*+)"
    r"(?:,? (?:của|tại|trong|ban hành (?:kèm )?theo|kèm theo))? ?$",
    regex.IGNORECASE,
)
_RELATIONS: dict[CitationRelation, str] = {
    "issued_with": r"(?:được )?ban hành kèm theo|kèm theo",
    "amends": r"sửa đổi(?:,? (?:và )?bổ sung)?",
    "replaces": r"thay thế(?: cho)?",
    "repeals": r"bãi bỏ|hủy bỏ|chấm dứt hiệu lực",
    "implements": r"thực hiện|triển khai|quán triệt|thi hành|cụ thể hóa|hưởng ứng",
    "basis": r"căn cứ(?: vào)?|theo|dựa trên|trên cơ sở",
}
_BRIDGE = (
    r"(?:[ ,]|một số điều|các nội dung|toàn bộ|nội dung|nghiêm|có hiệu quả|quy định|tại|của|các|những|theo|văn bản)*"
)
_NEXT = compiled(r"[^.\n]*[;,](?: và| các)*\s*$|,? và (?:các )?$")
_SUBJECT = compiled(r"\s*(?:về[^;]*|được\s+)?$")
_CLAUSE = compiled(r"[.;:\n]")
_TITLE = compiled(
    r"(?:,? ?của (?P<by>[^,.;:()\n]{2,90}?))?(?: ?\([^()\n]{1,60}\))?,? (?P<title>(?:về(?: việc)?"
    r"|(?:về việc )?(?:phê duyệt|ban hành"
    r"|quy định|hướng dẫn|sửa đổi|bổ sung|công bố|thông qua|triển khai|thực hiện|giao|phân))(?!\p{L})[^;\n()]*)",
    regex.IGNORECASE,
)
_PREAMBLE = compiled(r"[\s*-]*(?:căn cứ|thực hiện|theo|xét)(?!\p{L})", regex.IGNORECASE)
_LISTED_ENDS = compiled(
    r"\.(?=\s|$)|, (?=(?:Sở|Bộ|Ủy ban|UBND|HĐND|Hội đồng|Chủ tịch|Quyết định số|Kế hoạch số)(?!\p{L}))"
)
_RUNNING_ENDS = compiled(
    rf"{_LISTED_ENDS.pattern}|, (?=(?:các (?:sở|cơ quan|đơn vị|địa phương)|đảm bảo|bảo đảm|trong đó|đồng thời"
    rf"|chủ động|đề nghị"
    r"|yêu cầu|góp phần|nhằm|để|thay thế|bãi bỏ|tham mưu|phối hợp|báo cáo|trình|tổ chức)(?!\p{L}))"
)
_JOINED = compiled(r"(?r)[,;]\s*(?:và )?(?:các )?$| và (?:các )?$|\n[\s-]*(?:căn cứ )?$", regex.IGNORECASE)
_AFTER_NAME = compiled(
    r" (?:ngày|khoảng|về|tại|số|cho|và (?=(?:các|Kế|Nghị|Quyết|Chỉ|Thông|Công|Kết|Chương|Hướng)(?!\p{L})))",
    regex.IGNORECASE,
)
_CUT = compiled(r"(?r)(?:[\s,]++(?:của các|và|các|tại|theo|của)[\s,]*+|[\s,]++)$")


def in_context(key: str, found: Sequence[Found[Citation]]) -> list[Found[Citation]]:
    """`found`, in reading order, with what the match key says around each."""
    told: list[Found[Citation]] = []
    for i, f in enumerate(found):
        title, by = _title(key, f, _reach(key, found, i))
        facts: dict[str, object] = {
            "provisions": _provisions(key, f),
            "relation": _relation(key, told[-1] if told else None, f),
            "title": title,
            "issuer": _whole(f.value.issuer) or _whole(by) or _issuer(f.value),
        }
        told.append(replace(f, value=f.value.model_copy(update=facts)))
    return told


def _provisions(key: str, f: Found[Citation]) -> tuple[str, ...]:
    m = _PROVISION.search(key, max(0, f.span.start - _WINDOW), f.span.start)
    return (" ".join(m["parts"].split()),) if m else ()


@cache
def _relation_words() -> regex.Pattern[str]:
    either = "|".join(rf"(?P<{name}>{words})" for name, words in _RELATIONS.items())
    kinds = "|".join(sorted((fold(row["name"]) for row in rows("document_types", "name")), key=len, reverse=True))
    return compiled(
        rf"(?<!\p{{L}})(?:{either})(?!\p{{L}}){_BRIDGE}(?:{_PART}[^.;\n]{{0,60}})?(?:(?:{kinds}|luật)[^.;:\n]{{0,40}})?$",
        regex.IGNORECASE,
    )


def _relation(key: str, last: Found[Citation] | None, f: Found[Citation]) -> CitationRelation | None:
    """The relation that the words before `f` state, or that of the list which `f` goes on."""
    start = max(f.span.start - _WINDOW, last.span.end if last else 0)
    m = _relation_words().search(key, start, f.span.start)
    if m is not None:
        return m.lastgroup if last is None or not _between(key, last, m.start()) else None  # type: ignore[return-value]
    if last is not None and f.span.start - last.span.end < _LONGEST_TITLE:
        gap = key[last.span.end : f.span.start]
        listed = last.value.relation != "issued_with" and _NEXT.match(gap)
        return last.value.relation if listed else None
    return None


def _between(key: str, last: Found[Citation], at: int) -> bool:
    """Whether the words at `at` say what the document cited before does: "Nghị định A sửa đổi Nghị định B"."""
    return at - last.span.end < _WINDOW and _CLAUSE.search(key, last.span.end, at) is None


def _title(key: str, f: Found[Citation], end: int) -> tuple[str | None, str | None]:
    """The title after the number and date, and who issued it; each None where it is not said."""
    m = _TITLE.match(key, f.span.end, min(end, f.span.end + _LONGEST_TITLE))
    if m is None or f.value.kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        return None, None
    listed = _PREAMBLE.match(key, key.rfind("\n", 0, f.span.start) + 1)
    ends = (_LISTED_ENDS if listed else _RUNNING_ENDS).search(m["title"])
    words = " ".join(m["title"][: ends.start() if ends else None].split())
    words = _CUT.sub("", words.rstrip(" .,;:"))
    return words if words.count(" ") > 1 else None, m["by"]


def _reach(key: str, found: Sequence[Found[Citation]], i: int) -> int:
    """How far the title of a citation may go: up to the next in its list, over one that the title itself names."""
    for later in islice(found, i + 1, i + 1 + _MOST_WITHIN):
        if _JOINED.search(key, max(found[i].span.end, later.span.start - 12), later.span.start):
            return later.span.start
        if later.span.start > found[i].span.end + _LONGEST_TITLE:
            break
    return len(key)


def _whole(issuer: str | None) -> str | None:
    """An issuer's name without the words that follow it; None for no name."""
    words = " ".join(_AFTER_NAME.split(issuer)[0].split()).rstrip(" ,") if issuer else ""
    return words if words[:1].isupper() else None


@cache
def _issuers() -> dict[str, str]:
    return {
        letters: row["name"]
        for row in rows("issuers", "id", "name", "letters", "examples")
        for letters in row["letters"]
    }


_JOINTLY = compiled(r"(?<=-)\p{Lu}[\p{L}&]*")
_BY_LETTERS = compiled(r"[/-](?P<letters>\p{Lu}[\p{L}&]*)\d*$")


def _issuer(value: Citation) -> str | None:
    """Who issues documents of such a number: "348/QĐ-TTg" → "Thủ tướng Chính phủ"; of a joint one all, or None."""
    if (value.kind or "").endswith("liên tịch"):
        names = [_issuers().get(letters) for letters in _JOINTLY.findall(value.number or "")]
        return ", ".join(name for name in names if name) if names and all(names) else None
    m = _BY_LETTERS.search(value.number or "")
    return _issuers().get(m["letters"]) if m else None
