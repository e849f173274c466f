"""Gold and plans in a few words, for the tests of the evaluation."""

import json

from extractor.evaluate import score
from extractor.evaluate.gold import Gold
from extractor.model import Body, Cited, Due, Metadata, Plan, Source, Span, Target, Task, Unit


def by(anchor, relation="by", every=None):
    return {"anchor": anchor, "relation": relation, "every": every, "text": ""}


def target(quote, value=None, unit=None, due=None, **more):
    numberless = {"comparator": "range" if isinstance(value, list) else None if value is None else "="}
    rest = {"change": "reach", "due_inherited": False, "baseline": None, "bodies": [], "context": "objective"}
    said = {"quote": quote, "indicator": quote, "value": value, "unit": unit, "due": due, "path": "I"}
    return said | numberless | rest | more


def task(quote, lead, support=(), due=None, path="I"):
    made = {"quote": quote, "action": quote, "lead": list(lead), "support": list(support)}
    return made | {"due": due, "output": None, "path": path}


def gold(labelled=None, **layers):
    data = {"document": "mau.md", "labelled": labelled or list(layers), **layers}
    return Gold.model_validate_json(json.dumps(data))


def plan(text, *, metadata=(), outline=(), targets=(), tasks=(), citations=()):
    """A plan that says what gold-like records say; each quote is placed where it first stands in `text`."""
    return Plan(
        source=Source(name="mau.md", sha256="", bytes=0, format="markdown"),
        metadata=Metadata(**dict(metadata)),
        outline=tuple(outline),
        targets=tuple(_target(text, at, record) for at, record in enumerate(targets)),
        tasks=tuple(_task(text, at, record) for at, record in enumerate(tasks)),
        citations=tuple(Cited(key=key, mentions=(), **_place(text, key, "")) for key in citations),
        times=(), bodies=(), budgets=(), tables=(), blocks=(), unread=(), warnings=(), text=text, raw_runs=(),
    )  # fmt: skip


def _place(text, quote, path):
    start = max(0, text.find(quote))
    return {"quote": quote, "span": Span(start, start + len(quote)), "page": None, "path": path, "rule": "test"}


def _due(due):
    return Due(**due, span=Span(0, 0)) if due else None


def _bodies(names):
    return tuple(Body(id="x", name=name) for name in names)


def _target(text, at, record):
    value = record["value"]
    facts = {
        k: record[k] for k in ("indicator", "comparator", "unit", "change", "due_inherited", "baseline", "context")
    }
    facts |= {"value": tuple(value) if isinstance(value, list) else value, "due": _due(record["due"])}
    place = _place(text, record["quote"], record["path"])
    return Target(id=f"t{at}", evidence=(), bodies=_bodies(record["bodies"]), **facts, **place)


def _task(text, at, record):
    bodies = {"lead": _bodies(record["lead"]), "support": _bodies(record["support"])}
    facts = {"action": record["action"], "due": _due(record["due"]), "output": record["output"]}
    return Task(id=f"n{at}", evidence=(), **bodies, **facts, **_place(text, record["quote"], record["path"]))


def unit(path, title, style="number", span=(0, 0)):
    label = path.rpartition(".")[2]
    return Unit(path=path, label=label, title=title, style=style, role=None, span=Span(*span), head=Span(0, 0))


def mirror(labels):
    """The plan that says exactly what `labels` say, its text the quotes, one a line."""
    data = labels.model_dump(mode="json")
    for record in (*data["targets"], *data["tasks"]):
        record["path"] = record["path"] or ""
    return plan(
        "\n".join(record["quote"] for record in (*data["targets"], *data["tasks"])),
        metadata=data["metadata"] or (),
        outline=[unit(each["path"], each["title"]) for each in data["outline"]],
        targets=data["targets"],
        tasks=data["tasks"],
        citations=data["citations"],
    )


def counts(text, labels, metric, **layers):
    """(right, extra, missed) of one metric."""
    c = score(plan(text, **layers), labels).counts[metric]
    return c.right, c.extra, c.missed


LIBRARIES = "có 80% thư viện xã nối mạng"
READERS = "thu hút ít nhất 1.500 bạn đọc mỗi năm"
CALM = "văn hóa đọc lan tỏa rộng khắp"
TEXT = f"Đến năm 2027, {LIBRARIES}; {READERS}; {CALM}."

GOLD_TARGETS = [
    target(LIBRARIES, "80", "%", by("2027")),
    target(READERS, "1500", "người", by("2027"), comparator=">=", bodies=["Sở Văn hóa", "Hội Sách"]),
    target(CALM),
]

CATALOGUE = "Sở Văn hóa chủ trì, phối hợp với Sở Tài chính lập danh mục sách"
COURSES = "Hội Sách mở lớp tập huấn cho thủ thư các xã trong tỉnh"
GOLD_TASKS = [
    task(CATALOGUE, ["Sở Văn hóa"], ["Sở Tài chính"], by("--11-30", "before", "year")),
    task(COURSES, ["Hội Sách"]),
]
