"""Postings as files of an index: the half of it that is made of ranges of first words."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangvang.search.syllables import Form

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_RIGHT, _LEFT = np.uint64(24), np.uint64(44)
_WORD = np.uint64((1 << 20) - 1)
_DOCUMENT = np.uint64((1 << 22) - 1)
_PLACE = np.uint64((1 << 24) - 1)


class Slice(NamedTuple):
    """A part of a spilled file, and the numbers that its forms have in the whole index."""

    path: Path
    begin: int
    end: int
    """Postings, counted from 0."""
    table: Path


class Shard(NamedTuple):
    """A file of postings."""

    first: str
    last: str
    """Its first and last key."""
    data: bytes


def shards(forms: Sequence[Form], slices: Iterable[Slice], size: int) -> Iterator[Shard]:
    """Yield the files of a range of first words, in the order of their keys.

    A file has about `size` bytes before it is compressed, or one key.
    """
    keys: list[str] = []
    lines: list[str] = []
    blobs: list[bytes] = []
    held = 0
    for key, found in _keys(forms, _encoded(_read(slices))):
        keys.append(key)
        lines.append("\t".join([key, *(f"{code}:{base36(len(blob))}" for code, blob in found)]))
        blobs += [blob for _, blob in found]
        held += len(lines[-1]) + sum(len(blob) for _, blob in found)
        if held > size:
            yield _shard(keys, lines, blobs)
            keys, lines, blobs, held = [], [], [], 0
    if keys:
        yield _shard(keys, lines, blobs)


def _shard(keys: list[str], lines: list[str], blobs: list[bytes]) -> Shard:
    data = "\n".join(lines).encode() + b"\0" + b"".join(blobs)
    return Shard(keys[0], keys[-1], zlib.compress(data, 7))


def _read(slices: Iterable[Slice]) -> NDArray[np.uint64]:
    """Return the postings of all slices with the numbers of the whole index, sorted."""
    parts = []
    for path, begin, end, numbers in slices:
        table = np.fromfile(numbers, np.uint32).astype(np.uint64)
        part = np.fromfile(path, np.uint64, end - begin, offset=begin * 8)
        left = table[part >> _LEFT] << _LEFT
        right = table[(part >> _RIGHT) & _WORD] << _RIGHT
        parts.append(left | right | (part & _PLACE))
    found = np.concatenate(parts)
    found.sort(kind="stable")
    return found


def _encoded(postings: NDArray[np.uint64]) -> Iterator[tuple[int, int, bytes]]:
    """Yield first word, second word and encoded postings of each pair.

    A posting is four times the difference to the document before, plus the tier: seven bits a byte,
    the lowest first, the highest bit set on all but the last byte.
    """
    place = postings >> np.uint64(2)
    first = np.ones(len(postings), bool)
    first[1:] = place[1:] != place[:-1]
    postings, place = postings[first], place[first]
    words = postings >> _RIGHT
    begins = np.flatnonzero(np.r_[True, words[1:] != words[:-1]])
    documents = (place & _DOCUMENT).astype(np.int64)
    steps = np.diff(documents, prepend=0)
    steps[begins] = documents[begins]
    values = steps << 2 | (postings & np.uint64(3)).astype(np.int64)
    sizes = np.ones(len(values), np.int64)
    for bits in (7, 14, 21):
        sizes += values >= 1 << bits
    ends = np.cumsum(sizes)
    data = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    starts = ends - sizes
    for byte in range(4):
        there = sizes > byte
        more = (sizes[there] > byte + 1).astype(np.uint8) << 7
        data[starts[there] + byte] = ((values[there] >> (7 * byte)) & 127).astype(np.uint8) | more
    encoded = data.tobytes()
    cuts = [*starts[begins].tolist(), len(encoded)]
    pairs = words[begins]
    left, right = (pairs >> np.uint64(20)).tolist(), (pairs & _WORD).tolist()
    for number, (one, two) in enumerate(zip(left, right, strict=True)):
        yield one, two, encoded[cuts[number] : cuts[number + 1]]


def _keys(
    forms: Sequence[Form], encoded: Iterable[tuple[int, int, bytes]]
) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Yield each key in order, with the codes of its forms and their postings."""
    table: dict[str, list[tuple[str, bytes]]] = {}
    before = ""
    for left, right, blob in encoded:
        folded, code = forms[left - 1]
        if folded != before:
            yield from sorted(table.items())
            table, before = {}, folded
        name = base36(code)
        if right:
            other, second = forms[right - 1]
            folded, name = f"{folded} {other}", f"{name}.{base36(second)}"
        table.setdefault(folded, []).append((name, blob))
    yield from sorted(table.items())


def base36(value: int) -> str:
    """Return a whole number in base 36.

    >>> base36(0), base36(35), base36(36)
    ('0', 'z', '10')
    """
    text = ""
    while True:
        value, digit = divmod(value, 36)
        text = _DIGITS[digit] + text
        if not value:
            return text
