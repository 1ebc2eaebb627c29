"""Lists of honours at the desk: what a file of an office was understood to say, and writing it.

An editor sees every row, corrects what is wrong, and confirms; only then is anything written.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bangvang.content.read.list_files import Sheet, letter_of
from bangvang.content.read.lists import MOST, is_honour_list
from bangvang.content.read.walk import LISTING, content_of, read, survey
from bangvang.content.write.sheets import sheet_bytes, write_sheet
from bangvang.editing.desk_guard import inside, told_with_code
from bangvang.editing.office_lists import (
    COLUMNS,
    NAME,
    ListError,
    counted,
    folder_of,
    judged,
    table_of,
    understood,
)
from bangvang.model.official import OfficialDocument
from bangvang.model.problems import Problem, errors
from bangvang.render.desk.config import TOO_LARGE, WRONG_KIND
from bangvang.render.desk.fields import MAX_UPLOAD
from bangvang.words import Words, message

ACTIONS = frozenset({"listTargets", "readList", "saveList"})
"""What the desk asks about lists."""

Reader = Callable[[Path], Sequence[tuple[str, Sheet]]]
"""Returns the sheets of a file of an office; raises `RefusalError` for what cannot be read."""

_ALWAYS = ("honoree", "kind", "role", "place", "award")
_HEAD = 1
"""Rows above the honours in a list that we write."""


def answer(
    action: str, params: Mapping[str, Any], content: Path, read_list: Reader, words: Words
) -> dict[str, Any]:
    """Return what the desk is answered about lists; raise `RefusalError` for what is refused.

    `saveList` writes only what has no errors; its answer says whether it did (`saved`).
    """
    match action:
        case "listTargets":
            return {"targets": list(_targets(content))}
        case "readList":
            return _read(params, read_list, words)
        case "saveList":
            return _save(params, content, words)
    raise KeyError(action)


def _targets(content: Path) -> Iterator[dict[str, str]]:
    """Yield the documents and articles beside which a list may be put, newest first."""
    found = survey(content)
    for file in sorted(found.pages, reverse=True):
        if not file.startswith(LISTING) or not file.endswith("/index.md"):
            continue
        data = content_of(content, file)
        source, _ = read(file, data) if isinstance(data, bytes) else (None, [])
        if source and not any(map(is_honour_list, found.beside.get(file, ()))):
            own = source.folder == OfficialDocument.folder
            number = f"{source.matter.get('number', '')}: " if own else ""
            title = f"{number}{source.matter.get('title', '')}"
            yield {"path": file.removesuffix("/index.md"), "title": title}


def _read(params: Mapping[str, Any], read_list: Reader, words: Words) -> dict[str, Any]:
    """Return the table that a file was understood as, and what is unsure about its rows."""
    name = Path(str(params["name"])).name
    ending = Path(name).suffix.lower()
    if ending not in (".xlsx", ".csv", ".docx"):
        raise ListError(WRONG_KIND)
    data = base64.b64decode(params["content"], validate=True)
    if len(data) > MAX_UPLOAD:
        raise ListError(TOO_LARGE, limit=MAX_UPLOAD // 1_000_000)
    with NamedTemporaryFile(suffix=ending) as file:
        file.write(data)
        file.flush()
        found = understood(name, read_list(Path(file.name)))
    keys, table = table_of(found.rows, _ALWAYS)
    places = {(row.file, row.line): at for at, row in reversed(list(enumerate(found.rows)))}
    told = [
        _told(problem, places.get((problem.file, problem.line)), "", words)
        for problem in found.problems
    ]
    return {
        "columns": [[key, COLUMNS[key]] for key in keys],
        "rows": [row[1:] for row in table[_HEAD:]],
        "problems": told,
        "count": counted(found, words),
    }


def _save(params: Mapping[str, Any], content: Path, words: Words) -> dict[str, Any]:
    """Write a corrected table as the list of a document, unless something is wrong with it."""
    folder = folder_of(content, str(params["document"]))
    if not inside(folder, content):
        raise ListError(message("{file} is no folder of a document or article"), file=folder)
    if any(is_honour_list(each.name) for each in folder.iterdir()):
        raise ListError(message("{file} is there already"), file=folder / NAME)
    keys = [str(key) for key in params["columns"]]
    rows = [[str(cell) for cell in row] for row in params["rows"]]
    if len(rows) > MOST or any(len(row) != len(keys) for row in rows):
        raise ListError(message("This is too large to be saved."))
    table = [["TT", *(COLUMNS[key] for key in keys)]]
    table += [[str(number), *row] for number, row in enumerate(rows, start=1)]
    found = judged(content, folder, NAME, sheet_bytes(table))
    ids = {row.line: str(row.facts.get("id", "")) for row in found.rows}
    own = f"{folder.relative_to(content).as_posix()}/{NAME}"
    told = []
    for problem in found.problems:
        row = problem.line - 1 - _HEAD if problem.file == own else -1
        letters = {letter_of(at): key for at, key in enumerate(keys, start=1)}
        key = letters.get(problem.column, "")
        told.append(_told(problem, row if 0 <= row < len(rows) else None, key, words))
    faults = [problem for problem in errors(found.problems) if problem.file == own]
    if faults or not rows:
        return {"saved": False, "problems": told}
    table[0].append(COLUMNS["id"])
    for line, cells in enumerate(table[_HEAD:], start=1 + _HEAD):
        cells.append(ids.get(line, ""))
    write_sheet(folder / NAME, table)
    return {"saved": True, "problems": told, "url": found.url}


def _told(problem: Problem, row: int | None, column: str, words: Words) -> dict[str, Any]:
    return {
        "row": row,
        "column": column,
        "error": bool(errors([problem])),
        "text": told_with_code(problem, words),
    }
