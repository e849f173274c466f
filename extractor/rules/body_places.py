"""What follows a body's name to say where: the match key in; a place's extent, and what of it the name keeps, out.

Guarantees: a place ends at a word's end; a document's own territory is told from others by its name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extractor.lexicons import rows
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules.body_registry import PlaceUse
from extractor.rules.body_verbs import DEFINED

LEVEL = r"(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|đặc khu|xã(?! hội)|phường|TP\.?(?!\p{L}{4}))"
_END = r"(?![\p{L}\d])"
PROPER = (
    r"(?!(?:Sở|Ủy|UBND|HĐND|Công|Hội|Chủ|Ban|Bộ|Thủ|Giám|Phó|Căn|Chương|Các|Thường|Đài|Tòa|Viện|Mặt|Liên|Đoàn|Đảng|Chi"
    r"|Kho|Cục|Phòng|Trung tâm|Văn phòng|Bảo hiểm|Ngân hàng)(?!\p{L}))"
    r"(?-i:\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}+){0,3}|\d{1,2})"
)
"""The name of a place: no word that opens a body's name."""
_JOIN = r"(?: ?[,/-] ?| và | )"
WHICH = (  # what tells some of a group from the others: "các xã, phường ven biển", "các xã có rừng"; needs DEFINED
    rf"(?:(?:có )?liên quan|ven biển|biên giới|miền núi|vùng cao|(?:trọng điểm |vùng )?nuôi (?:trồng thủy sản|tôm|cá)"
    rf"|vùng nuôi|trọng điểm"
    r"|có (?:biển|rừng|đê|mỏ|đất|sông|nuôi trồng|hoạt động|vùng|diện tích|khu|cơ sở|cụm|làng|bến|cảng|tuyến"
    r"|công trình|hồ"
    rf"|đập|nguy cơ|đồng bào|điểm|tàu|di tích|chợ|dự án|khoáng sản)(?:{_END} (?!(?&stop){_END})\p{{L}}+){{0,6}}){_END}"
)
_PREFIX = compiled(rf"^{LEVEL} *", regex.IGNORECASE)
_CITY = compiled(r"\bTP\.? *")
_SAIGON = compiled(r"\bTP\.? *(?:HCM|Hồ Chí Minh)")
_REGION = compiled(r" khu vực |.{0,4}$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """`end` is where the place ends and `words` are it, from the first blank on. `level` is "tỉnh", "xã" … of a single
    place, None for a group or region; `name` its own name, None where only the level stands. `owned` marks "của"."""

    end: int
    words: str
    level: str | None = None
    name: str | None = None
    owned: bool = False


@cache
def _province_names() -> dict[str, str]:
    found = rows("provinces", "id", "names", "level", "examples")
    return {fold(name).lower(): fold(name) for row in found for name in row["names"]}


@cache
def provinces() -> str:
    """A pattern of every province's name, longest first."""
    names = _province_names().values()
    return "|".join(map(regex.escape, sorted(names, key=lambda n: (-len(n), n))))


@cache
def _after() -> regex.Pattern[str]:
    return compiled(
        rf"{DEFINED} (?P<owned>của )?(?:"
        rf"(?P<group>(?:(?:(?:các|cấp|\d cấp|\d{{1,3}}) )?{LEVEL}(?:{_JOIN}{LEVEL}(?! (?:đoàn"
        rf"|ủy)))+(?: trực thuộc trung ương)?"
        rf"|(?:các|\d{{1,3}}) {LEVEL}(?: trực thuộc trung ương)?|các (?:khu vực|địa phương|cấp|đơn vị(?:, địa phương)?)"
        rf"|(?:hai )?cấp (?:{LEVEL}|cơ sở)){_END}(?: {WHICH})?)"
        rf"|(?P<group>(?:- ?)?chi nhánh (?:khu vực (?:[IVX]+|\d{{1,2}})|(?:{LEVEL} )?(?:{provinces()})|{LEVEL})){_END}"
        rf"|(?P<group>khu vực (?:[IVX]+|\d{{1,2}})){_END}|(?P<group>khu vực)(?= *(?:[,.;:()|\n]|$))"
        rf"|(?P<level>{LEVEL})(?: ?(?P<province>{provinces()}){_END}| (?P<proper>{PROPER}){_END})?{_END}"
        rf"(?P<group> và các khu vực{_END})?"
        rf"|(?P<province>{provinces()}){_END})",
        regex.IGNORECASE,
    )


def after(key: str, at: int) -> Place | None:
    """The place that begins at `at` in the match key, or None."""
    m = _after().match(key, at) if key.startswith(" ", at) else None
    if m is None:
        return None
    owned = m["owned"] is not None
    if m["group"]:
        return Place(m.end(), key[at : m.end()], owned=owned)
    level, name = m["level"], m["province"] or m["proper"]
    end = m.end()
    if m["proper"] and level.lower() == "tỉnh":  # only a province's name can follow "tỉnh"
        end, name = m.end("level"), None
    return Place(end, key[at:end], level, name, owned)


def home_of(territory: str | None) -> str:
    """ "thành phố Cần Thơ" → "cần thơ"; "" for no territory."""
    return _PREFIX.sub("", fold(territory or "").strip()).lower()


def kept(place: Place | None, use: PlaceUse | None, home: str) -> str:
    """The words of `place` that a body's name keeps, with a blank before them; `home` is from `home_of`."""
    if place is None:
        return ""
    if not place.level and not place.name:
        return _spelt(place.words)
    own = place.name is None or place.name.lower() == home
    if own and (use == "drop" or place.owned):
        return ""
    return _spelt(f" {place.level}" if own and place.level else place.words)


def _spelt(words: str) -> str:
    """ "TP." written out, and capitals of a heading lowered: " TỈNH SƠN LA" → " tỉnh Sơn La"."""
    if "TP" in words:
        words = _SAIGON.sub("Thành phố Hồ Chí Minh", words)
        words = _CITY.sub("thành phố ", words).rstrip()
    if not words.isupper() or _REGION.match(words):
        return words
    lowered = words.lower()
    name = next((name for name in _province_names() if lowered.endswith(name)), "")
    return lowered.removesuffix(name) + _province_names().get(name, "")
