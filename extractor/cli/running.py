"""A run of `kehoach extract` on many files: started, followed, summed up; each function returns the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.console import tell
from extractor.limits import Limits, Ocr

if TYPE_CHECKING:
    from extractor.batch import Summary
    from extractor.files import Inputs

INTERRUPTED = 130


def on_this_machine(
    found: Inputs,
    out: Path,
    *,
    jobs: int,
    db: Path | None,
    retry_failed: bool,
    ocr: Ocr,
    limits: Limits,
    json: bool,
) -> int:
    """Extract `found` into the folder `out` with `jobs` processes, 0 for one a core."""
    from extractor import batch
    from extractor.cli.following import following

    for failure in found.failures:
        tell(f"not read: {failure}")
    settings = batch.Settings(ocr=ocr, limits=limits)
    jobs = min(jobs or os.cpu_count() or 1, max(1, len(found.files)))
    try:
        with following(len(found.files)) as follow:
            summary = batch.run(found, out, jobs=jobs, settings=settings, retry_failed=retry_failed, tell=follow)
    except KeyboardInterrupt:
        tell(f"interrupted; run the same again to go on from there: {out}")
        return INTERRUPTED
    if db is not None:
        _keep(db, out)
    _sum_up(summary, str(out), found.passed_over, json=json)
    return 1 if summary.failed + summary.stopped + summary.unfound else 0


def on_cluster(inputs: Sequence[str], out: str, *, ray: str | None, ocr: Ocr, limits: Limits, json: bool) -> int:
    """Extract what `inputs` name to Parquet in `out` with the engine daft."""
    from extractor import batch
    from extractor.batch import cluster

    summary = cluster.run(inputs, out, ray=ray, settings=batch.Settings(ocr=ocr, limits=limits))
    _sum_up(summary, out, 0, json=json)
    return 1 if summary.failed + summary.stopped or not summary.files else 0


def _keep(db: Path, out: Path) -> None:
    """Put the run's extractions that the database does not hold yet into it, by their names without ".json"."""
    from extractor import store
    from extractor.batch import Status, journal

    read = [entry.output for entry in journal.load(out).values() if entry.status == Status.READ]
    count = store.update(db, ((name.removesuffix(".json"), out / name) for name in read))
    tell(f"{count} plans put into {db}")


def _sum_up(summary: Summary, out: str, passed_over: int, *, json: bool) -> None:
    if json:
        from dataclasses import asdict

        import orjson

        print(orjson.dumps(asdict(summary), option=orjson.OPT_INDENT_2).decode())
    parts = [f"{summary.read} read"]
    parts += [f"{summary.again} of them as before"] if summary.again else []
    parts += [f"{summary.failed + summary.unfound} failed"]
    parts += [f"{summary.stopped} stopped (see `kehoach failures`)"] if summary.stopped else []
    parts += [f"{passed_over} other files in the folders passed over"] if passed_over else []
    tell(f"{', '.join(parts)}: {out}")
