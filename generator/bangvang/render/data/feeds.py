"""Data beside the pages: feeds, the sitemap and the newest posts."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from email.utils import format_datetime
from functools import partial
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.builder import ElementMaker

from bangvang.model import urls
from bangvang.model.catalog import Articles
from bangvang.render.context import Context, Portal
from bangvang.render.plan import Job, Link, Plan

FEED_SIZE = 20
NEWEST = 8
SITEMAP_SIZE = 50_000
"""How many pages one sitemap may list."""

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class FeedJob(Job):
    """What a feed is made from."""

    title: str
    page: str
    """The address of the page whose articles it lists."""
    url: str
    articles: Articles


@dataclass(frozen=True, slots=True)
class SitemapJob(Job):
    """What a sitemap is made from: addresses, each with the day of its last change or nothing."""

    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexJob(Job):
    """What the index of several sitemaps is made from: their addresses."""

    sitemaps: tuple[str, ...]


def feed_plans(context: Portal) -> Iterator[Plan]:
    """Yield Atom and RSS for the site, and Atom for every district and movement."""
    catalog = context.catalog
    name = context.site.name
    yield _feed(FeedJob(name, "", urls.ATOM, catalog.articles[:FEED_SIZE]))
    yield _feed(FeedJob(name, "", urls.RSS, catalog.articles[:FEED_SIZE]))
    for terms, index in (
        (catalog.districts, catalog.by_district),
        (catalog.movements, catalog.by_movement),
    ):
        for term in terms:
            page = urls.term_url(term)
            articles = index.get(term.id, ())[:FEED_SIZE]
            yield _feed(FeedJob(f"{name}: {term.name}", page, f"{page}{urls.ATOM}", articles))


def _feed(job: FeedJob) -> Plan:
    shows = (job.title, [article.face for article in job.articles])
    return Plan(job.url, shows, lambda: job, listed=False)


def feed(context: Context, job: FeedJob) -> bytes:
    """Return a feed: RSS at its own address, Atom at every other."""
    return (_rss if job.url == urls.RSS else _atom)(context, job)


def _midnight(context: Context, day: date) -> datetime:
    """Return the beginning of a day in the portal's time zone."""
    return datetime.combine(day, time(), ZoneInfo(context.registers.site.time_zone))


def as_xml(element: etree._Element) -> bytes:
    """Return an element as a file."""
    data: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def _atom(context: Context, job: FeedJob) -> bytes:
    """Return an Atom feed (RFC 4287) of the newest articles."""
    e = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    site = context.registers.site
    changes = [_midnight(context, article.updated or article.date) for article in job.articles]
    updated = max(changes).isoformat() if changes else "1970-01-01T00:00:00Z"
    feed = e.feed(
        {"{http://www.w3.org/XML/1998/namespace}lang": site.language},
        e.title(job.title),
        e.id(context.absolute(job.url)),
        e.updated(updated),
        e.link(rel="self", type="application/atom+xml", href=context.absolute(job.url)),
        e.link(rel="alternate", type="text/html", href=context.absolute(job.page)),
        e.author(e.name(site.office)),
    )
    for article in job.articles:
        address = context.absolute(article.url)
        entry = e.entry(
            e.title(article.title),
            e.id(address),
            e.link(rel="alternate", type="text/html", href=address),
            e.published(_midnight(context, article.date).isoformat()),
            e.updated(_midnight(context, article.updated or article.date).isoformat()),
            *(e.author(e.name(author)) for author in article.authors),
            e.summary(article.lede),
            *(e.category(term=name) for name in (*article.districts, *article.movements)),
        )
        feed.append(entry)
    return as_xml(feed)


def _rss(context: Context, job: FeedJob) -> bytes:
    """Return an RSS 2.0 feed of the newest articles."""
    e = ElementMaker(nsmap={"atom": _ATOM})
    site = context.registers.site
    self_link = etree.Element(f"{{{_ATOM}}}link", nsmap={"atom": _ATOM})
    self_link.set("href", context.absolute(urls.RSS))
    self_link.set("rel", "self")
    self_link.set("type", "application/rss+xml")
    channel = e.channel(
        e.title(site.name),
        e.link(context.absolute("")),
        e.description(site.description),
        e.language(site.language),
        self_link,
        *(
            e.item(
                e.title(article.title),
                e.link(context.absolute(article.url)),
                e.guid(context.absolute(article.url)),
                e.pubDate(format_datetime(_midnight(context, article.date))),
                e.description(article.lede),
            )
            for article in job.articles
        ),
    )
    return as_xml(e.rss({"version": "2.0"}, channel))


def sitemap_plans(pages: Iterable[tuple[str, str]]) -> Iterator[Plan]:
    """Yield the sitemap of pages, each given by its address and the day of its last change.

    Above 50,000 pages the protocol (sitemaps.org) asks for several, and an index of them.
    """
    entries = tuple(sorted(pages))
    if len(entries) <= SITEMAP_SIZE:
        yield Plan(urls.SITEMAP, entries, lambda: SitemapJob(entries), listed=False)
        return
    names: list[str] = []
    for start in range(0, len(entries), SITEMAP_SIZE):
        part = entries[start : start + SITEMAP_SIZE]
        names.append(urls.sitemap_part(len(names) + 1))
        yield Plan(names[-1], part, partial(SitemapJob, part), listed=False)
    index = SitemapIndexJob(tuple(names))
    yield Plan(urls.SITEMAP, index, lambda: index, listed=False)


def sitemap(context: Context, job: SitemapJob | SitemapIndexJob) -> bytes:
    """Return a sitemap, or the index of sitemaps."""
    e = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP})
    if isinstance(job, SitemapIndexJob):
        return as_xml(
            e.sitemapindex(*(e.sitemap(e.loc(context.absolute(name))) for name in job.sitemaps))
        )
    return as_xml(
        e.urlset(
            *(
                e.url(e.loc(context.absolute(url)), *([e.lastmod(day)] if day else []))
                for url, day in job.pages
            )
        )
    )


@dataclass(frozen=True, slots=True)
class NewestJob(Job):
    """What the list of newest posts is made from."""

    posts: tuple[Link, ...]


def newest_plan(context: Portal) -> Plan:
    """Return the small script of the newest posts, which every article loads."""
    job = NewestJob(tuple(map(context.article, context.catalog.articles[:NEWEST])))
    return Plan(urls.NEWEST, job, lambda: job, listed=False)


def newest(job: NewestJob) -> bytes:
    """Return the script of the newest posts."""
    posts = [{"title": link.title, "url": link.url, "day": link.note} for link in job.posts]
    text = json.dumps(posts, ensure_ascii=False).replace("<", "\\u003c")
    return f"window.bangvangNewest = {text};\n".encode()
