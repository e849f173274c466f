"""`make bench`: how fast extraction is, beside what else reads such text and the floor, into benchmarks/speed.md.

All in one run, the rivals in turn on the same text, in seconds of CPU (user and system) since others may share the
cores: the fastest of RUNS. The texts are those of ../shared/corpora where it is, else the samples, repeated.
"""

from __future__ import annotations

import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import regex

import extractor
from extractor import serialize
from extractor.lexicons import rows

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpora"
PAGE = ROOT / "benchmarks" / "speed.md"
SAMPLE = ROOT / "corpora" / "mau-02-vinhlong-chuyen-doi-so-bao-chi.txt"
RUNS = 2
CHARACTERS = 200_000  # of texts that are measured warm, at least
COMPARED = 5_000  # characters that the rivals read: the slowest takes seconds for them
LENGTHS = (10_000, 100_000, 1_700_000)
FILES = 100  # of the run with one and with two jobs
TICK = 0.002  # seconds of CPU between two looks of the profile
BEFORE = """\
11.1 rules/rule.py:matches
6.2 normalize.py:_edits
5.4 rules/rule.py:find
3.8 model/values.py:Span
3.2 rules/bodies.py:_by_rule
3.2 model/document.py:Found
2.4 pydantic/main.py:BaseModel.__init__
1.8 serialize.py:_encode
1.7 readers/markdown.py:unmark
1.7 targets/indicators.py:_noun_start""".splitlines()
_ROW = regex.compile(r"\d[\d.,]*\s*(?:%|\p{L}+)")


def texts() -> tuple[str, list[str]]:
    """What is measured on, in words, and the texts."""
    real = [path.read_text("utf-8", "replace") for path in sorted(REAL.glob("*")) if path.suffix in (".md", ".txt")]
    if real:
        some = real[:: max(1, sum(map(len, real)) // CHARACTERS)]
        return f"{len(some)} of {len(real)} real plans as text", some
    samples = [path.read_text("utf-8") for path in sorted((ROOT / "corpora").glob("mau-*"))]
    times = 1 + CHARACTERS // sum(map(len, samples))
    return f"the {len(samples)} sample plans, written for this project, {times} times over", samples * times


def whole(text: str) -> bytes:
    """The path of a file: decoding to JSON."""
    return serialize.dumps(extractor.extract_text(text))


def cpu(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def fastest(*runs: Callable[[], object]) -> list[float]:
    """Seconds of each of `runs`, which take turns."""
    for run in runs:
        run()
    turns = [[cpu(run) for run in runs] for _ in range(RUNS)]
    return [min(turn[i] for turn in turns) for i in range(len(runs))]


def rivals(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    lines = [line for line in text.splitlines() if line.strip()]
    yield "kehoach: all of it, to JSON", lambda: whole(text)
    yield "floor: the bytes decoded and one pattern run over them", lambda: _ROW.findall(text.encode().decode())
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        pass
    else:
        nlp = spacy.blank("xx")
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        names = [name for row in rows("bodies", "names") for name in row["names"]]
        matcher.add("body", [nlp.make_doc(name) for name in names])
        yield (
            "spaCy PhraseMatcher, the same names of bodies only",
            lambda: [matcher(nlp(line)) for line in lines],
        )
    try:
        from dateparser.search import search_dates
    except ImportError:
        pass
    else:
        yield "dateparser search_dates: times only", lambda: [search_dates(line, languages=["vi"]) for line in lines]
    try:
        from underthesea import ner, pos_tag
    except ImportError:
        pass
    else:
        yield "underthesea pos_tag and ner", lambda: [(pos_tag(line), ner(line)) for line in lines]


def compared(text: str) -> list[str]:
    named = dict(rivals(text))
    seconds = dict(zip(named, fastest(*named.values()), strict=True))
    own = next(iter(seconds.values()))
    return [
        "| on the same text | characters/s | time, kehoach = 1 |",
        "| --- | ---: | ---: |",
        *(f"| {name} | {len(text) / took:,.0f} | {took / own:.3g} |" for name, took in seconds.items()),
    ]


def pages() -> list[str]:
    """kehoach beside pdfplumber's bare text on the PDFs that `make forms` draws of the samples."""
    files = [path for path in sorted((ROOT / "build" / "forms").glob("*.pdf")) if ".scan" not in path.name][:3]
    if not files:
        return ["PDF: not measured; `make forms` draws the samples as PDF first."]
    import pdfplumber

    def bare() -> None:
        for path in files:
            with pdfplumber.open(path) as pdf:
                for page in pdf.pages:
                    page.extract_text()

    own, other = fastest(lambda: [serialize.dumps(extractor.extract(path)) for path in files], bare)
    return [f"PDF, {len(files)} samples: kehoach {own:.2f} s, pdfplumber's bare text {other:.2f} s: {own / other:.2f}."]


def child(*arguments: str, caches: Path) -> tuple[float, float]:
    """Seconds of CPU and of the clock that a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(caches), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def cold(folder: Path) -> list[str]:
    extract = ("-m", "extractor", "extract", str(SAMPLE), "-o", "-")
    first, later = folder / "first", folder / "later"
    child(*extract, caches=later)
    firsts = min(child(*extract, caches=first / str(turn))[0] for turn in range(RUNS))
    laters = min(child(*extract, caches=later)[0] for _ in range(RUNS))
    bare = min(child("-c", "import pydantic, typer, regex", caches=later)[0] for _ in range(RUNS))
    return [
        "| `kehoach extract one.txt -o -` | seconds of CPU |",
        "| --- | ---: |",
        f"| the first time, all patterns compiled and stored (`make setup` does so) | {firsts:.2f} |",
        f"| from then on | {laters:.2f} |",
        f"| of that, Python with pydantic, typer and regex alone | {bare:.2f} |",
    ]


def growth(all_texts: list[str]) -> list[str]:
    """The same words once, ten times and more."""
    line = ["| characters | seconds of CPU | characters/s |", "| ---: | ---: | ---: |"]
    page = "\n".join(all_texts)[: LENGTHS[0]]
    for length in LENGTHS:
        text = page * (length // len(page))
        took = min(cpu(lambda text=text: whole(text)) for _ in range(RUNS if length < 10**6 else 1))  # type: ignore[misc]
        line.append(f"| {length:,} | {took:.2f} | {length / took:,.0f} |")
    return line


def scaling(folder: Path, all_texts: list[str]) -> list[str]:
    """The clock of a run over FILES files with one job and with two, in turn."""
    inputs = folder / "in"
    inputs.mkdir()
    for i in range(FILES):
        (inputs / f"{i}.txt").write_text(all_texts[i % len(all_texts)], "utf-8")
    clock = {1: float("inf"), 2: float("inf")}
    for turn in range(RUNS):
        for jobs in clock:
            out = folder / f"out-{turn}-{jobs}"
            run = ("-m", "extractor", "extract", str(inputs), "-o", str(out), "--jobs", str(jobs))
            clock[jobs] = min(clock[jobs], child(*run, caches=folder / "later")[1])
    load = os.getloadavg()[0]
    gain = f"{clock[1]:.1f} s with one job, {clock[2]:.1f} s with two: {clock[1] / clock[2]:.2f} times"
    return [
        f"{FILES} files by the clock: {gain} "
        f"(load {load:.1f} on {os.cpu_count()} cores: above them, others share the clock and it tells little)."
    ]


def profile(all_texts: list[str]) -> list[str]:
    """Where the time goes: the functions at work at each TICK, C code counted for its caller."""
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        if frame is not None:
            code = frame.f_code
            seen["/".join(Path(code.co_filename).parts[-2:]).removeprefix("extractor/") + ":" + code.co_name] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    for text in all_texts:
        whole(text)
    signal.setitimer(signal.ITIMER_PROF, 0)
    now = [f"{100 * n / seen.total():.1f} {name}" for name, n in seen.most_common(10)]
    return [
        "| before | % | now | % |",
        "| --- | ---: | --- | ---: |",
        *(
            f"| {old.split()[1]} | {old.split()[0]} | {new.split()[1]} | {new.split()[0]} |"
            for old, new in zip(BEFORE, now, strict=False)
        ),
    ]


def main() -> None:
    what, all_texts = texts()
    characters = sum(map(len, all_texts))
    (took,) = fastest(lambda: [whole(text) for text in all_texts])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    at = all_texts[0].rfind("\n", 0, COMPARED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [
            [
                f"Measured on {what}: {characters:,} characters, warm, one core, Python {platform.python_version()}.",
                f"The whole path, text to JSON: **{characters / took:,.0f} characters/s**, peak {peak:.0f} MB.",
            ],
            compared("\n".join(all_texts)[: max(at, COMPARED)]),
            pages(),
            cold(folder),
            growth(all_texts),
            scaling(folder, all_texts),
            ["Where the time goes, % of looks; before is before the changes of 22 November 2026:"],
            profile(all_texts),
        ]
    page = "\n\n".join("\n".join(part) for part in parts)
    PAGE.write_text(f"# Speed\n\nWritten by `make bench`.\n\n{page}\n", "utf-8")
    print(page)


if __name__ == "__main__":
    main()
