"""The page of a photo: the picture, its caption, and all that is known of it."""

from bangvang.model import urls
from bangvang.model.albums import Album, Photo
from bangvang.model.records import AlbumRecord
from bangvang.model.registers import Event
from bangvang.render.context import Portal, site_feeds
from bangvang.render.paging import home
from bangvang.render.photos.albums import picture_of, pictured
from bangvang.render.pictures import picture_view
from bangvang.render.views import Head, JsonLd, Link, Page, PictureView
from bangvang.text import shortened
from bangvang.words import message

TITLE = 90
"""About how many characters of a caption make the title of its page."""

_STATUS = {
    "preserved": message("The picture is preserved"),
    "caption-only": message("Only the caption survives"),
}


def section(context: Portal) -> Link:
    """Return the link to the archive."""
    return Link(context.words.text("Photo archive"), urls.ALBUMS)


def photo_page(
    context: Portal, record: AlbumRecord, album: Album, index: int, articles: tuple[Link, ...]
) -> Page:
    """Return the page of a photo: the picture, its caption, and all that is known of it."""
    words = context.words
    entry = record.photos[index]
    photo = album.photos[entry.place]
    url = urls.photo_url(album.id, photo.id)
    title = shortened(entry.text, TITLE)
    event = context.registers.events.get(album.event or "")
    original = picture_of(context, record, entry)
    alt = photo.alt or photo.caption_corrected or photo.caption
    picture = picture_view(url, original, alt) if original else None
    people = {name: person(context, album.id, name) for name, _ in pictured(context, photo)}
    presenter = people.pop(photo.presenter or "", None)
    date = photo.date or album.date
    place = photo.place or album.place
    facts = [
        (words.text("When"), words.when(date) if date else context.when(record.date)),
        (words.text("Where"), context.place(place)),
        (words.text("Photographer"), album.photographer or ""),
        (words.text("Credit"), photo.credit or album.credit or ""),
        (words.text("Rights"), album.rights or ""),
        (words.text("State"), words.text(_STATUS[photo.status])),
    ]
    crumbs = (home(context), section(context), Link(record.title, urls.album_url(record.id)))
    absolute = context.absolute(url)
    count = len(record.photos)
    whose = photo.credit or album.credit or context.registers.site.office
    day = words.when(date) if date else ""
    return Page(
        kind="albums",
        head=Head(
            title=title,
            description=f"{shortened(entry.text, 200)} {record.title}.",
            url=url,
            feeds=site_feeds(context),
            image=f"{picture.base}{picture.width}.jpg" if picture else "",
            json_ld=(
                _image_object(context, album, photo, event, picture),
                context.breadcrumbs((*crumbs, Link(title, url))),
            ),
        ),
        template="photo.html",
        crumbs=crumbs,
        view={
            "title": title,
            "label": words.text("Photo {number} of {count}", number=index + 1, count=count),
            "picture": picture,
            "caption": photo.caption,
            "corrected": photo.caption_corrected or "",
            "described": (photo.alt or "") if picture else "",
            "facts": [(name, value) for name, value in facts if value],
            "people": list(people.values()),
            "presenter": presenter,
            "awards": [context.award_link(award) for award in photo.awards],
            "event": context.term(event) if event else None,
            "source": _source(context, photo),
            "articles": articles,
            "album": crumbs[-1],
            "older": _neighbour(record, index - 1) if index else None,
            "newer": _neighbour(record, index + 1) if index + 1 < count else None,
            "citation": f"{whose}. “{title.rstrip('.')}”. {record.title}{day and f', {day}'}. "
            f"{context.registers.site.name}. {absolute}",
        },
    )


def _neighbour(record: AlbumRecord, index: int) -> Link:
    photo = record.photos[index]
    return Link(shortened(photo.text, TITLE), urls.photo_url(record.id, photo.id))


def person(context: Portal, album: str, name: str) -> tuple[str, Link]:
    """Return the id of somebody's page, if there is one, and the name with a link to it."""
    known = name in context.registers.honorees
    identity = name if known else context.catalog.known_names[album].get(name, "")
    return identity, context.honoree_link(identity, name)


def _source(context: Portal, photo: Photo) -> list[tuple[str, str, str]]:
    """Return where a photo was published before: what that is, an address, a text."""
    source, words = photo.source, context.words
    if source is None:
        return []
    rows = [
        (words.text("Page"), source.url or "", source.url or ""),
        (words.text("Date of the page"), "", words.day(source.date) if source.date else ""),
        (words.text("Retrieved"), "", words.day(source.retrieved) if source.retrieved else ""),
        ("SHA-256", "", source.sha256 or ""),
    ]
    return [row for row in rows if row[2]]


def _image_object(
    context: Portal, album: Album, photo: Photo, event: Event | None, picture: PictureView | None
) -> JsonLd:
    """Return the JSON-LD of a photo; without a `contentUrl` when only the caption survives."""
    url = context.absolute(urls.photo_url(album.id, photo.id))
    who = [name for _, name in pictured(context, photo)]
    date, place = photo.date or album.date, context.place(photo.place or album.place)
    data: JsonLd = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "@id": url,
        "url": url,
        "caption": photo.caption,
        "isPartOf": {
            "@type": "ImageGallery",
            "name": album.title,
            "url": context.absolute(urls.album_url(album.id)),
        },
    }
    optional: JsonLd = {
        "alternateName": photo.caption_corrected,
        "about": [{"@type": "Thing", "name": name} for name in who],
        "dateCreated": str(date) if date else "",
        "contentLocation": {"@type": "Place", "name": place} if place else None,
        "creator": {"@type": "Person", "name": album.photographer} if album.photographer else None,
        "creditText": photo.credit or album.credit,
        "copyrightNotice": album.rights,
        "recordedAt": {
            "@type": "Event",
            "name": event.name,
            "url": context.absolute(urls.term_url(event)),
        }
        if event
        else None,
    }
    if picture:
        addresses = [
            context.absolute(urls.rendition_url(picture.base, width, "jpg"))
            for width in (picture.widths[-1], picture.widths[0])
        ]
        data["contentUrl"], data["thumbnailUrl"] = addresses
    return {**data, **{name: value for name, value in optional.items() if value}}
