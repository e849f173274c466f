"""A plan's metadata in, the province whose plan it is out, under its name of then and its name of now."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from extractor.lexicons import rows
from extractor.model import Metadata
from extractor.normalize import fold
from extractor.patterns import compiled

_LEVEL = compiled(r"\b(?:tỉnh|thành phố|tp\.?)\s+(?P<name>.+)", regex.IGNORECASE)


class Province(NamedTuple):
    """A row of provinces.toml: `now` is the province that it has become a part of by the mergers of 2025, itself where
    it stands."""

    id: str
    name: str
    now: str


def of(meta: Metadata) -> Province | None:
    """The province of the issuer, of the place that the date line names, or of the sender of a document to a superior;
    None for a central body's plan, and where the document names no province."""
    for words in (meta.issuer, meta.place):
        found = _named(words or "")
        if found is not None:
            return found if not _central(meta.issuer) else None
    return None


@lru_cache(maxsize=1024)
def _central(issuer: str | None) -> bool:
    """Whether the issuer is no body of a province: the date line then says only where it sits."""
    from extractor.rules import bodies

    issued_by = bodies.lookup(issuer) if issuer else None
    return issued_by is not None and issued_by.level == "central"


def _named(words: str) -> Province | None:
    m = _LEVEL.search(words)
    return _by_name().get(fold(m["name"] if m else words).lower().strip(" ."))


@cache
def _by_name() -> dict[str, Province]:
    entries = rows("provinces", "id", "names", "level")
    by_id = {entry["id"]: entry for entry in entries}
    return {
        fold(name).lower(): Province(entry["id"], entry["names"][0], _now(entry, by_id))
        for entry in entries
        for name in entry["names"]
    }


def _now(entry: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> str:
    while (heir := by_id.get(entry.get("successor", ""))) is not None:
        entry = heir
    return str(entry["names"][0])
