"""Reading the ledger of addresses."""

import csv
import re
from datetime import date
from pathlib import Path

from bangvang.content.read.walk import content_of
from bangvang.model.ledger import COLUMNS, LEDGER, Once
from bangvang.model.problems import Problem
from bangvang.text import from_cell

_ADDRESS = re.compile(r"/(?:[A-Za-z0-9_-]+/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?")
"""Of a page, with a slash at the end, or of a file."""

_LARGEST = 40_000_000
"""How many bytes the ledger may have: some 400,000 addresses."""


def read_ledger(content: Path) -> tuple[dict[str, Once], list[Problem]]:
    """Return the ledger of a folder of content, and what is wrong with its lines.

    A folder whose site was never deployed has none.
    """
    if not (content / LEDGER).is_file():
        return {}, []
    data = content_of(content, LEDGER, _LARGEST)
    if isinstance(data, Problem):
        return {}, [data]
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return {}, [Problem(LEDGER, "E001", line=1, values={"position": str(error.start)})]
    found: dict[str, Once] = {}
    problems = []
    # A spreadsheet of a Vietnamese office writes semicolons.
    reader = csv.reader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    line = 1
    try:
        for row in reader:
            cells = dict(zip(COLUMNS, (*map(str.strip, row), *[""] * len(COLUMNS)), strict=False))
            address, once = cells["address"], _once(line, cells)
            if line == 1:
                sound = list(cells.values()) == list(COLUMNS)
            else:
                sound = not any(row) or bool(
                    once and _ADDRESS.fullmatch(address) and address[1:] not in found
                )
            if not sound:
                problems.append(Problem(LEDGER, "E501", line=line, values={"address": address}))
            elif once and line > 1 and any(row):
                found[address[1:]] = once
            line = reader.line_num + 1
    except csv.Error:
        problems.append(Problem(LEDGER, "E501", line=line, values={"address": "…"}))
    return found, problems


def _once(line: int, cells: dict[str, str]) -> Once | None:
    moved = cells["moved_to"]
    try:
        removed = date.fromisoformat(cells["removed"]) if cells["removed"] else None
    except ValueError:
        return None
    page = cells["address"].endswith("/")
    if moved and (removed or not page or not _ADDRESS.fullmatch(moved)):
        # A file has no page that could lead on.
        return None
    return Once(line, moved[1:], removed, from_cell(cells["reason"]))
