"""Reading the ledger of addresses."""

import csv
import re
from datetime import date
from pathlib import Path

from bangvang.load.walk import content_of
from bangvang.model.ledger import COLUMNS, LEDGER, Once
from bangvang.model.problem import Problem

_ADDRESS = re.compile(r"/[A-Za-z0-9._/-]*")


def read_ledger(content: Path) -> tuple[dict[str, Once], list[Problem]]:
    """Return the ledger of a folder of content, and what is wrong with its lines.

    A folder whose site was never deployed has none.
    """
    if not (content / LEDGER).is_file():
        return {}, []
    data = content_of(content, LEDGER)
    if isinstance(data, Problem):
        return {}, [data]
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return {}, [Problem(LEDGER, "E001", line=1, values={"position": str(error.start)})]
    found: dict[str, Once] = {}
    problems = []
    # A spreadsheet of a Vietnamese office writes semicolons.
    rows = csv.reader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    for number, row in enumerate(rows, start=1):
        cells = dict(zip(COLUMNS, (*map(str.strip, row), *[""] * len(COLUMNS)), strict=False))
        address, once = cells["address"], _once(number, cells)
        if number == 1 or not any(row):
            continue
        if once is None or not _ADDRESS.fullmatch(address) or address[1:] in found:
            problems.append(Problem(LEDGER, "E501", line=number, values={"address": address}))
        else:
            found[address[1:]] = once
    return found, problems


def _once(line: int, cells: dict[str, str]) -> Once | None:
    moved = cells["moved_to"]
    try:
        removed = date.fromisoformat(cells["removed"]) if cells["removed"] else None
    except ValueError:
        return None
    if (moved and removed) or (moved and not _ADDRESS.fullmatch(moved)):
        return None
    return Once(line, moved[1:], removed, cells["reason"])
