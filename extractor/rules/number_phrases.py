"""Rules that read numbers in words with what they count: "ba mô hình", "mười lăm đến hai mươi lớp"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Quantity
from extractor.patterns import compiled
from extractor.rules.amounts import LEAD, measured_in, stated, written
from extractor.rules.number_words import OPENING, START, WORDS, number
from extractor.rules.openings import Opener, Text, words
from extractor.rules.rule import Match, Reaching, rule
from extractor.rules.unit_names import SIGNS, unit_after

Q = Quantity
_NAMED = words(*OPENING)
_WORDED = compiled(rf"{START}\p{{L}}++\s*+[\p{{L}}{SIGNS}]", regex.IGNORECASE)


def _spelt(text: Text) -> Sequence[int]:
    """Where a word of number stands before another word or a unit's sign."""
    return [at for at in text.places(_NAMED) if _WORDED.match(text.key, at)]


_OPENS = Opener(look=_spelt, of=(_NAMED,))


@rule(
    rf"{START}(?<!(?:thứ|lần|khóa|khoá|tháng|quý|ngày)\s+){LEAD}(?P<words>{WORDS})(?P<tail>\s+trở\s+(?:lên|xuống))?",
    yes={
        "hai mươi lăm": Q(value="25"),
        "ba mô hình": Q(value="3", unit="mô hình"),
        "một trăm linh năm hộ": Q(value="105", unit="hộ"),
        "ít nhất hai nghìn tỷ đồng": Q(value="2000000000000", unit="VND", comparator=">="),
        "năm mươi phần trăm": Q(value="50", unit="%"),
        "mười hai xã": Q(value="12", unit="xã"),
        "hai triệu rưỡi đồng": Q(value="2500000", unit="VND"),
        "hai phẩy năm phần trăm": Q(value="2.5", unit="%"),
        "âm hai mươi": Q(value="-20"),
    },
    no=["một xã", "năm xã", "hai ba hôm", "một số", "ba", "một triệu hai", "hàng trăm", "lần thứ tám ban"],
    opens=_OPENS,
)
def worded(m: Match) -> Quantity | Reaching[Quantity] | None:
    several = len(m["words"].split()) > 1
    value = number(m["words"])
    unit = unit_after(m.string, m.end("words"))
    if value is None or not several and (unit is None or m["words"].lower() == "một"):
        return None  # a lone "một" is an article, a lone "ba" a name, a rank, a father
    printed = written(-value if m["minus"] else value)
    read = measured_in(unit, m, printed) if unit else stated(m, printed)
    if several or "trên" not in (m["lead"] or "").lower():
        return read
    return _bare(read)  # "dựa trên ba trụ cột"


_POWERS = compiled(r"(?r)(?:\s++(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ))++$", regex.IGNORECASE)


@rule(
    rf"{START}(?<!(?:thứ|lần|khóa|khoá|tháng|quý|ngày)\s+){LEAD}(?P<words>{WORDS})\s+(?:đến|tới)\s+(?P<words2>{WORDS})",
    yes={
        "mười lăm đến hai mươi mô hình": Q(value=("15", "20"), unit="mô hình", comparator="range"),
        "từ hai đến ba lớp": Q(value=("2", "3"), unit="lớp", comparator="range"),
        "hai mươi đến ba mươi triệu đồng": Q(value=("20000000", "30000000"), unit="VND", comparator="range"),
    },
    no=["ba đến hai lớp", "hai mươi đến ba mươi", "thứ hai đến thứ sáu", "hai tỷ đến ba triệu đồng"],
    opens=_OPENS,
)
def worded_between(m: Match) -> Reaching[Quantity] | None:
    """A range in words; a magnitude that is said once holds for both."""
    unit = unit_after(m.string, m.end())
    shared = _POWERS.search(m["words2"])
    low = number(m["words"] if shared is None or _POWERS.search(m["words"]) else m["words"] + shared[0])
    high = number(m["words2"])
    if unit is None or low is None or high is None or low >= high:
        return None
    return Reaching(Q(value=(written(low), written(high)), unit=unit.name, comparator="range"), unit.end)


def _bare(read: Quantity | Reaching[Quantity]) -> Quantity | Reaching[Quantity]:
    """The same without its comparator."""
    if isinstance(read, Reaching):
        return Reaching(read.value.model_copy(update={"comparator": "="}), read.end)
    return read.model_copy(update={"comparator": "="})


SPELT = (worded, worded_between)
