"""The walk through `content/`: which files there are, what kind each is, and reading them."""

import errno
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.front_matter import decode, split
from bangvang.content.read.lists import is_honour_list
from bangvang.content.read.personal_data import personal_data
from bangvang.content.read.source import Source
from bangvang.content.read.strays import facts_in_prose, unread
from bangvang.model.albums import SLUG, Album
from bangvang.model.articles import Article
from bangvang.model.files import LARGEST_FILE, PUBLISHED, is_reserved
from bangvang.model.ledger import LEDGER
from bangvang.model.official import OfficialDocument
from bangvang.model.problems import Problem
from bangvang.model.prose import is_too_deep
from bangvang.model.registers import HandWritten
from bangvang.model.types import DEVICE, FILE_NAME, LONGEST
from bangvang.text import slugify

FLAT = frozenset({"events", "honorees", "awards", "movements", "districts", "pages"})

LARGEST = 2_000_000
"""How many bytes a Markdown file may have: some hundred times as many as a long article."""

_DEEPEST = 8
"""How many folders deep files are looked for; those that there are need three."""

_ALBUMS = f"{Album.folder}/"
PAGED = (f"{Article.folder}/", f"{OfficialDocument.folder}/", _ALBUMS)
"""What the files of articles, documents and albums begin with; all others are of the registers."""
LISTING = (f"{Article.folder}/", f"{OfficialDocument.folder}/")
"""What the files of entities begin with beside which lists of honours may lie."""
LARGEST_LIST = 20_000_000
"""How many bytes a list of honours may have, packed."""
# How programs end the names of Markdown files, in place of .md.
_ENDING = re.compile(r"(.+)\.(?:md|md\.txt|markdown|mdown|mkd)", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


class Stamp(NamedTuple):
    """Size, time and inode of a file: they change whenever its content does."""

    size: int
    modified: int
    """Nanoseconds since 1970, as the next."""
    changed: int
    inode: int


def stamp_of(found: os.stat_result) -> Stamp:
    """Return the stamp of a file, given what the system says of it."""
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


SETTLED = 2_000_000_000
"""Nanoseconds: the clocks of file systems are coarse, and a file may change twice in one tick."""


def settled(stamp: Stamp, begun: int) -> bool:
    """Return whether a file that looks as it did in a survey that was `begun` then is the same."""
    return max(stamp.changed, stamp.modified) < begun - SETTLED


@dataclass(frozen=True, slots=True)
class Survey:
    """Which files there are. None of them has been read."""

    files: Mapping[str, Stamp]
    """Every file that is not hidden, in the order of their paths."""
    entities: tuple[str, ...]
    """The Markdown files among them that may hold an entity."""
    beside: Mapping[str, tuple[str, ...]]
    """For the file of an entity, the names of the other files in its folder, if there are any."""
    problems: tuple[Problem, ...]
    begun: int
    """When they were looked for: nanoseconds since 1970."""

    @property
    def registers(self) -> tuple[str, ...]:
        """The files of the registers, which everything may refer to."""
        return tuple(file for file in self.entities if not file.startswith(PAGED))

    @property
    def pages(self) -> tuple[str, ...]:
        """The files of articles, documents and albums."""
        return tuple(file for file in self.entities if file.startswith(PAGED))

    def lists(self, file: str) -> tuple[Stamp, ...]:
        """Return what the lists of honours beside a file look like."""
        if not file.startswith(LISTING):
            return ()
        folder = file.rpartition("/")[0]
        names = filter(is_honour_list, self.beside.get(file, ()))
        return tuple(self.files[f"{folder}/{name}"] for name in names)

    @property
    def albums(self) -> tuple[str, ...]:
        """The ids of the albums."""
        return tuple(file.split("/")[1] for file in self.entities if file.startswith(_ALBUMS))


NOTHING = Survey({}, (), {}, (), 0)
"""What there is before anything was looked for."""


def survey(content: Path) -> Survey:
    """Return which files there are below `content`, and what is wrong with their places."""
    begun = time.time_ns()
    files: dict[str, Stamp] = {}
    problems: list[Problem] = []
    _scan(content, "", files, problems)
    files = dict(sorted(files.items()))
    in_folder: dict[str, list[str]] = {}
    owned: set[str] = set()
    for file in files:
        folder, _, name = file.rpartition("/")
        if name == "index.md":
            owned.add(folder)
        else:
            in_folder.setdefault(folder, []).append(name)
    entities = []
    beside = {}
    for file in files:
        if not file.endswith(".md"):
            problems += _beside(file, owned)
            if files[file].size > LARGEST_FILE:
                values = {"size": str(files[file].size // 1_000_000)}
                problems.append(Problem(file, "E029", line=1, values=values))
            continue
        if files[file].size > LARGEST:
            values = {"size": f"{files[file].size / 1_000_000:.0f}"}
            problems.append(Problem(file, "E020", line=1, values=values))
            continue
        entities.append(file)
        folder = file.rpartition("/")[0]
        if (file.endswith("/index.md") or folder == HandWritten.folder) and folder in in_folder:
            beside[file] = tuple(in_folder[folder])
    if "site.md" not in files:
        problems.append(Problem("site.md", "E012", line=1))
    return Survey(files, tuple(entities), beside, tuple(problems), begun)


def _scan(folder: Path, prefix: str, files: dict[str, Stamp], problems: list[Problem]) -> None:
    """Add the files below a folder; a link may lead to a file of its folder, and nowhere else."""
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError as error:
        problems.append(_unreadable(prefix.rstrip("/") or ".", error))
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False) and path.count("/") == _DEEPEST:
            problems.append(Problem(path, "E010", line=1))
        elif entry.is_dir(follow_symlinks=False):
            _scan(Path(entry.path), f"{path}/", files, problems)
        elif entry.is_symlink() and _astray(Path(entry.path)):
            problems.append(Problem(path, "E011", line=1))
        elif not entry.is_file():
            reason = os.strerror(errno.ENODEV)
            problems.append(Problem(path, "E021", line=1, values={"reason": reason}))
        else:
            # One that an editor's program had for a moment may be gone again.
            with suppress(FileNotFoundError):
                files[path] = stamp_of(entry.stat())


def _unreadable(file: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let be read."""
    return Problem(file, "E021", line=1, values={"reason": error.strerror or str(error)})


def _astray(link: Path) -> bool:
    """Return whether a link leads out of its folder, nowhere, or to a folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return True
    return not target.is_file() or target.parent != link.parent.resolve()


def walk(content: Path) -> tuple[list[Source], list[Problem]]:
    """Read every file of content and return the sources, in the order of their paths."""
    found = survey(content)
    sources: list[Source] = []
    problems = list(found.problems)
    for file in found.entities:
        data = content_of(content, file)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        source, faults = read(file, data)
        problems += faults
        if source:
            sources.append(source)
    return sources, problems


def _beside(file: str, owned: set[str]) -> list[Problem]:
    """Return what is wrong with a file that is no entity: its name, or that nothing uses it.

    The folders `owned` have an index.md, which the file then lies beside.
    """
    folder, _, name = file.rpartition("/")
    if file == LEDGER:
        return []
    if found := _ENDING.fullmatch(name):
        return [Problem(file, "E062", line=1, values={"name": name, "right": f"{found[1]}.md"})]
    attached = folder == HandWritten.folder and name.lower().endswith(PUBLISHED)
    if folder in owned or attached or is_reserved(name):
        if is_reserved(name):
            return [Problem(file, "E026", line=1, values={"name": name})]
        if DEVICE.fullmatch(name) or len(name) > LONGEST:
            return [Problem(file, "E022", line=1, values={"name": name[:LONGEST]})]
        if FILE_NAME.fullmatch(name):
            return []
        stem, dot, ending = name.rpartition(".")
        values = {"name": name, "slug": f"{slugify(stem)}{dot}{ending.lower()}"}
        return [Problem(file, "E009", line=1, values=values)]
    return [Problem(file, "W019", line=1)]


def content_of(content: Path, file: str, most: int = LARGEST_FILE) -> bytes | Problem:
    """Return the bytes of a file of at most so many, or why it cannot be read."""
    try:
        return read_bounded(content / file, most)
    except OSError as error:
        return _unreadable(file, error)


def read(file: str, data: bytes) -> tuple[Source | None, list[Problem]]:
    """Return what a file holds and what was wrong with it as a file."""
    place = _place(file)
    if isinstance(place, Problem):
        return None, [place]
    text, problems = decode(file, data)
    if not text:
        return None, problems
    problems += personal_data(file, text)
    parts = split(file, text)
    if isinstance(parts, Problem):
        return None, [*problems, parts]
    folder, identity = place
    source = Source(file, folder, identity, *parts)
    if is_too_deep(source.body, hand_written=folder == HandWritten.folder):
        problems.append(Problem(file, "E118", line=source.body_line))
    problems += [*facts_in_prose(source), *unread(source)]
    return source, problems


def _place(file: str) -> tuple[str, str] | Problem:
    """Return the folder and id that a path stands for."""
    parts = file.removesuffix(".md").split("/")
    match parts:
        case ["site"]:
            return "site", "site"
        case ["articles" | "documents", year, name] | [
            "articles" | "documents",
            year,
            name,
            "index",
        ] if _YEAR.fullmatch(year) and name != "index":
            identity = f"{year}/{name}"
        case ["albums", name, "index"]:
            identity = name
        case [folder, name] if folder in FLAT:
            identity = name
        case _:
            return Problem(file, "E010", line=1)
    if DEVICE.fullmatch(name) or len(name) > LONGEST:
        return Problem(file, "E022", line=1, values={"name": name[:LONGEST]})
    if not SLUG.fullmatch(name):
        values = {"name": name, "slug": slugify(name)}
        return Problem(file, "E009", line=1, values=values)
    return parts[0], identity
