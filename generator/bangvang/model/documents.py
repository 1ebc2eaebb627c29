"""What the search knows of anything that it may find."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

DocumentKind = Literal[
    "page",
    "district",
    "movement",
    "award",
    "event",
    "honoree",
    "article",
    "document",
    "honour",
    "photo",
]
KINDS: tuple[DocumentKind, ...] = (
    *("page", "district", "movement", "award", "event", "honoree", "article", "document"),
    *("honour", "photo"),
)
"""In the order in which the search numbers them, and shows what is equally good."""

Facet = Literal["district", "movement", "award", "level", "honoree", "event"]
FACETS: tuple[Facet, ...] = ("district", "movement", "award", "level", "honoree", "event")
"""By what documents are chosen, beside their kind and year: ids of terms, levels, kinds."""


class Document(NamedTuple):
    """What is shown of one thing that the search may find, and where its words come from."""

    title: str
    url: str
    date: str
    """A day, month or year (ISO 8601); nothing if there is none."""
    note: str
    """When and where, in words."""
    lead: str
    """What matters next to the title: a lede, an award, names."""
    body: str = ""
    """Paragraphs, with an empty line between them."""
    file: str = ""
    """The file of content that has the body as its prose."""
    content: bytes = b""
    """The SHA-256 of that file."""
    facets: Mapping[Facet, tuple[str, ...]] = {}


class Entry(NamedTuple):
    """Enough of a document to know whether it is the one that is indexed, and its place there."""

    kind: DocumentKind
    date: str
    url: str
    fingerprint: bytes
    """Changes whenever the document does."""


class Findable(NamedTuple):
    """A document that may be needed: its entry, and what makes it."""

    kind: DocumentKind
    date: str
    url: str
    fingerprint: bytes
    make: Callable[[], Document]


def document_key(kind: DocumentKind, date: str, url: str) -> tuple[int, str, str]:
    """Return what puts documents in order: by kind, newest first, of one day by address."""
    backwards = "".join(chr(0x7F - ord(char)) for char in date) + "\x7f"
    return KINDS.index(kind), backwards, url
