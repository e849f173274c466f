"""A hash of the code and word lists that make an extraction: when it changes, what it made before is made anew.

Readers count for their own formats alone: a change to the PDF reader re-reads PDFs and nothing else; what only shows
or compares results (command line, reports, evaluation) counts for none.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
AFTER_EXTRACTION = frozenset(
    {"batch", "cli", "compare", "console", "doctor", "draw", "evaluate", "export", "files", "report", "roster", "store"}
)
READERS = {
    "pdf": ("pdf", "ocr"),
    "docx": ("docx",),
    "doc": ("office", "docx"),
    "rtf": ("office", "docx"),
    "odt": ("office", "docx"),
    "xlsx": ("sheets",),
    "xls": ("sheets",),
    "ods": ("sheets",),
    "html": ("html",),
    "text": ("text", "markdown", "strand", "wrapping"),
    "markdown": ("text", "markdown", "strand", "wrapping"),
}
"""The modules of `readers/` that a format needs, by the start of their names; modules named nowhere here serve all."""
LIBRARIES = ("lxml", "pypdfium2", "regex", "tesserocr", "trueocr", "underthesea")


@cache
def fingerprint(format: str | None) -> str:
    """16 hexadecimal digits for files of `format`; None, or a format not in READERS, stands for all readers."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        below = path.relative_to(PACKAGE)
        if path.suffix in (".py", ".toml") and _counts(below, format):
            digest.update(f"{below.as_posix()}\0".encode())
            digest.update(path.read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()[:16]


def _counts(below: Path, format: str | None) -> bool:
    if below.parts[0].removesuffix(".py") in AFTER_EXTRACTION:
        return False
    own = READERS.get(format or "")
    if below.parts[0] != "readers" or own is None:
        return True
    starts = tuple(start for group in READERS.values() for start in group)
    return below.name.startswith(own) or not below.name.startswith(starts)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
