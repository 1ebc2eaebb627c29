"""`bangvang new`: a fresh file of content, checked before it is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bangvang.content.check.digest import digest, read_registers
from bangvang.content.check.resolve import Registry
from bangvang.content.read.pictures import examine_picture
from bangvang.content.read.walk import Survey, survey, walk
from bangvang.content.write.files import replace_file, whole_text
from bangvang.content.write.ids import new_id
from bangvang.model.albums import SLUG, Album
from bangvang.model.articles import Article
from bangvang.model.official import OfficialDocument
from bangvang.model.problems import Problem, errors
from bangvang.model.registers import Event, Honoree, Movement
from bangvang.model.types import FILE_NAME, Entity
from bangvang.text import short_slug, slugify
from bangvang.words import RefusalError, message

KINDS: dict[str, type[Entity]] = {
    "article": Article,
    "document": OfficialDocument,
    "event": Event,
    "album": Album,
    "movement": Movement,
    "honoree": Honoree,
}
_SPOKEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class FreshError(RefusalError):
    """A file cannot be made: its facts have faults, or there is one of its name."""

    def __init__(self, problems: list[Problem], text: str = "", **values: object) -> None:
        super().__init__(text, **values)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Around:
    """The registers of a portal, and the files that it has."""

    content: Path
    registry: Registry
    survey: Survey


def look_around(content: Path) -> Around:
    """Return what a new file may refer to. Articles are not read."""
    found = survey(content)
    registry, _ = read_registers(content, found.registers, found.albums)
    return Around(content, registry, found)


def as_day(text: str) -> date | str:
    """Return the day that a text means, 9/9/2020 or 2020-09-09; the text itself when it is none.

    >>> as_day("9/9/2020"), as_day("31/2/2020")
    (datetime.date(2020, 9, 9), '31/2/2020')
    """
    found = _SPOKEN_DAY.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return text


def make(
    kind: str,
    facts: Mapping[str, Any],
    around: Around,
    identity: str = "",
    pictures: Iterable[tuple[str, Path]] = (),
) -> list[str]:
    """Write a new file of a kind; return the files that were written, below content.

    `pictures` are the pictures of an album: their names beside it, and where they lie now. Raise
    `FreshError` with every fault, and write nothing, when a file would not pass the check or is
    there already.
    """
    pictures = list(pictures)
    facts = dict(facts)
    file = _place(kind, facts, identity, around)
    if kind in ("article", "document") and facts.get("honours"):
        facts["honours"] = _with_ids(facts["honours"], file, around.content)
    folder = file.rpartition("/")[0]
    other = f"{file.removesuffix('.md')}/index.md"
    names = [name for name, _ in pictures]
    for each in (file, other, *(f"{folder}/{name}" for name in names)):
        if each in around.survey.files or (around.content / each).exists():
            raise FreshError([], message("{file} is there already"), file=each)
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise FreshError([], message("two pictures are called {file}"), file=twice)
    data = whole_text(facts, "")
    if kind in ("article", "document", "album"):
        found = digest(around.registry, file, data, tuple(names))
        problems = [*found.problems, *_broken(file, pictures)]
    else:
        _, problems = read_registers(
            around.content, (*around.survey.registers, file), around.survey.albums, {file: data}
        )
    faults = [problem for problem in errors(problems) if problem.file == file]
    if faults:
        raise FreshError(faults)
    path = around.content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures:
        replace_file(path.parent / name, picture.read_bytes())
    replace_file(path, data)
    return [file, *(f"{folder}/{name}" for name in names)]


def _broken(file: str, pictures: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
    """Yield a problem for each picture that an album could not show."""
    for name, path in pictures:
        found = examine_picture(path)
        if not FILE_NAME.fullmatch(name):
            yield Problem(
                file,
                "E107",
                ("photos", 0, "file"),
                values={"key": "file", "value": name, "form": "toan-canh.jpg"},
            )
        elif not found.picture:
            yield Problem(file, found.code, values={"name": name, **dict(found.values)})


def _place(kind: str, facts: Mapping[str, Any], identity: str, around: Around) -> str:
    """Return where the file of an entity lies; raise `FreshError` for an id that cannot be."""
    if kind == "honoree":
        # An address must not name a person who may ask to be forgotten.
        taken = {Path(file).stem for file in around.survey.files if file.startswith(Honoree.folder)}
        identity = identity or new_id("h", taken)
    if kind == "document":
        identity = identity or slugify(str(facts.get("number", "")))
    if not identity:
        identity = short_slug(str(facts.get("title") or facts.get("name") or ""))
        year = str(facts.get("date", ""))[:4]
        if kind == "event" and year.isdigit() and year not in identity:
            identity = f"{identity}-{year}"
    if not SLUG.fullmatch(identity):
        text = message("an id has small letters without diacritics, digits and hyphens: {id}")
        raise FreshError([], text, id=slugify(identity) or "…")
    if kind == "article":
        year = str(facts.get("date", ""))[:4]
        return f"{Article.folder}/{year if year.isdigit() else '0000'}/{identity}.md"
    if kind == "document":
        year = str(facts.get("date", ""))[:4]
        folder = year if year.isdigit() else "0000"
        return f"{OfficialDocument.folder}/{folder}/{identity}/index.md"
    if kind == "album":
        return f"{Album.folder}/{identity}/index.md"
    return f"{KINDS[kind].folder}/{identity}.md"


def _with_ids(honours: list[Any], file: str, content: Path) -> list[Any]:
    """Return conferrals, each with an id; raise `FreshError` for one that another has."""
    owners = {
        str(each["id"]): source.file
        for source in walk(content)[0]
        for _, each in source.conferrals()
    }
    taken = [
        Problem(
            file, "E208", ("honours", place, "id"), values={"name": name, "other": owners[name]}
        )
        for place, each in enumerate(honours)
        if isinstance(each, dict) and "id" in each and (name := str(each["id"])) in owners
    ]
    if taken:
        raise FreshError(taken)
    used = set(owners)
    return [
        each
        if not isinstance(each, dict) or {"id", "ref"} & set(each)
        else {"id": new_id("c", used), **each}
        for each in honours
    ]
