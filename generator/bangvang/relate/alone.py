"""One article or album against the registers: nothing here needs to know of any other."""

from collections.abc import Iterable

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.base import Entity
from bangvang.model.cards import AlbumCard, Card, Defined, mark, pack
from bangvang.model.honours import Conferral
from bangvang.model.problem import Problem
from bangvang.model.prose import links
from bangvang.model.urls import article_url
from bangvang.relate.facts import check_album, check_article
from bangvang.relate.links import doubtful
from bangvang.relate.resolve import Lookup, Registry, Resolver


def check_references(registry: Registry, entity: Entity) -> list[Problem]:
    """Return the faults in the references of an entity."""
    resolver = Resolver(registry)
    resolver.resolve(entity)
    return resolver.problems


def article_card(
    registry: Registry, article: Article, content: bytes, beside: tuple[str, ...]
) -> tuple[Card, list[Problem], frozenset[Lookup]]:
    """Return the card of an article, its faults, and what was looked up for it.

    `content` is the hash of its file; `beside` names the other files in its folder.
    """
    resolver = Resolver(registry)
    article = resolver.resolve(article)
    problems = [*resolver.problems, *check_article(article, registry.registers, beside)]
    files = article.published(beside)
    marks = registry.registers.marks
    lookups = frozenset(resolver.lookups)
    face = (
        *(article.id, article.title, article.lede, article.date, article.updated),
        *(article.authors, article.movements, article.districts),
        *(marks.get(("districts", identity)) for identity in article.districts),
    )
    card = Card(
        id=article.id,
        file=article.file,
        url=article_url(article),
        title=article.title,
        lede=article.lede,
        date=article.date,
        updated=article.updated,
        authors=article.authors,
        districts=article.districts,
        movements=article.movements,
        events=article.events,
        albums=article.albums,
        conferrals=tuple(
            Defined(place, honour.id, honour.honoree, honour.event)
            for place, honour in enumerate(article.honours)
            if isinstance(honour, Conferral)
        ),
        refs=tuple(
            (place, honour.ref)
            for place, honour in enumerate(article.honours)
            if not isinstance(honour, Conferral)
        ),
        status=article.status,
        publish_at=article.publish_at,
        expires_at=article.expires_at,
        redirect_from=article.redirect_from,
        files=files,
        links=tuple(doubtful(article.file, links(article.body), files)),
        content=content,
        mark=mark(content, article.file, files, _answers(registry, lookups)),
        face=mark(face),
        packed=pack(article.model_copy(update={"body": ""})),
    )
    return card, problems, lookups


def album_card(
    registry: Registry, album: Album, content: bytes, beside: tuple[str, ...]
) -> tuple[AlbumCard, list[Problem], frozenset[Lookup]]:
    """Return the card of an album, its faults, and what was looked up for it."""
    resolver = Resolver(registry)
    album = resolver.resolve(album)
    problems = [*resolver.problems, *check_album(album, registry.registers, beside)]
    lookups = frozenset(resolver.lookups)
    shown = (each.file for each in album.photos if each.file and each.status != "withheld")
    card = AlbumCard(
        id=album.id,
        file=album.file,
        title=album.title,
        event=album.event,
        pictures=tuple(shown),
        mark=mark(content, album.file, _answers(registry, lookups)),
        packed=pack(album),
    )
    return card, problems, lookups


def _answers(registry: Registry, lookups: Iterable[Lookup]) -> list[object]:
    return [(lookup, registry.answer(lookup)) for lookup in sorted(lookups)]
