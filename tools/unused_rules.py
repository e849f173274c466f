"""`python tools/unused_rules.py FOLDER...`: the rules of extractor/rules that read nothing in any document of FOLDERs.

Each rule of each kind is applied by itself, so that a rule which others always outdo is told from one that never
matches: "never" and "outdone". Files that cannot be read are told on stderr and left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractor import readers, rules  # noqa: E402
from extractor.errors import KehoachError  # noqa: E402
from extractor.files import gather  # noqa: E402
from extractor.rules.rule import Rule, find  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description="Rules that read nothing in any document.")
    parser.add_argument("folders", nargs="+")
    documents = list(texts(parser.parse_args().folders))
    keys = [key for document in documents for key in document]
    unused = 0
    for kind, siblings in kinds():
        kept = Counter(found.rule for key in keys for found in find(siblings, key))
        for rule in siblings:
            if not kept[rule.name]:
                unused += 1
                alone = any(find([rule], key) for key in keys)
                print(f"{kind}.{rule.name}: {'outdone by its siblings' if alone else 'never'}")
    print(f"{unused} rules of {sum(len(siblings) for _, siblings in kinds())} unused in {len(documents)} documents")
    return 0


def kinds() -> Iterator[tuple[str, Sequence[Rule[Any]]]]:
    """Each module of rules, and its rules; a module that only collects those of others is left out."""
    seen: set[int] = set()
    modules = [import_module(f"{rules.__name__}.{info.name}") for info in iter_modules(rules.__path__)]
    collected = sorted((m for m in modules if hasattr(m, "RULES")), key=lambda m: -len(m.RULES))
    for module in collected:
        siblings = tuple(module.RULES)
        if not {id(rule) for rule in siblings} <= seen:
            seen.update(map(id, siblings))
            yield module.__name__.rpartition(".")[2], siblings


def texts(folders: list[str]) -> Iterator[list[str]]:
    """The match key of every document that can be read, and those of its tables' cells, which are read alone too."""
    for path, _ in gather(folders).files:
        try:
            document = readers.read(path)
            cells = [document.key[b.span.start : b.span.end] for b in document.blocks if b.cell]
            yield [document.key, *cells]
        except KehoachError as error:
            print(f"not read: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
