"""Writers: the bytes of tables as CSV, JSON, NDJSON, Parquet and SQLite."""

import io
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from tempfile import TemporaryDirectory

from bangvang.render.data.tables import Table, csv_lines


def csv_file(table: Table, lines: Iterable[str]) -> bytes:
    """Return lines of a table as a CSV file in UTF-8, with the mark by which Excel knows that."""
    (head,) = csv_lines([tuple(column.name for column in table.columns)])
    return "".join(("\ufeff", head, *lines)).encode()


def _csv(table: Table) -> bytes:
    return csv_file(table, table.lines)


def _json(table: Table) -> bytes:
    """Return a table as a JSON array of objects, one a line."""
    return b"[\n" + b",\n".join(table.records()) + b"\n]\n"


def _ndjson(table: Table) -> bytes:
    return b"".join(record + b"\n" for record in table.records())


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
