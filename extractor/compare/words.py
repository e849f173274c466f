"""Verdicts and links to sentences for people, in Vietnamese or English."""

from __future__ import annotations

from typing import Literal

from extractor.compare.align import Link
from extractor.compare.judge import Rule, Verdict

Lang = Literal["vi", "en"]

_RULES: dict[Rule, tuple[str, str]] = {
    "no-target": ("không đặt chỉ tiêu này", "sets no target of this indicator"),
    "other-time": (
        "không đặt cho thời hạn đó; đặt {ours} cho thời hạn khác",
        "sets none for that time; {ours} for another",
    ),
    "reached-sooner": ("{ours} đạt mức {theirs} trước hạn", "{ours} reaches {theirs} before its time"),
    "number-against-none": (
        "một bên có số, một bên không: {ours} so với {theirs}",
        "a number against none: {ours} against {theirs}",
    ),
    "other-words": ("hai bên không có số và khác lời", "no number on either side, and other words"),
    "same-words": ("cùng lời, không có số", "the same words, no number"),
    "other-population": ("khác đối tượng: {ours} so với {theirs}", "another population: {ours} against {theirs}"),
    "other-unit": ("khác đơn vị: {ours} so với {theirs}", "another unit: {ours} against {theirs}"),
    "change-against-level": (
        "mức tăng giảm so với mức đạt: {ours} so với {theirs}",
        "a change against a level: {ours} against {theirs}",
    ),
    "ratio": ("tỷ số hoặc phân số: {ours} so với {theirs}", "a ratio or fraction: {ours} against {theirs}"),
    "country-against-province": (
        "số của cả nước và số của tỉnh: {ours} so với {theirs}",
        "a country's figure and a province's: {ours} against {theirs}",
    ),
    "numbers": ("{ours} so với {theirs}", "{ours} against {theirs}"),
    "less-is-better": ("{ours} so với {theirs}, càng ít càng tốt", "{ours} against {theirs}, less is better"),
}
_NO_NUMBER = ("không có số", "no number")
_BUT = {"later": (", nhưng muộn hơn", ", but later"), "earlier": (", nhưng sớm hơn", ", but earlier")}
JUDGEMENTS: dict[str, tuple[str, str]] = {
    "stronger": ("cao hơn", "stronger"),
    "equal": ("ngang bằng", "equal"),
    "weaker": ("thấp hơn", "weaker"),
    "later": ("muộn hơn", "later"),
    "earlier": ("sớm hơn", "earlier"),
    "missing": ("thiếu", "missing"),
    "not-comparable": ("không so được", "not comparable"),
    "own": ("riêng", "own"),
}
"""What tables call each judgement; "own" is a target that the baseline has not."""


def reason(verdict: Verdict, *, lang: Lang = "vi") -> str:
    """Why the verdict is what it is, in one line."""
    at = 0 if lang == "vi" else 1
    said = _RULES[verdict.rule][at].format(ours=verdict.ours or _NO_NUMBER[at], theirs=verdict.theirs or _NO_NUMBER[at])
    return said + (_BUT[verdict.timing][at] if verdict.offset and verdict.timing in _BUT else "")


def link_reason(link: Link, *, lang: Lang = "vi") -> str:
    """Why a target stands in its cluster, in one line."""
    vi = lang == "vi"
    if link.how == "hand":
        return "nối bằng tay" if vi else "linked by hand"
    if link.how == "part":
        return "một phần của cùng câu chỉ tiêu" if vi else "a part of the same statement"
    parts = [("chung: " if vi else "shares ") + ", ".join(link.words)]
    if not link.same_unit:
        parts.append("khác loại đơn vị" if vi else "another kind of unit")
    if not link.same_population:
        parts.append("khác đối tượng" if vi else "another population")
    return "; ".join(parts)
