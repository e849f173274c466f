"""The application itself: how a subcommand is registered, how its help closes, what is told where it fails.

Exit codes: 0 all went well, 1 something could not be read or a floor was missed, 2 wrong usage.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

import extractor

Run = TypeVar("Run", bound=Callable[..., None])

CODES = "Exit codes: 0 all went well; 1 something could not be read, its cause is on stderr; 2 wrong usage."

app = typer.Typer(
    name="kehoach",
    help="Vietnamese provincial plans to normalized JSON: outline, targets, deadlines, bodies, tasks, citations.",
    epilog=f"\b\nExamples:\n  kehoach extract plans/ -o out/\n  kehoach COMMAND --help\n\n{CODES}",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def command(*examples: str, codes: str = CODES) -> Callable[[Run], Run]:
    """Register a subcommand whose help closes with its examples and exit codes."""
    return app.command(epilog="\n\n".join(["\b\nExamples:\n" + "\n".join(f"  {each}" for each in examples), codes]))


def _version(asked: bool) -> None:
    if asked:
        print(extractor.__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
    lang: Annotated[
        Literal["vi", "en"] | None, typer.Option(help="The language of help and messages [that of the locale].")
    ] = None,  # read by main() before anything is parsed, since help pages are made while it is
) -> None:
    pass


File = Annotated[Path, typer.Argument(metavar="FILE", help="A plan, or a JSON that `kehoach extract` wrote.")]
