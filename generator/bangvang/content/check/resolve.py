"""References: what an editor wrote (an id, a name or an alias) becomes an id.

One that finds nothing is a problem, and is left out where it may be: an award of a conferral, the
name of an honoree and a place stay as they were written.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from bangvang.model.albums import Album
from bangvang.model.catalog import Registers
from bangvang.model.kinds import Referring, referring
from bangvang.model.problems import Problem, Unsure, Where
from bangvang.model.registers import Award, District, Event, Honoree, Movement, last_of
from bangvang.model.types import Entity, Vocabulary
from bangvang.text import fold, name_key, nearest

AnyEntity = TypeVar("AnyEntity", bound=Entity)
AnyModel = TypeVar("AnyModel", bound=BaseModel)

_UNKNOWN = {
    "districts": "E201",
    "movements": "E202",
    "events": "E203",
    "awards": "E204",
    "albums": "E205",
    "honorees": "E206",
}
# Ranks of districts, folded; a place that begins with one and is not in the register is a fault.
_DISTRICT_RANKS = ("huyen ", "thi xa ", "quan ", "thanh pho ")


class Register:
    """The names of one kind of entity, and the id each leads to."""

    def __init__(self, entities: Mapping[str, Entity], problems: list[Problem]) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        files = {entity.id: entity.file for entity in entities.values()}
        for entity in entities.values():
            self._ids[entity.id] = self._names[entity.id] = entity.id
            # Two people may bear one name; only their ids tell them apart.
            if isinstance(entity, Honoree) or not isinstance(entity, Vocabulary):
                continue
            for index, name in enumerate(entity.names):
                owner = self._ids.setdefault(name_key(name), entity.id)
                self._names[name] = owner
                if owner != entity.id:
                    where: Where = ("aliases", index - 1) if index else ("name",)
                    values = {"name": name, "other": files[owner]}
                    problems.append(Problem(entity.file, "E209", where, values=values))

    @classmethod
    def of_ids(cls, ids: Iterable[str]) -> "Register":
        """Return the register of entities that have no names but their ids."""
        made = cls({}, [])
        made._ids = made._names = {identity: identity for identity in ids}
        return made

    def find(self, reference: str) -> str | None:
        """Return the id that a reference leads to."""
        return self._ids.get(reference) or self._ids.get(name_key(reference))

    def near(self, reference: str) -> str | None:
        """Return the name or id that a wrong reference most likely means."""
        return nearest(reference, self._names)


Lookup = tuple[str, str]
"""A reference that was looked up: the folder of the register, and what was written."""


class Registry:
    """All names that may be referred to, and the entities that they lead to."""

    def __init__(
        self,
        registers: Registers,
        albums: Iterable[str],
        unsure: Unsure,
        problems: list[Problem],
    ) -> None:
        self.registers = registers
        self.unsure = unsure
        self._registers = {
            District.folder: Register(registers.districts, problems),
            Movement.folder: Register(registers.movements, problems),
            Event.folder: Register(registers.events, problems),
            Award.folder: Register(registers.awards, problems),
            Honoree.folder: Register(registers.honorees, problems),
            Album.folder: Register.of_ids(albums),
        }

    def find(self, folder: str, reference: str) -> str | None:
        """Return the id that a reference into a folder leads to; of merged honorees, the last."""
        found = self._registers[folder].find(reference)
        if found and folder == Honoree.folder:
            return last_of(self.registers.honorees, found)
        return found

    def near(self, folder: str, reference: str) -> str | None:
        """Return the name or id in a folder that a wrong reference most likely means."""
        return self._registers[folder].near(reference)

    def label(self, folder: str, reference: str) -> object:
        """Return what pages of others show of what a reference leads to."""
        found = self.find(folder, reference)
        return found if folder == Album.folder else self.registers.label(folder, found)

    def answer(self, lookup: Lookup) -> tuple[str, bytes] | None:
        """Return the id that a lookup finds, and what changes whenever its entity does."""
        folder, reference = lookup
        found = self.find(folder, reference)
        return (found and (found, self.registers.fingerprints.get((folder, found), b""))) or None


class Resolver:
    """Resolves the references of one entity after another and collects what it does not find."""

    def __init__(self, registry: Registry) -> None:
        self.problems: list[Problem] = []
        self.lookups: set[Lookup] = set()
        self._registry = registry

    def resolve(self, entity: AnyEntity) -> AnyEntity:
        """Return the entity with ids in place of names."""
        found = self._within(entity, entity.file, ())
        if isinstance(entity, Honoree) and isinstance(found, Honoree) and found.merged_into:
            # The whole chain is followed by `find`; what the file says is only its next link.
            return found.model_copy(update={"merged_into": entity.merged_into})
        return found

    def _within(self, value: AnyModel, file: str, where: Where) -> AnyModel:
        """Return a value with ids in place of names, at every depth."""
        changes = {}
        for field in referring(type(value)):
            given = getattr(value, field.name)
            if given is None:
                continue
            place = (*where, field.key)
            if field.listed:
                each = (self._one(field, file, (*place, at), one) for at, one in enumerate(given))
                kept = filter(None, each)
                # What was written in two ways is one.
                once = field.ref and not field.ref.free
                changes[field.name] = tuple(dict.fromkeys(kept) if once else kept)
            else:
                found = self._one(field, file, place, given)
                changes[field.name] = given if found is None and field.required else found
        return value.model_copy(update=changes) if changes else value

    def _one(self, field: Referring, file: str, where: Where, given: Any) -> Any:
        if field.ref is None:
            return self._within(given, file, where)
        folder, free = field.ref
        # Only what looks like the id of a record is looked up.
        if free == "name" and (not given.isascii() or " " in given):
            return given
        self.lookups.add((folder, given))
        found = self._registry.find(folder, given)
        if (
            found is None
            and _is_fault(free, given)
            and not self._registry.unsure.covers(folder, given)
        ):
            near = self._registry.near(folder, given)
            values = {"name": given}
            self.problems.append(Problem(file, _UNKNOWN[folder], where, values=values, near=near))
        return found or (given if free else None)


def _is_fault(free: str, text: str) -> bool:
    """Return whether a text that leads to no entity is a fault, by what else it may be."""
    if free == "name":
        return text.startswith("h")
    if free == "place":
        return fold(text).startswith(_DISTRICT_RANKS)
    return not free
