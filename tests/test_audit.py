"""What `make check` asks of the installed packages: their versions and licences."""

from __future__ import annotations

import sys
from email.message import Message
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import audit


def package(version: str = "1.0", **metadata: str) -> SimpleNamespace:
    said = Message()
    for name, value in metadata.items():
        said[name.replace("_", "-")] = value
    return SimpleNamespace(version=version, metadata=said, requires=())


@pytest.mark.parametrize(
    ("metadata", "fine"),
    [
        ({"License_Expression": "MIT"}, True),
        ({"License_Expression": "Apache-2.0 AND CNRI-Python"}, True),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, True),
        ({"License": "BSD 3-Clause License\n\nCopyright"}, True),
        ({"License_Expression": "AGPL-3.0-only"}, False),
        ({"Classifier": "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"}, False),
        ({"License_Expression": "MIT AND GPL-2.0-only"}, False),
        ({}, False),
    ],
)
def test_only_licences_of_the_allow_list_pass(metadata: dict[str, str], fine: bool) -> None:
    assert (list(audit.licences({"some": package(**metadata)})) == []) is fine


def test_versions_are_those_of_the_constraints() -> None:
    assert "constraints.txt has" in next(audit.versions({"lxml": package("0.1")}))
    assert "not in constraints.txt" in next(audit.versions({"never-heard-of": package()}))
    assert "changed its licence" in list(audit.versions({"underthesea": package("9.2.0")}))[1]


def test_what_kehoach_asks_for_is_looked_at() -> None:
    assert {"underthesea", "lxml", "pydantic-core", "pytest"} <= dict(audit.asked()).keys()
