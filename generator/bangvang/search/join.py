"""An index that was made read back: the half of joining several that knows their files.

The format of the files is in docs/search-format.md.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, StringConstraints, TypeAdapter

from bangvang.content.read.bounded import read_bounded
from bangvang.model.documents import FACETS, KINDS, DocumentKind
from bangvang.search.format import START, VERSION
from bangvang.search.spill import Postings, Spill, spill_postings
from bangvang.search.syllables import Form

_CHUNK = 2_000_000
"""About how many postings are held at once: some 100 MB."""
MOST = 1 << 22
"""How many documents an index may have."""


_LARGEST = 1 << 28
"""How many bytes a file may have: one that was made to fill the memory is refused."""

_Count = Annotated[int, Field(ge=0)]


class _Head(BaseModel):
    name: Annotated[str, StringConstraints(pattern="^[0-9a-f]+$")]
    documents: Annotated[int, Field(ge=0, le=MOST)]
    kinds: Annotated[list[_Count], Field(min_length=len(KINDS), max_length=len(KINDS))]
    singles: tuple[list[_Count], list[str]]
    pairs: tuple[list[_Count], list[str]]


class _Start(BaseModel):
    """What is loaded first."""

    version: int
    kinds: list[str]
    names: Annotated[str, StringConstraints(pattern=r"^ten-[0-9a-f]+\.bin$")]
    records: Annotated[int, Field(ge=1, le=MOST)]
    parts: Annotated[list[_Head], Field(min_length=1, max_length=2)]
    gone: list[_Count]
    aliases: list[tuple[str, str]]


_Names = TypeAdapter(dict[str, list[tuple[str, str]]])
_Records = TypeAdapter(list[Annotated[list[str], Field(min_length=5, max_length=6)] | None])
_Sets = TypeAdapter(tuple[Annotated[int, Field(ge=1, le=4)], list[tuple[str, ...]]])


class Shown(NamedTuple):
    """A document of an index, as its files tell of it."""

    number: int
    """In its part."""
    kind: DocumentKind
    record: list[str]
    """Title, address, date, date and place in words, lead, and the body of what is no article."""
    facets: Mapping[str, tuple[str, ...]]


class Part:
    """One of the one or two indexes of a portal."""

    def __init__(self, root: Path, head: _Head, records: int, gone: set[int]) -> None:
        self.folder = root / head.name
        self.size = head.documents
        """How many documents it has, whether they count or not."""
        self._head = head
        self._records = records
        self._gone = gone

    def documents(self) -> Iterator[Shown]:
        """Yield the documents that still count, in their order."""
        columns = {facet: _column(self._read(f"{facet}.bin"), self.size) for facet in FACETS}
        starts = self._head.kinds
        records: list[list[str] | None] = []
        for number in range(self.size):
            if number % self._records == 0:
                records = _Records.validate_json(self._read(f"r{number // self._records}.bin"))
            record = records[number % self._records]
            if record is None or number in self._gone:
                continue
            kind = KINDS[sum(start <= number for start in starts) - 1]
            facets: dict[str, tuple[str, ...]] = {
                facet: sets[places[number]] for facet, (sets, places) in columns.items()
            }
            yield Shown(number, kind, record, facets)

    def text(self, number: int) -> bytes:
        """Return the file with the text of an article."""
        return read_bounded(self.folder / f"t{number}.bin", _LARGEST)

    def spills(self, numbers: NDArray[np.int64], work: Path, stem: str) -> Iterator[Spill]:
        """Write all postings below `work`, for documents that get other numbers; -1 drops one."""
        for kind in (1, 2):
            forms: dict[Form, int] = {}
            held: list[Postings] = []
            amount = count = 0
            for name in self._shards(kind):
                held.append(_postings(self._read(name), forms, numbers))
                amount += len(held[-1].place)
                if amount > _CHUNK:
                    yield _spilled(forms, kind, held, work / f"{stem}-{kind}-{count}")
                    forms, held, amount, count = {}, [], 0, count + 1
            yield _spilled(forms, kind, held, work / f"{stem}-{kind}-{count}")

    def _shards(self, kind: int) -> Iterator[str]:
        counts, _ = self._head.singles if kind == 1 else self._head.pairs
        for place, files in enumerate(counts):
            yield from (f"{kind}-{place}-{number}.bin" for number in range(files))

    def _read(self, name: str) -> bytes:
        return _whole(self.folder / name)


class Index(NamedTuple):
    """The index of a portal."""

    parts: tuple[Part, ...]
    names: Mapping[str, Sequence[tuple[str, str]]]
    """The values of each facet with their names, in the order in which readers look."""
    aliases: tuple[tuple[str, str], ...]
    fingerprint: bytes
    """Changes whenever anything does that it tells."""


def read_index(root: Path) -> Index:
    """Return the index in a folder.

    Raise `OSError`, `ValueError`, `LookupError` or `zlib.error` when it is damaged, or of another
    version.
    """
    data = _whole(root / START)
    start = _Start.model_validate_json(data)
    if start.version != VERSION or start.kinds != list(KINDS):
        raise ValueError(f"{START}: {start.version}")
    gone = (set(accumulate(start.gone)), set[int]())
    parts = [
        Part(root, head, start.records, lost) for head, lost in zip(start.parts, gone, strict=False)
    ]
    names = _Names.validate_json(_whole(root / start.names))
    if names.keys() != set(FACETS):
        raise ValueError(start.names)
    return Index(tuple(parts), names, tuple(start.aliases), hashlib.sha256(data).digest())


def _whole(path: Path) -> bytes:
    """Return what a file holds, uncompressed."""
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(read_bounded(path, _LARGEST), _LARGEST)
    if not unpacking.eof:
        raise ValueError(path.name)
    return data


def _column(data: bytes, size: int) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the sets of values that a column knows, and which of them each document has."""
    head, _, numbers = data.partition(b"\0")
    width, sets = _Sets.validate_json(head)
    digits = np.frombuffer(numbers, np.uint8, size * width).reshape(size, width).astype(np.int64)
    places = (digits << np.arange(0, 8 * width, 8)).sum(axis=1)
    return sets, places.tolist()


def _postings(data: bytes, forms: dict[Form, int], numbers: NDArray[np.int64]) -> Postings:
    """Return the postings of a file; forms that are new are numbered on."""
    head, _, encoded = data.partition(b"\0")
    words: list[tuple[int, ...]] = []
    sizes: list[int] = []
    for line in head.decode().split("\n"):
        key, *lists = line.split("\t")
        folded = key.split(" ")
        for each in lists:
            if "-" in each:
                raise ValueError(key)
            codes, _, size = each.partition(":")
            pair = zip(folded, codes.split("."), strict=True)
            found = [forms.setdefault((text, int(code, 36)), len(forms) + 1) for text, code in pair]
            words.append((*found, 0)[:2])
            sizes.append(int(size, 36))
    if min(sizes) < 1 or sum(sizes) != len(encoded):
        raise ValueError("sizes")
    raw = np.frombuffer(encoded, np.uint8)
    ends = np.flatnonzero(raw < 128)
    starts = np.concatenate(([0], ends[:-1] + 1))
    digits = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    values = np.add.reduceat((raw & 127).astype(np.int64) << (7 * digits), starts)
    place = np.searchsorted(np.cumsum(sizes), ends, side="right")
    # Differences begin anew with every line.
    steps = values >> 2
    sums = np.cumsum(steps)
    begins = np.searchsorted(place, np.arange(len(sizes)))
    documents = numbers[sums - (sums - steps)[begins][place]]
    kept = documents >= 0
    first, second = np.array(words, np.int64).T[:, place[kept]]
    return Postings(first, second, documents[kept] << 2 | (values & 3)[kept])


def _spilled(forms: Mapping[Form, int], kind: int, held: Sequence[Postings], stem: Path) -> Spill:
    """Write postings of single words (kind 1) or of pairs to their file, and an empty other one."""
    none = Postings(*[np.zeros(0, np.int64)] * 3)
    found = Postings(*(np.concatenate(arrays) for arrays in zip(none, *held, strict=True)))
    # A word of which nothing is left is not to be told, not even as a suggestion.
    used = set(np.unique(found.first).tolist()).union(np.unique(found.second).tolist())
    left = {form: number for form, number in forms.items() if number in used}
    return spill_postings(left, *((found, none) if kind == 1 else (none, found)), stem)
