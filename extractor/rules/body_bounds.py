"""Where an unregistered body's name ends when neither capitals nor verbs decide: a name as the grammar read it in, its
end by word segmentation out.

Guarantees: `extractor.words` is loaded only for a doubtful name; the end is a word's end, never before the head's.
"""

from __future__ import annotations

from extractor import words
from extractor.model import Span
from extractor.patterns import compiled
from extractor.rules.body_named import MORE

_EITHER = frozenset(  # they act as often as they stand in names
    "hỗ trợ|phát triển|đầu tư|quản lý|đào tạo|nghiên cứu|bảo vệ|kiểm soát|giám sát|ứng dụng|tư vấn|sản xuất|kinh doanh"
    "|bồi dưỡng|đổi mới|phục vụ|xúc tiến|dạy|tiêu thụ|thu mua|thiết kế|kiểm định|chăm sóc|nuôi dưỡng|tặng".split("|")
)
_MATTERS = frozenset(  # after them such a word is a matter, not an act: "Ban Quản lý dự án đầu tư"
    "dự án|đề án|chương trình|dịch vụ|công tác|hoạt động|quỹ|khoa học|kỹ thuật|công nghệ|chính sách|kế hoạch|chỉ đạo"
    "|điều hành|vận động|giúp việc|thúc đẩy|xây dựng|hợp tác|tổ chức|khuyến khích|điều phối".split("|")
)
_ACTS = compiled(rf"(?<!\p{{L}})(?:{'|'.join(sorted(_EITHER))})(?!\p{{L}})")
_CUT = compiled(  # words of one syllable that end names, and end other words
    r" (?:cử|ký|tự|mở|lập|đạt|tăng|giảm|trình|giao|trả|đưa|nộp|gồm|lại|không|chưa|do|như|sau|trước|vào|ra)(?!\p{L})"
)
_CLAUSE = compiled(r"[.;:|()\n]|$")


def end_of(key: str, name: Span) -> int:
    """The end of the body that the grammar read at `name` of the match key."""
    if not _ACTS.search(key, name.start, name.end) and not _CUT.match(key, name.end):
        return name.end
    limit = _CLAUSE.search(key, name.end, min(len(key), name.end + 60))
    clause = key[name.start : limit.start() if limit else name.end + 60]
    spans = [span.shifted(name.start) for span in words.tokens(clause)]
    cut = next((span for span in spans if span.start < name.end < span.end), None)
    end = MORE.match(key, cut.end).end() if cut else name.end  # type: ignore[union-attr]  # it matches the empty string
    return _before_act(key, spans, end)


def _before_act(key: str, spans: list[Span], end: int) -> int:
    """`end`, or the end of the word before the first one that acts: a verb after a thing, in lower case."""
    for before, span in zip(spans, spans[1:], strict=False):
        if span.end > end:
            break
        thing = key[before.start : before.end].lower() not in _EITHER | _MATTERS
        if thing and key[before.start : before.end][0].isalpha() and key[span.start : span.end] in _EITHER:
            return before.end if key[before.start : before.end] != "và" else end
    return end
