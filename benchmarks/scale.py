"""`python benchmarks/scale.py`: 2,000 generated plans of all forms, 5 % of them hostile, through `kehoach extract`.

Plans are the samples with lines left out and numbers changed, drawn from a seed. Checked is that every good file has an
output, that every hostile one is named with its cause, and that both engines give the same bytes on a part of them;
measured are files a second, CPU time by form, and the memory of the run's process and its workers as it goes on.
Exit code 1 where something is not as it should be.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora")]

SHARES = {
    "txt": 30, "md": 16, "html": 16, "docx": 16, "pdf": 8, "word.html": 4, "xlsx": 4, "tcvn3.txt": 2, "vni.txt": 2,
    "viscii.txt": 2,
}  # fmt: skip
"""How many of a hundred good files have a form; further FEW of each form that LibreOffice or OCR reads."""
FEW = 8
HOSTILE = 0.05
COMPARED = 40
HEAD = 30  # lines of a sample that stay as they are
TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.5  # seconds between two looks at the memory


class Look(NamedTuple):
    """Megabytes that the run's process and its largest worker (LibreOffice is one) hold after so many files, and the
    seconds of CPU that all have used."""

    seconds: float
    files: int
    parent: float
    worker: float
    cpu: float


class Held(NamedTuple):
    """Resident megabytes of a process, and the seconds of CPU that it has used."""

    megabytes: float
    cpu: float


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, default=2_000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "scale")
    options.add_argument("--compared", type=int, default=COMPARED, help="files that the engine daft reads too; 0: none")
    asked = options.parse_args()
    shutil.rmtree(asked.folder, ignore_errors=True)
    plans, out = asked.folder / "plans", asked.folder / "out"
    plans.mkdir(parents=True)
    good = make(plans, asked.files - round(HOSTILE * asked.files), random.Random(asked.seed))
    bad = make_hostile(plans, asked.files - good)
    print(f"{good} good and {bad} hostile files in {plans}, {os.cpu_count()} cores", flush=True)
    looks = list(followed(command(plans, out, asked.jobs), out))
    entries = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    report(entries, looks)
    faults = [*judged(entries, out, good + bad), *differing(plans, out, asked.folder, asked.compared)]
    print(*faults, sep="\n")
    return 1 if faults else 0


def make(folder: Path, count: int, chance: random.Random) -> int:
    """Write `count` good files, in ten folders those that need no LibreOffice; the number written."""
    from build import FORMS
    from forms import office
    from forms.scan import scan

    converted = FEW if office.program() else 0
    for number in range(count - FEW - converted * len(office.KINDS)):
        data = None
        while data is None:
            form = chance.choices(list(SHARES), list(SHARES.values()))[0]
            data = FORMS[form](perturbed(chance))
        write(folder, f"plan-{number:05}.{form}", number, data)
    with tempfile.TemporaryDirectory() as here:
        for number in range(FEW):
            sample = perturbed(chance, "mau-05")
            write(folder, f"scan-{number:02}.scan.pdf", number, scan(sample) or b"")
            (Path(here) / f"office-{number:02}.docx").write_bytes(FORMS["docx"](sample) or b"")
        for kind in office.KINDS if converted else ():
            office.convert(sorted(Path(here).glob("*.docx")), kind, folder)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def write(folder: Path, name: str, number: int, data: bytes) -> None:
    path = folder / f"{number % 10}" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def perturbed(chance: random.Random, names: str = "mau-") -> Any:
    """A sample without a tenth of its dashed lines and with other numbers."""
    from forms.sample import load

    path = chance.choice(sorted((ROOT / "corpora").glob(f"{names}*")))
    lines = path.read_text("utf-8").split("\n")
    body = [line for line in lines[HEAD:] if not line.startswith("- ") or chance.random() < 0.9]
    text = "".join(chance.choice("3456789") if c in "3456789" and chance.random() < 0.1 else c for c in "\n".join(body))
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder, path.name)
        changed.write_text("\n".join([*lines[:HEAD], text]), "utf-8")
        return load(changed)


def make_hostile(folder: Path, count: int) -> int:
    made = hostile()
    for number in range(count):
        name, data = made[number % len(made)]
        write(folder, f"bad-{number:04}-{name}", number, data)
    return count


def hostile() -> list[tuple[str, bytes]]:
    """Files that must be refused, and named."""
    word = "word/document.xml"
    bomb = packed({word: "<w>" + " " * 50_000_000 + "</w>"})
    entities = packed({word: '<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&b;</x>'})
    deep = packed({word: "<x>" * 20_000 + "</x>" * 20_000})
    pages = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
    return [
        ("binary.txt", bytes(range(32)) * 2_000),
        ("empty.md", b""),
        ("bomb.docx", bomb),
        ("entities.docx", entities),
        ("deep.docx", deep),
        ("ring.pdf", pages + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"),
        ("cut.pdf", b"%PDF-1.7\n" + b"garbage " * 500),
        ("blank.html", b"<html><body><script>alert(1)</script></body></html>"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("rar.doc", b"Rar!\x1a\x07\x00" + bytes(500)),
        ("damaged.xlsx", b"PK\x03\x04" + b"nothing of a sheet " * 50),
        ("ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000)),
    ]


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def command(plans: Path, out: Path, jobs: int) -> list[str]:
    limits = ["--max-seconds", "120", "--max-memory", "2G"]
    return [sys.executable, "-m", "extractor", "extract", str(plans), "-o", str(out), "--jobs", str(jobs), *limits]


def followed(run: list[str], out: Path) -> Iterator[Look]:
    """Run the command and look at its processes until it ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(run, env=environment, stderr=subprocess.DEVNULL) as process:
        yield from watched(process.pid, out, lambda: process.poll() is None)


def watched(pid: int, out: Path, goes_on: Callable[[], bool]) -> Iterator[Look]:
    """Looks at a run that goes on; what a process used after the last look at it is not counted."""
    started, used = time.monotonic(), dict[int, float]()
    while goes_on():
        held = held_below(pid)
        used |= {each: its.cpu for each, its in held.items()}
        journal = out / "manifest.jsonl"
        files = journal.read_bytes().count(b"\n") if journal.exists() else 0
        own = held.pop(pid, Held(0.0, 0.0))
        largest = max((its.megabytes for its in held.values()), default=0.0)
        yield Look(time.monotonic() - started, files, own.megabytes, largest, sum(used.values()))
        time.sleep(EVERY)


def held_below(root: int) -> dict[int, Held]:
    """What the process `root` and all below it hold and have used."""
    above: dict[int, int] = {}
    held: dict[int, Held] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            resident = int((entry / "statm").read_text().split()[1]) * 4096 / 2**20
        except (OSError, IndexError):  # it has ended
            continue
        above[int(entry.name)] = int(stat[1])
        held[int(entry.name)] = Held(resident, (int(stat[11]) + int(stat[12])) / TICKS)
    below, todo = set[int](), [root]
    while todo:
        below.add(pid := todo.pop())
        todo += [child for child, parent in above.items() if parent == pid]
    return {pid: held[pid] for pid in below if pid in held}


def judged(entries: list[dict[str, Any]], out: Path, files: int) -> Iterator[str]:
    """What is not as it should be."""
    if len(entries) != files:
        yield f"{len(entries)} files in the journal, {files} in the folder"
    for entry in entries:
        bad = Path(entry["input"]).name.startswith("bad-")
        if bad and (entry["status"] == "read" or Path(entry["input"]).name not in (entry["cause"] or "")):
            yield f"hostile file not named: {entry['input']}: {entry['cause']}"
        if not bad and not (entry["status"] == "read" and (out / entry["output"]).stat().st_size > 100):
            yield f"good file not read: {entry['cause']}"


def differing(plans: Path, out: Path, folder: Path, count: int) -> Iterator[str]:
    """The files, of `count` drawn ones, that the engine daft gives other bytes for."""
    import pyarrow.parquet

    if not count:
        return
    part = folder / "part"
    part.mkdir()
    for path in random.Random(1).sample(sorted(p for p in plans.rglob("*") if p.is_file()), count):
        shutil.copy(path, part / f"{path.parent.name}-{path.name}")
    run = [sys.executable, "-m", "extractor", "extract", f"{part}/*", "-o", str(folder / "parquet"), "--engine", "daft"]
    subprocess.run(run, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL, check=False)
    rows = pyarrow.parquet.read_table(folder / "parquet").to_pylist()
    if len(rows) != count:
        yield f"daft has {len(rows)} rows for {count} files"
    for row in rows:
        name = Path(row["path"]).name
        local = next(out.rglob(f"{name.partition('-')[2]}.json"), None)
        if (row["json"] and without_name(row["json"])) != (local and without_name(local.read_bytes())):
            yield f"the engines differ on {name}"


def without_name(data: bytes) -> bytes:
    plan = json.loads(data)
    return json.dumps(plan | {"source": plan["source"] | {"name": ""}}).encode()


def report(entries: list[dict[str, Any]], looks: list[Look]) -> None:
    took, cpu = looks[-1].seconds, looks[-1].cpu
    status = Counter(entry["status"] for entry in entries)
    print(f"{dict(status)} in {took:.0f} s: {len(entries) / took:.1f} files/s; {cpu:.0f} s of CPU")
    print(f"{1000 * cpu / len(entries) / 3600:.3f} CPU hours for 1,000 files")
    seconds: dict[str, list[float]] = defaultdict(list)
    for entry in entries:
        kind = "scan" if "scan" in entry["input"] else "hostile" if "/bad-" in entry["input"] else entry["format"]
        seconds[kind or "unknown"].append(entry["seconds"])
    print("\n| form | files | mean s | longest s |\n| --- | ---: | ---: | ---: |")
    for kind, each in sorted(seconds.items()):
        print(f"| {kind} | {len(each)} | {sum(each) / len(each):.2f} | {max(each):.2f} |")
    print("\n| after files | seconds | run's process, MB | largest worker, MB |\n| ---: | ---: | ---: | ---: |")
    for tenth in range(1, 11):
        until = [look for look in looks if look.files <= tenth * len(entries) / 10]
        since = [look for look in until if look.files > (tenth - 1) * len(entries) / 10] or until[-1:]
        if not since:  # no look yet
            continue
        peak = max(look.worker for look in since)
        print(f"| {since[-1].files} | {since[-1].seconds:.0f} | {since[-1].parent:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
