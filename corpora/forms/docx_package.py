"""The parts around the body of a DOCX: numbering, styles, footnotes, running head and foot, packed into a file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

REFERENCE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
    '<w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
)
_PAGE = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'

_ROMAN, _DECIMAL, _LETTER = 0, 1, 4  # levels of the plan's list; the decimals go on to level 3
_PLAN, _ARTICLES, _BULLETS = 1, 2, 3  # ids of the lists
_LEVELS = (
    ("upperRoman", "%1.", "Muc"), ("decimal", "%2.", "Khoan"), ("decimal", "%2.%3.", ""),
    ("decimal", "%2.%3.%4.", ""), ("lowerLetter", "%5)", ""),
)  # fmt: skip
_STYLES = {_ROMAN: "Muc", _DECIMAL: "Khoan"}
_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass
class Lists:
    """The lists of a document as it is written: `counts` is how far each level of the plan's list has come, `using`
    the list that goes on at a level after a restart, `restarts` the (level, start) of each list that restarts one."""

    counts: dict[int, int] = field(default_factory=dict)
    using: dict[int, int] = field(default_factory=dict)
    restarts: list[tuple[int, int]] = field(default_factory=list)
    articles: int = 0

    def numbered(self, marker: str) -> str | None:
        """The properties of a paragraph that Word draws `marker` before; None where it has to be typed."""
        if marker in "-+":
            return _listed(_BULLETS, "-+".index(marker))
        if marker.startswith("Điều"):
            return _listed(_ARTICLES, 0)
        level, count = _place(marker)
        if count is None:
            return None
        if self.counts.get(level, 0) + 1 != count:
            self.restarts.append((level, count))
            self.using[level] = _BULLETS + len(self.restarts)
        self._advance(level, count)
        own = self.using.get(level, _PLAN)
        if own == _PLAN and level in _STYLES:
            return f'<w:pStyle w:val="{_STYLES[level]}"/>'
        return _listed(own, level)

    def _advance(self, level: int, count: int) -> None:
        self.counts = {at: number for at, number in self.counts.items() if at < level} | {level: count}
        self.using = {at: own for at, own in self.using.items() if at <= level}

    @property
    def xml(self) -> str:
        plan = "".join(_level(at, form, text, style) for at, (form, text, style) in enumerate(_LEVELS))
        bullets = _level(0, "bullet", "-") + _level(1, "bullet", "+")
        defined = enumerate((plan, _level(0, "decimal", "Điều %1."), bullets))
        many = '<w:multiLevelType w:val="multilevel"/>'
        abstract = "".join(f'<w:abstractNum w:abstractNumId="{at}">{many}{own}</w:abstractNum>' for at, own in defined)
        lists = "".join(_num(at + 1, at) for at in range(3))
        for at, (level, start) in enumerate(self.restarts, _BULLETS + 1):
            start_at = f'<w:startOverride w:val="{start}"/>'
            lists += _num(at, 0, f'<w:lvlOverride w:ilvl="{level}">{start_at}</w:lvlOverride>')
        return abstract + lists


def _place(marker: str) -> tuple[int, int | None]:
    """A marker's level in the plan's list and its count there; None for "đ)", which is no letter of Word's."""
    body = marker[:-1]
    if marker.endswith(")"):
        return _LETTER, None if body == "đ" else ord(body) - ord("a") + 1
    if body[0].isdigit():
        numbers = body.split(".")
        return _DECIMAL + len(numbers) - 1, int(numbers[-1])
    worths = [_DIGITS[sign] for sign in body]
    return _ROMAN, sum(-a if a < b else a for a, b in zip(worths, [*worths[1:], 0], strict=True))


def _listed(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(at: int, form: str, text: str, style: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    shown = f'<w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{shown}</w:lvl>'


def _num(number: int, definition: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


# ── the package ─────────────────────────────────────────────────────────────────────────────────────────────────────


def packed(body: str, lists: Lists, note: str) -> bytes:
    """A DOCX with `body` in it; the same bytes for the same body."""
    trees = {
        "document": ("document", f"<w:body>{body}{_SECTION}</w:body>"),
        "numbering": ("numbering", lists.xml),
        "styles": ("styles", _styles()),
        "footnotes": ("footnotes", _footnotes(note)),
        "header": ("hdr", _PAGE),
        "footer": ("ftr", f"<w:p>{_said('Bản mẫu, không phải văn bản gốc')}</w:p>"),
    }
    files = {f"word/{name}.xml": _tree(root, inner) for name, (root, inner) in trees.items()}
    files["[Content_Types].xml"] = _types(trees)
    files["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    files["word/_rels/document.xml.rels"] = _relations({n: f"{n}.xml" for n in trees if n != "document"})
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _tree(root: str, inner: str) -> str:
    return f'{_HEAD}<w:{root} xmlns:w="{_W}" xmlns:r="{_R}">{inner}</w:{root}>'


def _said(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _styles() -> str:
    """Two styles bound to levels of the plan's list; the second leaves the level to the list."""
    drawn = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    for name, level in (("Muc", '<w:ilvl w:val="0"/>'), ("Khoan", '<w:ilvl w:val="1"/>')):
        listed = f'<w:numPr>{level}<w:numId w:val="{_PLAN}"/></w:numPr>'
        drawn += (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{listed}</w:pPr></w:style>'
        )
    return drawn


def _footnotes(note: str) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in enumerate(("separator", "continuationSeparator"))
    )
    mark = "<w:r><w:footnoteRef/></w:r>"
    return f'{lines}<w:footnote w:id="2"><w:p>{mark}{_said(" " + note)}</w:p></w:footnote>'


def _types(trees: dict[str, tuple[str, str]]) -> str:
    kinds = {name: "document.main" if name == "document" else name for name in trees}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    each = "".join(f'<Relationship Id="{n}" Type="{_R}/{n}" Target="{target}"/>' for n, target in targets.items())
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
