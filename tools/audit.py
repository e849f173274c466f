"""`python tools/audit.py`: what is installed against constraints.txt and an allow list of licences; needs no network.

`--advisories` asks a service of known weaknesses instead (pip-audit over constraints.txt), which needs one. Exit code 1
where something is wrong, 2 where the service could not be asked. Packages that kehoach does not ask for, directly or
through others, are passed over.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = (
    *("mit", "bsd", "apache", "isc", "psf", "python software foundation", "mpl", "mozilla public", "cnri", "cc0"),
    *("0bsd", "zlib", "unlicense", "public-domain", "public domain", "hpnd", "the unlicense", "zpl"),
)
REFUSED = ("gpl", "affero", "sspl", "commons clause", "business source", "proprietary")
FOR_DEVELOPMENT = {
    "fpdf2": "LGPL-3.0: makes PDFs for tests and samples",
    "num2words": "LGPL: dependency of quantulum3, which benchmarks set beside kehoach",
}
"""Packages under another licence that no user of kehoach installs, and what they are for."""
UNSTATED = {"daft": "Apache-2.0"}
"""Packages whose metadata name no licence, and what their licence file says."""
LEAST = {"underthesea": "9.5"}  # up to 9.2.0 it was GPL-3
EXTRAS = ("ocr", "scale", "semantic", "compare", "dev")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--advisories", action="store_true", help="ask for known weaknesses (network)")
    if options.parse_args().advisories:
        return advisories()
    installed = dict(asked())
    faults = [*versions(installed), *licences(installed)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(installed)} packages: {len(faults)} faults of version or licence (weaknesses: make audit)")
    return 1 if faults else 0


def asked() -> Iterator[tuple[str, Distribution]]:
    """The installed packages that kehoach and its extras ask for, directly or through others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    todo = [*project["dependencies"], *(each for extra in EXTRAS for each in project["optional-dependencies"][extra])]
    seen: set[tuple[str, str]] = set()
    while todo:
        wanted = Requirement(todo.pop())
        for extra in ("", *wanted.extras):
            if (key := (canonical(wanted.name), extra)) in seen:
                continue
            seen.add(key)
            try:
                found = distribution(wanted.name)
            except PackageNotFoundError:  # of an extra that is not installed
                continue
            yield key[0], found
            todo += [each for each in found.requires or () if _applies(each, extra)]


def _applies(requirement: str, extra: str) -> bool:
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": extra})


def versions(installed: dict[str, Distribution]) -> Iterator[str]:
    """What is not installed as constraints.txt says."""
    pinned: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if (each := Requirement(line)).marker is None or each.marker.evaluate():
            pinned[canonical(each.name)] = str(each.specifier).removeprefix("==")
    for name, found in sorted(installed.items()):
        if name not in pinned:
            yield f"{name} {found.version}: not in constraints.txt; run `make constraints`"
        elif Version(found.version) != Version(pinned[name]):
            yield f"{name} {found.version}: constraints.txt has {pinned[name]}; run `make setup`"
        if name in LEAST and Version(found.version) < Version(LEAST[name]):
            yield f"{name} {found.version}: older than {LEAST[name]}, which changed its licence"


def licences(installed: dict[str, Distribution]) -> Iterator[str]:
    """What is under no licence of the allow list."""
    for name, found in sorted(installed.items()):
        stated = licence(found) or UNSTATED.get(name, "")
        low = stated.lower()
        fine = any(each in low for each in ALLOWED) and not any(each in low for each in REFUSED)
        if not fine and name not in FOR_DEVELOPMENT:
            yield f"{name} {found.version}: licence {stated or 'not stated'!r} is not on the allow list of {__file__}"


def licence(found: Distribution) -> str:
    """A package's licence as its metadata state it: the expression, else the classifiers, else a line of text."""
    classifiers = [each for each in found.metadata.get_all("Classifier") or () if each.startswith("License ::")]
    named = "; ".join(each.split(" :: ")[-1] for each in classifiers)
    text = (found.metadata.get("License") or "").strip().split("\n")[0]
    return found.metadata.get("License-Expression") or named or text


def advisories() -> int:
    """Ask pip-audit; its own words say what it found."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / "constraints.txt"), "--no-deps", "--disable-pip"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    print(done.stdout + done.stderr[-2000:])
    if done.returncode and "Found" not in done.stdout + done.stderr:
        print("pip-audit could not ask its service: install it (pip install pip-audit) where there is a network")
        return 2
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
