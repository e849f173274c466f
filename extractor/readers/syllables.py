"""Whether a word is a Vietnamese syllable: an onset, a rhyme, and a tone that the rhyme's end allows."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from extractor.patterns import compiled

_ONSET = compiled(r"(?:ngh?|nh|kh|ch|th|tr|ph|gh|qu|[bcdđghklmnprstvx])?")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = compiled(r"(?:ch|[cpt])$")  # ends that take a sharp or a heavy tone only
_FINAL_K = compiled(r"k$")  # in names of the highlands: "Đắk Lắk"
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oau oay oăc oăm oăn oăng oăt oe oen oeo oet
    ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơu
    u uc ui um un ung up ut ua uân uâng uât uây uê uêch uên uênh uêt uêu uơ uôc uôi uôm uôn uông uôp uôt
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether `word` is a Vietnamese syllable, in any case and with either placement of the tone ("hòa", "hoà")."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    onset = _ONSET.match(plain)
    return any(_is_rhyme(plain[at:], tones) for at in _ends(onset[0] if onset else ""))


def _ends(onset: str) -> tuple[int, ...]:
    """Where the rhyme may begin: "gì", "giếng", "quốc" share a letter between onset and rhyme."""
    if onset == "g":
        return (1, 2)
    return (len(onset), 1) if onset == "qu" else (len(onset),)


def _is_rhyme(rhyme: str, tones: list[str]) -> bool:
    rhyme = _FINAL_K.sub("c", rhyme)
    if rhyme not in _RHYMES:
        return False
    return not _STOPPED.search(rhyme) or (bool(tones) and tones[0] in "\u0301\u0323")
