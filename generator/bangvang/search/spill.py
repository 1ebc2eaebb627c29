"""The words of documents as numbers, spilled to files: the half of an index that workers make."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangvang.search.abbreviations import LONG_FORMS
from bangvang.search.syllables import Form, forms_of, runs_of

SHORT = 7
"""How many words a title may have to count as a name."""
GAP = 0
"""The number of no word: what is on its two sides is not side by side."""
_RIGHT, _LEFT = 24, 44
"""Where in a packed posting its second and its first word begin; below are document and tier."""
_TIER = 2


class Text(NamedTuple):
    """Texts of a document that are indexed."""

    number: int
    title: str
    named: bool
    """Whether the title is a name, or a headline: it counts for more than a caption."""
    lead: str
    body: str


class Spill(NamedTuple):
    """The postings of some documents: words are numbers of forms, counted from 1 in their order.

    Of each of the two files the content is sorted numbers of 64 bits: first word, second word (0
    in the file of single words), document, tier; from the highest bits to the lowest.
    """

    forms: list[Form]
    begins: tuple[NDArray[np.int32], NDArray[np.int32]]
    """For each form, at which posting of the two files it begins to be the first word."""
    files: tuple[Path, Path]
    """Of single words, and of pairs."""


class _Numbers(dict[str, int]):
    """Numbers of words; of a word that is several syllables a negative one."""

    def __init__(self) -> None:
        self.forms: dict[Form, int] = {}
        self.several: list[list[int]] = []

    def __missing__(self, word: str) -> int:
        found = [self.forms.setdefault(form, len(self.forms) + 1) for form in forms_of(word)]
        if len(found) > 1:
            self.several.append(found)
        self[word] = number = found[0] if len(found) == 1 else -len(self.several)
        return number


def spill(texts: Iterable[Text], stem: Path) -> Spill:
    """Write the postings of documents to two files, whose names begin with a stem."""
    numbers = _Numbers()
    short = LONG_FORMS.keys()
    number = numbers.__getitem__
    ids: list[int] = []
    ends = [0]
    tiers: list[int] = []
    documents: list[int] = []
    for text in texts:
        for part, tier in _parts(text):
            for run in runs_of(part):
                ids.extend(map(number, run))
                ids.append(GAP)
                if not short.isdisjoint(run):
                    for written in _written_out(run):
                        ids.extend(map(number, written))
                        ids.append(GAP)
            ends.append(len(ids))
            tiers.append(tier)
            documents.append(text.number)
    flat = np.array(ids, np.int64)
    lengths = [end - begin for begin, end in pairwise(ends)]
    place = np.repeat(np.array(documents, np.int64) << _TIER | np.array(tiers, np.int64), lengths)
    if numbers.several:
        flat, place = _apart(flat, place, numbers.several)
    real = flat != GAP
    beside = real[:-1] & real[1:]
    return spill_postings(
        numbers.forms,
        Postings(flat[real], np.zeros(1, np.int64), place[real]),
        Postings(flat[:-1][beside], flat[1:][beside], place[1:][beside]),
        stem,
    )


class Postings(NamedTuple):
    """Where words stand, three arrays of one length; words are numbers of forms."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    """Of single words one 0."""
    place: NDArray[np.int64]
    """Four times the number of the document, plus the tier."""


def spill_postings(
    numbers: Mapping[Form, int], singles: Postings, pairs: Postings, stem: Path
) -> Spill:
    """Write postings to two files, whose names begin with a stem; no form has the number 0."""
    order = sorted(numbers)
    rank = np.zeros(max(numbers.values(), default=0) + 1, np.int64)
    for new, form in enumerate(order, start=1):
        rank[numbers[form]] = new
    packed = [
        _sorted(rank[first] << _LEFT | rank[second] << _RIGHT | place)
        for first, second, place in (singles, pairs)
    ]
    files = stem.with_suffix(".1"), stem.with_suffix(".2")
    for path, found in zip(files, packed, strict=True):
        found.tofile(path)
    numbered = np.arange(len(order) + 2, dtype=np.int64) << _LEFT
    one, two = (np.searchsorted(each, numbered).astype(np.int32) for each in packed)
    return Spill(order, (one, two), files)


def _written_out(run: list[str]) -> Iterator[list[str]]:
    """Yield each abbreviation as what it stands for, between the words beside it."""
    for at, word in enumerate(run):
        if word in LONG_FORMS:
            yield [*run[max(0, at - 1) : at], *LONG_FORMS[word], *run[at + 1 : at + 2]]


def _parts(text: Text) -> Iterable[tuple[str, int]]:
    short = len(text.title.split()) <= SHORT
    yield text.title, (0 if short else 1) if text.named else 2
    if text.lead:
        yield text.lead, 2
    for paragraph in text.body.split("\n\n"):
        if paragraph.strip():
            yield paragraph, 3


def _apart(
    flat: NDArray[np.int64], place: NDArray[np.int64], several: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of words, each word of several syllables taken apart."""
    ids: list[int] = []
    counts = np.ones(len(flat), np.int64)
    for at, found in enumerate(flat.tolist()):
        if found < 0:
            ids.extend(several[-found - 1])
            counts[at] = len(several[-found - 1])
        else:
            ids.append(found)
    return np.array(ids, np.int64), np.repeat(place, counts)


def _sorted(postings: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return postings in order, each once. NumPy's own `unique` takes ten times as long."""
    postings.sort()
    first = np.ones(len(postings), bool)
    first[1:] = postings[1:] != postings[:-1]
    return postings[first]
