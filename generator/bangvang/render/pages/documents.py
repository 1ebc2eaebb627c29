"""Official documents: all of them, those of each kind and those of each year."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from bangvang.model import urls
from bangvang.model.catalog import Articles, Documents
from bangvang.model.records import DocumentRecord
from bangvang.model.roll import RollEntry
from bangvang.render.context import Portal
from bangvang.render.labels import DOCUMENT_KINDS
from bangvang.render.pages.document import out_of_force, plans_of_document
from bangvang.render.paging import Part, home, listing, long_plans
from bangvang.render.plan import Plan
from bangvang.render.views import Link, Page
from bangvang.text import sort_key
from bangvang.words import message

Key = TypeVar("Key", bound=Hashable)


def document_plans(context: Portal) -> Iterator[Plan]:
    """Yield the lists of official documents and the pages of each, when there are any."""
    documents = context.catalog.documents
    if not documents:
        return
    words = context.words
    section = Link(words.text("Official documents"), urls.DOCUMENTS)
    parts = _parts(context)
    ways = tuple(
        (
            words.text(title),
            tuple(replace(link, note=words.number(len(found))) for link, found in part),
        )
        for title, part in parts
        if part
    )
    yield from _list(context, section, documents, (home(context),), ways)
    for _, part in parts:
        for link, found in part:
            yield from _list(context, link, found, (home(context), section), ())
    numbers = {each.id: each for each in documents}
    entries = _entries(context)
    told = _told(context)
    for document in documents:
        yield from plans_of_document(
            context, document, numbers, entries.get(document.id, ()), told.get(document.id, ())
        )


def _parts(context: Portal) -> list[tuple[str, list[tuple[Link, Documents]]]]:
    """Return the documents by kind, year, authority, and whether they are in force."""
    words, catalog = context.words, context.catalog
    kinds = _divided(catalog.documents, lambda each: each.kind)
    years = _divided(catalog.documents, lambda each: each.date.year)
    authorities = _divided(
        catalog.documents, lambda each: urls.document_authority_url(each.authority)
    )
    alive = tuple(each for each in catalog.documents if each.id in catalog.in_force)
    return [
        (
            message("Kind of document"),
            [
                (Link(words.text(text), urls.document_kind_url(kind)), kinds[kind])
                for kind, text in DOCUMENT_KINDS.items()
                if kind in kinds
            ],
        ),
        (
            message("Issued by"),
            [
                (Link(found[0].authority, url), found)
                for url, found in sorted(
                    authorities.items(), key=lambda each: sort_key(each[1][0].authority)
                )
            ],
        ),
        (
            message("Status"),
            [(Link(words.text("In force"), urls.IN_FORCE), alive)] if alive else [],
        ),
        (
            message("Year"),
            [
                (Link(words.text("Year {year}", year=year), urls.document_year_url(year)), found)
                for year, found in years.items()
            ],
        ),
    ]


def _divided(documents: Documents, key: Callable[[DocumentRecord], Key]) -> dict[Key, Documents]:
    found: defaultdict[Key, list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        found[key(document)].append(document)
    return {value: tuple(each) for value, each in found.items()}


def _list(
    context: Portal,
    link: Link,
    documents: Documents,
    above: tuple[Link, ...],
    ways: tuple[tuple[str, tuple[Link, ...]], ...],
) -> Iterator[Plan]:
    """Yield the pages of one list of documents."""

    def page(part: Part) -> Page:
        view = {
            "ways": ways if part.first else (),
            "total": _counted(context, documents) if part.first else "",
            "feed": urls.DOCUMENT_FEED if link.url == urls.DOCUMENTS else "",
            "years": [
                (str(year), [_teaser(context, each) for each in found])
                for year, found in groupby(part.items, lambda each: each.date.year)
            ],
            "pager": part.pager,
        }
        crumbs = above if part.first else (*above, link)
        title = part.titled(link.title)
        return listing(
            "documents", context, part.url, title, "documents.html", crumbs, view, listed=part.first
        )

    def inputs(part: Part) -> object:
        shown = [
            (each.list_fingerprint, each.id in context.catalog.in_force) for each in part.items
        ]
        return shown, above, (len(documents), ways) if part.first else ()

    yield from long_plans(context, link, documents, inputs, page, urls.PAGE_SIZE, dated=True)


def _counted(context: Portal, documents: Documents) -> str:
    return context.words.count("one document", "{n} documents", len(documents))


def _teaser(context: Portal, document: DocumentRecord) -> dict[str, Any]:
    return {
        "name": context.document(document),
        "title": document.title,
        "url": document.url,
        "iso": document.date.isoformat(),
        "day": context.words.day(document.date),
        "authority": document.authority,
        "dead": out_of_force(context, document),
    }


def _entries(context: Portal) -> Mapping[str, tuple[RollEntry, ...]]:
    """Return what each document confers: in the order in which it says so, then what cites it."""
    if not context.roll:
        return {}
    slices = context.catalog.roll.slices["document"]
    found = {}
    for document in context.catalog.documents:
        entries = {entry.what.id: entry for entry in slices.get(document.url, ())}
        own = sorted((*((each.place, each.id) for each in document.conferrals), *document.refs))
        told = [name for _, name in own if name in entries]
        found[document.id] = tuple(entries[name] for name in dict.fromkeys((*told, *entries)))
    return found


def _told(context: Portal) -> Mapping[str, Articles]:
    """Return the articles that tell of each document: by an honour, or by a link."""
    catalog = context.catalog
    own = {document.url: document.id for document in catalog.documents}
    decided = {
        what.id: document.id for document in catalog.documents for what in document.conferrals
    }
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for article in catalog.articles:
        named = [own.get(what.decision_url) for what in article.conferrals]
        named += [decided.get(name) for _, name in article.refs]
        named += [
            own.get(link[1].partition("#")[0].lstrip("/"))
            for link in article.links
            if isinstance(link, tuple)
        ]
        for identity in dict.fromkeys(filter(None, named)):
            found[identity].append(article)
    return {identity: tuple(articles) for identity, articles in found.items()}
