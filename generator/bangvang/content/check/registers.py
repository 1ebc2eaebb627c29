"""The registers: what articles and albums refer to, resolved first, since they are few."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from bangvang.content.check.facts import check_registers
from bangvang.content.check.resolve import Registry, Resolver
from bangvang.model.catalog import Registers
from bangvang.model.problems import Problem, Unsure
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)
from bangvang.model.types import Entity

E = TypeVar("E", bound=Entity)

# Stands in for a site.md that is missing or broken, so that the rest can be checked all the same.
NO_SITE = Site(
    id="site",
    file="site.md",
    name="?",
    province="?",
    office="?",
    description="?",
    url="https://localhost/",
    schema_version=1,
)


def relate_registers(
    entities: Iterable[Entity],
    partial: Iterable[Entity],
    fingerprints: Mapping[tuple[str, str], bytes],
    albums: Iterable[str],
    unsure: Unsure,
) -> tuple[Registry, list[Problem]]:
    """Return the resolved registers with all their names, and every fault in them.

    Of `partial` entities only the references are checked. `albums` are the ids of albums; `unsure`
    says which references cannot be judged because the files they lead to are broken. Without a
    sound site.md its place is taken by `NO_SITE`.
    """
    entities = list(entities)
    problems: list[Problem] = []

    def of(kind: type[E]) -> dict[str, E]:
        return {entity.id: entity for entity in entities if isinstance(entity, kind)}

    written = Registers(
        site=next(iter(of(Site).values()), NO_SITE),
        events=of(Event),
        honorees=of(Honoree),
        awards=of(Award),
        movements=of(Movement),
        districts=of(District),
        pages=of(HandWritten),
        fingerprints=fingerprints,
    )
    registry = Registry(written, albums, unsure, problems)
    resolver = Resolver(registry)

    def resolved(register: Mapping[str, E]) -> dict[str, E]:
        return {name: resolver.resolve(entity) for name, entity in register.items()}

    registers = Registers(
        site=written.site,
        events=resolved(written.events),
        honorees=resolved(written.honorees),
        awards=resolved(written.awards),
        movements=resolved(written.movements),
        districts=resolved(written.districts),
        pages=written.pages,
        fingerprints=fingerprints,
    )
    for entity in partial:
        resolver.resolve(entity)
    registry.registers = registers
    return registry, [*problems, *resolver.problems, *check_registers(registers)]
