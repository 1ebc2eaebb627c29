"""The pictures of the portal: which are published, in which widths, and what they tell."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from bangvang.model.albums import ENDINGS, Album, Picture
from bangvang.model.records import AlbumRecord, PhotoRecord
from bangvang.model.urls import beside_url, photo_url, rendition_url
from bangvang.render.context import Portal
from bangvang.render.photos.albums import pictures_of
from bangvang.render.photos.xmp import origin, packet
from bangvang.render.plan import PictureJob, Plan


def picture_plans(context: Portal) -> Iterator[Plan]:
    """Yield every picture in each of its widths and forms."""
    for album in context.catalog.albums.values():
        pictures = pictures_of(context, album)
        load = cache(album.album)
        for photo in album.photos:
            if photo.id in pictures:
                yield from _of_photo(context, album, photo, pictures[photo.id], load)
    for article in context.catalog.articles:
        told = partial(origin, context, article.url)
        for name, picture in article.renditions(context.catalog.pictures).items():
            base = beside_url(article.url, name)
            yield from _renditions(base, article.path(name), picture, (), told)


def _of_photo(
    context: Portal,
    record: AlbumRecord,
    photo: PhotoRecord,
    picture: Picture,
    load: Callable[[], Album],
) -> Iterator[Plan]:
    @cache
    def told() -> bytes:
        album = load()
        event = context.registers.events.get(record.event or "")
        return packet(context, album, album.photos[photo.place], event)

    inputs = record.list_fingerprint, photo.fingerprint
    base = photo_url(record.id, photo.id)
    yield from _renditions(base, record.original(photo), picture, inputs, told)


def _renditions(
    base: str, file: str, picture: Picture, inputs: object, told: Callable[[], bytes]
) -> Iterator[Plan]:
    """Yield a picture in each of its widths and forms; `told` gives what travels inside it."""

    def make(width: int, ending: str) -> PictureJob:
        return PictureJob(file, picture, width, ending, told())

    for width, _ in picture.sizes:
        for ending in ENDINGS:
            url = rendition_url(base, width, ending)
            make_it = partial(make, width, ending)
            yield Plan(url, (inputs, picture), make_it, listed=False, batch=6)
