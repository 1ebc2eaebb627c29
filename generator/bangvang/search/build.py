"""The search index of a site: what of it must be made, and what may stay.

Most documents are in the base, which stays as it is when an article is edited or added. What is not
as it was when the base was made is in a small second index; when that grows, all is made anew.
"""

import hashlib
import shutil
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from bangvang.fingerprint import fingerprint, generator_fingerprint
from bangvang.model import urls
from bangvang.model.documents import FACETS, KINDS, DocumentKind, Findable, document_key
from bangvang.publish.next_site import NextSite, Staged
from bangvang.render.context import Portal
from bangvang.search.abbreviations import ABBREVIATIONS
from bangvang.search.cached import Indexed, IndexPart
from bangvang.search.documents import aliases, findables, labels
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
    unpacked,
)
from bangvang.search.spill import Spill
from bangvang.search.tasks import Described, describe_batch, shard_batch
from bangvang.workers import Workers

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
) -> None:
    """Stage what is loaded first, and the names of the values of the facets, in their order."""
    data = packed(names)
    path = f"{urls.INDEX}ten-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    site.put(path, data)
    start = {
        "version": VERSION,
        "kinds": KINDS,
        "facets": list(names),
        "names": path.removeprefix(urls.INDEX),
        "records": RECORDS,
        "parts": list(parts),
        "gone": [later - sooner for sooner, later in pairwise([0, *gone])],
        "places": places,
        "aliases": list(aliases),
    }
    site.put(urls.INDEX + START, packed(start))


_FEWEST, _MOST, _SHARE = 100, 1_000, 50
"""The second index may have as many documents as a fiftieth of the base, within these bounds."""
_BATCH = 10 * RECORDS
"""How many documents are read at once."""


def index(
    context: Portal, content: Path, site: NextSite, before: Indexed | None, workers: Workers
) -> Indexed:
    """Put the search index into the next site; return what the next build may know of it."""
    # A name that is withheld must be in no file, not even as two neighbours.
    withheld = context.catalog.roll.withheld if context.catalog.withholds else ()
    site_fingerprint = context.registers.fingerprints["site", "site"]
    index_key = fingerprint(generator_fingerprint(), site_fingerprint, context.parts, withheld)
    found = list(findables(context))
    if before and before.index_key == index_key and all(map(site.has, before.base.paths)):
        stays = {each.url: each.fingerprint for each in found}
        documents = before.base.documents
        lost = {n for n, (url, old) in enumerate(documents) if stays.get(url) != old}
        gone = lost.union(before.gone)
        known = {url: old for n, (url, old) in enumerate(documents) if n not in gone}
        fresh = [each for each in found if known.get(each.url) != each.fingerprint]
        most = max(_FEWEST, min(_MOST, len(documents) // _SHARE))
        # What was taken away is not to be told any more, not even as pairs of words.
        taken = any(url not in stays for url, _ in documents)
        if not taken and len(gone) + len(fresh) <= most:
            base = _without(site, before.base, lost.difference(before.gone))
            second = _second(site, content, fresh, before, workers) if fresh else None
            places = _places(base, gone, second, found) if second else []
            made = Indexed(index_key, base, second, tuple(sorted(gone)))
            _start(context, site, made, places)
            return made
    made = Indexed(index_key, _make(site, content, _ordered(found), workers))
    _start(context, site, made, [])
    return made


def _key(each: Findable) -> tuple[int, str, str]:
    return document_key(each.kind, each.date, each.url)


def _ordered(found: Sequence[Findable]) -> list[Findable]:
    return sorted(found, key=_key)


def _without(site: NextSite, base: IndexPart, lost: Container[int]) -> IndexPart:
    """Keep the files of an index, but for what they tell of documents that it has lost."""
    folder = f"{urls.INDEX}{base.name}/"
    numbers = [n for n in range(len(base.documents)) if n in lost]
    dropped = {f"{folder}t{number}.bin" for number in numbers}
    blanked = {f"{folder}r{number // RECORDS}.bin" for number in numbers}
    for path in base.paths:
        if path in blanked:
            first = int(path.removeprefix(f"{folder}r").removesuffix(".bin")) * RECORDS
            records = unpacked((site.out / path).read_bytes())
            kept = [None if first + n in lost else each for n, each in enumerate(records)]
            site.put(path, packed(kept))
        elif path not in dropped:
            site.keep(path)
    return base._replace(paths=tuple(path for path in base.paths if path not in dropped))


def _second(
    site: NextSite, content: Path, fresh: list[Findable], before: Indexed, workers: Workers
) -> IndexPart:
    documents = _ordered(fresh)
    known = before.second
    if known and known.name == _name(documents) and all(map(site.has, known.paths)):
        for path in known.paths:
            site.keep(path)
        return known
    return _make(site, content, documents, workers)


def _places(
    base: IndexPart, gone: Container[int], second: IndexPart, found: Sequence[Findable]
) -> list[int]:
    """Return for each document of the second index before which of the base it comes."""
    keys = {each.url: _key(each) for each in found}
    numbers = [number for number in range(len(base.documents)) if number not in gone]
    order = [keys[base.documents[number][0]] for number in numbers]
    numbers.append(len(base.documents))
    return [numbers[bisect(order, keys[url])] for url, _ in second.documents]


def _name(documents: Sequence[Findable]) -> str:
    """Return the name of the folder of an index: other documents give another."""
    return fingerprint(
        generator_fingerprint(), [(each.url, each.fingerprint) for each in documents]
    ).hex()[:12]


def _make(site: NextSite, content: Path, documents: list[Findable], workers: Workers) -> IndexPart:
    """Stage the index of documents, in their order; return what it holds."""
    made = NextIndex(site, _name(documents))
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
    known = tuple((each.url, each.fingerprint) for each in documents)
    return IndexPart(made.name, known, tuple(made.paths), head)


def _start(context: Portal, site: NextSite, made: Indexed, places: list[int]) -> None:
    """Stage what is loaded first."""
    parts = [part.head for part in (made.base, made.second) if part]
    spellings = [*ABBREVIATIONS, *aliases(context)]
    stage_start(site, parts, labels(context), spellings, gone=made.gone, places=places)
