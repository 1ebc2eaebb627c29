"""The walk through `content/`: which files there are, what kind each is, and reading them."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bangvang.load.matter import decode, line_of, split
from bangvang.model.albums import SLUG
from bangvang.model.base import ATTACHABLE, FILE_NAME
from bangvang.model.problem import BODY, Problem, Where
from bangvang.model.registers import HandWritten
from bangvang.model.source import Source
from bangvang.text import slugify

FLAT = frozenset({"events", "honorees", "awards", "movements", "districts", "pages"})

_YEAR = re.compile(r"\d{4}")


def walk(content: Path) -> tuple[list[Source], list[Problem]]:
    """Read every file of content and return the sources, in the order of their paths."""
    sources: list[Source] = []
    problems: list[Problem] = []
    files, strays = _files(content)
    problems += (Problem(file, "E011", line=1) for file in strays)
    beside: dict[str, list[str]] = {}
    owned: set[str] = set()
    for file in files:
        folder, _, name = file.rpartition("/")
        if name == "index.md":
            owned.add(folder)
        else:
            beside.setdefault(folder, []).append(name)
    for file in files:
        if not file.endswith(".md"):
            problems += _beside(file, owned)
            continue
        folder = file.rpartition("/")[0]
        has_mates = file.endswith("/index.md") or folder == HandWritten.folder
        mates = beside.get(folder, ()) if has_mates else ()
        source, found = read(file, (content / file).read_bytes(), tuple(mates))
        problems += found
        if source:
            sources.append(source)
    if not any(source.folder == "site" for source in sources) and "site.md" not in files:
        problems.append(Problem("site.md", "E012", line=1))
    return sources, problems


def _files(content: Path) -> tuple[list[str], list[str]]:
    """Return the sorted paths of all files that are not hidden, and of links that lead astray."""
    found = []
    for folder, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        relative = Path(folder).relative_to(content)
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        found += [(relative / name).as_posix() for name in linked]
        found += [(relative / name).as_posix() for name in names if not name.startswith(".")]
    strays = {file for file in found if _astray(content, content / file)}
    return sorted(set(found) - strays), sorted(strays)


def _astray(content: Path, path: Path) -> bool:
    """Return whether a path is a link that leads out of content, nowhere, or to a folder."""
    if not path.is_symlink():
        return not path.is_file()
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return True
    return not target.is_file() or not target.is_relative_to(content.resolve())


def _beside(file: str, owned: set[str]) -> list[Problem]:
    """Return what is wrong with a file that is no entity: its name, or that nothing uses it.

    The folders `owned` have an index.md, which the file then lies beside.
    """
    folder, _, name = file.rpartition("/")
    if name.lower().endswith((".md", ".markdown")):
        return [Problem(file, "E010", line=1)]
    attached = folder == HandWritten.folder and name.lower().endswith(ATTACHABLE)
    if folder in owned or attached:
        if FILE_NAME.fullmatch(name):
            return []
        stem, dot, ending = name.rpartition(".")
        values = {"name": name, "slug": f"{slugify(stem)}{dot}{ending.lower()}"}
        return [Problem(file, "E009", line=1, values=values)]
    return [Problem(file, "W019", line=1)]


def read(file: str, data: bytes, beside: tuple[str, ...]) -> tuple[Source | None, list[Problem]]:
    """Return what a file holds and what was wrong with it as a file."""
    place = _place(file)
    if isinstance(place, Problem):
        return None, [place]
    text, problems = decode(file, data)
    if not text:
        return None, problems
    parts = split(file, text)
    if isinstance(parts, Problem):
        return None, [*problems, parts]
    folder, identity = place
    return Source(file, folder, identity, *parts, beside), problems


def _place(file: str) -> tuple[str, str] | Problem:
    """Return the folder and id that a path stands for."""
    parts = file.removesuffix(".md").split("/")
    match parts:
        case ["site"]:
            return "site", "site"
        case ["articles", year, name] | ["articles", year, name, "index"] if (
            _YEAR.fullmatch(year) and name != "index"
        ):
            identity = f"{year}/{name}"
        case ["albums", name, "index"]:
            identity = name
        case [folder, name] if folder in FLAT:
            identity = name
        case _:
            return Problem(file, "E010", line=1)
    if not SLUG.fullmatch(name):
        values = {"name": name, "slug": slugify(name)}
        return Problem(file, "E009", line=1, values=values)
    return parts[0], identity


def _line_of(source: Source, where: Where) -> int:
    match where:
        case (start, int(line)) if start == BODY:
            return source.body_line + line
    return line_of(source.matter_text, source.matter_line, where)


def locate(problems: Iterable[Problem], sources: Iterable[Source]) -> list[Problem]:
    """Return the problems with the line of each, in the order of files and lines."""
    by_file = {source.file: source for source in sources}
    located = []
    for problem in problems:
        source = by_file.get(problem.file)
        if not problem.line and source:
            line = _line_of(source, problem.where)
            problem = replace(problem, line=line)
        elif not problem.line:
            problem = replace(problem, line=1)
        located.append(problem)
    return sorted(located, key=lambda problem: (problem.file, problem.line, problem.code))
