"""Rest: a build that finds all that it would read as the last one left it does nothing.

It looks at the stamps of content, theme and site, and at the clock; it reads no article and makes
no plan. What was told of the content is told again.
"""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bangvang.build.cache import Cache, is_sealed, save_sealed
from bangvang.build.conditions import Told
from bangvang.build.project import Project
from bangvang.content.read.walk import Stamp, Survey, settled, stamp_of
from bangvang.publish.target import manifest_mark
from bangvang.render.data.exports import PARQUET

FILE = "rest"
_DOUBTFUL = Stamp(0, sys.maxsize, sys.maxsize, 0)
"""Of a link into another folder, say: what changes there changes no stamp here."""


class Rest(NamedTuple):
    """What the last build left, and what it said."""

    mark: bytes
    """Changes whenever anything changes that a build reads, or the site itself."""
    until: datetime
    """The first moment at which something else may be public."""
    told: Told
    files: int


def found_at(
    work: Path,
    chosen: Project,
    survey: Survey,
    now: datetime,
    lost: Callable[[], Collection[str]],
) -> Rest | None:
    """Return what the last build left, if all of that is as it was; None for any doubt.

    `lost` returns the files of the site that are not as that build left them.
    """
    try:
        data = (work / FILE).read_bytes()
    except OSError:
        return None
    if not is_sealed(data):
        return None
    rest: Rest = pickle.loads(data[64:])
    if now >= rest.until or rest.mark != _mark(chosen, survey):
        return None
    return None if lost() else rest


def leave(work: Path, chosen: Project, found: Survey, cache: Cache, told: Told, files: int) -> None:
    """Note what a build left, for the next; nothing where a change might not be seen."""
    path = work / FILE
    path.unlink(missing_ok=True)
    stamps = [*found.files.values(), *(stamp for _, stamp in _project(chosen))]
    if chosen.alone and not chosen.desk and all(settled(each, found.begun) for each in stamps):
        assert cache.conditions
        rest = Rest(_mark(chosen, found), cache.conditions.until, told, files)
        save_sealed(path, pickle.dumps(rest))


def _mark(chosen: Project, survey: Survey) -> bytes:
    seen = (
        (str(chosen.content.resolve()), str(chosen.site), chosen.parts, PARQUET),
        tuple(_project(chosen)),
        tuple(survey.files.items()),
        manifest_mark(chosen.site),
    )
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogateescape")).digest()


def _project(chosen: Project) -> Iterator[tuple[str, Stamp]]:
    """Yield the stamps of the configuration and of the theme."""
    yield str(chosen.config_file), stamp_of(chosen.config_file.stat())
    for root in chosen.theme:
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted((*names, *folders)):
                path = f"{folder}/{name}"
                if name in names or os.path.islink(path):  # noqa: PTH114
                    yield path, _stamp(path)


def _stamp(path: str) -> Stamp:
    """Return the stamp of a file; of what cannot be watched one that is never believed."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return _DOUBTFUL
    return stamp_of(found) if stat.S_ISREG(found.st_mode) else _DOUBTFUL
