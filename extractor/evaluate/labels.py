"""Folders of gold files to their values, each beside the document that it labels.

A gold file holds its words itself, or (with the `sha256` of a text file) the places where they stand in that file; the
words are then read from the document, so the labels of a text can be kept without the text.

Guarantees: a document is used only where its bytes are those that were labelled; a place outside it is a fault, named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import regex

from extractor.errors import BadGold
from extractor.evaluate.gold import Gold, gold_of
from extractor.readers.decode import decode
from extractor.serialize import json_fault

_MARKS = regex.compile(r"[\s*#|\\_]+")


class Pair(NamedTuple):
    """A gold file's values and the document that they label, None where no folder holds it; then `gold` is None too
    if its words stand there. `name` is the document's."""

    name: str
    gold: Gold | None
    document: Path | None


def pairs(gold: Path | str, document_dirs: Iterable[Path | str]) -> list[Pair]:
    """Each gold file of the directory `gold` (or that one file) with its document, in the order of file names.

    A document is looked up by the name that the gold file gives, then by that name without its suffix, in each
    directory in turn. Raises BadGold as `load_gold` does, and for a directory without gold files.
    """
    root = Path(gold)
    files = [root] if root.is_file() else sorted(root.glob("*.json"))
    if not files:
        raise BadGold(root.name, "holds no gold file (*.json)", "give a directory of gold files, or one of them")
    return [_pair(file, [Path(directory) for directory in document_dirs]) for file in files]


def load_gold(path: Path | str, document_dirs: Iterable[Path | str] = ()) -> Gold:
    """The gold file at `path`; where it holds places, the words come from its document in one of `document_dirs`.

    Raises BadGold where it is missing or breaks the guidelines, and where its document is missing or another.
    """
    pair = _pair(Path(path), [Path(directory) for directory in document_dirs])
    if pair.gold is None:
        remedy = "name the folder that holds the document"
        raise BadGold(Path(path).name, f"its words stand in {pair.name}, which is not there", remedy)
    return pair.gold


def _pair(file: Path, directories: Sequence[Path]) -> Pair:
    values = _values(file)
    by_place = isinstance(values, dict) and "sha256" in values
    name = str(values.get("document") or file.stem) if isinstance(values, dict) else file.stem
    document = next(_documents(name, directories), None)
    if not by_place:
        return Pair(name, gold_of(values, file), document)
    sha256 = values.pop("sha256")
    if document is None:
        return Pair(name, None, None)
    data = document.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        cause = f"labels another {name} than {document}: its sha256 is {sha256}"
        raise BadGold(file.name, cause, "give the document that was labelled, or label this one")
    return Pair(name, gold_of(_in_words(values, decode(data).text, file.name), file), document)


def _values(file: Path) -> Any:
    try:
        return orjson.loads(file.read_bytes())
    except OSError as e:
        raise BadGold(file.name, f"cannot be read: {e.strerror}", "give a file that is there") from e
    except orjson.JSONDecodeError as e:
        raise BadGold(file.name, json_fault(e), "save it as JSON in UTF-8") from e


def _documents(name: str, directories: Sequence[Path]) -> Iterator[Path]:
    exact = (directory / name for directory in directories)
    alike = (
        path
        for directory in directories
        for path in sorted(directory.glob("*"))
        if path.stem in (name, Path(name).stem)
    )
    return (path for path in (*exact, *alike) if path.is_file())


def _in_words(value: Any, text: str, name: str) -> Any:
    """`value` with the words of `text` for each list of [start, end) places."""
    if isinstance(value, dict):
        return {key: _in_words(each, text, name) for key, each in value.items()}
    if _is_place(value):
        return _joined(value, text, name)
    if isinstance(value, list):
        return [_in_words(each, text, name) for each in value]
    return value


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_stretch, value))


def _is_stretch(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)


def _joined(stretches: Sequence[tuple[int, int]], text: str, name: str) -> str:
    """The words of the stretches, white space and Markdown marks passed over; two pieces of words make one word."""
    words = ""
    cut = False
    for start, end in stretches:
        if not 0 <= start < end <= len(text):
            cause = f"the place [{start}, {end}) lies outside the document, which has {len(text)} characters"
            raise BadGold(name, cause, "make it anew with tools/offsets.py")
        words += "" if cut and _cuts(text, start) else " "
        words += text[start:end]
        cut = _cuts(text, end)
    return _MARKS.sub(" ", words).strip()


def _cuts(text: str, at: int) -> bool:
    """Whether `at` lies inside a word."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
