"""The captions of an album as a table that an archivist can work on, and back."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bangvang.content.check.digest import digest, read_registers
from bangvang.content.check.validate import entity_of
from bangvang.content.read.letters import is_garbled
from bangvang.content.read.sheets import Rows
from bangvang.content.read.walk import content_of, read, survey
from bangvang.content.write import edit
from bangvang.content.write.files import write
from bangvang.model.albums import SLUG, Album, Photo
from bangvang.model.problems import Problem, errors
from bangvang.words import message

_SOURCE = ("url", "date", "retrieved", "sha256")
_LISTS = ("people", "awards")
COLUMNS = (
    *("id", "file", "caption", "caption_corrected", "alt", "people", "presenter", "awards"),
    *("date", "place", "credit", "status", *(f"source_{name}" for name in _SOURCE)),
)
"""The columns of the table; where a column or a cell is missing nothing is changed."""


class Refusal(NamedTuple):
    """Why a row does not fit."""

    row: int
    """Counted from 1, the heading; 0 when it is about no row."""
    text: str
    values: Mapping[str, str] = {}
    problem: Problem | None = None
    """The problem that a check of content found, in place of a text."""


class CaptionError(Exception):
    """There is no such album, or its table does not fit."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(str(refusals))
        self.refusals = refusals


class Change(NamedTuple):
    """One cell that was not as the album has it."""

    photo: str
    column: str
    before: str
    after: str


def export_rows(content: Path, identity: str) -> Rows:
    """Return the table of an album: a heading, and a row for each photo.

    Raise `CaptionError` when there is no such album, or it has faults.
    """
    album, _ = _album(content, identity)
    cells = [_cells(photo) for photo in album.photos]
    return [list(COLUMNS), *([row[name] for name in COLUMNS] for row in cells)]


def import_rows(content: Path, identity: str, rows: Rows) -> tuple[list[Change], int]:
    """Write a table into its album; return what changed, and how many photos were not in it.

    Comments stay, but for those within a list that changes. Raise `CaptionError` when a row does
    not fit: then nothing is written.
    """
    album, file = _album(content, identity)
    known = {photo.id: place for place, photo in enumerate(album.photos)}
    heading, refusals = _heading(rows)
    changes: list[Change] = []
    edits: dict[tuple[str | int, ...], dict[str, object]] = {}
    row_of: dict[int, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        cells = dict(zip(heading, row, strict=False))
        if any(row[len(heading) :]):
            refusals.append(Refusal(number, message("the row has more cells than the heading")))
        place = known.get(cells.get("id", ""))
        if place is None:
            told = message("the album has no photo with the id “{id}”")
            refusals.append(Refusal(number, told, {"id": cells.get("id", "")}))
        elif place in row_of:
            told = message("the photo “{id}” is already in row {row}")
            values = {"id": cells["id"], "row": str(row_of[place])}
            refusals.append(Refusal(number, told, values))
        else:
            row_of[place] = number
            before = _cells(album.photos[place])
            after = {**before, **cells}
            found = [
                Change(cells["id"], name, before[name], after[name])
                for name in COLUMNS
                if after[name] != before[name]
            ]
            changes += found
            for each in found:
                if is_garbled(each.before, each.after):
                    told = message("in “{column}” letters have become “?”; save it as “CSV UTF-8”")
                    refusals.append(Refusal(number, told, {"column": each.column}))
            if found:
                try:
                    edits["photos", place] = _values(after, found)
                except csv.Error:
                    told = message("the quotes in a list of names do not match")
                    refusals.append(Refusal(number, told))
    if not refusals and edits:
        text = _edited(content, file, edits, refusals, row_of)
        if not refusals:
            crlf = b"\r\n" in (content / file).read_bytes()
            write(content / file, text.replace("\n", "\r\n") if crlf else text)
    if refusals:
        raise CaptionError(sorted(refusals, key=lambda each: each.row))
    return changes, len(album.photos) - len(row_of)


def _heading(rows: Rows) -> tuple[list[str], list[Refusal]]:
    """Return the columns of a table, and what is wrong with them."""
    heading = [name.strip().lower() for name in rows[0]] if rows else []
    while heading and not heading[-1]:
        heading.pop()
    refusals: list[Refusal] = []
    if "id" not in heading:
        told = message("the first row must name the columns, “id” among them: {columns}")
        refusals.append(Refusal(1, told, {"columns": ", ".join(COLUMNS)}))
    for name in heading:
        if name not in COLUMNS:
            refusals.append(Refusal(1, message("there is no column “{name}”"), {"name": name}))
        elif heading.count(name) > 1:
            told = message("the column “{name}” is there twice")
            refusals.append(Refusal(1, told, {"name": name}))
    return heading, refusals


def _edited(
    content: Path,
    file: str,
    edits: Mapping[tuple[str | int, ...], Mapping[str, object]],
    refusals: list[Refusal],
    row_of: Mapping[int, int],
) -> str:
    """Return the text of an album with new values; add to `refusals` what its checks say of it."""
    old = edit.read(content, file)
    try:
        text = edit.with_all(file, old, edits)
    except ValueError:
        for where, values in edits.items():
            try:
                edit.with_values(file, old, where, values)
            except ValueError:
                told = message("what this row says can only be written into the album by hand")
                refusals.append(Refusal(row_of[int(where[1])], told))
        if refusals:
            return old
        told = message("{file} can only be changed by hand")
        refusals.append(Refusal(0, told, {"file": file}))
        return old
    before, after = _problems(content, file, (old, text))
    known = {(each.code, each.where) for each in before}
    for problem in errors(after):
        match problem.where:
            case ("photos", int(place), *_) if place in row_of:
                row = row_of[place]
            case _:
                row = 0
        if (problem.code, problem.where) not in known:
            refusals.append(Refusal(row, "", problem=problem))
    return text


def _problems(content: Path, file: str, texts: Iterable[str]) -> list[tuple[Problem, ...]]:
    """Return what is wrong with an album that would have each of these texts."""
    found = survey(content)
    registry, _ = read_registers(content, found.registers, found.albums)
    beside = found.beside.get(file, ())
    return [digest(registry, file, text.encode(), beside).problems for text in texts]


def _album(content: Path, identity: str) -> tuple[Album, str]:
    file = f"{Album.folder}/{identity}/index.md"
    data = content_of(content, file) if SLUG.fullmatch(identity) else None
    if not isinstance(data, bytes):
        told = message("there is no album with the id “{id}”")
        raise CaptionError([Refusal(0, told, {"id": identity})])
    source, _ = read(file, data)
    entity = entity_of(source)[0] if source else None
    if not isinstance(entity, Album):
        told = message("the album has faults; `bangvang check` tells them")
        raise CaptionError([Refusal(0, told)])
    return entity, file


def _cells(photo: Photo) -> dict[str, str]:
    source = photo.source
    cells = {name: getattr(photo, name) for name in COLUMNS if not name.startswith("source_")}
    cells |= {f"source_{name}": source and getattr(source, name) for name in _SOURCE}
    return {
        name: _joined(value) if name in _LISTS else "" if value is None else str(value)
        for name, value in cells.items()
    }


def _values(cells: Mapping[str, str], changes: Iterable[Change]) -> dict[str, object]:
    """Return what the front matter of a photo must say instead."""
    values: dict[str, object] = {}
    for change in changes:
        if change.column in _LISTS:
            values[change.column] = _divided(change.after) or None
        elif change.column.startswith("source_"):
            told = {name: cells[f"source_{name}"] for name in _SOURCE}
            values["source"] = {name: text for name, text in told.items() if text} or None
        else:
            values[change.column] = change.after or None
    return values


def _joined(names: Iterable[str]) -> str:
    """Return names in one cell, divided by semicolons; one that holds any is in quotes."""
    data = io.StringIO(newline="")
    csv.writer(data, delimiter=";", lineterminator="").writerow(names)
    return data.getvalue().replace(";", "; ") if '"' not in data.getvalue() else data.getvalue()


def _divided(cell: str) -> list[str]:
    rows = csv.reader(
        io.StringIO(cell, newline=""), delimiter=";", skipinitialspace=True, strict=True
    )
    return [name.strip() for row in rows for name in row if name.strip()]
