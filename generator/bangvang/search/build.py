"""The search index of a site: what of it must be made, and what may stay.

Most documents are in the base, which stays as it is when an article is edited or added. What is not
as it was when the base was made is in a small second index; when that grows, all is made anew.
"""

from bisect import bisect
from collections.abc import Collection, Container, Iterable, Sequence
from pathlib import Path

from bangvang.fingerprint import fingerprint, generator_fingerprint
from bangvang.model import urls
from bangvang.model.documents import Document, Entry, Findable, document_key
from bangvang.publish.next_site import NextSite
from bangvang.render.context import Portal
from bangvang.search.abbreviations import ABBREVIATIONS
from bangvang.search.cached import Indexed, IndexPart
from bangvang.search.documents import aliases, findables, labels
from bangvang.search.format import RECORDS, packed, unpacked
from bangvang.search.part import make_part, names_path, part_name, restage_start, stage_start
from bangvang.workers import Workers

_FEWEST, _MOST, _SHARE = 100, 1_000, 50
"""The second index may have as many documents as a fiftieth of the base, within these bounds."""


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
        documents = before.base.documents.value
        gone = {n for n, each in enumerate(documents) if stays.get(each.url) != each.fingerprint}
        gone |= set(before.gone)
        fresh = _fresh(documents, gone, found)
        # What was taken away is not to be told any more, not even as pairs of words.
        taken = any(each.url not in stays for each in documents)
        if not taken and _few(documents, gone, fresh):
            made = _with_second(content, site, before, gone, fresh, workers)
            return _started(context, site, made)
    made = Indexed(index_key, {}, make_part(site, content, _ordered(found), workers))
    return _started(context, site, made)


def reindex(
    changed: Iterable[Findable], content: Path, site: NextSite, before: Indexed, workers: Workers
) -> Indexed | None:
    """Put the index of the last build into the next site, with documents that have changed.

    All others are as they were. None, and nothing done, when the whole is better made anew.
    """
    now = {each.url: each for each in changed}
    documents = before.base.documents.value
    gone = set(before.gone)
    gone |= {
        n
        for n, each in enumerate(documents)
        if each.url in now and now[each.url].fingerprint != each.fingerprint
    }
    others = [_given(*each) for each in before.fresh if each[0].url not in now]
    fresh = [*others, *_fresh(documents, gone, now.values())]
    whole = all(map(site.has, (*before.paths, names_path(before))))
    if not whole or not _few(documents, gone, fresh):
        return None
    made = _with_second(content, site, before, gone, fresh, workers)
    restage_start(site, made)
    return made


def _fresh(
    documents: Sequence[Entry], gone: Container[int], found: Iterable[Findable]
) -> list[Findable]:
    """Return what is not, or not as it is, in an index that has lost some of its documents."""
    known = {each.url: each.fingerprint for n, each in enumerate(documents) if n not in gone}
    return [each for each in found if known.get(each.url) != each.fingerprint]


def _few(documents: Sequence[Entry], gone: Collection[int], fresh: Sequence[Findable]) -> bool:
    most = max(_FEWEST, min(_MOST, len(documents) // _SHARE))
    return len(gone) + len(fresh) <= most


def _given(entry: Entry, document: Document) -> Findable:
    return Findable(*entry, lambda: document)


def _with_second(
    content: Path,
    site: NextSite,
    before: Indexed,
    gone: Collection[int],
    fresh: Sequence[Findable],
    workers: Workers,
) -> Indexed:
    """Stage a small index of what is fresh beside the one that stays."""
    base = _without(site, before.base, set(gone).difference(before.gone))
    made = tuple((Entry(*each[:4]), each.make()) for each in _ordered(fresh))
    documents = [_given(*each) for each in made]
    known = before.second
    second = None
    if known and known.name == part_name(documents) and all(map(site.has, known.paths)):
        second = known
        site.keep_all(known.paths)
    elif documents:
        second = make_part(site, content, documents, workers)
    return Indexed(
        before.index_key,
        before.start,
        base,
        second,
        tuple(sorted(gone)),
        _places(base.documents.value, gone, documents),
        made,
    )


def _key(each: Entry | Findable) -> tuple[int, str, str]:
    return document_key(each.kind, each.date, each.url)


def _ordered(found: Iterable[Findable]) -> list[Findable]:
    return sorted(found, key=_key)


def _without(site: NextSite, base: IndexPart, lost: Container[int]) -> IndexPart:
    """Keep the files of an index, but for what they tell of documents that it has lost."""
    folder = f"{urls.INDEX}{base.name}/"
    numbers = [n for n in range(len(base.documents.value)) if n in lost]
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


def _places(
    documents: Sequence[Entry], gone: Container[int], fresh: Sequence[Findable]
) -> tuple[int, ...]:
    """Return for each fresh document before which of the index it comes."""
    numbers = [number for number in range(len(documents)) if number not in gone]
    after = [*numbers, len(documents)]
    keys = (_key(each) for each in fresh)
    return tuple(after[bisect(numbers, key, key=lambda n: _key(documents[n]))] for key in keys)


def _started(context: Portal, site: NextSite, made: Indexed) -> Indexed:
    """Stage what is loaded first; return the index with it."""
    start = stage_start(
        site,
        [part.head for part in made.parts],
        labels(context),
        [*ABBREVIATIONS, *aliases(context)],
        gone=made.gone,
        places=made.places,
    )
    return made._replace(start=start)
