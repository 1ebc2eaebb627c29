"""Who is on which photo: free names are told apart by what else the album and the roll tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bangvang.model.albums import Album, Examined, Lead, Picture
from bangvang.model.catalog import Articles, Photos, Registers
from bangvang.model.files import is_reserved
from bangvang.model.problems import Problem
from bangvang.model.records import AlbumRecord, ArticleRecord, Conferred, PhotoRecord, SourceRecord
from bangvang.model.registers import last_of
from bangvang.model.urls import beside_url, photo_url
from bangvang.text import name_key, nearest


def known_names(
    registers: Registers,
    albums: Iterable[AlbumRecord],
    by_album: Mapping[str, Articles],
    conferrals: Mapping[str, tuple[Conferred, SourceRecord]],
) -> dict[str, dict[str, str]]:
    """Return for each album whom its free names mean: by name, the id of an honoree's page.

    A free name means who is so called and was honoured at the album's event, or in an article that
    shows the album, when that is only one. Two people of one name are two, so all else stays open.
    """
    at_event: defaultdict[str, list[Conferred]] = defaultdict(list)
    for what, _ in conferrals.values():
        if what.event:
            at_event[what.event].append(what)
    found = {}
    for album in albums:
        near = list(at_event.get(album.event or "", ()))
        for article in by_album.get(album.id, ()):
            names = (*(each.id for each in article.conferrals), *(name for _, name in article.refs))
            near += [conferrals[name][0] for name in names if name in conferrals]
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for what in near:
            record = registers.honorees.get(what.honoree)
            for name in record.names if record else (what.honoree,):
                meant[name_key(name)].add(record.id if record else what.id)
        found[album.id] = {
            name: next(iter(who))
            for photo in album.photos
            for name in photo.people
            if len(who := meant.get(name_key(name), set())) == 1
        }
    return found


def photos_of(
    registers: Registers, albums: Iterable[AlbumRecord], known: Mapping[str, Mapping[str, str]]
) -> dict[str, Photos]:
    """Return the photos on which each honoree is, under the id of the honoree's page."""
    found: defaultdict[str, list[tuple[AlbumRecord, PhotoRecord]]] = defaultdict(list)
    for album in albums:
        for photo in album.photos:
            ids = (
                name if name in registers.honorees else known[album.id].get(name, "")
                for name in photo.people
            )
            for identity in dict.fromkeys(ids):
                if identity:
                    found[identity].append((album, photo))
    return {identity: tuple(photos) for identity, photos in found.items()}


def leads(
    articles: Articles, albums: Mapping[str, AlbumRecord], pictures: Mapping[str, Picture]
) -> Iterator[tuple[str, Lead]]:
    """Yield the addresses of articles that have a lead picture, each with that picture.

    Without one of its own, the first picture of its albums stands for an article.
    """
    for article in articles:
        if article.lead:
            own = article.renditions(pictures).get(article.lead)
            if own:
                yield article.url, Lead(beside_url(article.url, article.lead), own)
            continue
        for album in (albums[name] for name in article.albums if name in albums):
            first = next((each for each in album.photos if album.original(each) in pictures), None)
            if first:
                lead = Lead(photo_url(album.id, first.id), pictures[album.original(first)])
                yield article.url, lead
                break


def portraits(
    registers: Registers, albums: Mapping[str, AlbumRecord], pictures: Mapping[str, Picture]
) -> Iterator[tuple[str, Lead]]:
    """Yield the ids of honorees that have a portrait, each with that picture.

    A record that took another's place has its portrait, until it has one of its own: that comes
    last. One that is withheld has none, and leaves none.
    """
    honorees = registers.honorees
    for honoree in sorted(honorees.values(), key=lambda each: not each.merged_into):
        album, _, photo = (honoree.portrait or "").partition("/")
        file = _original(albums.get(album), photo)
        if file in pictures and honoree.status != "withheld":
            lead = Lead(photo_url(album, photo), pictures[file])
            yield last_of(honorees, honoree.id), lead


def _original(album: AlbumRecord | None, photo: str) -> str:
    """Return the path of the picture of a photo; nothing if there is none."""
    if album is None:
        return ""
    return next((album.original(each) for each in album.photos if each.id == photo), "")


class PhotosOfTerms(NamedTuple):
    """The photos of each district and movement."""

    by_district: dict[str, Photos]
    by_movement: dict[str, Photos]
    beside_movement: dict[str, Photos]


def photos_of_terms(
    registers: Registers, albums: Iterable[AlbumRecord], by_album: Mapping[str, Articles]
) -> PhotosOfTerms:
    """Return the photos of each district, of each movement, and of articles about a movement.

    A photo is of the district where it was taken, else of its event's; and of the movements of its
    event. Articles that show its album are about many more: of these it is not.
    """
    districts: defaultdict[str, list[tuple[AlbumRecord, PhotoRecord]]] = defaultdict(list)
    movements: defaultdict[str, list[tuple[AlbumRecord, PhotoRecord]]] = defaultdict(list)
    beside: defaultdict[str, list[tuple[AlbumRecord, PhotoRecord]]] = defaultdict(list)
    for album in albums:
        event = registers.events.get(album.event or "")
        own = event.movements if event else ()
        told = (name for each in by_album.get(album.id, ()) for name in each.movements)
        others = [name for name in dict.fromkeys(told) if name not in own]
        for photo in album.photos:
            place = photo.where if photo.where in registers.districts else event and event.district
            if place:
                districts[place].append((album, photo))
            for name in own:
                movements[name].append((album, photo))
            for name in others:
                beside[name].append((album, photo))
    return PhotosOfTerms(
        *(
            {name: tuple(photos) for name, photos in found.items()}
            for found in (districts, movements, beside)
        )
    )


def check_pictures(
    albums: Iterable[AlbumRecord], pictures: Mapping[str, Examined]
) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of albums, and a warning for each that comes twice."""
    first: dict[str, str] = {}
    for album in sorted(albums, key=lambda each: each.id):
        for photo in album.photos:
            file = album.original(photo)
            if file not in pictures or is_reserved(photo.file):
                # Told already, at the file.
                continue
            where = ("photos", photo.place, "file")
            picture, code, told, _ = pictures[file]
            if picture is None:
                values = {"name": photo.file, **dict(told)}
                yield Problem(album.file, code, where, values=values)
                continue
            other = first.setdefault(picture.content, f"{file} ({photo.id})")
            if other != f"{file} ({photo.id})":
                values = {"name": photo.file, "other": other}
                yield Problem(album.file, "W406", where, values=values)


def check_leads(
    articles: Iterable[ArticleRecord], examined: Mapping[str, Examined]
) -> Iterator[Problem]:
    """Yield a problem for each lead picture that moves: lists show one picture of it."""
    for article in articles:
        found = examined.get(article.path(article.lead))
        if found and found.picture and found.picture.moving:
            yield Problem(article.file, "E405", ("lead",), values={"name": article.lead})


def check_portraits(registers: Registers, albums: Iterable[AlbumRecord]) -> Iterator[Problem]:
    """Yield a problem for each portrait that is no photo of an album, public or not."""
    known = {album.id: album for album in albums}
    for honoree in registers.honorees.values():
        if honoree.portrait:
            album, _, photo = honoree.portrait.partition("/")
            if not _original(known.get(album), photo):
                values = {"name": honoree.portrait}
                near = nearest(honoree.portrait, _photos(known.values()))
                yield Problem(honoree.file, "E213", ("portrait",), values=values, near=near)


def _photos(albums: Iterable[AlbumRecord]) -> list[str]:
    return [f"{album.id}/{photo.id}" for album in albums for photo in album.photos if photo.file]


def check_files(examined: Mapping[str, Examined]) -> Iterator[Problem]:
    """Yield what is wrong with the files that are published from beside articles and pages."""
    for file, found in examined.items():
        if found.code and not file.startswith(f"{Album.folder}/"):
            values = {"name": file.rpartition("/")[2], **dict(found.values)}
            yield Problem(file, found.code, line=1, values=values)
