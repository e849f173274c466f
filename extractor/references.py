"""References inside a document ("Mục II", "điểm a khoản 2 Mục III", "Phụ lục I kèm theo"): a Reading in, each with the
outline path of the unit it leads to, out.

Guarantees:
- a provision of another document ("khoản 2 Điều 5 Nghị định số …") is no reference;
- a reference leads to a unit only where one alone can be meant; else its target is None: it dangles;
- a unit's own heading does not refer to itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from extractor.items import Item
from extractor.model import Notice, Reference, Span
from extractor.patterns import compiled
from extractor.resolve import Reading
from extractor.rules.openings import Text, words

_KINDS = r"điểm|khoản|điều|tiểu mục|mục|chương|phần|phụ lục|mẫu biểu|biểu mẫu|biểu|mẫu"
_RANKS = {"điểm": 0, "khoản": 1, "điều": 2, "tiểu mục": 3, "mục": 4, "chương": 5, "phần": 6}
_LABEL = r"(?:[IVXL]+(?:\.\d{1,2})*|\d{1,3}(?:\.\d{1,2})*|(?-i:[a-zđ]|[A-Z]))(?![\p{L}\d/%])(?!\.\d)"
_PART = rf"(?:{_KINDS})(?: số)? {_LABEL}(?:(?:, | và |,? ){_LABEL})*+"
_OWN = r"kế hoạch|quyết định|nghị quyết|chỉ thị|chương trình|đề án|phương án|quy định|quy chế|thông báo|văn bản"
_CHAIN = compiled(
    rf"(?<![\p{{L}}\d])(?P<chain>{_PART}(?:(?:,|;| và| của| tại)? {_PART})*+|phụ lục(?= (?:đính |gửi )?kèm))"
    rf"(?P<this>(?:,? (?:của|tại|trong|ban hành (?:kèm )?theo|kèm theo))? (?:{_OWN}) này)?",
    regex.IGNORECASE,
)
_OPENS = words("điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần", "phụ lục", "biểu", "mẫu")
_PARTS = compiled(rf"(?P<kind>{_KINDS})(?: số)?(?P<labels>(?:(?:, | và |,? ){_LABEL})*+)", regex.IGNORECASE)
_LABELS = compiled(_LABEL, regex.IGNORECASE)
_ELSEWHERE = compiled(
    r"[\s,]*+(?:(?:của|tại|trong|ban hành (?:kèm )?theo|kèm theo|và|,|các) )*+(?:(?:bộ )?luật|pháp lệnh|hiến pháp"
    r"|nghị định|thông tư"
    rf"|(?:{_OWN})(?! (?:này|\p{{Ll}})))",
    regex.IGNORECASE,
)
_MARKED = compiled(r"[ \t*#>|-]*$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ANNEXES = ("annex", "form")
_ANNEX_KINDS = ("phụ lục", "biểu", "mẫu", "mẫu biểu", "biểu mẫu")
_WINDOW = 40
_ATTACHED = compiled(
    r"kèm\s+theo|đính\s+kèm|gửi\s+kèm|chi\s+tiết|tại\s*$|(?:theo|tại|trong|xem)\s+(?:các\s+)?$", regex.IGNORECASE
)


class _Part(NamedTuple):
    """A named part, which stands at `span`: "khoản 2, 3" has two labels; `spans` are where they stand."""

    kind: str
    labels: tuple[str, ...]
    spans: tuple[Span, ...]
    span: Span


class _Unit(NamedTuple):
    """A unit of the outline by the labels from the root to it, as `_plain` has them."""

    item: Item
    labels: tuple[str, ...]


def references(reading: Reading) -> Iterator[Reference]:
    """Every reference in reading order; of "mục 1 và 2" one each."""
    units = _units(reading.items)
    starts = [item.node.head.start for item in reading.items]
    cited = sorted(f.span.start for f in reading.values.citations)
    for m in Text(reading.document.key, (_OPENS,)).matches(_CHAIN, _OPENS):
        at = bisect_right(starts, m.start()) - 1
        item = reading.items[at] if at >= 0 else None
        if _is_heading(m) or _is_elsewhere(m, cited):
            continue
        yield from _linked(reading, m, units, item)


def _is_heading(m: regex.Match[str]) -> bool:
    """Whether the words are a unit's own marker, at the start of a line."""
    line = m.string.rfind("\n", 0, m.start()) + 1
    return _MARKED.fullmatch(m.string, line, m.start()) is not None and m["this"] is None


def _is_elsewhere(m: regex.Match[str], cited: Sequence[int]) -> bool:
    """Whether the part is one of another document, which is named behind it."""
    if m["this"]:
        return False
    if _ELSEWHERE.match(m.string, m.end()):
        return True
    after = bisect_left(cited, m.end())
    return after < len(cited) and cited[after] - m.end() < 12


def _linked(reading: Reading, m: regex.Match[str], units: Sequence[_Unit], item: Item | None) -> Iterator[Reference]:
    groups = _grouped(m.string, list(_parts(m)))
    for i, group in enumerate(groups):
        first = group[0]
        outer = [(part.kind, part.labels[0]) for part in [*group[1:], *_shared(group, groups[i + 1 :])] if part.labels]
        whole = Span(first.span.start, group[-1].span.end)
        for label, span in zip(first.labels or ("",), first.spans or (whole,), strict=True):
            where = whole if len(first.labels) < 2 else span
            yield Reference(
                quote=reading.quote(where),
                span=where,
                page=item.node.page if item else None,
                path=item.path if item else "",
                rule="annex" if first.kind == "phụ lục" else "form" if first.kind in _ANNEX_KINDS else "part",
                target=_target([(first.kind, label), *outer], units, item),
            )


def _grouped(key: str, parts: Sequence[_Part]) -> list[list[_Part]]:
    """The parts that lie one in the other, the innermost first: "điểm a khoản 1, khoản 2 Điều 5" is two groups."""
    groups: list[list[_Part]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if last is None or _is_beside(last, part, key[last.span.end : part.span.start]):
            groups.append([part])
        else:
            groups[-1].append(part)
    return groups


def _is_beside(last: _Part, part: _Part, gap: str) -> bool:
    """Whether `part` does not hold the one named before it, but stands beside it."""
    joined = "và" in gap or ";" in gap or (part.kind in _ANNEX_KINDS and "," in gap)
    return joined or last.kind == part.kind or (part.kind != "điều" and _rank(part) < _rank(last))


def _rank(part: _Part) -> int:
    return _RANKS.get(part.kind, len(_RANKS))


def _shared(group: Sequence[_Part], later: Sequence[Sequence[_Part]]) -> list[_Part]:
    """The units around the last group that hold for an earlier one too: those above its own."""
    kinds = {part.kind for part in group}
    top = max(map(_rank, group))
    above = [part for part in later[-1] if _rank(part) > top or part.kind == "điều"] if later else []
    return [part for part in above if part.kind not in kinds and part.kind not in _ANNEX_KINDS]


def _parts(m: regex.Match[str]) -> Iterator[_Part]:
    for part in _PARTS.finditer(m.string, *m.span("chain")):
        found = list(_LABELS.finditer(m.string, *part.span("labels")))
        kind = " ".join(part["kind"].lower().split())
        yield _Part(kind, tuple(one[0] for one in found), tuple(Span(*one.span()) for one in found), Span(*part.span()))


def _units(items: Sequence[Item]) -> list[_Unit]:
    above: dict[int, tuple[str, ...]] = {-1: ()}
    units: list[_Unit] = []
    for item in items:
        label = _plain(item.node.label)
        above[item.index] = (*above[item.parent], label) if label else above[item.parent]
        if label:
            units.append(_Unit(item, above[item.index]))
    return units


@cache
def _plain(label: str) -> str:
    """A label by which it is known: "Mục II" → "ii", "Phụ lục 01" → "phụ lục 1", "Điều 5" → "điều 5"."""
    words = label.lower().replace(" số ", " ").split()
    if len(words) > 1 and " ".join(words[:-1]) in ("mục", "tiểu mục", "phần", "chương"):
        words = words[-1:]
    if len(words) > 2:  # "Phụ lục I": numbered one way in the heading, the other way where it is named
        words[-1] = _arabic(words[-1])
    return " ".join([*words[:-1], words[-1].lstrip("0") or "0"]) if words else ""


def _arabic(number: str) -> str:
    """ "IV" → "4"; what is no Roman number as it is."""
    values = [_ROMAN.get(letter, 0) for letter in number.upper()]
    if not all(values):
        return number
    signed = [-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)]
    return str(sum(signed))


def _wanted(kind: str, label: str) -> list[tuple[str, ...]]:
    """The labels that a named part may have in the outline: "mục II.1" is "1" under "ii", or "ii.1" itself."""
    if kind in ("điều", *_ANNEX_KINDS):
        return [(_plain(f"{kind} {label}") if label else kind,)]
    parts = tuple(_plain(part) for part in label.split("."))
    return [(_plain(label),), parts] if len(parts) > 1 else [parts]


def _target(parts: Sequence[tuple[str, str]], units: Sequence[_Unit], item: Item | None) -> str | None:
    """The path of the one unit that `parts`, the innermost first, can mean; the shallowest, then the nearest."""
    chains: list[tuple[str, ...]] = [()]
    for kind, label in reversed(parts):
        chains = [(*chain, *labels) for chain in chains for labels in _wanted(kind, label)]
    last = {chain[-1] for chain in chains}
    meant = [unit for unit in units if unit.labels[-1] in last and any(_leads(chain, unit.labels) for chain in chains)]
    if not meant and parts[0] == ("phụ lục", ""):
        meant = [unit for unit in units if unit.item.node.style in _ANNEXES]
    paths = {unit.item.path for unit in meant}
    if len(paths) > 1:
        paths = {unit.item.path for unit in _closest(meant, item, few=len(parts) == 1)}
    return paths.pop() if len(paths) == 1 else None


def _leads(chain: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    """Whether `chain` is a part of `labels` in order, its last the last."""
    if not chain or chain[-1] != labels[-1]:
        return False
    rest = iter(labels)
    return all(any(label == wanted for label in rest) for wanted in chain)


def _closest(meant: Sequence[_Unit], item: Item | None, *, few: bool) -> list[_Unit]:
    """Those under the unit of `item`, or beside it, where there are such; else the least deep."""
    around = item.path if item and few else ""
    while around:
        around = around.rpartition(".")[0]
        beside = [unit for unit in meant if unit.item.path.rpartition(".")[0] == around]
        if beside:
            return beside
    least = min(len(unit.labels) for unit in meant)
    return [unit for unit in meant if len(unit.labels) == least]


def missing_annexes(found: Sequence[Reference], reading: Reading) -> Iterator[Notice]:
    """One warning for each annex that the text calls attached and the outline does not hold, at its first mention."""
    seen: set[str] = set()
    for reference in found:
        name = " ".join(reference.quote.split())
        if (
            reference.target is None
            and reference.rule == "annex"
            and _is_attached(reading.document.key, reference.span)
        ):
            name = name if len(name) > 3 else f"Phụ lục {name}"
            if name.lower() not in seen:
                message = f"the text refers to an annex ({name}) that is not in this file"
                yield Notice(code="missing-annex", message=message, span=reference.span)
            seen.add(name.lower())


def _is_attached(key: str, span: Span) -> bool:
    """Whether the words around speak of an annex of this document, not of another's."""
    before, after = key[max(0, span.start - _WINDOW) : span.start], key[span.end : span.end + _WINDOW]
    return bool(_ATTACHED.search(before) or _ATTACHED.search(after))
