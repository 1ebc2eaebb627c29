"""The cells of a list, from CSV or XLSX: what is merged, hidden or calculated is told."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bangvang.content.read.front_matter import refused
from bangvang.content.read.sheets import (
    DAMAGED,
    SheetError,
    cell_text,
    check_package,
    csv_rows,
    unescaped,
)
from bangvang.model.problems import Problem
from bangvang.text import compose, from_cell
from bangvang.words import message

_NO_SHEET = message("every sheet of the workbook is hidden")
_TOO_LARGE = message("a sheet of the workbook has too many cells")
_LARGEST = 5_000_000
"""How many cells a sheet may have, empty ones among them."""
_GARBLED = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_FORMULA = re.compile(rb"<f[ >/]")
_HIDDEN = re.compile(rb'<row\s[^>]*hidden="(?:1|true)"[^>]*>')
_ROW = re.compile(rb'\sr="(\d{1,7})"')
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of the cells of a workbook (ISO/IEC 29500)."""
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Sheet(NamedTuple):
    """The cells of a table, and what an editor must know of it."""

    rows: list[list[str]]
    problems: list[Problem]


@lru_cache
def letter_of(at: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_of(file: str, data: bytes) -> Sheet:
    """Return the cells of a list; raise `SheetError` for what is no table that can be read."""
    (_, sheet), *others = sheets_of(file, data)
    for name, other in others:
        if other.rows:
            sheet.problems.append(Problem(file, "W039", line=1, values={"name": name}))
    # A row is a line, whatever stands in its cells.
    lines = (", ".join(row).replace("\n", " ") for row in sheet.rows)
    sheet.problems.extend(refused(file, "\n".join(lines)))
    return sheet


def _garbled(file: str, rows: list[list[str]]) -> Iterator[Problem]:
    """Yield a problem for each cell in which letters have become question marks."""
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if _GARBLED.search(cell) and "/" not in cell:
                values = {"text": cell[:80]}
                yield Problem(file, "E061", line=number, values=values, column=letter_of(at))


def sheets_of(file: str, data: bytes) -> list[tuple[str, Sheet]]:
    """Return the visible sheets of a workbook by their names, or the one table of a CSV file.

    The problems of a whole workbook are among those of its first sheet. Raise `SheetError` for what
    is no table that can be read.
    """
    if data.startswith(b"PK\x03\x04"):
        sheets = _workbook(file, data)
    else:
        sheets = [("", sheet_from([[_cell(text) for text in row] for row in csv_rows(data)]))]
    for _, sheet in sheets:
        sheet.problems.extend(_garbled(file, sheet.rows))
    return sheets


def _workbook(file: str, data: bytes) -> list[tuple[str, Sheet]]:
    try:
        return _xlsx(file, data)
    except SheetError:
        raise
    except Exception as error:
        # A library of a large format has many ways to say that a file is damaged.
        raise SheetError(DAMAGED) from error


def sheet_from(rows: list[list[str]]) -> Sheet:
    """Return rows of cells as a sheet: all are as wide as the widest."""
    width = max(map(len, rows), default=0)
    return Sheet([row + [""] * (width - len(row)) for row in rows], [])


def _cell(text: str) -> str:
    return compose(from_cell(text)).strip()


def _xlsx(file: str, data: bytes) -> list[tuple[str, Sheet]]:
    check_package(data)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    visible = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    if not visible:
        raise SheetError(_NO_SHEET)
    hidden = [
        Problem(file, "W040", line=1, values={"name": each.name})
        for each in sheets
        if each.name not in visible and book.get_sheet_by_name(each.name).height
    ]
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = _parts(packed)
        found = [
            (name, _sheet(file, book.get_sheet_by_name(name), packed.read(parts[name])))
            for name in visible
        ]
    found[0][1].problems[:0] = hidden
    return found


def _sheet(file: str, sheet: CalamineSheet, part: bytes) -> Sheet:
    if sheet.total_height * sheet.total_width > _LARGEST:
        raise SheetError(_TOO_LARGE)
    rows = [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right:
            for number in range(top + 1, min(bottom + 1, len(rows))):
                rows[number][left] = rows[top][left]
    return Sheet(rows, list(_told(file, part, rows)))


def _text(value: object) -> str:
    if isinstance(value, str):
        return _cell(unescaped(value)) if value else ""
    if not value and value != 0:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _cell(cell_text(value))


def _told(file: str, part: bytes, rows: list[list[str]]) -> Iterator[Problem]:
    """Yield what the cells of a sheet do not say: hidden rows, and formulas without a value."""
    for found in _HIDDEN.finditer(part):
        number = _ROW.search(found[0])
        if number and int(number[1]) <= len(rows) and any(rows[int(number[1]) - 1]):
            yield Problem(file, "W041", line=int(number[1]))
    if not _FORMULA.search(part):
        return
    for cell in etree.fromstring(part).iter(f"{{{MAIN}}}c"):
        formula, value = cell.find(f"{{{MAIN}}}f"), cell.find(f"{{{MAIN}}}v")
        place = _PLACE.fullmatch(cell.get("r", ""))
        if formula is not None and place and (value is None or not value.text):
            values = {"text": f"={formula.text or ''}"[:80]}
            line = int(place[2])
            yield Problem(file, "E042", line=line, values=values, column=place[1])


def first_sheet(packed: zipfile.ZipFile) -> str:
    """Return the name of the part of a workbook that is its first visible sheet."""
    return next(iter(_parts(packed).values()))


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the parts of a workbook that are its visible sheets."""
    book = etree.fromstring(packed.read("xl/workbook.xml"))
    links = etree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): str(each.get("Target")) for each in links}
    found = {}
    for sheet in book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
        target = targets[sheet.get(f"{{{_REL}}}id")]
        if sheet.get("state", "visible") == "visible" and "chartsheets/" not in target:
            own = target.startswith("/")
            found[str(sheet.get("name"))] = target.lstrip("/") if own else f"xl/{target}"
    return found
