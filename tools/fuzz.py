"""Hostile variants of the sample plans through readers and the whole pipeline: `python tools/fuzz.py --cases 200000`.

Each case is drawn from its number alone, so that a failing one can be run again (`--only N`). A case fails when the
extraction crashes with anything but UnreadableFile, takes longer than SECONDS, or breaks a guarantee: every span quotes
the text, no letter of a text file is lost, the JSON reads back as the same values. Exit code 1 when one failed.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20
A_PART = 500
WINDOW = 600
"""Letters of a sample that a case is made from: hostile things are tried on many short texts."""
WORDS = (
    *(
        "I. ",
        "II. ",
        "IV. ",
        "1. ",
        "1.1. ",
        "a) ",
        "đ) ",
        "- ",
        "+ ",
        "* ",
        "(1) ",
        "|",
        "| ",
        "\n",
        "\n\n",
        " ",
        "\t",
    ),
    *("Điều 1. ", "Khoản 2 ", "Phụ lục I", "KẾ HOẠCH", "QUYẾT ĐỊNH", "MỤC TIÊU", "TỔ CHỨC THỰC HIỆN", "Nơi nhận:"),
    *(
        "Số: 12/KH-UBND",
        "TM. ỦY BAN NHÂN DÂN",
        "Sở Y tế",
        "chủ trì, phối hợp với ",
        "UBND các xã",
        "trong đó",
        ";",
        ":",
    ),
    *(
        "đến năm 2030",
        "trước ngày 30/6/2026",
        "hằng năm",
        "quý IV năm 2025",
        "giai đoạn 2026 - 2030",
        ".",
        ",",
        ":",
        " ",
    ),
    *("70%", "1.500", "từ 60% lên 80%", "tỷ đồng", "2/3", "Quyết định số 348/QĐ-TTg"),
)
EVIL = (
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u0301" * 40,
        "\ud800",
        "\udfff",
        "\x00",
        "\x1b[31m",
    ),
    *("\U0001f4da", "\u0130", "\u1e9e", "\ufb01", "\u2460", "\u2163", "\u00bd", "\u2028", "\u0085", "\r", "\u00a0"),
    *("\u3000", "\U0001d7d5\U0001d7ce%", "\u0663\u0660", "<script>", "&#0;", "]]>", "\x1b[31m"),
)


class Broken(Exception):
    """A guarantee that an extraction did not keep."""


def case(number: int) -> tuple[bytes, str]:
    """The bytes of a case and the name of what was done to get them."""
    chance = random.Random(number)
    form = chance.choice([_words, _words, _words, _text, _text, _text, _encoded, _bytes, _packed])
    data, done = form(chance)
    return data, f"{form.__name__[1:]}: {done}"


def check(data: bytes) -> bool:
    """Extract `data` and check all guarantees; whether it could be read. Raises whatever is wrong with it."""
    from extractor import pipeline, readers, serialize
    from extractor.errors import UnreadableFile

    try:
        with _time_limit():
            document = readers.read_bytes(data, name="case", ocr="never")
            plan = pipeline.extract_document(document)
    except UnreadableFile:
        return False
    records = (*plan.targets, *plan.tasks, *plan.citations, *plan.times, *plan.bodies, *plan.budgets, *plan.references)
    evidence = [each for record in (*plan.targets, *plan.tasks, plan.metadata) for each in record.evidence]
    for each in (*records, *evidence):
        if plan.text[each.span.start : each.span.end] != each.quote:
            raise Broken(f"{each.span} does not hold {each.quote!r}")
    dumped = serialize.dumps(plan)
    if serialize.dumps(serialize.loads(dumped)) != dumped:
        raise Broken("the JSON does not read back as the same values")
    _check_letters(data, plan)
    return True


def _check_letters(data: bytes, plan: object) -> None:
    """No letter or digit of a text file is lost: each is in the text or was set aside."""
    from extractor.model import Plan
    from extractor.readers.decode import decode

    assert isinstance(plan, Plan)
    if plan.source.format not in ("text", "markdown") or any(notice.code == "converted" for notice in plan.warnings):
        return
    raw = _letters(decode(data).text)
    lost = raw - _letters(plan.text) - _letters("".join(each.text for each in plan.unread))
    if lost:
        raise Broken(f"letters lost: {lost.most_common(5)}")


def _letters(text: str) -> Counter[str]:
    """The letters, digits and marks on them, each by itself: a mark may join its letter once what stood between them
    is gone."""
    apart = unicodedata.normalize("NFD", text)
    return Counter(each for each in apart if each.isalnum() or unicodedata.category(each) == "Mn")


@contextmanager
def _time_limit() -> Iterator[None]:
    """SECONDS of CPU: others may be at work on the machine."""

    def over(*_: object) -> None:
        raise Broken(f"takes longer than {SECONDS} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def _samples() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((ROOT / "corpora").glob("mau-*")))


def _window(chance: random.Random) -> str:
    sample = chance.choice(_samples())
    start = chance.randrange(max(1, len(sample) - WINDOW))
    return sample[start : start + chance.randrange(50, WINDOW)]


def _words(chance: random.Random) -> tuple[bytes, str]:
    """Keywords in any order: what the segmenter and the rules look for."""
    return "".join(chance.choices(WORDS, k=chance.randrange(1, 120))).encode(), "keywords"


def _text(chance: random.Random) -> tuple[bytes, str]:
    """A stretch of a sample with some of its text changed."""
    text = _window(chance)
    changes = chance.choices(TEXT_CHANGES, k=chance.randrange(1, 4))
    for change in changes:
        text = change(chance, text)
    return text.encode("utf-8", "surrogatepass"), " ".join(change.__name__[1:] for change in changes)


def _encoded(chance: random.Random) -> tuple[bytes, str]:
    """Stretches in several encodings behind each other."""
    encodings = chance.choices(["utf-8", "utf-16", "utf-16-be", "cp1258", "latin-1", "utf-7", "utf-8-sig"], k=2)
    return b"".join(_window(chance).encode(each, "replace") for each in encodings), " ".join(encodings)


def _bytes(chance: random.Random) -> tuple[bytes, str]:
    """Bits flipped, bytes cut, spliced or repeated in a sample of any form."""
    name, data = chance.choice(_forms())
    change = chance.choice([_flip, _truncate, _splice, _repeat_bytes])
    return change(chance, data), f"{change.__name__[1:]} {name}"


def _packed(chance: random.Random) -> tuple[bytes, str]:
    """One part of an office file changed, the archive itself sound."""
    name, data = chance.choice([form for form in _forms() if form[1].startswith(b"PK")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for part in old.namelist():
            content = old.read(part)
            new.writestr(
                part, chance.choice([_flip, _truncate, _splice])(chance, content) if part == chosen else content
            )
    return out.getvalue(), f"{name} {chosen}"


def _evil(chance: random.Random, text: str) -> str:
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(EVIL) + text[at:]
    return text


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(1, len(text) + 1)]


def _repeat(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    piece = text[start : start + chance.randrange(1, 20)]
    return text[:start] + piece * chance.randrange(2, 1000 // len(piece) + 3) + text[start:]


def _nest(chance: random.Random, text: str) -> str:
    opening = chance.choice(["(", "a) ", "1.1.", "- ", "|", "“", "I. ", "> ", "trong đó ", "\n  - "])
    return text + opening * chance.randrange(50, 400) + text[:100]


def _decompose(chance: random.Random, text: str) -> str:
    return unicodedata.normalize(chance.choice(["NFD", "NFKD", "NFC"]), text)


def _shuffle(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return chance.choice(["\n", "\r\n", "\r", " "]).join(lines)


def _swap(chance: random.Random, text: str) -> str:
    return text.swapcase() if chance.random() < 0.5 else text[::-1]


TEXT_CHANGES: list[Callable[[random.Random, str], str]] = [
    _evil,
    _evil,
    _cut,
    _repeat,
    _nest,
    _decompose,
    _shuffle,
    _swap,
]


def _leave(chance: random.Random, data: bytes) -> bytes:
    return data


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 30) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _splice(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(_forms())[1]
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    return data[:at] + other[start : start + 2000] + data[at:]


def _repeat_bytes(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start : start + 50] * chance.randrange(2, 60) + data[start:]


@cache
def _forms() -> tuple[tuple[str, bytes], ...]:
    """A short plan and a table in the forms that offices have."""
    sys.path.insert(0, str(ROOT / "corpora"))
    from build import FORMS
    from forms.sample import load

    plan, annex = _samples()[4].split("\n")[:30], _samples()[6].split("\n")[:40]
    forms = []
    for name, lines in ("plan.txt", plan), ("annex.md", annex):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_text("\n".join(lines), "utf-8")
            sample = load(path)
        built = ((f"{name}.{form}", FORMS[form](sample)) for form in ("docx", "pdf", "html", "word.html", "xlsx"))
        forms += [(form, data) for form, data in built if data is not None]
    return tuple(forms)


def run(numbers: range) -> tuple[int, list[str]]:
    """How many cases of `numbers` could be read, and a line for each that failed."""
    read, failures = 0, []
    for number in numbers:
        data, done = case(number)
        try:
            read += check(data)
        except Exception as error:
            failures.append(f"case {number} ({done}): {type(error).__name__}: {str(error)[:200]}")
    return read, failures


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=10_000)
    options.add_argument("--start", type=int, default=0, help="number of the first case")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--only", type=int, metavar="N", help="run one case and let its error through")
    asked = options.parse_args()
    if asked.only is not None:
        data, done = case(asked.only)
        print(f"{done}: {data!r}")
        print("read" if check(data) else "refused")
        return 0
    started, end = time.monotonic(), asked.start + asked.cases
    parts = [range(at, min(at + A_PART, end)) for at in range(asked.start, end, A_PART)]
    read, failures = 0, []
    with ProcessPoolExecutor(asked.jobs) as pool:
        for part, (well, wrong) in zip(parts, pool.map(run, parts), strict=True):
            read, failures = read + well, failures + wrong
            print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
            print(f"{part.stop - asked.start:>8} cases, {read} read, {len(failures)} failed", file=sys.stderr)
    print(*failures, sep="\n")
    took = time.monotonic() - started
    print(f"{asked.cases} cases in {took:.0f} s: {read} read, the others refused, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
