"""Cache of the search index of the last build."""

import pickle
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from bangvang.model.documents import Document, Entry

T = TypeVar("T")


class Packed(Generic[T]):
    """A value that is unpacked when it is first asked for, and is not changed.

    One that nobody asked for is saved as the bytes that it was loaded from.
    """

    def __init__(self, value: T | None = None, data: bytes = b"") -> None:
        self._value = value
        self._data = data

    @property
    def value(self) -> T:
        """The value."""
        if self._value is None:
            self._value = pickle.loads(self._data)
        assert self._value is not None
        return self._value

    def __reduce__(self) -> tuple[Any, ...]:
        self._data = self._data or pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL)
        return Packed, (None, self._data)


class IndexPart(NamedTuple):
    """One of the indexes of the search."""

    name: str
    documents: Packed[tuple[Entry, ...]]
    """In the order of their numbers."""
    paths: tuple[str, ...]
    """Its files."""
    head: Mapping[str, object]
    """Entry of the part in the file that is loaded first."""


class Indexed(NamedTuple):
    """Index of the last build: a large part, and a small one for changes."""

    index_key: bytes
    """Changes whenever all documents may have."""
    start: Mapping[str, object]
    """What is loaded first."""
    base: IndexPart
    second: IndexPart | None = None
    """Holds what is not, or no longer as it is, in the base."""
    gone: tuple[int, ...] = ()
    """The numbers in the base of what is no longer found there; nothing is shown of it any more."""
    places: tuple[int, ...] = ()
    """For each document of the second part, before which of the base it comes."""
    fresh: tuple[tuple[Entry, Document], ...] = ()
    """The documents of the second part."""

    @property
    def parts(self) -> tuple[IndexPart, ...]:
        """The parts that there are."""
        return (self.base, self.second) if self.second else (self.base,)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of all parts."""
        return tuple(path for part in self.parts for path in part.paths)
