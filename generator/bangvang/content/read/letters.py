"""Letters that are not Unicode: what an old font showed as Vietnamese, and UTF-8 read as Latin-1.

TCVN3 (also called ABC; the font family .VnTime) and VNI (VNI-Times) are not encodings of a file but
of a font: their texts are Western letters that only the font shows as Vietnamese. The table of
TCVN3 is that of TCVN 5712:1993, third form. In it the soft hyphen is the letter ư.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from itertools import product
from typing import NamedTuple

from bangvang.text import TONES, compose, fold

TCVN3 = dict(
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


VNI = _vni()
_VNI_SEARCH = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
MISREAD = "UTF-8 → Latin-1"
_BEHIND = (
    "[\u0080-\u00bf"
    + bytes({*range(0x80, 0xA0)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D}).decode("cp1252")
    + "]"
)
_REREAD = re.compile(
    rf"[\u00c2-\u00df]{_BEHIND}|[\u00e0-\u00ef]{_BEHIND}{{2}}|[\u00f0-\u00f4]{_BEHIND}{{3}}"
)
_HALVES = re.compile("[\u00c4\u00c6\u00e1\u00c3][\u00ba\u00bb]?(?=[A-Za-z])")
# Vietnamese letters, marks over them, and punctuation.
_EXPECTED = re.compile(
    "[\u00a0\u00b7\u00c0-\u00ff\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2026]"
)
WESTERN = "ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ"
"""The letters from U+00C0 to U+00FF that Vietnamese text in Unicode seldom has."""
_SUSPECT = re.compile(f"[\u0080-\u009f\u00a1-\u00bf{WESTERN}]")
# A word with the signs that are letters in TCVN3.
_ODD = re.compile("[A-Za-z\u00a1-\u00ff]{2,}")
_FOREIGN = re.compile("[\u00a1-\u00ff]")
# ư with what may stand around it in one syllable.
_HORNED = re.compile(
    r"(?:ngh?|nh|gi|kh|ph|th|tr|ch|[bcdđghklmnprstvx])?ư(?:ơ[iu]?|[aiu])?(?:ng|[cmnpt])?"
)
_SOFT = re.compile(
    "(?<![^\\W\\d_])[A-Za-z\u00a1-\u00ff]*\u00ad[A-Za-z\u00a1-\u00ff]*(?![^\\W\\d_])"
)


def from_tcvn3(text: str) -> str:
    """Return a text of TCVN3 (ABC) in Unicode.

    >>> from_tcvn3("§¹i héi Thi ®ua yªu n\u00adíc")
    'Đại hội Thi đua yêu nước'
    """
    return "".join(TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """Return a text of VNI in Unicode.

    >>> from_vni("Ñaïi hoäi Thi ñua yeâu nöôùc")
    'Đại hội Thi đua yêu nước'
    """
    return _VNI_SEARCH.sub(lambda found: VNI[found[0]], text)


def readable(text: str) -> float:
    """Return which part of the words with letters beyond ASCII are Vietnamese syllables, 0 to 1."""
    words = _words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]


def is_syllable(word: str) -> bool:
    """Return whether a word is spelt as a Vietnamese syllable may be, in any case."""
    tones = sum(char in TONES for char in unicodedata.normalize("NFD", word))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(_toneless(word)))


def _toneless(word: str) -> str:
    """Return a word without its tone, in lower case."""
    marks = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in marks if char not in TONES))


def from_latin1(text: str) -> str:
    """Return a text of UTF-8 that was read as Latin-1 or Windows-1252 as what it is.

    >>> from_latin1("Tá»\u2030nh Báº¯c Káº¡n")
    'Tỉnh Bắc Kạn'
    """
    return _REREAD.sub(_reread, text)


def _reread(found: re.Match[str]) -> str:
    data = b"".join(_byte(char) for char in found[0])
    try:
        char = data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return char if _EXPECTED.match(char) else found[0]


def _byte(char: str) -> bytes:
    return bytes((ord(char),)) if char <= "\u00ff" else char.encode("cp1252")


LETTERS: Mapping[str, Callable[[str], str]] = {
    "TCVN3": from_tcvn3,
    "VNI": from_vni,
    MISREAD: from_latin1,
}
"""What makes such letters Unicode, by the name of what they are of."""


def has_vietnamese(text: str) -> bool:
    """Return whether a text has letters that only Vietnamese text in Unicode has."""
    return bool(_VIETNAMESE.search(text))


def reading(text: str) -> tuple[str, str] | None:
    """Return a text in Unicode and what its letters were of, nothing for Unicode.

    None when its letters are of a font that is not known.

    >>> reading("Héi nghÞ tæng kÕt phong trµo thi ®ua")
    ('Hội nghị tổng kết phong trào thi đua', 'TCVN3')
    >>> reading("Café Đức"), reading("Tá»\u2030nh Báº¯c Káº¡n")
    (('Café Đức', ''), ('Tỉnh Bắc Kạn', 'UTF-8 → Latin-1'))
    """
    utf8 = from_latin1(text)
    if len(text) - len(utf8) >= 2 and readable(utf8) >= 0.8:
        return compose(utf8), MISREAD
    foreign = len(_FOREIGN.findall(text))
    if len(_VIETNAMESE.findall(text)) * 4 > foreign:
        return text, ""
    odd = {word for word in _ODD.findall(text) if not word.isascii() and not is_syllable(word)}
    if readable(text) > 0.8 or foreign < 3 or len(odd) < 2:
        return text, ""
    tried = [(turn(text), name) for name, turn in LETTERS.items()]
    best, name = max(tried, key=lambda each: readable(each[0]))
    return (compose(best), name) if readable(best) >= 0.8 else None


def is_damaged(text: str) -> bool:
    """Return whether a text was UTF-8 read as Latin-1 of which letters were lost on the way.

    >>> is_damaged("Ä\u0090Æ°á»\u009dng lá»\u2018i"), is_damaged("ÄÆ°á»ng lá»i Äá»i")
    (False, True)
    """
    utf8 = from_latin1(text)
    return utf8 != text and len(_HALVES.findall(utf8)) >= 2


class OldLine(NamedTuple):
    """A line whose letters are not Unicode."""

    number: int
    """Counted from 1."""
    letters: str
    """What they are of, as in `LETTERS`."""
    text: str
    """The line in Unicode; nothing when letters of it are lost."""


def old_lines(text: str) -> list[OldLine]:
    r"""Return the lines of a text that are sure not to be Unicode.

    A line of few letters is when others of the text are. A soft hyphen that makes a syllable when
    read as ư is that letter, wherever it stands.

    >>> [(each.number, each.text) for each in old_lines("Tỉnh ủy\nHéi nghÞ tæng kÕt\nLª V¨n")]
    [(2, 'Hội nghị tổng kết'), (3, 'Lê Văn')]
    """
    lines = enumerate(text.split("\n"), start=1)
    suspect = [(number, line) for number, line in lines if _SUSPECT.search(line)]
    read = [reading(line) for _, line in suspect]
    fonts = {each[1] for each in read if each and each[1]}
    found = []
    for (number, line), first in zip(suspect, read, strict=True):
        new, letters = first if first and first[1] else _by_font(line, fonts)
        if is_damaged(line):
            found.append(OldLine(number, MISREAD, ""))
        elif letters:
            found.append(OldLine(number, letters, new))
        elif "\u00ad" in line and (horned := _SOFT.sub(_horned, line)) != line:
            found.append(OldLine(number, "TCVN3", compose(horned)))
    return found


def reread(text: str, fonts: Collection[str]) -> tuple[str, str]:
    """Return a text in Unicode and what its letters were of, nothing for Unicode or in doubt.

    Few letters are enough for what others of its file are of.
    """
    read = reading(text)
    return read if read and read[1] else _by_font(text, fonts)


def _by_font(text: str, fonts: Collection[str]) -> tuple[str, str]:
    for name in fonts:
        turned = LETTERS[name](text)
        if readable(text) < readable(turned) == 1:
            return compose(turned), name
    return text, ""


def _horned(found: re.Match[str]) -> str:
    turned = from_tcvn3(found[0])
    return turned if _HORNED.fullmatch(_toneless(turned)) else found[0]


def in_unicode(text: str) -> str:
    """Return a text with its lines of other letters in Unicode."""
    lines = text.split("\n")
    for each in filter(lambda each: each.text, old_lines(text)):
        lines[each.number - 1] = each.text
    return "\n".join(lines)


def is_garbled(before: str, after: str) -> bool:
    """Return whether a text is another one in which letters have become question marks.

    So a table is saved in an encoding without them; some letters only lose their marks.

    >>> is_garbled("Đồng chí Lò Thị Mẫu", "D?ng chí Lò Th? M?u"), is_garbled("Ai", "Ai?")
    (True, False)
    """
    if len(before) != len(after):
        return False
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    lost = [one for one, other in changed if other == "?" and not one.isascii()]
    return bool(lost) and all(
        not one.isascii() and other in ("?", fold(one), fold(one).upper()) for one, other in changed
    )
