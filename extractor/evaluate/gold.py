"""A gold file (hand-made labels, see the labelling guidelines) to frozen values, or BadGold naming record and field.

Guarantees: what loads has every field that the guidelines list for each labelled layer and no other; closed lists,
paths, numbers and time anchors have the guidelines' form; an unlabelled layer is never scored, whatever it holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
import regex
from pydantic import AfterValidator, BeforeValidator, ValidationError, model_validator

from extractor.errors import BadGold
from extractor.model import Change, Comparator, Context, Every, Relation, Value
from extractor.serialize import first_fault

Layer = Literal["metadata", "outline", "targets", "tasks", "citations"]
LAYERS: tuple[Layer, ...] = ("metadata", "outline", "targets", "tasks", "citations")

_NUMBER = regex.compile(r"-?\d+(?:\.\d+)?(?:/-?\d+(?:\.\d+)?)?")
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?|-Q[1-4]|-H[12])?"
_ANCHOR = regex.compile(rf"{_DAY}(?:/{_DAY})?|--\d\d(?:-\d\d)?|---\d\d|P\d+[DWMY]|ongoing")
_ISSUED = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PATH = regex.compile(r"[^\s.()\[\]:;](?:[^.()\[\]:;\n]*[^\s.()\[\]:;])?(?:\.(?!\s)[^.()\[\]:;\n]*[^\s.()\[\]:;])*")
_REMEDY = "correct it as the labelling guidelines define the field"


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


def _matches(pattern: regex.Pattern[str], form: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"must have the form {form}")
        return text

    return AfterValidator(check)


def _number(value: object) -> object:
    """A decimal, a fraction or ratio, or a range of two; checked here, so that a fault is told in one sentence."""
    ends = value if isinstance(value, list) else [value]
    if value is None or (len(ends) in (1, 2) and all(isinstance(e, str) and _NUMBER.fullmatch(e) for e in ends)):
        return tuple(ends) if isinstance(value, list) else value
    raise ValueError('must be a decimal with a point as a string ("98.5"), a ratio ("60/40"), ["70", "80"] or null')


Text = Annotated[str, AfterValidator(_filled)]
Number = Annotated[str | tuple[str, str] | None, BeforeValidator(_number)]
Anchor = Annotated[str, _matches(_ANCHOR, '"2025", "2025-11", "2023-Q4", "2026/2030", "--11-30", "P30D" or "ongoing"')]
Issued = Annotated[str, _matches(_ISSUED, '"2025-11-20", "2025-11" or "2025"')]
UnitPath = Annotated[str, AfterValidator(_filled), _matches(_PATH, '"II.1.a": labels joined by dots')]
# The place of a record: "" (or null in the file) where it stands above every unit.
RecordPath = Annotated[Literal[""] | UnitPath, BeforeValidator(lambda path: "" if path is None else path)]


class GoldMetadata(Value):
    number: Text | None
    kind: Text | None
    title: Text | None
    issuer: Text | None
    issued: Issued | None
    place: Text | None
    signer: Text | None
    signer_role: Text | None


class GoldUnit(Value):
    path: UnitPath
    title: str


class GoldDue(Value):
    anchor: Anchor | None
    relation: Relation | None
    every: Every | None
    text: str


class GoldTarget(Value):
    """A chỉ tiêu; `value` None marks one without a number, `within` is an index into the file's targets."""

    quote: Text
    indicator: Text
    comparator: Comparator | None
    value: Number
    unit: Text | None
    change: Change
    due: GoldDue | None
    due_inherited: bool
    baseline: Text | None
    bodies: tuple[Text, ...]
    context: Context
    path: RecordPath
    within: int | None = None


class GoldTask(Value):
    """A nhiệm vụ."""

    quote: Text
    action: Text
    lead: tuple[Text, ...]
    support: tuple[Text, ...]
    due: GoldDue | None
    output: Text | None
    path: RecordPath


class Gold(Value):
    """The labels of one document; `document` is its file name, or the gold file's stem where the file gives none."""

    document: Text
    labelled: tuple[Layer, ...]
    metadata: GoldMetadata | None = None
    outline: tuple[GoldUnit, ...] = ()
    targets: tuple[GoldTarget, ...] = ()
    tasks: tuple[GoldTask, ...] = ()
    citations: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Gold:
        absent = [
            layer for layer in self.labelled if layer not in self.model_fields_set or getattr(self, layer) is None
        ]
        if absent:
            raise ValueError(f"labelled names {', '.join(absent)}, which the file does not hold")
        for at, target in enumerate(self.targets):
            if target.within is not None and (target.within == at or not 0 <= target.within < len(self.targets)):
                raise ValueError(f"targets[{at}].within must be the index of another target, got {target.within}")
            if (target.comparator == "range") != isinstance(target.value, tuple):
                raise ValueError(f'targets[{at}].comparator must be "range" for a value of two ends, and only there')
        return self


def gold_of(values: Any, file: Path) -> Gold:
    """The gold that the JSON `values` of `file` hold. Raises BadGold where they break the guidelines."""
    if isinstance(values, dict) and values.get("document") is None:
        values["document"] = file.stem
    try:
        return Gold.model_validate_json(orjson.dumps(values))
    except ValidationError as e:
        raise BadGold(file.name, first_fault(e) + _quote(values, e), _REMEDY) from e


def _quote(values: Any, error: ValidationError) -> str:
    """The quote of the record at fault, so that it is found in a file whose records are not numbered."""
    loc = error.errors(include_url=False)[0]["loc"]
    try:
        quote = values[loc[0]][loc[1]]["quote"]
    except (LookupError, TypeError):
        return ""
    return f" (in “{quote[:60]}”)" if isinstance(quote, str) else ""
