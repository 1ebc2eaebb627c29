"""Several portals' exports as one register: ids kept, provenance shown, conflicts listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

from bangvang.model import urls
from bangvang.model.base import HonoreeKind
from bangvang.model.roll import name_order
from bangvang.render.tables import TABLES, Column, Table, Value
from bangvang.text import slugify
from bangvang.union.exports import Exported, Row, UnionError
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
_TELLING = {
    "conferrals": ("honoree", "kind", "award_id", "date", "period"),
    "honorees": ("name", "kind"),
}
"""Columns in which two rows of one id must agree to be the same thing."""
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

    What two portals tell alike of one id is one row that names both. Where they differ the first
    stays, and every difference is listed. Raise `UnionError` for a portal that is given twice.
    """
    portals: dict[str, Exported] = {}
    for each in exports:
        if any(each.address == other.address for other in portals.values()):
            raise UnionError(message("{address} is given twice"), address=each.address)
        portals[_key(each.address, portals)] = each
    conflicts: list[tuple[Value, ...]] = []
    amounts: Counter[Value] = Counter()
    tables = []
    for table in TABLES:
        rows: dict[Value, Row] = {}
        last = 0
        for each in portals.values():
            own = each.tables[table.name]
            if table.name == "counts":
                own = [_renumbered(row, last) for row in own]
                last += max((int(row["number"] or 0) for row in each.tables["counts"]), default=0)
            for row in own:
                key = row[table.columns[0].name]
                given = {**row, "portal": each.name, "portal_address": each.address}
                if key not in rows:
                    rows[key] = given
                elif found := list(_differing(table.name, rows[key], given)):
                    conflicts += (
                        (number, *of) for number, of in enumerate(found, len(conflicts) + 1)
                    )
                else:
                    rows[key] = _told_by_both(rows[key], given)
        columns = (*table.columns, *_PORTAL)
        if table.name == "conferrals":
            amounts = Counter(row["honoree_id"] for row in rows.values())
        elif table.name == "honorees":
            rows = {key: {**row, "conferrals": amounts[key]} for key, row in rows.items()}
        ordered = _ordered(table.name, list(rows.values()))
        values = tuple(tuple(row[column.name] for column in columns) for row in ordered)
        tables.append(table._replace(columns=columns, rows=values))
    conferrals, honorees, counts = tables
    listed = _CONFLICTS._replace(rows=tuple(conflicts))
    return Union(portals, conferrals, honorees, counts, listed)


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
    key = slugify(address.partition("//")[2])
    return next(each for n in count(1) if (each := f"{key}-{n}" if n > 1 else key) not in taken)


def _renumbered(row: Row, last: int) -> Row:
    """Return a count whose numbers come after those of the portals before."""
    numbers = {key: int(row[key] or 0) + last for key in ("number", "subject")}
    return {**row, **numbers}


def _differing(table: str, kept: Row, other: Row) -> Iterator[tuple[Value, ...]]:
    for column in _TELLING.get(table, ()):
        if kept[column] != other[column]:
            portals = told_by(kept)[0], other["portal_address"]
            yield kept["id"], table, column, kept[column], portals[0], other[column], portals[1]


def _told_by_both(kept: Row, other: Row) -> Row:
    """Return a row that two portals tell alike: it names both, and all their sources."""
    joined = {key: f"{kept[key]}{_BETWEEN}{other[key]}" for key in ("portal", "portal_address")}
    if "other_sources" in kept:
        sources = [kept["other_sources"], other["source_address"], other["other_sources"]]
        joined["other_sources"] = " ".join(str(each) for each in sources if each)
    return {**kept, **joined}
