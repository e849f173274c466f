"""A sentence and the quantities in it to statements: what is measured, by which change, in which words.

A statement is number-first ("70% cơ quan báo chí đưa …"), subject-first ("Tỷ lệ hộ nghèo còn dưới 1%"), a change ("tăng
doanh thu tối thiểu 20%", "giảm 30% thời gian …"), verb-first ("Đào tạo 1000 chuyên gia …") or universal ("Mọi hồ sơ đều
được số hóa"). A number inside another statement's subject ("Dân số từ 15 tuổi trở lên có tài khoản đạt 95%") is none;
one inside its tail is nested ("30% cơ quan tăng doanh thu tối thiểu 20%").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.clauses import closed, opened
from extractor.model import Change, Found, Quantity, Span
from extractor.recognize import within
from extractor.targets.changes import baseline, without_starts
from extractor.targets.division import Clause, Kind, divide
from extractor.targets.indicators import Piece, parts, pieces_of, subject_of, trimmed
from extractor.targets.phrases import (
    ALL_OF,
    ATTAIN,
    BREAK,
    BREAKDOWN,
    DURATIONS,
    LESSONS,
    OBJECT_OF_ALL,
    STATIVE,
    UNIVERSAL,
    WITH,
)

GRADES = frozenset({"mức độ", "cấp độ", "sao"})
LONGEST = 600  # characters of a clause on either side of its number that can say what it measures
ALL = Quantity(value="100", unit="%", comparator="=")


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
    found = _counted(key, sentence, quantities, times) if quantities else []
    if ALL_OF.search(key, sentence.start, sentence.end) is None:
        return found
    taken = [
        u for u in universals(key, sentence, times) if not any(_counts(s) and s.quote.overlaps(u.quote) for s in found)
    ]
    kept = [s for s in found if not any(u.quote.contains(s.quantity.span) for u in taken)]
    return [*kept, *taken]


def may_state(key: str, span: Span, quantities: Sequence[Found[Quantity]]) -> bool:
    """Whether anything can be stated in `span`, a number or a share of all; most of a text holds neither."""
    return bool(within(quantities, span)) or ALL_OF.search(key, span.start, span.end) is not None


def _counted(key: str, sentence: Span, quantities: Sequence[Found[Quantity]], times: Sequence[Span]) -> list[Statement]:
    stated = [q for q in without_starts(key, quantities) if not _qualifies(key, sentence, q)]
    found: list[Statement] = []
    for clause in divide(key, sentence, stated, times):
        found.append(_statement(key, clause, times, found))
    return _named(key, _share_predicate(key, found))


def _counts(s: Statement) -> bool:
    """Whether a number is counted in digits; "mỗi xã có một …" comes to a share of all."""
    return any(char.isdigit() for char in s.quantity.text)


def _qualifies(key: str, sentence: Span, q: Found[Quantity]) -> bool:
    """Whether a number only says more of what another one counts, or is the base of a rate ("kg/10 quả")."""
    if key[max(0, q.span.start - 2) : q.span.start].rstrip().endswith("/"):
        return True
    return _is_duration(key, q) or _is_aside(key, sentence, q) or _is_grade(key, sentence, q)


def _is_grade(key: str, sentence: Span, q: Found[Quantity]) -> bool:
    """A level or a pace within the words that another number counts: "100% xã đạt chuẩn phổ cập mức độ 3", "100%
    học sinh học 2 buổi/ngày"."""
    if q.value.unit not in GRADES | LESSONS or ATTAIN.search(key, max(0, q.span.start - 20), q.span.start):
        return False
    clause = max(key.rfind(mark, sentence.start, q.span.start) for mark in ",;:")
    return any(char.isdigit() for char in key[max(clause, sentence.start, q.span.start - LONGEST) : q.span.start])


def _is_duration(key: str, q: Found[Quantity]) -> bool:
    """A length of time or an age that nothing attains: "bình quân 4 năm", "từ 15 tuổi trở lên"."""
    if q.value.unit not in DURATIONS or q.value.comparator in ("<=", "<"):
        return False
    return ATTAIN.search(key, max(0, q.span.start - 20), q.span.start) is None


def _is_aside(key: str, sentence: Span, q: Found[Quantity]) -> bool:
    """A number in brackets that comment on a number before them; a breakdown "(gồm …)" is none."""
    start = max(sentence.start, q.span.start - LONGEST)
    bracket = key.rfind("(", start, q.span.start)
    if bracket < 0 or key.find(")", bracket, q.span.start) >= 0 or BREAKDOWN.match(key, bracket):
        return False
    return any(char.isdigit() for char in key[start:bracket])


def _statement(key: str, clause: Clause, times: Sequence[Span], before: Sequence[Statement]) -> Statement:
    q = clause.quantity
    reach = min(clause.end, q.span.end + LONGEST)
    tail = trimmed(key, Span(q.span.end, reach), times)
    subject = subject_of(key, clause, times)
    nested = len(before) - 1 if clause.inside and before else None
    quote_start, pieces = parts(key, clause, subject, tail, times)
    if not pieces and before:
        pieces = list(before[-1].indicator)
    base = baseline(key, clause.start, q, reach)
    said = tail.end if pieces and pieces[-1].end == tail.end else q.span.end
    end = max(said, q.span.end, closed(key, Span(q.span.end, reach)).end)
    quote = Span(min(quote_start, q.span.start), end)
    return Statement(q, clause.kind, quote, tuple(pieces), clause.change, base, nested)


def _named(key: str, found: Sequence[Statement]) -> list[Statement]:
    """A bare number takes the indicator of the statement beside it with the same unit: "năm 2026 đạt 50%, năm 2030 đạt
    80% dân số …", "30 doanh nghiệp công nghệ …, đến năm 2035 có 50 doanh nghiệp"."""
    out = list(found)
    for i, s in enumerate(found):
        if says_nothing(key, s):
            beside = [*reversed(out[:i]), *out[i + 1 :]]
            other = next(
                (o for o in beside if o.quantity.value.unit == s.quantity.value.unit and not says_nothing(key, o)),
                None,
            )
            out[i] = replace(s, indicator=other.indicator, change=_shared_change(s, other)) if other else s
    return out


def says_nothing(key: str, s: Statement) -> bool:
    words = " ".join(key[p.start : p.end] for p in s.indicator).lower()
    return words in ("", (s.quantity.value.unit or "").lower())


def _shared_change(s: Statement, other: Statement) -> Change:
    return (
        other.change
        if s.change == "reach" and other.change != "reach" and "/" in (s.quantity.value.unit or "")
        else s.change
    )


def _share_predicate(key: str, found: list[Statement]) -> list[Statement]:
    """ "80% A và 100% B đủ điều kiện C": the predicate holds for A too; nested numbers leave their host's indicator."""
    out: list[Statement] = []
    for i, s in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if following and following.nested == i:
            s = replace(s, indicator=_without(key, s.indicator, following.quantity.span), quote=s.quote)
        elif following and s.kind == following.kind == "number-first" and s.indicator and following.indicator:
            s = _with_predicate(key, s, following)
        out.append(s)
    return out


def _without(key: str, pieces: Sequence[Piece], hole: Span) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for piece in pieces:
        if piece.start < hole.start < piece.end:
            beside = WITH.match(key, piece.start, hole.start)
            out.append(Piece(piece.start, beside.start() if beside else hole.start))
            if hole.end < piece.end and not beside:
                out.append(Piece(hole.end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def _with_predicate(key: str, s: Statement, following: Statement) -> Statement:
    last = s.indicator[-1]
    joined = regex.fullmatch(
        r"\s*(?:,|và|cùng|hoặc)*\s*", key[last.end : following.quantity.span.start], regex.IGNORECASE
    )
    if not joined or STATIVE.search(key, last.start, last.end):
        return s
    theirs = following.indicator[-1]
    verb = STATIVE.search(key, theirs.start, theirs.end)
    return replace(s, indicator=(*s.indicator, Piece(verb.start(), theirs.end))) if verb else s


def universals(key: str, sentence: Span, times: Sequence[Span] = ()) -> list[Statement]:
    """ "Mọi hồ sơ đều được số hóa", "Mỗi người dân có một tài khoản": a share of 100 % said in words."""
    words = opened(key, sentence, times)
    starts = [
        words.start,
        *(
            opened(key, Span(m.end(), sentence.end), times).start
            for m in BREAK.finditer(key, words.start, sentence.end)
        ),
    ]
    for start in dict.fromkeys(starts):
        m = UNIVERSAL.match(key, start, sentence.end) or OBJECT_OF_ALL.match(key, start, sentence.end)
        if m:
            tail = trimmed(key, Span(m.end("all"), sentence.end), times)
            found = Found(ALL, Span(*m.span("all")), "universal", m["all"])
            verb = [Span(m.start(), m.start("all"))] if m.start("all") > m.start() else []
            pieces = tuple(pieces_of(key, *verb, tail, holes=times))
            return [Statement(found, "universal", Span(m.start(), tail.end), pieces, "reach")]
    return []
