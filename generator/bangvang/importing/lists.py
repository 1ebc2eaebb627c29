"""Lists of honours in the files that an office has: Excel sheets and Word tables, as they are."""

import re
from html import unescape
from pathlib import Path

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.letters import LETTERS
from bangvang.content.read.list_files import Sheet, sheet_from, sheets_of
from bangvang.content.read.list_headings import group_of, is_roman
from bangvang.content.read.list_heads import find_head
from bangvang.importing.sources.blocks import Block
from bangvang.importing.sources.legacy import modern
from bangvang.importing.sources.sources import modernise
from bangvang.importing.sources.word import TRACKED, from_word
from bangvang.model.problems import Problem

_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NUMBERED = re.compile(r"(?:(\d{1,4})\s*[.)/]|[-–•+])\s*(\S.*)")
_LONGEST = 40
"""How many words a numbered paragraph has at most that is an honour."""
_LARGEST = 20_000_000
"""How many bytes a file may have."""
_HEAD = ["TT", "Tên tập thể; họ và tên cá nhân, chức vụ"]
"""The head of a table that numbered paragraphs would be."""


def office_sheets(path: Path) -> list[tuple[str, Sheet]]:
    """Return the cells of the lists in a workbook, a CSV file or a Word file, each with its name.

    Raise `SheetError` or `SourceError` for a file that cannot be read, `OSError` when the system
    refuses. Of a Word file all tables are one list, with the headings that stand between them; the
    numbered paragraphs of one without tables are a list as well. Letters of old fonts are Unicode
    then. What was crossed out is left out, and told.
    """
    data = read_bounded(path, _LARGEST)
    if path.suffix.lower() == ".docx":
        material = from_word(data)
        font = modernise(material)
        sheet = _word(path.name, material.blocks)
        if TRACKED in material.notes:
            sheet.problems.append(Problem(path.name, "W058", line=1))
        for code, texts in (("W047", material.struck), ("W057", material.hidden)):
            sheet.problems.extend(
                Problem(path.name, code, line=1, values={"text": text[:80]}) for text in texts
            )
        if font:
            sheet.problems.append(Problem(path.name, "W048", line=1, values={"font": font}))
        return [("", sheet)]
    return [(name, _modern(path.name, sheet)) for name, sheet in sheets_of(path.name, data)]


def _word(file: str, blocks: list[Block]) -> Sheet:
    problems: list[Problem] = []
    rows: list[list[str]] = []
    paragraphs: list[list[str]] = [_HEAD]
    for block in blocks:
        if block.kind == "table":
            for row in _ROW.findall(block.html):
                rows.append(list(map(_plain, _CELL.findall(row))))
        elif group_of(block.text) or is_roman(block.text):
            rows.append([block.text])
            paragraphs.append([block.text])
        elif numbered := _numbered(block, len(paragraphs)):
            paragraphs.append(numbered)
    count = sum(len(row) > 1 for row in paragraphs[1:])
    # A letterhead is a table, too.
    loose = count and not find_head(file, [row for row in rows if len(row) > 1], [])
    if count:
        code = "W046" if loose else "W045"
        problems.append(Problem(file, code, line=1, values={"count": str(count)}))
    return sheet_from(paragraphs if loose else rows)._replace(problems=problems)


def _numbered(block: Block, number: int) -> list[str]:
    """Return a paragraph with a number or a dash as a row; nothing for any other."""
    found = _NUMBERED.fullmatch(block.text)
    own = [found[1] or str(number), found[2]] if found else [str(number), block.text]
    item = found or (block.kind == "item" and block.ordered)
    return own if item and len(own[1].split()) <= _LONGEST else []


def _plain(cell: str) -> str:
    """Return the words of a cell without markup."""
    return unescape(_TAG.sub("", re.sub(r"<br\s*/?>", "\n", cell))).strip()


def _modern(file: str, sheet: Sheet) -> Sheet:
    """Return a sheet in Unicode; note when its letters were of an old font."""
    _, font = modern(" ".join(cell for row in sheet.rows for cell in row))
    if not font:
        return sheet
    told = Problem(file, "W048", line=1, values={"font": font})
    rows = [list(map(LETTERS[font], row)) for row in sheet.rows]
    return Sheet(rows, [told, *sheet.problems])
