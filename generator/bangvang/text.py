"""Vietnamese text: repair, folding, slugs, order, near misses. No I/O and no domain types."""

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

# Compared in this order, after all the letters: ngang, huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {
    letter: index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)
}
_SPACES = re.compile(r"\s+")
_SLUG = 80
_NOT_WORD = re.compile(r"[\W_]+")
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_TAG = "\U000e0000-\U000e007f"
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
    # A joiner within an emoji is part of it, and so are the few tags behind a flag (UTS #51).
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
    f"|(?<![{_TAG}])(?!(?<=\U0001f3f4)[{_TAG}]{{2,6}}(?![{_TAG}]))[{_TAG}]+"
)
"""Characters that no reader sees: zero widths, soft hyphens, and those that turn the direction."""


def compose(text: str) -> str:
    r"""Return `text` in NFC, with Ð made Đ. What a reader sees does not change.

    >>> compose("\u00d0u\u031b\u0301c")
    'Đức'
    """
    # Eth is typed for Đ on old keyboards; Unicode normalisation does not map one to the other.
    return unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ")


def repair(text: str) -> str:
    r"""Return `text` composed, with spaces for no-break spaces and nothing invisible.

    So a search compares it.

    >>> repair("\u00d0ức\u00a0\u00a0Xuân")
    'Đức  Xuân'
    """
    return INVISIBLE.sub("", compose(text)).replace("\u00a0", " ")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` as a reader without diacritics would type it, in lower case.

    >>> fold("Đại hội Thi đua yêu nước")
    'dai hoi thi dua yeu nuoc'
    """
    lowered = repair(text).lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slugify(text: str) -> str:
    """Return the ASCII slug of `text` for use in a URL.

    Unicode gives đ no decomposition, so stripping marks alone would lose it.

    >>> slugify("Điển hình tiên tiến")
    'dien-hinh-tien-tien'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def short_slug(text: str) -> str:
    """Return the slug of `text`, of whole words, no longer than the name of a file should be.

    >>> short_slug("Thi đua " * 20)
    'thi-dua-thi-dua-thi-dua-thi-dua-thi-dua-thi-dua-thi-dua-thi-dua-thi-dua-thi-dua'
    """
    slug = slugify(text)
    return slug if len(slug) <= _SLUG else slug[:_SLUG].rpartition("-")[0] or slug[:_SLUG]


@lru_cache(maxsize=8192)
def split_tone(char: str) -> tuple[str, int]:
    """Return a lower-case letter without its tone, and the rank of that tone."""
    tone = 0
    rest = ""
    for part in unicodedata.normalize("NFD", char):
        if part in TONES:
            tone = TONES[part]
        else:
            rest += part
    return unicodedata.normalize("NFC", rest), tone


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Case, punctuation, spaces and the place of the tone mark do not count; letters and tones do.

    >>> name_key("Xây dựng đời sống văn hoá") == name_key("xây dựng đời sống văn hóa")
    True
    >>> name_key("Dạy tốt - Học tốt") == name_key("Dạy tốt, học tốt")
    True
    >>> name_key("dương") == name_key("đường")
    False
    """
    return " ".join(filter(None, map(_syllable_key, _NOT_WORD.split(repair(name).lower()))))


@lru_cache(maxsize=65536)
def _syllable_key(word: str) -> str:
    """Return the letters of a word in small letters, and its tones behind them."""
    split = [split_tone(char) for char in word]
    return "".join(letter for letter, _ in split) + "".join(str(tone) for _, tone in split if tone)


@lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """Return the key that puts Vietnamese text in dictionary order.

    All letters are compared first (a ă â b c d đ e ê …), then the tones (ngang, huyền, hỏi, ngã,
    sắc, nặng), as Vietnamese dictionaries do; then the text itself, so that the order is total.

    >>> sorted(["Bắc Kạn", "Bạch Thông", "Ba Bể"], key=sort_key)
    ['Ba Bể', 'Bạch Thông', 'Bắc Kạn']
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in _SPACES.sub(" ", repair(text)).strip().lower():
        letter, tone = split_tone(char)
        if letter in _LETTERS:
            letters.append(1000 + _LETTERS[letter])
        elif letter.isdigit():
            letters.append(500 + int(unicodedata.digit(letter, 0)))
        elif letter.isalpha():
            letters.append(min(2000 + ord(letter[0]), sys.maxunicode))
        elif letter.isspace():
            letters.append(1)
        else:
            continue
        tones.append(1 + tone)
    return "\0".join(("".join(map(chr, letters)), "".join(map(chr, tones)), text))


def initial(text: str) -> str:
    """Return the letter under which a name stands in an index; "#" when it begins with none.

    >>> initial("Đức Xuân"), initial("Ất"), initial("4 đồng hành")
    ('đ', 'â', '#')
    """
    letter = split_tone(text[0].lower())[0] if text else ""
    return letter if letter in _LETTERS else "#"


def person_sort_key(name: str) -> str:
    """Return the key that orders people by given name (the last syllable), then by the rest.

    >>> sorted(["Đỗ Thị An", "Dương Văn Nguyên", "Nguyễn Ngọc Hoa"], key=person_sort_key)
    ['Đỗ Thị An', 'Nguyễn Ngọc Hoa', 'Dương Văn Nguyên']
    """
    rest, _, given = name.strip().rpartition(" ")
    return f"{sort_key(given)}\0{sort_key(rest)}"


def shortened(text: str, length: int) -> str:
    """Return the beginning of a text, of whole words if it has any that fit.

    >>> shortened("Toàn cảnh phiên khai mạc đại hội", 20)
    'Toàn cảnh phiên…'
    >>> shortened("a" * 30, 5)
    'aaaaa…'
    """
    if len(text) <= length:
        return text
    cut = textwrap.shorten(text, length, placeholder="…")
    return cut if len(cut) > 1 else f"{text[:length]}…"


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `name` most likely stands for, or None when nothing is near.

    >>> nearest("Chiến sĩ thi đấu toàn quốc", ["Lao động tiên tiến", "Chiến sĩ thi đua toàn quốc"])
    'Chiến sĩ thi đua toàn quốc'
    >>> nearest("qwerty", ["Lao động tiên tiến"]) is None
    True
    """
    match = process.extractOne(
        name, sorted(candidates), scorer=fuzz.ratio, processor=fold, score_cutoff=72
    )
    return match[0] if match else None


# What leads a spreadsheet to calculate, narrow or full-width, or has kept it from that.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212]")


_FIRST = frozenset("'=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212")


def as_cell(text: str) -> str:
    """Return a text as a cell of a table that no spreadsheet takes for a formula.

    It then begins with an apostrophe, which `from_cell` takes away (OWASP, "CSV Injection").

    >>> [as_cell(text) for text in ("=1+2", "-@SUM(A1)", "＝1", "Đỗ Thị Mẫu")]
    ["'=1+2", "'-@SUM(A1)", "'＝1", 'Đỗ Thị Mẫu']
    """
    # The first letter tells of nearly all cells that they are none, in a quarter of the time.
    return f"'{text}" if text[:1] in _FIRST and _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """Return the text that `as_cell` made a cell of.

    >>> from_cell("'=1+2"), from_cell("'x'")
    ('=1+2', "'x'")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
