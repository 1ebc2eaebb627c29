"""The headings above a row of a list: which of them hold for it, and what they count."""

import re
from typing import NamedTuple

from bangvang.content.read.list_headings import count_of
from bangvang.content.read.source import Row
from bangvang.model.problems import Problem

_STYLES = (
    ("article", re.compile(r"Điều \d+", re.IGNORECASE)),
    ("roman", re.compile(r"[IVX]{1,5}(?:[.)/]|\s|$)")),
    ("letter", re.compile(r"[A-ZĐ](?:[.)/]|$)|[A-ZĐ]\s+(?=[A-ZĐ]{2})")),
    ("small", re.compile(r"[a-zđ]\)")),
    ("mark", re.compile(r"[*+-]\s")),
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?=[.)/]|$)")


def style_of(text: str) -> str:
    """Return how a heading is numbered: those of one style stand beside one another.

    >>> [style_of(text) for text in ("II. CÁ NHÂN", "B. Khen", "1. Tập thể", "2.1. Xã", "IV")]
    ['roman', 'letter', '0', '1', 'roman']
    >>> style_of("Huyện Chợ Đồn")
    ''
    """
    for name, pattern in _STYLES:
        if pattern.match(text):
            return name
    number = _NUMBER.match(text)
    return str(number[0].count(".")) if number else ""


class _Open(NamedTuple):
    """A heading that holds for the rows below it."""

    field: str
    value: str
    style: str
    line: int
    told: int | None
    """How many it announces."""
    rows: list[Row]


class Groups:
    """The headings above a row: one that comes again ends those that stand below it."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._open: list[_Open] = []

    @property
    def facts(self) -> dict[str, str]:
        """What the headings say of a row below them; the nearest counts."""
        return {each.field: each.value for each in self._open if each.field}

    def begin(
        self,
        line: int,
        text: str,
        field: str,
        value: str,
        *,
        style: str = "",
        beside: str | None = None,
    ) -> None:
        """Note a heading, and what it says of the rows below.

        It ends one of its style; without a style one without, of its field or the field `beside`.
        """

        def ends(each: _Open) -> bool:
            return each.style == style and (bool(style) or each.field in (field, beside))

        at = next((at for at, each in enumerate(self._open) if ends(each)), len(self._open))
        self.end(at)
        self._open.append(_Open(field, value, style, line, count_of(text), []))

    def hold(self, row: Row) -> None:
        """Note a row below all open headings."""
        for each in self._open:
            each.rows.append(row)

    def end(self, first: int = 0) -> None:
        """Close headings, from one on, and compare what they announce with what there is."""
        for each in self._open[first:]:
            if each.told is not None and each.told != len(each.rows):
                values = {"told": str(each.told), "found": str(len(each.rows))}
                self.problems.append(Problem(self._file, "W033", line=each.line, values=values))
        del self._open[first:]
