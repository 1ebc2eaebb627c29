"""Publishing what was staged: whole files only, and at every moment every link resolves.

A reader reaches new pages through changed ones alone. So new files come first, in any order; then
changed ones, those at the top last; and what is stale goes when nothing leads there any more.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bangvang.publish.next_site import NextSite
from bangvang.publish.target import (
    PublishError,
    built_for_of,
    safe,
    unwritable,
    write_manifest,
    write_moving,
)
from bangvang.words import message


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
        if not out.exists():
            staged.mkdir(parents=True, exist_ok=True)
            write_manifest(staged, after.items(), site.built_for)
            staged.rename(out)
            return result
        # Should this be stopped, the next build knows which files to make again.
        write_moving(out, moving, site.built_for)
        added = [path for path in moving if not (out / path).is_file()]
        blocked = [path for path in added if _in_the_way(out, path)]
        _arrive(out, staged, (path for path in added if path not in set(blocked)))
        # A page becomes a section, or a section a page: both cannot be there.
        leaving = _blocking(out, blocked, stale)
        _leave(out, leaving)
        _arrive(out, staged, blocked)
        changed = sorted(set(moving) - set(added), key=lambda path: (-path.count("/"), path))
        _arrive(out, staged, changed)
        _leave(out, [path for path in stale if path not in set(leaving)])
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


def _in_the_way(out: Path, path: str) -> bool:
    """Return whether a file stands where a folder must be, or the other way round."""
    target = out / path
    return target.exists() or any(
        (out / parent).is_file() for parent in Path(path).parents if parent != Path()
    )


def _blocking(out: Path, blocked: Iterable[str], stale: Iterable[str]) -> list[str]:
    """Return the stale files that stand where others are to be, or in folders that do."""
    wanted = set(blocked)
    ways = {parent.as_posix() for path in wanted for parent in Path(path).parents}
    return [
        path
        for path in stale
        if path in ways or any(parent.as_posix() in wanted for parent in Path(path).parents)
    ]


def _arrive(out: Path, staged: Path, paths: Iterable[str]) -> None:
    """Move files into the site; a folder that it does not have yet goes in one step."""
    root, source = f"{out}/", f"{staged}/"
    there: set[str] = {""}
    moved: set[str] = set()
    for path in paths:
        folders = path.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            folder = "/".join(folders[:depth])
            if folder in moved:
                break
            if folder not in there:
                if os.path.isdir(root + folder):  # noqa: PTH112
                    there.add(folder)
                    continue
                os.rename(source + folder, root + folder)  # noqa: PTH104
                moved.add(folder)
                break
        else:
            os.replace(source + path, root + path)  # noqa: PTH105


def _leave(out: Path, paths: list[str]) -> None:
    """Remove files, and the folders that this leaves empty."""
    for path in paths:
        (out / path).unlink()
    folders = {parent for path in paths for parent in Path(path).parents if parent != Path()}
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        try:
            (out / folder).rmdir()
        except OSError:
            continue
