"""`bangvang import`: legacy pages and Word files become articles for an editor to confirm."""

import hashlib
import io
import json
import re
import shutil
import subprocess
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import yaml
from docx.shared import Cm
from PIL import Image

from importscore import rates, scores
from support import ROOT, Content, run, tree

PAGES = ROOT / "tests" / "imports"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with all the registers of the demonstration, and its articles."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def imported(portal: Path, *sources: Path, code: int = 0) -> list[dict]:  # type: ignore[type-arg]
    """Import sources; return what the command tells of each."""
    found: list[dict] = json.loads(  # type: ignore[type-arg]
        run("import", *sources, "--to", portal, "--format", "json", code=code)
    )
    return found


def matter(file: str) -> dict:  # type: ignore[type-arg]
    """Return the front matter of a file."""
    facts: dict = yaml.safe_load(Path(file).read_text(encoding="utf-8").split("---\n")[1])  # type: ignore[type-arg]
    return facts


def picture(number: int, form: str = "PNG") -> bytes:
    """Return a picture of its own colour."""
    held = io.BytesIO()
    Image.new("RGB", (320, 240), (number * 17 % 256, 90, 160)).save(held, form)
    return held.getvalue()


def test_what_pages_tell_is_found() -> None:
    """Title, days, byline, lede and captions are right; terms, honours and counts nearly all."""
    found = scores(PAGES, ROOT / "content")
    assert {each.name: each.wrong for each in found if each.wrong} == {}
    precision, recall = rates(found)
    assert precision >= 0.95, [each.invented for each in found]
    assert recall >= 0.95, [each.missed for each in found]


def test_imported_drafts_leave_only_guesses_to_confirm(portal: Path) -> None:
    """After an import the portal builds; nothing is wrong but what an editor must confirm."""
    sources = sorted(p for p in PAGES.iterdir() if p.suffix in (".txt", ".html"))
    imported(portal, *sources)
    told = run("check", "--content", portal, "--lang", "en")
    assert set(re.findall(r": ([EW]\d{3}) ", told)) == {"W120"}
    before = tree(portal)
    run("build", "--content", portal, "--out", portal.parent / "site", folder=ROOT)
    assert tree(portal) == before
    site = portal.parent / "site"
    titles = ("cum-thi-dua-cac-tinh", "thanh-pho-bac-kan-trao-thuong", "huyen-bach-thong-tuyen")
    assert not [page for title in titles for page in site.glob(f"**/{title}*")]
    pages = "".join(p.read_text(encoding="utf-8") for p in site.glob("su-kien/**/index.html"))
    assert "Lễ tuyên dương điển hình tiên tiến giai đoạn" not in pages


def test_a_draft_is_published_when_it_is_confirmed(portal: Path) -> None:
    """Deleting the guesses and the drafts' lines is all that an editor has to do; in that order."""
    (row,) = imported(portal, PAGES / "tuyen-duong.txt")
    for file in row["files"]:
        path = Path(file)
        text = path.read_text(encoding="utf-8").replace("status: draft\n", "")
        path.write_text(text, encoding="utf-8")
    assert "E319" in run("check", "--content", portal, code=1)
    article = Path(row["files"][-1])
    text = article.read_text(encoding="utf-8")
    # Each entry deleted: the empty list may stay.
    article.write_text(re.sub(r"(?<=  unconfirmed:\n)(?:  .*\n)*", "", text), encoding="utf-8")
    assert "Mọi thứ đều ổn." in run("check", "--content", portal)
    run("build", "--content", portal, "--out", portal.parent / "site")
    page = portal.parent / "site/tin-bai/2020/07/huyen-bach-thong-tuyen-duong-dien-hinh-tien-tien"
    text = (page / "index.html").read_text(encoding="utf-8")
    assert "Trường Tiểu học Bản Mẫu" in text
    assert "Mỗi tuần một việc tốt" in text


def test_a_second_import_changes_nothing(portal: Path, tmp_path: Path) -> None:
    """The same bytes are the same source, under whatever name."""
    (first,) = imported(portal, PAGES / "tuyen-duong.txt")
    before = tree(portal)
    again = tmp_path / "ten-khac.txt"
    shutil.copy(PAGES / "tuyen-duong.txt", again)
    told = imported(portal, PAGES / "tuyen-duong.txt", again)
    assert [each["already"] for each in told] == [first["files"][-1]] * 2
    assert tree(portal) == before
    source = matter(first["files"][-1])["imported"]
    assert source["source"] == "tuyen-duong.txt"
    data = (PAGES / "tuyen-duong.txt").read_bytes()
    assert source["sha256"] == hashlib.sha256(data).hexdigest()


def test_an_edited_article_is_never_written_over(portal: Path, tmp_path: Path) -> None:
    """Another version of a page leaves what an editor made of the first as it is."""
    (first,) = imported(portal, PAGES / "tuyen-duong.txt")
    article = Path(first["files"][-1])
    article.write_text(article.read_text(encoding="utf-8") + "\nSửa tay.\n", encoding="utf-8")
    other = tmp_path / "tuyen-duong.txt"
    text = (PAGES / "tuyen-duong.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("04 tập thể", "05 tập thể"), encoding="utf-8")
    before = tree(portal)
    told = run("import", other, "--to", portal, code=1)
    assert "tệp này không bị ghi đè" in told
    assert tree(portal) == before


def test_conferences_of_one_name_are_each_their_district_s(portal: Path, tmp_path: Path) -> None:
    """Nearly every district holds a “Hội nghị tổng kết…”: neither takes the other's place."""
    rows = []
    for day, place in ((18, "Chợ Đồn"), (22, "Na Rì"), (22, "Ba Bể")):
        page = tmp_path / f"{day}{place}.txt"
        page.write_text(
            f"Huyện {place} tổng kết phong trào thi đua\n\n25/12/2020\n\n"
            f"Ngày {day}/12/2020, huyện {place} tổ chức Hội nghị tổng kết phong trào thi đua yêu "
            "nước năm 2020.\n\n" + "Phong trào được đông đảo nhân dân trong huyện hưởng ứng. " * 9,
            encoding="utf-8",
        )
        rows += imported(portal, page)
    events = [next(f for f in row["files"] if "/events/" in f) for row in rows]
    assert len(set(events)) == 3
    assert [(matter(f)["date"].day, matter(f)["district"]) for f in events] == [
        (18, "Huyện Chợ Đồn"),
        (22, "Huyện Na Rì"),
        (22, "Huyện Ba Bể"),
    ]
    assert [matter(row["files"][-1])["events"][0] for row in rows] == [
        Path(file).stem for file in events
    ]


def test_two_posts_of_one_title_are_two(portal: Path, tmp_path: Path) -> None:
    """A title comes back another day; then the day tells the addresses apart."""
    other = tmp_path / "lan-sau.txt"
    text = (PAGES / "tuyen-duong.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("16/07/2020", "20/12/2020"), encoding="utf-8")
    first, second = imported(portal, PAGES / "tuyen-duong.txt", other)
    assert second["files"][-1] == first["files"][-1].replace(".md", "-12-20.md")


def test_uncommitted_changes_of_the_same_file_are_not_overridden(portal: Path) -> None:
    """A file that Git knows and that was deleted or changed meanwhile is its editor's business."""

    def git(*words: str) -> None:
        user = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", "-C", str(portal), *user, *words], check=True, capture_output=True)

    git("init")
    (row,) = imported(portal, PAGES / "tuyen-duong.txt")
    git("add", ".")
    git("commit", "-m", "nhập")
    Path(row["files"][-1]).unlink()
    told = run("import", PAGES / "tuyen-duong.txt", "--to", portal, code=1)
    assert "có thay đổi chưa lưu vào Git" in told


def test_a_dry_run_writes_nothing_and_tells_everything(portal: Path) -> None:
    """The report names what was found, what is unsure with its passage, and what was left out."""
    before = tree(portal)
    told = run("import", PAGES / "hoi-nghi-cum.txt", PAGES / "tuyen-duong.txt", "--dry-run",
               "--to", portal)  # fmt: skip
    assert tree(portal) == before
    assert "5 phong trào, 2 địa bàn, 1 sự kiện, 0 lượt khen, 0 số liệu, 4 chú thích" in told
    assert "60% phong trào: Mỗi tuần một việc tốt" in told
    assert 'bangvang new movement --name "Mỗi tuần một việc tốt"' in told
    assert "Bỏ ra vì là khung của trang cũ: 4 dòng" in told


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
    for row in (
        ("Trần Văn Mẫu", "Nông dân thôn Bản Mẫu", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Trường Tiểu học Bản Mẫu", "", "Giấy khen"),
    ):
        for cell, text in zip(honours.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Số liệu chốt đến hết tháng 9.")
    path = folder / "bao-cao.docx"
    document.save(path)
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


def test_a_portal_that_knows_nothing_can_import(content: Content) -> None:
    """Where the registers are empty, text and captions come all the same."""
    (row,) = imported(content.folder, PAGES / "hoi-nghi-cum.txt")
    assert len(row["captions"]) == 4
    assert row["districts"] == []
    told = run("check", "--content", content.folder, "--lang", "en")
    assert set(re.findall(r": ([EW]\d{3}) ", told)) == {"W120"}


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
