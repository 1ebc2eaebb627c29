"""Writers: the bytes of tables as CSV, JSON, NDJSON, Parquet and SQLite."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, repeat
from tempfile import TemporaryDirectory

from bangvang.render.data.tables import Table, Value
from bangvang.text import as_cell


class _Lines(list[bytes]):
    """Takes what a writer of CSV writes: a line at a time."""

    def write(self, line: str) -> None:
        self.append(line.encode())


def csv_lines(rows: Iterable[tuple[Value, ...]]) -> list[bytes]:
    """Return rows as lines of CSV (RFC 4180), each with its end; no text in them is a formula."""
    lines = _Lines()
    csv.writer(lines).writerows(
        [as_cell(value) if type(value) is str else value for value in row] for row in rows
    )
    return lines


def csv_file(heads: tuple[str, ...], lines: Iterable[bytes]) -> bytes:
    """Return lines under heads as a CSV file in UTF-8, with the mark by which Excel knows that."""
    return _joined((b"\xef\xbb\xbf", *csv_lines([heads])), lines)


def _joined(*parts: Iterable[bytes]) -> bytes:
    """Return all parts as one; hundreds of megabytes are not held twice."""
    out = io.BytesIO()
    for part in parts:
        out.writelines(part)
    return out.getvalue()


def _csv(table: Table) -> bytes:
    return csv_file(tuple(column.name for column in table.columns), csv_lines(table.rows))


def _json(table: Table) -> bytes:
    """Return a table as a JSON array of objects, one a line."""
    between = chain([b"[\n"], repeat(b",\n"))
    records = chain.from_iterable(zip(between, table.records(), strict=False))
    return _joined(records, [b"\n]\n"] if table.rows else [b"[\n\n]\n"])


def _ndjson(table: Table) -> bytes:
    return _joined(record + b"\n" for record in table.records())


def _parquet(table: Table) -> bytes:
    import pyarrow
    from pyarrow import parquet

    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64()}
    schema = pyarrow.schema([(column.name, kinds[column.kind]) for column in table.columns])
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    data = pyarrow.table([*map(list, columns)], schema=schema)
    out = io.BytesIO()
    parquet.write_table(data, out, compression="zstd")
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Table], bytes]] = {
    ".csv": _csv,
    ".json": _json,
    ".ndjson": _ndjson,
    ".parquet": _parquet,
}


def sqlite(all_tables: tuple[Table, ...]) -> bytes:
    """Return a database with all tables; the first column of each is its key."""
    kinds = {"string": "TEXT", "integer": "INTEGER"}
    with TemporaryDirectory() as folder:
        path = f"{folder}/data.sqlite"
        database = sqlite3.connect(path)
        for table in all_tables:
            columns = ", ".join(
                f'"{column.name}" {kinds[column.kind]}{"" if place else " PRIMARY KEY"}'
                for place, column in enumerate(table.columns)
            )
            database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            places = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)
        for column in ("honoree_id", "award_id", "district_id", "event_id", "date"):
            database.execute(f'CREATE INDEX "by_{column}" ON "conferrals" ("{column}")')
        database.commit()
        database.close()
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
