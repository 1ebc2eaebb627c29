"""The page of an article."""

from bangvang.model.articles import Article
from bangvang.model.urls import ARTICLES, ATOM, HOME, article_url, month_url, up, year_url
from bangvang.render.albums import album_view
from bangvang.render.honours import honour_row, tally_groups
from bangvang.render.markdown import render_markdown
from bangvang.render.views import Context, Head, JsonLd, Link, Page


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
            "albums": tuple(album_view(context, album, url) for album in albums),
            "sources": tuple(
                (source.title, source.url, words.day(source.date) if source.date else "")
                for source in article.sources
            ),
            "related": tuple(context.article(each) for each in catalog.related[article.id]),
            "newer": context.article(newer) if newer else None,
            "older": context.article(older) if older else None,
            "citation": _citation(context, article),
        },
    )


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
