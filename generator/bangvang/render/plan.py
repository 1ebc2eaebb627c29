"""Plans: what pages there are, when each must be made again, and what makes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bangvang.model.albums import Picture
from bangvang.model.records import Card, Conferred, Stated
from bangvang.model.types import HonoreeKind

JsonLd = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site; `url` is relative to the site's root."""

    title: str
    url: str
    note: str = ""
    away: bool = False
    """Whether it leads to another site, and `url` is a whole address."""


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
class PictureView:
    """A picture in several widths, each as WebP and as JPEG: `<base><width>.webp`."""

    base: str
    """What their addresses begin with, relative to the root."""
    widths: tuple[int, ...]
    """In pixels, the smallest first."""
    width: int
    """In pixels, of the largest."""
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class PhotoTeaser:
    """A photo on a page that is about something else."""

    url: str
    text: str
    note: str
    picture: PictureView | None


class Job:
    """What one file of the site is made from: plain values that any process can be given."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Page(Job):
    """A page to be rendered: its shell, its head, its template and what the template shows."""

    kind: str
    """The kind of its shell."""
    head: Head
    template: str
    view: dict[str, Any]
    crumbs: tuple[Link, ...] = ()

    @property
    def url(self) -> str:
        """Its address, relative to the root."""
        return self.head.url


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that belongs to the site: enough to know whether it must be made anew."""

    url: str
    shows: object
    """Plain values that differ whenever the page would."""
    make: Callable[[], Job]
    modified: str = ""
    """The day of the last change, for the sitemap; empty when it is not known."""
    listed: bool = True
    """Whether search engines should list the page."""
    slow: bool = False
    """Whether it takes many times as long as a page."""
    file: str = "site.md"
    """The file of content that the page is about, as told when another claims its address."""

    @classmethod
    def of(cls, page: Page, modified: str = "") -> "Plan":
        """Return the plan of a page that was cheap to make."""
        return cls(page.url, page, lambda: page, modified, page.head.listed)


@dataclass(frozen=True, slots=True)
class ArticleJob(Job):
    """What the page of an article is made from: itself, packed, and what it shows of others."""

    file: str
    content: bytes
    """The SHA-256 of the file, where its prose is."""
    packed: bytes
    newer: Link | None
    older: Link | None
    related: tuple[Link, ...]
    albums: tuple[tuple[bytes, Mapping[str, Picture]], ...]
    """Its albums, packed, each with its originals by the ids of its photos."""
    honours: tuple[tuple[Conferred, Link | None], ...]
    """The conferrals it reports; one that another article defines comes with a link to that."""
    tallies: tuple[Stated, ...]
    is_open: bool
    """Whether opinions are still taken, for a consultation."""


@dataclass(frozen=True, slots=True)
class HonoreeJob(Job):
    """What the page of an honoree is made from."""

    id: str
    name: str
    kind: HonoreeKind
    honours: tuple[tuple[Conferred, tuple[Link, ...]], ...]
    """What was conferred, oldest first, each with the articles that report it."""
    photos: tuple[PhotoTeaser, ...]


def last_change(articles: Iterable[Card]) -> str:
    """Return the day on which one of the articles last changed; empty for none."""
    days = [article.updated or article.date for article in articles]
    return max(days).isoformat() if days else ""
