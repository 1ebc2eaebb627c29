"""One index of the next site: its postings, columns and records, and what is loaded first."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from bangvang.fingerprint import fingerprint, generator_fingerprint
from bangvang.model import urls
from bangvang.model.documents import FACETS, KINDS, DocumentKind, Entry, Findable
from bangvang.publish.next_site import NextSite, Staged
from bangvang.search.cached import Indexed, IndexPart, Packed
from bangvang.search.format import (
    RECORDS,
    START,
    VERSION,
    Spills,
    column,
    common_words,
    packed,
    ranges_of,
    separators,
)
from bangvang.search.spill import Spill
from bangvang.search.tasks import Described, describe_batch, shard_batch
from bangvang.workers import Workers

_BATCH = 10 * RECORDS
"""How many documents are read at once."""

Columns = Mapping[str, Sequence[tuple[str, ...]]]
"""For each facet, and the date, the values of every document."""


class NextIndex:
    """One index of the next site, in a folder of its own."""

    def __init__(self, site: NextSite, name: str) -> None:
        self.name = name
        self.folder = f"{urls.INDEX}{name}/"
        self.paths: list[str] = []
        """Its files."""
        self._site = site

    def add(self, staged: Iterable[Staged]) -> None:
        """Take in files that were staged."""
        for each in staged:
            self.paths.append(each.path)
            self._site.claim(each.path)
            self._site.add(each)

    def put(self, name: str, data: bytes) -> None:
        """Stage a file whose content is at hand."""
        self.paths.append(self.folder + name)
        self._site.put(self.paths[-1], data)

    def finish(
        self,
        kinds: Sequence[DocumentKind],
        columns: Columns,
        spills: Callable[[Path], Iterator[Spill]],
        workers: Workers,
    ) -> dict[str, object]:
        """Stage postings and columns; return what the file that is loaded first tells of them.

        `spills` is asked for the postings, with a folder for work; `kinds` and `columns` need be
        whole only after that.
        """
        work = self._site.folder.with_name("index")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        found = Spills()
        for spill in spills(work):
            found.add(spill)
        spilled = ranges_of(found, work)
        keys: dict[str, list[tuple[str, str]]] = {"1": [], "2": []}
        counts: dict[str, list[int]] = {"1": [], "2": []}
        shard = partial(shard_batch, self._site.folder, self.folder)
        amount = len(kinds) if len(spilled.ranges) > 2 else 0
        for given, made in zip(
            spilled.ranges, workers.run(shard, spilled.ranges, amount, 1), strict=True
        ):
            kind = given.name[0]
            keys[kind] += [ends for ends, _ in made]
            counts[kind].append(len(made))
            self.add(staged for _, staged in made)
        shutil.rmtree(work)
        for facet, values in columns.items():
            self.put(f"{facet}.bin", column(values, rising=facet == "date"))
        of_kind = Counter(kinds)
        return {
            "name": self.name,
            "documents": len(kinds),
            "kinds": [0, *accumulate(of_kind[kind] for kind in KINDS[:-1])],
            "singles": [counts["1"], separators(keys["1"])],
            "pairs": [counts["2"], separators(keys["2"])],
            "words": common_words(spilled),
        }


def stage_start(
    site: NextSite,
    parts: Iterable[Mapping[str, object]],
    names: Mapping[Any, Sequence[tuple[str, str]]],
    aliases: Iterable[tuple[str, str]],
    *,
    gone: Iterable[int] = (),
    places: Sequence[int] = (),
) -> dict[str, object]:
    """Stage what is loaded first, and the names of the values of the facets, in their order.

    Return what is loaded first.
    """
    data = packed(names)
    path = f"{urls.INDEX}ten-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    site.put(path, data)
    start: dict[str, object] = {
        "version": VERSION,
        "kinds": KINDS,
        "facets": list(names),
        "names": path.removeprefix(urls.INDEX),
        "records": RECORDS,
        **_told(parts, gone, places),
        "aliases": list(aliases),
    }
    site.put(urls.INDEX + START, packed(start))
    return start


def restage_start(site: NextSite, made: Indexed) -> None:
    """Stage what is loaded first as it was, but for the parts and what they have lost."""
    site.keep(names_path(made))
    told = _told([part.head for part in made.parts], made.gone, made.places)
    site.put(urls.INDEX + START, packed({**made.start, **told}))


def names_path(made: Indexed) -> str:
    """Return the file of the names of the values of the facets."""
    return f"{urls.INDEX}{made.start['names']}"


def _told(
    parts: Iterable[Mapping[str, object]], gone: Iterable[int], places: Sequence[int]
) -> dict[str, object]:
    return {
        "parts": list(parts),
        "gone": [later - sooner for sooner, later in pairwise([0, *gone])],
        "places": places,
    }


def part_name(documents: Sequence[Findable]) -> str:
    """Return the name of the folder of an index: other documents give another."""
    return fingerprint(
        generator_fingerprint(), [(each.url, each.fingerprint) for each in documents]
    ).hex()[:12]


def make_part(
    site: NextSite, content: Path, documents: list[Findable], workers: Workers
) -> IndexPart:
    """Stage the index of documents, in their order; return what it holds."""
    made = NextIndex(site, part_name(documents))
    columns: dict[str, list[tuple[str, ...]]] = {each: [] for each in ("date", *FACETS)}

    def described() -> Iterator[Described]:
        for number, each in enumerate(documents):
            document = each.make()
            columns["date"].append((document.date,))
            for facet in FACETS:
                columns[facet].append(document.facets.get(facet, ()))
            yield Described(number, each.kind, document)

    def spills(work: Path) -> Iterator[Spill]:
        describe = partial(describe_batch, content, site.folder, made.folder, work)
        for spill, staged in workers.run(describe, described(), len(documents), _BATCH):
            made.add(staged)
            yield spill

    head = made.finish([each.kind for each in documents], columns, spills, workers)
    entries = Packed(tuple(Entry(*each[:4]) for each in documents))
    return IndexPart(made.name, entries, tuple(made.paths), head)
