"""The catalog: what is public at a moment, indexed and related."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from bangvang.model.articles import Article
from bangvang.model.catalog import Articles, Catalog, Registers
from bangvang.model.honours import conferral_id
from bangvang.model.problem import Problem
from bangvang.text import sort_key

RELATED = 4
"""How many related articles an article shows."""

T = TypeVar("T")

_REACH = 12
"""How many neighbours in time are looked at for each term that articles share."""


def build_catalog(registers: Registers, now: datetime) -> Catalog:
    """Return the catalog of what is public at the moment `now`."""
    zone = ZoneInfo(registers.site.time_zone)
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    articles = tuple(
        sorted(
            (each for each in registers.articles.values() if _public(each, now, zone)),
            key=lambda each: (each.date, each.id),
            reverse=True,
        )
    )
    events = tuple(
        sorted(registers.events.values(), key=lambda each: (each.date, each.id), reverse=True)
    )
    movements = tuple(sorted(registers.movements.values(), key=lambda each: sort_key(each.name)))
    by_district = _index(articles, lambda each: each.districts)
    by_movement = _index(articles, lambda each: each.movements)
    conferrals = {
        conferral.id: (conferral, article)
        for article in articles
        for conferral in article.conferrals
    }

    def honoured(article: Article) -> list[str]:
        # A bare name says nothing: two people of one name are two. A record or a conferral does.
        found = []
        for honour in article.honours:
            identity = conferral_id(honour)
            if identity in conferrals:
                name = conferrals[identity][0].honoree
                found.append(name if name in registers.honorees else identity)
        return found

    by_honoree = _index(articles, honoured)
    return Catalog(
        registers=registers,
        articles=articles,
        by_district=by_district,
        by_movement=by_movement,
        by_event=_index(articles, lambda each: each.events),
        events=events,
        events_by_district=_index(events, lambda each: [each.district or ""]),
        events_by_movement=_index(events, lambda each: each.movements),
        movements=movements,
        local_versions=_index(movements, lambda each: [each.parent or ""]),
        districts=tuple(sorted(registers.districts.values(), key=lambda d: sort_key(d.name))),
        conferrals=conferrals,
        albums_by_event=_index(
            (registers.albums[name] for name in sorted(registers.albums)),
            lambda each: [each.event or ""],
        ),
        newer={older.id: newer for newer, older in pairwise(articles)},
        older={newer.id: older for newer, older in pairwise(articles)},
        related=_related(articles, ((by_honoree, 4), (by_movement, 2), (by_district, 1))),
    )


def early(catalog: Catalog, now: datetime) -> list[Problem]:
    """Return a warning for each article that is public although its day has not come."""
    today = now.astimezone(ZoneInfo(catalog.site.time_zone)).date() if now.tzinfo else now.date()
    return [
        Problem(article.file, "W311", ("date",), values={"date": str(article.date)})
        for article in catalog.articles
        if article.date > today and article.publish_at is None
    ]


def _public(article: Article, now: datetime, zone: ZoneInfo) -> bool:
    def at(moment: datetime) -> datetime:
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    return (
        article.status == "published"
        and (article.publish_at is None or at(article.publish_at) <= now)
        and (article.expires_at is None or now < at(article.expires_at))
    )


def _index(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    """Return the items under each of their keys, in the order given."""
    index: defaultdict[str, dict[int, T]] = defaultdict(dict)
    for item in items:
        for key in keys(item):
            if key:
                index[key][id(item)] = item
    return {key: tuple(found.values()) for key, found in index.items()}


def _related(
    articles: Articles, indexes: Iterable[tuple[Mapping[str, Articles], int]]
) -> dict[str, Articles]:
    """Return for each article those that share most with it; of equals the nearest in time.

    Articles that came before are taken first, so that a new one does not change old pages.
    """
    place = {article.id: position for position, article in enumerate(articles)}
    score: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for index, weight in indexes:
        for members in index.values():
            for position, article in enumerate(members):
                near = members[max(0, position - _REACH) : position + _REACH + 1]
                for other in near:
                    if other is not article:
                        score[article.id][other.id] += weight

    def best(article: Article) -> Articles:
        here = place[article.id]
        shared = score[article.id]
        ranked = sorted(
            shared,
            key=lambda other: (
                place[other] < here,
                -shared[other],
                abs(place[other] - here),
            ),
        )
        return tuple(articles[place[other]] for other in ranked[:RELATED])

    return {article.id: best(article) for article in articles}
