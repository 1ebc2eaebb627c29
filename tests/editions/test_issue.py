"""The printable bulletin as PDF, for paper and for those who have it read to them."""

import shutil
import subprocess
from pathlib import Path

import page as checker
import pytest

from pictures import jpeg
from support import ROOT, Content, run


def _issue(span: str, file: Path, content: Path | None = None, code: int = 0) -> str:
    where = ("--content", content) if content else ()
    return run("issue", span, "--to", file, "--as-of", "2026-11-22", *where, code=code)


def _shown(command: str, file: Path, *more: str) -> str:
    done = subprocess.run(
        [command, *more, file, *(["-"] if command == "pdftotext" else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_issue_of_a_month(tmp_path: Path) -> None:
    """Vietnamese comes back letter for letter; tagged, bookmarked, with every font within it."""
    file = tmp_path / "2020-09.pdf"
    assert "2 bài, 5 lượt khen thưởng" in _issue("2020-09", file)
    text = _shown("pdftotext", file, "-layout")
    for part in (
        "tháng 9/2020",
        "Bắc Kạn tổ chức Đại hội Thi đua yêu nước lần thứ V",
        "Bảy mươi hai năm sau Lời kêu gọi thi đua ái quốc",
        "Nguyễn Ngọc Hoa",
        "chỉ còn lời chú thích",
        "Bảng tra tên",
    ):
        assert part in text
    names = [
        line.split("  ")[0] for line in text.rpartition("Bảng tra tên")[2].splitlines() if line
    ]
    assert (
        names.index("Hoàng Duy Chinh") < names.index("Nguyễn Văn Du") < names.index("Lý Thái Hải")
    )
    fonts = _shown("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    assert "Tagged:          yes" in _shown("pdfinfo", file)
    found = checker.validate_pdf(str(file), profile="ua1")
    assert (found.is_compliant, list(found.failures)) == (True, [])
    again = tmp_path / "again.pdf"
    _issue("2020-09", again)
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("span", "title", "articles"),
    [
        ("2020-Q3", "quý III năm 2020", "4 bài"),
        ("2020", "Năm 2020", "4 bài"),
        ("2015-2020", "2015-2020", "4 bài"),
        ("so-ket-cum-trung-du-mien-nui-phia-bac-2022", "Hội nghị", "1 bài"),
    ],
)
def test_other_spans(tmp_path: Path, span: str, title: str, articles: str) -> None:
    """A quarter, a year, a term, or all that tells of an event."""
    file = tmp_path / "so.pdf"
    assert _issue(span, file).startswith(articles)
    assert title in _shown("pdftotext", file)


def test_a_picture_is_in_it_and_prose_may_be_anything(content: Content, tmp_path: Path) -> None:
    """Links, footnotes, tables, headings with gaps and pictures without words stay accessible."""
    content.write("albums/hinh/mot.jpg", jpeg(1))
    content.write(
        "albums/hinh/index.md",
        "---\ntitle: Hình\nphotos:\n- {id: mot, file: mot.jpg, caption: Lá cờ}\n---\n",
    )
    content.write("articles/2021/x/co.jpg", jpeg(2))
    content.write(
        "articles/2021/x/index.md",
        "---\ntitle: X\ndate: 2021-05-03\nlede: L.\nalbums: [hinh]\n---\n"
        "### Sâu\n\n![](co.jpg)\n\n[**đậm** và *nghiêng*](/dia-ban/huyen-mot/) và chú[^1].\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n\n> Trích\n\n###### Nhỏ\n\n"
        "[^1]: Chú [ở đây](#khong-co).\n",
    )
    file = tmp_path / "so.pdf"
    _issue("2021-05", file, content.folder)
    assert len(_shown("pdfimages", file, "-list").splitlines()) == 4
    found = checker.validate_pdf(str(file), profile="ua1")
    assert (found.is_compliant, list(found.failures)) == (True, [])


def test_an_issue_with_nothing_in_it_is_not_made(tmp_path: Path) -> None:
    """Nor one of a span that is none; what was there stays."""
    file = tmp_path / "so.pdf"
    file.write_bytes(b"cu")
    assert "Không có bài nào: tháng 1/2019" in _issue("2019-01", file, code=1)
    for span in ("2020-13", "2020-00", "2020-2015", "thang-chin"):
        assert "không phải tháng" in _issue(span, file, code=2)
    assert file.read_bytes() == b"cu"


def test_a_withheld_name_is_not_printed(tmp_path: Path) -> None:
    """The build refuses it, and so does the printed issue; it says where the name still stands."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    run("withhold", "h4sotttt", "--reason", "Theo yêu cầu.", "--content", content)
    said = _issue("2020-09", tmp_path / "so.pdf", content, code=1)
    assert "E315" in said
    assert not (tmp_path / "so.pdf").exists()
