"""DOCX files in, the same as DOC, RTF or ODT out, all of one kind by one call of LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

KINDS = ("doc", "rtf", "odt")
_FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Sequence[Path], kind: str, out: Path) -> list[Path]:
    """Write `files` to `out` as `kind`; raises RuntimeError where one does not come out."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program() or "soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
            "--convert-to", _FILTERS[kind], "--outdir", str(out), *map(str, files),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    made = [out / file.with_suffix(f".{kind}").name for file in files]
    missing = [file.name for file in made if not file.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}: {done.stderr.strip()}")
    return made
