"""Plans: what files there are, when each must be made again, and what makes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from bangvang.model.albums import Lead, Picture
from bangvang.model.records import ArticleRecord, Conferred, TallyRecord
from bangvang.render.context import Context
from bangvang.render.views import Link, Page
from bangvang.workers import BATCH


@dataclass(frozen=True, slots=True)
class ArticleJob:
    """Inputs of the page of an article: itself, packed, and links to others."""

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
    tallies: tuple[TallyRecord, ...]
    pictures: Mapping[str, Picture]
    """The pictures beside it, by their names."""
    lead: Lead | None
    """The picture that stands for it."""
    is_open: bool
    """Whether opinions are still taken, for a consultation."""

    def without_article(self) -> "ArticleJob":
        """Return what the page shows beside the article itself."""
        return replace(self, content=b"", packed=b"")


@dataclass(frozen=True, slots=True)
class PictureJob:
    """Inputs of a rendition: its original, size, form and metadata."""

    file: str
    """The path of the original below the content folder."""
    picture: Picture
    width: int
    ending: str
    packet: bytes


RenderJob = Page | ArticleJob | Callable[[Context], Page | bytes]
"""Picklable input for one file that is rendered.

One that reads no file of content is made by a function of the context: a `functools.partial` of
a function of a module, with plain values.
"""

Job = RenderJob | PictureJob
"""Picklable input for one output file."""


class Plan(NamedTuple):
    """A page that belongs to the site: enough to know whether it must be made anew."""

    url: str
    inputs: object
    """Plain values that differ whenever the page would."""
    make: Callable[[], Job]
    modified: str = ""
    """The day of the last change, for the sitemap; empty when it is not known."""
    listed: bool = True
    """Whether search engines should list the page."""
    batch: int = BATCH
    """How many such files are made in the time of a hundred pages, about."""
    file: str = "site.md"
    """The file of content that the page is about, as told when another claims its address."""

    @classmethod
    def of(cls, page: Page, modified: str = "") -> "Plan":
        """Return the plan of a page that was cheap to make."""
        return cls(page.url, page, lambda: page, modified, page.head.listed)


def last_change(articles: Iterable[ArticleRecord]) -> str:
    """Return the day on which one of the articles last changed; empty for none."""
    days = [article.updated or article.date for article in articles]
    return max(days).isoformat() if days else ""
