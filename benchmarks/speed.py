"""`python benchmarks/speed.py`: how long extraction takes, warm, on a plan of 10,000 characters made from the samples.

Prints the rows of a table, in seconds of CPU since others may share the cores: median and fastest run, characters a
second, the first run with all that it loads, and the peak of memory.
"""

from __future__ import annotations

import platform
import resource
import statistics
import time
from pathlib import Path

import extractor

CHARACTERS = 10_000
RUNS = 20
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "corpora").glob("mau-0[12]-*"))


def plan() -> str:
    """Sample plans one after the other, cut at a line's end near CHARACTERS."""
    text = "\n".join(path.read_text("utf-8") for path in SAMPLES)
    while len(text) < CHARACTERS:
        text += "\n" + text
    return text[: text.rindex("\n", 0, CHARACTERS)]


def seconds(text: str) -> float:
    start = time.process_time()
    extractor.extract_text(text)
    return time.process_time() - start


def main() -> None:
    text = plan()
    first = seconds(text)
    runs = [seconds(text) for _ in range(RUNS)]
    median = statistics.median(runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(text):,} characters, Python {platform.python_version()}, {RUNS} runs, one core")
    print("| median | fastest | characters/s | first run | peak memory |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    times = f"{median * 1000:.0f} ms | {min(runs) * 1000:.0f} ms"
    print(f"| {times} | {len(text) / median:,.0f} | {first:.2f} s | {peak:.0f} MB |")


if __name__ == "__main__":
    main()
