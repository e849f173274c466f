"""Commands about the program itself: `schema`, `doctor`."""

from __future__ import annotations

import typer

from extractor.cli.app import command


@command(
    "kehoach schema > plan.schema.json",
    codes="Exit code: 0.",
)
def schema() -> None:
    """Print the JSON Schema of the output."""
    from extractor.serialize import schema_text

    print(schema_text(), end="")


@command("kehoach doctor", codes="Exit codes: 0 all that this version needs is there; 1 something is missing.")
def doctor() -> None:
    """List what is installed, with versions, and what each missing part would give."""
    from extractor.doctor import check, table

    parts = check()
    print(table(parts))
    raise typer.Exit(1 if any(part.needed and part.version is None for part in parts) else 0)
