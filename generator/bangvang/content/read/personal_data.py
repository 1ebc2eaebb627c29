"""Personal data that no public page may hold: numbers of identity cards, and telephone numbers.

The rule is the Personal Data Protection Law, 91/2025/QH15.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from bangvang.model.problems import Problem

# Twelve digits that begin with the 0 of a province's code (Circular 59/2021/TT-BCA).
_CARD = re.compile(r"0\d\d[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}")
# The nine digits of older cards may be any number, unless the text says what they are.
_OLD_CARD = re.compile(
    r"(?i:cmnd|cccd|cmtnd|chứng minh(?: nhân dân| thư)?|căn cước(?: công dân)?)"
    r"\D{0,20}(\d{3}[ .]?\d{3}[ .]?\d{3})(?![ .]?\d)"
)
_TELEPHONE = (
    re.compile(r"0[ .-]?(?:[35789]|2[ .-]?\d)(?:[ .-]?\d){8}"),
    re.compile(r"\+84[ .-]?(?:[35789]|2[ .-]?\d)(?:[ .-]?\d){8}"),
)
# Nine digits on end, which few texts have: seen fast when every digit is a 0.
_DIGITS = bytes(
    48 if chr(i).isdigit() and i < 128 else 46 if i in b" .-" else 97 for i in range(256)
)
_NINE = re.compile(rb"0(?:\.?0){8}")
_OFFICIAL = ("pages/", "site.md")
"""Where the office gives its own telephone number."""


def personal_data(file: str, text: str) -> Iterator[Problem]:
    """Yield an error for each identity-card number, and a warning for each telephone number.

    >>> [each.code for each in personal_data("articles/2020/x.md", "Số 001099012345, 0912 345 678")]
    ['E024', 'W025']
    """
    if not _NINE.search(text.encode().translate(_DIGITS)):
        return
    lines = [found.start() for found in re.finditer("\n", text)]
    cards = [(found.start(), found.end()) for found in _CARD.finditer(text)]
    cards += [found.span(1) for found in _OLD_CARD.finditer(text)]
    for start, end in cards:
        if _alone(text, start, end):
            yield Problem(file, "E024", line=bisect_left(lines, start) + 1)
    if not file.startswith(_OFFICIAL):
        for pattern in _TELEPHONE:
            for found in pattern.finditer(text):
                if _alone(text, *found.span()):
                    yield Problem(file, "W025", line=bisect_left(lines, found.start()) + 1)


def _alone(text: str, start: int, end: int) -> bool:
    """Return whether a number is not a part of a longer one, of an address or of a code."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or before in ("/", "=", "_", "-", ".", "+")) and not (
        after.isalnum() or after in ("/", "_", "-")
    )
