"""A command line in, run in the reader's language: its help pages and its errors of usage.

The places that Click leaves open for it are used: the help texts of commands and options, the formatter that writes a
page, the message of an error. They are reached through Typer's own classes, since Typer may bring Click with it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer

from extractor import lang
from extractor.console import tell
from extractor.lang import Lang

UsageError: Any = typer.BadParameter.__base__
_EXTRA = re.compile(r"\[(?:default: [^][]*|required|[^][]*; (?:default: [^][]*|required))\]$")


def run(app: typer.Typer, language: Lang) -> None:
    """Run the command line in `language`; exits."""
    if language == "en":
        app()
    try:
        code = translated(typer.main.get_command(app), language).main(standalone_mode=False)
    except UsageError as error:
        code = _told(error)
    except typer.Abort:
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def translated(command: Any, language: Lang) -> Any:
    """The command with all texts of its own and of its subcommands in `language`."""
    command.help = lang.help_text(command.help or "", language)
    command.epilog = lang.help_text(command.epilog or "", language)
    command.context_class = _context(command.context_class, language)
    for param in command.params:
        param.help = lang.help_text(getattr(param, "help", None) or "", language)
    for subcommand in getattr(command, "commands", {}).values():
        translated(subcommand, language)
    return command


def _context(base: Any, language: Lang) -> Any:
    """The context class whose formatter says its own words in `language`."""

    class Formatter(base.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, lang.term(prefix or "Usage: ", language))

        def write_heading(self, heading: str) -> None:
            super().write_heading(lang.term(heading, language))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
            super().write_dl([(first, _second(second, language)) for first, second in rows], *args, **options)

    class Context(base):  # type: ignore[misc]
        formatter_class = Formatter

    return Context


def _second(text: str, language: Lang) -> str:
    """The right side of a list: a text of Click's, or a help with what Click puts behind it (default, "required")."""

    def said(found: re.Match[str]) -> str:
        parts = found[0]
        for word in "default: ", "required":
            parts = parts.replace(word, lang.term(word, language))
        return parts

    return _EXTRA.sub(said, lang.term(text, language))


def _told(error: Any) -> int:
    """Tell an error of usage as Click does; the exit code."""
    if error.ctx is not None:
        tell(error.ctx.get_usage())
        tell(f"Try '{error.ctx.command_path} --help' for help.")
    tell(f"Error: {error.format_message()}")
    return int(error.exit_code)
