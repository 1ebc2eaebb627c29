"""Tables of texts in files that people edit in Excel, CSV and XLSX: nothing is lost on the way."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bangvang.content.read.bounded import read_bounded
from bangvang.text import as_cell, from_cell
from bangvang.words import RefusalError, message

Rows = list[list[str]]

_LARGEST = 20_000_000
"""How many bytes a table may have, packed; unpacked, ten times as many."""
_DELIMITERS = ",;\t"


class SheetError(RefusalError):
    """A file cannot be read as a table."""


def write_sheet(path: Path, rows: Rows) -> None:
    """Write a table as CSV or XLSX, as the ending of the path says.

    Texts that a spreadsheet would take for formulas begin with an apostrophe there.
    Raise `OSError` when the system refuses.
    """
    rows = [list(map(as_cell, row)) for row in rows]
    if path.suffix.lower() == ".xlsx":
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for number, row in enumerate(rows, start=1):
            for place, text in enumerate(row, start=1):
                # A carriage return, and what looks like its escape, are escaped as Excel does.
                cell = sheet.cell(number, place, _escaped(text) or None)
                if text:
                    cell.data_type = "s"
        sheet.freeze_panes = "C2"
        for letter, width in (("A", 24), ("B", 20), ("C", 60), ("D", 60), ("E", 40), ("F", 40)):
            sheet.column_dimensions[letter].width = width
        book.save(path)
        return
    data = io.StringIO(newline="")
    csv.writer(data).writerows(rows)
    path.write_bytes(data.getvalue().encode("utf-8-sig"))


def read_sheet(path: Path) -> Rows:
    """Return the table in a CSV or XLSX file.

    CSV may be UTF-8 or, with its mark, UTF-16, and its cells divided by commas, semicolons or tabs.
    Raise `SheetError` for any other, and `OSError` when the file cannot be read.
    """
    data = read_bounded(path, _LARGEST)
    rows = _xlsx(data) if data.startswith(b"PK\x03\x04") else _csv(data)
    return [list(map(from_cell, row)) for row in rows]


def _csv(data: bytes) -> Iterable[list[str]]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(message("the file is an old workbook (.xls): in Excel, save it as .xlsx"))
    try:
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        told = message("the file is not in UTF-8: in Excel, save it as “CSV UTF-8”")
        raise SheetError(told) from error
    if text.startswith("sep="):
        # Excel's own hint for itself.
        text = text.partition("\n")[2]
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetError(message("the file is not a table: {reason}"), reason=str(error)) from error


def _xlsx(data: bytes) -> Iterable[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > 10 * _LARGEST:
                raise ValueError("ZIP")
        sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    except Exception as error:
        # A library of a large format has many ways to say that a file is damaged.
        raise SheetError(message("the file is not a table: {reason}"), reason=str(error)) from error
    for number, row in enumerate(rows, start=1):
        for value, kind in row:
            if kind == "f":
                told = message("row {row}: “{formula}” is a formula; write its value instead")
                raise SheetError(told, row=str(number), formula=str(value))
    return [["" if value is None else _read(value) for value, _ in row] for row in rows]


def _read(value: object) -> str:
    text = str(value)
    # Excel turns 2020-09-09 into a moment, and 2020 into a number.
    return _unescaped(text.removesuffix(" 00:00:00") if not isinstance(value, str) else text)


def _escaped(text: str) -> str:
    return re.sub(
        r"_(?=x[0-9A-Fa-f]{4}_)|\r", lambda m: "_x000D_" if m[0] == "\r" else "_x005F_", text
    )


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
