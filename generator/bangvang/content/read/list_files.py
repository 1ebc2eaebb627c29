"""The cells of a list, from CSV or XLSX: what is merged, hidden or calculated is told."""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple

from bangvang.content.read.sheets import SheetError, cell_text, csv_rows, workbook
from bangvang.model.problems import Problem
from bangvang.text import compose, from_cell
from bangvang.words import message

_NO_TABLE = message("the file is not a table: {reason}")
_NO_SHEET = message("every sheet of the workbook is hidden")
_FORMULA = re.compile(rb"<f[ >/]")


class Sheet(NamedTuple):
    """The cells of a table, and what an editor must know of it."""

    rows: list[list[str]]
    problems: list[Problem]


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
    if data.startswith(b"PK\x03\x04"):
        try:
            return _xlsx(file, data)
        except SheetError:
            raise
        except Exception as error:
            # A library of a large format has many ways to say that a file is damaged.
            raise SheetError(_NO_TABLE, reason=str(error) or type(error).__name__) from error
    return Sheet([[_cell(text) for text in row] for row in csv_rows(data)], [])


def _cell(text: str) -> str:
    return compose(from_cell(text)).strip()


def _xlsx(file: str, data: bytes) -> Sheet:
    book = workbook(data, data_only=True)
    problems: list[Problem] = []
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise SheetError(_NO_SHEET)
    for sheet in book.worksheets:
        used = sheet.max_row > 1 or sheet["A1"].value is not None
        if used and sheet is not visible[0]:
            code = "W039" if sheet in visible else "W040"
            problems.append(Problem(file, code, line=1, values={"name": sheet.title}))
    sheet = visible[0]
    rows = [
        ["" if cell.value is None else _cell(cell_text(cell.value)) for cell in row]
        for row in sheet.iter_rows()
    ]
    for span in sheet.merged_cells.ranges:
        if span.max_row > span.min_row and span.min_col == span.max_col:
            for number in range(span.min_row, span.max_row):
                rows[number][span.min_col - 1] = rows[span.min_row - 1][span.min_col - 1]
    hidden = [number for number, each in sheet.row_dimensions.items() if each.hidden]
    for number in hidden:
        if number <= len(rows) and any(rows[number - 1]):
            problems.append(Problem(file, "W041", line=number))
    if _calculates(data):
        for row in workbook(data)[sheet.title].iter_rows():
            for cell in row:
                if cell.data_type == "f" and not rows[cell.row - 1][cell.column - 1]:
                    values = {"text": str(cell.value)[:80]}
                    place = letter_of(cell.column - 1)
                    problems.append(
                        Problem(file, "E042", line=cell.row, values=values, column=place)
                    )
    return Sheet(rows, problems)


def _calculates(data: bytes) -> bool:
    """Return whether a sheet of a workbook has a formula."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return any(
            _FORMULA.search(packed.read(name))
            for name in packed.namelist()
            if name.startswith("xl/worksheets/sheet")
        )
