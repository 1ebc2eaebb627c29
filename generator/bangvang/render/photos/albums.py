"""Photos on the pages that show them: pictures, and captions that are left of pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bangvang.model import urls
from bangvang.model.albums import Album, Photo, Picture
from bangvang.model.catalog import Photos
from bangvang.model.records import AlbumRecord, PhotoRecord
from bangvang.render.context import Context, Portal
from bangvang.render.markdown import render_markdown
from bangvang.render.pictures import picture_view
from bangvang.render.views import PhotoTeaser, PictureView
from bangvang.words import Words

Pictures = Mapping[str, Picture]
"""The originals of one album, by the ids of its photos."""


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo, or the caption that is left of it."""

    anchor: str
    url: str
    """The address of its own page; nothing when the site has no archive."""
    picture: PictureView | None
    """None when only the caption survives."""
    caption: str
    corrected: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlbumView:
    """The photos of an album on any page that shows them."""

    title: str
    url: str
    body: str
    note: str
    cards: tuple[PhotoView, ...]


def pictures_of(context: Portal, album: AlbumRecord) -> Pictures:
    """Return the originals of an album, by the ids of its photos."""
    found = {photo.id: picture_of(context, album, photo) for photo in album.photos}
    return {name: picture for name, picture in found.items() if picture}


def picture_of(context: Portal, album: AlbumRecord, photo: PhotoRecord) -> Picture | None:
    """Return the original of a photo; None when only its caption survives."""
    return context.catalog.pictures.get(album.original(photo))


def _view(album: str, photo: str, picture: Picture | None, alt: str = "") -> PictureView | None:
    """Return the picture of a photo; None when only its caption survives."""
    return picture_view(urls.photo_url(album, photo), picture, alt) if picture else None


def photo_teasers(context: Portal, photos: Photos) -> tuple[PhotoTeaser, ...]:
    """Return photos as other pages show them: small, and with a link to their own page."""
    if not context.archive:
        return ()
    return tuple(
        PhotoTeaser(
            url=urls.photo_url(album.id, photo.id),
            text=photo.text,
            note=" · ".join(part for part in (album.title, context.when(album.date)) if part),
            picture=_view(album.id, photo.id, picture_of(context, album, photo)),
        )
        for album, photo in photos
    )


def album_teaser(context: Portal, album: AlbumRecord) -> PhotoTeaser:
    """Return an album as lists show it, with the first of its pictures that survives."""
    pictures = pictures_of(context, album)
    cover = next((photo for photo in album.photos if photo.id in pictures), None)
    words = context.words
    event = context.registers.events.get(album.event or "")
    count = photo_count(words, len(pictures), len(album.photos) - len(pictures))
    note = [context.when(album.date), event.name if event else "", count]
    return PhotoTeaser(
        url=urls.album_url(album.id),
        text=album.title,
        note=" · ".join(part for part in note if part),
        picture=_view(album.id, cover.id, pictures[cover.id]) if cover else None,
    )


def photo_count(words: Words, pictures: int, captions: int) -> str:
    """Return how many photos there are, and how many captions that are left of others."""
    photos = words.count("one photo", "{n} photos", pictures)
    if not captions:
        return photos
    left = words.count("one caption", "{n} captions", captions)
    return f"{photos}, {left}" if pictures else words.text("{captions}, no picture", captions=left)


def album_view(context: Context, album: Album, pictures: Pictures, url: str) -> AlbumView:
    """Return an album as the page of an article or event at `url` shows it."""
    count = len(album.photos)
    left = () if pictures else (photo_count(context.words, 0, count),)
    return AlbumView(
        title=album.title,
        url=urls.album_url(album.id) if context.archive else "",
        body=render_markdown(album.body, urls.up(url), f"anh-{album.id}-").html,
        note=" · ".join((*album_notes(context, album), *left)),
        cards=photo_views(context, album, pictures, range(len(album.photos))),
    )


def album_notes(context: Context, album: Album) -> list[str]:
    """Return what an album says of all its photos: when, by whom, whose."""
    by = album.photographer
    notes = (
        context.words.when(album.date) if album.date else "",
        context.words.text("Photos: {name}", name=by) if by else "",
        album.credit,
        album.rights,
    )
    return [note for note in notes if note]


def pictured(context: Context, photo: Photo) -> list[tuple[str, str]]:
    """Return who is on a photo, who presents among them: references, and names to show."""
    references = (*photo.people, *([photo.presenter] if photo.presenter else []))
    return [
        (name, context.honoree(name))
        for name in dict.fromkeys(references)
        if not context.withheld(name)
    ]


def photo_views(
    context: Context, album: Album, pictures: Pictures, places: Iterable[int]
) -> tuple[PhotoView, ...]:
    """Return the photos at some places of an album, but for those that may not be shown."""
    words = context.words
    cards = []
    for photo in (album.photos[place] for place in places):
        if photo.status == "withheld":
            continue
        seen = dict(pictured(context, photo))
        presenter = seen.pop(photo.presenter or "", "")
        people = ", ".join(seen.values())
        facts = [
            words.text("In the picture: {people}", people=people) if people else "",
            words.text("presented by {name}", name=presenter) if presenter else "",
            ", ".join(context.award(award) for award in photo.awards),
            words.when(photo.date) if photo.date and photo.date != album.date else "",
            context.place(photo.place),
            photo.credit or "",
        ]
        alt = photo.alt or photo.caption_corrected or photo.caption
        cards.append(
            PhotoView(
                anchor=urls.photo_anchor(album.id, photo.id),
                url=urls.photo_url(album.id, photo.id) if context.archive else "",
                picture=_view(album.id, photo.id, pictures.get(photo.id), alt),
                caption=photo.caption,
                corrected=photo.caption_corrected or "",
                facts=tuple(fact for fact in facts if fact),
            )
        )
    return tuple(cards)
