"""The page of an article."""

import pickle
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bangvang.model.albums import Lead, Picture
from bangvang.model.articles import Article
from bangvang.model.cards import CARD, card_url
from bangvang.model.catalog import Articles
from bangvang.model.records import AlbumRecord, ArticleRecord, Conferred
from bangvang.model.urls import (
    ARTICLES,
    ATOM,
    CONSULTATIONS,
    HOME,
    STORIES,
    article_url,
    beside_url,
    month_url,
    up,
    year_url,
)
from bangvang.render.context import Context, Portal
from bangvang.render.labels import SCHEMA_KINDS
from bangvang.render.markdown import render_markdown
from bangvang.render.pages.consultations import closing
from bangvang.render.photos.albums import AlbumView, album_view, pictures_of
from bangvang.render.pictures import largest, picture_view
from bangvang.render.plan import ArticleJob, Plan
from bangvang.render.roll.rows import honour_row, tally_groups
from bangvang.render.views import Head, JsonLd, Link, Page, PictureView


def article_plans(context: Portal, only: Container[str] | None = None) -> Iterator[Plan]:
    """Yield the page of every article, or of those alone whose files are given."""
    catalog = context.catalog
    articles = catalog.articles
    for place, article in enumerate(articles):
        if only is not None and article.file not in only:
            continue
        newer = articles[place - 1] if place else None
        older = articles[place + 1] if place + 1 < len(articles) else None
        related = catalog.related[article.id]
        honours = tuple(_honours(context, article))
        pictures = article.renditions(catalog.pictures)
        albums = [catalog.albums[name] for name in article.albums if name in catalog.albums]
        inputs = (
            article.fingerprint,
            newer and newer.list_fingerprint,
            older and older.list_fingerprint,
            [each.list_fingerprint for each in related],
            [(what.fingerprint, source) for what, source in honours],
            [(each.fingerprint, pictures_of(context, each)) for each in albums],
            article.id in catalog.open,
            pictures,
        )
        make = partial(_job, context, article, newer, older, related, honours, albums, pictures)
        modified = (article.updated or article.date).isoformat()
        yield Plan(article.url, inputs, make, modified, file=article.file)


def _job(
    context: Portal,
    article: ArticleRecord,
    newer: ArticleRecord | None,
    older: ArticleRecord | None,
    related: Articles,
    honours: tuple[tuple[Conferred, Link | None], ...],
    albums: list[AlbumRecord],
    pictures: dict[str, Picture],
) -> ArticleJob:
    return ArticleJob(
        article.file,
        article.content,
        article.packed,
        newer and context.article(newer),
        older and context.article(older),
        tuple(context.article(each) for each in related),
        tuple((album.packed, pictures_of(context, album)) for album in albums),
        honours,
        article.tallies,
        pictures,
        context.catalog.leads.get(article.url),
        article.id in context.catalog.open,
    )


def _honours(context: Portal, article: ArticleRecord) -> Iterator[tuple[Conferred, Link | None]]:
    """Yield what an article reports: its own conferrals, and public ones of other articles."""
    catalog = context.catalog
    own = [(each.place, each.id) for each in article.conferrals]
    for _, name in sorted((*own, *article.refs)):
        if name in catalog.conferrals:
            what, source = catalog.conferrals[name]
            yield what, None if source is article else context.article(source)


def article_page(context: Context, job: ArticleJob, prose: str) -> Page:
    """Return the page of an article whose prose was read from its file."""
    words = context.words
    article: Article = pickle.loads(job.packed)
    url = article_url(article)
    pictures = {
        name: picture_view(beside_url(url, name), picture) for name, picture in job.pictures.items()
    }
    if article.lead in pictures:
        caption = article.lead_caption or ""
        pictures[article.lead] = replace(pictures[article.lead], caption=caption)
    body = render_markdown(prose, up(url), pictures=pictures)
    day = article.date
    crumbs = (
        Link(words.text("Home"), HOME),
        Link(words.text("News"), ARTICLES),
        Link(words.text("Year {year}", year=day.year), year_url(day.year)),
        Link(words.when_month(day), month_url(day.year, day.month)),
    )
    albums = tuple(
        album_view(context, pickle.loads(packed), pictures, url) for packed, pictures in job.albums
    )
    lead = _lead(article, job.lead, albums)
    image = largest(lead.picture) if lead else _card(article)
    published = article.date.isoformat()
    modified = (article.updated or article.date).isoformat()
    districts = tuple(context.district(identity) for identity in article.districts)
    movements = tuple(context.movement(identity) for identity in article.movements)
    honorees = tuple(context.honoree_link(identity, identity) for identity in article.honorees)
    return Page(
        kind="articles",
        head=Head(
            title=article.title,
            description=article.lede,
            url=url,
            feeds=(Link(context.registers.site.name, ATOM),),
            og_type="article",
            published=published,
            modified=modified,
            image=image,
            json_ld=(
                _news_article(context, article, image),
                context.breadcrumbs((*crumbs, Link(article.title, url))),
            ),
        ),
        template="article.html",
        crumbs=crumbs,
        view={
            "title": article.title,
            "iso": published,
            "day": words.text("Published {day}", day=words.on_long_day(article.date)),
            "updated_iso": modified if article.updated else "",
            "updated": words.day(article.updated) if article.updated else "",
            "closing": closing(context, article.closes, job.is_open),
            "consultations_url": CONSULTATIONS,
            "story": article.kind == "story",
            "stories_url": STORIES,
            "honorees": honorees,
            "authors": article.authors,
            "lede": article.lede,
            "lead": None if article.lead in body.shown else lead,
            "body": body,
            "events": tuple(context.event(identity) for identity in article.events),
            "districts": districts,
            "movements": movements,
            "honours": tuple(
                honour_row(context, what, (source,) if source else ())
                for what, source in job.honours
            ),
            "tallies": tally_groups(context, job.tallies),
            "corrections": tuple(
                (words.day(each.date), each.date.isoformat(), each.text)
                for each in article.corrections
            ),
            "attachments": article.attachments,
            "albums": albums,
            "sources": tuple(
                (source.title, source.url, words.day(source.date) if source.date else "")
                for source in article.sources
            ),
            "related": job.related,
            "newer": job.newer,
            "older": job.older,
            "citation": _citation(context, article),
        },
    )


@dataclass(frozen=True, slots=True)
class _Lead:
    """The picture at the head of an article."""

    picture: PictureView
    caption: str
    url: str
    """The page of the photo; nothing for a picture beside the article."""


def _lead(article: Article, lead: Lead | None, albums: tuple[AlbumView, ...]) -> _Lead | None:
    """Return the picture at the head of an article with its caption: its own, or its photo's."""
    if lead is None:
        return None
    for card in (card for album in albums for card in album.cards):
        if card.picture and card.picture.base == lead.base:
            return _Lead(card.picture, card.corrected or card.caption, card.url)
    caption = article.lead_caption or ""
    return _Lead(picture_view(lead.base, lead.picture, caption or article.title), caption, "")


def _card(article: Article) -> str:
    """Return the card that stands for an article without a picture: that of its event."""
    if article.events:
        return card_url("event", article.events[0])
    return card_url("district", article.districts[0]) if article.districts else ""


def _citation(context: Context, article: Article) -> str:
    """Return how to cite an article, in one line."""
    authors = ", ".join(article.authors) or context.registers.site.office
    url = context.absolute(article_url(article))
    day = context.words.day(article.date)
    return f"{authors}. “{article.title}”. {context.registers.site.name}, {day}. {url}"


def _news_article(context: Context, article: Article, image: str) -> JsonLd:
    site = context.registers.site
    url = context.absolute(article_url(article))
    registers = context.registers
    about: list[JsonLd] = [
        {"@type": SCHEMA_KINDS[each.kind], "name": each.name}
        for each in map(registers.honorees.__getitem__, article.honorees)
    ]
    about += [
        {"@type": "Thing", "name": registers.movements[name].name} for name in article.movements
    ]
    places = [registers.districts[name].name for name in article.districts]
    data: JsonLd = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "headline": article.title,
        "description": article.lede,
        "inLanguage": site.language,
        "datePublished": article.date.isoformat(),
        "dateModified": (article.updated or article.date).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": site.office},
        "mainEntityOfPage": url,
        "image": context.absolute(image or CARD),
    }
    if about:
        data["about"] = about
    if places:
        data["contentLocation"] = [{"@type": "Place", "name": name} for name in places]
    return data
