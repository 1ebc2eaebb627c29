"""The pictures of the portal: which are published, in which widths, and what they tell."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from bangvang.model import urls
from bangvang.model.albums import ENDINGS, Album, Picture
from bangvang.model.records import AlbumRecord, PhotoRecord
from bangvang.render.context import Portal
from bangvang.render.photos.albums import pictures_of
from bangvang.render.photos.xmp import packet
from bangvang.render.plan import PictureJob, Plan


def picture_plans(context: Portal) -> Iterator[Plan]:
    """Yield every picture in each of its widths and forms."""
    for album in context.catalog.albums.values():
        pictures = pictures_of(context, album)
        load = cache(album.album)
        for photo in album.photos:
            if photo.id in pictures:
                yield from _of_photo(context, album, photo, pictures[photo.id], load)


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

    def make(width: int, ending: str) -> PictureJob:
        return PictureJob(record.original(photo), picture, width, ending, told())

    for width, _ in picture.sizes:
        for ending in ENDINGS:
            url = urls.rendition_url(record.id, photo.id, width, ending)
            inputs = (record.list_fingerprint, photo.fingerprint, picture)
            yield Plan(url, inputs, partial(make, width, ending), listed=False, batch=6)
