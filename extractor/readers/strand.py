"""Pieces of a file's text, joined, with the way back to each piece's raw offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.normalize import cut


class Strand(NamedTuple):
    """Text and its `runs` (see model.Block): every character leads back to where it stood in the file."""

    text: str
    runs: tuple[tuple[int, int], ...]

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def part(self, start: int, end: int) -> Strand:
        """The stretch [start, end)."""
        if start == 0 and end == len(self.text):
            return self
        runs = tuple((offset - start, raw) for offset, raw in cut(self.runs, start, end))
        return Strand(self.text[start:end], runs)

    def stripped(self) -> Strand:
        """Without blanks at its ends."""
        text = self.text
        return self.part(len(text) - len(text.lstrip()), len(text.rstrip()))


def stripped(text: str, raw: int) -> Strand:
    """A text that stands in the file as it is, without blanks at its ends."""
    bare = text.strip()
    return Strand(bare, ((0, raw + len(text) - len(text.lstrip())),) if bare else ())


def strand(pieces: Iterable[tuple[str, int]]) -> Strand:
    """Join (text, raw offset) pieces; empty ones are skipped."""
    texts: list[str] = []
    runs: list[tuple[int, int]] = []
    at = 0
    for text, raw in pieces:
        if not text:
            continue
        if not runs or runs[-1][1] + at - runs[-1][0] != raw:
            runs.append((at, raw))
        texts.append(text)
        at += len(text)
    return Strand("".join(texts), tuple(runs))


def join(strands: Sequence[Strand], separator: str) -> Strand:
    """Join strands; a separator leads back to the end of the strand before it."""
    if len(strands) == 1:
        return strands[0]
    texts: list[str] = []
    runs: list[tuple[int, int]] = []
    at = 0
    for each in strands:
        if not each.text:
            continue
        if texts:
            texts.append(separator)
            at += len(separator)
        runs += [(at + offset, raw) for offset, raw in each.runs]
        texts.append(each.text)
        at += len(each.text)
    return Strand("".join(texts), tuple(runs))


def through(runs: Sequence[tuple[int, int]], length: int, outer: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """`runs` of a text of `length` characters, led on through the runs `outer` of the text that they lead to."""
    moved: list[tuple[int, int]] = []
    for at, (offset, raw) in enumerate(runs):
        end = raw + (runs[at + 1][0] if at + 1 < len(runs) else length) - offset
        i = max(0, bisect_right(outer, raw, key=lambda run: run[0]) - 1)
        moved.append((offset, outer[i][1] + raw - outer[i][0]))
        while i + 1 < len(outer) and outer[i + 1][0] < end:
            i += 1
            moved.append((offset + outer[i][0] - raw, outer[i][1]))
    return moved
