"""The cluster engine against the local one: the same files give the same bytes, on one machine and on two Ray nodes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import journal, run
from extractor.files import gather

pytest.importorskip("daft", reason='the extra `scale` is not installed: pip install "kehoach[scale]"')
ray_cluster = pytest.importorskip("ray.cluster_utils", reason="the extra `scale` is not installed")

PATIENCE = {
    "RAY_worker_register_timeout_seconds": "600",
    "RAY_gcs_server_request_timeout_seconds": "300",
    "RAY_gcs_rpc_server_reconnect_timeout_s": "300",
    "RAY_health_check_initial_delay_ms": "60000",
    "RAY_health_check_timeout_ms": "120000",
    "RAY_health_check_failure_threshold": "20",
    "RAY_memory_monitor_refresh_ms": "0",
    "RAY_DEDUP_LOGS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}
"""So that a machine that is busy with other tests loses no node: all processes of the cluster inherit it."""
STARTS = 5
STORE = 100 * 2**20  # bytes of shared memory a node
RUN = """
import os, sys
from extractor.batch import cluster
print(cluster.run([sys.argv[1]], sys.argv[2], ray=sys.argv[3] or None), flush=True)
os._exit(0)  # as the command does: the engine's threads may abort an interpreter that cleans up
"""
WATCHED = """
import sys
def audit(event, args):
    if event.startswith(("socket.getaddrinfo", "socket.gethostby", "urllib")):
        print("NETWORK", event, args, flush=True)
sys.addaudithook(audit)
"""


@pytest.fixture(scope="module")
def documents(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plans, a binary file and an empty one."""
    folder = tmp_path_factory.mktemp("documents")
    for sample in (root / "corpora").glob("mau-*.*"):
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "broken.txt").write_bytes(bytes(range(32)) * 64)
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def local(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, bytes | None]]:
    out = tmp_path_factory.mktemp("local")
    run(gather([str(documents)]), out, jobs=2)
    return {
        Path(entry.input).name: (entry.status.value, entry.sha256, _bytes(out / name))
        for name, entry in journal.load(out).items()
    }


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[str]:
    """The address of a Ray cluster of two nodes, each a process of its own with one core."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in PATIENCE.items():
            patched.setenv(name, value)
        cluster = _started()
        yield cluster.address
        cluster.shutdown()


def _started() -> Any:
    """Two nodes; Ray gives each 30 s to start, whatever it is asked for, which a busy machine may not keep."""
    node = {"num_cpus": 1, "object_store_memory": STORE}
    for attempt in range(STARTS):
        cluster = ray_cluster.Cluster()
        try:
            cluster.add_node(**node, include_dashboard=False)
            cluster.add_node(**node)
            cluster.wait_for_nodes(timeout=300)
            assert len(cluster.list_all_nodes()) == 2
            return cluster
        except Exception:
            cluster.shutdown()
            if attempt == STARTS - 1:
                raise
    return None


def _cluster(documents: Path, out: Path, address: str) -> tuple[str, dict[str, tuple[str, str, bytes | None]]]:
    """What the engine prints and what its Parquet holds; run in a process of its own, as its runner is chosen once."""
    import pyarrow.parquet

    command = [sys.executable, "-c", RUN, f"{documents}/*", str(out), address]
    env = os.environ | PATIENCE | {"PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(command, capture_output=True, text=True, env=env, timeout=1200)
    assert told.returncode == 0, told.stderr[-2000:]
    rows = pyarrow.parquet.read_table(out).to_pylist()
    print(*(row["cause"] for row in rows if row["cause"]), sep="\n")  # shown where the test fails
    return told.stdout, {Path(row["path"]).name: (row["status"], row["sha256"], row["json"]) for row in rows}


@pytest.mark.parametrize("where", ["this machine", "two Ray nodes"])
def test_both_engines_give_the_same_bytes(
    where: str, documents: Path, local: dict[str, object], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = "" if where == "this machine" else request.getfixturevalue("two_nodes")
    told, rows = _cluster(documents, tmp_path / "out", address)
    assert rows == local
    assert "files=9, read=7, failed=2, stopped=0" in told


def test_the_engine_tells_nobody_that_it_runs(tmp_path: Path) -> None:
    """Its makers count starts unless they are told not to."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    tracked = ("DO_NOT_TRACK", "SCARF_NO_ANALYTICS", "DAFT_ANALYTICS_ENABLED", "RAY_USAGE_STATS_ENABLED")
    env = {name: value for name, value in os.environ.items() if name not in tracked}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-c", WATCHED + RUN, str(empty), str(tmp_path / "out"), ""]
    told = subprocess.run(command, capture_output=True, text=True, env=env, timeout=600)
    assert "files=1" in told.stdout, told.stderr[-2000:]
    assert "NETWORK" not in told.stdout
