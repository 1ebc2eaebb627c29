"""The whole portal: all articles and documents against each other, and the catalog."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bangvang.catalog.addresses import attached
from bangvang.catalog.catalog import build_catalog, early
from bangvang.catalog.documents import Reporting, check_documents
from bangvang.catalog.duplicates import check_roll
from bangvang.catalog.pictured import check_files, check_pictures
from bangvang.model.albums import Examined
from bangvang.model.articles import Article
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.ledger import Ledger
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


def relate(
    registers: Registers,
    articles: Collection[ArticleRecord],
    documents: Collection[DocumentRecord],
    albums: Collection[AlbumRecord],
    pictures: Mapping[str, Examined],
    beside: Mapping[str, tuple[str, ...]],
    ledger: Ledger,
    now: datetime,
    unsure: Unsure,
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of what is public at `now`, and the faults between articles.

    Addresses and links are judged when it is known which pages there are. `articles` and
    `documents` are all, public or not, each id once. `unsure` says which conferrals faulty files
    may define.
    """
    sources: tuple[SourceRecord, ...] = (*articles, *documents)
    problems = [*_conferrals(sources, unsure)]
    problems += check_pictures(albums, pictures)
    problems += check_files(pictures)
    known = {file: each.picture for file, each in pictures.items() if each.picture}
    shown = {each.id: each for each in albums}
    catalog = build_catalog(
        registers, articles, documents, shown, known, attached(beside), ledger, now
    )
    problems += early(catalog, now)
    problems += check_roll(sources)
    problems += check_documents(documents, sources)
    return catalog, problems


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
