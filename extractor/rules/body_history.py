"""The registry over time: a body's id and a day in; the body that stands there on that day, by what acts, out.

Guarantees: an answer rests on rows of bodies.toml and provinces.toml alone; ids that the registry does not hold are
never related to others. Departments (sở) followed the act that merged them province by province, within weeks: from the
act's own day on the successor is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from extractor.lexicons import rows
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules.body_registry import Entry, entries, slug, spellings

DISTRICTS_END = date(2025, 7, 1)
"""No districts from this day on: Luật Tổ chức chính quyền địa phương số 72/2025/QH15."""
_TAKES_EFFECT = {"Nghị định 45/2025/NĐ-CP": date(2025, 3, 1), "Nghị định 13/2008/NĐ-CP": date(2008, 2, 4)}
_DISTRICT = compiled(r"(?:cac-|cap-)?(?:huyen|quan|thi-xa|thi-tran)(?:-|$)")
_PROVINCIAL = compiled(r"(?P<level>(?:tinh|thanh-pho)-)?(?P<name>.+)")
_OFFICE = compiled(r"(?:pho-)?(?:chu-tich|(?:tong-)?giam-doc|thu-truong|bo-truong|cuc-truong|truong|chanh|bi-thu)-")
_LEAST_LIKE = 60.0


class Standing(NamedTuple):
    """The body of an id on a day. `province` is the name of the province in its id, None where the id names none;
    `through` are the acts by which the body that was asked for became this one, in order."""

    id: str
    entry: Entry
    province: str | None
    through: tuple[str, ...]


def at(id: str, day: date) -> Standing | None:
    """What stands for the body `id` on `day`: itself, or what it was merged into by then.

    None for an id without a row, a body not yet founded, or one that ended without a successor.
    """
    entry, rest = _parted(id)
    if entry is None or (_DISTRICT.match(rest) and day >= DISTRICTS_END):
        return None
    through: list[str] = []
    while (end := _ended(entry)) is not None and end < day:
        through.append(entry.basis or "")
        heir = row(entry.successor or "")
        if heir is None:
            return None
        entry = heir
    if entry.valid_from and day < date.fromisoformat(entry.valid_from):
        return None
    rest, province = _placed(rest, day, through)
    return Standing(f"{entry.id}-{rest}" if rest else entry.id, entry, province, tuple(filter(None, through)))


def same(a: str, b: str) -> bool:
    """Whether one of two bodies is the other, or became it through mergers: ids of plans of different years."""
    (first, here), (second, there) = _parted(a), _parted(b)
    if a == b or first is None or second is None:
        return a == b
    rows_meet = second in successors(first) or first in successors(second)
    return rows_meet and (here == there or bool(_heirs(here) & {there} or _heirs(there) & {here}))


@cache
def row(id: str) -> Entry | None:
    """The row of that id."""
    return next((entry for entry in entries() if entry.id == id), None)


def successors(entry: Entry) -> tuple[Entry, ...]:
    """The row, its successor, the successor's, and so on."""
    chain = [entry]
    while (heir := row(chain[-1].successor or "")) is not None and heir not in chain:
        chain.append(heir)
    return tuple(chain)


def row_of(id: str) -> Entry | None:
    """The row that an id was made from, its place set aside; None for an unregistered body's."""
    return _parted(id)[0]


def without_office(id: str) -> str:
    """The id of the body whose head it names: "giam-doc-so-y-te" → "so-y-te"; another id as it is."""
    m = _OFFICE.match(id)
    return id[m.end() :] if m and row_of(id[m.end() :]) else id


def _parted(id: str) -> tuple[Entry | None, str]:
    """The row of an id, and the slug of the place after it."""
    words = id.split("-")
    for count in range(len(words), 0, -1):
        entry = row("-".join(words[:count]))
        if entry is not None:
            return entry, "-".join(words[count:])
    return None, ""


def _ended(entry: Entry) -> date | None:
    """The row's last day, None where it has none."""
    if entry.valid_to:
        return date.fromisoformat(entry.valid_to)
    begins = _TAKES_EFFECT.get(entry.basis or "") if entry.successor else None
    return date.fromordinal(begins.toordinal() - 1) if begins else None


@cache
def _provinces() -> dict[str, dict[str, Any]]:
    """The rows of provinces.toml by their ids, which are the slugs of their names."""
    return {each["id"]: each for each in rows("provinces", "id", "names", "level")}


def _placed(rest: str, day: date, through: list[str]) -> tuple[str, str | None]:
    """The place of an id on `day`, and its province's name; the acts that changed it are added to `through`."""
    m = _PROVINCIAL.fullmatch(rest)
    province = _provinces().get(m["name"]) if m else None
    if m is None or province is None:
        return rest, None
    while province["id"] in _provinces() and "successor" in province and day > date.fromisoformat(province["valid_to"]):
        through.append(province["basis"])
        province = _provinces()[province["successor"]]
    return (f"{slug(province['level'])}-" if m["level"] else "") + province["id"], province["names"][0]


def _heirs(place: str) -> frozenset[str]:
    """The slugs of the provinces that a place's province became a part of, with and without their level."""
    m = _PROVINCIAL.fullmatch(place)
    province = _provinces().get(m["name"]) if m else None
    found: list[str] = []
    while province is not None:
        found += [province["id"], f"{slug(province['level'])}-{province['id']}"]
        province = _provinces().get(province.get("successor", ""))
    return frozenset(found)


def search(words: str, *, limit: int = 10) -> list[tuple[Entry, float]]:
    """The rows whose names or abbreviations are most like `words`, 100 for the same; accents may be missing."""
    asked = fold(" ".join(words.split())).lower()
    best: dict[str, float] = {}
    for entry, likeness in _likeness(asked):
        best[entry.id] = max(likeness, best.get(entry.id, 0.0))
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(found, likeness) for id, likeness in ranked[:limit] if (found := row(id)) and likeness >= _LEAST_LIKE]


def _likeness(asked: str) -> Iterator[tuple[Entry, float]]:
    from rapidfuzz import fuzz

    bare = slug(asked).replace("-", " ")
    for written, spelling in spellings().items():
        if written == asked:
            yield spelling.entry, 100.0
        plain = slug(written).replace("-", " ")
        alike = (fuzz.token_set_ratio(bare, plain) + fuzz.ratio(bare, plain)) / 2
        yield spelling.entry, min(99.0, alike)
