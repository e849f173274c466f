"""`python tools/pictures.py`: the pictures of reports that the READMEs show, drawn from the samples into docs/images.

A sample is written as PDF, extracted and reported on; two are compared; a folder with broken files is run. Each page
is opened in Debian's chromium and drawn in few colours, so that it stays small.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SAMPLES = sorted((ROOT / "corpora").glob("mau-*"))
SIZE = {"width": 1280, "height": 800}
COLOURS = 128


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("pictures: chromium is not there; make setup-system installs it")
        return 1
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, act) in pages(Path(folder)).items():
            view = browser.new_page(viewport=SIZE)
            view.goto(page.as_uri())
            act(view)
            view.mouse.move(0, 0)
            view.wait_for_timeout(800)
            store(name, view.screenshot())
        browser.close()
    return 0


def pages(folder: Path) -> dict[str, tuple[Path, Callable[[Any], object]]]:
    """Each page to draw, and what is done on it before."""
    runs = folder / "plans"
    runs.mkdir()
    for sample in SAMPLES:
        shutil.copy(sample, runs)
    (runs / "bản quét hỏng.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200))
    (runs / "chưa rõ định dạng.doc").write_bytes(bytes(range(256)) * 8)
    subprocess.run([sys.executable, "corpora/build.py", "mau-01", "--form", "pdf"], cwd=ROOT, check=True)
    pdf = ROOT / "build" / "forms" / f"{SAMPLES[0].stem}.pdf"
    kehoach("report", str(pdf), "-o", str(folder / "plan.html"))
    kehoach("extract", str(runs), "-o", str(folder / "out"))
    kehoach("report", str(folder / "out"), "--batch", "-o", str(folder / "out" / "batch.html"))
    first, second = (str(next((folder / "out").glob(f"mau-0{at}*.json"))) for at in (1, 2))
    kehoach("compare", first, second, "--baseline", first, "-o", str(folder / "comparison.html"))
    return {
        "plan": (folder / "plan.html", lambda view: view.click("#p0-target-3 .go")),
        "comparison": (
            folder / "comparison.html",
            lambda view: view.evaluate("document.querySelector('#matrix h2').scrollIntoView()"),
        ),
        "batch": (folder / "out" / "batch.html", lambda view: None),
    }


def kehoach(*arguments: str) -> None:
    """Run the command; a file that cannot be read is part of the picture."""
    done = subprocess.run([sys.executable, "-m", "extractor", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode > 1:
        raise SystemExit(done.stderr)


def store(name: str, png: bytes) -> None:
    from PIL import Image

    small = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    IMAGES.mkdir(parents=True, exist_ok=True)
    small.save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png: {(IMAGES / f'{name}.png').stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
