"""`python corpora/build.py`: the sample plans in the forms that offices have, written to build/forms.

A file is called as its sample and its form: `mau-01-….docx`, `mau-01-….scan.pdf`. The same samples give the same bytes,
but for DOC, RTF and ODT, which LibreOffice writes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from forms import office, page, pdf, scan, sheet, text, word_page
from forms.docx import docx
from forms.sample import Sample, load

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "forms"

FORMS: dict[str, Callable[[Sample], bytes | None]] = {
    "txt": text.txt,
    "md": text.markdown,
    "tcvn3.txt": text.tcvn3,
    "vni.txt": text.vni,
    "viscii.txt": text.viscii,
    "html": page.html,
    "word.html": word_page.html,
    "docx": docx,
    "xlsx": sheet.xlsx,
    "pdf": pdf.pdf,
    "scan.pdf": scan.scan,
}
"""What each form's file holds; None where the sample has nothing for it (an XLSX without a table)."""


def samples(names: Sequence[str] = ()) -> list[Sample]:
    """All samples, or those whose names begin with one of `names` ("mau-03")."""
    paths = sorted(path for path in HERE.glob("mau-*") if path.suffix in (".md", ".txt"))
    return [load(path) for path in paths if not names or path.name.startswith(tuple(names))]


def build(chosen: Iterable[Sample], out: Path, forms: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Write each sample in each of `forms` to `out`; the files, and why some were left out."""
    out.mkdir(parents=True, exist_ok=True)
    chosen, forms = list(chosen), list(forms)
    made, skipped = [], []
    for form, each in ((form, each) for form in forms if form in FORMS for each in chosen):
        path = _written(each, form, out)
        if path:
            made.append(path)
        else:
            skipped.append(f"{form}: {each.stem} has no table")
    kinds = [kind for kind in office.KINDS if kind in forms]
    if kinds and office.program() is None:
        return made, [*skipped, f"{', '.join(kinds)}: LibreOffice is not installed (make setup-system)"]
    return made + _converted(chosen, kinds, out), skipped


def _written(sample: Sample, form: str, out: Path) -> Path | None:
    data = FORMS[form](sample)
    if data is None:
        return None
    path = out / f"{sample.stem}.{form}"
    path.write_bytes(data)
    return path


def _converted(chosen: Iterable[Sample], kinds: Iterable[str], out: Path) -> list[Path]:
    """The samples as DOC, RTF or ODT."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [path for each in chosen if (path := _written(each, "docx", Path(folder)))]
        return [path for kind in kinds for path in office.convert(sources, kind, out)]


def main(arguments: Sequence[str] | None = None) -> int:
    forms = [*FORMS, *office.KINDS]
    parser = argparse.ArgumentParser(
        description="Write the sample plans in the forms that offices have.",
        epilog="Examples: python corpora/build.py; python corpora/build.py mau-03 --form docx --form scan.pdf",
    )
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help="samples by the beginning of their names (mau-03); all"
    )
    parser.add_argument("--form", action="append", choices=forms, help="a form, as often as wanted; all")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder to write to (build/forms)")
    given = parser.parse_args(arguments)
    chosen = samples(given.names)
    if not chosen:
        parser.error(f"no sample's name begins with {' or '.join(given.names)}")
    made, skipped = build(chosen, given.out, given.form or forms)
    print(f"{len(made)} files in {given.out}")
    for reason in skipped:
        print(f"left out: {reason}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
