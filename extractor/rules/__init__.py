"""What the text can say: one module a kind of value, one decorated function a phrase.

To teach kehoach a phrase, add a function with its examples to the module of its kind and list it in that module's
RULES.
`rules.numbers`, `rules.times`, `rules.bodies` and `rules.citations` each have `find(text)`; they load on first use.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

KINDS = ("numbers", "times", "bodies", "citations")


def __getattr__(name: str) -> ModuleType:
    if name in KINDS:
        return import_module(f"extractor.rules.{name}")
    raise AttributeError(f"module 'extractor.rules' has no attribute {name!r}")
