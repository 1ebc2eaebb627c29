"""Links in prose: each leads to a page of the site, to a file beside it, or out into the world."""

from collections.abc import Iterable, Iterator, Mapping

from bangvang.catalog.addresses import Claim, page_url
from bangvang.model import urls
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.files import is_publishable
from bangvang.model.problems import Problem
from bangvang.model.prose import doubtful, links, lost_link, path_of
from bangvang.model.records import AlbumCard, Card
from bangvang.model.registers import HandWritten
from bangvang.model.types import Entity

_ROLL = tuple(f"/{url}" for url in (urls.ROLL, urls.HONOREES, urls.DATA))


def _roll(catalog: Catalog) -> Iterator[str]:
    """Yield the addresses of the roll that a link may lead to: of all but its further pages."""
    roll, registers = catalog.roll, catalog.registers
    yield from (urls.ROLL, urls.NAMES, urls.COUNTS, urls.CHARTS, urls.HONOREES, urls.DATA)
    for facet, found in roll.slices.items():
        yield urls.facet_url(facet)
        yield from (urls.slice_url(facet, value) for value in found)
    yield from (urls.slice_url("award", name) for name in registers.awards)
    yield from (urls.slice_url("district", name) for name in registers.districts)
    yield from (urls.honoree_url(each.id) for each in roll.honoured)
    yield from map(urls.honoree_url, roll.merged)


def _archive(catalog: Catalog) -> Iterator[str]:
    """Yield the addresses of the archive that a link may lead to."""
    yield from (urls.ALBUMS, urls.PICTURED)
    for album in catalog.albums.values():
        yield from (urls.album_url(album.id), urls.album_year_url(album.date[:4]))
        yield from (urls.photo_url(album.id, photo.id) for photo in album.photos)


def check_links(
    catalog: Catalog,
    written: Iterable[Card],
    made: Iterable[Claim],
    beside: Mapping[str, tuple[str, ...]],
) -> list[Problem]:
    """Return a problem for each link of public prose that leads nowhere.

    Only what is written as a link in Markdown is looked at; anchors are not followed. A withheld
    honoree's prose is shown nowhere. `written` are all articles, public or not; `beside` names the
    files in the folders of entities.
    """
    registers = catalog.registers
    known = {claim.url for claim in made} | {page_url(identity) for identity in registers.pages}
    for article in catalog.articles:
        known.add(article.url)
        known.update(urls.redirect_url(path) for path in article.redirect_from)
    hidden = {each.url for each in written} - known
    shown = (each for each in registers.honorees.values() if each.status != "withheld")
    entities: tuple[Entity, ...] = (
        *registers.events.values(),
        *registers.movements.values(),
        *registers.districts.values(),
        *registers.pages.values(),
        *registers.awards.values(),
        *shown,
    )
    cards: tuple[Card | AlbumCard, ...] = (*catalog.articles, *catalog.albums.values())
    prose = [(card.file, link) for card in cards for link in card.links]
    prose += [
        (entity.file, link)
        for entity in entities
        for link in doubtful(entity.file, links(entity.body), _files(entity, registers, beside))
    ]
    targets = [link[1] for _, link in prose if not isinstance(link, Problem)]
    if any(target.startswith(_ROLL) for target in targets):
        known.update(_roll(catalog))
    if any(target.startswith(f"/{urls.ALBUMS}") for target in targets):
        known.update(_archive(catalog))
    problems = []
    for file, link in prose:
        if isinstance(link, Problem):
            problems.append(link)
        elif (path := path_of(link[1])[1:]) not in known:
            problems.append(lost_link("E310" if path in hidden else "E307", file, *link))
    return problems


def _files(
    entity: Entity, registers: Registers, beside: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return what a relative link of an entity may lead to."""
    if not isinstance(entity, HandWritten):
        return ()
    pages = (f"{identity}.md" for identity in registers.pages)
    there = beside.get(entity.file, ())
    return (*pages, *(name for name in there if is_publishable(name)))
