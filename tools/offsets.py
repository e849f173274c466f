"""Labels of a real document without its sentences: each quoted text becomes the places where it stands in the file.

    python tools/offsets.py LABELS.json DOCUMENT > gold/real/NAME.json

Prints the labels with "sha256" of the document, and for every verbatim text the list of [start, end) character offsets
into the decoded file (several where words were left out between; white space and Markdown marks are passed over).
Normalized values (numbers, units, anchors, paths, document
numbers, body names written out) stay as they are. A text that is not
found stays null and is named on stderr. Nothing is written but to stdout: a person puts a file into gold/.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from extractor.normalize import fold
from extractor.readers.decode import decode

PASSED_OVER = frozenset("*#|\\_-–—.,;:\"'“”()/")
NEAR = 6_000  # characters around a quote in which the record's other texts are looked for first


class Places:
    """The file's letters and digits in a row, and where each stands."""

    def __init__(self, text: str) -> None:
        kept = [(char, at) for at, char in enumerate(fold(text).lower()) if _counts(char)]
        self.letters = "".join(char for char, _ in kept)
        self.offsets = [at for _, at in kept]

    def of(self, words: str, near: int = 0, back: int = NEAR) -> list[list[int]] | None:
        """The stretches that hold `words`, the first that starts at most `back` letters before `near`, else the first
        of all; None where they are not found."""
        wanted = "".join(char for char in fold(words).lower() if _counts(char))
        at = self.letters.find(wanted, max(0, near - back))
        at = at if at >= 0 else self.letters.find(wanted)
        return [self._span(at, at + len(wanted))] if wanted and at >= 0 else self._pieces(wanted, near)

    def _pieces(self, wanted: str, near: int) -> list[list[int]] | None:
        found: list[list[int]] = []
        at = max(0, near - NEAR)
        while wanted:
            size = len(wanted)
            while size >= 4 and not at <= self.letters.find(wanted[:size], at) <= at + 2 * NEAR:
                size -= 1
            if size < 4:
                return None
            start = self.letters.find(wanted[:size], at)
            found.append(self._span(start, start + size))
            at, wanted = start + size, wanted[size:]
        return found

    def _span(self, start: int, end: int) -> list[int]:
        return [self.offsets[start], self.offsets[end - 1] + 1]

    def index(self, span: list[int]) -> int:
        """The place in the row of letters of a stretch's start."""
        return self.offsets.index(span[0])


def _counts(char: str) -> bool:
    return not char.isspace() and char not in PASSED_OVER


def located(labels: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The labels with places for texts."""
    places = Places(decode(data).text)
    out = {**labels, "sha256": hashlib.sha256(data).hexdigest()}
    out["metadata"] = {**labels["metadata"], "title": _place(places, labels["metadata"].get("title"), 0, "title")}
    out["outline"] = []
    at = 0
    for unit in labels["outline"]:
        stretches = _place(places, unit["title"], at, unit["path"], back=0)
        at = places.index(stretches[0]) if stretches else at
        out["outline"].append({"path": unit["path"], "title": stretches})
    for layer, fields in (("targets", ("indicator", "baseline")), ("tasks", ("action", "output"))):
        out[layer] = [_record(places, record, fields) for record in labels[layer]]
    return out


def _record(places: Places, record: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    quote = _place(places, record["quote"], 0, record["quote"])
    near = places.index(quote[0]) if quote else 0
    out = {**record, "quote": quote, **{name: _place(places, record.get(name), near, name) for name in fields}}
    for name in ("lead", "support", "bodies"):
        if record.get(name):
            out[name] = [_body(places, body, near) for body in record[name]]
    if record.get("due"):
        out["due"] = {**record["due"], "text": _place(places, record["due"].get("text"), near, "due")}
    return out


def _body(places: Places, name: str, near: int) -> str | list[list[int]]:
    """A body's places where the file names it so in one stretch, else the name as the labels write it out."""
    found = places.of(name, near)
    return found if found is not None and len(found) == 1 else name


def _place(places: Places, words: str | None, near: int, name: str, *, back: int = NEAR) -> list[list[int]] | None:
    if words is None:
        return None
    found = places.of(words, near, back)
    if found is None:
        print(f"not found: {name}: {words}", file=sys.stderr)
    return found


def main(labels: str, document: str) -> None:
    shown = located(json.loads(Path(labels).read_text("utf-8")), Path(document).read_bytes())
    text = json.dumps(shown, ensure_ascii=False, indent=None, separators=(",", ":"))
    print(text.replace('},{"', '},\n{"'))


if __name__ == "__main__":
    main(*sys.argv[1:3])
