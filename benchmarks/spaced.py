"""`python benchmarks/spaced.py FILE …`: rows read right of tables that white space alone holds apart.

The tables of real documents, whose cells are known, are printed without rulings by LibreOffice, amid their text, and
the PDF is read. A row is right when its cells hold the words of a row of the document; cells that do not fit on the
sheet are not printed and not asked for. Rows that are no row of the document, those that a page break cut included,
are wrong; the rest stay running text. Prints the rows of a table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from html import escape
from pathlib import Path

from extractor.model import Document, Placed
from extractor.readers import read

Row = tuple[str, ...]
PARAGRAPH = '<p style="text-align: justify; text-indent: 1cm">{}</p>'
CELL = '<td valign="top" colspan="{}" rowspan="{}">{}</td>'
TABLE = '<table width="100%" border="0" cellspacing="0" cellpadding="4">{}</table>'
PAGE = '<html><head><meta charset="utf-8"></head><body style="font: 13pt Liberation Serif">{}</body></html>'


def tables(document: Document) -> dict[int, dict[int, list[Placed]]]:
    """Table → row → its cells."""
    found: dict[int, dict[int, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        if block.cell:
            found[block.cell.table][block.cell.row].append(block)
    return found


def rows(document: Document) -> list[Row]:
    """The words of each row's filled cells, without blanks."""
    texts = (
        [_bare(_text(document, cell)) for cell in row] for table in tables(document).values() for row in table.values()
    )
    return [tuple(filter(None, row)) for row in texts]


def printed(document: Document) -> str:
    """The document as a web page whose tables have no borders."""
    found, shown, out = tables(document), set(), []
    for block in document.blocks:
        if block.cell is None:
            out.append(PARAGRAPH.format(escape(_text(document, block))))
        elif block.cell.table not in shown:
            shown.add(block.cell.table)
            out.append(TABLE.format("".join(_row(document, row) for _, row in sorted(found[block.cell.table].items()))))
    return PAGE.format("\n".join(out))


def _row(document: Document, cells: list[Placed]) -> str:
    drawn = (
        CELL.format(c.cell.colspan, c.cell.rowspan, escape(_text(document, c)).replace("\n", "<br>"))
        for c in cells
        if c.cell
    )
    return f"<tr>{''.join(drawn)}</tr>"


def _text(document: Document, block: Placed) -> str:
    return document.text[block.span[0] : block.span[1]]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def through_print(document: Document, folder: Path) -> Document:
    """What is read of the document's PDF."""
    page = folder / "page.html"
    page.write_text(printed(document), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, page]
    subprocess.run(command, check=True, capture_output=True)
    return read(page.with_suffix(".pdf"), ocr="never")


def measured(document: Document) -> tuple[int, int, int]:
    """Rows of more than one cell in the document; rows read from its PDF, right and wrong."""
    with tempfile.TemporaryDirectory() as folder:
        seen = rows(through_print(document, Path(folder)))
    asked = [row for row in rows(document) if len(row) > 1]
    right = sum(row in asked or any(len(row) > 3 and row == one[: len(row)] for one in asked) for row in seen)
    return len(asked), right, len(seen) - right


def main(files: list[str]) -> None:
    print("| document | rows in tables | read right | read wrong |")
    print("| --- | ---: | ---: | ---: |")
    sums = [0, 0, 0]
    for file in files:
        counts = measured(read(file))
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        print(f"| {Path(file).stem} | {' | '.join(map(str, counts))} |", flush=True)
    print(f"| **all** | {' | '.join(map(str, sums))} |")


if __name__ == "__main__":
    main(sys.argv[1:])
