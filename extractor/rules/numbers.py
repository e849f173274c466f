"""A text to the quantities that it states: number, unit and comparator ("hơn 1.200 tỷ đồng", "từ 80% trở lên").

Guarantees: found quantities never overlap and come in reading order; what is part of a time, of a document's number, of
a reference ("khoản 2 Điều 5") or of a line's marker is none; linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import regex

from extractor.model import Found, Quantity, Time
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules import rule as rules
from extractor.rules import times as time_rules
from extractor.rules.amounts import (
    BOUND,
    LABEL,
    LEAD,
    MAGNITUDE,
    NUMBER,
    amount,
    before,
    comparator,
    decimal,
    measured_in,
    numbers,
    scale,
    stated,
    written,
)
from extractor.rules.number_phrases import SPELT
from extractor.rules.number_words import number
from extractor.rules.openings import Opener, Text, after
from extractor.rules.ranks import RANKS
from extractor.rules.rule import Match, Reaching, rule
from extractor.rules.shares import SHARES
from extractor.rules.unit_names import SIGNS, TAIL, currency, is_unit, unit_after

Q = Quantity


@rule(
    rf"{LEAD}(?P<n>{NUMBER})(?:(?P<magnitude>{MAGNITUDE})(?P<half>\s+rưỡi)?(?:\s+(?P<n2>{NUMBER})(?P<magnitude2>{MAGNITUDE}))?)?",
    yes={
        "70%": Q(value="70", unit="%"),
        "98,50 %": Q(value="98.5", unit="%"),
        "trên 60%": Q(value="60", unit="%", comparator=">"),
        "từ 80% trở lên": Q(value="80", unit="%", comparator=">="),
        "tối đa không quá 15%": Q(value="15", unit="%", comparator="<="),
        "≥ 80%": Q(value="80", unit="%", comparator=">="),
        "không dưới 95 phần trăm": Q(value="95", unit="%", comparator=">="),
        "45% GRDP": Q(value="45", unit="% GRDP"),
        "100% dân số": Q(value="100", unit="% dân số"),
        "3% tổng chi NSNN": Q(value="3", unit="% tổng chi NSNN"),
        "6,5%/năm": Q(value="6.5", unit="%/năm"),
        "05 lớp": Q(value="5", unit="lớp"),
        "1.500 hộ": Q(value="1500", unit="hộ"),
        "từ 05 bộ": Q(value="5", unit="bộ", comparator=">="),
        "khoảng trên 10 mô hình": Q(value="10", unit="mô hình", comparator=">"),
        "02 hội nghị/năm": Q(value="2", unit="hội nghị/năm"),
        "12 người/vạn dân": Q(value="12", unit="người/vạn dân"),
        "32 giường bệnh/10.000 dân": Q(value="32", unit="giường bệnh/10.000 dân"),
        "18 ca/1.000 phụ nữ": Q(value="18", unit="ca/1.000 phụ nữ"),
        "25,5 m²/người": Q(value="25.5", unit="m²/người"),
        "15 nghìn người": Q(value="15000", unit="người"),
        "17,3 nghìn tỷ đồng": Q(value="17300000000000", unit="VND"),
        "hơn 1.200 tỷ đồng": Q(value="1200000000000", unit="VND", comparator=">"),
        "1.109.000 triệu đồng": Q(value="1109000000000", unit="VND"),
        "1 500 tỷ đồng": Q(value="1500000000000", unit="VND"),
        "05 (năm) lớp": Q(value="5", unit="lớp"),
        "70 trđ/người": Q(value="70000000", unit="VND/người"),
        "2 nghìn 500 tỷ đồng": Q(value="2500000000000", unit="VND"),
        "1 tỷ 500 triệu đồng": Q(value="1500000000", unit="VND"),
        "2 tỷ rưỡi đồng": Q(value="2500000000", unit="VND"),
        "400 triệu USD": Q(value="400000000", unit="USD"),
        "75 triệu đồng/người/năm": Q(value="75000000", unit="VND/người/năm"),
        "27.000 ha": Q(value="27000", unit="ha"),
        "01 Gb/s": Q(value="1", unit="Gb/s"),
        "từ 15 tuổi trở lên": Q(value="15", unit="tuổi", comparator=">="),
        "ít nhất là 03 cơ sở": Q(value="3", unit="cơ sở", comparator=">="),
        "-2,5%": Q(value="-2.5", unit="%"),
        "4 sao trở lên": Q(value="4", unit="sao", comparator=">="),
        "50k đồng": Q(value="50000", unit="VND"),
        "dưới -0,5%": Q(value="-0.5", unit="%", comparator="<"),
    },
    no=[
        "Điều 5",
        "348/QĐ-TTg",
        "năm 2025",
        "mạng 5G",
        "khoản 2 điểm",
        "1. Hộ nghèo",
        "17,3 tỷ lệ",
        "Phụ lục 01 xã",
        "2 con số",
    ],
    opens=before(f"{SIGNS}(", words=True),
)
def measured(m: Match) -> Reaching[Quantity] | None:
    for end, value in _amounts(m):
        if unit := unit_after(m.string, _spelt(m.string, end, value)):
            return measured_in(unit, m, written(value))
    return None


_SPELT = compiled(r"\s?\((?P<words>[\p{L}\s]{2,60})\)")


def _spelt(key: str, end: int, value: Decimal) -> int:
    """The end of a number that ends at `end`, with itself in words where they follow: "05 (năm)"."""
    m = _SPELT.match(key, end) if "(" in key[end : end + 2] else None
    return m.end() if m and number(m["words"]) == value else end


def _amounts(m: Match) -> Sequence[tuple[int, Decimal]]:
    """Where the number may end and what it then adds up to, the longest first: "1 tỷ 500 triệu", "1 tỷ", "1"."""
    minus = -1 if m["minus"] else 1
    plain = decimal(m["n"])
    bare = m.end("n"), minus * plain
    if not (magnitude := m["magnitude"]):
        return (bare,)
    whole = (plain + (Decimal("0.5") if m["half"] else 0)) * scale(magnitude)
    scaled = max(m.end("magnitude"), m.end("half")), minus * whole
    if not m["n2"]:
        return scaled, bare
    second = scale(m["magnitude2"])
    more = whole + decimal(m["n2"]) * second
    both = minus * (more if second < scale(magnitude) else (whole + decimal(m["n2"])) * second)
    return (m.end(), both), scaled, bare


@rule(
    rf"(?<!\d%?,\s|(?<!\p{{L}})(?:lượt|ứng|năm|tháng|quý|ngày)\s){LEAD}(?P<n>\d{{1,3}},)\s(?P<tenths>\d)(?=\s?%)",
    yes={"15, 3%": Q(value="15.3", unit="%"), "khoảng 1, 5 %/năm": Q(value="1.5", unit="%/năm", comparator="~")},
    no=["15, 30%", "lần lượt 5, 7%", "năm 2025, 3%", "5%, 6, 7%", "15, 3 xã"],
    opens=before(","),
)
def parted(m: Match) -> Reaching[Quantity] | None:
    """A decimal with a blank after its comma."""
    unit = unit_after(m.string, m.end())
    value = decimal(m["n"] + m["tenths"])
    return measured_in(unit, m, written(-value if m["minus"] else value)) if unit else None


@rule(
    rf"{LABEL}{LEAD}(?P<n>{NUMBER})"
    rf"(?:(?P<magnitude>{MAGNITUDE})(?P<half>\s+rưỡi)?(?:\s+(?P<n2>{NUMBER})(?P<magnitude2>{MAGNITUDE}))?)?"
    rf"{TAIL}(?!\s+(?:con|chữ)\s+số)(?![/-]\p{{L}}|/\d|-\d|:\d|\s*%|[\p{{L}}_])"
    r"(?!\s?-\s?(?-i:\p{Lu})+/)(?!\.\d+\s+(?-i:\p{Lu}))",
    yes={
        "≥ 350": Q(value="350", comparator=">="),
        "trên 0,7": Q(value="0.7", comparator=">"),
        "12.500": Q(value="12500"),
        "khoảng 3 triệu": Q(value="3000000", comparator="~"),
        "2026": Q(value="2026"),
        "> 60": Q(value="60", comparator=">"),
        "-12,5": Q(value="-12.5"),
        "- 1.200": Q(value="-1200"),
        "3 triệu rưỡi": Q(value="3500000"),
        "1 tỷ 200 triệu": Q(value="1200000000"),
        "0,75": Q(value="0.75"),
        "lớn hơn hoặc bằng 80": Q(value="80", comparator=">="),
        "bằng hoặc thấp hơn 5": Q(value="5", comparator="<="),
    },
    no=[
        "số 57-NQ/TW",
        "12/2025",
        "Dự án 4",
        "0292383838",
        "COVID-19",
        "ISO 9001:2015",
        "Nội dung 2: a",
        "chuyển đổi số 2026 ",
        "(3)",
        "8h30",
        "tăng trưởng 2 con số",
        "(0292) 3821234",
        "0292.3821234",
        "hotline 1900 6048",
    ],
    opens=Opener(look=lambda text: [at for at, next in text.once(numbers) if next != "%"]),
)
def unmeasured(m: Match) -> Quantity | None:
    printed = m["n"]
    if printed.isdigit() and (len(printed) > 8 or printed[0] == "0" and len(printed) > 2):
        return None  # a telephone number or a code
    if len(printed) == 4 and "1900" <= printed < "2100" and not m["lead"] and not _alone(m):
        return None  # a year
    return stated(m, written(_amounts(m)[0][1]))


def _alone(m: Match) -> bool:
    """Whether the text is a cell that holds nothing else."""
    return len(m.string) < 40 and m[0] == m.string.strip()


_AT_MOST = r"(?:\s+(?:dưới|gần|khoảng|không\s+quá|tối\s+đa)(?!\p{L}))?"
_TO = rf"(?:[ \t]*[-÷~]|\s*(?:(?:đến|tới)(?!\p{{L}}){_AT_MOST}|(?<=giữa\s+[^.;\n]{{1,20}})và))\s*"
_NEXT = r"(?=\d[\d., \u00a0]*+[^\d;:]{0,150}+\d(?<=(?:[-÷~]|đến|tới|và|dưới|gần|khoảng|quá|đa)\s*\d))"  # a cheap look
_CLOSED = compiled(r"(?![/-]\p{L}|/\d|-\d|[\p{L}_])")
_CHANGE = compiled(r"(?<!\p{L})(?:tăng|giảm|nâng|đưa)\s+(?:\p{L}+\s+){0,3}từ\s+$", regex.IGNORECASE)


@rule(
    rf"{_NEXT}(?=[\d.,]{{1,24}}[^\d\n]{{0,40}}(?:[-÷~]|đến|tới|và)){LABEL}{LEAD}"
    rf"(?P<n>{NUMBER})(?P<magnitude>{MAGNITUDE})?(?P<first>\s*[^\d\s;:\n-][^\d;:\n]{{0,30}}?)??"
    rf"{_TO}(?P<n2>{NUMBER})(?P<magnitude2>{MAGNITUDE})?",
    yes={
        "70-80%": Q(value=("70", "80"), unit="%", comparator="range"),
        "60% - 65%": Q(value=("60", "65"), unit="%", comparator="range"),
        "8,3 - 8,5%": Q(value=("8.3", "8.5"), unit="%", comparator="range"),
        "khoảng 4,5-5%": Q(value=("4.5", "5"), unit="%", comparator="range"),
        "từ 3 đến 5": Q(value=("3", "5"), comparator="range"),
        "10 - 13%/năm": Q(value=("10", "13"), unit="%/năm", comparator="range"),
        "05 - 06 lớp": Q(value=("5", "6"), unit="lớp", comparator="range"),
        "từ 500 triệu đến 1 tỷ đồng": Q(value=("500000000", "1000000000"), unit="VND", comparator="range"),
        "từ 5 đến 7 triệu đồng": Q(value=("5000000", "7000000"), unit="VND", comparator="range"),
        "16 - 18": Q(value=("16", "18"), comparator="range"),
        "từ 10 đến 12%": Q(value=("10", "12"), unit="%", comparator="range"),
        "từ 5 lớp đến 7 lớp": Q(value=("5", "7"), unit="lớp", comparator="range"),
        "1%-1,5%": Q(value=("1", "1.5"), unit="%", comparator="range"),
        "từ 2% đến dưới 5%": Q(value=("2", "5"), unit="%", comparator="range"),
        "3-4 sao": Q(value=("3", "4"), unit="sao", comparator="range"),
        "50.000đ-100.000đ": Q(value=("50000", "100000"), unit="VND", comparator="range"),
    },
    no=["80-70%", "57-NQ/TW", "tăng từ 60% đến 80%", "COVID-19", "Điều 3-5", "2-3-4", "0292-3821234"],
    opens=before(f"{SIGNS}-÷~", words=True),
)
def between(m: Match) -> Quantity | Reaching[Quantity] | None:
    if m["first"] and not is_unit(m["first"]):
        return None
    if m["first"] and _CHANGE.search(m.string, max(0, m.start() - 40), m.start()):
        return None  # "tăng từ 60% đến 80%" has a baseline and a target
    last = scale(m["magnitude2"])
    first = scale(m["magnitude"]) if m["magnitude"] or m["first"] and "%" not in m["first"] else last
    low, high = decimal(m["n"]) * first, decimal(m["n2"]) * last
    return _range(m, (written(low), written(high))) if low < high else None


def _range(m: Match, value: tuple[str, str]) -> Quantity | Reaching[Quantity] | None:
    """The range in the unit after it, or in none where nothing follows that would make it something else."""
    unit = unit_after(m.string, m.end())
    if unit and _CLOSED.match(m.string, unit.end):
        return Reaching(Q(value=value, unit=unit.name, comparator="range"), unit.end)
    return Q(value=value, comparator="range") if _CLOSED.match(m.string, m.end()) else None


_CURRENCY = r"USD|US\$|VNĐ|VND|VN\$|EUR|GBP|JPY|CNY|INR|Rs\.?|[$€£¥₹]"


@rule(
    rf"(?<=(?P<lead>(?<!\p{{L}})(?:(?:{BOUND})\s+)?(?P<minus>-)?(?P<unit>{_CURRENCY})\s?))"
    rf"(?P<n>{NUMBER})(?P<magnitude>{MAGNITUDE}|k(?!\p{{L}}))?(?:\s?-\s?(?:{_CURRENCY})\s?(?P<n2>{NUMBER})(?P<magnitude2>{MAGNITUDE})?)?{TAIL}",
    yes={
        "USD 1,23": Q(value="1.23", unit="USD"),
        "$10.000": Q(value="10000", unit="USD"),
        "ít nhất VND 500 triệu": Q(value="500000000", unit="VND", comparator=">="),
        "$10k": Q(value="10000", unit="USD"),
        "khoảng USD 5 - USD 7": Q(value=("5", "7"), unit="USD", comparator="range"),
    },
    no=["USD", "AUSD 5", "5 USD"],
    opens=after(
        "usd", "us$", "vnđ", "vnd", "vn$", "eur", "gbp", "jpy", "cny", "inr", "rs", "rs.", "$", "€", "£", "¥", "₹"
    ),
)
def currency_first(m: Match) -> Quantity:
    unit = currency(m["unit"])
    if m["n2"]:
        last = written(decimal(m["n2"]) * scale(m["magnitude2"]))
        return Q(value=(written(amount(m)), last), unit=unit, comparator="range")
    return Q(value=written(amount(m)), unit=unit, comparator=comparator(m, (m["tail"] or "").lower(), m.end()))


RULES = (measured, parted, between, unmeasured, *SHARES, *RANKS, currency_first, *SPELT)
OPENERS = tuple(r.opens for r in RULES)


def find(text: str, *, times: Iterable[Found[Time]] | None = None, at: Text | None = None) -> list[Found[Quantity]]:
    """The quantities that `text`, raw or folded, states.

    What overlaps one of `times` is left out; they are read from `text` where they are not given. Give `()` to a cell
    that is known to hold an amount, where "2026" is a number. `at` is the match key of `text`, looked through for
    OPENERS, where several kinds of values are read from it.
    """
    at = at or Text(fold(text), OPENERS)
    if not (found := rules.longest(rules.read(RULES, at))):
        return []
    dates = [f.span for f in (time_rules.find(at.key) if times is None else times)]
    return rules.quoted(rules.outside(found, dates), text)
