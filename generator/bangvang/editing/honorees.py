"""Records of honorees: merging two into one, splitting one in two, and withholding one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bangvang.content.check.digest import site_of
from bangvang.content.read.located import read_lists
from bangvang.content.read.source import Source
from bangvang.content.read.walk import survey, walk
from bangvang.content.write.edit import read, with_item, with_values, yaml_text
from bangvang.content.write.files import write
from bangvang.content.write.ids import new_id
from bangvang.model.registers import Honoree
from bangvang.words import RefusalError, message


class HonoreeError(RefusalError):
    """Unknown id, or the operation is not allowed on it."""


class _Entry(NamedTuple):
    """A conferral where it is defined."""

    file: str
    place: int
    matter: dict[str, Any]


class _People:
    """The records and conferrals of a folder of content, and the texts that are to be written."""

    def __init__(self, content: Path) -> None:
        self.content = content
        sources, _ = walk(content)
        self.records: dict[str, Source] = {
            source.id: source for source in sources if source.folder == Honoree.folder
        }
        self.entries = {
            str(honour["id"]): _Entry(source.file, place, honour)
            for source in sources
            for place, honour in source.conferrals()
        }
        self._texts: dict[str, str] = {}

    def text(self, file: str) -> str:
        """Return the text of a file as it will be."""
        return self._texts.get(file) or read(self.content, file)

    def change(self, file: str, change: Callable[[str], str]) -> None:
        """Change the text of a file; raise `HonoreeError` when it must be done by hand."""
        try:
            self._texts[file] = change(self.text(file))
        except ValueError as error:
            raise HonoreeError(message("{file} can only be changed by hand"), file=file) from error

    def edit(self, file: str, where: tuple[str | int, ...], values: dict[str, object]) -> None:
        """Set values in the front matter of a file."""
        self.change(file, lambda text: with_values(file, text, where, values))

    def save(self) -> list[str]:
        """Write what has changed; return the files."""
        for file, text in self._texts.items():
            path = self.content / file
            path.parent.mkdir(exist_ok=True)
            crlf = path.exists() and b"\r\n" in path.read_bytes()
            write(path, text.replace("\n", "\r\n") if crlf else text)
        return list(self._texts)

    def last(self, identity: str) -> str:
        """Return the record that stands for an honoree now; of one without, the conferral."""
        if identity in self.entries:
            name = str(self.entries[identity].matter.get("honoree"))
            identity = name if name in self.records else identity
        seen = set()
        while identity in self.records and identity not in seen:
            seen.add(identity)
            identity = str(self.records[identity].matter.get("merged_into") or identity)
        if identity not in self.records and identity not in self.entries:
            raise HonoreeError(message("no honoree and no conferral has the id {id}"), id=identity)
        return identity

    def facts(self, identity: str) -> dict[str, Any]:
        """Return what is written of a record, or of a conferral."""
        known = self.records.get(identity) or self.entries[identity]
        return known.matter

    def name_of(self, identity: str) -> str:
        """Return the name of a record, or the honoree as a conferral names it."""
        facts = self.facts(identity)
        return str(facts.get("name") if identity in self.records else facts.get("honoree"))

    def make_record(self, name: str, kind: object) -> str:
        """Make a record; return its id."""
        record = new_id("h", set(self.records))
        lines = [f"name: {yaml_text(name)}", f"kind: {yaml_text(kind)}"]
        self._texts[f"{Honoree.folder}/{record}.md"] = "\n".join(["---", *lines, "---", ""])
        return record

    def point(self, identity: str, record: str) -> None:
        """Let a conferral name a record."""
        entry = self.entries[identity]
        self.edit(entry.file, ("honours", entry.place), {"honoree": record})


def merge(content: Path, one: str, other: str) -> list[str]:
    """Make two honorees one, the second: each a record, or a conferral on one that has none.

    Addresses of the first lead on to the second. Return the files that changed. Raise
    `HonoreeError` when an id leads nowhere, the two are one already or of two kinds, or one of
    them is withheld.
    """
    people = _People(content)
    one, target = people.last(one), people.last(other)
    if one == target:
        raise HonoreeError(message("{id} is that honoree already"), id=one)
    for each in (one, target):
        if people.facts(each).get("status") == "withheld":
            raise HonoreeError(message("{id} is withheld"), id=each)
    if people.facts(one).get("kind") != people.facts(target).get("kind"):
        text = message("{id} and {other} are not of one kind")
        raise HonoreeError(text, id=one, other=target)
    spelling, name = people.name_of(one), people.name_of(target)
    known = [name]
    if target in people.records:
        known += people.facts(target).get("aliases") or []
    else:
        conferral = target
        target = people.make_record(name, people.facts(conferral).get("kind"))
        people.point(conferral, target)
    if one in people.records:
        people.edit(people.records[one].file, (), {"merged_into": target})
    else:
        people.point(one, target)
    if spelling not in known:
        file = f"{Honoree.folder}/{target}.md"
        people.change(file, lambda text: with_item(file, text, "aliases", spelling))
    return people.save()


def split(
    content: Path, identity: str, conferrals: tuple[str, ...], name: str | None = None
) -> list[str]:
    """Take conferrals from an honoree and give them to a new record; or undo a merge.

    The new record has the same name, unless another is given. Return the files that changed.
    Raise `HonoreeError` when an id leads nowhere, or a conferral is not the honoree's.
    """
    people = _People(content)
    target = people.last(identity)
    if not conferrals:
        record = people.records.get(identity)
        if record is None or identity == target:
            text = message("{id} is merged into no other; name the conferrals to be taken from it")
            raise HonoreeError(text, id=identity)
        people.edit(record.file, (), {"merged_into": None})
        name = people.name_of(identity)
    else:
        for each in conferrals:
            if each not in people.entries or people.last(each) != target:
                text = message("{id} is no conferral on {other}")
                raise HonoreeError(text, id=each, other=identity)
        kind = people.facts(conferrals[0]).get("kind")
        made = people.make_record(name or people.name_of(target), kind)
        for each in conferrals:
            people.point(each, made)
    aliases = people.facts(target).get("aliases") or []
    if target in people.records and name in aliases:
        rest = [each for each in aliases if each != name]
        people.edit(people.records[target].file, (), {"aliases": rest or None})
    return people.save()


def _listed(content: Path, identity: str) -> tuple[str, dict[str, Any]] | None:
    """Return the file and the facts of an honour that is a row of a list; None for any other."""
    found = survey(content)
    for source in walk(content)[0]:
        if found.lists(source.file):
            rows = read_lists(content, source, found.beside[source.file])[0].rows
            facts = next((row.facts for row in rows if row.facts.get("id") == identity), None)
            if facts:
                return source.file, facts
    return None


def files_about(content: Path, identity: str) -> list[str]:
    """Return the published files beside what tells of an honoree or conferral, such as scans."""
    found = survey(content)
    files: list[str] = []
    for source in walk(content)[0]:
        attached = source.matter.get("attachments")
        if not isinstance(attached, list) or not attached:
            continue
        if found.lists(source.file):
            source = read_lists(content, source, found.beside[source.file])[0]
        honours = source.matter.get("honours") or []
        keys = ("id", "ref", "honoree")
        if any(identity in map(honour.get, keys) for honour in honours if isinstance(honour, dict)):
            folder = source.file.rpartition("/")[0]
            files += [f"{folder}/{each['file']}" for each in attached if "file" in each]
    return files


def withhold(content: Path, identity: str, reason: str, now: datetime) -> list[str]:
    """Withhold an honoree: the record, or a conferral on one that has none, in a list as well.

    Return the files that changed. Raise `HonoreeError` when the id leads nowhere, when no reason is
    given, and when there is one already.
    """
    if not reason.strip():
        raise HonoreeError(message("write why it is withheld: the reason is empty"))
    people = _People(content)
    values: dict[str, object] = {
        "status": "withheld",
        "status_date": site_of(content).day(now).isoformat(),
        "reason": reason,
    }
    listed = _listed(content, identity)
    if listed and identity not in people.entries:
        # What stands in front matter counts in place of the row of its id.
        file, facts = listed
        honour = {key: str(value) for key, value in {**facts, **values}.items()}
        people.change(file, lambda text: with_item(file, text, "honours", honour))
        return people.save()
    identity = people.last(identity)
    if people.facts(identity).get("status") == "withheld":
        raise HonoreeError(message("{id} is withheld"), id=identity)
    if identity in people.records:
        people.edit(people.records[identity].file, (), values)
    else:
        entry = people.entries[identity]
        people.edit(entry.file, ("honours", entry.place), values)
    return people.save()
