"""Cache between builds: without it the same site is made, only more slowly."""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from bangvang.build.unmoved import Relations
from bangvang.content.check.digest import Digest
from bangvang.content.check.resolve import Registry
from bangvang.content.read.walk import Stamp
from bangvang.fingerprint import generator_fingerprint
from bangvang.model.albums import Examined
from bangvang.model.articles import Article
from bangvang.model.problems import Problem
from bangvang.render.shell import Shell, ShellKey
from bangvang.search.cached import Indexed
from bangvang.words import message

FILE = "cache"
_PROTOCOL = pickle.HIGHEST_PROTOCOL
CACHE_LOST = message("The cache was damaged and has been thrown away; everything is made anew.")


class Known(NamedTuple):
    """A file of content as it was when it was last read."""

    stamp: Stamp
    beside: tuple[str, ...]
    digest: Digest
    lists: tuple[Stamp, ...] = ()
    """What its lists of honours looked like."""


class KnownRegisters(NamedTuple):
    """The registers as they were when they were last read."""

    stamps: Mapping[str, Stamp]
    albums: tuple[str, ...]
    registry: Registry
    problems: tuple[Problem, ...]


@dataclass
class Cache:
    """The whole cache: entries of files that are gone are dropped."""

    content: str = ""
    """The folder that was read."""
    surveyed: int = 0
    """When it was looked through: nanoseconds since 1970."""
    registers: KnownRegisters | None = None
    files: dict[str, Known] = field(default_factory=dict)
    relations: Relations | None = None
    base: bytes = b""
    """Changes whenever all pages may have changed."""
    plans: dict[str, bytes] = field(default_factory=dict)
    """For each page of the site, the fingerprint of what it shows."""
    pictures: dict[str, tuple[Stamp, Examined]] = field(default_factory=dict)
    """For each picture of an album, what it looked like, and what was found in it."""
    assets: dict[str, tuple[str, Stamp]] = field(default_factory=dict)
    """For each file that was copied, where from and what that looked like."""
    host: "KnownHost | None" = None
    index: "Indexed | None" = None
    leak_key: bytes = b""
    """The names for which all files of the site were searched."""
    site: bytes = b""
    """Manifest hash of the site to which all but the digests of content belong."""
    shelves: dict[str, bytes] = field(default_factory=dict)
    """The files, as they were packed."""

    def about(self, site: bytes) -> "Cache":
        """Return what is remembered, without what does not hold of this version of the site.

        A site may be rolled back by hand, or a build killed before it could remember.
        """
        if self.site == site:
            return self
        return replace(self, base=b"", plans={}, assets={}, host=None, index=None, leak_key=b"")


class KnownHost(NamedTuple):
    """Output of the host that can be reused."""

    fingerprint: bytes
    """Hash of its inputs."""
    shells: dict[ShellKey, Shell]
    paths: tuple[str, ...]


def load_cache(folder: Path) -> tuple[Cache, bool]:
    """Return what the last build remembered, and whether that was damaged and is lost."""
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return Cache(), False
    if data[:32] != generator_fingerprint():
        # Another version wrote it; or its first bytes are damaged, which is as good.
        return Cache(), len(data) < 64
    if not is_sealed(data):
        return Cache(), True
    cache, cache.shelves = pickle.loads(memoryview(data)[64:])
    for packed_files in cache.shelves.values():
        cache.files.update(pickle.loads(packed_files))
    return cache, False


def save_cache(folder: Path, cache: Cache, before: Cache) -> None:
    """Remember for the next build; written whole or not at all, as on a disk that is full.

    Files are packed by shelves: years of articles, and all albums. The bytes of a shelf on which
    nothing changed since `before` are used again.
    """
    shelves = {}
    old = _by_shelf(before)
    for name, files in _by_shelf(cache).items():
        same = name in before.shelves and _all_same(files, old[name])
        shelves[name] = before.shelves[name] if same else pickle.dumps(files, _PROTOCOL)
    cache.shelves = shelves
    packed = pickle.dumps((replace(cache, files={}, shelves={}), shelves), _PROTOCOL)
    save_sealed(folder / FILE, packed)


def save_sealed(path: Path, packed: bytes) -> None:
    """Write bytes with a seal that tells generator and damage; nothing where the disk is full."""
    partial = path.with_name(f"{path.name}.new")
    try:
        partial.write_bytes(generator_fingerprint() + hashlib.sha256(packed).digest() + packed)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)


def is_sealed(data: bytes) -> bool:
    """Return whether bytes that this generator sealed are as they were written."""
    whole = data[32:64] == hashlib.sha256(memoryview(data)[64:]).digest()
    return data[:32] == generator_fingerprint() and whole


def _by_shelf(cache: Cache) -> dict[str, dict[str, Known]]:
    shelves: dict[str, dict[str, Known]] = {}
    for file, known in cache.files.items():
        folder, year, *_ = file.split("/")
        name = year if folder == Article.folder else folder
        shelves.setdefault(name, {})[file] = known
    return shelves


def _all_same(files: dict[str, Known], before: dict[str, Known]) -> bool:
    return len(files) == len(before) and all(
        before.get(file) is known for file, known in files.items()
    )
