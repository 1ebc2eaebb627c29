"""What an edit leaves as it was: plans are then made only for pages that it can have changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bangvang.content.check.digest import Digest
from bangvang.model.catalog import Parts, Registers
from bangvang.model.ledger import Ledger
from bangvang.model.problems import Problem
from bangvang.model.records import AlbumRecord, ArticleRecord, DocumentRecord
from bangvang.render.data.exports import PARQUET


class Relations(NamedTuple):
    """What was found between the files of content, with all that it was found from beside them."""

    problems: tuple[Problem, ...]
    """The faults between them; their lines are not told yet."""
    beside: Mapping[str, tuple[str, ...]]
    """For the file of an entity, the names of the other files in its folder."""
    ledger: Ledger
    parts: Parts
    since: datetime
    """The moment of the build."""
    until: datetime
    """The first moment at which something else may be public."""
    parquet: bool = PARQUET
    """Whether exports could be written as Parquet."""

    def hold(
        self,
        beside: Mapping[str, tuple[str, ...]],
        ledger: Ledger,
        parts: Parts,
        now: datetime,
    ) -> bool:
        """Return whether the same would be found now, from the same records."""
        same = (beside, ledger, parts) == (self.beside, self.ledger, self.parts)
        return same and self.parquet == PARQUET and self.since <= now < self.until


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


def retold(before: Mapping[str, Digest], now: Mapping[str, Digest]) -> set[str] | None:
    """Return the articles of which only what their own pages show has changed.

    None when more has: files came or went, or something changed that other pages may show.
    """
    if before.keys() != now.keys():
        return None
    changed = {file for file, digest in now.items() if digest is not before[file]}
    return changed if all(_same_elsewhere(before[file], now[file]) for file in changed) else None


def _same_elsewhere(before: Digest, now: Digest) -> bool:
    old, new = before.record, now.record
    return (
        isinstance(old, ArticleRecord)
        and isinstance(new, ArticleRecord)
        and (before.problems, before.claims, before.readable)
        == (now.problems, now.claims, now.readable)
        and new._replace(content=old.content, fingerprint=old.fingerprint, packed=old.packed) == old
    )
