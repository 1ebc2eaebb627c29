"""Faults that users of other generators and archives ran into: what is said of each, or the page.

The cases are small and made up; each folder holds what goes into a folder of content, or a source
for an import.
"""

import shutil
from pathlib import Path

import pytest
from lxml import html

from support import ROOT, Content, build_portal, portal_without_search, run

CASES = Path(__file__).parent / "cases"

TOLD = {
    "10": [
        "articles/2020/xk.md:2: E059 “&Chúc” ở đây là ký hiệu của YAML, không phải chữ",
        "articles/2020/xk.md:4: E059 “!Tin” ở đây là ký hiệu của YAML, không phải chữ",
        "articles/2020/xk.md:9: W060 phần sau dấu # không được đọc: “# 5”",
    ],
    "11": [
        "articles/2020/details.md:6: W061 “<details>” không phải thẻ mà trang hiện được",
        "articles/2020/details.md:6: W061 “<summary>” không phải thẻ mà trang hiện được",
        "articles/2020/iframe.md:8: W061 “<iframe>” không phải thẻ mà trang hiện được",
        "articles/2020/video.md:6: W061 “<video>” không phải thẻ mà trang hiện được",
    ],
    "14": ["articles/2020/h.md:6: E307 liên kết https://bangvang.example/khong-co/ không dẫn tới"],
    "21": ["articles/2020/a-same.md:6: E330 bài bị ẩn đúng vào lúc bắt đầu hiện"],
    "20": [
        "articles/2020/thu.md:6: E059 “&c” ở đây là ký hiệu của YAML, không phải chữ",
        "articles/2020/thu.md:7: E059 “*c” ở đây là ký hiệu của YAML, không phải chữ",
    ],
}

IMPORTED = {
    "03/struck.docx": [
        "Bị gạch ngang, đã bỏ ra: “Bà Trần Thị B”",
        "Chữ ẩn, đã bỏ ra: “Ông Lê Văn C”",
        "1 lượt khen,",
    ],
    "04/tcvn-mixed.docx": [
        "Nguyễn Văn A: Bằng khen của Chủ tịch UBND tỉnh",
        "Chữ viết bằng phông cũ (TCVN3, VNI), nay đã chuyển sang Unicode",
    ],
    "25/double.html": ["Có chữ đã mất (UTF-8 bị đọc như Latin-1)"],
}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A copy of the content of the demonstration."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


@pytest.mark.parametrize(("case", "expected"), TOLD.items(), ids=TOLD)
def test_a_fault_in_content_is_told_with_its_place(
    portal: Path, case: str, expected: list[str]
) -> None:
    """File, line, code and what is wrong."""
    shutil.copytree(CASES / case, portal, dirs_exist_ok=True)
    said = run("check", "--content", portal, code=any(": E" in each for each in expected))
    assert [each for each in expected if f"{portal}/{each}" not in said] == []


def test_links_to_files_of_the_portal_are_sound(portal: Path) -> None:
    """Another article's attachment, the data, the manifest of an album."""
    shutil.copytree(CASES / "13", portal, dirs_exist_ok=True)
    assert "Mọi thứ đều ổn." in run("check", "--content", portal)


@pytest.mark.parametrize(("source", "expected"), IMPORTED.items(), ids=IMPORTED)
def test_what_an_import_changed_or_left_out_is_told(
    portal: Path, source: str, expected: list[str]
) -> None:
    """By name, and what stays is right."""
    said = run("import", CASES / source, "--to", portal)
    assert [each for each in expected if each not in said] == []


def test_an_emoji_of_several_parts_stays_whole(content: Content) -> None:
    """Joiners and tags within it are no invisible characters that somebody pasted."""
    shutil.copytree(CASES / "16", content.folder, dirs_exist_ok=True)
    portal_without_search(content.folder.parent)
    site = content.folder.parent / "site"
    assert "W018" not in build_portal(site)
    page = html.fromstring((site / "tin-bai/2020/09/xk/index.html").read_bytes())
    (body,) = page.xpath("//div[@class='bv-body']")
    text = (CASES / "16/articles/2020/xk.md").read_text(encoding="utf-8").split("---\n")[2]
    assert body.text_content().strip() == text.strip()
