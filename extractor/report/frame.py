"""The parts of a report in, one HTML page out that needs nothing else: its styles, its script, its data.

Guarantees: nothing is fetched, and the page's own policy (CSP) lets a browser run the one script and the styles that
are in it, by their hashes, and nothing else; every word that `shown` writes is escaped, and marks that turn the
direction of text are written out; data cannot close its element; the same parts give the same bytes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

import orjson
import regex

from extractor.report.words import WORDS, Lang

_UNSEEN = regex.compile(r"[\u200E\u200F\u202A-\u202E\u2066-\u2069\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]")
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def page(title: str, body: str, data: Any, *, lang: Lang, parts: Sequence[str]) -> str:
    """The page; `parts` name the styles and scripts of this folder that follow the common ones. `body` is HTML: a
    header and a main element of id "main"."""
    style, script = _joined(parts, "css"), _script(parts)
    words = WORDS[lang]
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{words["skip"]}</a>\n{body}'
        f'<script type="application/json" id="data">{embedded(data)}</script>\n<script>{script}</script>\n'
        f"</body>\n</html>\n"
    )


def shown(text: str) -> str:
    """`text` for HTML, on one line, escaped; a mark that nobody sees and that turns text around is written out."""
    return escape(visible(" ".join(text.split())))


def visible(text: str) -> str:
    """`text` with each mark that turns its direction, or has no shape, written as "⟨U+202E⟩"."""
    return _UNSEEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text)


def embedded(data: Any) -> str:
    """`data` as JSON that cannot close or open an element, whatever words it holds."""
    return orjson.dumps(data).decode().translate(_IN_SCRIPT)


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


def _script(parts: Sequence[str]) -> str:
    return f'(() => {{\n"use strict";\n{_joined(parts, "js")}}})();\n'


@cache
def _asset(name: str) -> str:
    return files("extractor.report").joinpath(name).read_text("utf-8")


def _joined(parts: Sequence[str], suffix: str) -> str:
    return "".join(_asset(f"{part}.{suffix}") for part in ("base", *parts))
