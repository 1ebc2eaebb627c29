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

from bangvang.build.cache import Cache, KnownHost, shelve
from bangvang.build.finish import finish
from bangvang.build.reading import Reading
from bangvang.build.tasks import (
    Frame,
    Maker,
    Task,
    make_batch,
    make_planned,
)
from bangvang.content.read.walk import Stamp, content_of, settled
from bangvang.content.write.files import replace_file
from bangvang.fingerprint import fingerprint, generator_fingerprint, sha256
from bangvang.model.catalog import Articles, Parts, Registers
from bangvang.model.dates import bounded
from bangvang.model.problems import ContentError, Problem
from bangvang.model.urls import page_path
from bangvang.publish.commit import Published
from bangvang.publish.next_site import NextSite
from bangvang.publish.store import STORE, prune
from bangvang.publish.target import CHANGED, PREVIEW, REPRODUCED, PublishError
from bangvang.render.context import Portal
from bangvang.render.data.exports import SUMS, export_files, sums, whole
from bangvang.render.data.tables import TABLES, tables
from bangvang.render.pages.gone import vanished
from bangvang.render.plan import ArticleJob, Plan
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.site import files
from bangvang.search.cached import Packed
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
    frame = frame_of(reading.content, host, theme, catalog.registers, parts)
    base = base_mark(frame)
    known = cache.plans.value
    fingerprints: dict[str, bytes] = {}
    kept = []
    wanted: list[tuple[str, Plan]] = []
    for plan in reading.plans:
        path = page_path(plan.url)
        fingerprints[path] = fingerprint(base, plan.inputs)
        same = known.get(path) == fingerprints[path] and path not in cache.edited
        if same and next_site.has(path):
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
    indexed = None
    if parts.search:
        from bangvang.search.build import index

        before = cache.index.value if cache.index else None
        indexed = Packed(index(portal, reading.content, next_site, before, workers))
    withheld = (
        tuple(each for each in catalog.roll.withheld if each.names) if catalog.withholds else ()
    )
    # Without a cache another version of a library may have made what the site has.
    published = finish(
        next_site,
        workers,
        reading.content,
        reading.survey.entities,
        withheld,
        parts,
        searched=cache.withheld == withheld,
        known=bool(known),
    )
    prune(next_site.folder.parent / STORE, {each.content for each in catalog.pictures.values()})
    return published, Cache(
        content=str(reading.content.resolve()),
        survey=Packed(reading.survey),
        registers=reading.registers,
        shelves=shelve(reading.digests, cache.shelves),
        conditions=reading.conditions,
        told=reading.told,
        base=base,
        pictures=reading.pictures,
        plans=Packed(fingerprints),
        jobs=Packed(dict(_jobs(catalog.articles, dict(wanted), cache.jobs.value))),
        assets=assets,
        host=KnownHost(host.fingerprint, host.shells, host.kept or tuple(host.outputs)),
        index=indexed,
        withheld=withheld,
        site=next_site.fingerprint,
    )


def _jobs(
    articles: Articles, wanted: Mapping[str, Plan], before: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield for the file of each article, packed, what its page shows beside the article itself."""
    for article in articles:
        if plan := wanted.get(page_path(article.url)):
            job = plan.make()
            assert isinstance(job, ArticleJob)
            yield article.file, pickle.dumps(job.without_article(), pickle.HIGHEST_PROTOCOL)
        elif article.file in before:
            yield article.file, before[article.file]


def frame_of(
    content: Path, host: Host, theme: tuple[Path, ...], registers: Registers, parts: Parts
) -> Frame:
    """Return what all pages of a build are made with."""
    templates = [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for folder in theme
        for path in sorted(folder.rglob("*.html"))
    ]
    return Frame(content, theme, registers, host.shells, parts, fingerprint(templates))


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
        replace_file(folder / names[-1], data)
    return names


def _copy_assets(
    reading: Reading, portal: Portal, cache: Cache, site: NextSite
) -> Iterator[tuple[str, tuple[str, Stamp]]]:
    """Stage what lies beside articles and albums; yield where it came from."""
    remembered = cache.assets if cache.content == str(reading.content.resolve()) else {}
    for path, source in files(portal.catalog):
        stamp = reading.survey.files[source]
        known = remembered.get(path) == (source, stamp) and settled(stamp, cache.survey.value.begun)
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


def base_mark(frame: Frame) -> bytes:
    """Return what changes whenever all pages may have changed."""
    site = frame.registers.fingerprints["site", "site"]
    shells = sorted((key, shell.html) for key, shell in frame.shells.items())
    return fingerprint(generator_fingerprint(), site, frame.parts[:3], frame.templates, shells)
