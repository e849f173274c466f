"""A file to a Plan: read, segment, recognize, resolve, put together.

The same bytes in give the same Plan out; nothing is drawn from the clock, the network or chance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extractor import metadata as metadata_reader
from extractor import readers
from extractor.items import Item, items
from extractor.limits import LIMITS, Cancel, Limits, Ocr, Progress, Watch, watch, watched
from extractor.meant import members
from extractor.model import (
    BlockPlace,
    BodyMention,
    Budget,
    Citation,
    Cited,
    Document,
    Found,
    Metadata,
    Plan,
    Reference,
    Span,
    Table,
    TableCell,
    Target,
    TimeMention,
    Unit,
)
from extractor.recognize import recognize
from extractor.references import missing_annexes, references
from extractor.resolve import Reading
from extractor.rules import bodies, times
from extractor.segment import segment
from extractor.targets import find_targets
from extractor.tasks import find_tasks

CURRENCIES = ("VND", "USD")
TITLE_WORDS = 10
NOT_LISTED = ("text", "table", "row", "note")


def extract(
    path: str | Path,
    *,
    ocr: Ocr = "auto",
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """The extraction of the file at `path`; the options are those of readers.read, which says what is raised. The
    limits of seconds and memory hold for reading and extraction together, and where `cancel` says yes, Cancelled is
    raised."""
    clock = watch(str(path), limits, cancel)
    return extract_document(readers.read(path, ocr=ocr, limits=limits, progress=watched(clock, progress)), watch=clock)


def extract_bytes(
    data: bytes,
    *,
    name: str,
    ocr: Ocr = "auto",
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """The extraction of a file's bytes; `name` goes into the output and into messages, and is never opened. The rest
    is as in `extract`."""
    clock = watch(name, limits, cancel)
    document = readers.read_bytes(data, name=name, ocr=ocr, limits=limits, progress=watched(clock, progress))
    return extract_document(document, watch=clock)


def extract_text(text: str, *, name: str = "text", limits: Limits = LIMITS, cancel: Cancel | None = None) -> Plan:
    """The extraction of a string. Raises UnreadableFile where it is blank, and as `extract` does."""
    return extract_bytes(text.encode("utf-8", "replace"), name=name, limits=limits, cancel=cancel)


def extract_document(document: Document, *, watch: Watch | None = None) -> Plan:
    """The extraction of a document that was read before; raises OverLimit where `watch` says so between two stages."""
    check = watch.check if watch else lambda: None
    check()
    reading = understand(document)
    check()
    tasks = find_tasks(reading)
    check()
    targets = find_targets(reading, tasks)
    check()
    places = _Places(reading.items)
    referred = tuple(references(reading))
    return Plan(
        source=document.source,
        metadata=reading.metadata,
        outline=tuple(_units(reading)),
        targets=targets,
        tasks=tasks,
        citations=tuple(_cited(reading, places)),
        references=referred,
        times=tuple(_times(reading, places)),
        bodies=tuple(_bodies(reading, places, referred)),
        budgets=tuple(_budgets(reading, places, targets)),
        tables=tuple(_tables(reading, places)),
        blocks=tuple(
            BlockPlace(span=b.span, kind=b.kind, page=b.page, box=b.box, place=b.place) for b in document.blocks
        ),
        unread=document.unread,
        warnings=(*document.warnings, *missing_annexes(referred, reading)),
        text=document.text,
        raw_runs=document.runs,
    )


def understand(document: Document) -> Reading:
    """The document with its items and the values found in it."""
    meta = metadata_reader.read(document)
    values = recognize(document, territory=territory(meta), issued=_day(meta.issued), planned=_planned(meta.title))
    return Reading(document, meta, items(segment(document), document.key), values)


def territory(meta: Metadata) -> str | None:
    """The document's own place: of its issuer ("tỉnh Sơn La"), else of its date line ("Cần Thơ"); None for a central
    body's, whose date line says only where it sits."""
    issued_by = bodies.lookup(meta.issuer) if meta.issuer else None
    if issued_by is not None and issued_by.level == "central":
        return None
    words = (meta.issuer or "").split()
    at = next((i for i, word in enumerate(words) if word.lower() in ("tỉnh", "thành")), None)
    return " ".join(words[at:]) if at is not None else meta.place


def _day(issued: str | None) -> date | None:
    return date.fromisoformat(issued) if issued and len(issued) == 10 else None


def _planned(title: str | None) -> str | None:
    """The one year that the title plans ("… năm 2026"); None for a period, a horizon or several."""
    named = {f.value.anchor for f in times.find(title or "") if f.text.lower().startswith("năm ")}
    year = named.pop() if len(named) == 1 else None
    return year if year and len(year) == 4 else None


class _Places:
    """The outline path and page of any offset: that of the item whose own line holds it."""

    def __init__(self, all_items: Iterable[Item]) -> None:
        self.items = tuple(all_items)
        self.starts = tuple(item.node.head.start for item in self.items)

    def at(self, offset: int) -> tuple[str, int | None]:
        i = bisect_right(self.starts, offset) - 1
        return (self.items[i].path, self.items[i].node.page) if i >= 0 else ("", None)

    def of(self, found: Found[object]) -> dict[str, Any]:
        """What every mention says of where it stands and how it was found."""
        path, page = self.at(found.span.start)
        return {"quote": found.text, "span": found.span, "page": page, "path": path, "rule": found.rule}


def _units(reading: Reading) -> Iterator[Unit]:
    text = reading.document.text
    for item in reading.items:
        node = item.node
        if node.style in NOT_LISTED:
            continue
        yield Unit(
            path=item.path,
            label=node.label,
            title=_title(text[node.title.start : node.title.end], heading=bool(node.children)),
            style=node.style,
            role=item.role,
            span=node.span,
            head=node.head,
            page=node.page,
        )


def _title(words: str, *, heading: bool) -> str:
    """A heading whole, a sentence by its first ten words."""
    all_words = words.split()
    whole = " ".join(all_words).rstrip(" :.;")
    is_sentence = len(all_words) > 40 or (len(all_words) > TITLE_WORDS and words.rstrip()[-1:] in ".;," and not heading)
    return " ".join(all_words[:TITLE_WORDS]).rstrip(" ,:;.") if is_sentence else whole


def _cited(reading: Reading, places: _Places) -> Iterator[Cited]:
    mentions: dict[str, list[Found[Citation]]] = {}
    for found in reading.values.citations:
        if found.value.key != reading.metadata.number:
            mentions.setdefault(found.value.key, []).append(found)
    for same in mentions.values():
        merged = _merged([f.value for f in same])
        yield Cited(**vars(merged), **places.of(same[0]), mentions=tuple(f.span for f in same))


def _merged(citations: list[Citation]) -> Citation:
    """What all mentions say together: the first that gives a field decides."""
    fields = {name: value for c in reversed(citations) for name, value in c if value is not None}
    provisions = tuple(dict.fromkeys(provision for c in citations for provision in c.provisions))
    return citations[0].model_copy(update=fields | {"provisions": provisions})


def _times(reading: Reading, places: _Places) -> Iterator[TimeMention]:
    for f in sorted((*reading.values.times, *reading.values.vague), key=lambda f: f.span):
        yield TimeMention(**vars(f.value), **places.of(f))


def _bodies(reading: Reading, places: _Places, referred: Sequence[Reference]) -> Iterator[BodyMention]:
    meant = members(reading, referred)
    for f in reading.values.bodies:
        stands_for = tuple(body.id for body in meant.get(f.span, ()))
        yield BodyMention(**vars(f.value), **places.of(f), stands_for=stands_for)


def _budgets(reading: Reading, places: _Places, targets: tuple[Target, ...]) -> Iterator[Budget]:
    taken = {e.span for target in targets for e in target.evidence if e.field == "value"}
    for f in reading.values.quantities:
        if f.value.unit in CURRENCIES and f.span not in taken:
            yield Budget(**vars(f.value), **places.of(f))


def _tables(reading: Reading, places: _Places) -> Iterator[Table]:
    cells: dict[int, list[TableCell]] = {}
    for block in reading.document.blocks:
        if block.cell is not None:
            c = block.cell
            cell = TableCell(row=c.row, col=c.col, rowspan=c.rowspan, colspan=c.colspan, span=block.span)
            cells.setdefault(c.table, []).append(cell)
    for table in cells.values():
        path, page = places.at(table[0].span.start)
        whole = Span(table[0].span.start, max(cell.span.end for cell in table))
        yield Table(path=path, span=whole, page=page, cells=tuple(table))
