"""Lists of honours: tables as offices make them, and ids that never change."""

import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from bangvang.content.read.sheets import read_sheet
from support import Content, run

DOCUMENT = (
    "---\nkind: decision\nnumber: 163/QĐ-UBND\ndate: 2020-02-05\nauthority: UBND tỉnh\n"
    "title: Tặng Giấy khen\nconfers: {award: Giấy khen}\n---\n"
)
FOLDER = "documents/2020/qd"
HEAD = ["TT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Địa chỉ", "Ghi chú"]
ROWS: list[list[Any]] = [
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN"],
    ["(Kèm theo Quyết định số 163/QĐ-UBND ngày 05/02/2020)"],
    HEAD,
    ["I", "TẬP THỂ (2)"],
    [1, "Tập thể Mẫu Một", None, None, "Huyện Hai", "x"],
    [2, "Tập thể Mẫu Hai"],
    ["II", "CÁ NHÂN: 3 người"],
    [1, "Ông Nguyễn Văn Mẫu", "Trưởng phòng", "Sở Mẫu"],
    [2, "Bà Trần Thị Mẫu", None, "Sở Mẫu"],
    HEAD,
    [3, "Lê Văn Mẫu", "Phó phòng", "Sở Mẫu"],
    ["Tổng cộng: 5"],
]


def _book(rows: list[list[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def _bytes(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _list(content: Content, data: bytes, name: str = "danh-sach.xlsx") -> Path:
    content.write(f"{FOLDER}/index.md", DOCUMENT)
    content.write(f"{FOLDER}/{name}", data)
    return content.folder / FOLDER / name


def _honours(content: Content) -> dict[str, str]:
    """Return the ids of the honours of the list, by their names."""
    entries = content.read().portal.roll.entries
    return {e.name: e.what.id for e in entries if e.source.file.startswith(FOLDER)}


def _codes(content: Content) -> set[tuple[str, int, str]]:
    return {(each.code, each.line, each.column) for each in content.read().problems}


def test_a_list_as_an_office_makes_it_is_read_whole(content: Content) -> None:
    """Titles, headings, a head that comes again, totals: each is what it is, no row is lost."""
    _list(content, _bytes(_book(ROWS)))
    reading = content.read()
    assert reading.problems == ()
    found = {
        e.name: (e.what.kind, e.what.role, e.what.where, e.what.award, e.what.decision_url)
        for e in reading.portal.roll.entries
        if e.source.file.startswith(FOLDER)
    }
    url = "van-ban/2020/qd/"
    assert found == {
        "Tập thể Mẫu Một": ("collective", "", "huyen-hai", "giay-khen", url),
        "Tập thể Mẫu Hai": ("collective", "", "", "giay-khen", url),
        "Nguyễn Văn Mẫu": ("person", "Trưởng phòng, Sở Mẫu", "", "giay-khen", url),
        "Trần Thị Mẫu": ("person", "Sở Mẫu", "", "giay-khen", url),
        "Lê Văn Mẫu": ("person", "Phó phòng, Sở Mẫu", "", "giay-khen", url),
    }


def test_headings_say_award_place_and_kind(content: Content) -> None:
    """One that comes again ends those below it; what a row says itself counts more."""
    rows: list[list[Any]] = [
        ["TT", "Tên", "Địa bàn"],
        ["A", "Danh hiệu Giấy khen (3)"],
        ["I", "Tập thể"],
        ["1", "Huyện Hai (2)"],
        [1, "Tập thể Mẫu Một"],
        [2, "Tập thể Mẫu Hai", "Huyện Một"],
        ["II", "Cá nhân"],
        [1, "Nguyễn Văn Mẫu"],
    ]
    # "1" is a number of a row as well: the office wrote the place into a merged cell of its own.
    rows[3] = ["1. Huyện Hai (2)"]
    _list(content, _bytes(_book(rows)))
    reading = content.read()
    assert reading.problems == ()
    places = {e.name: (e.what.kind, e.what.where) for e in reading.portal.roll.entries}
    assert places["Tập thể Mẫu Một"] == ("collective", "huyen-hai")
    assert places["Tập thể Mẫu Hai"] == ("collective", "huyen-mot")
    assert places["Nguyễn Văn Mẫu"] == ("person", "")


@pytest.mark.parametrize("seed", range(5))
def test_sorting_and_adding_rows_change_no_id(content: Content, seed: int) -> None:
    """Whether the ids stand in the file or not."""
    file = _list(content, _bytes(_book(ROWS)))
    before = _honours(content)
    rows = [*ROWS[7:9], ROWS[10], [9, "Phạm Thị Mẫu", "Kế toán", "Sở Mẫu"]]
    random.Random(seed).shuffle(rows)
    _list(content, _bytes(_book([*ROWS[:3], ["CÁ NHÂN"], *rows, ["TẬP THỂ"], ROWS[5], ROWS[4]])))
    after = _honours(content)
    assert {name: after[name] for name in before} == before
    run("check", "--fix", "--content", content.folder)
    assert _honours(content) == after
    assert "Mã" in read_sheet(file)[2]
    # With an id of its own a name may be mended.
    book = openpyxl.load_workbook(file)
    for row in book.worksheets[0].iter_rows():
        if row[1].value == "Phạm Thị Mẫu":
            row[1].value = "Phạm Thị Mẫu Mực"
    book.save(file)
    mended = _honours(content)
    assert mended["Phạm Thị Mẫu Mực"] == after["Phạm Thị Mẫu"]


def test_ids_leave_all_else_of_a_workbook_as_it_was(content: Content) -> None:
    """Widths, formats, comments, merged cells, and what only the office needs."""
    book = _book(ROWS)
    sheet = book.worksheets[0]
    sheet.column_dimensions["B"].width = 41
    sheet["B5"].font = Font(bold=True, color="FFAA0000")
    sheet["B5"].comment = Comment("Đã đối chiếu", "Văn phòng")
    sheet.merge_cells("A1:F1")
    file = _list(content, _bytes(book))
    ids = _honours(content)
    run("check", "--fix", "--content", content.folder)
    after = openpyxl.load_workbook(file).worksheets[0]
    assert after.column_dimensions["B"].width == 41
    assert after["B5"].font.b
    assert after["B5"].comment.text == "Đã đối chiếu"
    assert [str(each) for each in after.merged_cells.ranges] == ["A1:F1"]
    assert [[c.value for c in row[:6]] for row in after.iter_rows()] == [
        [c.value for c in row[:6]] for row in sheet.iter_rows()
    ]
    assert after["G3"].value == "Mã"
    assert after["G5"].value == ids["Tập thể Mẫu Một"]
    before = file.read_bytes()
    run("check", "--fix", "--content", content.folder)
    assert file.read_bytes() == before


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", "\t")])
def test_ids_come_into_csv_in_its_own_form(content: Content, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(
        delimiter.join(str(cell or "").replace(",", " ") for cell in row) for row in ROWS
    )
    file = _list(content, text.encode(encoding), "danh-sach.csv")
    ids = _honours(content)
    assert len(ids) == 5
    run("check", "--fix", "--content", content.folder)
    assert _honours(content) == ids
    after = file.read_bytes().decode(encoding)
    assert after.count("\r\n") >= len(ROWS) - 1
    assert f"{delimiter}{ids['Lê Văn Mẫu']}" in after


def test_what_a_workbook_hides_or_calculates_is_told(content: Content) -> None:
    """Hidden rows and sheets, other sheets, and formulas whose value is not in the file."""
    book = _book([*ROWS[:5], [2, '=CONCATENATE("Tập thể ","Hai")']])
    book.create_sheet("Khác").append(["x"])
    book.create_sheet("Ẩn").append(["x"])
    book.worksheets[2].sheet_state = "hidden"
    book.worksheets[0].row_dimensions[5].hidden = True
    _list(content, _bytes(book))
    assert {("E042", 6, "B"), ("W041", 5, ""), ("W039", 1, ""), ("W040", 1, "")} <= _codes(content)


def test_a_cell_merged_over_rows_holds_for_each(content: Content) -> None:
    book = _book(
        [["Tên tập thể", "Địa chỉ"], ["Tập thể Mẫu Một", "Huyện Hai"], ["Tập thể Mẫu Hai"]]
    )
    book.worksheets[0].merge_cells("B2:B3")
    _list(content, _bytes(book))
    entries = [e for e in content.read().portal.roll.entries if e.name.startswith("Tập thể Mẫu")]
    assert [e.what.where for e in entries] == ["huyen-hai"] * 2


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04 broken",
        "TT,Họ và tên\n1,Nguyễn\n".encode("cp1258", "replace"),
    ],
    ids=["locked, or .xls", "damaged", "Windows-1258"],
)
def test_what_is_no_table_is_told(content: Content, data: bytes) -> None:
    _list(content, data)
    assert ("E030", 1, "") in _codes(content)


def test_a_list_that_is_too_long_is_told(content: Content) -> None:
    rows = "".join(f"{number},Tập thể mẫu số {number}\n" for number in range(20_001))
    _list(content, f"TT,Tên tập thể\n{rows}".encode(), "danh-sach.csv")
    assert _codes(content) == {("E031", 1, "")}


def test_a_list_beside_an_article_is_its_own(content: Content) -> None:
    """A changed row of it changes the article: the cache does not hide that."""
    content.article("tin/index", confers="{award: Giấy khen, date: 2020-06-01}")
    folder = "articles/2020/tin"
    content.write(f"{folder}/danh-sach.csv", "Tên tập thể\nTập thể Mẫu Một\n")
    out = content.folder.parent / "site"
    page = out / "tin-bai/2020/06/tin/index.html"
    run("build", "--content", content.folder, "--out", out)
    assert "Tập thể Mẫu Một" in page.read_text(encoding="utf-8")
    assert not (page.parent / "danh-sach.csv").exists()
    content.write(f"{folder}/danh-sach.csv", "Tên tập thể\nTập thể Mẫu Hai\n")
    run("build", "--content", content.folder, "--out", out)
    assert "Tập thể Mẫu Hai" in page.read_text(encoding="utf-8")
