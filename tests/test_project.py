"""The project's shell: what README promises exists, data files are packaged, the command line starts light."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import extractor

HEAVY = ("spacy", "underthesea", "pandas", "pydantic", "scipy", "regex", "rich.progress", "pdfplumber")
READMES = ("README.md", "README.vi.md")


def _pyproject(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def _targets(root: Path) -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (root / "Makefile").read_text("utf-8"), re.M))


@pytest.mark.parametrize("name", READMES)
def test_make_targets_named_in_a_readme_exist(root: Path, name: str) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", (root / name).read_text("utf-8")))
    assert named and named <= _targets(root)


@pytest.mark.parametrize("name", READMES)
def test_subcommands_named_in_a_readme_exist(root: Path, name: str) -> None:
    from extractor.cli import app

    named = set(re.findall(r"(?:^\$ |`)kehoach ([a-z]+)", (root / name).read_text("utf-8"), re.M))
    assert named and named <= {command.name or command.callback.__name__ for command in app.registered_commands}


def test_every_make_target_is_explained_and_phony(root: Path) -> None:
    text = (root / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## ", text, re.M))
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.M)[1].split())
    assert _targets(root) - {"help"} == explained - {"help"} == phony - {"help"}


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    block = re.search(r"^<!-- test-command -->\n```\w*\n(.*?)```", (root / "README.md").read_text("utf-8"), re.M | re.S)
    assert block and block[1].strip() == "make test"
    assert "<!-- test-command -->" in (root / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_of_a_readme_runs(root: Path, name: str, tmp_path: Path, monkeypatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (root / name).read_text("utf-8"), re.S)
    sample = next((root / "corpora").glob("mau-*.txt"))
    (tmp_path / "plan.txt").write_bytes(sample.read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(example, names)
    assert names["plan"].targets
    assert (names["found"].value.anchor, names["found"].value.relation) == ("2023-Q4", "before")


def test_the_version_is_the_changelogs_newest(root: Path) -> None:
    assert re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.M)[1] == extractor.__version__


def test_package_data_is_there_and_packaged(root: Path) -> None:
    package = files("extractor")
    assert package.joinpath("py.typed").is_file()
    assert json.loads(package.joinpath("plan.schema.json").read_text("utf-8"))["title"] == "Plan"
    assert [each for each in package.joinpath("lexicons").iterdir() if each.name.endswith(".toml")]
    patterns = _pyproject(root)["tool"]["setuptools"]["package-data"]["extractor"]
    kept = {path for pattern in patterns for path in (root / "extractor").glob(pattern)}
    data = {path for path in (root / "extractor").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert data == kept


def test_every_requirement_is_pinned_and_no_address_recorded(root: Path) -> None:
    text = (root / "constraints.txt").read_text("utf-8")
    assert "://" not in text
    pinned = {re.split("[=;@ ]", line)[0].replace("_", "-").lower() for line in text.splitlines()}
    project = _pyproject(root)["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split("[<>=]", each)[0].lower() for each in asked} <= pinned


def test_the_command_line_starts_without_heavy_imports() -> None:
    code = f"import sys, extractor.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
