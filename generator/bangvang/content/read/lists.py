"""Lists of honours: tables beside an article or official document, one row an honour.

Nothing is guessed in silence: a row is an honour, or a heading, or it is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from bangvang.content.read.list_columns import (
    column_of,
    count_of,
    group_of,
    has_number,
    is_total,
    kind_of,
    known_heads,
    words_of,
)
from bangvang.content.read.list_files import Sheet, letter_of, sheet_of
from bangvang.content.read.row_ids import identified
from bangvang.content.read.sheets import SheetError
from bangvang.content.read.source import Row, Source
from bangvang.model.problems import Problem

_NAME = re.compile(r"danh-sach(?:-[a-z0-9-]+)?\.(?:csv|xlsx)")
_MOST = 20_000
"""How many rows a list may have."""
_TITLES = re.compile(r"^(?:(?:ông|bà|đồng chí|đ/c|anh|chị|em)\s*(?:\([^)]*\))?[.:]?\s+)+", re.I)
_BETWEEN = re.compile(r"[;\n]|\s+và\s+(?=[A-ZĐÂĂÊÔƠƯ])")


def is_honour_list(name: str) -> bool:
    """Return whether a file beside an entity is a list of honours, by its name.

    >>> [is_honour_list(name) for name in ("danh-sach.xlsx", "danh-sach-2.csv", "bang.csv")]
    [True, True, False]
    """
    return bool(_NAME.fullmatch(name))


def with_rows(source: Source, tables: Mapping[str, bytes]) -> tuple[Source, list[Problem]]:
    """Return a source with the honours of its lists behind its own, and what is wrong with them.

    `tables` are the bytes of its lists by name. What `confers` says holds for every row that does
    not say otherwise.
    """
    given = source.matter.get("honours") or []
    if not tables or not isinstance(given, list):
        return source, []
    shared = _shared(source)
    folder = source.file.rpartition("/")[0]
    rows: list[Row] = []
    problems: list[Problem] = []
    for name in sorted(tables):
        file = f"{folder}/{name}"
        try:
            sheet = sheet_of(file, tables[name])
        except SheetError as error:
            problems.append(
                Problem(
                    file,
                    "E030",
                    line=1,
                    values={"reason": str(error.values.get("reason", error.text))},
                )
            )
            continue
        problems += sheet.problems
        found = rows_in(file, sheet, shared, problems)
        if len(found) > _MOST:
            values = {"count": str(len(found)), "limit": str(_MOST)}
            problems.append(Problem(file, "E031", line=1, values=values))
            found = []
        for key, code in (("award", "E043"), ("kind", "E044")):
            if found and not any(key in row.facts or "ref" in row.facts for row in found):
                problems.append(Problem(file, code, line=1))
                found = []
        rows += found
    rows = identified(source.id, rows, problems)
    matter = {**source.matter, "honours": [*given, *(row.facts for row in rows)]}
    return replace(source, matter=matter, own=len(given), rows=tuple(rows)), problems


def rows_in(
    file: str, sheet: Sheet, shared: Mapping[str, Any], problems: list[Problem]
) -> list[Row]:
    """Return the honours of a sheet without ids; note what is wrong with it."""
    return list(_rows(file, sheet, shared, problems))


def _shared(source: Source) -> dict[str, Any]:
    """Return what all rows share: the facts under `confers`, and those of the document itself."""
    matter = source.matter
    shared: dict[str, Any] = {}
    if source.folder == "documents":
        number, day = matter.get("number"), matter.get("date")
        if number and hasattr(day, "strftime"):
            shared = {"date": day, "decision": f"{number} ngày {day:%d/%m/%Y}"}
    confers = matter.get("confers")
    return shared | (dict(confers) if isinstance(confers, dict) else {})


class _Head(NamedTuple):
    """The head of a table: which column holds what."""

    row: int
    fields: dict[int, str]
    texts: tuple[str, ...]

    @property
    def numbered(self) -> bool:
        """Whether the rows have a number in a column of their own."""
        return any(words_of(text) in ("stt", "tt", "so tt", "so thu tu") for text in self.texts)

    def is_again(self, cells: list[str], filled: list[int]) -> bool:
        """Return whether a row is the head once more, as on the next sheet of paper."""
        same = all(at < len(self.texts) and cells[at] == self.texts[at] for at in filled)
        return same and (len(filled) > 1 or len(self.fields) == 1)

    def name_at(self, filled: list[int]) -> int | None:
        """Return the column of the first filled cell that names an honoree."""
        return next((at for at in filled if self.fields.get(at, "").startswith("honoree")), None)


class _Groups:
    """The headings above a row: one that comes again ends those that stand below it."""

    def __init__(self, file: str) -> None:
        self.facts: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._open: list[tuple[str, int, int | None, list[Row]]] = []

    def begin(self, number: int, text: str, field: str, value: str) -> None:
        """Note a heading, and what it says of the rows below."""
        at = next((at for at, each in enumerate(self._open) if each[0] == field), len(self._open))
        self.end(at)
        self._open.append((field, number, count_of(text), []))
        if field:
            self.facts[field] = value

    def hold(self, row: Row) -> None:
        """Note a row below all open headings."""
        for _, _, _, rows in self._open:
            rows.append(row)

    def end(self, first: int = 0) -> None:
        """Close headings, from one on, and compare what they announce with what there is."""
        for field, number, told, rows in self._open[first:]:
            self.facts.pop(field, None)
            if told is not None and told != len(rows):
                values = {"told": str(told), "found": str(len(rows))}
                self.problems.append(Problem(self._file, "W033", line=number, values=values))
        del self._open[first:]


def _rows(
    file: str, sheet: Sheet, shared: Mapping[str, Any], problems: list[Problem]
) -> Iterator[Row]:
    """Yield the rows of a sheet that are honours; note what is wrong with it."""
    head = _head(file, sheet, problems)
    if head is None:
        return
    groups = _Groups(file)
    for number, cells in enumerate(sheet.rows[head.row :], start=head.row + 1):
        filled = [at for at, text in enumerate(cells) if text]
        if not filled:
            continue
        if _is_head(cells, filled) or head.is_again(cells, filled):
            # The same once more, as on the next sheet of paper, or that of another table.
            fields = {at: column_of(cells[at]) or "" for at in filled}
            head = head if head.is_again(cells, filled) else _Head(number, fields, tuple(cells))
            continue
        heading = _heading(cells, filled, head)
        if heading and is_total(heading):
            continue
        told = group_of(heading) if heading else None
        if told:
            groups.begin(number, heading, *told)
        elif head.name_at(filled) is None:
            values = {"text": cells[filled[0]][:80]}
            place = letter_of(filled[0])
            problems.append(Problem(file, "E032", line=number, values=values, column=place))
        else:
            row = _row(file, number, cells, head, {**shared, **groups.facts}, problems)
            groups.hold(row)
            yield row
    groups.end()
    problems += groups.problems


def _heading(cells: list[str], filled: list[int], head: _Head) -> str:
    """Return the text of a row that may be a heading or a total; nothing for any other row."""
    name_at = head.name_at(filled)
    first = cells[filled[0]]
    if len(filled) == 1:
        place = (group_of(first) or ("",))[0] == "place"
        # A collective may be called as a district is.
        return "" if place and name_at is not None and not has_number(first) else first
    if name_at is None:
        return first
    # "I" and "TẬP THỂ" in two columns; "1" and a name are an honour.
    split = head.numbered and len(filled) == 2 and filled[0] < name_at and not first.isdigit()
    return cells[name_at] if split else ""


def _head(file: str, sheet: Sheet, problems: list[Problem]) -> _Head | None:
    """Return the head of a table: the first row that has a column for names."""
    for number, cells in enumerate(sheet.rows[:30], start=1):
        found = {at: column_of(text) for at, text in enumerate(cells) if text}
        named = [field for field in found.values() if field and field.startswith("honoree")]
        if not named or (len(found) < 2 and len(cells) > 1):
            continue
        for at, field in found.items():
            if field is None:
                values = {"name": cells[at][:60], "known": known_heads()}
                place = letter_of(at)
                problems.append(Problem(file, "E034", line=number, values=values, column=place))
        return _Head(number, {at: field for at, field in found.items() if field}, tuple(cells))
    problems.append(Problem(file, "E035", line=1, values={"known": known_heads()}))
    return None


def head_of(file: str, sheet: Sheet) -> tuple[int, int]:
    """Return the row of the heads of a list, and its column of ids: the next free one without."""
    head = _head(file, sheet, [])
    assert head
    known = next((at for at, field in head.fields.items() if field == "id"), None)
    widest = max(len(row) for row in sheet.rows)
    return head.row, widest if known is None else known


def _is_head(cells: list[str], filled: list[int]) -> bool:
    """Return whether a row is a head by itself: all its cells are, and one is of names."""
    found = [column_of(cells[at]) for at in filled]
    named = any(field and field.startswith("honoree") for field in found)
    return len(filled) > 1 and named and None not in found


def _row(
    file: str,
    number: int,
    cells: list[str],
    head: _Head,
    shared: Mapping[str, Any],
    problems: list[Problem],
) -> Row:
    """Return the honour that a row is, with the columns in which its facts stand."""
    facts: dict[str, Any] = dict(shared)
    columns: dict[str, str] = {}
    unit = ""
    for at, text in enumerate(cells):
        field, _, kind = head.fields.get(at, "").partition(" ")
        if not field or not text:
            continue
        if field == "unit":
            unit = text
            columns.setdefault("role", letter_of(at))
            continue
        facts[field] = " ".join(text.split())
        columns[field] = letter_of(at)
        if field == "honoree":
            facts[field] = _TITLES.sub("", facts[field])
            if kind:
                facts.setdefault("kind", kind)
        elif field == "kind":
            facts[field] = kind_of(text) or text
    if unit:
        facts["role"] = ", ".join(filter(None, (facts.get("role"), " ".join(unit.split()))))
    if "ref" in facts:
        facts = {"ref": facts["ref"]}
    row = Row(file, number, columns, facts)
    named = head.name_at([at for at, text in enumerate(cells) if text])
    problems += _unsure(row, cells[named] if named is not None else "")
    return row


def _unsure(row: Row, cell: str) -> Iterator[Problem]:
    """Yield what is doubtful about a name: two in one cell, or all in capitals."""
    name = str(row.facts.get("honoree", ""))
    column = row.columns.get("honoree", "")
    parts = [part.split() for part in _BETWEEN.split(cell.strip())]
    person = row.facts.get("kind") == "person"
    if person and len(parts) > 1 and all(len(part) > 1 for part in parts):
        values = {"text": " ".join(cell.split())[:80]}
        yield Problem(row.file, "E036", line=row.line, values=values, column=column)
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 5 and all(map(str.isupper, letters)):
        yield Problem(row.file, "W037", line=row.line, values={"text": name}, column=column)
