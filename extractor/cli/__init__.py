"""The `kehoach` command: each subcommand is one call of the library, its result to stdout, all else to stderr.

Nothing heavy is imported before a command runs, so that `kehoach --help` answers at once.
"""

from __future__ import annotations

import os
import sys

from extractor.cli import extracting, looking, reporting, comparing, storing, scoring, about  # isort: skip; the order of `kehoach --help`
from extractor.cli.app import app
from extractor.cli.translated import run
from extractor.console import speak, tell
from extractor.errors import KehoachError
from extractor.lang import language

__all__ = ["about", "app", "comparing", "extracting", "looking", "main", "reporting", "scoring", "storing"]


def main() -> None:
    """Run the command line in the language of `--lang` or the locale; an error that a user can mend is one line on
    stderr and exit code 1."""
    for stream in sys.stdout, sys.stderr:  # whatever the terminal's locale says
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    spoken = language(os.environ, sys.argv[1:])
    speak(spoken)
    code: object = 0
    try:
        run(app, spoken)
    except SystemExit as end:
        code = end.code
    except KehoachError as error:
        tell(f"kehoach: {error}")
        code = 1
    finally:
        if used := sys.modules.get("extractor.patterns"):  # nothing is loaded for a command that compiled none
            used.keep()
    _leave(code if isinstance(code, int) else int(code is not None))


def _leave(code: int) -> None:
    """End the process: at once after a run of the cluster engine, whose threads may abort one that cleans up."""
    if "extractor.batch.cluster" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
