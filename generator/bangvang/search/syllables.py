"""Syllables as a search compares them; `find/syllables.js` is the other half of one specification.

Both are tested against `tests/golden/syllables.json`. docs/search-format.md says it in words.
"""

import re
import unicodedata
from functools import lru_cache

from bangvang.text import fold, repair, split_tone

_OPTIONS = ("aăâ", "eê", "oôơ", "uư", "dđ")
_SHAPES = {
    letter: (shape, len(letters)) for letters in _OPTIONS for shape, letter in enumerate(letters)
}
_GLUED = 28
_LONGEST = 20
"""A longer word is told apart by its tone alone, so that the code of a form stays small."""
_THOUSANDS = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SPOKEN_DAY = re.compile(r"(?:(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FINAL_Y = re.compile(r"(?:qu|[bcdghklmnpqrstvx]{0,3})y")
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng "
    "iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo "
    "oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi "
    "uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu"
)
_ONE = re.compile(
    f"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:{_RIMES.replace(' ', '|')})"
)

Form = tuple[str, int]
"""A syllable without diacritics, and the code of those that it has."""


def runs_of(text: str) -> list[list[str]]:
    """Return the words of a text in small letters: runs of letters, and of digits.

    Words of one list stand side by side. A number with points for its thousands is one word; its
    parts follow as a list of their own, and so does a day that is told in words, in figures.

    >>> runs_of("Đại hội lần thứ V: 1.195 tập thể, 2020-09-10")
    [['đại', 'hội', 'lần', 'thứ', 'v', '1195', 'tập', 'thể', '10', '09', '2020'], ['1', '195']]
    >>> runs_of("Ngày 10 tháng 9 năm 2020")
    [['ngày', '10', 'tháng', '9', 'năm', '2020'], ['10', '9', '2020']]
    """
    text = repair(text).lower()
    # Nearly all prose is letters with points and commas: to split it takes a fifth of the time.
    words = text.replace(",", " ").replace(".", " ").split()
    if "".join(words).isalpha():
        return [words]
    text = _ISO_DAY.sub(r"\3/\2/\1", text)
    numbers = _THOUSANDS.findall(text)
    days = _SPOKEN_DAY.findall(text) if "tháng" in text else ()
    if numbers:
        text = _THOUSANDS.sub(lambda found: re.sub("[.,]", "", found[0]), text)
    return [
        _WORD.findall(text),
        *(re.split("[.,]", number) for number in numbers),
        *([part for part in day if part] for day in days),
    ]


_MARKS = ("Mn", "Me")


@lru_cache(maxsize=1 << 16)
def forms_of(word: str) -> tuple[Form, ...]:
    """Return the syllables of a word, nearly always one.

    The place of the tone does not count, nor whether a final i is written y, nor zeros before a
    number. The code of the diacritics is the tone (0 to 5: ngang, huyền, hỏi, ngã, sắc, nặng),
    plus six times the shapes of its letters, the first letter counting least.

    >>> forms_of("hoà"), forms_of("hòa"), forms_of("kỹ"), forms_of("09"), forms_of("đường")
    ((('hoa', 1),), (('hoa', 1),), (('ki', 3),), (('9', 0),), (('duong', 67),))
    >>> forms_of("thưởngtỉnh")
    (('thuong', 32), ('tinh', 2))
    """
    if word.isdecimal():
        return ((word.lstrip("0") or "0", 0),)
    letters, tones = zip(*map(split_tone, word), strict=True)
    plain, folded = "".join(letters), fold(word)
    if not folded.isascii():
        # Some scripts have marks that do not combine (class 0): the script drops those, too.
        folded = "".join(char for char in folded if unicodedata.category(char) not in _MARKS)
    if len(folded) == len(word) and not word.isascii() and not _ONE.fullmatch(folded):
        cut = cut_of(folded)
        if cut:
            return (*forms_of(word[:cut]), *forms_of(word[cut:]))
    code, radix = 0, 1
    if len(plain) <= _LONGEST:
        for letter in plain:
            shape, options = _SHAPES.get(letter, (0, 1))
            code += shape * radix
            radix *= options
    if _FINAL_Y.fullmatch(folded):
        folded = f"{folded[:-1]}i"
    return ((folded, code * 6 + next(filter(None, tones), 0)),)


def cut_of(folded: str) -> int:
    """Return where the first of several syllables written as one ends; 0 for what is none.

    As few syllables as there may be; of two ways, the one that begins the second earlier.

    >>> cut_of("thuongtinh"), cut_of("lythai"), cut_of("ubndtinh")
    (6, 2, 0)
    """
    if len(folded) > _GLUED:
        return 0
    whole = [end for end in range(1, min(8, len(folded))) if _ONE.fullmatch(folded[:end])]
    two = (end for end in whole if _ONE.fullmatch(folded[end:]))
    return next(two, 0) or next((end for end in whole if cut_of(folded[end:])), 0)
