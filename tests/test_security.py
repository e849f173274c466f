"""What SECURITY.md promises: no network, no macros, nothing run from names, nothing written outside, nothing left."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from docx_makers import docx, p

import extractor
from extractor.batch import journal, run
from extractor.cli import app
from extractor.errors import KehoachError, UnreadableFile
from extractor.files import UnsafeOutput, gather, write_whole
from extractor.limits import Limits
from extractor.readers import office, read_bytes

TEXT = "Sở Nội vụ chủ trì, báo cáo trước ngày 30 tháng 6 năm 2027.\n"
NO_SOCKETS = """
import sys, socket, json
def audit(event, args):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "urllib")):
        print("NETWORK", event, args, flush=True)
sys.addaudithook(audit)
import extractor
for path in sys.argv[1:]:
    plan = extractor.extract(path)
    print(len(plan.text) > 0, path)
"""
OFFICE = any(map(shutil.which, office._PROGRAMS))
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def forms(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sample in every form that is made without LibreOffice."""
    sys.path.insert(0, str(root / "corpora"))
    from build import FORMS, build, samples

    return build(samples(["mau-05"]), tmp_path_factory.mktemp("forms"), [form for form in FORMS if form != "scan.pdf"])[
        0
    ]


def test_no_form_opens_a_connection(forms: list[Path], tmp_path: Path) -> None:
    rtf = tmp_path / "plan.rtf"
    rtf.write_bytes(rb"{\rtf1\ansi So Noi vu bao cao truoc ngay 30 thang 6 nam 2027.}")
    html = tmp_path / "linked.html"
    html.write_text(
        f'<base href="http://127.0.0.1:9/"><link href=a.css rel=stylesheet><img src="b.png"><p>{TEXT}', "utf-8"
    )
    files = [*forms, html, *([rtf] if OFFICE else [])]
    told = subprocess.run([sys.executable, "-c", NO_SOCKETS, *files], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [f"True {path}" for path in files]


def listening() -> tuple[object, int]:
    import socket

    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.settimeout(0.2)
    return server, server.getsockname()[1]


@needs_office
def test_an_office_file_that_links_outside_opens_no_connection() -> None:
    """Two links are asked for: the picture, and the template that the document says it is made with."""
    server, port = listening()
    rtf = (
        r"{\rtf1\ansi{\*\template http://127.0.0.1:%d/t.dot}"
        r'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/p.png" \\d}{\fldrslt x}} Bao cao nam 2027.}'
    )
    office.convert((rtf % (port, port)).encode(), "rtf", "docx", name="plan.rtf")
    with pytest.raises(TimeoutError):
        server.accept()
    server.close()


def test_a_word_file_that_links_outside_opens_no_connection() -> None:
    server, port = listening()
    link = f'Target="http://127.0.0.1:{port}/x" TargetMode="External"'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{space}"><Relationship Id="r1" {link}/></Relationships>'
    data = with_part(docx(p(TEXT)), "word/_rels/document.xml.rels", rels)
    assert read_bytes(data, name="x").text
    with pytest.raises(TimeoutError):
        server.accept()
    server.close()


def with_part(data: bytes, name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


@needs_office
def test_libreoffice_runs_without_macros_and_links(tmp_path: Path) -> None:
    """A macro that runs when a document opens would write a file; and the profile says that none may run."""
    written = tmp_path / "written"
    basic = f'Sub Main\nOpen "{written}" For Output As #1\nPrint #1, "run"\nClose #1\nEnd Sub'
    library = "http://openoffice.org/2000/library"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    event = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" xlink:type="simple" '
        'xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>'
        "</office:event-listeners></office:scripts>"
    )
    body = f"<office:body><office:text><text:p>{TEXT}</text:p></office:text></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces}>{event}{body}</office:document-content>",
        "Basic/script-lc.xml": f'<library:libraries xmlns:library="{library}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library xmlns:library="{library}" library:name="Standard">'
        '<library:element library:name="M"/></library:library>',
        "Basic/Standard/M.xml": '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" '
        f'script:language="StarBasic">{basic.replace(chr(34), "&quot;")}</script:module>',
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}">'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
            for name, kind in (
                ("/", "application/vnd.oasis.opendocument.text"),
                *((each, "text/xml") for each in ("content.xml", "Basic/script-lc.xml")),
                *((each, "text/xml") for each in ("Basic/Standard/script-lb.xml", "Basic/Standard/M.xml")),
            )
        )
        + "</manifest:manifest>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "Sở Nội vụ" in read_bytes(out.getvalue(), name="plan.odt").text
    assert not written.exists()
    office._write_profile(tmp_path)
    profile = (tmp_path / "user/registrymodifications.xcu").read_text("utf-8")
    assert "DisableMacrosExecution" in profile and "DisableActiveContent" in profile and "ooInetProxyType" in profile


def test_entities_bring_no_other_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("BÍ MẬT", "utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    word = with_part(docx(p(TEXT)), "word/document.xml", f"{declared}<x>&s;</x>")
    with pytest.raises(UnreadableFile, match="declares XML entities"):
        read_bytes(word, name="x.docx")
    page = read_bytes(f"{declared}<html><body><p>{TEXT} &s;</p></body></html>".encode(), name="x.html")
    assert "BÍ MẬT" not in page.text


NAMES = (
    "; touch ran;.txt",
    "$(touch ran).txt",
    "`touch ran`.txt",
    "-o.txt",
    "--help.md",
    "two\nlines.txt",
    "| touch ran.rtf",
)


def test_names_are_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in NAMES:
        (plans / name).write_text(r"{\rtf1 Bao cao nam 2027.}" if name.endswith("rtf") else TEXT, "utf-8")
    run(gather(["plans"]), tmp_path / "out")
    read = {entry.input for entry in journal.load(tmp_path / "out").values() if entry.status == "read"}
    assert {f"plans/{name}" for name in NAMES if not name.endswith("rtf")} <= read
    assert not list(tmp_path.rglob("ran"))


@needs_office
def test_libreoffice_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/pid\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(slow),))
    with pytest.raises(KehoachError, match="needs more than 1 s"):
        office.convert(rb"{\rtf1 x}", "rtf", "docx", name="x", limits=Limits(seconds=1))
    pid = (tmp_path / "pid").read_text().strip()
    deadline = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_names_in_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    data = docx(p(TEXT))
    for name in ("../escaped.txt", "/tmp/kehoach-escaped.txt", "word/../../escaped.txt", "C:\\escaped.txt"):
        data = with_part(data, name, "escaped")
    assert read_bytes(data, name="x.docx").text
    assert not list(tmp_path.rglob("*escaped*")) and not Path("/tmp/kehoach-escaped.txt").exists()


def test_outputs_stay_in_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever way an input is named, its output lies below OUT."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/plan.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a/other.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path / "a/b")
    for inputs in (["../b/plan.txt"], ["../other.txt", "plan.txt"], ["../../a"], ["../*.txt", "../b/../b"], [".."]):
        for _, name in gather(inputs).files:
            assert not name.is_absolute() and ".." not in name.parts


def test_no_output_goes_through_a_link_that_leaves(tmp_path: Path) -> None:
    plans, out, outside = tmp_path / "plans", tmp_path / "out", tmp_path / "outside"
    (plans / "sub").mkdir(parents=True)
    outside.mkdir()
    out.mkdir()
    for name in ("sub/plan.txt", "plan.txt", "good.txt"):
        (plans / name).write_text(TEXT, "utf-8")
    (out / "sub").symlink_to(outside)
    (outside / "kept").write_text("kept")
    (out / "plan.txt.json").symlink_to(outside / "kept")
    summary = run(gather([str(plans)]), out)
    assert (summary.read, summary.failed) == (2, 1)
    (cause,) = [entry.cause for entry in journal.load(out).values() if entry.cause]
    assert "leads out of" in cause and "sub" in cause
    assert [path.name for path in outside.iterdir()] == ["kept"] and (outside / "kept").read_text() == "kept"
    assert not (out / "plan.txt.json").is_symlink()  # the link is replaced, what it led to stays
    with pytest.raises(UnsafeOutput):
        write_whole(out / "sub/x", b"", within=out)
    linked = tmp_path / "linked"
    linked.symlink_to(out)  # OUT itself may be a link: the user chose it
    write_whole(linked / "new/x", b"x", within=linked)


def test_links_in_an_input_folder_end(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "sub").mkdir(parents=True)
    (plans / "plan.txt").write_text(TEXT, "utf-8")
    (plans / "sub/again").symlink_to(plans)
    (plans / "same.txt").symlink_to(plans / "plan.txt")
    (plans / "self.txt").symlink_to(plans / "self.txt")
    (plans / "nowhere.txt").symlink_to(tmp_path / "missing")
    os.mkfifo(plans / "pipe.txt")
    summary = run(gather([str(plans)]), tmp_path / "out")
    assert (summary.read, summary.failed) == (1, 3)
    causes = " ".join(entry.cause or "" for entry in journal.load(tmp_path / "out").values())
    assert all(name in causes for name in ("self.txt", "nowhere.txt", "pipe.txt: not a file"))


@pytest.mark.parametrize(("mask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o000, 0o666)])
def test_outputs_keep_the_umask(tmp_path: Path, mask: int, rights: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "sub/plan.json", b"{}")
    finally:
        os.umask(before)
    assert (tmp_path / "sub/plan.json").stat().st_mode & 0o777 == rights
    assert (tmp_path / "sub").stat().st_mode & 0o777 == 0o777 & ~mask


HOSTILE = """KẾ HOẠCH
<script>alert(1)</script> "><img src=x onerror=alert(2)> năm 2027

I. MỤC TIÊU
1. =HYPERLINK("http://x","y") đạt 70% vào năm 2027.
- @SUM(A1) +cmd|' /C calc'!A0 đạt 80% </textarea></script><script>alert(3)</script> năm 2028.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ <b onmouseover="alert(4)">chủ trì</b> =1+1 trước ngày 30/6/2027.
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    from extractor.serialize import dumps

    plan = extractor.extract_text(HOSTILE, name='=cmd"><script>alert(5)</script>.txt')
    (tmp_path / "plan.json").write_bytes(dumps(plan))
    return tmp_path


def test_a_document_cannot_write_into_a_report(hostile: Path) -> None:
    from lxml import html
    from typer.testing import CliRunner

    told = CliRunner().invoke(app, ["report", str(hostile / "plan.json"), "-o", str(hostile / "report.html")])
    assert told.exit_code == 0, told.output
    page = (hostile / "report.html").read_text("utf-8")
    assert not re.search(r"<script>alert|<img src=x|<b onmouseover", page)
    tree = html.fromstring(page)
    assert not [
        e for e in tree.iter() if isinstance(e.tag, str) and any("alert(" in v for k, v in e.items() if k[:2] == "on")
    ]
    assert not [e for e in tree.iter("script") if re.search(r"^\s*alert\(", e.text or "")]


def test_a_document_cannot_write_a_formula(hostile: Path) -> None:
    import openpyxl
    from typer.testing import CliRunner

    for form in ("xlsx", "csv"):
        told = CliRunner().invoke(app, ["export", str(hostile / "plan.json"), "-o", str(hostile / f"out.{form}")])
        assert told.exit_code == 0, told.output
    book = openpyxl.load_workbook(hostile / "out.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for file in [each for each in hostile.rglob("*.csv") if each.is_file()]:
        cells = [
            cell for line in __import__("csv").reader(file.open(encoding="utf-8-sig", newline="")) for cell in line
        ]
        assert cells and not [c for c in cells if c.startswith(("=", "+", "@")) or re.match(r"-\D", c)]


GO = """
import sys
from pathlib import Path
from extractor import batch, files
if __name__ == "__main__":
    print(batch.run(files.gather([sys.argv[1]]), Path(sys.argv[2])).files)
"""


def test_temporary_files_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = tempfile.mkdtemp(prefix="kh", dir="/tmp")  # a socket's path has at most 107 bytes
    scratch, plans = Path(short), tmp_path / "plans"
    plans.mkdir()
    (plans / "plan.txt").write_text(TEXT, "utf-8")
    (plans / "plan.rtf").write_bytes(rb"{\rtf1 Bao cao nam 2027.}")
    (plans / "bad.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    (tmp_path / "go.py").write_text(GO)
    environment = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, tmp_path / "go.py", plans, tmp_path / "out"], env=environment, capture_output=True, text=True
    )
    assert told.stdout == "3\n", told.stderr
    assert [path for path in scratch.iterdir() if not path.name.startswith("pymp-")] == []


def test_each_promise_names_a_test_that_is_there(root: Path) -> None:
    page = (root / "SECURITY.md").read_text("utf-8")
    for file in set(re.findall(r"`(test_\w+\.py)", page)):
        assert (root / "tests" / file).is_file(), file
    here = Path(__file__).read_text("utf-8") + (root / "tests/test_batch_cli.py").read_text("utf-8")
    named = re.findall(r"::(test_\w+)", page)
    assert len(named) > 12 and [name for name in named if f"def {name}(" not in here] == []
