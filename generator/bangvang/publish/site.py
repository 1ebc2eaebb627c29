"""From outputs to the site's folder: prepared beside it, then renamed into place file by file."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bangvang.model.output import Output, Rank
from bangvang.words import message

MANIFEST = ".bangvang"
"""The list of the files that a build wrote, kept in the site: nothing else is ever deleted."""

_ORDER: tuple[Rank, ...] = ("asset", "page", "index")


class PublishError(Exception):
    """The site cannot be written; the message id says why, `values` fill it."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the site."""

    written: int
    unchanged: int
    deleted: int


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Give a folder beside the site, on the same file system, that is gone afterwards."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        text = message("{out} cannot be written: {reason}")
        raise PublishError(text, out=str(out), reason=str(error.strerror)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_target(out: Path, content: Path) -> None:
    """Raise `PublishError` unless `out` is empty, new, or a site that Bảng Vàng wrote."""
    site, source = out.resolve(), content.resolve()
    if site.is_relative_to(source) or source.is_relative_to(site):
        text = message("{out} and the content {content} lie one inside the other")
        raise PublishError(text, out=str(out), content=str(content))
    _check_own(out)


def _check_own(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise PublishError(message("{out} is not a folder"), out=str(out))
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise PublishError(
            message("{out} is not empty and was not made by Bảng Vàng; empty it or choose another"),
            out=str(out),
        )


def publish(
    outputs: Iterable[Output],
    out: Path,
    stage: Path,
    *,
    clean: bool = False,
    index: Callable[[Path], Iterable[Output]] | None = None,
) -> Published:
    """Make the folder `out` hold exactly the outputs.

    A file whose content is the same keeps its inode and time, unless `clean` asks to write all of
    them again. `index` is given a folder with all pages as they will be, and returns what is made
    from the pages themselves; nothing is published before it has. Raise `PublishError` for a path
    that leads out of the site, or twice.
    """
    _check_own(out)
    before = {} if clean else _read_manifest(out)
    leftover = _read_manifest(out)
    after: dict[str, str] = {}
    pending: list[tuple[Rank, str]] = []

    def prepare(found: Iterable[Output]) -> None:
        for output in found:
            path = _safe(output.path)
            if path in after:
                raise PublishError(message("two files claim {path}"), path=path)
            data = output.data if isinstance(output.data, bytes) else output.data.read_bytes()
            after[path] = hashlib.sha256(data).hexdigest()
            if before.get(path) == after[path] and (out / path).is_file():
                continue
            target = stage / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            pending.append((output.rank, path))

    prepare(outputs)
    if index:
        prepare(index(_pages(after, out, stage)))
    # Should the build be stopped while it moves files, the next one must write these again.
    _write_manifest(out, leftover | dict.fromkeys((path for _, path in pending), "?"))
    for _, path in sorted(pending, key=lambda item: _ORDER.index(item[0])):
        target = out / path
        _make_room(out, target)
        (stage / path).replace(target)
    stale = sorted(set(leftover) - set(after))
    for path in stale:
        if (out / path).is_file():
            (out / path).unlink()
    _drop_empty(out, stale)
    _write_manifest(out, after)
    return Published(len(pending), len(after) - len(pending), len(stale))


def _pages(files: Iterable[str], out: Path, stage: Path) -> Path:
    """Return a folder with every page as it will be, new or old, without copying any."""
    folder = stage.with_name(f"{stage.name}-pages")
    for path in files:
        if path.endswith(".html"):
            link = folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            link.hardlink_to(stage / path if (stage / path).is_file() else out / path)
    return folder


def _safe(path: str) -> str:
    """Return a path that stays inside the site."""
    parts = path.split("/")
    if (
        path.startswith("/")
        or "\\" in path
        or "\0" in path
        or not set(parts).isdisjoint(("", ".", ".."))
    ):
        raise PublishError(message("the path {path} leads out of the site"), path=repr(path))
    if path == MANIFEST:
        raise PublishError(message("two files claim {path}"), path=path)
    return path


def _make_room(out: Path, target: Path) -> None:
    """Make the folder of a file, where a file of an older build may stand in its way."""
    for parent in reversed(target.relative_to(out).parents):
        if (out / parent).is_file():
            (out / parent).unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def _read_manifest(out: Path) -> dict[str, str]:
    """Return the files of the last build with the hash of each; unreadable lines do not count."""
    try:
        text = (out / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    entries = {}
    for line in text.splitlines():
        digest, _, path = line.partition(" ")
        try:
            entries[_safe(path)] = digest
        except PublishError:
            continue
    return entries


def _write_manifest(out: Path, files: dict[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{digest} {path}\n" for path, digest in sorted(files.items()))
    partial = out / f"{MANIFEST}.new"
    partial.write_text(text, encoding="utf-8")
    partial.replace(out / MANIFEST)


def _drop_empty(out: Path, stale: Iterable[str]) -> None:
    """Remove the folders that deletions left empty."""
    folders = {parent for path in stale for parent in Path(path).parents if parent != Path()}
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        try:
            (out / folder).rmdir()
        except OSError:
            continue
