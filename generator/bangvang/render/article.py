"""The page of an article."""

from dataclasses import dataclass
from itertools import groupby

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.honours import Conferral, ConferralRef, Scope, Tally
from bangvang.model.urls import (
    ARTICLES,
    ATOM,
    HOME,
    article_url,
    month_url,
    photo_anchor,
    photo_url,
    up,
    year_url,
)
from bangvang.render.markdown import render_markdown
from bangvang.render.views import Context, Head, JsonLd, Link, Page
from bangvang.words import message


@dataclass(frozen=True, slots=True)
class HonourRow:
    """A conferral in a list."""

    id: str
    honoree: str
    role: str
    award: str
    details: tuple[str, ...]
    citation: str
    source: Link | None
    """The article that defines it, when another page shows it."""


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A count without names."""

    awards: str
    counts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """Tallies of one scope and period."""

    title: str
    rows: tuple[TallyRow, ...]


@dataclass(frozen=True, slots=True)
class PhotoCard:
    """A photo, or the caption that is left of it."""

    anchor: str
    picture: str
    """Its address relative to the root; empty when only the caption survives."""
    alt: str
    caption: str
    corrected: str
    facts: tuple[str, ...]


def article_page(context: Context, article: Article) -> Page:
    """Return the page of an article."""
    catalog, words = context.catalog, context.words
    url = article_url(article)
    body = render_markdown(article.body, up(url))
    day = article.date
    crumbs = (
        Link(words.text("Home"), HOME),
        Link(words.text("News"), ARTICLES),
        Link(words.text("Year {year}", year=day.year), year_url(day.year)),
        Link(words.when_month(day), month_url(day.year, day.month)),
    )
    published = article.date.isoformat()
    modified = (article.updated or article.date).isoformat()
    newer, older = catalog.newer.get(article.id), catalog.older.get(article.id)
    albums = [catalog.registers.albums[name] for name in article.albums]
    districts = tuple(context.district(identity) for identity in article.districts)
    movements = tuple(context.movement(identity) for identity in article.movements)
    return Page(
        kind="articles",
        head=Head(
            title=article.title,
            description=article.lede,
            url=url,
            feeds=(Link(catalog.site.name, ATOM),),
            og_type="article",
            published=published,
            modified=modified,
            json_ld=(
                _news_article(context, article),
                context.breadcrumbs((*crumbs, Link(article.title, url))),
            ),
        ),
        template="article.html",
        crumbs=crumbs,
        modified=modified,
        view={
            "title": article.title,
            "iso": published,
            "day": words.long_day(article.date),
            "updated_iso": modified if article.updated else "",
            "updated": words.day(article.updated) if article.updated else "",
            "authors": article.authors,
            "lede": article.lede,
            "body": body,
            "events": tuple(context.event(identity) for identity in article.events),
            "districts": districts,
            "movements": movements,
            "honours": tuple(
                row for each in article.honours if (row := honour_row(context, each, article))
            ),
            "tallies": tally_groups(context, article.tallies),
            "corrections": tuple(
                (words.day(each.date), each.date.isoformat(), each.text)
                for each in article.corrections
            ),
            "attachments": article.attachments,
            "albums": tuple((album.title, photo_cards(context, album)) for album in albums),
            "sources": tuple(
                (source.title, source.url, words.day(source.date) if source.date else "")
                for source in article.sources
            ),
            "related": tuple(context.article(each) for each in catalog.related[article.id]),
            "newer": context.article(newer) if newer else None,
            "older": context.article(older) if older else None,
            "citation": _citation(context, article),
            "terms": tuple(link.title for link in districts + movements),
        },
    )


def honour_row(
    context: Context, honour: Conferral | ConferralRef, here: Article | None = None
) -> HonourRow | None:
    """Return a conferral as a list shows it; `here` is the article whose page it is.

    None for a reference to a conferral of an article that is not public.
    """
    ref = honour.ref if isinstance(honour, ConferralRef) else honour.id
    if ref not in context.catalog.conferrals:
        return None
    conferral, article = context.catalog.conferrals[ref]
    words = context.words
    details = [
        words.text("for {period}", period=conferral.for_) if conferral.for_ else "",
        words.when(conferral.date) if conferral.date else "",
        context.place(conferral.place),
        words.text("presented by {name}", name=conferral.presented_by)
        if conferral.presented_by
        else "",
        conferral.decision or "",
    ]
    return HonourRow(
        id=conferral.id,
        honoree=context.honoree(conferral.honoree),
        role=conferral.role or "",
        award=context.award(conferral.award),
        details=tuple(detail for detail in details if detail),
        citation=conferral.citation or "",
        source=None if article is here else context.article(article),
    )


def tally_groups(context: Context, tallies: tuple[Tally, ...]) -> tuple[TallyGroup, ...]:
    """Return tallies grouped by event, region and period, in the order in which they stand."""

    def key(tally: Tally) -> tuple[str, Scope]:
        scope = tally.scope.model_copy(update={"authority": None})
        return ("" if scope.event else str(tally.period or ""), scope)

    groups = []
    for (period, scope), members in groupby(tallies, key):
        event = context.catalog.registers.events.get(scope.event or "")
        parts = [event.name if event else "", scope.region or "", period]
        title = ", ".join(part for part in (parts[:1] if event else parts) if part)
        groups.append(TallyGroup(title, tuple(_tally_row(context, each) for each in members)))
    return tuple(groups)


def _tally_row(context: Context, tally: Tally) -> TallyRow:
    count = context.words.count
    if tally.counts == "conferrals":
        counts = (
            (
                message("one conferral on a collective"),
                message("{n} conferrals on collectives"),
                tally.collectives,
            ),
            (
                message("one conferral on a person"),
                message("{n} conferrals on persons"),
                tally.persons,
            ),
            (
                message("one conferral on a household"),
                message("{n} conferrals on households"),
                tally.households,
            ),
        )
    else:
        counts = (
            (message("one collective"), message("{n} collectives"), tally.collectives),
            (message("one person"), message("{n} persons"), tally.persons),
            (message("one household"), message("{n} households"), tally.households),
        )
    period = f"{tally.period}: " if tally.period and tally.scope.event else ""
    return TallyRow(
        awards=period + ", ".join(context.award(award) for award in tally.awards),
        counts=tuple(count(one, many, n) for one, many, n in counts if n is not None),
        note=tally.note or "",
    )


def photo_cards(context: Context, album: Album) -> tuple[PhotoCard, ...]:
    """Return the photos of an album that may be shown, in their order."""
    words = context.words
    cards = []
    for photo in album.photos:
        if photo.status == "withheld":
            continue
        people = ", ".join(context.honoree(person) for person in photo.people)
        facts = [
            words.text("In the picture: {people}", people=people) if people else "",
            words.when(photo.date) if photo.date else "",
            context.place(photo.place),
            photo.credit or album.credit or "",
        ]
        cards.append(
            PhotoCard(
                anchor=photo_anchor(album, photo.id),
                picture=photo_url(album, photo),
                alt=photo.alt or photo.caption,
                caption=photo.caption,
                corrected=photo.caption_corrected or "",
                facts=tuple(fact for fact in facts if fact),
            )
        )
    return tuple(cards)


def _citation(context: Context, article: Article) -> str:
    """Return how to cite an article, in one line."""
    authors = ", ".join(article.authors) or context.catalog.site.office
    url = context.absolute(article_url(article))
    day = context.words.day(article.date)
    return f"{authors}. “{article.title}”. {context.catalog.site.name}, {day}. {url}"


def _news_article(context: Context, article: Article) -> JsonLd:
    site = context.catalog.site
    url = context.absolute(article_url(article))
    registers = context.catalog.registers
    about = [registers.movements[name].name for name in article.movements]
    places = [registers.districts[name].name for name in article.districts]
    data: JsonLd = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "headline": article.title,
        "description": article.lede,
        "inLanguage": "vi",
        "datePublished": article.date.isoformat(),
        "dateModified": (article.updated or article.date).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": site.office},
        "mainEntityOfPage": url,
    }
    if about:
        data["about"] = [{"@type": "Thing", "name": name} for name in about]
    if places:
        data["contentLocation"] = [{"@type": "Place", "name": name} for name in places]
    return data
