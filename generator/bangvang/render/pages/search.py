"""The page of the search, its description for browsers, and the words of its script."""

from collections.abc import Iterator, Mapping

from lxml.builder import ElementMaker

from bangvang.model import urls
from bangvang.model.catalog import Parts
from bangvang.model.documents import FACETS, DocumentKind, Facet
from bangvang.render.context import Context, Portal
from bangvang.render.data.feeds import as_xml
from bangvang.render.paging import home
from bangvang.render.plan import Plan
from bangvang.render.views import Head, JsonLd, Link, Page
from bangvang.words import Words, message

DESCRIPTION = "opensearch.xml"
FACET_NAMES: Mapping[Facet, str] = {
    "honoree": urls.HONOREE_KIND,
    **{facet: urls.FOLDERS[facet] for facet in FACETS if facet != "honoree"},
}
"""The facets as addresses name them."""
_KIND_NAMES: Mapping[DocumentKind, str] = {
    "page": "trang",
    "district": "dia-ban",
    "movement": "phong-trao",
    "award": "danh-hieu",
    "event": "su-kien",
    "honoree": "ho-so",
    "article": "tin-bai",
    "document": "van-ban",
    "honour": "khen-thuong",
    "photo": "anh",
}
"""The kinds as addresses name them."""
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"

_TEXTS = {
    "page": message("Page"),
    "district": message("District"),
    "movement": message("Movement"),
    "award": message("Award"),
    "event": message("Event"),
    "honoree": message("Honoree"),
    "article": message("Article"),
    "document": message("Official document"),
    "honour": message("Conferral"),
    "photo": message("Photo"),
    "facet-kind": message("Kind"),
    "facet-year": message("Year"),
    "facet-district": message("District"),
    "facet-movement": message("Movement"),
    "facet-award": message("Award"),
    "facet-level": message("Level"),
    "facet-honoree": message("Kind of honoree"),
    "facet-event": message("Event"),
    "facet-portal": message("Portal"),
    "unknown": message("not known"),
    "suggestions": message("Suggestions"),
    "suggested": message("{n} suggestions; choose with the arrow keys"),
    "all": message("All results ({n})"),
    "nothing": message("Nothing was found."),
    "found": message("{n} results for “{query}”"),
    "everything": message("{n} entries, the newest first"),
    "none": message("Nothing was found for “{query}”. Try another spelling, or fewer words."),
    "loosen": message("These filters leave nothing. Take one away:"),
    "keys": message("Read as typed without a Vietnamese keyboard: “{query}”."),
    "mended": message("Nothing has exactly these words. Showing “{query}”."),
    "plain": message("Searched without regard to diacritics."),
    "loose": message("The words stand nowhere side by side; here is what has all or most of them."),
    "partial": message("A part of the index could not be loaded; results may be missing."),
    "more": message("More results"),
    "local": message("Searching needs a web server. In a copy on a disk, use the lists below."),
    "failed": message("The search could not be loaded. Please try again later."),
}
"""The words of the script of the search, by the names under which it asks for them."""


def search_texts(language: Words) -> dict[str, str]:
    """Return the words of the script of the search in a language."""
    return {name: language.text(text) for name, text in _TEXTS.items()}


def search_settings(language: Words, parts: Parts) -> dict[str, object]:
    """Return what the script of the search is given; kinds and facets with names in addresses."""
    portal = [("portal", urls.PORTAL)] if parts.joined else []
    return {
        "index": urls.INDEX,
        "words": search_texts(language),
        "kinds": list(_KIND_NAMES.items()),
        "facets": [
            *portal,
            ("kind", "loai"),
            ("year", "nam"),
            *((facet, FACET_NAMES[facet]) for facet in FACETS),
        ],
    }


def search_plans(context: Portal) -> Iterator[Plan]:
    """Yield the page of the search, and what lets a browser search the portal by itself."""
    title = context.words.text("Search")
    page = Page(
        kind="search",
        head=Head(title, context.site.description, urls.SEARCH, listed=False),
        template="search.html",
        crumbs=(home(context),),
        view={"title": title, "searchable": context.parts.search, "ways": ways(context)},
    )
    yield Plan.of(page)
    if context.parts.search:
        yield Plan(DESCRIPTION, (), lambda: description, listed=False)


def ways(context: Context) -> list[Link]:
    """Return the ways into everything, for a page that has nothing of its own to show."""
    if context.parts.joined:
        return [
            Link(context.words.text("Honour roll"), urls.ROLL),
            Link(context.words.text("By name"), urls.NAMES),
        ]
    roll = [Link(context.words.text("Honour roll"), urls.ROLL)] if context.roll else []
    photos = [Link(context.words.text("Photo archive"), urls.ALBUMS)] if context.archive else []
    return [
        Link(context.words.text("News"), urls.ARTICLES),
        *roll,
        Link(context.words.text("Events"), urls.EVENTS),
        Link(context.words.text("Districts"), urls.DISTRICTS),
        Link(context.words.text("Movements"), urls.MOVEMENTS),
        *photos,
    ]


def search_action(context: Context) -> JsonLd:
    """Return how search engines may search the portal (schema.org SearchAction)."""
    return {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": context.absolute(f"{urls.SEARCH}?q={{search_term_string}}"),
        },
        "query-input": "required name=search_term_string",
    }


def description(context: Context) -> bytes:
    """Return the description of the search (OpenSearch 1.1), with which a browser can add it."""
    e = ElementMaker(namespace=_OPENSEARCH, nsmap={None: _OPENSEARCH})
    site = context.registers.site
    # OpenSearch 1.1 bounds the names at 16 and 48 characters, the description at 1024.
    return as_xml(
        e.OpenSearchDescription(
            e.ShortName(_words_within(site.name, 16)),
            e.LongName(_words_within(site.name, 48)),
            e.Description(_words_within(site.description, 1024)),
            e.InputEncoding("UTF-8"),
            e.Url(
                type="text/html",
                template=context.absolute(f"{urls.SEARCH}?q={{searchTerms}}"),
            ),
        )
    )


def _words_within(text: str, limit: int) -> str:
    """Return the first words of a text that `limit` characters hold; of one word its beginning.

    >>> _words_within("Bảng Vàng Bắc Kạn", 16)
    'Bảng Vàng Bắc'
    """
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition(" ")[0] or text[:limit]
