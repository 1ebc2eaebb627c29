"""Keeping the ledger of addresses: what was published is added to it, nothing is taken out."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from bangvang.content.read.ledger import read_ledger
from bangvang.content.write.files import replace_file
from bangvang.model.ledger import COLUMNS, LEDGER, Once
from bangvang.text import as_cell


def record(content: Path, addresses: Iterable[str]) -> set[str]:
    """Add addresses to the ledger of a folder of content; return those that it did not have.

    Raise `ValueError` when a line of the ledger cannot be read.
    """
    known, problems = read_ledger(content)
    if problems:
        raise ValueError(LEDGER)
    added = set(addresses) - set(known)
    if added:
        data = io.StringIO()
        out = csv.writer(data, lineterminator="\n")
        out.writerow(COLUMNS)
        for address in sorted({*known, *added}):
            once = known.get(address, Once(0, "", None, ""))
            moved = f"/{once.moved_to}" if once.moved_to else ""
            out.writerow((f"/{address}", moved, once.removed or "", as_cell(once.reason)))
        replace_file(content / LEDGER, data.getvalue().encode())
    return added
