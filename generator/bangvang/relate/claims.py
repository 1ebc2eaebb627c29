"""Addresses: every page claims one, and no two pages the same."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bangvang.model import urls
from bangvang.model.articles import Article
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.problem import Problem, Where


def check_claims(
    registers: Registers, catalog: Catalog, hand_written: Iterable[str]
) -> list[Problem]:
    """Return a problem for each address that is claimed twice.

    `hand_written` are the files of `content/pages/`; drafts claim their addresses too.
    """
    owners: dict[str, str] = {}
    for url, file in _generated(catalog, hand_written):
        owners.setdefault(url.lower(), file)
    problems = []
    articles = registers.articles.values()
    claims: list[tuple[str, Article, Where]] = [(urls.article_url(a), a, ()) for a in articles]
    claims += (
        (path.lstrip("/"), article, ("redirect_from", index))
        for article in articles
        for index, path in enumerate(article.redirect_from)
    )
    for url, article, where in claims:
        page = url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"
        owner = f"{article.file} {where}"
        other = owners.setdefault(page.lower(), owner)
        if other != owner:
            values = {"url": f"/{url}", "other": other.partition(" ")[0]}
            problems.append(Problem(article.file, "E210", where, values=values))
    return problems


def _generated(catalog: Catalog, hand_written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the address of every page that is not an article, with the file it is made from."""
    fixed = (urls.HOME, urls.ATOM, urls.RSS, urls.SITEMAP, urls.NOT_FOUND, urls.NEWEST)
    yield from ((url, "site.md") for url in (*fixed, urls.SEARCH, urls.EVENTS))
    yield from ((url, "site.md") for url in (urls.DISTRICTS, urls.MOVEMENTS))
    for file in hand_written:
        yield file.removesuffix(".md").removesuffix("index") + "/", f"pages/{file}"
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
