"""The whole of relate: from loose entities to registers that agree, and the catalog."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.base import Entity
from bangvang.model.catalog import Catalog, Registers
from bangvang.model.problem import Problem, errors
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)
from bangvang.model.unsure import Unsure
from bangvang.model.urls import article_url
from bangvang.relate.catalog import build_catalog, early
from bangvang.relate.claims import check_claims, generated
from bangvang.relate.facts import check_facts
from bangvang.relate.links import check_links
from bangvang.relate.resolve import Resolver

E = TypeVar("E", bound=Entity)

# Stands in for a site.md that is missing or broken, so that the rest can be checked all the same.
_NO_SITE = Site(
    id="site",
    file="site.md",
    name="?",
    province="?",
    office="?",
    description="?",
    url="https://localhost/",
    schema_version=1,
)


def relate(
    entities: Iterable[Entity],
    partial: Iterable[Entity],
    now: datetime,
    beside: Mapping[str, tuple[str, ...]],
    unsure: Unsure,
) -> tuple[Catalog | None, list[Problem]]:
    """Return the catalog of what is public at `now`, and every fault between entities.

    Of `partial` entities only the references are checked.

    There is no catalog when there is no site.md, or when there are errors. `unsure` says which
    references cannot be judged because the files they lead to are broken.
    """
    entities = list(entities)
    problems: list[Problem] = []
    site = next((each for each in entities if isinstance(each, Site)), None)

    def of(kind: type[E]) -> dict[str, E]:
        found: dict[str, E] = {}
        for entity in entities:
            if isinstance(entity, kind):
                first = found.setdefault(entity.id, entity)
                if first is not entity:
                    url = article_url(entity) if isinstance(entity, Article) else entity.id
                    values = {"url": f"/{url}", "other": first.file}
                    problems.append(Problem(entity.file, "E210", values=values))
        return found

    written = Registers(
        site=site or _NO_SITE,
        articles=of(Article),
        events=of(Event),
        honorees=of(Honoree),
        awards=of(Award),
        movements=of(Movement),
        districts=of(District),
        albums=of(Album),
        pages=of(HandWritten),
    )
    resolver = Resolver(written, unsure, problems)

    def resolved(register: Mapping[str, E]) -> dict[str, E]:
        return {name: resolver.resolve(entity) for name, entity in register.items()}

    registers = Registers(
        site=written.site,
        articles=resolved(written.articles),
        events=resolved(written.events),
        honorees=resolved(written.honorees),
        awards=resolved(written.awards),
        movements=resolved(written.movements),
        districts=resolved(written.districts),
        albums=resolved(written.albums),
        pages=written.pages,
    )
    for entity in partial:
        resolver.resolve(entity)
    problems += check_facts(registers, beside)
    catalog = build_catalog(registers, now)
    problems += early(catalog, now)
    made = list(generated(catalog))
    problems += check_claims(registers, made, beside)
    problems += check_links(catalog, made, beside)
    return (None if errors(problems) or not site else catalog), problems
