"""Data beside the pages: feeds, the sitemap and the newest posts."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from email.utils import format_datetime
from functools import partial
from urllib.parse import urlsplit
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.builder import ElementMaker

from bangvang.model import urls
from bangvang.model.albums import Lead
from bangvang.model.records import SourceRecord
from bangvang.render.context import Context, Portal
from bangvang.render.pictures import largest, picture_view
from bangvang.render.plan import Plan
from bangvang.render.views import Link

FEED_SIZE = 20
NEWEST = 8
SITEMAP_SIZE = 50_000
"""How many pages one sitemap may list."""

ROBOTS = "robots.txt"

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MEDIA = "http://search.yahoo.com/mrss/"

Entries = tuple[tuple[SourceRecord, Lead | None], ...]
"""Articles or documents, each with its lead picture if it has one."""


def feed_plans(context: Portal) -> Iterator[Plan]:
    """Yield Atom and RSS for the site, and Atom for documents, every district and movement."""
    catalog = context.catalog
    name = context.site.name
    yield _feed(context, name, "", urls.ATOM, catalog.articles)
    yield _feed(context, name, "", urls.RSS, catalog.articles)
    if catalog.documents:
        title = f"{name}: {context.words.text('Official documents')}"
        yield _feed(context, title, urls.DOCUMENTS, urls.DOCUMENT_FEED, catalog.documents)
    for terms, index in (
        (catalog.districts, catalog.by_district),
        (catalog.movements, catalog.by_movement),
    ):
        for term in terms:
            page = urls.term_url(term)
            title = f"{name}: {term.name}"
            yield _feed(context, title, page, f"{page}{urls.ATOM}", index.get(term.id, ()))


def _feed(
    context: Portal, title: str, page: str, url: str, articles: tuple[SourceRecord, ...]
) -> Plan:
    """Return the plan of the feed at an address, which lists the newest articles of a page."""
    newest = articles[:FEED_SIZE]
    entries = tuple((each, context.catalog.leads.get(each.url)) for each in newest)
    job = (
        partial(rss, entries=entries)
        if url == urls.RSS
        else partial(atom, title=title, page=page, url=url, entries=entries)
    )
    shown = [(context.face(each), _subjects(context, each)) for each in newest]
    return Plan(url, (title, shown), lambda: job, listed=False)


def _subjects(context: Context, article: SourceRecord) -> list[tuple[str, str]]:
    """Return the ids and names of the districts and movements of an article."""
    return [
        *((each, context.district(each).title) for each in article.districts),
        *((each, context.movement(each).title) for each in article.movements),
    ]


def _picture(context: Context, lead: Lead | None) -> Iterator[etree._Element]:
    """Yield the picture of an article (Media RSS 1.5.1); nothing for none."""
    if lead:
        view = picture_view(lead.base, lead.picture)
        found = etree.Element(f"{{{_MEDIA}}}content", nsmap={"media": _MEDIA})
        found.set("url", context.absolute(largest(view)))
        found.set("type", "image/jpeg")
        found.set("width", str(view.width))
        found.set("height", str(view.height))
        yield found


def _midnight(context: Context, day: date) -> datetime:
    """Return the beginning of a day in the portal's time zone."""
    return datetime.combine(day, time(), ZoneInfo(context.registers.site.time_zone))


def as_xml(element: etree._Element) -> bytes:
    """Return an element as a file."""
    data: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def atom(context: Context, title: str, page: str, url: str, entries: Entries) -> bytes:
    """Return an Atom feed (RFC 4287) of the newest articles."""
    e = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    site = context.registers.site
    changes = [_midnight(context, each.updated or each.date) for each, _ in entries]
    updated = max(changes).isoformat() if changes else "1970-01-01T00:00:00Z"
    feed = e.feed(
        {"{http://www.w3.org/XML/1998/namespace}lang": site.language},
        e.title(title),
        e.id(context.absolute(url)),
        e.updated(updated),
        e.link(rel="self", type="application/atom+xml", href=context.absolute(url)),
        e.link(rel="alternate", type="text/html", href=context.absolute(page)),
        e.author(e.name(site.office)),
    )
    for article, lead in entries:
        address = context.absolute(article.url)
        entry = e.entry(
            e.title(context.article(article).title),
            e.id(address),
            e.link(rel="alternate", type="text/html", href=address),
            e.published(_midnight(context, article.date).isoformat()),
            e.updated(_midnight(context, article.updated or article.date).isoformat()),
            *(e.author(e.name(author)) for author in article.authors),
            e.summary(article.lede),
            *(e.category(term=term, label=label) for term, label in _subjects(context, article)),
            *_picture(context, lead),
        )
        feed.append(entry)
    return as_xml(feed)


def rss(context: Context, entries: Entries) -> bytes:
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
                e.title(context.article(article).title),
                e.link(context.absolute(article.url)),
                e.guid(context.absolute(article.url)),
                e.pubDate(format_datetime(_midnight(context, article.date))),
                e.description(article.lede),
                *_picture(context, lead),
            )
            for article, lead in entries
        ),
    )
    return as_xml(e.rss({"version": "2.0"}, channel))


def sitemap_plans(pages: Iterable[tuple[str, str]]) -> Iterator[Plan]:
    """Yield the sitemap of pages, each given by its address and the day of its last change.

    Above 50,000 pages the protocol (sitemaps.org) asks for several, and an index of them.
    """
    entries = tuple(sorted(pages))
    if len(entries) <= SITEMAP_SIZE:
        yield _sitemap(urls.SITEMAP, entries)
        return
    names: list[str] = []
    for start in range(0, len(entries), SITEMAP_SIZE):
        part = entries[start : start + SITEMAP_SIZE]
        names.append(urls.sitemap_part(len(names) + 1))
        yield _sitemap(names[-1], part)
    index = partial(sitemap_index, sitemaps=names)
    yield Plan(urls.SITEMAP, names, lambda: index, listed=False)


def _sitemap(url: str, pages: tuple[tuple[str, str], ...]) -> Plan:
    return Plan(url, pages, lambda: partial(sitemap, pages=pages), listed=False)


def sitemap_index(context: Context, sitemaps: Iterable[str]) -> bytes:
    """Return the index of several sitemaps, given by their addresses."""
    e = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP})
    return as_xml(e.sitemapindex(*(e.sitemap(e.loc(context.absolute(name))) for name in sitemaps)))


def sitemap(context: Context, pages: Iterable[tuple[str, str]]) -> bytes:
    """Return a sitemap of addresses, each with the day of its last change or nothing."""
    # Fifty thousand elements of lxml take ten times as long.
    found = "".join(
        f"  <url>\n    <loc>{escape(context.absolute(url))}</loc>\n"
        f"{f'    <lastmod>{day}</lastmod>{chr(10)}' if day else ''}  </url>\n"
        for url, day in pages
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=\"{_SITEMAP}\">\n{found}</urlset>\n"
    ).encode()


def robots_plans(context: Portal) -> Iterator[Plan]:
    """Yield the file that leads crawlers to the sitemap (RFC 9309), at the root of a host only."""
    if urlsplit(context.site.url).path == "/":
        yield Plan(ROBOTS, context.site.url, lambda: robots, listed=False)


def robots(context: Context) -> bytes:
    """Return what crawlers are told: that they may read all, and where the sitemap is."""
    sitemap = context.absolute(urls.SITEMAP)
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n".encode()


def newest_plan(context: Portal) -> Plan:
    """Return the small script of the newest posts, which every article loads."""
    posts = tuple(map(context.article, context.catalog.articles[:NEWEST]))
    return Plan(urls.NEWEST, posts, lambda: partial(newest, links=posts), listed=False)


def newest(context: Context, links: Iterable[Link]) -> bytes:
    """Return the script of the newest posts."""
    posts = [{"title": link.title, "url": link.url, "day": link.note} for link in links]
    text = json.dumps(posts, ensure_ascii=False).replace("<", "\\u003c")
    return f"window.bangvangNewest = {text};\n".encode()
