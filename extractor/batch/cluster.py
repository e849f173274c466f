"""Files by glob or object-store URL in, one Parquet row each out, on one machine or a Ray cluster (extra `scale`).

The same function reads a file here as in `run`, in a worker process with the same limits: column `json` holds the same
bytes. Columns: path, sha256, status, format, cause, seconds, warnings, json (null unless read).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.batch.journal import Status
from extractor.batch.pool import answers
from extractor.batch.runs import Settings, Summary, extract_file
from extractor.batch.worker import Answer, Job
from extractor.errors import KehoachError

INSTALL = 'pip install "kehoach[scale]"'
SILENT = {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0"}
"""Engines tell their makers of each start unless the environment forbids it; nothing leaves the machine unasked."""
FIELDS = ("sha256", "status", "format", "cause", "seconds", "warnings", "json")


class NoEngine(KehoachError):
    """The cluster engine is not installed, or its cluster cannot be reached."""


def run(globs: Sequence[str], out: str, *, ray: str | None = None, settings: Settings | None = None) -> Summary:
    """Extract what `globs` name (paths or URLs: s3://, gs://, az://, https://) to Parquet files in the folder `out`.

    `ray` is a cluster's address ("auto", "ray://head:10001"); None: this machine. Raises NoEngine.
    """
    daft = _daft(ray)
    from daft import DataType, col

    types = dict.fromkeys(FIELDS, DataType.string())
    types |= {"seconds": DataType.float64(), "warnings": DataType.int64(), "json": DataType.binary()}
    read = daft.func.batch(return_dtype=DataType.struct(types))(partial(_rows, settings=settings or Settings()))
    found = daft.from_glob_path(list(globs)).select("path")
    rows = found.with_column("data", col("path").download(on_error="null"))
    rows = rows.with_column("read", read(col("path"), col("data")))
    rows = rows.select("path", *(col("read")[name].alias(name) for name in FIELDS))
    rows.write_parquet(out, write_mode="overwrite")
    return _summary(daft.read_parquet(out).select("status", "warnings").to_pydict())


def _rows(paths: Any, data: Any, *, settings: Settings) -> list[dict[str, Any]]:
    """A struct for each path of a daft batch."""
    return [_row(path, content, settings) for path, content in zip(paths.to_pylist(), data.to_pylist(), strict=True)]


def _row(path: str, content: bytes | None, settings: Settings) -> dict[str, Any]:
    """The columns of one file, read in a worker process of its own folder."""
    if content is None:
        cause = f"{path}: could not be fetched; check the address and your rights"
        return dict.fromkeys(FIELDS) | {"status": Status.FAILED.value, "cause": cause, "seconds": 0.0, "warnings": 0}
    digest = hashlib.sha256(content).hexdigest()
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        job = Job(Path(folder, PurePosixPath(path).name), Path(folder, "out", "plan.json"), digest, len(content))
        job.input.write_bytes(content)
        work = partial(extract_file, settings=settings)
        limits = settings.limits
        ((_, answer),) = answers([job], work, workers=1, seconds=limits.seconds, memory=limits.memory, warm=True)
        json = job.output.read_bytes() if answer.status == Status.READ else None
        return _told(answer, folder) | {"sha256": digest, "json": json}


def _told(answer: Answer, folder: str) -> dict[str, Any]:
    return {
        "status": answer.status.value,
        "format": answer.format,
        "cause": answer.cause and answer.cause.replace(f"{folder}/", ""),
        "seconds": answer.seconds,
        "warnings": answer.warnings,
    }


def _daft(ray: str | None) -> Any:
    os.environ.update(SILENT)
    try:
        import daft
    except ImportError as error:
        raise NoEngine("--engine daft", "daft is not installed", INSTALL) from error
    if ray is None:
        daft.set_runner_native()
    else:
        daft.set_runner_ray(address=None if ray == "auto" else ray)
    return daft


def _summary(columns: dict[str, list[Any]]) -> Summary:
    status = columns["status"]
    return Summary(
        files=len(status),
        read=status.count(Status.READ),
        failed=status.count(Status.FAILED),
        stopped=status.count(Status.STOPPED),
        again=0,
        unfound=0,
        warnings=sum(columns["warnings"]),
    )
