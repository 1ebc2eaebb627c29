"""What the cache remembers of the search index of the last build."""

from collections.abc import Mapping
from typing import NamedTuple


class IndexPart(NamedTuple):
    """One of the indexes of the search."""

    name: str
    documents: tuple[tuple[str, bytes], ...]
    """Address and mark of each, in the order of their numbers."""
    paths: tuple[str, ...]
    """Its files."""
    head: Mapping[str, object]
    """What the file that is loaded first tells of it."""


class Indexed(NamedTuple):
    """What is indexed for the search."""

    basis: bytes
    """Changes whenever all documents may have."""
    base: IndexPart
    second: IndexPart | None = None
    """Holds what is not, or no longer as it is, in the base."""
    gone: tuple[int, ...] = ()
    """The numbers in the base of what is no longer found there; nothing is shown of it any more."""
