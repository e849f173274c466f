"""kehoach: Vietnamese planning documents to comparable data.

    import extractor
    plan = extractor.extract("plan.md")        # → extractor.model.Plan
    plan = extractor.extract_text(text)        # from a string
    extractor.rules.times.find("trước quý IV năm 2023")[0].value.anchor   # → "2023-Q4"

Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "extract": "extractor.pipeline",
    "extract_text": "extractor.pipeline",
    "extract_document": "extractor.pipeline",
    "read": "extractor.readers",
    "segment": "extractor.segment",
}
_MODULES = ("limits", "rules", "evaluate", "serialize", "model", "compare")

__all__ = ["__version__", *_HOMES, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(f"extractor.{name}")
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
