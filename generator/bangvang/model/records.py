"""Records: what the rest of the portal needs to know of an article or album.

The whole entity stays packed, as bytes, until its own page is made. Ten thousand records are read,
sorted and sent to other processes in the time that a few hundred whole articles would take.
"""

import datetime as dt
import pickle
from collections.abc import Mapping
from typing import NamedTuple

from bangvang.model.albums import Album, Picture
from bangvang.model.articles import Article
from bangvang.model.official import OfficialDocument, OfficialKind
from bangvang.model.problems import Problem
from bangvang.model.types import Entity, HonoreeKind


def _path(file: str, name: str) -> str:
    return f"{file.rpartition('/')[0]}/{name}"


class Conferred(NamedTuple):
    """A conferral that an article defines, as other pages need it. References are ids."""

    place: int
    """Which of the article's honours it is, counted from 0."""
    id: str
    honoree: str
    """The id of a record, or else the name."""
    kind: HonoreeKind
    role: str
    where: str
    """The id of a district, or the name of another place at that time."""
    award: str
    level: str
    """Nothing when neither the conferral nor the award tells."""
    event: str
    date: str
    """A day, month or year (ISO 8601), its own or its event's; nothing if unknown."""
    period: str
    """The year or years whose work it honours."""
    authority: str
    """Who conferred it: its own authority, or the award's."""
    presenter: str
    decision: str
    decision_url: str
    """The address of the official document that the decision is; nothing if it is not here."""
    citation: str
    movements: tuple[str, ...]
    """Those for which it was given, as it says itself."""
    status: str
    status_date: str
    reason: str
    key: str
    """Under which spellings of a free name meet; nothing for a record."""
    order: str
    """Puts free names in Vietnamese order; nothing for a record."""
    fingerprint: bytes
    """Changes whenever any of this does, or what it refers to."""

    @property
    def year(self) -> str:
        """The year of the conferral; nothing when it is not known."""
        return self.date[:4]


class TallyRecord(NamedTuple):
    """A tally as an article states it. References are ids."""

    awards: tuple[str, ...]
    authority: str
    region: str
    event: str
    period: tuple[int, int] | None
    """The first and last year that it covers."""
    persons: int | None
    collectives: int | None
    households: int | None
    counts: str
    """`recipients` or `conferrals`."""
    note: str


class ArticleRecord(NamedTuple):
    """An article as other pages need it. References are ids."""

    id: str
    file: str
    url: str
    """Its address, relative to the site's root."""
    title: str
    lede: str
    date: dt.date
    updated: dt.date | None
    closes: dt.date | None
    """The last day for opinions, of a consultation; None for any other article."""
    authors: tuple[str, ...]
    districts: tuple[str, ...]
    movements: tuple[str, ...]
    events: tuple[str, ...]
    albums: tuple[str, ...]
    honorees: tuple[str, ...]
    """Whom it is about."""
    story: bool
    """Whether it tells of an exemplar."""
    lead: str
    """The name of the picture beside it that stands for it; nothing without one."""
    conferrals: tuple[Conferred, ...]
    tallies: tuple[TallyRecord, ...]
    refs: tuple[tuple[int, str], ...]
    """Conferrals of other articles: place among the honours, and id."""
    status: str
    publish_at: dt.datetime | None
    expires_at: dt.datetime | None
    redirect_from: tuple[str, ...]
    files: tuple[str, ...]
    """Files beside it that are published with it."""
    links: tuple[Problem | tuple[int, str], ...]
    """Links of its prose, in their order: a line of the prose and an address of the portal, or why
    the link leads nowhere. That counts once the article is public."""
    content: bytes
    """The SHA-256 of its file."""
    fingerprint: bytes
    """Changes whenever anything changes that the article's own page shows of it."""
    list_fingerprint: bytes
    """Changes whenever anything changes that lists show of it."""
    packed: bytes

    @property
    def beside(self) -> tuple[str, ...]:
        """The paths below the content folder of the files that are published with it."""
        return tuple(_path(self.file, name) for name in self.files)

    def path(self, name: str) -> str:
        """Return the path below the content folder of a file beside it."""
        return _path(self.file, name)

    def renditions(self, pictures: Mapping[str, Picture]) -> dict[str, Picture]:
        """Return the pictures beside it by their names, but for those that move.

        `pictures` are all of the portal, by the paths of their files.
        """
        found = {name: pictures.get(self.path(name)) for name in self.files}
        return {name: picture for name, picture in found.items() if picture and not picture.moving}

    def article(self) -> Article:
        """Return the article but for its prose, which stays in its file, and its honours."""
        article: Article = pickle.loads(self.packed)
        return article


class DocumentRecord(NamedTuple):
    """An official document as other pages need it. References are ids."""

    id: str
    file: str
    url: str
    kind: OfficialKind
    number: str
    key: str
    """What all writings of its number have in common."""
    title: str
    date: dt.date
    authority: str
    start: dt.date
    until: dt.date | None
    related: tuple[tuple[str, int | None, str], ...]
    """Numbers of other documents: `replaces`, `amends` or `replaced_by`, the place, the number."""
    districts: tuple[str, ...]
    movements: tuple[str, ...]
    events: tuple[str, ...]
    conferrals: tuple[Conferred, ...]
    refs: tuple[tuple[int, str], ...]
    status: str
    publish_at: dt.datetime | None
    redirect_from: tuple[str, ...]
    files: tuple[str, ...]
    links: tuple[Problem | tuple[int, str], ...]
    content: bytes
    fingerprint: bytes
    list_fingerprint: bytes
    packed: bytes

    updated: dt.date | None = None
    expires_at: dt.datetime | None = None
    albums: tuple[str, ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """The paths below the content folder of the files that are published with it."""
        return tuple(_path(self.file, name) for name in self.files)

    @property
    def lede(self) -> str:
        """What sums it up: its title, since it is called by its number."""
        return self.title

    @property
    def authors(self) -> tuple[str, ...]:
        """Who issued it."""
        return (self.authority,)

    def document(self) -> OfficialDocument:
        """Return the document but for its honours."""
        document: OfficialDocument = pickle.loads(self.packed)
        return document


SourceRecord = ArticleRecord | DocumentRecord
"""What may report conferrals."""


class PhotoRecord(NamedTuple):
    """A photo that may be shown, as other pages need it. References are ids."""

    place: int
    """Which of the album's photos it is, counted from 0."""
    id: str
    file: str
    """The name of its picture; nothing when only the caption survives."""
    text: str
    """The caption, in its corrected reading if it has one."""
    people: tuple[str, ...]
    """Who is pictured and who presents: ids of records, or else names."""
    where: str
    """The id of a district, or the name of another place; its own, or its album's."""
    fingerprint: bytes
    """Changes whenever anything does that its own page shows of it."""


class AlbumRecord(NamedTuple):
    """An album as other pages need it."""

    id: str
    file: str
    title: str
    event: str | None
    date: str
    """A day, month or year (ISO 8601), its own or its event's; nothing if unknown."""
    photos: tuple[PhotoRecord, ...]
    links: tuple[Problem | tuple[int, str], ...]
    """Links of its prose, as those of an article; they count once the album is public."""
    list_fingerprint: bytes
    """Changes whenever anything does that the page of each of its photos shows of it."""
    fingerprint: bytes
    packed: bytes

    def original(self, photo: PhotoRecord) -> str:
        """Return the path of a photo's picture below the content folder; nothing without one."""
        return _path(self.file, photo.file) if photo.file else ""

    @property
    def originals(self) -> tuple[str, ...]:
        """The paths of all its pictures below the content folder."""
        return tuple(sorted({self.original(photo) for photo in self.photos if photo.file}))

    def album(self) -> Album:
        """Return the whole album."""
        album: Album = pickle.loads(self.packed)
        return album


def pack(entity: Entity) -> bytes:
    """Return an entity as the bytes that a record carries."""
    return pickle.dumps(entity, pickle.HIGHEST_PROTOCOL)
