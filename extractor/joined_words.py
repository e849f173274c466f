"""Blocks of a word-segmented text ("Uỷ_ban nhân_dân tỉnh , các sở") to blocks as people write them.

Guarantees: a text without many joined words is left as it is; nothing but joints and the blanks around punctuation
changes; every character still leads back to its raw offset.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Block
from extractor.normalize import cut
from extractor.patterns import compiled

_JOINT = compiled(r"(?<=\p{L})_(?=\p{L})")
_EDIT = compiled(r"(?<=\p{L})_(?=\p{L})|(?<=[\p{L}\d)%]) +(?=[,.;:)](?:\s|$))|(?<=\() +")
_LEAST = 20  # joints of a text that a word segmenter wrote
_LETTERS = 60  # letters of it for one joint, at most


def unsegmented(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with joined words parted and punctuation drawn to its word, where the text is word-segmented."""
    joints = sum(len(_JOINT.findall(block.text)) for block in blocks if "_" in block.text)
    if joints < _LEAST or joints < sum(len(block.text) for block in blocks) / _LETTERS:
        return blocks
    return [_parted(block) for block in blocks]


def _parted(block: Block) -> Block:
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    at = out = 0
    for m in [*_EDIT.finditer(block.text), None]:
        end = m.start() if m else len(block.text)
        runs.extend((out + offset - at, raw) for offset, raw in cut(block.runs, at, end))
        pieces.append(block.text[at:end])
        out += end - at
        if m is not None and m[0] == "_":
            runs.extend((out, raw) for _, raw in cut(block.runs, m.start(), m.end()))
            pieces.append(" ")
            out += 1
        at = m.end() if m else end
    return block._replace(text="".join(pieces), runs=tuple(runs))
