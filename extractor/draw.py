"""A Plan in, text for a person out: its outline as a tree, and how one of its values came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.errors import KehoachError
from extractor.model import Body, BodyMention, Cited, Due, Evidence, Metadata, Plan, Record, Span, TimeMention, Unit

AROUND = 60
"""How many characters of the text are shown before and after a value's words."""


class UnknownValue(KehoachError):
    """The plan has no value of that id."""


def outline(plan: Plan, *, width: int) -> str:
    """The units as a tree with their markers as printed, each on a line of at most `width` characters."""
    meta = plan.metadata
    lines = [_cut(_flat(" ".join(filter(None, (meta.kind, meta.number, meta.title))) or plan.source.name), width)]
    parents = _parents(plan.outline)
    last = {parent: at for at, parent in enumerate(parents)}  # each unit's last child
    rails = {-1: ""}
    for at, (unit, parent) in enumerate(zip(plan.outline, parents, strict=True)):
        closes = last[parent] == at
        rails[at] = rails[parent] + ("   " if closes else "│  ")
        lines.append(_cut(rails[parent] + ("└─ " if closes else "├─ ") + _heading(unit, plan.text), width))
    return "\n".join(lines)


def _parents(units: Sequence[Unit]) -> list[int]:
    """For each unit the index of the one that it is nested in, -1 for the outermost."""
    parents: list[int] = []
    around: list[int] = []
    for at, unit in enumerate(units):
        while around and not units[around[-1]].span.contains(unit.span):
            around.pop()
        parents.append(around[-1] if around else -1)
        around.append(at)
    return parents


def _heading(unit: Unit, text: str) -> str:
    """Marker and heading as they stand: the unit's own words up to the end of the line in which its title ends."""
    shown, title = "", _flat(unit.title)
    for line in text[unit.head.start : unit.head.end].splitlines():
        shown = _flat(f"{shown} {line}")
        if title in shown:
            return shown
    return f"{unit.label} {title}".strip()


def _flat(words: str) -> str:
    return " ".join(words.split())


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def why(plan: Plan, id: str) -> str:
    """How the target, task, citation ("348/QĐ-TTg"), body ("so-tai-chinh"), time ("2025-11-30") or metadata field
    ("metadata.number") `id` came about: each field with its words and rule, what it inherits and from where, and the
    text around.

    Raises UnknownValue.
    """
    for record in (*plan.targets, *plan.tasks):
        if record.id == id:
            return "\n".join(_record(plan, record))
    for cited in plan.citations:
        if cited.key == id:
            return "\n".join(_cited(plan, cited))
    named: list[BodyMention | TimeMention] = [body for body in plan.bodies if body.id == id]
    named = named or [time for time in plan.times if time.anchor == id]
    if named:
        return "\n".join(_named(plan, id, named))
    name = id.removeprefix("metadata.")
    if name != id and getattr(plan.metadata, name, None):
        return "\n".join(_field(plan, name, getattr(plan.metadata, name), plan.metadata.evidence))
    raise UnknownValue(id, f"{plan.source.name} has no value of this id", _remedy(plan))


def _remedy(plan: Plan) -> str:
    ids = [record.id for record in (*plan.targets, *plan.tasks)] + [cited.key for cited in plan.citations]
    fields = [f"metadata.{name}" for name in Metadata.model_fields if name != "evidence"]
    return f"give one of {', '.join(ids + fields)}"


def _record(plan: Plan, record: Record) -> Iterator[str]:
    yield f"{type(record).__name__.lower()} {record.id}, by rule {record.rule}"
    yield f"stands in {_place(plan, record.path)}{_page(record.page)}"
    yield ""
    for name in type(record).model_fields:
        if name not in Record.model_fields:
            yield from _field(plan, name, getattr(record, name), record.evidence)
    yield ""
    yield _around(plan.text, record.span)


def _cited(plan: Plan, cited: Cited) -> Iterator[str]:
    yield f"citation {cited.key}, by rule {cited.rule}"
    yield f"first named in {_place(plan, cited.path)}{_page(cited.page)}, named in {len(cited.mentions)} place(s)"
    for name in ("kind", "issued", "issuer", "title", "relation", "provisions"):
        if getattr(cited, name):
            yield f"{name}: {_shown(getattr(cited, name))}"
    for span in cited.mentions:
        yield ""
        yield _around(plan.text, span)


def _named(plan: Plan, id: str, mentions: Sequence[BodyMention | TimeMention]) -> Iterator[str]:
    """Every mention of a body or time with its rule."""
    what = f"body {id}: {mentions[0].name}" if isinstance(mentions[0], BodyMention) else f"time {id}"
    yield f"{what}, named in {len(mentions)} place(s)"
    for mention in mentions:
        yield ""
        yield f"“{_flat(mention.quote)}” by rule {mention.rule} in {_place(plan, mention.path)}{_page(mention.page)}"
        yield _around(plan.text, mention.span)


def _field(plan: Plan, name: str, value: object, evidence: Sequence[Evidence]) -> Iterator[str]:
    """A line for the field, one below it for each evidence of it."""
    yield f"{name}: {_shown(value)}"
    for each in evidence:
        if each.field == name:
            came = "" if each.inherited_from is None else f", inherited from {_place(plan, each.inherited_from)}"
            yield f"    from “{_flat(each.quote)}” [{each.span.start}:{each.span.end}] by rule {each.rule}{came}"


def _shown(value: object) -> str:
    match value:
        case None | ():
            return "–"
        case Due():
            every = f", every {value.every}" if value.every else ""
            return f"{value.relation or ''} {value.anchor or ''}{every}".strip(" ,")
        case Body():
            return f"{value.name} ({value.id})"
        case tuple():
            return "; ".join(map(_shown, value))
        case _:
            return str(value)


def _place(plan: Plan, path: str) -> str:
    if not path:
        return "the document's head"
    title = next((unit.title for unit in plan.outline if unit.path == path), "")
    return f"{path} {_flat(title)}".strip()


def _page(page: int | None) -> str:
    return "" if page is None else f", page {page}"


def _around(text: str, span: Span) -> str:
    """The words of `span`, in ⟦ ⟧, with the text on both sides, on one line."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    words = _flat(text[span.start : span.end])
    return f"  [{span.start}:{span.end}] …{_flat(before)} ⟦{words}⟧ {_flat(after)}…"
