"""`bangvang list`: lists of honours from an office to a document, and back to the office."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from bangvang.content.check.digest import digest, read_registers
from bangvang.content.read.list_columns import known_heads
from bangvang.content.read.list_files import Sheet, letter_of, sheet_of
from bangvang.content.read.list_headings import group_of
from bangvang.content.read.list_heads import find_head
from bangvang.content.read.lists import is_honour_list, of_another, rows_in, with_rows
from bangvang.content.read.located import read_lists
from bangvang.content.read.sheets import Rows
from bangvang.content.read.source import Row, Source
from bangvang.content.read.walk import LISTING, content_of, read, survey
from bangvang.content.write.sheets import sheet_bytes
from bangvang.model.problems import Problem, errors
from bangvang.render.labels import KINDS
from bangvang.words import RefusalError, Words, message

NAME = "danh-sach.xlsx"
_KINDS = {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
COLUMNS = {
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


def understood(file: str, sheets: Sequence[tuple[str, Sheet]]) -> Understood:
    """Return the honours of sheets by themselves, and what is unsure or wrong about them.

    The name of a sheet says what a heading would: "Cá nhân". One without a list is told, unless it
    is the only one.
    """
    found = Understood([], [])
    for name, sheet in sheets:
        place = f"{file}, {name}" if len(sheets) > 1 else file
        told = group_of(name)
        shared = {told[0]: told[1]} if told and told[0] else {}
        problems: list[Problem] = []
        rows = rows_in(place, sheet, shared, problems)
        if len(sheets) > 1 and any(problem.code == "E035" for problem in problems):
            problems = []
            if any(map(any, sheet.rows)):
                problems.append(Problem(file, "W049", line=1, values={"name": name}))
        found.rows.extend(rows)
        found.problems.extend(problems)
    if not found.rows and not errors(found.problems):
        found.problems.append(Problem(file, "E035", line=1, values={"known": known_heads()}))
    return found


def folder_of(content: Path, document: str) -> Path:
    """Return the folder of a document or article, given as a path below content or as its file.

    Raise `ListError` when there is none.
    """
    name = document.removesuffix("/").removesuffix("/index.md").removeprefix(f"{content}/")
    folder = content / name
    if not name.startswith(LISTING) or not (folder / "index.md").is_file():
        raise ListError(message("{file} is no folder of a document or article"), file=document)
    return folder


def table_of(rows: Iterable[Row], columns: Sequence[str] = ()) -> tuple[list[str], Rows]:
    """Return the keys of the columns of a table of honours, and the table with its head.

    `columns` are in it whether any honour needs them or not. The first column has numbers, no key.
    """
    rows = list(rows)
    shown = [key for key in COLUMNS if key in columns or any(key in row.facts for row in rows)]
    table = [["TT", *(COLUMNS[key] for key in shown)]]
    for number, row in enumerate(rows, start=1):
        texts = {key: str(value) for key, value in row.facts.items()}
        texts["kind"] = _KINDS.get(texts.get("kind", ""), texts.get("kind", ""))
        table.append([str(number), *(texts.get(key, "") for key in shown)])
    return shown, table


def counted(found: Understood, words: Words) -> str:
    """Return how many honours there are, in all and of each kind."""
    names: dict[str, str] = {"": message("kind not known"), **dict(KINDS.items())}
    kinds = ", ".join(
        f"{words.text(names.get(kind, kind))}: {words.number(count)}"
        for kind, count in found.counted().items()
    )
    total = words.count("one conferral", "{n} conferrals", len(found.rows))
    return f"{total} ({kinds})" if kinds else total


class Judged(NamedTuple):
    """What would become of a list beside a document."""

    rows: list[Row]
    url: str
    """The address of the page; nothing when the document itself is faulty."""
    problems: list[Problem]
    """All that `check` would say of the document and its list."""


def judged(content: Path, folder: Path, name: str, data: bytes) -> Judged:
    """Return what `check` would say of a list that is not written yet."""
    source = _source(content, folder)
    found = survey(content)
    registry, _ = read_registers(content, found.registers, ())
    text = content_of(content, source.file)
    assert isinstance(text, bytes)
    beside = tuple(dict.fromkeys((*found.beside.get(source.file, ()), name)))
    made = digest(registry, source.file, text, beside, {name: data})
    rows = with_rows(source, {name: data})[0].rows
    return Judged(list(rows), getattr(made.record, "url", ""), list(made.problems))


def judged_rows(
    content: Path,
    folder: Path,
    file: str,
    sheets: Iterable[tuple[str, Sheet]],
    found: Understood,
) -> list[Problem]:
    """Return what `check` would say of honours beside a document, by the rows of their own file."""
    source = _source(content, folder)
    keys, table = table_of(found.rows)
    letters = {letter_of(at): key for at, key in enumerate(keys, start=1)}
    own = f"{folder.relative_to(content).as_posix()}/{NAME}"
    known = {(problem.code, problem.line) for problem in found.problems}
    told = [problem for _, sheet in sheets for problem in of_another(file, sheet, source)]
    for problem in judged(content, folder, NAME, sheet_bytes(table)).problems:
        if problem.file == own and problem.line > 1:
            row = found.rows[problem.line - 2]
            values = dict(problem.values)
            if problem.code == "E038":
                other = found.rows[int(values["row"]) - 2]
                values |= {"row": str(other.line), "other": other.file}
            column = row.columns.get(letters.get(problem.column, ""), "")
            problem = replace(problem, file=row.file, line=row.line, column=column, values=values)
        if (problem.code, problem.line) not in known:
            told.append(problem)
    return told


def loses(content: Path, target: Path, data: bytes) -> bool:
    """Return whether a list that is there has titles or columns that other bytes have not."""
    file = target.relative_to(content).as_posix()
    before, after = (
        find_head(file, sheet_of(file, each).rows, []) for each in (target.read_bytes(), data)
    )
    if not before or not after:
        return False
    return before.row > after.row or not set(before.texts) <= {*after.texts, *COLUMNS.values()}


class Change(NamedTuple):
    """What a corrected list says otherwise of one honour."""

    kind: Literal["added", "changed", "gone"]
    name: str
    facts: tuple[tuple[str, str, str], ...] = ()
    """Of one that changed: the column, and what stood and stands in it."""


def changes(before: Iterable[Row], after: Iterable[Row]) -> list[Change]:
    """Return what is other between two states of a list, by the ids of the honours."""
    old, new = ({str(row.facts.get("id")): row.facts for row in rows} for rows in (before, after))
    found = []
    for identity, facts in new.items():
        was = old.get(identity)
        if was is None:
            found.append(Change("added", str(facts.get("honoree", ""))))
            continue
        pairs = [
            (name, str(was.get(key, "")), str(facts.get(key, ""))) for key, name in COLUMNS.items()
        ]
        other = tuple(pair for pair in pairs if pair[1] != pair[2])
        if other:
            found.append(Change("changed", str(was.get("honoree", "")), other))
    gone = [facts for identity, facts in old.items() if identity not in new]
    return [*found, *(Change("gone", str(facts.get("honoree", ""))) for facts in gone)]


def rows_of(content: Path, folder: Path) -> list[Row]:
    """Return the honours of all lists of a document; raise `ListError` when it has none."""
    source = _source(content, folder)
    names = [each.name for each in folder.iterdir() if is_honour_list(each.name)]
    if not names:
        raise ListError(message("{file} has no list of honours"), file=source.file)
    return list(read_lists(content, source, names)[0].rows)


def corrected(content: Path, folder: Path, name: str, data: bytes) -> Understood:
    """Return the honours of a document when one of its lists is replaced by other bytes.

    Raise `ListError` when these have no ids: then nobody knows which honour a row corrects.
    """
    found = judged(content, folder, name, data)
    if not any("id" in row.columns for row in found.rows):
        raise ListError(
            message("{file} is there already: export it, and let the office correct that"),
            file=folder / name,
        )
    return Understood(found.rows, found.problems)


def _source(content: Path, folder: Path) -> Source:
    file = f"{folder.relative_to(content).as_posix()}/index.md"
    data = content_of(content, file)
    source, _ = read(file, data) if isinstance(data, bytes) else (None, [])
    if source is None:
        raise ListError(message("{file} cannot be read; run `bangvang check`"), file=file)
    return source
