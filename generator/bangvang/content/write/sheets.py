"""Tables of texts as CSV and XLSX, for people who edit them in Excel."""

import csv
import io
import re
from pathlib import Path

from bangvang.content.read.sheets import Rows
from bangvang.content.write.files import replace_file
from bangvang.text import as_cell


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
        data = io.BytesIO()
        book.save(data)
        replace_file(path, data.getvalue())
        return
    replace_file(path, _csv(rows))


def sheet_bytes(rows: Rows) -> bytes:
    """Return a table as CSV, to be read like any other before it is written."""
    return _csv([list(map(as_cell, row)) for row in rows])


def _csv(rows: Rows) -> bytes:
    data = io.StringIO(newline="")
    csv.writer(data).writerows(rows)
    return data.getvalue().encode("utf-8-sig")


def _escaped(text: str) -> str:
    return re.sub(
        r"_(?=x[0-9A-Fa-f]{4}_)|\r", lambda m: "_x000D_" if m[0] == "\r" else "_x005F_", text
    )
