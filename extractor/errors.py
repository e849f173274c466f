"""Every error a user can cause; each message names the file, the place and the remedy."""

from __future__ import annotations

from typing import ClassVar


class KehoachError(Exception):
    """An input that cannot be used. `name` is the file, `cause` what is wrong, `remedy` what would help."""

    def __init__(self, name: str, cause: str, remedy: str) -> None:
        super().__init__(f"{name}: {cause}; {remedy}")
        self.name = name
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[KehoachError], tuple[str, str, str]]:
        """So that an error comes whole out of a worker process."""
        return type(self), (self.name, self.cause, self.remedy)


class Cancelled(KehoachError):
    """The caller's `cancel` said that the extraction is no longer wanted."""


class UnreadableFile(KehoachError):
    """The file is missing, too large, of an unknown format, or holds no text."""


class OverLimit(UnreadableFile):
    """The file goes over a limit of `limits.Limits`; `limit` is that field's name."""

    limit: ClassVar[str] = ""


class FileTooLarge(OverLimit):
    """The file has more bytes than allowed."""

    limit = "bytes"


class TooManyPages(OverLimit):
    """The file has more pages than allowed."""

    limit = "pages"


class UnpacksTooLarge(OverLimit):
    """What the file packs is larger, or packed tighter, than allowed: a ZIP bomb, or a very large annex."""

    limit = "unpacked"


class NestsTooDeeply(OverLimit):
    """Elements of the file stand in each other deeper than allowed."""

    limit = "depth"


class PictureTooLarge(OverLimit):
    """All that the file holds is pictures of more pixels than allowed."""

    limit = "pixels"


class TooSlow(OverLimit):
    """Reading the file takes longer than allowed."""

    limit = "seconds"


class TooMuchMemory(OverLimit):
    """Reading the file takes more memory than allowed."""

    limit = "memory"


class UnsafeOutput(KehoachError):
    """A symbolic link would take an output out of the folder that it belongs to."""


class BadPlan(KehoachError):
    """A JSON file is not an extraction of this schema version."""


class BadGold(KehoachError):
    """A gold file breaks the labelling guidelines; the cause names the record and the field."""


class BadRule(Exception):
    """A rule or lexicon row is incomplete: an error of ours, raised when the package loads."""
