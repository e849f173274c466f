"""Rules that read one number over another: ratios, fractions, rates, multiples ("2/3 số xã", "gấp đôi")."""

from __future__ import annotations

from decimal import Decimal

from extractor.model import Quantity
from extractor.rules.amounts import LEAD, NUMBER, before, comparator, decimal, measured_in, sign, written
from extractor.rules.number_words import number
from extractor.rules.openings import after, words
from extractor.rules.rule import Match, Reaching, rule
from extractor.rules.unit_names import unit_after

Q = Quantity


@rule(
    rf"(?=[\d.,]{{1,24}}\s?%?\s?/)(?P<n>{NUMBER})\s?%?\s?/\s?(?P<n2>{NUMBER})\s?(?P<unit>%)(?!\p{{L}})",
    yes={"60%/40%": Q(value="60/40", unit="%"), "70/30%": Q(value="70/30", unit="%")},
    no=["60/40", "60%/năm"],
    opens=before("/%"),
)
def ratio(m: Match) -> Quantity:
    return Q(value=f"{written(decimal(m['n']))}/{written(decimal(m['n2']))}", unit="%")


@rule(
    rf"{LEAD}(?P<n>\d{{1,4}})/(?P<n2>\d{{1,4}})(?!\d|[.,/]\d)(?P<all>\s+(?:(?:tổng\s+)?số|(?:tổng\s+)?diện\s+tích|dân\s+số)(?!\p{{L}}))?",
    yes={
        "2/3 số": Q(value="2/3"),
        "trên 3/4 diện tích": Q(value="3/4", comparator=">"),
        "ít nhất 15/20 xã": Q(value="15/20", unit="xã", comparator=">="),
        "19/19 tiêu chí": Q(value="19/19", unit="tiêu chí"),
    },
    no=["trước 30/11", "24/7", "12/2025/NĐ-CP", "số 15/12", "trực 24/24 giờ"],
    opens=before("/"),
)
def fraction(m: Match) -> Quantity | Reaching[Quantity] | None:
    part, whole = int(m["n"]), int(m["n2"])
    if not 0 < part <= whole:
        return None
    if m["all"]:
        return Q(value=f"{part}/{whole}", comparator=comparator(m, "", m.end()))
    unit = unit_after(m.string, m.end())
    return measured_in(unit, m, f"{part}/{whole}") if unit and unit.name != "giờ" else None


@rule(
    r"(?<=(?P<lead>(?<!\p{L})(?:tỷ|tỉ)\s+lệ\s+))(?P<n>\d{1,2})\s?/\s?(?P<n2>\d{1,2})(?!\d|[.,/]\d|[/-]\p{L}|\s?%)",
    yes={"tỷ lệ 60/40": Q(value="60/40"), "tỉ lệ 50/50": Q(value="50/50")},
    no=["bản đồ tỷ lệ 1/10", "tỷ lệ 60/40%", "60/40", "tỷ lệ 30/11"],
    opens=after("lệ"),
)
def proportion(m: Match) -> Quantity | None:
    """Two parts of one hundred."""
    return Q(value=f"{m['n']}/{m['n2']}") if int(m["n"]) + int(m["n2"]) == 100 else None


_HUNDREDS = r"(?:100|10{0,2}[. ]?000|1[. ]000[. ]000)"
_SEXES = r"(?:(?:bé|trẻ(?:\s+em)?)\s+)?"


@rule(
    rf"(?=[\d.,]{{1,24}}(?:\s\p{{L}}+){{0,3}}\s?/\s?1){LEAD}"
    rf"(?P<n>{NUMBER})(?:\s+{_SEXES}(?:trai|nam))?\s?/\s?(?P<n2>{_HUNDREDS})"
    r"(?!\d|[.,/]\d|[/-]\p{L})"
    rf"(?:\s+{_SEXES}(?:gái|nữ))?(?!\p{{L}})",
    yes={
        "4/100.000": Q(value="4/100000"),
        "107 trai/100 gái": Q(value="107/100"),
        "dưới 112 bé trai/100 bé gái": Q(value="112/100", comparator="<"),
        "15/1.000": Q(value="15/1000"),
    },
    no=["1/10.000", "12/1000/QĐ", "5/120", "18 ca/1.000 phụ nữ"],
    opens=before("/bBtTnN"),
)
def per_base(m: Match) -> Quantity | None:
    if m["n"] == "1":
        return None  # the scale of a map
    value = f"{written(decimal(m['n']))}/{written(decimal(m['n2']))}"
    return Q(value=value, comparator=comparator(m, "", m.end()))


@rule(
    rf"(?=[\d.,]{{1,24}}\s?/\s?(?:một|1|vạn)){LEAD}"
    rf"(?P<n>{NUMBER})\s?/\s?(?:một\s+|1\s+)?vạn\s+dân(?!\p{{L}})",
    yes={"30/vạn dân": Q(value="30/10000"), "trên 32,5/1 vạn dân": Q(value="32.5/10000", comparator=">")},
    no=["30 giường/vạn dân", "30/dân"],
    opens=before("/"),
)
def per_ten_thousand(m: Match) -> Quantity:
    return Q(value=f"{written(decimal(m['n']))}/10000", comparator=comparator(m, "", m.end()))


_TIMES = {"đôi": "2", "rưỡi": "1.5", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "mười": "10"}


@rule(
    rf"(?<=(?P<lead>(?<!\p{{L}}|(?:cao|lớn|nhiều)\s)(?:hơn|trên|ít\s+nhất|tối\s+thiểu|khoảng|gần)\s+)?)gấp(?<!\p{{L}}gấp)\s+(?:(?P<word>đôi|rưỡi|(?:hai|ba|bốn|mười)(?=\s+lần|(?!\s+\p{{L}}))|năm(?=\s+lần))(?:\s+lần)?(?!\p{{L}})"
    rf"|(?P<bound>(?:hơn|trên|khoảng|ít\s+nhất|tối\s+thiểu|từ|gần)\s+)?(?P<n>{NUMBER})(?:\s*(?:-|đến)\s*(?P<n2>{NUMBER}))?(?:\s+lần(?!\p{{L}})|(?=\s+so\s+với\s)))",
    yes={
        "gấp đôi": Q(value="2", unit="lần"),
        "gấp 2 lần": Q(value="2", unit="lần"),
        "gấp hơn 1,5 lần": Q(value="1.5", unit="lần", comparator=">"),
        "gấp 2-3 lần": Q(value=("2", "3"), unit="lần", comparator="range"),
        "gấp rưỡi": Q(value="1.5", unit="lần"),
        "hơn gấp đôi": Q(value="2", unit="lần", comparator=">"),
        "ít nhất gấp 2 lần": Q(value="2", unit="lần", comparator=">="),
        "gấp ba lần": Q(value="3", unit="lần"),
    },
    no=["khẩn gấp 2 xã", "gấp rút", "gấp năm"],
    opens=words("gấp"),
)
def multiple(m: Match) -> Quantity:
    if m["word"]:
        return Q(value=_TIMES[m["word"].lower()], unit="lần", comparator=sign(m["lead"] or ""))
    value = written(decimal(m["n"]))
    if m["n2"]:
        return Q(value=(value, written(decimal(m["n2"]))), unit="lần", comparator="range")
    return Q(value=value, unit="lần", comparator=sign(m["bound"] or m["lead"] or ""))


_PARTS = {"hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "mười": "10"}


@rule(
    rf"(?=\p{{L}}++\s++(?:nửa|phần)(?!\p{{L}}))(?<!\p{{L}}){LEAD}(?:(?:một\s+|phân\s+)(?P<half>nửa)"
    r"|(?P<n>một|hai|ba|bốn)\s+phần\s+(?P<n2>hai|ba|tư|bốn|năm|mười))(?!\p{L})",
    yes={
        "một nửa": Q(value="1/2"),
        "hơn một nửa": Q(value="1/2", comparator=">"),
        "ít nhất hai phần ba": Q(value="2/3", comparator=">="),
        "hai phần ba": Q(value="2/3"),
        "một phần tư": Q(value="1/4"),
    },
    no=["nửa đầu năm", "một phần", "hai phần trăm"],
    opens=words("một", "hai", "ba", "bốn", "phân"),
)
def spoken_fraction(m: Match) -> Quantity:
    value = "1/2" if m["half"] else f"{number(m['n']) or Decimal(1)}/{_PARTS[m['n2'].lower()]}"
    return Q(value=value, comparator=comparator(m, "", m.end()))


SHARES = (ratio, proportion, fraction, per_base, per_ten_thousand, multiple, spoken_fraction)
