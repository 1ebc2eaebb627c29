"""The honour roll: every conferral that is public, who was honoured, and counts without names."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bangvang.model.records import ArticleRecord, Conferred, SourceRecord
from bangvang.model.registers import Honoree
from bangvang.model.types import HonoreeKind
from bangvang.text import person_sort_key, sort_key

Facet = Literal["year", "award", "level", "district", "movement", "event", "document"]
"""By what the roll is divided."""


def name_order(kind: HonoreeKind, name: str) -> str:
    """Return what puts names in Vietnamese order: people by their given names."""
    return person_sort_key(name) if kind == "person" else sort_key(name)


class RollEntry(NamedTuple):
    """One line of the roll: a conferral, with what is known of its honoree and its sources."""

    what: Conferred
    honoree: str
    """The id under which the honoree has a page: of its record, or else of the conferral."""
    name: str
    order: str
    district: str
    """The id of the district it belongs to: the place at that time, or else the honoree's."""
    source: SourceRecord
    """The article or document that defines it."""
    others: tuple[SourceRecord, ...]
    """Articles and documents that point to it, oldest first."""

    fingerprint: bytes
    """Changes whenever a page that shows it would."""


def roll_fingerprint(entries: Iterable[RollEntry]) -> bytes:
    """Return what changes whenever a page that shows these entries would."""
    return hashlib.blake2b(
        b"".join(entry.fingerprint for entry in entries), digest_size=16
    ).digest()


class Honoured(NamedTuple):
    """Who was honoured, with every conferral, oldest first."""

    id: str
    name: str
    order: str
    kind: HonoreeKind
    record: Honoree | None
    entries: tuple[RollEntry, ...]


class Figures(NamedTuple):
    """How many, for each kind of honoree; None where that is not told."""

    persons: int | None
    collectives: int | None
    households: int | None


class Statement(NamedTuple):
    """Figures as stated, with a note, and the articles that state them, oldest first."""

    figures: Figures
    notes: tuple[str, ...]
    sources: tuple[ArticleRecord, ...]


class Count(NamedTuple):
    """One subject of counting, and what is stated of it: once by every source that agrees."""

    awards: tuple[str, ...]
    authority: str
    region: str
    district: str
    """The id of the district, when the region is one."""
    event: str
    period: tuple[int, int] | None
    counts: str
    """`recipients` or `conferrals`: the two are never added."""
    statements: tuple[Statement, ...]
    contradictory: bool
    """Whether two statements differ in a figure that both give."""
    named: Figures
    """How many of those counted the roll names; None where nothing is stated."""


class Withheld(NamedTuple):
    """An honoree or conferral that is shown nowhere; its address is kept."""

    id: str
    names: tuple[str, ...]
    """Spellings that may stand nowhere on the site."""
    living: tuple[str, ...]
    """Ids of others who bear one of these names, and may be named."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The whole roll."""

    entries: tuple[RollEntry, ...]
    """Newest first; of one day in Vietnamese order of names."""
    honoured: tuple[Honoured, ...]
    """In Vietnamese order."""
    slices: Mapping[Facet, Mapping[str, tuple[RollEntry, ...]]]
    """The entries under each value that occurs; an unknown year or level is an empty text."""
    beside: Mapping[str, tuple[RollEntry, ...]]
    """For each movement, the conferrals that do not say so, of articles and documents about it."""
    counts: tuple[Count, ...]
    merged: Mapping[str, str]
    """Ids whose page has moved: of merged records, and of conferrals on those that have one."""
    withheld: tuple[Withheld, ...]
