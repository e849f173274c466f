"""The READMEs and docs/store.md show what the commands print now."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def tool(root: Path) -> ModuleType:
    sys.path.insert(0, str(root / "tools"))
    try:
        return import_module("readme")
    finally:
        sys.path.remove(str(root / "tools"))


@pytest.fixture(scope="module")
def made(tool: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return tool.pages(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/store.md"])
def test_a_page_shows_what_the_commands_print(made: dict[str, str], root: Path, name: str) -> None:
    assert made[name] == (root / name).read_text("utf-8"), f"run `make readme`: {name}"


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/store.md"])
def test_links_and_pictures_of_a_page_are_there(root: Path, name: str) -> None:
    page = root / name
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
