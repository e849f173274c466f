"""DOC, RTF and ODT through LibreOffice to DOCX: bytes in, blocks out.

Guarantees: each conversion has a profile and a folder of its own, removed afterwards; it runs no macro, opens no
address, and is ended with all its processes after SECONDS or the limit; that the output exists is checked.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

from extractor.errors import TooSlow, UnreadableFile
from extractor.limits import LIMITS, MEGABYTE, Limits
from extractor.model import Read
from extractor.readers import docx
from extractor.readers.office_kind import Kind, kind
from extractor.readers.zipped import encrypted, unpack

SECONDS = 120.0  # at most, however many `Limits.seconds` allows: a conversion that takes longer hangs
RESERVED = 1024 * MEGABYTE  # of addresses, which LibreOffice takes before it starts
MISSING = "install LibreOffice (`make setup-system`) or save the file as DOCX"
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SAFE = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Office.Writer/Content/Update", "Link", "0"),
)


def read(data: bytes, *, name: str, limits: Limits = LIMITS) -> Read:
    """The blocks of a DOC, RTF or ODT.

    Raises UnreadableFile where it is none of these, LibreOffice is missing, too slow or makes nothing of it, and as
    docx.read does.
    """
    form = kind(data)
    if form not in ("doc", "rtf", "odt"):
        raise UnreadableFile(name, "is no DOC, RTF or ODT", "name a file of one of these formats")
    made = convert(data, form, "docx", name=name, limits=limits)
    return replace(docx.read(made, name=name, limits=limits), format=form)


def convert(
    data: bytes,
    form: Kind,
    to: Literal["docx", "xlsx"],
    *,
    name: str,
    limits: Limits = LIMITS,
) -> bytes:
    """The file of format `form` as DOCX or XLSX; raises UnreadableFile as `read` does."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise UnreadableFile(name, f"is {form.upper()}, which needs LibreOffice to be read", MISSING)
    if form in ("odt", "ods"):
        _check_opendocument(data, name, limits)
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        here = Path(folder)
        (here / f"input.{form}").write_bytes(data)
        _write_profile(here / "profile")
        _run([program, *_options(here, to), f"input.{form}"], here, name=name, limits=limits)
        made = here / "out" / f"input.{to}"
        if not made.is_file():
            cause = "LibreOffice makes nothing of it: damaged, too large, or saved with a password"
            raise UnreadableFile(name, cause, "open it, save it anew without a password")
        return made.read_bytes()


def _check_opendocument(data: bytes, name: str, limits: Limits) -> None:
    """Hold the archive against the limits before LibreOffice unpacks it, and say where it is encrypted."""
    archive = unpack(data, name=name, limits=limits)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise encrypted(name)
    archive.xml("content.xml")


def _options(here: Path, to: str) -> list[str]:
    """LibreOffice wants --outdir straight behind the filter."""
    profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
    plain = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    return [profile, *plain, "--convert-to", _FILTERS[to], "--outdir", str(here / "out")]


def _write_profile(profile: Path) -> None:
    """A fresh profile without macros and links, whose proxy answers nothing."""
    user = profile / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _run(command: list[str], folder: Path, *, name: str, limits: Limits) -> None:
    """Run LibreOffice in a process group of its own, and end the group whatever happens."""
    seconds = min(SECONDS, limits.seconds)
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        _limited(command, limits.memory + RESERVED),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            cause = f"LibreOffice needs more than {seconds:g} s for it"
            raise TooSlow(name, cause, "save it as DOCX yourself, or allow more (--max-seconds)") from error
        finally:
            _end_group(process)


def _limited(command: list[str], memory: int) -> list[str]:
    """`command` under a limit of bytes of addresses where there is a shell to set one."""
    if os.name != "posix":
        return command
    return ["/bin/sh", "-c", f'ulimit -v {memory // 1024} 2>/dev/null; exec "$@"', "sh", *command]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if os.name != "posix":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
