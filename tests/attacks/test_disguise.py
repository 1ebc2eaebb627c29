"""Withheld names in disguise: however one is written, a reader would read it."""

import re
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from bangvang.content.read.documents import examine_document
from bangvang.model.roll import Withheld
from bangvang.publish.leaks import leaks
from bangvang.publish.spelling import folded
from office import office
from pictures import drawn, saved
from support import Content, run
from withheld import NAME, build, mend, told

__all__ = ["told"]


@pytest.mark.parametrize(
    "spelling",
    [
        "MẪU THỊ ĐỖ QUYÊN",
        "Mau Thi Do Quyen",
        "Mẫu&nbsp;Thị Đỗ Quyên",
        "Mẫu **Thị** Đỗ Quyên",
        "mẫuthịđỗquyên",
        "[ở đây](https://example.org/M%E1%BA%ABu+Th%E1%BB%8B+%C4%90%E1%BB%97+Quy%C3%AAn)",
        "Mẫu Thị Đỗ Qu&#x2063;yên",
        "M&#x200F;ẫu Thị Đỗ Quyên",
        "Mẫu Thị Đỗ Quyên&#xFE0F;",
        "M&shy;ẫu&nbsp;Thị Đỗ Quyên",
        "Mẫu&amp;nbsp;Thị Đỗ Quyên",
        "Ｍẫｕ　Ｔｈị　Đỗ　Ｑｕｙêｎ",
        "\U0001d40cau Thi Do \U0001d410uyen",
        "Мẫu Thị Đỗ Quуên",
        "M. T. Đ. Quyên",
        "M.T.Đ.Quyên",
        "Mẫu Th. Đ. Quyên",
        "M T Đ Quyên",
        "Mẫu Thị Ɖỗ Quyên",
        "Mẫu Thị Đỗ Qu&#x1D173;yên",
        "Mẫu Thị Đỗ Qu&#xE0080;yên",
        "Mẫu Thị Đỗ Qu&#1;yên",
        "Mẫu Thı̣ Đỗ Quyên",
        "Mẫu Tʜị Đỗ Quyên",
        "Mẫս Thị Đỗ Quyên",
        "ꓟẫu Thị Đỗ Quyên",
        "M-T-Đ-Quyên",
        "MTĐ Quyên",
        "Mẫu Thị Đỗ Q\u03c5yên",
        "Mẫ**u** Thị <b>Đỗ</b><br>Quyên",
        "Mẫu Thị\nĐỗ Quyên",
    ],
)
def test_a_name_is_found_in_every_spelling(told: Content, spelling: str) -> None:
    """Capitals, no diacritics, other spaces, and words set apart."""
    mend(told)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    build(told)
    path = told.folder / "articles/2020/khen/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{spelling}.\n", encoding="utf-8")
    assert f"khen/index.md:{text.count(chr(10)) + 2}: E315" in build(told, code=1)


@pytest.mark.parametrize("turned", ["\u202e", "&#x202e;", "\u2067", "<bdo dir=rtl>"])
def test_no_text_is_turned_around(told: Content, turned: str) -> None:
    """A name written from its end would be read from its beginning, and not be found."""
    path = told.folder / "articles/2020/khen/index.md"
    path.write_text(path.read_text("utf-8") + f"\n{turned}{NAME[::-1]}\n", encoding="utf-8")
    build(told)
    page = (told.folder.parent / "site/tin-bai/2020/06/khen/index.html").read_text("utf-8")
    assert NAME[::-1] in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]|<bdo|&#x202e;", page)


def test_a_given_name_is_not_the_name(told: Content) -> None:
    """What newspapers write to name nobody may stand: all but the given name, then a letter."""
    mend(told)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    path = told.folder / "articles/2020/khen/index.md"
    text = path.read_text(encoding="utf-8")
    for spelling in ("Mẫu Thị Đỗ Q.", "chị Q.", "bà Quyên", "Mẫu Thị", "m đ quyền"):
        path.write_text(f"{text}\n{spelling}\n", encoding="utf-8")
        build(told)


def test_a_name_in_an_attachment_or_a_database_is_found(told: Content) -> None:
    """Word cuts words into elements; a database is searched row by row."""
    mend(told)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    path = told.folder / "articles/2020/khen/index.md"
    text = path.read_text(encoding="utf-8")
    attached = "attachments: [{file: a.docx, title: Danh sách}]\nlede:"
    path.write_text(text.replace("lede:", attached), encoding="utf-8")
    body = "<w:r><w:t>Mẫu Th</w:t></w:r><w:r><w:t>ị Đỗ Quyên</w:t></w:r>".encode()
    held = office("wordprocessingml.document.main+xml", ("word/document.xml", body))
    told.write("articles/2020/khen/a.docx", held)
    assert "khen/a.docx:1: E315" in build(told, code=1)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE x (a, b)")
    database.execute("INSERT INTO x VALUES ('c1', ?)", (NAME,))
    database.commit()
    made = told.folder.parent / "x.sqlite"
    made.write_bytes(database.serialize())
    names = (Withheld("cmau2222", (NAME,), ()),)
    assert leaks([(made.parent, made.name)], names) == [(made.name, "cmau2222")]
    others = (Withheld("cmau2222", (NAME,), ("c1",)),)
    assert leaks([(made.parent, made.name)], others) == []
    database.close()


def test_no_picture_tells_the_name(told: Content) -> None:
    """What a camera or a program wrote into it is not published."""
    mend(told)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    exif = Image.Exif()
    exif[0x013B] = folded(NAME)
    picture = saved(drawn(2, (60, 40)), "JPEG", exif=exif, comment=NAME.encode())
    told.write("articles/2020/khen/b.jpg", picture)
    build(told)
    site = told.folder.parent / "site"
    published = (site / "tin-bai/2020/06/khen/b.jpg").read_bytes()
    assert NAME.encode() not in published
    assert folded(NAME).encode() not in published


def test_a_short_name_takes_no_portal_away(told: Content) -> None:
    """`n.y` in a script, Đoàn Thanh niên, đồ án: nobody could mend these."""
    mend(told)
    honours = (
        "\n- {id: cmau5555, honoree: Nguyễn Ý, kind: person, award: Giấy khen}"
        "\n- {id: cmau6666, honoree: Đỗ An, kind: person, award: Giấy khen}"
    )
    text = "Đoàn Thanh niên góp ý đồ án quy hoạch; nguyên y sĩ."
    told.article("khac", text, honours=honours)
    for identity in ("cmau5555", "cmau6666"):
        run("withhold", identity, "--reason", "Theo đơn", "--content", told.folder)
    build(told)
    path = told.folder / "articles/2020/khac.md"
    withheld = path.read_text(encoding="utf-8")
    for spelling in ("Nguyễn Ý", "nguyen y", "N. Ý", "ĐỖ AN", "do-an"):
        path.write_text(f"{withheld}\n{spelling}.\n", encoding="utf-8")
        assert "khac.md:" in build(told, code=1), spelling


OFFICE = {
    "UTF-16": ("word/document.xml", f"<w:t>{NAME}</w:t>".encode("utf-16")),
    "late": ("word/document.xml", b" " * 25_000_000 + NAME.encode()),
    "page": ("word/afchunk.htm", f"<p>{NAME}".encode()),
    "name": (f"word/{NAME}.png", b"x"),
    "comment": ("word/document.xml", "Mẫu Thị Đỗ Qu<!-- > -->yên".encode()),
    "capitals": ("word/DOC.XML", NAME.encode()),
    "nested": (
        "word/embeddings/x.xlsx",
        office("spreadsheetml.sheet.main+xml", ("xl/a.xml", NAME.encode())),
    ),
    "picture": ("word/media/i.jpg", b"Exif " + NAME.encode()),
}


@pytest.mark.parametrize("part", OFFICE)
def test_every_part_of_an_office_document_is_searched(tmp_path: Path, part: str) -> None:
    made = office("wordprocessingml.document.main+xml", OFFICE[part])
    (tmp_path / "a.docx").write_bytes(made)
    assert examine_document(made, ".docx").code == ""
    names = (Withheld("cmau2222", (NAME,), ()),)
    assert leaks([(tmp_path, "a.docx")], names) == [("a.docx", "cmau2222")]


def test_a_document_that_unpacks_to_too_much_is_told() -> None:
    """It is searched whole, or it is not published."""
    media = "wordprocessingml.document.main+xml"
    made = office(media, ("word/document.xml", b" " * 40_000_000))
    assert examine_document(made, ".docx").code == "E029"
    inner = office(media, *((f"word/{number}.xml", b" " * 25_000_000) for number in range(7)))
    twice = office(media, ("word/a.docx", inner), ("word/b.docx", inner))
    assert examine_document(inner, ".docx").code == ""
    assert examine_document(twice, ".docx").code == "E029"


def test_documents_within_documents_are_looked_into() -> None:
    """A workbook with macros within a letter; more within each other than anybody makes."""
    media = "wordprocessingml.document.main+xml"
    made = office("spreadsheetml.sheet.main+xml", ("xl/vbaProject.bin", b"x"))
    letter = office(media, ("word/embeddings/a.xlsx", made))
    assert examine_document(letter, ".docx").code == "E028"
    made = office(media)
    codes = []
    for _ in range(4):
        codes.append(examine_document(made, ".docx").code)
        made = office(media, ("word/embeddings/a.docx", made))
    assert codes == ["", "", "", "E028"]
