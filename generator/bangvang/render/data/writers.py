"""Writers: the bytes of tables as CSV, JSON, NDJSON, Parquet and SQLite."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from tempfile import TemporaryDirectory

from bangvang.render.data.tables import Table, Value
from bangvang.text import as_cell


def csv_line(row: tuple[Value, ...]) -> str:
    """Return one row as CSV (RFC 4180); no text in it is a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([as_cell(v) if isinstance(v, str) else v for v in row])
    return line.getvalue()


def _csv(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows that."""
    lines = [csv_line(tuple(column.name for column in table.columns))]
    lines += map(csv_line, table.rows)
    return ("\ufeff" + "".join(lines)).encode()


def _records(table: Table) -> Iterator[str]:
    names = [column.name for column in table.columns]
    for row in table.rows:
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)


def _json(table: Table) -> bytes:
    """Return a table as a JSON array of objects, one a line."""
    return ("[\n" + ",\n".join(_records(table)) + "\n]\n").encode()


def _ndjson(table: Table) -> bytes:
    return "".join(f"{record}\n" for record in _records(table)).encode()


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
