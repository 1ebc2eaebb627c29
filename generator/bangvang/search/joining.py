"""An index that was made read back: the half of joining several that knows their files.

The format of the files is in docs/search-format.md.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangvang.model.documents import FACETS, KINDS, DocumentKind
from bangvang.search.index import START, VERSION, unpacked
from bangvang.search.reading import Postings, Spill, spill_postings
from bangvang.search.syllables import Form

_CHUNK = 2_000_000
"""About how many postings are held at once: some 100 MB."""
MOST = 1 << 22
"""How many documents an index may have."""


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

    def __init__(self, root: Path, head: Mapping[str, Any], records: int, gone: set[int]) -> None:
        self.folder = root / str(head["name"])
        self.size = int(head["documents"])
        """How many documents it has, whether they count or not."""
        self._head = head
        self._records = records
        self._gone = gone

    def documents(self) -> Iterator[Shown]:
        """Yield the documents that still count, in their order."""
        columns = {facet: _column(self._read(f"{facet}.bin"), self.size) for facet in FACETS}
        starts = list(self._head["kinds"])
        records: list[Any] = []
        for number in range(self.size):
            if number % self._records == 0:
                records = unpacked((self.folder / f"r{number // self._records}.bin").read_bytes())
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
        return (self.folder / f"t{number}.bin").read_bytes()

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
        for place, files in enumerate(self._head["singles" if kind == 1 else "pairs"][0]):
            yield from (f"{kind}-{place}-{number}.bin" for number in range(files))

    def _read(self, name: str) -> bytes:
        return zlib.decompress((self.folder / name).read_bytes())


class Index(NamedTuple):
    """The index of a portal."""

    parts: tuple[Part, ...]
    names: Mapping[str, Sequence[tuple[str, str]]]
    """The values of each facet with their names, in the order in which readers look."""
    aliases: tuple[tuple[str, str], ...]


def read_index(root: Path) -> Index:
    """Return the index in a folder.

    Raise `OSError`, `ValueError`, `LookupError`, `TypeError` or `zlib.error` when it is damaged, or
    of another version.
    """
    start = unpacked((root / START).read_bytes())
    if start["version"] != VERSION or start["kinds"] != list(KINDS):
        raise ValueError(f"{START}: {start['version']}")
    gone = (set(accumulate(start["gone"])), set[int]())
    parts = [
        Part(root, head, start["records"], lost)
        for head, lost in zip(start["parts"], gone, strict=False)
    ]
    names = unpacked((root / start["names"]).read_bytes())
    return Index(tuple(parts), names, tuple((one, other) for one, other in start["aliases"]))


def _column(data: bytes, size: int) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the sets of values that a column knows, and which of them each document has."""
    head, _, numbers = data.partition(b"\0")
    width, sets = unpacked(zlib.compress(head))
    digits = np.frombuffer(numbers, np.uint8, size * width).reshape(size, width).astype(np.int64)
    places = (digits << np.arange(0, 8 * width, 8)).sum(axis=1)
    return [tuple(each) for each in sets], places.tolist()


def _postings(data: bytes, forms: dict[Form, int], numbers: NDArray[np.int64]) -> Postings:
    """Return the postings of a file; forms that are new are numbered on."""
    head, _, encoded = data.partition(b"\0")
    words: list[tuple[int, ...]] = []
    sizes: list[int] = []
    for line in head.decode().split("\n"):
        key, *lists = line.split("\t")
        folded = key.split(" ")
        for each in lists:
            codes, _, size = each.partition(":")
            pair = zip(folded, codes.split("."), strict=True)
            found = [forms.setdefault((text, int(code, 36)), len(forms) + 1) for text, code in pair]
            words.append((*found, 0)[:2])
            sizes.append(int(size, 36))
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
