"""The folder of a site, and the workshop beside it in which the next version is made."""

import fcntl
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from bangvang.words import RefusalError, message

WAITING = message("Another build is writing this site; this one waits for it.")

MANIFEST = ".bangvang"
"""The list of the files that a build wrote, kept in the site: nothing else is ever deleted."""

_DIGITS = 20
"""Of the size of a file: a damaged manifest may hold more than a number can have."""

PREVIEW, REPRODUCED = "preview", "reproduced"
"""Kinds of sites that show another moment than that of their build: by `--as-of`, or by
SOURCE_DATE_EPOCH."""
_BUILT_FOR = "# built for "
"""Begins the first line of the manifest of such a site."""


CHANGED = message("{file} was changed while the portal was built; build again")


class PublishError(RefusalError):
    """The site cannot be written; the message id says why, `values` fill it."""


class Entry(NamedTuple):
    """Entry of the manifest for one file."""

    digest: str
    """The SHA-256 of its content, in hexadecimal; nothing while a build is moving it."""
    size: int


Manifest = Mapping[str, Entry]


def check_target(out: Path, content: Path, *, preview: bool = False) -> None:
    """Raise `PublishError` unless `out` is empty, new, or a site that Bảng Vàng wrote.

    A preview does not take the place of a site that readers may be shown.
    """
    site, source = out.resolve(), content.resolve()
    if site.is_relative_to(source) or source.is_relative_to(site):
        text = message("{out} and the content {content} lie one inside the other")
        raise PublishError(text, out=str(out), content=str(content))
    try:
        there = out.exists()
    except OSError as error:
        # A name of 300 letters, say.
        raise unwritable(out, error) from error
    if there and not out.is_dir():
        raise PublishError(message("{out} is not a folder"), out=str(out))
    if out.is_dir() and out.stat().st_dev != out.resolve().parent.stat().st_dev:
        text = message("{out} is a file system of its own; choose a folder below it")
        raise PublishError(text, out=str(out))
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise PublishError(
            message("{out} is not empty and was not made by Bảng Vàng; empty it or choose another"),
            out=str(out),
        )
    if preview and (out / MANIFEST).is_file() and not built_for_of(out).startswith(PREVIEW):
        text = message("{out} is the site itself; a preview (--as-of) goes to another folder")
        raise PublishError(text, out=str(out))


def workshop_of(out: Path) -> Path:
    """Return the folder beside a site in which its next version is made."""
    return out.parent / f".{out.name}.work"


_FOR_READERS = 0o022
"""The umask of what is published, whatever that of the user is."""


@contextmanager
def workshop(out: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """Give the folder beside the site, on its file system, to one build at a time.

    Another build waits, after `waiting` was called once. What a build that was stopped left
    unfinished is cleared away; the cache stays.
    """
    folder = workshop_of(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # It holds names that are withheld; the site beside it is for a web server to read.
        folder.chmod(0o700)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(out, error) from error
    before = os.umask(_FOR_READERS)
    try:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            waiting()
            fcntl.lockf(lock, fcntl.LOCK_EX)
        _clear(folder)
        yield folder
    finally:
        os.umask(before)
        _clear(folder)
        os.close(lock)


def _clear(folder: Path) -> None:
    """Remove what is in the making."""
    for name in ("new", "host", "pages"):
        shutil.rmtree(folder / name, ignore_errors=True)


def unwritable(out: Path, error: OSError) -> PublishError:
    """Return the error for a folder in which the system lets nothing be written."""
    text = message("{out} cannot be written: {reason}")
    return PublishError(text, out=str(out), reason=str(error.strerror))


def safe(path: str) -> str:
    """Return a path that stays inside the site; raise `PublishError` for any other."""
    parts = path.split("/")
    if (
        path.startswith("/")
        or "\\" in path
        or "\0" in path
        or not {"", ".", ".."}.isdisjoint(parts)
    ):
        raise PublishError(message("the path {path} leads out of the site"), path=repr(path))
    if parts[0].lower().startswith(MANIFEST):
        raise PublishError(message("two files claim {path}"), path=path)
    return path


def read_manifest(out: Path) -> dict[str, Entry]:
    """Return the files of the last build; lines that cannot be read do not count."""
    try:
        text = (out / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    entries = {}
    for line in text.split("\n"):
        digest, _, rest = line.partition(" ")
        size, _, path = rest.partition(" ")
        if size.isdecimal() and len(size) < _DIGITS and path and "\0" not in path:
            entries[path] = Entry(digest, int(size))
    return entries


def built(site: Path) -> dict[str, Entry]:
    """Return the files of a built site; raise `PublishError` when it is none, or is half-made."""
    found = read_manifest(site)
    if not found or any(entry.digest == MOVING for entry in found.values()):
        raise PublishError(message("{out} is no built site; run `bangvang build`"), out=str(site))
    return found


def built_for_of(out: Path) -> str:
    """Return the kind and the moment (ISO 8601) of a site that does not show the day of its build.

    For any other it is empty.
    """
    try:
        with (out / MANIFEST).open(encoding="utf-8") as file:
            first = file.readline()
    except (OSError, UnicodeDecodeError):
        return ""
    return first.removeprefix(_BUILT_FOR).strip() if first.startswith(_BUILT_FOR) else ""


def manifest_mark(out: Path) -> bytes:
    """Return what tells one version of a site from every other; nothing when there is no site."""
    try:
        return hashlib.sha256((out / MANIFEST).read_bytes()).digest()
    except OSError:
        return b""


def write_manifest(out: Path, files: Iterable[tuple[str, Entry]], built_for: str = "") -> None:
    """Write the list of files of a site, whole or not at all.

    `built_for` is what `built_for_of` returns of it; nothing for a site as of the day it was built.
    """
    ordered = sorted(files, key=itemgetter(0))
    _write(out, [f"{digest} {size} {path}\n" for path, (digest, size) in ordered], built_for)


def write_moving(out: Path, paths: Iterable[str], built_for: str = "") -> None:
    """Add files that a build is about to move to the list of files of a site.

    Of what is told of a file twice the last counts.
    """
    try:
        before = (out / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        before = ""
    if before.startswith(_BUILT_FOR):
        _, _, before = before.partition("\n")
    _write(out, [before, "\n", *(f"{MOVING} 0 {path}\n" for path in paths)], built_for)


def _write(out: Path, lines: list[str], built_for: str) -> None:
    head = f"{_BUILT_FOR}{built_for}\n" if built_for else ""
    partial = out / f"{MANIFEST}.new"
    partial.write_text(head + "".join(lines), encoding="utf-8")
    partial.replace(out / MANIFEST)


def intact(out: Path, manifest: Manifest, *, verify: bool = False) -> dict[str, Entry]:
    """Return the entries whose files are there, in their size, and were not being moved.

    To `verify` them, the content of each is compared, too, and whether everybody may read it:
    somebody may have changed it in place.
    """
    root = f"{out}/"
    found = {}
    for path, entry in manifest.items():
        try:
            there = os.lstat(root + path)
        except OSError:
            continue
        if entry.digest != MOVING and there.st_size == entry.size and stat.S_ISREG(there.st_mode):
            if verify and not _as_made(out / path, there.st_mode, entry.digest):
                continue
            found[path] = entry
    return found


def astray(out: Path, *, verify: bool = False) -> frozenset[str]:
    """Return the files of the last build that are not there as it left them: see `intact`."""
    listed = read_manifest(out)
    return frozenset(listed).difference(intact(out, listed, verify=verify))


def _as_made(path: Path, mode: int, digest: str) -> bool:
    readable = mode & 0o444 == 0o444
    return readable and hashlib.sha256(path.read_bytes()).hexdigest() == digest


MOVING = "?"
"""Stands for the digest of a file that a build has begun to move into the site."""
