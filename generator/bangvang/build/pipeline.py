"""The stages in their order: load → validate → relate → render → publish.

Whoever hosts the pages (MkDocs, or what will follow it) does two things in between: it renders the
shells, and the hand-written pages. Everything else is here.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bangvang.build.cache import Cache, KnownHost
from bangvang.build.leaks import leaked
from bangvang.build.reading import Reading, planned_anew, settled
from bangvang.build.tasks import (
    Frame,
    Maker,
    Original,
    Task,
    compress_batch,
    leak_batch,
    make_batch,
    make_planned,
)
from bangvang.content.read.walk import Stamp, content_of
from bangvang.fingerprint import fingerprint, generator_fingerprint, sha256
from bangvang.model.catalog import Parts
from bangvang.model.dates import bounded
from bangvang.model.problems import ContentError, Problem
from bangvang.model.roll import Withheld
from bangvang.model.urls import page_path
from bangvang.publish.commit import Published, commit
from bangvang.publish.compress import COMPRESSIBLE, ENDINGS
from bangvang.publish.next_site import NextSite
from bangvang.publish.store import STORE, prune
from bangvang.publish.target import CHANGED, PREVIEW, REPRODUCED, PublishError
from bangvang.render.context import Portal
from bangvang.render.data.exports import SUMS, export_files, sums, whole
from bangvang.render.data.tables import TABLES, tables
from bangvang.render.pages.gone import vanished
from bangvang.render.plan import Plan
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.site import files
from bangvang.words import message
from bangvang.workers import BATCH, Workers

Progress = Callable[[int, int], None]


_SHARES = 8
"""Into how many batches few pages are divided, so that no process is left waiting for another."""


class Host(NamedTuple):
    """Output of the host."""

    shells: dict[ShellKey, Shell]
    outputs: Mapping[str, Path]
    """Its own files by their paths in the site, when they were made for this build."""
    fingerprint: bytes = b""
    """Hash of the host's inputs; empty when they are not known."""
    kept: tuple[str, ...] = ()
    """Its own files, when what it made for the last build still holds."""

    @classmethod
    def kept_from(cls, known: KnownHost) -> "Host":
        """Return what the host made for the last build."""
        return cls(known.shells, {}, known.fingerprint, known.paths)


def start_of_build() -> datetime:
    """Return the "now" of a build that was given none: SOURCE_DATE_EPOCH, else the clock.

    Raise `ValueError` when SOURCE_DATE_EPOCH is no number of seconds that makes a date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return bounded(datetime.fromtimestamp(int(epoch), UTC)) if epoch else datetime.now(UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(epoch) from error


def built_for(now: datetime, *, preview: bool) -> str:
    """Return what the manifest says of a site that does not show the day of its build."""
    kind = PREVIEW if preview else REPRODUCED if os.environ.get("SOURCE_DATE_EPOCH") else ""
    return f"{kind} {now.isoformat()}" if kind else ""


def build(
    reading: Reading,
    host: Host,
    theme: tuple[Path, ...],
    next_site: NextSite,
    cache: Cache,
    workers: Workers,
    *,
    progress: Progress,
) -> tuple[Published, Cache]:
    """Render the portal and publish it, with the files that the host made.

    Return what was done, and what the next build may know.
    """
    catalog, parts = reading.portal, reading.parts
    portal = Portal.of(catalog, parts)
    frame = frame_of(reading, host, theme)
    base = _base_mark(frame)
    if reading.unmoved and not (base == cache.base and all(map(next_site.has, reading.unmoved))):
        reading = planned_anew(reading)
    fingerprints: dict[str, bytes] = dict(reading.unmoved)
    kept = list(reading.unmoved)
    wanted: list[tuple[str, Plan]] = []
    for plan in reading.plans:
        path = page_path(plan.url)
        fingerprints[path] = fingerprint(base, plan.inputs)
        if cache.plans.get(path) == fingerprints[path] and next_site.has(path):
            kept.append(path)
        else:
            next_site.claim(path)
            wanted.append((path, plan))
    next_site.keep_all(kept)
    if wanted:
        make_pages(frame, next_site, wanted, workers, progress)
    if parts.roll:
        digests = {path: next_site.after[path].digest for path, _ in export_files(TABLES)}
        next_site.put(SUMS, sums(digests))
    assets = dict(_copy_assets(reading, portal, cache, next_site))
    take_from(host, next_site)
    lost = list(vanished(portal, next_site.after.keys()))
    if lost:
        raise ContentError(lost)
    # Without a cache another version of a library may have made what the site has.
    known = bool(cache.plans)
    indexed = None
    if parts.search:
        from bangvang.search.build import index

        indexed = index(portal, reading.content, next_site, cache.index, workers)
    withheld = (
        tuple(each for each in catalog.roll.withheld if each.names) if catalog.withholds else ()
    )
    names = fingerprint(withheld)
    if withheld:
        everything = cache.leak_key != names
        found = _leaks(next_site, withheld, workers, everything=everything)
        if found:
            raise ContentError(leaked(reading.content, reading.survey.entities, withheld, found))
    if parts.precompress:
        _compress(next_site, workers, known=known)
    published = commit(next_site)
    prune(next_site.folder.parent / STORE, {each.content for each in catalog.pictures.values()})
    return published, Cache(
        content=str(reading.content.resolve()),
        surveyed=reading.surveyed,
        registers=reading.registers,
        files=reading.files,
        relations=reading.relations,
        base=base,
        pictures=reading.pictures,
        plans=fingerprints,
        assets=assets,
        host=KnownHost(host.fingerprint, host.shells, host.kept or tuple(host.outputs)),
        index=indexed,
        leak_key=names,
        site=next_site.fingerprint,
    )


def frame_of(reading: Reading, host: Host, theme: tuple[Path, ...]) -> Frame:
    """Return what all pages of a build are made with."""
    templates = [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for folder in theme
        for path in sorted(folder.rglob("*.html"))
    ]
    registers = reading.portal.registers
    return Frame(
        reading.content, theme, registers, host.shells, reading.parts, fingerprint(templates)
    )


def make_pages(
    frame: Frame,
    site: NextSite,
    wanted: Sequence[tuple[str, Plan]],
    workers: Workers,
    progress: Progress,
) -> None:
    """Stage the files that were planned, each given with its path, which was claimed."""
    groups = [
        ([each for each in wanted if each[1].batch == batch], batch)
        for batch in sorted({plan.batch for _, plan in wanted})
    ]
    amount = sum(len(group) * max(1, BATCH // batch) for group, batch in groups)
    if workers.inherits(amount):
        batches = [
            group[start : start + step]
            for group, batch in groups
            for step in (max(1, min(batch, len(group) // _SHARES)),)
            for start in range(0, len(group), step)
        ]
        do = partial(make_planned, Maker(frame), site)
        made = chain.from_iterable(workers.inherited(do, batches, amount))
    else:
        make = partial(make_batch, pickle.dumps(frame, pickle.HIGHEST_PROTOCOL), site.folder)
        made = chain.from_iterable(
            workers.run(make, _tasks(site, group), amount, batch) for group, batch in groups
        )
    for done, staged in enumerate(made, start=1):
        site.add(staged)
        progress(done, len(wanted))


def take_from(host: Host, site: NextSite) -> None:
    """Put the files that the host made into the next site."""
    for path in host.kept:
        site.keep(path)
    for path, source in host.outputs.items():
        site.put(path, source.read_bytes())


def _tasks(site: NextSite, wanted: Iterable[tuple[str, Plan]]) -> Iterator[Task]:
    return (Task(path, plan.make(), site.before.get(path)) for path, plan in wanted)


def export(reading: Reading, folder: Path) -> list[str]:
    """Write the whole register into a folder, as the site has it; return the names of the files."""
    portal = Portal.of(reading.portal, Parts())
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for url, data in whole(portal, tables(portal)):
        names.append(url.rpartition("/")[2])
        (folder / names[-1]).write_bytes(data)
    return names


def _copy_assets(
    reading: Reading, portal: Portal, cache: Cache, site: NextSite
) -> Iterator[tuple[str, tuple[str, Stamp]]]:
    """Stage what lies beside articles and albums; yield where it came from."""
    remembered = cache.assets if cache.content == str(reading.content.resolve()) else {}
    for path, source in files(portal.catalog):
        stamp = reading.survey.files[source]
        known = remembered.get(path) == (source, stamp) and settled(stamp, cache.surveyed)
        if known and site.has(path):
            site.keep(path)
        else:
            data = content_of(reading.content, source)
            if isinstance(data, Problem):
                text = message("{file} cannot be read: {reason}")
                raise PublishError(text, file=source, reason=data.values["reason"])
            if sha256(data).hex() != reading.pictures[source][1].content:
                raise PublishError(CHANGED, file=source)
            from bangvang.content.read.pictures import published_bytes

            site.put(path, published_bytes(data, Path(source).suffix.lower()))
        yield path, (source, stamp)


def _leaks(
    site: NextSite, names: tuple[Withheld, ...], workers: Workers, *, everything: bool
) -> list[tuple[str, str]]:
    """Return the files of the next site that hold a withheld name; unless asked, of new ones."""
    new = set(site.new)
    paths = list(site.after) if everything else site.new
    files = [(site.folder if path in new else site.out, path) for path in paths]
    return list(workers.run(partial(leak_batch, names), files, len(files)))


def _compress(site: NextSite, workers: Workers, *, known: bool) -> None:
    """Add compressed copies of what is text, made anew only of what changed."""
    new = set(site.new)
    wanted: list[Original] = []
    for path in list(site.after):
        copies = [path + ending for ending in ENDINGS if path.endswith(COMPRESSIBLE)]
        if known and path not in new and all(map(site.has, copies)):
            for copy in copies:
                site.keep(copy)
        elif copies:
            for copy in copies:
                site.claim(copy)
            root = site.folder if path in new else site.out
            wanted.append(Original(root, path, [site.before.get(copy) for copy in copies]))
    compress = partial(compress_batch, site.folder)
    for staged in workers.run(compress, wanted, len(wanted)):
        site.add(staged)


def _base_mark(frame: Frame) -> bytes:
    """Return what changes whenever all pages may have changed."""
    site = frame.registers.fingerprints["site", "site"]
    shells = sorted((key, shell.html) for key, shell in frame.shells.items())
    return fingerprint(generator_fingerprint(), site, frame.parts[:3], frame.templates, shells)
