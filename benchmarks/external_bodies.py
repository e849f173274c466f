"""The labelled plans of ../shared to how many of their bodies kehoach and underthesea's `ner` name in the same text.

A row is a body that a plan's labels name, once for each plan; it is right where the tool gives a name of that body
anywhere in the plan, abbreviations of both written out, in any case. Groups ("các sở, ban, ngành") are rows of their
own, for a tool that finds names does not look for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module, util
from pathlib import Path

from extractor import readers
from extractor.evaluate import pairs
from extractor.normalize import fold
from extractor.rules import bodies
from extractor.rules.body_references import is_group
from extractor.rules.body_registry import expand

LONGEST = 400  # characters of a line that `ner` is given at a time: its time grows faster than the length


def rows(shared: Path, *, with_others: bool) -> Iterator[tuple[str, int, list[int]]]:
    """For named bodies and for groups: how many there are, and how many each tool finds, kehoach first."""
    tools = [_ours, *([_ner] if with_others and util.find_spec("underthesea") else [])]
    found: dict[bool, list[tuple[bool, ...]]] = {False: [], True: []}
    for text, labelled in _labelled(shared):
        read = [tool(text) for tool in tools]
        for name in sorted(labelled):
            found[_is_group(name)].append(tuple(_plain(name) in names for names in read))
    for group, label in ((False, "labelled plans: bodies by name"), (True, "labelled plans: groups of bodies")):
        yield label, len(found[group]), [sum(column) for column in zip(*found[group], strict=True)]


def _labelled(shared: Path) -> Iterator[tuple[str, set[str]]]:
    """The text of each labelled plan, and the names of the bodies in its labels."""
    for _, gold, document in pairs(shared / "gold", [shared / "corpora"]):
        if gold and document:
            named = {name for task in gold.tasks or () for name in (*task.lead, *task.support)}
            yield readers.read(document).text, named | {name for t in gold.targets or () for name in t.bodies}


def _ours(text: str) -> set[str]:
    return {_plain(found.value.name) for found in bodies.find(text)}


def _ner(text: str) -> set[str]:
    """The names of organisations and places, whole."""
    tagger = import_module("underthesea").ner
    lines = [line[at : at + LONGEST] for line in text.split("\n") for at in range(0, len(line), LONGEST)]
    return {_plain(name) for line in lines for name in _entities(tagger(line))}


def _entities(tagged: list[tuple[str, str, str, str]]) -> Iterator[str]:
    words: list[str] = []
    for word, _, _, tag in [*tagged, ("", "", "", "O")]:
        if words and not tag.startswith("I-"):
            yield " ".join(words)
            words = []
        if tag.startswith("B-") and tag[2:] in ("ORG", "LOC") or tag.startswith("I-") and words:
            words.append(word)


@cache
def _plain(name: str) -> str:
    return fold(" ".join(expand(" ".join(name.split())).split())).casefold()


def _is_group(name: str) -> bool:
    found = bodies.find(name)
    return is_group(found[0].value) if len(found) == 1 else name[:1].islower()
