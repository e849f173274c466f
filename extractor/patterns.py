"""The source of a pattern to the pattern, compiled once for all runs.

Compiling all patterns takes a second or two, loading them compiled a few hundredths. So `keep`, which only the command
calls, stores what was compiled in the user's cache folder (XDG_CACHE_HOME, else ~/.cache), a file for each version of
Python and of `regex`; where that cannot be written, each run compiles anew. A pattern is looked up by its whole
source, so that none can be out of date; what a file holds besides patterns is not loaded.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, AnyStr, TypeAlias

import regex

Patterns: TypeAlias = dict[tuple[str | bytes, int], regex.Pattern[Any]]

OPENING = 3  # characters that rule most texts out
MOST = 2_000  # patterns stored, some of sources that changed since; beyond, only those of the present run are kept

_compiled: Patterns = {}
_used: Patterns = {}


def compiled(source: AnyStr, flags: int = 0) -> regex.Pattern[AnyStr]:
    """The pattern of `source`; `flags` are those of regex.compile."""
    key = source, int(flags)
    if key not in _used:
        pattern = _stored().get(key)
        if pattern is None:
            pattern = _compiled[key] = regex.compile(source, flags)
        _used[key] = pattern
    return _used[key]


def rarely(pattern: regex.Pattern[str]) -> Callable[[str], regex.Match[str] | None]:
    """`pattern.match`, for a pattern that few texts open with: which first characters rule it out is remembered."""

    @lru_cache(maxsize=5_000)
    def may_open(start: str) -> bool:
        return pattern.match(start, partial=True) is not None

    return lambda text: pattern.match(text) if may_open(text[:OPENING]) else None


def keep() -> None:
    """Store the patterns that this run had to compile; without any, or where nothing can be written, do nothing."""
    place = _place()
    if not _compiled or place is None:
        return
    patterns = _stored() | _compiled
    data = pickle.dumps(patterns if len(patterns) <= MOST else _used)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(sha256(data).digest() + data)
        part.replace(place)
    with suppress(OSError):
        part.unlink()


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} makes no pattern")
        return super().find_class(module, name)


@cache
def _stored() -> Patterns:
    place = _place()
    try:
        whole = place.read_bytes() if place else b""
        stored: Patterns = _Loader(BytesIO(whole[32:])).load() if whole[:32] == sha256(whole[32:]).digest() else {}
    except (OSError, pickle.UnpicklingError):
        return {}
    return stored


def _place() -> Path | None:
    """The file of patterns; None for a user without a home."""
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return caches / "kehoach" / f"patterns-{sys.implementation.cache_tag}-regex-{regex.__version__}"
