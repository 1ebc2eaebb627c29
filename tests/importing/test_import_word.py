"""Importing Word files, web archives and tables: pictures, captions, footnotes, merged cells."""

import io
import re
import shutil
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from importing import PAGES, a_portal, imported, matter
from support import run


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with all the registers of the demonstration, and its articles."""
    return a_portal(tmp_path)


def picture(number: int, form: str = "PNG") -> bytes:
    """Return a picture of its own colour."""
    held = io.BytesIO()
    Image.new("RGB", (320, 240), (number * 17 % 256, 90, 160)).save(held, form)
    return held.getvalue()


def word_file(folder: Path) -> Path:
    """Return a Word file: headings, 12 pictures (4 in a table), an honours table, footnotes."""
    document = docx.Document()
    document.add_heading("Huyện Bạch Thông khen thưởng năm 2020", level=0)
    document.add_paragraph("15/10/2020")
    document.add_paragraph(
        "Sáng 14/10/2020, huyện Bạch Thông tổ chức Hội nghị tổng kết phong trào thi đua năm 2020."
    )
    document.add_heading("Kết quả", level=1)
    lead = document.add_paragraph("Phong trào “Bạch Thông chung sức xây dựng nông thôn mới” đã đi ")
    lead.add_run("vào đời sống").bold = True
    lead.add_run(" của người dân ở mọi thôn bản; đường sá sạch đẹp hơn, nhà văn hóa sáng đèn hơn.")
    for number in range(1, 9):
        document.add_picture(io.BytesIO(picture(number)), width=Cm(4))
        document.add_paragraph(f"Quang cảnh số {number} của hội nghị", style="Caption")
    table = document.add_table(rows=4, cols=2)
    for number in range(9, 13):
        row, column = divmod(number - 9, 2)
        cell = table.cell(row * 2, column)
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture(number)), width=Cm(3))
        table.cell(row * 2 + 1, column).text = f"Đại biểu bên ảnh số {number}"
    document.add_heading("Khen thưởng", level=1)
    honours = document.add_table(rows=1, cols=3)
    for cell, text in zip(
        honours.rows[0].cells,
        ("Họ và tên", "Chức vụ, đơn vị", "Hình thức khen thưởng"),
        strict=True,
    ):
        cell.text = text
    for honour in (
        ("Trần Văn Mẫu", "Nông dân thôn Bản Mẫu", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Trường Tiểu học Bản Mẫu", "", "Giấy khen"),
    ):
        for cell, text in zip(honours.add_row().cells, honour, strict=True):
            cell.text = text
    document.add_paragraph("Số liệu chốt đến hết tháng 9.")
    path = folder / "bao-cao.docx"
    document.save(str(path))
    return _with_footnotes(path)


def _with_footnotes(path: Path) -> Path:
    """Add a footnote to the last paragraph: python-docx has none."""
    import zipfile

    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{name}"><w:footnote w:id="2"><w:p><w:r><w:t>Theo báo cáo của '
        "phòng Nội vụ.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    made = path.with_name("x.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename == "word/document.xml":
                text = text.replace(
                    "hết tháng 9.</w:t></w:r>".encode(),
                    'hết tháng 9.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'.encode(),
                )
            elif item.filename == "word/_rels/document.xml.rels":
                kind = (
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                )
                text = text.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/>'
                    "</Relationships>".encode(),
                )
            new.writestr(item, text)
        new.writestr("word/footnotes.xml", notes)
    return made.replace(path)


def test_a_word_file_is_imported_whole(portal: Path, tmp_path: Path) -> None:
    """Headings, pictures with their captions, tables and footnotes: nothing is lost."""
    (row,) = imported(portal, word_file(tmp_path))
    assert row["title"] == "Huyện Bạch Thông khen thưởng năm 2020"
    assert row["date"] == "2020-10-15"
    assert row["lost"] == []
    album = Path(next(f for f in row["files"] if f.endswith("index.md") and "/albums/" in f))
    photos = matter(str(album))["photos"]
    assert [photo["caption"] for photo in photos] == [
        *(f"Quang cảnh số {number} của hội nghị" for number in range(1, 9)),
        *(f"Đại biểu bên ảnh số {number}" for number in range(9, 13)),
    ]
    assert [(album.parent / photo["file"]).read_bytes() for photo in photos] == [
        *map(picture, range(1, 13))
    ]
    body = row["body"]
    assert "## Kết quả\n" in body
    assert "**vào đời sống**" in body
    assert "| Trần Văn Mẫu | Nông dân thôn Bản Mẫu | Bằng khen của Chủ tịch UBND tỉnh |" in body
    assert "hết tháng 9.[^f2]" in body
    assert "[^f2]: Theo báo cáo của phòng Nội vụ." in body
    assert [(h["honoree"], h["kind"], h["role"], h["award"]) for h in row["honours"]] == [
        ("Trần Văn Mẫu", "person", "Nông dân thôn Bản Mẫu", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Trường Tiểu học Bản Mẫu", "collective", None, "Giấy khen"),
    ]
    told = run("check", "--content", portal, "--lang", "en")
    assert set(re.findall(r": ([EW]\d{3}) ", told)) == {"W120"}


def test_pictures_in_are_pictures_out(portal: Path, tmp_path: Path) -> None:
    """A picture beside a saved page comes along; one on another host is listed, never fetched."""
    shutil.copy(PAGES / "trang-luu.html", tmp_path)
    (tmp_path / "trang-luu_files").mkdir()
    (tmp_path / "trang-luu_files/anh1.png").write_bytes(picture(1))
    (row,) = imported(portal, tmp_path / "trang-luu.html")
    assert [each["picture"] for each in row["lost"]] == ["https://anh.example/2.jpg"]
    assert "máy chủ khác" in row["lost"][0]["reason"]
    (kept,) = [file for file in row["files"] if file.endswith(".png")]
    assert Path(kept).read_bytes() == picture(1)


def test_a_web_archive_is_a_page_with_its_pictures(portal: Path, tmp_path: Path) -> None:
    """Browsers save a page as one .mht or .mhtml file."""
    page = (PAGES / "trang-luu.html").read_text(encoding="utf-8")
    archive = EmailMessage()
    archive["Subject"] = "Trang lưu"
    archive.set_content(page.replace("trang-luu_files/anh1.png", "https://cu.example/anh1.png"),
                        subtype="html", cte="quoted-printable")  # fmt: skip
    archive.add_related(picture(3), "image", "png")
    (_, held) = archive.iter_parts()
    held["Content-Location"] = "https://cu.example/anh1.png"
    (tmp_path / "trang.mht").write_bytes(archive.as_bytes())
    (row,) = imported(portal, tmp_path / "trang.mht")
    assert row["title"] == "Thành phố Bắc Kạn trao thưởng cho điển hình tiên tiến"
    (kept,) = [file for file in row["files"] if file.endswith(".png")]
    assert Path(kept).read_bytes() == picture(3)


def test_merged_cells_keep_their_columns(portal: Path, tmp_path: Path) -> None:
    """Tables of honours name an award once for several rows."""
    page = tmp_path / "bang.html"
    page.write_text(
        "<html><body><h1>Khen thưởng</h1><p>15/10/2020</p><table><tr><td>STT</td><td>Họ và tên</td>"
        "<td>Hình thức</td></tr><tr><td>1</td><td>Trần Văn Mẫu</td><td rowspan=2>Giấy khen</td>"
        "</tr>"
        "<tr><td>2</td><td>Lê Thị Mẫu</td></tr></table><p>Gồm:<br>- Một<br>2) Hai</p>"
        "<ol start=4><li>Bốn</ol><ul><li>Không số</ul></body></html>",
        encoding="utf-8",
    )
    (row,) = imported(portal, page)
    assert [(h["honoree"], h["award"]) for h in row["honours"]] == [
        ("Trần Văn Mẫu", "Giấy khen"),
        ("Lê Thị Mẫu", "Giấy khen"),
    ]
    assert "| 2 | Lê Thị Mẫu | Giấy khen |" in row["body"]
    assert row["body"].endswith("Gồm:\n\n- Một\n\n2\\) Hai\n\n4. Bốn\n\n- Không số")
