"""Old encodings: from the bytes of a source to text in Unicode.

TCVN3 (also called ABC; the font family .VnTime) and VNI (VNI-Times) are not encodings of a file but
of a font: their texts are Western letters that only the font shows as Vietnamese. The table of
TCVN3 is that of TCVN 5712:1993, third form.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import product

from bangvang.importing.sources.blocks import SourceError
from bangvang.text import compose
from bangvang.words import message

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_MARKS = {
    "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "á": "\u0302\u0301", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "é": "\u0306\u0301", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì",
    "Ô": "Ơ", "Ö": "Ư", "Ñ": "Đ", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ", "Í": "Í", "Ì": "Ì",
}  # fmt: skip
_BASES = {"a": "âäàáãåêèéëúüøûõùï", "e": "âäàáãåøûõùï", "o": "âäàáãåøûõùï"}
_TONES = "øûõùï"


def _vni() -> dict[str, str]:
    """Return what each pair of characters in VNI means, and each single one."""
    pairs = list(_BASES.items())
    pairs += [(base, _TONES) for base in "uyôö"]
    table = dict(_VNI_LETTERS)
    for base, marks in pairs:
        for mark, upper in product(marks, (False, True)):
            letter, sign = (base.upper(), mark.upper()) if upper else (base, mark)
            whole = _VNI_LETTERS.get(letter, letter)
            table[letter + sign] = unicodedata.normalize("NFC", whole + _VNI_MARKS[mark])
            # A capital at the head of a word is followed by a small sign.
            table[base.upper() + mark] = unicodedata.normalize(
                "NFC", _VNI_LETTERS.get(base.upper(), base.upper()) + _VNI_MARKS[mark]
            )
    return table


_VNI = _vni()
_VNI_SEARCH = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """Return a text of TCVN3 (ABC) in Unicode.

    >>> from_tcvn3("§¹i héi Thi ®ua yªu n\u00adíc")
    'Đại hội Thi đua yêu nước'
    """
    return "".join(_TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """Return a text of VNI in Unicode.

    >>> from_vni("Ñaïi hoäi Thi ñua yeâu nöôùc")
    'Đại hội Thi đua yêu nước'
    """
    return _VNI_SEARCH.sub(lambda found: _VNI[found[0]], text)


def readable(text: str) -> float:
    """Return which part of the words with letters beyond ASCII are Vietnamese syllables, 0 to 1."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    if not words:
        return 1.0
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Return whether a word is spelt as a Vietnamese syllable may be, in any case."""
    marks = unicodedata.normalize("NFD", word.lower())
    toneless = "".join(char for char in marks if char not in "\u0300\u0301\u0303\u0309\u0323")
    tones = sum(char in "\u0300\u0301\u0303\u0309\u0323" for char in marks)
    plain = unicodedata.normalize("NFC", toneless)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(plain))


LETTERS: Mapping[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}
"""What turns the letters of an old font into Unicode, by its name."""


def modern(text: str) -> tuple[str, str]:
    """Return a text in Unicode, and of which old font it was: "TCVN3", "VNI" or "".

    Raise `SourceError` when its letters are of a font that is not known.

    >>> modern("Héi nghÞ tæng kÕt phong trµo thi ®ua")
    ('Hội nghị tổng kết phong trào thi đua', 'TCVN3')
    >>> modern("Café Đức")
    ('Café Đức', '')
    """
    foreign = len(re.findall("[\u00a1-\u00ff]", text))
    if _VIETNAMESE.search(text) and len(_VIETNAMESE.findall(text)) * 4 > foreign:
        return text, ""
    before = readable(text)
    if before > 0.8 or foreign < 3:
        return text, ""
    tried = [(turn(text), name) for name, turn in LETTERS.items()]
    best, name = max(tried, key=lambda each: readable(each[0]))
    if readable(best) < 0.8:
        raise SourceError(
            message("its letters are of an old font that is not known; save it as Unicode first")
        )
    return compose(best), name


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a page or text file, and the encoding that it was in.

    Raise `SourceError` when it is in none that is known.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared and declared not in ("utf-8", "utf8"):
        try:
            return compose(_strict(data, codecs.lookup(declared).name)), declared
        except (LookupError, UnicodeError) as error:
            raise SourceError(
                message("its encoding {encoding} is not known; save it as UTF-8"), encoding=declared
            ) from error
    # Windows code pages differ where Vietnamese has letters of its own: the better reading wins.
    readings = []
    for encoding in ("cp1258", "cp1252"):
        text = data.decode(encoding, "replace")
        if "\ufffd" not in text:
            text = unicodedata.normalize("NFC", text)
            readings.append((readable(text), text, encoding))
    legacy = data.decode("latin-1")
    if readings and max(readings)[0] >= 0.8:
        return max(readings)[1:]
    return legacy, "latin-1"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            message("it is not in the encoding {encoding} that it claims"), encoding=encoding
        ) from error
