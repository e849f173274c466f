"""`python benchmarks/ocr.py [SCAN TWIN …]`: how well scans are read, beside plain Tesseract, in one run.

Without files the samples of corpora/ are read from their scans: the share of the text's targets and tasks found with
all their facts, the rows of annexes that are right to the letter, and the seconds a page.
SCAN is a PDF of pictures, TWIN the same document as text (DOC, DOCX, text). For both readings of each scan it prints
the character error (edits for each character of the twin, blanks folded), the share of letters with the right marks
among those whose bare letter is right, and the seconds a page; then the share of the twin's targets (indicator and
value) and tasks (action) that are found in the scan. Plain Tesseract is `tesseract -l vie` on pages drawn at 300 dpi.
"""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pypdfium2
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.model import Target, Task
from extractor.normalize import fold
from extractor.pipeline import extract_document
from extractor.readers import read, read_bytes

T = TypeVar("T")

DPI = 300
ALIKE = 85.0  # of 100; words of one indicator or action, read twice


def plain(scan: Path) -> str:
    """What `tesseract -l vie` prints for the pages."""
    document = pypdfium2.PdfDocument(scan)
    pages = []
    with TemporaryDirectory() as folder:
        for page in document:
            picture = Path(folder) / "page.png"
            page.render(scale=DPI / 72).to_pil().save(picture, dpi=(DPI, DPI))
            command = ["tesseract", str(picture), "stdout", "-l", "vie", "--dpi", str(DPI)]
            pages.append(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return "\n".join(pages)


def bare(text: str) -> str:
    """The text for comparison: one kind of dash and of tone placement, no blanks and no signs of tables."""
    return "".join(fold(unicodedata.normalize("NFC", text)).replace("|", " ").split())


def letters(text: str) -> str:
    """One character each, without marks."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text).translate(str.maketrans("đĐ", "dD"))


def error(seen: str, truth: str) -> float:
    return Levenshtein.distance(bare(seen), bare(truth)) / len(bare(truth))


def marks(seen: str, truth: str) -> float:
    """The share of letters with the right marks among the truth's letters whose bare letter was seen."""
    a, b = bare(seen), bare(truth)
    right = total = 0
    for block in Levenshtein.opcodes(letters(a), letters(b)):
        if block.tag == "equal":
            pairs = zip(a[block.src_start : block.src_end], b[block.dest_start : block.dest_end], strict=True)
            same = [x == y for x, y in pairs if y.isalpha()]
            right, total = right + sum(same), total + len(same)
    return right / max(1, total)


def same_target(one: Target, other: Target) -> bool:
    alike = fuzz.ratio(fold(one.indicator).lower(), fold(other.indicator).lower()) >= ALIKE
    return (one.value, one.unit) == (other.value, other.unit) and alike


def same_task(one: Task, other: Task) -> bool:
    return fuzz.ratio(fold(one.action).lower(), fold(other.action).lower()) >= ALIKE


def found(wanted: Sequence[T], there: Sequence[T], same: Callable[[T, T], bool]) -> int:
    """How many of `wanted` have a partner of their own."""
    left = list(there)
    count = 0
    for each in wanted:
        at = next((i for i, other in enumerate(left) if same(each, other)), None)
        if at is not None:
            count += 1
            del left[at]
    return count


def timed(reader: Callable[[Path], str], scan: Path) -> tuple[str, float]:
    start = time.process_time() + _children()
    text = reader(scan)
    return text, time.process_time() + _children() - start


def _children() -> float:
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def samples() -> None:
    """Print a row for each sample plan: what its scan gives of what its text gives."""
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root / "corpora"), str(root / "tests")]
    import test_forms as forms

    print("| sample | targets | tasks | rows right | s a page |\n| --- | ---: | ---: | ---: | ---: |")
    for name in forms.SAMPLES:
        text = forms.text_of(name)
        data = forms.builder.FORMS["scan.pdf"](forms.SAMPLES[name])
        start = time.process_time()
        plan = extract_document(read_bytes(data, name=f"{name}.scan.pdf"))
        seconds = (time.process_time() - start) / len(plan.source.ocr)
        targets = forms.share(forms.targets(text), forms.targets(plan), facts=lambda t: t[1:6])
        tasks = forms.share(forms.tasks(text), forms.tasks(plan), facts=lambda t: (t[1], t[3])) if text.tasks else 1.0
        meant, seen = forms.rows_meant(name), forms.rows(plan)
        right = f"{sum(row in seen for row in meant)} of {len(meant)}"
        shares = f"{targets:.0%} of {len(text.targets)} | {tasks:.0%} of {len(text.tasks)}"
        print(f"| {name} | {shares} | {right} | {seconds:.1f} |", flush=True)


def main(files: list[str]) -> None:
    if not files:
        return samples()
    print(
        "| scan | reader | character error | letters with right marks | s a page |\n| --- | --- | ---: | ---: | ---: |"
    )
    shares = []
    for scan, twin in zip(map(Path, files[::2]), map(Path, files[1::2]), strict=True):
        truth = read(twin)
        pages = len(pypdfium2.PdfDocument(scan))
        start = time.process_time()
        ours = read(scan)
        seconds = time.process_time() - start
        theirs, their_seconds = timed(plain, scan)
        for name, text, spent in (("kehoach", ours.text, seconds), ("tesseract", theirs, their_seconds)):
            figures = f"{error(text, truth.text):.2%} | {marks(text, truth.text):.2%} | {spent / pages:.1f}"
            print(f"| {scan.name} | {name} | {figures} |", flush=True)
        a, b = extract_document(truth), extract_document(ours)
        targets, tasks = found(a.targets, b.targets, same_target), found(a.tasks, b.tasks, same_task)
        shares.append(
            f"{scan.name}: {targets} of {len(a.targets)} targets, {tasks} of {len(a.tasks)} tasks of {twin.name}"
            f" ({len(b.targets)} and {len(b.tasks)} in the scan)"
        )
    print("\n" + "\n".join(shares))


if __name__ == "__main__":
    main(sys.argv[1:])
