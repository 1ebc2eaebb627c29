"""The catalog: what is public at a moment, indexed and related."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from bangvang.catalog.documents import (
    Reporting,
    by_number,
    documents_about,
    in_force,
    related,
    with_decisions,
)
from bangvang.catalog.pictured import (
    known_names,
    leads,
    photos_of,
    photos_of_terms,
    portraits,
)
from bangvang.catalog.roll import build_roll, hidden
from bangvang.model.albums import Picture
from bangvang.model.catalog import Articles, Catalog, Registers
from bangvang.model.ledger import Ledger
from bangvang.model.problems import Problem
from bangvang.model.records import (
    AlbumRecord,
    ArticleRecord,
    Conferred,
    DocumentRecord,
    SourceRecord,
)
from bangvang.model.urls import album_url, honoree_url
from bangvang.text import sort_key

RELATED = 4
"""How many related articles an article shows."""

T = TypeVar("T")

_REACH = 8
"""How many neighbours in time are looked at for each term that articles share."""


def build_catalog(
    registers: Registers,
    records: Collection[ArticleRecord],
    official: Collection[DocumentRecord],
    albums: Mapping[str, AlbumRecord],
    pictures: Mapping[str, Picture],
    attached: tuple[str, ...],
    ledger: Ledger,
    now: datetime,
) -> Catalog:
    """Return the catalog of what is public at the moment `now`."""
    zone = ZoneInfo(registers.site.time_zone)
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    sound = {name: each for name, each in registers.events.items() if each.status == "published"}
    registers = replace(registers, events=sound)
    today = now.astimezone(zone).date()
    documents = _newest_first(each for each in official if _public(each, now, zone))
    numbers = by_number(documents)
    public = _newest_first(each for each in records if _public(each, now, zone))
    documents, articles = with_decisions(documents, public, numbers)
    sources: tuple[SourceRecord, ...] = _newest_first((*articles, *documents))
    events = tuple(
        sorted(registers.events.values(), key=lambda each: (each.date, each.id), reverse=True)
    )
    movements = tuple(sorted(registers.movements.values(), key=lambda each: sort_key(each.name)))
    conferrals = {
        conferral.id: (conferral, source)
        for source in sources
        for conferral in source.conferrals
        if not hidden(registers, conferral)
    }
    by_district = _index(articles, lambda each: each.districts)
    by_movement = _index(articles, lambda each: each.movements)
    by_honoree = _by_honoree(articles, conferrals, registers)
    by_album = _index(articles, lambda each: each.albums)
    albums = _public_albums(albums, records, by_album, sound)
    photos = photos_of_terms(registers, albums.values(), by_album)
    known = known_names(registers, albums.values(), by_album, conferrals)
    return Catalog(
        registers=registers,
        articles=articles,
        documents=documents,
        sources=sources,
        documents_about=documents_about(documents),
        related_documents=(relations := related(documents, numbers)),
        in_force=in_force(documents, relations, today),
        ledger=ledger,
        withdrawn=tuple(_withdrawn((*records, *official), now, zone)) if ledger else (),
        open=frozenset(each.id for each in articles if each.closes and today <= each.closes),
        albums=albums,
        known_names=known,
        photos_of=photos_of(registers, albums.values(), known),
        photos_by_district=photos.by_district,
        photos_by_movement=photos.by_movement,
        photos_beside_movement=photos.beside_movement,
        pictures=pictures,
        portraits=dict(portraits(registers, albums, pictures)),
        leads=dict(leads(articles, albums, pictures)),
        attached=attached,
        by_album=by_album,
        about_honoree=_index(articles, lambda each: each.honorees),
        by_district=by_district,
        by_movement=by_movement,
        by_event=_index(articles, lambda each: each.events),
        events=events,
        events_by_district=_index(events, lambda each: [each.district or ""]),
        events_by_movement=_index(events, lambda each: each.movements),
        movements=movements,
        local_versions=_index(movements, lambda each: [each.parent or ""]),
        districts=tuple(sorted(registers.districts.values(), key=lambda d: sort_key(d.name))),
        conferrals=conferrals,
        honoured_at=frozenset(what.event for what, _ in conferrals.values() if what.event),
        withholds=len(conferrals) < sum(len(each.conferrals) for each in sources)
        or any(each.status == "withheld" for each in registers.honorees.values()),
        make_roll=cache(partial(build_roll, registers, articles, sources)),
        albums_by_event=_index(albums.values(), lambda each: [each.event or ""]),
        related=_related(articles, ((by_honoree, 4), (by_movement, 2), (by_district, 1))),
    )


def _public_albums(
    albums: Mapping[str, AlbumRecord],
    records: Collection[ArticleRecord],
    by_album: Mapping[str, Articles],
    events: Collection[str],
) -> dict[str, AlbumRecord]:
    """Return the albums that are public and show a photo, newest first.

    An album of no event, or of a draft, appears with the first of the articles that show it; one
    that only drafts show does so whatever its event.
    """
    waiting = {name for record in records for name in record.albums} - set(by_album)
    drafted = {name for record in records if record.status == "draft" for name in record.albums}
    drafted -= {name for record in records if record.status != "draft" for name in record.albums}
    public = [
        each
        for each in albums.values()
        if each.photos
        and each.id not in drafted
        and (
            each.event in events
            or each.id in by_album
            or (each.event is None and each.id not in waiting)
        )
    ]
    public.sort(key=lambda each: each.id)
    public.sort(key=lambda each: each.date, reverse=True)
    # The event of a public album may still be a draft: then it is not told.
    return {each.id: each if each.event in events else each._replace(event=None) for each in public}


def _by_honoree(
    articles: Articles,
    conferrals: Mapping[str, tuple[Conferred, SourceRecord]],
    registers: Registers,
) -> Mapping[str, Articles]:
    """Return the articles that share an honoree or a conferral with another.

    A bare name says nothing: two people of one name are two. A record or a conferral does.
    """

    def honoured(article: ArticleRecord) -> list[str]:
        found = [each for each in article.conferrals if each.id in conferrals]
        found += [conferrals[name][0] for _, name in article.refs if name in conferrals]
        named = (each.honoree if each.honoree in registers.honorees else each.id for each in found)
        return list(dict.fromkeys((*article.honorees, *named)))

    return _index(articles, honoured)


def early(catalog: Catalog, now: datetime) -> list[Problem]:
    """Return a warning for each article that is public although its day has not come."""
    today = catalog.site.day(now)
    return [
        Problem(article.file, "W311", ("date",), values={"date": str(article.date)})
        for article in catalog.articles
        if article.date > today and article.publish_at is None
    ]


def _withdrawn(records: Collection[SourceRecord], now: datetime, zone: ZoneInfo) -> Iterable[str]:
    """Yield what the addresses begin with that go with what was taken back on purpose."""
    for record in records:
        expired = record.expires_at and _at(record.expires_at, zone) <= now
        if record.status == "withheld" or (record.status == "published" and expired):
            yield record.url
            yield from (album_url(name) for name in record.albums)
            for what in record.conferrals:
                yield from (honoree_url(what.id), honoree_url(what.honoree))


def _newest_first(records: Iterable[Reporting]) -> tuple[Reporting, ...]:
    return tuple(sorted(records, key=lambda each: (each.date, each.id), reverse=True))


def _public(article: SourceRecord, now: datetime, zone: ZoneInfo) -> bool:
    return (
        article.status == "published"
        and (article.publish_at is None or _at(article.publish_at, zone) <= now)
        and (article.expires_at is None or now < _at(article.expires_at, zone))
    )


def _at(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _index(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    """Return the items under each of their keys, in the order given."""
    index: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            # An item may name a key twice.
            if key and not ((found := index[key]) and found[-1] is item):
                index[key].append(item)
    return {key: tuple(found) for key, found in index.items() if found}


_Shelf = tuple[list[int], int, int]
"""Places of articles that share something, which of them this one is, and what that weighs."""


def _related(
    articles: Articles, indexes: Iterable[tuple[Mapping[str, Articles], int]]
) -> dict[str, Articles]:
    """Return for each article those that share most with it; of equals the nearest in time.

    Articles that came before are taken first, so that a new one does not change old pages.
    """
    place = {article.id: position for position, article in enumerate(articles)}
    # For each article, every list of articles that share something: its own place in it, weight.
    shelves: list[list[_Shelf]] = [[] for _ in articles]
    for index, weight in indexes:
        for members in index.values():
            if len(members) > 1:
                places = [place[article.id] for article in members]
                for position, here in enumerate(places):
                    shelves[here].append((places, position, weight))

    def best(start: int, stop: int, shelf: list[_Shelf], here: int) -> list[int]:
        found: list[int] = []
        for places, position, weight in shelf:
            found += places[max(0, position + start) : max(0, position + stop)] * weight
        # One number for both: most shared first, then the nearest.
        far = len(articles)
        ranked = sorted([abs(it - here) - many * far for it, many in Counter(found).items()])
        sign = 1 if start > 0 else -1
        return [here + sign * (each % far) for each in ranked[:RELATED]]

    related = {}
    for here, (article, shelf) in enumerate(zip(articles, shelves, strict=True)):
        found = best(1, _REACH + 1, shelf, here)
        if len(found) < RELATED:
            found += best(-_REACH, 0, shelf, here)[: RELATED - len(found)]
        related[article.id] = tuple(articles[other] for other in found)
    return related
