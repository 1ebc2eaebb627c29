"""Links in prose: each leads to a page of the site, to a file beside it, or out into the world."""

from collections.abc import Iterable, Iterator, Mapping

from bangvang.model import urls
from bangvang.model.articles import Article
from bangvang.model.base import ATTACHABLE, Entity
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.problem import BODY, Problem
from bangvang.model.prose import ELSEWHERE, links
from bangvang.model.registers import HandWritten
from bangvang.relate.claims import Claim, page_url
from bangvang.text import nearest


def check_links(
    catalog: Catalog, made: Iterable[Claim], beside: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """Return a problem for each link of public prose that leads nowhere.

    Only what is written as a link in Markdown is looked at; anchors are not followed.
    """
    known = {claim.url for claim in made} | {
        page_url(identity) for identity in catalog.registers.pages
    }
    for article in catalog.articles:
        known.add(urls.article_url(article))
        known.update(urls.redirect_url(path) for path in article.redirect_from)
    registers = catalog.registers
    hidden = {urls.article_url(each) for each in registers.articles.values()} - known
    entities: tuple[Entity, ...] = (
        *catalog.articles,
        *registers.events.values(),
        *registers.movements.values(),
        *registers.districts.values(),
        *registers.pages.values(),
    )
    return [
        problem
        for entity in entities
        for problem in _check(entity, known, hidden, _files(entity, registers, beside))
    ]


def _files(
    entity: Entity, registers: Registers, beside: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return what a relative link of an entity may lead to."""
    there = beside.get(entity.file, ())
    match entity:
        case Article():
            return entity.published(there)
        case HandWritten():
            pages = (f"{identity}.md" for identity in registers.pages)
            return (*pages, *(name for name in there if name.lower().endswith(ATTACHABLE)))
    return ()


def _check(
    entity: Entity, known: set[str], hidden: set[str], files: tuple[str, ...]
) -> Iterator[Problem]:
    for line, picture, link in links(entity.body):
        path = link.partition("#")[0].partition("?")[0]
        code = near = None
        if ELSEWHERE.match(link):
            code = "E308" if picture else None
        elif path.startswith("/"):
            if path[1:] not in known:
                code = "E310" if path[1:] in hidden else "E307"
        elif path and path.removeprefix("./") not in files:
            code, near = "E307", nearest(path, files)
        if code:
            yield Problem(entity.file, code, (BODY, line), values={"link": link}, near=near)
