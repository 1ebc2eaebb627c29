"""The page of an official document: facts, what it replaces, files, and what it confers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from bangvang.model import urls
from bangvang.model.catalog import Articles
from bangvang.model.official import number_key
from bangvang.model.records import DocumentRecord
from bangvang.model.roll import RollEntry, roll_fingerprint
from bangvang.model.types import HonoreeKind
from bangvang.render.context import Portal, site_feeds
from bangvang.render.labels import DOCUMENT_KINDS
from bangvang.render.markdown import render_markdown
from bangvang.render.paging import Part, home, long_plans
from bangvang.render.photos.iiif import pages_of
from bangvang.render.plan import Plan
from bangvang.render.roll.roll import CSV, RollRow, roll_row
from bangvang.render.views import Head, JsonLd, Link, Page
from bangvang.words import message

_RELATIONS = {
    "replaces": message("Replaces"),
    "amends": message("Amends"),
    "replaced_by": message("Replaced by"),
    "amended_by": message("Amended by"),
}


def out_of_force(context: Portal, document: DocumentRecord) -> str:
    """Return that a document is not in force, in words; nothing while it is."""
    return "" if document.id in context.catalog.in_force else context.words.text("Not in force")


def _relations(
    context: Portal, document: DocumentRecord, documents: Mapping[str, DocumentRecord]
) -> list[tuple[str, list[Link]]]:
    """Return how a document relates to others: those of the portal with a link."""
    found: dict[str, list[Link]] = {}
    related = context.catalog.related_documents.get(document.id, ())
    for key, identity in related:
        other = documents[identity]
        note = out_of_force(context, other)
        found.setdefault(key, []).append(Link(context.document(other), other.url, note))
    linked = {documents[identity].key for _, identity in related}
    for key, _, number in document.related:
        if number_key(number) not in linked:
            found.setdefault(key, []).append(Link(number, ""))
    return [
        (context.words.text(text), found[key]) for key, text in _RELATIONS.items() if key in found
    ]


def plans_of_document(
    context: Portal,
    document: DocumentRecord,
    documents: Mapping[str, DocumentRecord],
    entries: tuple[RollEntry, ...],
    articles: Articles,
) -> Iterator[Plan]:
    """Yield the pages of one document; the first has its facts, all have a part of its honours."""
    words = context.words
    name = context.document(document)
    link = Link(name, document.url)
    above = (
        home(context),
        Link(words.text("Official documents"), urls.DOCUMENTS),
        Link(
            words.text("Year {year}", year=document.date.year),
            urls.document_year_url(document.date.year),
        ),
    )
    relations = _relations(context, document, documents)
    group_of = _grouping(context, entries)

    def page(part: Part) -> Page:
        view: dict[str, Any] = {
            "groups": [
                (title, [_row(context, document, entry) for entry in found])
                for title, found in groupby(part.items, group_of)
            ],
            "csv": f"{document.url}{CSV}" if entries else "",
            "filtered": urls.filtered_url("document", document.url) if entries else "",
            "total": context.conferrals(len(entries)) if entries else "",
            "pager": part.pager,
            "whole": None,
        }
        if part.first:
            view["whole"] = _whole(context, document, relations, articles)
        crumbs = above if part.first else (*above, link)
        head = Head(
            title=part.titled(name),
            description=f"{name}: {document.title}",
            url=part.url,
            feeds=site_feeds(context),
            json_ld=(
                *((_legislation(context, document),) if part.first else ()),
                context.breadcrumbs((*crumbs, Link(name, part.url))),
            ),
            listed=part.first,
        )
        shown = {"title": part.titled(name), "label": document.title, **view}
        return Page("documents", head, "document.html", shown, crumbs)

    def inputs(part: Part) -> object:
        whole = (
            document.fingerprint,
            document.id in context.catalog.in_force,
            relations,
            bool(pages_of(context, document)),
            [article.list_fingerprint for article in articles],
        )
        shown = whole if part.first else document.list_fingerprint
        groups = list(map(group_of, part.items))
        return shown, roll_fingerprint(part.items), len(entries), groups

    yield from long_plans(
        context,
        link,
        entries,
        inputs,
        page,
        modified=document.date.isoformat(),
        file=document.file,
    )


_GROUPS = {
    "person": message("persons"),
    "collective": message("collectives"),
    "household": message("households"),
}


def _grouping(context: Portal, entries: tuple[RollEntry, ...]) -> Callable[[RollEntry], str]:
    """Return what heads a conferral among those of a document, as lists of offices do.

    That is its award and kind of honoree; nothing where a list does not keep them together.
    """
    runs = [key for key, _ in groupby(entries, _group)]
    counts = Counter(map(_group, entries))
    if len(runs) == 1 or len(runs) > len(counts):
        return lambda entry: ""
    words = context.words

    def title(entry: RollEntry) -> str:
        award, kind = key = _group(entry)
        return f"{context.award(award)}: {words.number(counts[key])} {words.text(_GROUPS[kind])}"

    return title


def _group(entry: RollEntry) -> tuple[str, HonoreeKind]:
    return entry.what.award, entry.what.kind


def _row(context: Portal, document: DocumentRecord, entry: RollEntry) -> RollRow:
    """Return a line of the roll without what the page of its document says already."""
    row = roll_row(context, entry)
    others = tuple(source for source in row.sources if source.url != document.url)
    same = entry.what.date == document.date.isoformat()
    return replace(row, when="" if same else row.when, sources=others)


def _whole(
    context: Portal,
    record: DocumentRecord,
    relations: list[tuple[str, list[Link]]],
    articles: Articles,
) -> dict[str, Any]:
    """Return what the first page of a document shows beside its honours."""
    words = context.words
    document = record.document()
    facts = [
        (words.text("Signed on"), words.long_day(record.date)),
        (words.text("Issued by"), record.authority),
        (words.text("Signer"), document.signer or ""),
        (words.text("In force from"), words.day(record.start)),
        (words.text("In force until"), words.day(record.until) if record.until else ""),
        (words.text("Status"), out_of_force(context, record)),
    ]
    address = context.absolute(record.url)
    return {
        "facts": [fact for fact in facts if fact[1]],
        "relations": relations,
        "districts": [context.district(identity) for identity in record.districts],
        "movements": [context.movement(identity) for identity in record.movements],
        "events": [context.event(identity) for identity in record.events],
        "body": render_markdown(document.body, urls.up(record.url)) if document.body else None,
        "attachments": document.attachments,
        "manifest": urls.document_manifest_url(record.url)
        if context.archive and pages_of(context, record)
        else "",
        "sources": [
            (source.title, source.url, words.day(source.date) if source.date else "")
            for source in document.sources
        ],
        "articles": [context.article(article) for article in articles],
        "citation": f"{record.authority}. “{context.document(record)}: {record.title}”, "
        f"{words.day(record.date)}. {context.site.name}. {address}",
    }


def _legislation(context: Portal, document: DocumentRecord) -> JsonLd:
    """Return the JSON-LD of a document (schema.org Legislation)."""
    force = "InForce" if document.id in context.catalog.in_force else "NotInForce"
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": context.absolute(document.url),
        "url": context.absolute(document.url),
        "name": document.title,
        "legislationIdentifier": document.number,
        "legislationType": context.words.text(DOCUMENT_KINDS[document.kind]),
        "legislationDate": document.date.isoformat(),
        "legislationDateVersion": document.start.isoformat(),
        "legislationPassedBy": {"@type": "Organization", "name": document.authority},
        "legislationLegalForce": f"https://schema.org/{force}",
        "inLanguage": context.site.language,
    }
