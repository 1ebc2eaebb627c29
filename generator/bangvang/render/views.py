"""Views: the plain values that templates show. All sorting, wording and addressing is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bangvang.model.articles import Article
from bangvang.model.catalog import Catalog
from bangvang.model.registers import District, Event, Movement
from bangvang.model.urls import article_url, term_url
from bangvang.words import Words

JsonLd = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site; `url` is relative to the site's root."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article in a list."""

    title: str
    url: str
    iso: str
    day: str
    lede: str
    districts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of a page."""

    title: str
    description: str
    url: str
    """Relative to the root."""
    feeds: tuple[Link, ...] = ()
    og_type: str = "website"
    published: str = ""
    modified: str = ""
    json_ld: tuple[JsonLd, ...] = ()
    listed: bool = True
    """Whether search engines should list the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its shell, its head, its template and what the template shows."""

    kind: str
    """The kind of its shell."""
    head: Head
    template: str
    view: dict[str, Any]
    crumbs: tuple[Link, ...] = ()
    modified: str = ""
    """The day of the last change, for the sitemap; empty when it is not known."""

    @property
    def url(self) -> str:
        """Its address, relative to the root."""
        return self.head.url


def last_change(articles: Iterable[Article]) -> str:
    """Return the day on which one of the articles last changed; empty for none."""
    days = [article.updated or article.date for article in articles]
    return max(days).isoformat() if days else ""


@dataclass(frozen=True, slots=True)
class Context:
    """What every view is made from."""

    catalog: Catalog
    words: Words

    def absolute(self, url: str) -> str:
        """Return the full address of a page of the site."""
        return self.catalog.site.url + url

    def article(self, article: Article) -> Link:
        """Return the link to an article, with its day."""
        return Link(article.title, article_url(article), self.words.day(article.date))

    def term(self, term: District | Movement | Event) -> Link:
        """Return the link to a district, movement or event."""
        return Link(term.name, term_url(term))

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

    def district(self, identity: str) -> Link:
        """Return the link to a district of the register."""
        return self.term(self.catalog.registers.districts[identity])

    def movement(self, identity: str) -> Link:
        """Return the link to a movement of the register."""
        return self.term(self.catalog.registers.movements[identity])

    def event(self, identity: str) -> Link:
        """Return the link to an event of the register."""
        return self.term(self.catalog.registers.events[identity])

    def award(self, identity: str) -> str:
        """Return the name of an award."""
        return self.catalog.registers.awards[identity].name

    def honoree(self, reference: str) -> str:
        """Return the name of an honoree given by name or id."""
        record = self.catalog.registers.honorees.get(reference)
        return record.name if record else reference

    def place(self, reference: str | None) -> str:
        """Return the name of a place given as the id of a district or as free text."""
        record = self.catalog.registers.districts.get(reference or "")
        return record.name if record else reference or ""

    def teaser(self, article: Article) -> Teaser:
        """Return an article as it stands in a list."""
        return Teaser(
            title=article.title,
            url=article_url(article),
            iso=article.date.isoformat(),
            day=self.words.day(article.date),
            lede=article.lede,
            districts=tuple(self.district(identity) for identity in article.districts),
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
