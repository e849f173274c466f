"""A sample's text in, its parts in reading order out: letterhead, titles, items with their markers, tables, signature.

The grammar is that of the seven samples and knows nothing of the package `extractor`, so that what is built from a
sample checks the package's readers. Guarantees: every word of the sample is in one part; texts are NFC, without marks
of Markdown; a paragraph is one line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

Kind = Literal["notice", "portal", "columns", "title", "text", "item", "table"]
Rows = tuple[tuple[str, ...], ...]

MARKER = re.compile(r"(?:- )?(Điều \d+\.|[IVX]+\.|\d{1,2}\.(?:\d{1,2}\.)*|[a-zđ]\)|[-+]) +(?=\S)")
_KIND = re.compile(r"KẾ HOẠCH$|QUYẾT ĐỊNH:?$|CHỈ THỊ$|PHỤ LỤC(?: [IVX]+)?$")
_DATED = re.compile(r"\bngày\b.*\btháng\b.*\bnăm \d{4}$")
_RULING = re.compile(r"[-\s]{3,}$")
_OFFICE = re.compile(r"(?:TM|KT)\. |PHÓ |CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG")
_WRAPPED = 60  # a line of a wrapped file that is at least as long may go on below
_HEADING_WORDS = 20


@dataclass(frozen=True)
class Part:
    """`marker` is an item's; `rows` a table's, a section row with empty cells behind its heading; `columns` are the
    lines of a letterhead or signature."""

    kind: Kind
    text: str = ""
    marker: str = ""
    rows: Rows = ()
    columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def line(self) -> str:
        return f"{self.marker} {self.text}".strip()

    @property
    def is_heading(self) -> bool:
        """Whether an office would set the item in bold: it is short and no sentence."""
        if self.kind != "item" or self.marker in "-+":
            return False
        short = len(self.text.split()) <= _HEADING_WORDS and self.text[-1] not in ".;:,"
        return short and not self.marker.endswith(")")


@dataclass(frozen=True)
class Sample:
    stem: str
    parts: tuple[Part, ...]

    @property
    def tables(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "table"]


def load(path: Path) -> Sample:
    """The sample at `path`."""
    return Sample(path.stem, tuple(_parts(list(_tokens(path.read_text("utf-8").splitlines())))))


def is_section(row: Sequence[str]) -> bool:
    """Whether a row of a table holds a heading and nothing else."""
    return len(row) > 2 and bool(row[1]) and not any(row[2:])


# ── lines to paragraphs and tables ──────────────────────────────────────────────────────────────────────────────────

Token = str | Rows


def _tokens(lines: Sequence[str]) -> Iterator[Token]:
    """Paragraphs, each on one line, and tables; those of letterheads and signatures as their lines."""
    wrapped = sum(not line.strip() for line in lines) * 4 > len(lines) and max(map(len, lines[1:])) < 110
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(group)
        if not filled:
            continue
        rows = _rows(block)
        words = " ".join(cell for row in rows for cell in row)
        if rows and "CỘNG H" not in words and "Nơi nhận" not in words:
            yield rows
        else:
            yield from _paragraphs(block, wrapped=wrapped)


def _rows(block: Sequence[str]) -> Rows:
    """The rows of a pipe table or of one with a cell a line; none where the block is no table."""
    if all(line.count("|") > 2 for line in block):
        lines = [line for line in block if not re.fullmatch(r"[|:\s-]+", line)]
        return tuple(tuple(_plain(cell) for cell in line.strip().strip("|").split("|")) for line in lines)
    if block[0].strip() != "|":
        return ()
    gaps = [_plain(" ".join(gap.split("\n"))) for gap in re.split(r"(?m)^\|$", "\n".join(block))[1:-1]]
    width = [*gaps, ""].index("")
    return tuple(tuple(gaps[at : at + width]) for at in range(0, len(gaps), width + 1))


def _paragraphs(block: Sequence[str], *, wrapped: bool) -> Iterator[str]:
    held, is_open, full = "", False, False
    for raw in block:
        for piece in re.split(r"[\s\u00a0]{3,}(?=[^\W\d_a-z])|\|", unicodedata.normalize("NFC", raw).rstrip()):
            words = _plain(piece)
            goes_on = is_open or (full and not MARKER.match(words))
            if held and not goes_on:
                yield held
                held = ""
            held = f"{held} {words}".strip()
            stars = len(re.findall(r"\*+", piece))
            is_open = (is_open != bool(stars % 2)) and not raw.endswith("  ")
            full = wrapped and len(raw) >= _WRAPPED and not _RULING.match(words)
    if held:
        yield held


def _plain(text: str) -> str:
    """The words without marks of Markdown, soft hyphens and spare blanks."""
    bare = re.sub(r"^#+ |\*+", "", unicodedata.normalize("NFC", text).replace("\u00ad", "").strip())
    return " ".join(bare.split())


# ── paragraphs to parts ─────────────────────────────────────────────────────────────────────────────────────────────


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    yield Part("notice", str(tokens[0]))
    at, letterhead = _letterhead(tokens)
    yield from letterhead
    below_kind = False
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, str) and token.startswith("Nơi nhận"):
            end = next((i for i in range(at, len(tokens)) if _ends_signature(tokens[i])), len(tokens))
            yield Part("columns", columns=_signature([str(line) for line in tokens[at:end]]))
            at = end
            continue
        part = _part(token, below_kind=below_kind)
        below_kind = isinstance(token, str) and _KIND.match(token) is not None
        at += 1
        if part.line or part.rows:
            yield part


def _letterhead(tokens: Sequence[Token]) -> tuple[int, list[Part]]:
    """Where the body begins, and what stands before it: a portal's lines and the letterhead."""
    if not any(isinstance(token, str) and token.startswith("CỘNG H") for token in tokens[:25]):
        return 1, []
    lines = [str(token) for token in tokens[:30]]
    start = next(i for i, line in enumerate(lines) if i and line.isupper())
    end = next(i for i, line in enumerate(lines) if i > start and _DATED.search(line)) + 1
    right = [line for line in lines[start:end] if re.match(r"CỘNG H|Độc lập", line) or _DATED.search(line)]
    left = [line for line in lines[start:end] if line not in right and not _RULING.match(line)]
    portal = [Part("portal", line) for line in lines[1:start]]
    return end, [*portal, Part("columns", columns=(tuple(left), tuple(right)))]


def _ends_signature(token: Token) -> bool:
    return not isinstance(token, str) or _KIND.match(token) is not None


def _signature(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    left = [line for line in lines if line.startswith(("Nơi nhận", "- "))]
    return tuple(left), tuple(dict.fromkeys(line for line in lines if line and line not in left))


def _part(token: Token, *, below_kind: bool) -> Part:
    if not isinstance(token, str):
        return Part("table", rows=token)
    marked = MARKER.match(token)
    if marked:
        return Part("item", token[marked.end() :], marked[1])
    if _RULING.match(token):
        return Part("text")
    return Part("title" if below_kind or token.isupper() or _KIND.match(token) else "text", token)
