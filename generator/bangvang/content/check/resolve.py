"""References: what an editor wrote (an id, a name or an alias) becomes an id.

One that finds nothing is a problem, and is left out where it may be: an award of a conferral, the
name of an honoree and a place stay as they were written.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from bangvang.model.albums import Album, Photo
from bangvang.model.articles import Article, ConferralRef, Honour, Tally
from bangvang.model.catalog import Registers
from bangvang.model.problems import Problem, Unsure, Where
from bangvang.model.registers import Award, District, Event, Honoree, Movement, last_of
from bangvang.model.types import Entity, Vocabulary
from bangvang.text import fold, name_key, nearest

AnyEntity = TypeVar("AnyEntity", bound=Entity)

_UNKNOWN = {
    District: "E201",
    Movement: "E202",
    Event: "E203",
    Award: "E204",
    Album: "E205",
    Honoree: "E206",
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
        return (found and (found, self.registers.marks.get((folder, found), b""))) or None


class Resolver:
    """Resolves the references of one entity after another and collects what it does not find."""

    def __init__(self, registry: Registry) -> None:
        self.problems: list[Problem] = []
        self.lookups: set[Lookup] = set()
        self._registry = registry

    def _find(self, kind: type[Entity], name: str) -> str | None:
        self.lookups.add((kind.folder, name))
        return self._registry.find(kind.folder, name)

    def _one(self, kind: type[Entity], file: str, where: Where, name: str) -> str | None:
        found = self._find(kind, name)
        if found is None and not self._registry.unsure.covers(kind.folder, name):
            values = {"name": name}
            near = self._registry.near(kind.folder, name)
            self.problems.append(Problem(file, _UNKNOWN[kind], where, values=values, near=near))
        return found

    def _maybe(self, kind: type[Entity], file: str, where: Where, name: str | None) -> str | None:
        return None if name is None else self._one(kind, file, where, name)

    def _many(
        self, kind: type[Entity], file: str, where: Where, names: Iterable[str]
    ) -> tuple[str, ...]:
        ids = (self._one(kind, file, (*where, i), name) for i, name in enumerate(names))
        return tuple(dict.fromkeys(filter(None, ids)))

    def _honoree(self, file: str, where: Where, name: str) -> str:
        """An honoree is a free name, or the id of a record; only ids are looked up."""
        if not name.isascii() or " " in name:
            return name
        return (
            self._one(Honoree, file, where, name)
            if name.startswith("h")
            else self._find(Honoree, name)
        ) or name

    def _place(self, file: str, where: Where, place: str | None) -> str | None:
        """A place is a district of the register, or a commune, which has no register."""
        if place is None:
            return None
        found = self._find(District, place)
        if found is None and fold(place).startswith(_DISTRICT_RANKS):
            self._one(District, file, where, place)
        return found or place

    def _honour(self, file: str, where: Where, honour: Honour) -> Honour:
        if isinstance(honour, ConferralRef):
            # Whether the conferral exists is known when all articles have been read.
            return honour
        return honour.model_copy(
            update={
                "honoree": self._honoree(file, (*where, "honoree"), honour.honoree),
                "award": self._one(Award, file, (*where, "award"), honour.award) or honour.award,
                "event": self._maybe(Event, file, (*where, "event"), honour.event),
                "place": self._place(file, (*where, "place"), honour.place),
            }
        )

    def _tally(self, file: str, where: Where, tally: Tally) -> Tally:
        event = self._maybe(Event, file, (*where, "scope", "event"), tally.scope.event)
        return tally.model_copy(
            update={
                "awards": self._many(Award, file, (*where, "awards"), tally.awards),
                "scope": tally.scope.model_copy(update={"event": event}),
            }
        )

    def _photo(self, file: str, where: Where, photo: Photo) -> Photo:
        people = (self._honoree(file, (*where, "people"), name) for name in photo.people)
        return photo.model_copy(
            update={
                "people": tuple(people),
                "presenter": photo.presenter
                and self._honoree(file, (*where, "presenter"), photo.presenter),
                "awards": self._many(Award, file, (*where, "awards"), photo.awards),
                "place": self._place(file, (*where, "place"), photo.place),
            }
        )

    def resolve(self, entity: AnyEntity) -> AnyEntity:
        """Return the entity with ids in place of names."""
        return entity.model_copy(update=self._changes(entity))

    def _changes(self, entity: Entity) -> dict[str, Any]:
        file = entity.file
        match entity:
            case Article():
                return {
                    "districts": self._many(District, file, ("districts",), entity.districts),
                    "movements": self._many(Movement, file, ("movements",), entity.movements),
                    "events": self._many(Event, file, ("events",), entity.events),
                    "albums": self._many(Album, file, ("albums",), entity.albums),
                    "honours": tuple(
                        self._honour(file, ("honours", i), honour)
                        for i, honour in enumerate(entity.honours)
                    ),
                    "tallies": tuple(
                        self._tally(file, ("tallies", i), tally)
                        for i, tally in enumerate(entity.tallies)
                    ),
                }
            case Event():
                return {
                    "district": self._maybe(District, file, ("district",), entity.district),
                    "movements": self._many(Movement, file, ("movements",), entity.movements),
                }
            case Movement():
                return {
                    "parent": self._maybe(Movement, file, ("parent",), entity.parent),
                    "district": self._maybe(District, file, ("district",), entity.district),
                }
            case Award():
                return {"parent": self._maybe(Award, file, ("parent",), entity.parent)}
            case Honoree():
                # The whole chain is followed by `find`; what the file says is only its next link.
                found = self._maybe(Honoree, file, ("merged_into",), entity.merged_into)
                return {
                    "district": self._maybe(District, file, ("district",), entity.district),
                    "merged_into": entity.merged_into if found else None,
                }
            case District():
                successors = (self._find(District, name) or name for name in entity.successors)
                return {"successors": tuple(successors)}
            case Album():
                return {
                    "event": self._maybe(Event, file, ("event",), entity.event),
                    "place": self._place(file, ("place",), entity.place),
                    "photos": tuple(
                        self._photo(file, ("photos", i), photo)
                        for i, photo in enumerate(entity.photos)
                    ),
                }
        return {}
