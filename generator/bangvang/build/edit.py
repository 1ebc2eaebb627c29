"""An edit of prose: its page and its entry in the search are all that is made anew.

Nothing is related, and no page planned: the last build left what the page shows beside the article
itself. Whenever anything else may have changed, a whole build must tell what.
"""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bangvang.build.cache import Cache, KnownRegisters, Shelves, shelf_of
from bangvang.build.conditions import Conditions, Told
from bangvang.build.finish import finish
from bangvang.build.pipeline import Host, Progress, base_mark, frame_of, make_pages
from bangvang.build.project import Project, host_fingerprint
from bangvang.build.reading import same_bytes
from bangvang.build.tasks import Frame
from bangvang.content.check.digest import Digest, digest_files
from bangvang.content.read.walk import Survey, settled
from bangvang.model.records import ArticleRecord
from bangvang.model.urls import page_path
from bangvang.publish.commit import Published
from bangvang.publish.next_site import NextSite
from bangvang.render.context import Context
from bangvang.render.data.exports import SUMS
from bangvang.render.plan import ArticleJob, Plan
from bangvang.search.cached import Packed
from bangvang.words import words
from bangvang.workers import WORTHWHILE, Workers


class Edit(NamedTuple):
    """Articles of which nothing but what their own pages show has changed since the last build."""

    survey: Survey
    digests: dict[str, Digest]
    """Those of the articles that have changed."""
    registers: KnownRegisters
    conditions: Conditions
    told: Told


def edit_since(cache: Cache, chosen: Project, found: Survey, now: datetime) -> Edit | None:
    """Return what was edited since the last build; None when that may not be all, or is much."""
    content, before = chosen.content, cache.survey.value
    known, conditions, told = cache.registers, cache.conditions, cache.told
    if not known or not conditions or not told or cache.content != str(content.resolve()):
        return None
    zone = ZoneInfo(known.registry.registers.site.time_zone)
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    if (
        not conditions.hold(chosen.parts, now)
        or found.files.keys() != before.files.keys()
        or found.problems != before.problems
    ):
        return None
    doubtful = {
        file
        for file, stamp in found.files.items()
        if stamp != before.files.get(file) or not settled(stamp, before.begun)
    }
    # What is not an article itself may be a picture, a list, or of a register.
    if len(doubtful) > WORTHWHILE or not doubtful.issubset(found.pages):
        return None
    changed = [file for file in doubtful if not same_bytes(content, file, cache.digest(file))]
    items = [(file, found.beside.get(file, ())) for file in changed]
    digests = dict(zip(changed, digest_files(content, known.registry, items), strict=True))
    if not all(_same_elsewhere(cache.digest(file), each) for file, each in digests.items()):
        return None
    return Edit(found, digests, known, conditions, told)


def _same_elsewhere(before: Digest, now: Digest) -> bool:
    """Return whether what other pages show of an article, and what is said of it, is the same."""
    old, new = before.record, now.record
    return (
        isinstance(old, ArticleRecord)
        and isinstance(new, ArticleRecord)
        and (before.problems, before.claims, before.readable)
        == (now.problems, now.claims, now.readable)
        and new._replace(content=old.content, fingerprint=old.fingerprint, packed=old.packed) == old
    )


def frame_since(cache: Cache, edit: Edit, chosen: Project) -> Frame | None:
    """Return what pages are made with, if that is as it was at the last build."""
    registers, parts = edit.registers.registry.registers, edit.conditions.parts
    inputs = host_fingerprint(chosen, registers, edit.survey, parts)
    if cache.host is None or not inputs or inputs != cache.host.fingerprint:
        return None
    frame = frame_of(chosen.content, Host.kept_from(cache.host), chosen.theme, registers, parts)
    return frame if base_mark(frame) == cache.base else None


def publish_edit(
    edit: Edit,
    chosen: Project,
    site: NextSite,
    cache: Cache,
    workers: Workers,
    *,
    progress: Progress,
) -> tuple[Published, Cache] | None:
    """Publish an edit on top of the site of the last build; return what was done and is known then.

    None, and nothing done, when that site or what pages are made with is not as it was.
    """
    registers, parts = edit.registers.registry.registers, edit.conditions.parts
    frame = frame_since(cache, edit, chosen)
    if frame is None or cache.host is None:
        return None
    jobs = dict(jobs_of(edit, cache))
    kept = {*cache.plans.value, *cache.assets, *cache.host.paths, *((SUMS,) if parts.roll else ())}
    if not all(map(site.has, kept)):
        return None
    indexed = None
    if parts.search:
        from bangvang.search.build import reindex
        from bangvang.search.documents import findable_article

        context = Context(registers, words(registers.site.language), parts)
        found = [findable_article(context, record) for record, _ in jobs.values()]
        if cache.index is None:
            return None
        index = reindex(found, chosen.content, site, cache.index.value, workers)
        if index is None:
            return None
        indexed = Packed(index)
    site.keep_all(kept - jobs.keys())
    for path in jobs:
        site.claim(path)
    wanted = [(path, _planned(*each)) for path, each in jobs.items()]
    if wanted:
        make_pages(frame, site, wanted, workers, progress)
    published = finish(
        site,
        workers,
        chosen.content,
        edit.survey.entities,
        cache.withheld,
        parts,
        searched=True,
        known=True,
    )
    return published, replace(
        cache,
        survey=Packed(edit.survey),
        shelves=_shelves(edit, cache),
        edited=cache.edited.union(jobs),
        index=indexed,
        site=site.fingerprint,
    )


def jobs_of(edit: Edit, cache: Cache) -> Iterator[tuple[str, tuple[ArticleRecord, ArticleJob]]]:
    """Yield for the path of each page that has changed its article and what makes it."""
    for file, digest in edit.digests.items():
        record, packed = digest.record, cache.jobs.value.get(file)
        # One that is not public has no page.
        if packed and isinstance(record, ArticleRecord):
            job: ArticleJob = pickle.loads(packed)
            with_article = replace(job, content=record.content, packed=record.packed)
            yield page_path(record.url), (record, with_article)


def _planned(record: ArticleRecord, job: ArticleJob) -> Plan:
    return Plan(record.url, (), lambda: job)


def _shelves(edit: Edit, cache: Cache) -> Shelves:
    """Return the digests of all files."""
    changed: dict[str, dict[str, Digest]] = {}
    for file, digest in edit.digests.items():
        changed.setdefault(shelf_of(file), {})[file] = digest
    before = cache.shelves
    return {
        **before,
        **{name: Packed({**before[name].value, **each}) for name, each in changed.items()},
    }
