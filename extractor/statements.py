"""A sentence and the quantities in it to statements: what is measured, by which change, in which words.

A statement is number-first ("70% cơ quan báo chí đưa …"), subject-first ("Tỷ lệ hộ nghèo còn dưới 1%"), a change ("tăng
doanh thu tối thiểu 20%", "giảm 30% thời gian …"), verb-first ("Đào tạo 1000 chuyên gia …") or universal ("Mọi hồ sơ đều
được số hóa"). A number inside another statement's subject ("Dân số từ 15 tuổi trở lên có tài khoản đạt 95%") is none;
one inside its tail is nested ("30% cơ quan tăng doanh thu tối thiểu 20%").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import regex

from extractor.clauses import closed, opened
from extractor.model import Change, Found, Quantity, Span

Kind = Literal["number-first", "subject-first", "change", "verb-first", "universal"]

_I = regex.IGNORECASE
_ATTAIN = regex.compile(
    r"(?<!\p{L})(?:(?:(?:giảm|hạ|tăng|nâng)\s+)?(?:xuống\s+còn|còn|xuống|lên(?:\s+(?:đến|tới|mức|trên))?)|đạt(?:\s+(?:được|mức|tỷ\s+lệ|tỉ\s+lệ|"
    r"tối\s+thiểu))?|chiếm(?:\s+tỷ\s+trọng)?|là|bằng|ở\s+mức|vượt|đến\s+mức|không\s+quá|được)\s*$",
    _I,
)
_CHANGE = regex.compile(
    r"(?<!\p{L})(?:(?P<up>tăng(?!\s+(?:cường|trưởng))|nâng(?!\s+cao)|gia\s+tăng|tăng\s+trưởng)|(?P<down>cắt\s+giảm|giảm|rút\s+ngắn|hạ\s+thấp|tiết\s+kiệm))"
    r"(?!\p{L})(?P<rest>[^,;:]{0,70})$",
    _I,
)
_RATE_WORDS = regex.compile(
    r"(?:\s*(?:bình\s+quân|trung\s+bình|thêm|mỗi\s+năm|hằng\s+năm|hàng\s+năm|trưởng|trong\s+giai\s+đoạn\s+này|khoảng|ít\s+nhất|đạt|nhanh|so\s+với\s+[^,;]{0,40}))*\s*$",
    _I,
)
_REACHING = regex.compile(r"(?:lên|xuống|còn|đến|tới|thành)\s*$", _I)
_MAINTAIN = regex.compile(r"(?<!\p{L})(?:duy\s+trì|giữ\s+vững|giữ\s+nguyên|giữ\s+ổn\s+định|ổn\s+định\s+ở)(?!\p{L})", _I)
_PACE = regex.compile(r"(?<!\p{L})(?:tốc\s+độ|mức|nhịp\s+độ)\s+(?:tăng|giảm)", _I)
_NOMINAL = regex.compile(
    r"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|tỷ\s+suất|số|tổng|mức|diện\s+tích|sản\s+lượng|thu\s+nhập|grdp|gdp|kim\s+ngạch|giá\s+trị|tốc\s+độ|"
    r"chỉ\s+số|năng\s+suất|quy\s+mô|tuổi\s+thọ|mật\s+độ|dân\s+số|độ\s+che\s+phủ|doanh\s+thu|kinh\s+phí|chi|thu\s+ngân\s+sách|vốn|năng\s+lực|"
    r"khối\s+lượng|công\s+suất|thứ\s+hạng|xếp\s+hạng|bình\s+quân|đóng\s+góp)(?!\p{L})",
    _I,
)
_HAVING = regex.compile(r"(?<!\p{L})(?:có|gồm|hình\s+thành|với)(?:\s+(?:được|thêm))?\s*$", _I)
_STATIVE = regex.compile(r"(?<!\p{L})(?:được|đủ|có|đạt|phải|đều|bảo\s+đảm|đảm\s+bảo|không\s+(?:có|còn))(?!\p{L})", _I)
_HOLDS = regex.compile(r"(?<!\p{L})(?:có|đạt|với)(?!\p{L})", _I)
_TAIL_WORD = regex.compile(r"\s*(?!(?:so\s+với|vào|trở\s+lên|trở\s+xuống|mỗi|hằng|hàng|trong|đến|năm|và|hoặc|tại|theo|của|gắn|nhằm|để|góp)(?!\p{L}))\p{L}", _I)
_BREAK = regex.compile(r"[,;]\s*|\s(?=(?:và|trong\s+đó|đồng\s+thời)\s)", _I)
_RESTART = regex.compile(r"(?:[,;:]\s*|\s(?=và\s))(?=(?:trong\s+đó|và\s+góp\s+phần|góp\s+phần|quyết\s+tâm|phấn\s+đấu|đồng\s+thời|bảo\s+đảm|đảm\s+bảo|riêng|và\s+phấn\s+đấu)(?!\p{L}))", _I)
_ASIDE = regex.compile(
    r"\s*\([^()]*\)\s*$|\s*[,;]?\s*(?:,\s*(?:nhất\s+là|đặc\s+biệt|gắn\s+với|góp\s+phần|qua\s+đó|từ\s+đó|trong\s+đó|nhằm|phục\s+vụ|không\s+để|tránh|hạn\s+chế)(?!\p{L}).*)$", _I | regex.DOTALL
)
_BASELINE = regex.compile(
    r"\s*\(?,?\s*(?P<all>so\s+với\s+(?P<base>[^,;.()]{2,50}))|(?<!\p{L})từ\s+(?P<from>[\d.,]+\s*%?)\s*(?:[^\d,;]{0,25})$", _I
)
_UNIVERSAL = regex.compile(
    r"(?P<all>mọi|tất\s+cả|toàn\s+bộ|mỗi)(?!\p{L})\s+(?!(?:năm|tháng|quý|tuần|ngày|khi|đợt|lần|cuộc|nguồn\s+lực|quá\s+trình|hoạt\s+động|kỳ)(?!\p{L}))"
    r"(?:(?P<noun>[^,;.:]{2,160}?)\s(?P<verb>phải|được|có|đạt|bảo\s+đảm|đảm\s+bảo)|[^;.:]{2,250}?\sđều)(?!\p{L})",
    _I,
)
ALL = Quantity(value="100", unit="%", comparator="=")


class Piece(NamedTuple):
    """A stretch of the text that is part of an indicator."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """`quote` covers the statement's words; `indicator` the stretches that say what is measured; `nested` is the place,
    in the list that the statement is part of, of the one it qualifies, or None."""

    quantity: Found[Quantity]
    kind: Kind
    quote: Span
    indicator: tuple[Piece, ...]
    change: Change
    baseline: str | None = None
    nested: int | None = None


def read(key: str, sentence: Span, quantities: Sequence[Found[Quantity]], times: Sequence[Span]) -> list[Statement]:
    """The statements of a sentence in reading order. `quantities` and `times` are those that lie in it."""
    clauses = _clauses(key, sentence, list(quantities), times)
    found: list[Statement] = []
    for clause in clauses:
        found.append(_statement(key, clause, times, found))
    found = _share_predicate(key, found)
    taken = [u for u in universals(key, sentence) if not any(_counts(s) and s.quote.overlaps(u.quote) for s in found)]
    kept = [s for s in found if not any(u.quote.contains(s.quantity.span) for u in taken)]
    return [*kept, *taken]


def _counts(s: Statement) -> bool:
    """Whether a number says more than "one each", which is what "mỗi xã có một …" comes to."""
    return s.quantity.value.value != "1"


class _Clause(NamedTuple):
    """A quantity with the stretch it speaks in; `inside` where that is the tail of the one before."""

    quantity: Found[Quantity]
    start: int
    end: int
    inside: bool
    kind: Kind


def _clauses(key: str, sentence: Span, quantities: list[Found[Quantity]], times: Sequence[Span]) -> list[_Clause]:
    out: list[_Clause] = []
    start = sentence.start
    for i, q in enumerate(quantities):
        inside = False
        if out:
            last = out[-1]
            cut = _boundary(key, last, q, times)
            if cut is None and _is_subject_part(key, last, q):
                out.pop()
                start = last.start
                inside = last.inside
            elif cut is None:
                start, inside = last.quantity.span.end, True
            else:
                out[-1] = last._replace(end=cut)
                start = cut
        end = sentence.end
        begin = _restart(key, start, q.span.start)
        out.append(_Clause(q, begin, end, inside, _kind(key, begin, q, times)))
    return out


def _restart(key: str, start: int, end: int) -> int:
    """Where the words that belong to the number begin: after ", trong đó", ", phấn đấu" where more words follow."""
    for m in reversed(list(_RESTART.finditer(key, start, end))):
        if opened(key, Span(m.end(), end), []).start < end or key[m.end() : end].strip():
            return m.end()
    return start


def _boundary(key: str, last: _Clause, q: Found[Quantity], times: Sequence[Span]) -> int | None:
    """Where the clause of the quantity before ends, None where `q` stands within it."""
    start, end = last.quantity.span.end, q.span.start
    between = key[start:end]
    if _leads_number(key, start, q, times):
        breaks = list(_BREAK.finditer(key, start, end))
        return breaks[-1].start() if breaks and _is_light(key, breaks[-1].end(), end, times) else end
    restarts = list(_RESTART.finditer(key, start, end))
    if restarts:
        return restarts[-1].start()
    if ":" in between or ";" in between:
        return start + max(between.rfind(":"), between.rfind(";")) + 1
    if last.kind in ("subject-first", "change"):
        first = _BREAK.search(key, start, end)
        return first.start() if first else None
    nominal = [m for m in _BREAK.finditer(key, start, end) if _NOMINAL.match(key, m.end())]
    return nominal[0].start() if nominal else None


def _leads_number(key: str, start: int, q: Found[Quantity], times: Sequence[Span]) -> bool:
    """Whether nothing but connectors and effort words stands between a break and the number, and words follow it."""
    if not _TAIL_WORD.match(key, q.span.end):
        return False
    breaks = list(_BREAK.finditer(key, start, q.span.start))
    return bool(breaks) and _is_light(key, breaks[-1].end(), q.span.start, times)


def _is_light(key: str, start: int, end: int, times: Sequence[Span]) -> bool:
    words = Span(start, end)
    attain = _ATTAIN.search(key, start, end)
    if attain:
        words = Span(start, attain.start())
    left = opened(key, words, list(times))
    return left.start >= left.end or _HAVING.fullmatch(key, left.start, left.end) is not None


def _is_subject_part(key: str, last: _Clause, q: Found[Quantity]) -> bool:
    """Whether the number before is part of the subject of this one: "Dân số từ 15 tuổi trở lên … đạt 95%"."""
    attains = _ATTAIN.search(key, last.quantity.span.end, q.span.start) is not None
    attained = _ATTAIN.search(key, last.start, last.quantity.span.start) is not None
    plain = last.kind == "verb-first" or (last.kind == "subject-first" and not attained)
    return plain and (attains or last.quantity.value.unit is None)


def _kind(key: str, start: int, q: Found[Quantity], times: Sequence[Span]) -> Kind:
    end = q.span.start
    if _change(key, start, q) not in ("reach", "maintain"):
        return "change"
    if _is_light(key, start, end, times) or (_HAVING.search(key, start, end) and _TAIL_WORD.match(key, q.span.end)):
        return "number-first"
    last_break = max((m.end() for m in _BREAK.finditer(key, start, end)), default=start)
    if _TAIL_WORD.match(key, q.span.end) and last_break > start and _is_light(key, last_break, end, times):
        return "number-first"
    if _ATTAIN.search(key, start, end) or key[start:end].rstrip().endswith(":"):
        return "subject-first"
    if _NOMINAL.match(key, opened(key, Span(start, end), list(times)).start):
        return "subject-first"
    return "verb-first"


def _change(key: str, start: int, q: Found[Quantity]) -> Change:
    """What the number does to the indicator; a state reached unless a verb of change governs it."""
    m = _CHANGE.search(key, start, q.span.start)
    if m and not _REACHING.search(m["rest"]) and not _names_pace(key, start, m):
        if _RATE_WORDS.match(m["rest"]) or (len(m["rest"].split()) <= 8 and not _ATTAIN.search(m["rest"])):
            return "increase_by" if m["up"] else "decrease_by"
    return "maintain" if _MAINTAIN.search(key, start, q.span.start) else "reach"


def _names_pace(key: str, start: int, m: regex.Match[str]) -> bool:
    """ "tốc độ tăng trưởng … đạt 8%" is a state reached; "tốc độ tăng bình quân 5%/năm" is a change."""
    grows = m[0].lower().startswith("tăng trưởng")
    return (grows and "/năm" not in key[m.end() : m.end() + 16]) or bool(_PACE.search(key, start, m.end()) and "đạt" in m["rest"])


def _statement(key: str, clause: _Clause, times: Sequence[Span], before: Sequence[Statement]) -> Statement:
    q = clause.quantity
    tail = _trim(key, Span(q.span.end, clause.end), times)
    change = _change(key, clause.start, q)
    subject = _subject(key, clause, times)
    nested = len(before) - 1 if clause.inside and before else None
    quote_start, pieces = _parts(key, clause, subject, tail, times)
    if not pieces and before:
        pieces = before[-1].indicator
    base = _baseline(key, clause)
    end = max(tail.end if pieces and pieces[-1].end == tail.end else q.span.end, q.span.end)
    statement = Statement(q, clause.kind, Span(quote_start, end), tuple(pieces), change, base, nested)
    return replace(statement, quote=Span(min(quote_start, q.span.start), max(end, _quote_end(key, clause))))


def _quote_end(key: str, clause: _Clause) -> int:
    return closed(key, Span(clause.quantity.span.end, clause.end), []).end


def _parts(
    key: str, clause: _Clause, subject: Span, tail: Span, times: Sequence[Span]
) -> tuple[int, list[Piece]]:
    """Where the quote starts, and the stretches of the indicator."""
    q = clause.quantity.span
    counted = Span(_noun_start(key, clause.quantity), tail.end)
    if clause.kind == "number-first":
        return q.start, _pieces(key, counted, holes=times)
    if clause.kind == "change":
        return _change_parts(key, clause, tail, times)
    if clause.kind == "subject-first":
        return subject.start, _pieces(key, _without_change_verb(key, subject))
    return subject.start, _pieces(key, subject, counted, holes=times)


def _change_parts(key: str, clause: _Clause, tail: Span, times: Sequence[Span]) -> tuple[int, list[Piece]]:
    """ "tăng doanh thu 20%" → doanh thu; "giảm 30% thời gian" → thời gian; "số vụ … tăng 3%" → số vụ …"""
    m = _CHANGE.search(key, clause.start, clause.quantity.span.start)
    assert m is not None
    noun = closed(key, Span(m.start("rest"), m.end("rest")), [])
    if not _RATE_WORDS.match(m["rest"]) and noun.start < noun.end:
        start = m.start() if clause.inside else opened(key, Span(clause.start, m.start()), list(times)).start
        return start, _pieces(key, Span(noun.start + _blanks(key, noun), noun.end))
    before = closed(key, opened(key, Span(clause.start, m.start()), list(times)), list(times))
    if before.end - before.start > 2 and not clause.inside:
        pace = _PACE.search(key, clause.start, m.end())
        return before.start, _pieces(key, Span(before.start, m.end() if pace else before.end))
    return m.start(), _pieces(key, Span(_noun_start(key, clause.quantity), tail.end))


def _blanks(key: str, span: Span) -> int:
    words = key[span.start : span.end]
    return len(words) - len(words.lstrip())


def _subject(key: str, clause: _Clause, times: Sequence[Span]) -> Span:
    """The words before the number, without what opens them and without the verb that attains it."""
    end = clause.quantity.span.start
    attain = _ATTAIN.search(key, clause.start, end) if clause.kind == "subject-first" else None
    start = clause.start
    if clause.inside and clause.kind == "verb-first":
        start = max((m.end() for m in _HOLDS.finditer(key, start, end)), default=start)
    words = opened(key, Span(start, attain.start() if attain else end), list(times))
    return closed(key, words, list(times))


def _without_change_verb(key: str, subject: Span) -> Span:
    """ "Giảm tỷ lệ X đạt mức …": the indicator is "tỷ lệ X"."""
    m = regex.match(r"(?:tăng|giảm|nâng|hạ|duy trì|nâng cao)\s+(?=tỷ|tỉ|số|mức|thu|chỉ)", key[subject.start : subject.end], _I)
    return Span(subject.start + m.end(), subject.end) if m else subject


def _noun_start(key: str, quantity: Found[Quantity]) -> int:
    """Where the counted noun begins: at the unit of a count ("20 tập dữ liệu"), after a share ("70% cơ quan")."""
    unit = quantity.value.unit
    if unit is None or unit.startswith("%") or unit in ("VND", "USD") or "/" in unit:
        return quantity.span.end
    at = key.lower().rfind(unit.split(",")[0], quantity.span.start, quantity.span.end + len(unit))
    return at if at > quantity.span.start else quantity.span.end


def _trim(key: str, tail: Span, times: Sequence[Span]) -> Span:
    """The words after the number up to where they stop saying what is measured."""
    stripped = closed(key, tail, list(times))
    aside = _ASIDE.search(key, stripped.start, stripped.end)
    while aside and aside.start() > stripped.start:
        stripped = closed(key, Span(stripped.start, aside.start()), list(times))
        aside = _ASIDE.search(key, stripped.start, stripped.end)
    return stripped


def _pieces(key: str, *spans: Span, holes: Sequence[Span] = ()) -> list[Piece]:
    out = []
    for span in (part for span in spans for part in _around(span, holes)):
        words = key[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip(" ,;:-"))
        end = span.start + len(words.rstrip(" ,;:.-\n"))
        if start < end:
            out.append(Piece(start, end))
    return out


def _around(span: Span, holes: Sequence[Span]) -> list[Span]:
    """The parts of `span` outside `holes`."""
    parts: list[Span] = []
    start = span.start
    for hole in holes:
        if span.start <= hole.start and hole.end <= span.end:
            parts.append(Span(start, hole.start))
            start = hole.end
    return [*parts, Span(start, span.end)]


def _baseline(key: str, clause: _Clause) -> str | None:
    after = _BASELINE.match(key, clause.quantity.span.end, clause.end)
    if after and after["base"]:
        return " ".join(after["base"].split())
    before = _BASELINE.search(key, clause.start, clause.quantity.span.start)
    return before["from"].strip() if before and before["from"] else None


def _share_predicate(key: str, found: list[Statement]) -> list[Statement]:
    """ "80% A và 100% B đủ điều kiện C": the predicate holds for A too; nested numbers leave their host's indicator."""
    out: list[Statement] = []
    for i, s in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if following and following.nested == i:
            s = replace(s, indicator=_without(s.indicator, following.quantity.span), quote=s.quote)
        elif following and s.kind == following.kind == "number-first" and s.indicator and following.indicator:
            s = _with_predicate(key, s, following)
        out.append(s)
    return out


def _without(pieces: Sequence[Piece], hole: Span) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for piece in pieces:
        if piece.start < hole.start < piece.end:
            out.append(Piece(piece.start, hole.start))
            if hole.end < piece.end:
                out.append(Piece(hole.end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def _with_predicate(key: str, s: Statement, following: Statement) -> Statement:
    last = s.indicator[-1]
    joined = regex.fullmatch(r"\s*(?:,|và|cùng|hoặc)*\s*", key[last.end : following.quantity.span.start], _I)
    if not joined or _STATIVE.search(key, last.start, last.end):
        return s
    theirs = following.indicator[-1]
    verb = _STATIVE.search(key, theirs.start, theirs.end)
    return replace(s, indicator=(*s.indicator, Piece(verb.start(), theirs.end))) if verb else s


def universals(key: str, sentence: Span) -> list[Statement]:
    """ "Mọi hồ sơ đều được số hóa", "Mỗi người dân có một tài khoản": a share of 100 % said in words."""
    words = opened(key, sentence, [])
    starts = [words.start, *(opened(key, Span(m.end(), sentence.end), []).start for m in _BREAK.finditer(key, words.start, sentence.end))]
    for start in dict.fromkeys(starts):
        m = _UNIVERSAL.match(key, start, sentence.end)
        if m:
            tail = _trim(key, Span(m.end("all"), sentence.end), [])
            found = Found(ALL, Span(*m.span("all")), "universal", m["all"])
            return [Statement(found, "universal", Span(m.start(), tail.end), tuple(_pieces(key, tail)), "reach")]
    return []
