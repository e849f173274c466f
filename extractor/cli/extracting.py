"""Commands that read documents: `extract` and `read`; their options for OCR and limits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import command
from extractor.console import extract_all, log_pages, tell
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
    "kehoach extract in/ -o out/ --max-pages 300 --max-memory 2G --max-seconds 120",
    codes="Exit codes: 0 every file was read; 1 some were not, the others were; 2 wrong usage.",
)
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, glob patterns.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="A folder, or - for stdout.")],
    ocr: UseOcr = "auto",
    max_bytes: MaxBytes = LIMITS.bytes,
    max_pages: MaxPages = LIMITS.pages,
    max_unpacked: MaxUnpacked = LIMITS.unpacked,
    max_seconds: MaxSeconds = LIMITS.seconds,
    max_memory: MaxMemory = LIMITS.memory,
) -> None:
    """Extract plans to JSON, one file each, named after the whole file name: plan.txt gives OUT/plan.txt.json.

    A file that cannot be read or goes over a limit is reported with its cause and a remedy, and the others go on.
    """
    from extractor.files import gather, write_whole

    limits = Limits(bytes=max_bytes, pages=max_pages, unpacked=max_unpacked, seconds=max_seconds, memory=max_memory)
    found = gather(inputs)
    if out == "-" and len(found.files) > 1:
        raise typer.BadParameter(f"- takes one input, {len(found.files)} files were given", param_hint="-o")
    if Path(out).is_file():
        raise typer.BadParameter(f"{out} is a file; give a folder, or - for stdout", param_hint="-o")
    if out == "-":
        failed = extract_all(found, lambda _, data: sys.stdout.buffer.write(data), ocr=ocr, limits=limits)
        raise typer.Exit(1 if failed else 0)
    failed = extract_all(found, lambda name, data: write_whole(Path(out) / name, data), ocr=ocr, limits=limits)
    read = len(found.files) + len(found.failures) - failed
    passed_over = f", {found.passed_over} other files in the folders passed over" if found.passed_over else ""
    tell(f"{read} read, {failed} failed{passed_over}: {out}")
    raise typer.Exit(1 if failed else 0)


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
