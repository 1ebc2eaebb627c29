"""Pages that list articles: home, all news, years and months, and the pages of a long list."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bangvang.model import urls
from bangvang.model.articles import Article
from bangvang.model.catalog import Articles
from bangvang.model.dates import PartialDate
from bangvang.render.map import district_map
from bangvang.render.views import Context, Head, Link, Page, last_change

NEWEST_ON_HOME = 6


def home_page(context: Context) -> Page:
    """Return the front page: the newest story large, then a way into everything."""
    catalog, words = context.catalog, context.words
    newest = catalog.articles[:NEWEST_ON_HOME]
    busiest = sorted(catalog.movements, key=lambda each: -len(catalog.by_movement.get(each.id, ())))
    return Page(
        kind="home",
        head=Head(
            title=catalog.site.name,
            description=catalog.site.description,
            url=urls.HOME,
            feeds=site_feeds(context),
            json_ld=(
                {
                    "@context": "https://schema.org",
                    "@type": "WebSite",
                    "name": catalog.site.name,
                    "description": catalog.site.description,
                    "url": context.absolute(""),
                    "inLanguage": catalog.site.language,
                },
            ),
        ),
        template="home.html",
        view={
            "title": catalog.site.name,
            "lead": context.teaser(newest[0]) if newest else None,
            "teasers": [context.teaser(article) for article in newest[1:]],
            "map": district_map(context),
            "districts": [context.counted(each) for each in catalog.districts],
            "movements": [context.counted(each) for each in busiest[:8]],
            "events": [
                Link(each.name, urls.term_url(each), words.day(each.date))
                for each in catalog.events[:4]
            ],
            "articles_url": urls.ARTICLES,
            "districts_url": urls.DISTRICTS,
            "movements_url": urls.MOVEMENTS,
            "events_url": urls.EVENTS,
        },
        modified=last_change(newest),
    )


def site_feeds(context: Context) -> tuple[Link, ...]:
    """Return the feeds of the whole site."""
    name = context.catalog.site.name
    return (Link(f"{name} (Atom)", urls.ATOM), Link(f"{name} (RSS)", urls.RSS))


def news_pages(context: Context) -> Iterator[Page]:
    """Yield the pages of all news, of each year and of each month."""
    catalog, words = context.catalog, context.words
    home = Link(words.text("Home"), urls.HOME)
    news = Link(words.text("News"), urls.ARTICLES)
    years = [(year, tuple(articles)) for year, articles in groupby(catalog.articles, _year_of)]
    year_links = [
        Link(str(year), urls.year_url(year), count_note(context, articles))
        for year, articles in years
    ]
    yield from _paged(context, news, words.text("All news"), catalog.articles, (home,), year_links)
    for year, articles in years:
        title = words.text("Year {year}", year=year)
        months = [
            (month, tuple(found)) for month, found in groupby(articles, lambda a: a.date.month)
        ]
        month_links = [
            Link(
                words.when_month(found[0].date),
                urls.month_url(year, month),
                count_note(context, found),
            )
            for month, found in months
        ]
        link = Link(title, urls.year_url(year))
        heading = words.text("News of {year}", year=year)
        yield from _paged(context, link, heading, articles, (home, news), month_links)
        for month, found in months:
            heading = words.text("News of {month}", month=words.when(PartialDate(year, month)))
            month_link = Link(words.when_month(found[0].date), urls.month_url(year, month))
            yield from _paged(context, month_link, heading, found, (home, news, link), [])


def _year_of(article: Article) -> int:
    return article.date.year


def count_note(context: Context, articles: Articles) -> str:
    """Return how many articles there are, in words."""
    return context.words.count("one article", "{n} articles", len(articles))


def _paged(
    context: Context,
    link: Link,
    heading: str,
    articles: Articles,
    above: tuple[Link, ...],
    ways: Iterable[Link],
) -> Iterator[Page]:
    """Yield the pages of one list of articles."""
    ways = list(ways)
    for number, view in slices(context, link.url, articles):
        url = urls.paged(link.url, number)
        title = heading if number == 1 else f"{heading} ({view['pager']['label']})"
        crumbs = above if number == 1 else (*above, link)
        yield Page(
            kind="articles",
            head=Head(
                title=title,
                description=f"{title}. {context.catalog.site.description}",
                url=url,
                feeds=site_feeds(context),
                json_ld=(context.breadcrumbs((*crumbs, Link(title, url))),),
                listed=number == 1,
            ),
            template="list.html",
            crumbs=crumbs,
            view={"title": title, "ways": ways if number == 1 else [], **view},
            modified=last_change(articles),
        )


def slices(context: Context, url: str, articles: Articles) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and view of each page of a list: articles by year, and a pager."""
    words = context.words
    count = urls.page_count(len(articles))
    for number in range(1, count + 1):
        start = (number - 1) * urls.PAGE_SIZE
        part = articles[start : start + urls.PAGE_SIZE]
        yield (
            number,
            {
                "total": words.count("one article", "{n} articles", len(articles)),
                "years": [
                    (str(year), [context.teaser(article) for article in found])
                    for year, found in groupby(part, _year_of)
                ],
                "pager": {
                    "count": count,
                    "label": words.text("page {number} of {count}", number=number, count=count),
                    "newer": urls.paged(url, number - 1) if number > 1 else "",
                    "older": urls.paged(url, number + 1) if number < count else "",
                },
            },
        )
