"""Sources that nobody would wish for: each is imported safely, or refused with the reason."""

import io
import struct
import time
import zipfile
from pathlib import Path

import docx
import pytest

from bangvang.content.read.letters import from_tcvn3, from_vni
from bangvang.importing.sources import word
from importing import told
from support import Content, run, tree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = (
    "Hội nghị tổng kết phong trào thi đua\n\n15/07/2020\n\n"
    "Sáng 14/7/2020, huyện tổ chức Hội nghị tổng kết phong trào thi đua yêu nước.\n\n"
    "Đảng bộ, chính quyền và nhân dân đã ra sức thi đua, lập nhiều thành tích trên mọi lĩnh vực "
    "của đời sống, được tuyên dương,"
    " từ ruộng đồng tới trường học, từ trạm y tế tới từng nếp nhà ở vùng cao.\n"
)


def a_document(**parts: bytes | str) -> bytes:
    """Return a small Word file, with more parts or others in place of its own."""
    held = io.BytesIO()
    document = docx.Document()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line.strip())
    document.save(held)
    named = {name.replace("__", "."): data for name, data in parts.items()}
    return rewritten(held.getvalue(), named)


def rewritten(data: bytes, parts: dict[str, bytes | str]) -> bytes:
    """Return a zip with some of its members replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item, old.read(item))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def an_ole_file(stream: str) -> bytes:
    """Return the head of an OLE file with the name of a stream in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream.encode("utf-16-le")


def test_a_document_with_a_password_is_refused(content: Content) -> None:
    """Word keeps it in an OLE file; its owner can save it without the password."""
    assert "có mật khẩu" in told(content, "a.docx", an_ole_file("EncryptedPackage"))


def test_an_old_word_file_is_refused_under_any_name(content: Content) -> None:
    """A .doc renamed .docx is still a .doc."""
    assert "Word đời cũ (.doc)" in told(content, "a.docx", an_ole_file("WordDocument"))


@pytest.mark.parametrize("cut", [10, 600, 5000])
def test_a_corrupt_document_is_refused(content: Content, cut: int) -> None:
    """Half a file is told to be damaged, never a traceback."""
    assert "bị hỏng" in told(content, "a.docx", a_document()[:cut])


def test_a_document_with_broken_parts_is_refused(content: Content) -> None:
    """A whole zip whose XML is not whole."""
    data = rewritten(a_document(), {"word/document.xml": "<w:document><w:body>"})
    assert "bị hỏng" in told(content, "a.docx", data)


def test_a_zip_that_is_no_document_is_refused(content: Content) -> None:
    """A spreadsheet under the name of a document."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "không phải văn bản Word" in told(content, "a.docx", held.getvalue())


def test_macros_are_not_taken_along(content: Content) -> None:
    """The text of a macro-carrying document is imported; its macros are told of, and left."""
    data = rewritten(a_document(), {"word/vbaProject.bin": b"\0" * 100})
    text = told(content, "a.docx", data, code=0)
    assert "macro không được chạy" in text
    assert not [name for name in tree(content.folder) if "vba" in name]


def test_a_huge_document_is_refused(content: Content) -> None:
    """200 MB are pictures that should be smaller; nothing of it is read."""
    path = content.folder.parent / "a.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert "nặng 200 MB" in run("import", path, "--to", content.folder, code=1)


def test_a_zip_bomb_is_refused(content: Content) -> None:
    """A file of some kilobytes that unpacks to gigabytes, and one part that does."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(word._PART + 1))
    assert "bung ra lớn hơn" in told(content, "a.docx", held.getvalue())
    data = bytearray(rewritten(a_document(), {"word/media/x.png": b"\0" * 1000}))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/media/x.png"))
    struct.pack_into("<I", data, place + 24, 2_000_000_000)
    assert "bung ra lớn hơn" in told(content, "b.docx", bytes(data))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_an_entity_bomb_is_refused(content: Content, part: str) -> None:
    """Word never defines entities; who does wants to fill the memory or read a file."""
    bomb = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body>
      </w:document>"""
    for text in (bomb.encode(), bomb.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")):
        assert "thực thể XML" in told(content, "a.docx", rewritten(a_document(), {part: text}))


def test_windows_1258_is_read(content: Content) -> None:
    """Its tone marks stand behind their letters; declared or not, the text is the same."""
    words = "Thầy giáo và học sinh thi đua dạy tốt, học tốt"
    import unicodedata

    def packed(text: str) -> bytes:
        made = b""
        for char in text:
            try:
                made += char.encode("cp1258")
            except UnicodeEncodeError:
                parts = unicodedata.normalize("NFD", char)
                whole = unicodedata.normalize("NFC", "".join(parts[:-1]))
                tone = parts[-1]
                if tone not in "\u0300\u0301\u0303\u0309\u0323":
                    whole = unicodedata.normalize("NFC", parts[0] + parts[2])
                    tone = parts[1]
                made += whole.encode("cp1258") + tone.encode("cp1258")
        return made

    for name, head in (("a.html", '<meta charset="windows-1258">'), ("b.html", "")):
        page = f"<html><head>{head}</head><body><h1>{words} {name}</h1><p>{TEXT}</p></body></html>"
        text = told(content, name, packed(page), code=0)
        assert f"{words} {name}" in text
        assert "bảng mã cũ" in text


def old_font(text: str, table: dict[str, str]) -> str:
    """Return a text as an old font had it."""
    return "".join(table.get(char, char) for char in text)


@pytest.mark.parametrize("font", ["TCVN3", "VNI"])
@pytest.mark.parametrize("ending", ["html", "docx", "txt"])
def test_letters_of_old_fonts_become_unicode(content: Content, font: str, ending: str) -> None:
    """Text for .VnTime and VNI-Times is Western letters until it is converted."""
    from bangvang.content.read.letters import TCVN3, VNI

    table = {new: old for old, new in (TCVN3 if font == "TCVN3" else VNI).items()}
    written = old_font(TEXT, table)
    assert (from_tcvn3 if font == "TCVN3" else from_vni)(written) == TEXT
    if ending == "docx":
        held = io.BytesIO()
        document = docx.Document()
        for line in written.split("\n\n"):
            document.add_paragraph(line.strip())
        document.save(held)
        data = held.getvalue()
    elif ending == "html":
        paragraphs = "".join(f"<p>{line}</p>" for line in written.split("\n\n"))
        data = f"<html><body>{paragraphs}</body></html>".encode("cp1252", "xmlcharrefreplace")
    else:
        data = written.encode()
    text = told(content, f"a.{ending}", data, code=0)
    assert "Hội nghị tổng kết phong trào thi đua" in text
    assert "phông cũ" in text


def test_letters_of_an_unknown_font_are_refused(content: Content) -> None:
    """What is not understood is not imported as gibberish."""
    text = "".join(chr(0xA1 + (ord(c) * 7) % 94) if c.isalpha() else c for c in TEXT * 2)
    assert "phông cũ không nhận ra" in told(content, "a.txt", text.encode())


@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.long)])
def test_nested_tables_are_refused_or_read_in_time(content: Content, share: int) -> None:
    """Megabytes of tables within tables do not hang or break the import."""
    nested = "<html><body>" + "<table><tr><td>" * (180_000 // share)
    started = time.monotonic()
    told(content, "a.html", nested.encode() + b"x" * 1_000_000)
    flat = "<table><tr><td>Một</td><td>Hai</td></tr><tr><td>1</td><td>2</td></tr></table>" * 60_000
    page = f"<html><body><h1>Bảng</h1>{flat}</body></html>"
    assert "quá dài cho một bài" in told(content, "b.html", page.encode())
    # Not a limit of speed: the tests would hang otherwise.
    assert time.monotonic() - started < 300


def test_paths_do_not_leave_the_folder(content: Content) -> None:
    """Neither a page nor a document can bring in a file from elsewhere, or write one there."""
    secret = content.folder.parent.parent / "mat.png"
    secret.write_bytes(b"x")
    page = (
        f"<html><body><h1>Trang</h1><p>{TEXT}</p><img src='../mat.png'><img src='/etc/passwd'>"
        f"<img src='file://{secret}'><img src='..%2Fmat.png'><img src='//may.example/x.png'>"
        "<img src='http://may.example/y.png'></body></html>"
    )
    text = told(content, "a.html", page.encode(), code=0)
    assert text.count("ra ngoài thư mục") == 4
    assert text.count("ở máy chủ khác") == 2
    data = rewritten(a_document(), {"../../ra-ngoai.txt": "x", "/tuyet-doi.txt": "y"})
    told(content, "b.docx", data.replace(b"2020, huy", b"2021, huy"), code=0)
    assert not list(content.folder.parent.parent.glob("**/ra-ngoai.txt"))


def test_a_title_cannot_lead_out_of_the_folder(content: Content) -> None:
    """The address comes from the title's letters alone."""
    text = TEXT.replace("Hội nghị tổng kết phong trào thi đua\n", "../../../etc/Bài\n", 1)
    told(content, "a.txt", text.encode(), code=0)
    assert [n for n in tree(content.folder) if n.endswith("etc-bai.md")] == [
        "articles/2020/etc-bai.md"
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF-1.7 x", "đây là tệp PDF"),
        ("a.txt", b"", "không có chữ nào"),
        ("a.txt", b" \n\n", "không có chữ nào"),
        ("a.txt", b"\0\1\2\3" * 100, "không phải tệp văn bản"),
        ("a.html", b"<html><body></body></html>", "không có chữ nào"),
        ("a.html", b'<meta charset="klingon">\xff\xfe', "không biết bảng mã klingon"),
    ],
)
def test_what_is_no_page_is_refused(content: Content, name: str, data: bytes, reason: str) -> None:
    """Each with a reason that says what to do."""
    assert reason in told(content, name, data)


def test_all_sources_are_told_of_at_once(content: Content) -> None:
    """One bad source does not keep the others from being imported."""
    good, bad = content.folder.parent / "a.txt", content.folder.parent / "b.pdf"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"%PDF-")
    missing = content.folder.parent / "khong-co.txt"
    text = run("import", bad, missing, good, "--to", content.folder, code=1)
    assert "đã nhập 1, đã có từ trước 0, từ chối 2" in text


def test_a_script_in_a_page_stays_behind(content: Content) -> None:
    """Neither scripts nor addresses that run one come into an article."""
    page = (
        f"<html><body><h1>Trang có mã</h1><p onclick='x()'>{TEXT}</p><script>alert(1)</script>"
        "<p>Một <a href='javascript:alert(2)'>liên kết</a> và &lt;script&gt;alert(3)&lt;/script&gt;"
        " viết ra.</p></body></html>"
    )
    told(content, "a.html", page.encode(), code=0)
    (file,) = (content.folder / "articles/2020").glob("trang-co-ma*.md")
    text = file.read_text(encoding="utf-8")
    assert "alert(1)" not in text
    assert "javascript:" not in text
    assert r"\<script>alert(3)\</script>" in text


def test_files_that_cannot_be_written_leave_nothing(content: Content, tmp_path: Path) -> None:
    """A folder where the article should be: told, and what was written is taken back."""
    (content.folder / "articles/2020").mkdir(parents=True, exist_ok=True)
    slug = "hoi-nghi-tong-ket-phong-trao-thi-dua.md"
    (content.folder / f"articles/2020/.{slug}.new").mkdir()
    assert "không ghi được" in told(content, "a.txt", TEXT.encode())
