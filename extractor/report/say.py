"""Values of a plan in, words for people out, in the page's language: numbers, deadlines, bodies. Nothing is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import regex

from extractor.model import Body, Due, Plan, Target
from extractor.report.words import WORDS, Lang

_SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ "}
_DECIMAL = regex.compile(r"-?\d+(?:\.\d+)?")
_POINT = regex.compile(
    r"(?P<year>\d{4}|-)-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|-(?P<only>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12]))"
)
_SPAN = regex.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")
_QUARTERS = ("I", "II", "III", "IV")
_LENGTHS = {"D": ("ngày", "days"), "W": ("tuần", "weeks"), "M": ("tháng", "months"), "Y": ("năm", "years")}


def number(value: str, lang: Lang) -> str:
    """ "15000.5" → "15.000,5" in Vietnamese, "15,000.5" in English; what is no decimal stays ("2/3")."""
    if not _DECIMAL.fullmatch(value):
        return value
    whole, point, rest = value.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-") != "0" else whole
    return f"{grouped.replace(',', '.')}{',' if point else ''}{rest}" if lang == "vi" else f"{grouped}{point}{rest}"


def value(target: Target, lang: Lang) -> str:
    """ "tăng ≥ 20 %"; "–" for a target without a number."""
    if target.value is None:
        return "–"
    ends = (target.value,) if isinstance(target.value, str) else target.value
    said = "–".join(number(end, lang) for end in ends)
    return " ".join(
        filter(
            None,
            (WORDS[lang][target.change], f"{_SIGNS.get(target.comparator or '', '')}{said}", target.unit or ""),
        )
    )


def due(due: Due, lang: Lang) -> str:
    """The deadline as the page says it, without the plan's own words."""
    words = WORDS[lang]
    every = words[f"every_{due.every}"] if due.every else ""
    if due.anchor is None:
        return every
    stretch = "/" in due.anchor and due.relation == "by"
    relation = words[due.relation] if due.relation and not stretch else ""
    said = " ".join(filter(None, (relation, anchor(due.anchor, lang))))
    return ", ".join(filter(None, (every, said)))


def anchor(written: str, lang: Lang) -> str:
    """ "2023-Q4" → "quý IV/2023", "2025-11-30" → "30/11/2025" in Vietnamese; English keeps the days of ISO 8601."""
    if written in ("ongoing", "present"):
        return WORDS[lang][written]
    if length := _SPAN.fullmatch(written):
        vi, en = _LENGTHS[length["unit"]]
        return f"{length['count']} {vi if lang == 'vi' else en}"
    return "–".join(_point(part, lang) for part in written.split("/"))


def _point(written: str, lang: Lang) -> str:
    m = _POINT.fullmatch(written)
    if m is None:
        return written
    year = "" if m["year"] == "-" else m["year"]
    if m["quarter"]:
        quarter = int(m["quarter"])
        return f"quý {_QUARTERS[quarter - 1]}/{year}" if lang == "vi" else f"Q{quarter} {year}"
    if m["half"]:
        return _half(m["half"], year, lang)
    if m["only"]:
        return f"{'ngày' if lang == 'vi' else 'day'} {m['only']}"
    parts = (m["day"], m["month"], year) if lang == "vi" else (year, m["month"], m["day"])
    return ("/" if lang == "vi" else "-").join(filter(None, parts))


def _half(half: str, year: str, lang: Lang) -> str:
    first = half == "1"
    if lang == "vi":
        return f"6 tháng {'đầu' if first else 'cuối'} năm {year}"
    return f"{'first' if first else 'second'} half of {year}"


def day(when: date, lang: Lang) -> str:
    """A day in figures."""
    return f"{when:%d/%m/%Y}" if lang == "vi" else when.isoformat()


def names(bodies: Iterable[Body]) -> str:
    return "; ".join(body.name for body in bodies)


def title(plan: Plan) -> str:
    """Kind, number and title of a plan, the file's name where it says none of them."""
    meta = plan.metadata
    return " ".join(" ".join(filter(None, (meta.kind, meta.number, meta.title))).split()) or plan.source.name


def year(due: Due | None) -> str:
    """The year in which a deadline falls, "" where it names none."""
    if due is None:
        return ""
    if due.latest is not None:
        return str(due.latest.year)
    return next((part[:4] for part in reversed((due.anchor or "").split("/")) if part[:4].isdecimal()), "")
