"""A paragraph's words to sentences, and the words that open or close a clause without being part of what it states.

All patterns read the match key (see normalize.fold).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.model import Span
from extractor.patterns import compiled

_SENTENCE_END = compiled(
    r"(?:(?<!\b\p{Lu}|\b(?:TP|PTS|KT|TM|Tp|TT|TX|v\.v|ThS|TS|PGS|GS|Q|P|St|No))[.!?…](?=\s+[\p{Lu}\d\"(+-])|;|\./\.)\s*"
)
_EFFORT = (
    r"(?:tiếp\s+tục\s+|cố\s+gắng\s+|quyết\s+tâm\s+)?(?:phấn\s+đấu|đảm\s+bảo|bảo\s+đảm|quyết\s+tâm|nỗ\s+lực|dự\s+kiến|ước|mục\s+tiêu\s+là|"
    r"nhằm|để|kỳ\s+vọng|(?:đạt(?:\s+được)?|hoàn\s+thành|thực\s+hiện)\s+(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)|mục\s+tiêu(?=\s+tăng))(?:\s+(?:để|nhằm|đến\s+khi))?"
)
_CONNECTOR = (
    r"(?:trong\s+đó|so\s+với|và|đồng\s+thời|cũng\s+như|riêng|cụ\s+thể(?=\s*[:,])|cùng\s+với|qua\s+đó|từ\s+đó|còn|cùng\s+với\s+đó|theo\s+đó|bên\s+cạnh\s+đó|"
    r"ngoài\s+ra|với|mà|thì|gồm|bao\s+gồm)"
)
_OPENING = compiled(rf"(?:[\s,;:.()\"*+-]++|{_CONNECTOR}(?![\p{{L}}])|{_EFFORT}(?![\p{{L}}]))+", regex.IGNORECASE)
_TRAILING = compiled(
    rf"(?r)(?:[\s,;:.(\"-]++|(?<![\p{{L}}])(?:{_CONNECTOR}|{_EFFORT}|có|phải|sẽ|cần|được\s+ít\s+nhất))++$",
    regex.IGNORECASE,
)


def sentences(key: str, span: Span) -> Iterator[Span]:
    """The sentences of key[span], a semicolon ending one too; together they cover the span."""
    start = span.start
    for m in _SENTENCE_END.finditer(key, span.start, span.end):
        if not _in_brackets(key, start, m.start()):
            yield Span(start, m.end())
            start = m.end()
    if start < span.end:
        yield Span(start, span.end)


def _in_brackets(key: str, start: int, end: int) -> bool:
    return key.count("(", start, end) > key.count(")", start, end) and key.find(")", end, end + 300) >= 0


def opened(key: str, span: Span, skip: Sequence[Span] = ()) -> Span:
    """`span` without the connectors, effort words and times (`skip`) it opens with."""
    start = span.start
    while start < span.end:
        m = _OPENING.match(key, start, span.end)
        after = m.end() if m else start
        start = next((s.end for s in skip if s.start <= after < s.end), after)
        if start == after:
            break
    return Span(min(start, span.end), span.end)


def closed(key: str, span: Span, skip: Sequence[Span] = ()) -> Span:
    """`span` without the connectors, effort words and times (`skip`) it ends with."""
    end = span.end
    while end > span.start:
        m = _TRAILING.match(key, span.start, end)
        before = m.start() if m else end
        end = next((s.start for s in skip if s.start < before <= s.end), before)
        if end == before:
            break
    return Span(span.start, max(end, span.start))
