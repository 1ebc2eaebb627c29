"""Lists of honours with random faults: each is read or told, and no row is lost in silence."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from bangvang.content.check.digest import digest, read_registers
from bangvang.content.check.resolve import Registry
from bangvang.content.read.walk import survey
from bangvang.content.report import plain_line
from bangvang.words import LANGUAGES, words
from mutations import mutated
from support import MINIMAL

FILE = "documents/2020/qd/index.md"
DOCUMENT = (
    "---\nkind: decision\nnumber: 163/QĐ-UBND\ndate: 2020-02-05\nauthority: UBND\n"
    "title: X\nconfers: {award: Giấy khen}\n---\n"
).encode()
ROWS = [
    ["TT", "Họ và tên", "Chức vụ", "Địa chỉ", "Số tiền", "Mã"],
    ["I", "TẬP THỂ (2)"],
    ["1", "Tập thể Mẫu Một", "", "Huyện Hai", "1000000", "cab2345"],
    ["2", "Tập thể Mẫu Hai"],
    ["II", "CÁ NHÂN"],
    ["1", "Ông Nguyễn Văn Mẫu", "Trưởng phòng", "=1+1"],
    ["Tổng cộng: 3"],
]


def _csv() -> bytes:
    return "\n".join(",".join(row) for row in ROWS).encode()


def _xlsx() -> bytes:
    book, data = Workbook(), io.BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(data)
    return data.getvalue()


def _within(data: bytes, chance: random.Random) -> bytes:
    """Return a workbook one of whose parts has a fault; the package itself is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        chosen = chance.choice([name for name in packed.namelist() if name.endswith(".xml")])
        for name in packed.namelist():
            part = packed.read(name)
            made.writestr(name, mutated(part, chance) if name == chosen else part)
    return out.getvalue()


@pytest.fixture(scope="module")
def registry() -> Registry:
    found = survey(MINIMAL)
    return read_registers(MINIMAL, found.registers, found.albums)[0]


@pytest.mark.parametrize("count", [60, pytest.param(4000, marks=pytest.mark.long)])
def test_a_faulty_list_is_read_or_told(registry: Registry, count: int) -> None:
    """No traceback, none takes longer than two seconds, and every problem has its words."""
    chance = random.Random(count)
    for _ in range(count):
        kind = chance.choice(("csv", "xlsx", "within"))
        data = mutated(_csv(), chance) if kind == "csv" else _xlsx()
        data = mutated(data, chance) if kind == "xlsx" else data
        data = _within(data, chance) if kind == "within" else data
        name = "danh-sach.csv" if kind == "csv" else "danh-sach.xlsx"
        start = time.process_time()
        found = digest(registry, FILE, DOCUMENT, (name,), {name: data})
        assert time.process_time() - start < 2
        for problem in found.problems:
            for language in LANGUAGES:
                assert plain_line(problem, words(language), Path())
