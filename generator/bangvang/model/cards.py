"""Cards: what the rest of the portal needs to know of an article or album.

The whole entity stays packed, as bytes, until its own page is made. Ten thousand cards are read,
sorted and sent to other processes in the time that a few hundred whole articles would take.
"""

import datetime as dt
import hashlib
import pickle
from typing import NamedTuple

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.base import Entity
from bangvang.model.problem import Problem


class Defined(NamedTuple):
    """A conferral that an article defines."""

    place: int
    """Which of the article's honours it is, counted from 0."""
    id: str
    honoree: str
    """The name, or the id of a record."""
    event: str | None


class Card(NamedTuple):
    """An article as other pages need it. References are ids."""

    id: str
    file: str
    url: str
    """Its address, relative to the site's root."""
    title: str
    lede: str
    date: dt.date
    updated: dt.date | None
    authors: tuple[str, ...]
    districts: tuple[str, ...]
    movements: tuple[str, ...]
    events: tuple[str, ...]
    albums: tuple[str, ...]
    conferrals: tuple[Defined, ...]
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
    mark: bytes
    """Changes whenever anything changes that the article's own page shows of it."""
    face: bytes
    """Changes whenever anything changes that lists show of it."""
    packed: bytes

    def article(self) -> Article:
        """Return the whole article; its prose stays in its file."""
        article: Article = pickle.loads(self.packed)
        return article


class AlbumCard(NamedTuple):
    """An album as other pages need it."""

    id: str
    file: str
    title: str
    event: str | None
    pictures: tuple[str, ...]
    """Names of its pictures that may be shown."""
    mark: bytes
    packed: bytes

    def album(self) -> Album:
        """Return the whole album."""
        album: Album = pickle.loads(self.packed)
        return album


def mark(*parts: object) -> bytes:
    """Return what changes whenever one of the parts does: plain values, dataclasses, tuples."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


def pack(entity: Entity) -> bytes:
    """Return an entity as the bytes that a card carries."""
    return pickle.dumps(entity, pickle.HIGHEST_PROTOCOL)
