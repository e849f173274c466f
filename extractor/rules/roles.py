"""A text to the words that give a body its part in a task: who is told to act, who leads, who takes part, and the
labels that close a group of tasks ("Đơn vị phối hợp: …"); and who directs, watches, advises or is reported to.

Guarantees: found words never overlap and come in reading order; a word that only names a matter ("quy chế phối hợp",
"nhiệm vụ được giao") is not read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from extractor.model import Found
from extractor.normalize import fold
from extractor.rules import rule as engine
from extractor.rules.openings import REACH, Opener, Text, words
from extractor.rules.rule import Match, Rule, rule

Part = Literal[
    "assign", "lead", "support", "direct", "monitor", "advise", "report",
    "lead-label", "support-label", "due-label", "output-label",
]  # fmt: skip

_START = r"(?<![\p{L}\d])"
_END = r"(?![\p{L}\d])"
_UNIT = r"(?:cơ\s+quan|đơn\s+vị|địa\s+phương|tổ\s+chức|bộ\s+phận|sở|ngành|bộ)"
_UNITS = rf"(?:các\s+)?{_UNIT}(?:(?:\s*[,/]\s*|\s+và\s+){_UNIT})*"
_UNIT_WORDS = ("các", "cơ", "đơn", "địa", "tổ", "bộ", "sở", "ngành")  # the first of what _UNITS finds
_LEADING = r"(?:chủ\s+trì|đầu\s+mối|thực\s+hiện|chịu\s+trách\s+nhiệm|tham\s+mưu|triển\s+khai|thường\s+trực|chính)"
_MORE = r"[^:;.|()\n]{0,30}"
_FILL = r"(?:\s+(?:chặt\s+chẽ|đồng\s+bộ|tích\s+cực|kịp\s+thời|thường\s+xuyên|hiệu\s+quả|tốt)\b\s*,?|\s+và(?=\s+thường))"
_DONE = r"(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|trình|ban\s+hành|báo\s+cáo|tổ\s+chức|dự\s+kiến|kết\s+thúc)"


def _label(*names: str) -> Opener:
    """The places where one of `names` opens a word in a clause that a colon ends."""
    named = words(*names)

    def look(text: Text) -> Sequence[int]:
        places = text.places(named)
        return [
            at
            for start, colon in text.once(_before_colons)
            for at in places[bisect_left(places, start) : bisect_left(places, colon)]
        ]

    return Opener(look=look, of=(named,))


def _before_colons(text: Text) -> Sequence[tuple[int, int]]:
    """The clauses that a colon ends, each with where it starts and where the colon stands."""
    key, clauses = text.key, list[tuple[int, int]]()
    colon = key.find(":")
    while colon >= 0:
        far = max(0, colon - REACH)
        clauses.append((max(far, *(key.rfind(mark, far, colon) + 1 for mark in ":;.|()")), colon))
        colon = key.find(":", colon + 1)
    return clauses


def _says(part: Part, *phrases: str) -> dict[str, Part]:
    return dict.fromkeys(phrases, part)


@rule(
    rf"{_START}(?<!được\s)(?<!bàn\s)(?<!chuyển\s)(?<!theo\s)(?<!văn\sbản\s)"
    rf"(?:giao(?:\s+(?:nhiệm\s+vụ\s+)?cho)?|đề\s+nghị|yêu\s+cầu|khuyến\s+khích|mời|phân\s+công(?:\s+cho)?|ủy\s+quyền(?:\s+cho)?){_END}"
    r"(?!\s+(?:của|thực\s+hiện\s*:))",
    yes=_says("assign", "Giao", "giao nhiệm vụ cho", "đề nghị", "Yêu cầu"),
    no=["việc được giao", "lễ bàn giao", "theo đề nghị", "đề nghị của người dân", "giaothoa"],
    opens=words("giao", "đề", "yêu", "khuyến", "mời", "phân", "ủy"),
)
def assigning(m: Match) -> Part | None:
    """Someone told to act: the bodies follow."""
    return "assign"


@rule(
    rf"{_START}(?:chủ\s+trì|(?:chịu|có)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|làm\s+đầu\s+mối|"
    rf"là\s+(?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+trì|đầu\s+mối|thường\s+trực)){_END}(?!\s*:)",
    yes=_says("lead", "chủ trì", "có trách nhiệm", "là cơ quan đầu mối"),
    no=["trách nhiệm của mỗi người", "Đơn vị chủ trì:", "đầu mối giao thông"],
    opens=words("chủ", "chịu", "có", "làm", "là"),
)
def leading(m: Match) -> Part | None:
    """The bodies before it lead."""
    return "lead"


@rule(
    rf"{_START}(?<!(?:quy\schế|cơ\schế|hội\sđồng|tác|trình|chương\strình)\s)phối\s+hợp{_FILL}*"
    rf"(?:(?:\s*,\s*(?:\p{{L}}+\s+){{1,4}}?|\s+)(?:cùng\s+với|cùng|với|của|giữa))?{_END}(?!\s*:)",
    yes=_says(
        "support", "phối hợp", "phối hợp, trao đổi thông tin với", "phối hợp với", "Phối hợp chặt chẽ, thường xuyên với"
    ),
    no=["quy chế phối hợp", "công tác phối hợp", "Đơn vị phối hợp:", "kết hợp với"],
    opens=words("phối"),
)
def supporting(m: Match) -> Part | None:
    """The bodies after it take part."""
    return "support"


@rule(
    rf"{_START}(?<!(?:ban|tổ|kiến|sự|tác|dưới)\s)chỉ\s+đạo(?:\s*,\s*hướng\s+dẫn)?{_END}(?!\s*:)",
    yes=_says("direct", "chỉ đạo", "Chỉ đạo, hướng dẫn"),
    no=["Ban Chỉ đạo", "theo ý kiến chỉ đạo", "công tác chỉ đạo"],
    opens=words("chỉ"),
)
def directing(m: Match) -> Part | None:
    """The bodies after it are told what to do by the one before."""
    return "direct"


@rule(
    rf"{_START}(?<!(?:sổ|phiếu|hệ\sthống)\s)theo\s+dõi(?:\s*(?:,|và)\s*(?:đôn\s+đốc|giám\s+sát|kiểm\s+tra))*{_END}(?!\s*:)",
    yes=_says("monitor", "theo dõi", "Theo dõi, đôn đốc"),
    no=["sổ theo dõi", "theo dấu"],
    opens=words("theo"),
)
def monitoring(m: Match) -> Part | None:
    """The body before it watches what follows."""
    return "monitor"


@rule(
    rf"{_START}(?<!(?:quan|vị|tác|bộ\sphận)\s)tham\s+mưu(?:\s*,\s*đề\s+xuất)?(?:\s+(?:cho|giúp|với))?{_END}(?!\s*:)",
    yes=_says("advise", "tham mưu", "Tham mưu, đề xuất với", "tham mưu giúp"),
    no=["cơ quan tham mưu", "công tác tham mưu"],
    opens=words("tham"),
)
def advising(m: Match) -> Part | None:
    """The body after it decides on what the one before prepares."""
    return "advise"


@rule(
    rf"{_START}(?:báo\s+cáo|gửi)(?=\s)(?:[^.;:|()\n]{{0,60}}?\s)??(?:về|cho)(?=\s+(?-i:\p{{Lu}})|\s*$)",
    yes=_says("report", "báo cáo về", "gửi kết quả về"),
    no=["báo cáo về tình hình", "gửi hồ sơ", "báo cáo kết quả năm"],
    opens=words("báo", "gửi"),
)
def reporting(m: Match) -> Part | None:
    """The body after it is reported to."""
    return "report"


@rule(
    rf"{_START}(?:{_UNITS}\s+(?:được\s+giao\s+)?{_LEADING}{_MORE}|(?:phân\s+công|trách\s+nhiệm)\s+thực\s+hiện|"
    rf"chủ\s+trì(?:\s+thực\s+hiện)?)\s*:",
    yes=_says("lead-label", "Đơn vị chủ trì:", "Cơ quan, đơn vị thực hiện :", "Chủ trì:"),
    no=["Đơn vị phối hợp:", "các đơn vị đã báo cáo:", "Sở Y tế chủ trì, phối hợp"],
    opens=_label(*_UNIT_WORDS, "phân", "trách", "chủ"),
)
def lead_label(m: Match) -> Part | None:
    """The bodies that lead follow, up to the next label."""
    return "lead-label"


@rule(
    rf"{_START}(?:{_UNITS}\s+(?:tham\s+gia\s+)?)?phối\s+hợp(?:\s+(?:thực\s+hiện|triển\s+khai|chính))?{_MORE}:",
    yes=_says("support-label", "Đơn vị phối hợp:", "Cơ quan phối hợp thực hiện:", "Phối hợp:"),
    no=["Đơn vị chủ trì:", "phối hợp với các đơn vị", "quy chế phối hợp; nội dung:"],
    opens=_label(*_UNIT_WORDS, "phối"),
)
def support_label(m: Match) -> Part | None:
    """The bodies that take part follow, up to the next label; a body named before the colon makes it no label."""
    return None if " với" in m[0].lower() else "support-label"


@rule(
    rf"{_START}(?:thời\s+(?:gian|hạn)|tiến\s+độ|hạn)(?:(?:(?:\s*[,/]\s*|\s+và\s+|\s+){_DONE})*\s*:|"
    rf"(?:\s+{_DONE})+(?=\s+(?:trước|chậm|trong|từ|đến|vào|xong|năm|quý|tháng)\s))",
    yes=_says("due-label", "Thời gian thực hiện:", "Thời hạn hoàn thành:", "Tiến độ:"),
    no=["thời gian thực hiện dự án", "Đơn vị thực hiện:", "giới hạn của"],
    opens=words("thời", "tiến", "hạn"),
)
def due_label(m: Match) -> Part | None:
    """The deadline follows, up to the next label."""
    return "due-label"


@rule(
    rf"{_START}(?:sản\s+phẩm|kết\s+quả)(?:\s+(?:đầu\s+ra|dự\s+kiến|đạt\s+được|cần\s+đạt|chủ\s+yếu|chính|hoàn\s+thành|"
    rf"thực\s+hiện|công\s+việc))*\s*:",
    yes=_says("output-label", "Sản phẩm:", "Kết quả đầu ra:", "Sản phẩm dự kiến :"),
    no=["sản phẩm chủ lực của tỉnh:", "kết quả sản xuất", "Thời hạn:"],
    opens=_label("sản", "kết"),
)
def output_label(m: Match) -> Part | None:
    """The product follows, up to the next label."""
    return "output-label"


RULES: tuple[Rule[Part], ...] = (
    lead_label, support_label, due_label, output_label, assigning, leading, supporting,
    directing, monitoring, advising, reporting,
)  # fmt: skip
LABELS: tuple[Part, ...] = ("lead-label", "support-label", "due-label", "output-label")


def find(text: str) -> list[Found[Part]]:
    """The role words of `text`, raw or folded."""
    return engine.find(RULES, fold(text))
