"""Processes one file: read, validate, resolve.

A digest depends on the bytes of the file, on the names beside it, and on what its references find
in the registers; on nothing else. That is why it can be made in any process, and kept.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from bangvang.content.check.records import (
    album_record,
    article_record,
    check_references,
    document_record,
)
from bangvang.content.check.registers import relate_registers
from bangvang.content.check.resolve import Lookup, Registry
from bangvang.content.check.validate import entity_of, sound_parts
from bangvang.content.read.lists import with_rows
from bangvang.content.read.located import located, tables_beside
from bangvang.content.read.source import Source, names_claimed
from bangvang.content.read.walk import LISTING, content_of, read
from bangvang.fingerprint import sha256
from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.official import OfficialDocument
from bangvang.model.problems import Problem, Unsure, errors
from bangvang.model.records import AlbumRecord, ArticleRecord, DocumentRecord
from bangvang.model.registers import Site
from bangvang.model.types import Entity
from bangvang.text import name_key


class Digest(NamedTuple):
    """Result of processing one file of `articles/`, `documents/` or `albums/`."""

    content: bytes
    """The SHA-256 of its bytes."""
    record: ArticleRecord | DocumentRecord | AlbumRecord | None
    """None when its front matter is not sound."""
    problems: tuple[Problem, ...]
    lookups: frozenset[Lookup]
    """Lookups of its references with their answers: other answers make another digest."""
    claims: tuple[str, ...]
    """Names that a faulty file claims, to which others may rightly refer."""
    readable: bool
    """Whether its front matter could be read at all."""


def examine(
    file: str, data: bytes, tables: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Source | None, Entity | None, Entity | None, list[Problem]]:
    """Return the source of a file, its entity or else what is sound of it, and its faults.

    `tables` are the lists of honours beside it.
    """
    source, unreadable = read(file, data)
    if source is None:
        return None, None, None, located(unreadable, None)
    source, misread = with_rows(source, tables)
    entity, faults = entity_of(source)
    partial = None if entity else sound_parts(source, faults)
    return source, entity, partial, located([*unreadable, *misread, *faults], source)


def read_registers(
    content: Path,
    files: Iterable[str],
    albums: Iterable[str],
    unwritten: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Registry, list[Problem]]:
    """Return what articles and albums refer to, and what is wrong with it.

    `files` are those that hold neither; `albums` are the ids of all albums. `unwritten` are the
    bytes of files that are checked before they are written.
    """
    found: list[Entity] = []
    partial: list[Entity] = []
    problems: list[Problem] = []
    names: set[tuple[str, str]] = set()
    unreadable: set[str] = set()
    fingerprints = {}
    for file in files:
        data = unwritten[file] if file in unwritten else content_of(content, file)
        if isinstance(data, Problem):
            problems.append(data)
            unreadable.add(file.partition("/")[0])
            continue
        source, entity, rest, faults = examine(file, data)
        problems += faults
        if entity and source:
            found.append(entity)
            fingerprints[source.folder, entity.id] = sha256(data)
        elif rest and source:
            partial.append(rest)
            names |= {(source.folder, name_key(name)) for name in names_claimed(source)}
        elif errors(faults):
            unreadable.add(file.partition("/")[0])
    unsure = Unsure(frozenset(names), frozenset(unreadable))
    registry, faults = relate_registers(found, partial, fingerprints, albums, unsure)
    return registry, [*problems, *faults]


def site_of(content: Path) -> Site:
    """Return the facts of a portal, without reading more of it; `NO_SITE` where they are faulty."""
    registry, _ = read_registers(content, ["site.md"], ())
    return registry.registers.site


def digest(
    registry: Registry,
    file: str,
    data: bytes,
    beside: tuple[str, ...],
    tables: Mapping[str, bytes] = MappingProxyType({}),
) -> Digest:
    """Return what is known of an article, document or album from its file and lists alone."""
    content = sha256(data)
    source, entity, partial, problems = examine(file, data, tables)
    record: ArticleRecord | DocumentRecord | AlbumRecord | None = None
    faults: list[Problem] = []
    lookups: frozenset[Lookup] = frozenset()
    if isinstance(entity, Article):
        record, faults, lookups = article_record(registry, entity, content, beside)
    elif isinstance(entity, OfficialDocument):
        record, faults, lookups = document_record(registry, entity, content, beside)
    elif isinstance(entity, Album):
        record, faults, lookups = album_record(registry, entity, content, beside)
    elif partial:
        faults = check_references(registry, partial)
    problems += located(faults, source)
    claims = tuple(names_claimed(source)) if source and errors(problems) else ()
    return Digest(content, record, tuple(problems), lookups, claims, source is not None)


def digest_files(
    content: Path, registry: Registry, files: Iterable[tuple[str, tuple[str, ...]]]
) -> list[Digest]:
    """Return the digests of files, each given with the names beside it."""
    found = []
    for file, beside in files:
        data = content_of(content, file)
        if isinstance(data, Problem):
            found.append(Digest(b"", None, (data,), frozenset(), (), readable=False))
        else:
            tables = tables_beside(content, file, beside) if file.startswith(LISTING) else {}
            found.append(digest(registry, file, data, beside, tables))
    return found
