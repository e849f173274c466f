"""The tree as a flat list in reading order: each unit, paragraph and row with its path, its role and its parent.

The role of a unit is told by its heading ("MỤC TIÊU", "Tổ chức thực hiện", "Nơi nhận") and holds for what is nested in
it until a heading below says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.lexicons import rows
from extractor.model import Node, Role, Span
from extractor.patterns import compiled
from extractor.rules.patterns import any_of

MAX_HEADING_WORDS = 40

_SIGNING = compiled(r"(?:TM|KT|TL|TUQ)\.\s")
_PLURAL = r"(?:(?:các|những|một số)\s+)?"
_ROLES: tuple[tuple[Role, regex.Pattern[str]], ...] = tuple(
    (
        row["id"],
        compiled(rf"(?:(?:các|những|một số)\s+)?(?:{any_of(row['openings'])})(?!\p{{L}})", regex.IGNORECASE),
    )
    for row in rows("sections", "id", "openings", "examples")
)
_AIMS = compiled(r"(?:mục\s+tiêu(?!\s+quốc\s+gia)|chỉ\s+tiêu)[^.;:]{0,60}:\s*$", regex.IGNORECASE)
_COLUMN_ROLES: dict[str, Role] = {"annex": "annex", "form": "annex"}


@dataclass(frozen=True, slots=True)
class Item:
    """A node in its place. `parent` is the index of the item it is nested in, -1 for the root's own children; `annex`
    tells whether it stands in an annex; `leaf` whether no labelled or dashed unit is nested in it."""

    index: int
    parent: int
    path: str
    node: Node
    role: Role | None
    annex: bool
    leaf: bool


def items(root: Node, key: str) -> tuple[Item, ...]:
    """Every node below `root` in reading order."""
    out: list[Item] = []
    for child in root.children:
        _add(out, child, -1, "", None, False, key)
    return tuple(out)


def _add(out: list[Item], node: Node, parent: int, path: str, role: Role | None, annex: bool, key: str) -> None:
    here = path if not node.label else f"{path}.{node.label}" if path else node.label
    annex = annex or node.style in ("annex", "form")
    own = _own_role(node, key)
    item = Item(len(out), parent, here, node, own or role, annex, not node.children)
    out.append(item)
    passed: Role | None = None if own == "basis" else item.role
    aims = item.role != "result" and _announces_aims(node, key)
    below = "objective" if aims else passed
    for child in node.children:
        _add(out, child, item.index, here, below, annex, key)


def _announces_aims(node: Node, key: str) -> bool:
    """Whether the node is a lead-in to aims: what it lists are objectives, wherever it stands."""
    start, end = node.head
    return key[start:end].rstrip().endswith(":") and _AIMS.search(key, start, end) is not None


def _own_role(node: Node, key: str) -> Role | None:
    """The role that the node's own heading gives, or None."""
    if node.style in _COLUMN_ROLES:
        return _COLUMN_ROLES[node.style]
    if node.style in ("row", "note"):
        return None
    words = key[node.title.start : node.title.end].strip()
    if _is_long(words) and not words.lower().startswith("căn cứ"):
        return None
    if _SIGNING.match(words):
        return "signature" if node.style == "text" else None
    role = next((role for role, pattern in _openings(words[:3]) if pattern.match(words)), None)
    return role if role is not None and _heads(node, words, role) else None


def _is_long(words: str) -> bool:
    """Whether the words are too many for a heading: one has a letter and a blank at least."""
    return len(words) > 2 * MAX_HEADING_WORDS and len(words.split(maxsplit=MAX_HEADING_WORDS)) > MAX_HEADING_WORDS


@lru_cache(maxsize=5_000)
def _openings(start: str) -> Sequence[tuple[Role, regex.Pattern[str]]]:
    """The roles that words may have which begin with `start`: none for most words."""
    return [(role, pattern) for role, pattern in _ROLES if start and pattern.match(start, partial=True)]


def _heads(node: Node, words: str, role: Role) -> bool:
    """Whether the words are a heading rather than a sentence that happens to open like one."""
    if role in ("recipients", "basis"):
        return node.style == "text"
    return bool(node.children) or (len(words.split()) <= 12 and not words.endswith((".", ";")))


def ancestors(all_items: Sequence[Item], item: Item) -> Iterator[Item]:
    """The items that `item` is nested in, the nearest first."""
    at = item.parent
    while at >= 0:
        yield all_items[at]
        at = all_items[at].parent


def children(all_items: Sequence[Item], item: Item) -> Iterator[Item]:
    """The items directly nested in `item`."""
    for other in all_items[item.index + 1 :]:
        if other.node.span.start >= item.node.span.end:
            return
        if other.parent == item.index:
            yield other


def words(item: Item, text: str) -> Span:
    """Where the item's own words stand: after its marker, without the line break that ends it."""
    start = min(max(item.node.title.start, item.node.head.start), item.node.head.end)
    end = item.node.head.end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
