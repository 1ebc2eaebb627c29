"""What worker processes do: batches of plain values in, plain values out.

What a whole batch needs comes as bytes, which each process unpacks once.
"""

import pickle
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from bangvang.content.check.digest import Digest, digest_files
from bangvang.content.check.resolve import Registry
from bangvang.model.albums import Album, Examined
from bangvang.model.catalog import Parts, Registers
from bangvang.model.roll import Withheld
from bangvang.publish.compress import ENDINGS, compress
from bangvang.publish.leaks import leaks
from bangvang.publish.next_site import NextSite, Staged, stage
from bangvang.publish.store import STORE
from bangvang.publish.target import Entry, unwritable
from bangvang.render.plan import Job, PictureJob, Plan
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.site import Renderer
from bangvang.search.tasks import prose_of


class Frame(NamedTuple):
    """Inputs that all pages of a build share."""

    content: Path
    theme: tuple[Path, ...]
    registers: Registers
    shells: dict[ShellKey, Shell]
    parts: Parts
    templates: bytes
    """Changes whenever a template does: a renderer keeps those that it has read."""


class Task(NamedTuple):
    """A file of the site that is to be made."""

    path: str
    job: Job
    before: Entry | None
    """The published file at its path, if any."""


class Original(NamedTuple):
    """A file of the site of which there are to be compressed copies."""

    root: Path
    path: str
    before: list[Entry | None]
    """The published file at the path of each copy, if any."""


def digest_batch(
    content: Path, registry: bytes, files: list[tuple[str, tuple[str, ...]]]
) -> list[Digest]:
    """Return the digests of files, each given with the names beside it."""
    return digest_files(content, _registry(registry), files)


def make_batch(frame: bytes, staged: Path, tasks: list[Task]) -> list[Staged]:
    """Make files of the site and stage those that differ from what the site has."""
    make = _maker(frame)
    return [stage(staged, task.path, make(staged, task.job), task.before) for task in tasks]


def make_planned(
    make: "Maker", site: NextSite, planned: Sequence[tuple[str, Plan]]
) -> list[Staged]:
    """Make files as they are planned, in a process that has the plans; stage those that differ."""
    staged, before = site.folder, site.before
    return [
        stage(staged, path, make(staged, plan.make()), before.get(path)) for path, plan in planned
    ]


class Maker:
    """Makes files from jobs: one in each process, with the templates that it has read."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    @cached_property
    def _renderer(self) -> Renderer:
        frame = self._frame
        return Renderer(frame.registers, frame.theme, frame.shells, frame.parts)

    def __call__(self, staged: Path, job: Job) -> bytes:
        """Return the file of a job; `staged` is the folder beside which renditions are kept."""
        content = self._frame.content
        if isinstance(job, PictureJob):
            return _picture(content, staged, job)
        return self._renderer.make(
            job, lambda article: prose_of(content, article.file, article.content)
        )


def _picture(content: Path, staged: Path, job: PictureJob) -> bytes:
    from bangvang.publish.renditions import rendition

    original = content / job.file
    try:
        return rendition(
            original, staged.parent / STORE, job.picture, job.width, job.ending, job.packet
        )
    except OSError as error:
        raise unwritable(staged.parent, error) from error


def examine_batch(content: Path, files: list[str]) -> list[Examined]:
    """Return what is found in originals of albums, and in other files that are published."""
    from bangvang.content.read.pictures import examine_file, examine_picture

    originals = f"{Album.folder}/"
    return [
        (examine_picture if file.startswith(originals) else examine_file)(content / file)
        for file in files
    ]


def leak_batch(names: tuple[Withheld, ...], files: list[tuple[Path, str]]) -> list[tuple[str, str]]:
    """Return which files hold a name that is withheld, each with its id."""
    return leaks(files, names)


def compress_batch(staged: Path, originals: list[Original]) -> list[Staged]:
    """Stage compressed copies of files that are ready."""
    found = []
    for root, path, before in originals:
        data = (root / path).read_bytes()
        for ending, entry in zip(ENDINGS, before, strict=True):
            found.append(stage(staged, path + ending, compress(data, ending), entry))
    return found


@lru_cache(maxsize=2)
def _registry(data: bytes) -> Registry:
    registry: Registry = pickle.loads(data)
    return registry


@lru_cache(maxsize=2)
def _maker(data: bytes) -> Maker:
    return Maker(pickle.loads(data))
