"""Reads and checks the export of a portal: it comes from elsewhere and becomes pages here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
)

from bangvang.content.read.bounded import read_bounded
from bangvang.model import urls
from bangvang.model.albums import SLUG
from bangvang.model.dates import parse_partial
from bangvang.model.types import HonoreeKind
from bangvang.render.data.tables import TABLES, Table, Value
from bangvang.words import RefusalError, message

_DESCRIPTION = "datapackage.json"
_LARGEST = 500_000_000
"""Upper limit of the size of a table in bytes: about 500,000 conferrals."""


def _date(text: str) -> str:
    """Return a day, month or year; raise `ValueError` for anything else."""
    parse_partial(text)
    return text


_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=120)]
# A code of an address holds some 2,000 characters.
_Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=1000)]
_Addresses = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+( https?://[^\s\"'<>]+)*$")
]
_Date = Annotated[str, StringConstraints(pattern="^[0-9-]+$"), AfterValidator(_date)]
_Number = Annotated[int, Field(ge=0, le=10**9)]
_NEEDED: Mapping[str, Any] = {
    "id": _Slug,
    "honoree_id": _Slug,
    "award_id": _Slug,
    "award": _Text,
    "honoree": _Text,
    "name": _Text,
    "kind": Literal[get_args(HonoreeKind)],
    "address": _Address,
    "source": _Text,
    "status": Literal["active", "corrected", "revoked"],
    "source_address": _Address,
    "number": _Number,
    "subject": _Number,
    "award_ids": Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}( {SLUG.pattern})*$")],
    "awards": str,
    "counts": Literal["recipients", "conferrals"],
    "source_addresses": _Addresses,
}
"""Columns that are never empty."""
_KNOWN: Mapping[str, Any] = {
    "level": Literal[tuple(urls.LEVELS)],
    "date": _Date,
    "status_date": _Date,
    "other_sources": _Addresses,
    "decision_address": _Address,
}
"""Columns that may be empty."""
_LATER = frozenset({"decision_address"})
"""Columns that exports of older versions do not have."""

Row = Mapping[str, Value]


class UnionError(RefusalError):
    """Portals cannot be joined; the message id says why, `values` fill it."""


class Exported(NamedTuple):
    """What one portal exports."""

    name: str
    address: str
    tables: Mapping[str, list[Row]]
    """Rows by the names of their tables."""
    shards: Path | None
    """The folder of its search index, if there is one."""


class _Package(BaseModel):
    """Descriptor of an export (Frictionless data package)."""

    title: Annotated[str, StringConstraints(pattern=r": \S", max_length=300)]
    homepage: _Address
    resources: list[dict[str, Any]]


def read_export(folder: Path) -> Exported:
    """Return what lies in a folder of `bangvang export`, or in a built site.

    Raise `UnionError` when it is neither, or a union itself.
    """
    if (folder / urls.DATA).is_dir():
        folder = folder / urls.DATA
    try:
        package = _Package.model_validate_json(read_bounded(folder / _DESCRIPTION, _LARGEST))
        if {str(each.get("name")) for each in package.resources} - {each.file for each in TABLES}:
            text = message("{folder} is a union itself; name the portals that it joins")
            raise UnionError(text, folder=str(folder))
        found = {table.name: _rows(folder, table) for table in TABLES}
        address = package.homepage.removesuffix(urls.DATA)
        _check(address, found)
    except (OSError, ValueError) as error:
        text = message("{folder} has no export of a portal, or a damaged one: {reason}")
        raise UnionError(text, folder=str(folder), reason=_reason(error)) from error
    shards = folder / urls.INDEX.removeprefix(urls.DATA)
    name = package.title.partition(": ")[2]
    return Exported(name, address, found, shards if shards.is_dir() else None)


def _rows(folder: Path, table: Table) -> list[Row]:
    """Return the rows of a table; raise `ValueError` for one that is not as a portal writes it."""
    fields: dict[str, Any] = {}
    for column in table.columns:
        kind: Any = _Number if column.kind == "integer" else str
        optional = _KNOWN.get(column.name, kind) | None
        default = None if column.name in _LATER else ...
        fields[column.name] = (_NEEDED.get(column.name, optional), default)
    row = create_model(table.file, **fields, __config__={"strict": True, "extra": "ignore"})
    data = read_bounded(folder / f"{table.file}.json", _LARGEST)
    return [dict(each) for each in TypeAdapter(list[row]).validate_json(data)]


def _check(address: str, found: Mapping[str, list[Row]]) -> None:
    """Raise `ValueError` when tables do not fit one another, or tell of another site."""
    for table in TABLES:
        keys = [row[table.columns[0].name] for row in found[table.name]]
        if len(set(keys)) < len(keys):
            raise ValueError(table.file)
    honorees = {row["id"] for row in found["honorees"]}
    for row in found["conferrals"]:
        if row["honoree_id"] not in honorees:
            raise ValueError(row["honoree_id"])
    for row in (*found["conferrals"], *found["honorees"]):
        if not str(row["address"]).startswith(address):
            raise ValueError(row["address"])
    for row in found["counts"]:
        if str(row["award_ids"]).count(" ") != str(row["awards"]).count("\n"):
            raise ValueError(row["awards"])


def _reason(error: OSError | ValueError) -> str:
    """Return in a line why something cannot be read."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors()[0]
    return f"{error.title}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
