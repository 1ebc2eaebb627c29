"""The whole portal: all articles and documents against each other."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bangvang.catalog.catalog import early
from bangvang.catalog.documents import Reporting, check_documents
from bangvang.catalog.duplicates import check_roll
from bangvang.catalog.pictured import check_files, check_leads, check_pictures, check_portraits
from bangvang.model.albums import Examined
from bangvang.model.articles import Article
from bangvang.model.catalog import Catalog
from bangvang.model.problems import Problem, Unsure
from bangvang.model.records import AlbumRecord, ArticleRecord, DocumentRecord, SourceRecord
from bangvang.text import nearest


def distinct(articles: Iterable[Reporting]) -> tuple[tuple[Reporting, ...], list[Problem]]:
    """Return the first article or document of each id, and a problem for every other."""
    own: dict[str, Reporting] = {}
    problems = []
    for article in articles:
        first = own.setdefault(article.id, article)
        if first is not article:
            values = {"url": f"/{article.url}", "other": first.file}
            problems.append(Problem(article.file, "E210", values=values))
    return tuple(own.values()), problems


def faults(
    catalog: Catalog,
    articles: Collection[ArticleRecord],
    documents: Collection[DocumentRecord],
    albums: Collection[AlbumRecord],
    pictures: Mapping[str, Examined],
    now: datetime,
    unsure: Unsure,
) -> list[Problem]:
    """Return the faults between articles, documents, albums and pictures.

    Addresses and links are judged when it is known which pages there are. `articles` and
    `documents` are all, public or not, each id once. `unsure` says which conferrals faulty files
    may define.
    """
    sources: tuple[SourceRecord, ...] = (*articles, *documents)
    return [
        *_conferrals(sources, unsure),
        *check_pictures(albums, pictures),
        *check_files(pictures),
        *check_leads(articles, pictures),
        *check_portraits(catalog.registers, albums),
        *early(catalog, now),
        *check_roll(sources),
        *check_documents(documents, sources),
    ]


def _conferrals(articles: Collection[SourceRecord], unsure: Unsure) -> Iterable[Problem]:
    """Yield a problem for each id that two articles define, and each reference to none."""
    owners: dict[str, str] = {}
    for article in articles:
        for conferral in article.conferrals:
            other = owners.setdefault(conferral.id, article.file)
            if other != article.file:
                where = ("honours", conferral.place, "id")
                values = {"name": conferral.id, "other": other}
                yield Problem(article.file, "E208", where, values=values)
    for article in articles:
        for place, name in article.refs:
            if name not in owners and not unsure.covers(Article.folder, name):
                where = ("honours", place, "ref")
                values = {"name": name}
                near = nearest(name, owners)
                yield Problem(article.file, "E207", where, values=values, near=near)
