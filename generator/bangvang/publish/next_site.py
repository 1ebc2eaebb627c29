"""The site as it will be, put together beside the one that is."""

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from bangvang.publish.target import (
    Entry,
    PublishError,
    astray,
    manifest_mark,
    read_manifest,
    safe,
    unwritable,
)
from bangvang.words import message


class Staged(NamedTuple):
    """A file of the next site."""

    path: str
    entry: Entry
    new: bool
    """Whether it differs from the published file and was staged."""


def stage(folder: Path, path: str, data: bytes, before: Entry | None) -> Staged:
    """Write a file below `folder`, unless `before`, what the site has, is the same.

    Raise `PublishError` when the system refuses.
    """
    entry = Entry(hashlib.sha256(data).hexdigest(), len(data))
    if entry == before:
        return Staged(path, entry, new=False)
    try:
        _write(f"{folder}/{path}", data)
    except OSError as error:
        raise unwritable(folder, error) from error
    return Staged(path, entry, new=True)


def _write(target: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        file = os.open(target, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        file = os.open(target, flags, 0o644)
    try:
        # One call writes at most 2 GB, and may write less.
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


class NextSite:
    """The site as it will be: what is kept of the one before, and what was staged."""

    def __init__(
        self,
        out: Path,
        work: Path,
        *,
        clean: bool = False,
        lost: Collection[str] | None = None,
        built_for: str = "",
    ) -> None:
        """Begin beside `out`, in its workshop; a `clean` one keeps nothing.

        `lost` are the files that are not as the last build left them, when that is known already.
        `built_for` is the kind and moment of a site that does not show the day of its build.
        """
        self.out = out
        self.built_for = built_for
        self.folder = work / "new"
        self.listed = read_manifest(out)
        """All files that the last build wrote, there or not."""
        self.before: Mapping[str, Entry] = {}
        if not clean:
            lost = astray(out) if lost is None else lost
            self.before = {path: each for path, each in self.listed.items() if path not in lost}
        self.after: dict[str, Entry] = {}
        self.new: list[str] = []
        self._claimed: set[str] = set()

    @property
    def fingerprint(self) -> bytes:
        """Hash of the current manifest."""
        return manifest_mark(self.out)

    def has(self, path: str) -> bool:
        """Return whether the site before has a file, whole."""
        return path in self.before

    def claim(self, path: str) -> None:
        """Note that a file will be at `path`; raise `PublishError` if another is, or may not be."""
        if path in self._claimed:
            raise PublishError(message("two files claim {path}"), path=path)
        self._claimed.add(safe(path))

    def keep(self, path: str) -> None:
        """Keep a file as it is."""
        self.claim(path)
        self.after[path] = self.before[path]

    def keep_all(self, paths: Collection[str]) -> None:
        """Keep files as they are: all that the site before has, and each given once."""
        counted = Counter(paths)
        twice = [path for path in counted if counted[path] > 1 or path in self._claimed]
        if twice:
            raise PublishError(message("two files claim {path}"), path=min(twice))
        self._claimed.update(counted)
        self.after.update((path, self.before[path]) for path in counted)

    def put(self, path: str, data: bytes) -> None:
        """Stage a file whose content is at hand."""
        self.claim(path)
        self.add(stage(self.folder, path, data, self.before.get(path)))

    def add(self, staged: Staged) -> None:
        """Take in a file that was claimed and then staged."""
        self.after[staged.path] = staged.entry
        if staged.new:
            self.new.append(staged.path)
