"""What an issue of the bulletin holds: articles, honours, captions and names of one span."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urljoin

from lxml import html

from bangvang.model.albums import Album, Photo
from bangvang.model.catalog import Catalog
from bangvang.model.dates import PartialDate
from bangvang.model.records import AlbumRecord, ArticleRecord, Conferred, SourceRecord
from bangvang.model.roll import name_order
from bangvang.render.context import Portal
from bangvang.render.pages.article import article_page, article_plans
from bangvang.render.plan import ArticleJob
from bangvang.render.roll.rows import honour_row
from bangvang.words import Words

_SPAN = re.compile(r"(\d{4})(?:-(\d{2})|-[Qq]([1-4])|-(\d{4}))?")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Span:
    """The time that an issue covers, or the event that it is about."""

    title: str
    first: date = date.min
    last: date = date.max
    event: str = ""

    def holds(self, source: SourceRecord) -> bool:
        """Return whether an article or document belongs to the issue."""
        if self.event:
            return self.event in source.events
        return self.first <= source.date <= self.last


def span_of(text: str, catalog: Catalog, words: Words) -> Span | None:
    """Return what `2020-09`, `2020-Q3`, `2020`, `2015-2020` or the id of an event means.

    None when it means nothing.
    """
    event = next((each for each in catalog.events if each.id == text), None)
    if event:
        return Span(event.name, event=event.id)
    found = _SPAN.fullmatch(text)
    if not found or not 0 < int(found[1]) < 9999:
        return None
    year = int(found[1])
    if found[2]:
        if not 1 <= int(found[2]) <= 12:
            return None
        month = PartialDate(year, int(found[2]))
        return Span(words.when(month), month.first, month.last)
    if found[3]:
        quarter = int(found[3])
        first, last = PartialDate(year, 3 * quarter - 2), PartialDate(year, 3 * quarter)
        title = words.text("quarter {number} of {year}", number=_ROMAN[quarter - 1], year=year)
        return Span(title, first.first, last.last)
    end = int(found[4] or year)
    if end < year:
        return None
    title = words.text("Year {year}", year=year) if end == year else f"{year}-{end}"
    return Span(title, date(year, 1, 1), date(end, 12, 31))


def issue_view(context: Portal, span: Span, prose: Callable[[ArticleJob], str]) -> dict[str, Any]:
    """Return what the template of an issue shows: articles, documents, honours, captions, names.

    Oldest first. Every name in the index leads to the articles and honours where it stands.
    """
    catalog, words = context.catalog, context.words
    chosen = sorted(filter(span.holds, catalog.articles), key=lambda each: (each.date, each.id))
    wanted = {article.url: place for place, article in enumerate(chosen, start=1)}
    jobs = {plan.url: plan.make() for plan in article_plans(context) if plan.url in wanted}
    documents = sorted(filter(span.holds, catalog.documents), key=lambda each: (each.date, each.id))
    honoured = _honoured(catalog, [*chosen, *documents])
    albums = dict.fromkeys(
        name for article in chosen for name in article.albums if name in catalog.albums
    )
    if span.event:
        shown = catalog.albums_by_event.get(span.event, ())
        albums |= dict.fromkeys(album.id for album in shown)
    photos = [_album(context, catalog.albums[name]) for name in albums]
    articles = []
    for article in chosen:
        job = jobs[article.url]
        assert isinstance(job, ArticleJob)
        # On paper there is one width: that of the file.
        view = article_page(context, replace(job, pictures={}), prose(job)).view
        anchor = f"a{wanted[article.url]}"
        address = context.absolute(article.url)
        body = printable(view["body"].html, f"{anchor}-", address, article.file)
        lead = _lead(article, body)
        articles.append({**view, "anchor": anchor, "print": body, "lead": lead})
    return {
        "title": span.title,
        "site": context.site,
        "language": context.site.language,
        "articles": articles,
        "documents": [
            {
                "name": context.document(each),
                "title": each.title,
                "authority": each.authority,
                "day": words.day(each.date),
                "address": context.absolute(each.url),
            }
            for each in documents
        ],
        "honours": [
            {"row": honour_row(context, what), "anchor": f"v-{what.id}"} for what in honoured
        ],
        "albums": photos,
        "names": _names(context, honoured, photos),
        "totals": (
            words.count("one article", "{n} articles", len(chosen)),
            context.conferrals(len(honoured)),
            words.count("one document", "{n} documents", len(documents)) if documents else "",
        ),
    }


def _lead(article: ArticleRecord, body: str) -> dict[str, str] | None:
    """Return the article's own lead picture, unless its prose shows it."""
    file = article.path(article.lead)
    if not article.lead or f'"{PICTURES}{file}"' in body:
        return None
    caption = article.article().lead_caption or ""
    return {"file": file, "alt": caption or article.title, "caption": caption}


def _honoured(catalog: Catalog, chosen: Iterable[SourceRecord]) -> list[Conferred]:
    """Return the conferrals of articles and documents, each once, in the order of the roll."""
    ids = {
        name
        for source in chosen
        for name in (*(each.id for each in source.conferrals), *(ref for _, ref in source.refs))
    }
    return [entry.what for entry in catalog.roll.entries if entry.what.id in ids]


def _album(context: Portal, record: AlbumRecord) -> dict[str, Any]:
    album: Album = record.album()
    pictures = {photo.id: record.original(photo) for photo in record.photos}
    known = context.catalog.pictures
    return {
        "title": album.title,
        "anchor": f"b-{album.id}",
        "photos": [
            _photo(context, album, photo, pictures.get(photo.id, ""), known)
            for photo in album.photos
            if photo.status != "withheld"
        ],
    }


def _photo(
    context: Portal, album: Album, photo: Photo, file: str, known: Mapping[str, object]
) -> dict[str, Any]:
    people = [name for name in photo.people if not context.withheld(name)]
    return {
        "anchor": f"b-{album.id}-{photo.id}",
        "file": file if file in known else "",
        "alt": photo.alt or context.words.text("Photo: {caption}", caption=photo.caption),
        "caption": photo.caption_corrected or photo.caption,
        "credit": photo.credit or album.credit or "",
        "people": [context.honoree(name) for name in people],
    }


def _names(
    context: Portal, honoured: list[Conferred], albums: list[dict[str, Any]]
) -> list[tuple[str, list[str]]]:
    """Return who is named, in Vietnamese order, each with the anchors where that is."""
    found: dict[str, tuple[str, list[str]]] = {}
    for what in honoured:
        name = context.honoree(what.honoree)
        found.setdefault(name, (name_order(what.kind, name), []))[1].append(f"v-{what.id}")
    for album in albums:
        for photo in album["photos"]:
            for name in photo["people"]:
                place = found.setdefault(name, (name_order("person", name), []))
                place[1].append(photo["anchor"])
    return [(name, anchors) for name, (_, anchors) in sorted(found.items(), key=lambda e: e[1][0])]


PICTURES = "portal:"
"""Begins the address of a picture: what follows is its path below the content folder."""


def printable(text: str, prefix: str, address: str, file: str) -> str:
    """Return the HTML of prose as it can stand in an issue, tagged for all readers.

    Anchors get a prefix of their own; links to pages become full addresses, and hold text only
    (PDF/UA-1, 7.18.5); headings follow that of their article without a gap (7.4.2); every picture
    has a description (7.3).

    >>> printable('<h3 id="x">A</h3><a href="#x"><b>b</b></a>', "a1-", "https://s/t/", "f.md")
    '<h3 id="a1-x">A</h3><a href="#a1-x">b</a>'
    """
    root = html.fragment_fromstring(text, create_parent="div")
    level = 2
    for element in root.iter():
        if identity := element.get("id"):
            element.set("id", prefix + identity)
        tag = str(element.tag)
        if re.fullmatch("h[1-6]", tag):
            level = min(level + 1, int(tag[1]) + 1, 6)
            element.tag = f"h{level}"
        elif tag == "img":
            element.attrib.pop("loading", None)
            source = element.get("src", "").removeprefix("./")
            element.set("src", f"{PICTURES}{file.rpartition('/')[0]}/{source}")
            element.set("alt", element.get("alt") or element.get("title") or source)
    anchors = {element.get("id") for element in root.iter()}
    for link in root.iter("a"):
        target = link.get("href", "")
        whole = "".join(link.itertext())
        for inner in list(link):
            link.remove(inner)
        link.text = whole
        if target.startswith("#"):
            link.set("href", f"#{prefix}{target[1:]}")
            if f"{prefix}{target[1:]}" not in anchors:
                del link.attrib["href"]
        elif target:
            link.set("href", urljoin(address, target))
    made: str = html.tostring(root, encoding="unicode")
    return made.removeprefix("<div>").removesuffix("</div>")
