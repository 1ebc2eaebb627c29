"""How long it takes to read lists of honours: 400 lists of 100 rows, as CSV and as XLSX.

    make bench-lists

Prints the seconds of processor time until the rows are honours; files are in memory already. The
first run fills the caches of words, as the first lists of a build do.
"""

import csv
import io
import random
import time

from openpyxl import Workbook

from bangvang.content.read.lists import with_rows
from bangvang.content.read.walk import read
from corpus import MARK, Plain

LISTS = 400
ROWS = 100
RUNS = 3
HEADS = ("TT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Địa chỉ", "Hình thức khen thưởng", "Năm")
SOURCE = (
    "---\nkind: decision\nnumber: 1/QĐ-SINH\ndate: 2020-05-01\nauthority: Máy sinh\n"
    f"title: Danh sách sinh tự động\n---\n{MARK}\n"
)


def _table(rng: random.Random, language: Plain) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [HEADS]
    for number in range(1, ROWS + 1):
        name = f"Ông {language.name(rng, f'{rng.random():.9f}')}"
        role, unit = language.sentence(rng, 3), f"Trường mẫu số {rng.randint(1, 99)}"
        rows.append((str(number), name, role, unit, "Huyện Chợ Đồn", "Giấy khen", "2020"))
    return rows


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def main() -> None:
    """Read the lists in both forms, and print what each took."""
    rng = random.Random(1)
    tables = [_table(rng, Plain()) for _ in range(LISTS)]
    for name, write in (("danh-sach.csv", _csv), ("danh-sach.xlsx", _xlsx)):
        files = [write(rows) for rows in tables]
        for number in range(1, RUNS + 1):
            started = time.process_time()
            found = 0
            for at, data in enumerate(files):
                source, _ = read(f"documents/2020/sinh-{at}/index.md", SOURCE.encode())
                assert source
                source, problems = with_rows(source, {name: data})
                found += len(source.rows)
                assert not problems
            used = time.process_time() - started
            print(f"run {number}: {found:,} rows, {name}: {used:.2f} s of cpu")


if __name__ == "__main__":
    main()
