"""A run of batch in a process of its own, to be killed: `python batch_run.py DOCUMENTS OUT JOBS`. What a worker does is
light, so that many runs fit into a test; all else (journal, pool, resume) is the real thing."""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

from extractor.batch import pool
from extractor.batch import runs as batch
from extractor.batch.worker import Extracted
from extractor.files import gather


def light(path: Path, *, settings: batch.Settings) -> Extracted:
    """An output of 200 kB that depends on the content alone."""
    time.sleep(0.01)
    return Extracted(hashlib.sha256(path.read_bytes()).hexdigest().encode() * 3000, "text", 0)


if __name__ == "__main__":
    pool.PRELOAD = []
    batch.fingerprint = lambda format: "the same"  # type: ignore[assignment]
    batch.extract_file = light  # type: ignore[assignment]
    documents, out, jobs = sys.argv[1:]
    batch.run(gather([documents]), Path(out), jobs=int(jobs))
