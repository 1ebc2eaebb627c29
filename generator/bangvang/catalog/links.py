"""Links in prose: each leads to a page of the site, to a file beside it, or out into the world."""

from collections.abc import Iterable, Mapping

from bangvang.model.catalog import Catalog, Registers
from bangvang.model.files import is_publishable
from bangvang.model.problems import Problem
from bangvang.model.prose import doubtful, lost_link, within
from bangvang.model.records import AlbumRecord, SourceRecord
from bangvang.model.registers import HandWritten
from bangvang.model.types import Entity


def check_links(
    catalog: Catalog,
    written: Iterable[SourceRecord],
    made: Iterable[str],
    beside: Mapping[str, tuple[str, ...]],
) -> list[Problem]:
    """Return a problem for each link of public prose that leads nowhere.

    Anchors are not followed, nor links to other hosts than the portal's own. A withheld
    honoree's prose is shown nowhere. `written` are all articles, public or not; `made` are the
    addresses of the site; `beside` names the files in the folders of entities.
    """
    registers = catalog.registers
    home = registers.site.url
    known = {*made, *(page.url for page in registers.pages.values())}
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
    records: tuple[SourceRecord | AlbumRecord, ...] = (
        *catalog.sources,
        *catalog.albums.values(),
    )
    prose = [(record.file, link) for record in records for link in record.links]
    prose += [
        (entity.file, link)
        for entity in entities
        for link in doubtful(entity.file, entity.body, _files(entity, registers, beside))
    ]
    problems = []
    for file, link in prose:
        if isinstance(link, Problem):
            problems.append(link)
        elif (path := within(link[1], home)) is not None and path not in known:
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
