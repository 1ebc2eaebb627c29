"""Cache of the search index of the last build."""

from collections.abc import Mapping
from typing import NamedTuple


class IndexPart(NamedTuple):
    """One of the indexes of the search."""

    name: str
    documents: tuple[tuple[str, bytes], ...]
    """Address and fingerprint of each, in the order of their numbers."""
    paths: tuple[str, ...]
    """Its files."""
    head: Mapping[str, object]
    """Entry of the part in the file that is loaded first."""


class Indexed(NamedTuple):
    """Index of the last build: a large part, and a small one for changes."""

    index_key: bytes
    """Changes whenever all documents may have."""
    base: IndexPart
    second: IndexPart | None = None
    """Holds what is not, or no longer as it is, in the base."""
    gone: tuple[int, ...] = ()
    """The numbers in the base of what is no longer found there; nothing is shown of it any more."""
