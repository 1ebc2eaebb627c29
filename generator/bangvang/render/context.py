"""Context: what all pages of a build are made from, and how they name and address things."""

from dataclasses import dataclass, field
from typing import Any

from bangvang.model.catalog import Catalog, Documents, Parts, Registers
from bangvang.model.dates import parse_partial
from bangvang.model.records import ArticleRecord, Conferred, DocumentRecord, SourceRecord
from bangvang.model.registers import District, Event, Movement, Site
from bangvang.model.urls import ATOM, RSS, conferral_url, honoree_url, slice_url, term_url
from bangvang.render.labels import DOCUMENT_KINDS, LEVELS, UNKNOWN
from bangvang.render.pictures import picture_view, thumbnail
from bangvang.render.views import JsonLd, Link, PictureView, Teaser
from bangvang.words import Words, words

DOCUMENTS = 10
"""How many documents the page of a term shows, and that of the roll."""


@dataclass(frozen=True, slots=True)
class Context:
    """Lookups that every view needs: names, words and addresses."""

    registers: Registers
    words: Words
    parts: Parts

    @property
    def roll(self) -> bool:
        """Whether the site has an honour roll."""
        return self.parts.roll

    @property
    def archive(self) -> bool:
        """Whether the site has an archive of photos."""
        return self.parts.archive

    def absolute(self, url: str) -> str:
        """Return the full address of a page of the site."""
        return self.registers.site.url + url

    def article(self, article: SourceRecord) -> Link:
        """Return the link to an article, or to an official document by its number, with its day."""
        title = self.document(article) if isinstance(article, DocumentRecord) else article.title
        return Link(title, article.url, self.words.day(article.date))

    def document(self, document: DocumentRecord) -> str:
        """Return how an official document is called: its kind and number."""
        kind = self.words.text(DOCUMENT_KINDS[document.kind])
        return self.words.text("{kind} No. {number}", kind=kind, number=document.number)

    def term(self, term: District | Movement | Event) -> Link:
        """Return the link to a district, movement or event."""
        return Link(term.name, term_url(term))

    def district(self, identity: str) -> Link:
        """Return the link to a district of the register."""
        return self.term(self.registers.districts[identity])

    def movement(self, identity: str) -> Link:
        """Return the link to a movement of the register."""
        return self.term(self.registers.movements[identity])

    def event(self, identity: str) -> Link:
        """Return the link to an event of the register."""
        return self.term(self.registers.events[identity])

    def award(self, identity: str) -> str:
        """Return the name of an award."""
        return self.registers.awards[identity].name

    def award_link(self, identity: str) -> Link:
        """Return the link to the page of an award."""
        return Link(self.award(identity), slice_url("award", identity) if self.roll else "")

    def identity(self, what: Conferred) -> str:
        """Return the id under which the honoree of a conferral has a page."""
        return what.honoree if what.honoree in self.registers.honorees else what.id

    def honoured(self, what: Conferred) -> Link:
        """Return the link to a conferral on the page of its honoree."""
        url = conferral_url(self.identity(what), what.id) if self.roll else ""
        return Link(self.honoree(what.honoree), url)

    def conferrals(self, count: int) -> str:
        """Return how many conferrals there are, in words."""
        return self.words.count("one conferral", "{n} conferrals", count)

    def level(self, level: str) -> str:
        """Return the name of a level; of none, that it is not known."""
        return self.words.text(LEVELS.get(level, UNKNOWN))

    def when(self, date: str) -> str:
        """Return a day, a month or a year (ISO 8601) in words; nothing for nothing."""
        return self.words.when(parse_partial(date)) if date else ""

    def honoree(self, reference: str) -> str:
        """Return the name of an honoree given by name or id."""
        record = self.registers.honorees.get(reference)
        return record.name if record else reference

    def withheld(self, reference: str) -> bool:
        """Return whether an honoree with a record is to be named nowhere."""
        record = self.registers.honorees.get(reference)
        return record is not None and record.status == "withheld"

    def honoree_link(self, identity: str, name: str) -> Link:
        """Return an honoree, given by name or id, with the link to the page that the id has."""
        return Link(self.honoree(name), honoree_url(identity) if identity and self.roll else "")

    def place(self, reference: str | None) -> str:
        """Return the name of a place given as the id of a district or as free text."""
        record = self.registers.districts.get(reference or "")
        return record.name if record else reference or ""

    def documents(self, documents: Documents) -> tuple[Link, ...]:
        """Return the links to the newest of some documents, each with what it is about."""
        return tuple(
            Link(self.document(each), each.url, each.title) for each in documents[:DOCUMENTS]
        )

    def breadcrumbs(self, crumbs: tuple[Link, ...]) -> JsonLd:
        """Return the JSON-LD of the way to a page."""
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": crumb.title,
                    "item": self.absolute(crumb.url),
                }
                for position, crumb in enumerate(crumbs, start=1)
            ],
        }


@dataclass(frozen=True, slots=True)
class Portal(Context):
    """Context of pages that show more than one article."""

    catalog: Catalog
    rows: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The rows of the roll that were made, by the ids of conferrals: each stands on many pages."""

    @classmethod
    def of(cls, catalog: Catalog, parts: Parts) -> "Portal":
        """Return what the pages of a catalog are made from, in the portal's own language."""
        return cls(catalog.registers, words(catalog.site.language), parts, catalog)

    @property
    def site(self) -> Site:
        """The portal's own facts."""
        return self.registers.site

    def teaser(self, article: ArticleRecord, *, large: bool = False) -> Teaser:
        """Return an article as it stands in a list, or with a large picture above one."""
        lead = self.catalog.leads.get(article.url)
        view = picture_view if large else thumbnail
        return Teaser(
            title=article.title,
            url=article.url,
            iso=article.date.isoformat(),
            day=self.words.day(article.date),
            lede=article.lede,
            districts=tuple(self.district(identity) for identity in article.districts),
            picture=view(lead.base, lead.picture) if lead else None,
        )

    def portrait(self, identity: str, name: str) -> PictureView | None:
        """Return the picture of an honoree, when the archive that it is in is part of the site."""
        found = self.catalog.portraits.get(identity)
        return picture_view(found.base, found.picture, name) if found and self.archive else None

    def face(self, article: SourceRecord) -> object:
        """Return what differs whenever an article stands in a list otherwise."""
        return article.list_fingerprint, self.catalog.leads.get(article.url)

    def counted(self, term: District | Movement | Event) -> Link:
        """Return the link to a term, with the count of its articles."""
        catalog = self.catalog
        index = {
            District: catalog.by_district,
            Movement: catalog.by_movement,
            Event: catalog.by_event,
        }[type(term)]
        count = len(index.get(term.id, ()))
        note = self.words.count("one article", "{n} articles", count)
        return Link(term.name, term_url(term), note)


def site_feeds(context: Context) -> tuple[Link, ...]:
    """Return the feeds of the whole site; what has no articles has none."""
    if context.parts.joined:
        return ()
    name = context.registers.site.name
    return (Link(f"{name} (Atom)", ATOM), Link(f"{name} (RSS)", RSS))
