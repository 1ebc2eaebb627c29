"""Several portals' exports as one register: ids kept, provenance shown, conflicts listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from bangvang.editions.union.read import Exported, Row, UnionError
from bangvang.model import urls
from bangvang.model.roll import name_order
from bangvang.model.types import HonoreeKind
from bangvang.render.data.tables import TABLES, Column, Table, Value
from bangvang.text import slugify
from bangvang.words import message

_PORTAL = (
    Column("portal", "string", message("name of the portal that states it")),
    Column("portal_address", "string", message("address of that portal")),
)
_CONFLICTS = Table(
    "conflicts",
    "mau-thuan",
    message("Conflicts"),
    (
        Column("number", "integer", message("number of the row")),
        Column("id", "string", message("id that two portals give to different things")),
        Column("table", "string", message("name of the table")),
        Column("column", "string", message("what they state differently")),
        Column("kept", "string", message("what the joined register has")),
        Column("kept_portal", "string", message("address of the portal that states that")),
        Column("other", "string", message("what the other portal states")),
        Column("other_portal", "string", message("address of the other portal")),
    ),
)
_SAME = ("honoree", "kind", "award_id", "date", "period", "status")
"""Columns in which two conferrals of one id must agree to be the same."""
_ALIKE = (
    *("role", "place", "level", "authority", "presented_by", "event", "decision", "citation"),
    *("status_date", "reason"),
)
"""Further ones, of which one portal may know more than the other."""
_WHO = ("name", "kind")
"""Columns in which two honorees of one id must agree to be the same."""
_BETWEEN = "; "
"""Stands between the portals of what several tell alike."""


class Union(NamedTuple):
    """The joined register."""

    portals: Mapping[str, Exported]
    """By what stands for each in addresses."""
    conferrals: Table
    honorees: Table
    counts: Table
    conflicts: Table

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return self.conferrals, self.honorees, self.counts, self.conflicts


def join(exports: Iterable[Exported]) -> Union:
    """Return the registers of portals as one, in the order in which they are given.

    What two portals tell of one id is one row that names both. Where they differ the first stays,
    and every difference is listed; what is not the same conferral at all is left out. Honorees of
    one id who are not the same are two: the other portal's stand under the ids of their conferrals.
    Raise `UnionError` for a portal that is given twice.
    """
    portals: dict[str, Exported] = {}
    for each in exports:
        if any(each.address == other.address for other in portals.values()):
            raise UnionError(message("{address} is given twice"), address=each.address)
        portals[_key(each.address, portals)] = each
    conferrals: dict[Value, Row] = {}
    honorees: dict[Value, Row] = {}
    counts: list[Row] = []
    differences: list[tuple[Value, ...]] = []
    for each in portals.values():
        portal = {"portal": each.name, "portal_address": each.address}
        known = {row["id"]: row for row in each.tables["honorees"]}
        others = set()
        for identity, row in known.items():
            given = {**row, **portal}
            found = list(_differing("honorees", _WHO, honorees.get(identity, given), given))
            if found:
                others.add(identity)
                # Of a free name the conferral of that id tells it.
                differences += found if identity not in conferrals else ()
            else:
                honorees[identity] = _told_by_both(honorees.get(identity), given)
        for row in each.tables["conferrals"]:
            given = {**row, **portal}
            before = conferrals.get(row["id"], given)
            if row["honoree_id"] in others:
                given["honoree_id"] = row["id"]
            found = list(_differing("conferrals", _SAME, before, given))
            differences += found
            if not found:
                differences += _differing("conferrals", _ALIKE, before, given)
                conferrals[row["id"]] = _told_by_both(conferrals.get(row["id"]), given)
                if row["honoree_id"] in others:
                    alone = {**known[row["honoree_id"]], "id": row["id"], "address": row["address"]}
                    honorees.setdefault(row["id"], {**alone, **portal})
        counts += _renumbered([{**row, **portal} for row in each.tables["counts"]], len(counts))
    amounts = Counter(row["honoree_id"] for row in conferrals.values())
    named: list[Row] = [
        {**row, "conferrals": amounts[key]} for key, row in honorees.items() if amounts[key]
    ]
    listed = tuple((number, *row) for number, row in enumerate(differences, start=1))
    return Union(
        portals,
        _filled(TABLES[0], list(conferrals.values())),
        _filled(TABLES[1], named),
        _filled(TABLES[2], counts),
        replace(_CONFLICTS, rows=listed),
    )


def _filled(table: Table, rows: list[Row]) -> Table:
    columns = (*table.columns, *_PORTAL)
    ordered = _ordered(table.name, rows)
    values = tuple(tuple(row[column.name] for column in columns) for row in ordered)
    return replace(table, columns=columns, rows=values)


def _ordered(table: str, rows: list[Row]) -> list[Row]:
    """Return rows as a portal has them: conferrals newest first, and names in Vietnamese order."""
    name = {"conferrals": "honoree", "honorees": "name"}.get(table)
    if name:
        rows.sort(key=lambda row: name_order(kind_of(row), str(row[name])))
    if table == "conferrals":
        rows.sort(key=lambda row: str(row["date"] or ""), reverse=True)
    return rows


def kind_of(row: Row) -> HonoreeKind:
    """Return the kind of honoree that a row tells of."""
    return next(kind for kind in urls.HONOREE_KINDS if kind == row["kind"])


def rows_of(table: Table) -> Iterator[Row]:
    """Yield the rows of a table by the names of their columns."""
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows)


def told_by(row: Row) -> list[str]:
    """Return the addresses of the portals that state a row."""
    return str(row["portal_address"]).split(_BETWEEN)


def _key(address: str, taken: Mapping[str, object]) -> str:
    """Return what stands for a portal in addresses: its own address, in letters and digits."""
    key = slugify(address.partition("//")[2]) or urls.PORTAL
    return next(each for n in count(1) if (each := f"{key}-{n}" if n > 1 else key) not in taken)


def _renumbered(rows: list[Row], last: int) -> list[Row]:
    """Return counts whose numbers and subjects come after those of the portals before."""
    subjects: dict[Value, int] = {}
    for row in rows:
        subjects.setdefault(row["subject"], last + len(subjects) + 1)
    rows.sort(key=lambda row: subjects[row["subject"]])
    return [
        {**row, "number": number, "subject": subjects[row["subject"]]}
        for number, row in enumerate(rows, start=last + 1)
    ]


def _differing(
    table: str, columns: Iterable[str], kept: Row, other: Row
) -> Iterator[tuple[Value, ...]]:
    """Yield what two rows of one id state differently; what one does not tell is no difference."""
    for column in columns:
        values = kept[column], other[column]
        if values[0] != values[1] and None not in values:
            portals = told_by(kept)[0], other["portal_address"]
            yield kept["id"], table, column, values[0], portals[0], values[1], portals[1]


def _told_by_both(kept: Row | None, other: Row) -> Row:
    """Return a row that two portals tell: it names both, and has what either of them knows."""
    if kept is None:
        return other
    joined = {key: other[key] if value is None else value for key, value in kept.items()}
    for key in ("portal", "portal_address"):
        joined[key] = f"{kept[key]}{_BETWEEN}{other[key]}"
    if "other_sources" in kept:
        sources = [kept["other_sources"], other["source_address"], other["other_sources"]]
        joined["other_sources"] = " ".join(str(each) for each in sources if each)
    if "aliases" in kept:
        names = f"{kept['aliases'] or ''}\n{other['aliases'] or ''}".split("\n")
        joined["aliases"] = "\n".join(dict.fromkeys(filter(None, names))) or None
    return joined
