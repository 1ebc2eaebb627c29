"""The photo archive: albums by year, each album, each photo, and everyone pictured."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import groupby

from bangvang.model import urls
from bangvang.model.albums import Album
from bangvang.model.records import AlbumRecord
from bangvang.model.roll import name_order
from bangvang.render.context import Portal
from bangvang.render.labels import UNKNOWN
from bangvang.render.markdown import render_markdown
from bangvang.render.pages.redirects import redirect_plan
from bangvang.render.paging import Part, home, listing, long_plans
from bangvang.render.photos.albums import (
    album_notes,
    album_teaser,
    photo_count,
    photo_views,
    pictures_of,
)
from bangvang.render.photos.photo import TITLE, person, photo_page, section
from bangvang.render.plan import Plan
from bangvang.render.views import Link, Page
from bangvang.text import name_key, shortened

NEWEST = 20
"""How many albums stand on the first page of the archive."""


def archive_plans(context: Portal) -> Iterator[Plan]:
    """Yield every page of the archive."""
    albums = tuple(context.catalog.albums.values())
    years = [(year, tuple(found)) for year, found in groupby(albums, lambda each: each.date[:4])]
    people = _everyone(context)
    yield _first(context, albums, years, bool(people))
    yield redirect_plan(urls.ALBUM_YEARS, urls.ALBUMS, section(context).title)
    for year, found in years:
        yield from _year(context, year, found)
    if people:
        yield from _people(context, people)
    for album in albums:
        yield from _album(context, album)


def _first(
    context: Portal,
    albums: tuple[AlbumRecord, ...],
    years: list[tuple[str, tuple[AlbumRecord, ...]]],
    pictured: bool,
) -> Plan:
    """Return the front page of the archive: the newest albums, and the ways to all others."""
    words = context.words
    events = dict.fromkeys(each.event for each in albums if each.event)
    photos = sum(len(each.photos) for each in albums)
    kept = sum(len(pictures_of(context, each)) for each in albums)
    view = {
        "total": words.text(
            "{albums}, {photos}",
            albums=words.count("one album", "{n} albums", len(albums)),
            photos=photo_count(words, kept, photos - kept),
        ),
        "years": [
            (_year_name(context, year), [album_teaser(context, each) for each in found])
            for year, found in groupby(albums[:NEWEST], lambda each: each.date[:4])
        ],
        "ways": [
            Link(_year_name(context, year), urls.album_year_url(year), words.number(len(found)))
            for year, found in years
        ],
        "events": [context.event(name) for name in list(events)[:NEWEST]],
        "events_url": urls.EVENTS,
        "people_url": urls.PICTURED if pictured else "",
        "pager": None,
    }
    link = section(context)
    page = listing("albums", context, link.url, link.title, "albums.html", (home(context),), view)
    return Plan.of(page)


def _year_name(context: Portal, year: str) -> str:
    return year or context.words.text(UNKNOWN)


def _year(context: Portal, year: str, albums: tuple[AlbumRecord, ...]) -> Iterator[Plan]:
    """Yield the pages of the albums of a year."""
    words = context.words
    name = _year_name(context, year)
    link = Link(name, urls.album_year_url(year))
    heading = words.text("Albums of {year}", year=name)
    if not year:
        heading = words.text("Albums of an unknown year")

    def page(part: Part) -> Page:
        view = {
            "total": words.count("one album", "{n} albums", len(albums)) if part.first else "",
            "years": [("", [album_teaser(context, each) for each in part.items])],
            "ways": [],
            "events": [],
            "events_url": "",
            "people_url": "",
            "pager": part.pager,
        }
        above = (home(context), section(context), *(() if part.first else (link,)))
        title = part.titled(heading)
        return listing(
            "albums", context, part.url, title, "albums.html", above, view, listed=part.first
        )

    def inputs(part: Part) -> object:
        count = len(albums) if part.first else 0
        return heading, count, [album_teaser(context, each) for each in part.items]

    yield from long_plans(context, link, albums, inputs, page, urls.ALBUM_SIZE, dated=True)


_Person = tuple[str, Link, list[Link]]
"""The id of somebody's page, if there is one; the name; the photos."""


def _everyone(context: Portal) -> list[_Person]:
    """Return everyone pictured, in Vietnamese order."""
    honorees = context.registers.honorees
    found: dict[str, tuple[str, str, Link, list[Link]]] = {}
    for album in context.catalog.albums.values():
        for photo in album.photos:
            link = Link(
                shortened(photo.text, TITLE),
                urls.photo_url(album.id, photo.id),
                context.when(album.date),
            )
            for name in photo.people:
                if context.withheld(name):
                    continue
                record = honorees.get(name)
                identity, shown = person(context, album.id, name)
                order = name_order(record.kind if record else "person", shown.title)
                key = identity or name_key(name)
                entry = found.setdefault(key, (order, identity, shown, []))
                entry[3].append(link)
    return [each[1:] for each in sorted(found.values(), key=lambda each: (each[0], each[2].url))]


def _people(context: Portal, people: list[_Person]) -> Iterator[Plan]:
    """Yield the pages of the index of everyone pictured."""
    link = Link(context.words.text("Everyone pictured"), urls.PICTURED)

    def page(part: Part) -> Page:
        above = (home(context), section(context))
        view = {"people": part.items, "pager": part.pager}
        title = part.titled(link.title)
        return listing(
            "albums", context, part.url, title, "pictured.html", above, view, listed=part.first
        )

    yield from long_plans(context, link, people, lambda part: part.items, page)


def _album(context: Portal, record: AlbumRecord) -> Iterator[Plan]:
    """Yield the pages of an album and of its photos."""
    load = cache(record.album)
    pictures = pictures_of(context, record)
    event = context.registers.events.get(record.event or "")
    articles = tuple(map(context.article, context.catalog.by_album.get(record.id, ())))
    link = Link(record.title, urls.album_url(record.id))
    listed = (record.list_fingerprint, articles)

    def page(part: Part) -> Page:
        album, words = load(), context.words
        places = [photo.place for photo in part.items]
        when = (context.when(record.date),) if record.date else ()
        view = {
            "total": photo_count(words, len(pictures), len(record.photos) - len(pictures)),
            "notes": dict.fromkeys((*when, *album_notes(context, album))),
            "place": context.place(album.place),
            "event": context.term(event) if event else None,
            "body": render_markdown(album.body, urls.up(part.url)) if part.first else None,
            "photos": photo_views(context, album, pictures, places),
            "articles": articles,
            "manifest": urls.manifest_url(record.id),
            "pager": part.pager,
        }
        above = (home(context), section(context), *(() if part.first else (link,)))
        title = part.titled(record.title)
        return listing(
            "albums", context, part.url, title, "album.html", above, view, listed=part.first
        )

    def inputs(part: Part) -> object:
        whole = record.fingerprint if part.first else listed
        return (
            whole,
            listed,
            (len(record.photos), len(pictures)),
            [(each.fingerprint, pictures.get(each.id)) for each in part.items],
        )

    yield from long_plans(context, link, record.photos, inputs, page, urls.ALBUM_SIZE)
    for index, photo in enumerate(record.photos):
        beside = (
            record.photos[index - 1] if index else None,
            record.photos[index + 1] if index + 1 < len(record.photos) else None,
        )
        known = context.catalog.known_names[record.id]
        shown = (
            *(
                listed,
                photo.fingerprint,
                pictures.get(photo.id),
                index,
                len(record.photos),
            ),
            *(each and (each.id, each.text) for each in beside),
            [known.get(name) for name in photo.people],
        )

        make = partial(_photo, context, record, load, index, articles)
        yield Plan(urls.photo_url(record.id, photo.id), shown, make)


def _photo(
    context: Portal,
    record: AlbumRecord,
    load: Callable[[], Album],
    index: int,
    articles: tuple[Link, ...],
) -> Page:
    return photo_page(context, record, load(), index, articles)
