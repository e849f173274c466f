"""Words printed in capitals to names in ordinary case: bodies, places, persons and the offices that they sign under."""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

from extractor.lexicons import rows
from extractor.normalize import fold
from extractor.patterns import compiled
from extractor.rules.body_places import LEVEL
from extractor.rules.body_registry import expand, spellings

_EDGES = compiled(r"^[^\p{L}]+|[^\p{L}\d)]+$")
_WORD_END = compiled(r"(?<=\S)(?=\s|$)")
_BRANCHES = frozenset(("phòng", "cục", "vụ", "ngành"))
_FIELDS = ("sở ", "bộ ")
_CITY = compiled(r"(?:thành phố|TP\.?)\s?(?:hồ chí minh|HCM)$", regex.IGNORECASE)
_CITY_NAME = "Thành phố Hồ Chí Minh"
_LEVEL = compiled(rf"{LEVEL}(?!\p{{L}})", regex.IGNORECASE)
_SHORT_CITY = compiled(r"(?:TP|T\.P)\b\.?\s?", regex.IGNORECASE)
_SMALL = frozenset("và của các cho về trên tại thuộc".split())
_SESSION = compiled(r",?\s(?:khóa|kỳ họp)\b.*$", regex.IGNORECASE)
_PARTS = {name.lower(): name for name in ("Ban Thường trực", "Ban Thường vụ", "Ban Chấp hành")}
_GIVEN = r"(?:\p{Lu}[\p{Ll}'-]+|\p{Lu}(?=\s|$)|\p{Lu}'\p{L}+)"
_RANK = r"(?:(?:GS|PGS|TS|ThS|BS|CN|KS|CKI{1,2}|(?:Đại|Thượng|Trung|Thiếu) t(?:á|ướng)|Ông|Bà)\b[.\s]*)*"
PERSON = rf"(?<![\p{{L}}\d]){_RANK}(?P<person>{_GIVEN}(?:\s{_GIVEN}){{1,5}})"
_ONSET = r"(?:NGH?|NH|PH|TH|TR|CH|KH|G[HI]|QU|[BCDGHKLMNPQRSTVX])?"
_SYLLABLE = compiled(rf"{_ONSET}[AEIOUY]{{1,3}}(?:NG|NH|CH|[CMNPT])?$")
NAME_LENGTH = 120  # characters; no registered name is longer
PLACE_WORDS = 7
AUTHORITY_LENGTH = 90
_PERSON = compiled(rf"\W*+{PERSON}\W*")
_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh"
    " Lâm Phùng Mai Tô Hà Tạ Cao Châu Chu Thái Quách La Lưu Lương Thạch Kiều Tôn Văn Nông Triệu Hứa Tăng Từ"
    " Giang Doãn Khuất Nghiêm Quan Sơn Danh Lò Quàng Giàng Vàng Thào Sùng Mùa Cầm Tòng Điểu Kim Âu Bạch Bế Cù"
    " Diệp Đàm Đồng Hạ Khổng Kha Khương Lại Lã Lục Mạc Mạch Ninh Ông Phương Sầm Tiêu Tống Trà Trang Tất Viên Vi"
    " Xa Y"
).split()
_LOUD_PERSON = compiled(rf"\W*+(?P<person>(?:{'|'.join(_SURNAMES).upper()})(?:\s\p{{Lu}}+){{1,4}})\W*")
_SURNAMED = compiled(rf"(?<![\p{{L}}\d])(?P<person>(?:{'|'.join(_SURNAMES)})(?:\s\p{{Lu}}\p{{Ll}}+){{1,4}})\W*$")


def body(words: str, *, text: str = "") -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" → "Ủy ban nhân dân tỉnh Bắc Ninh"; words in mixed case keep it.

    A name in capitals that no list holds is written as `text` (a match key) writes it elsewhere, where it does.
    """
    words = _EDGES.sub("", fold(" ".join(words.split())))
    if words.lower() in _PARTS:
        return _PARTS[words.lower()]
    head = known_head(words)
    if head is None:
        return (_elsewhere(words, text) or _branch(words) or _titled(words)) if words.isupper() else expand(words)
    length, name = head
    rest = words[length:].strip(" ,-")
    return f"{name} {territory(rest)}" if rest else name


def _elsewhere(words: str, text: str) -> str | None:
    """The first place in `text` where `words` stand with a capital at first and small letters after it."""
    if len(words) > NAME_LENGTH:
        return None
    found = (m[0] for m in regex.finditer(regex.escape(words), text, regex.IGNORECASE))
    return next((f for f in found if f[0].isupper() and not f.isupper()), None)


def known_head(words: str) -> tuple[int, str] | None:
    """How many characters of `words` are a registered body's name, and the name in full; the longest that is one."""
    for m in reversed(list(_WORD_END.finditer(words, 0, NAME_LENGTH))):
        known = spellings().get(words[: m.end()].lower())
        if known:
            return m.end(), known.full or known.written
    return None


def _branch(words: str) -> str | None:
    """A body named after a department's or ministry's field: "PHÒNG NỘI VỤ" → "Phòng Nội vụ"."""
    kind, _, rest = words.partition(" ")
    heads = [(above, head) for above in _FIELDS if (head := known_head(above + rest))]
    if kind.lower() not in _BRANCHES or not heads:
        return None
    above, (length, name) = heads[0]
    return f"{kind.capitalize()} {name[len(above) :]} {territory(rest[length - len(above) :].strip(' ,-'))}".strip()


def issuer(words: str) -> str:
    """The body that a portal names, by a place alone for its people's committee: "Tỉnh Vĩnh Long"."""
    if _LEVEL.match(words) and not known_head(fold(words)):
        return f"Ủy ban nhân dân {territory(fold(words))}"
    return body(words)


def is_body(words: str) -> bool:
    """Whether `words` are a registered body and at most a place after it, and nothing else."""
    words = fold(" ".join(words.split()).strip(" :,"))
    head = known_head(words)
    rest = words[head[0] :].strip() if head else ""
    return head is not None and (not rest or (bool(_LEVEL.match(rest)) and len(rest.split()) <= PLACE_WORDS))


def is_authority(words: str) -> bool:
    """Whether a line is the body in whose name a decision is made, or that body's head: "BỘ TRƯỞNG BỘ NỘI VỤ"."""
    words = _SESSION.sub("", fold(" ".join(words.split())))
    office = _OFFICE.match(words)
    if office and len(words) < AUTHORITY_LENGTH:
        return known_head(words[office.end() :].strip()) is not None or words.isupper()
    return is_body(words)


def is_part(name: str) -> bool:
    """Whether `name` is a standing part of the body above it ("Ban Thường trực")."""
    return name.lower() in _PARTS


def territory(words: str) -> str:
    """ "TỈNH SƠN LA" → "tỉnh Sơn La", "THÀNH PHỐ HỒ CHÍ MINH" → "Thành phố Hồ Chí Minh"; mixed case is kept."""
    if _CITY.match(words):
        return _CITY_NAME
    level = _LEVEL.match(words)
    if level is None:
        return _titled(words) if words.isupper() else words
    kind = "thành phố" if _SHORT_CITY.match(level[0]) else level[0].lower()
    rest = words[level.end() :].strip()
    inner = _LEVEL.search(rest)
    if inner and inner.start():
        return f"{kind} {_titled(rest[: inner.start()].strip(' ,'))} {territory(rest[inner.start() :])}"
    return f"{kind} {_titled(rest)}".strip()


def place(words: str) -> str:
    """The place of a date line: "TP.Cần Thơ" → "Cần Thơ", "TP. Hồ Chí Minh" → "Thành phố Hồ Chí Minh"."""
    words = " ".join(words.split())
    if _CITY.match(words):
        return _CITY_NAME
    words = _SHORT_CITY.sub("", words, count=1)
    return _titled(fold(words)) if words.isupper() else words


@cache
def _province_names() -> dict[str, str]:
    return {name.lower(): name for row in rows("provinces", "names") for name in map(fold, row["names"])}


def _titled(words: str) -> str:
    """Each word with a capital, but for small words; provinces as their list has them, "TT-Huế" as printed."""
    known = _province_names().get(words.lower())
    if known:
        return known
    return " ".join(_word(word, first=i == 0) for i, word in enumerate(words.split()))


def _word(word: str, *, first: bool) -> str:
    if not word.isupper() or not _SYLLABLE.match(_bare(word)):
        return word
    return word.lower() if word.lower() in _SMALL and not first else word.capitalize()


def _bare(word: str) -> str:
    """`word` without tones and marks: "TỈNH" → "TINH"."""
    letters = unicodedata.normalize("NFD", word.replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def person(words: str) -> regex.Match[str] | None:
    """Matches words that are one person's name and nothing else, a rank before it left out of group "person"; a name
    all in capitals needs a common surname."""
    m = _PERSON.fullmatch(words) or _LOUD_PERSON.fullmatch(words)
    return None if m is None or known_head(fold(m["person"])) or _OFFICE.match(fold(m["person"])) else m


def person_name(words: str) -> str:
    """ "VÕ VĂN MINH" → "Võ Văn Minh"."""
    name = " ".join(words.split())
    return name.title() if name.isupper() else name


def person_at_end(words: str) -> regex.Match[str] | None:
    """Matches a name with one of the common surnames at the end of `words`, in group "person"."""
    return _SURNAMED.search(words)


@cache
def offices() -> dict[str, str]:
    """The offices of the list and their deputies, by the same in lower case: "phó chủ tịch" → "Phó Chủ tịch"."""
    names = [(name, row.get("deputies", True)) for row in rows("offices", "names") for name in row["names"]]
    deputies = [f"Phó {name}" for name, has_deputies in names if has_deputies]
    return {fold(name).lower(): name for name in [name for name, _ in names] + deputies}


OFFICE = "|".join(sorted(offices(), key=len, reverse=True)).replace(" ", r"\s")
_OFFICE = compiled(rf"(?:{OFFICE})\b", regex.IGNORECASE)
