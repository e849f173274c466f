"""Labels of a real document without its sentences: each quoted text becomes the places where it stands in the file.

    python tools/offsets.py LABELS.json DOCUMENT > gold/real/NAME.json
    python tools/offsets.py --words gold/real/NAME.json FOLDER          the other way, for reading

Prints the labels with "sha256" of the document, and for every verbatim text the list of [start, end) character offsets
into the decoded text file (several where words were left out between; white space and Markdown marks are passed over).
A text is looked for as whole words and whole numbers, first after its record's quote, then before it, then anywhere.
Normalized values (numbers, units, anchors, paths, document numbers, body names written out) stay as they are. A text
that is not found stays null, and is named on stderr as is one whose places read otherwise. Nothing is written but to
stdout: a person puts a file into gold/.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.evaluate import load_gold
from extractor.normalize import fold
from extractor.readers.decode import decode

PASSED_OVER = frozenset("*#|\\_-–—.,;:\"'“”()/")
NEAR = 6_000  # letters around a quote in which the record's other texts are looked for first
PIECE = 4  # letters: a shorter piece of a text is no evidence of its place

Stretches = list[list[int]]


class Places:
    """The file's letters and digits in a row, and where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        kept = [(char, at) for at, char in enumerate(fold(text).lower()) if _counts(char)]
        self.letters = "".join(char for char, _ in kept)
        self.offsets = [at for _, at in kept]

    def of(self, words: str, near: int = 0, back: int = NEAR) -> Stretches | None:
        """The stretches that hold `words`: whole words from `near` on, then up to `back` letters before it, then
        anywhere; then any letters that are the same, then pieces of them; None where they are not found."""
        wanted = "".join(char for char in fold(words).lower() if _counts(char))
        if not wanted:
            return None
        ranges = ((near, near + NEAR), (max(0, near - back), near + NEAR), (0, len(self.letters)))
        whole = (at for low, high in ranges for at in self._all(wanted, low, high) if self._whole(at, wanted, words))
        at = next(whole, self.letters.find(wanted, max(0, near - back)))
        return [self._span(at, at + len(wanted))] if at >= 0 else self._pieces(wanted, near)

    def _all(self, wanted: str, low: int, high: int) -> Iterator[int]:
        at = self.letters.find(wanted, low, high)
        while at >= 0:
            yield at
            at = self.letters.find(wanted, at + 1, high)

    def _whole(self, at: int, wanted: str, words: str) -> bool:
        """Whether no word is cut, and a text that is a number reads as it is printed."""
        start, end = self._span(at, at + len(wanted))
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        as_printed = any(char.isalpha() for char in words) or self.text[start:end].strip("*") == words.strip()
        return as_printed and not before.isalnum() and not after.isalnum()

    def _pieces(self, wanted: str, near: int) -> Stretches | None:
        found: Stretches = []
        at = max(0, near - NEAR)
        while wanted:
            size = len(wanted)
            while size >= PIECE and not at <= self.letters.find(wanted[:size], at) <= at + 2 * NEAR:
                size -= 1
            if size < PIECE:
                return None
            start = self.letters.find(wanted[:size], at)
            found.append(self._span(start, start + size))
            at, wanted = start + size, wanted[size:]
        return found

    def _span(self, start: int, end: int) -> list[int]:
        return [self.offsets[start], self.offsets[end - 1] + 1]

    def index(self, span: list[int]) -> int:
        """The place in the row of letters of a stretch's start."""
        return bisect_left(self.offsets, span[0])

    def reads(self, stretches: Stretches, words: str) -> bool:
        """Whether the stretches hold the words, their letters and digits in order."""
        held = "".join(self.text[start:end] for start, end in stretches)
        return [c for c in fold(held).lower() if c.isalnum()] == [c for c in fold(words).lower() if c.isalnum()]


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


def _body(places: Places, name: str, near: int) -> str | Stretches:
    """A body's places where the file names it so in one stretch, else the name as the labels write it out."""
    found = places.of(name, near)
    return found if found is not None and len(found) == 1 else name


def _place(places: Places, words: str | None, near: int, name: str, *, back: int = NEAR) -> Stretches | None:
    if words is None:
        return None
    found = places.of(words, near, back)
    if found is None or not places.reads(found, words):
        print(f"{'not found' if found is None else 'reads otherwise'}: {name}: {words}", file=sys.stderr)
    return found


def main(*arguments: str) -> None:
    if arguments[:1] == ("--words",):
        print(load_gold(arguments[1], arguments[2:]).model_dump_json(indent=1))
        return
    labels, document = map(Path, arguments)
    shown = located(json.loads(labels.read_text("utf-8")), document.read_bytes())
    text = json.dumps(shown, ensure_ascii=False, indent=None, separators=(",", ":"))
    print(text.replace('},{"', '},\n{"'))


if __name__ == "__main__":
    main(*sys.argv[1:])
