"""Where a problem stands: its line in a text, or its row and column in a list."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.lists import is_honour_list, with_rows
from bangvang.content.read.places import places
from bangvang.content.read.source import Source
from bangvang.content.read.walk import LARGEST_LIST, LISTING, content_of, read
from bangvang.model.files import LARGEST_FILE
from bangvang.model.problems import BODY, Problem, Where


def _line_of(source: Source, where: Where) -> int:
    match where:
        case (start, int(line)) if start == BODY:
            return source.body_line + line
    return places(source.matter_text, source.matter_line).of(where)


def tables_beside(content: Path, file: str, beside: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of the lists of honours beside the file of an entity, by their names."""
    folder = file.rpartition("/")[0]
    read = {
        name: content_of(content, f"{folder}/{name}", LARGEST_LIST)
        for name in beside
        if is_honour_list(name)
    }
    return {name: data for name, data in read.items() if isinstance(data, bytes)}


def read_lists(
    content: Path, source: Source, beside: Iterable[str]
) -> tuple[Source, list[Problem]]:
    """Return a source with the honours of the lists beside it, and what is wrong with them."""
    return with_rows(source, tables_beside(content, source.file, beside))


def _placed(problem: Problem, source: Source) -> Problem:
    """Return a problem of a row of a list with its row and column; any other with its line."""
    match problem.where:
        case ("honours", int(at), *keys) if source.rows and at >= source.own:
            row = source.rows[at - source.own]
            column = row.columns.get(str(keys[0]), "") if keys else ""
            return replace(problem, file=row.file, line=row.line, column=column)
        case _:
            return replace(problem, line=_line_of(source, problem.where))


def located(problems: Iterable[Problem], source: Source | None) -> list[Problem]:
    """Return problems of one file with the line of each; without a source it is the first.

    What many rows of a list have from the same heading is told once.
    """
    found: list[Problem] = []
    shared: set[tuple[str, str]] = set()
    for problem in problems:
        if problem.line:
            found.append(problem)
            continue
        placed = _placed(problem, source) if source else replace(problem, line=1)
        key = placed.code, repr(placed.values)
        repeated = placed.file != problem.file and not placed.column and key in shared
        if not repeated:
            found.append(placed)
            shared.add(key)
    return found


def locate(content: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with the line of each, in the order of files and lines.

    Reads the files again of those that have no line yet.
    """
    found = []
    key = attrgetter("file")
    for file, group in groupby(sorted(problems, key=key), key):
        mine = list(group)
        path = content / file
        source = None
        if not all(problem.line for problem in mine) and path.is_file():
            source, _ = read(file, read_bounded(path, LARGEST_FILE))
            if source and file.startswith(LISTING):
                names = [each.name for each in path.parent.iterdir()]
                source, _ = read_lists(content, source, names)
        found += sorted(located(mine, source), key=lambda problem: (problem.line, problem.code))
    return found
