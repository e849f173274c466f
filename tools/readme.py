"""`python tools/readme.py`: put real output into the marked blocks of the READMEs and of docs/store.md.

A block stands between `<!-- run: COMMAND -->` and `<!-- end -->`: it shows what the command prints, or its first lines
where `<!-- run 12: COMMAND -->` says how many. Commands of all pages run in one folder that holds `corpora` and `gold`,
in the order in which they are first named, each once. Blocks between `<!-- begin NAME -->` and `<!-- end NAME -->` come
from elsewhere: `target` is a record of the JSON, `accuracy` what `make gold` stored, `external` what `make external`
wrote.

`--check` writes nothing and fails where a page is not what it would write.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from contextlib import chdir
from functools import cache
from pathlib import Path

from scores import readme_table
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.serialize import dumps

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "README.vi.md", "docs/store.md")
SAMPLE = "corpora/mau-02-vinhlong-chuyen-doi-so-bao-chi.txt"
BLOCK = re.compile(r"<!-- run(?: (?P<lines>\d+))?: (?P<command>.*?) -->\n.*?<!-- end -->", re.DOTALL)

PACE = re.compile(r"\d+ of \d+, .* s to go")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        made = pages(Path(folder))
    stale = [name for name, text in made.items() if (ROOT / name).read_text("utf-8") != text]
    if "--check" in sys.argv:
        print(f"run `make readme`: {', '.join(stale)}" if stale else "the pages are up to date")
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(made[name], "utf-8")
    return 0


def pages(folder: Path) -> dict[str, str]:
    """Each page as it should be; its commands run in `folder`."""
    for name in "corpora", "gold":
        (folder / name).symlink_to(ROOT / name)
    shown = {"target": target(), "accuracy": readme_table()}
    shown["external"] = (ROOT / "benchmarks" / "external.md").read_text("utf-8").split("\n\n")[0]
    shown["speed"] = (ROOT / "benchmarks" / "speed.md").read_text("utf-8").split("\n\n", 2)[2].rsplit("\n\n", 2)[0]
    outputs: dict[str, str] = {}
    made = {}
    for name in PAGES:
        text = BLOCK.sub(lambda found: ran(found, outputs, folder), (ROOT / name).read_text("utf-8"))
        for block, content in shown.items():
            text = replaced(text, block, content)
        made[name] = text
    return made


def ran(found: re.Match[str], outputs: dict[str, str], folder: Path) -> str:
    """The block of a command with what it prints now."""
    command = found["command"]
    if command not in outputs:
        outputs[command] = output(command, folder)
    lines = [line.rstrip() for line in outputs[command].rstrip("\n").split("\n")]
    most = int(found["lines"] or len(lines))
    told = "\n".join([f"$ {command}", *lines[:most], *(["…"] if len(lines) > most else [])])
    head = found[0].split("\n", 1)[0]
    return f"{head}\n```console\n{told.rstrip()}\n```\n<!-- end -->"


def output(command: str, folder: Path) -> str:
    """What a command prints on stdout and stderr where it runs in `folder`, without the lines that tell how fast."""
    program, *arguments = shlex.split(command)
    with chdir(folder):
        done = CliRunner().invoke(app, arguments)
    if program != "kehoach" or done.exit_code:
        raise SystemExit(f"{command}: exit code {done.exit_code}\n{done.output}")
    return "".join(line for line in done.output.splitlines(keepends=True) if not PACE.match(line))


def replaced(text: str, block: str, content: str) -> str:
    begin, end = f"<!-- begin {block} -->\n", f"<!-- end {block} -->"
    pattern = re.escape(begin) + ".*?" + re.escape(end)
    return re.sub(pattern, lambda _: f"{begin}{content}\n{end}", text, flags=re.DOTALL)


@cache
def target() -> str:
    """The first target that inherits something from a heading, since it shows most: its own lines of the JSON, moved to
    the left."""
    plan = extractor.extract(ROOT / SAMPLE)
    id = next(each.id for each in plan.targets if any(evidence.inherited_from for evidence in each.evidence))
    lines = dumps(plan).decode().splitlines()
    at = next(at for at, line in enumerate(lines) if f'"id": "{id}"' in line)
    first = max(n for n in range(at) if lines[n].strip() == "{")
    indent = len(lines[first]) - 1
    last = next(n for n in range(at, len(lines)) if lines[n].rstrip(",") == " " * indent + "}")
    return "\n".join(["```json", *(line[indent:] for line in lines[first:last]), "}", "```"])


if __name__ == "__main__":
    sys.exit(main())
