"""`python pattern_spy.py FILE...`: every pattern that kehoach compiles, fed hostile repetition; prints those that grow
faster than their text, one a line: cost, place, use, piece.

`regex.compile` is watched before anything is loaded, so that patterns in tables, in closures and behind caches are
there too; FILEs are extracted so that those compiled late are. A pattern is searched for where kehoach ever does, and
matched at the text's start in any case.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import warnings
from collections.abc import Iterator
from itertools import product
from time import process_time
from types import FrameType
from typing import Any

import regex

SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split", "splititer"})
TOKENS = (
    *("(", " ", "\n", "\t", "1.", "1. ", "a) ", "- ", "và ", "Sở ", "trong đó ", ";", ",", "a", "A", "1", "…", "."),
    *(
        "1,",
        "ngày 1/",
        "năm ",
        "| ",
        "*",
        "_",
        "/",
        ": ",
        "%",
        "1% ",
        "II. ",
        "Nguyễn ",
        "các ",
        "đạt ",
        "số ",
        "\u00a0",
    ),
)
MIXED = ("(", " ", "1", "A ", ",")
PIECES = (*TOKENS, *(a + b for a, b in product(MIXED, MIXED) if a != b))
SHORT, LONG = 500, 2_500
END = "\ue000"  # no pattern knows it: what asks for the text's end must look back for another way
CAP = 2.0  # seconds of one search
NOTHING = 0.005  # seconds: 2,500 characters that are gone through once take a tenth of it
TIMES = 2.2 * LONG / SHORT  # a square grows by 25

made: dict[tuple[str, int], Spied] = {}
compile_pattern = regex.compile


class Spied:
    """A pattern that notes by which of its methods it is used."""

    def __init__(self, pattern: regex.Pattern[str], place: str) -> None:
        self.pattern, self.place, self.used = pattern, place, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.used.add(name)
        return getattr(self.pattern, name)


def spy(source: str, flags: int = 0, **options: Any) -> Any:
    frame: FrameType | None = sys._getframe(1)
    while frame and frame.f_globals.get("__name__") == "extractor.patterns":
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "") if frame else ""
    if not frame or not name.startswith("extractor"):
        return compile_pattern(source, flags, **options)
    known = made.get((source, int(flags)))
    if known is None:
        pattern = compile_pattern(source, flags, **options)
        if not isinstance(pattern.pattern, str):
            return pattern
        known = made[source, int(flags)] = Spied(pattern, f"{name}:{frame.f_lineno}")
    return known


def load(files: list[str]) -> None:
    """Import all modules, extract all files, ask each rule for its examples."""
    import extractor
    from extractor import rules
    from extractor.rules.rule import find

    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for file in files:
        extractor.serialize.dumps(extractor.extract(file, ocr="never"))
    for module in pkgutil.iter_modules(rules.__path__):
        kind = importlib.import_module(f"{rules.__name__}.{module.name}")
        for rule in getattr(kind, "RULES", ()):
            find([rule], " ".join(rule.yes))


def cost(pattern: regex.Pattern[str], use: str, text: str) -> float:
    start = process_time()
    try:
        if use == "search":
            for _ in pattern.finditer(text, timeout=CAP):
                pass
        else:
            pattern.match(text, timeout=CAP)
    except TimeoutError:
        return CAP * 1000
    return process_time() - start


def slow(spied: Spied) -> Iterator[str]:
    for use in ("search", "match") if spied.used & SEARCHES else ("match",):
        for piece in PIECES:
            long = (piece * LONG)[:LONG] + END
            took = cost(spied.pattern, use, long)
            if took > NOTHING and grows(spied, use, piece, 1) and grows(spied, use, piece, 2):
                yield f"{took:8.3f} s {spied.place} {use} {piece!r}"


def grows(spied: Spied, use: str, piece: str, times: int) -> bool:
    """Whether five times the text takes far more than five times as long, at `times` the usual lengths."""
    long = (piece * LONG * times)[: LONG * times]
    took = cost(spied.pattern, use, long + END)
    if took >= CAP:
        return True
    took = min(took, *(cost(spied.pattern, use, long + END) for _ in range(2)))
    before = min(cost(spied.pattern, use, long[: SHORT * times] + END) for _ in range(3))
    return took > NOTHING and took > TIMES * before


def main() -> None:
    warnings.simplefilter("ignore")
    regex.compile = spy  # type: ignore[assignment]
    load(sys.argv[1:])
    assert len(made) > 300
    for spied in sorted(made.values(), key=lambda spied: spied.place):
        for line in slow(spied):
            print(line, flush=True)
    print(
        f"{len(made)} patterns, {sum(bool(each.used & SEARCHES) for each in made.values())} searched", file=sys.stderr
    )


if __name__ == "__main__":
    main()
