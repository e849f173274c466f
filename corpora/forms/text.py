"""A sample as plain text, as Markdown, and as text in the encodings from before Unicode: bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms import legacy
from forms.sample import Part, Sample


def txt(sample: Sample) -> bytes:
    """UTF-8, a paragraph a line, a table in pipes."""
    return _whole(sample).encode()


def markdown(sample: Sample) -> bytes:
    """UTF-8 with headings, bold titles and pipe tables."""
    return _apart(_marked(part, list(_drawn(part))) for part in sample.parts).encode()


def tcvn3(sample: Sample) -> bytes:
    return legacy.tcvn3(_whole(sample))


def vni(sample: Sample) -> bytes:
    return legacy.vni(_whole(sample))


def viscii(sample: Sample) -> bytes:
    return legacy.viscii(_whole(sample))


def _whole(sample: Sample) -> str:
    return _apart("\n".join(_drawn(part)) for part in sample.parts)


def _apart(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _drawn(part: Part) -> Iterator[str]:
    if part.kind == "columns":
        yield from (line for column in part.columns for line in column)
    elif part.kind == "table":
        yield from _piped(part)
    else:
        yield part.line


def _piped(part: Part) -> Iterator[str]:
    for number, row in enumerate(part.rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield f"|{' --- |' * len(row)}"


def _marked(part: Part, lines: list[str]) -> str:
    if part.kind == "title":
        return f"## {lines[0]}"
    if part.is_heading:
        return f"**{lines[0]}**"
    return "  \n".join(lines) if part.kind == "columns" else "\n".join(lines)
