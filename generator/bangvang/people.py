"""Records of honorees: merging two into one, splitting one in two, and withholding one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bangvang.edit import read, with_item, with_values, write, yaml_text
from bangvang.fix import new_id
from bangvang.load.walk import walk
from bangvang.model.registers import Honoree
from bangvang.model.source import Source
from bangvang.words import message


class HonoreeError(Exception):
    """No record and no conferral has the id, or it cannot be done with it."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


class _Entry(NamedTuple):
    """A conferral where it is defined."""

    file: str
    place: int
    matter: dict[str, Any]


class _People:
    """The records and conferrals of a folder of content, as they are written."""

    def __init__(self, content: Path) -> None:
        self.content = content
        sources, _ = walk(content)
        self.records: dict[str, Source] = {
            source.id: source for source in sources if source.folder == Honoree.folder
        }
        self.entries = {
            str(entry.matter.get("id")): entry for source in sources for entry in _entries(source)
        }
        self.changed: list[str] = []

    def edit(self, file: str, where: tuple[str | int, ...], values: dict[str, object]) -> None:
        """Set values in the front matter of a file."""
        text = with_values(file, read(self.content, file), where, values)
        write(self.content / file, text)
        self.changed.append(file)

    def name_of(self, identity: str) -> str:
        """Return the name of a record, or the honoree as a conferral names it."""
        if identity in self.records:
            return str(self.records[identity].matter.get("name"))
        if identity in self.entries:
            return str(self.entries[identity].matter.get("honoree"))
        raise HonoreeError(message("no honoree and no conferral has the id {id}"), id=identity)

    def kind_of(self, identity: str) -> object:
        """Return the kind of an honoree."""
        known = self.records.get(identity) or self.entries[identity]
        return known.matter.get("kind")

    def record_of(self, identity: str) -> str:
        """Return the id of the record of an honoree; of one that has none it is made."""
        name = self.name_of(identity)
        if identity in self.records:
            return identity
        return name if name in self.records else self.recorded(identity)

    def recorded(self, identity: str) -> str:
        """Give the honoree of a conferral a record of its own; return its id."""
        entry = self.entries[identity]
        name = self.name_of(identity)
        facts = {"name": self.records[name].matter.get("name") if name in self.records else name}
        facts["kind"] = entry.matter.get("kind")
        record = new_id("h", set(self.records))
        lines = [f"{key}: {yaml_text(value)}" for key, value in facts.items()]
        file = f"{Honoree.folder}/{record}.md"
        (self.content / Honoree.folder).mkdir(exist_ok=True)
        write(self.content / file, "\n".join(["---", *lines, "---", ""]))
        self.changed.append(file)
        self.point(identity, record)
        return record

    def point(self, identity: str, record: str) -> None:
        """Let a conferral name a record."""
        entry = self.entries[identity]
        self.edit(entry.file, ("honours", entry.place), {"honoree": record})


def _entries(source: Source) -> Iterator[_Entry]:
    honours = source.matter.get("honours")
    for place, honour in enumerate(honours if isinstance(honours, list) else []):
        if isinstance(honour, dict) and "id" in honour:
            yield _Entry(source.file, place, honour)


def merge(content: Path, one: str, other: str) -> list[str]:
    """Make two honorees one, the second: each a record, or a conferral on one that has none.

    Addresses of the first lead on to the second. Return the files that changed. Raise
    `HonoreeError` when an id leads nowhere, or the two are one already.
    """
    people = _People(content)
    spelling = people.name_of(one)
    if one in people.entries and spelling in people.records:
        one, spelling = spelling, people.name_of(spelling)
    if one in (other, people.name_of(other)):
        raise HonoreeError(message("{id} is that honoree already"), id=one)
    if people.kind_of(one) != people.kind_of(other):
        text = message("{id} and {other} are not of one kind")
        raise HonoreeError(text, id=one, other=other)
    target = people.record_of(other)
    if one in people.records:
        people.edit(people.records[one].file, (), {"merged_into": target})
    else:
        people.point(one, target)
    record = _People(content).records[target]
    known = [str(record.matter.get("name")), *(record.matter.get("aliases") or [])]
    if spelling not in known:
        text = with_item(record.file, read(content, record.file), "aliases", spelling)
        write(content / record.file, text)
        people.changed.append(record.file)
    return people.changed


def split(content: Path, identity: str, conferrals: tuple[str, ...]) -> list[str]:
    """Take conferrals from an honoree and give them to a new record; or undo a merge.

    Return the files that changed. Raise `HonoreeError` when an id leads nowhere, or a conferral
    is not the honoree's.
    """
    people = _People(content)
    people.name_of(identity)
    record = people.records.get(identity)
    if not conferrals:
        if record is None or not record.matter.get("merged_into"):
            text = message("{id} is merged into no other; name the conferrals to be taken from it")
            raise HonoreeError(text, id=identity)
        people.edit(record.file, (), {"merged_into": None})
        return people.changed
    for each in conferrals:
        if each not in people.entries or people.name_of(each) != identity:
            raise HonoreeError(message("{id} is no conferral on {other}"), id=each, other=identity)
    made = people.recorded(conferrals[0])
    for each in conferrals[1:]:
        people.point(each, made)
    return people.changed


def withhold(content: Path, identity: str, reason: str, day: date) -> list[str]:
    """Withhold an honoree: the record, or a conferral on one that has none.

    Return the files that changed. Raise `HonoreeError` when the id leads nowhere.
    """
    people = _People(content)
    name = people.name_of(identity)
    if name in people.records:
        identity = name
    values: dict[str, object] = {
        "status": "withheld",
        "status_date": day.isoformat(),
        "reason": reason,
    }
    if identity in people.records:
        people.edit(people.records[identity].file, (), values)
    else:
        entry = people.entries[identity]
        people.edit(entry.file, ("honours", entry.place), values)
    return people.changed
