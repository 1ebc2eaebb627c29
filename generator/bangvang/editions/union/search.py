"""The searches of several portals as one index, in which every document names its portal."""

import zlib
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangvang.editions.union.read import Exported, UnionError
from bangvang.fingerprint import fingerprint, generator_fingerprint
from bangvang.model.documents import FACETS, document_key
from bangvang.publish.next_site import NextSite
from bangvang.render.context import Portal
from bangvang.search.documents import labels
from bangvang.search.format import RECORDS, packed
from bangvang.search.join import MOST, Index, Part, Shown, read_index
from bangvang.search.part import NextIndex, stage_start
from bangvang.search.spill import Spill
from bangvang.text import sort_key
from bangvang.words import message
from bangvang.workers import Workers

_PORTAL = "portal"
_CLOSED = frozenset({"level", "honoree"})
"""Facets whose values every portal has."""

Names = dict[str, dict[str, str]]
"""For each facet the names of its values."""


class _Found(NamedTuple):
    """A document, of one portal or of several that have the same."""

    portals: list[str]
    part: Part
    shown: Shown
    url: str
    order: tuple[int, str, str]
    """Puts documents in order; those of one index stay in theirs."""
    facets: Mapping[str, tuple[str, ...]]


def join_indexes(
    context: Portal,
    portals: Mapping[str, Exported],
    own: Container[str],
    site: NextSite,
    workers: Workers,
) -> None:
    """Stage one index of what is in those of all portals.

    What has a page of its own here (`own` holds their addresses) leads to that, and is found once;
    everything else leads to its portal. Raise `UnionError` for an index that is damaged.
    """
    indexes: dict[str, Index] = {}
    names: Names = {facet: dict(values) for facet, values in labels(context).items()}
    names[_PORTAL] = {}
    found: dict[str, _Found] = {}
    for key, portal in portals.items():
        if portal.shards:
            with _reading(portal.shards):
                indexes[key] = read_index(portal.shards)
                for each in _documents(key, portal, indexes[key], names, own):
                    if found.setdefault(each.url, each) is not each:
                        found[each.url].portals.append(key)
    if len(found) > MOST:
        text = message("{found} documents are more than one search can have: {most}")
        raise UnionError(text, found=len(found), most=MOST)
    documents = sorted(found.values(), key=lambda each: each.order)
    index_key = [
        (key, portals[key].name, index.fingerprint, [part.folder.name for part in index.parts])
        for key, index in indexes.items()
    ]
    urls = [each.url for each in documents]
    made = NextIndex(site, fingerprint(generator_fingerprint(), index_key, urls).hex()[:12])
    numbers = _numbers(documents, indexes)
    columns: dict[str, list[tuple[str, ...]]] = {
        "date": [(each.shown.record[2],) for each in documents],
        **{facet: [each.facets[facet] for each in documents] for facet in FACETS},
        _PORTAL: [tuple(each.portals) for each in documents],
    }

    def spills(work: Path) -> Iterator[Spill]:
        for key, index in indexes.items():
            for place, part in enumerate(index.parts):
                with _reading(part.folder):
                    yield from part.spills(numbers[part], work, f"{key}-{place}")

    _describe(made, documents, portals)
    head = made.finish([each.shown.kind for each in documents], columns, spills, workers)
    aliases = dict.fromkeys(pair for index in indexes.values() for pair in index.aliases)
    shown = {
        facet: list(values.items())
        if facet in (*_CLOSED, _PORTAL)
        else sorted(values.items(), key=lambda value: sort_key(value[1]))
        for facet, values in names.items()
    }
    stage_start(site, [head], shown, aliases)


def _documents(
    key: str, portal: Exported, index: Index, names: Names, own: Container[str]
) -> Iterator[_Found]:
    """Yield the documents of a portal; the names of its values come to those of the others."""
    values: dict[str, dict[str, str]] = {
        facet: {value: _value(names[facet], key, value, name) for value, name in index.names[facet]}
        for facet in FACETS
        if facet not in _CLOSED
    }
    names[_PORTAL][key] = portal.name
    for part in index.parts:
        last = (0, "")
        for shown in part.documents():
            _, url, date, *_ = shown.record
            last = max(last, document_key(shown.kind, date, url)[:2])
            facets = {
                facet: tuple(values.get(facet, {}).get(value, value) for value in held)
                for facet, held in shown.facets.items()
            }
            here = url.partition("#")[0] in own
            address = url if here else portal.address + url
            yield _Found([key], part, shown, address, (*last, url), facets)


def _value(names: dict[str, str], key: str, value: str, name: str) -> str:
    """Return what stands for a value here: two that are called differently are not one."""
    mine = value if names.get(value, name) == name else f"{value}.{key}"
    names.setdefault(mine, name)
    return mine


def _numbers(
    documents: list[_Found], indexes: Mapping[str, Index]
) -> dict[Part, NDArray[np.int64]]:
    """Return for each part the numbers that its documents get; -1 for those that are left out."""
    numbers = {
        part: np.full(part.size, -1, np.int64) for index in indexes.values() for part in index.parts
    }
    for number, each in enumerate(documents):
        numbers[each.part][each.shown.number] = number
    return numbers


def _describe(made: NextIndex, documents: list[_Found], portals: Mapping[str, Exported]) -> None:
    """Stage what is shown of documents: their records, and the texts of articles."""
    for begin in range(0, len(documents), RECORDS):
        records = []
        for each in documents[begin : begin + RECORDS]:
            title, _, date, note, *rest = each.shown.record
            told = " · ".join(filter(None, (note, *(portals[key].name for key in each.portals))))
            records.append((title, each.url, date, told, *rest))
        made.put(f"r{begin // RECORDS}.bin", packed(records, 6))
    for number, each in enumerate(documents):
        if each.shown.kind == "article":
            with _reading(each.part.folder):
                made.put(f"t{number}.bin", each.part.text(each.shown.number))


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """Raise `UnionError` when what is read within of an index turns out to be damaged."""
    try:
        yield
    except (OSError, ValueError, LookupError, zlib.error) as error:
        text = message("{folder}: the search index is damaged, or of another version: {reason}")
        raise UnionError(text, folder=str(folder), reason=str(error)) from error
