"""kehoach: Vietnamese planning documents to comparable data.

    import extractor
    plan = extractor.extract("plan.md")        # → extractor.model.Plan
    plan = extractor.extract_text(text)        # from a string
    plan = extractor.extract_bytes(data, name="plan.pdf", limits=extractor.limits.Limits(seconds=60))
    extractor.rules.times.find("trước quý IV năm 2023")[0].value.anchor   # → "2023-Q4"

Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what type checkers see in place of __getattr__
    from extractor import compare as compare
    from extractor import evaluate as evaluate
    from extractor import limits as limits
    from extractor import model as model
    from extractor import rules as rules
    from extractor import serialize as serialize
    from extractor.pipeline import extract as extract
    from extractor.pipeline import extract_bytes as extract_bytes
    from extractor.pipeline import extract_document as extract_document
    from extractor.pipeline import extract_text as extract_text
    from extractor.readers import read as read
    from extractor.segment import segment as segment

__version__ = "0.1.0"

_HOMES = {
    "extract": "extractor.pipeline",
    "extract_bytes": "extractor.pipeline",
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
