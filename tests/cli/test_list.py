"""`bangvang list`: from an office's Excel or Word file to a document, and back."""

import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import openpyxl.styles
import pytest
from docx.oxml import OxmlElement

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
    made = docx.Document(str(file))
    made.add_paragraph("3. Ông Lê Mẫu, đứng ngoài bảng")
    made.save(str(file))
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "3 lượt khen thưởng (Tập thể: 1, Cá nhân: 2)" in said
    assert "có 1 đoạn đánh số nằm ngoài các bảng" in said
    kinds = {e.name: e.what.kind for e in office.read().portal.roll.entries}
    assert kinds["Tập thể Mẫu"] == "collective"
    assert kinds["Trần Thị Mẫu"] == "person"


def _edited(out: Path) -> None:
    """Correct one name of an exported list, and leave its cells as wide and bold as they are."""
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    assert sheet["B3"].value == "Trần Thị Mẫu"
    sheet["B3"].value = "Trần Thị Mẫu Mực"
    sheet["B3"].font = openpyxl.styles.Font(bold=True)
    sheet.append([3, "Lê Mẫu", "Cá nhân"])
    book.save(out)


def _exported(office: Content, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return the list of the document as its office gets it, and its honours by their ids."""
    file = _book(tmp_path / "a.xlsx")
    run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    out = tmp_path / "cho-van-phong.xlsx"
    run("list", "export", DOCUMENT, out, "--content", office.folder)
    return out, {e.what.id: e.name for e in office.read().portal.roll.entries}


def _comes_back(office: Content, out: Path, before: dict[str, str]) -> None:
    said = run("list", "import", out, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "sửa: Trần Thị Mẫu\n    Tên: Trần Thị Mẫu → Trần Thị Mẫu Mực\nthêm: Lê Mẫu\n" in said
    after = {e.what.id: e.name for e in office.read().portal.roll.entries}
    other = {key: name for key, name in after.items() if name != before.get(key)}
    assert set(other.values()) == {"Trần Thị Mẫu Mực", "Lê Mẫu"}
    assert len(after) == len(before) + 1
    assert after.keys() > before.keys()
    book = openpyxl.load_workbook(office.folder / DOCUMENT / "danh-sach.xlsx")
    assert book.worksheets[0]["B3"].font.bold


def test_export_edit_import_changes_nothing_but_the_edit(office: Content, tmp_path: Path) -> None:
    """The office gets its list with the ids, and its corrections come back to the same honours."""
    out, before = _exported(office, tmp_path)
    _edited(out)
    _comes_back(office, out, before)
    said = run("list", "import", out, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "Không có gì khác trước" in said


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_list_comes_back_from_libreoffice(office: Content, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice itself: nothing but the edit is other."""
    out, before = _exported(office, tmp_path)
    _edited(out)
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, out)
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    _comes_back(office, saved / out.name, before)


def test_what_check_would_say_is_said_by_the_rows_of_the_office(
    office: Content, tmp_path: Path
) -> None:
    """An award that is none, a person twice: nothing is written, and the file itself is mended."""
    file = tmp_path / "kem-theo.csv"
    rows = ["DANH SÁCH", "(Kèm theo Quyết định số 99/QĐ-UBND)", "TT,Họ và tên,Danh hiệu"]
    rows += ["1,Lê Mẫu,Giấy khem", "2,Lò Thử,Giấy khen", "3,Lò Thử,Giấy khen"]
    file.write_text("\n".join(rows), encoding="utf-8")
    args = ("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    said = run(*args, code=1)
    assert "kem-theo.csv, dòng 4, cột C: E204" in said
    assert "kem-theo.csv, dòng 6, cột B: E038 Lò Thử đã có ở dòng 5 của kem-theo.csv" in said
    assert "W051" in said
    assert not (office.folder / DOCUMENT / "danh-sach.xlsx").exists()
    text = file.read_text(encoding="utf-8").replace("khem", "khen")
    file.write_text(text.replace("3,Lò Thử", "3,Lò Giả"), encoding="utf-8")
    assert "đã ghi 3 lượt khen thưởng" in run(*args)


def test_a_formula_that_is_not_published_may_lack_its_value(
    office: Content, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["TT", "Họ và tên", "Số tiền"], [1, "Lê Mẫu", 5], ["", "Tổng cộng", "=SUM(C2:C2)"]):
        book.worksheets[0].append(row)
    file = tmp_path / "tien.xlsx"
    book.save(file)
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "E042" not in said


def test_what_a_corrected_list_has_not_is_told(office: Content, tmp_path: Path) -> None:
    """The titles and sums of the office go when an exported list takes the place of its own."""
    rows = ["DANH SÁCH", "TT,Họ và tên,Số tiền", "1,Lê Mẫu,500"]
    office.write(f"{DOCUMENT}/danh-sach.csv", "\n".join(rows))
    run("check", "--fix", "--content", office.folder)
    out = tmp_path / "sua.csv"
    run("list", "export", DOCUMENT, out, "--content", office.folder)
    out.write_text(out.read_text("utf-8-sig").replace("Lê Mẫu", "Lê Mẫu Mực"), encoding="utf-8")
    said = run("list", "import", out, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "những phần ấy sẽ mất" in said


def test_each_visible_sheet_is_a_list(office: Content, tmp_path: Path) -> None:
    """The name of a sheet says the kind; one that holds no list is told."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Tập thể"
    for row in (["TT", "Tên đơn vị"], [1, "Tập thể Mẫu"]):
        book.worksheets[0].append(row)
    persons = book.create_sheet("Cá nhân")
    for row in ROWS:
        persons.append(row)
    book.create_sheet("Ghi chép").append(["Họp ngày mai"])
    file = tmp_path / "hai-trang.xlsx"
    book.save(file)
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "3 lượt khen thưởng (Tập thể: 1, Cá nhân: 2)" in said
    assert 'không thấy danh sách nào trong trang tính "Ghi chép"' in said


def test_numbered_paragraphs_are_a_list(office: Content, tmp_path: Path) -> None:
    """A Word file without a table but for its letterhead; it is told that lines were read."""
    made = docx.Document()
    made.add_table(1, 1).rows[0].cells[0].text = "UBND TỈNH MẪU"
    for text in (
        "I. Tập thể (1)",
        "1. Hội Nông dân xã Một, huyện Hai;",
        "II. Cá nhân (2)",
        "1. Ông Lê Mẫu - Chủ tịch Hội, xã Một, huyện Hai;",
        "- Bà Lò Thử, giáo viên.",
        "Nơi nhận: như trên",
    ):
        made.add_paragraph(text)
    file = tmp_path / "doan.docx"
    made.save(str(file))
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert "W046" in said
    assert "W033" not in said
    found = {e.name: (e.what.role, e.what.where) for e in office.read().portal.roll.entries}
    assert {
        "Hội Nông dân xã Một": ("", "huyen-hai"),
        "Lê Mẫu": ("Chủ tịch Hội", "xã Một, huyện Hai"),
        "Lò Thử": ("giáo viên", ""),
    }.items() <= found.items()


def test_old_letters_and_names_that_are_crossed_out_or_hidden(
    office: Content, tmp_path: Path
) -> None:
    """TCVN3 becomes Unicode; who is crossed out or hidden is not honoured; all that is told."""
    rows = [["TT", "Hä vµ tªn", "Chøc vô"], ["1", "NguyÔn V¨n MÉu", "Tr\u00adëng phßng"]]
    rows += [["2", "§Æng ThÞ Thö", "Gi¸o viªn"], ["3", "Lª V¨n Gi¶", "Gi¸o viªn"]]
    rows += [["4", "Lß ThÞ Kh¸c", "Gi¸o viªn"]]
    made = docx.Document()
    table = made.add_table(len(rows), 3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[3].cells:
        cell.paragraphs[0].runs[0].font.strike = True
    for cell in table.rows[4].cells:
        cell.paragraphs[0].runs[0].font.hidden = True
    made.element.body.insert(0, OxmlElement("w:ins"))
    file = tmp_path / "cu.docx"
    made.save(str(file))
    said = run("list", "import", file, "--to", DOCUMENT, "--content", office.folder, "--yes")
    assert [code for code in ("W047", "W048", "W057", "W058") if code not in said] == []
    assert "chữ ẩn đã được bỏ ra: “Lò Thị Khác”" in said
    found = {e.name: e.what.role for e in office.read().portal.roll.entries}
    assert found.items() >= {"Nguyễn Văn Mẫu": "Trưởng phòng", "Đặng Thị Thử": "Giáo viên"}.items()
    assert not {"Lê Văn Giả", "Lò Thị Khác"} & found.keys()


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
