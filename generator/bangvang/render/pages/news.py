"""Pages that list articles: home, all news, years and months, and the pages of a long list."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from bangvang.model import urls
from bangvang.model.catalog import Articles
from bangvang.model.dates import PartialDate
from bangvang.model.records import ArticleRecord
from bangvang.render.context import Portal, site_feeds
from bangvang.render.pages.consultations import open_consultations
from bangvang.render.pages.search import search_action
from bangvang.render.paging import Part, home, listing, long_plans
from bangvang.render.photos.albums import album_teaser
from bangvang.render.plan import Plan, last_change
from bangvang.render.roll.insignia import insignia
from bangvang.render.roll.map import district_map
from bangvang.render.roll.roll import roll_row
from bangvang.render.views import Head, Link, Page

NEWEST_ON_HOME = 6
HONOURS_ON_HOME = 6
ALBUMS_ON_HOME = 4


def home_plan(context: Portal) -> Plan:
    """Return the front page: the newest story large, then a way into everything."""
    catalog, words, registers = context.catalog, context.words, context.registers
    standing = (each for each in catalog.roll.entries if each.what.status != "revoked")
    newest = catalog.articles[:NEWEST_ON_HOME]
    albums = list(catalog.albums.values())[:ALBUMS_ON_HOME] if context.archive else []
    busiest = sorted(catalog.movements, key=lambda each: -len(catalog.by_movement.get(each.id, ())))
    page = Page(
        kind="home",
        head=Head(
            title=context.site.name,
            description=context.site.description,
            url=urls.HOME,
            feeds=site_feeds(context),
            json_ld=(
                {
                    "@context": "https://schema.org",
                    "@type": "WebSite",
                    "name": context.site.name,
                    "description": context.site.description,
                    "url": context.absolute(""),
                    "inLanguage": context.site.language,
                    **({"potentialAction": search_action(context)} if context.parts.search else {}),
                },
            ),
        ),
        template="home.html",
        view={
            "title": context.site.name,
            "lead": context.teaser(newest[0], large=True) if newest else None,
            "teasers": [context.teaser(article) for article in newest[1:]],
            "honours": [
                (
                    insignia(registers.awards[each.what.award]),
                    context.portrait(each.honoree, ""),
                    roll_row(context, each),
                )
                for each in islice(standing, HONOURS_ON_HOME)
            ]
            if context.roll
            else [],
            "consultations": open_consultations(context),
            "consultations_url": urls.CONSULTATIONS,
            "roll_url": urls.ROLL,
            "map": district_map(context),
            "districts": [context.counted(each) for each in catalog.districts],
            "movements": [context.counted(each) for each in busiest[:8]],
            "events": [
                Link(each.name, urls.term_url(each), words.day(each.date))
                for each in catalog.events[:4]
            ],
            "albums": [album_teaser(context, each) for each in albums],
            "albums_url": urls.ALBUMS,
            "articles_url": urls.ARTICLES,
            "districts_url": urls.DISTRICTS,
            "movements_url": urls.MOVEMENTS,
            "events_url": urls.EVENTS,
        },
    )
    return Plan.of(page, last_change(newest))


def news_plans(context: Portal) -> Iterator[Plan]:
    """Yield the pages of all news, of each year and of each month."""
    catalog, words = context.catalog, context.words
    news = Link(words.text("News"), urls.ARTICLES)
    years = [(year, tuple(articles)) for year, articles in groupby(catalog.articles, _year_of)]
    year_links = tuple(
        Link(str(year), urls.year_url(year), count_note(context, articles))
        for year, articles in years
    )
    ways = year_links
    stories, exemplars = catalog.stories, Link(words.text("Exemplars"), urls.STORIES)
    if stories:
        ways += (exemplars,)
    if catalog.consultations:
        ways += (Link(words.text("Consultations on proposed honours"), urls.CONSULTATIONS),)
    yield from _paged(
        context, news, words.text("All news"), catalog.articles, (home(context),), ways
    )
    if stories:
        yield from _paged(context, exemplars, exemplars.title, stories, (home(context), news), ())
    for year, articles in years:
        title = words.text("Year {year}", year=year)
        months = [
            (month, tuple(found)) for month, found in groupby(articles, lambda a: a.date.month)
        ]
        month_links = tuple(
            Link(
                words.when_month(found[0].date),
                urls.month_url(year, month),
                count_note(context, found),
            )
            for month, found in months
        )
        link = Link(title, urls.year_url(year))
        heading = words.text("News of {year}", year=year)
        yield from _paged(context, link, heading, articles, (home(context), news), month_links)
        for month, found in months:
            heading = words.text("News of {month}", month=words.when(PartialDate(year, month)))
            month_link = Link(words.when_month(found[0].date), urls.month_url(year, month))
            yield from _paged(context, month_link, heading, found, (home(context), news, link), ())


def _year_of(article: ArticleRecord) -> int:
    return article.date.year


def count_note(context: Portal, articles: Articles) -> str:
    """Return how many articles there are, in words."""
    return context.words.count("one article", "{n} articles", len(articles))


def _paged(
    context: Portal,
    link: Link,
    heading: str,
    articles: Articles,
    above: tuple[Link, ...],
    ways: tuple[Link, ...],
) -> Iterator[Plan]:
    """Yield the pages of one list of articles."""

    def page(part: Part) -> Page:
        return listing(
            "articles",
            context,
            part.url,
            part.titled(heading),
            "list.html",
            above if part.first else (*above, link),
            {
                "ways": ways if part.first else (),
                "total": count_note(context, articles) if part.first else "",
                **articles_view(context, part),
            },
            listed=part.first,
        )

    def inputs(part: Part) -> object:
        whole = (len(articles), ways) if part.first else ()
        return heading, list(map(context.face, part.items)), link, above, whole

    yield from long_plans(
        context,
        Link(heading, link.url),
        articles,
        inputs,
        page,
        urls.PAGE_SIZE,
        dated=True,
        modified=last_change(articles),
    )


def articles_view(context: Portal, part: Part) -> dict[str, Any]:
    """Return what a template shows of a page of articles: these by year, and a pager."""
    return {
        "years": [
            (str(year), [context.teaser(article) for article in found])
            for year, found in groupby(part.items, _year_of)
        ],
        "pager": part.pager,
    }
