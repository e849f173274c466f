"""`python -m benchmarks.compare [--alone] [--vectors]`: how well and how fast plans are compared.

First the alignment gold (see alignment.py): pairwise precision, recall and F1 and B-cubed F1 of kehoach and of two
baselines, each pair of plans scored with weights and thresholds chosen on the others alone (samples that restate a
pair are left out with it). Then growth: plans made from the samples by changing words, numbers and years, compared in
one process. With --alone growth only; with --vectors also a baseline of sentence vectors (extra `semantic`, slow).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from itertools import product

import extractor
from benchmarks import alignment
from benchmarks.alignment import Aligner, Counts, GoldPair, Pairs
from extractor.compare.comparison import compare
from extractor.compare.similarity import DEFAULT
from extractor.model import Plan, Target

SIZES = (125, 250, 500, 1000)
TARGETS = 40
CHANGED = {"sử dụng": "ứng dụng", "người dân": "dân số", "tỷ lệ": "tỉ lệ", "doanh nghiệp": "DN", "đạt": "bảo đảm"}
MORE = ("trên địa bàn tỉnh", "theo quy định", "của tỉnh", "hằng năm", "theo kế hoạch", "tại địa phương")

Choices = dict[str, list[tuple[object, Aligner]]]


def candidates(*, vectors: bool) -> Choices:
    """Each method with the settings that it may choose from."""
    ours = [
        DEFAULT._replace(threshold=t, contained=c) for t, c in product((0.38, 0.42, 0.46, 0.5, 0.54), (0.3, 0.5, 0.7))
    ]
    thresholds = range(20, 100, 5)
    choices: Choices = {
        "kehoach": [(weights, alignment.ours(weights)) for weights in ours],
        "token_set_ratio": [(t, alignment.token_set(t)) for t in thresholds],
        "tf-idf": [(t, alignment.tf_idf(t)) for t in thresholds],
    }
    if vectors:
        choices["vectors"] = [(t, alignment.vectors(t)) for t in range(86, 98)]
    return choices


def measure(pairs: Sequence[GoldPair], settings: list[tuple[object, Aligner]]) -> list[tuple[object, Pairs]]:
    """For each pair the setting that is best on the others, and the links found with it."""
    found = [[run(pair.a, pair.b) for pair in pairs] for _, run in settings]
    counts = [[alignment.pairwise(pair, links) for pair, links in zip(pairs, row, strict=True)] for row in found]
    chosen: list[tuple[object, Pairs]] = []
    for at in range(len(pairs)):
        others = [other for other in range(len(pairs)) if _apart(pairs[at], pairs[other])]
        best = max(range(len(settings)), key=lambda row: sum((counts[row][o] for o in others), Counts()).f1)
        chosen.append((settings[best][0], found[best][at]))
    return chosen


def _apart(one: GoldPair, other: GoldPair) -> bool:
    """Whether `other` may be learnt from when `one` is scored: another pair, not its restatement, not for checking."""
    same = one is other or one.documents == other.restates or other.documents == one.restates
    return not same and not other.checking


def report_alignment(*, vectors: bool) -> None:
    pairs = alignment.load()
    print(f"{len(pairs)} pairs of plans, {sum(len(pair.wanted) for pair in pairs)} links")
    print("| method | P | R | F1 | B-cubed F1 | " + " | ".join(pair.name for pair in pairs) + " |")
    print("| --- |" + " ---: |" * (len(pairs) + 4))
    for name, settings in candidates(vectors=vectors).items():
        links = [found for _, found in measure(pairs, settings)]
        print(_row(f"{name}, one pair left out", pairs, links))
    print(_row("kehoach, as it is", pairs, [alignment.ours()(pair.a, pair.b) for pair in pairs]))
    right, judged = alignment.judgements(pairs)
    print(f"judgements against the first plan, of gold links: {right} of {judged} right")


def _row(name: str, pairs: Sequence[GoldPair], links: Sequence[Pairs]) -> str:
    counts = [alignment.pairwise(pair, found) for pair, found in zip(pairs, links, strict=True)]
    cubed = [alignment.b_cubed(pair, found) for pair, found in zip(pairs, links, strict=True)]
    n = sum(each[2] for each in cubed) or 1
    p, r = (sum(each[at] for each in cubed) / n for at in (0, 1))
    whole = sum(counts, Counts())
    figures = (whole.precision, whole.recall, whole.f1, 2 * p * r / (p + r) if p + r else 0.0)
    return f"| {name} | " + " | ".join(f"{100 * each:.1f}" for each in (*figures, *(c.f1 for c in counts))) + " |"


def made(count: int, *, targets: int = TARGETS) -> list[Plan]:
    """`count` plans of `targets` targets each, drawn from the samples and worded anew; always the same."""
    draw = random.Random(6)
    samples = [extractor.extract(path) for path in sorted((alignment.ROOT / "corpora").glob("mau-0[12347]*"))]
    stock = [target for plan in samples for target in plan.targets]
    return [_plan(samples[0], f"plan-{at}.txt", draw.sample(stock, targets), draw) for at in range(count)]


def _plan(model: Plan, name: str, targets: list[Target], draw: random.Random) -> Plan:
    source = model.source.model_copy(update={"name": name, "sha256": name})
    worded = tuple(_worded(target, at, draw) for at, target in enumerate(targets))
    return model.model_copy(update={"source": source, "targets": worded, "tasks": ()})


def _worded(target: Target, at: int, draw: random.Random) -> Target:
    """The target in other words and with another number: a synonym, a word left out, words added, each by chance."""
    words = target.indicator
    for one, other in CHANGED.items():
        if draw.random() < 0.5:
            words = words.replace(one, other)
    parts = words.split()
    if len(parts) > 5 and draw.random() < 0.3:
        parts.pop(draw.randrange(1, len(parts)))
    if draw.random() < 0.5:
        parts.append(draw.choice(MORE))
    value = str(draw.randrange(20, 101)) if isinstance(target.value, str) else target.value
    return target.model_copy(
        update={"id": f"target-{at + 1}", "indicator": " ".join(parts), "value": value, "within": None}
    )


def report_growth() -> None:
    print(f"| plans of {TARGETS} targets | targets | indicators | seconds of CPU | targets/s |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in SIZES:
        plans = made(size)
        seconds, clusters = _timed(lambda plans=plans: len(compare(plans, baseline=0).clusters))  # type: ignore[misc]
        count = size * TARGETS
        print(f"| {size:,} | {count:,} | {clusters:,} | {seconds:.1f} | {count / seconds:,.0f} |")


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alone", action="store_true", help="growth only")
    parser.add_argument("--vectors", action="store_true", help="also a baseline of sentence vectors (slow)")
    options = parser.parse_args(argv)
    if not options.alone:
        report_alignment(vectors=options.vectors)
        print()
    report_growth()


if __name__ == "__main__":
    main()
