"""Every error a user can cause; each message names the file, the place and the remedy."""

from __future__ import annotations


class KehoachError(Exception):
    """An input that cannot be used. `name` is the file, `cause` what is wrong, `remedy` what would help."""

    def __init__(self, name: str, cause: str, remedy: str) -> None:
        super().__init__(f"{name}: {cause}; {remedy}")
        self.name = name
        self.cause = cause
        self.remedy = remedy


class UnreadableFile(KehoachError):
    """The file is missing, too large, of an unknown format, or holds no text."""


class BadPlan(KehoachError):
    """A JSON file is not an extraction of this schema version."""


class BadGold(KehoachError):
    """A gold file breaks the labelling guidelines; the cause names the record and the field."""


class BadRule(Exception):
    """A rule or lexicon row is incomplete: an error of ours, raised when the package loads."""
