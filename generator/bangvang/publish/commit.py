"""Publishing what was staged: whole files only, and at every moment every link resolves.

Files go one by one where an order exists in which no page ever links to one that is not there: new
pages first, each after those that it links to; then changed ones; what is stale goes last. Where
new or stale pages link to each other there is no such order. Then the whole site is put together
beside the old one, from links to the files that stay, and the two change places in one step.
"""

import ctypes
import errno
import os
import posixpath
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from bangvang.publish.next_site import NextSite
from bangvang.publish.target import (
    MANIFEST,
    MOVING,
    Entry,
    PublishError,
    built_for_of,
    safe,
    unwritable,
    write_manifest,
)
from bangvang.words import message

_LINK = re.compile(rb'(?:href|src)="([^"#?:]*)["#?]')
_MANY = 200
"""More new pages than this are not ordered: changing places at once is faster."""

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


@dataclass(frozen=True, slots=True)
class Published:
    """Counts of the files that a build wrote, kept and removed."""

    written: int
    unchanged: int
    deleted: int


def commit(site: NextSite) -> Published:
    """Make the site hold exactly the files that the next one is to have.

    Those that are not new keep their inode and time. Files of the site that no build wrote stay.
    Raise `PublishError` when the system refuses.
    """
    out, staged, before, after = site.out, site.folder, site.listed, site.after
    moving = sorted(site.new)
    stale = sorted(path for path in set(before) - set(after) if _present(out, path))
    result = Published(len(moving), len(after) - len(moving), len(stale))
    same_moment = built_for_of(out) == site.built_for
    if not moving and not stale and before == after and same_moment:
        return result
    _refuse_links(out, (*moving, *stale))
    try:
        added = [path for path in moving if not (out / path).is_file()]
        order = _order(out, staged, added, stale)
        if order is None:
            _exchange_all(site, stale)
            return result
        arriving, leaving = order
        changed = [path for path in moving if path not in set(added)]
        # Should this be stopped, the next build knows which files to make again.
        marked = {**before, **dict.fromkeys(moving, Entry(MOVING, 0))}
        write_manifest(out, marked.items(), site.built_for)
        for path in (*arriving, *changed):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(out / path)
        for path in leaving:
            (out / path).unlink()
        _drop_empty(out, leaving)
        write_manifest(out, after.items(), site.built_for)
    except OSError as error:
        raise unwritable(out, error) from error
    return result


def _refuse_links(out: Path, paths: Iterable[str]) -> None:
    """Raise `PublishError` if a folder on the way to a file is a link: it may lead anywhere."""
    folders = {parent for path in paths for parent in Path(path).parents}
    for folder in sorted(folders):
        if (out / folder).is_symlink():
            text = message("{out} is a link; put a folder in its place")
            raise PublishError(text, out=str(out / folder))


def _present(out: Path, path: str) -> bool:
    """Return whether a file that the manifest names, and none outside the site, is there."""
    try:
        return (out / safe(path)).is_file()
    except PublishError:
        return False


def _order(
    out: Path, staged: Path, added: list[str], stale: list[str]
) -> tuple[list[str], list[str]] | None:
    """Return the order in which new files arrive and stale ones leave; None when there is none."""
    if len(added) + len(stale) > _MANY or not (out / MANIFEST).is_file():
        return None
    if any(_in_the_way(out, path) for path in added):
        return None
    arriving = _linked_first(staged, added)
    leaving = _linked_first(out, stale)
    if arriving is None or leaving is None:
        return None
    # A page leaves before what it links to.
    return arriving, leaving[::-1]


def _in_the_way(out: Path, path: str) -> bool:
    """Return whether a file stands where a folder must be, or the other way round."""
    target = out / path
    return target.exists() or any(
        (out / parent).is_file() for parent in Path(path).parents if parent != Path()
    )


def _linked_first(root: Path, paths: list[str]) -> list[str] | None:
    """Return the files so that each comes after those of them that it links to, if they can."""
    known = set(paths)
    graph = {path: _links(root, path) & known - {path} for path in paths}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return None


def _links(root: Path, path: str) -> set[str]:
    """Return the files of the site that a page links to."""
    if not path.endswith(".html"):
        return set()
    folder = posixpath.dirname(path)
    found = set()
    for link in _LINK.findall((root / path).read_bytes()):
        target = posixpath.normpath(posixpath.join(folder, link.decode()))
        found |= {target, f"{target}/index.html".removeprefix("./")}
    return found


def _exchange_all(site: NextSite, stale: list[str]) -> None:
    """Complete the staged site with the files that stay, and put it in the place of the old."""
    out, staged = site.out, site.folder
    gone = {*stale, MANIFEST}
    staged.mkdir(parents=True, exist_ok=True)
    if out.is_dir():
        _link_all(str(out), str(staged), "", gone)
    write_manifest(staged, site.after.items(), site.built_for)
    if not out.exists():
        staged.rename(out)
    elif not _exchange(staged, out):
        # For a moment there is no site; the next build puts the old one back if this is stopped.
        old = staged.with_name("old")
        out.rename(old)
        staged.rename(out)


def _link_all(out: str, staged: str, folder: str, gone: set[str]) -> None:
    """Link what stays of a folder into the staged one, which has the same rights then."""
    there = {entry.name: entry.is_dir() for entry in os.scandir(f"{staged}/{folder}")}
    for entry in os.scandir(f"{out}/{folder}"):
        path = folder + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not there.setdefault(entry.name, True):
                # A file takes the place of a folder.
                continue
            os.makedirs(f"{staged}/{path}", exist_ok=True)  # noqa: PTH103
            _link_all(out, staged, f"{path}/", gone)
            if not os.listdir(f"{staged}/{path}") and os.listdir(f"{out}/{path}"):  # noqa: PTH208
                os.rmdir(f"{staged}/{path}")  # noqa: PTH106
        elif path not in gone and entry.name not in there:
            os.link(entry.path, f"{staged}/{path}", follow_symlinks=False)
    shutil.copymode(f"{out}/{folder}", f"{staged}/{folder}")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return False where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(number, os.strerror(number))


def _drop_empty(out: Path, stale: Iterable[str]) -> None:
    """Remove the folders that deletions left empty."""
    folders = {parent for path in stale for parent in Path(path).parents if parent != Path()}
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        try:
            (out / folder).rmdir()
        except OSError:
            continue
