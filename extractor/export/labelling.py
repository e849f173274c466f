"""Marked texts to the files of Label Studio, doccano and brat, and those files back to marked texts.

Label Studio: one JSON list of tasks; the fields of a record are its region's "meta". doccano: JSON Lines; the fields
stand in each line's "fields" by the entity's id. brat: a folder with NAME.txt and NAME.ann for each document; the
fields are a note on the record. Label Studio counts UTF-16 units, the others code points; a mark over several lines is
a discontinuous one in brat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import regex

from extractor.export.marks import LABELS, BadMarks, Mark, Marked, checked, utf16
from extractor.files import write_whole

LABEL_STUDIO_CONFIG = f"""<View>
  <Labels name="label" toName="text">{"".join(f'<Label value="{label}"/>' for label in LABELS)}</Labels>
  <Text name="text" value="$text" granularity="word"/>
</View>
"""
_BRAT_MARK = regex.compile(r"(T\d+)\t(\w+) ((?:\d+ \d+;?)+)\t")
_BRAT_NOTE = regex.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


class Tool(NamedTuple):
    """How a tool's files are written and read; `written` takes a file (of brat: a folder)."""

    written: Callable[[Iterable[Marked], Path], None]
    read: Callable[[Path], Iterator[Marked]]


def read(tool: str, source: Path) -> list[Marked]:
    """The marked texts of a tool's file. Raises BadMarks where it is not in the form that was written."""
    try:
        return [checked(source, document) for document in TOOLS[tool].read(source)]
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        cause = f"is no {tool} file of kehoach's ({type(error).__name__}: {error})"
        raise BadMarks(str(source), cause, "export it from the tool in the form it was imported in") from error


def _write_label_studio(documents: Iterable[Marked], out: Path) -> None:
    tasks = [
        {
            "data": {"text": document.text, "document": document.document},
            "predictions": [{"model_version": "kehoach", "result": _regions(document)}],
        }
        for document in documents
    ]
    write_whole(out, orjson.dumps(tasks, option=orjson.OPT_INDENT_2))


def _regions(document: Marked) -> list[dict[str, Any]]:
    units = utf16(document.text)
    return [
        {
            "id": mark.id,
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {
                "start": units[mark.start],
                "end": units[mark.end],
                "text": document.text[mark.start : mark.end],
                "labels": [mark.label],
            },
            "meta": {"fields": mark.fields},
        }
        for mark in document.marks
    ]


def _read_label_studio(source: Path) -> Iterator[Marked]:
    """A person's annotation where there is one, else the prediction that was given."""
    for task in orjson.loads(source.read_bytes()):
        text = task["data"]["text"]
        points = {unit: at for at, unit in enumerate(utf16(text))}
        made = task.get("annotations") or task["predictions"]
        marks = [
            Mark(
                region["id"],
                region["value"]["labels"][0],
                points[region["value"]["start"]],
                points[region["value"]["end"]],
                region.get("meta", {}).get("fields", {}),
            )
            for region in made[0]["result"]
            if region["type"] == "labels"
        ]
        yield Marked(task["data"]["document"], text, tuple(marks))


def _write_doccano(documents: Iterable[Marked], out: Path) -> None:
    lines = [
        {
            "text": document.text,
            "document": document.document,
            "entities": [
                {"id": at, "label": mark.label, "start_offset": mark.start, "end_offset": mark.end}
                for at, mark in enumerate(document.marks)
            ],
            "fields": {str(at): {"id": mark.id} | mark.fields for at, mark in enumerate(document.marks)},
        }
        for document in documents
    ]
    write_whole(out, b"".join(orjson.dumps(line) + b"\n" for line in lines))


def _read_doccano(source: Path) -> Iterator[Marked]:
    for line in source.read_bytes().splitlines():
        document = orjson.loads(line)
        marks = []
        for entity in document["entities"]:
            fields = dict(document["fields"].get(str(entity["id"]), {}))
            id = fields.pop("id", f"e{entity['id']}")
            marks.append(Mark(id, entity["label"], entity["start_offset"], entity["end_offset"], fields))
        yield Marked(document["document"], document["text"], tuple(marks))


def _write_brat(documents: Iterable[Marked], out: Path) -> None:
    for document in documents:
        name = Path(document.document).name
        lines = []
        for at, mark in enumerate(document.marks, start=1):
            pieces = _pieces(document.text, mark)
            places = ";".join(f"{start} {end}" for start, end in pieces)
            words = " ".join(document.text[start:end] for start, end in pieces)
            note = orjson.dumps({"id": mark.id} | mark.fields).decode()
            lines += [f"T{at}\t{mark.label} {places}\t{words}\n", f"#{at}\tAnnotatorNotes T{at}\t{note}\n"]
        write_whole(out / f"{name}.txt", document.text.encode())
        write_whole(out / f"{name}.ann", "".join(lines).encode())
    config = "[entities]\n" + "\n".join(LABELS) + "\n[relations]\n[events]\n[attributes]\n"
    write_whole(out / "annotation.conf", config.encode())


def _pieces(text: str, mark: Mark) -> list[tuple[int, int]]:
    """The mark line by line: brat's spans must not hold line ends."""
    return [m.span() for m in regex.finditer(r"[^\n\r]*[^\s]", text, pos=mark.start, endpos=mark.end)]


def _read_brat(source: Path) -> Iterator[Marked]:
    for file in sorted(source.glob("*.ann")):
        text = file.with_suffix(".txt").read_bytes().decode()
        lines = file.read_bytes().decode().split("\n")
        notes = {m[1]: orjson.loads(m[2]) for line in lines if (m := _BRAT_NOTE.match(line))}
        marks = []
        for m in filter(None, map(_BRAT_MARK.match, lines)):
            fields = notes.get(m[1], {})
            ends = [int(number) for number in regex.findall(r"\d+", m[3])]
            marks.append(Mark(fields.pop("id", m[1]), m[2], min(ends), max(ends), fields))
        yield Marked(file.stem, text, tuple(marks))


TOOLS = {
    "label-studio": Tool(_write_label_studio, _read_label_studio),
    "doccano": Tool(_write_doccano, _read_doccano),
    "brat": Tool(_write_brat, _read_brat),
}
