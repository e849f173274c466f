"""Small DOCX files from XML written in the tests: the words of a body, a numbering, styles in, a file's bytes out."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = {
    "document": "document",
    "numbering": "numbering",
    "styles": "styles",
    "footnotes": "footnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def docx(body: str, **parts: str) -> bytes:
    """A DOCX; `parts` are the insides of numbering, styles, footnotes, comments, header, footer."""
    trees = {"document": f"<w:body>{body}</w:body>", **parts}
    files = {
        f"word/{name}.xml": f"<w:{_ROOTS[name]} {_SPACES}>{inner}</w:{_ROOTS[name]}>" for name, inner in trees.items()
    }
    kinds = {name: "document.main" if name == "document" else name for name in trees}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    files["[Content_Types].xml"] = _TYPES.format(overrides=overrides)
    files["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    files["word/_rels/document.xml.rels"] = _relations({name: f"{name}.xml" for name in parts})
    return zipped(files)


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(f'<Relationship Id="{n}" Type="{R}/{n}" Target="{target}"/>' for n, target in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(
    text: str = "", *, num: tuple[int, int | None] | None = None, style: str = "", props: str = "", run: str = ""
) -> str:
    """A paragraph; `num` is (numId, ilvl); `props` more of its properties, `run` those of its run."""
    listed = ""
    if num is not None:
        level = "" if num[1] is None else f'<w:ilvl w:val="{num[1]}"/>'
        listed = f'<w:numPr>{level}<w:numId w:val="{num[0]}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}{props}</w:pPr>{r(text, run) if text else ''}</w:p>"


def r(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(at: int, text: str, form: str = "decimal", *, start: int | None = 1, more: str = "") -> str:
    begun = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{at}">{begun}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(at: int, *levels: str, more: str = "") -> str:
    many = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{at}">{many}{more}{"".join(levels)}</w:abstractNum>'


def num(at: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def c(text: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{p(text)}</w:tc>"
