"""`bangvang list`: lists of honours from an office to a document, and back to the office."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bangvang.content.read.list_files import Sheet
from bangvang.content.read.lists import is_honour_list, rows_in
from bangvang.content.read.located import read_lists
from bangvang.content.read.sheets import Rows
from bangvang.content.read.source import Row
from bangvang.content.read.walk import LISTING, content_of, read
from bangvang.model.problems import Problem
from bangvang.words import RefusalError, message

NAME = "danh-sach.xlsx"
_KINDS = {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
_COLUMNS = {
    "honoree": "Tên",
    "kind": "Loại",
    "role": "Chức vụ, đơn vị công tác",
    "place": "Địa chỉ",
    "award": "Danh hiệu",
    "for": "Năm",
    "date": "Ngày",
    "citation": "Thành tích",
    "decision": "Số quyết định",
    "presented_by": "Người trao",
    "ref": "Ref",
    "id": "Mã",
}
"""The columns of a list that we write, by the facts in them."""


class ListError(RefusalError):
    """A list cannot be brought to a document, or from it."""


class Understood(NamedTuple):
    """What a file of an office was understood to hold."""

    rows: list[Row]
    problems: list[Problem]

    def counted(self) -> Counter[str]:
        """Return how many honours there are of each kind; "" where that is not told."""
        return Counter(str(row.facts.get("kind", "")) for row in self.rows)


def understood(file: str, sheet: Sheet) -> Understood:
    """Return the honours of a sheet by themselves, and what is unsure or wrong about it."""
    problems = list(sheet.problems)
    return Understood(rows_in(file, sheet, {}, problems), problems)


def folder_of(content: Path, document: str) -> Path:
    """Return the folder of a document or article, given as a path below content or as its file.

    Raise `ListError` when there is none.
    """
    name = document.removesuffix("/").removesuffix("/index.md").removeprefix(f"{content}/")
    folder = content / name
    if not name.startswith(LISTING) or not (folder / "index.md").is_file():
        raise ListError(message("{file} is no folder of a document or article"), file=document)
    return folder


def table_of(rows: Iterable[Row], columns: Sequence[str] = ()) -> Rows:
    """Return honours as a table with a head; `columns` are in it whether any honour needs them."""
    rows = list(rows)
    shown = [key for key in _COLUMNS if key in columns or any(key in row.facts for row in rows)]
    table = [["TT", *(_COLUMNS[key] for key in shown)]]
    for number, row in enumerate(rows, start=1):
        texts = {key: str(value) for key, value in row.facts.items()}
        texts["kind"] = _KINDS.get(texts.get("kind", ""), texts.get("kind", ""))
        table.append([str(number), *(texts.get(key, "") for key in shown)])
    return table


def rows_of(content: Path, folder: Path) -> list[Row]:
    """Return the honours of all lists of a document; raise `ListError` when it has none."""
    file = f"{folder.relative_to(content).as_posix()}/index.md"
    data = content_of(content, file)
    source, _ = read(file, data) if isinstance(data, bytes) else (None, [])
    names = [each.name for each in folder.iterdir() if is_honour_list(each.name)]
    if source is None or not names:
        raise ListError(message("{file} has no list of honours"), file=file)
    return list(read_lists(content, source, names)[0].rows)
