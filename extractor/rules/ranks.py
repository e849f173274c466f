"""Rules that read a place in an order: levels ("cấp độ 3 trở lên") and ranks ("nhóm 10 tỉnh dẫn đầu")."""

from __future__ import annotations

from extractor.model import Comparator, Quantity
from extractor.rules.openings import after, words
from extractor.rules.rule import Match, rule

Q = Quantity
_ONE_TO_TEN = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_PLACES = r"(?:tỉnh(?:,\s+thành(?:\s+phố)?)?|thành\s+phố|địa\s+phương|quốc\s+gia|nước)(?!\p{L})"
_FIRST = r"(?:dẫn\s+đầu|đứng\s+đầu|hàng\s+đầu|đầu|cao\s+nhất|tốt\s+nhất|khá|phát\s+triển)(?!\p{L})"


def _rank(printed: str) -> Quantity:
    number = _ONE_TO_TEN.get(printed.lower())
    return Q(value=str(number if number else int(printed)), unit="hạng", comparator="<=")


@rule(
    r"(?<=(?P<lead>(?<!\p{L})(?:(?P<least>từ|tối\s+thiểu(?:\s+là)?|ít\s+nhất(?:\s+là)?)\s+)?(?P<name>cấp\s+độ|mức\s+độ|cấp\s+an\s+toàn)\s+))"
    r"(?P<n>[1-9])(?!\d|[.,/]\d|\p{L})(?P<tail>\s+(?:và\s+)?trở\s+(?:lên|xuống))?",
    yes={
        "cấp độ 3 trở lên": Q(value="3", unit="cấp độ", comparator=">="),
        "mức độ 4": Q(value="4", unit="mức độ"),
        "tối thiểu cấp độ 3": Q(value="3", unit="cấp độ", comparator=">="),
    },
    no=["cấp 3", "cấp độ 35", "mức độ hài lòng", "mức độ 3,5"],
    opens=after("độ", "toàn"),
)
def level(m: Match) -> Quantity:
    tail = (m["tail"] or "").lower()
    sign: Comparator = "<=" if "xuống" in tail else ">=" if tail or m["least"] else "="
    return Q(value=m["n"], unit=" ".join(m["name"].lower().split()), comparator=sign)


@rule(
    rf"(?<=(?P<lead>(?<!\p{{L}})(?P<inside>(?:trong|thuộc|vào|nằm\s+trong|trong\s+số)\s+)?(?P<name>nhóm|tốp|top)\s+))"
    rf"(?P<n>[1-9]\d{{0,2}})(?!\d|[.,/]\d|\p{{L}}|\s*[%:])(?:\s+{_PLACES})?(?P<best>[^\d.;:\n]{{0,60}}?\s{_FIRST})?",
    yes={
        "nhóm 10 tỉnh dẫn đầu": Q(value="10", unit="hạng", comparator="<="),
        "trong top 20": Q(value="20", unit="hạng", comparator="<="),
        "thuộc nhóm 15 tỉnh, thành phố đứng đầu": Q(value="15", unit="hạng", comparator="<="),
        "vào nhóm 15": Q(value="15", unit="hạng", comparator="<="),
        "thuộc nhóm 10 địa phương": Q(value="10", unit="hạng", comparator="<="),
        "tốp 5": Q(value="5", unit="hạng", comparator="<="),
    },
    no=["nhóm 2", "nhóm 3: hộ nghèo", "nhóm 10%", "thuộc nhóm 1"],
    opens=after("nhóm", "tốp", "top"),
)
def leading_group(m: Match) -> Quantity | None:
    if m["name"].lower() == "nhóm" and not m["best"] and (not m["inside"] or int(m["n"]) < 3):
        return None  # "nhóm 2" is a label
    return _rank(m["n"])


@rule(
    rf"một\s+trong\s+(?:số\s+)?(?:(?:các|những)\s+)?(?P<n>[1-9]\d?|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\d|[.,/]\d|\p{{L}})"
    rf"\s+(?:tỉnh|thành\s+phố|địa\s+phương|đô\s+thị|quốc\s+gia|nước|trung\s+tâm|cực)(?!\p{{L}})(?P<best>[^\d.;:\n]{{0,60}}?\s{_FIRST})?",
    yes={
        "một trong ba địa phương": Q(value="3", unit="hạng", comparator="<="),
        "một trong 10 tỉnh dẫn đầu": Q(value="10", unit="hạng", comparator="<="),
    },
    no=["một trong các tỉnh", "một trong ba nội dung"],
    opens=words("một"),
)
def one_of(m: Match) -> Quantity:
    return _rank(m["n"])


_REGION = (
    r"(?=\s+(?:cả\s+nước|toàn\s+(?:quốc|cầu)|thế\s+giới|(?:Đông\s+Nam|châu)\s+Á|khu\s+vực|ASEAN|"
    r"trong\s+(?:cả|số|khu)))"
)


@rule(
    r"(?<=(?P<lead>(?<!\p{L})(?P<placed>(?:xếp|đứng|vươn\s+lên|giữ|đạt)\s+(?:(?:ở\s+)?vị\s+trí\s+)?thứ|(?:thứ|xếp)\s+hạng(?:\s+thứ)?|"
    r"vị\s+trí\s+thứ|hạng\s+thứ|(?<!(?:lần|kỳ|ngày|năm|khóa)\s+)thứ)\s+(?:(?:từ|dưới|khoảng|≤|<=)\s*)?))"
    rf"(?P<n>[1-9]\d{{0,2}})(?:/\d{{1,3}})?(?!\d|[.,/]\d|\p{{L}})(?:\s+trở\s+lên)?(?P<region>{_REGION})?",
    yes={
        "xếp thứ 15": Q(value="15", unit="hạng", comparator="<="),
        "đứng thứ 12/63": Q(value="12", unit="hạng", comparator="<="),
        "thứ hạng 40": Q(value="40", unit="hạng", comparator="<="),
        "xếp hạng ≤ 50": Q(value="50", unit="hạng", comparator="<="),
    },
    no=["lần thứ 2", "thứ 3", "kỳ họp thứ 10", "bệnh viện hạng 1"],
    opens=after("thứ", "hạng", "từ", "dưới", "khoảng", "≤", "<="),
)
def place(m: Match) -> Quantity | None:
    if m["placed"].lower() == "thứ" and m["region"] is None:
        return None  # "thứ 3" is a day or an ordinal
    return _rank(m["n"])


RANKS = (level, leading_group, one_of, place)
