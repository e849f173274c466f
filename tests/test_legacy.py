"""Text in encodings from before Unicode, or decoded wrongly: told once for a document, converted, led back."""

import unicodedata
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from extractor.normalize import raw_offset
from extractor.readers import read_bytes
from extractor.readers.decode import decode
from extractor.readers.legacy import convert, detect
from extractor.readers.legacy_case import capitals_restored
from extractor.readers.legacy_tables import ACCENTED, shown, tables

CORPORA = Path(__file__).parents[1] / "corpora"
REAL = Path(__file__).parents[2] / "shared" / "corpora"
WORDS = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc"


def mapped(letters, sign):
    """The bytes of a letter, and of one whose capital the encoding lacks, as typists wrote it."""
    return letters.get(sign) or letters.get(sign.lower()) or sign.encode("cp1252", "replace")


def encoded(text, name):
    """`text` in bytes of the encoding `name`."""
    letters = {}
    for seen, letter in tables()[name].letters.items():
        code = seen.encode("latin-1", "ignore") or seen.encode("cp1252", "ignore")
        if letter in ACCENTED and len(code) == len(seen) and len(code) <= len(letters.get(letter, b"123")):
            letters[letter] = code
    return b"".join(c.encode() if c.isascii() else mapped(letters, c) for c in unicodedata.normalize("NFC", text))


# -- told by the words


@pytest.mark.parametrize(
    "name, seen",
    [
        ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc"),
        ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp töï do haïnh phuùc"),
        ("viscii", "Cµng hòa xã hµi chü nghîa Vi®t Nam, ðµc l§p tñ do hÕnh phúc"),
        ("cp1258", "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam, ðôòc lâòp týò do haònh phuìc"),
        ("utf-8", shown(WORDS.encode())),
        ("utf-8", WORDS.encode().decode("latin-1")),
    ],
    ids=["tcvn3", "vni", "viscii", "cp1258", "utf-8 as windows-1252", "utf-8 as latin-1"],
)
def test_old_and_broken_text_is_told_and_converted(name, seen):
    assert convert(seen) == (WORDS, name)
    document = read_bytes(seen.encode(), name="x.txt")
    assert (document.text, document.source.encoding) == (WORDS, "utf-8")
    assert [(w.code, name in w.message) for w in document.warnings] == [("converted", True)]


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii", "vps"])
def test_files_in_old_bytes_are_named_by_their_encoding(name):
    document = read_bytes(encoded(WORDS, name), name="x.txt")
    assert (document.text, document.source.encoding) == (WORDS, name)


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        unicodedata.normalize("NFD", WORDS),
        "Kế hoạch số 5 về “chuyển đổi số” – giai đoạn 2026–2030 ≥ 80 %",
        "Le préfet a été chargé d'élaborer le schéma régional à côté de l'hôtel",
        "Les élèves où être âgé, naïve façade crème brûlée déjà vécu",
        "Der Präsident wünscht schöne Grüße für die Bürger",
        "Ha Noi, Tp. HCM: a·b, 5×3, 10÷20, 25°C, ½ m²",
        "toà nhà á à",
        "",
    ],
    ids=lambda x: x[:20],
)
def test_proper_text_is_never_converted(text):
    assert detect(text) is None
    assert decode(text.encode()).converted is None


def test_latin_bytes_of_another_language_stay_as_they_are():
    text = "Le préfet a été chargé d'élaborer le schéma régional"
    assert decode(text.encode("cp1252")).converted is None


# -- capitals


@pytest.mark.parametrize(
    "typed, text",
    [
        ("ủY BAN NHâN DâN TỉNH Hà GIANG", "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"),
        ("Số: 77/QĐ-UBND", "Số: 77/QĐ-UBND"),
        ("Bộ TT&TT chủ trì", "Bộ TT&TT chủ trì"),
        ("Bộ GDĐT", "Bộ GDĐT"),
        ("Số: 1/KH-UBND | CộNG HòA Xã HộI", "Số: 1/KH-UBND | CỘNG HÒA XÃ HỘI"),
        ("II. MụC TIêU\nở các xã", "II. MỤC TIÊU\nở các xã"),
    ],
)
def test_capitals_that_an_encoding_lacks_are_restored_in_words_of_capitals(typed, text):
    assert capitals_restored(typed) == text


# -- the way back


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii"])
def test_every_letter_leads_back_to_its_bytes(name):
    text = f"{WORDS}.\n-----\n- Đến năm 2030, 80% số xã đạt chuẩn;\n- Giữ vững kết quả của ngành.\n"
    data = encoded(text, name)
    document = read_bytes(data, name="x.txt")
    assert document.text == text.replace("-----\n", "").rstrip()
    for at, char in enumerate(document.text):
        code = encoded(char, name)
        raw = raw_offset(document.runs, at)
        assert data[raw : raw + len(code)] == code or char.isspace()
    (ruling,) = document.unread
    assert data[ruling.raw.start : ruling.raw.end] == b"-----"


def test_unicode_that_holds_old_text_leads_back_to_its_characters():
    seen = "## Keá hoaïch\n\n| **Chuû trì** | Sôû Xaây döïng |\n|---|---|\n| Tyû leä | 80% soá xaõ |\n"
    document = read_bytes(seen.encode(), name="x.md")
    assert document.text.split("\n") == ["Kế hoạch", "Chủ trì | Sở Xây dựng", "Tỷ lệ | 80% số xã"]
    start = document.text.index("Xây")
    assert seen[raw_offset(document.runs, start) :].startswith("Xaây döïng")


# -- whole documents


def error(text, truth):
    """Character errors, in hundredths of the truth's length."""
    return 100 * Levenshtein.distance(text, truth) / len(truth)


def kept(text):
    """`text` without signs that the old encodings cannot write."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isascii() or c in ACCENTED)


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii", "vps"])
@pytest.mark.parametrize("sample", sorted(CORPORA.glob("mau-*")), ids=lambda path: path.stem[:6])
def test_samples_in_old_encodings_come_back_whole(sample, name):
    truth = kept(decode(sample.read_bytes()).text)
    decoded = decode(encoded(truth, name))
    assert decoded.converted == name
    assert error(decoded.text, truth) <= 0.5
    assert decoded.text.lower() == truth.lower()


@pytest.mark.real
@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii"])
@pytest.mark.parametrize("path", sorted(REAL.glob("*-truth.txt")), ids=lambda path: path.stem[:12])
def test_real_texts_in_old_encodings_come_back(path, name):
    truth = kept(decode(path.read_bytes()).text)
    assert error(decode(encoded(truth, name)).text, truth) <= 0.5


@pytest.mark.real
def test_no_real_unicode_text_is_converted():
    files = [*REAL.glob("*.md"), *REAL.glob("*.txt")]
    assert [path.name for path in files if decode(path.read_bytes()).converted] == []
