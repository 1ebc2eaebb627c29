"""The catalog: everything that is public, resolved and indexed. Render reads nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.honours import Conferral
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)

Articles = tuple[Article, ...]
"""Articles, newest first."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The entities by id, as written; references in them are ids after `relate`."""

    site: Site
    articles: Mapping[str, Article]
    events: Mapping[str, Event]
    honorees: Mapping[str, Honoree]
    awards: Mapping[str, Award]
    movements: Mapping[str, Movement]
    districts: Mapping[str, District]
    albums: Mapping[str, Album]
    pages: Mapping[str, HandWritten]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The public portal: registers, and the indexes that pages are made from."""

    registers: Registers
    articles: Articles
    by_district: Mapping[str, Articles]
    by_movement: Mapping[str, Articles]
    by_event: Mapping[str, Articles]
    events: tuple[Event, ...]
    """Newest first."""
    events_by_district: Mapping[str, tuple[Event, ...]]
    events_by_movement: Mapping[str, tuple[Event, ...]]
    movements: tuple[Movement, ...]
    """In Vietnamese order."""
    local_versions: Mapping[str, tuple[Movement, ...]]
    districts: tuple[District, ...]
    """In Vietnamese order of their names."""
    conferrals: Mapping[str, tuple[Conferral, Article]]
    """Each conferral with the article that defines it."""
    albums_by_event: Mapping[str, tuple[Album, ...]]
    newer: Mapping[str, Article]
    older: Mapping[str, Article]
    related: Mapping[str, Articles]

    @property
    def site(self) -> Site:
        """The portal's own facts."""
        return self.registers.site
