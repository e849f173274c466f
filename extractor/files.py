"""The command line's INPUTs in, the files to read and a name for each one's output out; and outputs written whole.

Guarantees: no two files get the same output name; a file named twice is read once; files come in the order of the
INPUTs, and by name inside a folder; what a folder holds and is not read is counted; an output is there whole or not.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import KehoachError, UnreadableFile, UnsafeOutput

SUFFIXES = (
    ".txt", ".md", ".htm", ".html", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".doc", ".rtf", ".odt", ".xlsx",
    ".xls", ".ods",
)  # fmt: skip
"""What a folder is searched for; a file that is named itself is read whatever its suffix."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """`files` are (path, output name) pairs, `failures` the INPUTs that name nothing to read, and `passed_over` counts
    the files of folders that are READMEs, hidden or of other formats."""

    files: tuple[tuple[Path, Path], ...]
    failures: tuple[KehoachError, ...]
    passed_over: int


def gather(inputs: Iterable[str], *, suffixes: Sequence[str] = SUFFIXES) -> Inputs:
    """Find what `inputs` (files, folders, glob patterns) name; folders are searched for files of `suffixes`.

    An output is called as its file plus ".json", and lies below the file's path inside the folder or the fixed part of
    the pattern; where two would be one, all lie below their paths inside the folder that all files share.
    """
    found: dict[Path, tuple[Path, Path]] = {}
    failures: list[KehoachError] = []
    passed_over = 0
    for one in inputs:
        base, matches = _matches(one)
        listed = {path: match for match in matches for path in _files(match)}
        read = [path for path, match in listed.items() if path == match or _is_wanted(path.relative_to(base), suffixes)]
        passed_over += len(listed) - len(read)
        if not read:
            failures.append(_nothing(one, matches, suffixes))
        for path in read:
            found.setdefault(Path(os.path.realpath(path)), (path, path.relative_to(base)))
    named = _unique({at: name for at, (_, name) in found.items()})
    files = ((path, named[at].with_name(f"{named[at].name}.json")) for at, (path, _) in found.items())
    return Inputs(tuple(files), tuple(failures), passed_over)


def write_whole(path: Path, data: bytes, *, within: Path | None = None) -> None:
    """Write `data` to `path`, making its folders; whatever happens, even a loss of power, nobody sees half a file. A
    link at `path` is replaced, not followed.

    Raises OSError, and UnsafeOutput where a link on the way leads out of `within` (None: anywhere is right).
    """
    if within is not None and not stays(path, within):
        raise UnsafeOutput(str(path), f"a link on its way leads out of {within}", "remove the link")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def stays(path: Path, folder: Path) -> bool:
    """Whether the folder of `path`, there or not, lies in `folder` once all links are followed."""
    return Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder))


def _matches(one: str) -> tuple[Path, list[Path]]:
    """The folder that names of outputs start from, and the files and folders that INPUT `one` names."""
    path = Path(one)
    if path.exists() or not glob.has_magic(one):
        return (path if path.is_dir() else path.parent), [path] if path.exists() else []
    fixed = Path(*path.parts[: next(at for at, part in enumerate(path.parts) if glob.has_magic(part))])
    return fixed, [Path(match) for match in sorted(glob.glob(one, recursive=True)) if Path(match) != fixed]


def _files(match: Path) -> list[Path]:
    """`match` itself, or the files below it in order of name."""
    if not match.is_dir():
        return [match]
    return sorted(Path(folder, name) for folder, _, names in os.walk(match) for name in names)


def _is_wanted(below: Path, suffixes: Sequence[str]) -> bool:
    hidden = any(part.startswith(".") for part in below.parts)
    return not hidden and below.suffix.lower() in suffixes and below.stem.upper() != "README"


def _nothing(one: str, matches: list[Path], suffixes: Sequence[str]) -> UnreadableFile:
    if not matches:
        return UnreadableFile(one, "no such file or folder", "check the name; put a pattern in quotes")
    return UnreadableFile(
        one, f"holds no {' or '.join(suffixes)} file", "name a file itself to have it tried whatever its suffix"
    )


def _unique(names: dict[Path, Path]) -> dict[Path, Path]:
    if len(set(names.values())) == len(names):
        return names
    shared = os.path.commonpath([at.parent for at in names])
    return {at: at.relative_to(shared) for at in names}
