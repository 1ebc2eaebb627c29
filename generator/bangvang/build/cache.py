"""Cache between builds: without it the same site is made, only more slowly.

Its large parts stay packed until something asks for them.
"""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from bangvang.build.conditions import Conditions, Told
from bangvang.content.check.digest import Digest
from bangvang.content.check.resolve import Registry
from bangvang.content.read.walk import NOTHING, Stamp, Survey, settled
from bangvang.fingerprint import generator_fingerprint
from bangvang.model.albums import Examined
from bangvang.model.articles import Article
from bangvang.model.problems import Problem
from bangvang.model.roll import Withheld
from bangvang.render.shell import Shell, ShellKey
from bangvang.search.cached import Indexed, Packed
from bangvang.words import message

FILE = "cache"
_PROTOCOL = pickle.HIGHEST_PROTOCOL
CACHE_LOST = message("The cache was damaged and has been thrown away; everything is made anew.")


Shelves = Mapping[str, Packed[dict[str, Digest]]]
"""The digests of files, by years of articles, and by folders of all else."""


class KnownRegisters(NamedTuple):
    """The registers as they were when they were last read."""

    stamps: Mapping[str, Stamp]
    albums: tuple[str, ...]
    registry: Registry
    problems: tuple[Problem, ...]

    def hold(self, found: Survey, before: Survey) -> bool:
        """Return whether none of their files has changed since the survey `before`."""
        stamps = {file: found.files[file] for file in found.registers}
        return (self.stamps, self.albums) == (stamps, found.albums) and all(
            settled(stamp, before.begun) for stamp in stamps.values()
        )


@dataclass
class Cache:
    """The whole cache: entries of files that are gone are dropped."""

    content: str = ""
    """The folder that was read."""
    survey: Packed[Survey] = field(default_factory=lambda: Packed(NOTHING))
    """The files that there were."""
    registers: KnownRegisters | None = None
    shelves: Shelves = field(default_factory=dict)
    conditions: Conditions | None = None
    told: Told | None = None
    """What was said of the content."""
    base: bytes = b""
    """Changes whenever all pages may have changed."""
    plans: Packed[dict[str, bytes]] = field(default_factory=lambda: Packed({}))
    """For each page of the site, the fingerprint of what it shows."""
    edited: frozenset[str] = frozenset()
    """The pages that were made anew since, without being planned: these show something else."""
    jobs: Packed[dict[str, bytes]] = field(default_factory=lambda: Packed({}))
    """For each public article, by its file, what its page shows beside itself: a packed job."""
    pictures: dict[str, tuple[Stamp, Examined]] = field(default_factory=dict)
    """For each picture of an album, what it looked like, and what was found in it."""
    assets: dict[str, tuple[str, Stamp]] = field(default_factory=dict)
    """For each file that was copied, where from and what that looked like."""
    host: "KnownHost | None" = None
    index: Packed[Indexed] | None = None
    withheld: tuple[Withheld, ...] = ()
    """The names for which all files of the site were searched."""
    site: bytes = b""
    """Manifest hash of the site to which all but the digests of content belong."""

    @property
    def digests(self) -> dict[str, Digest]:
        """The digests of all files."""
        return {file: each for shelf in self.shelves.values() for file, each in shelf.value.items()}

    def digest(self, file: str) -> Digest:
        """Return the digest of one file."""
        return self.shelves[shelf_of(file)].value[file]

    def about(self, site: bytes) -> "Cache":
        """Return what is remembered, without what does not hold of this version of the site.

        A site may be rolled back by hand, or a build killed before it could remember.
        """
        if self.site == site:
            return self
        return replace(
            self,
            base=b"",
            plans=Packed({}),
            edited=frozenset(),
            jobs=Packed({}),
            assets={},
            host=None,
            index=None,
            withheld=(),
        )


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
    cache: Cache = pickle.loads(memoryview(data)[64:])
    return cache, False


def shelve(digests: Mapping[str, Digest], before: Shelves) -> Shelves:
    """Return what a cache keeps of files; a shelf on which nothing changed is the one `before`."""
    found: dict[str, dict[str, Digest]] = {}
    for file, digest in digests.items():
        found.setdefault(shelf_of(file), {})[file] = digest
    return {
        name: before[name]
        if name in before and _all_same(each, before[name].value)
        else Packed(each)
        for name, each in found.items()
    }


def shelf_of(file: str) -> str:
    """Return the name of the shelf on which the digest of a file is."""
    folder, year, *_ = file.split("/")
    return year if folder == Article.folder else folder


def save_cache(folder: Path, cache: Cache) -> None:
    """Remember for the next build; written whole or not at all, as on a disk that is full."""
    save_sealed(folder / FILE, pickle.dumps(cache, _PROTOCOL))


def save_sealed(path: Path, packed: bytes) -> None:
    """Write bytes with a seal that tells generator and damage; nothing where the disk is full."""
    partial = path.with_name(f"{path.name}.new")
    try:
        with partial.open("wb") as file:
            file.write(generator_fingerprint() + hashlib.sha256(packed).digest())
            file.write(packed)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)


def is_sealed(data: bytes) -> bool:
    """Return whether bytes that this generator sealed are as they were written."""
    whole = data[32:64] == hashlib.sha256(memoryview(data)[64:]).digest()
    return data[:32] == generator_fingerprint() and whole


def _all_same(files: dict[str, Digest], before: dict[str, Digest]) -> bool:
    return len(files) == len(before) and all(
        before.get(file) is each for file, each in files.items()
    )
