"""Closed lists kept as TOML rows, so that a planner can extend them without Python."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.errors import BadRule


@cache
def rows(name: str, *required: str) -> tuple[dict[str, Any], ...]:
    """The `[[entry]]` rows of `<name>.toml` in file order.

    Raises FileNotFoundError for an unknown list, BadRule where a row lacks one of the `required` keys.
    """
    entries = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))["entry"]
    for entry in entries:
        missing = [key for key in required if key not in entry]
        if missing:
            raise BadRule(f"{name}.toml: entry {entry.get('id', entry)} lacks {', '.join(missing)}")
    return tuple(entries)
