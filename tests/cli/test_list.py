"""`bangvang list`: from an office's Excel or Word file to a document, and back."""

from pathlib import Path

import docx
import openpyxl
import pytest

from bangvang.content.read.sheets import read_sheet
from support import Content, run

DOCUMENT = "documents/2020/qd"
ROWS = [
    ["TT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Năm sinh"],
    ["1", "Ông Nguyễn Văn Mẫu", "Trưởng phòng", "Sở Mẫu", "1980"],
    ["2", "Trần Thị Mẫu", "", "Sở Mẫu", "1981"],
]


@pytest.fixture
def office(content: Content) -> Content:
    return content.write(
        f"{DOCUMENT}/index.md",
        "---\nkind: decision\nnumber: 163/QĐ-UBND\ndate: 2020-02-05\nauthority: UBND tỉnh\n"
        "title: Tặng Giấy khen\nconfers: {award: Giấy khen}\n---\n",
    )


def _word(path: Path) -> Path:
    """A Word file with headings between two tables, the second with its head repeated."""
    made = docx.Document()
    for title, rows in (
        ("I. TẬP THỂ (1)", [["TT", "Tên tập thể"], ["1", "Tập thể Mẫu"]]),
        ("II. CÁ NHÂN (2)", ROWS),
    ):
        made.add_paragraph(title)
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def _book(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_workbook_becomes_the_list_of_a_document(office: Content, tmp_path: Path) -> None:
    """What was understood is shown; personal data stay with the office."""
    file = _book(tmp_path / "kèm theo.xlsx")
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "2 lượt khen thưởng (Cá nhân: 2)" in said
    table = read_sheet(office.folder / DOCUMENT / "danh-sach.xlsx")
    assert table == [
        ["TT", "Tên", "Loại", "Chức vụ, đơn vị công tác"],
        ["1", "Nguyễn Văn Mẫu", "Cá nhân", "Trưởng phòng, Sở Mẫu"],
        ["2", "Trần Thị Mẫu", "Cá nhân", "Sở Mẫu"],
    ]
    roles = {e.name: e.what.role for e in office.read().portal.roll.entries}
    assert roles["Nguyễn Văn Mẫu"] == "Trưởng phòng, Sở Mẫu"


def test_the_tables_of_a_word_file_are_one_list(office: Content, tmp_path: Path) -> None:
    file = _word(tmp_path / "kem-theo.docx")
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "3 lượt khen thưởng (Tập thể: 1, Cá nhân: 2)" in said
    kinds = {e.name: e.what.kind for e in office.read().portal.roll.entries}
    assert kinds["Tập thể Mẫu"] == "collective"
    assert kinds["Trần Thị Mẫu"] == "person"


def test_export_edit_import_changes_nothing_but_the_edit(office: Content, tmp_path: Path) -> None:
    """The office gets its list with the ids, and its corrections come back to the same honours."""
    file = _book(tmp_path / "a.xlsx")
    run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    before = {e.what.id: e.name for e in office.read().portal.roll.entries}
    out = tmp_path / "cho-van-phong.xlsx"
    run("list", "export", DOCUMENT, out, "--content", office.folder)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    assert sheet["B3"].value == "Trần Thị Mẫu"
    sheet["B3"].value = "Trần Thị Mẫu Mực"
    book.save(out)
    (office.folder / DOCUMENT / "danh-sach.xlsx").unlink()
    run("list", "import", out, "--to", DOCUMENT, "--content", office.folder, "--yes")
    after = {e.what.id: e.name for e in office.read().portal.roll.entries}
    assert {key for key in after if after[key] != before.get(key)} == {
        key for key, name in before.items() if name == "Trần Thị Mẫu"
    }
    assert after.keys() == before.keys()


def test_what_is_not_understood_is_not_written(office: Content, tmp_path: Path) -> None:
    """Two names in one cell, no head, a file that is there, no document of that name."""
    target = office.folder / DOCUMENT / "danh-sach.xlsx"
    for text, code in (("TT,Họ và tên\n1,Lê Văn Mẫu; Lê Thị Mẫu\n", "E036"), ("a,b\n", "E035")):
        file = tmp_path / "a.csv"
        file.write_text(text, encoding="utf-8")
        args = ("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
        assert code in run(*args, code=1)
        assert not target.exists()
    run("list", "import", _book(tmp_path / "b.xlsx"), *args[3:])
    assert "đã có" in run("list", "import", tmp_path / "b.xlsx", *args[3:], code=1)
    nowhere = ("--to", "documents/2020/khac", "--content", office.folder, "--yes")
    assert "không phải thư mục" in run("list", "import", file, *nowhere, code=1)
