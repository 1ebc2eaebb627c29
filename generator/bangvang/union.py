"""Several portals' exports as one register: ids kept, provenance shown, conflicts listed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bangvang.model import urls
from bangvang.render.exports import NAMES, written
from bangvang.render.tables import TABLES, Column, Table, Value
from bangvang.words import RefusalError, message

_PORTAL = (
    Column("portal", "string", message("name of the portal that states it")),
    Column("portal_address", "string", message("address of that portal")),
)
_CONFLICTS = (
    Column("id", "string", message("id that two portals give to different things")),
    Column("table", "string", message("name of the table")),
    Column("column", "string", message("what they state differently")),
    Column("kept", "string", message("what the joined register has")),
    Column("kept_portal", "string", message("address of the portal that states that")),
    Column("other", "string", message("what the other portal states")),
    Column("other_portal", "string", message("address of the other portal")),
)
_FORMS = (".csv", ".json", ".ndjson")
_TELLING = {
    "conferrals": ("honoree", "kind", "award_id", "date", "period"),
    "honorees": ("name", "kind"),
}
"""Columns in which two rows of one id must agree to be the same thing."""

Row = dict[str, Value]


class UnionError(RefusalError):
    """Exports cannot be joined; the message id says why, `values` fill it."""


class Exported(NamedTuple):
    """What one portal exports."""

    name: str
    address: str
    tables: Mapping[str, list[Row]]
    """Rows by the names of their tables."""


class Union(NamedTuple):
    """The joined register."""

    tables: tuple[Table, ...]
    conflicts: Table


def read_export(folder: Path) -> Exported:
    """Return what lies in a folder of `bangvang export`, or in a built site.

    Raise `UnionError` when it is neither.
    """
    if (folder / urls.DATA).is_dir():
        folder = folder / urls.DATA
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        name = str(package["title"]).partition(": ")[2]
        address = str(package["homepage"]).removesuffix(urls.DATA)
        found: dict[str, list[Row]] = {}
        for table in TABLES:
            text = (folder / f"{NAMES[table.name]}.json").read_text(encoding="utf-8")
            columns = [column.name for column in table.columns]
            found[table.name] = [{key: row[key] for key in columns} for row in json.loads(text)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        text = message("{folder} has no export of a portal, or a damaged one: {reason}")
        raise UnionError(text, folder=str(folder), reason=str(error)) from error
    return Exported(name, address, found)


def join(exports: Iterable[Exported]) -> Union:
    """Return the registers of portals as one, in the order in which they are given.

    What two portals tell alike of one id is one row that names both. Where they differ the first
    stays, and every difference is listed. Raise `UnionError` for a portal that is given twice.
    """
    exports = list(exports)
    addresses = [each.address for each in exports]
    for address in addresses:
        if addresses.count(address) > 1:
            raise UnionError(message("{address} is given twice"), address=address)
    conflicts: list[tuple[Value, ...]] = []
    tables = []
    for table in TABLES:
        rows: dict[Value, Row] = {}
        last = 0
        for each in exports:
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
                    conflicts += found
                else:
                    rows[key] = _told_by_both(rows[key], given)
        columns = (*table.columns, *_PORTAL)
        values = tuple(tuple(row[column.name] for column in columns) for row in rows.values())
        tables.append(table._replace(columns=columns, rows=values))
    listed = Table("conflicts", message("Conflicts"), _CONFLICTS, tuple(conflicts))
    return Union(tuple(tables), listed)


def _renumbered(row: Row, last: int) -> Row:
    """Return a count whose numbers come after those of the portals before."""
    numbers = {key: int(row[key] or 0) + last for key in ("number", "subject")}
    return {**row, **numbers}


def _differing(table: str, kept: Row, other: Row) -> Iterator[tuple[Value, ...]]:
    for column in _TELLING.get(table, ()):
        if kept[column] != other[column]:
            portals = kept["portal_address"], other["portal_address"]
            yield kept["id"], table, column, kept[column], portals[0], other[column], portals[1]


def _told_by_both(kept: Row, other: Row) -> Row:
    """Return a row that two portals tell alike: it names both, and all their sources."""
    joined = {key: f"{kept[key]}; {other[key]}" for key in ("portal", "portal_address")}
    if "other_sources" in kept:
        sources = [kept["other_sources"], other["source_address"], other["other_sources"]]
        joined["other_sources"] = " ".join(str(each) for each in sources if each)
    return {**kept, **joined}


def files(found: Union) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a joined register: their names, and what is in them."""
    for table in found.tables:
        for ending in _FORMS:
            name = f"{NAMES[table.name]}{ending}"
            yield name, written(name, (table,))
    yield "bang-vang.sqlite", written("bang-vang.sqlite", found.tables)
    yield "xung-dot.csv", written("xung-dot.csv", (found.conflicts,))
