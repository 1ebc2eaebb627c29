"""Ids into a list of honours: all else of the file stays as the office made it."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from bangvang.content.read.list_files import MAIN, first_sheet, letter_of
from bangvang.content.read.sheets import csv_dialect

_LETTERS = re.compile(r"[A-Z]+")
HEAD = "Mã"
"""The head of the column of ids."""


def with_ids(data: bytes, head: int, column: int, ids: Mapping[int, str]) -> bytes:
    """Return a list with ids in a column (counted from 0), by the numbers of their rows.

    `head` is the row of the heads of columns; its cell is written when it is empty.
    """
    if data.startswith(b"PK\x03\x04"):
        return _xlsx(data, head, column, ids)
    return _csv(data, head, column, ids)


def _csv(data: bytes, head: int, column: int, ids: Mapping[int, str]) -> bytes:
    text, encoding, delimiter = csv_dialect(data)
    end = "\r\n" if "\r\n" in text else "\n"
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    for number, value in {head: HEAD, **ids}.items():
        row = rows[number - 1]
        row += [""] * (column + 1 - len(row))
        row[column] = row[column] or value
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def _xlsx(data: bytes, head: int, column: int, ids: Mapping[int, str]) -> bytes:
    """Change one part of the package and copy all others: formats and comments stay."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        target = first_sheet(packed)
        for info in packed.infolist():
            part = packed.read(info)
            if info.filename == target:
                part = _sheet(part, column, {head: HEAD, **ids})
            made.writestr(info, part, compress_type=info.compress_type)
    return out.getvalue()


def _sheet(part: bytes, column: int, texts: Mapping[int, str]) -> bytes:
    """Return the XML of a sheet with texts in a column, by the numbers of their rows."""
    sheet = etree.fromstring(part)
    number = 0
    for row in sheet.iterfind(f"{{{MAIN}}}sheetData/{{{MAIN}}}row"):
        number = int(row.get("r", number + 1))
        if number in texts:
            row.attrib.pop("spans", None)
            _put(row, column, number, texts[number])
    for size in sheet.iterfind(f"{{{MAIN}}}dimension"):
        sheet.remove(size)
    made: bytes = etree.tostring(sheet, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made


def _put(row: etree._Element, column: int, number: int, text: str) -> None:
    name = f"{letter_of(column)}{number}"
    before = 0
    cell = None
    for place, each in enumerate(row):
        found = _LETTERS.match(each.get("r", ""))
        at = _column(found[0]) if found else place
        if at == column:
            cell = each
        before = place + 1 if at < column else before
    if cell is None:
        last = row[before - 1].get("s") if before else None
        cell = etree.Element(f"{{{MAIN}}}c", {"r": name, **({"s": last} if last else {})})
        row.insert(before, cell)
    elif cell.get("t") or len(cell):
        return
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    inner = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
    inner.text = text


def _column(letters: str) -> int:
    """Return the number of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
