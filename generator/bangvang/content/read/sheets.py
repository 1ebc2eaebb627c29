"""Tables in files that people edit in Excel, CSV and XLSX: nothing is lost on the way."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bangvang.content.read.bounded import read_bounded
from bangvang.text import from_cell
from bangvang.words import RefusalError, message

Rows = list[list[str]]

_LARGEST = 20_000_000
"""How many bytes a table may have, packed; unpacked, ten times as many."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DAMAGED = message("the file is damaged: open it in Excel and save it again")
_BOMB = message("the file unpacks to far more than a table needs")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot have, as workbooks write it (ISO/IEC 29500, ST_Xstring)."""
_DELIMITERS = ",;\t"


class SheetError(RefusalError):
    """A file cannot be read as a table."""


def read_sheet(path: Path) -> Rows:
    """Return the table in a CSV or XLSX file.

    CSV may be UTF-8 or, with its mark, UTF-16, and its cells divided by commas, semicolons or tabs.
    Raise `SheetError` for any other, and `OSError` when the file cannot be read.
    """
    data = read_bounded(path, _LARGEST)
    rows = _xlsx(data) if data.startswith(b"PK\x03\x04") else csv_rows(data)
    return [list(map(from_cell, row)) for row in rows]


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file; raise `SheetError` when it is none that can be read."""
    text, _, delimiter = csv_dialect(data)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetError(message("the file is not a table: {reason}"), reason=str(error)) from error


def csv_dialect(data: bytes) -> tuple[str, str, str]:
    """Return the text of a CSV file, its encoding, and what divides its cells.

    Raise `SheetError` for an old workbook, and for a text that is neither UTF-8 nor UTF-16.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise SheetError(message("the file is protected by a password: save it without one"))
        raise SheetError(message("the file is an old workbook (.xls): in Excel, save it as .xlsx"))
    try:
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if marked else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        told = message("the file is not in UTF-8: in Excel, save it as “CSV UTF-8”")
        raise SheetError(told) from error
    if "\0" in text:
        raise SheetError(message("the file is in UTF-16: in Excel, save it as “CSV UTF-8”"))
    if text.startswith("sep="):
        # Excel's own hint for itself.
        text = text.partition("\n")[2]
    # A title may stand above the head of the table.
    lines = text.split("\n", 30)[:30]
    head = next((line for line in lines if any(map(line.count, _DELIMITERS[1:]))), lines[0])
    head = lines[0] if any(map(lines[0].count, _DELIMITERS)) else head
    return text, encoding, max(_DELIMITERS, key=head.count)


def check_package(data: bytes) -> None:
    """Raise `SheetError` for a workbook that unpacks to more than ten times what it may have."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > 10 * _LARGEST:
                raise SheetError(_BOMB)
    except (ValueError, zipfile.BadZipFile) as error:
        raise SheetError(DAMAGED) from error


def _xlsx(data: bytes) -> Iterable[list[str]]:
    from openpyxl import load_workbook

    check_package(data)
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    except Exception as error:
        # A library of a large format has many ways to say that a file is damaged.
        raise SheetError(DAMAGED) from error
    for number, row in enumerate(rows, start=1):
        for value, kind in row:
            if kind == "f":
                told = message("row {row}: “{formula}” is a formula; write its value instead")
                raise SheetError(told, row=str(number), formula=str(value))
    return [["" if value is None else cell_text(value) for value, _ in row] for row in rows]


def cell_text(value: object) -> str:
    """Return the text of a cell: whole numbers and days as they are written in content."""
    text = str(value)
    # Excel turns 2020-09-09 into a moment, and 2020 into a number.
    return unescaped(text.removesuffix(" 00:00:00") if not isinstance(value, str) else text)


def unescaped(text: str) -> str:
    r"""Return a text with the characters that a workbook writes as numbers.

    >>> unescaped("Dòng một_x000A_dòng hai")
    'Dòng một\ndòng hai'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
