"""The heading cells of a table's columns to what the columns mean: the indicator, its unit, a year, the lead body.

A column's role is told by its headings, by the other columns, and where these leave it open, by what its cells hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractor.model import Placed, Span
from extractor.patterns import compiled

ColumnRole = Literal[
    "index", "indicator", "task", "subject", "unit", "lead", "support", "due", "output", "value", "baseline", "budget",
    "note",
]  # fmt: skip

_BODY = r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|bộ\s+phận|địa\s+phương|cá\s+nhân)"
_TITLES: tuple[tuple[ColumnRole, str], ...] = (
    ("index", r"(?:stt|tt|số\s*tt|số\s+thứ\s+tự|no\.?|mã\s+số)\s*$|#$"),
    ("support", r"(?:[^|]{0,40}\s)?phối\s+hợp|(?:[^|]{0,30}\s)?tham\s+gia\s+thực\s+hiện"),
    ("note", r"ghi\s+chú|căn\s+cứ|lý\s+do"),
    ("lead", rf"{_BODY}(?:\s*[,/]\s*{_BODY})*\s+(?!tính|phối)\S+|(?:[^|]{{0,30}}\s)?chủ\s+trì|đầu\s+mối|phân\s+công|"
             r"trách\s+nhiệm|người\s+(?:phụ\s+trách|thực\s+hiện)|chủ\s+đầu\s+tư"),
    ("due", r"thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn\s+hoàn\s+thành|hoàn\s+thành(?:\s+trước)?$|lộ\s+trình$"),
    ("budget", r"(?:dự\s+kiến\s+|tổng\s+)?(?:kinh\s+phí|nguồn\s+(?:vốn|kinh\s+phí|lực)|vốn\s|mức\s+vốn|dự\s+toán)"),
    ("baseline", r"(?:ước\s+|đã\s+)?(?:thực\s+hiện|th)(?:\s|$)|ước|ưth|đánh\s+giá|hiện\s+trạng|"
                 r"(?:hiện\s+(?:nay|có)|thực\s+trạng|đã\s+đạt|đạt\s+được)|năm\s+(?:gốc|hiện\s+hành)|kết\s+quả(?:\s+\S+){0,3}\s+(?:năm\s+)?20\d\d"),
    ("output", r"(?:dự\s+kiến\s+)?(?:sản\s+phẩm|kết\s+quả|đầu\s+ra|hình\s+thức\s+văn\s+bản)"),
    ("task", r"(?:[^|]{0,25}\s)?(?:nhiệm\s+vụ|công\s+việc|giải\s+pháp|đề\s+án|dự\s+án|hoạt\s+động)|"
             r"nội\s+dung\s+(?:thực\s+hiện|triển\s+khai|hoạt\s+động|chủ\s+yếu)"),
    ("value", r"(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|giai\s+đoạn|đến|dự\s+kiến)?"
              r"\s*(?:năm\s+|đến\s+|cuối\s+|hết\s+)*20\d\d|(?:kh|mt)(?:\s+(?:năm\s+)?20\d\d|\s*$)|"
              r"chỉ\s+tiêu\s+(?:được\s+)?(?:giao|phấn\s+đấu|kế\s+hoạch)|(?:kế\s+hoạch|mục\s+tiêu|giá\s+trị|số\s+lượng|mức\s+(?:đạt|phấn\s+đấu))\b"),
    ("indicator", r"(?:tên\s+)?(?:các\s+)?(?:chỉ\s+tiêu|chỉ\s+số|tiêu\s+chí)"),
    ("unit", r"đvt|đơn\s+vị(?:\s+tính)?\s*$|đơn\s+vị\s*:"),
    ("subject", r"nội\s+dung|tên|hạng\s+mục|danh\s+mục|lĩnh\s+vực|mục\s+tiêu|chi\s+tiết|ngành"),
)  # fmt: skip
_ROLES = tuple((role, compiled(title, regex.IGNORECASE)) for role, title in _TITLES)
YEAR = compiled(r"(?<!\d)(?P<y>20\d\d)(?:\s*-\s*(?P<z>20\d\d))?(?!\d)")
_SUBJECTS: tuple[ColumnRole, ...] = ("indicator", "task", "subject")


@dataclass(frozen=True, slots=True)
class Column:
    """`role` is None where the header says nothing known; `titles` are the header cells over it, from the top; `year`
    is the year or period that they name last, "2026" or "2026/2030"."""

    role: ColumnRole | None
    titles: tuple[Span, ...]
    year: str | None = None


def cell_words(cell: Placed, key: str) -> str:
    return " ".join(key[cell.span.start : cell.span.end].strip(" *:").split())


def role_of(words: str) -> ColumnRole | None:
    return next((role for role, pattern in _ROLES if pattern.match(words)), None)


def read_column(cells: tuple[Placed, ...], key: str) -> Column:
    """A column's role is that of its lowest heading that has one; a year may stand in either."""
    words = [cell_words(cell, key) for cell in cells]
    years = [m for w in words for m in YEAR.finditer(w)]
    roles = [role for w in reversed(words) if (role := role_of(w)) is not None]
    telling = [role for role in roles if role not in ("value", "due")] or roles
    year = (f"{years[-1]['y']}/{years[-1]['z']}" if years[-1]["z"] else years[-1]["y"]) if years else None
    return Column(telling[0] if telling else None, tuple(cell.span for cell in cells), year)


def settled(columns: Sequence[Column], samples: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns with the roles that only the whole header, or the words below it, tell. `samples` are the words of
    some rows, a cell for each column."""
    opened = [replace(c, role="index") if i == 0 and not c.titles and not c.role else c for i, c in enumerate(columns)]
    named = list(_with_subject(opened, samples))
    return tuple(_planned(_valued(named)))


def _with_subject(columns: Sequence[Column], samples: Sequence[Sequence[str]]) -> Iterator[Column]:
    """What the rows are about, where no heading says so: "Sản phẩm", or the first column of words ("Mục tiêu")."""
    found = any(column.role in _SUBJECTS for column in columns)
    outputs = any(column.role == "output" for column in columns)
    for i, column in enumerate(columns):
        worded = column.role in ("value", "unit", None) and not outputs and _worded(samples, i)
        if found or not (worded or column.role == "output"):
            yield column
            continue
        found = True
        yield replace(column, role="indicator" if column.role == "value" else "subject")


def _valued(columns: Sequence[Column]) -> Iterator[Column]:
    """Beside an indicator, "Kết quả" is its value."""
    roles = [column.role for column in columns]
    tasks = "task" in roles or "lead" in roles and "indicator" not in roles
    for column in columns:
        result = column.role == "output" and "indicator" in roles and not tasks
        yield replace(column, role="value") if result else column


def _planned(columns: Iterable[Column]) -> Iterator[Column]:
    """What was planned for a year whose results stand beside it is no plan any more, where a later year has one."""
    known = list(columns)
    reached = max((c.year for c in known if c.role == "baseline" and c.year), default="")
    later = any(c.role == "value" and c.year and c.year > reached for c in known)
    for column in known:
        past = later and column.role == "value" and column.year and column.year <= reached
        yield replace(column, role=None) if past else column


_WORDS = compiled(r"\p{L}+(?:\P{L}+\p{L}+){2}")


def _worded(samples: Sequence[Sequence[str]], column: int) -> bool:
    """Whether most of the filled cells of a column open with words."""
    words = [row[column] for row in samples if column < len(row) and row[column]]
    return bool(words) and 2 * sum(_WORDS.match(w) is not None for w in words) > len(words)
