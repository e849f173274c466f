"""Many files to JSON: worker processes with limits, a journal that a cut run goes on from, a summary at the end.

    from extractor import batch
    summary = batch.run(files.gather(["plans/"]), Path("out"), jobs=4)

Guarantees: an output is there whole or not at all, and holds the same bytes whatever the number of jobs; what was read
before with the same content, settings and version is not read again; a file that crashes, hangs or eats memory costs
nothing but itself; the journal names each file's sha256, status, cause, seconds and warnings.
"""

from extractor.batch.journal import Entry, Status
from extractor.batch.runs import Settings, Summary, run

__all__ = ["Entry", "Settings", "Status", "Summary", "run"]
