"""A stretch of words to the bodies that it puts under a duty: its subject ("Sở Y tế chủ trì, phối hợp với …"), its heading
("Giao Sở Y tế:"), and the bodies that take part.

Guarantees: a body counts only where the words beside it say so; bodies that are helped, reported to or directed do not;
looking up takes time that depends on the stretch, not on the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import regex

from extractor.model import Body, Found, Span
from extractor.recognize import within
from extractor.resolve import Reading
from extractor.rules import roles
from extractor.rules.body_verbs import VERBS
from extractor.rules.roles import Part

Bodies = tuple[Found[Body], ...]
Form = Literal["heading", "subject", "role"]

_END = r"(?![\p{L}\d])"
_AREA = (
    r"(?:\s+(?:(?:của|thuộc|trên|tại|ở)\s+)?(?:(?:toàn\s+)?(?:tỉnh|thành\s+phố|địa\s+bàn|địa\s+phương|cấp\s+(?:tỉnh|xã))|có\s+liên\s+quan|"
    rf"liên\s+quan|trực\s+thuộc|đóng\s+trên\s+địa\s+bàn|theo\s+quy\s+định){_END})*"
)
_BRACKETS = r"(?:\s*\([^()]{0,120}\))?"
_TAIL = regex.compile(rf"{_AREA}{_BRACKETS}{_AREA}", regex.IGNORECASE)
_JOIN = regex.compile(rf"(?:\s*[,;]\s*(?:và\s+)?|\s*-\s*|\s+(?:và|cùng(?:\s+với)?|hoặc)\s+|\s*/\s*){_BRACKETS}", regex.IGNORECASE)
_SKIP = regex.compile(r"[\s\"'*(\[+\-:]*(?:(?:đồng\s+thời|ngoài\s+ra|riêng|đối\s+với|trong\s+đó)[\s,:]+)?", regex.IGNORECASE)
_HEADS = regex.compile(
    r"(?:(?:về\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ(?:\s+cụ\s+thể)?)\s+(?:của|đối\s+với)|đối\s+với|phân\s+công|giao)?\s*", regex.IGNORECASE
)
_OPENER = regex.compile(
    r"(?:căn\s+cứ|trên\s+cơ\s+sở|sau\s+khi|trong\s+(?:quá\s+trình|thời\s+gian)|quá\s+trình|định\s+kỳ|hàng|hằng|để|khi|nếu|trước|từ|"
    r"đến|theo|về|chậm\s+nhất|nhằm|ngay|với|ngoài|trong|thực\s+hiện|nguồn|trên\s+đây|chủ\s+tịch|thủ\s+tướng|giám\s+đốc)"
    rf"{_END}",
    regex.IGNORECASE,
)
_MORE_VERBS = (
    r"nghiên\s+cứu|quản\s+lý|phát\s+triển|đầu\s+tư|hỗ\s+trợ|chú\s+trọng|xuất\s+cấp|sử\s+dụng|giám\s+sát|quyết\s+liệt|tự\s+|"
    r"kiện\s+toàn|củng\s+cố|thống\s+nhất|chấp\s+hành|nêu\s+cao|làm\s+tốt|thống\s+kê|dự\s+toán|tập\s+huấn|đào\s+tạo|phải|cần|"
    r"bảo\s+vệ|thúc\s+đẩy|tự\s+giác|rà\s+soát|trích|thành\s+lập|sớm|nhanh\s+chóng|làm\s+đầu\s+mối|là\s+(?:cơ\s+quan|đơn\s+vị|đầu\s+mối|lực\s+lượng)"
)
_ACTS = regex.compile(
    rf"(?:{_AREA}{_BRACKETS}\s*[,:]?\s*(?:(?:theo|căn\s+cứ|trên\s+cơ\s+sở|tùy\s+theo|với|bằng)\s[^.;:]{{0,160}}?[\s,]+)?)"
    rf"(?:(?:đồng\s+thời|trực\s+tiếp|cũng|đều|sẽ|cùng)\s+)?(?P<verb>{VERBS}|{_MORE_VERBS}){_END}",
    regex.IGNORECASE,
)
_NO_DUTY = regex.compile(
    r"(?:\s*,?\s*)(?:đã|được|đạt|chiếm|bị|có\s+(?!trách\s+nhiệm|nhiệm\s+vụ|kế\s+hoạch|biện\s+pháp|giải\s+pháp|cơ\s+chế|phương\s+án)|"
    rf"đang|chưa|không\s+(?!để)|tăng{_END}(?!\s+cường)|giảm|gồm|bao\s+gồm){_END}",
    regex.IGNORECASE,
)
_FAR = 110  # letters between a subject and its "có trách nhiệm"
_CLAUSE = regex.compile(r"[.;:,]")
_BY = regex.compile(rf"(?<!\p{{L}})do{_END}\s+", regex.IGNORECASE)
_LAST_BRACKET = regex.compile(r"\((?P<inner>[^()]{4,240})\)\s*[.;,/]*\s*$")
_OWN_END = regex.compile(r"[\s:.;,)\]\"*]*$")
_CHAIRS = regex.compile(rf"\s*(?:là\s+\S+\s+\S+\s+)?chủ\s+trì(?=\s*(?:[.,;)]|$|và\b|phối|thực\s+hiện))", regex.IGNORECASE)
_LEADS = regex.compile(rf"\s*(?:là\s+)?(?:chủ\s+trì|thực\s+hiện|chịu\s+trách\s+nhiệm|đầu\s+mối|phụ\s+trách){_END}", regex.IGNORECASE)


class Run(NamedTuple):
    """Bodies that stand side by side in one list; `end` is after the last one's words."""

    bodies: Bodies
    end: int


class Opening(NamedTuple):
    """How a stretch begins. `form` is "heading" where it only names bodies, "subject" where they go on to act, "role"
    where it only says how ("Chủ trì, phối hợp với …") and leaves the subject to the heading above.

    `asked` tells whether the bodies are given, asked or told to act; `rest` is where the action's words begin.
    """

    form: Form
    lead: Bodies
    support: Bodies
    rest: int
    asked: bool = False
    rule: str = "subject"


@dataclass(frozen=True)
class Parties:
    """A Reading with the places of its bodies and role words at hand."""

    reading: Reading

    @cached_property
    def words(self) -> tuple[Found[Part], ...]:
        return tuple(roles.find(self.reading.document.key))

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {f.span.start: i for i, f in enumerate(self.reading.values.bodies)}

    @property
    def key(self) -> str:
        return self.reading.document.key

    def role_words(self, span: Span, *parts: Part) -> list[Found[Part]]:
        return [f for f in within(self.words, span) if f.value in parts]

    def run(self, at: int, end: int) -> Run | None:
        """The list of bodies that begins at `at`, up to `end` at most."""
        first = self._starts.get(at)
        if first is None:
            return None
        bodies = self.reading.values.bodies
        found = [bodies[first]]
        for following in bodies[first + 1 :]:
            if following.span.end > end or not self._joined(found[-1].span.end, following.span.start):
                break
            found.append(following)
        last = found[-1].span.end
        return Run(tuple(found), last) if last <= end else None

    def _joined(self, end: int, start: int) -> bool:
        if start - end > 200:
            return False
        tail = _TAIL.match(self.key, end, start)
        return _JOIN.fullmatch(self.key, tail.end() if tail else end, start) is not None

    def named(self, span: Span) -> Bodies:
        """The bodies of a list that fills `span`, those in brackets left out."""
        found = within(self.reading.values.bodies, span)
        return tuple(f for f in found if not _bracketed(self.key, span.start, f.span.start))

    def support(self, span: Span) -> Bodies:
        """The bodies that take part: those right after "phối hợp với"."""
        found: list[Found[Body]] = []
        for word in self.role_words(span, "support"):
            run = self.run(_skip_blanks(self.key, word.span.end), span.end)
            if run is not None and not _is_office(self.key, word.span.start):
                found.extend(run.bodies)
        return tuple(found)

    def opening(self, span: Span) -> Opening | None:
        """How the words of `span` begin, None where they name no body as their subject and no role."""
        at = _skip(self.key, span)
        return (
            self._whole(at, span)
            or self._subject(at, span)
            or self._role(at, span)
            or self._later_subject(at, span)
            or self._bracket(span)
            or self._agent(span)
        )

    def _whole(self, at: int, span: Span) -> Opening | None:
        """A heading: bodies and nothing else."""
        asked = self._asked(at, span)
        m = _HEADS.match(self.key, at, span.end)
        starts = [asked, m.end() if m else at, at]
        for start in starts:
            run = self.run(start, span.end) if start is not None else None
            if run and self._ends(run.end, span.end) and not self.key[at : run.end].lower().startswith("tổ chức,"):
                return Opening("heading", run.bodies, (), run.end, asked is not None, "heading-body")
        return None

    def _asked(self, at: int, span: Span) -> int | None:
        """Where the bodies begin after a word that asks or tells them, None where no such word stands at `at`."""
        i = bisect_left(self.words, at, key=lambda f: f.span.start)
        if i < len(self.words) and self.words[i].span.start == at and self.words[i].value == "assign":
            return _skip_blanks(self.key, self.words[i].span.end)
        return None

    def _ends(self, at: int, end: int) -> bool:
        tail = _TAIL.match(self.key, at, end)
        return _OWN_END.fullmatch(self.key, tail.end() if tail else at, end) is not None

    def _subject(self, at: int, span: Span) -> Opening | None:
        asked = self._asked(at, span)
        run = self.run(asked if asked is not None else at, span.end)
        if run is None:
            return None
        told = self._asked(_skip_blanks(self.key, run.end), span)
        others = self.run(told, span.end) if told is not None else None
        if others is not None:
            return self._opened(others, span, True)
        if asked is None and (_NO_DUTY.match(self.key, run.end, span.end) or not self._acts(run.end, span)):
            return None
        return self._opened(run, span, asked is not None)

    def _acts(self, at: int, span: Span) -> bool:
        if _ACTS.match(self.key, at, span.end):
            return True
        duty = self.role_words(Span(at, min(at + _FAR, span.end)), "lead")
        return bool(duty) and not _CLAUSE.search(self.key, at, duty[0].span.start)

    def _opened(self, run: Run, span: Span, asked: bool, *, rest: int | None = None) -> Opening:
        return Opening("subject", run.bodies, (), self.action(run.end, span) if rest is None else rest, asked)

    def action(self, at: int, span: Span) -> int:
        """Where the action begins after its subject: behind the role words and the bodies that take part."""
        tail = _TAIL.match(self.key, at, span.end)
        at = tail.end() if tail else at
        while True:
            at = _skip_joints(self.key, at, span.end)
            i = bisect_left(self.words, at, key=lambda f: f.span.start)
            if i == len(self.words) or self.words[i].span.start != at or self.words[i].span.end > span.end:
                return at
            after = _skip_blanks(self.key, self.words[i].span.end)
            run = self.run(after, span.end) if self.words[i].value == "support" else None
            if self.words[i].value not in ("lead", "support") or (self.words[i].value == "support" and run is None):
                return at
            at = run.end if run else after

    def _role(self, at: int, span: Span) -> Opening | None:
        """ "Chủ trì, phối hợp với A, B:" and nothing else."""
        words = self.role_words(Span(at, span.end), "support")
        if not words or words[0].span.start - at > 25:
            return None
        run = self.run(_skip_blanks(self.key, words[0].span.end), span.end)
        if run is None or not self._ends(run.end, span.end):
            return None
        return Opening("role", (), run.bodies, run.end, False, "heading-role")

    def _later_subject(self, at: int, span: Span) -> Opening | None:
        """A subject behind an adverbial ("Căn cứ Kế hoạch này, các sở xây dựng …") or a topic ("Về …: giao Sở …")."""
        adverbial = _OPENER.match(self.key, at, span.end) is not None
        for word in self.role_words(span, "assign"):
            run = self.run(_skip_blanks(self.key, word.span.end), span.end)
            if run is not None and (adverbial or _after_break(self.key, span.start, word.span.start)):
                return self._opened(run, span, True, rest=span.start)
        if not adverbial:
            return None
        for body in within(self.reading.values.bodies, span):
            run = self.run(body.span.start, span.end)
            if run and _after_break(self.key, span.start, body.span.start) and self._is_told(run.end, span):
                return self._opened(run, span, False, rest=span.start)
        return None

    def _is_told(self, at: int, span: Span) -> bool:
        return self._acts(at, span) and not _NO_DUTY.match(self.key, at, span.end)

    def _bracket(self, span: Span) -> Opening | None:
        """ "… (Sở Y tế chủ trì, phối hợp với Sở Tài chính)." """
        m = _LAST_BRACKET.search(self.key, max(span.start, span.end - 260), span.end)
        if m is None:
            return None
        inner = Span(*m.span("inner"))
        at = inner.start + len(self.key[inner.start : inner.end]) - len(self.key[inner.start : inner.end].lstrip())
        by = _BY.match(self.key, at, inner.end)
        run = self.run(by.end() if by else at, inner.end)
        if run is None or not (_LEADS.match(self.key, run.end, inner.end)):
            return None
        return Opening("subject", run.bodies, self.support(inner), span.start, True, "bracket")

    def _agent(self, span: Span) -> Opening | None:
        """ "… do Sở Y tế chủ trì"."""
        for m in _BY.finditer(self.key, span.start, span.end):
            run = self.run(m.end(), span.end)
            if run and run.bodies[0].text[:1].isupper() and _CHAIRS.match(self.key, run.end, span.end):
                return Opening("subject", run.bodies, (), span.start, True, "agent")
        return None


def _skip(key: str, span: Span) -> int:
    m = _SKIP.match(key, span.start, span.end)
    return m.end() if m else span.start


def _skip_blanks(key: str, at: int) -> int:
    while at < len(key) and key[at] in " :":
        at += 1
    return at


def _skip_joints(key: str, at: int, end: int) -> int:
    m = regex.compile(r"(?:[\s,:;]|và\s)*").match(key, at, end)
    return m.end() if m else at


def _after_break(key: str, start: int, at: int) -> bool:
    """Whether `at` opens a clause: after a comma or colon, or nothing but blanks since `start`."""
    before = key[max(start, at - 3) : at].rstrip()
    return not before or before[-1] in ",:;."


def _bracketed(key: str, start: int, at: int) -> bool:
    return key.count("(", start, at) > key.count(")", start, at)


def _is_office(key: str, at: int) -> bool:
    return key[max(0, at - 8) : at].lower().endswith(("tổ ", "ban "))


def distinct(found: Sequence[Found[Body]], *, without: Sequence[Found[Body]] = ()) -> Bodies:
    """`found` without repeated names and without the bodies of `without`."""
    taken = {f.value.name.lower() for f in without}
    kept: list[Found[Body]] = []
    for f in found:
        name = f.value.name.lower()
        if name not in taken:
            taken.add(name)
            kept.append(f)
    return tuple(kept)
