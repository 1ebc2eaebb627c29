"""Conditions of a build: while they hold, an edit of prose changes its own page alone."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bangvang.model.catalog import Parts, Registers
from bangvang.model.problems import Problem
from bangvang.model.records import AlbumRecord, ArticleRecord, DocumentRecord
from bangvang.render.data.exports import PARQUET


class Told(NamedTuple):
    """What a build said of the content."""

    problems: tuple[Problem, ...]
    """Those that lie between files have no line yet."""
    language: str
    articles: int
    """How many are public."""


class Conditions(NamedTuple):
    """What a build was made from beside the files of content."""

    parts: Parts
    since: datetime
    """The moment of the build."""
    until: datetime
    """The first moment at which something else may be public."""
    parquet: bool = PARQUET
    """Whether exports could be written as Parquet."""

    def hold(self, parts: Parts, now: datetime) -> bool:
        """Return whether they are the same now; parts that the content has are not compared."""
        chosen = parts._replace(documents=self.parts.documents)
        same = (chosen, PARQUET) == (self.parts, self.parquet)
        return same and self.since <= now < self.until


def until(
    registers: Registers,
    records: Iterable[ArticleRecord | DocumentRecord | AlbumRecord],
    now: datetime,
) -> datetime:
    """Return when the day ends, or before that something appears or expires."""
    zone = ZoneInfo(registers.site.time_zone)
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    moments: list[datetime] = [
        moment if moment.tzinfo else moment.replace(tzinfo=zone)
        for record in records
        for moment in (getattr(record, "publish_at", None), getattr(record, "expires_at", None))
        if moment
    ]
    return min([midnight, *(each for each in moments if each > now)])
