"""`bangvang check --fix`: honours in lists get the ids under which they are published already."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bangvang.content.read.list_files import sheet_of
from bangvang.content.read.lists import head_of, with_rows
from bangvang.content.read.located import tables_beside
from bangvang.content.read.source import Row
from bangvang.content.read.walk import LISTING, content_of, read, survey
from bangvang.content.write.files import replace_file
from bangvang.content.write.list_ids import with_ids
from bangvang.model.problems import errors


class ListMend(NamedTuple):
    """A list of honours, as it is with ids."""

    file: str
    """Its path below content."""
    data: bytes
    ids: int
    """How many it gets."""


def list_mends(content: Path) -> Iterator[ListMend]:
    """Yield the lists in which an honour has no id. Nothing is written."""
    found = survey(content)
    for file in found.pages:
        if not file.startswith(LISTING) or not found.lists(file):
            continue
        data = content_of(content, file)
        if not isinstance(data, bytes):
            continue
        source, _ = read(file, data)
        if source is None:
            continue
        tables = tables_beside(content, file, found.beside[file])
        source, problems = with_rows(source, tables)
        faulty = {problem.file for problem in errors(problems)}
        for name, table in tables.items():
            path = f"{file.rpartition('/')[0]}/{name}"
            rows = [row for row in source.rows if row.file == path and _wants(row)]
            if rows and path not in faulty:
                head, column = head_of(path, sheet_of(path, table))
                ids = {row.line: str(row.facts["id"]) for row in rows}
                yield ListMend(path, with_ids(table, head, column, ids), len(ids))


def _wants(row: Row) -> bool:
    return "id" not in row.columns and "ref" not in row.facts


def write_lists(content: Path, mends: list[ListMend]) -> None:
    """Write lists as they are with ids."""
    for each in mends:
        replace_file(content / each.file, each.data)
