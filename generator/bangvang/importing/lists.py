"""Lists of honours in the files that an office has: Excel sheets and Word tables, as they are."""

import re
from html import unescape
from pathlib import Path

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.list_files import Sheet, sheet_from, sheet_of
from bangvang.content.read.list_headings import group_of
from bangvang.importing.sources.word import from_word

_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LARGEST = 20_000_000
"""How many bytes a file may have."""


def office_sheet(path: Path) -> Sheet:
    """Return the cells of a list in a workbook, a CSV file or a Word file.

    Raise `SheetError` or `SourceError` for a file that cannot be read, `OSError` when the system
    refuses. Of a Word file all tables are one list, with the headings that stand between them.
    """
    data = read_bounded(path, _LARGEST)
    if path.suffix.lower() != ".docx":
        return sheet_of(path.name, data)
    rows: list[list[str]] = []
    for block in from_word(data).blocks:
        if block.kind == "table":
            rows += [list(map(_plain, _CELL.findall(row))) for row in _ROW.findall(block.html)]
        elif group_of(block.text):
            rows.append([block.text])
    return sheet_from(rows)


def _plain(cell: str) -> str:
    """Return the words of a cell without markup."""
    return unescape(_TAG.sub("", re.sub(r"<br\s*/?>", "\n", cell))).strip()
