"""`python -m benchmarks.store`: how long 1,000 plans, made of the samples, take to go into the store, and questions."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import extractor
from extractor import store

PLANS = 1000
QUESTIONS = (
    "SELECT province_now, count(*) FROM targets_by_province GROUP BY ALL",
    "SELECT body, count(*) AS n FROM tasks_by_body GROUP BY ALL ORDER BY n DESC LIMIT 5",
)


def main() -> None:
    samples = [extractor.extract(file) for file in sorted(Path("corpora").glob("mau-*"))]
    plans = [(f"{at}.txt", samples[at % len(samples)]) for at in range(PLANS)]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "plans.duckdb"
        for told in "put in", "put in again":
            started = time.process_time()
            store.save(base, plans)
            print(f"{PLANS} plans {told}: {time.process_time() - started:.1f} s of one core")
        print(f"{base.stat().st_size / 2**20:.1f} MB")
        for question in QUESTIONS:
            started = time.process_time()
            store.query(base, question)
            print(f"{time.process_time() - started:.2f} s: {question}")


if __name__ == "__main__":
    main()
