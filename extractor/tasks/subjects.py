"""The opening words of a statement to the bodies that act in it, where no list of names knows them all: what stands
before "có trách nhiệm", "chủ trì" or "phối hợp với", behind "giao" before any verb, and what opens with the kind of a
body ("Hội …", "Các trường …") before a verb.

Guarantees: None where the words do not open with a body; no verb stands among the bodies; each look takes time bounded
by the window.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Body, Found, Span
from extractor.patterns import compiled
from extractor.rules.body_verbs import VERBS
from extractor.tasks.parties import END, Bodies, Parties, Run, skip_blanks
from extractor.tasks.unlisted import KINDS, is_kind, members

_DUTY = (
    r"(?:(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|chủ\s+trì|làm\s+đầu\s+mối|phối\s+hợp\s+(?:với|cùng|chặt\s+chẽ)|"
    rf"là\s+(?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+trì|đầu\s+mối|thường\s+trực)){END}"
)
_DUTY_WORDS = ("trách nhiệm", "có nhiệm", "chủ trì", "đầu mối", "phối hợp", "thường trực")  # one stands in all _DUTY
_STATES = r"(?:gồm|bao\s+gồm|đạt|giảm|tăng(?!\s+cường)|được|có|không|chưa|đang|ra|đã|cố\s+tình|vi\s+phạm)"
_PLACES = r"địa\s+phương|ngành|cấp|quận|huyện|thị\s+xã|thị\s+trấn|xã|phường|chủ\s+(?:đầu\s+tư|dự\s+án|rừng|cơ\s+sở)|hộ"
_OF_A_KIND = compiled(
    rf"(?=(?-i:\p{{Lu}}))(?:(?:các|những|mỗi|từng|toàn\s+thể|tất\s+cả\s+các)\s+(?:{KINDS}|{_PLACES})|{KINDS}){END}",
    regex.IGNORECASE,
)
_ACT = compiled(
    rf"(?<![\p{{L}}\d])(?<!(?:ban|tổ|hội\sđồng)\s)(?:(?P<duty>{_DUTY})|(?P<state>{_STATES}{END})|(?!giúp\s+việc)(?:{VERBS}|giám\s+sát){END})",
    regex.IGNORECASE,
)
_NO_PART = compiled(  # words that no list of bodies holds
    rf"(?<!\p{{L}})(?:để|nhằm|cho|theo|là|do|đến|với|được|gắn|khi|nếu|mà|thì|lại|(?<!giúp\s)việc|như|hơn|nào|một|lĩnh\s+vực){END}",
    regex.IGNORECASE,
)
_STOP = compiled(r"[.;:()\n]")
_MOST_WORDS = 40
_WINDOW = 260


def before_duty(parties: Parties, at: int, span: Span, *, asked: bool) -> Run | None:
    """The bodies before words of duty; with `asked`, behind "giao", before any verb."""
    acts = asked or parties.says(_DUTY_WORDS, at, min(span.end, at + _WINDOW))
    if not acts or not parties.key[at : at + 1].isupper():
        return None
    act = _first_act(parties, at, span)
    if act is None or act["state"] or not (asked or act["duty"]):
        return None
    return _run(parties, at, act.start())


def of_a_kind(parties: Parties, at: int, span: Span) -> Run | None:
    """The bodies told by the kind of body that they open with, before a verb."""
    kind = parties.key[at : at + 1].isupper() and _OF_A_KIND.match(parties.key, at, span.end)
    act = _first_act(parties, at, span) if kind else None
    return _run(parties, at, act.start()) if act is not None and not act["state"] else None


def taking_part(parties: Parties, span: Span) -> Bodies:
    """The bodies that take part: those right behind "phối hợp với"."""
    found: list[Found[Body]] = []
    for word in parties.role_words(span, "support"):
        at = skip_blanks(parties.key, word.span.end)
        run = parties.run(at, span.end) or behind(parties, at, span)
        if run is not None and not parties.is_office(word.span.start):
            found.extend(run.bodies)
    return tuple(found)


def behind(parties: Parties, at: int, span: Span) -> Run | None:
    """The bodies from `at` up to a verb: those behind "phối hợp với"."""
    act = _first_act(parties, at, span) if parties.key[at : at + 1].isupper() else None
    return _run(parties, at, act.start()) if act is not None else None


def _first_act(parties: Parties, at: int, span: Span) -> regex.Match[str] | None:
    """The first verb of the sentence that is no part of a body's name."""
    stop = _STOP.search(parties.key, at, min(span.end, at + _WINDOW))
    window = Span(at, stop.start() if stop else min(span.end, at + _WINDOW))
    known = parties.bodies.within(window)
    acts = _ACT.finditer(parties.key, at + 1, window.end)
    return next((m for m in acts if not _inside(m.start(), known)), None)


def _inside(at: int, known: Sequence[Found[Body]]) -> bool:
    return any(f.span.start <= at < f.span.end for f in known)


def _run(parties: Parties, at: int, end: int) -> Run | None:
    words = parties.key[at:end].rstrip(" ,")
    if len(words.split()) > _MOST_WORDS:
        return None
    who = Span(at, at + len(words))
    known = parties.named(who)
    if any(not _inside(m.start(), known) for m in _NO_PART.finditer(parties.key, who.start, who.end)):
        return None
    found = members(parties, who)
    if len(found) == 1 and is_kind(found[0].text):
        return None
    return Run(found, at + len(words)) if found and found[0].span.start == at else None
