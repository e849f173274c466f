"""How a stretch of words begins: with the bodies that it puts under a duty ("Sở Y tế chủ trì, phối hợp với …"), as
their heading ("Giao Sở Y tế:"), or with their part alone ("Chủ trì, phối hợp với …").

Guarantees: a body counts only where the words beside it say so; bodies that are helped, reported to or directed do not.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from extractor.model import Found, Span
from extractor.patterns import compiled
from extractor.rules.body_verbs import VERBS
from extractor.rules.roles import Part
from extractor.tasks.parties import AREA, BRACKETS, END, Bodies, Parties, Run, skip_blanks
from extractor.tasks.subjects import before_duty, behind, of_a_kind, taking_part
from extractor.tasks.unlisted import MORE_VERBS
from extractor.tasks.unlisted import RULE as BY_PLACE

Form = Literal["heading", "subject", "role"]

_SKIP = compiled(r"[\s\"'*(\[+\-:]*(?:(?:đồng\s+thời|ngoài\s+ra|riêng|đối\s+với|trong\s+đó)[\s,:]+)?", regex.IGNORECASE)
_HEADS = compiled(
    r"(?:(?:về\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ(?:\s+cụ\s+thể)?)\s+(?:của|đối\s+với)|đối\s+với|phân\s+công|giao)?\s*",
    regex.IGNORECASE,
)
_OPENER = compiled(
    r"(?:căn\s+cứ|trên\s+cơ\s+sở|sau\s+khi|trong\s+(?:quá\s+trình|thời\s+gian)|quá\s+trình|định\s+kỳ|hàng|hằng|để|"
    r"khi|nếu|trước|từ|đến|theo|về|chậm\s+nhất|nhằm|ngay|với|ngoài|trong|thực\s+hiện|nguồn|trên\s+đây|chủ\s+tịch|thủ\s+tướng|giám\s+đốc)"
    rf"{END}",
    regex.IGNORECASE,
)
_BY_RIGHT = (  # "Các sở căn cứ chức năng …": whoever acts by a right or a plan acts
    r"căn\s+cứ|trên\s+cơ\s+sở|trong\s+phạm\s+vi|tùy\s+theo|theo\s+(?:chức\s+năng|thẩm\s+quyền|nhiệm\s+vụ|phân\s+công)"
)
_ACTS = compiled(
    rf"(?:{AREA}{BRACKETS}\s*+(?:[,:]\s*+)?(?:khác\s*,?\s+)?(?:(?:theo|trong\s+phạm\s+vi|căn\s+cứ|trên\s+cơ\s+sở|tùy\s+theo|với|bằng)\s[^.;:]{{0,160}}?[\s,]+)?)"
    rf"(?:(?:đồng\s+thời|trực\s+tiếp|cũng|đều|sẽ|cùng)\s+)?(?P<verb>{VERBS}|{MORE_VERBS}|{_BY_RIGHT}){END}",
    regex.IGNORECASE,
)
_NO_DUTY = compiled(
    r"(?:\s*+(?:,\s*+)?)(?:đã|được|đạt|chiếm|bị|khuyến\s+khích|"
    r"có\s+(?!trách\s+nhiệm|nhiệm\s+vụ|kế\s+hoạch|biện\s+pháp|giải\s+pháp|cơ\s+chế|phương\s+án)|"
    rf"đang|chưa|không\s+(?!để)|tăng{END}(?!\s+cường)|giảm|gồm|bao\s+gồm){END}",
    regex.IGNORECASE,
)
_DIRECTS = compiled(r"\s*chỉ\s+đạo\s+", regex.IGNORECASE)
_NAMED = compiled(r"\s*:\s*\S")
_FAR = 110  # letters between a subject and its "có trách nhiệm"
_WINDOW = 500
_NEAR = 25  # letters before "phối hợp với" in a heading of a part alone
_LONGEST_BRACKET = 260
_CLAUSE = compiled(r"[.;:,]")
_JOINTS = compiled(r"(?:[\s,:;]|và\s)*")
_BOUND = compiled(
    rf"{AREA}\s*(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|chủ\s+trì|phải|cần){END}", regex.IGNORECASE
)
_OWNER = compiled(r"(?<!\p{L})(?:của|thuộc|tại)\s*$", regex.IGNORECASE)
_BY = compiled(rf"(?<!\p{{L}})do{END}\s+", regex.IGNORECASE)
_LAST_BRACKET = compiled(r"\((?P<inner>[^()]{4,240})\)\s*[.;,/]*\s*$")
_LABEL = compiled(r"yêu\s+cầu\s*:\s*\S", regex.IGNORECASE)  # "Yêu cầu: Các cơ quan …" heads requirements
_CHAIRS = compiled(r"\s*(?:là\s+\S+\s+\S+\s+)?chủ\s+trì(?=\s*(?:[.,;)]|$|và\b|phối|thực\s+hiện))", regex.IGNORECASE)
_TAKES_PART = compiled(r"\s(?:cùng\s+)?phối\s+hợp(?:\s+thực\s+hiện)?[\s.;,]*$", regex.IGNORECASE)
_LEADS = compiled(
    rf"\s*(?:là\s+)?(?:chủ\s+trì|thực\s+hiện|chịu\s+trách\s+nhiệm|đầu\s+mối|phụ\s+trách){END}", regex.IGNORECASE
)


_ALL = compiled(r"(?<!\p{L})(?:tất\s+cả|toàn\s+thể|mỗi|từng)$", regex.IGNORECASE)


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


def read_opening(parties: Parties, span: Span) -> Opening | None:
    """How the words of `span` begin, None where they name no body as their subject and no role."""
    at = _skip(parties.key, span)
    if not parties.bodies.within(span):  # all other ways to begin name a known body
        return _subject(parties, at, span) or _after_time(parties, at, span)
    return (
        _whole(parties, at, span)
        or _subject(parties, at, span)
        or _role(parties, at, span)
        or read_bracket(parties, span)
        or _after_time(parties, at, span)
        or _later_subject(parties, at, span)
        or _agent(parties, span)
    )


def _whole(parties: Parties, at: int, span: Span) -> Opening | None:
    """A heading: bodies and nothing else."""
    asked = _asked(parties, at)
    m = _HEADS.match(parties.key, at, span.end)
    starts = [asked, m.end() if m else at, at]
    for start in starts:
        run = parties.run(start, span.end) if start is not None else None
        if run and parties.ends(run.end, span.end) and not parties.key[at : run.end].lower().startswith("tổ chức,"):
            return Opening("heading", run.bodies, (), run.end, asked is not None, "heading-body")
    return None


def _asked(parties: Parties, at: int) -> int | None:
    """Where the bodies begin after a word that asks or tells them, None where no such word stands at `at`."""
    word = parties.word_at(at)
    if word is None or word.value != "assign" or _LABEL.match(parties.key, word.span.start):
        return None
    return skip_blanks(parties.key, word.span.end)


def _subject(parties: Parties, at: int, span: Span) -> Opening | None:
    asked = _asked(parties, at)
    start = asked if asked is not None else at
    listed = parties.run(start, span.end)
    run = before_duty(parties, start, span, asked=asked is not None) or listed
    if run is None or (asked is None and not _is_told(parties, run.end, span)):
        run = of_a_kind(parties, start, span) or run
    if run is None:
        return None
    told = _asked(parties, skip_blanks(parties.key, run.end))
    told = None if told is not None and _is_wished(parties, run.end) else told
    others = parties.run(told, span.end) if told is not None else None
    if others is not None:
        return _opened(parties, others, span, True)
    if asked is None and not _is_told(parties, run.end, span):
        return None
    opening = _opened(parties, _with_directed(parties, run, span), span, asked is not None)
    return opening if listed is not None else opening._replace(rule=BY_PLACE)


def _with_directed(parties: Parties, run: Run, span: Span) -> Run:
    """ "Sở Y tế chỉ đạo Bệnh viện tỉnh:" sets both to work on what follows."""
    m = _DIRECTS.match(parties.key, run.end, span.end)
    directed = parties.run(m.end(), span.end) if m else None
    if directed is None or not parties.ends(directed.end, span.end):
        return run
    return Run((*run.bodies, *directed.bodies), directed.end)


def _acts(parties: Parties, at: int, span: Span) -> bool:
    if _ACTS.match(parties.key, at, _near(at, span)) or _NAMED.match(parties.key, at, span.end):
        return True
    duty = parties.role_words(Span(at, min(at + _FAR, span.end)), "lead")
    return bool(duty) and not _CLAUSE.search(parties.key, at, duty[0].span.start)


def _opened(parties: Parties, run: Run, span: Span, asked: bool, *, rest: int | None = None) -> Opening:
    return Opening("subject", run.bodies, (), action_start(parties, run.end, span) if rest is None else rest, asked)


def action_start(parties: Parties, at: int, span: Span) -> int:
    """Where the action begins after its subject: behind the role words and the bodies that take part."""
    at = _skip_joints(parties.key, parties.tail(at, span.end), span.end)
    while (after := _after_part(parties, at, span)) is not None:
        at = _skip_joints(parties.key, after, span.end)
    return at


def _after_part(parties: Parties, at: int, span: Span) -> int | None:
    """Where the words after "chủ trì" or "phối hợp với …" go on; None where neither stands at `at`."""
    word = parties.word_at(at)
    if word is None or word.span.end > span.end or word.value not in ("lead", "support"):
        return None
    after = skip_blanks(parties.key, word.span.end)
    if word.value == "lead":
        return after
    run = parties.run(after, span.end) or behind(parties, after, span)
    return run.end if run else None


def _role(parties: Parties, at: int, span: Span) -> Opening | None:
    """ "Chủ trì, phối hợp với A, B", alone or with what the list below is about: "… triển khai:"."""
    words = parties.role_words(Span(at, span.end), "support")
    if not words or words[0].span.start - at > _NEAR:
        return None
    run = parties.run(skip_blanks(parties.key, words[0].span.end), span.end)
    if run is None or not (parties.ends(run.end, span.end) or _is_lead_in(parties.key, span)):
        return None
    return Opening("role", (), run.bodies, run.end, False, "heading-role")


def _is_lead_in(key: str, span: Span) -> bool:
    """Whether the words end with a colon: what they say of the part holds for the list below."""
    return key[max(span.start, span.end - 3) : span.end].rstrip(' "*').endswith(":")


def _after_time(parties: Parties, at: int, span: Span) -> Opening | None:
    """ "Trước ngày 30 tháng 11 năm 2026 các sở tổ chức …"."""
    time = parties.times.at(at)
    if time is None or time.span.end > span.end:
        return None
    opening = _subject(parties, _skip(parties.key, Span(time.span.end, span.end)), span)
    return opening._replace(rest=span.start) if opening is not None else None


def _later_subject(parties: Parties, at: int, span: Span) -> Opening | None:
    """A subject behind an adverbial ("Căn cứ Kế hoạch này, các sở xây dựng …") or a topic ("Về …: giao Sở …")."""
    adverbial = _OPENER.match(parties.key, at, span.end) is not None
    for word in parties.role_words(span, "assign"):
        run = parties.run(skip_blanks(parties.key, word.span.end), span.end)
        if run is not None and _is_directive(parties, word, span, adverbial):
            return _opened(parties, run, span, True, rest=span.start)
    if not adverbial:
        return None
    for body in parties.bodies.within(span):
        opens = _opens(parties.key, span.start, body.span.start, True) or _follows_time(parties, body.span.start, span)
        if not opens or parties.joins(body, _OWNER):
            continue
        run = parties.run(body.span.start, span.end)
        if run and _is_told(parties, run.end, span):
            return _opened(parties, run, span, False, rest=span.start)
    return None


def _follows_time(parties: Parties, at: int, span: Span) -> bool:
    """ "… trong năm 2026 | các ngành cần …"."""
    before = len(parties.key[span.start : at].rstrip()) + span.start
    return any(time.span.end == before for time in parties.times.within(Span(span.start, at)))


def _is_directive(parties: Parties, word: Found[Part], span: Span, adverbial: bool) -> bool:
    """Whether a word such as "giao" tells someone to act, rather than being what someone else does."""
    if word.text.lower().startswith(("khuyến", "mời")):
        return False
    someone_asks = adverbial and word.text.lower().startswith(("đề", "yêu"))
    return someone_asks or _opens(parties.key, span.start, word.span.start, adverbial)


def _is_wished(parties: Parties, at: int) -> bool:
    word = parties.word_at(skip_blanks(parties.key, at))
    return word is not None and word.text.lower().startswith(("khuyến", "mời"))


def _is_told(parties: Parties, at: int, span: Span) -> bool:
    return _acts(parties, at, span) and not _NO_DUTY.match(parties.key, at, _near(at, span))


def read_bracket(parties: Parties, span: Span) -> Opening | None:
    """ "… (Sở Y tế chủ trì, phối hợp với Sở Tài chính)." """
    near = max(span.start, span.end - _LONGEST_BRACKET)
    ends = parties.key[near : span.end].rstrip(" \n.;,/").endswith(")")
    m = _LAST_BRACKET.search(parties.key, near, span.end) if ends else None
    if m is None:
        return None
    inner = Span(*m.span("inner"))
    at = skip_blanks(parties.key, inner.start)
    by = _BY.match(parties.key, at, inner.end)
    run = parties.run(by.end() if by else at, inner.end)
    if run is None or not _LEADS.match(parties.key, run.end, inner.end):
        return None
    support = taking_part(parties, inner) or _joining(parties, Span(run.end, inner.end))
    return Opening("subject", run.bodies, support, span.start, True, "bracket")


def _joining(parties: Parties, span: Span) -> Bodies:
    """ "…, các xã phối hợp": the bodies before the last word of a bracket."""
    m = _TAKES_PART.search(parties.key, span.start, span.end)
    return parties.named(Span(span.start, m.start())) if m is not None else ()


def _agent(parties: Parties, span: Span) -> Opening | None:
    """ "… do Sở Y tế chủ trì"."""
    if not parties.says(("do ",), span.start, span.end):
        return None
    for m in _BY.finditer(parties.key, span.start, span.end):
        run = parties.run(m.end(), span.end)
        if run and run.bodies[0].text[:1].isupper() and _CHAIRS.match(parties.key, run.end, _near(run.end, span)):
            return Opening("subject", run.bodies, (), span.start, True, "agent")
    return None


def is_bound(key: str, opening: Opening) -> bool:
    """Whether words of duty follow the opening's bodies at once."""
    return bool(opening.lead) and _BOUND.match(key, opening.lead[-1].span.end) is not None


def _near(at: int, span: Span) -> int:
    """A little behind `at`: a pattern is looked for in no more words than it can take."""
    return min(span.end, at + _WINDOW)


def _skip(key: str, span: Span) -> int:
    m = _SKIP.match(key, span.start, span.end)
    return m.end() if m else span.start


def _skip_joints(key: str, at: int, end: int) -> int:
    m = _JOINTS.match(key, at, end)
    return m.end() if m else at


def _opens(key: str, start: int, at: int, comma: bool) -> bool:
    """Whether `at` opens a clause: after a colon, with `comma` after a comma too, or after nothing since `start`."""
    before = _ALL.sub("", key[max(start, at - 12) : at].rstrip()).rstrip()
    return not before or before[-1] in ":;." or (comma and before[-1] == ",")
