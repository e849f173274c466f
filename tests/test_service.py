"""kehoach inside other programs: typed, safe in threads and processes, called off; the service of docs/service.md."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from pdf_makers import Pages

import extractor
from extractor.errors import Cancelled, FileTooLarge, UnreadableFile
from extractor.limits import Limits
from extractor.serialize import dumps

TEXT = "Sở Nội vụ chủ trì, báo cáo trước ngày 30 tháng 6 năm 2027.\n"


def pdf(pages: int) -> bytes:
    made = Pages(number=False)
    for _ in range(pages):
        made.add_page()
        made.paragraph(TEXT * 4)
    return made.made()


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, bytes]:
    """The samples, two PDFs and a Word document."""
    sys.path.insert(0, str(root / "corpora"))
    from build import FORMS, samples

    read = {path.name: path.read_bytes() for path in sorted((root / "corpora").glob("mau-*"))}
    small = samples(["mau-05"])[0]
    return read | {"a.pdf": pdf(3), "b.pdf": FORMS["pdf"](small) or b"", "c.docx": FORMS["docx"](small) or b""}


def test_bytes_give_what_the_file_gives(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert extractor.extract_bytes(data, name=name) == extractor.extract(tmp_path / name)


def test_eight_threads_give_the_bytes_of_one(files: dict[str, bytes]) -> None:
    def work(name: str) -> bytes:
        return dumps(extractor.extract_bytes(files[name], name=name, ocr="never"))

    alone = {name: work(name) for name in files}
    names = [name for at in range(8) for name in (*list(files)[at:], *list(files)[:at])][: 4 * len(files)]
    with ThreadPoolExecutor(8) as threads:
        assert all(alone[name] == data for name, data in zip(names, threads.map(work, names), strict=True))


def test_the_first_use_may_be_in_many_threads_at_once() -> None:
    code = f"""
import sys, threading, extractor
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-5)
start = threading.Barrier(8)
def work(_):
    start.wait()
    return extractor.serialize.dumps(extractor.extract_text({TEXT!r}))
with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(work, range(8)))))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "1\n", run.stderr


def test_an_extraction_is_called_off_between_pages_and_between_stages() -> None:
    asked = []

    def after(times: int) -> bool:
        asked.append(times)
        return len(asked) > times

    with pytest.raises(Cancelled, match=r"plan\.pdf: was cancelled"):
        extractor.extract_bytes(pdf(5), name="plan.pdf", cancel=lambda: after(2))
    assert len(asked) == 3  # page 3 was not read
    gone = threading.Event()
    assert extractor.extract_text(TEXT, cancel=gone.is_set)
    gone.set()
    with pytest.raises(Cancelled):
        extractor.extract_text(TEXT, cancel=gone.is_set)


def test_what_progress_raises_comes_through() -> None:
    def progress(page: int, pages: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extractor.extract_bytes(pdf(2), name="plan.pdf", progress=progress)
    assert extractor.extract_bytes(pdf(1), name="plan.pdf").source.pages == 1  # nothing stays locked


def test_bytes_and_text_are_held_against_limits() -> None:
    for extract in (
        lambda: extractor.extract_bytes(TEXT.encode(), name="x", limits=Limits(bytes=9)),
        lambda: extractor.extract_text(TEXT, limits=Limits(bytes=9)),
    ):
        with pytest.raises(FileTooLarge):
            extract()


def test_errors_leave_a_worker_process_whole() -> None:
    error = FileTooLarge("plan.pdf", "9 bytes, more than 8", "split it")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is FileTooLarge and str(again) == str(error) and again.remedy == "split it"


def test_users_see_types(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(
        "import extractor\n"
        "plan = extractor.extract_bytes(b'', name='x', limits=extractor.limits.Limits(pages=3))\n"
        "reveal_type(plan)\n"
        "extractor.extract_text(3)\n"
    )
    command = [sys.executable, "-m", "mypy", "--follow-imports=silent", "--no-incremental", str(tmp_path / "use.py")]
    told = subprocess.run(command, capture_output=True, text=True, cwd=Path(extractor.__file__).parent.parent).stdout
    assert 'Revealed type is "extractor.model.plan.Plan"' in told
    assert 'Argument 1 to "extract_text" has incompatible type "int"' in told


@pytest.fixture(scope="module")
def service(root: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A client of the service in docs/service.md; the module is a real one, so that workers can import it."""
    pytest.importorskip("fastapi")
    pytest.importorskip("httpx")
    from fastapi.testclient import TestClient

    code = re.search(r"```python\n(.*?)```", (root / "docs/service.md").read_text("utf-8"), re.S)[1]
    folder = tmp_path_factory.mktemp("service")
    (folder / "documented_service.py").write_text(code, "utf-8")
    sys.path.insert(0, str(folder))
    import documented_service

    with TestClient(documented_service.app) as client:
        yield client
    documented_service.POOL.shutdown()
    sys.path.remove(str(folder))


def test_the_service_gives_the_bytes_of_the_command(service, files: dict[str, bytes]) -> None:
    for name in ("a.pdf", "c.docx", next(iter(files))):
        answer = service.post("/extract", params={"name": name}, content=files[name])
        assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
        assert answer.content == dumps(extractor.extract_bytes(files[name], name=name))


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", 422, "holds no text"),
        (bytes(range(32)) * 64, 422, "binary file"),
        (b"%PDF-1.7 nothing", 422, "damaged PDF"),
        (b"a" * (20 * 2**20 + 1), 413, "20,971,520 bytes"),
    ],
    ids=["empty", "binary", "damaged", "too large"],
)
def test_the_service_says_what_is_wrong(service, data: bytes, code: int, said: str) -> None:
    answer = service.post("/extract", params={"name": "plan"}, content=data)
    assert answer.status_code == code and said in answer.json()["detail"]


def test_the_service_holds_pages_against_its_limits(service) -> None:
    made, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(301):
        made.new_page(99, 99).close()
    made.save(data)
    answer = service.post("/extract", params={"name": "long.pdf"}, content=data.getvalue())
    assert answer.status_code == 413 and "301 pages, more than 300" in answer.json()["detail"]
    assert service.post("/extract", content=b"x").status_code == 422  # no name


def test_unreadable_is_an_error_of_its_own() -> None:
    with pytest.raises(UnreadableFile, match="holds no text"):
        extractor.extract_text(" \n")
