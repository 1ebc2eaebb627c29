"""The register as files: CSV, JSON, NDJSON, SQLite, Parquet, and a description of them all."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from importlib.util import find_spec
from typing import Any

from bangvang.model import urls
from bangvang.model.roll import RollEntry, roll_fingerprint
from bangvang.render.context import Context, Portal, site_feeds
from bangvang.render.data.tables import READER, TABLES, Table, reader_row, tables
from bangvang.render.data.writers import WRITERS, csv_file, csv_lines, sqlite
from bangvang.render.paging import home, section
from bangvang.render.plan import Job, Plan
from bangvang.render.roll.counts import count_row
from bangvang.render.roll.facets import FACETS, values
from bangvang.render.roll.roll import CSV
from bangvang.render.views import Head, Link, Page
from bangvang.words import message

SUMS = f"{urls.DATA}SHA256SUMS"
PARQUET = find_spec("pyarrow") is not None
"""Whether Parquet can be written: it needs the extra `parquet`."""
_DESCRIPTOR = "datapackage.json"
_SQLITE = "bang-vang.sqlite"
_FORMS = {
    ".csv": (message("CSV, opens in Excel and LibreOffice"), "text/csv"),
    ".json": (message("JSON"), "application/json"),
    ".ndjson": (message("NDJSON, one row a line"), "application/x-ndjson"),
    ".parquet": (message("Parquet"), "application/vnd.apache.parquet"),
}


class Exports:
    """The tables of a portal, made when they are first needed."""

    def __init__(self, context: Portal) -> None:
        self._context = context

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tables(self._context)

    def of(self, names: tuple[str, ...]) -> tuple[Table, ...]:
        """Return the tables with these names."""
        return tuple(each for each in self.tables if each.name in names)

    @cached_property
    def lines(self) -> dict[str, bytes]:
        """The line of each conferral in the CSV file of a slice, by its id."""
        entries = self._context.catalog.roll.entries
        lines = csv_lines(reader_row(self._context, each) for each in entries)
        return dict(zip((each.what.id for each in entries), lines, strict=True))


def export_plans(context: Portal) -> Iterator[Plan]:
    """Yield the files of the whole register, of each slice, and the page that explains them."""
    roll = context.catalog.roll
    exports = Exports(context)
    registers = [
        [(each.id, each.name) for each in register.values()]
        for register in (context.registers.awards, context.registers.events)
    ]
    inputs = (
        roll_fingerprint(roll.entries),
        [(each.id, each.name, each.record) for each in roll.honoured if each.record],
        [count_row(context, each) for each in roll.counts],
        registers,
    )
    for url, names in export_files(TABLES):
        yield Plan(url, (url, inputs), _making(exports, url, names), listed=False, batch=1)
    for facet in FACETS:
        for value, entries in values(context, facet):
            if entries:
                url = urls.slice_url(facet, value) + CSV
                yield Plan(url, roll_fingerprint(entries), _slicing(exports, entries), listed=False)
    yield Plan.of(data_page(context, TABLES))


def _making(exports: Exports, url: str, names: tuple[str, ...]) -> Callable[[], Job]:
    return lambda: partial(export, url=url, found=exports.of(names))


def _slicing(exports: Exports, entries: tuple[RollEntry, ...]) -> Callable[[], Job]:
    return lambda: partial(slice_csv, lines=[exports.lines[entry.what.id] for entry in entries])


def export_files(found: Iterable[Table]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the address of every file of tables, with the names of those that it holds."""
    names = []
    for table in found:
        names.append(table.name)
        for ending in _FORMS:
            if ending != ".parquet" or PARQUET:
                yield f"{urls.DATA}{table.file}{ending}", (table.name,)
    yield urls.DATA + _SQLITE, tuple(names)
    yield urls.DATA + _DESCRIPTOR, tuple(names)


def whole(context: Context, found: Iterable[Table]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of tables: its address, and what is in it."""
    held = {table.name: table for table in found}
    digests = {}
    for url, names in export_files(held.values()):
        data = export(context, url, tuple(held[name] for name in names))
        digests[url] = hashlib.sha256(data).hexdigest()
        yield url, data
    yield SUMS, sums(digests)


def sums(digests: Mapping[str, str]) -> bytes:
    """Return the check sums of files by their addresses, for `sha256sum --check`."""
    lines = [f"{digests[url]}  {url.rpartition('/')[2]}\n" for url in sorted(digests)]
    return "".join(lines).encode()


def export(context: Context, url: str, found: tuple[Table, ...]) -> bytes:
    """Return the file of tables at an address, which tells its form."""
    if url.endswith(_DESCRIPTOR):
        return _descriptor(context, found)
    ending = url[url.rindex(".") :]
    return sqlite(found) if ending == ".sqlite" else WRITERS[ending](found[0])


def slice_csv(context: Context, lines: Iterable[bytes]) -> bytes:
    """Return the CSV file of a slice of the roll, given its lines."""
    return csv_file(tuple(map(context.words.text, READER)), lines)


def _descriptor(context: Context, all_tables: tuple[Table, ...]) -> bytes:
    """Return the Frictionless data package: a schema for every column of the CSV files."""
    words, site = context.words, context.registers.site
    package: dict[str, Any] = {
        "name": "bang-vang",
        "title": f"{words.text('Honour roll')}: {site.name}",
        "homepage": context.absolute(urls.DATA),
        "licenses": [{"title": words.text(_LICENCE), "path": context.absolute(urls.DATA)}],
        "contributors": [{"title": site.office, "role": "publisher"}],
        "resources": [
            {
                "name": table.file,
                "title": words.text(table.title),
                "path": f"{table.file}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "profile": "tabular-data-resource",
                "schema": {
                    "fields": [
                        {
                            "name": column.name,
                            "type": column.kind,
                            "description": words.text(column.meaning),
                        }
                        for column in table.columns
                    ],
                    "primaryKey": [table.columns[0].name],
                },
            }
            for table in all_tables
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"


_LICENCE = message("Facts of public record: free to use with the source named")


def data_page(context: Portal, found: Iterable[Table]) -> Page:
    """Return the page that explains tables."""
    words = context.words
    title = words.text("Data")
    files = [
        (
            words.text(table.title),
            [
                (f"{table.file}{ending}", words.text(text))
                for ending, (text, _) in _FORMS.items()
                if ending != ".parquet" or PARQUET
            ],
            [(column.name, words.text(column.meaning)) for column in table.columns],
        )
        for table in found
    ]
    others = [
        (_SQLITE, words.text("All tables as one SQLite database; opens in Datasette")),
        (_DESCRIPTOR, words.text("Description of the tables (Frictionless data package)")),
        ("SHA256SUMS", words.text("Check sums: sha256sum --check SHA256SUMS")),
    ]
    above = (home(context), section(context))
    crumbs = context.breadcrumbs((*above, Link(title, urls.DATA)))
    data_set = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{words.text('Honour roll')}: {context.site.name}",
        "description": words.text("Every conferral, with its source and permanent address."),
        "url": context.absolute(urls.DATA),
        "creator": {"@type": "Organization", "name": context.site.office},
        "license": context.absolute(urls.DATA),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _FORMS[ending][1],
                "contentUrl": context.absolute(f"{urls.DATA}{TABLES[0].file}{ending}"),
            }
            for ending in (".csv", ".json", ".ndjson")
        ],
    }
    head = Head(
        title,
        f"{title}. {context.site.description}",
        urls.DATA,
        site_feeds(context),
        json_ld=(data_set, crumbs),
    )
    view = {"title": title, "files": files, "others": others, "licence": words.text(_LICENCE)}
    return Page("roll", head, "data.html", view, above)
