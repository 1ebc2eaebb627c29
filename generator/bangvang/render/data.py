"""Data beside the pages: feeds, the sitemap, the newest posts and redirects."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from email.utils import format_datetime
from html import escape
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.builder import ElementMaker

from bangvang.model import urls
from bangvang.model.catalog import Articles
from bangvang.model.output import Output, page_path
from bangvang.render.views import Context, Page

FEED_SIZE = 20
NEWEST = 8

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feeds(context: Context) -> Iterator[Output]:
    """Yield Atom and RSS for the site, and Atom for every district and movement."""
    catalog = context.catalog
    name = catalog.site.name
    yield Output(urls.ATOM, _atom(context, name, "", urls.ATOM, catalog.articles), "index")
    yield Output(urls.RSS, _rss(context, catalog.articles), "index")
    for terms, index in (
        (catalog.districts, catalog.by_district),
        (catalog.movements, catalog.by_movement),
    ):
        for term in terms:
            base = urls.term_url(term)
            url = f"{base}{urls.ATOM}"
            articles = index.get(term.id, ())
            yield Output(url, _atom(context, f"{name}: {term.name}", base, url, articles), "index")


def _midnight(context: Context, day: date) -> datetime:
    """Return the beginning of a day in the portal's time zone."""
    return datetime.combine(day, time(), ZoneInfo(context.catalog.site.time_zone))


def _text(element: etree._Element) -> bytes:
    data: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def _atom(context: Context, title: str, page: str, url: str, articles: Articles) -> bytes:
    """Return an Atom feed (RFC 4287) of the newest articles."""
    e = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    site = context.catalog.site
    newest = articles[:FEED_SIZE]
    changes = [_midnight(context, article.updated or article.date) for article in newest]
    updated = max(changes).isoformat() if changes else "1970-01-01T00:00:00Z"
    feed = e.feed(
        {"{http://www.w3.org/XML/1998/namespace}lang": "vi"},
        e.title(title),
        e.id(context.absolute(url)),
        e.updated(updated),
        e.link(rel="self", type="application/atom+xml", href=context.absolute(url)),
        e.link(rel="alternate", type="text/html", href=context.absolute(page)),
        e.author(e.name(site.office)),
    )
    for article in newest:
        address = context.absolute(urls.article_url(article))
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
    return _text(feed)


def _rss(context: Context, articles: Articles) -> bytes:
    """Return an RSS 2.0 feed of the newest articles."""
    e = ElementMaker(nsmap={"atom": _ATOM})
    site = context.catalog.site
    self_link = etree.Element(f"{{{_ATOM}}}link", nsmap={"atom": _ATOM})
    self_link.set("href", context.absolute(urls.RSS))
    self_link.set("rel", "self")
    self_link.set("type", "application/rss+xml")
    channel = e.channel(
        e.title(site.name),
        e.link(context.absolute("")),
        e.description(site.description),
        e.language("vi"),
        self_link,
        *(
            e.item(
                e.title(article.title),
                e.link(context.absolute(urls.article_url(article))),
                e.guid(context.absolute(urls.article_url(article))),
                e.pubDate(format_datetime(_midnight(context, article.date))),
                e.description(article.lede),
            )
            for article in articles[:FEED_SIZE]
        ),
    )
    return _text(e.rss({"version": "2.0"}, channel))


def sitemap(context: Context, pages: Iterable[tuple[str, str]]) -> Output:
    """Return the sitemap of pages, each given by its address and the day of its last change."""
    e = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP})
    entries = [
        e.url(e.loc(context.absolute(url)), *([e.lastmod(day)] if day else []))
        for url, day in sorted(pages)
    ]
    return Output(urls.SITEMAP, _text(e.urlset(*entries)), "index")


def newest_posts(context: Context) -> Output:
    """Return the small script of the newest posts, which every article loads."""
    posts = [
        {"title": link.title, "url": link.url, "day": link.note}
        for link in map(context.article, context.catalog.articles[:NEWEST])
    ]
    text = json.dumps(posts, ensure_ascii=False).replace("<", "\\u003c")
    return Output(urls.NEWEST, f"window.bangvangNewest = {text};\n".encode(), "index")


def redirects(context: Context, pages: Iterable[Page]) -> Iterator[Output]:
    """Yield a page for every old address, which leads to the new one.

    The parent of the pages of a long list, `…/trang/`, leads to the list: every parent resolves.
    """
    for page in pages:
        if page.url.endswith("trang/2/"):
            parent, target = page.url.removesuffix("2/"), page.url.removesuffix("trang/2/")
            yield Output(page_path(parent), _redirect(context, parent, target, page.head.title))
    for article in context.catalog.articles:
        target = urls.article_url(article)
        for old in article.redirect_from:
            path = urls.redirect_url(old)
            yield Output(page_path(path), _redirect(context, path, target, article.title))


def _redirect(context: Context, old: str, target: str, title: str) -> bytes:
    link = escape(urls.up(old) + target)
    moved = context.words.text("This page has moved:")
    return (
        f'<!doctype html>\n<html lang="{context.catalog.site.language}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{escape(context.absolute(target))}">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n</head>\n<body>\n'
        f'<p>{moved} <a href="{link}">{escape(title)}</a></p>\n</body>\n</html>\n'
    ).encode()


def listed(pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Return address and last change of the pages that belong into the sitemap."""
    return [(page.url, page.modified) for page in pages if page.head.listed]
