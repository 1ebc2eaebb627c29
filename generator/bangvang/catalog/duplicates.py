"""Conferrals that look like one, and people whom nothing sets apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bangvang.model.problems import Problem
from bangvang.model.records import Conferred, SourceRecord


def check_roll(articles: Iterable[SourceRecord]) -> Iterator[Problem]:
    """Yield a warning for what looks like one conferral, and for people whom nothing sets apart."""
    same: defaultdict[tuple[str, str], list[tuple[Conferred, SourceRecord]]] = defaultdict(list)
    people: defaultdict[str, list[tuple[Conferred, SourceRecord]]] = defaultdict(list)
    for article in articles:
        for what in article.conferrals:
            same[what.key or what.honoree, what.award].append((what, article))
            if what.kind == "person" and what.key:
                people[what.key].append((what, article))
    alike: set[str] = set()
    for members in same.values():
        if len(members) > 1:
            members.sort(key=lambda each: (each[0].date, each[0].period, each[0].id))
            for (what, article), (other, second) in pairwise(members):
                if article is not second and _alike(what, other):
                    alike |= {what.id, other.id}
                    values = {
                        "name": other.honoree,
                        "id": what.id,
                        "other": f"{article.file} ({what.id})",
                    }
                    yield Problem(second.file, "W312", ("honours", other.place), values=values)
    for members in people.values():
        if len(members) > 1:
            for what, article in members:
                if not what.role and not what.where and what.id not in alike:
                    values = {"name": what.honoree}
                    yield Problem(article.file, "W313", ("honours", what.place), values=values)


def _alike(one: Conferred, other: Conferred) -> bool:
    """Return whether nothing that two conferrals on one name tell sets them apart."""

    def agree(first: str, second: str) -> bool:
        return not first or not second or first == second

    dates = one.date.startswith(other.date) or other.date.startswith(one.date)
    return (
        dates
        and agree(one.period, other.period)
        and agree(one.event, other.event)
        and agree(one.role, other.role)
        and agree(one.where, other.where)
    )
