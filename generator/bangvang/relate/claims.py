"""Addresses: every page and file claims one, and no two the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bangvang.model import urls
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.output import page_path
from bangvang.model.problem import Problem, Where

RESERVED = ("assets/", "pagefind/", urls.DATA, "anh/")
"""Folders of the site that belong to the theme, the search, the data and the albums."""


class Claim(NamedTuple):
    """A file that wants an address, and the line of it that says so."""

    url: str
    file: str
    where: Where = ()


def check_claims(
    registers: Registers, catalog: Catalog, beside: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """Return a problem for each address that is claimed twice, or where none may be claimed.

    What counts is the file on the server: an address and its index.html are one, letters of either
    case are one, and a file cannot be a folder. Drafts claim their addresses too.
    """
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    problems = []
    claims = [Claim(url, file) for url, file in generated(catalog)]
    for number, claim in enumerate([*claims, *_claims(registers, beside)]):
        path = page_path(claim.url).lower()
        parents = [path[: place + 1] for place, char in enumerate(path) if char == "/"]
        other = owners.get(path) or folders.get(f"{path}/")
        other = other or next((owners[p[:-1]] for p in parents if p[:-1] in owners), None)
        if number >= len(claims) and path.startswith(RESERVED):
            other = other or "site.md"
        if other and number >= len(claims):
            values = {"url": f"/{claim.url}", "other": other}
            problems.append(Problem(claim.file, "E210", claim.where, values=values))
        owners.setdefault(path, claim.file)
        for parent in parents:
            folders.setdefault(parent, claim.file)
    return problems


def _claims(registers: Registers, beside: Mapping[str, tuple[str, ...]]) -> Iterator[Claim]:
    """Yield what editors claim: pages, articles with their files, and old addresses."""
    for page in registers.pages.values():
        yield Claim(page_url(page.id), page.file)
    for article in registers.articles.values():
        url = urls.article_url(article)
        yield Claim(url, article.file)
        for name in article.published(beside.get(article.file, ())):
            yield Claim(url + name, article.file)
        for index, path in enumerate(article.redirect_from):
            yield Claim(urls.redirect_url(path), article.file, ("redirect_from", index))


def page_url(identity: str) -> str:
    """Return the address of a hand-written page.

    >>> page_url("gioi-thieu"), page_url("index")
    ('gioi-thieu/', '')
    """
    return "" if identity == "index" else f"{identity}/"


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
    count = urls.page_count(items)
    for number in range(1, count + 1):
        yield urls.paged(url, number), file
    if count > 1:
        yield f"{url}trang/", file
