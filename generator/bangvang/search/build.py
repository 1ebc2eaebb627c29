"""The search index of a site: what of it must be made, and what may stay.

Most documents are in the base, which stays as it is when an article is edited or added. What is not
as it was when the base was made is in a small second index; when that grows, all is made anew.
"""

from bisect import bisect
from collections.abc import Container, Iterator, Sequence
from functools import partial
from pathlib import Path

from bangvang.fingerprint import generator_mark, mark
from bangvang.model import urls
from bangvang.model.documents import FACETS, Findable, document_key
from bangvang.publish.next_site import NextSite
from bangvang.render.context import Portal
from bangvang.search.abbreviations import ABBREVIATIONS
from bangvang.search.cached import Indexed, IndexPart
from bangvang.search.documents import aliases, findables, labels
from bangvang.search.format import RECORDS, packed, unpacked
from bangvang.search.indexing import NextIndex, stage_start
from bangvang.search.spill import Spill
from bangvang.search.tasks import Described, describe_batch
from bangvang.workers import Workers

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
    site_mark = context.registers.marks["site", "site"]
    basis = mark(generator_mark(), site_mark, context.parts, withheld)
    found = list(findables(context))
    if before and before.basis == basis and all(map(site.has, before.base.paths)):
        stays = {each.url: each.mark for each in found}
        documents = before.base.documents
        lost = {n for n, (url, old) in enumerate(documents) if stays.get(url) != old}
        gone = lost.union(before.gone)
        known = {url: old for n, (url, old) in enumerate(documents) if n not in gone}
        fresh = [each for each in found if known.get(each.url) != each.mark]
        most = max(_FEWEST, min(_MOST, len(documents) // _SHARE))
        # What was taken away is not to be told any more, not even as pairs of words.
        taken = any(url not in stays for url, _ in documents)
        if not taken and len(gone) + len(fresh) <= most:
            base = _without(site, before.base, lost.difference(before.gone))
            second = _second(site, content, fresh, before, workers) if fresh else None
            places = _places(base, gone, second, found) if second else []
            made = Indexed(basis, base, second, tuple(sorted(gone)))
            _start(context, site, made, places)
            return made
    made = Indexed(basis, _make(site, content, _ordered(found), workers))
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
    return mark(generator_mark(), [(each.url, each.mark) for each in documents]).hex()[:12]


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
    known = tuple((each.url, each.mark) for each in documents)
    return IndexPart(made.name, known, tuple(made.paths), head)


def _start(context: Portal, site: NextSite, made: Indexed, places: list[int]) -> None:
    """Stage what is loaded first."""
    parts = [part.head for part in (made.base, made.second) if part]
    spellings = [*ABBREVIATIONS, *aliases(context)]
    stage_start(site, parts, labels(context), spellings, gone=made.gone, places=places)
