"""One row of a list of honours: who, for what, and what is doubtful about it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangvang.content.read.list_columns import is_mark
from bangvang.content.read.list_headings import award_in, kind_of
from bangvang.content.read.list_heads import Head
from bangvang.content.read.list_names import (
    bare_name,
    is_in_district,
    is_place,
    kind_of_name,
    placed,
    untitled,
)
from bangvang.content.read.source import Row
from bangvang.model.problems import Problem

_BETWEEN = re.compile(r"[;\n]|\s+và\s+(?=[A-ZĐÂĂÊÔƠƯ])")

_ANY = 2
"""The rank of a place that may be a district."""
_FEW = 5
"""Letters of an abbreviation, which is in capitals as it should be."""


def crossed(cells: list[str], head: Head) -> list[str]:
    """Return the awards of a row that has several, or crosses below them: one for each honour."""
    several = [award_in(" ".join(cells[at].split())) for at in head.awards if cells[at]]
    return several or [
        column.kind if is_mark(cells[column.at]) else cells[column.at]
        for column in head.columns
        if column.field == "mark" and column.at < len(cells) and cells[column.at]
    ]


def row_of(
    file: str,
    number: int,
    cells: list[str],
    head: Head,
    shared: Mapping[str, Any],
    problems: list[Problem],
) -> Row:
    """Return the honour that a row is, with the columns in which its facts stand."""
    facts: dict[str, Any] = dict(shared)
    columns: dict[str, str] = {}
    units: list[str] = []
    told = False
    places: list[tuple[int, str]] = []
    for at, letters, key, kind, more, rank in head.columns:
        if at >= len(cells) or not cells[at]:
            continue
        text = " ".join(cells[at].split())
        columns.setdefault("role" if key == "unit" else key, letters)
        if key == "unit":
            told = told or not kind
            # "12A1" below "Lớp" is read as it is said.
            units.append(
                text if not kind or text.lower().startswith(kind.lower()) else f"{kind} {text}"
            )
        elif key == "mark":
            columns.setdefault("award", letters)
        elif key == "rest":
            facts["honoree"] = f"{facts.get('honoree', '')} {text}".strip()
        elif key == "honoree":
            by_name = kind_of_name(text)
            # A body below "Họ và tên" is one all the same.
            facts["kind"] = facts.get("kind") or by_name or kind
            around = facts.get("place")
            posts = more or (not kind and head.divides and facts["kind"] == "person")
            body = facts["kind"] in ("collective", "household") and not is_place(text)
            if posts or body:
                cell = cells[at] if posts else text
                text, role, place = _parts(cell, facts["kind"], around, alone=head.divides)
                facts["role"] = role or facts.get("role")
                facts["place"] = _within(place, around)
            facts[key] = bare_name(text)
            columns.setdefault("kind", letters)
        elif key == "place":
            places.append((rank, text))
        else:
            facts[key] = (kind_of(text) or text) if key == "kind" else text
            if key == "award":
                facts[key] = award_in(text)
    if places:
        # From the village to the district, whatever the order of the columns.
        own = ", ".join(text for _, text in sorted(places, key=lambda each: each[0]))
        around = facts.get("place")
        facts["place"] = _within(own, around, max(places)[0])
    role = facts.get("role") or ""
    # A school may stand as its own unit.
    units = [unit for unit in units if unit != facts.get("honoree")]
    if facts.get("unit") and not told and str(facts["unit"]) not in role:
        units.append(str(facts["unit"]))
    facts.pop("unit", None)
    facts["role"] = ", ".join(filter(None, (role, *units)))
    if not facts.get("kind"):
        # Who has a post is a person.
        facts["kind"] = "person" if role else None
    facts = {key: value for key, value in facts.items() if value not in ("", None)}
    if "ref" in facts:
        facts = {"ref": facts["ref"]}
    row = Row(file, number, columns, facts)
    named = head.name_at([at for at, text in enumerate(cells) if text])
    if named is not None:
        whole = head.divides or "+" in head.fields[named]
        problems += _unsure(row, str(facts.get("honoree", "")) if whole else cells[named])
    return row


def _within(place: str, around: str | None, rank: int = _ANY) -> str:
    """Return a place with the one around it that a heading names, unless it names that itself.

    `rank` is that of the column in which it stands: a village or commune need not say what it is.
    """
    if not around or not place:
        return place or around or ""
    narrower = (rank < _ANY or is_place(place)) and not is_in_district(place)
    wider = is_in_district(around) or (rank == 0 and is_place(around))
    return f"{place}, {around}" if narrower and wider else place


def _parts(cell: str, kind: str, around: str | None, *, alone: bool) -> tuple[str, str, str]:
    """Return the name in a cell, and the post or unit and the place behind it.

    `around` is the place that a heading names; `alone` when units have no column of their own.
    """
    text, role = _divided(cell, person=kind != "collective")
    text, place = placed(text)
    name, _, rest = text.partition(", ")
    if kind == "collective" and alone and not role and kind_of_name(rest):
        text, role = name, rest
    if kind == "household":
        role, place = placed(role, first=0)
    elif not around and is_in_district(role):
        # "xã Mẫu" alone belongs to a post: a commune has many of a name.
        role, place = placed(role)
    return text, role, place


def _divided(cell: str, *, person: bool) -> tuple[str, str]:
    """Return the name in a cell, and the post and unit behind it: of a collective its own line."""
    between = r"\n|,\s|\s[-–]\s" if person else r"\n"
    bare = untitled(cell) if person else cell
    name, *rest = re.split(between, bare.strip().rstrip(";."), maxsplit=1)
    rest = re.split(r"\n|\s[-–]\s", rest[0]) if rest else []
    return " ".join(name.split()), ", ".join(" ".join(each.split()).strip(",") for each in rest)


def _unsure(row: Row, cell: str) -> Iterator[Problem]:
    """Yield what is doubtful about a name: two in one cell, or all in capitals."""
    name = str(row.facts.get("honoree", ""))
    column = row.columns.get("honoree", "")
    parts = [part.split() for part in _BETWEEN.split(cell.strip())]
    person = row.facts.get("kind") == "person"
    if person and len(parts) > 1 and all(len(part) > 1 for part in parts):
        values = {"text": " ".join(cell.split())[:80]}
        yield Problem(row.file, "E036", line=row.line, values=values, column=column)
    if name.isupper() and sum(map(str.isalpha, name)) > _FEW:
        yield Problem(row.file, "W037", line=row.line, values={"text": name}, column=column)
