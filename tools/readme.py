"""`python tools/readme.py`: put real output into the marked blocks of README.md and README.vi.md.

A block stands between `<!-- begin NAME -->` and `<!-- end NAME -->`: `outline`, `target` and `why` are made from a
sample, `accuracy` from the scores that `make gold` stored, `external` from the page that `make external` wrote.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from scores import readme_table

import extractor
from extractor.serialize import dumps

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "corpora/mau-02-vinhlong-chuyen-doi-so-bao-chi.txt"
LINES = 18  # of the outline that are shown


def main() -> None:
    shown = {"outline": outline(), "target": target(), "why": why(), "accuracy": readme_table()}
    shown["external"] = (ROOT / "benchmarks" / "external.md").read_text("utf-8").split("\n\n")[0]
    for name in "README.md", "README.vi.md":
        text = (ROOT / name).read_text("utf-8")
        for block, content in shown.items():
            text = replaced(text, block, content)
        (ROOT / name).write_text(text, "utf-8")


def replaced(text: str, block: str, content: str) -> str:
    begin, end = f"<!-- begin {block} -->\n", f"<!-- end {block} -->"
    pattern = re.escape(begin) + ".*?" + re.escape(end)
    return re.sub(pattern, lambda _: f"{begin}{content}\n{end}", text, flags=re.DOTALL)


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout.rstrip()


def outline() -> str:
    lines = run("outline", SAMPLE).splitlines()
    more = ["…"] if len(lines) > LINES else []
    return "\n".join(["```console", f"$ kehoach outline {SAMPLE}", *lines[:LINES], *more, "```"])


def shown_id() -> str:
    """The first target that inherits something from a heading: it shows most."""
    plan = extractor.extract(ROOT / SAMPLE)
    return next(each.id for each in plan.targets if any(evidence.inherited_from for evidence in each.evidence))


def target() -> str:
    """The record's own lines of the JSON, moved to the left."""
    lines = dumps(extractor.extract(ROOT / SAMPLE)).decode().splitlines()
    at = next(at for at, line in enumerate(lines) if f'"id": "{shown_id()}"' in line)
    first = max(n for n in range(at) if lines[n].strip() == "{")
    indent = len(lines[first]) - 1
    last = next(n for n in range(at, len(lines)) if lines[n].rstrip(",") == " " * indent + "}")
    return "\n".join(["```json", *(line[indent:] for line in lines[first:last]), "}", "```"])


def why() -> str:
    return "\n".join(["```console", f"$ kehoach why {SAMPLE} {shown_id()}", run("why", SAMPLE, shown_id()), "```"])


if __name__ == "__main__":
    main()
