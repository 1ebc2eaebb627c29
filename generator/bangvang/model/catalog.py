"""The catalog: everything that is public, resolved and indexed. Render reads nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bangvang.model.albums import Lead, Picture
from bangvang.model.ledger import Ledger
from bangvang.model.records import (
    AlbumRecord,
    ArticleRecord,
    Conferred,
    DocumentRecord,
    PhotoRecord,
    SourceRecord,
)
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)
from bangvang.model.roll import Roll
from bangvang.model.types import Vocabulary

Articles = tuple[ArticleRecord, ...]
"""Articles, newest first."""

Documents = tuple[DocumentRecord, ...]
"""Official documents, newest first."""

Photos = tuple[tuple[AlbumRecord, PhotoRecord], ...]
"""Photos, each with its album."""


@dataclass(frozen=True, slots=True)
class Registers:
    """What articles and albums refer to, by id; references in it are ids after `relate`."""

    site: Site
    events: Mapping[str, Event]
    honorees: Mapping[str, Honoree]
    awards: Mapping[str, Award]
    movements: Mapping[str, Movement]
    districts: Mapping[str, District]
    pages: Mapping[str, HandWritten]
    fingerprints: Mapping[tuple[str, str], bytes]
    """For folder and id, what changes whenever the file of the entity changes."""

    def label(self, folder: str, identity: str | None) -> object:
        """Return what pages of others show of an entity; None for an id that leads nowhere."""
        register: Mapping[str, Vocabulary] = getattr(self, folder)
        entity = register.get(identity or "")
        return entity and (entity.id, *entity.label)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The public portal: registers, and the indexes that pages are made from."""

    registers: Registers
    articles: Articles
    documents: Documents
    sources: tuple[SourceRecord, ...]
    """Articles and documents, newest first."""
    documents_about: Mapping[tuple[str, str], Documents]
    """The documents about each district, movement or event, by its folder and id."""
    related_documents: Mapping[str, tuple[tuple[str, str], ...]]
    """For each document by id, how others relate to it: the relation, and the id of the other."""
    in_force: frozenset[str]
    """The documents that are in force, by id."""
    ledger: Ledger
    """The addresses that were ever published."""
    withdrawn: tuple[str, ...]
    """What the addresses begin with that go with articles which are withheld or have expired."""
    open: frozenset[str]
    """The consultations on which opinions are still taken, by id."""
    albums: Mapping[str, AlbumRecord]
    """The albums that are public, newest first."""
    known_names: Mapping[str, Mapping[str, str]]
    """For each album, which of its free names mean whom: the id of an honoree's page."""
    pictures: Mapping[str, Picture]
    """The pictures beside albums, articles and pages, by the paths of their files."""
    leads: Mapping[str, Lead]
    """The pictures that stand for articles, by the addresses of those that have one."""
    portraits: Mapping[str, Lead]
    """The pictures of honorees with a record, by its id."""
    attached: tuple[str, ...]
    """The names of the files that are published from beside hand-written pages."""
    photos_of: Mapping[str, Photos]
    """The photos on which each honoree is, under the id of the honoree's page."""
    photos_by_district: Mapping[str, Photos]
    photos_by_movement: Mapping[str, Photos]
    """Those of the movement's events."""
    photos_beside_movement: Mapping[str, Photos]
    """Those of albums that articles about a movement show, and that are not of its events."""
    by_album: Mapping[str, Articles]
    about_honoree: Mapping[str, Articles]
    """The articles about each honoree with a record, by its id."""
    by_district: Mapping[str, Articles]
    by_movement: Mapping[str, Articles]
    by_event: Mapping[str, Articles]
    events: tuple[Event, ...]
    """Newest first."""
    events_by_district: Mapping[str, tuple[Event, ...]]
    events_by_movement: Mapping[str, tuple[Event, ...]]
    movements: tuple[Movement, ...]
    """In Vietnamese order."""
    local_versions: Mapping[str, tuple[Movement, ...]]
    districts: tuple[District, ...]
    """In Vietnamese order of their names."""
    conferrals: Mapping[str, tuple[Conferred, SourceRecord]]
    """Each conferral that is not withheld, with the article or document that defines it."""
    honoured_at: frozenset[str]
    """Events at which something was conferred."""
    withholds: bool
    """Whether a conferral or an honoree is withheld."""
    make_roll: Callable[[], Roll]
    """Returns the roll, which is made once, when it is first asked for."""
    albums_by_event: Mapping[str, tuple[AlbumRecord, ...]]
    related: Mapping[str, Articles]

    @property
    def consultations(self) -> Articles:
        """The notices that ask or asked for opinions on proposed honours, newest first."""
        return tuple(article for article in self.articles if article.closes)

    @property
    def stories(self) -> Articles:
        """The articles that tell of an exemplar, newest first."""
        return tuple(article for article in self.articles if article.story)

    @property
    def roll(self) -> Roll:
        """The honour roll. What does not show it should not ask: it takes long to make."""
        return self.make_roll()

    @property
    def site(self) -> Site:
        """The portal's own facts."""
        return self.registers.site


class Parts(NamedTuple):
    """Which parts a portal has beside its articles and terms."""

    search: bool = True
    roll: bool = True
    """The honour roll, its data and the pages of honorees."""
    archive: bool = True
    """The photo archive."""
    precompress: bool = False
    """Compressed copies of what is text."""
    joined: bool = False
    """Whether it is the register of several portals: it has no articles and terms of its own."""
    documents: bool = False
    """Whether it has official documents."""


OPTIONS = Parts._fields[:4]
"""The parts that a configuration chooses."""
