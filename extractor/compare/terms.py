"""A Target to the features by which it is compared: the words of its indicator, whom it counts, its unit's class.

Guarantees:
- values, years, effort ("phấn đấu", "tối thiểu"), the plan's own territory ("của tỉnh", "trên địa bàn", province names)
  leave no word behind; names that planners use for one thing are one word (lexicons/wording.toml);
- the features depend on the target alone, not on the plans that it is compared with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from extractor.lexicons import rows
from extractor.model import Target
from extractor.normalize import fold

UnitClass = Literal[
    "none", "share", "product", "rate", "density", "money", "rank", "level", "multiple", "measure", "count"
]
"""none: no number · share: % of those counted · product: % of the gross product · rate: a share of change, "%/năm" ·
density: "người/vạn dân" · money · rank: "hạng" · level: "cấp độ" · multiple: "lần" · measure: "ha", "tấn" · count: all
else, which is counted, "bản tin/năm" too."""

_TOKEN = regex.compile(r"\p{L}(?:&\p{L})+|tuổi\d+|\d+g\b|\d+%|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+|[,()&]")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_AGE = regex.compile(r"(?:(?:từ|trên) )?(?:đủ )?(\d+) tuổi(?: trở lên)?")
_OLD = regex.compile(r"tuổi\d+")
_DENSITY = regex.compile(r".+/(?!năm|quý|tháng|tuần|ngày|đợt|lần).+")
_CLASSES: dict[str, UnitClass] = {
    "%": "share", "% dân số": "share", "‰": "share", "% gdp": "product", "% grdp": "product", "%/năm": "rate",
    "% năm": "rate", "hạng": "rank", "cấp độ": "level", "mức độ": "level", "lần": "multiple",
}  # fmt: skip
_KINDS: dict[str, UnitClass] = {"share": "share", "money": "money", "measure": "measure"}
PAIR = "+"
"""Joins two neighbouring words in `Terms.weights`."""
_LIGHT, _POPULATION = 0.3, 0.6


class Word(NamedTuple):
    """A word of an indicator, or the first name of the row that its words belong to; `weight` is 1, less for a light
    one."""

    text: str
    weight: float = 1.0
    population: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What is compared of a target. `weights` holds each word and each pair of neighbouring words once, and the noun
    that is counted; `population` are those whom the indicator counts, empty where it names none that the lexicon knows;
    `measured` is the unit as written."""

    key: tuple[str, ...]
    weights: dict[str, float]
    population: frozenset[str]
    unit: UnitClass
    measured: str

    @property
    def words(self) -> frozenset[str]:
        """The words that weigh in full."""
        return frozenset(word for word in self.key if self.weights[word] == 1.0)

    def __hash__(self) -> int:
        return hash((self.key, self.measured, self.unit))


class _Entry(NamedTuple):
    """A row of wording.toml; `name` is its first, which stands for all of them."""

    name: str
    kind: str
    first: bool


def terms(target: Target, parent: Target | None = None) -> Terms:
    """The features of `target`; `parent` is the target that it is a part of (`within`), whose population it shares."""
    unit, measured = unit_class(target), _plain(target.unit or "")
    return _terms(target.indicator, unit, measured, parent.indicator if parent else "")


@lru_cache(maxsize=50_000)
def _terms(indicator: str, unit: UnitClass, measured: str, parent: str) -> Terms:
    words = tuple(_words(indicator))
    if all(word.weight < 1.0 for word in words):  # "Tỷ lệ đạt chuẩn" alone: what is left must do
        words = tuple(word._replace(weight=1.0) for word in words)
    population = _population(words) or _population(tuple(_words(parent)))
    weights = _weights(words)
    if unit == "count":
        weights |= {word.text: word.weight for word in _words(measured.split("/")[0]) if word.text not in weights}
    return Terms(tuple(word.text for word in words), weights, population, unit, measured)


def unit_class(target: Target) -> UnitClass:
    """The class of the target's unit; a change by percent is a rate."""
    if target.value is None:
        return "none"
    unit = _plain(target.unit or "")
    known = _CLASSES.get(unit) or _kinds().get(unit.split("/")[0]) or ("share" if unit.startswith("%") else "count")
    if known == "count" and _DENSITY.fullmatch(unit):
        return "density"
    return "rate" if known == "share" and target.change in ("increase_by", "decrease_by") else known


@cache
def _kinds() -> dict[str, UnitClass]:
    """The class of each unit of units.toml that is no counted noun."""
    entries = rows("units", "id", "kind", "names")
    return {_plain(name): _KINDS[row["kind"]] for row in entries if row["kind"] in _KINDS for name in row["names"]}


def is_harm(indicator: str) -> bool:
    """Whether an indicator counts what a plan wants less of: it opens with such a name and says nothing done for it
    ("Tỷ lệ hộ nghèo", not "Tỷ lệ hộ nghèo được vay vốn")."""
    m = _harm().match(_plain(indicator))
    return m is not None


def _plain(text: str) -> str:
    return " ".join(fold(unicodedata.normalize("NFC", text)).lower().split())


@cache
def _harm() -> regex.Pattern[str]:
    names = sorted(n for row in rows("wording", "id", "kind", "names") if row["kind"] == "harm" for n in row["names"])
    opening = r"(?:(?:tỷ|tỉ) (?:lệ|suất|trọng)|số|số (?:vụ|ca|người|lượng)|mức|tổng|lượng|kéo|thu hẹp|trẻ em|\p{L}+) "
    said_of = r"(?:được|có|sử dụng|tham gia|tiếp cận|đúng|vay)"
    return regex.compile(rf"(?:{opening}){{0,3}}(?:{'|'.join(map(regex.escape, names))})(?!\p{{L}})(?!.* {said_of}\b)")


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], _Entry], ...]]:
    """Each name's tokens and its row by the first token, longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for row in rows("wording", "id", "kind", "names"):
        if row["kind"] != "harm":
            _add(by_first, row["names"], _Entry(row["names"][0], row["kind"], row.get("first", False)))
    for row in rows("provinces", "id", "names"):
        _add(by_first, row["names"], _Entry(row["names"][0], "out", False))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0]))) for first, names in by_first.items()}


def _add(by_first: dict[str, list[tuple[tuple[str, ...], _Entry]]], names: list[str], entry: _Entry) -> None:
    for name in names:
        tokens = tuple(_TOKEN.findall(_plain(name)))
        by_first.setdefault(tokens[0], []).append((tokens, entry))


def _words(indicator: str) -> Iterator[Word]:
    """The indicator's words in order; a name of the lexicon is one word, what does not count is left out."""
    tokens = _TOKEN.findall(_AGE.sub(r"tuổi\1", _plain(indicator)))
    at, first = 0, True
    while at < len(tokens):
        length, entry = _named(tokens, at, first=first)
        if entry is None:
            yield from _content(tokens[at])
        elif entry.kind != "out":
            yield _known(entry, " ".join(tokens[at : at + length]))
        first = first and entry is not None and entry.kind in ("out", "light")
        at += length


def _named(tokens: list[str], at: int, *, first: bool) -> tuple[int, _Entry | None]:
    """How many tokens the longest name at `at` takes, and its row; one token and None where none stands there."""
    for name, entry in _names().get(tokens[at], ()):
        if (first or not entry.first) and tuple(tokens[at : at + len(name)]) == name:
            return len(name), entry
    return 1, None


def _known(entry: _Entry, name: str) -> Word:
    """The word that stands for a name of the lexicon."""
    if entry.kind == "light":
        return Word(name, _LIGHT)
    return Word(entry.name, _POPULATION, True) if entry.kind == "population" else Word(entry.name)


def _content(token: str) -> Iterator[Word]:
    """A word that the lexicon does not know; years and marks are none, numbers lose their leading zeros."""
    if token.isdecimal() and not _YEAR.fullmatch(token):
        yield Word(token.lstrip("0") or "0")
    elif not token.isdecimal() and token not in ",()&":
        yield Word(token, _LIGHT if _OLD.fullmatch(token) else 1.0)


def _population(words: tuple[Word, ...]) -> frozenset[str]:
    """The populations named together first: "người dân và doanh nghiệp" are two."""
    start = next((at for at, word in enumerate(words) if word.population), len(words))
    named: list[str] = []
    for word in words[start:]:
        if not word.population:
            break
        named.append(word.text)
    return frozenset(named)


def _weights(words: tuple[Word, ...]) -> dict[str, float]:
    """Each word, and each two neighbours, which in Vietnamese make most words; half a word's weight for these."""
    weights = {word.text: word.weight for word in words}
    for a, b in zip(words, words[1:], strict=False):
        if a.weight == b.weight == 1.0:
            weights[f"{a.text}{PAIR}{b.text}"] = 0.5
    return weights
