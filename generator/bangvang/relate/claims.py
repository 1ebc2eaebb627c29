"""Addresses: every page claims one, and no two pages the same."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bangvang.model import urls
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.problem import Problem, Where


def check_claims(
    registers: Registers, catalog: Catalog, hand_written: Iterable[str]
) -> list[Problem]:
    """Return a problem for each address that is claimed twice.

    `hand_written` are the files of `content/pages/`; drafts claim their addresses too.
    """
    owners = {url.lower(): file for url, file in generated(catalog)}
    claims: list[tuple[str, str, Where]] = [
        (page_url(file), f"pages/{file}", ()) for file in hand_written
    ]
    for article in registers.articles.values():
        claims.append((urls.article_url(article), article.file, ()))
        for index, path in enumerate(article.redirect_from):
            claims.append((urls.redirect_url(path), article.file, ("redirect_from", index)))
    problems = []
    for url, file, where in claims:
        owner = owners.setdefault(url.lower(), f"{file} {where}")
        if owner != f"{file} {where}":
            values = {"url": f"/{url}", "other": owner.partition(" ")[0]}
            problems.append(Problem(file, "E210", where, values=values))
    return problems


def page_url(file: str) -> str:
    """Return the address of a hand-written page.

    >>> page_url("gioi-thieu.md"), page_url("index.md")
    ('gioi-thieu/', '')
    """
    stem = file.removesuffix(".md")
    return "" if stem == "index" else f"{stem}/"


def generated(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the address of everything made that is no article, with the file it is made from."""
    fixed = (urls.HOME, urls.ATOM, urls.RSS, urls.SITEMAP, urls.NOT_FOUND, urls.NEWEST)
    yield from ((url, "site.md") for url in (*fixed, urls.SEARCH, urls.EVENTS))
    yield from ((url, "site.md") for url in (urls.DISTRICTS, urls.MOVEMENTS))
    for event in catalog.events:
        yield urls.term_url(event), event.file
    for terms, articles in (
        (catalog.districts, catalog.by_district),
        (catalog.movements, catalog.by_movement),
    ):
        for term in terms:
            url = urls.term_url(term)
            yield f"{url}{urls.ATOM}", term.file
            yield from _pages(url, len(articles.get(term.id, ())), term.file)
    yield from _pages(urls.ARTICLES, len(catalog.articles), "site.md")
    days = [article.date for article in catalog.articles]
    for year, count in Counter(day.year for day in days).items():
        yield from _pages(urls.year_url(year), count, "site.md")
    for (year, month), count in Counter((day.year, day.month) for day in days).items():
        yield from _pages(urls.month_url(year, month), count, "site.md")


def _pages(url: str, items: int, file: str) -> Iterator[tuple[str, str]]:
    for number in range(1, urls.page_count(items) + 1):
        yield urls.paged(url, number), file
