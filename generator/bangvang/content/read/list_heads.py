"""The head of a list of honours: one row or two, once or again on the next sheet of paper."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from bangvang.content.read.list_columns import column_of, is_usual, known_heads, words_of
from bangvang.content.read.list_files import letter_of
from bangvang.content.read.list_headings import is_award
from bangvang.model.problems import Problem

_SEARCHED = 40
"""In how many rows the head is looked for."""
_NEAR = 5
"""In how many rows below a head the first number of a row stands."""
_NUMBERS = ("stt", "tt", "so tt", "so thu tu")
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|[a-zđ]\))\.?")


class Column(NamedTuple):
    """What one column holds."""

    at: int
    letters: str
    field: str
    kind: str
    """The kind of the honorees that it names, or the award that is crossed in it."""
    more: bool
    """Whether posts stand in it as well."""
    rank: int
    """Of places: 0 for villages and streets, 1 for communes, 2 for what may be any."""


_RANKS = (
    (" thon ", " ban ", " buon ", " lang ", " ap ", " to dan pho ", " khu pho "),
    (" xa ", " phuong ", " thi tran "),
)


def _rank(words: str) -> int:
    """Return the rank of the places below a head, given with a space before and behind it."""
    ranks = [any(word in words for word in each) for each in _RANKS]
    return ranks.index(True) if True in ranks else len(ranks)


@dataclass(frozen=True)
class Head:
    """The head of a table: which column holds what."""

    row: int
    """The number of its first row, counted from 1."""
    last: int
    """The number of its last row."""
    fields: dict[int, str]
    """For each column its field; `mark` and an award for one that is crossed."""
    texts: tuple[str, ...]
    numbers: int | None = None
    """The column of the numbers of rows."""

    @property
    def numbered(self) -> bool:
        """Whether the rows have a number in a column of their own."""
        return self.numbers is not None

    def number_in(self, cells: list[str]) -> bool:
        """Return whether a row has a number of its own."""
        at = self.numbers
        return at is not None and at < len(cells) and cells[at].strip(". ").isdigit()

    def is_heading(self, cells: list[str]) -> bool:
        """Return whether a row is numbered as headings are: I, II or A, B."""
        at = self.numbers
        return at is not None and at < len(cells) and bool(_HEADING.fullmatch(cells[at].strip()))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that say something of an honour."""
        found = []
        for at, held in sorted(self.fields.items()):
            field, _, kind = held.partition(" ")
            key, _, more = field.partition("+")
            if key:
                words = f" {words_of(self.texts[at])} " if at < len(self.texts) else ""
                found.append(Column(at, letter_of(at), key, kind, bool(more), _rank(words)))
        return tuple(found)

    @cached_property
    def awards(self) -> tuple[int, ...]:
        """The columns of awards, when there are several: a row may have one in each."""
        found = tuple(column.at for column in self.columns if column.field == "award")
        return found if len(found) > 1 else ()

    @cached_property
    def _names(self) -> frozenset[int]:
        return frozenset(column.at for column in self.columns if column.field == "honoree")

    @cached_property
    def divides(self) -> bool:
        """Whether posts can only stand in the cells of the names."""
        return not {"role", "unit"} & {column.field for column in self.columns}

    def name_at(self, filled: list[int]) -> int | None:
        """Return the column of the first filled cell that names an honoree."""
        names = self._names
        for at in filled:
            if at in names:
                return at
        return None

    def again(self, rows: list[list[str]], number: int) -> "Head | None":
        """Return the head that begins in a row, if one does: the same again, or another."""
        cells = rows[number - 1]
        filled = [at for at, text in enumerate(cells) if text]
        same = all(at < len(self.texts) and cells[at] == self.texts[at] for at in filled)
        if same and (len(filled) > 1 or len(self.fields) == 1):
            return replace(self, row=number, last=number + self.last - self.row)
        if len(filled) > 1 and not self.number_in(cells):
            return _head_at(rows, number, strict=True)
        return None


def tell_unknown(file: str, head: Head, problems: list[Problem]) -> None:
    """Note the columns of which nothing is known."""
    for at, text in enumerate(head.texts):
        if text and at not in head.fields and column_of(text) is None:
            values = {"name": text[:60], "known": known_heads()}
            place = letter_of(at)
            problems.append(Problem(file, "E034", line=head.row, values=values, column=place))


def find_head(file: str, rows: list[list[str]], problems: list[Problem]) -> Head | None:
    """Return the first head of a table; note columns of which nothing is known, or that none is."""
    for number in range(1, min(_SEARCHED, len(rows)) + 1):
        head = _head_at(rows, number, strict=False)
        if head is None:
            continue
        tell_unknown(file, head, problems)
        return head
    problems.append(Problem(file, "E035", line=1, values={"known": known_heads()}))
    return None


def _head_at(rows: list[list[str]], number: int, *, strict: bool) -> Head | None:
    """Return the head that begins in a row; `strict` when it must have a column of numbers."""
    cells = rows[number - 1]
    filled = [at for at, text in enumerate(cells) if text]
    known = {at: column_of(cells[at]) for at in filled}
    crossed = {at for at in filled if is_award(cells[at])}
    below = rows[number] if number < len(rows) else []
    second = _second_row(cells, below)
    fields = {at: field for at, field in known.items() if field is not None}
    fields |= {at: f"mark {' '.join(cells[at].split())}" for at in crossed}
    for at in filled:
        right = at + 1
        free = right < len(cells) and not cells[right] and not (second and below[right])
        if free and str(known[at]).startswith("honoree"):
            # A head over two columns, and the second has none of its own: a name in two parts.
            fields[right] = "rest"
    texts = list(cells)
    if second:
        parent: str | None = None
        for at, text in enumerate(below):
            parent = known.get(at, parent)
            if text and (at >= len(cells) or text != cells[at]):
                field = "" if parent == "" else column_of(text)
                under = parent == "award" and field not in ("award", "")
                if under or is_award(text):
                    fields[at] = f"mark {' '.join(text.split())}"
                elif field is not None or parent == "":
                    fields[at] = field or ""
                else:
                    fields.pop(at, None)
                texts[at] = text
    named = any(field.startswith("honoree") for field in fields.values())
    numbers = next((at for at, text in enumerate(texts) if words_of(text) in _NUMBERS), None)
    guessed = None
    if not named and numbers is not None and len(filled) > 1:
        guessed = _name_by_place(rows[number + bool(second) :], numbers, known, fields, texts)
        if guessed is not None:
            fields[guessed] = "honoree collective" if known[guessed] else "honoree"
            named = True
    enough = len(cells) == 1 or len(filled) > 1
    unknown = [at for at in filled if known[at] is None and at not in (guessed, *crossed)]
    if not named or not enough or 2 * len(unknown) > len(filled):
        return None
    # "Hộ gia đình ông …" and "Xã …" sound like heads: one that is surely none must not be lost.
    if numbers is None and (strict or not any(is_usual(cells[at]) for at in filled)):
        return None
    return Head(number, number + bool(second), fields, tuple(texts), numbers)


def _name_by_place(
    below: list[list[str]],
    numbers: int,
    known: dict[int, str | None],
    fields: dict[int, str],
    texts: list[str],
) -> int | None:
    """Return the column behind the numbers, where nothing else names anybody; None if it does not.

    "Lớp" is a unit beside "Họ và tên", and by itself a name; that of a summary has but counts.
    """
    guessed = next((at for at in known if at > numbers and known[at] != ""), None)
    counted = any(cells[numbers].strip(". ").isdigit() for cells in below[:_NEAR])
    if guessed is None or not counted:
        return None
    others = any(field for at, field in fields.items() if at != guessed)
    return guessed if others or words_of(texts[guessed]).startswith("ten ") else None


def _second_row(cells: list[str], below: list[str]) -> bool:
    """Return whether a row is the second of a head: some cells reach down, others divide one."""
    same = [at for at, text in enumerate(below) if text and at < len(cells) and text == cells[at]]
    new = [at for at, text in enumerate(below) if text and at not in same]
    return bool(same) and bool(new) and not any(below[at].strip("(). ").isdigit() for at in new)
