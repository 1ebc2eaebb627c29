"""Files beside articles and pages: what may be published, and what is taken out of pictures."""

import io
import zipfile
from pathlib import Path

import pytest

import pictures
from bangvang.model.files import DOCUMENTS
from office import DOCX, PDF, REFUSED, office
from pictures import told_of
from support import Content, build_portal, portal_without_search, run

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = _OLE + "\x01Ole10Native".encode("utf-16-le")
FORMULA = _OLE + "Equation Native".encode("utf-16-le")
_RELATION = (
    b'<Relationships><Relationship Type="http://x/%s" TargetMode="%s" Target="%s"/></Relationships>'
)
REMOTE = _RELATION % (b"attachedTemplate", b"External", b"https://evil.example/a.dotm")
MACROS = _RELATION % (b"vbaProject", b"Internal", b"macros.bin")


def attach(content: Content, name: str, data: bytes) -> str:
    """Write an article with a file attached; return the file's path."""
    folder = "articles/2020/kem"
    facts = (
        f"---\ntitle: Kèm\ndate: 2020-06-01\nlede: L.\nattachments: [{{file: {name}, title: T}}]\n"
    )
    content.write(f"{folder}/index.md", f"{facts}---\nBài.\n")
    content.write(f"{folder}/{name}", data)
    return f"{folder}/{name}"


def _codes(content: Content) -> set[str]:
    return {problem.code for problem in content.read().problems}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_server_could_run_is_not_published(content: Content, name: str) -> None:
    """A page, a script, a program, a compressed copy of the article: each is an error."""
    attach(content, name, b"<script>alert(1)</script>")
    assert _codes(content) & {"E026", "E027"}
    assert content.read().catalog is None


@pytest.mark.parametrize("folder", ["albums/anh", "articles/2020/bai", "pages"])
def test_reserved_names_are_refused_beside_anything(content: Content, folder: str) -> None:
    content.write(f"{folder}/index.html.gz", b"x")
    assert ("E026", f"{folder}/index.html.gz") in {
        (problem.code, problem.file) for problem in content.read().problems
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"<html><script>alert(1)</script></html>"),
        ("a.pdf", PDF.replace(b"1 0 obj", b"<script>alert(1)</script>1 0 obj")),
        ("a.pdf", PDF + b"<!DOCTYPE html><body onload=x>%%EOF"),
        ("a.pdf", b"GIF89a" + PDF),
        ("a.pdf", b""),
        ("a.docx", PDF),
        ("a.docx", office("spreadsheetml.sheet.main+xml")),
        ("a.docx", office("wordprocessingml.document.main+xml", ("word/vbaProject.bin", b"x"))),
        ("a.docx", b"<svg onload=x>" + DOCX),
        ("a.docx", DOCX + b"<script>x</script>"),
        ("a.docx", DOCX + b"anything"),
        ("a.docx", DOCX[:60] + DOCX),
        ("a.docx", office("wordprocessingml.document.main+xml", ("word/embeddings/a.bin", PACKED))),
        ("a.docx", office("wordprocessingml.document.main+xml", ("word/_rels/s.xml.rels", REMOTE))),
        ("a.docx", office("wordprocessingml.document.main+xml", ("word/_rels/d.xml.rels", MACROS))),
        ("a.pdf", PDF.replace(b"1 0 obj", b"<img src=x onerror=alert(1)> 1 0 obj")),
        ("a.pdf", PDF.replace(b"1 0 obj", "<script>alert(1)</script>".encode("utf-16-le"))),
        ("a.pdf", PDF.replace(b"1 0 obj", b"<?php system(1);?> 1 0 obj")),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /JavaScript /JS (x)>>")),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction <</S /Launch /F (x)>>")),
        ("a.xlsx", office("spreadsheetml.sheet.main+xml", ("xl/macrosheets/sheet1.xml", b"x"))),
        ("a.xlsx", DOCX[:40]),
        ("a.odt", DOCX),
    ],
)
def test_documents_are_what_their_ending_says_and_nothing_else(
    content: Content, name: str, data: bytes
) -> None:
    """A PDF that is a page as well is none, nor an office document with programs."""
    file = attach(content, name, data)
    assert [(each.file, each.code) for each in content.read().problems] == [(file, "E028")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"\xef\xbb\xbf" + PDF),
        ("a.pdf", b"\r\n" + PDF),
        ("a.pdf", PDF + b"\0" * 4096),
        ("a.pdf", PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7%\xe2\xe3\n")),
        ("a.pdf", PDF.replace(b"1 0 obj", b'<body xmlns="http://www.w3.org/1999/xhtml"> 1 0 obj')),
        (
            "a.docx",
            office("wordprocessingml.document.main+xml", ("word/embeddings/a.bin", FORMULA)),
        ),
        (
            "a.docx",
            office(
                "wordprocessingml.document.main+xml",
                ("word/_rels/s.xml.rels", _RELATION % (b"hyperlink", b"External", b"https://x/")),
                (
                    "word/_rels/t.xml.rels",
                    _RELATION % (b"attachedTemplate", b"External", b"C:/N.dotm"),
                ),
            ),
        ),
    ],
)
def test_ordinary_documents_are_not_refused(content: Content, name: str, data: bytes) -> None:
    """What scanners, mail programs, Word and LibreOffice leave in a file."""
    attach(content, name, data)
    assert _codes(content) == set()


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp", ".gif", ".avif"])
def test_pictures_are_what_their_ending_says(content: Content, ending: str) -> None:
    """Damaged, of another kind, or cut off: told, never published."""
    for data in (
        b"<script>",
        pictures.saved(pictures.drawn(1), "BMP"),
        told_of(ending)[: len(told_of(ending)) // 3],
    ):
        file = attach(content, f"a{ending}", data)
        (problem,) = content.read().problems
        assert problem.file == file
        assert problem.code in ("E401", "E402")


def test_a_moving_avif_istold_of(content: Content) -> None:
    frames = [pictures.drawn(number, (60, 40)) for number in range(3)]
    data = pictures.saved(frames[0], "AVIF", save_all=True, append_images=frames[1:])
    file = attach(content, "a.avif", data)
    assert [(each.file, each.code) for each in content.read().problems] == [(file, "E405")]


def test_a_link_leads_only_to_its_own_folder(content: Content) -> None:
    """`a.pdf → ../../../site.md` would publish another file under a name that it does not have."""
    attach(content, "b.pdf", PDF)
    link = content.folder / "articles/2020/kem/a.pdf"
    for target, code in (("../../../site.md", {"E011"}), ("b.pdf", {"W305"})):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert _codes(content) == code


def test_what_may_be_published_is(content: Content, tmp_path: Path) -> None:
    """Beside articles and pages, as it came when it is no picture."""
    portal_without_search(tmp_path)
    attach(content, "QD-163.signed.pdf", PDF)
    content.write("pages/mau.docx", DOCX).write("pages/anh.jpg", told_of(".jpg"))
    content.write("pages/trang.md", "[Mẫu](mau.docx) ![Ảnh](anh.jpg)")
    build_portal(tmp_path / "site")
    site = tmp_path / "site"
    assert (site / "tin-bai/2020/06/kem/QD-163.signed.pdf").read_bytes() == PDF
    assert (site / "mau.docx").read_bytes() == DOCX
    assert b"Hang may" not in (site / "anh.jpg").read_bytes()
    page = (site / "trang/index.html").read_text(encoding="utf-8")
    assert 'href="../mau.docx"' in page
    assert 'src="../anh.jpg"' in page


def test_the_copy_is_what_was_checked(content: Content, tmp_path: Path) -> None:
    """A sound file that is edited is published as it is now, and a bad edit is told."""
    portal_without_search(tmp_path)
    file = content.folder / attach(content, "a.pdf", PDF)
    build_portal(tmp_path / "site")
    file.write_bytes(PDF + PDF)
    build_portal(tmp_path / "site")
    assert (tmp_path / "site/tin-bai/2020/06/kem/a.pdf").read_bytes() == PDF + PDF
    file.write_bytes(PDF + b"<script>")
    out = tmp_path / "site"
    assert "a.pdf:1: E028" in run("build", "--out", out, folder=tmp_path, code=1)


def test_every_kind_of_document_is_known(content: Content) -> None:
    """Of each ending a least example passes."""
    kinds = {
        ".docx": "wordprocessingml.document.main+xml",
        ".xlsx": "spreadsheetml.sheet.main+xml",
        ".pptx": "presentationml.presentation.main+xml",
    }
    odf = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
    for ending in DOCUMENTS:
        data = office(kinds[ending]) if ending in kinds else PDF
        if ending in odf:
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w") as packed:
                packed.writestr("mimetype", f"application/vnd.oasis.opendocument.{odf[ending]}")
                packed.writestr("Basic/Standard/script-lb.xml", "<library/>")
            data = made.getvalue()
        attach(content, f"a{ending}", data)
        assert _codes(content) == set(), ending
        (content.folder / f"articles/2020/kem/a{ending}").unlink()


def test_a_file_of_any_size_is_not_read(content: Content) -> None:
    """One of more than 400 MB is told and left alone."""
    file = attach(content, "a.pdf", PDF)
    with (content.folder / file).open("r+b") as opened:
        opened.truncate(450_000_000)
    assert [(each.file, each.code) for each in content.read().problems] == [(file, "E029")]
