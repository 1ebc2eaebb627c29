"""What looks mistyped in a text. It is listed for an editor, never mended."""

import re
from functools import cache

from bangvang.content.read.letters import is_syllable
from bangvang.importing.find.found import Page
from bangvang.importing.find.rules import rules
from bangvang.text import fold, name_key

_WORD = re.compile(r"[^\W\d_]+")
_TIGHT = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]{2,30}[,;:?!][^\W\d_]{2,}|[^\W\d_]{3,30}\.[^\W\d_]{3,30})"
)
_BREAK = re.compile(r"[^\w\s]|\d")
_FEW = 4


@cache
def _phrases() -> dict[int, list[tuple[str, str, str]]]:
    """Return the phrases of the rules by their number of syllables, folded and as keys."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for phrase in rules()["phrases"].split(", "):
        found.setdefault(phrase.count(" ") + 1, []).append((fold(phrase), name_key(phrase), phrase))
    return found


def find_slips(texts: list[str], page: Page) -> None:
    """Add what looks mistyped: words run together, and near misses of common phrases.

    >>> page = Page()
    >>> find_slips(["Các doanh nghiệpđã có chuyến biến"], page)
    >>> page.slips
    [('nghiệpđã', 'nghiệp đã'), ('chuyến biến', 'chuyển biến')]
    """
    found: dict[str, str] = {}
    for text in texts:
        for hit in _TIGHT.finditer(text):
            found.setdefault(hit[0], re.sub(r"([,;:?!.])", r"\1 ", hit[0]))
        for word in (hit[0] for hit in _WORD.finditer(text)):
            parts = "" if word.isascii() or is_syllable(word) else _parted(word)
            if parts:
                found.setdefault(word, parts)
        for run in _BREAK.split(text):
            _phrases_in(run.split(), found)
    page.slips += list(found.items())


def _phrases_in(words: list[str], found: dict[str, str]) -> None:
    """Add near misses of common phrases among words that stand side by side."""
    for size, phrases in _phrases().items():
        for at in range(len(words) - size + 1):
            window = " ".join(words[at : at + size])
            folded = fold(window)
            near = [
                phrase
                for plain, _, phrase in phrases
                if folded == plain or (size >= _FEW and _one_off(folded, plain))
            ]
            # Few come near; the key of every window would cost more than all else.
            if near and all(key != name_key(window) for _, key, _ in phrases):
                found.setdefault(window, near[0])


def _parted(word: str) -> str:
    """Return a word that is two syllables run together with a space between; "" for any other."""
    for at in range(2, len(word) - 1):
        if is_syllable(word[:at]) and is_syllable(word[at:]) and word[at:].islower():
            return f"{word[:at]} {word[at:]}"
    return ""


def _one_off(one: str, other: str) -> bool:
    """Return whether two texts differ by one letter that is too many, missing or another."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return (
        one[start + 1 :] in (other[start:], other[start + 1 :]) or one[start:] == other[start + 1 :]
    )
