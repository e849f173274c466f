"""Records with deadlines in; a time line out: a strip of circles by month, and lists by day, that read without it.

What recurs, what goes on and what has no last day stand in lists of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from math import sqrt

from extractor.model import Due, Target, Task
from extractor.report import say
from extractor.report.frame import shown
from extractor.report.records import Listed
from extractor.report.words import Lang, Words

_WIDTH, _HEIGHT, _EDGE, _FLOOR = 720, 96, 30, 64
_MANY = 6  # of a day's records, what is folded away


def timeline(records: Sequence[Listed], *, words: Words, lang: Lang) -> str:
    """The HTML; `records` may hold some without deadlines, which are counted."""
    duties = [each for each in records if isinstance(each.record, Target | Task)]
    timed = [(due, each) for each in duties if (due := _due(each)) is not None]
    by_kind: dict[str, list[tuple[Due, Listed]]] = {"dated": [], "recurring": [], "going_on": [], "open": []}
    for due, each in timed:
        by_kind[_kind(due)].append((due, each))
    parts = [_strip(by_kind["dated"], words, lang)]
    for kind, pairs in by_kind.items():
        if pairs:
            parts.append(f"<h4>{words[kind]}</h4>\n{_list(pairs, lang)}")
    undated = len(duties) - len(timed)
    parts.append(f"<p>{words['undated'].format(n=undated)}</p>\n" if undated else "")
    return "".join(parts)


def count(records: Sequence[Listed]) -> int:
    return sum(_due(each) is not None for each in records)


def _due(listed: Listed) -> Due | None:
    return listed.record.due if isinstance(listed.record, Target | Task) else None


def _kind(due: Due) -> str:
    if due.every:
        return "recurring"
    if due.anchor == "ongoing":
        return "going_on"
    return "dated" if due.latest else "open"


def _list(pairs: Sequence[tuple[Due, Listed]], lang: Lang) -> str:
    """A line for each deadline with its records, by the last day, then by words."""
    key: Callable[[tuple[Due, Listed]], tuple[str, str]] = lambda pair: (  # noqa: E731
        pair[0].latest.isoformat() if pair[0].latest else "",
        say.due(pair[0], lang),
    )
    items = "".join(
        _line(latest, said, [each for _, each in group], lang)
        for (latest, said), group in groupby(sorted(pairs, key=key), key=key)
    )
    return f'<ol class="times">\n{items}</ol>\n'


def _line(latest: str, said: str, records: Sequence[Listed], lang: Lang) -> str:
    head = f"<strong>{shown(said)}</strong>"
    if latest:
        when = say.day(date.fromisoformat(latest), lang)
        head += f' <time datetime="{latest}">{when if when not in said else ""}</time>'
    head += f' <span class="count">{len(records)}</span>'
    listed = "".join(
        f'<li data-of="{each.id}"><a href="#{each.id}m">{each.label}</a> {shown(_words(each))}</li>' for each in records
    )
    if len(records) <= _MANY:
        return f"<li>{head}<ul>{listed}</ul></li>\n"
    return f"<li><details><summary>{head}</summary><ul>{listed}</ul></details></li>\n"


def _words(listed: Listed) -> str:
    record = listed.record
    words = str(getattr(record, "indicator", None) or getattr(record, "action", "")).split()
    return " ".join(words[:24]) + (" …" if len(words) > 24 else "")


def _strip(pairs: Sequence[tuple[Due, Listed]], words: Words, lang: Lang) -> str:
    """A circle for each month in which something falls due, its area by how much; "" for less than two days."""
    months = Counter((due.latest.year, due.latest.month) for due, _ in pairs if due.latest)
    days = sorted(due.latest for due, _ in pairs if due.latest)
    if len(set(days)) < 2:
        return ""
    first, last = days[0].year, days[-1].year + 1
    said = words["timeline_says"].format(n=len(days), first=say.day(days[0], lang), last=say.day(days[-1], lang))

    def x(year: int, month: float) -> float:
        return round(_EDGE + (_WIDTH - 2 * _EDGE) * (year + month / 12 - first) / (last - first), 1)

    step = max(1, -(-(last - first) // 12))
    ticks = "".join(
        f'<path d="M{x(year, 0)} {_FLOOR}v6"/><text x="{x(year, 0)}" y="{_FLOOR + 20}">{year}</text>'
        for year in range(first, last + 1, step)
    )
    most = max(months.values())
    dots = "".join(
        f'<circle cx="{x(year, month)}" cy="{_FLOOR - 26}" r="{4 + 20 * sqrt(many / most):.1f}">'
        f"<title>{month:02}/{year}: {many}</title></circle>"
        f'<text class="many" x="{x(year, month)}" y="{_FLOOR - 22}">{many}</text>'
        for (year, month), many in sorted(months.items())
    )
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{shown(said)}">'
        f'<path d="M{_EDGE} {_FLOOR}H{_WIDTH - _EDGE}"/>{ticks}{dots}</svg>\n'
    )
