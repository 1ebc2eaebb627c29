"""Lists of honours: tables beside an article or official document, one row an honour.

Nothing is guessed in silence: a row is an honour, or a heading, or it is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bangvang.content.read.list_columns import SAME_AGAIN
from bangvang.content.read.list_files import Sheet, letter_of, sheet_of
from bangvang.content.read.list_groups import Groups, style_of
from bangvang.content.read.list_headings import (
    given_award,
    given_kind,
    group_of,
    has_number,
    is_foot,
    is_generic,
    is_roman,
    is_total,
    kind_of,
    unit_of,
)
from bangvang.content.read.list_heads import Head, find_head, tell_unknown
from bangvang.content.read.list_rows import crossed, row_of
from bangvang.content.read.row_ids import identified
from bangvang.content.read.sheets import SheetError
from bangvang.content.read.source import Row, Source
from bangvang.model.official import cited, number_key
from bangvang.model.problems import Problem
from bangvang.words import message

_NAME = re.compile(r"danh-sach(?:-[a-z0-9-]+)?\.(?:csv|xlsx|xlsm|xls)")
_UNREAD = message("a list is .xlsx or .csv, without macros: in Excel, save it so")
MOST = 20_000
"""How many rows a list may have."""
_DECISION = re.compile(r"[Qq]uyết định số:?\s*(\S+)")
_TITLES = 15
"""In how many rows a list says to which decision it belongs."""
_FEW = 2
_MOSTLY = 0.9
"""Of more than a few rows this part has a number: then all honours have one."""
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
"""What stands in a row that only numbers the columns."""


def is_honour_list(name: str) -> bool:
    """Return whether a file beside an entity is a list of honours, by its name.

    >>> [is_honour_list(name) for name in ("danh-sach.xlsx", "danh-sach-2.csv", "bang.csv")]
    [True, True, False]
    """
    return bool(_NAME.fullmatch(name))


def with_rows(source: Source, tables: Mapping[str, bytes]) -> tuple[Source, list[Problem]]:
    """Return a source with the honours of its lists behind its own, and what is wrong with them.

    `tables` are the bytes of its lists by name. What `confers` says holds for every row that does
    not say otherwise; an honour of front matter stands in place of the row of its id.
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
            if not name.endswith((".csv", ".xlsx")):
                raise SheetError(_UNREAD)
            sheet = sheet_of(file, tables[name])
        except SheetError as error:
            reason = str(error.values.get("reason", error.text))
            problems.append(Problem(file, "E030", line=1, values={"reason": reason}))
            continue
        found = rows_in(file, sheet, shared, problems)
        problems += of_another(file, sheet, source)
        if len(found) > MOST:
            values = {"count": str(len(found)), "limit": str(MOST)}
            problems.append(Problem(file, "E031", line=1, values=values))
            found = []
        for key, code in (("award", "E043"), ("kind", "E044")):
            if found and not any(key in row.facts or "ref" in row.facts for row in found):
                problems.append(Problem(file, code, line=1))
                found = []
        rows += found
    rows = identified(source.id, rows, problems)
    # What front matter says of an honour counts in place of its row.
    own = {honour.get("id") for honour in given if isinstance(honour, dict)}
    rows = [row for row in rows if row.facts.get("id") not in own]
    matter = {**source.matter, "honours": [*given, *(row.facts for row in rows)]}
    return replace(source, matter=matter, own=len(given), rows=tuple(rows)), problems


def rows_in(
    file: str, sheet: Sheet, shared: Mapping[str, Any], problems: list[Problem]
) -> list[Row]:
    """Return the honours of a sheet without ids; note what is wrong with it."""
    head = find_head(file, sheet.rows, problems)
    published = {column.letters for column in head.columns} if head else set()
    # What a column would say that is not published may be missing.
    problems += [
        replace(problem, file=file)
        for problem in sheet.problems
        if problem.code != "E042" or problem.column in published
    ]
    return list(_rows(file, sheet, head, shared, problems)) if head else []


def of_another(file: str, sheet: Sheet, source: Source) -> Iterator[Problem]:
    """Yield a warning when the title of a list names another decision than its document."""
    own = number_key(str(source.matter.get("number", "")))
    if source.folder != "documents" or not own:
        return
    for line, cells in enumerate(sheet.rows[:_TITLES], start=1):
        for found in _DECISION.findall(" ".join(cells)):
            key = number_key(found)
            if key and (key.split("/")[0], key.split("/")[-1]) != (
                own.split("/")[0],
                own.split("/")[-1],
            ):
                values = {"text": found, "number": str(source.matter["number"])}
                yield Problem(file, "W051", line=line, values=values)


def _shared(source: Source) -> dict[str, Any]:
    """Return what all rows share: the facts under `confers`, and those of the document itself."""
    matter = source.matter
    shared: dict[str, Any] = {}
    if source.folder == "documents":
        number, day = matter.get("number"), matter.get("date")
        if number and isinstance(day, date):
            shared = {"date": day, "decision": cited(number, day)}
    confers = matter.get("confers")
    return shared | (dict(confers) if isinstance(confers, dict) else {})


def _rows(
    file: str,
    sheet: Sheet,
    head: Head,
    shared: Mapping[str, Any],
    problems: list[Problem],
) -> Iterator[Row]:
    """Yield the rows of a sheet that are honours; note what is wrong with it."""
    groups = Groups(file)
    for number, cells in enumerate(sheet.rows[: head.row - 1], start=1):
        if sum(map(bool, cells)) > 1 and cells[head.numbers or 0].strip(". ").isdigit():
            values = {"text": next(cell for cell in cells[1:] if cell)[:80]}
            problems.append(Problem(file, "E053", line=number, values=values))
    for number, cells in enumerate(sheet.rows[: head.row], start=1):
        alone = [text for text in cells if text]
        title = len(alone) == 1 and (has_number(alone[0]) or given_award(alone[0]))
        told = group_of(alone[0]) if title else None
        if told:
            groups.begin(number, alone[0], *told, style=style_of(alone[0]))
    after = head.last
    every = _all_numbered(head, sheet.rows[after:])
    ended = False
    above: list[str] = []
    for number, cells in enumerate(sheet.rows[after:], start=after + 1):
        filled = [at for at, text in enumerate(cells) if text]
        again = head.again(sheet.rows, number) if filled and number > after else None
        if again:
            # The same once more, as on the next sheet of paper, or that of another table.
            if again.texts != head.texts:
                tell_unknown(file, again, problems)
            head, after, ended = again, again.last, False
            every = _all_numbered(head, sheet.rows[after:])
        if (
            not filled
            or number <= after
            or all(_COLUMN_NUMBER.fullmatch(cells[at]) for at in filled)
        ):
            continue
        generic = _is_kind(cells, filled, head)
        if not SAME_AGAIN.isdisjoint(cells):
            cells = [
                above[at] if at < len(above) and text in SAME_AGAIN else text
                for at, text in enumerate(cells)
            ]
        above = cells
        numbered = head.number_in(cells) and not generic
        heading = "" if numbered else _heading(cells, filled, head, every=every)
        foot = not numbered and any(is_foot(cells[at]) for at in filled)
        ended = ended or foot
        if not numbered and (is_total(cells[filled[0]]) or is_total(heading)):
            continue
        below = ended and not numbered and head.numbers is not None
        if foot or (below and not given_award(heading)):
            continue
        told = group_of(heading) if heading else None
        name_at = head.name_at(filled)
        single = every and filled == [name_at]
        if heading and single:
            values = {"text": heading[:80]}
            place = letter_of(filled[0])
            problems.append(Problem(file, "W050", line=number, values=values, column=place))
        marked = single or generic or head.is_heading(cells) or has_number(heading)
        unit = unit_of(heading) if heading and not told else ""
        if unit and (marked or name_at is None):
            told = ("unit", unit)
        elif heading and not told and marked:
            told = ("", heading)
        if told:
            style = style_of(cells[filled[0]])
            # Huyện Một, Huyện Hai, Khối các sở: none has a number, and none is part of another.
            beside = "place" if single and not told[0] else None
            groups.begin(number, heading, *told, style=style, beside=beside)
            kind = told[0] == "award" and given_kind(heading)
            if kind:
                groups.begin(number, "", "kind", kind)
        elif name_at is None:
            values = {"text": cells[filled[0]][:80]}
            place = letter_of(filled[0])
            problems.append(Problem(file, "E032", line=number, values=values, column=place))
        else:
            row = row_of(file, number, cells, head, {**shared, **groups.facts}, problems)
            own = str(row.facts.get("award", ""))
            for award in crossed(cells, head) or [own]:
                if award and award != own:
                    given = row._replace(facts={**row.facts, "award": award})
                else:
                    given = row
                groups.hold(given)
                yield given
    groups.end()
    problems += groups.problems


def _is_kind(cells: list[str], filled: list[int], head: Head) -> bool:
    """Return whether a row holds nothing but a number and what is below: "1", "Tập thể"."""
    return len(filled) == 2 and filled[0] == head.numbers and is_generic(cells[filled[1]])


def _all_numbered(head: Head, rows: list[list[str]]) -> bool:
    """Return whether the honours of a table have numbers, so that what has none is none.

    Rows up to the next head count, and those with more in them than a heading.
    """
    found = []
    for cells in rows:
        filled = [at for at, text in enumerate(cells) if text]
        if len(filled) > 1 and all(cells[at] == head.texts[at] for at in filled):
            break
        if len(filled) > 1 and head.name_at(filled) is not None and not head.is_heading(cells):
            found.append(head.number_in(cells))
    return sum(found) > _FEW and sum(found) >= _MOSTLY * len(found)


def _heading(cells: list[str], filled: list[int], head: Head, *, every: bool) -> str:
    """Return the text of a row that may be a heading or a total; nothing for any other row.

    `every` says whether every honour has a number.
    """
    name_at = head.name_at(filled)
    first = cells[filled[0]]
    if _is_kind(cells, filled, head):
        return cells[filled[1]]
    if len(filled) == 1:
        # Without a column of numbers a name stands alone as a heading does: a name counts.
        surely = head.numbered or name_at is None or kind_of(first) or is_roman(first)
        place = (group_of(first) or ("",))[0] == "place" and not has_number(first)
        return first if every or (surely and not (place and name_at is not None)) else ""
    if head.is_heading(cells):
        return next((cells[at] for at in filled if at != head.numbers), first)
    if name_at is None:
        return first
    if is_total(cells[name_at]):
        return cells[name_at]
    # "TẬP THỂ" behind an empty number; "1" and a name are an honour.
    split = head.numbered and len(filled) == 2 and filled[0] < name_at and not first[:1].isdigit()
    return cells[name_at] if split else ""


def head_of(file: str, sheet: Sheet) -> tuple[int, int]:
    """Return the row of the heads of a list, and its column of ids: the next free one without."""
    head = find_head(file, sheet.rows, [])
    assert head
    known = next((at for at, field in head.fields.items() if field == "id"), None)
    widest = max(len(row) for row in sheet.rows)
    return head.row, widest if known is None else known
