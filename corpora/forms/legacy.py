"""Vietnamese text to the bytes of TCVN3, VNI and VISCII: what offices typed before Unicode.

The tables stand here once more, apart from those of the package's reader, which they check. Sources: TCVN 5712:1993 as
the .Vn fonts have it (no capitals with a tone: they are typed as small letters, as offices did in fonts of capitals);
VNI-Windows; RFC 1456. Punctuation that an encoding lacks is written in ASCII.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_TCVN3 = dict(
    zip(
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ",
        "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©ª«¬\u00ad®¡¢£¤¥¦§",
        strict=True,
    )
)
_VISCII_HIGH = (  # from byte 0x80 on
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII = {char: chr(0x80 + at) for at, char in enumerate(_VISCII_HIGH)}
_VISCII |= {"Ẳ": "\x02", "Ẵ": "\x05", "Ẫ": "\x06", "Ỷ": "\x14", "Ỹ": "\x19", "Ỵ": "\x1e"}

_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
_VNI_HATS = {
    "â": dict(zip(_VNI_TONES, "áàåãäâ", strict=True)),
    "ă": dict(zip(_VNI_TONES, "éèúüëê", strict=True)),
}
_VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "≥": ">=", "≤": "<=", "…": "..."})


def tcvn3(text: str) -> bytes:
    return _bytes(_TCVN3.get(char) or _TCVN3.get(char.lower(), char) for char in text.translate(_PLAIN))


def viscii(text: str) -> bytes:
    return _bytes(_VISCII.get(char, char) for char in text.translate(_PLAIN))


def vni(text: str) -> bytes:
    return _bytes(_vni(char) if char.islower() else _vni(char.lower()).upper() for char in text.translate(_PLAIN))


def _vni(char: str) -> str:
    """A small letter as VNI types it: its base, then one sign for its hat and tone."""
    if char.isascii() or char in _VNI_WHOLE:
        return _VNI_WHOLE.get(char, char)
    marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks[1:] if mark in _VNI_TONES), "")
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _VNI_TONES))
    hat = {"ê": "â", "ô": "â"}.get(letter, letter)
    if hat in _VNI_HATS:
        return unicodedata.normalize("NFD", letter)[0] + _VNI_HATS[hat][tone]
    return _VNI_WHOLE.get(letter, letter) + _VNI_TONES[tone]


def _bytes(chars: Iterable[str]) -> bytes:
    return "".join(chars).encode("latin-1")
