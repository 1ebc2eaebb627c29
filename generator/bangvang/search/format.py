"""The index as a whole: its folder, its ranges of first words, and what is loaded first.

The format of the files is in docs/search-format.md.
"""

import hashlib
import json
import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangvang.model.documents import Document
from bangvang.search.postings import Shard, Slice, base36, shards
from bangvang.search.spill import Spill
from bangvang.search.syllables import Form

START = "bat-dau.bin"
VERSION = 1
RECORDS = 32
"""How many documents are described in one file."""
_RANGE = 2_000_000
"""How many postings are sorted at once: about 100 MB."""
_SHARD = 24_000
"""How many bytes a file of postings has at least, before it is compressed, if there are more."""
_SHARDS = 2_500
"""About how many files of postings there may be: what is loaded first tells them all."""
_COMMON = 4_000
"""How many syllables are told first of all, the commonest."""


class Range(NamedTuple):
    """Postings with neighbouring first words, to be made into files."""

    name: str
    """What the names of its files begin with."""
    slices: list[Slice]
    forms: Path
    size: int
    """How large a file should be."""


class Spilled(NamedTuple):
    """The postings of all documents, as they were spilled."""

    forms: list[Form]
    counts: list[int]
    """In how many documents each form is."""
    ranges: list[Range]


class Spills:
    """What was spilled, with the forms of all in one table: many spills have few forms."""

    def __init__(self) -> None:
        self.numbers: dict[Form, int] = {}
        self.all: list[tuple[Spill, NDArray[np.uint32]]] = []
        """Each without its forms, and their numbers in the order in which they came."""

    def add(self, spill: Spill) -> None:
        """Take in one more."""
        numbers = self.numbers
        found = [numbers.setdefault(form, len(numbers)) for form in spill.forms]
        self.all.append((spill._replace(forms=[]), np.array(found, np.uint32)))


def ranges_of(found: Spills, work: Path) -> Spilled:
    """Return all postings as ranges of first words; `work` is a folder for files to be shared."""
    forms = sorted(found.numbers)
    order = np.zeros(len(forms), np.uint32)
    for number, form in enumerate(forms, start=1):
        order[found.numbers[form]] = number
    data = pickle.dumps(forms, pickle.HIGHEST_PROTOCOL)
    # Named by content: a process keeps what it has read.
    shared = work / f"forms-{hashlib.sha256(data).hexdigest()}"
    shared.write_bytes(data)
    spills = [spill for spill, _ in found.all]
    tables = []
    for place, (_, numbers) in enumerate(found.all):
        table = np.concatenate((np.zeros(1, np.uint32), order[numbers]))
        table.tofile(work / f"{place}.0")
        tables.append(table)
    ranges = []
    counts = np.zeros(len(forms) + 2, np.int64)
    for kind in (0, 1):
        sizes = np.zeros(len(forms) + 2, np.int64)
        for spill, table in zip(spills, tables, strict=True):
            sizes[table] += np.diff(spill.begins[kind])
        if not kind:
            counts = sizes
        size = max(_SHARD, int(sizes.sum()) * 3 // 2 // _SHARDS)
        cuts = _cuts(forms, sizes.tolist())
        for number, (low, high) in enumerate(pairwise(cuts)):
            slices = []
            for place, (spill, table) in enumerate(zip(spills, tables, strict=True)):
                begin, end = spill.begins[kind][np.searchsorted(table, (low, high))].tolist()
                if begin < end:
                    slices.append(Slice(spill.files[kind], begin, end, work / f"{place}.0"))
            if slices:
                ranges.append(Range(f"{kind + 1}-{number}-", slices, shared, size))
    return Spilled(forms, counts[1 : len(forms) + 1].tolist(), ranges)


def _cuts(forms: Sequence[Form], sizes: Sequence[int]) -> list[int]:
    """Return where ranges begin and the last one ends: forms of one syllable stay together."""
    cuts = [1]
    held = 0
    for number in range(1, len(forms) + 1):
        if held >= _RANGE and forms[number - 1][0] != forms[number - 2][0]:
            cuts.append(number)
            held = 0
        held += sizes[number]
    return [*cuts, len(forms) + 1]


def shards_of(given: Range) -> Iterator[Shard]:
    """Yield the files of a range."""
    return shards(_forms(given.forms), given.slices, given.size)


@lru_cache(maxsize=1)
def _forms(path: Path) -> list[Form]:
    forms: list[Form] = pickle.loads(path.read_bytes())
    return forms


def separators(shards: Iterable[tuple[str, str]]) -> list[str]:
    """Return the shortest text for each file that tells its first key from the last one before.

    >>> separators([("an", "bac ba"), ("bac kan", "bac ky"), ("be", "xuan")])
    ['', 'bac k', 'be']
    """
    found: list[str] = []
    before = ""
    for first, last in shards:
        same = 0
        while same < len(before) and before[same] == first[same]:
            same += 1
        found.append(first[: same + 1] if found else "")
        before = last
    return found


def packed(value: object, level: int = 9) -> bytes:
    """Return JSON, compressed."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), level)


def unpacked(data: bytes) -> Any:
    """Return the value of compressed JSON."""
    return json.loads(zlib.decompress(data))


def record(document: Document) -> tuple[str, ...]:
    """Return what is shown of a document; of one that has a file, without its body."""
    return (*document[:5], *((document.body,) if document.body and not document.file else ()))


def common_words(spilled: Spilled) -> str:
    """Return the commonest syllables, the most frequent classes first, in order within a class.

    Each is followed by the code of its commonest form, unless that has no diacritics. Classes, of
    syllables in at least 2ⁿ documents, end with a line.
    """
    found: dict[str, tuple[int, int, int]] = {}
    for (folded, code), count in zip(spilled.forms, spilled.counts, strict=True):
        total, best, commonest = found.get(folded, (0, 0, 0))
        found[folded] = (
            total + count,
            max(best, count),
            code if count > best else commonest,
        )
    words = sorted(
        (each for each in found.items() if not each[0].isdecimal()),
        key=lambda each: (-each[1][0].bit_length(), each[0]),
    )
    classes: dict[int, list[str]] = {}
    for folded, (total, _, code) in words[:_COMMON]:
        shown = f"{folded}:{base36(code)}" if code else folded
        classes.setdefault(total.bit_length(), []).append(shown)
    return "\n".join(" ".join(each) for each in classes.values())


def column(values: Sequence[tuple[str, ...]], *, rising: bool = False) -> bytes:
    """Return a column of sets of values, one for each document, compressed.

    A line of JSON, how many bytes a number has and the sets, and a zero; then which set each
    document has, the lowest byte first; `rising` ones as differences.
    """
    sets: dict[tuple[str, ...], int] = {}
    numbers = np.array([sets.setdefault(each, len(sets)) for each in values], np.uint32)
    if rising:
        numbers = np.diff(numbers, prepend=np.uint32(0))
    width = max(1, (len(sets).bit_length() + 7) // 8)
    head = json.dumps([width, list(sets)], ensure_ascii=False, separators=(",", ":"))
    data = numbers.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width].tobytes()
    return zlib.compress(head.encode() + b"\0" + data, 9)
