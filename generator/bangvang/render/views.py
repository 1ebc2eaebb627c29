"""Views: what templates show of a page, as plain values."""

from dataclasses import dataclass
from typing import Any

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
    caption: str = ""
    """What it shows and whose it is, where nothing else tells that."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article in a list."""

    title: str
    url: str
    iso: str
    day: str
    lede: str
    districts: tuple[Link, ...]
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class Head:
    """Metadata in the head of a page."""

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
    image: str = ""
    """The picture by which other sites show a link to it; without one that of the portal."""


@dataclass(frozen=True, slots=True)
class PhotoTeaser:
    """A photo on a page that is about something else."""

    url: str
    text: str
    note: str
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class Page:
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
