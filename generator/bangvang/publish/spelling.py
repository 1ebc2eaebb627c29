"""Names in any spelling: how a text is read before it is compared, and finding names in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from urllib.parse import unquote_plus

from bangvang.text import TONES, compose

_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_EMPHASIS = re.compile(r"[*~`]+|(?<=\w)_+(?=\w)")
_BETWEEN = re.compile(r"[\W_]+")
_LONG = 8
"""How many letters make a name so long that without its marks it is hardly anything else."""
_REFERENCES = 3
"""How often a reference may stand for a reference."""
_INITIAL = 3
"""How many letters of a word may stand for it before a dot: Ng. is Nguyễn, Th. is Thị."""
_ANY = "\u01bb"
"""Stands for a letter of another script, which may look like any of ours."""
_FOREIGN = re.compile(r"[^\W\d_a-z]")
_LAST = 0x20000
_VOWELS = frozenset("aeiouy")


class Finder:
    r"""Finds names in text, in any spelling.

    >>> finder = Finder(["Đỗ Thị Mẫu", "H'Bia"])
    >>> [finder.finds(text) for text in ("do-thi_mau, giáo viên", "ĐỖ  THỊ\nMẪU", "H’Bia", "Hb")]
    [True, True, True, False]

    Initials stand for all but the given name, by which nobody is known alone.

    >>> [finder.finds(text) for text in ("Đ. T. Mẫu", "Đỗ Th. Mẫu", "ĐT Mẫu", "Đỗ Thị M.")]
    [True, True, True, False]

    A short name is many other words when its marks are left out: those that are written count.

    >>> short = Finder(["Đỗ An", "Nguyễn Hoà"])
    >>> [short.finds(text) for text in ("ĐỖ AN", "do an", "Đ. An", "nguyen hòa")]
    [True, True, True, True]
    >>> [short.finds(text) for text in ("Đoàn Thanh niên", "đồ án quy hoạch", "N. hoa")]
    [False, False, True]

    A name of one syllable is a common word: it is looked for as it is.

    >>> Finder(["Hoa"]).finds("Chị Hoa"), Finder(["Hoa"]).finds("hóa đơn, hoa hồng")
    (True, False)
    """

    def __init__(self, names: Iterable[str], *, initials: bool = True) -> None:
        """Look for names, and also for those in which `initials` stand for words."""
        long, short, single = [], [], []
        for name in names:
            words = [word for word in _BETWEEN.split(readable(name).lower()) if word]
            bare = [word for word in _BETWEEN.split(folded(name)) if word]
            if len(words) < 2:
                single.append(re.escape(readable(name)))
                continue
            if sum(map(len, bare)) >= _LONG:
                long.append(r"[\W_]*".join(map(re.escape, bare)))
            else:
                short.append(r"[\W_]+".join(map(_spellings, words)))
            if initials:
                begun = [_or_initial(word, many=len(words) > 2) for word in words[:-1]]
                short.append(r"[\W_]+".join((*begun, _spellings(words[-1]))))
            if initials and len(words) > 2 and len(words[-1]) > 2:
                first = "".join(f"[{word[0]}{folded(word)[0]}]" for word in words[:-1])
                short.append(rf"{first}[\W_]+{_spellings(words[-1])}")
        self._long, self._short, self._single = map(_any, (long, short, single))
        # Only a text with letters of other scripts is worth the slower search.
        self._disguised = _any(re.sub("[a-z]", rf"[\g<0>{_ANY}]", each) for each in long)

    def finds(self, text: str) -> bool:
        """Return whether a name stands in a text."""
        return any(True for _ in self._places(text))

    def lines(self, text: str) -> list[int]:
        r"""Return the lines of prose or facts, counted from 1, in which a name begins.

        Emphasis and elements within the name do not matter.

        >>> Finder(["Đỗ Thị Mẫu"]).lines("Chị\nĐỗ **Th**ị<br>\nM&shy;ẫu")
        [2]
        """
        plain = _TAG.sub(lambda found: "\n" * found[0].count("\n"), text)
        plain = _EMPHASIS.sub("", plain)
        plain = "\n".join(
            readable(f"{line} {unquote_plus(line)}" if "%" in line else line).replace("\n", " ")
            for line in plain.split("\n")
        )
        return sorted({text.count("\n", 0, place) + 1 for text, place in self._places(plain)})

    def _places(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the text as it was compared, and where in it a name begins."""
        plain = readable(text)
        if self._long and self._disguised:
            compared = _folded(plain)
            pattern = self._disguised if _ANY in compared else self._long
            for found in pattern.finditer(compared):
                if 2 * found[0].count(_ANY) <= len(found[0]):
                    yield compared, found.start()
        for pattern_or_none, compared in ((self._short, plain.lower()), (self._single, plain)):
            if pattern_or_none:
                places = pattern_or_none.finditer(compared)
                yield from ((compared, found.start()) for found in places)


def without_tags(text: str) -> str:
    """Return markup without its elements and comments: words may be cut by them anywhere."""
    return _TAG.sub("", text)


def _spellings(word: str) -> str:
    """Return a pattern for a word in small letters, with its marks or without any.

    The tone may stand on another vowel, as older and newer rules want it: hoà, hòa.
    """
    found = {word, folded(word)}
    letters = unicodedata.normalize("NFD", word)
    tone = next((char for char in letters if char in TONES), "")
    toneless = unicodedata.normalize("NFC", letters.replace(tone, "")) if tone else ""
    for place, letter in enumerate(toneless, start=1):
        if folded(letter) in _VOWELS:
            found.add(unicodedata.normalize("NFC", toneless[:place] + tone + toneless[place:]))
    return f"(?:{'|'.join(map(re.escape, sorted(found, key=lambda each: (-len(each), each))))})"


def _or_initial(word: str, *, many: bool) -> str:
    """Return a pattern for a word of a name, or its first letters with a dot.

    Where a name has `many` words, one letter stands for one without a dot, too.
    """
    starts = {
        start[:count]
        for start in (word, folded(word))
        for count in range(1, min(_INITIAL + 1, len(word)))
    }
    dotted = [rf"{re.escape(start)}(?=\.)" for start in sorted(starts, key=len, reverse=True)]
    first = {re.escape(word[0]), re.escape(folded(word)[0])}
    alone = [rf"{letter}(?=[\s/,-])" for letter in sorted(first)] if many else []
    return f"(?:{'|'.join((_spellings(word), *dotted, *alone))})"


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    every = "|".join(patterns)
    return re.compile(rf"(?<!\w)(?:{every})(?!\w)") if every else None


def readable(text: str) -> str:
    r"""Return text as a reader sees it: references decoded, and nothing that nobody sees.

    Letters in full width and of mathematics are plain ones. Lines stay lines.

    >>> readable("G&#x2063;iữ \uff2d\U0001d5ee\ufe0f\U0001d173")
    'Giữ Ma'
    """
    for _ in range(_REFERENCES):
        if "&" in text:
            text = unescape(text)
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFKC", compose(text.translate(_unseen())))


def folded(text: str) -> str:
    """Return text in small letters without diacritics; letters of other scripts are all one."""
    return _folded(readable(text))


def _folded(plain: str) -> str:
    lowered = plain.lower()
    if lowered.isascii():
        return lowered
    bare = unicodedata.normalize("NFD", lowered).translate(_marks()).replace("đ", "d")
    return _FOREIGN.sub(_ANY, bare)


@cache
def _unseen() -> dict[int, str | None]:
    """Return what takes the place of each character that nobody sees (Unicode, section 5.21)."""
    fillers = (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x16FE4)
    ranges = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xFFF0, 0xFFFB), (0xE0000, 0xE0FFF))
    found: dict[int, str | None] = dict.fromkeys(
        (*fillers, *(code for first, last in ranges for code in range(first, last + 1)))
    )
    found |= dict.fromkeys(set(_of_kinds("Cf", "Cc")) - set(map(ord, "\n\t\r")))
    # A letter that looks like an apostrophe.
    return {**found, 0x2BC: "'"}


@cache
def _marks() -> dict[int, None]:
    """Return all marks that stand on, in or around letters."""
    return dict.fromkeys(_of_kinds("Mn", "Me"))


def _of_kinds(*kinds: str) -> list[int]:
    """Return the characters of some categories below the planes of Chinese letters and of tags."""
    return [code for code in range(_LAST) if unicodedata.category(chr(code)) in kinds]
