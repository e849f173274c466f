"""The journal of a run over many files in, one HTML page out: what was read, what failed and why, counts by format,
province and cause, and links to the plans' own pages.

Guarantees: as frame.py; every file of the journal has a row; a summary says nothing that the extraction does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import orjson

from extractor.model import Metadata
from extractor.provinces import of
from extractor.report import say
from extractor.report.frame import page, shown
from extractor.report.tables import Cell, Column, Row, number_cell, section, table, words_cell
from extractor.report.words import WORDS, Lang, Words

if TYPE_CHECKING:
    from extractor.batch.journal import Entry

STATES = ("read", "failed", "stopped")
_SIGNS = {"read": "✓", "failed": "✗", "stopped": "■", "warned": "!"}


class Summary(NamedTuple):
    """What the page says of one extraction; `province` is None where its document names none, `warnings` are the codes
    of its warnings."""

    title: str
    province: str | None
    targets: int
    tasks: int
    warnings: tuple[str, ...]


def summary(data: bytes) -> Summary | None:
    """The summary of an extraction's JSON, which is not checked further; None for what is none."""
    try:
        plan = orjson.loads(data)
        meta = Metadata.model_validate_json(orjson.dumps(plan["metadata"]))
        codes = tuple(str(each["code"]) for each in plan["warnings"])
        title = " ".join(" ".join(filter(None, (meta.kind, meta.number, meta.title))).split())
        place = of(meta)
        return Summary(title, place.name if place else None, len(plan["targets"]), len(plan["tasks"]), codes)
    except (ValueError, KeyError, TypeError):
        return None


def html(
    entries: Sequence[Entry],
    summaries: Mapping[str, Summary],
    links: Mapping[str, str] | None = None,
    *,
    lang: Lang = "vi",
) -> str:
    """The page; `summaries` and `links` (relative paths of the plans' own pages) go by `Entry.output`."""
    words = WORDS[lang]
    states = {name: _state(entries, name, words) for name in ("read", "failed", "stopped", "warned")}
    known = [summaries[entry.output] for entry in entries if entry.output in summaries]
    counted = "".join(f"<div><dt>{name}</dt><dd>{many}</dd></div>" for name, many in states.values())
    totals = {"targets": sum(each.targets for each in known), "tasks": sum(each.tasks for each in known)}
    counted += "".join(
        f"<div><dt>{words[name]}</dt><dd>{say.number(str(many), lang)}</dd></div>" for name, many in totals.items()
    )
    body = (
        f'<header class="top"><h1>{words["batch"]}</h1>\n{_filters(entries, summaries, words)}</header>\n'
        f'<main id="main" tabindex="-1">\n<noscript><p>{words["no_script"]}</p></noscript>\n'
        f'<dl class="facts states">{counted}</dl>\n'
        f'<div class="counts">{_causes(entries, words)}{_formats(entries, words)}'
        f"{_provinces(known, words)}{_warned(known, words)}</div>\n"
        f"{_files(entries, summaries, links or {}, words, lang)}</main>\n"
    )
    return page(words["batch"], body, _data(entries, summaries, words), lang=lang, parts=("batch",))


def _state(entries: Sequence[Entry], name: str, words: Words) -> tuple[str, int]:
    many = sum(entry.warnings > 0 if name == "warned" else entry.status == name for entry in entries)
    return f"{_SIGNS[name]} {words[f'state_{name}']}", many


def _data(entries: Sequence[Entry], summaries: Mapping[str, Summary], words: Words) -> dict[str, Any]:
    """What the script filters by."""
    return {
        "words": {name: words[name] for name in ("shown", "sort")},
        "rows": [
            {
                "state": str(entry.status),
                "warned": entry.warnings > 0,
                "format": entry.format or "–",
                "province": _province(summaries.get(entry.output)),
            }
            for entry in entries
        ],
    }


def _province(held: Summary | None) -> str:
    return (held.province if held else None) or "–"


def _filters(entries: Sequence[Entry], summaries: Mapping[str, Summary], words: Words) -> str:
    some = f'<option value="">{words["any"]}</option>'
    states = "".join(
        f'<option value="{name}">{_SIGNS[name]} {words[f"state_{name}"]}</option>' for name in (*STATES, "warned")
    )
    return (
        f'<form id="filters" role="search" aria-label="{words["filters"]}" hidden>'
        f'<label class="grow">{words["search"]} <input type="search" name="words" autocomplete="off"></label>'
        f'<label>{words["state"]} <select name="state">{some}{states}</select></label>'
        f'<label>{words["format"]} <select name="format">{some}</select></label>'
        f'<label>{words["province"]} <select name="province">{some}</select></label>'
        f'<button type="reset">{words["clear"]}</button>'
        f'<span class="found"><output id="count" aria-live="polite"></output></span></form>\n'
    )


def _causes(entries: Sequence[Entry], words: Words) -> str:
    """Why files have no output, the most frequent cause first: its words without the file's own name."""
    causes = Counter(_cause(entry) for entry in entries if entry.status != "read")
    return _counted("causes", words["causes"], causes, words)


def _cause(entry: Entry) -> str:
    """The cause without the name of the file, so that alike ones count together."""
    cause = entry.cause or "–"
    for name in (entry.input, entry.input.rsplit("/", 1)[-1]):
        cause = cause.removeprefix(f"{name}: ")
    return cause


def _formats(entries: Sequence[Entry], words: Words) -> str:
    return _counted("formats", words["format"], Counter(entry.format or "–" for entry in entries), words)


def _provinces(known: Sequence[Summary], words: Words) -> str:
    return _counted("provinces", words["province"], Counter(map(_province, known)), words)


def _warned(known: Sequence[Summary], words: Words) -> str:
    return _counted("codes", words["warnings"], Counter(code for each in known for code in each.warnings), words)


def _counted(id: str, title: str, counts: Counter[str], words: Words) -> str:
    if not counts:
        return ""
    rows = [
        Row((words_cell(name), number_cell(many))) for name, many in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    ]
    inner = table(title, [Column(title), Column(words["how_many"], "figure")], rows, kind="tally")
    return section(id, title, len(rows), inner, words, level=2)


def _files(
    entries: Sequence[Entry], summaries: Mapping[str, Summary], links: Mapping[str, str], words: Words, lang: Lang
) -> str:
    columns = [
        Column(words["document"], "wider"), Column(words["state"], "wide-state"), Column(words["format"], "figure"),
        Column(words["province"], "place"), Column(words["targets"], "figure"), Column(words["tasks"], "figure"),
        Column(words["warnings"], "figure"), Column(words["size"], "figure"), Column(words["seconds"], "figure"),
    ]  # fmt: skip
    rows = [_file(entry, summaries.get(entry.output), links.get(entry.output), words, lang) for entry in entries]
    return section(
        "files", words["files"], len(rows), table(words["files"], columns, rows, kind="files"), words, level=2
    )


def _file(entry: Entry, held: Summary | None, link: str | None, words: Words, lang: Lang) -> Row:
    name = shown(entry.input)
    named = f'<a href="{quote(link)}">{name}</a>' if link else name
    title = f"<small>{shown(held.title)}</small>" if held and held.title else ""
    cause = f"<small>{shown(_cause(entry))}</small>" if entry.cause else ""
    state = f'<span class="state {entry.status}">{_SIGNS[entry.status]} {words[f"state_{entry.status}"]}</span>{cause}'
    return Row(
        (
            Cell(named + title, entry.input),
            Cell(state, str(entry.status)),
            words_cell(entry.format or "–"),
            words_cell(_province(held)),
            number_cell(held.targets if held else None),
            number_cell(held.tasks if held else None),
            number_cell(entry.warnings),
            number_cell(entry.bytes, said=_size(entry.bytes, lang)),
            number_cell(round(entry.seconds * 1000), said=say.number(f"{entry.seconds:.1f}", lang)),
        )
    )


def _size(bytes: int, lang: Lang) -> str:
    if bytes < 1_000_000:
        return f"{say.number(str(round(bytes / 1000)), lang)} kB"
    return f"{say.number(f'{bytes / 1_000_000:.1f}', lang)} MB"
