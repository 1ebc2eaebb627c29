"""Reading content: load → validate → relate, from the cache wherever nothing has changed."""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bangvang.build.cache import Cache, KnownRegisters
from bangvang.build.conditions import Conditions, Told, until
from bangvang.build.tasks import digest_batch, examine_batch
from bangvang.catalog.addresses import Claim, attached, check_claims
from bangvang.catalog.catalog import build_catalog
from bangvang.catalog.checks import distinct, faults
from bangvang.catalog.links import check_links
from bangvang.content.check.digest import Digest, read_registers
from bangvang.content.check.registers import NO_SITE
from bangvang.content.check.resolve import Registry
from bangvang.content.read.ledger import read_ledger
from bangvang.content.read.located import locate
from bangvang.content.read.walk import Stamp, Survey, content_of, settled, survey
from bangvang.fingerprint import sha256
from bangvang.model.albums import Examined
from bangvang.model.articles import Article
from bangvang.model.catalog import Catalog, Parts
from bangvang.model.files import LARGEST_FILE
from bangvang.model.ledger import LEDGER
from bangvang.model.problems import ContentError, Problem, Unsure, errors
from bangvang.model.records import AlbumRecord, ArticleRecord, DocumentRecord, SourceRecord
from bangvang.model.registers import HandWritten
from bangvang.render.context import Portal
from bangvang.render.plan import Plan
from bangvang.render.site import files, plans
from bangvang.text import name_key
from bangvang.workers import SLOW, Workers

_FEW = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """Content that was read: the catalog, where it lies, and what was wrong with it."""

    content: Path
    catalog: Catalog | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    language: str
    """The language of the site; Vietnamese when site.md cannot be read."""
    survey: Survey = field(repr=False)
    registers: KnownRegisters = field(repr=False)
    digests: dict[str, Digest] = field(repr=False)
    """Of the files of articles, documents and albums."""
    pictures: dict[str, tuple[Stamp, Examined]] = field(repr=False)
    parts: Parts
    """The parts that the portal has."""
    plans: tuple[Plan, ...] = field(repr=False)
    """Every file of the site that is made from the catalog."""
    conditions: Conditions = field(repr=False)
    told: Told = field(repr=False)

    @property
    def portal(self) -> Catalog:
        """The catalog; raise `ContentError` when there is none."""
        if self.catalog is None:
            raise ContentError(list(self.problems))
        return self.catalog


def read(
    content: Path,
    now: datetime,
    workers: Workers | None = None,
    cache: Cache | None = None,
    parts: Parts | None = None,
    found: Survey | None = None,
) -> Reading:
    """Read a folder of content; return what is public at `now`, and every problem with its line.

    What `cache` remembers of files that have not changed is not read again. Without `parts` the
    portal has all. `found` are the files, if they are known already.
    """
    found = found or survey(content)
    if cache is None or cache.content != str(content.resolve()):
        cache = Cache()
    registers = _registers(content, found, cache)
    workers = workers or Workers()
    known = dict(_digests(content, found, registers, cache, workers))
    digests = known.values()
    unsure = Unsure(
        frozenset((Article.folder, name_key(name)) for each in digests for name in each.claims),
        frozenset(() if all(each.readable for each in digests) else (Article.folder,)),
    )
    records = [each.record for each in digests if each.record]
    beside = dict(_examined(content, found, records, cache, workers))
    ledger, misread = read_ledger(content)
    articles, repeated = distinct(record for record in records if isinstance(record, ArticleRecord))
    documents, twice = distinct(record for record in records if isinstance(record, DocumentRecord))
    albums = [record for record in records if isinstance(record, AlbumRecord)]
    examined = {file: each for file, (_, each) in beside.items()}
    own = registers.registry.registers
    now = now if now.tzinfo else now.replace(tzinfo=ZoneInfo(own.site.time_zone))
    catalog = build_catalog(
        own,
        articles,
        documents,
        {each.id: each for each in albums},
        {file: each.picture for file, each in examined.items() if each.picture},
        attached(found.beside),
        ledger,
        now,
    )
    parts = (parts or Parts())._replace(documents=bool(catalog.documents))
    planned = tuple(plans(Portal.of(catalog, parts)))
    problems = [*found.problems, *registers.problems, *misread, *repeated, *twice]
    problems += faults(catalog, articles, documents, albums, examined, now, unsure)
    problems += _misplaced(catalog, (*articles, *documents), planned, found.beside)
    problems += (problem for each in digests for problem in each.problems)
    sound = own.site is not NO_SITE and not errors(problems)
    return Reading(
        content,
        catalog if sound else None,
        tuple(locate(content, problems)),
        own.site.language,
        found,
        registers,
        known,
        beside,
        parts,
        planned,
        Conditions(parts, now, until(own, records, now)),
        Told(tuple(problems), own.site.language, len(catalog.articles)),
    )


def _misplaced(
    catalog: Catalog,
    sources: tuple[SourceRecord, ...],
    planned: Iterable[Plan],
    beside: Mapping[str, tuple[str, ...]],
) -> list[Problem]:
    """Return the faults of addresses and links, judged by the files that are planned.

    What was taken away once does not count: its address may be used again, but not linked to.
    """
    lasting = [plan for plan in planned if plan.file != LEDGER]
    claims = [Claim(plan.url, plan.file) for plan in lasting]
    known = {plan.url for plan in lasting}.union(path for path, _ in files(catalog))
    return [
        *check_claims(catalog.registers, sources, claims, beside),
        *check_links(catalog, sources, known, beside),
    ]


def _examined(
    content: Path,
    found: Survey,
    records: Iterable[SourceRecord | AlbumRecord],
    cache: Cache,
    workers: Workers,
) -> Iterator[tuple[str, tuple[Stamp, Examined]]]:
    """Yield what is found in each file that is published, or of which renditions are."""
    named = [f"{HandWritten.folder}/{name}" for name in attached(found.beside)]
    for record in records:
        named += record.originals if isinstance(record, AlbumRecord) else record.beside
    wanted = []
    for file in dict.fromkeys(named):
        if file not in found.files or found.files[file].size > LARGEST_FILE:
            continue
        before, stamp = cache.pictures.get(file), found.files[file]
        if before and before[0] == stamp and settled(stamp, cache.survey.value.begun):
            yield file, before
        else:
            wanted.append(file)
    examine = partial(examine_batch, content)
    for file, examined in zip(
        wanted, workers.run(examine, wanted, len(wanted) * SLOW, _FEW), strict=True
    ):
        yield file, (found.files[file], examined)


def _registers(content: Path, found: Survey, cache: Cache) -> KnownRegisters:
    """Return the registers, from the cache when none of their files has changed."""
    if cache.registers and cache.registers.hold(found, cache.survey.value):
        return cache.registers
    stamps = {file: found.files[file] for file in found.registers}
    registry, problems = read_registers(content, stamps, found.albums)
    return KnownRegisters(stamps, found.albums, registry, tuple(problems))


def _digests(
    content: Path, found: Survey, registers: KnownRegisters, cache: Cache, workers: Workers
) -> Iterator[tuple[str, Digest]]:
    """Yield every article and album with its digest, in the order of their paths."""
    changed = _changed_answers(cache, registers.registry)
    earlier, digests = cache.survey.value, cache.digests
    known: dict[str, Digest] = {}
    wanted: list[str] = []
    for file in found.pages:
        before, stamp = digests.get(file), found.files[file]
        if (
            before
            and not _beside_changed(file, found, earlier)
            and (
                (stamp == earlier.files[file] and settled(stamp, earlier.begun))
                or same_bytes(content, file, before)
            )
            and before.lookups.isdisjoint(changed)
            and not errors(before.problems)
        ):
            known[file] = before
        else:
            wanted.append(file)
    if wanted:
        packed = pickle.dumps(registers.registry, pickle.HIGHEST_PROTOCOL)
        items = [(file, found.beside.get(file, ())) for file in wanted]
        made = workers.run(partial(digest_batch, content, packed), items, len(items))
        known.update(zip(wanted, made, strict=True))
    yield from sorted(known.items())


def _beside_changed(file: str, found: Survey, before: Survey) -> bool:
    """Return whether the names or the lists of honours beside a file may not be as they were."""
    lists = found.lists(file)
    return (
        found.beside.get(file) != before.beside.get(file)
        or lists != before.lists(file)
        or not all(settled(each, before.begun) for each in lists)
    )


def same_bytes(content: Path, file: str, before: Digest) -> bool:
    """Return whether a file has the bytes of which a digest was made."""
    data = content_of(content, file)
    return isinstance(data, bytes) and sha256(data) == before.content


def _changed_answers(cache: Cache, registry: Registry) -> set[tuple[str, str]]:
    """Return the lookups of remembered files that now find something else."""
    if cache.registers is None or cache.registers.registry is registry:
        return set()
    before = cache.registers.registry
    asked = {lookup for each in cache.digests.values() for lookup in each.lookups}
    return {lookup for lookup in asked if before.answer(lookup) != registry.answer(lookup)}
