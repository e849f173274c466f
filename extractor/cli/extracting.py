"""Commands that read documents: `extract` and `read`; their options for OCR and limits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli import running
from extractor.cli.app import command
from extractor.console import extract_all, log_pages
from extractor.files import gather
from extractor.limits import LIMITS, MEGABYTE, Limits, Ocr

_SIZES = {"K": 1024, "M": MEGABYTE, "G": 1024 * MEGABYTE}


def size(text: str | int) -> int:
    """A number of bytes as typed: "500000", "200M", "1.5G"."""
    digits = str(text).strip().upper().removesuffix("B")
    try:
        return round(float(digits.rstrip("KMG")) * _SIZES.get(digits[-1:], 1))
    except ValueError:
        raise typer.BadParameter(f"{text} is no size; write 500000, 200M or 1.5G") from None


UseOcr = Annotated[
    Ocr, typer.Option("--ocr", help="OCR of PDF pages: auto reads those without a text layer that can be trusted.")
]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="SIZE", parser=size, help="Of the file.")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Of a PDF.")]
MaxUnpacked = Annotated[
    int, typer.Option("--max-unpacked", metavar="SIZE", parser=size, help="Of a DOCX, sheet or ODT when unpacked.")
]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.001, help="For each file.")]
MaxMemory = Annotated[int, typer.Option("--max-memory", metavar="SIZE", parser=size, help="For each file.")]


@command(
    "kehoach extract plan.txt -o -               one plan to stdout",
    "kehoach extract plans/ more/*.md -o out/    folders are searched for files of all formats",
    "kehoach extract 'plans/**/*.pdf' -o out/    plans/a/plan.pdf gives out/a/plan.pdf.json",
    "kehoach extract scan.pdf -o - --ocr always  a text layer that misleads is passed over",
    "kehoach extract in/ -o out/ --jobs 8 --max-pages 300 --max-memory 2G --max-seconds 120",
    "kehoach extract in/ -o out/ --db plans.duckdb",
    "kehoach extract 's3://plans/*.pdf' -o parquet/ --engine daft --ray ray://head:10001",
    codes="Exit codes: 0 every file was read; 1 some were not, the others were; 2 wrong usage; 130 interrupted.",
)
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, glob patterns.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="A folder, or - for stdout.")],
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Files at a time; 0: one for each core.")] = 0,
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Keep the plans in this DuckDB too.")] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed or was stopped before.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The summary as JSON on stdout.")] = False,
    engine: Annotated[
        Literal["local", "daft"], typer.Option(help="daft: INPUT may be URLs of an object store, OUT is Parquet.")
    ] = "local",
    ray: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of a Ray cluster, for --engine daft.")] = None,
    ocr: UseOcr = "auto",
    max_bytes: MaxBytes = LIMITS.bytes,
    max_pages: MaxPages = LIMITS.pages,
    max_unpacked: MaxUnpacked = LIMITS.unpacked,
    max_seconds: MaxSeconds = LIMITS.seconds,
    max_memory: MaxMemory = LIMITS.memory,
) -> None:
    """Extract plans to JSON, one file each, named after the whole file name: plan.txt gives OUT/plan.txt.json.

    A file that cannot be read, crashes or goes over a limit is reported with its cause and a remedy, and the others go
    on. A run that was cut off goes on where it stopped when it is started again; files that did not change are not
    read again. OUT/manifest.jsonl says what became of each file.
    """
    limits = Limits(bytes=max_bytes, pages=max_pages, unpacked=max_unpacked, seconds=max_seconds, memory=max_memory)
    if engine == "daft":
        raise typer.Exit(running.on_cluster(inputs, out, ray=ray, ocr=ocr, limits=limits, json=json))
    found = gather(inputs)
    if out == "-":
        if len(found.files) > 1:
            raise typer.BadParameter(f"- takes one input, {len(found.files)} files were given", param_hint="-o")
        failed = extract_all(found, lambda _, data: sys.stdout.buffer.write(data), ocr=ocr, limits=limits)
        raise typer.Exit(1 if failed else 0)
    if Path(out).is_file():
        raise typer.BadParameter(f"{out} is a file; give a folder, or - for stdout", param_hint="-o")
    code = running.on_this_machine(
        found, Path(out), jobs=jobs, db=db, retry_failed=retry_failed, ocr=ocr, limits=limits, json=json
    )
    raise typer.Exit(code)


@command(
    "kehoach failures out/",
    "kehoach failures out/ --json | less",
    codes="Exit codes: 0 every file of the run was read; 1 those that are listed were not; 2 wrong usage.",
)
def failures(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a run of `kehoach extract`.")],
    json: Annotated[bool, typer.Option("--json", help="The manifest's lines as they are.")] = False,
) -> None:
    """List the files of a run that have no output: those that cannot be read, and those in quarantine because they
    crashed or went over a limit."""
    from extractor.batch import journal
    from extractor.cli.following import cause

    left = [entry for entry in journal.load(out).values() if entry.cause is not None]
    for entry in left:
        print(entry.model_dump_json() if json else f"{entry.status.value:<8} {cause(entry)}")
    raise typer.Exit(1 if left else 0)


@command(
    "kehoach read plan.docx",
    "kehoach read scan.pdf --ocr never    what the text layer alone gives",
)
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A plan.")],
    ocr: UseOcr = "auto",
) -> None:
    """Print a document's blocks as read: place in the text, page, kind, table cell, words; then what was set aside and
    what to know of: pages read by OCR with their confidence, numbers to check."""
    from extractor.readers import read

    with log_pages(str(file)) as progress:
        document = read(file, ocr=ocr, progress=progress)
    for block in document.blocks:
        page = f" p{block.page}" if block.page else ""
        cell = f" {block.cell.table}:{block.cell.row}:{block.cell.col}" if block.cell else ""
        words = " ".join(document.text[block.span.start : block.span.end].split())
        print(f"[{block.span.start}:{block.span.end}]{page} {block.kind}{cell}  {words}")
    for unread in document.unread:
        page = f"p{unread.page} " if unread.page else ""
        print(f"set aside {page}({unread.reason})  {' '.join(unread.text.split())}")
    for notice in document.warnings:
        place = f"[{notice.span.start}:{notice.span.end}] " if notice.span else ""
        print(f"note {place}({notice.code})  {notice.message}")
