"""English words of the command line in, the words of the reader's language out: help texts and messages.

English stands where it is said, in the code; `vi.toml` holds the Vietnamese for each text and template. What it does
not hold comes back as it is. Nothing is loaded for English.

    language({"LANG": "vi_VN.UTF-8"}, ["extract"])                        # → "vi"
    message("not read: a.pdf: is XML; save it as DOCX, PDF or text", "vi")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

Lang = Literal["vi", "en"]
Split = tuple[str, str, str]
ASKED = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a locale says its language; the first that is set decides (POSIX)."""
GAP = re.compile(r"\{n?\}")
"""What changes in a message: {} anything, {n} a number."""
_REMARK = re.compile(r"(?<=\S)(  +)(?=\S)(?!.*\S  +\S)")


def language(environ: Mapping[str, str], arguments: Sequence[str]) -> Lang:
    """The language that `--lang` asks for, else that of the locale; English where neither is Vietnamese."""
    for at, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--lang":
            value = value or next(iter(arguments[at + 1 : at + 2]), "")
            return "vi" if value == "vi" else "en"
    locale = next((environ[name] for name in ASKED if environ.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def help_text(text: str, lang: Lang) -> str:
    r"""A help text, paragraph by paragraph; in a paragraph that is led by "\b" line by line, where the remark behind an
    example is translated and the example is not."""
    return "\n\n".join(_paragraph(each, lang) for each in text.split("\n\n"))


def _paragraph(text: str, lang: Lang) -> str:
    if text.startswith("\b\n"):
        return "\n".join(_example(line, lang) for line in text.split("\n"))
    return _said("help", " ".join(text.split()), lang)


def _example(line: str, lang: Lang) -> str:
    gap = _REMARK.search(line)
    if gap is None:
        return _said("help", line, lang)
    return line[: gap.end()] + _said("help", line[gap.end() :], lang)


def term(text: str, lang: Lang) -> str:
    """A word that help pages of all commands share: "Options", "Usage: "."""
    return _said("terms", text, lang)


def message(text: str, lang: Lang) -> str:
    """A message: behind its prefix whole, or as the cause and the remedy of an error behind the name of its file, or by
    its template, where what stands in its gaps is a message again."""
    if lang == "en":
        return text
    for prefix, said in catalogue(lang)["prefixes"].items():
        if text.startswith(prefix):
            return said + message(text.removeprefix(prefix), lang)
    whole = _said("messages", text, lang)
    return whole if whole != text else _parted(text, lang) or text


def _parted(text: str, lang: Lang) -> str | None:
    splits = list(_splits(text))
    return _error(splits, lang) or _by_template(text, lang) or _remedied(splits, lang)


def _error(splits: Iterable[Split], lang: Lang) -> str | None:
    """ "NAME: CAUSE; REMEDY": the first way to read it so in which both are known, else None."""
    for name, cause, remedy in splits:
        if (why := _known(cause, lang)) and (then := _known(remedy, lang)):
            return f"{name}: {why}; {then}"
    return None


def _remedied(splits: Iterable[Split], lang: Lang) -> str | None:
    """The same where the remedy alone is known: the cause is another program's, and stays as it is."""
    return next((f"{name}: {cause}; {said}" for name, cause, end in splits if (said := _known(end, lang))), None)


def _splits(text: str) -> Iterator[Split]:
    for semicolon in re.finditer("; ", text):
        for colon in re.finditer(": ", text[: semicolon.start()]):
            yield text[: colon.start()], text[colon.end() : semicolon.start()], text[semicolon.end() :]


def _known(text: str, lang: Lang) -> str | None:
    whole = _said("messages", text, lang)
    return whole if whole != text else _by_template(text, lang)


def _by_template(text: str, lang: Lang) -> str | None:
    """The text in the words of the template that fits it with the fewest letters left to its gaps."""
    for literals, pattern, said in _templates(lang):
        if all(literal in text for literal in literals) and (found := pattern.fullmatch(text)):
            parts = [message(part, lang) for part in found.groups()]
            return said.format(*parts)
    return None


@lru_cache
def _templates(lang: Lang) -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    """Literal parts, pattern and translation of each template, the longest first."""
    held = [(en, said) for en, said in catalogue(lang)["messages"].items() if GAP.search(en)]
    held.sort(key=lambda pair: -len(GAP.sub("", pair[0])))
    return tuple((tuple(GAP.split(en)), _pattern(en), said) for en, said in held)


def _pattern(template: str) -> re.Pattern[str]:
    gaps = [r"([\d.,]+)" if gap == "{n}" else "(.*?)" for gap in GAP.findall(template)]
    literals = [re.escape(literal) for literal in GAP.split(template)]
    return re.compile("".join(part for pair in zip(literals, [*gaps, ""], strict=True) for part in pair), re.DOTALL)


def _said(section: str, text: str, lang: Lang) -> str:
    return text if lang == "en" else catalogue(lang)[section].get(text, text)


@lru_cache
def catalogue(lang: Lang) -> dict[str, dict[str, str]]:
    """What `lang`.toml holds; its sections are "terms", "help", "prefixes" and "messages"."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files(__package__).joinpath(f"{lang}.toml").read_text("utf-8"))
