"""Links in prose: each leads to a page of the site, to a file beside it, or out into the world."""

import re
from collections.abc import Iterator, Mapping

from bangvang.model import urls
from bangvang.model.articles import Article
from bangvang.model.base import Entity
from bangvang.model.catalog import Catalog
from bangvang.model.problem import BODY, Problem
from bangvang.model.prose import links
from bangvang.relate.claims import generated, page_url

_ELSEWHERE = re.compile(r"//|[a-zA-Z][a-zA-Z0-9+.-]*:")


def check_links(catalog: Catalog, beside: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """Return a problem for each link of public prose that leads nowhere.

    Only what is written as a link in Markdown is looked at; anchors are not followed.
    """
    known = {url for url, _ in generated(catalog)} | {
        page_url(identity) for identity in catalog.registers.pages
    }
    for article in catalog.articles:
        known.add(urls.article_url(article))
        known.update(urls.redirect_url(path) for path in article.redirect_from)
    registers = catalog.registers
    entities: tuple[Entity, ...] = (
        *catalog.articles,
        *registers.events.values(),
        *registers.movements.values(),
        *registers.districts.values(),
    )
    return [
        problem
        for entity in entities
        for problem in _check(entity, known, beside.get(entity.file, ()))
    ]


def _check(entity: Entity, known: set[str], files: tuple[str, ...]) -> Iterator[Problem]:
    published = entity.published(files) if isinstance(entity, Article) else ()
    for line, picture, link in links(entity.body):
        path = link.partition("#")[0].partition("?")[0]
        if _ELSEWHERE.match(link):
            code = "E308" if picture else ""
        elif path.startswith("/"):
            code = "" if path[1:] in known else "E307"
        else:
            code = "" if not path or path.removeprefix("./") in published else "E307"
        if code:
            yield Problem(entity.file, code, (BODY, line), values={"link": link})
